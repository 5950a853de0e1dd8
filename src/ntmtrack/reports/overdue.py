"""What is overdue, most days late first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ntmtrack.reports import json_data
from ntmtrack.reports.json_data import Json
from ntmtrack.reports.tables import Block
from ntmtrack.reports.tables import Line
from ntmtrack.reports.views import View
from ntmtrack.reports.views import head
from ntmtrack.reports.views import items_table
from ntmtrack.status.items import Item
from ntmtrack.wording.words import Words


class OverdueReport(NamedTuple):
    """Hold the overdue items of a view; its counts cover all that the filters select."""

    view: View
    items: Sequence[Item]


def make(view: View) -> OverdueReport:
    """Find the overdue items; among equally late ones the file's order stays."""
    late = [item for item in view.items if item.state.status == "overdue"]
    return OverdueReport(view, sorted(late, key=lambda item: -(item.state.days_late or 0)))


def blocks(report: OverdueReport, words: Words) -> list[Block]:
    """Lay the report out."""
    counts = report.view.counts
    summary = words.plural(
        "{count} item of {total} is overdue.",
        "{count} items of {total} are overdue.",
        counts.overdue,
        total=counts.total,
    )
    line = Line(summary, "bad" if counts.overdue else "good")
    return [*head(report.view, words), line, items_table("", report.items, words)]


def data(report: OverdueReport, words: Words) -> dict[str, Json]:
    """Give the report as data."""
    view = report.view
    return json_data.report(
        "overdue", view, words, items=json_data.items(report.items, view, words)
    )
