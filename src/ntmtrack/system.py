"""What differs between operating systems: the only module that asks which one this is.

Linux and macOS have what POSIX names; Windows has something else for it, or nothing. Every start
needs this, so that it imports next to nothing. Tests run the program on a Windows that is
simulated here and in the standard library (`tests/helpers/windows.py`), and by
`tests/machines/windows.sh` on Python for Windows.
"""

from __future__ import annotations

import contextlib
import errno
import os
import signal
import stat
import sys
import time
from collections.abc import Iterator

WINDOWS = os.name == "nt"
MAC = sys.platform == "darwin"
LINUX = sys.platform == "linux"
# Flags of os.open; none where the system has nothing like it.
BINARY = getattr(os, "O_BINARY", 0)  # line ends stay as they are
NO_LINK = getattr(os, "O_NOFOLLOW", 0)  # fail at a link, which may lead anywhere
NO_WAIT = getattr(os, "O_NONBLOCK", 0)  # a pipe that nobody writes to does not hang us
HAS_ATTRIBUTES = hasattr(os, "listxattr")  # extended ones, with access lists among them
# The signals that end a program by default; for Ctrl-C Python raises an exception of its own.
ENDING = tuple(
    getattr(signal, name) for name in ("SIGTERM", "SIGHUP", "SIGBREAK") if hasattr(signal, name)
)
MOST_PROCESSES = 61 if WINDOWS else sys.maxsize  # that Windows can wait for at once
_HAS_OWNERS = hasattr(os, "geteuid") and hasattr(os, "fchown")
_OTHERS_WRITE = 0o022
# Windows lets nobody rename or replace a file that a scanner, an indexer or Excel holds open.
_SHARING_WAITS = (0.05, 0.1, 0.2, 0.4, 0.8)
LONGEST_PATH = 259  # of Windows, unless its registry allows more
_DEVICES = ("con", "prn", "aux", "nul", "com", "lpt")
# What Windows takes in no name of a file; “a:b” would be a part of a file “a”.
_SIGNS = '<>:"|?*'


class FileOpenError(PermissionError):
    """Say that somebody has open what was to be replaced."""


# ---- Owners


def is_mine(about: os.stat_result) -> bool:
    """Tell whether a file is this user's, where files have owners."""
    return _HAS_OWNERS and about.st_uid == os.geteuid()


def is_closed_to_others(about: os.stat_result) -> bool:
    """Tell whether nobody else can have written a file, or in a folder of the user's own.

    Folders of users are closed to others in Windows.
    """
    return WINDOWS or (is_mine(about) and not about.st_mode & _OTHERS_WRITE)


def give_to(handle: int, owner: int, group: int) -> None:
    """Give an open file to an owner and a group (-1 for the one it has), where it can have them."""
    if _HAS_OWNERS:
        os.fchown(handle, owner, group)


def set_mode(handle: int, mode: int) -> None:
    """Set who may do what with an open file, where its mode says so."""
    if _HAS_OWNERS:
        os.fchmod(handle, mode)


def user_name(number: int) -> str:
    """Return the name of a user of this machine, or the number of one who has none."""
    try:
        import pwd

        return pwd.getpwuid(number).pw_name
    except (ImportError, KeyError):
        return str(number)


# ---- Names and folders


def has_name(handle: int, path: str | os.PathLike[str]) -> bool:
    """Tell whether an open file still has its name, which Windows lets nobody take away."""
    if WINDOWS:
        return True
    try:
        return os.path.samestat(os.fstat(handle), os.lstat(path))
    except FileNotFoundError:
        return False


def replace(old: str | os.PathLike[str], new: str | os.PathLike[str]) -> None:
    """Return a file or folder another name, in place of the file that has it.

    A moment later it may be possible where somebody has that file open.
    """
    for wait in (*_SHARING_WAITS, None) if WINDOWS else (None,):
        try:
            os.replace(old, new)  # noqa: PTH105 - either of text or a Path
        except PermissionError as error:
            if not WINDOWS:
                raise
            if is_read_only(new):
                raise  # it stays so, however long we wait
            if wait is None:
                raise FileOpenError(*error.args) from None
            time.sleep(wait)
        else:
            return


