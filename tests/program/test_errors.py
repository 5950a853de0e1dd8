"""Every message of the program is provoked, and says what is wrong and what to do: tests/errors.

`wrong` tells how its folders are made up. For a new case make a folder without the answers;
NTMTRACK_UPDATE_GOLDEN=1 puts them into all folders.
"""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Iterable
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest
from cases import first_quick
from expected import UPDATE
from expected import transcript
from running import Ran
from running import run
from wrong import CASES
from wrong import COMMANDS
from wrong import ERRORS
from wrong import FILES
from wrong import GOOD
from wrong import Stage
from wrong import cooked
from wrong import wanted
from wrong import wrong_file

from ntmtrack.datafile.load import load
from ntmtrack.wording import problem_text
from ntmtrack.wording.codes import Code
from ntmtrack.wording.problem import Problem
from ntmtrack.wording.problem_text import MESSAGES
from ntmtrack.wording.words import LANGUAGES
from ntmtrack.wording.words import Language
from ntmtrack.wording.words import Words

COVERAGE = ("clause-uncovered", "no-clauses")  # what only `check --coverage` says
# What only `check --strict` says.
STRICT = (
    "weekend",
    "weekend:event",
    "year-without-day",
    "nobody-told",
    "idle-owner",
    "idle-owner:group",
)
TEN = ERRORS / "ten-mistakes"
UNNAMED = {"once": 1, "both": 2, TEN.name: 10}  # how many mistakes are in what no code names
# It takes some mistakes to be too many.
BEFORE = {"too-many--problems": ["empty-item", "empty-item"]}
# A draft is told of in its place, and once for the whole file.
AFTER = {"draft": ["draft-left"], "draft:lacking": ["draft-left"]}


def named(cases: Iterable[Path]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("case", cases, ids=lambda case: case.name)


each_language = pytest.mark.parametrize("language", first_quick(1, LANGUAGES))


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[Problem]:
    """Gather the problems that were shown last, besides showing them."""
    shown: list[Problem] = []
    as_text = problem_text.as_text

    def gather(found: Iterable[Problem], words: Words, options: str = "") -> str:
        shown[:] = found
        return as_text(shown, words, options)

    monkeypatch.setattr(problem_text, "as_text", gather)
    return shown


@pytest.fixture
def stage(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Stage:
    return Stage(monkeypatch, tmp_path)


def hold_filled_in(told: Iterable[Problem], words: Words) -> None:
    """Hold that no value is left open in the sentences of a message."""
    for one in told:
        said = (problem_text.sentence(one, words), problem_text.remedy(one, words))
        for template, sentence in zip(MESSAGES[one.code], said, strict=True):
            known = {*one.values, *(["file"] if one.place else [])}  # where it stands
            assert fields(template) <= known
            assert not re.search(r"\{\w*\}", sentence)


def fields(template: str) -> set[str]:
    found = {field for _, field, _, _ in Formatter().parse(template) if field}
    return found - {"village", "villages"}  # the word for a place, which `Words` fill in


def agree(written: Path, found: str) -> None:
    """Hold that an answer is as written down, or write it down."""
    if UPDATE:
        written.write_bytes(found.encode())
    assert written.read_bytes().decode() == found


def check(case: Path, folder: Path, *options: str, language: Language) -> Ran:
    """Check a wrong file, as bad.yaml of its own folder or, where it has to be made, another."""
    more = ["--strict"] if wanted(case) in STRICT else []
    more += ["--coverage"] if wanted(case) in COVERAGE else []
    if not (case / "bad.yaml").exists():
        (folder / "bad.yaml").write_bytes(wrong_file(case))
        case = folder
    asked = ["check", "--file", "bad.yaml", *more, *options]
    return run(*asked, folder=case, NTMTRACK_LANG=language)


def answers(case: Path, stage: Stage, language: Language) -> Iterator[str]:
    """Run the commands of a case, and write down what they answer."""
    own = case / "bad.yaml"
    stage.data.write_bytes((own if own.exists() else GOOD).read_bytes())
    for form in case.glob("form.*"):
        (stage.folder / form.name).write_bytes(form.read_bytes())
    stage.set_for(case)
    for line in (case / "command.txt").read_text(encoding="utf-8").splitlines():
        arguments = shlex.split(cooked(line).decode())[2:]
        ran = run(*arguments, folder=stage.folder, NTMTRACK_LANG=language)
        yield transcript(line, ran).replace(f"{stage.folder.resolve()}/", "")


# ---- Each mistake gives its message, and no other


@each_language
@named(FILES)
def test_a_wrong_file_gives_its_message(
    case: Path, language: Language, told: list[Problem], stage: Stage
) -> None:
    stage.set_for(case)
    ran = check(case, stage.folder, language=language)
    agree(case / f"{language}.txt", ran.out)
    hold_filled_in(told, Words(language))
    assert (ran.err, ran.code) == ("", 0 if all(one.warning for one in told) else 65)
    size = UNNAMED.get(case.name) or UNNAMED.get(case.name.split("--")[0])
    if size:
        assert len(told) == size
    else:
        assert [one.code for one in told] == [
            *BEFORE.get(case.name, []),
            wanted(case),
            *AFTER.get(wanted(case), []),
        ]


@each_language
@named(COMMANDS)
def test_a_wrong_command_gives_its_message(
    case: Path, language: Language, told: list[Problem], stage: Stage
) -> None:
    agree(case / f"{language}.txt", "".join(answers(case, stage, language)))
    hold_filled_in(told, Words(language))
    assert [one.code for one in told] == [wanted(case)]


def test_ten_mistakes_are_ten_messages_by_place() -> None:
    found = load(wrong_file(TEN), "bad.yaml").problems
    places = [(one.place.line, one.place.column) for one in found if one.place]
    assert len({one.code.printed for one in found}) == len(places) == 10
    assert places == sorted(places)


def test_programs_get_the_same_problems(tmp_path: Path) -> None:
    ran = check(TEN, tmp_path, "--format", "json", language="en")
    agree(TEN / "en.json", ran.out)
    heads = re.findall(
        r"^(\S+:\d+:\d+): (.*) \[(\S+)\]$", (TEN / "en.txt").read_text("utf-8"), re.MULTILINE
    )
    assert heads == [
        (f"{one['file']}:{one['line']}:{one['column']}", one["message"], one["code"])
        for one in json.loads(ran.out)["problems"]
    ]


def test_the_good_file_is_good(tmp_path: Path) -> None:
    assert run("check", "--file", str(GOOD), folder=tmp_path) == Ran(0, "", "")


# ---- Nothing is left out


def test_every_problem_is_provoked_and_every_case_provokes_one() -> None:
    assert {wanted(case) for case in CASES} - set(UNNAMED) == set(Code)
    names = {case.name.split("--")[0] for case in CASES}
    assert names - {code.printed for code in Code} == set(UNNAMED)
