"""Deadlines as letters set them: a day, a day with an hour, or a month up to a year."""

from datetime import date
from datetime import datetime
from datetime import time
from datetime import timedelta
from functools import lru_cache
from typing import Literal

from ntmtrack import wording
from ntmtrack.directive import dates
from ntmtrack.directive import periods
from ntmtrack.directive.periods import Period
from ntmtrack.records import Record
from ntmtrack.wording.problem import Ending
from ntmtrack.wording.problem import Exit
from ntmtrack.wording.problem import NtmError
from ntmtrack.wording.problem import usage

# The wording of a deadline: “before” a day, hour or period, or “by” it.
DueIs = Literal["before", "by"]


class Deadline(Record):
    """Represent a deadline.

    `day` is the named day. For a `period` it is its last day or, if the deadline is before the
    period, the day before it begins. A deadline with a `time` is met through that minute.
    `is_strict` means that the last good day is the one before the named day: a strict reading of
    “before DAY”.
    """

    day: date
    due_is: DueIs = "by"
    time: "time | None" = None  # quoted, because within the class `time` is this field
    period: Period | None = None
    is_strict: bool = False

    @property
    def last_good_minute(self) -> datetime:
        """Return the last minute in which the deadline is met."""
        if self.time is not None:
            return datetime.combine(self.day, self.time)
        return dates.last_minute(self.last_good_day)

    @property
    def last_good_day(self) -> date:
        """Return the last day on which the deadline is met."""
        return self.day - timedelta(days=1) if self.is_strict else self.day

    @property
    def is_day(self) -> bool:
        """Return whether the deadline is a day without an hour."""
        return self.time is None and self.period is None

    @property
    def written(self) -> str:
        """Return the deadline as files have it: 2025-11-27, 2025-11-27T17:00, 2025-12, 2025-Q4."""
        if self.period:
            return self.period.name
        if self.time is not None:
            return datetime.combine(self.day, self.time).isoformat(timespec="minutes")
        return self.day.isoformat()

    @property
    def ending(self) -> Ending:
        """Return when the deadline ends, for messages that say “before” or “by” themselves.

        A deadline before a period ends on its last good day.
        """
        period = self.period.named_period if self.period and self.due_is == "by" else None
        return Ending(self.day, self.time, period)

    @lru_cache(maxsize=1024)  # noqa: B019 - a small value that recurs within a file
    def read_as(self, due_is: DueIs, *, strict: bool) -> "Deadline":
        """Return a day as its task reads it; a deadline with an hour or a period stays as it is."""
        if not self.is_day:
            return self
        return Deadline(self.day, due_is, is_strict=strict and due_is == "before")

    def with_due_is(self, due_is: DueIs) -> "Deadline":
        """Return a deadline with an hour or a period, adjusted to `due_is`."""
        if self.period and due_is == "before":
            return self._replace(day=self.period.first - timedelta(days=1), due_is=due_is)
        return self._replace(due_is=due_is)


def of_period(period: Period) -> Deadline:
    """Return the deadline that a period sets: the end of its last day."""
    return Deadline(period.last, period=period)


def parse(typed: str) -> Deadline:
    """Parse a deadline in any of the ways that people write it; otherwise a usage error.

    Accepts what `dates.parse_moment` and `periods.parse` accept. A day is `by` until a task reads
    it otherwise.
    """
    if period := periods.parse(typed):
        return of_period(period)
    try:
        day, hour = dates.parse_moment(typed.strip())
    except NtmError as error:
        raise _mistake(typed, error.problems[0].code) from None
    return Deadline(day, "by", hour)


def _mistake(typed: str, code: "wording.Code") -> NtmError:
    """Return the error that explains what the text likely means.

    `code` says what is wrong with the text as a day.
    """
    if code in (wording.Code.NO_SUCH_DAY, wording.Code.FAR_YEAR, wording.Code.NO_YEAR_SHORT):
        return usage(code, value=typed)
    from ntmtrack.directive import mistaken_deadlines

    if meaning := mistaken_deadlines.explain(typed):
        return NtmError([meaning], Exit.USAGE)
    is_time = code is wording.Code.BAD_TIME
    return usage(code if is_time else wording.Code.BAD_DATE_DEADLINE, value=typed)
