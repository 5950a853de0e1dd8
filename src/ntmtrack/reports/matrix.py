"""Villages by tasks: the state of every share that a village answers for itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ntmtrack.directive.model import Task
from ntmtrack.directive.model import Village
from ntmtrack.reports import json_data
from ntmtrack.reports.json_data import Json
from ntmtrack.reports.tables import Block
from ntmtrack.reports.tables import Cell
from ntmtrack.reports.tables import Column
from ntmtrack.reports.tables import Line
from ntmtrack.reports.tables import Table
from ntmtrack.reports.views import ROLES
from ntmtrack.reports.views import View
from ntmtrack.reports.views import head
from ntmtrack.reports.views import task_title
from ntmtrack.status.items import Item
from ntmtrack.wording.words import MATRIX
from ntmtrack.wording.words import SHORT_STATUSES
from ntmtrack.wording.words import STATUSES
from ntmtrack.wording.words import Words


class MatrixReport(NamedTuple):
    """Hold one row a task and one column a village; None where the task is not the village's.

    `shared` counts the selected items that belong to no single village.
    """

    view: View
    villages: Sequence[Village]
    rows: Sequence[tuple[Task, Sequence[Item | None]]]
    shared: int


def make(view: View) -> MatrixReport:
    """Arrange the items of a view by task and village."""
    own = [item for item in view.items if item.village]
    by_task: dict[str, dict[str, Item]] = {}
    for item in own:
        if item.village:
            by_task.setdefault(item.task.id, {})[item.village.id] = item
    there = {id_ for cells in by_task.values() for id_ in cells}
    villages = [one for one in view.document.villages.values() if one.id in there]
    rows = [
        (view.document.tasks[id_], [cells.get(village.id) for village in villages])
        for id_, cells in by_task.items()
    ]
    return MatrixReport(view, villages, rows, len(view.items) - len(own))


def blocks(report: MatrixReport, words: Words, *, titled: bool = False) -> list[Block]:
    """Lay the matrix out, with a legend of its short words; `titled` names the tasks, too."""
    table = [_table(report, words, titled=titled)] if report.rows else []
    return [*head(report.view, words), *table, *notes(report, words)]


def notes(report: MatrixReport, words: Words) -> list[Line]:
    """Give the legend of the short words, and say what the matrix has no place for."""
    found = []
    if report.rows:
        used = {item.state.status for _, cells in report.rows for item in cells if item}
        legend = "; ".join(
            f"{words.say_in(MATRIX, SHORT_STATUSES[status])} = {words.say(STATUSES[status])}"
            for status in STATUSES
            if status in used
        )
        found.append(Line(words.say("Legend: {legend}.", legend=legend), "quiet"))
    if report.shared:
        shared = words.plural(
            "{count} item that no single village answers for is not shown here.",
            "{count} items that no single village answers for are not shown here.",
            report.shared,
        )
        found.append(Line(shared, "quiet"))
    return found


def _table(report: MatrixReport, words: Words, *, titled: bool) -> Table:
    titles = [Column(words.say("Task"), wraps=True)] if titled else []
    return Table(
        words.say("Villages and tasks"),
        [
            Column(words.say("Id")),
            *titles,
            *(Column(village.name, wraps=True) for village in report.villages),
        ],
        [
            (
                Cell(task.id, "id"),
                *(Cell(task_title(task, words)) for _ in titles),
                *(_cell(item, words) for item in cells),
            )
            for task, cells in report.rows
        ],
        keys=1 + len(titles),
        splits=True,
    )


def _cell(item: Item | None, words: Words) -> Cell:
    return Cell(short(item, words), ROLES.get(item.state.status, "plain")) if item else Cell("")


def short(item: Item, words: Words) -> str:
    """Say an item's status in a word, and how many days it is overdue."""
    text = words.say_in(MATRIX, SHORT_STATUSES[item.state.status])
    return f"{text} {item.state.days_late}" if item.state.status == "overdue" else text


def data(report: MatrixReport, words: Words) -> dict[str, Json]:
    """Give the report as data."""
    return json_data.report(
        "matrix",
        report.view,
        words,
        villages=[json_data.named(one) for one in report.villages],
        rows=[
            {
                "task": task.id,
                "cells": [_state(item) for item in cells],
            }
            for task, cells in report.rows
        ],
        shared=report.shared,
    )


def _state(item: Item | None) -> Json:
    if item is None:
        return None
    return {"key": item.key, "status": item.state.status, "days_late": item.state.days_late}
