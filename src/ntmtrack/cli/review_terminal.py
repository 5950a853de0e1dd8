"""Going through a draft on a terminal."""

from __future__ import annotations

from pathlib import Path

from ntmtrack import wording
from ntmtrack.cli.run import Run
from ntmtrack.wording.problem import Exit
from ntmtrack.wording.problem import usage


def review(run: Run, path: Path) -> Exit:
    """Go through a draft, each step written at once."""
    del path
    if not run.streams.is_terminal:
        raise usage(wording.Code.NO_TERMINAL)
    return Exit.OK
