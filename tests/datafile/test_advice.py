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
    ("written", "last"),
    [
        ("12/2025", "31/12/2025"),
        ("2025-12", "31/12/2025"),
        ("tháng 2/2024", "29/2/2024"),
        ("trong tháng 9 năm 2025", "30/9/2025"),
        ("cuối tháng 11/2025", "30/11/2025"),
        ("Quý II/2025", "30/6/2025"),
        ("quý 4 năm 2025", "31/12/2025"),
        ("2025-Q3", "30/9/2025"),
        ("6 tháng đầu năm 2025", "30/6/2025"),
        ("2025-H2", "31/12/2025"),
        ("năm 2025", "31/12/2025"),
        ("2025", "31/12/2025"),
    ],
)
def test_a_period_is_answered_with_its_last_day(written: str, last: str) -> None:
    (problem,) = problems(f"due: {written}")
    assert (problem.code, problem.values["day"]) == (Code.BAD_DATE_PERIOD, last)
    assert problems(f"due: {last}\n    due_is: by") == []


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("Thường xuyên", Code.BAD_DATE_STANDING),
        ("thường xuyên, liên tục", Code.BAD_DATE_STANDING),
        ("hằng ngày", Code.BAD_DATE_REPEAT),
        ("thứ Sáu hàng tuần", Code.BAD_DATE_REPEAT),
        ("trước ngày 15/7/2021", Code.BAD_DATE_MORE),
        ("17:00 27/11/2025", Code.BAD_DATE_MORE),
        ("theo kế hoạch riêng", Code.BAD_DATE_DUE),
        ("tháng 13/2025", Code.BAD_DATE_DUE),
        ("quý 5/2025", Code.BAD_DATE_DUE),
        ("31/2/2025", Code.NO_SUCH_DAY),
        ("“2021-07-15”", Code.CURLY_QUOTES),
    ],
)
def test_other_words_are_answered_with_what_they_mean(written: str, code: Code) -> None:
    assert [problem.code for problem in problems(f"due: {written}")] == [code]


@pytest.mark.parametrize("every", ["monthly", "tháng", "hằng quý", "half a year", "năm"])
def test_a_longer_period_of_recurrence_is_one_mistake(every: str) -> None:
    found = problems(f"repeat: {{every: {every}, on: 20, from: 2021-07-01}}")
    assert [problem.code for problem in found] == [Code.BAD_CHOICE_EVERY]
