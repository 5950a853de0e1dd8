"""The register of tests/data/weeks.yaml, beyond the golden texts in tests/golden."""

from __future__ import annotations

import json
import re
import time
from datetime import date
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from running import DATA
from running import run
from week_oracle import DAY
from week_oracle import File
from week_oracle import good_until
from week_oracle import moment

WEEKS = DATA / "weeks.yaml"
TEXT = WEEKS.read_text(encoding="utf-8")
FIRST = date(2025, 3, 11)


def register(*arguments: str, file: Path = WEEKS) -> dict[str, Any]:
    """Return the register report as data."""
    ran = run("register", "-f", str(file), "-F", "json", *arguments)
    assert (ran.code, ran.err) == (0, "")
    report: dict[str, Any] = json.loads(ran.out)
    return report


def register_of(task: str, *arguments: str, file: Path = WEEKS) -> dict[str, Any]:
    """Return the register of a single duty."""
    registers = register(task, *arguments, file=file)["registers"]
    assert [each["key"] for each in registers] == [task]
    duty: dict[str, Any] = registers[0]
    return duty


def outcomes(register_: dict[str, Any]) -> list[str]:
    return [each["outcome"] for each in register_["occurrences"]]


@pytest.mark.parametrize("day", ["2025-03-11", "2025-03-23", "2025-03-30", "2025-04-08"])
def test_the_outcome_of_each_day_agrees_with_the_raw_entries(day: str) -> None:
    file, at = File(TEXT), moment(f"{day}T23:59")
    share = next(each for each in file.shares() if each.key == "truc-ban")
    fates = file.fates(share.task, file.entries(share, at))
    days = [FIRST + number * DAY for number in range((at.date() - FIRST).days + 1)]
    register_ = register_of("truc-ban", "--as-of", day, "--from", "2025-03-11")
    assert [each["day"] for each in register_["occurrences"]] == [str(each) for each in days]
    assert outcomes(register_) == [fates.get(each, "missing") for each in days]
    kinds = ("on_time", "late", "missing", "nothing", "excused")
    assert register_["expected"] == sum(register_[kind] for kind in kinds) == len(days)
    assert {kind: register_[kind] for kind in kinds} == {
        kind: outcomes(register_).count(kind) for kind in kinds
    }


def test_minutes_late_are_counted_from_the_deadline() -> None:
    register_ = register_of("truc-ban", "--as-of", "2025-04-08", "--from", "2025-03-11")
    late = {each["day"]: each["minutes_late"] for each in register_["occurrences"]}
    assert {day: minutes for day, minutes in late.items() if minutes} == {
        "2025-03-12": 17,
        "2025-03-21": 70,
        "2025-03-26": 1,  # at 15:31
        "2025-03-28": 95,
        "2025-04-08": 35,
    }
    assert late["2025-03-18"] is None, "at 15:30 it is in time"
    task = next(each for each in File(TEXT).raw["tasks"] if each["id"] == "truc-ban")
    for each in register_["occurrences"]:
        if each["outcome"] == "late":
            deadline = good_until(task, date.fromisoformat(each["day"]))
            assert moment(each["on"]) - deadline == timedelta(minutes=each["minutes_late"])


DUTY = """\
format: 1
directive: {{number: 1-CV/ĐU, issued: 2025-03-03, issuer: Đảng ủy xã, subject: Việc}}
owners: [{{id: van-phong, name: Văn phòng, kind: body}}]
tasks:
  - {{id: tin, title: Tin, owner: [van-phong], repeat: {repeat}}}
progress:
  - {{task: tin, mark: done, on: {on}, for: 2025-03-07}}
"""
DAILY = '{every: day, at: "15:30", from: 2025-03-07, until: 2025-03-07}'
ANY_TIME = "{every: day, from: 2025-03-07, until: 2025-03-07}"
WEEKLY = "{every: week, on: fri, from: 2025-03-03, until: 2025-03-07}"


