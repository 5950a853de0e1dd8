"""A report is recorded for the period that is meant; if that is not clear, the command asks."""

from __future__ import annotations

import re
import shlex
from datetime import datetime
from pathlib import Path

import pytest
from running import Ran
from running import run

from ntmtrack.directive import dates

DIRECTIVE = """\
format: 1
directive: {number: 12-KH/ĐU, issued: 2024-01-02, issuer: Đảng ủy xã, subject: Thử, language: en}
villages: [{id: an, name: Thôn An}, {id: binh, name: Thôn Bình}]
owners: [{id: lan, name: Trần Thị Lan, kind: person}]
tasks:
  - {id: tuan, title: Báo cáo tuần, owner: lan, repeat: {every: week, on: fri, from: 2024-02-02}}
  - {id: ngay, title: Báo cáo ngày, owner: lan, repeat: {every: day, from: 2024-02-02}}
  - id: thon
    title: Báo cáo của thôn
    owner: lan
    villages: all
    each: village
    repeat: {every: week, on: fri, from: 2024-02-02}
    measures: [{id: ho, name: hộ, unit: hộ}]
  - {id: viec, title: Việc, owner: lan, due: 2024-02-29}
progress:
"""
FRIDAY, MONDAY = "2024-02-09T09:00", "2024-02-12T09:00"  # on Monday the report of 9/2 is missing
FORM = "Mã,Kết quả,Ngày,Số liệu,Người báo,Ghi chú\n"


class Office:
    """A folder with a data file, in which commands run at given times."""

    def __init__(self, folder: Path, clock: pytest.MonkeyPatch) -> None:
        self.clock, self.folder, self.path = clock, folder, folder / "so.yaml"
        self.write()

    def write(self, *entries: str) -> None:
        done = "".join(f"  - {{{entry}}}\n" for entry in (FIRST, *entries))
        self.path.write_text(DIRECTIVE + done, encoding="utf-8")

    def at(self, time: str, *arguments: str) -> Ran:
        now = datetime.fromisoformat(f"{time}+07:00")
        self.clock.setattr(dates, "clock", lambda: now)
        return run(*arguments, folder=self.folder, NTMTRACK_FILE="so.yaml")

    def at_monday(self, line: str) -> Ran:
        return self.at(MONDAY, *shlex.split(line))

    def fill_in(self, *rows: str) -> Ran:
        (self.folder / "form.csv").write_text(FORM + "\n".join(rows) + "\n", encoding="utf-8")
        return self.at(MONDAY, "import", "form.csv")

    @property
    def fors(self) -> list[str | None]:
        """Return the `for` of each added entry."""
        lines = self.path.read_text(encoding="utf-8").splitlines()
        added = [line for line in lines if "mark:" in line and "at:" in line]
        periods = [re.search(r"for: ([\d-]+)", line) for line in added]
        return [match and match[1] for match in periods]


FIRST = "task: tuan, mark: done, on: 2024-02-02"


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    return Office(tmp_path, monkeypatch)


def commands(ran: Ran) -> list[str]:
    return [line.strip() for line in ran.err.splitlines() if line.strip().startswith("ntmtrack ")]


# ---- Which report is meant


@pytest.mark.parametrize("mark", ["", " --nothing", " --excused"])
def test_a_late_report_is_not_recorded_for_the_next_period(office: Office, mark: str) -> None:
    ran = office.at_monday(f"done tuan{mark}")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("tuan: ")
    assert "[which-report]" in ran.err
    assert commands(ran) == [
        f"ntmtrack done tuan{mark} --for 09/02/2024",
        f"ntmtrack done tuan{mark} --for 16/02/2024",
    ]
    assert office.fors == []


