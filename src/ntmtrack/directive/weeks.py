"""A week of work: which one is asked for, the moment it is judged at, and what changed in it."""

from __future__ import annotations

from datetime import date
from datetime import timedelta
from typing import NamedTuple

from ntmtrack import wording
from ntmtrack.directive import dates
from ntmtrack.directive.dates import Moment
from ntmtrack.wording.problem import usage

LENGTH = timedelta(days=7)


class Week(NamedTuple):
    """Hold the first and the last day of a week."""

    start: date
    end: date

    def has(self, day: date) -> bool:
        """Tell whether a day is in the week."""
        return self.start <= day <= self.end

    @property
    def next(self) -> Week:
        """Give the week after."""
        return Week(self.start + LENGTH, self.end + LENGTH)

    @property
    def before(self) -> Moment:
        """Give the end of the week before."""
        return Moment(dates.end_of(self.start - timedelta(days=1)), whole_day=True)


def week_of(day: date, week_starts: int) -> Week:
    """Give the week that holds a day."""
    start = dates.week_start(day, week_starts)
    return Week(start, start + LENGTH - timedelta(days=1))


def asked(moment: Moment, issued: date, week_starts: int, *, last: bool, day: date | None) -> Week:
    """Choose the week: the moment's, the one before, or that of a day.

    One that has not begun, or that ended before the directive, exits 2.
    """
    week = week_of(day or moment.day, week_starts)
    if last:
        week = week_of(week.start - timedelta(days=1), week_starts)
    if week.start > moment.day:
        raise usage(wording.Code.WEEK_NOT_BEGUN, day=_shown(week.start))
    if week.end < issued:
        raise usage(wording.Code.MOMENT_TOO_EARLY, day=_shown(week.end), issued=_shown(issued))
    return week


def judged_at(week: Week, moment: Moment) -> Moment:
    """Give the moment a week is judged at: its end, or the moment where that is earlier."""
    end = Moment(dates.end_of(week.end), whole_day=True)
    return min(end, moment, key=lambda one: one.at)


def _shown(day: date) -> str:
    return f"{day:%d/%m/%Y}"
