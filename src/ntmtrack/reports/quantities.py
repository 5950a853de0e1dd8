"""Counted quantities: for each measure of a task its goal and what its items have reached."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from ntmtrack.directive.amounts import without_trailing_zeros
from ntmtrack.directive.model import Measure
from ntmtrack.directive.model import Task
from ntmtrack.directive.model import Village
from ntmtrack.status.evaluate import shares
from ntmtrack.status.items import Item
from ntmtrack.status.view import View


class ItemAmount(NamedTuple):
    """Store what one item has reached of a measure, which has the goal of its share.

    `amount` is None if no figure was given.
    """

    item: Item
    measure: Measure
    amount: Decimal | None

    @property
    def has_goal(self) -> bool:
        """Return whether the item has a goal of its own."""
        return self.measure.goal is not None

    @property
    def met(self) -> bool:
        """Return whether the figure given reaches the goal; without a goal any figure does."""
        return self.amount is not None and self.measure.reached(self.amount)


class MeasureTotal(NamedTuple):
    """Sum up one measure of one task over all its items.

    `reached` is a sum; it is None for percentages, which cannot be added up. Where several items
    each have a goal, there is no overall goal, and `met` counts the items that reached theirs.
    `complete` is false if a filter left out a share of the task.
    """

    task: Task
    measure: Measure
    figures: Sequence[ItemAmount]
    complete: bool

    @property
    def amounts(self) -> list[Decimal]:
        """Return the figures that were given."""
        return [figure.amount for figure in self.figures if figure.amount is not None]

    @property
    def missing(self) -> list[Item]:
        """Return the items for which no figure was given."""
        return [figure.item for figure in self.figures if figure.amount is None]

    @property
    def with_goals(self) -> list[ItemAmount]:
        """Return the figures of the items that have a goal of their own."""
        return [figure for figure in self.figures if figure.has_goal]

    @property
    def has_goal(self) -> bool:
        """Return whether there is any goal: for the whole, or for one of the items."""
        return self.measure.whole is not None or bool(self.with_goals)

    @property
    def each_has_goal(self) -> bool:
        """Return whether there are several items, and they have their own goals."""
        return len(self.figures) > 1 and bool(self.with_goals)

    @property
    def item_goal(self) -> Measure:
        """Return the only item's measure, with its goal; for several items the task's measure."""
        return self.figures[0].measure if len(self.figures) == 1 else self.measure

    @property
    def goal(self) -> Decimal | None:
        """Return the overall goal, if there is one; for "more than", the figure to exceed."""
        if self.measure.whole is not None:
            return self.measure.whole
        return None if self.each_has_goal or self.measure.is_percent else self.item_goal.goal

    @property
    def reached(self) -> Decimal | None:
        """Return the sum of the figures; None without any."""
        if not self.amounts or self.measure.is_percent:
            return None
        return without_trailing_zeros(sum(self.amounts, Decimal()))

    @property
    def percent(self) -> Decimal | None:
        """Return the percentage of the goal that is reached, to one decimal place.

        It is None for an upper limit (`at_most`), which is not worked towards, and for a goal of
        all together if a filter leaves out a share.
        """
        if not self.goal or self.reached is None or self.measure.kind == "at_most":
            return None
        if self.measure.whole is not None and not self.complete:
            return None
        return (100 * self.reached / self.goal).quantize(Decimal("0.1"))

    @property
    def met(self) -> int:
        """Count the items that reached their own goal; without goals, those with a figure."""
        return sum(figure.met for figure in self.with_goals or self.figures)


class MeasureTable(NamedTuple):
    """Collect every measure of the selected items, and the villages that have any.

    `shared` says whether some figures belong to items that no single village answers for.
    """

    villages: Sequence[Village]
    shared: bool
    rows: Sequence[MeasureTotal]


def measure_table(view: View) -> MeasureTable:
    """Collect the figures of a view by task and measure, without cancelled items."""
    by_task: dict[str, list[Item]] = {}
    for item in view.items:
        if item.task.measures:
            by_task.setdefault(item.task.id, []).append(item)
    rows = [row for items in by_task.values() for row in _rows(items)]
    ids = {figure.item.village and figure.item.village.id for row in rows for figure in row.figures}
    villages = [village for village in view.document.villages.values() if village.id in ids]
    return MeasureTable(villages, None in ids, rows)


def _rows(items: Sequence[Item]) -> list[MeasureTotal]:
    """Return one row for each measure of a task, over its selected items."""
    task = items[0].task
    live = (item for item in items if item.state.status != "cancelled")
    owed = [(item, item.measures, item.amounts) for item in live]
    complete = len(items) == len(shares(task))
    return [
        MeasureTotal(
            task,
            measure,
            [
                ItemAmount(item, item_measures[index], amounts.get(measure.id))
                for item, item_measures, amounts in owed
            ],
            complete,
        )
        for index, measure in enumerate(task.measures if owed else ())
    ]
