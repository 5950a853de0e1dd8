"""The two ways to prove a new text: at its seam, if the old one has a kept copy, or as a whole."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import pytest
from running import COPIES
from running import Ran
from running import run

from ntmtrack.datafile import kept_copy

Way = Literal["whole", "seam"]


def known(data: bytes) -> None:
    """Keep a copy of a text, as every command does that reads it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", COPIES)
        assert kept_copy.load(data, "so.yaml").document


def run_in(way: Way, *arguments: str, folder: Path) -> Ran:
    """Run the program in a folder, proving what it writes in one of the two ways.

    The seam needs a kept copy.
    """
    if way == "whole":
        return run(*arguments, folder=folder, NTMTRACK_NO_CACHE="1")
    return run(*arguments, folder=folder)
