"""Index the patterns of times, to try on a text only those that it may match."""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from functools import cache
from itertools import groupby
from operator import itemgetter
from typing import Any
from typing import NamedTuple

from ntmtrack.drafting.phrases import cell_grammar
from ntmtrack.drafting.phrases import deadline_grammar
from ntmtrack.drafting.phrases import more_days
from ntmtrack.drafting.phrases import rhythm_readers
from ntmtrack.drafting.phrases import spelling
from ntmtrack.drafting.phrases import time_readers
from ntmtrack.drafting.phrases.time_readers import WEEKDAYS


class Sign(NamedTuple):
    """Describe what a text must have for a pattern to match: one of these words, and this shape."""

    words: tuple[str, ...] = ("",)
    shape: re.Pattern[str] | None = None


_OF_TIME = re.compile(  # without one of these, no pattern for sentences matches
    r"\d|ngày|tuần|tháng|qu[ýí]|năm|thứ|chủ nhật|tết|chạp|giêng|rằm|mùng|mồng|âm lịch|âl"
    r"|h[ằà]ng đêm|ngay sau|hôm nay|q[ivx]"
)
_YEAR = re.compile(r"\d{4}")
_DAY = re.compile(r"\d(?: tháng | ?[/.-] ?)\d")


def _each(period: str) -> tuple[str, ...]:
    return tuple(f"{every} {period}" for every in ("hằng", "hàng", "mỗi", "định kỳ"))


# By reader. Most texts lack most signs, so most patterns need no search.
_SIGNS: Mapping[Any, Sign] = {
    rhythm_readers.daily: Sign((*_each("ngày"), "hằng đêm", "hàng đêm", " lần", " buổi", " lượt")),
    rhythm_readers.weekly: Sign(("tuần",)),
    rhythm_readers.from_weekday_to_weekday: Sign(_each("tuần")),
    rhythm_readers.on_weekdays: Sign(
        (
            *(*_each("thứ"), *_each("chủ nhật")),
            *(*_each("sáng"), *_each("trưa"), *_each("chiều"), *_each("tối")),
            *("các ngày", "các buổi", "các sáng", "các trưa", "các chiều", "các tối"),
        )
    ),
    rhythm_readers.monthly: Sign(
        (
            *(*_each("tháng"), "tháng/", "tháng /", "/tháng", "/ tháng"),
            *("tháng sau", "tháng kế tiếp", "tháng tiếp theo", "tháng liền kề", "báo cáo tháng"),
        )
    ),
    rhythm_readers.quarterly: Sign(("quý", "quí", "3 tháng")),
    rhythm_readers.half_yearly: Sign(("6 tháng",)),
    rhythm_readers.yearly: Sign(
        (
            *(*_each("năm"), "6 tháng", "tổng kết năm", "báo cáo năm"),
            *("và năm", ", năm", "/năm", "/ năm"),
        )
    ),
    cell_grammar.next_month: Sign(("tháng kế tiếp", "tháng tiếp theo", "tháng liền kề")),
    cell_grammar.listed_periods: Sign(("tháng", "quý", "quí", "t")),
    cell_grammar.weekdays_of_period: Sign(("các ",)),
    cell_grammar.always_or_a_day: Sign(("24/7", "24/24")),
    time_readers.offset: Sign(("ngày",), re.compile(r"\d ngày")),
    time_readers.start: Sign(("từ",)),
    time_readers.start_of_period: Sign(("từ",)),
    time_readers.from_day_to_day: Sign(("đến", "tới", "-"), re.compile(r"\d ?(?:đến|tới|-)")),
    more_days.range_of_days: Sign(("từ",), re.compile(r"\d ?(?:đến|tới|-)")),
    rhythm_readers.weekdays_of_months: Sign(("các ",)),
    more_days.listed_days: Sign(("ngày",), re.compile(r"\d ?(?:,|và) ?(?:và ?)?\d")),
    time_readers.meeting_of_month: Sign(("sinh hoạt", "hội nghị", "họp", "giao ban")),
    time_readers.no_date: Sign(("ngay sau",)),
    time_readers.lunar: Sign(("tết", "chạp", "giêng", "rằm", "mùng", "mồng", "âm lịch", "âl")),
    time_readers.no_day: Sign(("tết", "năm học")),
}
# For readers with several patterns in sentences: by reader and a named group of the pattern.
_SIGNS_OF_PARTS: Mapping[tuple[Any, str], Sign] = {
    (more_days.held_on, "opening"): Sign(
        ("ngày", "/"), re.compile(r"^\W*(?:vào|lúc|sáng|chiều|tối|ngày|\d)")
    ),
    (more_days.held_on, "meeting"): Sign(("(ngày ",)),
    (more_days.held_on, "words"): Sign((" ngày ",), _DAY),
    (more_days.held_on, "day"): Sign(
        ("thứ", "chủ nhật", "sáng", "trưa", "chiều", "tối", "đêm"),
        re.compile(
            rf"(?:{spelling.any_of(WEEKDAYS)}\b,? ?\(?|(?:sáng|trưa|chiều|tối|đêm) )(?:ngày )?\d"
        ),
    ),
    (time_readers.one_day, "day"): Sign(("ngày", "/", "-", ".", "tháng"), _DAY),
    (time_readers.from_period_to_period, "year"): Sign(("tháng", "quý", "quí"), _YEAR),
    (time_readers.from_period_to_period, "lead"): Sign(("tháng",)),
    (time_readers.no_day, "lead"): Sign(
        ("hôm nay", "ngày", "tuần", "tháng", "năm"),
        re.compile(
            r"hôm nay|ngày (?:mai|kia|\d)|(?:tuần|tháng) (?:này|sau|tới)|năm (?:nay|tới|\d|học \d)"
            r"|cuối năm"
        ),
    ),
    (time_readers.span_only, "unit"): Sign(("trong vòng", "trong thời hạn", "không quá", "tối đa")),
    (time_readers.period, "month"): Sign(("tháng",)),
    (time_readers.period, "quarter"): Sign(("q",), re.compile(r"qu[ýí]|q[ivx\d]")),
    (time_readers.period, "half"): Sign(("6 tháng", "sáu tháng")),
    (time_readers.period, "year"): Sign(("năm ",)),
}


