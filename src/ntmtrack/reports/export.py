"""Every item with what is known of it, one a row, for spreadsheets and programs."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from ntmtrack.reports import json_data
from ntmtrack.reports.json_data import Json
from ntmtrack.reports.tables import Block
from ntmtrack.reports.tables import Cell
from ntmtrack.reports.tables import Column
from ntmtrack.reports.tables import Rows
from ntmtrack.reports.tables import Table
from ntmtrack.reports.views import ROLES
from ntmtrack.reports.views import View
from ntmtrack.reports.views import head
from ntmtrack.reports.views import reached
from ntmtrack.reports.views import status_label
from ntmtrack.reports.views import title
from ntmtrack.reports.views import where
from ntmtrack.status.items import Item
from ntmtrack.wording.words import Words


def blocks(view: View, words: Words) -> list[Block]:
    """Lay the items out."""
    return [*head(view, words), table("", view.items, words)]


def table(heading: str, items: Sequence[Item], words: Words) -> Table:
    """Lay items out, each thing that is known of them a value of its own."""
    return Table(
        heading,
        [
            Column(words.say("Id")),
            Column(words.say("Task"), wraps=True),
            Column(words.say("Clause")),
            Column(words.say("Where"), wraps=True),
            Column(words.say("Answers"), wraps=True),
            Column(words.say("Supports"), wraps=True),
            Column(words.say("Due")),
            Column(words.say("First due")),
            Column(words.say("Changed by")),
            Column(words.say("Status"), wraps=True),
            Column(words.say("Days late"), number=True),
            Column(words.say("Days left"), number=True),
            Column(words.say("Started on")),
            Column(words.say("Done on")),
            Column(words.say("Reached"), wraps=True),
            Column(words.say("Note"), wraps=True),
            Column(words.say("Obstacle"), wraps=True),
            Column(words.say("Last news")),
        ],
        Rows(items, partial(_row, words=words)),
    )


def _row(item: Item, words: Words) -> Sequence[Cell]:
    return (
        Cell(item.key, "id"),
        Cell(title(item, words)),
        Cell(item.task.clause),
        Cell(where(item, words)),
        Cell(item.lead.name),
        Cell("; ".join(one.name for one in (*item.owners[1:], *item.support))),
        Cell(item.state.due),
        Cell(item.state.original_due if item.state.moved else None),
        Cell(item.state.amended_by.number if item.state.amended_by else None),
        Cell(status_label(item, words), ROLES.get(item.state.status, "plain")),
        Cell(item.state.days_late),
        Cell(item.state.days_left),
        Cell(item.state.started),
        Cell(item.state.done),
        Cell(reached(item, words)),
        Cell(item.note),
        Cell(item.obstacle),
        Cell(item.last_update),
    )


def data(view: View, words: Words) -> dict[str, Json]:
    """Give the report as data."""
    return json_data.report("export", view, words, items=json_data.items(view.items, view, words))
