"""The log and the later letters as people read them: what was recorded, taken back, changed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from ntmtrack import wording
from ntmtrack.directive import effects
from ntmtrack.directive import log
from ntmtrack.directive import recurrence
from ntmtrack.directive.model import Amendment
from ntmtrack.directive.model import Document
from ntmtrack.directive.model import Entry
from ntmtrack.reports.deadline_words import deadline_words
from ntmtrack.reports.deadline_words import end_words
from ntmtrack.reports.measure_words import amount_words
from ntmtrack.reports.period_words import occurrence_words
from ntmtrack.reports.tables import Cell
from ntmtrack.reports.tables import Column
from ntmtrack.reports.tables import Rows
from ntmtrack.reports.tables import Table
from ntmtrack.status import occurrences
from ntmtrack.wording.problem import Problem
from ntmtrack.wording.problem import in_words
from ntmtrack.wording.words import MARKS
from ntmtrack.wording.words import Words


class LogLine(NamedTuple):
    """Hold an entry of the log, whether it was taken back later, and which one it takes back.

    `void` says why an entry has no effect; None where it has.
    """

    entry: Entry
    undone: bool
    takes_back: Entry | None
    void: Problem | None = None


def log_lines(document: Document) -> list[LogLine]:
    """Give every entry in the file's order."""
    back, void = log.taken_back(document.progress), effects.void(document)
    takes_back = {by: index for index, by in reversed(back.by.items())} | back.again
    return [
        LogLine(
            entry,
            index in back.by,
            document.progress[takes_back[index]] if index in takes_back else None,
            void.get(index),
        )
        for index, entry in enumerate(document.progress)
    ]


def entry_words(entry: Entry, document: Document, words: Words, *, fate: str = "") -> str:
    """Say what an entry records: its mark, its day, what became of that, and its figures."""
    text = words.say(MARKS[entry.mark])
    if entry.to:
        text += words.say(" to {day}", day=end_words(entry.to, words))
    if name := _occurrence(entry, document, words):
        text += words.say(" for {day}", day=name)
    details = [
        fate,
        *(
            amount_words(measure, entry.amounts[measure.id], words)
            for measure in document.tasks[entry.task].measures
            if measure.id in entry.amounts
        ),
    ]
    known = "; ".join(filter(None, details))
    return f"{text} ({known})" if known else text


def _occurrence(entry: Entry, document: Document, words: Words) -> str | None:
    """Name the report that an entry is about, where the entry's own day does not."""
    repeat, number = document.tasks[entry.task].repeat, occurrences.number_of(document, entry)
    if not repeat or number is None:
        return None
    if not (entry.for_ or entry.mark in recurrence.OCCURRENCE_MARKS):
        return None
    day = recurrence.day_of(repeat, number)
    if day == entry.on.date():
        return None
    return occurrence_words(day, recurrence.period_on(repeat, day), words)


def log_table(title: str, lines: Sequence[LogLine], document: Document, words: Words) -> Table:
    """Lay log lines out as the file has them."""
    return Table(
        title,
        [
            Column(words.say("On")),
            Column(words.say("Item")),
            Column(words.say("Mark"), wraps=True),
            Column(words.say("By"), wraps=True),
            Column(words.say("Note"), wraps=True),
        ],
        Rows(lines, partial(_log_row, document=document, words=words)),
        keys=2,
    )


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
    if line.takes_back:
        text = words.say("taken back: {entry}", entry=text)
    if line.void:
        return words.say("{mark}, without effect: {why}", mark=text, why=_why(line.void, words))
    return words.say("{mark}, taken back", mark=text) if line.undone else text


def _why(void: Problem, words: Words) -> str:
    """Say why an entry has no effect, in few words."""
    if void.code is wording.Code.EXTEND_EARLIER:
        return words.say("the deadline was {due} already", due=in_words(void.values["due"], words))
    if void.code is wording.Code.EXTEND_UNDATED_YET:
        return words.say("there was no deadline yet")
    if void.code is wording.Code.UNDONE_TWICE:
        return words.say("taken back before")
    return words.say("there is no report for {day}", day=in_words(void.values["day"], words))


def amendments_table(amendments: Sequence[Amendment], document: Document, words: Words) -> Table:
    """Lay later letters out in the order in which they are given."""
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
    """Name what a later letter changes or, where it changes nothing, what it adds."""
    added = (task.id for task in document.tasks.values() if task.source == amendment.number)
    tasks = ", ".join(amendment.tasks or added)
    villages = ", ".join(document.villages[id_].name for id_ in amendment.villages)
    return f"{tasks}: {villages}" if villages else tasks
