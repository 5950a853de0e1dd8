"""Weeks of a month, as plans name them: tuần 3; tuần thứ hai; tuần 2 - 3 tháng 11."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from ntmtrack.drafting.document_model import DraftReason
from ntmtrack.wording.words import N_

if TYPE_CHECKING:
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


def last_day(words: str, month: Period) -> tuple[str, DraftReason]:
    """Return the Sunday of the last week that words name, or else the month, and the doubt.

    As calendars have it, a week belongs to the month in which its Thursday lies.
    """
    match = re.search(WEEK, words)
    named = re.findall(_NUMBER, match.group()) if match else []
    number = (_NUMBERS.get(named[-1]) or int(named[-1])) if named else 0
    first = month.first + timedelta(days=(_THURSDAY - month.first.weekday()) % 7)
    thursday = first + timedelta(weeks=number - 1)
    if not number or thursday > month.last:
        return month.name, DraftReason(PART_OF_MONTH)
    sunday = thursday + timedelta(days=_TO_SUNDAY)
    return sunday.isoformat(), DraftReason(SUNDAY_OF_WEEK, {"number": str(number)})
