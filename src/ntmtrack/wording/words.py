"""Languages: texts, days and numbers in Vietnamese and English.

English is the text in the code; Vietnamese comes from the gettext catalogue under `locale/`.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date
from datetime import datetime
from datetime import time
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Literal
from typing import Self

if TYPE_CHECKING:
    from decimal import Decimal

Language = Literal["vi", "en"]
LANGUAGES: tuple[Language, ...] = ("vi", "en")
# Language tags in documents of word processors.
TAGS: dict[Language, str] = {"vi": "vi-VN", "en": "en-GB"}
_CATALOGUES = Path(__file__).parent.parent / "locale"
_QUARTERS = ("I", "II", "III", "IV")
_MARKS_OF_NUMBERS = str.maketrans(",.", ".,")  # Vietnamese swaps these
_OF_PLACES = "illage"  # part of every placeholder for a place
_MAGIC = 0x950412DE  # at the start of each catalogue


def N_(text: str) -> str:  # noqa: N802 - the name that gettext tools look for
    """Mark a text for the catalogue; it is translated where it is printed."""
    return text


def NP_(context: str, text: str) -> str:  # noqa: N802 - as above
    """Mark a text whose translation depends on its context."""
    del context
    return text


class Words:
    """Translate and format texts, days and numbers in one language.

    `place` is the directive's word for the places that its file lists, if these are not villages:
    “xã, phường”. It replaces {village}, {villages} and their capitalized forms in texts. `blank` is
    printed where a person fills in a day by hand.
    """

    blank = ""

    def __init__(self, language: Language, place: str | None = None) -> None:
        self.language: Language = language
        self.place = place
        self._place_words = _place_words(language, place)
        self._catalogue = _catalogue(language)
        self._cache: dict[tuple[str, str], str] = {}  # cached, as reports repeat texts in each row

    def with_place_word(self, place: str | None) -> Self:
        """Return the same words with another word for a place."""
        return self if place == self.place else type(self)(self.language, place)

    def say(self, text: str, /, **values: object) -> str:
        """Return a text in this language with values filled in; integers get thousands marks."""
        translated = self._translate(text, text)
        return self._filled(translated, values) if values else translated

    def say_in(self, context: str, text: str, /) -> str:
        """Return a text marked with NP_ in this language."""
        return self._translate(f"{context}\4{text}", text)

    def plural(self, singular: str, plural: str, count: int, /, **values: object) -> str:
        """Return the singular or plural of a text, in which {count} is the count."""
        template = self._translate(f"{singular}\0{plural}", singular if count == 1 else plural)
        return self._filled(template, {"count": self.count(count), **values})

    def _filled(self, template: str, values: dict[str, object]) -> str:
        """Fill in values; integers get thousands marks, so pass a year as text."""
        marked = {name: self.number(v) if type(v) is int else v for name, v in values.items()}
        return template.format(**marked)

    def title(self, text: str, english: str | None) -> str:
        """Return a title in the file, or its English version there if this language is English."""
        return (self.language == "en" and english) or text

    def _translate(self, key: str, english: str) -> str:
        """Return the translation of a key, or the English text, with the word for a place."""
        if (key, english) in self._cache:
            return self._cache[key, english]
        text = self._catalogue.find(key) or english
        if _OF_PLACES in text:
            for placeholder, word in self._place_words:
                text = text.replace(placeholder, word)
        self._cache[key, english] = text
        return text

    def count(self, count: int) -> str:
        """Format a count for a sentence."""
        return self.number(count)

    def day(self, day: date) -> str:
        """Format a day as offices write it: 30/06/2021."""
        return f"{day.day:02}/{day.month:02}/{day.year:04}"

    def day_in_full(self, day: date) -> str:
        """Format a day for where papers write it in words."""
        return self.day(day)

    def when(self, when: datetime) -> str:
        """Format a day, with its time unless that is 00:00."""
        return self.day(when) if when.time() == time() else f"{self.day(when)} {when:%H:%M}"

    def day_in_sentence(self, day: date) -> str:
        """Format a day where a sentence may have a period instead: ngày 30/06/2021."""
        return self.say_in("in a sentence", _DAY).format(day=self.day(day))

    def hour(self, day: date, hour: time) -> str:
        """Format an hour of a day: 17 giờ 00 ngày 27/11/2025."""
        return self.say(
            "{hour}:{minute} on {day}", hour=f"{hour:%H}", minute=f"{hour:%M}", day=self.day(day)
        )

    def period(self, every: str, part: int, year: int) -> str:
        """Return a period's name: tháng 11/2025, quý IV/2025, 6 tháng đầu năm 2025, năm 2025."""
        values: dict[str, object] = {"year": str(year)}
        match every:
            case "month":
                return self.say(_MONTHS[part - 1], **values)
            case "quarter":
                quarter = _QUARTERS[part - 1] if self.language == "vi" else part
                return self.say("Q{quarter} {year}", quarter=quarter, **values)
            case "half-year" if part == 1:
                return self.say("the first half of {year}", **values)
            case "half-year":
                return self.say("the second half of {year}", **values)
        return self.say("{year}", **values)

    def ending(self, day: date, hour: time | None, period: tuple[str, int, int] | None) -> str:
        """Format the end of a deadline: a day, an hour of a day, or the end of a period."""
        if period:
            return self.say("the end of {period}", period=self.period(*period))
        return self.day_in_sentence(day) if hour is None else self.hour(day, hour)

    def number(self, value: Decimal | int) -> str:
        """Format a number with this language's marks: 2.450,5 or 2450.5."""
        grouping = "," if self.language == "vi" else ""
        return self._with_marks(f"{value:{grouping}{'d' if isinstance(value, int) else 'f'}}")

    def _with_marks(self, number: str) -> str:
        """Convert the marks of an English number to those of this language."""
        return number.translate(_MARKS_OF_NUMBERS) if self.language == "vi" else number

    def percent(self, rate: float | None) -> str:
        """Format a rate from 0 to 1 as a percentage, or None as a dash."""
        return "–" if rate is None else f"{self._with_marks(f'{100 * rate:.1f}')}%"


