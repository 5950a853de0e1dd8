"""How much of a file is read at all."""

from __future__ import annotations

MIB = 1024 * 1024
LONGEST_FILE = 64 * MIB
