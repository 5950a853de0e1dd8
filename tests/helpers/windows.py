"""A simulated Windows: run this file as a program, and ntmtrack runs on it.

It simulates the following, on the file system and with the Python of another system:

- the modules `fcntl`, `termios`, `resource`, `pwd` and `grp` are missing, and so are the functions
  and constants of `os` and `signal` that only POSIX has; `ctypes` does not load the C library;
- `msvcrt.locking` locks bytes of a file against any other handle;
- a file that is open anywhere, or read-only, cannot be renamed, replaced or removed; a folder
  cannot be opened; opening a file without O_BINARY would change its line ends, which is an error
  here;
- a path of 260 characters is not found, a name such as `con.yaml` is a device, and one with a
  colon or a question mark is invalid;
- SIMULATED_LOCALE is the language that the system is set to.

It does not simulate backslashes in paths or case-insensitive names, and libraries see the real
system. `tests/machines/windows.sh` runs the same on Python for Windows.
"""

from __future__ import annotations

import builtins
import ctypes
import errno
import fcntl
import io
import locale
import os
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

MODULES = ("fcntl", "termios", "tty", "resource", "pwd", "grp", "pty", "syslog")
OF_OS = (
    *("geteuid", "getuid", "getegid", "getgid", "getgroups", "fchown", "chown", "lchown", "fchmod"),
    *("listxattr", "setxattr", "getxattr", "removexattr", "mkfifo", "setsid", "killpg", "uname"),
    *("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_DIRECTORY", "sched_getaffinity"),
)
OF_SIGNAL = ("pthread_sigmask", "SIGHUP", "SIGKILL", "SIGALRM", "alarm", "SIGUSR1", "sigwait")
SIGNALS = {"SIGABRT", "SIGFPE", "SIGILL", "SIGINT", "SIGSEGV", "SIGTERM", "SIGBREAK"}
BINARY = 1 << 29  # not a flag of the real system
LONGEST = 259
DEVICES = {
    "con",
    "prn",
    "aux",
    "nul",
    *(f"{name}{i}" for name in ("com", "lpt") for i in range(10)),
}
Call = Callable[..., Any]


def simulate() -> None:
    """Make this process look like one on Windows to ntmtrack."""
    sys.modules["msvcrt"] = console_module()
    sys.modules.update(dict.fromkeys(MODULES))  # type: ignore[arg-type] # None: not to be imported
    for module, names in ((os, OF_OS), (signal, OF_SIGNAL)):
        for name in names:
            if hasattr(module, name):
                delattr(module, name)
    put(signal, SIGBREAK=21, signal=only_some_signals(signal.signal))
    put(ctypes, CDLL=only_by_name(ctypes.CDLL))
    put(os, O_BINARY=BINARY, open=opening(os.open), link=both_short(os.link))
    put(os, replace=both_short(closed(os.replace)), rename=both_short(closed(os.rename)))
    put(os, unlink=closed(os.unlink), remove=closed(os.remove))
    put(os, stat=short(os.stat), lstat=short(os.lstat))
    put(io, open=short(no_folder(io.open)))
    put(locale, setlocale=lambda _: os.environ.get("SIMULATED_LOCALE", "C"))
    put(builtins, open=io.open)
    # How to remove a folder that cannot be opened; the second name is that of Python 3.13 and
    # later.
    put(shutil, _use_fd_functions=False, _rmtree_impl=shutil.__dict__["_rmtree_unsafe"])
    import_system()


def import_system() -> None:
    """Import `system`, the only module that asks which system this is, as if on Windows."""
    name, platform = os.name, sys.platform
    put(os, name="nt")
    put(sys, platform="win32")
    try:
        from ntmtrack import system
    finally:
        put(os, name=name)
        put(sys, platform=platform)
    assert system.WINDOWS


def put(module: ModuleType, **values: object) -> None:
    """Set attributes of a module."""
    module.__dict__.update(values)


def console_module() -> ModuleType:
    """Return a fake of the module that locks files on Windows."""
    locked: dict[int, tuple[int, int]] = {}  # handle: position and length of its bytes
    unlocking, locking = 0, 2

    def locking_(handle: int, mode: int, count: int) -> None:
        part = (os.lseek(handle, 0, os.SEEK_CUR), count)
        if mode == unlocking:
            if locked.pop(handle, None) != part:
                raise PermissionError(errno.EACCES, "Permission denied")
            fcntl.flock(handle, fcntl.LOCK_UN)
            return
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise PermissionError(errno.EACCES, "Permission denied") from None
        locked[handle] = part

    module = ModuleType("msvcrt")
    put(module, locking=locking_, LK_NBLCK=locking, LK_UNLCK=unlocking)
    return module


