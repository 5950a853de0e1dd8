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
WEEK = rf"tuần (?:lễ )?(?:thứ )?{_NUMBER}(?: ?(?:-|,|và|đến) ?(?:tuần )?(?:thứ )?{_NUMBER})?"
# Before a week that is a start, a bound, or whose day is named: từ tuần 2; hai tuần đầu.
_BEFORE = re.compile(r"\b(?:trước|từ|sau|qua|hai|ba|thứ \w+|chủ nhật|t[2-7]|\d{1,2}),? (?:khi )?$")
_MORE = re.compile(r"(?: ?,| và) ?(?:tháng )?\d{1,2}\W*$")  # tuần 2 tháng 9, 12
_NEAR = 20  # letters to examine before a week
_THURSDAY, _TO_SUNDAY = 3, 3  # the weekday, and the days from it to the Sunday


def sundays(words: str, month: Period) -> list[date]:
    """Return the Sundays of the weeks that words name, or [] if one is not in the month.

    As calendars have it, a week belongs to the month in which its Thursday lies.
    """
    first = month.first + timedelta(days=(_THURSDAY - month.first.weekday()) % 7)
    thursdays = [first + timedelta(weeks=number - 1) for number in _numbers(words)]
    if thursdays != sorted(thursdays) or any(thursday > month.last for thursday in thursdays):
        return []
    return [thursday + timedelta(days=_TO_SUNDAY) for thursday in thursdays]


def last_day(words: str, month: Period) -> tuple[str, DraftReason]:
    """Return the Sunday of the last week that words name, or else the month, and the doubt."""
    named = sundays(words, month)
    if not named:
        return month.name, DraftReason(PART_OF_MONTH)
    return named[-1].isoformat(), DraftReason(SUNDAY_OF_WEEK, {"number": str(_numbers(words)[-1])})


def is_only_part(match: re.Match[str]) -> bool:
    """Return whether a week sets no deadline by itself: trước tuần 3; thứ Hai tuần 2; tuần 2, 4.

    `match` is a week and its month.
    """
    week = re.search(r"\btuần\b", match.group())
    if not week:
        return False
    numbers, at = _numbers(match.group()), match.start() + week.start()
    before = match.string[max(0, at - _NEAR) : at]
    is_start = before.endswith("từ ") and len(numbers) > 1
    return (
        numbers != sorted(numbers)
        or are_apart(match.group())
        or bool(_BEFORE.search(before) and not is_start)
        or bool(_MORE.match(match.string, match.end()))
    )


def are_apart(low: str) -> bool:
    """Return whether words name two weeks that do not follow each other: tuần 2 và tuần 4."""
    numbers, named = _numbers(low), re.search(WEEK, low)
    return bool(named and re.search(r",|\bvà\b", named.group()) and numbers[-1] - numbers[0] > 1)


def is_bound(low: str) -> bool:
    """Return whether a cell names weeks out of order, or one before which work is due."""
    numbers = _numbers(low)
    return numbers != sorted(numbers) or bool(numbers and "trước " in low)


def _numbers(words: str) -> list[int]:
    match = re.search(WEEK, words)
    named = re.findall(_NUMBER, match.group()) if match else []
    return [_NUMBERS.get(number) or int(number) for number in named]
