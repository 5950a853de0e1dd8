"""Advice on deadlines as people write them: it is what the format accepts."""

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
        ("hoàn thành trong tháng 12/2025", "2025-12"),
        ("trước 17 giờ ngày 27/11/2025", "17:00 27/11/2025"),
        ("trước 17g ngày 27/11/2025", "17:00 27/11/2025"),
        ("5 giờ chiều ngày 27/11/2025", "17:00 27/11/2025"),
        ("2025-12-31 17:00:00", "17:00 31/12/2025"),
        ("in 6 tháng đầu năm 2025", "2025-H1"),
    ],
)
def test_the_advice_names_a_period_without_the_words_around_it(written: str, alone: str) -> None:
    (problem,) = problems(f"due: {written}")
    assert (problem.code, problem.values["day"]) == (Code.BAD_DATE_PERIOD, alone)
    assert problems(f'due: "{alone}"') == []


@pytest.mark.parametrize(
    ("written", "start", "due"),
    [
        ("từ 1/6 đến 30/6/2025", "1/6/2025", "30/6/2025"),
        ("từ ngày 1/6/2025 đến ngày 30/6/2025", "1/6/2025", "30/6/2025"),
        ("01-30/6/2025", "1/6/2025", "30/6/2025"),
        ("1/6/2025 - 30/6/2025", "1/6/2025", "30/6/2025"),
        ("tháng 6 - 7/2025", "1/6/2025", "2025-07"),
        ("tháng 6 đến tháng 9/2025", "1/6/2025", "2025-09"),
        ("quý 1 + 2/2025", "1/1/2025", "2025-Q2"),
        ("từ ngày 1/6/2025 đến ngày 30/6/2025, xong", "1/6/2025", "30/6/2025"),
        ("2025-2026", "1/1/2025", "2026"),
        ("giai đoạn 2025–2030", "1/1/2025", "2030"),
        ("9 tháng đầu năm 2025", "1/1/2025", "30/9/2025"),
    ],
)
def test_two_days_or_periods_become_a_start_and_a_deadline(
    written: str, start: str, due: str
) -> None:
    (problem,) = problems(f'due: "{written}"')
    assert problem.code is Code.BAD_DATE_SPAN_DUE
    assert (problem.values["start"], problem.values["day"]) == (start, due)
    assert problems(f"start: {start}\n    due: {due}") == []


@pytest.mark.parametrize(
    "written",
    [
        "15/7/2021 và 20/8/2021",
        "trước 15/7/2021, 20/8/2021",
        "trước ngày 15/7/2021 trước ngày 20/8/2021",
        "30/6/2025; 31/7/2025; 31/8/2025",
        "quý I và quý II năm 2025",
        "tháng 6, 7/2025",
        "17:00 15/7/2021 và 20/8/2021",
    ],
)
def test_several_deadlines_are_refused_as_belonging_to_several_tasks(written: str) -> None:
    (problem,) = problems(f'due: "{written}"')
    assert problem.code is Code.BAD_DATE_SEVERAL_DUE


@pytest.mark.parametrize(
    ("written", "near"),
    [
        ("2021/07/15", "15/7/2021"),
        ("2025-7", "2025-07"),
        ("quý tư năm 2025", "2025-Q4"),
        ("nửa đầu năm 2025", "2025-H1"),
    ],
)
def test_another_spelling_of_a_deadline_is_corrected(written: str, near: str) -> None:
    (problem,) = problems(f'due: "{written}"')
    assert (problem.code, problem.near) == (Code.BAD_DATE_DEADLINE, (near,))
    assert problems(f"due: {near}") == []


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("chậm nhất ngày 15/7/2025", "15/7/2025"),
        ("đến hết ngày 31/12/2025", "31/12/2025"),
        ("chậm nhất 17 giờ 00 ngày 27/11/2025", "17:00 27/11/2025"),
    ],
)
def test_an_inclusive_day_becomes_a_day_with_due_is_by(written: str, day: str) -> None:
    (problem,) = problems(f"due: {written}")
    assert (problem.code, problem.values["day"]) == (Code.BAD_DATE_BY, day)
    assert problems(f'due: "{day}"\n    due_is: by') == []


