"""Weeks of a month, as plans name them: tuần 3; tuần thứ hai; tuần 2 - 3 tháng 11."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from ntmtrack.drafting.document_model import DraftReason
from ntmtrack.wording.words import N_

if TYPE_CHECKING:
    from datetime import date

    from ntmtrack.directive.periods import Period

PART_OF_MONTH = N_("The text does not say which day of the month.")
SUNDAY_OF_WEEK = N_("The text names week {number} of the month: the Sunday of it is proposed.")
_NUMBERS = {
    "đầu": 1,
    "nhất": 1,
    "hai": 2,
    "ba": 3,
    "tư": 4,
    "i": 1,
    "ii": 2,
    "iii": 3,
    "iv": 4,
}
_NUMBER = r"(?:[1-5]|iv|i{1,3}|đầu|nhất|hai|ba|tư)\b"
WEEK = rf"tuần (?:thứ |lễ )?{_NUMBER}(?: ?(?:-|,|và|đến) ?(?:tuần )?(?:thứ )?{_NUMBER})?"
_THURSDAY, _TO_SUNDAY = 3, 3  # the weekday, and the days from it to the Sunday


def sundays(words: str, month: Period) -> list[date]:
    """Return the Sundays of the weeks of a month that words name, or [] if one is not in it.

    As calendars have it, a week belongs to the month in which its Thursday lies.
    """
    first = month.first + timedelta(days=(_THURSDAY - month.first.weekday()) % 7)
    thursdays = [first + timedelta(weeks=number - 1) for number in _numbers(words)]
    if any(thursday > month.last for thursday in thursdays):
        return []
    return [thursday + timedelta(days=_TO_SUNDAY) for thursday in thursdays]


def last_day(words: str, month: Period) -> tuple[str, DraftReason]:
    """Return the Sunday of the last week that words name, or else the month, and the doubt."""
    named = sundays(words, month)
    if not named:
        return month.name, DraftReason(PART_OF_MONTH)
    return named[-1].isoformat(), DraftReason(SUNDAY_OF_WEEK, {"number": str(_numbers(words)[-1])})


def _numbers(words: str) -> list[int]:
    match = re.search(WEEK, words)
    named = re.findall(_NUMBER, match.group()) if match else []
    return [_NUMBERS.get(number) or int(number) for number in named]
