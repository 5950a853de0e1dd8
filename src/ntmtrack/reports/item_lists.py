"""The reports that are one table of items: `list`, `overdue` and `export`."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from ntmtrack.reports.common_tables import items_table
from ntmtrack.reports.common_tables import overdue_summary
from ntmtrack.reports.item_words import Extra
from ntmtrack.reports.item_words import count_of
from ntmtrack.reports.item_words import extra_cells
from ntmtrack.reports.item_words import extra_columns
from ntmtrack.reports.item_words import extras_of
from ntmtrack.reports.item_words import item_title
from ntmtrack.reports.item_words import items_words
from ntmtrack.reports.item_words import lead_names
from ntmtrack.reports.item_words import names_of
from ntmtrack.reports.item_words import reached_words
from ntmtrack.reports.item_words import status_label
from ntmtrack.reports.item_words import status_role
from ntmtrack.reports.item_words import where
from ntmtrack.reports.report_head import head
from ntmtrack.reports.tables import Block
from ntmtrack.reports.tables import Cell
from ntmtrack.reports.tables import Column
from ntmtrack.reports.tables import Paragraph
from ntmtrack.reports.tables import Rows
from ntmtrack.reports.tables import Table
from ntmtrack.status.items import Item
from ntmtrack.status.view import View
from ntmtrack.status.view import overdue_items
from ntmtrack.wording.words import Words

if TYPE_CHECKING:
    from ntmtrack.reports.schema.json_reports import ExportReportData
    from ntmtrack.reports.schema.json_reports import ListReportData
    from ntmtrack.reports.schema.json_reports import OverdueReportData


def list_blocks(view: View, words: Words) -> list[Block]:
    """Lay every selected item out, one a row."""
    summary = items_words(view.items, words)
    return [*head(view, words), Paragraph(f"{summary}."), items_table("", view.items, words)]


def list_data(view: View, words: Words) -> ListReportData:
    """Give every selected item as data."""
    from ntmtrack.reports import json_data

    return {
        "schema": json_data.SCHEMA,
        "report": "list",
        **json_data.head(view, words),
        "items": json_data.items(view.items, view, words),
    }


def overdue_blocks(view: View, words: Words) -> list[Block]:
    """Lay the overdue items out, most days late first."""
    overdue = overdue_items(view.items)
    summary = overdue_summary(count_of(overdue), view.counts, words)
    return [
        *head(view, words),
        Paragraph(summary, "bad" if view.counts.overdue else "good"),
        items_table("", overdue, words),
    ]


def overdue_data(view: View, words: Words) -> OverdueReportData:
    """Give the overdue items as data, most days late first."""
    from ntmtrack.reports import json_data

    return {
        "schema": json_data.SCHEMA,
        "report": "overdue",
        **json_data.head(view, words),
        "items": json_data.items(overdue_items(view.items), view, words),
    }


def export_blocks(view: View, words: Words) -> list[Block]:
    """Lay every selected item out with all that is known of it, for spreadsheets."""
    return [*head(view, words), export_table("", view.items, words)]


def export_data(view: View, words: Words) -> ExportReportData:
    """Give every selected item as data."""
    from ntmtrack.reports import json_data

    return {
        "schema": json_data.SCHEMA,
        "report": "export",
        **json_data.head(view, words),
        "items": json_data.items(view.items, view, words),
    }


def export_table(
    title: str, items: Sequence[Item], words: Words, extras: Sequence[Extra] | None = None
) -> Table:
    """Lay items out, each thing that is known of them a value of its own.

    Without `extras`, there are those columns that have something.
    """
    extras = extras_of(items) if extras is None else extras
    return Table(
        title,
        [
            Column(words.say("Id")),
            Column(words.say("Task"), wraps=True),
            Column(words.say("Clause")),
            Column(words.say("Where"), wraps=True),
            Column(words.say("Answers"), wraps=True),
            Column(words.say("Supports"), wraps=True),
            *extra_columns(extras, words),
            Column(words.say("Due")),
            Column(words.say("Deadline set in"), wraps=True),
            Column(words.say("First due")),
            Column(words.say("Changed by")),
            Column(words.say("Status"), wraps=True, pinned=True),
            Column(words.say("Days late"), number=True),
            Column(words.say("Days left"), number=True),
            Column(words.say("Was overdue")),
            Column(words.say("Started on")),
            Column(words.say("Done on")),
            Column(words.say("Reached"), wraps=True),
            Column(words.say("Note"), wraps=True),
            Column(words.say("Obstacle"), wraps=True),
            Column(words.say("Last news")),
        ],
        Rows(items, partial(_export_row, words=words, extras=extras)),
    )


def _export_row(item: Item, words: Words, extras: Sequence[Extra]) -> Sequence[Cell]:
    return (
        Cell(item.key, "id"),
        Cell(item_title(item, words)),
        Cell(item.task.clause),
        Cell(where(item, words)),
        Cell(lead_names(item)),
        Cell(names_of(item.support, item.groups)),
        *extra_cells(extras, item),
        Cell(item.state.due),
        Cell(item.task.due_place),
        Cell(item.state.original_due if item.state.moved else None),
        Cell(item.state.amended_by.number if item.state.amended_by else None),
        Cell(status_label(item, words), status_role(item.state.status)),
        Cell(item.state.days_late),
        Cell(item.state.days_left),
        Cell(words.say("yes") if item.state.was_overdue else None),
        Cell(item.state.started),
        Cell(item.state.done),
        Cell(reached_words(item, words)),
        Cell(item.note),
        Cell(item.obstacle),
        Cell(item.last_update),
    )
