"""A report on a recurring duty that is handed in early counts from the day it is handed in."""

from __future__ import annotations

import json
from datetime import date
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from running import run

from ntmtrack.datafile.load import load
from ntmtrack.status import duties

TEXT = """\
format: 1
directive:
  number: 9-CV/ĐU
  issued: 2021-06-21
  issuer: Đảng ủy xã Đồng Mơ
  subject: Chỉnh trang
  language: vi
  timezone: Asia/Ho_Chi_Minh
settings: {due_soon_days: 3, deadline_reading: inclusive, week_starts: mon}
owners:
  - {id: van-phong, name: Văn phòng, kind: body}
tasks:
  - id: bao-cao-tuan
    title: Báo cáo tuần
    owner: [van-phong]
    repeat: {every: week, on: fri, from: 2021-06-25}
progress:
"""
MONDAY, THURSDAY, FRIDAY = "2021-06-28", "2021-07-01", "2021-07-02"


def answer(folder: Path, command: str, as_of: str, mark: str, *options: str) -> dict[str, Any]:
    """Run a report: the duty's report of 25/6 is missing, that of 2/7 was handed in on Monday."""
    line = f"- {{task: bao-cao-tuan, mark: {mark}, on: {MONDAY}, for: {FRIDAY}}}\n"
    (folder / "viec.yaml").write_text(TEXT + line, "utf-8")
    ran = run(command, "-f", "viec.yaml", "-F", "json", "--as-of", as_of, *options, folder=folder)
    assert (ran.code, ran.err) == (0, "")
    data: dict[str, Any] = json.loads(ran.out)
    return data


@pytest.mark.parametrize("mark", ["done", "nothing"])
@pytest.mark.parametrize("as_of", [MONDAY, THURSDAY, FRIDAY])
def test_a_duty_is_not_overdue_once_a_later_report_is_in(
    mark: str, as_of: str, tmp_path: Path
) -> None:
    data = answer(tmp_path, "status", as_of, mark)
    (item,) = data["items"]
    assert (item["status"], item["due"], item["days_late"]) == ("open", "2021-07-09", None)
    assert (data["counts"]["overdue"], data["counts"]["in_time"]) == (0, 1)
    occurrence = item["occurrence"]
    fate = "on_time" if mark == "done" else "nothing"
    assert (occurrence["expected"], occurrence[fate], occurrence["missing"]) == (2, 1, 1)
    assert occurrence["missing_days"] == ["2021-06-25"]


def test_a_duty_is_overdue_until_a_later_report_is_in(tmp_path: Path) -> None:
    (item,) = answer(tmp_path, "status", "2021-06-27", "done")["items"]
    assert (item["status"], item["due"], item["days_late"]) == ("overdue", "2021-06-25", 2)


@pytest.mark.parametrize("as_of", [MONDAY, THURSDAY, FRIDAY])
def test_an_excuse_for_a_later_day_leaves_a_duty_overdue(as_of: str, tmp_path: Path) -> None:
    (item,) = answer(tmp_path, "status", as_of, "excused")["items"]
    assert (item["status"], item["due"]) == ("overdue", "2021-06-25")


@pytest.mark.parametrize("as_of", [MONDAY, THURSDAY, FRIDAY])
def test_the_register_has_an_early_report_from_the_day_it_came(as_of: str, tmp_path: Path) -> None:
    (register,) = answer(tmp_path, "register", as_of, "done")["registers"]
    outcomes = [(each["day"], each["outcome"]) for each in register["occurrences"]]
    assert outcomes == [("2021-06-25", "missing"), (FRIDAY, "on_time")]
    assert register["expected"] == 2


def test_a_register_that_ends_before_an_early_report_omits_it(tmp_path: Path) -> None:
    options = ["--from", "2021-06-21", "--to", "2021-06-27"]
    (register,) = answer(tmp_path, "register", THURSDAY, "done", *options)["registers"]
    assert [each["day"] for each in register["occurrences"]] == ["2021-06-25"]


MANY_YEARS = """\
format: 1
directive: {number: 1-CV/ĐU, issued: 2021-01-01, issuer: Đảng ủy xã, subject: Việc của xã}
owners: [{id: ubnd, name: UBND xã}]
tasks: [{id: tin, title: Tin, owner: ubnd, repeat: {every: day, from: 2021-01-01}}]
"""


def test_only_the_newest_hundred_missing_days_are_named(tmp_path: Path) -> None:
    path = tmp_path / "duty.yaml"
    path.write_text(MANY_YEARS, encoding="utf-8")
    ran = run("list", "-f", str(path), "--as-of", "2024-01-01", "-F", "json")
    (item,) = json.loads(ran.out)["items"]
    last = date(2023, 12, 31)
    newest = [str(last - timedelta(days=number)) for number in reversed(range(100))]
    assert item["occurrence"]["missing"] == 3 * 365
    assert item["occurrence"]["missing_days"] == newest


def test_the_first_report_on_an_occurrence_decides() -> None:
    """A report overrides an excuse."""
    report = "- {{task: bao-cao-tuan, mark: {mark}, on: {on}, for: 2021-06-25}}\n"
    marks = [("excused", "2021-06-22"), ("done", "2021-06-24"), ("done", "2021-06-28")]
    log = "".join(report.format(mark=mark, on=on) for mark, on in marks)
    document, problems, _ = load((TEXT + log).encode(), "viec.yaml")
    assert document, problems
    repeat = document.tasks["bao-cao-tuan"].repeat
    assert repeat
    duty = duties.record(repeat, document.progress, document.settings.week_starts)
    ((number, fate),) = duty.fates.items()
    assert (fate, duty.deciding[number].on.day) == ("on_time", 24)
    late = duties.record(repeat, document.progress[2:], document.settings.week_starts)
    assert late.fates == {number: "late"}