class TimeWay(NamedTuple):
    """Describe a pattern of times: its reader, its source, and the group that has its words.

    It is compiled when a text first has its sign; one document needs about half of all patterns.
    """

    read: Any
    source: str  # of the pattern
    words: str | int  # the group of its words, without their context

    @property
    def pattern(self) -> re.Pattern[str]:
        """Return the compiled pattern."""
        return _pattern(self.source)


_pattern = cache(re.compile)


Ways = tuple[
    tuple[Sign, tuple[TimeWay, ...]], ...
]  # in order; neighbours with the same sign share it


def _signed(
    ways: Iterable[tuple[Any, str]], of_parts: Mapping[tuple[Any, str], Sign] | None = None
) -> Ways:
    signed: list[tuple[Sign, TimeWay]] = []
    for read, way in ways:
        parts = re.findall(r"\(\?P<(\w+)>", way)
        named = (
            sign for (of, part), sign in (of_parts or {}).items() if of is read and part in parts
        )
        sign = next(named, _SIGNS.get(read, Sign()))
        signed.append((sign, TimeWay(read, way, "words" if "words" in parts else 0)))
    by_sign = groupby(signed, key=itemgetter(0))
    return tuple((sign, tuple(way for _, way in same)) for sign, same in by_sign)


IN_SENTENCES = _signed(deadline_grammar.WAYS, _SIGNS_OF_PARTS)
RHYTHMS = _signed(rhythm_readers.RHYTHMS)
FIRST_IN_CELLS = _signed(cell_grammar.FIRST)
IN_CELLS = _signed(cell_grammar.WAYS)


def may_name_time(low: str) -> bool:
    """Return whether a sentence may name a time; a fast check that rules out most of them."""
    return bool(_OF_TIME.search(low))


def fitting(ways: Ways, low: str) -> Iterator[TimeWay]:
    """Yield the patterns whose signs a text has."""
    for (words, shape), signed in ways:
        for word in words:
            if word in low:
                if shape is None or shape.search(low):
                    yield from signed
                break
