"""A document at a moment, filtered: what every report starts from, and its words for items."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Sequence
from functools import partial
from itertools import groupby
from typing import NamedTuple

from ntmtrack.directive.dates import Moment
from ntmtrack.directive.model import Document
from ntmtrack.directive.model import Owner
from ntmtrack.directive.model import Task
from ntmtrack.reports.directive_kind import kind
from ntmtrack.reports.scope import scope
from ntmtrack.reports.tables import Block
from ntmtrack.reports.tables import Cell
from ntmtrack.reports.tables import Column
from ntmtrack.reports.tables import Line
from ntmtrack.reports.tables import Role
from ntmtrack.reports.tables import Rows
from ntmtrack.reports.tables import Table
from ntmtrack.status.counts import Counts
from ntmtrack.status.counts import count
from ntmtrack.status.evaluate import evaluate
from ntmtrack.status.items import FINISHED
from ntmtrack.status.items import Item
from ntmtrack.status.selection import Filters
from ntmtrack.status.selection import Selection
from ntmtrack.status.selection import select
from ntmtrack.wording.words import EVIDENCE
from ntmtrack.wording.words import STATUSES
from ntmtrack.wording.words import Words

# A report so long after the letter is likely a mistake about the day: it says so.
FAR_DAYS = 180
ROLES: dict[str, Role] = {
    "done": "good",
    "done-late": "good",
    "overdue": "bad",
    "due-today": "warn",
    "due-soon": "warn",
    "cancelled": "quiet",
    "no-deadline": "quiet",
    "waiting": "quiet",
}


class View(NamedTuple):
    """Hold a document at a moment, and the items that the filters select."""

    document: Document
    moment: Moment
    selection: Selection
    items: Sequence[Item]
    counts: Counts


def view(document: Document, moment: Moment, filters: Filters) -> View:
    """Evaluate a document and keep the items that the filters select."""
    wanted = select(document, filters)
    judged = evaluate(document, moment, wanted.may_select)
    items = [item for item in judged if wanted.selects(item)]
    return View(document, moment, wanted, items, count(items))


def head(seen: View, words: Words) -> list[Block]:
    """Say what is reported on, for what day, and what of it is left by the filters."""
    directive, moment = seen.document.directive, seen.moment
    lines = [
        Line(
            words.say(
                "{kind} {number} of {issued}: {as_of}",
                kind=kind(directive.number, words),
                number=directive.number,
                issued=words.day(directive.issued),
                as_of=as_of(moment, words),
            ),
            "title",
        )
    ]
    age = (moment.day - directive.issued).days
    if age > FAR_DAYS:
        far = words.plural(
            "Note: {day} is {count} day after the directive; --as-of DAY shows another day.",
            "Note: {day} is {count} days after the directive; --as-of DAY shows another day.",
            age,
            day=words.day(moment.day),
        )
        lines.append(Line(far, "warn"))
    return [*lines, *scope(seen.selection, seen.document, words)]


def as_of(moment: Moment, words: Words) -> str:
    """Say for what moment something is told."""
    day = words.day(moment.day)
    if moment.whole_day:
        return words.say("as at the end of {day}", day=day)
    return words.say("as at {time} on {day}", time=f"{moment.at:%H:%M}", day=day)


def status_label(item: Item, words: Words) -> str:
    """Name an item's status in the office's words."""
    if item.state.status == "done" and not item.state.due:
        return words.say("done")
    if item.state.status == "no-deadline" and item.task.standing:
        return words.say("standing")
    return words.say(STATUSES[item.state.status])


def status_words(item: Item, words: Words) -> str:
    """Say an item's status in the office's words, with days late and whether it was begun."""
    label = status_label(item, words)
    if item.state.status == "cancelled" and item.state.amended_by:
        label = words.say("cancelled by {number}", number=item.state.amended_by.number)
    if item.state.days_late and item.state.status == "no-deadline":
        label = words.plural(
            "begun {count} day late", "begun {count} days late", item.state.days_late
        )
    elif item.state.days_late:
        label += " " + words.plural("({count} day)", "({count} days)", item.state.days_late)
    begun = item.state.begun and item.state.status not in FINISHED
    return words.say("in progress, {status}", status=label) if begun else label


def where(item: Item, words: Words) -> str:
    """Say where an item is to be done: a village, several, or the whole commune."""
    if item.village:
        return item.village.name
    return (
        words.plural("{count} village", "{count} villages", len(item.task.villages))
        if (item.task.villages)
        else words.say("whole commune")
    )


def reached(item: Item, words: Words) -> str:
    """Give the newest total of each measure, with its unit."""
    amounts = item.amounts
    return "; ".join(
        f"{words.number(amounts[one.id])} {'%' if one.kind == 'percent' else one.unit}"
        for one in item.task.measures
        if one.id in amounts
    )


def title(item: Item, words: Words) -> str:
    """Give the title of an item's task in the report's language, where it has one."""
    return task_title(item.task, words)


def task_title(task: Task, words: Words) -> str:
    """Give a task's title in the report's language, where it has one."""
    return (words.language == "en" and task.title_en) or task.title


def evidence(task: Task, words: Words) -> str | None:
    """Say what a report on a task must carry, in the report's language where that is known."""
    return words.say(EVIDENCE[task.evidence]) if task.evidence in EVIDENCE else task.evidence


