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
import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import NamedTuple

import pytest
from programs import needs
from running import Ran
from running import plain_environment
from running import run
from safety.forks import forked
from safety.trial import everything
from safety.trial import file_in
from safety.trial import left_over
from safety.trial import line_of
from safety.trial import note
from safety.trial import outcome
from safety.trial import sample
from safety.trial import takes_attribute

SIGNALS = ("KILL", "TERM", "INT")
CODES = {"KILL": {-9}, "TERM": {143, 0}, "INT": {130, 0}}  # those held come after the end: 0
# Ctrl-C works, although these tests may have been started where it is ignored, as with `&`.
START = """\
import signal
signal.signal(signal.SIGINT, signal.default_int_handler)
from ntmtrack.cli import main
main()
"""
NAIVE = f"""\
from ntmtrack import store
from safety.trial import naive
store.update = naive
{START}"""
KILLS = 200
BEFORE = 30  # points before the data file is first named
CHANCE = random.Random(20240320)  # noqa: S311 - the same choice in every run is what is wanted
_CALL = re.compile(r"(\d+) +(\w+)\((.*)")


class Point(NamedTuple):
    """Name a call to the system: the nth of its name in a run."""

    call: str
    number: int
    signal: str


class Call(NamedTuple):
    """Hold a call that strace has seen."""

    process: str
    name: str
    rest: str


class Tracer:
    """Run the program under strace, each time in a folder of its own, always in the same way."""

    def __init__(self, strace: str, ground: Path) -> None:
        self._strace = strace
        self._ground = ground
        # Names are of one length, and hashes not random, so that every run makes the same calls.
        self._folders = (ground / f"{number:06}" for number in itertools.count())
        self._environment = plain_environment(
            {
                "PYTHONHASHSEED": "0",
                "PYTHONPYCACHEPREFIX": str(ground / "compiled"),
                "PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
            }
        )
        for name in ("PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED"):
            self._environment.pop(name, None)

    def calls(self) -> list[Call]:
        """List the calls of a run that nothing disturbs."""
        self.compile(START)
        log = self._ground / "log"
        ran = self._run(self.furnished(), START, *self._traced("-o", str(log)))
        assert ran.code == 0, ran
        lines = log.read_text(encoding="utf-8").splitlines()
        return [Call(*found.groups()) for found in map(_CALL.match, lines) if found]

    def compile(self, start: str) -> None:
        """Run once, so that later runs find all modules compiled."""
        assert self._run(self.furnished(), start).code == 0

    def disturbed(self, point: Point, start: str = START) -> tuple[Path, Ran]:
        """Send a signal at a point of a run; give its folder and outcome."""
        folder = self.furnished()
        # Not with --seccomp-bpf, under which strace 6.1 sends nothing and does not say so.
        inject = f"inject={point.call}:signal={point.signal}:when={point.number}"
        only = ("-e", f"trace={point.call}", "-e", inject, "-o", os.devnull)
        return folder, self._run(folder, start, *self._traced(*only))

    def furnished(self) -> Path:
        """Make a folder with a data file that has an attribute, and a killed writer's leftover."""
        folder = next(self._folders)
        path = file_in(folder)
        takes_attribute(path, "user.ntmtrack", b"kept")
        (folder / f".{path.name}.{'0' * 16}.ntmtrack.tmp").touch()
        return folder

    def _traced(self, *options: str) -> list[str]:
        return [self._strace, "-f", "-qq", *options]

    def _run(self, folder: Path, start: str, *before: str) -> Ran:
        program = [sys.executable, "-X", "frozen_modules", "-c", start]
        found = subprocess.run(
            [*before, *program, *note(Path("so.yaml"))],
            cwd=folder,
            env=self._environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=120,
            check=False,
        )
        return Ran(found.returncode, found.stdout.decode(), found.stderr.decode())


@pytest.fixture(scope="module")
def tracer(tmp_path_factory: pytest.TempPathFactory) -> Tracer:
    return Tracer(needs("strace"), tmp_path_factory.mktemp("trace"))


