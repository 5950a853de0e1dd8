"""Drafts, their decisions, and forms: every system call fails once, or is the last before a kill.

Each file is then the old or the new version, a command that failed has not written its file, and
running it again gives the same files as if it had succeeded at once.
"""

from __future__ import annotations

import contextlib
import shutil
import sys
from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from types import SimpleNamespace

import pytest
from safety.faulty import SIGNALS
from safety.faulty import Fault
from safety.faulty import FaultySystem
from safety.forks import code_of
from safety.forks import forked
from safety.trial import EXITS
from safety.trial import left_over
from safety.trial import sample
from safety.writing_cases import CASES
from safety.writing_cases import LETTER
from safety.writing_cases import Case
from safety.writing_cases import contents
from safety.writing_cases import ran

from ntmtrack.cli import review_terminal
from ntmtrack.cli.output import Streams
from ntmtrack.drafting.confirmation import typed_line

WAYS = (("ENOSPC", "all"), ("EIO", "once"), *((name, "once") for name in SIGNALS))
CODES = {*EXITS, *(-number for number in SIGNALS.values()), 130, 143}


def places(calls: Sequence[str], way: tuple[str, str], every: int) -> Sequence[int]:
    """Choose the calls to fail at: all of them for a full disk or a kill, else a third of them."""
    at = WAYS.index(way)
    step = 1 if way[0] in {"ENOSPC", "KILL"} else 3
    return sample(range(at % step, len(calls), step), every=every // step, first=3 * at)


def run_with_fault(case: Case, system: FaultySystem) -> int:
    """Run a command while a call fails, and return its exit code."""
    with system.installed():
        return case.run(system.folder)


def prepare(case: Case, folder: Path) -> FaultySystem:
    shutil.rmtree(folder, ignore_errors=True)
    case.furnish(folder)
    return FaultySystem(folder)


@pytest.mark.long
@pytest.mark.parametrize("way", WAYS, ids=lambda way: way[0])
@pytest.mark.parametrize("name", CASES)
def test_every_file_is_the_old_or_the_new_version(
    name: str, way: tuple[str, str], tmp_path: Path
) -> None:
    case, folder = CASES[name], tmp_path / "ground"
    system = prepare(case, folder)
    old = contents(folder)
    assert run_with_fault(case, system) == 0
    new = contents(folder)
    assert ran(case.after, folder) == 0
    last = contents(folder)
    for at in places(system.calls, way, 24):
        trial = prepare(case, folder)
        trial.fault = Fault(at, *way)
        code = code_of(forked(partial(exit_with_fault, case, trial)))
        context = f"{trial.fault} ({system.calls[at]}), exit {code}"
        now = contents(folder)
        written = now.get(case.target) == new[case.target]
        for file in {*now, *old}:
            assert now.get(file) in (old.get(file), new.get(file)), f"{context}: {file}"
        assert code in CODES, context
        assert written if code == 0 else not written or way[0] in SIGNALS, context
        if not written:
            assert case.run(folder) == 0, context
        assert ran(case.after, folder) == 0, context
        assert contents(folder) == last, context


def exit_with_fault(case: Case, system: FaultySystem) -> None:
    exit_with(partial(run_with_fault, case, system))


def exit_with(run: Callable[[], int]) -> None:
    """End this process with a run's exit code, or 130 if a held signal arrives after the run."""
    try:
        raise SystemExit(run())
    except KeyboardInterrupt:
        raise SystemExit(130) from None


@pytest.mark.long
def test_of_several_concurrent_drafts_to_one_file_exactly_one_succeeds(tmp_path: Path) -> None:
    letters = [f"thu-{number}.txt" for number in range(4)]
    for name in letters:
        (tmp_path / name).write_text(LETTER.replace("nhà tạm", f"nhà {name}"), encoding="utf-8")

    def draft(name: str) -> None:
        raise SystemExit(ran(["draft", name, "-o", "nhap.yaml"], tmp_path))

    codes = [code_of(process) for process in [forked(partial(draft, name)) for name in letters]]
    assert sorted(codes) == [0, 73, 73, 73]
    (winner,) = (name for name, code in zip(letters, codes, strict=True) if code == 0)
    now = contents(tmp_path)
    assert f"document: {winner}\n" in now["nhap.decisions"].decode()
    assert ran(["draft", winner, "-o", "nhap.yaml"], tmp_path) == 0
    assert contents(tmp_path) == now
    assert left_over(tmp_path) == []


# ---- Reviewing a draft: each key is a step, and each step is written at once

KEYS = (typed_line.ENTER,) * 3  # each confirms a part of the draft


def reviewed(system: FaultySystem, count_file: Path, keys: Sequence[str] = KEYS) -> int:
    """Press the keys in turn, write how many were pressed to a file, and return the exit code."""

    def pressed() -> Iterator[str]:
        for number, key in enumerate((*keys, "q"), start=1):
            count_file.write_text(str(number), encoding="utf-8")
            yield key

    with pytest.MonkeyPatch.context() as patch, system.installed():
        patch.setattr(review_terminal, "pressed_keys", lambda: contextlib.nullcontext(pressed()))
        patch.setattr(Streams, "is_terminal", True)
        patch.setattr(sys, "stdin", SimpleNamespace(isatty=lambda: True))
        return ran(["draft", "--review", "nhap.yaml"], system.folder)


def end_of_review(system: FaultySystem, count_file: Path) -> None:
    exit_with(partial(reviewed, system, count_file))


def steps(case: Case, folder: Path, count_file: Path) -> list[bytes]:
    """Return the draft after each number of keys, from none to all."""
    drafts = []
    for count in range(len(KEYS) + 1):
        system = prepare(case, folder)
        assert case.run(folder) == 0
        assert reviewed(system, count_file, KEYS[:count]) == 0
        drafts.append((folder / case.target).read_bytes())
    return drafts


@pytest.mark.long
@pytest.mark.parametrize("way", WAYS, ids=lambda way: way[0])
def test_an_interrupted_review_loses_at_most_the_current_step(
    way: tuple[str, str], tmp_path: Path
) -> None:
    case, folder, count_file = CASES["a draft"], tmp_path / "ground", tmp_path / "told"
    stages = steps(case, folder, count_file)
    assert len(set(stages)) == len(stages)
    system = prepare(case, folder)
    assert case.run(folder) == 0
    assert reviewed(system, count_file) == 0
    for at in places(system.calls, way, 32):
        trial = prepare(case, folder)
        assert case.run(folder) == 0
        trial.fault = Fault(at, *way)
        count_file.write_text("0", encoding="utf-8")
        code = code_of(forked(partial(end_of_review, trial, count_file)))
        context = f"{trial.fault} ({system.calls[at]}), exit {code}"
        count = int(count_file.read_text(encoding="utf-8"))
        now = (folder / case.target).read_bytes()
        assert now in stages[max(count - 1, 0) : count + 1], context
        assert code in CODES, context
        assert reviewed(FaultySystem(folder), count_file) == 0, context
        assert now == stages[-1] or left_over(folder) == [], context  # the next step removes it
