"""Clock times as documents write them: 15h30, 4 giờ chiều, 12 giờ đêm."""

from __future__ import annotations

import re

_PARTS = r"(?P<part>sáng|trưa|chiều|tối|đêm)"
_PART_BEFORE = re.compile(rf"\b(?:buổi )?{_PARTS},? (?:(?:vào )?lúc )?$")
_PART_AFTER = re.compile(rf" (?:buổi )?{_PARTS}\b")
_LONGEST_BEFORE = 24  # letters of the part of the day and the words after it


def clock_of(words: str, part: str = "") -> str:
    """Format an hour in words as HH:MM on the 24-hour clock; empty if there is no such hour.

    The part of the day tells 4 in the afternoon from 4 in the morning. Twelve at night is the end
    of the day, which a deadline of that day means anyway, so it is empty, too.
    """
    numbers = [int(number) for number in re.findall(r"\d+", words)] or [24]
    hour, minute = numbers[0], numbers[1] if len(numbers) > 1 else 0
    if part in {"tối", "đêm"} and hour == 12:
        return ""
    earliest = {"chiều": 1, "tối": 1, "trưa": 1, "đêm": 6}.get(part, 24)
    latest = 9 if part == "trưa" else 11
    hour += 12 if earliest <= hour <= latest else 0
    return f"{hour:02d}:{minute:02d}" if hour < 24 and minute < 60 else ""


def clock_at(text: str, begin: int, end: int) -> str:
    """Return the clock time of the hour at text[begin:end], by the part of the day beside it."""
    part = _PART_AFTER.match(text, end) or _PART_BEFORE.search(
        text[max(0, begin - _LONGEST_BEFORE) : begin]
    )
    return clock_of(text[begin:end], part["part"] if part else "")


def clock_in(match: re.Match[str], *groups: str) -> str | None:
    """Return the clock time of the first of these groups that matched; None if none did."""
    matched = (group for group in groups if match.groupdict().get(group))
    return next((clock_at(match.string, *match.span(group)) for group in matched), None)
