"""Totals as they are typed (`3`, `met=480,5`), read by the measures that a task has."""

from __future__ import annotations

import re
from collections.abc import Mapping
from collections.abc import Sequence
from decimal import Decimal

from ntmtrack import names
from ntmtrack.errors import usage
from ntmtrack.model import Task

# Never 1.308, which is 1308 to one reader and 1.3 to another.
AMOUNT = re.compile(r"\d{1,12}(?:[.,]\d{1,2})?", re.ASCII)


def read(task: Task, typed: Sequence[str]) -> Mapping[str, Decimal]:
    """Give the total of each measure that was named; a single measure needs no name."""
    totals: dict[str, Decimal] = {}
    for one in typed:
        name, equals, number = one.rpartition("=")
        if not task.measures:
            raise usage("counts-nothing", task=task.id)
        if not equals and len(task.measures) > 1:
            raise usage("which-measure", task=task.id, value=one, known=_measures(task))
        measure = _measure(task, name) if equals else task.measures[0].id
        if measure in totals:
            raise usage("two-amounts", task=task.id, value=measure)
        totals[measure] = _amount(one, number.strip())
    return totals


def _measure(task: Task, typed: str) -> str:
    """Find the measure that a name means: its id, or the beginning of its name."""
    ids = names.match(typed, [names.Named(one.id, (one.name,)) for one in task.measures])
    if len(ids) != 1:
        raise usage("unknown-measure", task=task.id, value=typed, known=_measures(task))
    return ids[0]


def _measures(task: Task) -> str:
    return "; ".join(f"{one.id} ({one.name})" for one in task.measures)


def _amount(typed: str, number: str) -> Decimal:
    if not AMOUNT.fullmatch(number):
        raise usage("bad-amount", value=typed)
    return Decimal(number.replace(",", "."))
