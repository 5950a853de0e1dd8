"""Every item that the filters select, one a row."""

from __future__ import annotations

from ntmtrack import jsondata
from ntmtrack.jsondata import Json
from ntmtrack.tables import Block
from ntmtrack.tables import Line
from ntmtrack.views import View
from ntmtrack.views import head
from ntmtrack.views import items_table
from ntmtrack.words import Words


def blocks(view: View, words: Words) -> list[Block]:
    """Lay the items out."""
    summary = words.plural("{count} item.", "{count} items.", len(view.items))
    return [*head(view, words), Line(summary), items_table("", view.items, words)]


def data(view: View, words: Words) -> dict[str, Json]:
    """Give the report as data."""
    return jsondata.report("list", view, words, items=jsondata.items(view.items, view, words))
