"""Tables that several reports share: items by task, the official grid, counts by name."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence

from ntmtrack.directive import alphabet
from ntmtrack.directive import names
from ntmtrack.directive.model import Document
from ntmtrack.directive.model import Owner
from ntmtrack.directive.model import Village
from ntmtrack.reports.deadline_words import due_cell
from ntmtrack.reports.deadline_words import due_column
from ntmtrack.reports.deadline_words import due_words
from ntmtrack.reports.item_words import Extra
from ntmtrack.reports.item_words import ItemCount
from ntmtrack.reports.item_words import extra_cells
from ntmtrack.reports.item_words import extra_columns
from ntmtrack.reports.item_words import group_lead_names
from ntmtrack.reports.item_words import item_title
from ntmtrack.reports.item_words import list_names
from ntmtrack.reports.item_words import overdue_words
from ntmtrack.reports.item_words import place_words
from ntmtrack.reports.item_words import places
from ntmtrack.reports.item_words import status_role
from ntmtrack.reports.item_words import status_words
from ntmtrack.reports.tables import Cell
from ntmtrack.reports.tables import Column
from ntmtrack.reports.tables import Paragraph
from ntmtrack.reports.tables import Table
from ntmtrack.status.items import Item
from ntmtrack.status.view import Counts
from ntmtrack.status.view import Ratio
from ntmtrack.status.view import View
from ntmtrack.wording.words import Words

# A village's name and counts; the name is None for tasks that no single village answers for.
VillageRow = tuple[str | None, Counts]
OwnerRow = tuple[str, Counts]
# Returns where the items of one task are done.
PlaceOf = Callable[[Sequence[Item], Words], str]


def grouped_table(
    items: Iterable[Item],
    document: Document,
    words: Words,
    place: PlaceOf = places,
    extras: Sequence[Extra] = (),
) -> Table:
    """Build a table with one row for each task and state; villages in the same state share it.

    `place` words where the items are done. `extras` get columns where a screen has room for them.
    """
    groups = _by_words(items, words, extras)
    columns = _grouped_columns([group[0] for group in groups.values()], extras, words)
    rows = [
        (
            Cell(group[0].task.id, "id"),
            Cell(item_title(group[0], words)),
            Cell(place(group, words)),
            Cell(group_lead_names(group, document, words)),
            *extra_cells(extras, group[0]),
            due_cell(group[0], words, due),
            Cell(status, status_role(group[0].state.status)),
        )
        for (_, status, due, *_), group in groups.items()
    ]
    return Table("", columns, rows)


def _grouped_columns(
    items: Sequence[Item], extras: Iterable[Extra], words: Words
) -> Sequence[Column]:
    return [
        Column(words.say("Id")),
        Column(words.say("Task"), wraps=True, under=True),
        Column(words.say("Where"), wraps=True),
        Column(words.say("Lead"), wraps=True),
        *extra_columns(extras, words, spare=True),
        due_column(items, words, wraps=True),
        Column(words.say("Status"), wraps=True, pinned=True),
    ]


def group_by_state(
    items: Iterable[Item], words: Words, extras: Iterable[Extra] = ()
) -> list[Sequence[Item]]:
    """Group a task's items that differ only in village or owner, even if not adjacent."""
    return list(_by_words(items, words, extras).values())


def _by_words(
    items: Iterable[Item], words: Words, extras: Iterable[Extra] = ()
) -> Mapping[tuple[str | None, ...], Sequence[Item]]:
    """Group items by task and by their visible text: state, deadline and extra columns."""
    groups: dict[tuple[str | None, ...], list[Item]] = {}
    for item in items:
        state_words = status_words(item, words), due_words(item, words)
        key = item.task.id, *state_words, *(extra.value(item) for extra in extras)
        groups.setdefault(key, []).append(item)
    return groups


def place_names(items: Sequence[Item], words: Words) -> str:
    """Return every village of one task's items, with Thôn 2 before Thôn 10."""
    if len(items) == 1:
        return place_words(items[0], words)
    villages = sorted(
        (item.village.name for item in items if item.village), key=alphabet.dictionary_key
    )
    return list_names(villages) or place_words(items[0], words)


def totals(counts: Counts, late_to_begin: int, words: Words) -> str:
    """Return one line with the number of items and how they stand."""
    figures = {
        "total": counts.total,
        "done": counts.done_on_time + counts.done_late + counts.done_no_deadline,
        "overdue": counts.overdue,
        "in_time": counts.in_time,
        "no_deadline": counts.no_deadline,
    }
    if late_to_begin:
        return words.say(
            "{total} items: {done} done, {overdue} overdue (of which {count} late to begin),"
            " {in_time} in time, {no_deadline} without a deadline.",
            **figures,
            count=late_to_begin,
        )
    return words.say(
        "{total} items: {done} done, {overdue} overdue, {in_time} in time,"
        " {no_deadline} without a deadline.",
        **figures,
    )


