"""Several users of one file: a group shares it, and a lock that root made blocks nobody."""

from __future__ import annotations

import fcntl
import os
import stat
import sys
import time
from collections.abc import Iterator
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest
from running import Ran
from running import run
from safety.forks import code_of
from safety.forks import forked
from safety.forks import needs_root
from safety.forks import reachable
from safety.forks import warm
from safety.trial import ACCESS_LIST
from safety.trial import access_list
from safety.trial import file_in
from safety.trial import lacking
from safety.trial import left_over
from safety.trial import note
from safety.trial import outcome
from safety.trial import takes_attribute

from ntmtrack.storage import file_locks

LAN, HOA, OFFICE = 12_346, 12_347, 12_350  # two users and a group that do not exist


@pytest.fixture
def shared() -> Iterator[Path]:
    """Yield Lan's data file in a folder that the office shares, set up as in together.md."""
    needs_root()
    with reachable() as folder:
        path = file_in(folder / "chung")
        os.chown(path.parent, 0, OFFICE)
        path.parent.chmod(0o2775)
        os.chown(path, LAN, OFFICE)
        path.chmod(0o664)
        (folder / "said").mkdir()
        (folder / "said").chmod(0o777)
        warm()
        yield path


def start(user: int, path: Path, *arguments: str, groups: tuple[int, ...]) -> BaseProcess:
    """Start the program as a user in these groups, in a fork of this process."""

    def act() -> None:
        os.chdir("/")
        os.umask(0o002)
        os.setgroups(groups)
        os.setgid(user)
        os.setuid(user)
        ran = run(*arguments, folder=path.parent)
        (path.parent.parent / "said" / str(user)).write_text(ran.err, encoding="utf-8")
        sys.exit(ran.code)

    return forked(act)


def wait_for(process: BaseProcess, user: int, path: Path) -> Ran:
    code, stderr_file = code_of(process), path.parent.parent / "said" / str(user)
    stderr = stderr_file.read_text(encoding="utf-8")
    stderr_file.unlink()
    return Ran(code, "", stderr)


def as_user(
    user: int, path: Path, text: str = "Đê yên.", groups: tuple[int, ...] = (OFFICE,)
) -> Ran:
    return wait_for(start(user, path, *note(path, text), groups=groups), user, path)


def owner_group_mode(path: Path) -> tuple[int, int, int]:
    status = path.stat()
    return status.st_uid, status.st_gid, stat.S_IMODE(status.st_mode)


def test_two_users_of_a_group_take_turns_writing(shared: Path) -> None:
    former = LAN
    for number, user in enumerate((LAN, HOA, HOA, LAN, HOA)):
        old, text = shared.read_bytes(), f"Lần {number}."
        ran = as_user(user, shared, text)
        assert ran.code == 0, ran
        assert outcome(old, shared.read_bytes(), text) == "new"
        assert owner_group_mode(shared) == (user, OFFICE, 0o664)
        assert ran.err.count("changed-hands") == (former != user)
        assert former == user or f"belonged to {former} and is now yours" in ran.err
        assert owner_group_mode(shared.with_name(".so.yaml.lock")) == (LAN, OFFICE, 0o664)
        former = user
    assert left_over(shared.parent) == []


def test_a_write_by_root_keeps_the_file_s_owner(shared: Path) -> None:
    assert run(*note(shared)).code == 0
    assert owner_group_mode(shared) == (LAN, OFFICE, 0o664)
    assert as_user(HOA, shared, "Lần sau.").code == 0
    assert run(*note(shared, "Lần nữa.")).err == ""
    assert owner_group_mode(shared) == (HOA, OFFICE, 0o664)


def test_two_concurrent_users_lose_nothing(shared: Path) -> None:
    for number in range(4):
        processes = [
            start(user, shared, *note(shared, f"{user} {number}"), groups=(OFFICE,))
            for user in (LAN, HOA)
        ]
        for user, process in zip((LAN, HOA), processes, strict=True):
            assert wait_for(process, user, shared).code == 0
    text = shared.read_text(encoding="utf-8")
    assert all(text.count(f'"{user} {number}"') == 1 for user in (LAN, HOA) for number in range(4))


@pytest.mark.parametrize("setting", ["file", "folder", "another group", "sticky", "no member"])
def test_a_file_that_the_group_does_not_share_keeps_its_owner(shared: Path, setting: str) -> None:
    groups: tuple[int, ...] = (OFFICE,)
    if setting == "file":
        shared.chmod(0o646)  # for others, but not for the group
        groups = ()
    elif setting == "folder":
        shared.parent.chmod(0o757)
        groups = ()
    elif setting == "another group":
        os.chown(shared.parent, 0, OFFICE + 1)
        shared.parent.chmod(0o2777)
    elif setting == "sticky":
        shared.parent.chmod(0o3775)
    else:
        shared.chmod(0o666)
        shared.parent.chmod(0o2777)
        groups = ()
    old, before = shared.read_bytes(), owner_group_mode(shared)
    ran = as_user(HOA, shared, groups=groups)
    assert (shared.read_bytes(), owner_group_mode(shared)) == (old, before)
    assert (ran.code, "[data-unwritable]" in ran.err) == (73, True), ran
    assert left_over(shared.parent) == []


def test_a_file_with_an_access_list_keeps_its_owner(shared: Path) -> None:
    if not takes_attribute(shared, ACCESS_LIST, access_list(HOA)):
        lacking("a file system with access lists")
    shared.chmod(0o664)
    old, before = shared.read_bytes(), owner_group_mode(shared)
    assert as_user(HOA, shared).code == 73
    assert (shared.read_bytes(), owner_group_mode(shared)) == (old, before)


@pytest.mark.parametrize("mode", [0o600, 0o644, 0o444, 0o000])
def test_an_empty_lock_that_root_made_does_not_lock_the_owner_out(shared: Path, mode: int) -> None:
    lock = shared.with_name(".so.yaml.lock")
    lock.touch()
    lock.chmod(mode)
    old = shared.read_bytes()
    ran = as_user(LAN, shared)
    assert (ran.code, ran.err) == (0, ""), ran
    assert outcome(old, shared.read_bytes()) == "new"
    assert owner_group_mode(lock) == (LAN, OFFICE, 0o664)
    assert as_user(HOA, shared, "Lần sau.").code == 0
    assert left_over(shared.parent) == []


@pytest.mark.long
def test_a_lock_that_root_holds_is_waited_for(shared: Path) -> None:
    lock = shared.with_name(".so.yaml.lock")
    lock.touch()
    lock.chmod(0o644)
    old = shared.read_bytes()

    def hold() -> None:
        with lock.open("r+b") as held:
            file_locks.kernel_lock(held.fileno(), fcntl.LOCK_EX)
            (shared.parent / "held").touch()
            time.sleep(3)

    holder = forked(hold)
    while not (shared.parent / "held").exists():
        time.sleep(0.01)
    writer = start(LAN, shared, *note(shared), groups=(OFFICE,))
    time.sleep(1)
    assert (writer.is_alive(), shared.read_bytes()) == (True, old)
    assert code_of(holder) == 0
    assert wait_for(writer, LAN, shared).code == 0
    assert outcome(old, shared.read_bytes()) == "new"


def test_a_foreign_file_in_place_of_the_lock_is_left_alone(shared: Path) -> None:
    lock = shared.with_name(".so.yaml.lock")
    lock.write_text("untouched", encoding="utf-8")
    lock.chmod(0o600)
    ran = as_user(LAN, shared)
    assert (ran.code, "[lock-closed]" in ran.err) == (73, True), ran
    assert lock.read_text(encoding="utf-8") == "untouched"
