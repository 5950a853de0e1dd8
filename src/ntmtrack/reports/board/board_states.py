"""Items on the board: states in colours and shapes, cards of open items, who is late, a table."""

from __future__ import annotations

import re
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Sequence

from ntmtrack.directive import names
from ntmtrack.directive.model import Document
from ntmtrack.reports.board.board_parts import Card
from ntmtrack.reports.board.board_parts import Cards
from ntmtrack.reports.board.board_parts import Debtor
from ntmtrack.reports.board.board_parts import Debtors
from ntmtrack.reports.board.board_parts import Facets
from ntmtrack.reports.board.board_parts import LateTask
from ntmtrack.reports.board.board_parts import Listing
from ntmtrack.reports.deadline_words import due_cell
from ntmtrack.reports.deadline_words import due_words
from ntmtrack.reports.item_words import count_of
from ntmtrack.reports.item_words import extra_cells
from ntmtrack.reports.item_words import extra_columns
from ntmtrack.reports.item_words import extras_of
from ntmtrack.reports.item_words import group_lead_names
from ntmtrack.reports.item_words import item_title
from ntmtrack.reports.item_words import items_words
from ntmtrack.reports.item_words import names_of
from ntmtrack.reports.item_words import overdue_words
from ntmtrack.reports.item_words import places
from ntmtrack.reports.item_words import plain_owner
from ntmtrack.reports.item_words import remark_words
from ntmtrack.reports.item_words import status_role
from ntmtrack.reports.item_words import status_words
from ntmtrack.reports.item_words import task_title
from ntmtrack.reports.matrix import MatrixReport
from ntmtrack.reports.matrix import short_status
from ntmtrack.reports.sentences import group_items
from ntmtrack.reports.tables import Cell
from ntmtrack.reports.tables import Column
from ntmtrack.reports.tables import Shape
from ntmtrack.reports.tables import Table
from ntmtrack.reports.tables import without_empty
from ntmtrack.status import sorting
from ntmtrack.status.items import Item
from ntmtrack.status.items import Status
from ntmtrack.status.items import own_id
from ntmtrack.status.view import View
from ntmtrack.wording.words import STATUSES
from ntmtrack.wording.words import Words

_SHAPES: dict[Status, Shape] = {
    "done": "good",
    "done-late": "good-late",
    "overdue": "bad",
    "due-today": "warn",
    "due-soon": "soon",
    "open": "open",
    "no-deadline": "quiet",
    "waiting": "waiting",
    "cancelled": "void",
}
_PRESSING: tuple[Status, ...] = ("overdue", "due-today", "due-soon", "open")


def shaped_cell(status: Status, text: str) -> Cell:
    """Return a status as the board shows it."""
    return Cell(text, status_role(status), shape=_SHAPES[status])


def facets(items: Sequence[Item], document: Document) -> Facets:
    """Return the facets of items, with ids as `--village` and `--owner` understand them."""
    villages = {
        id_: document.villages[id_].name
        for item in items
        for id_ in ([item.village.id] if item.village else item.task.villages)
    }
    owners = {
        owner.id: owner.name
        for item in items
        for lead in item.owners
        for owner in (plain_owner(lead, document), lead)
    }
    groups = {
        group.id: group.name
        for group in document.owner_groups.values()
        if not owners.keys().isdisjoint(group.members)
    }
    numbers = directive_numbers(items)
    return Facets(
        directives=list(numbers) if numbers else None,
        villages=list(villages),
        owners=[*(id_ for id_ in owners if id_ in document.owners), *groups],
        statuses=list(dict.fromkeys(item.state.status for item in items)),
        says=[*villages.values(), *owners.values(), *groups.values(), *numbers.values()],
    )


def directive_numbers(items: Iterable[Item]) -> dict[str, str]:
    """Return the numbers of the items' directives by id, on a page about several; else {}.

    The number before a task's id is already distinct from others like it.
    """
    numbers = (item.task.id.rpartition(":")[0] for item in items if item.directive)
    return {_slug(number): number for number in dict.fromkeys(numbers)}


def _slug(text: str) -> str:
    """Return a text without characters that end an id or need escaping in an address."""
    plain = re.findall(r"[a-z0-9]+", names.fold(text))
    return "-".join(plain or text.split())


def listing(view: View, words: Words) -> Listing:
    """Build the table of all items, one row for each task and state."""
    groups = group_items(view.items, words)
    extras = extras_of([group[0] for group in groups])
    columns = [
        Column(words.say("Task"), wraps=True),
        Column(words.say("Id"), under=True),
        Column(words.say("Where"), wraps=True),
        Column(words.say("Lead"), wraps=True),
        *extra_columns(extras, words),
        Column(words.say("Due"), wraps=True),
        Column(words.say("Status"), wraps=True, pinned=True),
        Column(words.say("Note"), wraps=True),
    ]
    rows = [
        (
            Cell(item_title(group[0], words)),
            Cell(own_id(group[0].task.id) if len(group) > 1 else group[0].own_key, "id"),
            Cell(places(group, words)),
            Cell(group_lead_names(group, view.document, words)),
            *extra_cells(extras, group[0]),
            due_cell(group[0], words),
            shaped_cell(group[0].state.status, status_words(group[0], words)),
            Cell(remark_words(group[0], group[0].note, words)),
        )
        for group in groups
    ]
    table = without_empty(Table("", columns, rows), [words.say("Note")])
    return Listing(table, [facets(group, view.document) for group in groups], counted=True)