# In English, kinds of places that are like villages are called so, too.
_PLACES_IN_ENGLISH = {
    **dict.fromkeys(("xóm", "bản", "ấp", "buôn", "khóm"), "village"),
    **dict.fromkeys(("tổ dân phố", "khu phố", "khối"), "neighbourhood"),
    **dict.fromkeys(("huyện", "quận"), "district"),
    **dict.fromkeys(("thị trấn", "thị xã"), "town"),
    "xã": "commune",
    "phường": "ward",
    "tỉnh": "province",
}


def _place_words(language: Language, place: str | None) -> tuple[tuple[str, str], ...]:
    """Return the word for each placeholder of a place."""
    if language == "vi":
        word = plural = place or "thôn"
    else:
        word = _PLACES_IN_ENGLISH.get(place, "place") if place else "village"
        plural = f"{word}s"
    return (
        ("{village}", word),
        ("{villages}", plural),
        ("{Village}", word.capitalize()),
        ("{Villages}", plural.capitalize()),
    )


class _Catalogue:
    """Look up translations in a compiled gettext catalogue.

    It has two thousand texts: reading them all takes 1.5 ms, looking up those of a run a fifth of
    that. English texts are sorted by their bytes (`hatch_build` ensures that), for a binary search;
    a text not found so, as in a catalogue compiled by others, is looked up in a full index.
    Vietnamese has one form for all numbers, so a plural is a text like any other.
    """

    def __init__(self, data: bytes) -> None:
        count, *tables = _numbers(data, 8, 3) if data else (0, 0, 0)
        self._data, self._count = data, count
        self._english, self._translated = (_numbers(data, table, 2 * count) for table in tables)
        self._places: dict[bytes, int] = {}  # index of all texts, once the binary search has failed

    def find(self, english: str) -> str:
        """Return the translation of a text, or an empty text."""
        text = english.encode()
        first, end = 0, self._count
        while first < end:
            middle = (first + end) // 2
            if self._text(self._english, middle) < text:
                first = middle + 1
            else:
                end = middle
        if first == self._count or self._text(self._english, first) != text:
            if not self._places:
                self._places = {self._text(self._english, at): at for at in range(self._count)}
            first = self._places.get(text, -1)
        return "" if first < 0 else self._text(self._translated, first).decode()

    def _text(self, table: Sequence[int], number: int) -> bytes:
        size, at = table[2 * number], table[2 * number + 1]
        return self._data[at : at + size]


def _numbers(data: bytes, at: int, count: int) -> Sequence[int]:
    """Read 32-bit numbers of a catalogue, also of one made with the other byte order."""
    part = data[at : at + 4 * count]
    if int.from_bytes(data[:4], sys.byteorder) == _MAGIC:
        return memoryview(part).cast("I")
    import struct

    order = "<" if sys.byteorder == "big" else ">"
    return struct.unpack(f"{order}{count}I", part)


@lru_cache(maxsize=len(LANGUAGES))
def _catalogue(language: Language) -> _Catalogue:
    """Return the catalogue of a language; that of English is empty."""
    path = _CATALOGUES / language / "LC_MESSAGES" / "ntmtrack.mo"
    return _Catalogue(b"" if language == "en" else path.read_bytes())