@pytest.mark.parametrize("index", [0, 1])
def test_either_suggested_command_can_be_copied(office: Office, index: int) -> None:
    command = 'done thon --village "Thôn An" --on 12/2/2024 --by "Chị Lan" --note "Nộp; \'muộn\'"'
    refused = office.at_monday(f"{command} --amount 3 --evidence a.jpg --file so.yaml --lang vi")
    proposed = commands(refused)
    assert len(proposed) == 2
    assert office.at_monday(proposed[index].removeprefix("ntmtrack ")).code == 0
    assert office.fors == [["2024-02-09", "2024-02-16"][index]]
    line = office.path.read_text("utf-8").splitlines()[-1]
    for words in (
        "village: an",
        'by: "Chị Lan"',
        "note: \"Nộp; 'muộn'\"",
        "on: 2024-02-12",
        "amounts: {ho: 3}",
        "evidence: [a.jpg]",
    ):
        assert words in line


def test_nothing_is_recorded_if_any_item_is_unclear(office: Office) -> None:
    office.write("task: thon, village: an, mark: done, on: 2024-02-09")
    ran = office.at_monday("done viec tuan ngay")
    assert ran.code == 2
    assert commands(ran) == [f"ntmtrack done tuan --for {day}/02/2024" for day in ("09", "16")]
    assert office.fors == []
    ran = office.at_monday("done thon --all-villages")
    keys = [shlex.split(line)[2] for line in commands(ran)]
    assert keys == ["thon@binh", "thon@binh"]
    assert office.fors == []


def test_every_unclear_item_gets_its_commands(office: Office) -> None:
    ran = office.at_monday("done thon --all-villages")
    assert [shlex.split(line)[2] for line in commands(ran)] == ["thon@an"] * 2 + ["thon@binh"] * 2


@pytest.mark.parametrize(
    ("entries", "line"),
    [
        (["task: tuan, mark: done, on: 2024-02-09"], "done tuan"),
        (["task: tuan, mark: nothing, on: 2024-02-09"], "done tuan"),
        (["task: tuan, mark: excused, on: 2024-02-01, for: 2024-02-09"], "done tuan"),
        (["task: tuan, mark: done, on: 2024-02-12, for: 2024-02-09"], "done tuan --on 12/2/2024"),
        (
            ['task: tuan, mark: done, on: "2024-02-12T08:00", for: 2024-02-09'],
            "done tuan --on 12/2/2024",
        ),
        (  # an occurrence that was not owed is not missing
            [
                "task: tuan, mark: cancelled, on: 2024-02-05",
                "task: tuan, mark: reopened, on: 2024-02-10",
            ],
            "done tuan",
        ),
    ],
)
def test_no_question_is_asked_if_the_report_before_is_not_missing(
    office: Office, entries: list[str], line: str
) -> None:
    office.write(*entries)
    assert office.at_monday(line).code == 0
    assert office.fors == ["2024-02-16"]


def test_an_entry_of_a_later_day_does_not_answer_the_question(office: Office) -> None:
    office.write("task: tuan, mark: done, on: 2024-02-12, for: 2024-02-09")
    assert office.at_monday("done tuan --on 11/2/2024").code == 2  # the report of 9/2 is in already
    office.write()
    assert office.at("2024-02-05T09:00", "done", "tuan").code == 0  # nor one that is still to come


def test_a_report_before_the_first_deadline_is_for_the_first_period(office: Office) -> None:
    assert office.at("2024-01-30T09:00", "done", "thon@an").code == 0
    assert office.fors == ["2024-02-02"]


@pytest.mark.parametrize("on", ["16/2/2024", "2024-02-16T10:00"])
def test_a_typed_day_that_is_a_deadline_decides_the_period(office: Office, on: str) -> None:
    clock = "2024-02-16T11:00"
    assert office.at(clock, "done", "tuan").code == 2
    assert office.at(clock, "done", "tuan", "--on", "15/2/2024").code == 2
    assert office.at(clock, "done", "tuan", "--on", on).code == 0
    assert office.fors == ["2024-02-16"]


def test_a_daily_report_is_for_its_day(office: Office) -> None:
    assert office.at_monday("done ngay").code == 0
    assert office.fors == ["2024-02-12"]


