"""Days, moments and numbers as our JSON writes them."""

from __future__ import annotations

from datetime import date
from datetime import datetime
from datetime import time
from decimal import Decimal

from ntmtrack.directive.dates import Moment


def as_of(moment: Moment) -> str:
    """Give the moment that a report is about: a day stands for its end."""
    return day(moment.day) if moment.whole_day else moment.at.isoformat(timespec="minutes")


def when(moment: datetime) -> str:
    """Give a day, with the time where one was given, in ISO 8601."""
    return day(moment.date()) if moment.time() == time() else moment.isoformat(timespec="minutes")


def when_or_none(moment: datetime | None) -> str | None:
    """Give a day with the time where one was given, if there is any."""
    return when(moment) if moment else None


def day(day: date) -> str:
    """Give a day in ISO 8601."""
    return day.isoformat()


def day_or_none(day: date | None) -> str | None:
    """Give a day in ISO 8601, if there is any."""
    return day.isoformat() if day else None


def number(value: Decimal) -> float:
    """Give a number, as an integer where it is whole."""
    return int(value) if value == value.to_integral_value() else float(value)


def number_or_none(value: Decimal | None) -> float | None:
    """Give a number, if there is any."""
    return None if value is None else number(value)
