"""What a run must answer, as it is written down beside the tests, and how it gets there."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from running import Ran

UPDATE = os.environ.get("NTMTRACK_UPDATE_GOLDEN") == "1"


def transcript(line: str, ran: Ran) -> str:
    """Write down a command and its answer."""
    said = f"---- on standard error\n{ran.err}" if ran.err else ""
    end = f"---- exit code {ran.code}\n" if ran.code else ""
    return f"{line}\n{ran.out}{said}{end}"
