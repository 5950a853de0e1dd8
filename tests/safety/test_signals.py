"""Signals come at every call to the system; the file is the old or the new one, and the code says.

strace sends them: KILL, TERM and INT at each call from the one that first names the data file to
the end of the program, and at some before that. A storm of kills at no chosen point comes on top.
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
CODES = {"KILL": {-9}, "TERM": {143, 0}, "INT": {130, 0}}  # those held come after the end: 0
NAIVE = f"""\
from ntmtrack.storage import replace
from safety.trial import naive
replace.update = naive
{START}"""
LOCK = ".so.yaml.lock"  # the first thing that a write asks for
KILLS = 200
BEFORE = 30  # points before the lock
pytestmark = pytest.mark.long  # every signal is a process, under strace
WORKERS = os.cpu_count() or 1
CHANCE = random.Random(20240320)  # noqa: S311 - the same choice in every run is what is wanted


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
    for one in started:
        one.close()


def hold(found: Outcome) -> None:
    """Hold what must hold after a run that a signal may have ended, and after the next run."""
    path = found.folder / PATH
    now = path.read_bytes()
    came = outcome(DOCUMENT.encode(), now)
    said = f"{found}, {came}"
    assert came != "neither", said
    if found.point.signal == "KILL":
        assert found.ran.code == -signal.SIGKILL, said
    else:
        assert (found.ran.code == 0) == (came == "new"), said
        assert found.ran.err == "", said
    after = run(*note(path, "Lần sau."))
    assert (after.code, after.err) == (0, ""), f"{said}, then {after}"
    assert outcome(now, path.read_bytes(), "Lần sau.") == "new", said
    assert left_over(found.folder) == [], said


def codes_of(ended: list[Outcome]) -> Counter[int]:
    """Hold it for many runs; count the exit codes."""
    for found in ended:
        hold(found)
    return Counter(found.ran.code for found in ended)


def test_the_steps_are_in_the_order_that_survives_a_power_cut(calls: list[Call]) -> None:
    told = [call for call in calls[first(calls, "so.yaml") :] if call.name != "getpid"]
    temporary = first(told, '.ntmtrack.tmp", O_WRONLY')
    synced = [at for at, call in enumerate(told) if call.name == "fsync"]
    renamed = next(at for at, call in enumerate(told) if call.name.startswith("rename"))
    # The last before the renaming: of newer systems the library holds signals elsewhere, too.
    masks = [at for at, call in enumerate(told[:renamed]) if call.name == "rt_sigprocmask"]
    held = masks[-1]
    assert told[held].rest.startswith("SIG_BLOCK, ~[")
    assert temporary < synced[0] < held < renamed < synced[1]
    assert len(synced) == 2


def test_each_way_is_gone(ground: Ground, calls: list[Call]) -> None:
    assert any("pydantic" in call.rest for call in calls) == (ground.way == "whole")


def test_nothing_runs_beside(calls: list[Call]) -> None:
    """A signal would reach another thread or process although it is held in the one that writes."""
    assert len({call.process for call in calls}) == 1


@pytest.mark.parametrize("name", SIGNALS)
def test_a_signal_at_any_call_leaves_the_old_file_or_the_new(
    name: str, copies: list[Copies]
) -> None:
    calls = copies[0].calls()
    where = points(calls, range(first(calls, LOCK), len(calls)), name)
    asked = sample(where, first=SIGNALS.index(name) * 3)
    ended = all_disturbed([one.disturbed for one in copies], [*asked])
    assert set(codes_of(ended)) == CODES[name]


@pytest.mark.parametrize("name", SIGNALS)
def test_a_signal_while_the_program_starts_leaves_the_old_file(
    name: str, programs: Programs, calls: list[Call]
) -> None:
    ready = first(calls, "SIGINT, {sa_handler=SIG_DFL")  # before that it is Python's to answer
    where = points(calls, range(ready + 1, first(calls, LOCK)), name)
    asked = sample(CHANCE.sample(where, BEFORE))
    ended = all_disturbed([programs.disturbed] * WORKERS, [*asked])
    assert 0 not in codes_of(ended)


def test_a_program_and_its_copy_write_in_the_same_way(
    calls: list[Call], copies: list[Copies]
) -> None:
    """What holds for the copies holds for the program."""
    assert written(calls) == written(copies[0].calls())
    assert {"fsync", "renameat2"} < set(written(calls))


def written(calls: list[Call]) -> list[str]:
    """Name the calls from the new file to the end of the lock, but for those about memory."""
    taken, given_back = (at for at, call in enumerate(calls) if "F_OFD_SETLK" in call.rest)
    locked = calls[taken:given_back]
    writing = locked[first(locked, '.ntmtrack.tmp", O_WRONLY') :]
    return [call.name for call in writing if call.name not in MEMORY]


def test_a_storm_of_kills_leaves_whole_files(tmp_path: Path) -> None:
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
    """Add one entry after the other, until killed."""
    for number in itertools.count():
        assert run(*note(path, f"Lần {number}.")).code == 0


def test_a_write_that_takes_no_care_is_caught(programs: Programs) -> None:
    programs.compile(NAIVE)
    found = programs.disturbed(Point("write", 1, "KILL"), NAIVE)
    with pytest.raises(AssertionError, match="neither"):
        hold(found)