@pytest.mark.parametrize(
    ("repeat", "on", "expected", "minutes", "days"),
    [
        (DAILY, "2025-03-07T15:30", "đúng hạn", None, None),
        (DAILY, "2025-03-07", "đúng hạn", None, None),
        (DAILY, "2025-03-07T15:31", "muộn 1 phút", 1, None),
        (DAILY, "2025-03-07T23:59", "muộn 509 phút", 509, None),
        (DAILY, "2025-03-08T07:00", "muộn 1 ngày", 930, 1),
        (DAILY, "2025-03-08", "muộn 1 ngày", None, 1),
        (DAILY, "2025-03-10", "muộn 3 ngày", None, 3),
        (ANY_TIME, "2025-03-07T23:59", "đúng hạn", None, None),
        (ANY_TIME, "2025-03-08T07:00", "muộn 1 ngày", None, 1),
        (WEEKLY, "2025-03-06", "đúng hạn", None, None),
        (WEEKLY, "2025-03-08T09:00", "muộn 1 ngày", None, 1),
    ],
)
def test_lateness_is_as_exact_as_it_is_known(
    repeat: str, on: str, expected: str, minutes: int | None, days: int | None, tmp_path: Path
) -> None:
    file = tmp_path / "duty.yaml"
    file.write_text(DUTY.format(repeat=repeat, on=on), encoding="utf-8")
    (occurrence,) = register_of("tin", "--as-of", "2025-03-12", file=file)["occurrences"]
    assert (occurrence["minutes_late"], occurrence["days_late"]) == (minutes, days)
    text = run("register", "-f", str(file), "--as-of", "2025-03-12").out
    assert re.search(rf"^07/03/2025  {expected}$", text, re.MULTILINE)


def test_the_first_report_for_a_day_decides_its_outcome(tmp_path: Path) -> None:
    file = tmp_path / "duty.yaml"
    again = "  - {task: tin, mark: done, on: 2025-03-09T08:00, for: 2025-03-07}\n"
    text = DUTY.format(repeat=DAILY, on="2025-03-07T15:40") + again
    file.write_text(text, encoding="utf-8")
    (occurrence,) = register_of("tin", "--as-of", "2025-03-12", file=file)["occurrences"]
    assert (occurrence["on"], occurrence["minutes_late"]) == ("2025-03-07T15:40", 10)


def test_a_report_without_its_photo_is_marked() -> None:
    register_ = register_of("truc-ban", "--as-of", "2025-03-30")
    lacking = [each["day"] for each in register_["occurrences"] if each["evidence_missing"]]
    assert lacking == ["2025-03-18", "2025-03-28"]
    text = run("register", "-f", str(WEEKS), "--as-of", "2025-03-30").out
    marked = [line for line in text.splitlines() if re.search(r"\bAnh Vinh +chưa có\b", line)]
    assert len(marked) == 1
    meetings = register_of("giao-ban", "--days", "60", "--as-of", "2025-04-06")["occurrences"]
    assert not any(each["evidence_missing"] for each in meetings), "they owe none"


@pytest.mark.parametrize(
    ("clock", "outcome", "named"),
    [("15:29", "pending", False), ("15:30", "pending", False), ("15:31", "missing", True)],
)
def test_a_report_missing_today_is_named_once_its_hour_has_passed(
    clock: str, outcome: str, *, named: bool
) -> None:
    at = ("--as-of", f"2025-03-20T{clock}")
    register_ = register_of("truc-ban", *at, "--days", "1")
    assert (outcomes(register_), register_["expected"]) == ([outcome], int(outcome == "missing"))
    text = run("register", "-f", str(WEEKS), *at).out
    assert ("Hôm nay chưa nộp: Báo cáo tình hình hằng ngày" in text) == named
    # A report missing yesterday is not missing today.
    assert "Hôm nay chưa nộp" not in run("register", "-f", str(WEEKS), "--as-of", "2025-03-21").out


def test_the_strip_has_the_last_fourteen_days_whatever_span_is_shown() -> None:
    wide = register_of("truc-ban", "--as-of", "2025-04-08", "--from", "2025-03-11")
    narrow = register_of("truc-ban", "--as-of", "2025-04-08", "--days", "1")
    assert narrow["last_days"] == wide["last_days"]
    assert [each["day"] for each in narrow["last_days"]] == [
        str(date(2025, 3, 26) + number * DAY) for number in range(14)
    ]
    assert [each["outcome"] for each in narrow["last_days"]] == outcomes(wide)[-14:]
    english = run("register", "truc-ban", "-f", str(WEEKS), "--as-of", "2025-04-08", "--lang", "en")
    assert "Last 14 days, up to 08/04/2025: LNLMOOOOMONEOL\n" in english.out


