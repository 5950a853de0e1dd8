"""Months, quarters, half-years and years, as directives name them.

A period is identified by its kind and its number. Numbers of one kind run on through the years:
that of a month is 12 times its year plus the months before it.
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
# The number of months in the longer periods.
MONTHS: Mapping[PeriodName, int] = {"month": 1, "quarter": 3, "half-year": 6, "year": 12}
_YEAR = r"(?P<year>\d{4})"
_ROMAN: Mapping[str, int] = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_OF_YEAR = rf"(?:\s*/\s*|\s+(?:nam\s+)?){_YEAR}"  # in folded text a hyphen is a space
# As ISO 8601 writes them where it has a notation; below, as people do, folded.
_ISO = rf"{_YEAR}(?:-(?:(?P<month>\d{{2}})|Q(?P<quarter>\d)|H(?P<half>\d)))?"
_WAYS: tuple[tuple[PeriodName, str], ...] = (
    ("month", rf"(?:thang\s+)?(?P<part>\d{{1,2}}){_OF_YEAR}"),
    ("quarter", rf"(?:qu[yi]\s+|q)(?P<part>\d|i{{1,3}}|iv){_OF_YEAR}"),
    ("half-year", rf"(?:6|sau)\s+thang\s+(?P<part>dau|cuoi)\s+nam\s+{_YEAR}"),
    ("year", rf"nam\s+(?P<part>){_YEAR}"),
)
_PARTS: Mapping[str, int] = {**_ROMAN, "dau": 1, "cuoi": 2}


class Period(Record):
    """Represent a month, a quarter, a half-year or a year."""

    every: PeriodName
    number: int

    @property
    def year(self) -> int:
        """Return the year of the period."""
        return self.number * MONTHS[self.every] // 12

    @property
    def part(self) -> int:
        """Return the number of the period within its year, from 1: 4 for a fourth quarter."""
        return self.number % (12 // MONTHS[self.every]) + 1

    @property
    def first(self) -> date:
        """Return the first day of the period."""
        return date(self.year, self.number * MONTHS[self.every] % 12 + 1, 1)

    @property
    def last(self) -> date:
        """Return the last day of the period."""
        return Period(self.every, self.number + 1).first - timedelta(days=1)

    @property
    def name(self) -> str:
        """Return the name in the style of ISO 8601: 2025-11, 2025-Q4, 2025-H2, 2025."""
        part = {"month": f"-{self.part:02d}", "quarter": f"-Q{self.part}", "year": ""}
        return f"{self.year}{part.get(self.every, f'-H{self.part}')}"

    @property
    def named_period(self) -> NamedPeriod:
        """Return the period as a value that messages put into the reader's language."""
        return NamedPeriod(self.every, self.part, self.year)


def of_day(every: PeriodName, day: date) -> Period:
    """Return the period that contains a day."""
    return Period(every, (day.year * 12 + day.month - 1) // MONTHS[every])


def parse(text: str) -> Period | None:
    """Parse a period in any of the ways that people write it; return None for another text.

    `2025-12`, `12/2025`, `tháng 12/2025`; `2025-Q4`, `Q4/2025`, `quý IV/2025`; `2025-H1`, `6 tháng
    đầu năm 2025`; `2025`, `năm 2025`. An ambiguous text such as 12/25 is refused.
    """
    return parse_iso(text.strip().upper()) or _parse_words(names.fold(text))


def parse_iso(text: str) -> Period | None:
    """Parse a period as the program writes it: 2025-12, 2025-Q4, 2025-H1, 2025."""
    if match := re.fullmatch(_ISO, text, re.ASCII):
        month, quarter, half = match.group("month", "quarter", "half")
        every: PeriodName = (
            "month" if month else "quarter" if quarter else "half-year" if half else "year"
        )
        return _period(every, match["year"], month or quarter or half or "1")
    return None


def parse_written_name(text: str) -> date | Period:
    """Parse the name of an occurrence: a day, or a period as the program writes it."""
    return parse_iso(text) or dates.parse_day(text)


def _parse_words(folded: str) -> Period | None:
    for every, way in _WAYS:
        if match := re.fullmatch(way, folded, re.ASCII):
            return _period(every, match["year"], match["part"] or "1")
    return None


def parse_name(text: str) -> date | Period:
    """Parse a day, or a period in any way that `parse` accepts; otherwise a usage error."""
    return parse(text) or dates.parse_day(text)


def format_name(name: date | Period) -> str:
    """Format the name of an occurrence for people: a day as offices write it, or 2025-11."""
    return name.name if isinstance(name, Period) else dates.format_day(name)


def name_for_message(name: date | Period) -> date | NamedPeriod:
    """Return the name of an occurrence as a value for messages."""
    return name.named_period if isinstance(name, Period) else name


def name_of(name: date | Period) -> str:
    """Format the name of an occurrence as `parse_name` reads it: 2025-11-20 or 2025-11."""
    return name.name if isinstance(name, Period) else name.isoformat()


def _period(every: PeriodName, year: str, part: str) -> Period | None:
    number, parts = _PARTS.get(part) or int(part), 12 // MONTHS[every]
    if not (1 <= number <= parts and dates.FIRST_YEAR <= int(year) <= dates.LAST_YEAR):
        return None
    return Period(every, int(year) * parts + number - 1)
