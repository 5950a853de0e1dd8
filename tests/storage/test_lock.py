"""The lock file: another file in its place is used only where no attacker could gain by it."""

from __future__ import annotations

import errno
import fcntl
import os
import signal
import stat
import sys
import threading
import time
from collections.abc import Callable
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import ModuleType

import pytest
from safety.forks import become
from safety.forks import code_of
from safety.forks import forked
from safety.forks import needs_root
from safety.forks import reachable
from safety.trial import STRANGER

from ntmtrack import system
from ntmtrack.storage import file_locks
from ntmtrack.storage import lock
from ntmtrack.storage import new_files
from ntmtrack.storage import replace
from ntmtrack.wording.codes import Code
from ntmtrack.wording.problem import Exit
from ntmtrack.wording.problem import NtmError


@pytest.fixture
def data(tmp_path: Path) -> Path:
    path = tmp_path / "so.yaml"
    path.touch(mode=0o640)
    return path


def take(data: Path) -> lock.Held:
    return lock.take(data, data.stat())


def test_a_lock_is_held_until_it_is_released(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lock, "SECONDS", 0.1)
    held = take(data)
    assert stat.S_IMODE(lock.lock_path(data).stat().st_mode) == 0o640
    with pytest.raises(lock.BusyError):
        take(data)
    held.release()
    take(data).release()


