"""Wording of deadlines that a later letter sets for tasks without a day in the first letter."""

from __future__ import annotations

import csv
import json
from io import StringIO
from pathlib import Path

import pytest
from running import run

FILE = """\
format: 1
directive: {number: 07/2024, issued: 2024-03-04, issuer: Dong Mo, subject: Drains}
owners: [{id: ba, name: Le Thi Ba}]
events: [{id: vote, name: Election day}]
tasks:
  - {id: counted, title: Counted, owner: ba, event: vote, event_days: -80}
  - {id: at-vote, title: On the day, owner: ba, event: vote}
  - {id: soon, title: Soon, owner: ba, no_date: as soon as possible}
amendments:
  - {number: 08/2024, issued: 2024-03-10, tasks: [counted, at-vote, soon], due: 2024-04-06}
"""
FIRST = {
    "counted": "80 days before Election day (day not known yet)",
    "at-vote": "on the day of: Election day (day not known yet)",
    "soon": "as soon as possible",
}
each_task = pytest.mark.parametrize("task", FIRST)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    target = tmp_path / "later.yaml"
    target.write_text(FILE, encoding="utf-8")
    return target


def answer(file: Path, *command: str) -> str:
    ran = run(*command, "-f", str(file), "--as-of", "2024-04-08", "--lang", "en")
    assert ran.code == 0
    return ran.out


@each_task
def test_lists_name_the_letter_and_keep_the_original_words(file: Path, task: str) -> None:
    items = json.loads(answer(file, "list", "-F", "json"))["items"]
    text = next(item["due_text"] for item in items if item["task"] == task)
    more = f"first {FIRST[task]}; 08/2024"
    assert text == (f"06/04/2024 – {more}" if "(" in more else f"06/04/2024 ({more})")
    assert f"first {FIRST[task].split()[0]}" in " ".join(answer(file, "list", "-F", "md").split())


@each_task
def test_sentences_have_the_original_words_and_the_letter_that_moved_the_deadline(
    file: Path, task: str
) -> None:
    text = " ".join(answer(file, "remind").split())
    assert f"; due {FIRST[task]}; moved by Directive 08/2024 of 10/03/2024 to 06/04/2024" in text


def deadlines_in_csv(file: Path) -> dict[str, tuple[str, str]]:
    rows = csv.DictReader(StringIO(answer(file, "list", "-F", "csv").removeprefix("\ufeff")))
    return {row["Id"]: (row["Due"], row["Deadline in words"]) for row in rows}


@each_task
def test_a_sheet_keeps_the_original_words_of_a_deadline_that_had_no_day(
    file: Path, task: str
) -> None:
    items = json.loads(answer(file, "list", "-F", "json"))["items"]
    text = next(item["due_text"] for item in items if item["task"] == task)
    assert deadlines_in_csv(file)[task] == ("2024-04-06", text)


def test_a_sheet_does_not_repeat_a_plain_day_in_words(file: Path) -> None:
    plain = "tasks:\n  - {id: plain, title: Plain, owner: ba, due: 2024-03-20}\n"
    moved = "  - {id: moved, title: Moved, owner: ba, due: 2024-03-20}\n"
    amended = FILE.replace("tasks:\n", plain + moved).replace("[counted,", "[moved, counted,")
    file.write_text(amended, encoding="utf-8")
    deadlines = deadlines_in_csv(file)
    assert (deadlines["plain"], deadlines["moved"]) == (("2024-03-20", ""), ("2024-04-06", ""))
