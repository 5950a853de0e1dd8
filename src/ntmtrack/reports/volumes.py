"""Measures by village: goal, figure reached, per cent, sums, and missing figures."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING
from typing import NamedTuple

from ntmtrack.directive.amounts import without_trailing_zeros
from ntmtrack.directive.model import PERCENT
from ntmtrack.directive.model import Document
from ntmtrack.directive.model import Measure
from ntmtrack.directive.model import Village
from ntmtrack.reports import json_data
from ntmtrack.reports import json_values
from ntmtrack.reports.item_words import item_title
from ntmtrack.reports.item_words import lead_names
from ntmtrack.reports.item_words import list_names
from ntmtrack.reports.quantities import ItemAmount
from ntmtrack.reports.quantities import MeasureTable
from ntmtrack.reports.quantities import MeasureTotal
from ntmtrack.reports.quantities import measure_table
from ntmtrack.reports.report_head import head
from ntmtrack.reports.tables import Block
from ntmtrack.reports.tables import Bullets
from ntmtrack.reports.tables import Cell
from ntmtrack.reports.tables import Column
from ntmtrack.reports.tables import Paragraph
from ntmtrack.reports.tables import Table
from ntmtrack.reports.tables import cell_text
from ntmtrack.status.items import Item
from ntmtrack.status.items import directive_of
from ntmtrack.status.items import own_id
from ntmtrack.status.view import View
from ntmtrack.wording.words import Words

if TYPE_CHECKING:
    from ntmtrack.reports.schema.json_periodic import SeveralVolumesReportData
    from ntmtrack.reports.schema.json_periodic import VolumeData
    from ntmtrack.reports.schema.json_periodic import VolumesFields
    from ntmtrack.reports.schema.json_periodic import VolumesReportData

_SIGNS = {"at_least": "≥ ", "more_than": "> ", "at_most": "≤ ", "percent": ""}


class VolumesReport(NamedTuple):
    """Collect the figures of a view."""

    view: View
    measures: MeasureTable


def make(view: View) -> VolumesReport:
    """Collect the figures of a view."""
    return VolumesReport(view, measure_table(view))


def blocks(report: VolumesReport, words: Words) -> list[Block]:
    """Build the report for people."""
    if not report.measures.rows:
        return [*head(report.view, words), Paragraph(words.say("Nothing is measured here."))]
    return [
        *head(report.view, words),
        volumes_table(report.measures, words.say("Volumes by {village}"), words),
        *_without_figures(report.measures, words),
    ]


def volumes_table(measures: MeasureTable, title: str, words: Words) -> Table:
    """Build the table of figures: a row for each measure, a column for each village.

    It splits if it is too wide.
    """
    shared = Column(words.say("Shared"), wraps=True, number=True)
    return Table(
        title,
        [
            Column(words.say("Task"), wraps=True),
            Column(words.say("Measure"), wraps=True, under=True),
            Column(words.say("Goal")),
            *(_village_column(village, measures, words) for village in measures.villages),
            *([shared] if measures.shared else []),
            Column(words.say("Sum"), number=True),
            Column("%", number=True),
            Column(words.say("Goal met by")),
        ],
        [_row(row, measures, words) for row in measures.rows],
        keys=2,
        splits=True,
    )


def _village_column(village: Village, measures: MeasureTable, words: Words) -> Column:
    """Return a village's column; in spreadsheets its own goals go into a column beside it."""
    has_own = any(village.id in row.measure.by_village for row in measures.rows)
    aside = words.say("Goal of {name}", name=village.name) if has_own else ""
    return Column(village.name, wraps=True, number=True, asides=(aside,))


def _row(row: MeasureTotal, measures: MeasureTable, words: Words) -> list[Cell]:
    figure_by_village = {
        figure.item.village.id: figure for figure in row.figures if figure.item.village
    }
    return [
        Cell(row_title(row, words), "head"),
        Cell(measure_name(row.measure, words)),
        Cell(_goal(row, words)),
        *(_figure(figure_by_village.get(village.id), row, words) for village in measures.villages),
        *([_shared_sum(row, words)] if measures.shared else []),
        Cell(row.reached, "total"),
        Cell(row.percent),
        Cell(met_words(row, words) if row.each_has_goal else ""),
    ]


def row_title(row: MeasureTotal, words: Words) -> str:
    """Return the title of a row's task."""
    return item_title(row.figures[0].item, words)


def _goal(row: MeasureTotal, words: Words) -> str:
    if row.each_has_goal:
        return share_goal_words(row, goal_signs(row.measure, words), words)
    return goal_signs(row.item_goal, words)


def share_goal_words(row: MeasureTotal, goal: str, words: Words) -> str:
    """Return that each village or owner has this goal, or that the villages' goals differ."""
    if row.measure.by_village:
        return words.say("each {village} its own")
    if _is_by_village(row):
        return words.say("each {village} {goal}", goal=goal)
    return words.say("each owner {goal}", goal=goal)


