"""What differs between operating systems: only this module asks which system it runs on.

Linux and macOS have what POSIX specifies; Windows has a substitute for it, or nothing. Every start
loads this module, so it imports next to nothing. Tests run the program on a simulated Windows
(`tests/helpers/windows.py`), and `tests/machines/windows.sh` runs it on Python for Windows.
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
# Flags of os.open; 0 on systems that lack them.
BINARY = getattr(os, "O_BINARY", 0)  # keep line ends unchanged
NO_LINK = getattr(os, "O_NOFOLLOW", 0)  # fail on a link, which may lead anywhere
NO_WAIT = getattr(os, "O_NONBLOCK", 0)  # do not hang on a pipe that nobody writes to
HAS_ATTRIBUTES = hasattr(os, "listxattr")  # extended attributes, including access control lists
# The signals that end a program by default, except Ctrl-C, for which Python raises an exception.
ENDING = tuple(
    getattr(signal, name) for name in ("SIGTERM", "SIGHUP", "SIGBREAK") if hasattr(signal, name)
)
MOST_PROCESSES = 61 if WINDOWS else sys.maxsize  # the most that Windows can wait for at once
_HAS_OWNERS = hasattr(os, "geteuid") and hasattr(os, "fchown")
_OTHERS_WRITE = 0o022
# Seconds between attempts: Windows forbids renaming or replacing a file that a virus scanner, an
# indexer or Excel has open.
_SHARING_WAITS = (0.05, 0.1, 0.2, 0.4, 0.8)
LONGEST_PATH = 259  # the limit of Windows, unless its registry allows more
_DEVICES = ("con", "prn", "aux", "nul", "com", "lpt")
# Characters that Windows allows in no file name; “a:b” would be a stream of a file “a”.
_SIGNS = '<>:"|?*'


class FileOpenError(PermissionError):
    """Report that another program has open a file that was to be replaced."""


# ---- Owners


def is_mine(about: os.stat_result) -> bool:
    """Return whether a file belongs to this user; never, on systems without owners."""
    return _HAS_OWNERS and about.st_uid == os.geteuid()


def is_closed_to_others(about: os.stat_result) -> bool:
    """Return whether only this user can have written a file, or files in a folder.

    On Windows, other users cannot write to a user's folders.
    """
    return WINDOWS or (is_mine(about) and not about.st_mode & _OTHERS_WRITE)


def give_to(handle: int, owner: int, group: int) -> None:
    """Give an open file to an owner and a group (-1 keeps the current one), if possible."""
    if _HAS_OWNERS:
        os.fchown(handle, owner, group)


def set_mode(handle: int, mode: int) -> None:
    """Set the permissions of an open file, where the system has them."""
    if _HAS_OWNERS:
        os.fchmod(handle, mode)


def user_name(number: int) -> str:
    """Return the name of a user of this machine, or the number if it has no name."""
    try:
        import pwd

        return pwd.getpwuid(number).pw_name
    except (ImportError, KeyError):
        return str(number)


# ---- Names and folders


def has_name(handle: int, path: str | os.PathLike[str]) -> bool:
    """Return whether a path still names an open file; Windows does not let anybody take it away."""
    if WINDOWS:
        return True
    try:
        return os.path.samestat(os.fstat(handle), os.lstat(path))
    except FileNotFoundError:
        return False


def replace(old: str | os.PathLike[str], new: str | os.PathLike[str]) -> None:
    """Rename a file or folder, replacing the file of the new name.

    On Windows, try again for a short while if another program has that file open.
    """
    for wait in (*_SHARING_WAITS, None) if WINDOWS else (None,):
        try:
            os.replace(old, new)  # noqa: PTH105 - either of text or a Path
        except PermissionError as error:
            if not WINDOWS:
                raise
            if is_read_only(new):
                raise  # waiting does not change that
            if wait is None:
                raise FileOpenError(*error.args) from None
            time.sleep(wait)
        else:
            return


def is_read_only(path: str | os.PathLike[str]) -> bool:
    """Return whether a file is marked read-only, so that Windows does not replace it."""
    with contextlib.suppress(OSError):
        return not os.stat(path).st_mode & stat.S_IWRITE  # noqa: PTH116 - either of text or a Path
    return False


def open_to_read(path: str | os.PathLike[str]) -> int:
    """Open a path for reading; on Windows, try again for a while if a scanner has it open."""
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
    """Make the names in a folder durable, on systems that can open folders."""
    if WINDOWS:
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def is_too_long(path: str | os.PathLike[str]) -> bool:
    """Return whether a path may be too long for the system, which then reports no such file."""
    return WINDOWS and len(os.path.abspath(path)) > LONGEST_PATH  # noqa: PTH100 - as typed


def device_name(name: str) -> str:
    """Return the device that a file name stands for, whatever its extension, or an empty text."""
    stem = name.partition(".")[0].rstrip()
    device = stem.lower()
    if device[:3] in _DEVICES[4:]:
        device = device[:3] if device[3:].isdecimal() and len(device) == len("com1") else ""
    return stem if WINDOWS and device in _DEVICES else ""


def forbidden_character(name: str) -> str:
    """Return the first character of a file name that Windows does not allow, or an empty text."""
    return next((sign for sign in name if sign in _SIGNS or sign < " "), "") if WINDOWS else ""


def is_in_office(path: str | os.PathLike[str]) -> bool:
    """Return whether Excel, Word or LibreOffice has a document open, with a lock file beside it."""
    folder, name = os.path.split(path)
    of_word = (f"~${name[1:]}", f"~${name[2:]}")  # Word shortens longer names
    marks = (f"~${name}", *of_word, f".~lock.{name}#")
    return any(os.path.exists(os.path.join(folder, mark)) for mark in marks)  # noqa: PTH110, PTH118 - light


# ---- Signals


def hold_signals() -> None:
    """Block every signal until the program ends; earlier ones have already ended it."""
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
        return
    for number in (signal.SIGINT, *ENDING):
        signal.signal(number, signal.SIG_IGN)


@contextlib.contextmanager
def restored_signals() -> Iterator[None]:
    """Restore the handling of signals afterwards, even if `hold_signals` was called meanwhile."""
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
    """Return the language that Windows is set to, as “vietnamese_vietnam.1258” or “vi_vn”.

    Return an empty text on other systems, where the environment names it.
    """
    if not WINDOWS:
        return ""
    import locale

    return locale.setlocale(locale.LC_CTYPE).lower()


# ---- Memory


def limit_memory(most: int) -> None:
    """Limit the memory that this process may use, where the system supports it."""
    try:
        import resource
    except ImportError:
        return
    for kind, limit in ((resource.RLIMIT_AS, most), (resource.RLIMIT_CORE, 0)):
        with contextlib.suppress(OSError, ValueError):  # already lower, or not supported here
            resource.setrlimit(kind, (limit, limit))
