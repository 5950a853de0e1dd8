"""Villages by tasks: the state of every share that a single village answers for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from typing import NamedTuple

from ntmtrack.directive.model import Task
from ntmtrack.directive.model import Village
from ntmtrack.reports import json_values
from ntmtrack.reports.item_words import items_words
from ntmtrack.reports.item_words import status_role
from ntmtrack.reports.item_words import task_title
from ntmtrack.reports.item_words import was_overdue_words
from ntmtrack.reports.report_head import head
from ntmtrack.reports.tables import Block
from ntmtrack.reports.tables import Cell
from ntmtrack.reports.tables import Column
from ntmtrack.reports.tables import Paragraph
from ntmtrack.reports.tables import Table
from ntmtrack.status.items import Item
from ntmtrack.status.view import View
from ntmtrack.wording.words import LABELS
from ntmtrack.wording.words import MATRIX
from ntmtrack.wording.words import SHORT_STATUSES
from ntmtrack.wording.words import Words

if TYPE_CHECKING:
    from ntmtrack.reports.schema.json_reports import MatrixCellData
    from ntmtrack.reports.schema.json_reports import MatrixReportData


# Follows the status of an item that was overdue before.
WAS_OVERDUE = "°"


class MatrixReport(NamedTuple):
    """Store one row for each task, with an item for each village; None if the village has none.

    `shared` has the selected items that belong to no single village.
    """

    view: View
    villages: Sequence[Village]
    rows: Sequence[tuple[Task, Sequence[Item | None]]]
    shared: Sequence[Item]


def make(view: View) -> MatrixReport:
    """Arrange the items of a view by task and village."""
    by_task: dict[str, dict[str, Item]] = {}
    for item in view.items:
        if item.village:
            by_task.setdefault(item.task.id, {})[item.village.id] = item
    ids = {id_ for cells in by_task.values() for id_ in cells}
    villages = [village for village in view.document.villages.values() if village.id in ids]
    rows = [
        (view.document.tasks[id_], [cells.get(village.id) for village in villages])
        for id_, cells in by_task.items()
    ]
    shared = [item for item in view.items if not item.village]
    return MatrixReport(view, villages, rows, shared)


def blocks(report: MatrixReport, words: Words) -> list[Block]:
    """Build the matrix with the ids of tasks, and a legend of the short words."""
    key_columns = [Column(words.say("Id"))]
    rows = [((Cell(task.id, "id"),), items) for task, items in report.rows]
    return _blocks(report, key_columns, rows, words)


def blocks_with_titles(report: MatrixReport, words: Words) -> list[Block]:
    """Build the matrix for a sheet, which also has room for the titles of tasks."""
    key_columns = [Column(words.say("Id")), Column(words.say("Task"), wraps=True)]
    rows = [
        ((Cell(task.id, "id"), Cell(task_title(task, words))), items) for task, items in report.rows
    ]
    return _blocks(report, key_columns, rows, words)


def _blocks(
    report: MatrixReport,
    key_columns: Sequence[Column],
    rows: Sequence[tuple[Sequence[Cell], Sequence[Item | None]]],
    words: Words,
) -> list[Block]:
    table = Table(
        words.say("{Villages} and tasks"),
        [*key_columns, *(Column(village.name) for village in report.villages)],
        [(*keys, *(_cell(item, words) for item in items)) for keys, items in rows],
        keys=len(key_columns),
        splits=True,
    )
    notes = [*legend(report, words), *left_out(report, words)]
    return [*head(report.view, words), *([table] if rows else []), *notes]


def legend(report: MatrixReport, words: Words) -> list[Paragraph]:
    """Return the meanings of the short words and marks in use; nothing if there are none."""
    if not report.rows:
        return []
    items = [item for _, cells in report.rows for item in cells if item]
    used = {_reading(item) for item in items}
    pairs = [
        (words.say_in(MATRIX, short), words.say(LABELS[reading]))
        for reading, short in SHORT_STATUSES.items()
        if reading in used
    ]
    meanings = [f"{short} = {full}" for short, full in pairs if short != full]
    before = dict.fromkeys(filter(None, (was_overdue_words(item, words) for item in items)))
    if before:
        meanings.append(f"{WAS_OVERDUE} = {', '.join(before)}")
    text = words.say("Legend: {legend}.", legend="; ".join(meanings))
    return [Paragraph(text, "quiet")] if meanings else []


def left_out(report: MatrixReport, words: Words) -> list[Paragraph]:
    """Return how many items have no place in the matrix, if any."""
    if not report.shared:
        return []
    shared = words.say(
        "Not shown here, as they belong to no single {village}: {items}.",
        items=items_words(report.shared, words),
    )
    return [Paragraph(shared, "quiet")]


def _cell(item: Item | None, words: Words) -> Cell:
    return Cell(short_status(item, words), status_role(item.state.status)) if item else Cell("")


def short_status(item: Item, words: Words) -> str:
    """Return an item's status in one word, with the days that it is overdue."""
    text = words.say_in(MATRIX, SHORT_STATUSES[_reading(item)])
    if was_overdue_words(item, words):
        text += WAS_OVERDUE
    return f"{text} {item.state.days_late}" if item.state.status == "overdue" else text


def _reading(item: Item) -> str:
    """Return the status that the matrix has a short word for: not every reading has one."""
    return item.reading if item.reading in SHORT_STATUSES else item.state.status


def data(report: MatrixReport, words: Words) -> MatrixReportData:
    """Return the report as data."""
    return {
        "schema": json_values.SCHEMA,
        "report": "matrix",
        **json_values.head(report.view, words),
        "villages": [json_values.village(village) for village in report.villages],
        "rows": [
            {"task": task.id, "cells": [_cell_data(item) if item else None for item in items]}
            for task, items in report.rows
        ],
        "shared": len(report.shared),
    }


def _cell_data(item: Item) -> MatrixCellData:
    return {
        "key": item.key,
        "status": item.state.status,
        "days_late": item.state.days_late,
        "was_overdue": item.state.was_overdue,
    }