def _is_by_village(row: MeasureTotal) -> bool:
    return all(figure.item.village for figure in row.figures)


def met_words(row: MeasureTotal, words: Words) -> str:
    """Return how many of those with a goal have met it: 1/2 thôn."""
    values = {"met": row.met, "count": len(row.with_goals)}
    if _is_by_village(row):
        return words.say("{met}/{count} {villages}", **values)
    return words.say("{met}/{count} owners", **values)


def missing_words(row: MeasureTotal, words: Words) -> str:
    """Return how many have given no figure."""
    count = len(row.missing)
    if _is_by_village(row):
        return words.plural(
            "{count} {village} without figures", "{count} {villages} without figures", count
        )
    return words.plural("{count} owner without figures", "{count} owners without figures", count)


def _figure(figure: ItemAmount | None, row: MeasureTotal, words: Words) -> Cell:
    """Return the cell of a village's figure, with the goal if villages have their own goals."""
    if figure is None:
        return Cell("")
    cell = Cell("?", "quiet") if figure.amount is None else Cell(figure.amount)
    if not (row.each_has_goal and row.measure.by_village and figure.has_goal):
        return cell
    goal = goal_signs(figure.measure, words)
    unbroken = goal.replace(" ", "")
    return cell._replace(text=f"{cell_text(cell, words)} ({unbroken})", asides=(goal,))


def _shared_sum(row: MeasureTotal, words: Words) -> Cell:
    """Return the sum for items that no single village answers for; “?” without any figure.

    Percentages are listed, not added up.
    """
    shared = [figure.amount for figure in row.figures if not figure.item.village]
    amounts = [amount for amount in shared if amount is not None]
    if row.measure.is_percent and len(amounts) > 1:
        return Cell("; ".join(map(words.number, amounts)))
    if amounts:
        return Cell(without_trailing_zeros(sum(amounts, Decimal())))
    return Cell("?" if shared else "")


def measure_name(measure: Measure, words: Words) -> str:
    """Return the name of a measure and the unit of its figures."""
    values = {"measure": measure.name, "unit": measure.unit}
    if measure.kind == "percent" and measure.unit != PERCENT:
        return words.say("{measure} (per cent of {unit})", **values)
    return words.say("{measure} ({unit})", **values)


def goal_signs(measure: Measure, words: Words) -> str:
    """Return the goal of a share, or of all together, in short: ≥ 3."""
    if measure.kind is None or measure.stated_goal is None:
        return ""
    percent = "%" if measure.kind == "percent" else ""
    signs = f"{_SIGNS[measure.kind]}{words.number(measure.stated_goal)}{percent}"
    return signs if measure.whole is None else words.say("in total {goal}", goal=signs)


def _without_figures(measures: MeasureTable, words: Words) -> list[Block]:
    """Build the list of those without a figure, measure by measure."""
    lines = [
        words.say(
            "{task}, {measure}: {who}",
            task=row_title(row, words),
            measure=row.measure.name,
            who=list_names(_who(item) for item in row.missing),
        )
        for row in measures.rows
        if row.missing
    ]
    if not lines:
        return []
    return [Paragraph(words.say("No figure yet (shown as ?):"), "title"), Bullets(lines)]


def _who(item: Item) -> str:
    """Return who owes a figure: the village or, for a shared item, its owners."""
    return item.village.name if item.village else lead_names(item, ", ")


def data(report: VolumesReport, words: Words) -> VolumesReportData | SeveralVolumesReportData:
    """Return the report as data."""
    view = report.view
    fields: VolumesFields = {
        "villages": [json_values.village(village) for village in report.measures.villages],
        "rows": [_row_data(row, view.document) for row in report.measures.rows],
    }
    if view.several:
        head = json_values.joint_head(view.several, view, words)
        return {"schema": json_values.SCHEMA, "report": "volumes", **head, **fields}
    return {
        "schema": json_values.SCHEMA,
        "report": "volumes",
        **json_values.head(view, words),
        **fields,
    }


def _row_data(row: MeasureTotal, document: Document) -> VolumeData:
    return {
        "directive": directive_of(row.figures[0].item, document).number,
        "task": own_id(row.task.id),
        "measure": row.measure.id,
        "name": row.measure.name,
        "unit": row.measure.unit,
        "of": json_values.goal_scope(row.measure),
        "goal": json_values.goal(row.item_goal),
        "whole_goal": json_values.whole_goal(row.measure),
        "figures": [
            {
                "key": figure.item.key,
                "goal": json_values.goal(figure.measure),
                "amount": json_values.number_or_none(figure.amount),
            }
            for figure in row.figures
        ],
        "goal_sum": json_values.number_or_none(row.goal),
        "reached_sum": json_values.number_or_none(row.reached),
        "percent": json_values.number_or_none(row.percent),
        "goals_met": row.met,
        "missing": json_data.keys(row.missing),
    }
