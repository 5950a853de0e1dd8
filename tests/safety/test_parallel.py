"""Many writers and readers of one file at once: nothing is lost, and no reader sees half of it."""

from __future__ import annotations

import fcntl
import os
import re
import shutil
import signal
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from running import run
from safety.forks import become
from safety.forks import code_of
from safety.forks import forked
from safety.forks import needs_root
from safety.forks import reachable
from safety.forks import warm
from safety.trial import DAY
from safety.trial import DOCUMENT
from safety.trial import STRANGER
from safety.trial import everything
from safety.trial import file_in
from safety.trial import lacking
from safety.trial import left_over
from safety.trial import note
from safety.trial import outcome
from safety.ways import Way
from safety.ways import run_in

from ntmtrack.datafile import load
from ntmtrack.storage import file_locks
from ntmtrack.storage import files
from ntmtrack.storage import lock
from ntmtrack.storage import new_files
from ntmtrack.wording.problem import Exit

TASKS = "tasks:\n" + "".join(
    f"  - {{id: viec-{number}, title: Việc {number}, owner: [cong-an]}}\n" for number in range(8)
)
BUSY = DOCUMENT.replace("tasks:\n", TASKS)


def record(path: Path, writer: int, count: int, way: Way = "seam") -> None:
    """Record one `done` and then notes, each with a different text."""
    common = ("--on", DAY, "--file", str(path))
    folder = path.parent  # other users may not be able to enter the tests' own folder
    assert run_in(way, "done", f"viec-{writer}", *common, folder=folder).code == 0
    for number in range(1, count):
        text = f"{writer}, lần {number}"
        ran = run_in(way, "note", f"viec-{writer}", text, *common, folder=folder)
        assert ran.code == 0, ran


def entries(path: Path) -> int:
    """Load a file as any reader does, without a lock, and return the number of its entries."""
    document, problems, _ = load.load(files.read(path), str(path))
    assert document, problems
    return len(document.progress)


@pytest.mark.long
@pytest.mark.parametrize("way", ["whole", "seam"])
def test_many_writers_lose_nothing_and_readers_see_whole_files(way: Way, tmp_path: Path) -> None:
    writers, count = (8, 25) if everything() else (4, 5)
    path = file_in(tmp_path)
    path.write_text(BUSY, encoding="utf-8")
    running = [forked(partial(record, path, writer, count, way)) for writer in range(writers)]
    seen = [entries(path)]
    while any(writer.is_alive() for writer in running):
        seen.append(entries(path))
    assert [code_of(writer) for writer in running] == [0] * writers
    assert seen == sorted(seen)
    assert len(set(seen)) > 2, "nobody read while they wrote"
    assert entries(path) == 1 + writers * count
    lines = path.read_bytes().decode().removeprefix(BUSY).splitlines()
    assert len({re.sub("at: .*", "", line) for line in lines}) == writers * count
    assert len({line.rpartition("at: ")[2] for line in lines}) == writers * count
    assert left_over(tmp_path) == []


def record_without_locks(path: Path, writer: int, count: int) -> None:
    """Record notes where no lock keeps others away, repeating each one that is refused."""
    for number in range(count):
        arguments = ("note", f"viec-{writer}", f"{writer}, lần {number}", "--file", str(path))
        while (code := run(*arguments).code) != 0:
            assert code == Exit.BUSY


@pytest.mark.long
def test_without_a_shared_lock_the_comparison_still_protects_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two machines may each hold their own lock on a file that a server or cloud shares."""
    path = file_in(tmp_path)
    other = tmp_path / "khac"
    shutil.copy(path, other)
    try:
        new_files.exchange(path, other)
    except OSError:
        lacking("a file system where names can be exchanged")
    monkeypatch.setattr(file_locks, "lock", lambda *_: True)
    count = 25 if everything() else 8
    path.write_text(BUSY, encoding="utf-8")
    target = record_without_locks
    running = [forked(partial(target, path, writer, count)) for writer in range(2)]
    assert [code_of(writer) for writer in running] == [0, 0]
    assert entries(path) == 1 + 2 * count


def test_two_users_lose_nothing() -> None:
    needs_root()
    with reachable() as folder:
        path = file_in(folder)
        path.write_text(BUSY, encoding="utf-8")
        for owned in (folder, path):
            os.chown(owned, STRANGER, STRANGER)

        def as_user() -> None:
            become(STRANGER)
            record(path, 1, 5)

        warm()
        running = [forked(as_user), forked(partial(record, path, 0, 5))]
        assert [code_of(writer) for writer in running] == [0, 0]
        assert entries(path) == 11
        assert (path.stat().st_uid, path.stat().st_gid) == (STRANGER, STRANGER)


@pytest.fixture
def held(tmp_path: Path) -> Iterator[int]:
    """Hold the lock of the data file as another writer would."""
    file_in(tmp_path)
    with (tmp_path / ".so.yaml.lock").open("w") as lock:
        file_locks.kernel_lock(lock.fileno(), fcntl.LOCK_EX)
        yield lock.fileno()


def test_a_lock_that_stays_taken_is_an_error_after_a_wait(
    held: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert lock.SECONDS == 10
    monkeypatch.setattr(lock, "SECONDS", 0.3)
    path = tmp_path / "so.yaml"
    old = path.read_bytes()
    ran = run(*note(path))
    assert (ran.code, ran.out) == (75, "")
    assert "[busy]" in ran.err
    assert "Try again" in ran.err
    assert path.read_bytes() == old
    file_locks.kernel_lock(held, fcntl.LOCK_UN)
    assert run(*note(path)).code == 0


def test_a_lock_that_is_released_in_time_is_taken(held: int, tmp_path: Path) -> None:
    path = tmp_path / "so.yaml"
    old = path.read_bytes()
    reading, writing = os.pipe()

    def write_note() -> None:
        kernel_lock = file_locks.kernel_lock

        def announce_attempt(handle: int, how: int) -> None:
            os.write(writing, b".")  # before each attempt
            kernel_lock(handle, how)

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(file_locks, "kernel_lock", announce_attempt)
            assert run(*note(path)).code == 0

    writer = forked(write_note)
    for _ in range(2):  # the first attempt has failed when the second begins
        assert os.read(reading, 1) == b"."
    assert path.read_bytes() == old
    file_locks.kernel_lock(held, fcntl.LOCK_UN)
    assert code_of(writer) == 0
    assert outcome(old, path.read_bytes()) == "new"
    os.close(reading)
    os.close(writing)


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_waiting_for_the_lock_can_be_interrupted(
    number: signal.Signals, code: int, held: int, tmp_path: Path
) -> None:
    path = tmp_path / "so.yaml"
    old = path.read_bytes()

    def write_note() -> None:
        kernel_lock = file_locks.kernel_lock

        def interrupt(handle: int, how: int) -> None:
            os.kill(os.getpid(), number)
            kernel_lock(handle, how)

        signal.signal(number, signal.SIG_DFL)  # these tests may have been started with `&`
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(file_locks, "kernel_lock", interrupt)
            run(*note(path))

    assert held
    assert code_of(forked(write_note)) == code
    assert path.read_bytes() == old
