"""States and days as people write them in forms: only what has a single meaning is accepted.

A day may lack its year, or a spreadsheet may have swapped day and month: a CSV cell has no type, so
7/5 may have been written for the 5th of July. Only the days that the form was sent out with prove
the order.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from contextlib import suppress
from datetime import date
from datetime import datetime
from datetime import time
from decimal import Decimal
from typing import Literal
from typing import NamedTuple
from typing import get_args

from ntmtrack import wording
from ntmtrack.directive import dates
from ntmtrack.directive import names
from ntmtrack.directive.dates import format_day
from ntmtrack.directive.model import MarkName
from ntmtrack.directive.model import Task
from ntmtrack.wording.problem import NtmError
from ntmtrack.wording.problem import usage
from ntmtrack.wording.words import LANGUAGES
from ntmtrack.wording.words import MARKS
from ntmtrack.wording.words import SPOKEN
from ntmtrack.wording.words import Words

# The marks that a row may have; others, such as an extension, need more than a row holds.
FORM_MARKS: tuple[MarkName, ...] = (
    *("done", "started", "note", "obstacle", "solved", "nothing", "excused"),
)
Meaning = MarkName | Literal["going on", "not done"]
_ALSO: dict[Meaning, tuple[str, ...]] = {
    "done": (
        *("đã hoàn thành", "đã xong", "đã làm", "làm xong", "đã làm xong", "đã triển khai xong"),
        *("đã thực hiện", "thực hiện xong", "đã thực hiện xong", "hoàn tất", "đã hoàn tất"),
        *("ht", "đã ht", "completed", "finished"),
        *(
            f"{done} {when}"
            for done in ("hoàn thành", "đã hoàn thành", "ht", "đã ht")
            for when in ("đúng hạn", "quá hạn", "trước hạn", "đúng tiến độ", "đúng thời hạn")
        ),
    ),
    "nothing": ("không phát sinh",),
    "going on": (
        *("đang thực hiện", "đang làm", "đang triển khai", "đang tiến hành", "đang hoàn thành"),
        *("đang triển khai thực hiện", "in progress", "ongoing"),
    ),
    "not done": (
        *("chưa", "chưa thực hiện", "chưa làm", "chưa xong", "chưa hoàn thành", "chưa triển khai"),
        *("chưa thực hiện xong", "chưa làm xong", "chưa hoàn tất", "chưa triển khai thực hiện"),
        *("chưa báo cáo", "chưa nộp", "chưa nộp báo cáo", "chưa gửi", "chưa gửi báo cáo"),
        *("chưa bắt đầu", "not done", "not yet", "not started"),
    ),
}
# “Handed in” means done if the task is a report, but not for a road; the words of reports follow.
_HANDED_IN = (
    *(
        f"đã {sent}{when}"
        for sent in ("nộp", "gửi", "báo cáo", "nộp báo cáo", "gửi báo cáo")
        for when in ("", " đúng hạn", " quá hạn", " đầy đủ")
    ),
    *("reported", "submitted", "sent"),
)
_REPORTS = ("báo cáo", "nộp", "gửi", "report", "submit", "send")
_DONE_TO = re.compile(
    r"(?P<done>(?:da )?(?:hoan thanh|ht|xong|done))?"
    r"(?:da |dang )?(?:thuc hien|lam|dat)?(?: duoc| khoang)*"
    r" ?(?P<rate>\d{1,3}(?:[.,]\d{1,2})?) ?%(?: khoi luong| cong viec| done)?",
    re.ASCII,
)
_WHOLE = 100
Order = Literal["day first", "month first"]
ORDERS: tuple[Order, ...] = get_args(Order)
_DAY = re.compile(r"(\d{1,2})([./-])(\d{1,2})(?:\2(\d{4}|\d{2}))?", re.ASCII)
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_CENTURY = 2000
_LONG_YEAR = 4


class WordMeaning(NamedTuple):
    """Describe the meaning of a state; `words` keeps the text if it says more, such as 80%."""

    meaning: Meaning
    words: str | None = None


def mark_word(mark: MarkName, words: Words) -> str:
    """Return the word for a mark in a form's drop-down list, whose words cannot contain commas."""
    return words.say(MARKS[mark]).partition(",")[0]


def mark_words(words: Words) -> list[str]:
    """Return the words for all marks of a form."""
    return [mark_word(mark, words) for mark in FORM_MARKS]


def meaning_of(text: str, task: Task | None) -> WordMeaning | None:
    """Return the meaning of a state in any language, with or without accents, or None.

    If the task is unknown, return the meaning that the text could have for any task.
    """
    folded = names.fold(text)
    for mark in FORM_MARKS:
        full = [Words(language).say(MARKS[mark]) for language in LANGUAGES]
        short = [mark_word(mark, Words(language)) for language in LANGUAGES]
        spoken = SPOKEN.get(mark, ())
        if folded in map(names.fold, (mark, *full, *short, *spoken)):
            return WordMeaning(mark)
    for meaning, spellings in _ALSO.items():
        if folded in map(names.fold, spellings):
            return WordMeaning(meaning)
    if folded in map(names.fold, _HANDED_IN):
        return WordMeaning("done") if task is None or _is_report(task) else None
    return _done_to(text, folded)


