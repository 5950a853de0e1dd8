"""Merged logs of two people load, mean the same in any order, and report void entries."""

from __future__ import annotations

import json
from collections.abc import Iterable
from collections.abc import Sequence
from datetime import date
from datetime import datetime
from datetime import time
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from running import Ran
from running import run

from ntmtrack.datafile import append
from ntmtrack.datafile.load import load
from ntmtrack.directive import effects
from ntmtrack.directive.dates import Moment
from ntmtrack.directive.deadlines import Deadline
from ntmtrack.directive.model import Document
from ntmtrack.directive.model import Entry
from ntmtrack.directive.model import MarkName
from ntmtrack.recording import planning
from ntmtrack.recording import undo
from ntmtrack.status.evaluate import evaluate
from ntmtrack.status.items import Item
from ntmtrack.wording.problem import NtmError

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
FIRST = date(2021, 6, 21)
DIRECTIVE = """\
format: 1
directive: {number: 1-CV/ĐU, issued: 2021-06-21, issuer: Đảng ủy xã, subject: Việc của xã}
villages: [{id: an, name: Thôn An}, {id: binh, name: Thôn Bình}]
owners: [{id: ubnd, name: UBND xã}]
events: [{id: biet, name: Biết ngày, date: 2021-07-10}]
tasks:
  - {id: kenh, title: Kênh, owner: ubnd, villages: all, each: village, due: 2021-07-05}
  - {id: le, title: Lễ, owner: ubnd, event: biet}
  - {id: ngay, title: Tin ngày, owner: ubnd, repeat: {every: day, at: "15:30", from: 2021-06-25}}
  - {id: tuan, title: Tin tuần, owner: ubnd, repeat: {every: week, on: fri, from: 2021-06-22}}
progress:
"""
ITEMS = ("kenh@an", "kenh@binh", "le")
DUTIES = ("ngay", "tuan")
VOID = ("extend-earlier", "undone-twice", "no-occurrence")


class Step(NamedTuple):
    """Describe one command: its mark and item, how many days ago it was, and when it is run."""

    mark: MarkName
    item: str
    ago: int
    days: int
    minutes: int


marks: st.SearchStrategy[MarkName] = st.sampled_from(
    ["done", "reopened", *["extended"] * 4, "undone", "undone", "cancelled", "note"]
)
steps = st.lists(
    st.builds(
        Step,
        marks,
        st.sampled_from([*ITEMS, *ITEMS, *DUTIES]),
        st.integers(0, 3),
        st.integers(1, 9),
        st.integers(1, 900),
    ),
    max_size=7,
)


def entries_of(document: Document, steps: Iterable[Step], clock: datetime) -> list[Entry]:
    """Return the entries of someone's commands on a copy, without those that are refused."""
    entries: list[Entry] = []
    for step in steps:
        clock += timedelta(minutes=step.minutes)
        now = Moment(clock.replace(second=0, microsecond=0, tzinfo=None))
        copy = document.with_entries(entries)
        on = datetime.combine(now.day - timedelta(days=step.ago), time())
        request = planning.Request(
            step.mark,
            [step.item],
            on=on,
            to=Deadline(now.day + timedelta(days=step.days)) if step.mark == "extended" else None,
            by="Bà Năm",
            note="Mưa",
        )
        try:
            if step.mark == "undone":
                entries += undo.plan(copy, undo.UndoFilter(), clock)
            else:
                entries += planning.plan(copy, request, now, clock).entries
        except NtmError:
            continue
    return entries


def text_of(log: Iterable[Entry]) -> str:
    return DIRECTIVE + "".join(f"  - {append.line(entry)}\n" for entry in log)


def states(log: Sequence[Entry]) -> list[list[Item]]:
    """Return every item on every second day, checking that the log loads."""
    document, problems, _ = load(text_of(log).encode(), "so.yaml")
    assert document, problems
    void = [problem for problem in problems if problem.code.printed in VOID]
    assert len(void) == len(effects.void_entries(document))
    days = (FIRST + timedelta(days=number) for number in range(0, 30, 2))
    return [evaluate(document, Moment(datetime.combine(day, time(23, 59)))) for day in days]


@given(steps, steps, steps, st.data())
def test_merged_logs_load_and_mean_the_same_in_any_order(
    before: list[Step], hers: list[Step], his: list[Step], data: st.DataObject
) -> None:
    empty, _, _ = load(DIRECTIVE.encode(), "so.yaml")
    assert empty
    base = entries_of(empty, before, datetime(2021, 6, 24, 8, 0, 0, tzinfo=ZONE))
    document = empty.with_entries(base)
    # Two clocks, a second apart, so that no two entries have the same stamp.
    start = datetime(2021, 7, 1, 8, 0, 0, tzinfo=ZONE)
    ours = entries_of(document, hers, start)
    theirs = entries_of(document, his, start + timedelta(seconds=1))
    merged = states([*base, *ours, *theirs])
    assert states([*base, *theirs, *ours]) == merged
    lines = [*base, *ours, *theirs]
    assert states([lines[at] for at in data.draw(st.permutations(range(len(lines))))]) == merged


