"""Everything that was recorded, with what was taken back, and the later letters."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING
from typing import NamedTuple

from ntmtrack.directive import amendments
from ntmtrack.directive import log
from ntmtrack.directive.log import ItemKey
from ntmtrack.directive.model import Amendment
from ntmtrack.reports import json_data
from ntmtrack.reports import json_values
from ntmtrack.reports.log_table import LogLine
from ntmtrack.reports.log_table import amendments_table
from ntmtrack.reports.log_table import log_lines
from ntmtrack.reports.log_table import log_table
from ntmtrack.reports.report_head import head
from ntmtrack.reports.tables import Block
from ntmtrack.reports.tables import Paragraph
from ntmtrack.status.evaluate import shares
from ntmtrack.status.selection import Selection
from ntmtrack.status.view import View
from ntmtrack.wording.words import Words

if TYPE_CHECKING:
    from ntmtrack.reports.schema.json_reports import HistoryReportData


class HistoryFilter(NamedTuple):
    """Hold what the history is narrowed to, besides the view; an empty one selects everything."""

    items: frozenset[ItemKey] = frozenset()
    marks: frozenset[str] = frozenset()
    since: date | None = None


class HistoryReport(NamedTuple):
    """Hold the later letters and the log lines that are selected, in the file's order."""

    view: View
    amendments: Sequence[Amendment]
    lines: Sequence[LogLine]


def make(view: View, filter_: HistoryFilter) -> HistoryReport:
    """Select log lines up to the view's moment; a view with filters keeps those of its items."""
    keys = _keys_of(view) if view.selection != Selection() else None
    lines = [
        line
        for line in log_lines(view.document)
        if line.entry.on <= view.moment.at
        and (keys is None or log.item_of(line.entry) in keys)
        and (not filter_.items or log.item_of(line.entry) in filter_.items)
        and (not filter_.marks or line.entry.mark in filter_.marks)
        and (filter_.since is None or line.entry.on.date() >= filter_.since)
    ]
    return HistoryReport(view, _amendments(view, filter_, keys), lines)


def _keys_of(view: View) -> frozenset[ItemKey]:
    names = {item.key for item in view.items}
    tasks = {item.task.id: item.task for item in view.items}
    return frozenset(key for task in tasks.values() for key in shares(task) if str(key) in names)


def _amendments(
    view: View, filter_: HistoryFilter, keys: frozenset[ItemKey] | None
) -> list[Amendment]:
    """Select the later letters in the same way; no letter has a mark of the log."""
    if filter_.marks:
        return []
    if filter_.items:
        keys = filter_.items if keys is None else filter_.items & keys
    return [
        amendment
        for amendment in amendments.in_force(view.document, view.moment.day)
        if (filter_.since is None or amendment.issued >= filter_.since)
        and (keys is None or any(amendments.is_about(amendment, key) for key in keys))
    ]


def blocks(report: HistoryReport, words: Words) -> list[Block]:
    """Lay the report out."""
    document = report.view.document
    count = words.plural("{count} entry.", "{count} entries.", len(report.lines))
    blocks: list[Block] = [
        *head(report.view, words),
        Paragraph(count),
        log_table("", report.lines, document, words),
    ]
    if report.amendments:
        blocks.append(amendments_table(report.amendments, document, words))
    return blocks


def data(report: HistoryReport, words: Words) -> HistoryReportData:
    """Give the report as data."""
    return {
        "schema": json_values.SCHEMA,
        "report": "history",
        **json_values.head(report.view, words),
        "entries": [
            json_data.entry(line.entry, words, undone=line.undone, void=line.void)
            for line in report.lines
        ],
        "amendments": [json_data.amendment(amendment, words) for amendment in report.amendments],
    }
