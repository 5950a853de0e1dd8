"""The reports that are one table of items: `list`, `overdue` and `export`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ntmtrack.reports.common_tables import all_places
from ntmtrack.reports.common_tables import grouped_table
from ntmtrack.reports.common_tables import overdue_summary
from ntmtrack.reports.item_columns import export_table
from ntmtrack.reports.item_columns import items_table
from ntmtrack.reports.item_words import count_of
from ntmtrack.reports.item_words import extras_of
from ntmtrack.reports.item_words import items_words
from ntmtrack.reports.report_head import head
from ntmtrack.reports.tables import Block
from ntmtrack.reports.tables import Paragraph
from ntmtrack.status.view import View
from ntmtrack.status.view import overdue_items
from ntmtrack.wording.words import Words

if TYPE_CHECKING:
    from ntmtrack.reports.schema.json_reports import ExportReportData
    from ntmtrack.reports.schema.json_reports import ListReportData
    from ntmtrack.reports.schema.json_reports import OverdueReportData


def list_blocks(view: View, words: Words, columns: Sequence[str] = ()) -> list[Block]:
    """Lay every selected item out, one a row; here as below, `columns` are those chosen, if any."""
    summary = items_words(view.items, words)
    table = items_table("", view.items, words, columns)
    return [*head(view, words), Paragraph(f"{summary}."), table]


def list_data(view: View, words: Words) -> ListReportData:
    """Give every selected item as data."""
    from ntmtrack.reports import json_data

    return {
        "schema": json_data.SCHEMA,
        "report": "list",
        **json_data.head(view, words),
        "items": json_data.items(view.items, view, words),
    }


def overdue_blocks(view: View, words: Words, columns: Sequence[str] = ()) -> list[Block]:
    """Lay the overdue items out, most days late first: those of one task with one state in a row.

    Where columns were chosen, each item has a row of its own.
    """
    if columns:
        return overdue_cells(view, words, columns)
    items = overdue_items(view.items)
    table = grouped_table(items, view.document, words, all_places, extras_of(items))
    return [*_overdue_head(view, words), table]


def overdue_cells(view: View, words: Words, columns: Sequence[str] = ()) -> list[Block]:
    """Lay the overdue items out, most days late first, one a row."""
    table = items_table("", overdue_items(view.items), words, columns)
    return [*_overdue_head(view, words), table]


def _overdue_head(view: View, words: Words) -> list[Block]:
    summary = overdue_summary(count_of(overdue_items(view.items)), view.counts, words)
    return [*head(view, words), Paragraph(summary, "bad" if view.counts.overdue else "good")]


def overdue_data(view: View, words: Words) -> OverdueReportData:
    """Give the overdue items as data, most days late first."""
    from ntmtrack.reports import json_data

    return {
        "schema": json_data.SCHEMA,
        "report": "overdue",
        **json_data.head(view, words),
        "items": json_data.items(overdue_items(view.items), view, words),
    }


def export_blocks(view: View, words: Words, columns: Sequence[str] = ()) -> list[Block]:
    """Lay every selected item out with all that is known of it, for spreadsheets."""
    return [*head(view, words), export_table("", view.items, words, columns)]


def export_data(view: View, words: Words) -> ExportReportData:
    """Give every selected item as data."""
    from ntmtrack.reports import json_data

    return {
        "schema": json_data.SCHEMA,
        "report": "export",
        **json_data.head(view, words),
        "items": json_data.items(view.items, view, words),
    }
