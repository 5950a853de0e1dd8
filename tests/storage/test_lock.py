"""The lock's file: what stands in its place is taken for it only where nobody gains by that."""

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


def test_a_lock_is_held_until_it_is_given_back(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lock, "SECONDS", 0.1)
    held = take(data)
    assert stat.S_IMODE(lock.path(data).stat().st_mode) == 0o640
    with pytest.raises(lock.BusyError):
        take(data)
    held.release()
    take(data).release()


def test_a_lock_that_was_put_aside_while_we_waited_is_nobody_s(data: Path) -> None:
    take(data).release()
    path = lock.path(data)
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
def test_where_others_may_write_a_second_name_is_refused(data: Path, mode: int) -> None:
    victim = data.with_name("khac")
    victim.touch(mode=0o600)
    os.link(victim, lock.path(data))
    data.parent.chmod(mode)
    if mode == 0o755:
        take(data).release()
    else:
        with pytest.raises(PermissionError):
            take(data)
        assert stat.S_IMODE(victim.stat().st_mode) == 0o600


def test_in_a_sticky_folder_a_stranger_s_lock_is_refused(data: Path) -> None:
    needs_root()
    data.parent.chmod(0o1777)
    take(data).release()
    os.chown(lock.path(data), STRANGER, -1)
    with pytest.raises(PermissionError):
        take(data)


def test_in_a_sticky_folder_a_lock_of_the_folder_s_owner_is_taken(data: Path) -> None:
    needs_root()
    data.parent.chmod(0o1777)
    take(data).release()
    for path in (data.parent, lock.path(data)):
        os.chown(path, STRANGER, -1)
    take(data).release()


def test_in_a_folder_of_root_a_second_name_of_the_lock_shuts_nobody_out() -> None:
    needs_root()
    with reachable() as folder:
        data = folder / "so.yaml"
        data.touch()
        take(data).release()
        lock.path(data).chmod(0o666)
        os.link(lock.path(data), folder / "khac")
        os.chown(data, STRANGER, STRANGER)
        folder.chmod(0o755)

        def as_owner() -> None:
            become(STRANGER)
            take(data).release()

        assert code_of(forked(as_owner)) == 0


def test_a_writer_may_write_the_lock_of_data_that_is_read_only(data: Path) -> None:
    data.chmod(0o440)
    take(data).release()
    assert stat.S_IMODE(lock.path(data).stat().st_mode) == 0o640


def test_only_an_empty_file_beside_data_of_ours_is_renewed(data: Path) -> None:
    def is_renewed() -> bool:
        return lock._is_ours_to_renew(data, data.stat())  # noqa: SLF001 - root is shut out of none

    assert not is_renewed()
    take(data).release()
    assert is_renewed()
    lock.path(data).write_text("x")
    assert not is_renewed()
    lock.path(data).write_text("")
    needs_root()
    os.chown(data, STRANGER, -1)
    assert not is_renewed()


def test_a_link_or_a_pipe_is_no_lock(data: Path) -> None:
    path = lock.path(data)
    path.symlink_to(data)
    with pytest.raises(OSError, match="symbolic"):
        take(data)
    path.unlink()
    os.mkfifo(path)
    with pytest.raises(PermissionError):
        take(data)


def test_a_lock_that_was_given_another_name_while_we_waited_is_nobody_s(data: Path) -> None:
    """A backup may keep it so, and NFS what is deleted but open."""
    take(data).release()
    path = lock.path(data)
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


def test_a_lock_that_never_has_its_name_is_not_waited_for_without_end(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lock, "SECONDS", 0.1)
    monkeypatch.setattr(system, "has_name", lambda *_: False)
    with pytest.raises(lock.BusyError):
        take(data)


@pytest.mark.parametrize("mode", [0o775, 0o777])
def test_what_a_writer_that_was_killed_left_of_the_lock_shuts_nobody_out(
    data: Path, mode: int
) -> None:
    """It makes the lock under another name, which is there for a moment."""
    take(data).release()
    left = new_files.named_by(data, "0" * 16)
    os.link(lock.path(data), left)
    data.parent.chmod(mode)
    take(data).release()


