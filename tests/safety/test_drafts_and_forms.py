"""Drafts, what is remembered of them, and forms: every call to the system fails, or is the last.

Each file is then the old one or the new one, a command that failed has not written its file, and
whoever runs it again has in the end what he would have had at once.
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
from ntmtrack.drafting.confirmation import review as reviewing

WAYS = (("ENOSPC", "all"), ("EIO", "once"), *((name, "once") for name in SIGNALS))
CODES = {*EXITS, *(-number for number in SIGNALS.values()), 130, 143}


def places(calls: Sequence[str], way: tuple[str, str], every: int) -> Sequence[int]:
    """Choose the calls to fail at: each for a full disk and a kill, a third of them for others."""
    at = WAYS.index(way)
    step = 1 if way[0] in {"ENOSPC", "KILL"} else 3
    return sample(range(at % step, len(calls), step), every=every // step, first=3 * at)


def disturbed(case: Case, system: FaultySystem) -> int:
    """Run a command while a call fails; give its exit code."""
    with system.installed():
        return case.run(system.folder)


def furnished(case: Case, folder: Path) -> FaultySystem:
    shutil.rmtree(folder, ignore_errors=True)
    case.furnish(folder)
    return FaultySystem(folder)


@pytest.mark.long
@pytest.mark.parametrize("way", WAYS, ids=lambda way: way[0])
@pytest.mark.parametrize("name", CASES)
def test_every_file_is_the_old_one_or_the_new_one(
    name: str, way: tuple[str, str], tmp_path: Path
) -> None:
    case, folder = CASES[name], tmp_path / "ground"
    system = furnished(case, folder)
    old = contents(folder)
    assert disturbed(case, system) == 0
    new = contents(folder)
    assert ran(case.after, folder) == 0
    last = contents(folder)
    for at in places(system.calls, way, 24):
        trial = furnished(case, folder)
        trial.fault = Fault(at, *way)
        code = code_of(forked(partial(end, case, trial)))
        said = f"{trial.fault} ({system.calls[at]}), exit {code}"
        now = contents(folder)
        written = now.get(case.target) == new[case.target]
        for one in {*now, *old}:
            assert now.get(one) in (old.get(one), new.get(one)), f"{said}: {one}"
        assert code in CODES, said
        assert written if code == 0 else not written or way[0] in SIGNALS, said
        if not written:
            assert case.run(folder) == 0, said
        assert ran(case.after, folder) == 0, said
        assert contents(folder) == last, said


def end(case: Case, system: FaultySystem) -> None:
    end_with(partial(disturbed, case, system))


def end_with(run: Callable[[], int]) -> None:
    """End this process with a run's code; what was held until its end may come after that."""
    try:
        raise SystemExit(run())
    except KeyboardInterrupt:
        raise SystemExit(130) from None


@pytest.mark.long
def test_of_several_who_draft_at_once_one_has_the_place(tmp_path: Path) -> None:
    letters = [f"thu-{number}.txt" for number in range(4)]
    for name in letters:
        (tmp_path / name).write_text(LETTER.replace("nhà tạm", f"nhà {name}"), encoding="utf-8")

    def draft(name: str) -> None:
        raise SystemExit(ran(["draft", name, "-o", "nhap.yaml"], tmp_path))

    codes = [code_of(one) for one in [forked(partial(draft, name)) for name in letters]]
    assert sorted(codes) == [0, 73, 73, 73]
    (has_it,) = (name for name, code in zip(letters, codes, strict=True) if code == 0)
    now = contents(tmp_path)
    assert f"document: {has_it}\n" in now["nhap.decisions"].decode()
    assert ran(["draft", has_it, "-o", "nhap.yaml"], tmp_path) == 0
    assert contents(tmp_path) == now
    assert left_over(tmp_path) == []


# ---- Going through a draft: each key is a step, and each step is written at once

KEYS = (reviewing.ENTER,) * 3  # each confirms a part of the draft


def reviewed(system: FaultySystem, told: Path, keys: Sequence[str] = KEYS) -> int:
    """Press the keys one after the other, and note how many were pressed; give the exit code."""

    def pressed() -> Iterator[str]:
        for number, key in enumerate((*keys, "q"), start=1):
            told.write_text(str(number), encoding="utf-8")
            yield key

    with pytest.MonkeyPatch.context() as patch, system.installed():
        patch.setattr(review_terminal, "pressed_keys", lambda: contextlib.nullcontext(pressed()))
        patch.setattr(Streams, "is_terminal", True)
        patch.setattr(sys, "stdin", SimpleNamespace(isatty=lambda: True))
        return ran(["draft", "--review", "nhap.yaml"], system.folder)


def end_of_review(system: FaultySystem, told: Path) -> None:
    end_with(partial(reviewed, system, told))


def steps(case: Case, folder: Path, told: Path) -> list[bytes]:
    """Return the draft as it is once so many keys have been pressed, from none to all."""
    found = []
    for count in range(len(KEYS) + 1):
        system = furnished(case, folder)
        assert case.run(folder) == 0
        assert reviewed(system, told, KEYS[:count]) == 0
        found.append((folder / case.target).read_bytes())
    return found


@pytest.mark.long
@pytest.mark.parametrize("way", WAYS, ids=lambda way: way[0])
def test_a_review_that_ends_anywhere_loses_at_most_the_step_in_hand(
    way: tuple[str, str], tmp_path: Path
) -> None:
    case, folder, told = CASES["a draft"], tmp_path / "ground", tmp_path / "told"
    stages = steps(case, folder, told)
    assert len(set(stages)) == len(stages)
    system = furnished(case, folder)
    assert case.run(folder) == 0
    assert reviewed(system, told) == 0
    for at in places(system.calls, way, 32):
        trial = furnished(case, folder)
        assert case.run(folder) == 0
        trial.fault = Fault(at, *way)
        told.write_text("0", encoding="utf-8")
        code = code_of(forked(partial(end_of_review, trial, told)))
        said = f"{trial.fault} ({system.calls[at]}), exit {code}"
        count = int(told.read_text(encoding="utf-8"))
        now = (folder / case.target).read_bytes()
        assert now in stages[max(count - 1, 0) : count + 1], said
        assert code in CODES, said
        assert reviewed(FaultySystem(folder), told) == 0, said
        assert now == stages[-1] or left_over(folder) == [], said  # the next step removes it
