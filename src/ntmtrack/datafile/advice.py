"""What people write where a day or a word of the format should be, and how the format says it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from ntmtrack.directive import names
from ntmtrack.directive.periods import PeriodName
from ntmtrack.wording.codes import Code
from ntmtrack.wording.problem import Problem
from ntmtrack.yamltext.scalars import CURLY_QUOTES

if TYPE_CHECKING:
    from ntmtrack.wording.problem import Values

_DAY_INSIDE = re.compile(
    r"(?<![\d/.-])(?:\d{1,2}[/-]\d{1,2}[/-]\d{4}|\d{4}-\d\d-\d\d)(?![\d/-])", re.ASCII
)
_STANDING = re.compile(r"thuong xuyen|lien tuc|standing|ongoing|always")
_LONG = re.compile(r"\b(thang|quy|nam|month|monthly|quarter|quarterly|half year|year|yearly)\b")
_RECURRING = re.compile(
    r"\b(hang|moi|every|each|daily|weekly|monthly|quarterly|yearly)\b|dinh ky|mot lan"
)
# What a duty recurs by, in the words for it: the first that is named.
_EVERY: Mapping[PeriodName, re.Pattern[str]] = {
    "half-year": re.compile(r"\b(6|sau) thang\b|nua nam|half"),
    "quarter": re.compile(r"\bquy\b|quarter"),
    "month": re.compile(r"\bthang\b|month"),
    "week": re.compile(r"\btuan\b|week"),
    "year": re.compile(r"\bnam\b|year|annual"),
    "day": re.compile(r"\bngay\b|\bday\b|daily"),
}
# What letters say instead of a date.
_URGENT = re.compile(
    r"khan truong|kip thoi|\bngay\b(?! \d)|som nhat|truoc mat|(?:khi co|theo) yeu cau|theo de nghi"
    r"|theo ke hoach|sau khi|urgent|immediately|as soon as|on request|when asked"
)

_MISTYPED = re.compile(r"\d{4}|\d/\d")  # such as quý V/2025: no words that stand for a date


def refine(problem: Problem, *, needed: bool) -> Problem:
    """Give the problem of a single value, `needed` or not, with advice that fits it."""
    value, key = str(problem.values.get("value", "")), problem.values.get("key", "")
    if value and value[0] in CURLY_QUOTES:
        return problem._replace(code=Code.CURLY_QUOTES)
    if problem.code is Code.BAD_CHOICE and key == "every" and _LONG.search(names.fold(value)):
        return problem._replace(code=Code.BAD_CHOICE_EVERY)
    if problem.code is Code.EMPTY_TEXT and needed:
        return problem._replace(code=Code.EMPTY_TEXT_NEEDED)
    if problem.code in (Code.BAD_DATE, Code.BAD_DATE_DEADLINE):
        return _refine_date(problem, value, is_due=key == "due" and problem.path[0] == "tasks")
    return problem


def _refine_date(problem: Problem, value: str, *, is_due: bool) -> Problem:
    if day := _DAY_INSIDE.search(value):
        values: Values = {**problem.values, "day": day[0]}
        return problem._replace(code=Code.BAD_DATE_MORE, values=values)
    return _refine_due(problem, names.fold(value)) if is_due else problem


def _refine_due(problem: Problem, folded: str) -> Problem:
    """Tell what of the format says the words that stand in a task's `due`."""
    if _STANDING.search(folded):
        return problem._replace(code=Code.BAD_DATE_STANDING)
    if _RECURRING.search(folded):
        every = next((name for name, way in _EVERY.items() if way.search(folded)), "month")
        on = ", on: fri" if every == "week" else ""
        values: Values = {**problem.values, "text": f"{{every: {every}{on}, from: 22/6/2021}}"}
        return problem._replace(code=Code.BAD_DATE_REPEAT, values=values)
    if _URGENT.search(folded):
        return problem._replace(code=Code.BAD_DATE_NO_DATE)
    return problem if _MISTYPED.search(folded) else problem._replace(code=Code.BAD_DATE_DUE)