def grid(counts: Counts, words: Words) -> Table:
    """Build the official grid, with row and column sums that agree."""
    rows = [
        (words.say("Done"), counts.done_on_time, counts.done_late, counts.done_no_deadline),
        (words.say("Not done"), counts.in_time, counts.overdue, counts.no_deadline),
    ]
    totals = tuple(sum(column) for column in zip(*(row[1:] for row in rows), strict=True))
    return Table(
        words.say("Overview"),
        [
            Column(words.say("Items")),
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


def grid_note(counts: Counts, words: Words) -> str:
    """Return the line below the grid: parts of its numbers, and cancelled items."""
    figures = {
        "due_today": counts.due_today,
        "due_soon": counts.due_soon,
        "waiting": counts.waiting,
        "standing": counts.standing,
        "cancelled": counts.cancelled,
    }
    if counts.no_date:
        return words.say(
            "Of these: {due_today} due today, {due_soon} due soon, {waiting} waiting for an event,"
            " {standing} standing, {no_date} without a date yet. Cancelled: {cancelled}.",
            **figures,
            no_date=counts.no_date,
        )
    return words.say(
        "Of these: {due_today} due today, {due_soon} due soon, {waiting} waiting for an event,"
        " {standing} standing. Cancelled: {cancelled}.",
        **figures,
    )


def rate_words(rate: Ratio, words: Words) -> str:
    """Return a rate with its fraction: 6/133 (4,5%)."""
    if rate.share is None:
        return words.percent(None)
    return f"{words.number(rate.part)}/{words.number(rate.whole)} ({words.percent(rate.share)})"


def completion_words(rate: Ratio, words: Words) -> str:
    """Return the completion rate, and what it leaves out."""
    return words.say(
        "Completion rate: {rate}, not counting standing and recurring ones.",
        rate=rate_words(rate, words),
    )


def overdue_summary(overdue: ItemCount, counts: Counts, words: Words) -> str:
    """Return how many of all items are overdue, as a sentence."""
    return overdue_words(overdue, words, counts.total) + "."


def village_names(rows: Iterable[tuple[Village | None, Counts]]) -> list[VillageRow]:
    """Return counts with the names of the villages."""
    return [(village and village.name, counts) for village, counts in rows]


def villages_table(rows: Iterable[VillageRow], words: Words, title: str | None = None) -> Table:
    """Build the table of counts by village, under a title that says what is counted."""
    if title is None:
        title = words.say("By {village} (each one's own items)")
    shared = words.say("(shared items)")
    labelled = [(shared if name is None else name, counts) for name, counts in rows]
    return counts_table(title, words.say("{Village}"), labelled, words)


def directives_table(view: View, words: Words, title: str | None = None) -> Table:
    """Build the table of counts for each directive that a view joins."""
    parts = [(part.document.directive, part.counts) for part in view.parts]
    several_issuers = len({names.identity(directive.issuer) for directive, _ in parts}) > 1
    rows = [
        (
            f"{directive.number}, {directive.issuer}: {directive.subject}"
            if several_issuers
            else f"{directive.number}: {directive.subject}",
            counts,
        )
        for directive, counts in parts
    ]
    heading = words.say("Assigned by")
    return counts_table(words.say("By directive") if title is None else title, heading, rows, words)


def owner_names(rows: Iterable[tuple[Owner, Counts]]) -> list[OwnerRow]:
    """Return counts with the names of the owners."""
    return [(owner.name, counts) for owner, counts in rows]


def owners_blocks(
    rows: Sequence[OwnerRow], counts: Counts, words: Words, title: str | None = None
) -> list[Table | Paragraph]:
    """Build the table of counts by owner, with a note if its rows add up to more than `counts`.

    They do where an item has several owners. The default title is “By owner”.
    """
    if title is None:
        title = words.say("By owner")
    table = counts_table(title, words.say("Lead"), rows, words)
    if sum(row.total for _, row in rows) <= counts.total:
        return [table]
    note = words.say(
        "An item with several leads counts for each of them, so the rows may add up"
        " to more than the total."
    )
    return [table, Paragraph(note, "quiet")]


def counts_table(title: str, heading: str, rows: Iterable[OwnerRow], words: Words) -> Table:
    """Build a table of counts with a row for each name; `heading` says what the names are."""
    count_headings = (
        words.say("Total"),
        words.say("Done on time"),
        words.say("Done late"),
        words.say("Done, no date"),
        words.say("In time"),
        words.say("Overdue"),
        words.say("No deadline"),
    )
    columns = [
        Column(heading, wraps=True),
        *(Column(text, wraps=True, number=True) for text in count_headings),
    ]
    return Table(title, columns, [_count_row(name, counts) for name, counts in rows])


def _count_row(name: str, counts: Counts) -> Sequence[Cell]:
    return (
        Cell(name, "head"),
        Cell(counts.total),
        Cell(counts.done_on_time),
        Cell(counts.done_late),
        Cell(counts.done_no_deadline),
        Cell(counts.in_time),
        Cell(counts.overdue, "bad" if counts.overdue else "plain"),
        Cell(counts.no_deadline),
    )
