"""Weeks of work: their days, whichever day they start on, and which of them can be reported on."""

from __future__ import annotations

from datetime import date
from datetime import timedelta

import pytest

from ntmtrack.datafile.load import load
from ntmtrack.directive import dates
from ntmtrack.directive import weeks
from ntmtrack.directive.dates import WEEKDAYS
from ntmtrack.directive.dates import Moment
from ntmtrack.wording.codes import Code
from ntmtrack.wording.problem import NtmError

MONDAY = date(2025, 3, 10)
DAY = timedelta(days=1)


@pytest.mark.parametrize("starts", range(7), ids=WEEKDAYS)
def test_a_week_has_seven_days_and_begins_on_the_day_on_which_weeks_start(starts: int) -> None:
    first = MONDAY + starts * DAY
    for number in range(7):
        week = weeks.week_of(first + number * DAY, starts)
        assert (week.start, week.end) == (first, first + 6 * DAY)
        assert week.has(first + number * DAY)
    assert not week.has(week.start - DAY)
    assert not week.has(week.end + DAY)
    assert week.next == weeks.week_of(week.end + DAY, starts)
    assert week.previous == weeks.week_of(week.start - DAY, starts)


WEEK = weeks.week_of(MONDAY, 0)


@pytest.mark.parametrize(
    ("now", "issued", "refused"),
    [
        (MONDAY, MONDAY, None),  # it begins today
        (MONDAY - DAY, MONDAY - DAY, Code.WEEK_NOT_BEGUN),
        (MONDAY + 6 * DAY, MONDAY + 6 * DAY, None),  # the directive came on its last day
        (MONDAY + 7 * DAY, MONDAY + 7 * DAY, Code.MOMENT_TOO_EARLY),
    ],
)
def test_a_week_can_be_reported_on_once_it_and_the_directive_have_begun(
    now: date, issued: date, refused: Code | None
) -> None:
    if refused is None:
        weeks.refuse_unreportable(WEEK, dates.whole_day(now), issued)
        return
    with pytest.raises(NtmError) as error:
        weeks.refuse_unreportable(WEEK, dates.whole_day(now), issued)
    assert [problem.code for problem in error.value.problems] == [refused]


def test_a_week_is_judged_at_its_last_minute_at_the_latest() -> None:
    end = dates.whole_day(WEEK.end)
    before = Moment(end.at - timedelta(minutes=1))
    assert weeks.judging_moment(WEEK, before) == before
    for moment in (Moment(end.at), end, Moment(end.at + timedelta(minutes=1))):
        assert weeks.judging_moment(WEEK, moment) == end


@pytest.mark.parametrize(
    ("starts", "closed", "was_closed"),
    [
        ("mon", MONDAY - DAY, True),
        ("mon", MONDAY, False),
        ("mon", MONDAY + 6 * DAY, False),
        ("mon", None, False),
        ("sun", MONDAY - 2 * DAY, True),
        ("sun", MONDAY - DAY, False),
    ],
)
def test_a_directive_was_closed_before_a_week_if_the_week_begins_on_a_later_day(
    starts: str, closed: date | None, *, was_closed: bool
) -> None:
    text = f"""
format: 1
directive:
  number: 1-CV/ĐU
  issued: 2025-01-02
  issuer: Đảng ủy
  subject: Việc
{f"  closed: {closed}" if closed else ""}
settings: {{week_starts: {starts}}}
owners: [{{id: a, name: A}}]
tasks: [{{id: viec, title: Việc, owner: a, due: 2025-02-20}}]
"""
    document, problems, _ = load(text.encode(), "weeks.yaml")
    assert document, problems
    for day in (MONDAY, MONDAY + 5 * DAY):
        assert weeks.was_closed_before(document, day) is was_closed