@pytest.fixture(scope="module")
def calls(tracer: Tracer) -> list[Call]:
    return tracer.calls()


def first(calls: list[Call], text: str) -> int:
    """Find the first call about something, after the one that starts the program."""
    return next(at for at, call in enumerate(calls) if at and text in call.rest)


def points(calls: list[Call], places: range, name: str) -> list[Point]:
    """Name the calls at some places of a run, to send a signal at each."""
    seen: Counter[str] = Counter()
    found = []
    for at, call in enumerate(calls):
        seen[call.name] += 1
        if at in places:
            found.append(Point(call.name, seen[call.name], name))
    return found


def hold(old: bytes, folder: Path, point: Point, ran: Ran) -> None:
    """Hold what must hold after a run that a signal may have ended, and after the next run."""
    path = folder / "so.yaml"
    now = path.read_bytes()
    came = outcome(old, now)
    said = f"{point}: {ran}, {came}"
    assert came != "neither", said
    if point.signal == "KILL":
        assert ran.code == -signal.SIGKILL, said
    else:
        assert (ran.code == 0) == (came == "new"), said
        assert ran.err == "", said
    after = run(*note(path, "Lần sau."))
    assert (after.code, after.err) == (0, ""), f"{said}, then {after}"
    assert outcome(now, path.read_bytes(), "Lần sau.") == "new", said
    assert left_over(folder) == [], said


def hold_all(tracer: Tracer, where: list[Point]) -> Counter[int]:
    """Hold it at many points; count the exit codes."""
    old = file_in(tracer.furnished()).read_bytes()
    with ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
        ended = list(pool.map(tracer.disturbed, where))
    for point, (folder, ran) in zip(where, ended, strict=True):
        hold(old, folder, point, ran)
    return Counter(ran.code for _, ran in ended)


def test_the_steps_are_in_the_order_that_survives_a_power_cut(calls: list[Call]) -> None:
    told = [call for call in calls[first(calls, "so.yaml") :] if call.name != "getpid"]
    temporary = first(told, '.ntmtrack.tmp", O_WRONLY')
    synced = [at for at, call in enumerate(told) if call.name == "fsync"]
    renamed = next(at for at, call in enumerate(told) if call.name.startswith("rename"))
    held = next(at for at, call in enumerate(told) if call.name == "rt_sigprocmask")
    assert temporary < synced[0] < held < renamed < synced[1]
    assert len(synced) == 2


def test_nothing_runs_beside(calls: list[Call]) -> None:
    """A signal would reach another thread or process although it is held in the one that writes."""
    assert len({call.process for call in calls}) == 1


@pytest.mark.long
@pytest.mark.parametrize("name", SIGNALS)
def test_a_signal_at_any_call_leaves_the_old_file_or_the_new(
    name: str, tracer: Tracer, calls: list[Call]
) -> None:
    places = range(first(calls, "so.yaml"), len(calls))
    where = sample(points(calls, places, name), first=SIGNALS.index(name) * 3)
    codes = hold_all(tracer, [*where])
    assert set(codes) == CODES[name]


@pytest.mark.long
@pytest.mark.parametrize("name", SIGNALS)
def test_a_signal_while_the_program_starts_leaves_the_old_file(
    name: str, tracer: Tracer, calls: list[Call]
) -> None:
    places = range(first(calls, "ntmtrack/cli"), first(calls, "so.yaml"))
    where = CHANCE.sample(points(calls, places, name), BEFORE)
    codes = hold_all(tracer, [*sample(where)])
    assert 0 not in codes


@pytest.mark.long
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


def test_a_write_that_takes_no_care_is_caught(tracer: Tracer) -> None:
    tracer.compile(NAIVE)
    point = Point("write", 1, "KILL")
    folder, ran = tracer.disturbed(point, NAIVE)
    with pytest.raises(AssertionError, match="neither"):
        hold(file_in(tracer.furnished()).read_bytes(), folder, point, ran)
