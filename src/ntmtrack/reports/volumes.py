"""Measures by villages: goal, reached, per cent, sums, and who has not given a figure."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from ntmtrack.directive.model import Measure
from ntmtrack.directive.model import Task
from ntmtrack.directive.model import Village
from ntmtrack.reports import json_data
from ntmtrack.reports.json_data import Json
from ntmtrack.reports.tables import Block
from ntmtrack.reports.tables import Bullets
from ntmtrack.reports.tables import Cell
from ntmtrack.reports.tables import Column
from ntmtrack.reports.tables import Line
from ntmtrack.reports.tables import Table
from ntmtrack.reports.views import View
from ntmtrack.reports.views import head
from ntmtrack.reports.views import task_title
from ntmtrack.status.items import Item
from ntmtrack.wording.words import Words


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
        if item.task.measures and item.state.status != "cancelled":
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


_SIGNS = {"at_least": "≥ ", "more_than": "> ", "percent": ""}


class VolumesReport(NamedTuple):
    """Hold the figures of a view."""

    view: View
    volumes: Volumes


def make(view: View) -> VolumesReport:
    """Gather the figures of a view."""
    return VolumesReport(view, volumes(view))


def blocks(report: VolumesReport, words: Words) -> list[Block]:
    """Lay the report out."""
    found = head(report.view, words)
    if not report.volumes.rows:
        return [*found, Line(words.say("Nothing is counted here."))]
    return [*found, table(report.volumes, words), *without_figures(report.volumes, words)]


def table(found: Volumes, words: Words) -> Table:
    """Lay the figures out: a row a measure, a column a village; splits where it is too wide."""
    others = any(figure.item.village is None for row in found.rows for figure in row.figures)
    return Table(
        words.say("Volumes by village"),
        [
            Column(words.say("Measure"), wraps=True),
            Column(words.say("Goal")),
            *(Column(village.name, wraps=True, number=True) for village in found.villages),
            *([Column(words.say("Shared"), wraps=True, number=True)] if others else []),
            Column(words.say("Sum"), number=True),
            Column("%", number=True),
        ],
        [_row(row, found, words, others=others) for row in found.rows],
        splits=True,
    )


def _row(row: Volume, found: Volumes, words: Words, *, others: bool) -> list[Cell]:
    own = {figure.item.village.id: figure for figure in row.figures if figure.item.village}
    shared = [figure for figure in row.figures if not figure.item.village]
    cells = [_figure(own.get(village.id)) for village in found.villages]
    if others:
        total = [figure.amount for figure in shared if figure.amount is not None]
        missing = "?" if shared and not total else ""
        cells.append(Cell(sum(total, Decimal()) if total else missing))
    return [
        Cell(measure_name(row.measure, words), "head"),
        Cell(goal(row.measure, words)),
        *cells,
        Cell(row.reached, "total"),
        Cell(row.percent),
    ]


def measure_name(measure: Measure, words: Words) -> str:
    """Name a measure and the unit of its figures."""
    values = {"measure": measure.name, "unit": measure.unit}
    if measure.kind == "percent":
        return words.say("{measure} (per cent of {unit})", **values)
    return words.say("{measure} ({unit})", **values)


def _figure(figure: Figure | None) -> Cell:
    if figure is None:
        return Cell("")
    return Cell("?", "quiet") if figure.amount is None else Cell(figure.amount)


def goal(measure: Measure, words: Words) -> str:
    """Say a measure's goal for one item in a few signs."""
    if measure.goal is None or measure.kind is None:
        return ""
    sign = "%" if measure.kind == "percent" else ""
    return f"{_SIGNS[measure.kind]}{words.number(measure.goal)}{sign}"


def without_figures(found: Volumes, words: Words) -> list[Block]:
    """Name who has given no figure, measure by measure."""
    lines = [
        words.say(
            "{task}, {measure}: {who}",
            task=task_title(row.task, words),
            measure=row.measure.name,
            who=", ".join(_who(item) for item in row.missing),
        )
        for row in found.rows
        if row.missing
    ]
    if not lines:
        return []
    return [Line(words.say("No figure yet (shown as ?):"), "title"), Bullets(lines)]


def _who(item: Item) -> str:
    """Name who owes a figure: the village or, for what is shared, the owner."""
    return item.village.name if item.village else item.lead.name


def data(report: VolumesReport, words: Words) -> dict[str, Json]:
    """Give the report as data."""
    return json_data.report(
        "volumes",
        report.view,
        words,
        villages=[json_data.named(one) for one in report.volumes.villages],
        rows=rows(report.volumes),
    )


def rows(found: Volumes) -> list[Json]:
    """Give each measure as data."""
    return [
        {
            "task": row.task.id,
            "measure": row.measure.id,
            "name": row.measure.name,
            "unit": row.measure.unit,
            "goal": json_data.goal(row.measure),
            "figures": [
                {"key": figure.item.key, "amount": json_data.number(figure.amount)}
                for figure in row.figures
            ],
            "goal_sum": json_data.number(row.goal),
            "reached_sum": json_data.number(row.reached),
            "percent": json_data.number(row.percent),
            "goals_met": row.met,
            "missing": [item.key for item in row.missing],
        }
        for row in found.rows
    ]
