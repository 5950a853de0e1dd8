"""The kernel's locks on open files, in each operating system: they die with their holder."""

from __future__ import annotations

import errno
import os
import signal
import time
from collections.abc import Callable
from typing import Literal
from typing import TypeAlias

from ntmtrack import system

# What is said where somebody else has a lock: which of it, depends on where the file is.
_LOCKED = (errno.EACCES, errno.EAGAIN, errno.EDEADLK, 0)  # 0: Wine gives no reason
_POLL = 0.05
_Lock: TypeAlias = Callable[[int, int], None]  # as `fcntl.flock`: an open file, and how


def lock(handle: int, until: float) -> bool:
    """Take the kernel's lock on an open file, which dies with its holder.

    False where others have it until a moment of `time.monotonic`. On Linux the kernel wakes those
    who wait, in their turn; elsewhere they ask again and again.
    """
    if system.WINDOWS:
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
    answer = _wait_in_thread(until, lambda: call(handle, how)) if system.LINUX else "refused"
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

    if system.LINUX:
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
    """Return the kernel's lock back."""
    if system.WINDOWS:
        _do_to_first_byte(handle, "LK_UNLCK")
        return
    import fcntl

    kernel_lock(handle, fcntl.LOCK_UN)


def _do_to_first_byte(handle: int, way: str) -> None:
    """Lock or unlock where a file begins; that byte need not be there, and nothing reads it."""
    import msvcrt

    os.lseek(handle, 0, os.SEEK_SET)
    locking: Callable[[int, int, int], None] = getattr(msvcrt, "locking")  # noqa: B009 - there only in Windows
    locking(handle, getattr(msvcrt, way), 1)
