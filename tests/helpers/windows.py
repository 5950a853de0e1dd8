"""A Windows that is simulated: run this file as a program, and ntmtrack runs on it.

What it simulates, on the file system and with the Python of another system:

- the modules `fcntl`, `termios`, `resource`, `pwd` and `grp` are missing, and so are the functions
  and constants of `os` and `signal` that only POSIX has; `ctypes` does not load the C library;
- `msvcrt.locking` holds bytes of a file, and refuses them to any other handle;
- a file that is open anywhere, or read-only, can be neither renamed, replaced nor removed; a folder
  cannot be opened; a file opened without O_BINARY would have its line ends changed, which is an
  error here;
- a path of 260 letters is not found, a name such as `con.yaml` is a device's, and one with a colon
  or a question mark is none;
- the language that the system is set to is what SIMULATED_LOCALE says.

What it does not: paths keep their slashes, names their case, and libraries see the other system.
`tests/machines/windows.sh` runs what is here on Python for Windows.
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
BINARY = 1 << 29  # no flag of the system on which this runs
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
    """Make this process one on Windows, as far as ntmtrack can tell."""
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
    # How a folder is removed where it cannot be opened; the second name is that of Python 3.13 on.
    put(shutil, _use_fd_functions=False, _rmtree_impl=shutil.__dict__["_rmtree_unsafe"])
    import_system()


def import_system() -> None:
    """Let the one module that asks which system this is be told that it is Windows."""
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
    """Return a module other values."""
    module.__dict__.update(values)


def console_module() -> ModuleType:
    """Make the module of the standard library that locks files on Windows."""
    held: dict[int, tuple[int, int]] = {}  # the place and length of the bytes that a handle holds
    unlocking, locking = 0, 2

    def locking_(handle: int, mode: int, count: int) -> None:
        place = (os.lseek(handle, 0, os.SEEK_CUR), count)
        if mode == unlocking:
            if held.pop(handle, None) != place:
                raise PermissionError(errno.EACCES, "Permission denied")
            fcntl.flock(handle, fcntl.LOCK_UN)
            return
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise PermissionError(errno.EACCES, "Permission denied") from None
        held[handle] = place

    module = ModuleType("msvcrt")
    put(module, locking=locking_, LK_NBLCK=locking, LK_UNLCK=unlocking)
    return module


def only_some_signals(real: Call) -> Call:
    """Let a program take only the signals that Windows has."""
    numbers = {getattr(signal, name) for name in SIGNALS if hasattr(signal, name)} | {21}

    def call(number: int, handler: object) -> object:
        if number not in numbers:
            raise ValueError(number)
        return real(number, handler)

    return call


def only_by_name(real: Call) -> Call:
    """Refuse to load the C library by no name, as Windows does."""

    def load(name: str | None, *rest: object, **options: object) -> object:
        if name is None:
            raise TypeError(name)
        return real(name, *rest, **options)

    return load


def check_name(path: object) -> None:
    """Refuse a path that Windows would not take."""
    if isinstance(path, str | os.PathLike):
        name = Path(path).absolute()
        if len(str(name)) > LONGEST:
            raise FileNotFoundError(errno.ENOENT, "No such file or directory", str(name))
        if name.name.partition(".")[0].rstrip().lower() in DEVICES:
            raise OSError(errno.EINVAL, "The parameter is incorrect", str(name))
        if any(sign in name.name for sign in '<>:"|?*'):
            raise OSError(errno.EINVAL, "The file name is incorrect", str(name))


def short(real: Call) -> Call:
    """Let a call find only paths that Windows takes."""

    def call(path: object, *rest: object, **options: object) -> object:
        check_name(path)
        return real(path, *rest, **options)

    return call


def both_short(real: Call) -> Call:
    """Let a call of two names take only paths that Windows takes."""

    def call(old: object, new: object) -> object:
        check_name(old)
        check_name(new)
        return real(old, new)

    return call


def opening(real: Call) -> Call:
    """Open no folder, and nothing of ours in a way that changes line ends."""

    def open_(path: str, flags: int, *rest: object, **options: object) -> object:
        check_name(path)
        if Path(path).is_dir():
            raise PermissionError(errno.EACCES, "Permission denied", path)
        ours = str(caller().get("__name__")).startswith("ntmtrack")
        assert not ours or flags & BINARY or path == os.devnull, f"opened as text: {path}"
        return real(path, flags & ~BINARY, *rest, **options)

    return open_


def no_folder(real: Call) -> Call:
    """Open no folder."""

    def open_(file: object, *rest: object, **options: object) -> object:
        if isinstance(file, str | os.PathLike) and Path(file).is_dir():
            raise PermissionError(errno.EACCES, "Permission denied", str(file))
        return real(file, *rest, **options)

    return open_


def caller() -> dict[str, Any]:
    """Return the names of the module that called what calls this."""
    return sys._getframe(2).f_globals  # noqa: SLF001 - there is no other way


def closed(real: Call) -> Call:
    """Refuse to rename, replace or remove what somebody has open, and to lose what is read-only."""

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
    """Tell whether any process of this session has a file open: all others would take long."""
    for handles in Path("/proc").glob("[0-9]*/fd"):
        try:
            if os.getsid(int(handles.parent.name)) == os.getsid(0) and any(
                str(handle.readlink()) == path for handle in handles.iterdir()
            ):
                return True
        except OSError:
            continue  # it has ended, or is another user's
    return False


if __name__ == "__main__":
    del sys.path[0]  # the helpers of tests
    _used_by_others = (subprocess, tempfile)  # imported before anything is missing
    simulate()
    from ntmtrack.__main__ import main
    from ntmtrack.storage import lock

    lock.SECONDS = float(os.environ.get("LOCK_SECONDS", lock.SECONDS))  # so as not to wait long
    main()