def _is_report(task: Task) -> bool:
    """Return whether a task is fulfilled by handing something in."""
    texts = list(filter(None, (task.title, task.title_en, task.product)))
    return bool(task.repeat) or any(
        names.has_whole_words(word, text) for word in _REPORTS for text in texts
    )


def _done_to(text: str, folded: str) -> WordMeaning | None:
    """Return the meaning of a percentage: less than 100 is going on, 0 is not done."""
    if not (match := _DONE_TO.fullmatch(folded)):
        return None
    rate = Decimal(match["rate"].replace(",", "."))
    if rate == 0:
        return WordMeaning("not done")
    if rate < _WHOLE:
        return WordMeaning("going on", text)
    return WordMeaning("done") if rate == _WHOLE and match["done"] else None


class OwnDay(NamedTuple):
    """Store a day that the form was sent out with: its text as returned, and its known values."""

    text: str
    known: AbstractSet[date]


class FormDays(NamedTuple):
    """Describe how the days of a form are to be read.

    `orders` are the possible orders of day and month, or the one that is proved. `years` are the
    years of the form's own days. What happened lies between `first` and `last`.
    """

    orders: tuple[Order, ...]
    years: AbstractSet[int]
    first: date
    last: date


def form_days(own: Iterable[OwnDay], first: date, last: date, *, is_csv: bool) -> FormDays:
    """Return how days in a form are to be read, judging by the days it was sent out with."""
    own = list(own)
    orders: tuple[Order, ...] = ORDERS if is_csv else ("day first",)
    proofs = {order for day in own for order in _proved(day)} if is_csv else set()
    years = {day.year for each in own for day in readings(each.text).values()}
    return FormDays(tuple(proofs) if len(proofs) == 1 else orders, years, first, last)


def readings(text: str) -> Mapping[Order, date]:
    """Return the day that a text with a year means, for each order in which it is valid."""
    if _ISO.fullmatch(text):
        with suppress(NtmError):
            return dict.fromkeys(ORDERS, dates.parse_day(text))
    match = _DAY.fullmatch(text)
    return _in_orders(match, ORDERS, _year(match)) if match else {}


def moment(text: str, days: FormDays) -> datetime:
    """Parse a day or a moment of a form in the only way it can be meant, or raise a usage error."""
    day, clock = dates.split_moment(text)
    match = _DAY.fullmatch(day)
    if not match:
        return dates.parse_when(text)
    hour = time() if clock is None else dates.parse_time(clock)
    return datetime.combine(_day(match, days), hour)


def _day(match: re.Match[str], days: FormDays) -> date:
    year = _year(match)
    if match[4] and year is None:
        raise usage(wording.Code.BAD_DATE, value=match[0])
    without_year = year is None
    by_order = _without_year(match, days) if without_year else _in_orders(match, days.orders, year)
    if len(set(by_order.values())) > 1:  # a future day has not happened
        by_order = {order: day for order, day in by_order.items() if day <= days.last} or by_order
    if len(set(by_order.values())) > 1:
        first, last = map(format_day, (by_order["day first"], by_order["month first"]))
        iso = [by_order[order].isoformat() for order in ORDERS]
        raise usage(
            wording.Code.WHICH_DAY, value=match[0], first=first, last=last, known=" / ".join(iso)
        )
    if not by_order:
        code = wording.Code.NO_YEAR_FORM if without_year else wording.Code.NO_SUCH_DAY
        raise usage(code, value=match[0])
    return next(iter(by_order.values()))


def _without_year(match: re.Match[str], days: FormDays) -> dict[Order, date]:
    """Return the day that a text without a year means, per order, if just one year fits."""
    by_order: dict[Order, date] = {}
    for order in days.orders:
        possible = [
            day
            for year in sorted(days.years)
            for day in _in_orders(match, (order,), year).values()
            if days.first <= day <= days.last
        ]
        if len(possible) == 1:
            by_order[order] = possible[0]
        elif possible:
            raise usage(wording.Code.NO_YEAR_FORM, value=match[0])
    return by_order


def _in_orders(
    match: re.Match[str], orders: Iterable[Order], year: int | None
) -> dict[Order, date]:
    """Return the day for each order in which it exists; with dots, the day always comes first."""
    days: dict[Order, date] = {}
    if year is None or not dates.FIRST_YEAR <= year <= dates.LAST_YEAR:
        return days
    for order in orders if match[2] != "." else ("day first",):
        numbers = (int(match[1]), int(match[3]))
        day, month = numbers if order == "day first" else numbers[::-1]
        with suppress(ValueError):
            days[order] = date(year, month, day)
    return days


def _year(match: re.Match[str]) -> int | None:
    """Return the written year, or None; 18-06-25 may begin with the year, so it has none."""
    if not match[4]:
        return None
    if len(match[4]) == _LONG_YEAR:
        return int(match[4])
    return None if match[2] == "-" else _CENTURY + int(match[4])


def _proved(day: OwnDay) -> Iterable[Order]:
    """Return the order that one of the form's own days proves; an ISO day proves day first."""
    by_order = readings(day.text)
    if _ISO.fullmatch(day.text):
        return ("day first",) if by_order else ()
    if len(by_order) == 1:
        return tuple(by_order)
    fitting = [order for order, parsed in by_order.items() if parsed in day.known]
    return fitting if len(fitting) == 1 else ()