@pytest.mark.parametrize("before", ["trước quý IV/2025", "trước tháng 10/2025", "trước năm 2026"])
def test_a_deadline_before_a_period_becomes_the_period_with_due_is_before(before: str) -> None:
    (problem,) = problems(f"due: {before}")
    assert problem.code is Code.BAD_DATE_BEFORE_PERIOD_DUE
    assert problems(f"due: {problem.values['text']}\n    due_is: before") == []


@pytest.mark.parametrize(
    ("written", "rule"),
    [
        ("trước ngày 20 hằng tháng", "{every: month, on: 20, from: 22/6/2021}"),
        ("trước ngày 5 tháng sau", "{every: month, on: +5, from: 22/6/2021}"),
        ("trước thứ Năm hằng tuần", "{every: week, on: thu, from: 22/6/2021}"),
        ("trước ngày 15 tháng 12 hằng năm", "{every: year, on: 12-15, from: 22/6/2021}"),
        ("trước ngày 20 hằng quý", "{every: quarter, on: 3-20, from: 22/6/2021}"),
        (
            "trước ngày 01/6 và 15/11 hằng năm",
            "{every: year, on: [06-01, 11-15], from: 22/6/2021}",
        ),
    ],
)
def test_a_recurrence_before_a_day_becomes_a_rule_and_due_is_before(
    written: str, rule: str
) -> None:
    (problem,) = problems(f"due: {written}")
    assert (problem.code, problem.values["text"]) == (Code.BAD_DATE_REPEAT_BEFORE, rule)
    assert problems(f"due_is: before\n    repeat: {rule}") == []


@pytest.mark.parametrize(
    ("written", "rule"),
    [
        ("hằng ngày", "{every: day, from: 22/6/2021}"),
        ("thứ Sáu hàng tuần", "{every: week, on: fri, from: 22/6/2021}"),
        ("hằng tháng", "{every: month, from: 22/6/2021}"),
        ("định kỳ mỗi quý", "{every: quarter, from: 22/6/2021}"),
        ("6 tháng một lần", "{every: half-year, from: 22/6/2021}"),
        ("hằng năm", "{every: year, from: 22/6/2021}"),
        ("ngày 15 hằng tháng", "{every: month, on: 15, from: 22/6/2021}"),
        ("mùng 5 hằng tháng", "{every: month, on: 5, from: 22/6/2021}"),
        ("cuối mỗi tháng", "{every: month, on: last, from: 22/6/2021}"),
        ("ngày 10 tháng đầu quý sau", "{every: quarter, on: +10, from: 22/6/2021}"),
        ("ngày 6 tháng cuối quý", "{every: quarter, on: 3-06, from: 22/6/2021}"),
        ("01/6 và 15/11 hằng năm", "{every: year, on: [06-01, 11-15], from: 22/6/2021}"),
        ("trước 15 giờ 30 hằng ngày", '{every: day, at: "15:30", from: 22/6/2021}'),
        ("trước 16 giờ thứ Sáu hằng tuần", '{every: week, on: fri, at: "16:00", from: 22/6/2021}'),
        ("trước 16g ngày 20 hằng tháng", '{every: month, on: 20, at: "16:00", from: 22/6/2021}'),
        ("ngày 5 hằng quý", "{every: quarter, on: 3-05, from: 22/6/2021}"),
        ("ngày 5 tháng đầu mỗi quý", "{every: quarter, on: 1-05, from: 22/6/2021}"),
        ("ngày 5 tháng thứ hai hằng quý", "{every: quarter, on: 2-05, from: 22/6/2021}"),
        ("tuần cuối hằng tháng", "{every: month, on: last, from: 22/6/2021}"),
        ("tuần cuối hằng quý", "{every: quarter, on: last, from: 22/6/2021}"),
        ("tuần thứ hai hằng tháng", "{every: month, on: 14, from: 22/6/2021}"),
        ("7 ngày một lần", "{every: week, on: fri, from: 22/6/2021}"),
        ("mỗi năm 2 lần", "{every: half-year, from: 22/6/2021}"),
        ("3 tháng một lần", "{every: quarter, from: 22/6/2021}"),
        ("báo cáo tháng", "{every: month, from: 22/6/2021}"),
        (
            "6 tháng, 1 năm",
            "[{every: half-year, from: 22/6/2021}, {every: year, from: 22/6/2021}]",
        ),
    ],
)
def test_a_recurrence_in_words_for_a_deadline_becomes_a_rule_that_can_be_copied(
    written: str, rule: str
) -> None:
    (problem,) = problems(f"due: {written}")
    assert (problem.code, problem.values["text"]) == (Code.BAD_DATE_REPEAT, rule)
    assert problems(f"repeat: {rule}") == []


