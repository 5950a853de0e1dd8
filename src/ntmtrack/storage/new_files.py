"""New files that replace old ones: created beside them, with the same rights, swapped in one step.

Also temporary folders. All are closed to others, and removed whatever happens.
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
_OLD = 3600.0  # seconds after which a temporary file counts as abandoned
# Create a new file, never through a link that somebody else has put there.
NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | system.NO_LINK | system.BINARY
FILE_OF_PART = "items.parquet"  # the name of the file in each part's folder
_half_made: list[Path] = []  # to remove if a signal ends the program
_FOLDER = -100  # AT_FDCWD: paths are relative to the current folder
_EXCHANGE = 2  # RENAME_EXCHANGE
# The errors of a kernel, a system call filter or a file system that cannot exchange names.
NO_EXCHANGE = (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EPERM)


@contextlib.contextmanager
def temporary_file(real: Path) -> Iterator[Path]:
    """Yield a new path beside the data; remove the file of that name at the end."""
    path = temporary_path(real, os.urandom(8).hex())
    with removed_on_exit(path):
        yield path


def temporary_path(real: Path, mark: str) -> Path:
    """Return the path of a new file beside the data, with a mark of 16 hexadecimal digits."""
    return real.with_name(f".{real.name}.{mark}{_SUFFIX}")


def longest_name(real: Path) -> Path:
    """Return a path as long as that of any temporary file beside the data."""
    return temporary_path(real, "0" * 16)


def temporary_path_in(folder: Path) -> Path:
    """Return the path of a new file in a folder; only a mark, so that it is never too long."""
    return folder / f".{os.urandom(8).hex()}{_SUFFIX}"


@cache  # once per run, even if a thousand letters are written
def remove_remnants(folder: Path) -> None:
    """Remove marked files and folders that a killed program left long ago."""
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
    """Remove a folder of parts, but keep anything else in it."""
    with contextlib.suppress(OSError):
        for part in folder.iterdir():
            with contextlib.suppress(OSError):
                (part / FILE_OF_PART).unlink(missing_ok=True)
                part.rmdir()
        folder.rmdir()


@contextlib.contextmanager
def removed_on_exit(path: Path) -> Iterator[None]:
    """Remove the file of this name at the end, even if a signal ends the program."""
    _half_made.append(path)
    try:
        yield
    finally:
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)
        _half_made.remove(path)


def remove_half_made() -> None:
    """Remove the unfinished files of this program, when a signal ends it."""
    for path in _half_made:
        with contextlib.suppress(OSError):
            path.unlink()


def remove_stale(real: Path) -> None:
    """Remove the files of killed writers; the caller holds the lock, so nobody uses them."""
    ours = re.compile(rf"\.{re.escape(real.name)}\.[0-9a-f]{{16}}{re.escape(_SUFFIX)}")
    with contextlib.suppress(OSError):
        for name in filter(ours.fullmatch, os.listdir(real.parent)):  # noqa: PTH208 - names will do
            real.with_name(name).unlink(missing_ok=True)


@contextlib.contextmanager
def temporary_folder() -> Iterator[Path]:
    """Yield a folder that nobody else can open, and remove it at the end (exit 74 on failure).

    Meanwhile, a signal that ends the program raises an exception, so that a progress bar on the
    terminal is removed as well.
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


def copy_metadata(handle: int, real: Path, before: os.stat_result) -> bool:
    """Give a new file the old one's mode, owner and attributes; False if its owner differs."""
    same_owner = _give_back(handle, real, before)
    system.set_mode(handle, stat.S_IMODE(before.st_mode))
    if system.HAS_ATTRIBUTES:
        _copy_attributes(real, handle)
    return same_owner


def _give_back(handle: int, real: Path, before: os.stat_result) -> bool:
    """Give the new file the old one's owner and group; False if only the group could be set.

    That is enough if both folder and file are open to the group; otherwise, raise PermissionError.
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
    """Return whether we write to both folder and file as members of the same group.

    With an access list, the mode does not show what the group may do.
    """
    folder = real.parent.stat()
    if before.st_gid not in (os.getegid(), *os.getgroups()):
        return False
    if system.HAS_ATTRIBUTES:
        with ignore_unsupported():
            if any(_ACCESS_LIST in os.listxattr(path) for path in (real.parent, real)):
                return False
    both_open = folder.st_mode & before.st_mode & stat.S_IWGRP
    return bool(both_open) and folder.st_gid == before.st_gid


def _copy_attributes(real: Path, handle: int) -> None:
    """Give the new file exactly the old one's extended attributes, access lists included.

    The folder's default access list could let in people to whom the old file was closed.
    """
    with ignore_unsupported():
        old, new = _not_of_system(os.listxattr(real)), _not_of_system(os.listxattr(handle))
        for name in old:
            with ignore_unsupported():
                os.setxattr(handle, name, os.getxattr(real, name))
        for name in new - old:
            os.removexattr(handle, name)


def _not_of_system(names: list[str]) -> set[str]:
    """Return the names without attributes that the system sets itself, such as labels."""
    return {name for name in names if not name.startswith("security.")}


@contextlib.contextmanager
def ignore_unsupported() -> Iterator[None]:
    """Ignore errors that mean that a file system does not support something."""
    try:
        yield
    except OSError as error:
        if error.errno not in _NO_ATTRIBUTES:
            raise


def prepare_exchange() -> None:
    """Look up the system call before anything is written, as that imports a library."""
    _kernel_call()


def exchange(first: Path, second: Path) -> None:
    """Exchange the names of two files in one step, or raise OSError if the kernel cannot."""
    call = _kernel_call()
    if call is None:
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))
    if call(_FOLDER, os.fsencode(first), _FOLDER, os.fsencode(second), _EXCHANGE):
        import ctypes

        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code))


@cache
def _kernel_call() -> Callable[..., int] | None:
    """Return the function for renameat2, which only Linux has and Python does not offer."""
    import ctypes  # not needed just to create files

    try:
        call = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError, TypeError):
        return None
    call.argtypes = [ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_uint]
    typed_call: Callable[..., int] = call
    return typed_call
