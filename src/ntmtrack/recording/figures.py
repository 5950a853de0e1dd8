"""Figures as people write them: of which measure each is, with its unit or without."""

from __future__ import annotations

import re
from collections.abc import Mapping
from collections.abc import Sequence
from decimal import Decimal

from ntmtrack import wording
from ntmtrack.directive import names
from ntmtrack.directive.amounts import parse_amount
from ntmtrack.directive.model import PERCENT
from ntmtrack.directive.model import Measure
from ntmtrack.directive.model import Task
from ntmtrack.wording.problem import usage
from ntmtrack.wording.words import Language

_WITH_UNIT = re.compile(r"(?P<number>\d(?:[\d.,\s]*\d)?)\s*(?P<unit>(?:%|[^\W\d_]).*)", re.DOTALL)
# With a unit it is a whole figure, in which marks stand between thousands.
_GROUPED: dict[Language, re.Pattern[str]] = {
    "vi": re.compile(r"(\d{1,3}(?:[. ]\d{3})+)(?:,(\d{1,2}))?", re.ASCII),
    "en": re.compile(r"(\d{1,3}(?:[, ]\d{3})+)(?:\.(\d{1,2}))?", re.ASCII),
}


def amounts(task: Task, typed: Sequence[str], language: Language) -> Mapping[str, Decimal]:
    """Read the total of each measure that was named: 390, 390 m, km=2.450 m, 85%.

    A single measure needs no name, nor does one that its unit tells from the others.
    """
    totals: dict[str, Decimal] = {}
    for figure in typed:
        if not task.measures:
            raise usage(wording.Code.COUNTS_NOTHING, task=task.id)
        measure, amount = _measure_and_amount(task, figure, language)
        if measure.id in totals:
            raise usage(wording.Code.TWO_AMOUNTS, task=task.id, value=measure.id)
        totals[measure.id] = amount
    return totals


def _measure_and_amount(task: Task, figure: str, language: Language) -> tuple[Measure, Decimal]:
    name, equals, number = figure.rpartition("=")
    number = number.strip()
    measures = [_measure(task, name)] if equals else list(task.measures)
    if match := _WITH_UNIT.fullmatch(number):
        number = _without_groups(match["number"], language)
        measures = _with_unit(match["unit"], task, measures, figure)
    if len(measures) > 1:
        raise usage(wording.Code.WHICH_MEASURE, task=task.id, value=figure, known=_listed(task))
    amount = parse_amount(number)
    if amount is None:
        raise usage(wording.Code.BAD_AMOUNT, value=figure)
    return measures[0], amount


def _measure(task: Task, typed: str) -> Measure:
    """Find the measure that a name means: its id, its name, or whole words of it."""
    known = [names.Named(measure.id, (measure.name,)) for measure in task.measures]
    ids = names.match_whole(typed, known)
    if len(ids) != 1:
        raise usage(wording.Code.UNKNOWN_MEASURE, task=task.id, value=typed, known=_listed(task))
    return next(measure for measure in task.measures if measure.id == ids[0])


def _with_unit(unit: str, task: Task, measures: Sequence[Measure], figure: str) -> list[Measure]:
    """Give the measures that have a unit, or name those that they have."""
    fitting = [
        measure
        for measure in measures
        if any(names.fold(unit) == names.fold(own) for own in _units(measure))
    ]
    if not fitting:
        known = tuple(dict.fromkeys(own for measure in measures for own in _units(measure)))
        raise usage(wording.Code.WRONG_UNIT, task=task.id, value=figure, known=known)
    return fitting


def _units(measure: Measure) -> Sequence[str]:
    """Give the units of a measure: one with a rate as its goal has per cent, too."""
    units = (measure.unit, PERCENT) if measure.kind == "percent" else (measure.unit,)
    return tuple(dict.fromkeys(units))


def _without_groups(number: str, language: Language) -> str:
    if not (match := _GROUPED[language].fullmatch(number)):
        return number
    whole = re.sub(r"\D", "", match[1])
    return f"{whole}.{match[2]}" if match[2] else whole


def _listed(task: Task) -> str:
    return "; ".join(f"{measure.id} ({measure.name})" for measure in task.measures)
