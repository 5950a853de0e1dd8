"""The writers' lock: a file beside the data, because every write replaces the data file itself.

It is the kernel's lock on that file, which counts only while the file keeps its name.
"""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import time
from collections.abc import Callable
from collections.abc import Iterator
from pathlib import Path

from ntmtrack import system
from ntmtrack.storage import file_locks
from ntmtrack.storage import new_files

SECONDS = 10.0
_MOMENT = 1.0


class BusyError(Exception):
    """Report that somebody else held the lock for as long as we waited."""


class NoLocksError(OSError):
    """Report that files cannot be locked there, so that nobody can write safely."""


class Held:
    """Hold the kernel's lock on an open file until it is released."""

    def __init__(self, handle: int) -> None:
        self._handle = handle

    def release(self) -> None:
        """Release the lock."""
        try:
            file_locks.unlock(self._handle)
        finally:
            os.close(self._handle)


def take(real: Path, data: os.stat_result) -> Held:
    """Wait for the lock and take it; the kernel releases it if its holder dies."""
    _make_file(real, data)
    try:
        return _take(real, data)
    except PermissionError:
        if not _is_ours_to_renew(real, data):
            raise
    _renew(real, data)
    return _take(real, data)


def _take(real: Path, data: os.stat_result) -> Held:
    """Wait for the lock on the file that has the name then; one moved meanwhile does not count."""
    until = time.monotonic() + SECONDS
    while True:
        handle = _open(lock_path(real), data, until)
        try:
            _hold(file_locks.lock, handle, until)
            if system.has_name(handle, lock_path(real)):
                _check_trusted(real, handle)
                _adopt(handle, data)
                return Held(handle)
        except BaseException:
            os.close(handle)
            raise
        os.close(handle)
        if time.monotonic() > until:
            raise BusyError


def _open(lock: Path, data: os.stat_result, until: float) -> int:
    """Open the lock file, creating it if `_make_file` could not."""
    flags = os.O_RDWR | system.NO_WAIT | system.NO_LINK | system.BINARY
    while True:
        with contextlib.suppress(FileNotFoundError):
            return os.open(lock, flags)
        with contextlib.suppress(FileExistsError):
            return os.open(lock, flags | os.O_CREAT | os.O_EXCL, _mode(data))
        if time.monotonic() > until:  # as with a broken link on Windows
            raise BusyError


def _check_trusted(real: Path, handle: int) -> None:
    """Refuse a lock file that others may have put there, or may remove while we hold it.

    We give the lock file the data's owner and mode, and through a link that might change another
    file. In a sticky folder, the owner of a file may replace it.
    """
    lock = os.fstat(handle)
    if lock.st_nlink > 1:  # a writer killed while creating it left its temporary name
        new_files.remove_stale(real)
        lock = os.fstat(handle)
    folder = real.parent.stat()
    shared = not (system.is_mine(folder) or not folder.st_uid) or folder.st_mode & 0o022
    sticky = folder.st_mode & stat.S_ISVTX
    foreign = sticky and not (system.is_mine(lock) or lock.st_uid == folder.st_uid)
    if foreign or (shared and lock.st_nlink > 1) or not stat.S_ISREG(lock.st_mode):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))


def _hold(way: Callable[[int, float], bool], handle: int, until: float) -> None:
    """Wait for the kernel's lock on an open file."""
    try:
        if not way(handle, until):
            raise BusyError
    except OSError as error:
        raise NoLocksError(*error.args) from None


def lock_path(real: Path) -> Path:
    """Return the lock file, which is beside the data."""
    return real.with_name(f".{real.name}.lock")


def _mode(data: os.stat_result) -> int:
    return stat.S_IMODE(data.st_mode) & 0o777 | 0o600


def _make_file(real: Path, data: os.stat_result) -> None:
    """Create the lock file, if missing, with the data's mode and owner from the start.

    If it got them only later, a kill in between would leave a lock file of root's that shuts out
    the people who use the data. Without hard links, `_take` creates it.
    """
    with contextlib.suppress(OSError):
        if lock_path(real).exists():
            return
        with _new_file(real, data) as new:
            os.link(new, lock_path(real))


@contextlib.contextmanager
def _new_file(real: Path, data: os.stat_result) -> Iterator[Path]:
    """Yield a new file with the data's mode and owner, under a temporary name."""
    with new_files.temporary_file(real) as new:
        handle = os.open(new, new_files.NEW, 0o600)
        try:
            _adopt(handle, data)
        finally:
            os.close(handle)
        yield new


def _is_ours_to_renew(real: Path, data: os.stat_result) -> bool:
    """Return whether the data is ours, and the closed lock is an empty file, as locks are."""
    try:
        about = lock_path(real).lstat()
    except OSError:
        return False
    return system.is_mine(data) and stat.S_ISREG(about.st_mode) and not about.st_size


def _renew(real: Path, data: os.stat_result) -> None:
    """Replace a lock file that we cannot open, such as one that root has created.

    If we can read it, we lock it meanwhile, so that nobody else does. If not, it may be brand new:
    its creator opens it to others immediately, so we wait a moment.
    """
    with contextlib.ExitStack() as after:
        if os.access(lock_path(real), os.R_OK):
            handle = os.open(lock_path(real), os.O_RDONLY | system.NO_LINK)
            after.callback(os.close, handle)
            try:
                _hold(file_locks.lock_read_only, handle, time.monotonic() + SECONDS)
            except NoLocksError:  # over NFS only files open for writing can be locked
                time.sleep(_MOMENT)
        else:
            time.sleep(_MOMENT)
        if not os.access(lock_path(real), os.R_OK | os.W_OK):
            after.enter_context(_new_file(real, data)).replace(lock_path(real))


def _adopt(handle: int, data: os.stat_result) -> None:
    """Give the lock file the data's owner, group and mode, as far as permitted."""
    for owner, group in ((-1, data.st_gid), (data.st_uid, -1)):
        with contextlib.suppress(OSError):
            system.give_to(handle, owner, group)
    with contextlib.suppress(OSError):
        system.set_mode(handle, _mode(data))
