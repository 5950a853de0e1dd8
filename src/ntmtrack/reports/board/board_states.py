"""Items on the board: each state with its colour and shape, who is late, and all in one table."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Sequence

from ntmtrack.directive.model import Document
from ntmtrack.reports.matrix import MatrixReport
from ntmtrack.reports.matrix import short
from ntmtrack.reports.pages import Debtor
from ntmtrack.reports.pages import Debtors
from ntmtrack.reports.pages import Facets
from ntmtrack.reports.pages import Listing
from ntmtrack.reports.sentences import grouped
from ntmtrack.reports.sentences import state_of
from ntmtrack.reports.tables import Cell
from ntmtrack.reports.tables import Column
from ntmtrack.reports.tables import Shape
from ntmtrack.reports.tables import Table
from ntmtrack.reports.views import ROLES
from ntmtrack.reports.views import View
from ntmtrack.reports.views import due_cell
from ntmtrack.reports.views import places
from ntmtrack.reports.views import plain_owner
from ntmtrack.reports.views import task_title
from ntmtrack.reports.views import title
from ntmtrack.reports.views import where
from ntmtrack.status.items import Item
from ntmtrack.status.items import Status
from ntmtrack.wording.words import Words

SHAPES: dict[Status, Shape] = {
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


def state(status: Status, text: str) -> Cell:
    """Give a status as the board shows it."""
    return Cell(text, ROLES.get(status, "plain"), shape=SHAPES[status])


def facets(items: Sequence[Item], document: Document) -> Facets:
    """Say whose items these are, as `--village` and `--owner` understand it."""
    villages = {
        id_: document.villages[id_].name
        for item in items
        for id_ in ([item.village.id] if item.village else item.task.villages)
    }
    owners = {
        owner.id: owner.name
        for item in items
        for owner in (plain_owner(item.lead, document), item.lead)
    }
    return Facets(
        villages=list(villages),
        owners=[id_ for id_ in owners if id_ in document.owners],
        statuses=list(dict.fromkeys(item.state.status for item in items)),
        says=[*villages.values(), *owners.values()],
    )


def listing(view: View, words: Words) -> Listing:
    """Lay every item out, one a row."""
    columns = [
        Column(words.say("Task"), wraps=True),
        Column(words.say("Id"), under=True),
        Column(words.say("Where"), wraps=True),
        Column(words.say("Answers"), wraps=True),
        Column(words.say("Due")),
        Column(words.say("Status"), wraps=True),
        Column(words.say("Note"), wraps=True),
    ]
    rows = [
        (
            Cell(title(item, words)),
            Cell(item.key, "id"),
            Cell(where(item, words)),
            Cell(item.lead.name),
            due_cell(item, words),
            state(item.state.status, state_of(item, words)),
            Cell(item.obstacle or item.note),
        )
        for item in view.items
    ]
    whose = [facets([item], view.document) for item in view.items]
    return Listing(Table("", columns, rows), whose, counted=True)


def villages_by_tasks(report: MatrixReport, words: Words) -> Listing:
    """Lay the states of the villages' own items out, one row a task."""
    document = report.view.document
    columns = [
        Column(words.say("Task"), wraps=True),
        Column(words.say("Id"), under=True),
        *(Column(village.name) for village in report.villages),
    ]
    rows = [
        (
            Cell(task_title(task, words)),
            Cell(task.id, "id"),
            *(state(item.state.status, short(item, words)) if item else Cell() for item in items),
        )
        for task, items in report.rows
    ]
    whose = [facets([item for item in items if item], document) for _, items in report.rows]
    villages = [Facets(villages=[village.id]) for village in report.villages]
    return Listing(Table("", columns, rows), whose, [None, *villages])


def debtors_by_owner(view: View, words: Words) -> Debtors:
    """Name all who have something overdue, those with most first."""

    def where_else(group: Sequence[Item]) -> str:
        own = group[0].village and group[0].lead.of
        return "" if own else places(group, words)

    late = _late(view.items, lambda item: item.lead.name)
    return Debtors(words.say("By owner"), _debtors(late, where_else, view.document, words))


def debtors_by_village(view: View, words: Words) -> Debtors:
    """Name the villages where something is overdue, and what no single village answers for."""

    def who_else(group: Sequence[Item]) -> str:
        return "" if group[0].lead.of else group[0].lead.name

    shared = words.say("Shared tasks")
    late = _late(view.items, lambda item: item.village.name if item.village else shared)
    return Debtors(words.say("By village"), _debtors(late, who_else, view.document, words))


def _late(items: Iterable[Item], key: Callable[[Item], str]) -> list[tuple[str, list[Item]]]:
    """Gather what is overdue by whose it is, those with most first."""
    groups: dict[str, list[Item]] = {}
    for item in items:
        if item.state.status == "overdue":
            groups.setdefault(key(item), []).append(item)
    return sorted(groups.items(), key=lambda group: -len(group[1]))


def _debtors(
    groups: Iterable[tuple[str, Sequence[Item]]],
    besides: Callable[[Sequence[Item]], str],
    document: Document,
    words: Words,
) -> list[Debtor]:
    return [
        Debtor(
            name,
            words.plural("{count} item overdue", "{count} items overdue", len(items)),
            [
                (
                    ", ".join(filter(None, (title(group[0], words), besides(group)))),
                    words.plural("{count} day", "{count} days", group[0].state.days_late or 0),
                )
                for group in grouped(items, words)
            ],
            facets(items, document),
        )
        for name, items in groups
    ]
