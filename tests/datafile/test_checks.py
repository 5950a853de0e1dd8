"""The rules across keys, on both sides of each limit; tests/errors has all of them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from running import run

from ntmtrack.datafile.load import load

FILE = """\
format: 1
directive: {number: 1-CV/ĐU, issued: 2021-06-21, issuer: Đảng ủy xã, subject: Việc của xã}
villages: [{id: an, name: Thôn An}, {id: binh, name: Thôn Bình}]
owners: [{id: ubnd, name: UBND xã}]
"""
TASK = "tasks: [{{id: viec, title: Việc, owner: ubnd, report_to: [ubnd], {}}}]\n"
EVENT = "events: [{id: hop, name: Ngày họp, date: 2021-08-01}]\n"  # a Sunday
LETTER = "amendments: [{{number: 2-CV/ĐU, issued: {}, tasks: [viec], due: {}}}]\n"


def codes(text: str, folder: Path) -> list[str]:
    """Return the codes that `check --strict` reports for a file, except for missing clauses."""
    path = folder / "checked.yaml"
    path.write_text(text, encoding="utf-8")
    report = json.loads(run("check", "--strict", "-f", str(path), "-F", "json").out)
    return [problem["code"] for problem in report["problems"] if problem["code"] != "no-clauses"]


@pytest.mark.parametrize(
    ("task", "expected"),
    [
        ("start: 2021-07-01, due: 2021-07-01", []),
        ("start: 2021-07-02, due: 2021-07-01", ["start-after-due"]),
        ("due: 2021-06-21", []),  # on the very day of the directive
        ("due: 2021-06-20", ["before-directive", "weekend"]),
        ("repeat: {every: day, from: 2021-06-21}", []),
        ("repeat: {every: day, from: 2021-06-20}", ["before-directive"]),
        ("repeat: {every: week, on: fri, from: 2021-07-01, until: 2021-07-02}", []),
        ("repeat: {every: week, on: fri, from: 2021-07-03, until: 2021-07-08}", ["repeat-never"]),
    ],
)
def test_days_may_meet_but_not_pass_each_other(
    task: str, expected: list[str], tmp_path: Path
) -> None:
    assert codes(FILE + TASK.format(task), tmp_path) == expected


@pytest.mark.parametrize(
    ("task", "expected"),
    [
        ("due: 2021-07-02", []),  # a Friday
        ("due: 2021-07-03", ["weekend"]),
        ("due: 2021-07-04", ["weekend"]),
        ("start: 2021-07-01, due: 2021-07-31", []),  # a Saturday that ends its month
        ("due: 2021-07-31", ["weekend"]),
        ("start: 2022-01-01, due: 2022-01-30", ["weekend"]),  # a Sunday, a day before the end
        ("due: 2021-07-03T11:00", ["weekend"]),
        ("due: 2021-07-02T11:00", []),
        ("due: 2021-07", []),  # ends on a Saturday, but names no day
        ("due: 2021-10, due_is: before", []),
        ("event: hop, event_days: -7", ["weekend"]),  # a Sunday
        ("event: hop, event_days: 1", []),
        ("event: hop", []),  # an event's own day is what it is
    ],
)
def test_a_deadline_on_a_weekend_is_warned_of_unless_it_ends_a_month(
    task: str, expected: list[str], tmp_path: Path
) -> None:
    assert codes(FILE + EVENT + TASK.format(task), tmp_path) == expected


@pytest.mark.parametrize(
    ("due", "expected"),
    [
        ("2021-07-24", ["weekend"]),
        ("25/7/2021 17:00", ["weekend"]),
        ("2021-07-26", []),
        ("2021-07", []),
    ],
)
def test_a_weekend_is_also_warned_of_in_later_letters_and_extensions(
    due: str, expected: list[str], tmp_path: Path
) -> None:
    task = TASK.format("due: 2021-07-01")
    letter = LETTER.format("2021-06-22", due)
    extension = f"progress: [{{task: viec, mark: extended, on: 2021-06-22, to: {due}}}]\n"
    assert codes(FILE + task + letter, tmp_path) == expected
    assert codes(FILE + task + extension, tmp_path) == expected


def test_a_weekend_is_not_warned_of_in_an_extension_that_was_taken_back(tmp_path: Path) -> None:
    lines = (
        "progress:\n"
        "  - {task: viec, mark: extended, on: 2021-06-22, to: 2021-07-24}\n"
        "  - {task: viec, mark: undone, on: 2021-06-22, undoes: extended}\n"
    )
    assert codes(FILE + TASK.format("due: 2021-07-01") + lines, tmp_path) == []


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        ("{every: year, from: 2021-07-01}", ["year-without-day"]),
        ("{every: year, on: last, from: 2021-07-01}", []),
        ("{every: month, from: 2021-07-01}", []),
        (
            "[{every: month, from: 2021-07-01}, {every: year, from: 2021-07-01}]",
            ["year-without-day"],
        ),
    ],
)
def test_a_yearly_duty_without_a_day_is_warned_of(
    rules: str, expected: list[str], tmp_path: Path
) -> None:
    assert codes(FILE + TASK.format(f"repeat: {rules}"), tmp_path) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [("duoi", []), ("all", ["bad-group"]), ("an", ["bad-group"]), ("ubnd", [])],
)
def test_a_group_may_be_called_neither_all_nor_like_a_village(
    name: str, expected: list[str], tmp_path: Path
) -> None:
    groups = f"village_groups: {{{name}: [an, binh]}}\n"
    assert codes(FILE + groups + TASK.format("due: 2021-07-01"), tmp_path) == expected


@pytest.mark.parametrize(
    ("issued", "due", "expected"),
    [
        ("2021-06-21", "2021-07-05", []),  # on the very day of the directive
        ("2021-06-20", "2021-07-05", ["before-directive"]),
        ("2021-06-25", "2021-06-25", []),
        ("2021-06-25", "2021-06-24", ["before-directive"]),
    ],
)
def test_a_later_letter_is_not_before_the_directive_nor_its_deadline_before_the_letter(
    issued: str, due: str, expected: list[str], tmp_path: Path
) -> None:
    text = FILE + TASK.format("due: 2021-07-01") + LETTER.format(issued, due)
    assert codes(text, tmp_path) == expected


def test_entries_that_were_taken_back_are_not_warned_of(tmp_path: Path) -> None:
    head = FILE + TASK.format("due: 2021-07-01") + "progress:\n"
    early = "  - {task: viec, mark: note, on: 2021-06-20, note: Họp}\n"
    far = "  - {task: viec, mark: note, on: 2999-06-21, note: Họp}\n"
    assert codes(head + early + far, tmp_path) == ["entry-before-directive", "future-entry"]
    undo = "  - {{task: viec, mark: undone, on: {}, undoes: note}}\n"
    taken_back = undo.format("2021-06-20") + undo.format("2999-06-21")
    assert codes(head + early + far + taken_back, tmp_path) == []
    twice = "".join(f"  - {{task: viec, mark: done, on: 2021-06-{day}}}\n" for day in (28, 29))
    assert codes(head + twice, tmp_path) == ["done-twice"]
    undone = "  - {task: viec, mark: undone, on: 2021-06-29, undoes: done}\n"
    assert codes(head + twice + undone, tmp_path) == []


def test_a_section_below_the_log_is_warned_of() -> None:
    head = "format: 1\ndirective: {number: 7/KH, issued: 2025-11-03, issuer: UBND, subject: Kênh}\n"
    tasks = "tasks:\n  - {id: kenh, title: Sửa kênh, owner: a, due: 2025-12-01}\n"
    owners = "owners:\n  - {id: a, name: Phòng A}\n"
    for below, expected in ((owners, ["progress-not-last"]), ("", [])):
        text = f"{head}{owners if not below else ''}{tasks}progress: []\n{below}"
        loaded = load(text.encode(), "viec.yaml")
        assert [problem.code.value for problem in loaded.problems] == expected
        assert loaded.document is not None
