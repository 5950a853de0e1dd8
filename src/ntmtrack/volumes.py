"""The volumes: what each village has counted, against its goal, and who has given no figure."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from ntmtrack.items import Item
from ntmtrack.model import Measure
from ntmtrack.model import Task
from ntmtrack.model import Village
from ntmtrack.views import View


class Figure(NamedTuple):
    """Hold what one item has reached of a measure; `amount` is None where nothing was said."""

    item: Item
    amount: Decimal | None


class Volume(NamedTuple):
    """Hold one measure of one task over all its items.

    `goal` and `reached` are sums; both are None for percentages, which cannot be added up.
    """

    task: Task
    measure: Measure
    figures: Sequence[Figure]

    @property
    def given(self) -> list[Decimal]:
        """Give the figures that were given."""
        return [figure.amount for figure in self.figures if figure.amount is not None]

    @property
    def missing(self) -> list[Item]:
        """Give the items for which no figure was given."""
        return [figure.item for figure in self.figures if figure.amount is None]

    @property
    def goal(self) -> Decimal | None:
        """Give the goal of all items together; for "more than", what must be passed."""
        if self.measure.goal is None or self.measure.kind == "percent":
            return None
        return self.measure.goal * len(self.figures)

    @property
    def reached(self) -> Decimal | None:
        """Give the sum of the figures; None where there is none yet."""
        if not self.given or self.measure.kind == "percent":
            return None
        return sum(self.given, Decimal())

    @property
    def percent(self) -> Decimal | None:
        """Give how much of the goal is reached, to one decimal place."""
        if not self.goal or self.reached is None:
            return None
        return (100 * self.reached / self.goal).quantize(Decimal("0.1"))

    @property
    def met(self) -> int:
        """Count the items that have reached their own goal."""
        return sum(
            figure.amount is not None and self.measure.reached(figure.amount)
            for figure in self.figures
        )


class Volumes(NamedTuple):
    """Hold every measure of the selected items, and the villages that have any."""

    villages: Sequence[Village]
    rows: Sequence[Volume]


def volumes(view: View) -> Volumes:
    """Gather the figures of a view by task and measure, cancelled items apart."""
    by_task: dict[str, list[Item]] = {}
    for item in view.items:
        if item.task.measures and item.status != "cancelled":
            by_task.setdefault(item.task.id, []).append(item)
    amounts = {item.key: item.amounts for items in by_task.values() for item in items}
    rows = [
        Volume(
            items[0].task,
            measure,
            [Figure(item, amounts[item.key].get(measure.id)) for item in items],
        )
        for items in by_task.values()
        for measure in items[0].task.measures
    ]
    there = {item.village.id for items in by_task.values() for item in items if item.village}
    return Volumes([one for one in view.document.villages.values() if one.id in there], rows)
