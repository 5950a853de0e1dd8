"""Forked processes: quick to start, and free to become another user."""

from __future__ import annotations

import multiprocessing
import os
import tempfile
from collections.abc import Callable
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.process import BaseProcess
from pathlib import Path

from running import run
from safety.trial import file_in
from safety.trial import lacking
from safety.trial import note


def forked(action: Callable[[], None]) -> BaseProcess:
    """Start an action in a forked process."""
    process = multiprocessing.get_context("fork").Process(target=action)
    process.start()
    return process


def code_of(process: BaseProcess) -> int:
    """Wait for a process to end, and return its exit code."""
    process.join(timeout=60)
    assert process.exitcode is not None, "it hangs"
    return process.exitcode


def needs_root() -> None:
    """Skip a test that must become another user if this process may not."""
    if os.geteuid():
        lacking("root, to become another user")


def warm() -> None:
    """Import all that is needed, because another user may not be able to read our folders."""
    with tempfile.TemporaryDirectory() as name:
        path = file_in(Path(name))
        assert run(*note(path)).code == 0
        assert run("status", "--file", str(path)).code == 0


def become(user: int) -> None:
    """Switch from root to a user for good, in a folder that everybody may enter."""
    os.chdir("/")
    os.setgroups([])
    os.setgid(user)
    os.setuid(user)


@contextmanager
def reachable() -> Iterator[Path]:
    """Yield a folder that other users can enter, or skip the test."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        folder.chmod(0o755)
        if any(not above.stat().st_mode & 0o001 for above in folder.parents):
            lacking(f"{folder.parent} that other users can come into")
        yield folder