def villages_by_tasks(report: MatrixReport, words: Words) -> Listing:
    """Build the table of the states of villages' own items, one row a task."""
    document = report.view.document
    columns = [
        Column(words.say("Task"), wraps=True),
        Column(words.say("Id"), under=True),
        *(Column(village.name) for village in report.villages),
    ]
    items_by_task = [[item for item in items if item] for _, items in report.rows]
    rows = [
        (
            Cell(item_title(village_items[0], words)),
            Cell(own_id(task.id), "id"),
            *(
                shaped_cell(item.state.status, short_status(item, words)) if item else Cell()
                for item in items
            ),
        )
        for village_items, (task, items) in zip(items_by_task, report.rows, strict=True)
    ]
    row_facets = [facets(village_items, document) for village_items in items_by_task]
    villages = [Facets(villages=[village.id]) for village in report.villages]
    return Listing(Table("", columns, rows, splits=True), row_facets, [None, *villages])


def debtors_by_owner(view: View, words: Words) -> Debtors:
    """Return all who have something overdue, those with most first."""

    def place(name: str, group: Sequence[Item]) -> str:
        villages_own_body = any(owner.of and owner.name == name for owner in group[0].owners)
        return "" if villages_own_body else places(group, words)

    late = _late_by(lambda item: [owner.name for owner in item.owners], view.items)
    return Debtors(words.say("By owner"), _debtors(late, place, view.document, words))


def debtors_by_village(view: View, words: Words) -> Debtors:
    """Return the villages with something overdue, and the shared items that are."""

    def leads(_: str, group: Sequence[Item]) -> str:
        owners = dict.fromkeys(owner for item in group for owner in item.owners if not owner.of)
        return names_of(list(owners), group[0].groups, ", ")

    shared = words.say("Shared items")
    late = _late_by(lambda item: [item.village.name if item.village else shared], view.items)
    debtors = _debtors(late, leads, view.document, words)
    # Not printed: the table of villages has the same.
    return Debtors(words.say("By {village}"), debtors, printed=False)


def _late_by(
    names_in: Callable[[Item], Sequence[str]], items: Iterable[Item]
) -> list[tuple[str, list[Item]]]:
    """Group overdue items by name, largest groups first; an item may have several names."""
    groups: dict[str, list[Item]] = {}
    for item in items:
        if item.state.status == "overdue":
            for name in names_in(item):
                groups.setdefault(name, []).append(item)
    return sorted(groups.items(), key=lambda group: -len(group[1]))


def _debtors(
    groups: Iterable[tuple[str, Sequence[Item]]],
    detail: Callable[[str, Sequence[Item]], str],
    document: Document,
    words: Words,
) -> list[Debtor]:
    """Describe who is late, each with the longest overdue tasks first.

    `detail` returns what the name leaves out: where, or the leads.
    """

    def days_late(group: Sequence[Item]) -> int:
        return group[0].state.days_late or 0

    return [
        Debtor(
            name,
            overdue_words(count_of(items), words),
            [
                LateTask(
                    "; ".join(filter(None, (item_title(group[0], words), detail(name, group)))),
                    words.plural("{count} day", "{count} days", days_late(group)),
                    facets(group, document),
                )
                for group in sorted(group_items(items, words), key=days_late, reverse=True)
            ],
        )
        for name, items in groups
    ]


def cards(view: View, words: Words) -> list[Cards]:
    """Return a card for each unfinished task with a deadline: longest overdue, then due soonest.

    Shares of a task in the same state have one card.
    """
    owed = [item for item in view.items if item.state.status in _PRESSING]
    groups = sorted(group_items(owed, words), key=lambda group: _urgency(group[0]))
    return [
        Cards(
            _capitalize(words.say(STATUSES[status])),
            items_words((item for group in alike for item in group), words),
            [_card(group, view, words) for group in alike],
            printed=status != "open" or len(groups) == len(alike),
        )
        for status in _PRESSING
        if (alike := [group for group in groups if group[0].state.status == status])
    ]


def _urgency(item: Item) -> tuple[object, ...]:
    return -(item.state.days_late or 0), *sorting.rank(item, "due")


def _capitalize(label: str) -> str:
    return label[:1].upper() + label[1:]


def _card(group: Sequence[Item], view: View, words: Words) -> Card:
    item = group[0]
    due = due_words(item, words)
    return Card(
        task_title(item.task, words),
        ", ".join(directive_numbers(group).values()),
        shaped_cell(item.state.status, status_words(item, words)),
        [
            places(group, words),
            group_lead_names(group, view.document, words),
            words.say("Deadline: {deadline}", deadline=due),
        ],
        remark_words(item, item.note, words),
        facets(group, view.document),
    )
