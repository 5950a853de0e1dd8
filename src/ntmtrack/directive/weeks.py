"""Weeks: the week of a day, whether it can be reported on, and when it is judged."""

from datetime import date
from datetime import timedelta

from ntmtrack import wording
from ntmtrack.directive import dates
from ntmtrack.directive.dates import Moment
from ntmtrack.directive.dates import format_day
from ntmtrack.directive.model import Document
from ntmtrack.records import Record
from ntmtrack.wording.problem import usage

DAYS = 7
_LENGTH = timedelta(days=DAYS)


class Week(Record):
    """Store the first and last day of a week."""

    start: date
    end: date

    def has(self, day: date) -> bool:
        """Return whether a day is in the week."""
        return self.start <= day <= self.end

    @property
    def next(self) -> "Week":
        """Return the next week."""
        return Week(self.start + _LENGTH, self.end + _LENGTH)

    @property
    def previous(self) -> "Week":
        """Return the previous week."""
        return Week(self.start - _LENGTH, self.end - _LENGTH)


def start_of(day: date, week_starts: int) -> date:
    """Return the first day of the week of a day; weeks start on Monday for 0."""
    return day - timedelta(days=(day.weekday() - week_starts) % DAYS)


def week_of(day: date, week_starts: int) -> Week:
    """Return the week of a day."""
    start = start_of(day, week_starts)
    return Week(start, start + timedelta(days=DAYS - 1))


def refuse_unreportable(week: Week, moment: Moment, issued: date, typed: str | None = None) -> None:
    """Refuse a week that has not begun, or that ended before the directive (exit code 2).

    `typed` is the day by which the user named the week.
    """
    if week.start > moment.day:
        raise usage(wording.Code.WEEK_NOT_BEGUN, day=typed or format_day(week.start))
    if week.end < issued:
        raise usage(
            wording.Code.MOMENT_TOO_EARLY, day=format_day(week.end), issued=format_day(issued)
        )


def judging_moment(week: Week, moment: Moment) -> Moment:
    """Return the moment at which a week is judged: its end, or `moment` if that is earlier."""
    end = dates.whole_day(week.end)
    return end if end.at <= moment.at else moment


def was_closed_before(document: Document, day: date) -> bool:
    """Return whether a directive was closed before the week of a day."""
    closed = document.directive.closed
    return closed is not None and closed < start_of(day, document.settings.week_starts)