@pytest.mark.parametrize(
    "line", ["start tuan", 'note tuan "Đang viết"', 'obstacle tuan "Mất điện"', "reopen tuan"]
)
def test_a_command_that_does_not_decide_an_occurrence_asks_nothing(
    office: Office, line: str
) -> None:
    office.write("task: tuan, mark: done, on: 2024-02-16")
    assert office.at("2024-02-16T09:00", *shlex.split(line)).code == 0
    assert office.fors == ["2024-02-16"]


def test_a_form_is_refused_where_the_command_would_ask(office: Office) -> None:
    ran = office.fill_in("viec,hoàn thành,12/2/2024,,,", "tuan,hoàn thành,12/2/2024,,,")
    assert ran.code == 65
    assert ran.err.startswith("form.csv:C3: tuan: ")
    assert "ntmtrack done" not in ran.err
    assert office.fors == []
    assert office.fill_in("tuan,hoàn thành,9/2/2024,,,").code == 0  # its deadline's own day
    assert office.fill_in("tuan,hoàn thành,12/2/2024,,,").code == 0
    assert office.fill_in("ngay,hoàn thành,12/2/2024,,,").code == 0
    assert office.fors == ["2024-02-09", "2024-02-16", "2024-02-12"]


# ---- What entries have as their period


def test_each_entry_names_its_period(office: Office) -> None:
    for line in (
        "done tuan --on 9/2/2024",
        "done tuan --nothing",
        "reopen tuan",
        "done tuan --excused",
        "start tuan",
        'note tuan "Đang viết" --for 7/2/2024',
        'obstacle tuan "Mất điện" --on 8/2/2024',
    ):
        assert office.at_monday(line).code == 0
    own = "2024-02-16"
    assert office.fors == ["2024-02-09", own, own, own, own, "2024-02-09", "2024-02-09"]


def test_entries_outside_any_period_name_none(office: Office) -> None:
    assert office.at("2024-01-20T09:00", "note", "tuan", "Còn lâu").code == 0  # before the first
    assert office.at_monday("note viec 'Đang làm'").code == 0
    assert office.at_monday("cancel tuan --by 'Bí thư' --note 'Thôi'").code == 0
    assert office.at_monday("reopen tuan").code == 0  # all of it, as all of it was cancelled
    assert office.fors == [None] * 4


def test_a_reminder_names_no_period(office: Office) -> None:
    assert office.at_monday("remind --log").code == 0
    assert office.fors
    assert set(office.fors) == {None}


# ---- Which periods may be named


@pytest.mark.parametrize("mark", ["done {}", "done {} --nothing", "note {} x"])
@pytest.mark.parametrize(
    ("task", "last", "too_far"), [("tuan", "23/2/2024", "26/2/2024"), ("ngay", "13/2", "14/2")]
)
def test_a_report_may_be_early_by_one_period(
    office: Office, mark: str, task: str, last: str, too_far: str
) -> None:
    last, too_far = (day if day.endswith("2024") else f"{day}/2024" for day in (last, too_far))
    ran = office.at_monday(f"{mark.format(task)} --for {too_far}")
    assert ran.code == 2
    assert ran.err.splitlines()[0].endswith(" [future-day]")
    assert office.fors == []
    assert office.at_monday(f"{mark.format(task)} --for {last}").code == 0


def test_an_excuse_and_its_reopening_may_be_further_ahead(office: Office) -> None:
    assert office.at_monday("done tuan --excused --for 29/3/2024").code == 0
    assert office.at_monday("reopen tuan --for 29/3/2024").code == 0
    assert office.fors == ["2024-03-29"] * 2


def test_the_first_report_may_be_early_by_more(office: Office) -> None:
    for item, day, code in (("thon@an", "9/2", 2), ("thon@an", "2/2", 0), ("ngay", "2/2", 0)):
        ran = office.at("2024-01-04T09:00", "done", item, "--for", f"{day}/2024")
        assert ran.code == code
