"""Parsing and formatting deadlines: a day, an hour, a period."""

from __future__ import annotations

from datetime import date
from datetime import datetime
from datetime import time
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ntmtrack.directive.deadlines import Deadline
from ntmtrack.directive.deadlines import of_period
from ntmtrack.directive.deadlines import parse
from ntmtrack.directive.periods import MONTHS
from ntmtrack.directive.periods import PeriodName
from ntmtrack.directive.periods import of_day
from ntmtrack.wording.codes import Code
from ntmtrack.wording.problem import NtmError

days = st.dates(date(1900, 1, 1), date(2999, 12, 31))
hours = st.times().map(lambda hour: hour.replace(second=0, microsecond=0))


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("2025-11-27", "2025-11-27"),
        ("27/11/2025", "2025-11-27"),
        ("2025-11-27T17:00", "2025-11-27T17:00"),
        ("27/11/2025 17:00", "2025-11-27T17:00"),
        ("17:00 27/11/2025", "2025-11-27T17:00"),
        ("17:00, 27/11/2025", "2025-11-27T17:00"),
        ("17h 27/11/2025", "2025-11-27T17:00"),
        ("17h30 ngày 27/11/2025", "2025-11-27T17:30"),
        ("17g30 27/11/2025", "2025-11-27T17:30"),
        ("27/11/2025 17h", "2025-11-27T17:00"),
        ("17 giờ ngày 27/11/2025", "2025-11-27T17:00"),
        ("17 giờ 00 ngày 27/11/2025", "2025-11-27T17:00"),
        ("7 GIỜ 05 PHÚT NGÀY 27-11-2025", "2025-11-27T07:05"),
        ("00:00 1/1/2026", "2026-01-01T00:00"),
        ("12/2025", "2025-12"),
        ("Tháng 12 năm 2025", "2025-12"),
        ("quý 4/2025", "2025-Q4"),
        ("Quý IV năm 2025", "2025-Q4"),
        ("q4/2025", "2025-Q4"),
        ("6 tháng cuối năm 2025", "2025-H2"),
        ("năm 2025", "2025"),
        ("2025", "2025"),
    ],
)
def test_deadlines_as_people_write_them_have_a_canonical_form(text: str, written: str) -> None:
    assert parse(text).written == written
    assert parse(written) == parse(text)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("12/25", Code.NO_YEAR_PERIOD),
        ("quý IV", Code.NO_YEAR_PERIOD),
        ("30/6", Code.NO_YEAR_PERIOD),
        ("trong quý IV/2025", Code.BAD_DATE_PERIOD),
        ("hết năm 2025", Code.BAD_DATE_PERIOD),
        ("2025-13", Code.BAD_DATE_DEADLINE),
        ("quý V/2025", Code.BAD_DATE_DEADLINE),
        ("13/2025", Code.BAD_DATE_DEADLINE),
        ("2025-Q5", Code.BAD_DATE_DEADLINE),
        ("17:00 12/2025", Code.BAD_DATE_HOUR),
        ("1717/11/2025", Code.BAD_DATE_DEADLINE),
        ("17:00", Code.BAD_DATE_HOUR),
        ("", Code.BAD_DATE_DEADLINE),
        ("24:00 31/12/2025", Code.BAD_TIME_24),
        ("1/6 đến 30/6/2025", Code.BAD_DATE_SPAN),
        ("trước quý IV/2025", Code.BAD_DATE_BEFORE_PERIOD),
        ("10 ngày sau", Code.BAD_DATE_COUNTED),
        ("cuối tuần", Code.BAD_DATE_RELATIVE),
        ("31/11/2025", Code.NO_SUCH_DAY),
        ("17:00 31/11/2025", Code.NO_SUCH_DAY),
        ("1/1/3025", Code.FAR_YEAR),
    ],
)
def test_an_ambiguous_or_invalid_deadline_is_refused(text: str, code: Code) -> None:
    with pytest.raises(NtmError) as caught:
        parse(text)
    (problem,) = caught.value.problems
    assert (problem.code, problem.values["value"]) == (code, text)


@given(days, hours)
def test_a_written_deadline_is_read_back_unchanged(day: date, hour: time) -> None:
    periods = [of_period(of_day(every, day)) for every in MONTHS]
    for deadline in (Deadline(day), Deadline(day, time=hour), *periods):
        assert parse(deadline.written) == deadline


@given(days, st.sampled_from([*MONTHS]))
def test_a_period_is_good_to_its_end_and_before_a_period_to_the_day_before_it(
    day: date, every: PeriodName
) -> None:
    period = of_day(every, day)
    by = of_period(period)
    assert of_day(period.every, by.last_good_day) == period
    assert of_day(period.every, by.last_good_day + timedelta(days=1)) != period
    before = by.with_due_is("before")
    assert before.last_good_day == period.first - timedelta(days=1)
    assert before.last_good_minute == datetime.combine(before.last_good_day, time(23, 59))


def test_only_a_deadline_before_a_day_has_a_strict_reading() -> None:
    day = date(2025, 12, 10)
    good = [
        parse("10/12/2025").read_as(due_is, strict=strict).last_good_day.day
        for due_is in ("before", "by")
        for strict in (True, False)
    ]
    assert good == [9, 10, 10, 10]
    hour = parse("17:00 10/12/2025")
    assert hour.read_as("before", strict=True) == hour
    assert hour.last_good_minute == datetime.combine(day, time(17))


def test_a_deadline_before_a_period_ends_on_its_last_good_day() -> None:
    quarter = parse("2025-Q4")
    assert quarter.ending.period == ("quarter", 4, 2025)
    assert quarter.with_due_is("before").ending == (date(2025, 9, 30), None, None)
