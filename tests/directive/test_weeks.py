"""Weeks of work: their first and last days, whichever day they start on."""

from __future__ import annotations

from datetime import date
from datetime import timedelta

import pytest

from ntmtrack.directive import weeks
from ntmtrack.directive.dates import WEEKDAYS

MONDAY = date(2025, 3, 10)
DAY = timedelta(days=1)


@pytest.mark.parametrize("starts", range(7), ids=WEEKDAYS)
def test_a_week_has_seven_days_and_begins_on_the_day_that_weeks_start_on(starts: int) -> None:
    first = MONDAY + starts * DAY
    for number in range(7):
        week = weeks.week_of(first + number * DAY, starts)
        assert (week.start, week.end) == (first, first + 6 * DAY)
        assert week.has(first + number * DAY)
    assert not week.has(week.start - DAY)
    assert not week.has(week.end + DAY)
    assert week.next == weeks.week_of(week.end + DAY, starts)
    assert week.previous == weeks.week_of(week.start - DAY, starts)
