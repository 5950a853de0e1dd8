"""Changing the data file: after any crash, signal or full disk it is the old file or the new one.

The order of the steps is the promise: lock, read, change, write beside, make durable, compare,
replace, make the folder durable. `docs/safety.md` says why, and how each was tested.
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
import secrets
import signal
import stat
import sys
import time
from collections.abc import Callable
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import NoReturn

import filelock

from ntmtrack import files
from ntmtrack.errors import Exit
from ntmtrack.errors import NtmError
from ntmtrack.errors import Problem

LOCK_SECONDS = 10.0
_SUFFIX = ".ntmtrack.tmp"
_NEW = (
    os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
)
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_DENIED = (errno.EACCES, errno.EPERM, errno.EROFS)
_UNSUPPORTED = (errno.ENOTSUP, errno.ENOSYS, errno.EINVAL)
# Windows refuses to replace a file that a scanner or an editor holds open for a moment.
_SHARING_WAITS = (0.05, 0.1, 0.2, 0.4, 0.8)
_ENDING = [
    getattr(signal, name)
    for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")
    if hasattr(signal, name)
]
_half_made: list[Path] = []  # what a signal that ends the program has to remove


@dataclass(frozen=True, slots=True)
class Written:
    """Say what became of a change: nothing to write, or written, and what to warn of."""

    changed: bool
    durable: bool = True
    links: int = 1


def update(path: Path, change: Callable[[bytes], bytes | None]) -> Written:
    """Replace a file's bytes by what `change` makes of them, or leave it as it is for None.

    Raises exit 66 (cannot be read), 73 (may not be written), 74 (disk), 75 (busy, or changed by
    somebody else meanwhile); the file is then untouched. From just before the replace on, signals
    are held until the program ends, so that exit 0 and a written file are the same thing.
    """
    _end_on_signals()
    target = real(path)
    with _locked(target, _stat(target)):
        _remove_stale(target)
        before = _stat(target)
        _check_writable(target)
        data = files.read(target)
        new = change(data)
        if new is None or new == data:
            return Written(changed=False)
        _replace(target, before, data, new)
        return Written(changed=True, durable=_durable(target.parent), links=before.st_nlink)


def _end_on_signals() -> None:
    """Let a signal end the program where it stands, leaving nothing half made.

    No exception is raised for it: that could come up anywhere, also where Python only prints and
    forgets it. The kernel takes the lock back. A signal that is ignored, as by nohup, stays so.
    """

    def end(number: int, _frame: FrameType | None) -> NoReturn:
        for path in _half_made:
            with contextlib.suppress(OSError):
                path.unlink()
        os._exit(128 + number)

    for number in _ENDING:
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, end)


def real(path: Path) -> Path:
    """Follow links, so that a link to the data stays one; strictly: a guess might replace it."""
    try:
        return Path(os.path.realpath(path, strict=True))
    except (OSError, ValueError) as error:
        raise files.unreadable(path, error) from None


def _check_writable(real: Path) -> None:
    """Refuse a file that is closed to writing, though its folder may let us replace it."""
    if not os.access(real, os.W_OK):
        raise _failed(real, PermissionError(errno.EACCES, os.strerror(errno.EACCES)))


def _stat(real: Path) -> os.stat_result:
    try:
        found = real.lstat()
    except OSError as error:
        raise files.unreadable(real, error) from None
    if not stat.S_ISREG(found.st_mode):
        raise _problem("not-a-file", real, Exit.NO_INPUT)
    return found


@contextlib.contextmanager
def _locked(real: Path, data: os.stat_result) -> Iterator[None]:
    """Hold the lock beside the file: the kernel's, so that it dies with its holder.

    The data file itself cannot be locked, for every write replaces it.
    """
    _make_lock(real, data)
    lock = filelock.FileLock(
        _lock_path(real),
        mode=_lock_mode(data),
        fallback_to_soft=False,
        preserve_lock_file=True,
        on_acquired=lambda handle: _adopt(handle, data),
    )
    try:
        lock.acquire(timeout=LOCK_SECONDS)
    except filelock.Timeout:
        raise _problem("busy", real, Exit.BUSY, seconds=f"{LOCK_SECONDS:.0f}") from None
    except OSError as error:
        raise _failed(real, error) from None
    try:
        yield
    finally:
        with contextlib.suppress(OSError):  # what was written stays written
            lock.release()


def _lock_path(real: Path) -> Path:
    return real.with_name(f".{real.name}.lock")


def _lock_mode(data: os.stat_result) -> int:
    return stat.S_IMODE(data.st_mode) & 0o777 | 0o600


def _make_lock(real: Path, data: os.stat_result) -> None:
    """Make the lock file, if there is none, with the data's mode and owner from its first moment.

    Were it made first and given away then, a kill between the two would leave root's lock behind,
    which shuts out the people who use the file. Where there are no hard links, filelock makes it.
    """
    with contextlib.suppress(OSError):
        if _lock_path(real).exists():
            return
        with _temporary(real) as temporary:
            handle = os.open(temporary, _NEW, 0o600)
            try:
                _adopt(handle, data)
            finally:
                os.close(handle)
            os.link(temporary, _lock_path(real))


def _adopt(handle: int, data: os.stat_result) -> None:
    """Give the lock file the data's owner, group and mode, or as much of it as we may."""
    if not hasattr(os, "fchown"):
        return
    for owner, group in ((-1, data.st_gid), (data.st_uid, -1)):
        with contextlib.suppress(OSError):
            os.fchown(handle, owner, group)
    with contextlib.suppress(OSError):
        os.fchmod(handle, _lock_mode(data))


