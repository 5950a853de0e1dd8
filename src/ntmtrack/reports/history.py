"""Everything that was recorded, with what was taken back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ntmtrack import jsondata
from ntmtrack import log
from ntmtrack import logview
from ntmtrack.jsondata import Json
from ntmtrack.log import ItemKey
from ntmtrack.logview import LogLine
from ntmtrack.tables import Block
from ntmtrack.tables import Line
from ntmtrack.views import View
from ntmtrack.views import head
from ntmtrack.words import Words


@dataclass(frozen=True, slots=True)
class Asked:
    """Hold what the history is narrowed to; an empty one selects everything."""

    items: frozenset[ItemKey] = frozenset()
    marks: frozenset[str] = frozenset()
    since: date | None = None


@dataclass(frozen=True, slots=True)
class HistoryReport:
    """Hold the log lines that the filters select, in the file's order."""

    view: View
    lines: Sequence[LogLine]


def make(view: View, asked: Asked, *, narrowed: bool) -> HistoryReport:
    """Select log lines up to the view's moment; `narrowed` keeps those of the view's items."""
    keys = {item.key for item in view.items}
    found = [
        line
        for line in logview.lines(view.document)
        if line.entry.on <= view.moment.at
        and (not narrowed or str(log.item_of(line.entry)) in keys)
        and (not asked.items or log.item_of(line.entry) in asked.items)
        and (not asked.marks or line.entry.mark in asked.marks)
        and (asked.since is None or line.entry.on.date() >= asked.since)
    ]
    return HistoryReport(view, found)


def blocks(report: HistoryReport, words: Words) -> list[Block]:
    """Lay the report out."""
    count = words.plural("{count} entry.", "{count} entries.", len(report.lines))
    log_table = logview.table("", report.lines, report.view.document, words)
    return [*head(report.view, words), Line(count), log_table]


def data(report: HistoryReport, words: Words) -> dict[str, Json]:
    """Give the report as data."""
    return jsondata.report(
        "history", report.view, words, entries=[line.data() for line in report.lines]
    )