def test_a_lock_file_that_was_replaced_during_the_wait_does_not_count(data: Path) -> None:
    take(data).release()
    path = lock.lock_path(data)
    with path.open("r+b") as old, ThreadPoolExecutor() as pool:
        file_locks.kernel_lock(old.fileno(), fcntl.LOCK_EX)
        waiting = pool.submit(take, data)
        path.with_name("new").touch(mode=0o640)
        path.with_name("new").replace(path)
        file_locks.kernel_lock(old.fileno(), fcntl.LOCK_UN)
        held = waiting.result()
    with path.open("r+b") as new, pytest.raises(BlockingIOError):
        file_locks.kernel_lock(new.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    held.release()


@pytest.mark.parametrize("mode", [0o755, 0o775, 0o777])
def test_a_hard_linked_lock_is_refused_where_others_may_write(data: Path, mode: int) -> None:
    victim = data.with_name("khac")
    victim.touch(mode=0o600)
    os.link(victim, lock.lock_path(data))
    data.parent.chmod(mode)
    if mode == 0o755:
        take(data).release()
    else:
        with pytest.raises(PermissionError):
            take(data)
        assert stat.S_IMODE(victim.stat().st_mode) == 0o600


def test_in_a_sticky_folder_another_user_s_lock_is_refused(data: Path) -> None:
    needs_root()
    data.parent.chmod(0o1777)
    take(data).release()
    os.chown(lock.lock_path(data), STRANGER, -1)
    with pytest.raises(PermissionError):
        take(data)


def test_in_a_sticky_folder_the_folder_owner_s_lock_is_taken(data: Path) -> None:
    needs_root()
    data.parent.chmod(0o1777)
    take(data).release()
    for path in (data.parent, lock.lock_path(data)):
        os.chown(path, STRANGER, -1)
    take(data).release()


def test_in_a_folder_of_root_a_hard_link_to_the_lock_blocks_nobody() -> None:
    needs_root()
    with reachable() as folder:
        data = folder / "so.yaml"
        data.touch()
        take(data).release()
        lock.lock_path(data).chmod(0o666)
        os.link(lock.lock_path(data), folder / "khac")
        os.chown(data, STRANGER, STRANGER)
        folder.chmod(0o755)

        def as_owner() -> None:
            become(STRANGER)
            take(data).release()

        assert code_of(forked(as_owner)) == 0


def test_the_lock_of_a_read_only_data_file_is_writable(data: Path) -> None:
    data.chmod(0o440)
    take(data).release()
    assert stat.S_IMODE(lock.lock_path(data).stat().st_mode) == 0o640


def test_only_an_empty_lock_beside_our_own_data_is_renewed(data: Path) -> None:
    def is_renewed() -> bool:
        return lock._is_ours_to_renew(data, data.stat())  # noqa: SLF001 - root is refused nothing

    assert not is_renewed()
    take(data).release()
    assert is_renewed()
    lock.lock_path(data).write_text("x")
    assert not is_renewed()
    lock.lock_path(data).write_text("")
    needs_root()
    os.chown(data, STRANGER, -1)
    assert not is_renewed()


def test_a_link_or_a_pipe_is_not_taken_as_a_lock(data: Path) -> None:
    path = lock.lock_path(data)
    path.symlink_to(data)
    with pytest.raises(OSError, match="symbolic"):
        take(data)
    path.unlink()
    os.mkfifo(path)
    with pytest.raises(PermissionError):
        take(data)


def test_a_lock_file_that_was_renamed_during_the_wait_does_not_count(data: Path) -> None:
    """A backup may rename it, and NFS renames a file that is deleted while open."""
    take(data).release()
    path = lock.lock_path(data)
    with path.open("r+b") as old, ThreadPoolExecutor() as pool:
        file_locks.kernel_lock(old.fileno(), fcntl.LOCK_EX)
        waiting = pool.submit(take, data)
        time.sleep(0.1)
        path.rename(path.with_name("copy"))
        file_locks.kernel_lock(old.fileno(), fcntl.LOCK_UN)
        held = waiting.result()
    with path.open("r+b") as new, pytest.raises(BlockingIOError):
        file_locks.kernel_lock(new.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    held.release()


def test_waiting_ends_even_if_the_lock_file_keeps_losing_its_name(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lock, "SECONDS", 0.1)
    monkeypatch.setattr(system, "has_name", lambda *_: False)
    with pytest.raises(lock.BusyError):
        take(data)


@pytest.mark.parametrize("mode", [0o775, 0o777])
def test_a_lock_file_that_a_killed_writer_left_blocks_nobody(data: Path, mode: int) -> None:
    """A writer creates the lock under a temporary name, which exists for a moment."""
    take(data).release()
    remnant = new_files.temporary_path(data, "0" * 16)
    os.link(lock.lock_path(data), remnant)
    data.parent.chmod(mode)
    take(data).release()


@pytest.mark.parametrize("number", [errno.EACCES, errno.EAGAIN, errno.EDEADLK, 0])
def test_every_error_that_means_busy_is_retried(
    number: int, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kernel_lock = file_locks.kernel_lock
    answers = [number, number]

    def refuse_twice(handle: int, operation: int) -> None:
        if answers:
            number = answers.pop()
            raise OSError(number, os.strerror(number))
        kernel_lock(handle, operation)

    monkeypatch.setattr(file_locks, "kernel_lock", refuse_twice)
    take(data).release()
    assert not answers


@pytest.mark.parametrize(
    "number", [errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOSYS, errno.EINVAL, errno.EIO]
)
def test_nothing_is_written_where_files_cannot_be_locked(
    number: int, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_handle: int, _how: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(file_locks, "kernel_lock", refuse)
    with pytest.raises(NtmError) as error:
        replace.update(data, lambda _: b"new")
    (problem,) = error.value.problems
    assert (problem.code, error.value.exit_code) == (Code.NO_LOCKS, Exit.IO)
    assert problem.values["lock"] == str(lock.lock_path(data))
    assert data.read_bytes() == b""


def test_a_link_folder_or_pipe_in_place_of_the_lock_is_an_error(data: Path) -> None:
    path = lock.lock_path(data)
    makers: Sequence[Callable[[], None]] = (
        *(lambda: path.symlink_to("nowhere"), path.mkdir, lambda: os.mkfifo(path)),
    )
    for make in makers:
        make()
        with pytest.raises(NtmError) as error:
            replace.update(data, lambda _: b"new")
        (problem,) = error.value.problems
        assert (problem.code, error.value.exit_code) == (Code.LOCK_CLOSED, Exit.CANT_CREATE)
        path.rename(data.with_name(f"{path.name}.{path.lstat().st_ino}"))
    assert data.read_bytes() == b""


def test_a_waiting_writer_is_woken_by_the_kernel(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A writer that only polls would never find a gap between others that write all the time."""
    held = take(data)
    kernel_lock = file_locks.kernel_lock
    calls: list[int] = []

    def count(handle: int, operation: int) -> None:
        calls.append(operation)
        kernel_lock(handle, operation)

    monkeypatch.setattr(file_locks, "kernel_lock", count)
    timer = threading.Timer(0.3, held.release)
    timer.start()
    waiting = take(data)
    timer.join()
    assert [operation for operation in calls if operation & fcntl.LOCK_EX] == [
        *(fcntl.LOCK_EX | fcntl.LOCK_NB, fcntl.LOCK_EX)
    ]
    waiting.release()


@pytest.mark.long
def test_waiting_ends_even_if_the_kernel_s_wait_cannot_be_interrupted(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Over SMB, neither an alarm nor Ctrl-C ends a wait for the server's answer."""
    monkeypatch.setattr(lock, "SECONDS", 0.1)
    held = take(data)
    kernel_lock = file_locks.kernel_lock

    def as_smb(handle: int, operation: int) -> None:
        if operation != fcntl.LOCK_EX:
            kernel_lock(handle, operation)
            return
        mask = signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
        kernel_lock(handle, operation)
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)

    monkeypatch.setattr(file_locks, "kernel_lock", as_smb)
    timer = threading.Timer(3, held.release)
    timer.start()
    began = time.monotonic()
    with pytest.raises(lock.BusyError):
        take(data)
    assert time.monotonic() - began < 2
    timer.join()
    monkeypatch.setattr(lock, "SECONDS", 10)
    take(data).release()  # the wait that was given up releases the lock when it finally gets it


def test_the_lock_is_polled_where_a_wait_in_a_thread_could_not_be_given_up(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On macOS, closing a file waits for every call on it."""
    monkeypatch.setattr(system, "LINUX", False)
    monkeypatch.setattr(lock, "SECONDS", 0.1)
    kernel_lock = file_locks.kernel_lock
    calls: list[int] = []

    def count(handle: int, operation: int) -> None:
        calls.append(operation)
        kernel_lock(handle, operation)

    held = take(data)
    monkeypatch.setattr(file_locks, "kernel_lock", count)
    with pytest.raises(lock.BusyError):
        take(data)
    assert {*calls} == {fcntl.LOCK_EX | fcntl.LOCK_NB}
    monkeypatch.setattr(lock, "SECONDS", 10)
    timer = threading.Timer(0.3, held.release)
    timer.start()
    take(data).release()
    timer.join()


def test_no_other_handle_of_the_lock_is_closed_while_it_is_held(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Over SMB, closing any handle releases the lock, although it belongs to the open file."""
    held = take(data)
    inode = lock.lock_path(data).stat().st_ino
    close_handle = os.close
    closed: list[int] = []

    def close(handle: int) -> None:
        closed.append(os.fstat(handle).st_ino)
        close_handle(handle)

    monkeypatch.setattr(os, "close", close)
    timer = threading.Timer(0.3, held.release)
    timer.start()
    waiting = take(data)
    timer.join()
    assert closed.count(inode) == 1, "only the one who had it before"
    waiting.release()


def test_a_lock_that_a_server_holds_for_its_client_counts(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Samba and NFS servers lock bytes on their own disk, in their own processes."""
    monkeypatch.setattr(lock, "SECONDS", 0.1)
    take(data).release()

    def find_it_busy() -> None:
        with pytest.raises(lock.BusyError):
            take(data)

    with lock.lock_path(data).open("r+b") as served:
        fcntl.lockf(served, fcntl.LOCK_EX, 1)  # the first byte, which the program locks on Windows
        assert code_of(forked(find_it_busy)) == 0
        fcntl.lockf(served, fcntl.LOCK_UN, 1)
        held = take(data)
        with pytest.raises(BlockingIOError):
            fcntl.lockf(served, fcntl.LOCK_EX | fcntl.LOCK_NB, 1)
        held.release()


def test_a_read_only_lock_of_the_owner_on_a_network_drive_is_renewed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """NFS takes the lock only on a file that is open for writing."""
    needs_root()
    monkeypatch.setattr(lock, "_MOMENT", 0.01)
    flock = fcntl.flock

    def as_nfs(handle: int, operation: int) -> None:
        if (
            operation & fcntl.LOCK_EX
            and fcntl.fcntl(handle, fcntl.F_GETFL) & os.O_ACCMODE == os.O_RDONLY
        ):
            raise OSError(errno.EBADF, os.strerror(errno.EBADF))
        flock(handle, operation)

    monkeypatch.setattr(fcntl, "flock", as_nfs)
    with reachable() as folder:
        data = folder / "so.yaml"
        data.touch()
        take(data).release()
        lock.lock_path(data).chmod(0o444)
        for path in (folder, data):
            os.chown(path, STRANGER, STRANGER)

        def as_owner() -> None:
            become(STRANGER)
            take(data).release()

        assert code_of(forked(as_owner)) == 0


def test_a_lock_that_is_held_is_not_renewed(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lock, "SECONDS", 0.1)
    held = take(data)
    with pytest.raises(lock.BusyError):
        lock._renew(data, data.stat())  # noqa: SLF001 - root, who may run the tests, is refused nothing
    held.release()
    lock._renew(data, data.stat())  # noqa: SLF001 - as above


def test_a_kernel_without_byte_range_locks_locks_the_whole_file(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_arguments: object) -> None:
        raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))

    monkeypatch.setattr(lock, "SECONDS", 0.1)
    monkeypatch.setattr(fcntl, "fcntl", refuse)
    held = take(data)
    with pytest.raises(lock.BusyError):
        take(data)
    held.release()
    take(data).release()


def test_the_windows_lock_is_polled_until_it_is_free(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = [errno.EDEADLK, errno.EACCES, errno.EACCES]
    calls: list[tuple[int, int, int]] = []

    def locking(handle: int, mode: int, count: int) -> None:
        calls.append((os.lseek(handle, 0, os.SEEK_CUR), mode, count))
        if answers:
            number = answers.pop()
            raise OSError(number, os.strerror(number))

    msvcrt = ModuleType("msvcrt")
    msvcrt.__dict__.update(locking=locking, LK_NBLCK=2, LK_UNLCK=0)
    monkeypatch.setitem(sys.modules, "msvcrt", msvcrt)
    monkeypatch.setattr(system, "WINDOWS", True)
    monkeypatch.delattr(signal, "SIGALRM")
    take(data).release()
    assert calls == [*[(0, 2, 1)] * 4, (0, 0, 1)]
    answers[:] = [errno.EINVAL]  # the answer of a share without locks
    with pytest.raises(lock.NoLocksError):
        take(data)
