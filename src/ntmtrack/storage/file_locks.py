"""The kernel's locks on open files, on each operating system; a lock ends with its holder."""

from __future__ import annotations

import errno
import os
import signal
import time
from collections.abc import Callable
from typing import Literal
from typing import TypeAlias

from ntmtrack import system

# The error numbers that mean that somebody else has the lock; they depend on where the file is.
_LOCKED = (errno.EACCES, errno.EAGAIN, errno.EDEADLK, 0)  # 0: Wine names no reason
_POLL = 0.05
_Lock: TypeAlias = Callable[[int, int], None]  # like `fcntl.flock`: an open file and an operation


def lock(handle: int, until: float) -> bool:
    """Take the kernel's lock on an open file, which ends with its holder.

    Return False if others hold it until `until`, a time of `time.monotonic`. On Linux the kernel
    wakes waiting programs in turn; other systems poll.
    """
    if system.WINDOWS:
        return _poll_until(until, lambda: _do_to_first_byte(handle, "LK_NBLCK"))
    import fcntl

    return _take(kernel_lock, handle, fcntl.LOCK_EX, until)


def lock_read_only(handle: int, until: float) -> bool:
    """Lock a file that is open only for reading: against writers, and other callers of this."""
    import fcntl

    readers = _take(kernel_lock, handle, fcntl.LOCK_SH, until)
    return readers and _take(fcntl.flock, handle, fcntl.LOCK_EX, until)


def _take(call: _Lock, handle: int, how: int, until: float) -> bool:
    """Lock an open file with `call` until a time; return False if others still hold the lock."""
    import fcntl

    def at_once() -> None:
        call(handle, how | fcntl.LOCK_NB)

    if _succeeds(at_once):
        return True
    # On macOS, closing a file waits for the calls on it, so giving up would hang there.
    answer = _wait_in_thread(until, lambda: call(handle, how)) if system.LINUX else "refused"
    return answer == "taken" or (answer == "refused" and _poll_until(until, at_once))


def _poll_until(until: float, attempt: Callable[[], None]) -> bool:
    """Attempt to lock repeatedly until a time; return False if others still hold the lock."""
    while not _succeeds(attempt):
        if time.monotonic() > until:
            return False
        time.sleep(_POLL)
    return True


def _succeeds(attempt: Callable[[], None]) -> bool:
    """Attempt to lock; return False if somebody else holds the lock."""
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
    """Wait for the lock until a time; `refused` means that the kernel does not let callers wait.

    A thread waits, because over SMB neither an alarm nor Ctrl-C ends the kernel's wait. After a
    timeout the caller closes the file, which also releases a lock that the thread gets later. The
    thread has no handle of its own: over SMB, closing that would release a lock just taken.
    """
    import threading

    answers: list[bool | OSError] = []
    thread = threading.Thread(target=_attempt_without_signals, args=(attempt, answers), daemon=True)
    try:
        thread.start()
    except RuntimeError:  # no room for another thread
        return "refused"
    thread.join(max(until - time.monotonic(), _POLL))
    if not answers:
        return "late"
    (answer,) = answers
    if isinstance(answer, OSError):
        raise answer
    return "taken" if answer else "refused"


def _attempt_without_signals(attempt: Callable[[], None], answers: list[bool | OSError]) -> None:
    """Append whether an attempt to lock succeeded, or its error; leave signals to other threads."""
    signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
    try:
        answers.append(_succeeds(attempt))
    except OSError as error:
        answers.append(error)


def kernel_lock(handle: int, how: int) -> None:
    """Lock or unlock an open file, with the operations of `flock`.

    On Linux this uses byte-range locks that belong to the open file (F_OFD_SETLK): on their own
    disks, Samba and the NFS server hold their clients' locks in the same way, and do not see
    `flock`.
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
            if error.errno != errno.EINVAL:  # a kernel without such locks
                raise
        else:
            return
    fcntl.flock(handle, how)


def unlock(handle: int) -> None:
    """Release the kernel's lock."""
    if system.WINDOWS:
        _do_to_first_byte(handle, "LK_UNLCK")
        return
    import fcntl

    kernel_lock(handle, fcntl.LOCK_UN)


def _do_to_first_byte(handle: int, way: str) -> None:
    """Lock or unlock the first byte of a file, which need not exist, and which nothing reads."""
    import msvcrt

    os.lseek(handle, 0, os.SEEK_SET)
    locking: Callable[[int, int, int], None] = getattr(msvcrt, "locking")  # noqa: B009 - there only in Windows
    locking(handle, getattr(msvcrt, way), 1)
