"""Say how long hypothesis looks, and which tests there are on Windows.

Hypothesis looks at the same examples in every run, at more where everything is run.
"""

import os
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck
from hypothesis import settings

# A document is drawn as text and read by the program: slower than hypothesis thinks healthy.
settings.register_profile(
    "sample",
    derandomize=True,
    deadline=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("quick", parent=settings.get_profile("sample"), max_examples=15)
settings.register_profile("ci", parent=settings.get_profile("sample"), max_examples=300)
settings.load_profile("ci" if os.environ.get("NTMTRACK_TEST_ALL") == "1" else "sample")

# What makes no sense on Windows, where `machines/windows.sh` runs the others.
LEFT_OUT: dict[str, str] = {}
if sys.platform == "win32":
    lines = Path(__file__).with_name("machines").joinpath("windows.txt").read_text("utf-8")
    LEFT_OUT = dict(line.split(": ", 1) for line in lines.splitlines() if ": " in line[1:])
collect_ignore = [name for name in LEFT_OUT if "::" not in name]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip the tests that are left out by name, and say why."""
    for item in items:
        name = item.nodeid.removeprefix("tests/")
        for begins, why in LEFT_OUT.items():
            if name.startswith(begins):
                item.add_marker(pytest.mark.skip(reason=why))
