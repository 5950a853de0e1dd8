"""Advice on mistyped values: what people write for a day or a keyword, and the right spelling."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ntmtrack.directive import mistaken_deadlines
from ntmtrack.directive import names
from ntmtrack.directive import periods
from ntmtrack.directive import rule_words
from ntmtrack.directive.mistaken_deadlines import HOUR
from ntmtrack.wording.codes import Code
from ntmtrack.wording.problem import Problem
from ntmtrack.yamltext.scalars import CURLY_QUOTES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ntmtrack.wording.problem import Values

_DAY_INSIDE = re.compile(
    r"(?<![\d/.-])(?:\d{1,2}[/-]\d{1,2}[/-]\d{4}|\d{4}-\d\d-\d\d)(?![\d/-])", re.ASCII
)
_STANDING = re.compile(r"thuong xuyen|lien tuc|standing|ongoing|always")
# Words for “by”, the day or hour included; reports then use the same words.
_BY = re.compile(
    r"\b(?:cham|muon) nhat\b|\bkhong (?:muon|cham|qua)\b|\b(?:den )?het\b|\btrong ngay\b|^by\b"
)
# Words of letters in place of a date.
_URGENT = re.compile(
    r"khan truong|kip thoi|\bngay\b(?! \d)|som nhat|truoc mat|(?:khi co|theo) yeu cau|theo de nghi"
    r"|theo ke hoach|sau khi|urgent|immediately|as soon as|on request|when asked"
)

_LAST_HOUR = 23
_FROM_OR_UNTIL = ("start", "from", "until")
_MISTYPED = re.compile(r"\d{4}|\d/\d")  # such as quý V/2025: a mistyped date
# Codes about how a day is written; days that are wrong for another reason are excluded.
_READABLE = frozenset(code for code in Code if code.printed in ("bad-date", "no-year", "bad-time"))
# The `due` of a task allows more than the deadline of an extension.
_IN_TASK: Mapping[Code, Code] = {
    Code.BAD_DATE_SEVERAL: Code.BAD_DATE_SEVERAL_DUE,
    Code.BAD_DATE_SPAN: Code.BAD_DATE_SPAN_DUE,
    Code.BAD_DATE_BEFORE_PERIOD: Code.BAD_DATE_BEFORE_PERIOD_DUE,
    Code.BAD_DATE_COUNTED: Code.BAD_DATE_COUNTED_DUE,
}


def refine(problem: Problem, *, needed: bool) -> Problem:
    """Return the problem of a single value, required (`needed`) or not, with suitable advice."""
    value, key = str(problem.values.get("value", "")), problem.values.get("key", "")
    if value and value[0] in CURLY_QUOTES:
        return problem._replace(code=Code.CURLY_QUOTES, near=())
    if key == "due" and problem.path[0] == "tasks" and problem.code in _READABLE:
        return _refine_due(problem, value)
    match problem.code:
        case Code.EMPTY_TEXT if needed:
            problem = problem._replace(code=Code.EMPTY_TEXT_NEEDED)
        case Code.BAD_DATE:
            problem = _refine_day(problem, value, key)
        case Code.BAD_CHOICE if key == "every":
            period = rule_words.period_meant(value)
            problem = problem._replace(code=Code.BAD_CHOICE_EVERY, near=(period,) if period else ())
        case Code.BAD_TIME if key == "at":
            problem = problem._replace(near=_hours_meant(value))
        case Code.BAD_DAYS:
            problem = problem._replace(near=_days_meant(value))
    return problem


def _refine_day(problem: Problem, value: str, key: str) -> Problem:
    """Refine the problem of a key that takes only a day; suggest an end of a period."""
    meaning = mistaken_deadlines.explain(value)
    is_span = meaning is not None and meaning.code is Code.BAD_DATE_SPAN
    offered = (meaning.values.get("day"), *meaning.near) if meaning and not is_span else (value,)
    period = next(filter(None, (periods.parse(str(name)) for name in offered)), None)
    if period and key in _FROM_OR_UNTIL:
        day = period.last if key == "until" else period.first
        code = Code.BAD_DATE_LAST_DAY if key == "until" else Code.BAD_DATE_FIRST_DAY
        return _with(problem, code, {"day": mistaken_deadlines.format_short(day)})
    if meaning and is_span and key == "start":
        return _with(problem, Code.BAD_DATE_SPAN_DUE, meaning.values)
    if meaning and meaning.code is Code.NO_YEAR_PERIOD and key in _FROM_OR_UNTIL:
        return problem._replace(code=Code.NO_YEAR)
    if day_inside := _DAY_INSIDE.search(value):
        return _with(problem, Code.BAD_DATE_MORE, {"day": day_inside[0]})
    near = tuple(name for name in (meaning.near if meaning else ()) if not periods.parse(name))
    return problem._replace(near=near)


def _refine_due(problem: Problem, value: str) -> Problem:
    """Refine the problem of a task's `due`: suggest the key that expresses its words."""
    folded = names.fold(value)
    if _STANDING.search(folded) and not mistaken_deadlines.names_day(value):
        return problem._replace(code=Code.BAD_DATE_STANDING, near=())
    if rule := rule_words.suggest(value):
        code = Code.BAD_DATE_REPEAT_BEFORE if rule.is_before else Code.BAD_DATE_REPEAT
        code = Code.BAD_DATE_REPEAT_LIST if rule.lists_days else code
        return _with(problem, code, {"text": rule.text})
    is_day = problem.code in (Code.BAD_DATE_MORE, Code.BAD_DATE_PERIOD)
    if is_day and _BY.search(folded) and not periods.parse(str(problem.values.get("day"))):
        return problem._replace(code=Code.BAD_DATE_BY)
    if problem.code in _IN_TASK:
        return problem._replace(code=_IN_TASK[problem.code])
    if problem.code is not Code.BAD_DATE_DEADLINE or problem.near:
        return problem
    return _refine_words(problem, folded)


def _refine_words(problem: Problem, folded: str) -> Problem:
    """Distinguish words in place of a date from a mistyped date."""
    if _URGENT.search(folded):
        return problem._replace(code=Code.BAD_DATE_NO_DATE)
    return problem if _MISTYPED.search(folded) else problem._replace(code=Code.BAD_DATE_DUE)


def _with(problem: Problem, code: Code, more: Values) -> Problem:
    values: Values = {**problem.values, **more}
    return problem._replace(code=code, values=values)


def _hours_meant(value: str) -> tuple[str, ...]:
    """Return the time of day that words such as “15 giờ 30” mean, if any."""
    text = mistaken_deadlines.normalize(value)
    text = re.sub(r"^(\d\d?)\.?(\d\d)$", r"\1:\2", text)
    hour = HOUR.search(text)
    return (mistaken_deadlines.write_hour(hour),) if hour and int(hour[1]) <= _LAST_HOUR else ()


def _days_meant(value: str) -> tuple[str, ...]:
    """Return the number of days that words such as “80 ngày trước” mean, if any."""
    text = mistaken_deadlines.normalize(value)
    numbers = re.findall(r"(-?)\s*(?<![\d.,])(\d{1,3})(?![\d.,])", text)
    if len(numbers) != 1:
        return ()
    ((minus, number),) = numbers
    is_before = minus or re.search(r"\b(?:truoc|before)\b", text)
    return (f"-{number}" if is_before else number,)
