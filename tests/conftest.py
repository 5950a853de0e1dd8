"""Keep what is compiled, say how long hypothesis looks, and which tests there are on Windows."""

import gc
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pytest


def keep_what_is_compiled() -> None:
    """Let Python write compiled modules also where the environment says not to.

    Many containers say so. Then every worker rewrites the asserts of every test anew, and each of
    the thousand processes that tests start compiles the program anew.
    """
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    sys.dont_write_bytecode = False


def collect_garbage_seldom() -> None:
    """Look for garbage in cycles a seventieth as often: that took a fifth of the time of tests."""
    gc.set_threshold(50_000, 20, 20)


def register_profiles() -> None:
    """Look at the same examples in every run, at more of them where everything is run."""
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
    settings.register_profile("quick", parent=settings.get_profile("sample"), max_examples=8)
    settings.register_profile("ci", parent=settings.get_profile("sample"), max_examples=300)
    settings.load_profile("ci" if os.environ.get("NTMTRACK_TEST_ALL") == "1" else "sample")


def left_out() -> dict[str, str]:
    """Name what makes no sense on Windows, where `machines/windows.sh` runs the others, and why."""
    if os.name != "nt":
        return {}
    listed = Path(__file__).with_name("machines").joinpath("windows.txt").read_text("utf-8")
    return dict(line.split(": ", 1) for line in listed.splitlines() if ": " in line)


def pytest_collection_modifyitems(items: "list[pytest.Item]") -> None:
    """Skip the tests that are left out by name, and say why."""
    import pytest

    for item in items:
        name = item.nodeid.removeprefix("tests/")
        for begins, why in LEFT_OUT.items():
            if name.startswith(begins):
                item.add_marker(pytest.mark.skip(reason=why))


def send_something() -> None:
    """Send no empty messages between processes: Wine 8 loses them, and pools are woken by them."""
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
send_something()
register_profiles()  # hypothesis is imported here, when its asserts are rewritten once for all
