"""What a rhythm in words says in the file's own: hằng tháng trước ngày 20, thứ Sáu hằng tuần."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from ntmtrack.drafting.document_model import DraftReason
from ntmtrack.drafting.extraction import spelling
from ntmtrack.drafting.extraction.time_readers import BARE_DAY
from ntmtrack.drafting.extraction.time_readers import HOUR
from ntmtrack.drafting.extraction.time_readers import NO_SUCH_DAY
from ntmtrack.drafting.extraction.time_readers import NO_WEEKDAY
from ntmtrack.drafting.extraction.time_readers import WEEKDAYS
from ntmtrack.drafting.extraction.time_readers import Says
from ntmtrack.drafting.extraction.time_readers import clock_of


def daily(match: re.Match[str], issued: date | None) -> Says:
    """Read the hours of a daily duty."""
    del issued
    hours = re.findall(HOUR, match.groupdict().get("hour") or "")
    if len(hours) > 1:
        return Says({"repeat": [_rule("day", at=clock_of(hour)).says["repeat"] for hour in hours]})
    return _rule("day", at=clock_of(hours[0]) if hours else "")


def weekly(match: re.Match[str], issued: date | None) -> Says:
    """Read the weekday and hour of a weekly duty."""
    del issued
    words = match.groupdict()
    weekday, hour = words.get("weekday"), words.get("hour")
    days = re.findall(spelling.any_of(WEEKDAYS), weekday or "")
    found = _rule("week", [WEEKDAYS[day] for day in days], clock_of(hour) if hour else "")
    return found if weekday else found._replace(doubts=(DraftReason(NO_WEEKDAY),))


def monthly(match: re.Match[str], issued: date | None) -> Says:
    """Read the days of a monthly duty."""
    del issued
    words = match.groupdict()
    if words.get("after"):
        return _rule("month", f"+{int(words['after'])}")
    if words.get("final"):
        return _rule("month", "last")
    days = [
        number for number in re.findall(r"\d+", words.get("days") or "") if 0 < int(number) < 32
    ]
    return _rule("month", [str(int(number)) for number in days])


def quarterly(match: re.Match[str], issued: date | None) -> Says:
    """Read the day of a quarterly duty."""
    del issued
    words = match.groupdict()
    if words.get("after"):
        return _rule("quarter", f"+{int(words['after'])}")
    return _rule("quarter", f"3-{int(words['last']):02d}" if words.get("last") else "")


def yearly(match: re.Match[str], issued: date | None) -> Says:
    """Read the days of a yearly duty."""
    del issued
    days = []
    for words in re.findall(BARE_DAY, match.groupdict().get("days") or ""):
        day, month = (int(number) for number in re.findall(r"\d+", words)[:2])
        try:
            days.append(f"{date(2024, month, day):%m-%d}")
        except ValueError:
            return Says({}, doubts=(DraftReason(NO_SUCH_DAY, {"value": words}),))
    return _rule("year", days)


def half_yearly(match: re.Match[str], issued: date | None) -> Says:
    """Say that a duty falls due each half-year."""
    del match, issued
    return _rule("half-year")


def _rule(every: str, on: str | list[str] = "", at: str = "") -> Says:
    if isinstance(on, list):
        on = on[0] if len(on) == 1 else on
    rule: dict[str, Any] = {"every": every}
    if on:
        rule["on"] = on
    if at:
        rule["at"] = at
    return Says({"repeat": rule})
