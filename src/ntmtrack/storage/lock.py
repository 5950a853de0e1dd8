"""The lock of those who write: a file beside the data, as every write replaces the data itself."""

from __future__ import annotations

import contextlib
import os
import stat
from pathlib import Path

import filelock

from ntmtrack.storage import temporary

SECONDS = 10.0


class BusyError(Exception):
    """Say that somebody else held the lock all the time that we waited."""


def take(real: Path, data: os.stat_result) -> filelock.BaseFileLock:
    """Wait for the lock: the kernel's, so that it dies with its holder."""
    _make_file(real, data)
    lock = filelock.FileLock(
        path(real),
        mode=_mode(data),
        fallback_to_soft=False,
        preserve_lock_file=True,
        on_acquired=lambda handle: _adopt(handle, data),
    )
    try:
        lock.acquire(timeout=SECONDS)
    except filelock.Timeout:
        raise BusyError from None
    return lock


def path(real: Path) -> Path:
    """Give the lock's file, which stands beside the data."""
    return real.with_name(f".{real.name}.lock")


def _mode(data: os.stat_result) -> int:
    return stat.S_IMODE(data.st_mode) & 0o777 | 0o600


def _make_file(real: Path, data: os.stat_result) -> None:
    """Make the lock file, if there is none, with the data's mode and owner from its first moment.

    If it got them only after it was made, a kill between the two would leave a lock of root's that
    shuts out the people who use the file. Where there are no hard links, filelock makes it.
    """
    with contextlib.suppress(OSError):
        if path(real).exists():
            return
        with temporary.beside(real) as new:
            handle = os.open(new, temporary.NEW, 0o600)
            try:
                _adopt(handle, data)
            finally:
                os.close(handle)
            os.link(new, path(real))


def _adopt(handle: int, data: os.stat_result) -> None:
    """Give the lock file the data's owner, group and mode, or as much of it as we may."""
    if not hasattr(os, "fchown"):
        return
    for owner, group in ((-1, data.st_gid), (data.st_uid, -1)):
        with contextlib.suppress(OSError):
            os.fchown(handle, owner, group)
    with contextlib.suppress(OSError):
        os.fchmod(handle, _mode(data))
