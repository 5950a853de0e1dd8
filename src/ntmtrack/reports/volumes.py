"""Measures by villages: goal, reached, per cent, sums, and who has not given a figure."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from ntmtrack import jsondata
from ntmtrack.items import Item
from ntmtrack.jsondata import Json
from ntmtrack.model import Measure
from ntmtrack.tables import Block
from ntmtrack.tables import Bullets
from ntmtrack.tables import Cell
from ntmtrack.tables import Column
from ntmtrack.tables import Line
from ntmtrack.tables import Table
from ntmtrack.views import View
from ntmtrack.views import head
from ntmtrack.views import task_title
from ntmtrack.volumes import Figure
from ntmtrack.volumes import Volume
from ntmtrack.volumes import Volumes
from ntmtrack.volumes import volumes
from ntmtrack.words import Words

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
    return jsondata.report(
        "volumes",
        report.view,
        words,
        villages=[jsondata.named(one) for one in report.volumes.villages],
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
            "goal": jsondata.goal(row.measure),
            "figures": [
                {"key": figure.item.key, "amount": jsondata.number(figure.amount)}
                for figure in row.figures
            ],
            "goal_sum": jsondata.number(row.goal),
            "reached_sum": jsondata.number(row.reached),
            "percent": jsondata.number(row.percent),
            "goals_met": row.met,
            "missing": [item.key for item in row.missing],
        }
        for row in found.rows
    ]
