"""Suggested recurrence rules for words such as “trước ngày 20 hằng tháng”."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Mapping
from typing import NamedTuple

from ntmtrack.directive import dates
from ntmtrack.directive import named_days
from ntmtrack.directive.mistaken_deadlines import HOUR
from ntmtrack.directive.mistaken_deadlines import normalize
from ntmtrack.directive.mistaken_deadlines import write_hour
from ntmtrack.directive.periods import MONTHS
from ntmtrack.directive.periods import PERIODS
from ntmtrack.directive.periods import PeriodName

_RECURRING = re.compile(
    r"\b(?:hang|moi|every|each|daily|weekly|monthly|quarterly|yearly|annually)\b|\bdinh ky\b"
    r"|\bmot lan\b|\b(?:ngay|mung|mong) \d{1,2} .*(?:thang|quy|nam|ky) (?:sau|ke tiep|tiep theo)\b"
    r"|\bngay \d{1,2} thang (?:cuoi|dau)\b"
    r"|^(?:bao cao )?(?:(?:\d+|mot) )?(?:tuan|thang|quy|nam)"
    r"(?:[, ]+(?:va )?(?:(?:\d+|mot) )?(?:tuan|thang|quy|nam))*$"
)
# Parts of a period, not to be read as periods themselves: ngày 6 tháng cuối quý.
_INSIDE = re.compile(
    r"\bthang (?:cuoi|dau|thu \w+)\b(?: cua)?(?: (?:quy|ky))?(?: (?:sau|ke tiep|tiep theo))?"
    r"|\b\d{1,2} thang \d{1,2}\b|\b(?:thang|quy|nam|ky) (?:sau|ke tiep|tiep theo)\b"
    r"|\bcuoi (?:thang|quy|nam)\b(?= )|\bthu nam\b|\bngay cuoi\b"
    r"|\b(?:thu \w+ )?(?:cua )?tuan (?:cuoi|dau|thu (?:hai|ba|tu|[2-4]))\b(?= )"
)
_PERIOD_WORDS: Mapping[PeriodName, re.Pattern[str]] = {
    "half-year": re.compile(
        r"(?<!ngay )(?<!mung )(?<!mong )\b(?:6|sau) (?:thang|months?)\b(?! cuoi)|\bnua nam\b|\bhalf"
    ),
    "quarter": re.compile(r"\bquy\b|\bquarter|\b(?:3|ba) thang\b"),
    "month": re.compile(r"(?<!\d )(?<!sau )(?<!ba )\bthang\b|\b1 thang\b|(?<!\d )\bmonth"),
    "week": re.compile(r"\btuan\b|\bweek|\bthu (?:hai|ba|tu|nam|sau|bay|[2-7])\b|\bchu nhat\b"),
    "year": re.compile(r"(?<!nua )\bnam\b|(?<!half )(?<!half-)\byear|\bannual"),
    "day": re.compile(r"\b(?:hang|moi|every|each) (?:ngay|day)\b|\bdaily\b|^ngay$"),
}
_WEEKDAYS: Mapping[str, re.Pattern[str]] = {
    day: re.compile(rf"\b(?:{words})\b")
    for day, words in zip(
        dates.WEEKDAYS,
        (
            "thu (?:hai|2)|monday",
            "thu (?:ba|3)|tuesday",
            "thu (?:tu|4)|wednesday",
            "thu (?:nam|5)|thursday",
            "thu (?:sau|6)|friday",
            "thu (?:bay|7)|saturday",
            "chu nhat|cn|sunday",
        ),
        strict=True,
    )
}
_DAY_AND_MONTH = re.compile(r"(?<![\d/])(\d{1,2})(?:/| thang )(\d{1,2})(?![\d/])", re.ASCII)
_NEXT = re.compile(r"\b(?:sau|ke tiep|tiep theo)\b")
_LAST = re.compile(r"\bcuoi (?:moi |hang )?(?:thang|quy|nam|ky)\b|\bngay cuoi\b|\blast\b|\bhet ")
_MONTH_INSIDE = re.compile(r"\bthang (dau|cuoi|giua|thu (?:hai|ba|[23]))\b")
_WEEK_INSIDE = re.compile(r"\btuan (dau|thu (?:hai|ba|tu|[2-4]))\b(?= )")
_MONTHS_INSIDE: Mapping[str, int] = {"dau": 1, "giua": 2, "thu hai": 2, "thu 2": 2}
_WEEKS_INSIDE: Mapping[str, int] = {"dau": 7, "thu hai": 14, "thu 2": 14, "thu ba": 21, "thu 3": 21}
_FROM = "22/6/2021"
_COUNT = r"(?P<count>\d{1,3}|mot|hai|ba|bon|nam|sau|two|three|four)"
_UNIT = r"(?P<unit>ngay|tuan|thang|quy|nam|days?|weeks?|months?|quarters?|years?)"
# Intervals: 15 ngày một lần, 2 tuần/lần, mỗi hai tháng. Times per period: 2 lần một tháng, mỗi
# tháng 2 lần.
_INTERVALS = tuple(
    re.compile(way)
    for way in (
        rf"\b{_COUNT} {_UNIT} ?(?:/ ?|mot |1 )lan\b",
        rf"\b(?:moi|hang|every|dinh ky)(?: moi)? {_COUNT} {_UNIT}\b(?! thang)",
    )
)
_TIMES = tuple(
    re.compile(way)
    for way in (
        rf"\b{_COUNT} lan ?(?:/ ?|moi |hang |trong |mot |1 )*{_UNIT}\b",
        rf"\b(?:moi |hang )?{_UNIT}(?: bao cao)? {_COUNT} lan\b",
    )
)
_WORD_OF_MONTHS: Mapping[int, str] = {
    1: "hang thang",
    3: "hang quy",
    6: "hang nua nam",
    12: "hang nam",
}
_WORD_OF_DAYS: Mapping[tuple[int, str], str] = {
    (1, "ngay"): "hang ngay",
    (1, "day"): "hang ngay",
    (7, "ngay"): "hang tuan",
    (7, "day"): "hang tuan",
    (1, "tuan"): "hang tuan",
    (1, "week"): "hang tuan",
}
_NUMBERS: Mapping[str, int] = {
    "mot": 1,
    "hai": 2,
    "ba": 3,
    "bon": 4,
    "nam": 5,
    "sau": 6,
    "two": 2,
    "three": 3,
    "four": 4,
}
_MONTHS_OF: Mapping[str, int] = {
    "thang": 1,
    "month": 1,
    "quy": 3,
    "quarter": 3,
    "nam": 12,
    "year": 12,
}


class SuggestedRule(NamedTuple):
    """Store a rule, or a list of rules, as a file writes it, and whether it is due before its day.

    An interval that no rule can express, such as two weeks, becomes a rule that lists days instead.
    """

    text: str
    is_before: bool
    lists_days: bool = False


def suggest(written: str) -> SuggestedRule | None:
    """Return the rule for words that describe how a duty recurs; None for other words."""
    text = normalize(written)
    if listed := _listed_instead(text):
        return SuggestedRule(f"{{{listed}, from: {_FROM}}}", is_before=False, lists_days=True)
    text = _name_intervals(text)
    if not _RECURRING.search(text):
        return None
    periods = _periods(text)
    hour = HOUR.search(text)
    at = f', at: "{write_hour(hour)}"' if hour and int(hour[1]) < 24 else ""  # noqa: PLR2004 hours
    if len(periods) > 1:
        rules = ", ".join(
            f"{{every: {every}{_default_on(every)}{at}, from: {_FROM}}}" for every in periods
        )
        return SuggestedRule(f"[{rules}]", is_before=False)
    (every,) = periods or [_of_days(text)]
    days = days_meant(text, every)
    on = f", on: {days}" if days else _default_on(every)
    # An hour already sets the limit, and so does a daily rule.
    is_before = bool(days) and not at and bool(re.search(r"\b(?:truoc|before)\b", text))
    return SuggestedRule(f"{{every: {every}{on}{at}, from: {_FROM}}}", is_before)


def period_meant(written: str) -> PeriodName | None:
    """Return the period that a word names, such as “hằng quý”; None for, say, two weeks."""
    text = normalize(written)
    if re.search(
        r"\b(?:[245789]|1\d|hai|two|four) (?:tuan|thang|week|month)|fortnight|lam viec|working",
        text,
    ):
        return None
    periods = _periods(text)
    return periods[0] if len(periods) == 1 else None


def days_meant(written: str, every: PeriodName) -> str:
    """Return the days that words name in a period, as `on` of a rule has them, or an empty text."""
    text = normalize(written)
    days = [day for day in dict.fromkeys(_days(text, every)) if named_days.parse(day, every)]
    return days[0] if len(days) == 1 else f"[{', '.join(days)}]" if days else ""


def _days(text: str, every: PeriodName) -> Iterator[str]:
    if every == "week":
        yield from (day for day, words in _WEEKDAYS.items() if words.search(text))
    elif every == "year":
        for day, month in _DAY_AND_MONTH.findall(text):
            yield f"{int(month):02d}-{int(day):02d}"
        if _LAST.search(text) and not _DAY_AND_MONTH.search(text):
            yield "last"
    elif every in MONTHS:
        yield from _days_of_months(HOUR.sub(" ", text), every)


def _listed_instead(text: str) -> str:
    """Return a rule that lists days, for an interval that no rule has; otherwise an empty text."""
    for way in _INTERVALS:
        if match := way.search(text):
            return _list_interval(_count(match), match["unit"].rstrip("s"))
    for way in _TIMES:
        if match := way.search(text):
            return _list_times(_count(match), match["unit"].rstrip("s"))
    return ""


def _list_interval(count: int, unit: str) -> str:
    """Return a rule with days about every `count` days, weeks or months."""
    if months := count * _MONTHS_OF.get(unit, 0):
        ends = range(months, 13, months)
        days = [f"{month:02d}-{28 if month == 2 else 30}" for month in ends]  # noqa: PLR2004 February
        is_listed = days and months not in MONTHS.values()
        return f"every: year, on: [{', '.join(days)}]" if is_listed else ""
    length = count if unit in ("ngay", "day") else 7 * count
    if length in (0, 1, 7):
        return ""
    days = [str(day) for day in range(length, 28, length)] if length < 28 else []  # noqa: PLR2004
    return f"every: month, on: [{', '.join([*days, 'last'])}]"


def _list_times(count: int, unit: str) -> str:
    """Return a rule with `count` days in each week or month."""
    if unit in ("tuan", "week") and 1 < count <= len(dates.WEEKDAYS):
        step = len(dates.WEEKDAYS) // count
        return f"every: week, on: [{', '.join(dates.WEEKDAYS[step - 1 :: step][:count])}]"
    if unit in ("thang", "month") and 1 < count < 28:  # noqa: PLR2004 the shortest month
        days = [str(30 * part // count) for part in range(1, count)]
        return f"every: month, on: [{', '.join([*days, 'last'])}]"
    return ""


def _count(match: re.Match[str]) -> int:
    return _NUMBERS.get(match["count"]) or int(match["count"])


def _name_intervals(text: str) -> str:
    """Replace intervals by the words for their rules, as “3 tháng một lần”; drop other counts."""
    for way in _INTERVALS:
        if match := way.search(text):
            count, unit = _count(match), match["unit"].rstrip("s")
            months = count * _MONTHS_OF.get(unit, 0)
            text = way.sub(_WORD_OF_MONTHS.get(months, _WORD_OF_DAYS.get((count, unit), " ")), text)
    for way in _TIMES:
        if match := way.search(text):
            unit = match["unit"].rstrip("s")
            months, remainder = divmod(_MONTHS_OF.get(unit, 0), _count(match) or 1)
            word = _WORD_OF_MONTHS.get(months) or _WORD_OF_DAYS.get((1, unit), " ")
            text = way.sub(" " if remainder else word, text)
    return re.sub(r"\b\d{1,3} lan\b", " ", text)


def _days_of_months(text: str, every: PeriodName) -> Iterator[str]:
    if every != "month" and (pairs := _DAY_AND_MONTH.findall(text)):
        yield from (f"{int(month)}-{int(day):02d}" for day, month in pairs)
        return
    week = _WEEK_INSIDE.search(text)
    text = _PERIOD_WORDS["half-year"].sub(" ", text)
    if re.search(r"[/+-]", text):
        return
    numbers = re.findall(r"(?<!\d)(?<!tuan thu )(?<!thang thu )\d{1,2}(?!\d)", text)
    if week and not numbers:
        yield from ([str(_WEEKS_INSIDE.get(week[1], 28))] if every == "month" else ())
        return
    inside = _MONTH_INSIDE.search(text)
    month = _MONTHS_INSIDE.get(inside[1], MONTHS[every]) if inside else MONTHS[every]
    for number in numbers:
        if _NEXT.search(text):
            yield f"+{int(number)}"
        elif every == "month":
            yield str(int(number))
        else:
            yield f"{month}-{int(number):02d}"
    if _LAST.search(text) and not numbers:
        yield "last"


def _periods(text: str) -> list[PeriodName]:
    """Return the periods that a text names, shortest first."""
    text = _INSIDE.sub(lambda match: "thu 5" if match[0] == "thu nam" else " ", text)
    return [every for every in PERIODS if _PERIOD_WORDS[every].search(text)]


def _of_days(text: str) -> PeriodName:
    """Return the period of a text that shows it only in its days: ngày 10 tháng đầu quý sau."""
    if "quy" in text:
        return "quarter"
    return "year" if _DAY_AND_MONTH.search(text) or "nam" in text else "month"


def _default_on(every: PeriodName) -> str:
    return ", on: fri" if every == "week" else ""
