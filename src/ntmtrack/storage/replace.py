"""Changing the data file: after any crash, signal or full disk it is the old file or the new one.

The order of the steps is the promise: lock, read, change, write beside, make durable, compare,
replace, make the folder durable. `docs/safety.md` says why, and how each was tested.
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
_NO_LOCK = (*_DENIED, errno.ELOOP, errno.EISDIR)  # a link or a folder in its place, too
_PUT_BACK_TRIES = 1000  # each but the first is for one more save within microseconds
_Version: TypeAlias = tuple[tuple[int, ...], bytes]


class Written(NamedTuple):
    """Say whether a change was written, and what to warn of: a name that may not last, links.

    `former_owner` is whose the file was, where it now is ours.
    """

    changed: bool
    durable: bool = True
    links: int = 1
    former_owner: int | None = None


def update(path: Path, change: Callable[[bytes], bytes | None]) -> Written:
    """Replace a file's bytes by what `change` makes of them, or leave it as it is for None.

    Raises exit 66 (cannot be read), 73 (may not be written), 74 (disk), 75 (busy, or changed by
    somebody else meanwhile); the file is then untouched. From just before the replace on, signals
    are held until the program ends, so that exit 0 and a written file are the same thing.
    """
    _end_on_signals()
    new_files.prepare_exchange()
    target = real(path)
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
    """Let a signal end the program where it stands, leaving nothing half made.

    No exception is raised for it: that could come up anywhere, also where Python only prints it and
    goes on. The kernel takes the lock back. A signal that is ignored, as by nohup, stays so.
    """

    def end(number: int, _frame: FrameType | None) -> NoReturn:
        new_files.remove_half_made()
        os._exit(128 + number)

    for number in (signal.SIGINT, *system.ENDING):
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, end)


def real(path: Path) -> Path:
    """Follow links, so that a link to the data stays one; a broken one is exit 66."""
    try:
        return Path(os.path.realpath(path, strict=True))
    except (OSError, ValueError) as error:
        raise files.unreadable(path, error) from None


def _check_writable(real: Path) -> None:
    """Refuse a file that may not be written, although its folder would let us replace it."""
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
        seconds, name = f"{lock.SECONDS:.0f}", str(lock.path(real))
        raise files.problem(
            wording.Code.BUSY, real, Exit.BUSY, seconds=seconds, lock=name
        ) from None
    except OSError as error:
        is_unlockable = isinstance(error, lock.NoLocksError)
        if not is_unlockable and not _is_lock_closed(real, error):
            raise _failure(real, error) from None
        name, reason = str(lock.path(real)), Reason(error.strerror or str(error))
        code = wording.Code.NO_LOCKS if is_unlockable else wording.Code.LOCK_CLOSED
        exit_code = Exit.IO if is_unlockable else Exit.CANT_CREATE
        raise files.problem(code, real, exit_code, lock=name, reason=reason) from None
    try:
        yield
    finally:
        with contextlib.suppress(OSError):  # what was written stays written
            held.release()


def _is_lock_closed(real: Path, error: OSError) -> bool:
    """Tell whether the lock alone is closed to us, which the data's own rights do not explain."""
    there = os.path.lexists(lock.path(real))  # a link that leads nowhere, too
    return error.errno in _NO_LOCK and there and os.access(real, os.W_OK)


def _replace(real: Path, before: os.stat_result, old: bytes, new: bytes) -> bool:
    """Put a new file in place of the data; False where it is no longer the same person's."""
    try:
        with new_files.beside(real) as path:
            same_owner = _write(path, real, before, new)
            _read_back(path, new)
            system.hold_signals()  # after the replace none may make it look like a failure
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
    """Write a new file that nobody else can open yet, then give it all that the old one has.

    False where its owner is another.
    """
    handle = os.open(path, new_files.NEW, 0o600)
    try:
        rest = memoryview(new)
        while rest:  # a write may take a part only
            rest = rest[os.write(handle, rest) :]
        same_owner = new_files.make_like(handle, real, before)
        os.fsync(handle)  # the name must never point at bytes that are not on the disk
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
    """Exchange the new file and the data, and see that what was displaced is what we read.

    What an editor saved since the last comparison is put back. False where that cannot be done.
    """
    ours = (_identity(path.lstat()), new)
    try:
        new_files.exchange(path, real)
    except OSError as error:
        if error.errno in new_files.NO_EXCHANGE:
            return False
        if not _has_bytes(real, new):  # or else only the answer was lost, as over a network
            raise
    try:
        displaced = _version(path)
    except OSError:
        return True  # the entry is in the file, and nothing speaks for another version
    if displaced == (_identity(before), old):
        return True
    _put_back(path, real, displaced, ours)
    raise _changed(real)


def _put_back(path: Path, real: Path, kept: _Version, expected: _Version) -> None:
    """Return the name back to the version `kept`, or to one that was saved later still.

    Each exchange shows what had the name. Where that is not what we had put there, somebody saved
    meanwhile, and that version gets the name in its turn.
    """
    for _ in range(_PUT_BACK_TRIES):
        new_files.exchange(path, real)
        displaced = _version(path)
        if displaced == expected:
            return
        kept, expected = displaced, kept


def _version(path: Path) -> _Version:
    """Return what tells one saved version from another, written anew or in place."""
    return _identity(path.lstat()), path.read_bytes()


def _swap(path: Path, real: Path, new: bytes) -> None:
    """Return the new file the name of the data."""
    try:
        system.replace(path, real)
    except OSError:
        if not _replaced_after_all(path, real, new):
            raise


def _replaced_after_all(path: Path, real: Path, new: bytes) -> bool:
    """Tell whether the file was replaced and only the answer was lost, as over a network."""
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
    """Make the new name durable; False where that failed although the file is replaced."""
    try:
        with new_files.unless_unsupported():  # some file systems cannot sync a folder
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
