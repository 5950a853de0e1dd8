"""Recurring duties: which occurrence a day belongs to, and when each is due.

The rest of the program knows an occurrence by its number, counted from 0, and asks here for all
else, so that other rules of recurrence change this module only. Numbers are found by arithmetic:
any number of years costs nothing.
"""

from __future__ import annotations

from datetime import date
from datetime import datetime
from datetime import timedelta

from ntmtrack.directive import dates
from ntmtrack.directive import weeks
from ntmtrack.directive.model import Entry
from ntmtrack.directive.model import MarkName
from ntmtrack.directive.model import Repeat

# The marks that record what became of one occurrence.
OCCURRENCE_MARKS: tuple[MarkName, ...] = ("done", "nothing", "excused")


def first_day(from_: date, weekday: int | None) -> date:
    """Give the day of the first occurrence of a rule: of a weekly one, its first such weekday."""
    if weekday is None:
        return from_
    from dateutil.relativedelta import relativedelta
    from dateutil.relativedelta import weekday as relative_weekday

    return from_ + relativedelta(weekday=relative_weekday(weekday)(+1))


def last_day(repeat: Repeat) -> date | None:
    """Give the day of the last occurrence; None where there is no end."""
    count = total(repeat)
    return None if count is None else day_of(repeat, max(0, count - 1))


def day_of(repeat: Repeat, number: int) -> date:
    """Give the day of an occurrence."""
    return repeat.first + timedelta(days=number * _step(repeat))


def deadline_of(repeat: Repeat, number: int) -> datetime:
    """Give the last minute at which an occurrence is on time."""
    return datetime.combine(day_of(repeat, number), repeat.at or dates.END_OF_DAY)


def number_on(repeat: Repeat, day: date, week_starts: int) -> int | None:
    """Find the occurrence whose day, or week, holds a day; None where there is none."""
    number, count = count_to(repeat, day, week_starts), total(repeat)
    return number if number >= 0 and (count is None or number < count) else None


def count_to(repeat: Repeat, day: date, week_starts: int) -> int:
    """Count up to the occurrence whose day, or week, holds a day; before the first, below 0."""
    if repeat.on is not None:
        week = weeks.start_of(day, week_starts)
        day = week + timedelta(days=(repeat.on - week_starts) % weeks.DAYS)
    return (day - repeat.first).days // _step(repeat)


def number_of(repeat: Repeat, entry: Entry, week_starts: int) -> int | None:
    """Find the occurrence that an entry is about; None where there is none."""
    return number_on(repeat, day_meant(entry), week_starts)


def day_meant(entry: Entry) -> date:
    """Give the day of the occurrence that an entry is about: the one it names, else its own."""
    return entry.for_ or entry.on.date()


def numbers_between(repeat: Repeat, first: date, last: date) -> range:
    """Give the numbers of the occurrences from one day up to another."""
    step, count = _step(repeat), total(repeat)
    begin = max(0, -((repeat.first - first).days // step))
    end = (last - repeat.first).days // step + 1
    return range(begin, max(begin, end if count is None else min(end, count)))


def passed(repeat: Repeat, at: datetime) -> int:
    """Count the occurrences whose deadline has passed at a moment."""
    count = (at.date() - repeat.first).days // _step(repeat) + 1
    if count > 0 and at <= deadline_of(repeat, count - 1):
        count -= 1
    most = total(repeat)
    return max(0, count if most is None else min(count, most))


def total(repeat: Repeat) -> int | None:
    """Count all occurrences; None where there is no end."""
    if repeat.until is None:
        return None
    return max(0, (repeat.until - repeat.first).days // _step(repeat) + 1)


def _step(repeat: Repeat) -> int:
    """Count the days from one occurrence to the next."""
    return 1 if repeat.every == "day" else weeks.DAYS
