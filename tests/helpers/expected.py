"""The expected answers of runs, kept beside the tests, and how they are updated."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from running import Ran

UPDATE = os.environ.get("NTMTRACK_UPDATE_GOLDEN") == "1"


def transcript(line: str, ran: Ran) -> str:
    """Return a command and its output as text."""
    errors = f"---- on standard error\n{ran.err}" if ran.err else ""
    end = f"---- exit code {ran.code}\n" if ran.code else ""
    return f"{line}\n{ran.out}{errors}{end}"
