"""The history: every recorded entry, with those taken back, and the later letters, as tables."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING
from typing import NamedTuple

from ntmtrack import wording
from ntmtrack.directive import amendments
from ntmtrack.directive import effects
from ntmtrack.directive import log
from ntmtrack.directive.log import ItemKey
from ntmtrack.directive.model import Amendment
from ntmtrack.directive.model import Document
from ntmtrack.directive.model import Entry
from ntmtrack.reports import json_data
from ntmtrack.reports import json_values
from ntmtrack.reports.deadline_words import deadline_words
from ntmtrack.reports.entry_words import entry_words
from ntmtrack.reports.item_words import list_names
from ntmtrack.reports.report_head import head
from ntmtrack.reports.tables import Block
from ntmtrack.reports.tables import Cell
from ntmtrack.reports.tables import Column
from ntmtrack.reports.tables import Paragraph
from ntmtrack.reports.tables import Rows
from ntmtrack.reports.tables import Table
from ntmtrack.status.evaluate import shares
from ntmtrack.status.selection import Selection
from ntmtrack.status.view import View
from ntmtrack.wording.problem import Problem
from ntmtrack.wording.problem import in_words
from ntmtrack.wording.words import Words

if TYPE_CHECKING:
    from ntmtrack.reports.schema.json_reports import HistoryReportData


class LogLine(NamedTuple):
    """Describe an entry of the log: whether it was taken back, and which entry it takes back.

    `void` says why an entry has no effect; it is None if the entry has one.
    """

    entry: Entry
    undone: bool
    takes_back: Entry | None
    void: Problem | None = None


class HistoryFilter(NamedTuple):
    """Store what the history is narrowed to, besides the view; an empty one selects all."""

    items: frozenset[ItemKey] = frozenset()
    marks: frozenset[str] = frozenset()
    since: date | None = None


class HistoryReport(NamedTuple):
    """Collect the selected later letters and log lines, in the file's order."""

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
        and (filter_.since is None or _day(line.entry) >= filter_.since)
    ]
    return HistoryReport(view, _amendments(view, filter_, keys), lines)


def _day(entry: Entry) -> date:
    """Return the day of an entry; for one that takes another back, when it was made.

    The `on` of such an entry repeats that of the other.
    """
    return entry.at.date() if entry.mark == "undone" and entry.at else entry.on.date()


def _keys_of(view: View) -> frozenset[ItemKey]:
    names = {item.key for item in view.items}
    tasks = {item.task.id: item.task for item in view.items}
    return frozenset(key for task in tasks.values() for key in shares(task) if str(key) in names)


def _amendments(
    view: View, filter_: HistoryFilter, keys: frozenset[ItemKey] | None
) -> list[Amendment]:
    """Select later letters by the same filters; none if marks are given, as letters have none."""
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
    """Build the report for people."""
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
    """Return the report as data."""
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


def log_lines(document: Document) -> list[LogLine]:
    """Return a line for every entry, in the file's order."""
    back, void = log.taken_back(document.progress), effects.void_entries(document)
    takes_back = {by: index for index, by in reversed(back.undone_by.items())} | back.repeated
    return [
        LogLine(
            entry,
            index in back.undone_by,
            document.progress[takes_back[index]] if index in takes_back else None,
            void.get(index),
        )
        for index, entry in enumerate(document.progress)
    ]


def log_table(title: str, lines: Sequence[LogLine], document: Document, words: Words) -> Table:
    """Build the table of log lines, in the given order."""
    return Table(
        title,
        [
            Column(words.say("On")),
            Column(words.say("Item")),
            Column(words.say("Mark"), wraps=True),
            Column(_by(lines, words), wraps=True, steady=words.say("By")),
            Column(words.say("Note"), wraps=True),
        ],
        Rows(lines, partial(_log_row, document=document, words=words)),
        keys=2,
    )


def _by(lines: Sequence[LogLine], words: Words) -> str:
    """Return the heading for names: extensions and cancellations are allowed, others reported."""
    allowed = {line.entry.mark in ("extended", "cancelled") for line in lines if line.entry.by}
    if len(allowed) > 1:
        return words.say("Reported or allowed by")
    return words.say("Allowed by") if allowed == {True} else words.say("By")


def _log_row(line: LogLine, document: Document, words: Words) -> Sequence[Cell]:
    return (
        Cell(line.entry.on),
        Cell(str(log.item_of(line.entry)), "id"),
        Cell(_mark(line, document, words), "quiet" if line.undone or line.void else "plain"),
        Cell(line.entry.by or ""),
        Cell(line.entry.note or ""),
    )


def _mark(line: LogLine, document: Document, words: Words) -> str:
    text = entry_words(line.takes_back or line.entry, document, words)
    if line.takes_back and _day(line.entry) != line.entry.on.date():
        day = words.day(_day(line.entry))
        text = words.say("taken back on {day}: {entry}", day=day, entry=text)
    elif line.takes_back:
        text = words.say("taken back: {entry}", entry=text)
    if line.void:
        return words.say("{mark}, without effect: {why}", mark=text, why=_why(line.void, words))
    return words.say("{mark}, taken back", mark=text) if line.undone else text


def _why(void: Problem, words: Words) -> str:
    """Return in a few words why an entry has no effect."""
    if void.code is wording.Code.EXTEND_EARLIER:
        return words.say("the deadline was already {due}", due=in_words(void.values["due"], words))
    if void.code is wording.Code.EXTEND_UNDATED_YET:
        return words.say("there was no deadline yet")
    if void.code is wording.Code.UNDONE_TWICE:
        return words.say("already taken back")
    return words.say("there is no report for {day}", day=in_words(void.values["day"], words))


def amendments_table(amendments: Sequence[Amendment], document: Document, words: Words) -> Table:
    """Build the table of later letters, in the given order."""
    return Table(
        words.say("Later letters"),
        [
            Column(words.say("On")),
            Column(words.say("Letter"), wraps=True),
            Column(words.say("Change"), wraps=True),
            Column(words.say("Tasks"), wraps=True),
            Column(words.say("Reason"), wraps=True),
        ],
        [
            (
                Cell(amendment.issued),
                Cell(amendment.number),
                Cell(_change(amendment, words)),
                Cell(_tasks(amendment, document)),
                Cell(amendment.note or ""),
            )
            for amendment in amendments
        ],
    )


def _change(amendment: Amendment, words: Words) -> str:
    if amendment.due:
        return words.say("new deadline {day}", day=deadline_words(amendment.due, words))
    return words.say("cancelled") if amendment.cancelled else words.say("new tasks")


def _tasks(amendment: Amendment, document: Document) -> str:
    """Return the tasks that a later letter changes or, if it changes none, those that it adds."""
    added = (task.id for task in document.tasks.values() if task.source == amendment.number)
    tasks = ", ".join(amendment.tasks or added)
    villages = list_names(document.villages[id_].name for id_ in amendment.villages)
    return f"{tasks}: {villages}" if villages else tasks
