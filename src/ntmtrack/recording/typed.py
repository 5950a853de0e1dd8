"""What people type beside names: texts, moments and figures; what no file may hold is refused."""

from __future__ import annotations

import re
from collections.abc import Mapping
from collections.abc import Sequence
from datetime import datetime
from datetime import time
from decimal import Decimal

from ntmtrack import wording
from ntmtrack.directive import dates
from ntmtrack.directive import names
from ntmtrack.directive.amounts import parse_amount
from ntmtrack.directive.model import Task
from ntmtrack.wording.problem import usage
from ntmtrack.yamltext.encoding import find_control

LONGEST_TEXT = 10_000
_AROUND = 20  # characters to quote on both sides of a bad one
_ODD_SPACE = re.compile(r"[^\S\n ]")  # read as plain spaces in a file, so written as such


def text(typed: str | None) -> str | None:
    """Read a text, None for an empty one, or refuse what no file may hold."""
    if typed is None or not typed.strip():
        return None
    if len(typed) > LONGEST_TEXT:
        raise usage(wording.Code.TEXT_TOO_LONG, limit=LONGEST_TEXT)
    if bad := find_control(typed):
        around = typed[max(0, bad.start() - _AROUND) : bad.end() + _AROUND]
        raise usage(wording.Code.BAD_CHARACTER, value=around)
    return _ODD_SPACE.sub(" ", names.nfc(typed)).strip()


def moment(typed: str | None) -> datetime | None:
    """Read a moment, None for none; a day alone is its first minute."""
    if typed is None:
        return None
    day, hour = dates.parse_moment(typed)
    return datetime.combine(day, hour or time())


def amounts(task: Task, typed: Sequence[str]) -> Mapping[str, Decimal]:
    """Read the total of each measure that was named; a single measure needs no name."""
    totals: dict[str, Decimal] = {}
    for figure in typed:
        name, equals, number = figure.rpartition("=")
        if not task.measures:
            raise usage(wording.Code.COUNTS_NOTHING, task=task.id)
        if not equals and len(task.measures) > 1:
            raise usage(
                wording.Code.WHICH_MEASURE, task=task.id, value=figure, known=_measures(task)
            )
        measure = _measure(task, name) if equals else task.measures[0].id
        if measure in totals:
            raise usage(wording.Code.TWO_AMOUNTS, task=task.id, value=measure)
        amount = parse_amount(number.strip())
        if amount is None:
            raise usage(wording.Code.BAD_AMOUNT, value=figure)
        totals[measure] = amount
    return totals


def _measure(task: Task, typed: str) -> str:
    """Find the measure that a name means: its id, its name, or whole words of it."""
    known = [names.Named(measure.id, (measure.name,)) for measure in task.measures]
    ids = names.match_whole(typed, known)
    if len(ids) != 1:
        raise usage(wording.Code.UNKNOWN_MEASURE, task=task.id, value=typed, known=_measures(task))
    return ids[0]


def _measures(task: Task) -> str:
    return "; ".join(f"{measure.id} ({measure.name})" for measure in task.measures)