BOTH = """\
  - {task: kenh, village: an, mark: done, on: 2021-07-02, at: "2021-07-02T08:00:00.000000+07:00"}
  - {task: kenh, village: an, mark: undone, on: 2021-07-02, \
undoes: "2021-07-02T08:00:00.000000+07:00", at: "2021-07-03T08:00:00.000000+07:00"}
  - {task: le, mark: extended, on: 2021-07-02, to: 2021-07-20, \
at: "2021-07-02T09:00:00.000000+07:00"}
  - {task: kenh, village: an, mark: undone, on: 2021-07-02, \
undoes: "2021-07-02T08:00:00.000000+07:00", at: "2021-07-03T09:00:00.000000+07:00"}
  - {task: le, mark: extended, on: 2021-07-03, to: 2021-07-15, note: Mưa, \
at: "2021-07-03T09:30:00.000000+07:00"}
  - {task: tuan, mark: done, on: 2021-06-22, for: 2021-06-16, \
at: "2021-07-03T09:40:00.000000+07:00"}
"""


@pytest.fixture
def merged(tmp_path: Path) -> Path:
    path = tmp_path / "so.yaml"
    path.write_text(DIRECTIVE + BOTH, encoding="utf-8")
    return path


def ran_on(*words: str, file: Path) -> Ran:
    return run(words[0], "-f", str(file), *words[1:], "--lang", "en")


def test_void_entries_are_warnings_and_change_nothing(merged: Path) -> None:
    ran = ran_on("check", "-F", "json", file=merged)
    problems = json.loads(ran.out)["problems"]
    assert ran.code == 0
    assert [(problem["code"], problem["level"], problem["line"]) for problem in problems] == [
        ("undone-twice", "warning", 15),
        ("extend-earlier", "warning", 16),
        ("no-occurrence", "warning", 17),
    ]
    items = json.loads(ran_on("list", "-F", "json", "--as-of", "2021-07-05", file=merged).out)
    by_key = {item["key"]: item for item in items["items"]}
    assert (by_key["le"]["due"], by_key["le"]["note"]) == ("2021-07-20", None)
    assert by_key["tuan"]["last_update"] is None
    assert by_key["kenh@an"]["status"] == "due-today"


HISTORY = [("history",)]
SHOW = [("show", item) for item in ("kenh@an", "le", "tuan")]
either_report = pytest.mark.parametrize("commands", [HISTORY, SHOW], ids=["history", "show"])


@either_report
@pytest.mark.parametrize("form", ["text", "md", "csv", "html"])
def test_every_format_of_the_log_says_why_entries_are_void(
    commands: list[tuple[str, ...]], form: str, merged: Path
) -> None:
    wide = ("--width", "200") if form == "text" else ()
    out = "".join(ran_on(*command, "-F", form, *wide, file=merged).out for command in commands)
    for why in (
        "without effect: already taken back",
        "without effect: the deadline was already 20/07/2021",
        "without effect: there is no report for 16/06/2021",
    ):
        assert out.replace("\\", "").count(why) == 1


@either_report
def test_json_says_why_an_entry_is_void(commands: list[tuple[str, ...]], merged: Path) -> None:
    log = []
    for command in commands:
        report = json.loads(ran_on(*command, "-F", "json", file=merged).out)
        parts = report.get("tasks", [report])
        log += [entry for part in parts for entry in part.get("entries") or part["log"]]
    assert sorted(entry["void"] for entry in log if entry["void"]) == sorted(VOID)
    assert sum(entry["undone"] for entry in log) == 1


def test_a_write_warns_of_void_entries_of_its_own_items_only(merged: Path) -> None:
    ran = ran_on("note", "le", "Đã họp", file=merged)
    assert ran.code == 0
    assert ran.err.startswith("warning: entry of le: The extension of 03/07/2021")
    assert "20/07/2021" in ran.err
    assert "[extend-earlier]" in ran.err
    assert "kenh" not in ran.err
    again = ran_on("note", "le", "Đã họp", file=merged)
    assert (again.code, again.err) == (0, ran.err)
    ran = ran_on("start", "kenh", "--all-villages", "--dry-run", file=merged)
    assert "warning: entry of kenh@an:" in ran.err
    assert "[undone-twice]" in ran.err
    assert ran_on("start", "kenh@binh", file=merged).err == ""
    assert "no-occurrence" in ran_on("remind", "--log", file=merged).err


def test_a_void_entry_can_be_undone_and_is_then_no_longer_reported(merged: Path) -> None:
    assert ran_on("undo", "--task", "le", file=merged).code == 0
    assert "extend-earlier" not in ran_on("check", file=merged).out
    assert ran_on("note", "le", "Đã họp", file=merged).err == ""


@pytest.mark.parametrize("by_command", [False, True])
def test_a_line_that_a_merge_has_doubled_is_undone_once(by_command: bool, tmp_path: Path) -> None:
    first, undone, *_ = BOTH.splitlines(keepends=True)
    path = tmp_path / "so.yaml"
    path.write_text(DIRECTIVE + ("" if by_command else undone) + first + first, encoding="utf-8")
    if by_command:
        assert ran_on("undo", file=path).code == 0
        assert path.read_text(encoding="utf-8").count("undone") == 1
    assert ran_on("check", file=path).out.count("warning") == 0
    items = json.loads(ran_on("list", "-F", "json", "--as-of", "2021-07-04", file=path).out)
    assert {item["key"]: item["done"] for item in items["items"]}["kenh@an"] is None
