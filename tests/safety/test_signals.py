"""Signals at every system call: the file is old or new, and the exit code says which.

strace sends KILL, TERM and INT at each call from the first that names the lock to the end of the
program, and at some calls before that. In addition, many kills come at random moments.
"""

from __future__ import annotations

import itertools
import os
import random
import re
import signal
from collections import Counter
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from programs import needs
from running import run
from safety.forks import forked
from safety.tracing import MEMORY
from safety.tracing import START
from safety.tracing import Call
from safety.tracing import Copies
from safety.tracing import Ground
from safety.tracing import Outcome
from safety.tracing import Point
from safety.tracing import Programs
from safety.tracing import all_disturbed
from safety.tracing import first
from safety.tracing import points
from safety.trial import DOCUMENT
from safety.trial import PATH
from safety.trial import everything
from safety.trial import file_in
from safety.trial import left_over
from safety.trial import line_of
from safety.trial import note
from safety.trial import outcome
from safety.trial import sample

SIGNALS = ("KILL", "TERM", "INT")
CODES = {"KILL": {-9}, "TERM": {143, 0}, "INT": {130, 0}}  # a held signal comes after the end: 0
NAIVE = f"""\
from ntmtrack.storage import replace
from safety.trial import naive
replace.update = naive
{START}"""
LOCK = ".so.yaml.lock"  # the first file that a write opens
KILLS = 200
BEFORE = 30  # points before the lock
pytestmark = pytest.mark.long  # every signal is a process, under strace
WORKERS = os.cpu_count() or 1
CHANCE = random.Random(20240320)  # noqa: S311 - every run must make the same choice


@pytest.fixture(scope="module", params=["whole", "seam"])
def ground(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Ground:
    return Ground(tmp_path_factory.mktemp("trace"), request.param)


@pytest.fixture(scope="module")
def programs(ground: Ground) -> Programs:
    return Programs(needs("strace"), ground)


@pytest.fixture(scope="module")
def calls(programs: Programs) -> list[Call]:
    return programs.calls()


@pytest.fixture(scope="module")
def copies(ground: Ground) -> Iterator[list[Copies]]:
    started = [Copies(needs("strace"), ground) for _ in range(WORKERS)]
    yield started
    for copy in started:
        copy.close()


def check_run(ended: Outcome) -> None:
    """Check the file after a run that a signal may have ended, and after the next run."""
    path = ended.folder / PATH
    now = path.read_bytes()
    result = outcome(DOCUMENT.encode(), now)
    context = f"{ended}, {result}"
    assert result != "neither", context
    if ended.point.signal == "KILL":
        assert ended.ran.code == -signal.SIGKILL, context
    else:
        assert (ended.ran.code == 0) == (result == "new"), context
        assert ended.ran.err == "", context
    after = run(*note(path, "Lần sau."))
    assert (after.code, after.err) == (0, ""), f"{context}, then {after}"
    assert outcome(now, path.read_bytes(), "Lần sau.") == "new", context
    assert left_over(ended.folder) == [], context


def checked_codes(runs: list[Outcome]) -> Counter[int]:
    """Check each of many runs, and count the exit codes."""
    for run_ended in runs:
        check_run(run_ended)
    return Counter(run_ended.ran.code for run_ended in runs)


def test_the_steps_are_in_the_order_that_survives_a_power_cut(calls: list[Call]) -> None:
    relevant = [call for call in calls[first(calls, "so.yaml") :] if call.name != "getpid"]
    temporary = first(relevant, '.ntmtrack.tmp", O_WRONLY')
    synced = [at for at, call in enumerate(relevant) if call.name == "fsync"]
    renamed = next(at for at, call in enumerate(relevant) if call.name.startswith("rename"))
    # The last one before the rename: on newer systems the C library blocks signals elsewhere, too.
    masks = [at for at, call in enumerate(relevant[:renamed]) if call.name == "rt_sigprocmask"]
    block = masks[-1]
    assert relevant[block].rest.startswith("SIG_BLOCK, ~[")
    assert temporary < synced[0] < block < renamed < synced[1]
    assert len(synced) == 2


def test_each_way_of_writing_is_used(ground: Ground, calls: list[Call]) -> None:
    assert any("pydantic" in call.rest for call in calls) == (ground.way == "whole")


def test_a_write_runs_in_a_single_thread_and_process(calls: list[Call]) -> None:
    """Another thread or process would get a signal even while the writer holds it back."""
    assert len({call.process for call in calls}) == 1


@pytest.mark.parametrize("name", SIGNALS)
def test_a_signal_at_any_call_leaves_the_old_or_the_new_file(
    name: str, copies: list[Copies]
) -> None:
    calls = copies[0].calls()
    candidates = points(calls, range(first(calls, LOCK), len(calls)), name)
    chosen = sample(candidates, first=SIGNALS.index(name) * 3)
    runs = all_disturbed([copy.disturbed for copy in copies], [*chosen])
    assert set(checked_codes(runs)) == CODES[name]


@pytest.mark.parametrize("name", SIGNALS)
def test_a_signal_while_the_program_starts_leaves_the_old_file(
    name: str, programs: Programs, calls: list[Call]
) -> None:
    ready = first(calls, "SIGINT, {sa_handler=SIG_DFL")  # before that, Python itself handles it
    candidates = points(calls, range(ready + 1, first(calls, LOCK)), name)
    chosen = sample(CHANCE.sample(candidates, BEFORE))
    runs = all_disturbed([programs.disturbed] * WORKERS, [*chosen])
    assert 0 not in checked_codes(runs)


def test_the_program_and_its_copy_make_the_same_calls(
    calls: list[Call], copies: list[Copies]
) -> None:
    """So the results for the copies hold for the program, too."""
    assert writing_calls(calls) == writing_calls(copies[0].calls())
    assert {"fsync", "renameat2"} < set(writing_calls(calls))


def writing_calls(calls: list[Call]) -> list[str]:
    """Return the calls from the new file to the release of the lock, except those about memory."""
    acquired, released = (at for at, call in enumerate(calls) if "F_OFD_SETLK" in call.rest)
    under_lock = calls[acquired:released]
    writing = under_lock[first(under_lock, '.ntmtrack.tmp", O_WRONLY') :]
    return [call.name for call in writing if call.name not in MEMORY]


def test_kills_at_random_moments_leave_whole_files(tmp_path: Path) -> None:
    run(*note(file_in(tmp_path / "warm")))
    for number in range(KILLS if everything() else KILLS // 10):
        path = file_in(tmp_path / str(number))
        old = path.read_bytes()
        writer = forked(partial(write_on, path))
        writer.join(timeout=CHANCE.uniform(0, 0.3))
        writer.kill()
        writer.join()
        assert writer.exitcode == -signal.SIGKILL
        now = path.read_bytes()
        assert now.startswith(old)
        lines = now.removeprefix(old).splitlines(keepends=True)
        for count, line in enumerate(lines):
            assert re.fullmatch(line_of(f"Lần {count}."), line)
        assert run(*note(path)).code == 0
        assert outcome(now, path.read_bytes()) == "new"
        assert left_over(path.parent) == []


def write_on(path: Path) -> None:
    """Add one entry after another, until killed."""
    for number in itertools.count():
        assert run(*note(path, f"Lần {number}.")).code == 0


def test_a_naive_write_is_caught(programs: Programs) -> None:
    programs.compile(NAIVE)
    ended = programs.disturbed(Point("write", 1, "KILL"), NAIVE)
    with pytest.raises(AssertionError, match="neither"):
        check_run(ended)
