"""Recurring duties: which occurrence a day belongs to, and when each was due.

Occurrences are numbered from 0 and found by arithmetic, so that any number of years costs nothing.
"""

from __future__ import annotations

from datetime import date
from datetime import datetime
from datetime import timedelta

from ntmtrack.directive import dates
from ntmtrack.directive.model import Repeat


def first_day(repeat: Repeat) -> date:
    """Give the day of the first occurrence."""
    if repeat.on is None:
        return repeat.from_
    return dates.first_weekday(repeat.from_, repeat.on)


def day_of(repeat: Repeat, index: int) -> date:
    """Give the day of an occurrence."""
    return first_day(repeat) + timedelta(days=index * step(repeat))


def index_of(repeat: Repeat, day: date, week_starts: int) -> int | None:
    """Find the occurrence whose day, or week, holds a day; None where there is none."""
    if repeat.on is not None:
        day = dates.week_start(day, week_starts) + timedelta(days=(repeat.on - week_starts) % 7)
    index, rest = divmod((day - first_day(repeat)).days, step(repeat))
    there = index >= 0 and not rest and (repeat.until is None or day <= repeat.until)
    return index if there else None


def last_good(repeat: Repeat, index: int) -> datetime:
    """Give the last minute at which an occurrence is on time."""
    return datetime.combine(day_of(repeat, index), repeat.at or dates.END_OF_DAY)


def passed(repeat: Repeat, at: datetime) -> int:
    """Count the occurrences whose deadline has passed at a moment."""
    count = (at.date() - first_day(repeat)).days // step(repeat) + 1
    if count > 0 and at <= last_good(repeat, count - 1):
        count -= 1
    total = total_of(repeat)
    return max(0, count if total is None else min(count, total))


def total_of(repeat: Repeat) -> int | None:
    """Count all occurrences; None where there is no end."""
    if repeat.until is None:
        return None
    return max(0, (repeat.until - first_day(repeat)).days // step(repeat) + 1)


def step(repeat: Repeat) -> int:
    """Count the days from one occurrence to the next."""
    return 1 if repeat.every == "day" else 7
