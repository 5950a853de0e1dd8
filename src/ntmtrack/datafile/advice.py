"""What people write where a day or a word of the format should be, and how the format says it."""

from __future__ import annotations

import re
from datetime import date
from datetime import timedelta

from ntmtrack.directive import dates
from ntmtrack.directive import names
from ntmtrack.wording.codes import Code
from ntmtrack.wording.problem import Problem
from ntmtrack.yamltext.scalars import CURLY_QUOTES

_TOKEN = re.compile(r"[a-z]+|\d+", re.ASCII)
_DAY_INSIDE = re.compile(
    r"(?<![\d/.-])(?:\d{1,2}[/-]\d{1,2}[/-]\d{4}|\d{4}-\d\d-\d\d)(?![\d/-])", re.ASCII
)
_STANDING = re.compile(r"thuong xuyen|lien tuc|standing|ongoing|always")
_LONG = re.compile(r"\b(thang|quy|nam|month|monthly|quarter|quarterly|half year|year|yearly)\b")
_RECURRING = re.compile(r"\b(hang|moi|every|each|daily|weekly|monthly|quarterly|yearly)\b")
_MONTHS = 12
_FILLING = frozenset(("trong", "het", "den", "nam"))
# Periods as folded words, and how many months each has.
_PERIODS = tuple(
    (re.compile(pattern), months)
    for pattern, months in (
        (r"(?:cuoi )?(?:thang )?(?P<number>\d\d?) (?P<year>\d{4})", 1),
        (r"(?P<year>\d{4}) (?P<number>\d\d)", 1),
        (r"(?:cuoi )?(?:quy|q) (?P<number>i{1,3}|iv|[1-4]) (?P<year>\d{4})", 3),
        (r"(?P<year>\d{4}) q (?P<number>[1-4])", 3),
        (r"6 thang (?P<number>dau|cuoi) (?P<year>\d{4})", 6),
        (r"(?P<year>\d{4}) h (?P<number>[12])", 6),
        (r"(?:cuoi )?(?P<year>\d{4})", 12),
    )
)
_NUMBERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "dau": 1, "cuoi": 2}


def refine(problem: Problem, *, needed: bool) -> Problem:
    """Give the problem of a single value, `needed` or not, with advice that fits it."""
    value, key = str(problem.values.get("value", "")), problem.values.get("key", "")
    if value and value[0] in CURLY_QUOTES:
        return problem._replace(code=Code.CURLY_QUOTES)
    if problem.code is Code.BAD_CHOICE and key == "every" and _LONG.search(names.fold(value)):
        return problem._replace(code=Code.BAD_CHOICE_EVERY)
    if problem.code is Code.EMPTY_TEXT and needed:
        return problem._replace(code=Code.EMPTY_TEXT_NEEDED)
    if problem.code is Code.BAD_DATE:
        return _refine_date(problem, value, is_due=key == "due" and problem.path[0] == "tasks")
    return problem


def _refine_date(problem: Problem, value: str, *, is_due: bool) -> Problem:
    if day := _DAY_INSIDE.search(value):
        return _with_day(problem, Code.BAD_DATE_MORE, day[0])
    return _refine_due(problem, names.fold(value)) if is_due else problem


def _refine_due(problem: Problem, folded: str) -> Problem:
    """Tell a deadline that is a period from words that are no date at all."""
    if last := _last_day(folded):
        return _with_day(problem, Code.BAD_DATE_PERIOD, f"{last.day}/{last.month}/{last.year}")
    code = Code.BAD_DATE_DUE
    if _STANDING.search(folded):
        code = Code.BAD_DATE_STANDING
    elif _RECURRING.search(folded):
        code = Code.BAD_DATE_REPEAT
    return problem._replace(code=code)


def _with_day(problem: Problem, code: Code, day: str) -> Problem:
    return problem._replace(code=code, values={**problem.values, "day": day})


def _last_day(folded: str) -> date | None:
    """Give the last day of a period such as `quy ii/2025`; None where it is none."""
    tokens = [token for token in _TOKEN.findall(folded) if token not in _FILLING]
    matches = ((pattern.fullmatch(" ".join(tokens)), months) for pattern, months in _PERIODS)
    for match, months in matches:
        if match is None:
            continue
        found = match.groupdict()
        number, year = found.get("number", "1"), int(found["year"])
        month = months * (_NUMBERS.get(number) or int(number))
        if 1 <= month <= _MONTHS and dates.FIRST_YEAR <= year < dates.LAST_YEAR:
            first_after = date(year + month // _MONTHS, month % _MONTHS + 1, 1)
            return first_after - timedelta(days=1)
    return None
