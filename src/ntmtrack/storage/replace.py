"""Changing the data file: after any crash, signal or full disk it is the old file or the new one.

This depends on the order of the steps: lock, read, change, write beside, make durable, compare,
replace, make the folder durable. `docs/safety.md` gives the reasons, and how each step was tested.
"""

from __future__ import annotations

import contextlib
import errno
import os
import signal
import stat
from collections.abc import Callable
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import NamedTuple
from typing import NoReturn
from typing import TypeAlias

from ntmtrack import system
from ntmtrack import wording
from ntmtrack.storage import files
from ntmtrack.storage import lock
from ntmtrack.storage import new_files
from ntmtrack.wording.problem import Exit
from ntmtrack.wording.problem import NtmError
from ntmtrack.wording.problem import Reason

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_DENIED = (errno.EACCES, errno.EPERM, errno.EROFS)
_NO_LOCK = (*_DENIED, errno.ELOOP, errno.EISDIR)  # also a link or a folder in its place
_PUT_BACK_TRIES = 1000  # each further try means another save within microseconds
_Version: TypeAlias = tuple[tuple[int, ...], bytes]


class Written(NamedTuple):
    """Describe whether a change was written, and what to warn of.

    `durable` is False if the new name may not survive a power cut; `links` counts the hard links of
    the old file; `former_owner` is its owner, if the new file is now ours.
    """

    changed: bool
    durable: bool = True
    links: int = 1
    former_owner: int | None = None


def update(path: Path, change: Callable[[bytes], bytes | None]) -> Written:
    """Replace a file's bytes by what `change` returns for them, or keep the file if that is None.

    Raise exit 66 (cannot be read), 73 (must not be written), 74 (disk), or 75 (busy, or changed by
    somebody else meanwhile); the file is then untouched. From just before the replacement, signals
    are held until the program ends, so that exit 0 always means a written file.
    """
    _end_on_signals()
    new_files.prepare_exchange()
    target = resolve_links(path)
    with _locked(target, _stat(target)):
        new_files.remove_stale(target)
        before = _stat(target)
        _check_writable(target)
        data = files.read(target)
        new = change(data)
        if new is None or new == data:
            return Written(changed=False)
        former = None if _replace(target, before, data, new) else before.st_uid
        durable = _durable(target.parent)
        return Written(changed=True, durable=durable, links=before.st_nlink, former_owner=former)


def _end_on_signals() -> None:
    """Make signals end the program at once, without leaving unfinished files.

    No exception is raised, because it could occur anywhere, even where Python only prints it and
    goes on. The kernel releases the lock. Ignored signals, as under nohup, stay ignored.
    """

    def end(number: int, _frame: FrameType | None) -> NoReturn:
        new_files.remove_half_made()
        os._exit(128 + number)

    for number in (signal.SIGINT, *system.ENDING):
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, end)


def resolve_links(path: Path) -> Path:
    """Follow links, so that a link to the data remains a link; a broken link is exit 66."""
    try:
        return Path(os.path.realpath(path, strict=True))
    except (OSError, ValueError) as error:
        raise files.unreadable(path, error) from None


def _check_writable(real: Path) -> None:
    """Refuse a file that we may not write, even if its folder would let us replace it."""
    if not os.access(real, os.W_OK):
        raise _failure(real, PermissionError(errno.EACCES, os.strerror(errno.EACCES)))


def _stat(real: Path) -> os.stat_result:
    try:
        about = real.lstat()
    except OSError as error:
        raise files.unreadable(real, error) from None
    if not stat.S_ISREG(about.st_mode):
        raise files.problem(wording.Code.NOT_A_FILE, real, Exit.NO_INPUT)
    return about


@contextlib.contextmanager
def _locked(real: Path, data: os.stat_result) -> Iterator[None]:
    """Hold the lock beside the file."""
    try:
        held = lock.take(real, data)
    except lock.BusyError:
        seconds, name = f"{lock.SECONDS:.0f}", str(lock.lock_path(real))
        raise files.problem(
            wording.Code.BUSY, real, Exit.BUSY, seconds=seconds, lock=name
        ) from None
    except OSError as error:
        is_unlockable = isinstance(error, lock.NoLocksError)
        if not is_unlockable and not _is_lock_closed(real, error):
            raise _failure(real, error) from None
        name, reason = str(lock.lock_path(real)), Reason(error.strerror or str(error))
        code = wording.Code.NO_LOCKS if is_unlockable else wording.Code.LOCK_CLOSED
        exit_code = Exit.IO if is_unlockable else Exit.CANT_CREATE
        raise files.problem(code, real, exit_code, lock=name, reason=reason) from None
    try:
        yield
    finally:
        with contextlib.suppress(OSError):  # the data is written already
            held.release()


def _is_lock_closed(real: Path, error: OSError) -> bool:
    """Return whether only the lock file is closed to us, while the data is writable."""
    exists = os.path.lexists(lock.lock_path(real))  # also true for a broken link
    return error.errno in _NO_LOCK and exists and os.access(real, os.W_OK)


