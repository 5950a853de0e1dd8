"""Everything that was recorded, with what was taken back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from ntmtrack.directive import amendments
from ntmtrack.directive import log
from ntmtrack.directive.log import ItemKey
from ntmtrack.directive.model import Amendment
from ntmtrack.reports import amendment_table
from ntmtrack.reports import json_data
from ntmtrack.reports import log_table
from ntmtrack.reports.json_data import Json
from ntmtrack.reports.log_table import LogLine
from ntmtrack.reports.tables import Block
from ntmtrack.reports.tables import Line
from ntmtrack.reports.views import View
from ntmtrack.reports.views import head
from ntmtrack.status.evaluate import shares
from ntmtrack.wording.words import Words


class Asked(NamedTuple):
    """Hold what the history is narrowed to; an empty one selects everything."""

    items: frozenset[ItemKey] = frozenset()
    marks: frozenset[str] = frozenset()
    since: date | None = None


class HistoryReport(NamedTuple):
    """Hold the letters and the log lines that the filters select, in the file's order."""

    view: View
    letters: Sequence[Amendment]
    lines: Sequence[LogLine]


def make(view: View, asked: Asked, *, narrowed: bool) -> HistoryReport:
    """Select log lines up to the view's moment; `narrowed` keeps those of the view's items."""
    keys = {item.key for item in view.items}
    found = [
        line
        for line in log_table.lines(view.document)
        if line.entry.on <= view.moment.at
        and (not narrowed or str(log.item_of(line.entry)) in keys)
        and (not asked.items or log.item_of(line.entry) in asked.items)
        and (not asked.marks or line.entry.mark in asked.marks)
        and (asked.since is None or line.entry.on.date() >= asked.since)
    ]
    return HistoryReport(view, _letters(view, asked, narrowed=narrowed), found)


def _letters(view: View, asked: Asked, *, narrowed: bool) -> list[Amendment]:
    """Select the later letters in the same way; marks are only those of the log."""
    found = [] if asked.marks else amendments.in_force(view.document, view.moment.day)
    if narrowed or asked.items:
        own = {key for item in view.items for key in shares(item.task) if str(key) == item.key}
        keys = (asked.items & own if asked.items else own) if narrowed else asked.items
        found = [one for one in found if any(amendments.is_about(one, key) for key in keys)]
    return [one for one in found if asked.since is None or one.issued >= asked.since]


def blocks(report: HistoryReport, words: Words) -> list[Block]:
    """Lay the report out."""
    count = words.plural("{count} entry.", "{count} entries.", len(report.lines))
    log_lines = log_table.table("", report.lines, report.view.document, words)
    found = [*head(report.view, words), Line(count), log_lines]
    if report.letters:
        found.append(amendment_table.table(report.letters, report.view.document, words))
    return found


def data(report: HistoryReport, words: Words) -> dict[str, Json]:
    """Give the report as data."""
    return json_data.report(
        "history",
        report.view,
        words,
        entries=[line.data() for line in report.lines],
        amendments=[amendment_table.data(letter) for letter in report.letters],
    )