@pytest.mark.parametrize(
    ("span", "days"),
    [
        ([], ("2025-03-17", "2025-03-30")),
        (["--days", "3"], ("2025-03-28", "2025-03-30")),
        (["--to", "20/3/2025"], ("2025-03-11", "2025-03-20")),
        (["--to", "20/3/2025", "--days", "2"], ("2025-03-19", "2025-03-20")),
        (["--from", "2025-03-27"], ("2025-03-27", "2025-03-30")),
        (["--from", "2025-03-18", "--to", "2025-03-18"], ("2025-03-18", "2025-03-18")),
        (["--from", "2025-03-25", "--to", "2025-12-31"], ("2025-03-25", "2025-03-30")),
        (["--from", "2025-03-30", "--to", "2026-03-30"], ("2025-03-30", "2025-03-30")),
    ],
)
def test_a_span_can_be_given_by_days_or_by_its_ends(span: list[str], days: tuple[str, str]) -> None:
    occurrences = register_of("truc-ban", "--as-of", "2025-03-30", *span)["occurrences"]
    assert (occurrences[0]["day"], occurrences[-1]["day"]) == days
    assert len(occurrences) == (date.fromisoformat(days[1]) - date.fromisoformat(days[0])).days + 1


@pytest.mark.parametrize(
    "span",
    [
        ["--days", "0"],
        ["--days", "367"],
        ["--from", "2024-03-29"],
        ["--from", "2025-03-31"],
        ["--from", "31/4/2025"],
        ["--to", "30/3"],
    ],
)
def test_an_impossible_span_is_refused(span: list[str]) -> None:
    ran = run("register", "-f", str(WEEKS), "--as-of", "2025-03-30", *span)
    assert (ran.code, ran.out) == (2, "")


def test_a_register_of_a_far_day_is_not_slow() -> None:
    begin = time.process_time()
    register_ = register_of("truc-ban", "--as-of", "2999-12-31", "--days", "366")
    assert time.process_time() - begin < 2
    assert (register_["expected"], register_["missing"]) == (366, 366)
    assert register_of("giao-ban", "--as-of", "2999-12-31", "--days", "366")["occurrences"] == []


def test_an_excuse_given_ahead_is_shown_on_its_day_only() -> None:
    assert outcomes(register_of("truc-ban", "--as-of", "2025-03-15", "--days", "1")) == ["missing"]
    assert outcomes(register_of("truc-ban", "--as-of", "2025-03-16", "--days", "1")) == ["excused"]


def test_a_cancelled_duty_owes_nothing_while_it_is_cancelled(tmp_path: Path) -> None:
    file = tmp_path / "weeks.yaml"
    gap = (
        "  - {task: truc-ban, mark: cancelled, on: 2025-04-10}\n"
        "  - {task: truc-ban, mark: reopened, on: 2025-04-13}\n"
    )
    file.write_text(TEXT + gap, encoding="utf-8")
    occurrences = register_of("truc-ban", "--as-of", "2025-04-14", "--days", "6", file=file)[
        "occurrences"
    ]
    assert [each["day"][-2:] for each in occurrences] == ["09", "13", "14"]


def test_a_duty_without_a_report_in_the_span_is_left_out() -> None:
    arguments = ("register", "-f", "weeks.yaml", "--as-of", "2025-03-20", "--days", "1")
    text = run(*arguments).out
    assert "[truc-ban]" in text
    assert "[giao-ban]" not in text
    nothing = run("register", "giao-ban", *arguments[1:]).out
    assert "giao-ban:" not in nothing
    assert nothing.endswith("Không có kỳ báo cáo nào trong những ngày này.\n")


def test_the_strip_says_in_words_that_no_report_was_due_in_the_last_days() -> None:
    span = ("--from", "2025-03-11", "--to", "2025-04-01", "--lang", "en")
    text = run("register", "giao-ban", "-f", str(WEEKS), "--as-of", "2999-12-31", *span).out
    assert "Last 14 days, up to 31/12/2999: no report falls due\n" in text
    assert "–" not in text
