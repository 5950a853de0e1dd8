"""The lock's file: what stands in its place is taken for it only where nobody gains by that."""

from __future__ import annotations

import fcntl
import os
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from safety.forks import needs_root
from safety.trial import STRANGER

from ntmtrack.storage import lock


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
    with path.open("rb") as old, ThreadPoolExecutor() as pool:
        fcntl.flock(old, fcntl.LOCK_EX)
        waiting = pool.submit(take, data)
        path.with_name("new").touch(mode=0o640)
        path.with_name("new").replace(path)
        fcntl.flock(old, fcntl.LOCK_UN)
        held = waiting.result()
    with path.open("rb") as new, pytest.raises(BlockingIOError):
        fcntl.flock(new, fcntl.LOCK_EX | fcntl.LOCK_NB)
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


def test_a_link_or_a_pipe_is_no_lock(data: Path) -> None:
    path = lock.path(data)
    path.symlink_to(data)
    with pytest.raises(OSError, match="symbolic"):
        take(data)
    path.unlink()
    os.mkfifo(path)
    with pytest.raises(PermissionError):
        take(data)
