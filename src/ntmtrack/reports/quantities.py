"""What was counted: for each measure of a task its goal, and what its items have reached."""

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
    """Hold what one item has reached of a measure, which has the goal of its share.

    `amount` is None where no figure was given.
    """

    item: Item
    measure: Measure
    amount: Decimal | None

    @property
    def has_goal(self) -> bool:
        """Tell whether the item has a goal of its own."""
        return self.measure.goal is not None

    @property
    def met(self) -> bool:
        """Tell whether a figure was given that reaches the goal; without a goal any does."""
        return self.amount is not None and self.measure.reached(self.amount)


class Volume(NamedTuple):
    """Hold one measure of one task over all its items.

    `reached` is a sum; it is None for percentages, which cannot be added up. Where several items
    each have a goal, there is none of all together: how many have `met` it is what counts.
    `complete` tells whether no share of the task was left out by a filter.
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
        """Tell whether there is any goal: of the whole, or of one of the items."""
        return self.measure.whole is not None or bool(self.with_goals)

    @property
    def each_has_goal(self) -> bool:
        """Tell whether there are several items, and goals are theirs."""
        return len(self.figures) > 1 and bool(self.with_goals)

    @property
    def item_goal(self) -> Measure:
        """Return the measure with the goal of one item; with none where those of several differ."""
        return self.figures[0].measure if len(self.figures) == 1 else self.measure

    @property
    def goal(self) -> Decimal | None:
        """Return the goal of the whole; for "more than", what must be passed."""
        if self.measure.whole is not None:
            return self.measure.whole
        return None if self.each_has_goal or self.measure.is_percent else self.item_goal.goal

    @property
    def reached(self) -> Decimal | None:
        """Return the sum of the figures; None where there is none yet."""
        if not self.amounts or self.measure.is_percent:
            return None
        return without_trailing_zeros(sum(self.amounts, Decimal()))

    @property
    def percent(self) -> Decimal | None:
        """Return how much of the goal is reached, to one decimal place.

        What is to be kept below a figure is not worked towards; and of a goal of all together no
        part can be told where some of them are left out.
        """
        if not self.goal or self.reached is None or self.measure.kind == "at_most":
            return None
        if self.measure.whole is not None and not self.complete:
            return None
        return (100 * self.reached / self.goal).quantize(Decimal("0.1"))

    @property
    def met(self) -> int:
        """Count the items that have reached their own goal; without any, those with a figure."""
        return sum(figure.met for figure in self.with_goals or self.figures)


class Volumes(NamedTuple):
    """Hold every measure of the selected items, and the villages that have any.

    `shared` says whether some figures are of items that no single village answers for.
    """

    villages: Sequence[Village]
    shared: bool
    rows: Sequence[Volume]


def volumes(view: View) -> Volumes:
    """Gather the figures of a view by task and measure, without cancelled items."""
    by_task: dict[str, list[Item]] = {}
    for item in view.items:
        if item.task.measures:
            by_task.setdefault(item.task.id, []).append(item)
    rows = [row for items in by_task.values() for row in _rows(items)]
    ids = {figure.item.village and figure.item.village.id for row in rows for figure in row.figures}
    villages = [village for village in view.document.villages.values() if village.id in ids]
    return Volumes(villages, None in ids, rows)


def _rows(items: Sequence[Item]) -> list[Volume]:
    """Return a row for each measure of a task, by its selected items."""
    task = items[0].task
    live = (item for item in items if item.state.status != "cancelled")
    owed = [(item, item.measures, item.amounts) for item in live]
    complete = len(items) == len(shares(task))
    return [
        Volume(
            task,
            measure,
            [ItemAmount(item, own[at], amounts.get(measure.id)) for item, own, amounts in owed],
            complete,
        )
        for at, measure in enumerate(task.measures if owed else ())
    ]
