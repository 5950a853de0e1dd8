"""Every message of the program is provoked and compared with its text in tests/errors.

`wrong` describes the folders there. For a new case, make a folder without the answers;
NTMTRACK_UPDATE_GOLDEN=1 writes them into all folders.
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
from error_cases import CASES
from error_cases import COMMANDS
from error_cases import DRAFTING
from error_cases import ERRORS
from error_cases import FILES
from error_cases import GOOD
from error_cases import Stage
from error_cases import bytes_of_recipe
from error_cases import expected_code
from error_cases import wrong_file
from expected import UPDATE
from expected import transcript
from running import Ran
from running import run

from ntmtrack.datafile.load import load
from ntmtrack.wording import problem_text
from ntmtrack.wording.codes import Code
from ntmtrack.wording.problem import Problem
from ntmtrack.wording.problem_text import MESSAGES
from ntmtrack.wording.words import LANGUAGES
from ntmtrack.wording.words import Language
from ntmtrack.wording.words import Words

COVERAGE = ("clause-uncovered", "no-clauses")  # reported only by `check --coverage`
# Reported only by `check --strict`.
STRICT = (
    "weekend",
    "weekend:event",
    "year-without-day",
    "no-shares",
    "nobody-told",
    "idle-owner",
    "idle-owner:group",
)
TEN = ERRORS / "ten-mistakes"
UNNAMED = {
    "once": 1,
    "both": 2,
    TEN.name: 10,
}  # the number of mistakes in cases that are not named after a code
# `too-many--problems` needs other mistakes first.
BEFORE = {"too-many--problems": ["empty-item", "empty-item"]}
# A draft is reported at its place, and once for the whole file.
AFTER = {"draft": ["draft-left"], "draft:lacking": ["draft-left"]}


def named(cases: Iterable[Path]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("case", cases, ids=lambda case: case.name)


each_language = pytest.mark.parametrize("language", first_quick(1, LANGUAGES))


@pytest.fixture
def printed(monkeypatch: pytest.MonkeyPatch) -> list[Problem]:
    """Collect the problems that were shown last, while showing them."""
    shown: list[Problem] = []
    as_text = problem_text.as_text

    def gather(problems: Iterable[Problem], words: Words, options: str = "") -> str:
        shown[:] = problems
        return as_text(shown, words, options)

    monkeypatch.setattr(problem_text, "as_text", gather)
    return shown


@pytest.fixture
def stage(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Stage:
    return Stage(monkeypatch, tmp_path)


def check_filled_in(problems: Iterable[Problem], words: Words) -> None:
    """Check that no placeholder is left in the sentences of a message."""
    for problem in problems:
        sentences = (problem_text.sentence(problem, words), problem_text.remedy(problem, words))
        for template, sentence in zip(MESSAGES[problem.code], sentences, strict=True):
            known = {
                *problem.values,
                *(["file"] if problem.place else []),
            }  # the place of the problem
            assert fields(template) <= known
            assert not re.search(r"\{\w*\}", sentence)


def fields(template: str) -> set[str]:
    names = {field for _, field, _, _ in Formatter().parse(template) if field}
    return names - {"village", "villages"}  # the word for a place, which `Words` fills in


def check_stored(stored: Path, answer: str) -> None:
    """Check that an answer equals the stored one, or store it."""
    if UPDATE:
        stored.write_bytes(answer.encode())
    assert stored.read_bytes().decode() == answer


def check(case: Path, folder: Path, *options: str, language: Language) -> Ran:
    """Run `check` on a wrong file: its own bad.yaml or, if it must be made, one in `folder`."""
    extra_options = ["--strict"] if expected_code(case) in STRICT else []
    extra_options += ["--coverage"] if expected_code(case) in COVERAGE else []
    if not (case / "bad.yaml").exists():
        (folder / "bad.yaml").write_bytes(wrong_file(case))
        case = folder
    arguments = ["check", "--file", "bad.yaml", *extra_options, *options]
    return run(*arguments, folder=case, NTMTRACK_LANG=language)


def answers(case: Path, stage: Stage, language: Language) -> Iterator[str]:
    """Run the commands of a case, and yield their transcripts."""
    own = case / "bad.yaml"
    stage.data.write_bytes((own if own.exists() else GOOD).read_bytes())
    for form in case.glob("form.*"):
        (stage.folder / form.name).write_bytes(form.read_bytes())
    stage.set_for(case)
    for line in (case / "command.txt").read_text(encoding="utf-8").splitlines():
        arguments = shlex.split(bytes_of_recipe(line).decode())[2:]
        ran = run(*arguments, folder=stage.folder, NTMTRACK_LANG=language)
        yield transcript(line, ran).replace(f"{stage.folder.resolve()}/", "")


def check_command(case: Path, language: Language, printed: list[Problem], stage: Stage) -> None:
    """Check that the last command of a case gives its message, and no other."""
    check_stored(case / f"{language}.txt", "".join(answers(case, stage, language)))
    check_filled_in(printed, Words(language))
    assert [problem.code for problem in printed] == [expected_code(case)]


# ---- Each mistake gives its own message, and no other


@each_language
@named(FILES)
def test_a_wrong_file_gives_its_message(
    case: Path, language: Language, printed: list[Problem], stage: Stage
) -> None:
    stage.set_for(case)
    ran = check(case, stage.folder, language=language)
    check_stored(case / f"{language}.txt", ran.out)
    check_filled_in(printed, Words(language))
    assert (ran.err, ran.code) == ("", 0 if all(problem.warning for problem in printed) else 65)
    size = UNNAMED.get(case.name) or UNNAMED.get(case.name.split("--")[0])
    if size:
        assert len(printed) == size
    else:
        assert [problem.code for problem in printed] == [
            *BEFORE.get(case.name, []),
            expected_code(case),
            *AFTER.get(expected_code(case), []),
        ]


@each_language
@named([case for case in COMMANDS if case not in DRAFTING])
def test_a_wrong_command_gives_its_message(
    case: Path, language: Language, printed: list[Problem], stage: Stage
) -> None:
    check_command(case, language, printed, stage)


@each_language
@named(DRAFTING)  # apart, as they are slow and concern few rooms
def test_a_wrong_draft_gives_its_message(
    case: Path, language: Language, printed: list[Problem], stage: Stage
) -> None:
    check_command(case, language, printed, stage)


def test_ten_mistakes_give_ten_messages_in_the_order_of_the_file() -> None:
    problems = load(wrong_file(TEN), "bad.yaml").problems
    places = [(problem.place.line, problem.place.column) for problem in problems if problem.place]
    assert len({problem.code.printed for problem in problems}) == len(places) == 10
    assert places == sorted(places)


def test_json_has_the_same_problems_as_the_text(tmp_path: Path) -> None:
    ran = check(TEN, tmp_path, "--format", "json", language="en")
    check_stored(TEN / "en.json", ran.out)
    heads = re.findall(
        r"^(\S+:\d+:\d+): (.*) \[(\S+)\]$", (TEN / "en.txt").read_text("utf-8"), re.MULTILINE
    )
    assert heads == [
        (
            f"{problem['file']}:{problem['line']}:{problem['column']}",
            problem["message"],
            problem["code"],
        )
        for problem in json.loads(ran.out)["problems"]
    ]


def test_the_good_file_has_no_problems(tmp_path: Path) -> None:
    assert run("check", "--file", str(GOOD), folder=tmp_path) == Ran(0, "", "")


# ---- Every problem has a case


def test_every_problem_is_provoked_and_every_case_provokes_one() -> None:
    assert {expected_code(case) for case in CASES} - set(UNNAMED) == set(Code)
    names = {case.name.split("--")[0] for case in CASES}
    assert names - {code.printed for code in Code} == set(UNNAMED)
