"""Guesses at what a text that is not a valid deadline means, for the message about it.

A guess is only suggested, never used as if it had been written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Mapping
from datetime import date
from datetime import timedelta

from ntmtrack.directive import names
from ntmtrack.directive import periods
from ntmtrack.directive.periods import Period
from ntmtrack.directive.periods import PeriodName
from ntmtrack.wording.codes import Code
from ntmtrack.wording.problem import Exit
from ntmtrack.wording.problem import NtmError
from ntmtrack.wording.problem import Problem
from ntmtrack.wording.problem import unplaced

_LONGEST = 200  # no deadline takes more characters
_YEAR = r"(?:19|2\d)\d\d"
_PART = r"(?:iv|i{1,3}|[1-4]|mot|hai|ba|tu|bon)"
_IN = r"(?:\s*[/.,-]\s*|\s+nam\s+|\s+)"  # separator between a month or quarter and its year
_AND = r"\s*(?:-|\+|,|;|&|\bva\b|\bden\b|\btoi\b|\bto\b|\band\b)\s*"
_LETTERS = re.compile(r"[^\W\d_]+")
_ATOM = re.compile(
    rf"""(?<![\d/.-])(?:
    (?P<iso>{_YEAR}[-/.]\d{{1,2}}[-/.]\d{{1,2}})
    |(?P<day>\d{{1,2}}\s*[-/.]\s*\d{{1,2}}\s*[-/.]\s*{_YEAR}
    |(?<!tuan\ )(?<!tuan\ thu\ )\d{{1,2}}\s+thang\s+\d{{1,2}}{_IN}{_YEAR})
    |\b(?:6|sau|nua)\s+(?:thang\s+)?(?P<half>dau|cuoi)\s+nam\s+(?P<half_year>{_YEAR})
    |(?:\bqu[yi]\s*|\bq)(?P<quarter>{_PART}){_IN}(?P<quarter_year>{_YEAR})
    |(?P<roman>iv|i{{1,3}})\s*/\s*(?P<roman_year>{_YEAR})
    |(?P<month_first_year>{_YEAR})[-/.](?P<year_first_month>\d{{1,2}})
    |(?:\bthang\s*)?(?P<month>\d{{1,2}})(?:\s*[-/.]\s*|(?<=\d),?\s+(?:nam\s+)?)(?P<month_year>{_YEAR})
    |(?:\bnam\s+)?(?P<year>{_YEAR}))(?![\d/])""",
    re.VERBOSE | re.ASCII,
)
# Pairs whose first part lacks the year: quý I và quý II/2025, 1/6 đến 30/6/2025.
_UNIT = r"qu[yi]|q|thang"
_NUMBER = rf"(?:{_PART}|\d{{1,2}})"
_LAST_OF_DAYS = rf"{_AND}(?:ngay\s+)?(?P<last>\d{{1,2}}/\d{{1,2}})/(?P<year>{_YEAR})(?![\d/])"
_LAST_OF_PERIODS = rf"(?P<last>{_NUMBER}){_IN}(?P<year>{_YEAR})(?![\d/])"
_PAIRS = (
    rf"(?P<unit>{_UNIT})\s*(?P<first>{_NUMBER}){_AND}(?:(?:{_UNIT})\s*)?{_LAST_OF_PERIODS}",
    rf"(?<![\d/])(?P<first>\d{{1,2}}(?:/\d{{1,2}})?){_LAST_OF_DAYS}",
    rf"(?<![\d/])(?P<first_year>{_YEAR}){_AND}(?:nam\s+)?(?P<year>{_YEAR})(?![\d/])",
)
_MONTHS_FROM_JANUARY = re.compile(rf"\b(\d{{1,2}})\s+thang\s+(?:dau\s+)?nam\s+({_YEAR})")
HOUR = re.compile(r"(?<![\d/:])(\d{1,2})\s*(?::|[hg](?![a-z])|gio\b)\s*(\d{2})?(?![\d/])", re.ASCII)
_HOURS, _NOON = 24, 12
_AFTERNOON = re.compile(r"\b(?:pm|chieu|toi)\b|\dpm\b")
_PART_OF = re.compile(
    r"\b(?:giua|dau|(?:thuong|trung|ha)\s+tuan|tuan(?:\s+(?:thu\s+)?(?:\d+|cuoi|dau))?)\b"
)
_COUNTED = re.compile(r"\b(\d{1,4})\s+(?:ngay|days?)\b", re.ASCII)
_RELATIVE = re.compile(
    r"\btuan (?:thu )?\d+|\bhom nay|\bngay mai|\btrong ngay|\b(?:trong|cuoi|dau|het) tuan"
    r"|\b(?:tuan|thang|quy|nam) (?:nay|sau|toi)\b|\btoday|\btomorrow"
    r"|\b(?:this|next) (?:week|month|quarter|year)\b"
)
_NO_YEAR = re.compile(
    r"(?<![\d/.-])\d{1,2}([/.-])\d{1,2}(?:\1\d\d)?(?![\d/.-])|\bthang \d{1,2}\b(?!/)"
    r"|\b(?:quy |q)(?:[1-4]|i{1,3}|iv)\b(?!/)"
    r"|\b(?:6|sau) thang (?:dau|cuoi) nam\b"
    r"|^(?:trong|het|den het|cuoi|giua|dau|truoc) (?:nam|quy|thang)$",
    re.ASCII,
)
# Words around a period that add no meaning.
_AROUND = re.compile(
    r"(?:\s|[,.;]|\b(?:trong|het|den|cuoi|truoc|cham nhat|muon nhat|khong muon hon|tu|du kien"
    r"|hoan thanh|xong|thoi han|han|in|by|before|the|end|of|within)\b)*"
)
_BEFORE = re.compile(r"\b(?:truoc|before)\b")
# Lists of deadlines; “from … to …” is a single span of time.
_LISTED = re.compile(r"\bva\b|\band\b|[,;&]|\b(?:truoc|before)\b.*\b(?:truoc|before)\b")
_FROM_TO = re.compile(r"\b(?:tu|from)\b.*\b(?:den|toi|to)\b")
_NUMBERS: Mapping[str, int] = {
    "i": 1,
    "ii": 2,
    "iii": 3,
    "iv": 4,
    "dau": 1,
    "cuoi": 2,
    "mot": 1,
    "hai": 2,
    "ba": 3,
    "tu": 4,
    "bon": 4,
}

DayOrPeriod = date | Period


def normalize(text: str) -> str:
    """Return a text in lower case without accents, with its punctuation, dashes as hyphens."""
    text = re.sub(r"[\u2010-\u2015\u2212]", "-", names.nfc(text)[:_LONGEST])
    folded = _LETTERS.sub(lambda word: names.fold(word[0]), text)
    return " ".join(folded.split())


def explain(typed: str) -> Problem | None:
    """Return a problem that explains what an invalid deadline likely means, or None."""
    text = normalize(typed)
    if len(typed) > _LONGEST or "nam hoc" in text:
        return None
    atoms = _days_and_periods_in(text)
    span = _span(text)
    is_listed = bool(_LISTED.search(text)) and not _FROM_TO.search(text)
    if is_listed and (span or len({day_or_period for _, day_or_period in atoms}) > 1):
        return unplaced(Code.BAD_DATE_SEVERAL, value=typed)
    if span:
        first, last = span
        start, day = format_short(_first_day(first)), file_text(last)
        return unplaced(Code.BAD_DATE_SPAN, value=typed, start=start, day=day)
    if len(atoms) == 1:
        return _explain_single(typed, text, *atoms[0])
    return None if atoms else _explain_words(typed, text)


def without_year(typed: str, error: NtmError) -> NtmError:
    """Return the error for a text that names no day, or a better one if a period lacks its year."""
    meaning = explain(typed) if error.problems[0].code is Code.BAD_DATE else None
    if meaning and meaning.code is Code.NO_YEAR_PERIOD:
        return NtmError([meaning], Exit.USAGE)
    return error


def names_day(typed: str) -> bool:
    """Return whether a text contains a complete day or period."""
    return bool(_days_and_periods_in(normalize(typed)))


def _days_and_periods_in(text: str) -> list[tuple[re.Match[str], DayOrPeriod]]:
    """Return the complete days and periods in a text."""
    return [
        (match, day_or_period)
        for match in _ATOM.finditer(text)
        if (day_or_period := _day_or_period(match))
    ]


def _explain_single(
    typed: str, text: str, match: re.Match[str], day_or_period: DayOrPeriod
) -> Problem | None:
    """Explain a text that contains a single day or period."""
    before, after = text[: match.start()], text[match.end() :]
    if hour := HOUR.search(before) or HOUR.search(after):
        return _explain_hour(typed, hour, day_or_period)
    if not (before.strip(" ,") or after.strip(" ,.;")):
        return unplaced(Code.BAD_DATE_DEADLINE, near=(file_text(day_or_period),), value=typed)
    if not isinstance(day_or_period, Period):
        return unplaced(Code.BAD_DATE_MORE, value=typed, day=file_text(day_or_period))
    if _PART_OF.search(before):
        return unplaced(Code.BAD_DATE_PART, value=typed, day=day_or_period.name)
    return _explain_around(typed, f"{before} {after}", day_or_period)


def _explain_around(typed: str, around: str, period: Period) -> Problem | None:
    """Explain a period with other words around it, if all of them are known."""
    if not _AROUND.fullmatch(around):
        return None
    if not _BEFORE.search(around):
        return unplaced(Code.BAD_DATE_PERIOD, value=typed, day=period.name)
    last_good = format_short(period.first - timedelta(days=1))
    return unplaced(Code.BAD_DATE_BEFORE_PERIOD, value=typed, text=period.name, day=last_good)


def _explain_hour(typed: str, hour: re.Match[str], day_or_period: DayOrPeriod) -> Problem:
    if isinstance(day_or_period, Period):
        return unplaced(Code.BAD_DATE_HOUR, value=typed)
    day = format_short(day_or_period)
    if int(hour[1]) >= _HOURS:
        code = Code.BAD_TIME_24 if int(hour[1]) == _HOURS else Code.BAD_TIME
        return unplaced(code, value=typed, day=day)
    return unplaced(Code.BAD_DATE_PERIOD, value=typed, day=f"{write_hour(hour)} {day}")


def _explain_words(typed: str, text: str) -> Problem | None:
    """Explain a text that contains no complete day or period."""
    if _RELATIVE.search(text):
        return unplaced(Code.BAD_DATE_RELATIVE, value=typed)
    if counted := _COUNTED.search(text):
        sign = "-" if _BEFORE.search(text) else ""
        return unplaced(Code.BAD_DATE_COUNTED, value=typed, text=f"{sign}{int(counted[1])}")
    if _NO_YEAR.search(text):
        return unplaced(Code.NO_YEAR_PERIOD, value=typed)
    if HOUR.search(text):
        return unplaced(Code.BAD_DATE_HOUR, value=typed)
    return None


def write_hour(hour: re.Match[str]) -> str:
    """Format an hour that `HOUR` matched as files write it: 3 giờ chiều is 15:00."""
    number = int(hour[1])
    is_later = number < _NOON and _AFTERNOON.search(hour.string)
    return f"{number + _NOON if is_later else number:02d}:{hour[2] or '00'}"


def format_short(day: date) -> str:
    """Format a day as people type it: 30/6/2021."""
    return f"{day.day}/{day.month}/{day.year}"


def file_text(day_or_period: DayOrPeriod) -> str:
    """Format a day or a period so that it can be copied into a file."""
    return day_or_period.name if isinstance(day_or_period, Period) else format_short(day_or_period)


def _first_day(day_or_period: DayOrPeriod) -> date:
    return day_or_period.first if isinstance(day_or_period, Period) else day_or_period


def _span(text: str) -> tuple[DayOrPeriod, DayOrPeriod] | None:
    """Return the start and end of the span that a text names, or None."""
    if match := _MONTHS_FROM_JANUARY.search(text):
        whole, last = periods.parse(match[2]), periods.parse(f"{match[1]}/{match[2]}")
        half = match[0].startswith("6 thang dau")
        return (whole.first, last.last) if whole and last and not half else None
    pair = next(_pairs(text), None)
    if not pair:
        atoms = [day_or_period for _, day_or_period in _days_and_periods_in(text)]
        pair = (atoms[0], atoms[1]) if len(atoms) == 2 else None  # noqa: PLR2004 a pair
    if pair and _first_day(pair[0]) < _first_day(pair[1]):
        return pair
    return None


def _pairs(text: str) -> Iterator[tuple[DayOrPeriod, DayOrPeriod]]:
    for way in _PAIRS:
        for match in re.finditer(way, text, re.ASCII):
            first, last = map(_read, _texts_of_pair(**match.groupdict()))
            if first and last:
                yield first, last


def _texts_of_pair(
    year: str, first: str = "", last: str = "", unit: str = "", first_year: str = ""
) -> tuple[str, str]:
    """Return both parts of a pair in full; the first is abbreviated in the text."""
    if first_year:
        return first_year, year
    if unit:
        return f"{unit} {first}/{year}", f"{unit} {last}/{year}"
    month = "" if "/" in first else last[last.index("/") :]
    return f"{first}{month}/{year}", f"{last}/{year}"


def _read(text: str) -> DayOrPeriod | None:
    match = _ATOM.fullmatch(text)
    return _day_or_period(match) if match else None


def _day_or_period(match: re.Match[str]) -> DayOrPeriod | None:
    """Return the day or period that a match of `_ATOM` names; None if it does not exist."""
    if text := match["iso"]:
        return _day(*re.split(r"[-/.]", text))
    if text := match["day"]:
        day, month, year = re.findall(r"\d+", text)
        return _day(year, month, day)
    ways: tuple[tuple[PeriodName, str, str], ...] = (
        ("half-year", "half", "half_year"),
        ("quarter", "quarter", "quarter_year"),
        ("quarter", "roman", "roman_year"),
        ("month", "year_first_month", "month_first_year"),
        ("month", "month", "month_year"),
        ("year", "year", "year"),
    )
    name, part, year = next(
        (name, match[part], match[year]) for name, part, year in ways if match[part]
    )
    return _period(name, year, part)


def _period(every: PeriodName, year: str, part: str) -> Period | None:
    if every == "year":
        return periods.parse_iso(year)
    number = _NUMBERS.get(part) or int(part)
    marks: Mapping[str, str] = {"month": f"{number:02d}", "quarter": f"Q{number}"}
    return periods.parse_iso(f"{year}-{marks.get(every, f'H{number}')}")


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