def due(item: Item, words: Words) -> str:
    """Give the deadline in force and, where that was moved, the first one and by which letter."""
    if item.state.due is None:
        return words.say("none")
    if not item.state.moved or item.state.original_due is None:
        return words.day(item.state.due)
    days = {"day": words.day(item.state.due), "first": words.day(item.state.original_due)}
    if item.state.amended_by and item.state.amended_by.due:
        return words.say(
            "{day} (first {first}; {number})", **days, number=item.state.amended_by.number
        )
    return words.say("{day} (first {first})", **days)


def due_cell(item: Item, words: Words) -> Cell:
    """Give the deadline in force as the day that it is, to be read as `due` says it."""
    return Cell(item.state.due, said=due(item, words))


def items_table(heading: str, items: Sequence[Item], words: Words) -> Table:
    """Lay items out one a row."""
    return Table(heading, _columns(words), Rows(items, partial(_row, words=words)))


def _row(item: Item, words: Words) -> Sequence[Cell]:
    return (
        Cell(item.task.id, "id"),
        Cell(title(item, words)),
        Cell(where(item, words)),
        Cell(item.lead.name),
        due_cell(item, words),
        Cell(status_words(item, words), ROLES.get(item.state.status, "plain")),
    )


def grouped_table(heading: str, items: Iterable[Item], seen: View, words: Words) -> Table:
    """Lay items out one task a row: the villages that share a state stand together."""

    def state(item: Item) -> tuple[str, str, str]:
        return item.task.id, due(item, words), status_words(item, words)

    rows = []
    for (id_, _, status), group in groupby(items, key=state):
        shared = list(group)
        owners = dict.fromkeys(plain_owner(item.lead, seen.document).name for item in shared)
        first = shared[0]
        role = ROLES.get(first.state.status, "plain")
        text = title(first, words)
        rows.append(
            (
                Cell(id_, "id"),
                Cell(text),
                Cell(places(shared, words)),
                Cell(", ".join(owners)),
                due_cell(first, words),
                Cell(status, role),
            )
        )
    return Table(heading, _columns(words), rows)


def places(items: Sequence[Item], words: Words) -> str:
    """Name the villages of one task's items, or count them where they are all of it."""
    villages = [item.village.name for item in items if item.village]
    if len(villages) > 1 and len(villages) == len(items[0].task.villages):
        return words.plural("all {count} village", "all {count} villages", len(villages))
    return ", ".join(villages) or where(items[0], words)


def _columns(words: Words) -> list[Column]:
    return [
        Column(words.say("Id")),
        Column(words.say("Task"), wraps=True, under=True),
        Column(words.say("Where"), wraps=True),
        Column(words.say("Answers"), wraps=True),
        Column(words.say("Due"), wraps=True),
        Column(words.say("Status"), wraps=True),
    ]


def plain_owner(owner: Owner, document: Document) -> Owner:
    """Give the owner that the file names, for a village's own body the plain one."""
    return document.owners[owner.of] if owner.of else owner
