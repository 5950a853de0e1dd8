"""The official grid and its rows by village or owner, laid out."""

from __future__ import annotations

from collections.abc import Iterable

from ntmtrack.counts import Counts
from ntmtrack.tables import Cell
from ntmtrack.tables import Column
from ntmtrack.tables import Table
from ntmtrack.words import Words


def grid(counts: Counts, words: Words) -> Table:
    """Lay the official grid out, with sums that foot."""
    rows = [
        (words.say("Done"), counts.done_on_time, counts.done_late, counts.done_no_deadline),
        (words.say("Not done"), counts.in_time, counts.overdue, counts.no_deadline),
    ]
    totals = tuple(sum(column) for column in zip(*(row[1:] for row in rows), strict=True))
    return Table(
        words.say("Overview"),
        [
            Column(""),
            Column(words.say("In time"), number=True),
            Column(words.say("Past the deadline"), number=True),
            Column(words.say("No deadline"), number=True),
            Column(words.say("Total"), number=True),
        ],
        [
            *(
                (Cell(name, "head"), *(Cell(number) for number in numbers), Cell(sum(numbers)))
                for name, *numbers in rows
            ),
            (
                Cell(words.say("Total"), "total"),
                *(Cell(number, "total") for number in totals),
                Cell(counts.total, "total"),
            ),
        ],
    )


def details(counts: Counts, words: Words) -> str:
    """Say what the grid holds besides."""
    return words.say(
        "Of these: {due_today} due today, {due_soon} due soon, {waiting} waiting for an event,"
        " {standing} standing. Cancelled: {cancelled}.",
        due_today=counts.due_today,
        due_soon=counts.due_soon,
        waiting=counts.waiting,
        standing=counts.standing,
        cancelled=counts.cancelled,
    )


def counts_table(title: str, who: str, rows: Iterable[tuple[str, Counts]], words: Words) -> Table:
    """Lay counts out, one row for each who answers."""
    return Table(
        title,
        [
            Column(who, wraps=True),
            *(
                Column(heading, wraps=True, number=True)
                for heading in (
                    words.say("Total"),
                    words.say("Done on time"),
                    words.say("Done late"),
                    words.say("Done, no date"),
                    words.say("In time"),
                    words.say("Overdue"),
                    words.say("No deadline"),
                )
            ),
        ],
        [
            (
                Cell(name, "head"),
                Cell(counts.total),
                Cell(counts.done_on_time),
                Cell(counts.done_late),
                Cell(counts.done_no_deadline),
                Cell(counts.in_time),
                Cell(counts.overdue, "bad" if counts.overdue else "plain"),
                Cell(counts.no_deadline),
            )
            for name, counts in rows
        ],
    )


def villages_table(rows: Iterable[tuple[str, Counts]], words: Words) -> Table:
    """Lay the counts of villages out."""
    title = words.say("By village (what each answers for itself)")
    return counts_table(title, words.say("Village"), rows, words)


def owners_table(rows: Iterable[tuple[str, Counts]], words: Words) -> Table:
    """Lay the counts of owners out."""
    title = words.say("By owner (the first owner of each task)")
    return counts_table(title, words.say("Answers"), rows, words)
