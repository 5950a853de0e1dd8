"""Amounts: the one grammar for figures that people write, and which figures are doubtful.

Doubtful are an amount that falls and one that is far too high: they are recorded, with a warning.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from ntmtrack import wording
from ntmtrack.directive.model import Entry
from ntmtrack.directive.model import Measure
from ntmtrack.wording.problem import Problem
from ntmtrack.wording.problem import warning_of

_FAR_TOO_MANY = 10  # times the goal, as where a digit was typed twice
_ALL = 100  # per cent
# Never 1.308, which is 1308 to one reader and 1.3 to another.
_AMOUNT = re.compile(r"\d{1,12}(?:[.,]\d{1,2})?", re.ASCII)


def parse_amount(text: str) -> Decimal | None:
    """Read an amount such as 12 or 1,5; None for anything else."""
    return Decimal(text.replace(",", ".")) if _AMOUNT.fullmatch(text) else None


def without_trailing_zeros(amount: Decimal) -> Decimal:
    """Return a computed amount as people write it: 1,5 and 1,5 are 3, not 3,0."""
    whole = amount.to_integral_value()
    return whole if whole == amount else amount.normalize()


class Doubt(NamedTuple):
    """Say which amount of an entry is doubtful, and why: a warning that has no place yet."""

    entry: Entry
    measure: str
    warning: Problem


def find_doubtful(measures: Iterable[Measure], entries: Sequence[Entry]) -> Iterator[Doubt]:
    """Find what is doubtful in the amounts of an item; its entries are in their order."""
    by_id = {measure.id: measure for measure in measures}
    totals: dict[str, Decimal] = {}
    for entry in entries:
        for name, amount in entry.amounts.items():
            if measure := by_id.get(name):
                warnings = _warnings(measure, amount, totals.get(name, amount))
                yield from (Doubt(entry, name, warning) for warning in warnings)
                totals[name] = amount


def _warnings(measure: Measure, amount: Decimal, before: Decimal) -> Iterator[Problem]:
    name = measure.name
    if amount < before and measure.kind != "at_most":  # where less is better, it should fall
        yield warning_of(wording.Code.AMOUNT_FALLS, name=name, amount=amount, before=before)
    if measure.is_percent:
        if amount > _ALL:
            yield warning_of(wording.Code.AMOUNT_HIGH_PERCENT, name=name, amount=amount)
    elif measure.stated_goal and amount > _FAR_TOO_MANY * measure.stated_goal:
        yield warning_of(
            wording.Code.AMOUNT_HIGH, name=name, amount=amount, goal=measure.stated_goal
        )
