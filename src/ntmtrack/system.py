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
from collections.abc import Callable
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Literal
    from typing import TypeAlias

    _Lock: TypeAlias = Callable[[int, int], None]  # as `fcntl.flock`: an open file, and how

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
# What is said where somebody else has a lock: which of it, depends on where the file is.
_LOCKED = (errno.EACCES, errno.EAGAIN, errno.EDEADLK, 0)  # 0: Wine gives no reason
_POLL = 0.05
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
    """Give the name of a user of this machine, or the number of one who has none."""
    try:
        import pwd

        return pwd.getpwuid(number).pw_name
    except (ImportError, KeyError):
        return str(number)


# ---- Locks


def lock(handle: int, until: float) -> bool:
    """Take the kernel's lock on an open file, which dies with its holder.

    False where others have it until a moment of `time.monotonic`. On Linux the kernel wakes those
    who wait, in their turn; elsewhere they ask again and again.
    """
    if WINDOWS:
        return _ask_until(until, lambda: _do_to_first_byte(handle, "LK_NBLCK"))
    import fcntl

    return _take(kernel_lock, handle, fcntl.LOCK_EX, until)


def lock_read_only(handle: int, until: float) -> bool:
    """Lock a file that is open for reading only: against those who write, and who do this."""
    import fcntl

    readers = _take(kernel_lock, handle, fcntl.LOCK_SH, until)
    return readers and _take(fcntl.flock, handle, fcntl.LOCK_EX, until)


def _take(call: _Lock, handle: int, how: int, until: float) -> bool:
    """Lock an open file by a call until a moment; False where others have it."""
    import fcntl

    def at_once() -> None:
        call(handle, how | fcntl.LOCK_NB)

    if _succeeds(at_once):
        return True
    # On macOS, to close a file waits for the calls on it: whoever gives up would hang there.
    answer = _wait_in_thread(until, lambda: call(handle, how)) if LINUX else "refused"
    return answer == "taken" or (answer == "refused" and _ask_until(until, at_once))


def _ask_until(until: float, attempt: Callable[[], None]) -> bool:
    """Attempt to lock again and again until a moment; False where others have the lock."""
    while not _succeeds(attempt):
        if time.monotonic() > until:
            return False
        time.sleep(_POLL)
    return True


def _succeeds(attempt: Callable[[], None]) -> bool:
    """Attempt to lock; False where somebody else has the lock."""
    try:
        attempt()
    except OSError as error:
        if error.errno not in _LOCKED:
            raise
        return False
    return True


def _wait_in_thread(
    until: float, attempt: Callable[[], None]
) -> Literal["taken", "late", "refused"]:
    """Wait for the lock until a moment; it is refused where the kernel lets nobody wait.

    A thread waits, for over SMB no alarm and no Ctrl-C ends the kernel's wait. Whoever is too late
    closes the file: with it goes what the thread is given afterwards. The thread has no handle of
    its own to close: over SMB that would give back a lock that was just taken.
    """
    import threading

    answers: list[bool | OSError] = []

    def wait() -> None:
        signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
        try:
            answers.append(_succeeds(attempt))
        except OSError as error:
            answers.append(error)

    thread = threading.Thread(target=wait, daemon=True)
    try:
        thread.start()
    except RuntimeError:  # there is no room for one more
        return "refused"
    thread.join(max(until - time.monotonic(), _POLL))
    if not answers:
        return "late"
    (answer,) = answers
    if isinstance(answer, OSError):
        raise answer
    return "taken" if answer else "refused"


def kernel_lock(handle: int, how: int) -> None:
    """Lock an open file or give it back, with the words of `flock`.

    Linux does it by the lock on bytes that belongs to an open file: Samba and the NFS server take
    those of their clients by the same kind on their own disk, and know nothing of `flock`.
    """
    import fcntl

    if LINUX:
        import struct

        kinds = {fcntl.LOCK_EX: fcntl.F_WRLCK, fcntl.LOCK_SH: fcntl.F_RDLCK}
        kind = kinds.get(how & ~fcntl.LOCK_NB, fcntl.F_UNLCK)
        command = fcntl.F_OFD_SETLKW if how in kinds else fcntl.F_OFD_SETLK
        all_bytes = struct.pack("hhqqi0q", kind, os.SEEK_SET, 0, 0, 0)
        try:
            fcntl.fcntl(handle, command, all_bytes)
        except OSError as error:
            if error.errno != errno.EINVAL:  # of a kernel that does not know it
                raise
        else:
            return
    fcntl.flock(handle, how)


def unlock(handle: int) -> None:
    """Give the kernel's lock back."""
    if WINDOWS:
        _do_to_first_byte(handle, "LK_UNLCK")
        return
    import fcntl

    kernel_lock(handle, fcntl.LOCK_UN)


def has_name(handle: int, path: str | os.PathLike[str]) -> bool:
    """Tell whether an open file still has its name, which Windows lets nobody take away."""
    if WINDOWS:
        return True
    try:
        return os.path.samestat(os.fstat(handle), os.lstat(path))
    except FileNotFoundError:
        return False


def _do_to_first_byte(handle: int, way: str) -> None:
    """Lock or unlock where a file begins; that byte need not be there, and nothing reads it."""
    import msvcrt

    os.lseek(handle, 0, os.SEEK_SET)
    locking: Callable[[int, int, int], None] = getattr(msvcrt, "locking")  # noqa: B009 - there only in Windows
    locking(handle, getattr(msvcrt, way), 1)


# ---- Names and folders


def replace(old: str | os.PathLike[str], new: str | os.PathLike[str]) -> None:
    """Give a file or folder another name, in place of the file that has it.

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
    """Give the device that a file's name stands for, whatever its ending; else nothing."""
    stem = name.partition(".")[0].rstrip()
    device = stem.lower()
    if device[:3] in _DEVICES[4:]:
        device = device[:3] if device[3:].isdecimal() and len(device) == len("com1") else ""
    return stem if WINDOWS and device in _DEVICES else ""


def refused_sign(name: str) -> str:
    """Give the first sign of a file's name that Windows takes in no name; else nothing."""
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
    """Give the language that Windows is set to, as “Vietnamese_Vietnam.1258” or “vi_VN”.

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
