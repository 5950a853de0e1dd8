"""Months, quarters, half-years and years, as directives name them.

A period is known by its kind and its number. Those of a kind are counted on through the years: the
number of a month is 12 times its year and the months before it.
"""

import re
from collections.abc import Mapping
from datetime import date
from datetime import timedelta
from typing import Literal
from typing import get_args

from ntmtrack.directive import dates
from ntmtrack.directive import names
from ntmtrack.records import Record
from ntmtrack.wording.problem import NamedPeriod

PeriodName = Literal["day", "week", "month", "quarter", "half-year", "year"]
PERIODS: tuple[PeriodName, ...] = get_args(PeriodName)
# How many months the longer periods have.
MONTHS: Mapping[PeriodName, int] = {"month": 1, "quarter": 3, "half-year": 6, "year": 12}
_YEAR = r"(?P<year>\d{4})"
_ROMAN: Mapping[str, int] = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_OF_YEAR = rf"(?:\s*/\s*|\s+(?:nam\s+)?){_YEAR}"  # folded, a hyphen is a space
# As ISO 8601 writes them where it has a way, and as people do, folded.
_ISO = rf"{_YEAR}(?:-(?:(?P<month>\d{{2}})|Q(?P<quarter>\d)|H(?P<half>\d)))?"
_WAYS: tuple[tuple[PeriodName, str], ...] = (
    ("month", rf"(?:thang\s+)?(?P<part>\d{{1,2}}){_OF_YEAR}"),
    ("quarter", rf"(?:qu[yi]\s+|q)(?P<part>\d|i{{1,3}}|iv){_OF_YEAR}"),
    ("half-year", rf"(?:6|sau)\s+thang\s+(?P<part>dau|cuoi)\s+nam\s+{_YEAR}"),
    ("year", rf"nam\s+(?P<part>){_YEAR}"),
)
_PARTS: Mapping[str, int] = {**_ROMAN, "dau": 1, "cuoi": 2}


class Period(Record):
    """Hold a month, a quarter, a half-year or a year."""

    every: PeriodName
    number: int

    @property
    def year(self) -> int:
        """Return its year."""
        return self.number * MONTHS[self.every] // 12

    @property
    def part(self) -> int:
        """Return which part of its year it is, from 1: the 4 of a fourth quarter."""
        return self.number % (12 // MONTHS[self.every]) + 1

    @property
    def first(self) -> date:
        """Return its first day."""
        return date(self.year, self.number * MONTHS[self.every] % 12 + 1, 1)

    @property
    def last(self) -> date:
        """Return its last day."""
        return Period(self.every, self.number + 1).first - timedelta(days=1)

    @property
    def name(self) -> str:
        """Write it as ISO does where that has a way: 2025-11, 2025-Q4, 2025-H2, 2025."""
        part = {"month": f"-{self.part:02d}", "quarter": f"-Q{self.part}", "year": ""}
        return f"{self.year}{part.get(self.every, f'-H{self.part}')}"

    @property
    def named_period(self) -> NamedPeriod:
        """Return it as messages name it in the reader's language."""
        return NamedPeriod(self.every, self.part, self.year)


def of_day(every: PeriodName, day: date) -> Period:
    """Return the period that holds a day."""
    return Period(every, (day.year * 12 + day.month - 1) // MONTHS[every])


def parse(text: str) -> Period | None:
    """Read a period in any of the ways that people write it; None for another text.

    `2025-12`, `12/2025`, `tháng 12/2025`; `2025-Q4`, `Q4/2025`, `quý IV/2025`; `2025-H1`,
    `6 tháng đầu năm 2025`; `2025`, `năm 2025`. An ambiguous text such as 12/25 is none.
    """
    return parse_iso(text.strip().upper()) or _parse_words(names.fold(text))


def parse_iso(text: str) -> Period | None:
    """Read a period as the program writes it: 2025-12, 2025-Q4, 2025-H1, 2025."""
    if match := re.fullmatch(_ISO, text, re.ASCII):
        month, quarter, half = match.group("month", "quarter", "half")
        every: PeriodName = (
            "month" if month else "quarter" if quarter else "half-year" if half else "year"
        )
        return _period(every, match["year"], month or quarter or half or "1")
    return None


def parse_written_name(text: str) -> date | Period:
    """Read what names an occurrence of a duty: a day, or a period as the program writes it."""
    return parse_iso(text) or dates.parse_day(text)


def _parse_words(folded: str) -> Period | None:
    for every, way in _WAYS:
        if match := re.fullmatch(way, folded, re.ASCII):
            return _period(every, match["year"], match["part"] or "1")
    return None


def parse_name(text: str) -> date | Period:
    """Read a day, or a period in any way that `parse` knows; anything else is a usage error."""
    return parse(text) or dates.parse_day(text)


def format_name(name: date | Period) -> str:
    """Write the name of an occurrence as people type it: a day as offices write it, or 2025-11."""
    return name.name if isinstance(name, Period) else dates.format_day(name)


def name_for_message(name: date | Period) -> date | NamedPeriod:
    """Return the name of an occurrence as a value of a message."""
    return name.named_period if isinstance(name, Period) else name


def name_of(name: date | Period) -> str:
    """Write what `parse_name` reads: 2025-11-20, or 2025-11."""
    return name.name if isinstance(name, Period) else name.isoformat()


def _period(every: PeriodName, year: str, part: str) -> Period | None:
    number, parts = _PARTS.get(part) or int(part), 12 // MONTHS[every]
    if not (1 <= number <= parts and dates.FIRST_YEAR <= int(year) <= dates.LAST_YEAR):
        return None
    return Period(every, int(year) * parts + number - 1)
