"""What people write where a day or a word of the format should be, and how the format says it."""

from __future__ import annotations

import re

from ntmtrack.directive import names
from ntmtrack.directive import periods
from ntmtrack.wording.codes import Code
from ntmtrack.wording.problem import Problem
from ntmtrack.yamltext.scalars import CURLY_QUOTES

_DAY_INSIDE = re.compile(
    r"(?<![\d/.-])(?:\d{1,2}[/-]\d{1,2}[/-]\d{4}|\d{4}-\d\d-\d\d)(?![\d/-])", re.ASCII
)
_STANDING = re.compile(r"thuong xuyen|lien tuc|standing|ongoing|always")
_LONG = re.compile(r"\b(thang|quy|nam|month|monthly|quarter|quarterly|half year|year|yearly)\b")
_RECURRING = re.compile(r"\b(hang|moi|every|each|daily|weekly|monthly|quarterly|yearly)\b")
_BEFORE_PERIOD = re.compile(r"(?:(?:trong|het|den|cuoi) )+")


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
    return _refine_due(problem, value) if is_due else problem


def _refine_due(problem: Problem, value: str) -> Problem:
    """Tell a deadline that is a period from words that are no date at all."""
    folded = names.fold(value)
    if period := periods.parse(value) or periods.parse(_BEFORE_PERIOD.sub("", folded)):
        last = period.last
        return _with_day(problem, Code.BAD_DATE_PERIOD, f"{last.day}/{last.month}/{last.year}")
    code = Code.BAD_DATE_DUE
    if _STANDING.search(folded):
        code = Code.BAD_DATE_STANDING
    elif _RECURRING.search(folded):
        code = Code.BAD_DATE_REPEAT
    return problem._replace(code=code)


def _with_day(problem: Problem, code: Code, day: str) -> Problem:
    return problem._replace(code=code, values={**problem.values, "day": day})
