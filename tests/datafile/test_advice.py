"""What people write for a deadline is answered with what the format takes, and that is taken."""

from __future__ import annotations

import pytest

from ntmtrack.datafile.load import load
from ntmtrack.wording.codes import Code
from ntmtrack.wording.problem import Problem

FILE = """\
format: 1
directive: {number: 1-CV/ĐU, issued: 2021-06-21, issuer: Đảng ủy xã, subject: Việc của xã}
owners: [{id: ubnd, name: UBND xã}]
tasks:
  - id: viec
    title: Việc
    owner: ubnd
    DUE
"""


def problems(due: str) -> list[Problem]:
    return list(load(FILE.replace("DUE", due).encode(), "x.yaml").problems)


@pytest.mark.parametrize(
    ("written", "alone"),
    [
        ("trong tháng 9 năm 2025", "2025-09"),
        ("cuối tháng 11/2025", "2025-11"),
        ("đến hết quý IV/2025.", "2025-Q4"),
        ("trước năm 2026", "2026"),
        ("in 6 tháng đầu năm 2025", "2025-H1"),
    ],
)
def test_words_around_a_period_are_told_from_it(written: str, alone: str) -> None:
    (problem,) = problems(f"due: {written}")
    assert (problem.code, problem.values["day"]) == (Code.BAD_DATE_PERIOD, alone)
    assert problems(f"due: {alone}") == []


@pytest.mark.parametrize(
    ("written", "rule"),
    [
        ("hằng ngày", "{every: day, from: 22/6/2021}"),
        ("thứ Sáu hàng tuần", "{every: week, on: fri, from: 22/6/2021}"),
        ("hằng tháng", "{every: month, from: 22/6/2021}"),
        ("định kỳ mỗi quý", "{every: quarter, from: 22/6/2021}"),
        ("6 tháng một lần", "{every: half-year, from: 22/6/2021}"),
        ("hằng năm", "{every: year, from: 22/6/2021}"),
    ],
)
def test_what_recurs_is_answered_with_a_rule_that_can_be_copied(written: str, rule: str) -> None:
    (problem,) = problems(f"due: {written}")
    assert (problem.code, problem.values["text"]) == (Code.BAD_DATE_REPEAT, rule)
    assert problems(f"repeat: {rule}") == []


@pytest.mark.parametrize(
    "written", ["khẩn trương", "ngay", "kịp thời", "khi có yêu cầu", "theo kế hoạch riêng"]
)
def test_words_without_a_date_are_kept_as_such(written: str) -> None:
    assert [problem.code for problem in problems(f"due: {written}")] == [Code.BAD_DATE_NO_DATE]
    assert problems(f"no_date: {written}") == []


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("Thường xuyên", Code.BAD_DATE_STANDING),
        ("thường xuyên, liên tục", Code.BAD_DATE_STANDING),
        ("trước ngày 15/7/2021", Code.BAD_DATE_MORE),
        ("sau hội nghị", Code.BAD_DATE_DUE),
        ("tháng 13/2025", Code.BAD_DATE_DEADLINE),
        ("quý 5/2025", Code.BAD_DATE_DEADLINE),
        ("quý IV", Code.NO_YEAR_PERIOD),
        ("tháng 12", Code.NO_YEAR_PERIOD),
        ("12/25", Code.NO_YEAR_PERIOD),
        ("31/2/2025", Code.NO_SUCH_DAY),
        ("17:00", Code.BAD_DATE_DUE),
        ("24:00 31/12/2025", Code.BAD_TIME),
        ("“2021-07-15”", Code.CURLY_QUOTES),
    ],
)
def test_other_words_are_answered_with_what_they_mean(written: str, code: Code) -> None:
    assert [problem.code for problem in problems(f'due: "{written}"')] == [code]


@pytest.mark.parametrize("every", ["monthly", "tháng", "hằng quý", "half a year", "năm"])
def test_a_longer_period_of_recurrence_is_one_mistake(every: str) -> None:
    found = problems(f"repeat: {{every: {every}, on: 20, from: 2021-07-01}}")
    assert [problem.code for problem in found] == [Code.BAD_CHOICE_EVERY]
