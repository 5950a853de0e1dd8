"""Programs that some tests need and a plain machine may lack."""

from __future__ import annotations

import os
import shutil

import pytest


def needs(program: str) -> str:
    """Return the path of a program, or skip the test; with NTMTRACK_TEST_ALL=1, fail instead."""
    found = shutil.which(program)
    if found:
        return found
    if os.environ.get("NTMTRACK_TEST_ALL") == "1":
        pytest.fail(f"{program} is not installed, and NTMTRACK_TEST_ALL=1 asks for every test")
    pytest.skip(f"needs {program}")