def only_some_signals(real: Call) -> Call:
    """Refuse handlers for signals that Windows does not have."""
    numbers = {getattr(signal, name) for name in SIGNALS if hasattr(signal, name)} | {21}

    def call(number: int, handler: object) -> object:
        if number not in numbers:
            raise ValueError(number)
        return real(number, handler)

    return call


def only_by_name(real: Call) -> Call:
    """Refuse to load a library without a name, as Windows does."""

    def load(name: str | None, *rest: object, **options: object) -> object:
        if name is None:
            raise TypeError(name)
        return real(name, *rest, **options)

    return load


def check_name(path: object) -> None:
    """Refuse a path that Windows does not allow."""
    if isinstance(path, str | os.PathLike):
        name = Path(path).absolute()
        if len(str(name)) > LONGEST:
            raise FileNotFoundError(errno.ENOENT, "No such file or directory", str(name))
        if name.name.partition(".")[0].rstrip().lower() in DEVICES:
            raise OSError(errno.EINVAL, "The parameter is incorrect", str(name))
        if any(sign in name.name for sign in '<>:"|?*'):
            raise OSError(errno.EINVAL, "The file name is incorrect", str(name))


def short(real: Call) -> Call:
    """Wrap a call so that it refuses paths that Windows does not allow."""

    def call(path: object, *rest: object, **options: object) -> object:
        check_name(path)
        return real(path, *rest, **options)

    return call


def both_short(real: Call) -> Call:
    """Wrap a call of two paths so that it refuses paths that Windows does not allow."""

    def call(old: object, new: object) -> object:
        check_name(old)
        check_name(new)
        return real(old, new)

    return call


def opening(real: Call) -> Call:
    """Wrap os.open to refuse folders, and to fail if ntmtrack opens a file as text."""

    def open_(path: str, flags: int, *rest: object, **options: object) -> object:
        check_name(path)
        if Path(path).is_dir():
            raise PermissionError(errno.EACCES, "Permission denied", path)
        ours = str(caller().get("__name__")).startswith("ntmtrack")
        assert not ours or flags & BINARY or path == os.devnull, f"opened as text: {path}"
        return real(path, flags & ~BINARY, *rest, **options)

    return open_


def no_folder(real: Call) -> Call:
    """Wrap io.open to refuse folders."""

    def open_(file: object, *rest: object, **options: object) -> object:
        if isinstance(file, str | os.PathLike) and Path(file).is_dir():
            raise PermissionError(errno.EACCES, "Permission denied", str(file))
        return real(file, *rest, **options)

    return open_


def caller() -> dict[str, Any]:
    """Return the globals of the module that called the calling function."""
    return sys._getframe(2).f_globals  # noqa: SLF001 - there is no other way


def closed(real: Call) -> Call:
    """Wrap a call so that it refuses to rename, replace or remove open or read-only files."""

    def call(*names: str, **options: object) -> object:
        for name in names:
            if os.path.lexists(name) and is_open(os.path.realpath(name)):
                raise PermissionError(errno.EACCES, "Permission denied", name)
        lost = Path(names[-1])
        if lost.is_file() and not lost.stat().st_mode & stat.S_IWRITE:
            raise PermissionError(errno.EACCES, "Permission denied", names[-1])
        return real(*names, **options)

    return call


def is_open(path: str) -> bool:
    """Return whether a process of this session has a file open; checking all would take long."""
    for handles in Path("/proc").glob("[0-9]*/fd"):
        try:
            if os.getsid(int(handles.parent.name)) == os.getsid(0) and any(
                str(handle.readlink()) == path for handle in handles.iterdir()
            ):
                return True
        except OSError:
            continue  # the process has ended, or is another user's
    return False


if __name__ == "__main__":
    del sys.path[0]  # the folder of the test helpers
    _used_by_others = (subprocess, tempfile)  # imported while nothing is missing yet
    simulate()
    from ntmtrack.__main__ import main
    from ntmtrack.storage import lock

    lock.SECONDS = float(os.environ.get("LOCK_SECONDS", lock.SECONDS))  # to keep waits short
    main()
