"""Amounts: how people may write figures, and which figures are doubtful.

An amount is doubtful if it falls or is far too high; it is recorded, but with a warning.
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

_FAR_TOO_MANY = 10  # times the goal, as when a digit is typed twice
_ALL = 100  # per cent
# Three decimals are refused: 1.308 is 1308 to some readers and 1.3 to others.
_AMOUNT = re.compile(r"\d{1,12}(?:[.,]\d{1,2})?", re.ASCII)


def parse_amount(text: str) -> Decimal | None:
    """Parse an amount such as 12 or 1,5; return None for anything else."""
    return Decimal(text.replace(",", ".")) if _AMOUNT.fullmatch(text) else None


def without_trailing_zeros(amount: Decimal) -> Decimal:
    """Return a computed amount as people write it: 1,5 and 1,5 are 3, not 3,0."""
    whole = amount.to_integral_value()
    return whole if whole == amount else amount.normalize()


class Doubt(NamedTuple):
    """Describe a doubtful amount of an entry by a warning that has no place yet."""

    entry: Entry
    measure: str
    warning: Problem


def find_doubtful(measures: Iterable[Measure], entries: Sequence[Entry]) -> Iterator[Doubt]:
    """Yield the doubts about the amounts of an item; `entries` must be in order."""
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
