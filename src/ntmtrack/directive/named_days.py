"""The days that a recurrence rule names within its periods, as files write them."""

from __future__ import annotations

import re

from ntmtrack.directive import dates
from ntmtrack.directive.model import LAST
from ntmtrack.directive.model import NamedDay
from ntmtrack.directive.model import Rule
from ntmtrack.directive.periods import MONTHS
from ntmtrack.directive.periods import PeriodName

_LAST = "last"
_DAY = r"(\+)?(\d{1,2})"
_MONTH_AND_DAY = r"(\d{1,2})-(\d{1,2})"
_MOST_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_MOST = max(_MOST_DAYS)


def parse(text: str, every: PeriodName) -> NamedDay | None:
    """Parse a day within a period; return None if such a period has no such day.

    `fri` for a week; `20`, `last` and `+5` (the 5th of the next month) for a month; `last`, `3-06`
    (the 6th of its third month) and `+10` for a quarter or half-year; `06-15`, `last` and `+15` for
    a year.
    """
    if every == "week":
        return (0, dates.WEEKDAYS.index(text)) if text in dates.WEEKDAYS else None
    months = MONTHS.get(every, 0)
    if text == _LAST and months:
        return months, LAST
    if (match := re.fullmatch(_DAY, text, re.ASCII)) and (match[1] or months == 1):
        month, day = months + 1 if match[1] else 1, int(match[2])
    elif (match := re.fullmatch(_MONTH_AND_DAY, text, re.ASCII)) and months > 1:
        month, day = int(match[1]), int(match[2])
        if not 1 <= month <= months:
            return None
    else:
        return None
    most = _MOST_DAYS[month - 1] if every == "year" and month <= months else _MOST
    return (month, day) if months and 1 <= day <= most else None


def default(every: PeriodName) -> NamedDay | None:
    """Return the day used if the letter names none: the last of the period; None for a week."""
    if every == "day":
        return 0, 0
    return (MONTHS[every], LAST) if every in MONTHS else None


def text_of(named_day: NamedDay, every: PeriodName) -> str:
    """Format a day within a period as `parse` reads it."""
    month, day = named_day
    if every == "week":
        return dates.WEEKDAYS[day]
    if day == LAST:
        return _LAST
    if month > MONTHS[every]:
        return f"+{day}"
    if every == "month":
        return str(day)
    return f"{month:02d}-{day:02d}" if every == "year" else f"{month}-{day:02d}"


def texts_of(rule: Rule) -> list[str]:
    """Return the days that the letter names in a rule, formatted; empty if it names none."""
    if rule.every == "day" or rule.names_no_day:
        return []
    return [text_of(named_day, rule.every) for named_day in rule.on]