@pytest.mark.parametrize(
    ("written", "rule"),
    [
        ("15 ngày một lần", "every: month, on: [15, last]"),
        ("10 ngày một lần", "every: month, on: [10, 20, last]"),
        ("định kỳ 10 ngày", "every: month, on: [10, 20, last]"),
        ("2 tuần một lần", "every: month, on: [14, last]"),
        ("hai tuần/lần", "every: month, on: [14, last]"),
        ("2 tháng một lần", "every: year, on: [02-28, 04-30, 06-30, 08-30, 10-30, 12-30]"),
        ("every two months", "every: year, on: [02-28, 04-30, 06-30, 08-30, 10-30, 12-30]"),
        ("mỗi tháng 2 lần", "every: month, on: [15, last]"),
        ("2 lần một tuần", "every: week, on: [wed, sat]"),
    ],
)
def test_an_interval_without_a_rule_of_its_own_becomes_a_rule_with_a_list(
    written: str, rule: str
) -> None:
    rule = f"{{{rule}, from: 22/6/2021}}"
    (problem,) = problems(f"due: {written}")
    assert (problem.code, problem.values["text"]) == (Code.BAD_DATE_REPEAT_LIST, rule)
    (problem,) = problems(f"repeat: {written}")
    assert (problem.code, problem.values["text"]) == (Code.NOT_A_MAPPING_REPEAT_LIST, rule)
    assert problems(f"repeat: {rule}") == []


@pytest.mark.parametrize(
    "written", ["khẩn trương", "ngay", "kịp thời", "khi có yêu cầu", "theo kế hoạch riêng"]
)
def test_words_without_a_date_are_advised_as_no_date(written: str) -> None:
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
        ("17:00", Code.BAD_DATE_HOUR),
        ("17 giờ", Code.BAD_DATE_HOUR),
        ("17 giờ 12/2025", Code.BAD_DATE_HOUR),
        ("24:00 31/12/2025", Code.BAD_TIME_24),
        ("24 giờ ngày 31/12/2025", Code.BAD_TIME_24),
        ("25:00 31/12/2025", Code.BAD_TIME),
        ("giữa tháng 6/2025", Code.BAD_DATE_PART),
        ("tuần 3 tháng 6/2025", Code.BAD_DATE_PART),
        ("đầu năm 2026", Code.BAD_DATE_PART),
        ("cuối năm", Code.NO_YEAR_PERIOD),
        ("ngày 15/7", Code.NO_YEAR_PERIOD),
        ("15/7/21", Code.NO_YEAR_SHORT),
        ("17 giờ hôm nay", Code.BAD_DATE_RELATIVE),
        ("trong tuần", Code.BAD_DATE_RELATIVE),
        ("tuần 25/2025", Code.BAD_DATE_RELATIVE),
        ("80 ngày trước ngày bầu cử", Code.BAD_DATE_COUNTED_DUE),
        ("05 ngày kể từ ngày ban hành", Code.BAD_DATE_COUNTED_DUE),
        ("hè 2025", Code.BAD_DATE_DEADLINE),
        ("năm học 2025-2026", Code.BAD_DATE_DEADLINE),
        ("“2021-07-15”", Code.CURLY_QUOTES),
    ],
)
def test_other_words_get_advice_about_their_meaning(written: str, code: Code) -> None:
    assert [problem.code for problem in problems(f'due: "{written}"')] == [code]


@pytest.mark.parametrize("every", ["monthly", "tháng", "hằng quý", "half a year", "năm"])
def test_a_longer_period_of_recurrence_is_one_mistake(every: str) -> None:
    reported = problems(f"repeat: {{every: {every}, on: 20, from: 2021-07-01}}")
    assert [problem.code for problem in reported] == [Code.BAD_CHOICE_EVERY]


