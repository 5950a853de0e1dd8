"""The log as people read it: every entry, and which were taken back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import partial
from typing import NamedTuple

from ntmtrack.directive import log
from ntmtrack.directive import recurrence
from ntmtrack.directive.model import Document
from ntmtrack.directive.model import Entry
from ntmtrack.directive.model import Measure
from ntmtrack.reports import json_data
from ntmtrack.reports.json_data import Json
from ntmtrack.reports.tables import Cell
from ntmtrack.reports.tables import Column
from ntmtrack.reports.tables import Rows
from ntmtrack.reports.tables import Table
from ntmtrack.status import occurrences
from ntmtrack.wording.words import MARKS
from ntmtrack.wording.words import Words


class LogLine(NamedTuple):
    """Hold an entry of the log, whether it was taken back later, and which one it takes back."""

    entry: Entry
    undone: bool
    takes_back: Entry | None

    def data(self) -> dict[str, Json]:
        """Give the line as data."""
        return {**json_data.entry(self.entry), "undone": self.undone}


def lines(document: Document) -> list[LogLine]:
    """Give every entry in the file's order."""
    taken_back, _ = log.undone(document.progress)
    taken_by = {by: document.progress[index] for index, by in taken_back.items()}
    return [
        LogLine(entry, index in taken_back, taken_by.get(index))
        for index, entry in enumerate(document.progress)
    ]


def told(entry: Entry, document: Document, words: Words, *, fate: str = "") -> str:
    """Say what an entry records: its mark, its day, what became of that, and its figures."""
    text = words.say(MARKS[entry.mark])
    if entry.to:
        text += words.say(" to {day}", day=words.day(entry.to))
    if day := _occurrence(entry, document):
        text += words.say(" for {day}", day=words.day(day))
    details = [
        fate,
        *(
            figure(one, entry.amounts[one.id], words)
            for one in document.tasks[entry.task].measures
            if one.id in entry.amounts
        ),
    ]
    known = "; ".join(filter(None, details))
    return f"{text} ({known})" if known else text


def _occurrence(entry: Entry, document: Document) -> date | None:
    """Give the day of the report that an entry is about, where that is not the entry's own."""
    repeat, index = document.tasks[entry.task].repeat, occurrences.number_of(document, entry)
    if not repeat or index is None or not (entry.for_ or entry.mark in recurrence.OCCURRENCE_MARKS):
        return None
    day = recurrence.day_of(repeat, index)
    return None if day == entry.on.date() else day


def figure(measure: Measure, amount: Decimal, words: Words) -> str:
    """Give a number with what it counts."""
    unit = "%" if measure.kind == "percent" else f" {measure.unit}"
    return words.number(amount) + unit


def table(heading: str, found: Sequence[LogLine], document: Document, words: Words) -> Table:
    """Lay log lines out as the file has them."""
    return Table(
        heading,
        [
            Column(words.say("On")),
            Column(words.say("Item")),
            Column(words.say("Mark"), wraps=True),
            Column(words.say("By"), wraps=True),
            Column(words.say("Note"), wraps=True),
        ],
        Rows(found, partial(_row, document=document, words=words)),
        keys=2,
    )


def _row(line: LogLine, document: Document, words: Words) -> Sequence[Cell]:
    return (
        Cell(line.entry.on),
        Cell(str(log.item_of(line.entry)), "id"),
        Cell(_mark(line, document, words), "quiet" if line.undone else "plain"),
        Cell(line.entry.by or ""),
        Cell(line.entry.note or ""),
    )


def _mark(line: LogLine, document: Document, words: Words) -> str:
    if line.takes_back:
        return words.say("taken back: {entry}", entry=told(line.takes_back, document, words))
    text = told(line.entry, document, words)
    return words.say("{mark}, taken back", mark=text) if line.undone else text
