"""Set up the test run: compiled files, garbage collection, hypothesis, and tests on Windows."""

import gc
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pytest


def keep_what_is_compiled() -> None:
    """Let Python write compiled modules even where the environment forbids it.

    Many containers forbid it. Then every worker rewrites the asserts of every test again, and each
    of the thousand processes that the tests start compiles the program again.
    """
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    sys.dont_write_bytecode = False


def collect_garbage_seldom() -> None:
    """Collect garbage a seventieth as often: collecting took a fifth of the time of the tests."""
    gc.set_threshold(50_000, 20, 20)


def register_profiles() -> None:
    """Register hypothesis profiles: the same examples in every run, more of them in a full run."""
    from hypothesis import HealthCheck
    from hypothesis import settings

    # Drawing a document as text and reading it is slower than hypothesis considers healthy.
    settings.register_profile(
        "sample",
        derandomize=True,
        deadline=None,
        max_examples=60,
        suppress_health_check=[HealthCheck.too_slow],
    )
    settings.register_profile("quick", parent=settings.get_profile("sample"), max_examples=8)
    settings.register_profile("ci", parent=settings.get_profile("sample"), max_examples=300)
    settings.load_profile("ci" if os.environ.get("NTMTRACK_TEST_ALL") == "1" else "sample")


def left_out() -> dict[str, str]:
    """Return the tests that make no sense on Windows (run by `machines/windows.sh`), and why."""
    if os.name != "nt":
        return {}
    listed = Path(__file__).with_name("machines").joinpath("windows.txt").read_text("utf-8")
    return dict(line.split(": ", 1) for line in listed.splitlines() if ": " in line)


def pytest_collection_modifyitems(items: "list[pytest.Item]") -> None:
    """Skip the tests that are left out by name, giving the reason."""
    import pytest

    for item in items:
        name = item.nodeid.removeprefix("tests/")
        for begins, why in LEFT_OUT.items():
            if name.startswith(begins):
                item.add_marker(pytest.mark.skip(reason=why))


def never_send_empty_messages() -> None:
    """Never send an empty message between processes: Wine 8 loses it, and it wakes up pools."""
    if sys.platform == "win32":
        from multiprocessing.connection import PipeConnection

        send = PipeConnection.send_bytes

        def send_bytes(pipe: PipeConnection, data: bytes, *which: int) -> None:
            send(pipe, data or b"-", *which)

        PipeConnection.send_bytes = send_bytes


LEFT_OUT = left_out()
collect_ignore = [name for name in LEFT_OUT if "::" not in name]
keep_what_is_compiled()
collect_garbage_seldom()
never_send_empty_messages()
register_profiles()  # imports hypothesis here, so that its asserts are rewritten only once