def _replace(real: Path, before: os.stat_result, old: bytes, new: bytes) -> bool:
    """Replace the data by a new file; return False if its owner is no longer the same."""
    try:
        with new_files.temporary_file(real) as path:
            same_owner = _write(path, real, before, new)
            _read_back(path, new)
            system.hold_signals()  # from here on, none may make a success look like a failure
            _compare(real, before, old)
            if not _exchange(path, real, before, old, new):
                _swap(path, real, new)
    except FileNotFoundError:
        if system.is_too_long(new_files.longest_name(real)):
            raise files.too_long(real, Exit.CANT_CREATE) from None
        raise _changed(real) from None
    except OSError as error:
        raise _failure(real, error) from None
    return same_owner


def _write(path: Path, real: Path, before: os.stat_result, new: bytes) -> bool:
    """Write a new file that nobody else can open yet, then give it the old one's rights.

    Return False if its owner differs.
    """
    handle = os.open(path, new_files.NEW, 0o600)
    try:
        rest = memoryview(new)
        while rest:  # a write may be partial
            rest = rest[os.write(handle, rest) :]
        same_owner = new_files.copy_metadata(handle, real, before)
        os.fsync(handle)  # the name must never refer to bytes that are not on the disk yet
    finally:
        os.close(handle)
    return same_owner


def _read_back(path: Path, new: bytes) -> None:
    if path.read_bytes() != new:
        raise OSError(errno.EIO, os.strerror(errno.EIO))


def _compare(real: Path, before: os.stat_result, old: bytes) -> None:
    """Refuse to replace what somebody has saved since we read it, as a new file or in place."""
    if _identity(real.lstat()) != _identity(before) or real.read_bytes() != old:
        raise _changed(real)


def _identity(about: os.stat_result) -> tuple[int, ...]:
    return (about.st_dev, about.st_ino, about.st_mode, about.st_uid, about.st_gid)


def _exchange(path: Path, real: Path, before: os.stat_result, old: bytes, new: bytes) -> bool:
    """Exchange the new file and the data, and check that the displaced file is what we read.

    If an editor saved after the last comparison, put that version back. Return False if the system
    cannot exchange files.
    """
    ours = (_identity(path.lstat()), new)
    try:
        new_files.exchange(path, real)
    except OSError as error:
        if error.errno in new_files.NO_EXCHANGE:
            return False
        if not _has_bytes(real, new):  # otherwise only the answer was lost, as over a network
            raise
    try:
        displaced = _version(path)
    except OSError:
        return True  # the entry is in the file, and nothing indicates another version
    if displaced == (_identity(before), old):
        return True
    _put_back(path, real, displaced, ours)
    raise _changed(real)


def _put_back(path: Path, real: Path, kept: _Version, expected: _Version) -> None:
    """Restore the version `kept`, or a version that was saved even later.

    Each exchange shows the displaced version. If that is not the one that we had put there,
    somebody has saved meanwhile, and that version must be restored in turn.
    """
    for _ in range(_PUT_BACK_TRIES):
        new_files.exchange(path, real)
        displaced = _version(path)
        if displaced == expected:
            return
        kept, expected = displaced, kept


def _version(path: Path) -> _Version:
    """Return a value that tells one saved version from another, whether a new file or not."""
    return _identity(path.lstat()), path.read_bytes()


def _swap(path: Path, real: Path, new: bytes) -> None:
    """Rename the new file to the name of the data."""
    try:
        system.replace(path, real)
    except OSError:
        if not _replaced_after_all(path, real, new):
            raise


def _replaced_after_all(path: Path, real: Path, new: bytes) -> bool:
    """Return whether the file was replaced and only the answer was lost, as over a network."""
    try:
        return not path.exists() and _has_bytes(real, new)
    except OSError:
        return False


def _has_bytes(real: Path, new: bytes) -> bool:
    try:
        return real.read_bytes() == new
    except OSError:
        return False


def _durable(folder: Path) -> bool:
    """Make the new name durable; return False if that fails after the replacement."""
    try:
        with new_files.ignore_unsupported():  # some file systems cannot sync a folder
            system.sync_folder(folder)
    except OSError:
        return False
    return True


def _changed(real: Path) -> NtmError:
    return files.problem(wording.Code.CHANGED, real, Exit.BUSY)


def _failure(real: Path, error: OSError) -> NtmError:
    if files.is_open_elsewhere(real, error):
        return files.problem(wording.Code.FILE_OPEN_DATA, real, Exit.BUSY)
    if files.is_marked_read_only(real, error):
        return files.problem(wording.Code.DATA_UNWRITABLE_READ_ONLY, real, Exit.CANT_CREATE)
    exit_code = Exit.CANT_CREATE if error.errno in _DENIED else Exit.IO
    full = error.errno in _FULL
    code = wording.Code.DISK_FULL if full else wording.Code.DATA_UNWRITABLE
    return files.problem(code, real, exit_code, reason=Reason(error.strerror or str(error)))
