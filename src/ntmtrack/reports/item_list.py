"""Every item that the filters select, one a row."""

from __future__ import annotations

from ntmtrack.reports import json_data
from ntmtrack.reports.json_data import Json
from ntmtrack.reports.tables import Block
from ntmtrack.reports.tables import Line
from ntmtrack.reports.views import View
from ntmtrack.reports.views import head
from ntmtrack.reports.views import items_table
from ntmtrack.wording.words import Words


def blocks(view: View, words: Words) -> list[Block]:
    """Lay the items out."""
    summary = words.plural("{count} item.", "{count} items.", len(view.items))
    return [*head(view, words), Line(summary), items_table("", view.items, words)]


def data(view: View, words: Words) -> dict[str, Json]:
    """Give the report as data."""
    return json_data.report("list", view, words, items=json_data.items(view.items, view, words))
