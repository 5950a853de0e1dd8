"""Whole outputs: each file of tests/golden has a command and its complete output.

A file begins with `$ ntmtrack …`, run in tests/data. Standard output follows, then standard error
and the exit code, if they are not empty and 0. For a new case, write a file of that one line;
NTMTRACK_UPDATE_GOLDEN=1 writes the output into all files.
"""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path

import pytest
from cases import first_quick
from expected import UPDATE
from expected import transcript
from running import DATA
from running import HERE
from running import Ran
from running import run
from screen import width

from ntmtrack.wording.problem import Exit

CASES = sorted((HERE / "golden").glob("*.txt"))
ID = r"[a-z0-9-]+(?:@[a-z0-9-]+)?"
# A file, the day of the reports, and tasks to show.
SMALL_FILE = ("small.yaml", "2024-03-20", "nao-vet-kenh", "thang-ba", "ky-cam-ket")
LETTER = ("../../data/assignments.yaml", "2021-07-20 --village che-bien", "trien-khai")
REPORTS = [
    [*report, "-f", file, "--as-of", *day.split()]
    for file, day, *shown in (SMALL_FILE, LETTER)
    for report in (["status"], ["overdue"], ["list"], ["matrix"], *(["show", id_] for id_ in shown))
]
each_case = pytest.mark.parametrize("case", CASES, ids=[case.stem for case in CASES])


def command(case: Path) -> str:
    """Return the first line of a case, which has the command."""
    return case.read_text(encoding="utf-8").partition("\n")[0]


def answer(line: str) -> Ran:
    """Run the command of a case, with the settings in front of it."""
    words = shlex.split(line.removeprefix("$ "))
    at = words.index("ntmtrack")
    settings = dict(word.split("=", 1) for word in words[:at])
    return run(*words[at + 1 :], folder=DATA, **settings)


@each_case
def test_the_output_matches_the_golden_file(case: Path) -> None:
    line = command(case)
    ran = answer(line)
    assert ran.code != Exit.BUG, ran.err
    output = transcript(line, ran).encode()
    if UPDATE:
        case.write_bytes(output)
    # Where a calendar's lines are folded differs between versions of the library.
    fold = b"\r\n "
    assert case.read_bytes().replace(fold, b"") == output.replace(fold, b"")
    assert re.search(r"\S\r?\n\Z", ran.out) or not ran.out
    assert not re.search(r"[ \t]+$", ran.out, re.MULTILINE)


@pytest.mark.parametrize("report", first_quick(6, REPORTS), ids=map(" ".join, REPORTS))
def test_every_line_fits_and_every_id_is_whole(report: list[str]) -> None:
    ids = expected_ids(report[0], json.loads(run(*report, "-F", "json").out))
    for letters, language in ((40, "vi"), (60, "en"), (80, "vi"), (120, "en"), (200, "vi")):
        text = run(*report, "--lang", language, "--width", str(letters)).out
        assert max(map(width, text.splitlines())) <= letters
        assert ids <= set(re.findall(rf"(?<![a-z0-9@-]){ID}(?![a-z0-9@-])", text))


def expected_ids(report: str, data: dict[str, list[dict[str, str]]]) -> set[str]:
    """Return the ids that a report must show."""
    if report == "matrix":
        return {row["task"] for row in data["rows"]}
    if report == "show":
        return {item["key"] for item in data["items"]} | {task["id"] for task in data["tasks"]}
    if report == "status":
        pressing = ("overdue", "due-today", "due-soon")
        return {item["task"] for item in data["items"] if item["status"] in pressing}
    return {item["task"] for item in data["items"]}


def test_the_small_file_has_all_statuses_and_marks() -> None:
    items = json.loads(run("list", "-f", "small.yaml", "--as-of", "2024-03-20", "-F", "json").out)
    text = (DATA / "small.yaml").read_text(encoding="utf-8")
    assert {item["status"] for item in items["items"]} == {
        "done", "done-late", "overdue", "due-today", "due-soon", "open", "no-deadline", "waiting",
        "cancelled",
    }  # fmt: skip
    assert set(re.findall(r"mark: (\w+)", text)) == {
        "started", "done", "reopened", "extended", "cancelled", "note", "obstacle", "reminded",
        "nothing", "excused", "undone",
    }  # fmt: skip