def is_read_only(path: str | os.PathLike[str]) -> bool:
    """Tell whether a file is marked read-only, so that Windows does not replace it."""
    with contextlib.suppress(OSError):
        return not os.stat(path).st_mode & stat.S_IWRITE  # noqa: PTH116 - either of text or a Path
    return False


def open_to_read(path: str | os.PathLike[str]) -> int:
    """Open a file to read it, or what else has the name; a moment later where a scanner has it."""
    flags = os.O_RDONLY | NO_WAIT | BINARY
    for wait in _SHARING_WAITS if WINDOWS else ():
        try:
            return os.open(path, flags)
        except PermissionError:
            if os.path.isdir(path):  # noqa: PTH112 - light
                raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR)) from None
            time.sleep(wait)
    return os.open(path, flags)


def sync_folder(folder: str | os.PathLike[str]) -> None:
    """Make the names in a folder durable, where a folder can be opened."""
    if WINDOWS:
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def is_too_long(path: str | os.PathLike[str]) -> bool:
    """Tell whether a path may be longer than the system takes, which then finds no such file."""
    return WINDOWS and len(os.path.abspath(path)) > LONGEST_PATH  # noqa: PTH100 - as typed


def device_name(name: str) -> str:
    """Return the device that a file's name stands for, whatever its ending; else nothing."""
    stem = name.partition(".")[0].rstrip()
    device = stem.lower()
    if device[:3] in _DEVICES[4:]:
        device = device[:3] if device[3:].isdecimal() and len(device) == len("com1") else ""
    return stem if WINDOWS and device in _DEVICES else ""


def refused_sign(name: str) -> str:
    """Return the first sign of a file's name that Windows takes in no name; else nothing."""
    return next((sign for sign in name if sign in _SIGNS or sign < " "), "") if WINDOWS else ""


def is_in_office(path: str | os.PathLike[str]) -> bool:
    """Tell whether Excel, Word or LibreOffice has a document open: it then has a file beside it."""
    folder, name = os.path.split(path)
    of_word = (f"~${name[1:]}", f"~${name[2:]}")  # of a name that is not short
    marks = (f"~${name}", *of_word, f".~lock.{name}#")
    return any(os.path.exists(os.path.join(folder, mark)) for mark in marks)  # noqa: PTH110, PTH118 - light


# ---- Signals


def hold_signals() -> None:
    """Hold every signal until the program ends; those that came before have ended it by now."""
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
        return
    for number in (signal.SIGINT, *ENDING):
        signal.signal(number, signal.SIG_IGN)


@contextlib.contextmanager
def signals_kept() -> Iterator[None]:
    """Take up signals again in the end as they were, also after `hold_signals`."""
    handlers = {number: signal.getsignal(number) for number in (signal.SIGINT, *ENDING)}
    has_mask = hasattr(signal, "pthread_sigmask")
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, ()) if has_mask else ()
    try:
        yield
    finally:
        for number, handler in handlers.items():
            signal.signal(number, handler)
        if has_mask:
            signal.pthread_sigmask(signal.SIG_SETMASK, mask)


# ---- Language


def locale_of_user() -> str:
    """Return the language that Windows is set to, as “Vietnamese_Vietnam.1258” or “vi_VN”.

    Elsewhere the environment says it.
    """
    if not WINDOWS:
        return ""
    import locale

    return locale.setlocale(locale.LC_CTYPE).lower()


# ---- Memory


def limit_memory(most: int) -> None:
    """Limit what this process may use, where the system can."""
    try:
        import resource
    except ImportError:
        return
    for kind, limit in ((resource.RLIMIT_AS, most), (resource.RLIMIT_CORE, 0)):
        with contextlib.suppress(OSError, ValueError):  # less is allowed already, or unknown here
            resource.setrlimit(kind, (limit, limit))
