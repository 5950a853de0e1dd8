"""The rule of recurrence that words such as “trước ngày 20 hằng tháng” stand for, to be offered."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Mapping
from typing import NamedTuple

from ntmtrack.directive import dates
from ntmtrack.directive import named_days
from ntmtrack.directive.mistaken_deadlines import HOUR
from ntmtrack.directive.mistaken_deadlines import plain
from ntmtrack.directive.mistaken_deadlines import write_hour
from ntmtrack.directive.periods import MONTHS
from ntmtrack.directive.periods import PeriodName

_RECURRING = re.compile(
    r"\b(?:hang|moi|every|each|daily|weekly|monthly|quarterly|yearly|annually)\b|\bdinh ky\b"
    r"|\bmot lan\b|\b(?:ngay|mung|mong) \d{1,2} .*(?:thang|quy|nam|ky) (?:sau|ke tiep|tiep theo)\b"
    r"|\bngay \d{1,2} thang (?:cuoi|dau)\b"
    r"|^(?:bao cao )?(?:(?:\d+|mot) )?(?:tuan|thang|quy|nam)"
    r"(?:[, ]+(?:va )?(?:(?:\d+|mot) )?(?:tuan|thang|quy|nam))*$"
)
# What is named within a period, which names no period of its own: ngày 6 tháng cuối quý.
_INSIDE = re.compile(
    r"\bthang (?:cuoi|dau|thu \w+)\b(?: cua)?(?: (?:quy|ky))?(?: (?:sau|ke tiep|tiep theo))?"
    r"|\b\d{1,2} thang \d{1,2}\b|\b(?:thang|quy|nam|ky) (?:sau|ke tiep|tiep theo)\b"
    r"|\bcuoi (?:thang|quy|nam)\b(?= )|\bthu nam\b|\bngay cuoi\b"
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
_LAST_MONTH = re.compile(r"\bthang cuoi\b")
_FROM = "22/6/2021"


class Offer(NamedTuple):
    """Hold the rule, or list of rules, as a file writes it, and whether it is due before it."""

    text: str
    is_before: bool


def offer(written: str) -> Offer | None:
    """Give the rule for words that say how a duty recurs; None for other words."""
    text = plain(written)
    if not _RECURRING.search(text):
        return None
    found = _periods(text)
    hour = HOUR.search(text)
    at = f', at: "{write_hour(hour)}"' if hour and int(hour[1]) < 24 else ""  # noqa: PLR2004 hours
    if len(found) > 1:
        rules = ", ".join(
            f"{{every: {every}{_default_on(every)}{at}, from: {_FROM}}}" for every in found
        )
        return Offer(f"[{rules}]", is_before=False)
    (every,) = found or [_of_days(text)]
    days = days_meant(text, every)
    on = f", on: {days}" if days else _default_on(every)
    is_before = bool(days) and every != "day" and bool(re.search(r"\b(?:truoc|before)\b", text))
    return Offer(f"{{every: {every}{on}{at}, from: {_FROM}}}", is_before)


def period_meant(written: str) -> PeriodName | None:
    """Give the period that a word for it names, as in “hằng quý”; none for two weeks."""
    text = plain(written)
    if re.search(
        r"\b(?:[245789]|1\d|hai|two|four) (?:tuan|thang|week|month)|fortnight|lam viec|working",
        text,
    ):
        return None
    found = _periods(text)
    return found[0] if len(found) == 1 else None


def days_meant(written: str, every: PeriodName) -> str:
    """Give the days that words name in a period, as `on` of a rule writes them; else nothing."""
    text = plain(written)
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


def _days_of_months(text: str, every: PeriodName) -> Iterator[str]:
    text = _PERIOD_WORDS["half-year"].sub(" ", text)
    if re.search(r"[/+-]", text):
        return
    numbers = re.findall(r"(?<!\d)\d{1,2}(?!\d)", text)
    for number in numbers:
        if _NEXT.search(text):
            yield f"+{int(number)}"
        elif every == "month":
            yield str(int(number))
        elif _LAST_MONTH.search(text):
            yield f"{MONTHS[every]}-{int(number):02d}"
    if _LAST.search(text) and not numbers:
        yield "last"


def _periods(text: str) -> list[PeriodName]:
    """List the periods that a text names, the shortest first."""
    text = _INSIDE.sub(lambda match: "thu 5" if match[0] == "thu nam" else " ", text)
    order: tuple[PeriodName, ...] = ("day", "week", "month", "quarter", "half-year", "year")
    return [every for every in order if _PERIOD_WORDS[every].search(text)]


def _of_days(text: str) -> PeriodName:
    """Tell what a text recurs by that names it only in its days: ngày 10 tháng đầu quý sau."""
    if "quy" in text:
        return "quarter"
    return "year" if _DAY_AND_MONTH.search(text) or "nam" in text else "month"


def _default_on(every: PeriodName) -> str:
    return ", on: fri" if every == "week" else ""
