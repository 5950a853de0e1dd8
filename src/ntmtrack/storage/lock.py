"""The lock of those who write: a file beside the data, as every write replaces the data itself."""

from __future__ import annotations

import contextlib
import os
import stat
import time
from collections.abc import Iterator
from pathlib import Path

import filelock

from ntmtrack.storage import temporary

SECONDS = 10.0
_MOMENT = 1.0
_POLL = 0.05


class BusyError(Exception):
    """Say that somebody else held the lock all the time that we waited."""


def take(real: Path, data: os.stat_result) -> filelock.BaseFileLock:
    """Wait for the lock: the kernel's, so that it dies with its holder."""
    _make_file(real, data)
    try:
        return _take(real, data)
    except PermissionError:
        if not _is_ours_to_renew(real, data):
            raise
    _renew(real, data)
    return _take(real, data)


def _take(real: Path, data: os.stat_result) -> filelock.BaseFileLock:
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
        with _new_file(real, data) as new:
            os.link(new, path(real))


@contextlib.contextmanager
def _new_file(real: Path, data: os.stat_result) -> Iterator[Path]:
    """Make a file with the data's mode and owner, under another name."""
    with temporary.beside(real) as new:
        handle = os.open(new, temporary.NEW, 0o600)
        try:
            _adopt(handle, data)
        finally:
            os.close(handle)
        yield new


def _is_ours_to_renew(real: Path, data: os.stat_result) -> bool:
    """Tell whether the data is ours, and what shuts us out is an empty file, as locks are."""
    try:
        about = path(real).lstat()
    except OSError:
        return False
    ours = hasattr(os, "geteuid") and data.st_uid == os.geteuid()
    return ours and stat.S_ISREG(about.st_mode) and not about.st_size


def _renew(real: Path, data: os.stat_result) -> None:
    """Put a lock of ours in place of one that is shut to us, such as one that root has made.

    Where it can be read we hold it meanwhile, so that nobody else does. Where it cannot, it may
    have been made just now: whoever makes one hands it over at once, so that a moment tells.
    """
    with contextlib.ExitStack() as after:
        if os.access(path(real), os.R_OK):
            handle = os.open(path(real), os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0))
            after.callback(os.close, handle)
            _hold(handle)
        else:
            time.sleep(_MOMENT)
        if not os.access(path(real), os.R_OK | os.W_OK):
            after.enter_context(_new_file(real, data)).replace(path(real))


def _hold(handle: int) -> None:
    """Take the kernel's lock on a file that may only be read, or wait in vain."""
    import fcntl

    until = time.monotonic() + SECONDS
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > until:
                raise BusyError from None
            time.sleep(_POLL)
        else:
            return


def _adopt(handle: int, data: os.stat_result) -> None:
    """Give the lock file the data's owner, group and mode, or as much of it as we may."""
    if not hasattr(os, "fchown"):
        return
    for owner, group in ((-1, data.st_gid), (data.st_uid, -1)):
        with contextlib.suppress(OSError):
            os.fchown(handle, owner, group)
    with contextlib.suppress(OSError):
        os.fchmod(handle, _mode(data))