STATUSES = {
    "done": N_("done on time"),
    "done-late": N_("done late"),
    "overdue": N_("overdue"),
    "due-today": N_("due today"),
    "due-soon": N_("due soon"),
    "open": N_("in time"),
    "no-deadline": N_("no deadline"),
    "waiting": N_("waiting for its event"),
    "cancelled": N_("cancelled"),
}
# Readings that reports print for some items of a status, and whether unfinished items are begun.
WAS_OVERDUE = N_("was overdue")
OCCURRENCES_OVERDUE = N_("some occurrences were overdue")
READINGS = {
    "late-to-begin": N_("late to begin"),
    "late-to-finish": N_("overdue, not counting what is late to begin"),
    "begun-late": N_("begun late"),
    "begun-on-time": N_("begun on time"),
    "was-overdue": WAS_OVERDUE,
    "occurrences-overdue": OCCURRENCES_OVERDUE,
    "standing": N_("standing"),
    "no-date": N_("no date set yet"),
    "in-progress": N_("in progress"),
    "not-started": N_("not begun"),
}
LABELS = {**STATUSES, **READINGS}
# Status words of the matrix, short enough for narrow columns.
MATRIX = "matrix"
SHORT_STATUSES = {
    "done": NP_("matrix", "done"),
    "done-late": NP_("matrix", "done*"),
    "overdue": NP_("matrix", "late"),
    "due-today": NP_("matrix", "today"),
    "due-soon": NP_("matrix", "soon"),
    "open": NP_("matrix", "open"),
    "no-deadline": NP_("matrix", "–"),
    "waiting": NP_("matrix", "waits"),
    "cancelled": NP_("matrix", "void"),
    "late-to-begin": NP_("matrix", "begin"),
    "begun-late": NP_("matrix", "begun*"),
    "begun-on-time": NP_("matrix", "begun"),
}
MARKS = {
    "started": N_("started"),
    "done": N_("done"),
    "reopened": N_("reopened"),
    "extended": N_("extended"),
    "cancelled": N_("cancelled"),
    "note": N_("note"),
    "obstacle": N_("obstacle"),
    "solved": N_("obstacle solved"),
    "reminded": N_("reminded"),
    "nothing": N_("nothing to report"),
    "excused": N_("excused"),
    "undone": N_("taken back"),
}
# Values of a task's `evidence` with a translation; others are printed as written.
EVIDENCE = {"photo": N_("photos")}
# Other words that people use for those of the file format.
SPOKEN = {
    "no-deadline": ("không thời hạn", "không hạn", "without a deadline"),
    "no-date": ("without a date yet",),
    "waiting": ("waiting for an event",),
    "done-late": ("xong",),
    "occurrences-overdue": ("có kỳ quá hạn", "some occurrences overdue"),
    "started": ("bắt đầu",),
    "done": ("xong", "hoàn thành"),
    "reopened": ("mở lại",),
    "extended": ("gia hạn",),
    "cancelled": ("hủy", "đã hủy"),
    "note": ("ghi chú",),
    "obstacle": ("khó khăn", "vướng mắc"),
    "solved": ("tháo gỡ", "đã tháo gỡ", "đã giải quyết"),
    "reminded": ("nhắc", "đã nhắc", "đôn đốc"),
    "nothing": ("không có nội dung",),
    "excused": ("miễn",),
    "undone": ("rút lại",),
    "mon": ("thứ hai", "thứ 2", "t2"),
    "tue": ("thứ ba", "thứ 3", "t3"),
    "wed": ("thứ tư", "thứ 4", "t4"),
    "thu": ("thứ năm", "thứ 5", "t5"),
    "fri": ("thứ sáu", "thứ 6", "t6"),
    "sat": ("thứ bảy", "thứ 7", "t7"),
    "sun": ("chủ nhật", "cn"),
    "day": ("ngày", "hằng ngày", "daily"),
    "week": ("tuần", "hằng tuần", "weekly"),
    "village": ("thôn",),
    "owner": ("chủ trì", "đơn vị"),
    "person": ("người", "cá nhân"),
    "body": ("đơn vị", "cơ quan"),
    "before": ("trước",),
    "by": ("chậm nhất", "đến hết"),
    "start": ("bắt đầu",),
    "finish": ("hoàn thành",),
    "true": ("có", "yes"),
    "false": ("không", "no"),
}
WEEKDAYS = (
    *(N_("Monday"), N_("Tuesday"), N_("Wednesday"), N_("Thursday")),
    *(N_("Friday"), N_("Saturday"), N_("Sunday")),
)
_DAY = NP_("in a sentence", "{day}")
_MONTHS = (
    *(N_("January {year}"), N_("February {year}"), N_("March {year}")),
    *(N_("April {year}"), N_("May {year}"), N_("June {year}")),
    *(N_("July {year}"), N_("August {year}"), N_("September {year}")),
    *(N_("October {year}"), N_("November {year}"), N_("December {year}")),
)
