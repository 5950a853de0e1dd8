"""The log as people read it: every entry, and which were taken back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ntmtrack import jsondata
from ntmtrack import log
from ntmtrack.jsondata import Json
from ntmtrack.model import Document
from ntmtrack.model import Entry
from ntmtrack.tables import Cell
from ntmtrack.tables import Column
from ntmtrack.tables import Table
from ntmtrack.words import MARKS
from ntmtrack.words import Words


@dataclass(frozen=True, slots=True)
class LogLine:
    """Hold an entry of the log and whether it was taken back later."""

    entry: Entry
    undone: bool

    def data(self) -> dict[str, Json]:
        """Give the line as data."""
        return {**jsondata.entry(self.entry), "undone": self.undone}


def lines(document: Document) -> list[LogLine]:
    """Give every entry in the file's order."""
    taken_back, _ = log.undone(document.progress)
    return [LogLine(entry, index in taken_back) for index, entry in enumerate(document.progress)]


def table(heading: str, found: Sequence[LogLine], words: Words) -> Table:
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
        [
            (
                Cell(line.entry.on),
                Cell(str(log.item_of(line.entry)), "id"),
                Cell(_mark(line, words), "quiet" if line.undone else "plain"),
                Cell(line.entry.by or ""),
                Cell(line.entry.note or ""),
            )
            for line in found
        ],
        keys=2,
    )


def _mark(line: LogLine, words: Words) -> str:
    entry = line.entry
    text = words.say(MARKS[entry.mark])
    if entry.to:
        text += words.say(" to {day}", day=words.day(entry.to))
    if entry.for_:
        text += words.say(" for {day}", day=words.day(entry.for_))
    if entry.amounts:
        amounts = (f"{name} {words.number(total)}" for name, total in entry.amounts.items())
        text += f" ({', '.join(amounts)})"
    return words.say("{mark}, taken back", mark=text) if line.undone else text