@pytest.mark.parametrize(
    ("rule", "near"),
    [
        ('every: month, on: "ngày 20"', "20"),
        ('every: month, on: "20 và 25"', "[20, 25]"),
        ('every: month, on: "cuối tháng"', "last"),
        ('every: month, on: "mùng 5 tháng sau"', "+5"),
        ('every: quarter, on: "ngày 6 tháng cuối quý"', "3-06"),
        ('every: quarter, on: "cuối quý"', "last"),
        ("every: year, on: 15/6", "06-15"),
        ('every: year, on: "01/6 và 15/11"', "[06-01, 11-15]"),
        ('every: day, at: "15 giờ 30"', "15:30"),
        ('every: day, at: "17h"', "17:00"),
        ("every: hằng quý", "quarter"),
        ("every: 6 tháng", "half-year"),
    ],
)
def test_words_in_a_rule_get_their_keyword_as_a_suggestion(rule: str, near: str) -> None:
    (problem,) = problems(f"repeat: {{{rule}, from: 2021-07-01}}")
    assert problem.near == (near,)


@pytest.mark.parametrize(
    "rule", ["every: 2 tuần", "every: month, on: -1", "every: month, on: 6-15"]
)
def test_words_that_no_rule_can_express_get_no_suggestion(rule: str) -> None:
    (problem,) = problems(f"repeat: {{{rule}, from: 2021-07-01}}")
    assert problem.near == ()


@pytest.mark.parametrize(
    ("written", "near"),
    [
        ("80 ngày trước", "-80"),
        ("\N{MINUS SIGN}80", "-80"),
        ("10 ngày sau", "10"),
        ("trước 105 ngày", "-105"),
    ],
)
def test_days_from_an_event_are_suggested_with_their_sign(written: str, near: str) -> None:
    text = FILE.replace("owners:", "events: [{id: hop, name: Họp}]\nowners:")
    lines = f"event: hop\n    event_days: {written}"
    (problem,) = load(text.replace("DUE", lines).encode(), "x.yaml").problems
    assert (problem.code, problem.near) == (Code.BAD_DAYS, (near,))


@pytest.mark.parametrize(
    ("line", "code", "day"),
    [
        ("start: tháng 7/2021", Code.BAD_DATE_FIRST_DAY, "1/7/2021"),
        ("start: 2021-Q3", Code.BAD_DATE_FIRST_DAY, "1/7/2021"),
        ("start: tháng 7-2021", Code.BAD_DATE_FIRST_DAY, "1/7/2021"),
        ("start: từ tháng 7/2021 đến tháng 9/2021", Code.BAD_DATE_SPAN_DUE, "2021-09"),
        ("start: đầu năm 2022", Code.BAD_DATE_FIRST_DAY, "1/1/2022"),
        ('start: "17:00 1/7/2021"', Code.BAD_DATE_MORE, "1/7/2021"),
        ("repeat: {every: month, from: 7/2021}", Code.BAD_DATE_FIRST_DAY, "1/7/2021"),
        (
            "repeat: {every: month, from: 1/7/2021, until: quý IV/2021}",
            Code.BAD_DATE_LAST_DAY,
            "31/12/2021",
        ),
    ],
)
def test_a_period_in_place_of_a_day_gets_its_first_or_last_day_as_advice(
    line: str, code: Code, day: str
) -> None:
    (problem,) = problems(line)
    assert (problem.code, problem.values["day"]) == (code, day)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("tháng 12/2025", Code.BAD_NO_DATE),
        ("30/6/2025", Code.BAD_NO_DATE),
        ("true", Code.BAD_NO_DATE_YES),
        ("có", Code.BAD_NO_DATE_YES),
    ],
)
def test_no_date_accepts_only_words_of_a_letter(written: str, code: Code) -> None:
    assert [problem.code for problem in problems(f"no_date: {written}")] == [code]


def test_a_recurrence_in_words_under_repeat_becomes_a_rule() -> None:
    (problem,) = problems("repeat: ngày 20 hằng tháng")
    assert problem.code is Code.NOT_A_MAPPING_REPEAT
    assert problem.values["text"] == "{every: month, on: 20, from: 22/6/2021}"