@pytest.mark.parametrize("number", [errno.EACCES, errno.EAGAIN, errno.EDEADLK, 0])
def test_every_way_to_say_that_somebody_has_the_lock_is_waited_for(
    number: int, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = file_locks.kernel_lock
    answers = [number, number]

    def refuse_twice(handle: int, how: int) -> None:
        if answers:
            number = answers.pop()
            raise OSError(number, os.strerror(number))
        real(handle, how)

    monkeypatch.setattr(file_locks, "kernel_lock", refuse_twice)
    take(data).release()
    assert not answers


@pytest.mark.parametrize(
    "number", [errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOSYS, errno.EINVAL, errno.EIO]
)
def test_where_files_cannot_be_locked_nothing_is_written(
    number: int, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_handle: int, _how: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(file_locks, "kernel_lock", refuse)
    with pytest.raises(NtmError) as error:
        replace.update(data, lambda _: b"new")
    (problem,) = error.value.problems
    assert (problem.code, error.value.exit_code) == (Code.NO_LOCKS, Exit.IO)
    assert problem.values["lock"] == str(lock.path(data))
    assert data.read_bytes() == b""


def test_a_link_a_folder_or_a_pipe_in_the_place_of_the_lock_is_named(data: Path) -> None:
    path = lock.path(data)
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


def test_who_waits_is_woken_by_the_kernel(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who only asks again and again meets no moment between two of those who write all the time."""
    held = take(data)
    real = file_locks.kernel_lock
    calls: list[int] = []

    def count(handle: int, how: int) -> None:
        calls.append(how)
        real(handle, how)

    monkeypatch.setattr(file_locks, "kernel_lock", count)
    other = threading.Timer(0.3, held.release)
    other.start()
    waiting = take(data)
    other.join()
    assert [how for how in calls if how & fcntl.LOCK_EX] == [
        *(fcntl.LOCK_EX | fcntl.LOCK_NB, fcntl.LOCK_EX)
    ]
    waiting.release()


@pytest.mark.long
def test_waiting_ends_also_where_the_kernel_lets_nothing_end_its_wait(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As over SMB: neither an alarm nor Ctrl-C ends a wait for the server's answer."""
    monkeypatch.setattr(lock, "SECONDS", 0.1)
    held = take(data)
    real = file_locks.kernel_lock

    def as_smb(handle: int, how: int) -> None:
        if how != fcntl.LOCK_EX:
            real(handle, how)
            return
        mask = signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
        real(handle, how)
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)

    monkeypatch.setattr(file_locks, "kernel_lock", as_smb)
    freed = threading.Timer(3, held.release)
    freed.start()
    began = time.monotonic()
    with pytest.raises(lock.BusyError):
        take(data)
    assert time.monotonic() - began < 2
    freed.join()
    monkeypatch.setattr(lock, "SECONDS", 10)
    take(data).release()  # who has given up gives back what it is given in the end


def test_where_a_wait_in_a_thread_could_not_be_given_up_we_ask_again(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On macOS, to close a file waits for every call on it."""
    monkeypatch.setattr(system, "LINUX", False)
    monkeypatch.setattr(lock, "SECONDS", 0.1)
    real = file_locks.kernel_lock
    calls: list[int] = []

    def count(handle: int, how: int) -> None:
        calls.append(how)
        real(handle, how)

    held = take(data)
    monkeypatch.setattr(file_locks, "kernel_lock", count)
    with pytest.raises(lock.BusyError):
        take(data)
    assert {*calls} == {fcntl.LOCK_EX | fcntl.LOCK_NB}
    monkeypatch.setattr(lock, "SECONDS", 10)
    other = threading.Timer(0.3, held.release)
    other.start()
    take(data).release()
    other.join()


def test_no_other_handle_of_the_lock_is_closed_while_it_is_held(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Over SMB that gives the lock back, although it belongs to the open file."""
    held = take(data)
    number = lock.path(data).stat().st_ino
    real = os.close
    closed: list[int] = []

    def close(handle: int) -> None:
        closed.append(os.fstat(handle).st_ino)
        real(handle)

    monkeypatch.setattr(os, "close", close)
    other = threading.Timer(0.3, held.release)
    other.start()
    waiting = take(data)
    other.join()
    assert closed.count(number) == 1, "only the one who had it before"
    waiting.release()


def test_a_lock_that_a_server_holds_for_its_client_is_waited_for(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Samba and NFS lock bytes on their own disk, in processes of theirs."""
    monkeypatch.setattr(lock, "SECONDS", 0.1)
    take(data).release()

    def refused() -> None:
        with pytest.raises(lock.BusyError):
            take(data)

    with lock.path(data).open("r+b") as served:
        fcntl.lockf(served, fcntl.LOCK_EX, 1)  # the first byte, as the program on Windows asks for
        assert code_of(forked(refused)) == 0
        fcntl.lockf(served, fcntl.LOCK_UN, 1)
        held = take(data)
        with pytest.raises(BlockingIOError):
            fcntl.lockf(served, fcntl.LOCK_EX | fcntl.LOCK_NB, 1)
        held.release()


def test_what_the_owner_can_only_read_on_a_network_drive_is_renewed_all_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """NFS takes the lock only on a file that is open for writing."""
    needs_root()
    monkeypatch.setattr(lock, "_MOMENT", 0.01)
    real = fcntl.flock

    def as_nfs(handle: int, how: int) -> None:
        if how & fcntl.LOCK_EX and fcntl.fcntl(handle, fcntl.F_GETFL) & os.O_ACCMODE == os.O_RDONLY:
            raise OSError(errno.EBADF, os.strerror(errno.EBADF))
        real(handle, how)

    monkeypatch.setattr(fcntl, "flock", as_nfs)
    with reachable() as folder:
        data = folder / "so.yaml"
        data.touch()
        take(data).release()
        lock.path(data).chmod(0o444)
        for path in (folder, data):
            os.chown(path, STRANGER, STRANGER)

        def as_owner() -> None:
            become(STRANGER)
            take(data).release()

        assert code_of(forked(as_owner)) == 0


def test_a_lock_to_renew_is_not_taken_from_who_holds_it(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lock, "SECONDS", 0.1)
    held = take(data)
    with pytest.raises(lock.BusyError):
        lock._renew(data, data.stat())  # noqa: SLF001 - root, who runs tests, is shut out of none
    held.release()
    lock._renew(data, data.stat())  # noqa: SLF001 - as above


def test_a_kernel_without_locks_on_bytes_of_open_files_locks_them_whole(
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


def test_the_lock_of_windows_is_asked_for_again_until_it_is_free(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = [errno.EDEADLK, errno.EACCES, errno.EACCES]
    calls: list[tuple[int, int, int]] = []

    def locking(handle: int, way: int, count: int) -> None:
        calls.append((os.lseek(handle, 0, os.SEEK_CUR), way, count))
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
    answers[:] = [errno.EINVAL]  # as a share says that has no locks
    with pytest.raises(lock.NoLocksError):
        take(data)