def _remove_stale(real: Path) -> None:
    """Remove what killed writers left; the lock is held, so nobody is using it."""
    ours = re.compile(rf"\.{re.escape(real.name)}\.[0-9a-f]{{16}}{re.escape(_SUFFIX)}")
    with contextlib.suppress(OSError):
        for name in filter(ours.fullmatch, os.listdir(real.parent)):  # noqa: PTH208 - names will do
            real.with_name(name).unlink(missing_ok=True)


@contextlib.contextmanager
def _temporary(real: Path) -> Iterator[Path]:
    """Name a new file beside the data; what stands there in the end is removed."""
    path = real.with_name(f".{real.name}.{secrets.token_hex(8)}{_SUFFIX}")
    _half_made.append(path)
    try:
        yield path
    finally:
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)
        _half_made.remove(path)


def _replace(real: Path, before: os.stat_result, old: bytes, new: bytes) -> None:
    try:
        with _temporary(real) as temporary:
            _write(temporary, real, before, new)
            _read_back(temporary, new)
            _hold_signals()
            _compare(real, before, old)
            _swap(temporary, real, new)
    except FileNotFoundError:
        raise _changed(real) from None
    except OSError as error:
        raise _failed(real, error) from None


def _write(temporary: Path, real: Path, before: os.stat_result, new: bytes) -> None:
    """Write a new file that nobody else can open yet, then give it all that the old one has."""
    handle = os.open(temporary, _NEW, 0o600)
    try:
        left = memoryview(new)
        while left:  # a write may take a part only
            left = left[os.write(handle, left) :]
        if hasattr(os, "fchown"):
            mine = os.fstat(handle)
            if (mine.st_uid, mine.st_gid) != (before.st_uid, before.st_gid):
                os.fchown(handle, before.st_uid, before.st_gid)  # or refuse: it would change hands
            os.fchmod(handle, stat.S_IMODE(before.st_mode))
        if sys.platform == "linux":
            _copy_attributes(real, handle)
        os.fsync(handle)  # the name must never point at bytes that are not on the disk
    finally:
        os.close(handle)


def _read_back(temporary: Path, new: bytes) -> None:
    if temporary.read_bytes() != new:
        raise OSError(errno.EIO, os.strerror(errno.EIO))


def _copy_attributes(real: Path, handle: int) -> None:
    """Give the new file the extended attributes of the old, access lists among them, and no others.

    The folder's own default list would let in people to whom the old file was closed.
    """
    if sys.platform != "linux":  # only there Python has them; said again for the type checker
        return
    with _unless_unsupported():
        old, new = _own(os.listxattr(real)), _own(os.listxattr(handle))
        for name in old:
            with _unless_unsupported():
                os.setxattr(handle, name, os.getxattr(real, name))
        for name in new - old:
            os.removexattr(handle, name)


def _own(names: list[str]) -> set[str]:
    """Leave out the attributes that are the system's to set, such as labels and checksums."""
    return {name for name in names if not name.startswith("security.")}


@contextlib.contextmanager
def _unless_unsupported() -> Iterator[None]:
    """Pass over a file system that does not have what is asked for."""
    try:
        yield
    except OSError as error:
        if error.errno not in _UNSUPPORTED:
            raise


def _hold_signals() -> None:
    """Hold signals until the program ends: after the replace none may make it look like failure.

    Those that came before have ended the program by the time this returns.
    """
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
        return
    for number in _ENDING:
        signal.signal(number, signal.SIG_IGN)


def _compare(real: Path, before: os.stat_result, old: bytes) -> None:
    """Notice somebody who saved since we read, by a new file or into the old one."""
    if _identity(real.lstat()) != _identity(before) or real.read_bytes() != old:
        raise _changed(real)


def _identity(found: os.stat_result) -> tuple[int, ...]:
    return (found.st_dev, found.st_ino, found.st_mode, found.st_uid, found.st_gid)


def _swap(temporary: Path, real: Path, new: bytes) -> None:
    for wait in (*_SHARING_WAITS, None):
        try:
            temporary.replace(real)
        except PermissionError:
            if os.name != "nt" or wait is None:
                raise
            time.sleep(wait)
        except OSError:
            if _replaced_after_all(temporary, real, new):
                return
            raise
        else:
            return


def _replaced_after_all(temporary: Path, real: Path, new: bytes) -> bool:
    """Tell whether only the answer was lost, as it may be over a network."""
    try:
        return not temporary.exists() and real.read_bytes() == new
    except OSError:
        return False


def _durable(folder: Path) -> bool:
    """Make the new name durable; False where that failed although the file is replaced."""
    if os.name == "nt":
        return True  # folders cannot be synced there
    try:
        with _unless_unsupported():  # a file system without the notion
            handle = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)
    except OSError:
        return False
    return True


def _problem(code: str, real: Path, exit_code: Exit, **values: str) -> NtmError:
    return NtmError([Problem(code, values={"path": str(real), **values})], exit_code)


def _changed(real: Path) -> NtmError:
    return _problem("changed", real, Exit.BUSY)


def _failed(real: Path, error: OSError) -> NtmError:
    exit_code = Exit.CANT_CREATE if error.errno in _DENIED else Exit.IO
    code = "disk-full" if error.errno in _FULL else "data-unwritable"
    return _problem(code, real, exit_code, reason=error.strerror or str(error))
