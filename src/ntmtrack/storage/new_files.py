"""New files that take the place of old ones: made beside them, like them, exchanged in one step.

Also temporary folders. All is closed to others, and removed whatever happens.
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
import signal
import stat
import time
from collections.abc import Callable
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import FrameType
from typing import NoReturn

from ntmtrack import system
from ntmtrack import wording
from ntmtrack.wording.problem import Exit
from ntmtrack.wording.problem import NtmError
from ntmtrack.wording.problem import Reason
from ntmtrack.wording.problem import unplaced

_NO_ATTRIBUTES = (errno.ENOTSUP, errno.ENOSYS, errno.EINVAL)
_ACCESS_LIST = "system.posix_acl_access"
_SUFFIX = ".ntmtrack.tmp"
_OLD = 3600.0  # seconds after which nobody is writing it any more
# Make a file anew, never through a link that somebody else has put there.
NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | system.NO_LINK | system.BINARY
FILE_OF_PART = "items.parquet"  # in the folder of each part
_half_made: list[Path] = []  # removed when a signal ends the program
_FOLDER = -100  # AT_FDCWD: paths are from the folder we are in
_EXCHANGE = 2  # RENAME_EXCHANGE
# The answers of a kernel, a filter of its calls or a file system that cannot do it.
NO_EXCHANGE = (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EPERM)


@contextlib.contextmanager
def beside(real: Path) -> Iterator[Path]:
    """Name a new file beside the data; what has that name in the end is removed."""
    path = named_by(real, os.urandom(8).hex())
    with removed_in_the_end(path):
        yield path


def named_by(real: Path, mark: str) -> Path:
    """Name a new file beside the data by a mark of 16 hexadecimal digits."""
    return real.with_name(f".{real.name}.{mark}{_SUFFIX}")


def longest_name(real: Path) -> Path:
    """Return a name as long as any that a file beside the data may get."""
    return named_by(real, "0" * 16)


def marked(folder: Path) -> Path:
    """Name a new file in a folder by a mark alone, so that names of any length have room."""
    return folder / f".{os.urandom(8).hex()}{_SUFFIX}"


@cache  # once in a run: whoever writes a thousand letters need not look a thousand times
def remove_remnants(folder: Path) -> None:
    """Remove what was named by a mark, and was left by a program that was killed long ago."""
    marked_name = re.compile(rf"\.[0-9a-f]{{16}}{re.escape(_SUFFIX)}")
    with contextlib.suppress(OSError):
        for name in filter(marked_name.fullmatch, os.listdir(folder)):  # noqa: PTH208 - names will do
            path = folder / name
            with contextlib.suppress(OSError):
                if time.time() - path.lstat().st_mtime < _OLD:
                    continue
                if path.is_dir() and not path.is_symlink():
                    remove_parts(path)
                else:
                    path.unlink()


def remove_parts(folder: Path) -> None:
    """Remove a folder of parts; what else has come into it stays there."""
    with contextlib.suppress(OSError):
        for part in folder.iterdir():
            with contextlib.suppress(OSError):
                (part / FILE_OF_PART).unlink(missing_ok=True)
                part.rmdir()
        folder.rmdir()


@contextlib.contextmanager
def removed_in_the_end(path: Path) -> Iterator[None]:
    """Remove what has this name in the end, also when a signal ends the program meanwhile."""
    _half_made.append(path)
    try:
        yield
    finally:
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)
        _half_made.remove(path)


def remove_half_made() -> None:
    """Remove what this program was about to write, when a signal ends it."""
    for path in _half_made:
        with contextlib.suppress(OSError):
            path.unlink()


def remove_stale(real: Path) -> None:
    """Remove what killed writers left; the lock is held, so nobody is using it."""
    ours = re.compile(rf"\.{re.escape(real.name)}\.[0-9a-f]{{16}}{re.escape(_SUFFIX)}")
    with contextlib.suppress(OSError):
        for name in filter(ours.fullmatch, os.listdir(real.parent)):  # noqa: PTH208 - names will do
            real.with_name(name).unlink(missing_ok=True)


@contextlib.contextmanager
def temporary_folder() -> Iterator[Path]:
    """Make a folder that nobody else can open, and remove it in the end (exit 74 if it fails).

    Meanwhile a signal that ends the program is raised as an exception, so that a progress bar on
    the terminal is taken away as well.
    """
    import tempfile

    def end(number: int, _frame: FrameType | None) -> NoReturn:
        raise SystemExit(128 + number)

    try:
        with contextlib.ExitStack() as after:
            for number in system.ENDING:
                if signal.getsignal(number) is signal.SIG_DFL:
                    after.callback(signal.signal, number, signal.signal(number, end))
            yield Path(after.enter_context(tempfile.TemporaryDirectory(prefix="ntmtrack-")))
    except OSError as error:
        where, reason = tempfile.tempdir or "TMPDIR", Reason(error.strerror or str(error))
        problem = unplaced(wording.Code.OUTPUT_UNWRITABLE, path=where, reason=reason)
        raise NtmError([problem], Exit.IO) from None


def make_like(handle: int, real: Path, before: os.stat_result) -> bool:
    """Return a new file all that the old one has; False where its owner is another."""
    same_owner = _give_back(handle, real, before)
    system.set_mode(handle, stat.S_IMODE(before.st_mode))
    if system.HAS_ATTRIBUTES:
        _copy_attributes(real, handle)
    return same_owner


def _give_back(handle: int, real: Path, before: os.stat_result) -> bool:
    """Return the new file to the old one's owner and group; False where it only has the group.

    The owner needs no more where folder and file are open to the group. Elsewhere it is refused.
    """
    new = os.fstat(handle)
    if (new.st_uid, new.st_gid) == (before.st_uid, before.st_gid):
        return True
    try:
        system.give_to(handle, before.st_uid, before.st_gid)
    except PermissionError:
        if not _is_shared(real, before):
            raise
        if new.st_gid != before.st_gid:
            system.give_to(handle, -1, before.st_gid)
        return False
    return True


def _is_shared(real: Path, before: os.stat_result) -> bool:
    """Tell whether we write to both folder and file as members of one group.

    Under an access list the mode does not tell what the group may do.
    """
    folder = real.parent.stat()
    if before.st_gid not in (os.getegid(), *os.getgroups()):
        return False
    if system.HAS_ATTRIBUTES:
        with unless_unsupported():
            if any(_ACCESS_LIST in os.listxattr(path) for path in (real.parent, real)):
                return False
    both_open = folder.st_mode & before.st_mode & stat.S_IWGRP
    return bool(both_open) and folder.st_gid == before.st_gid


def _copy_attributes(real: Path, handle: int) -> None:
    """Give the new file the extended attributes of the old, access lists among them, and no others.

    The folder's own default list would let in people to whom the old file was closed.
    """
    with unless_unsupported():
        old, new = _not_of_system(os.listxattr(real)), _not_of_system(os.listxattr(handle))
        for name in old:
            with unless_unsupported():
                os.setxattr(handle, name, os.getxattr(real, name))
        for name in new - old:
            os.removexattr(handle, name)


def _not_of_system(names: list[str]) -> set[str]:
    """Leave out the attributes that the system sets itself, such as labels and checksums."""
    return {name for name in names if not name.startswith("security.")}


@contextlib.contextmanager
def unless_unsupported() -> Iterator[None]:
    """Pass over what a file system does not support."""
    try:
        yield
    except OSError as error:
        if error.errno not in _NO_ATTRIBUTES:
            raise


def prepare_exchange() -> None:
    """Find the kernel's call before anything is written, since to find it imports a library."""
    _kernel_call()


def exchange(first: Path, second: Path) -> None:
    """Return each of two files the name of the other, in one step, where the kernel can."""
    call = _kernel_call()
    if call is None:
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))
    if call(_FOLDER, os.fsencode(first), _FOLDER, os.fsencode(second), _EXCHANGE):
        import ctypes

        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code))


@cache
def _kernel_call() -> Callable[..., int] | None:
    """Find the call, which Linux alone has and Python does not offer."""
    import ctypes  # of no use to those who only make new files

    try:
        call = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError, TypeError):
        return None
    call.argtypes = [ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_uint]
    give: Callable[..., int] = call
    return give
