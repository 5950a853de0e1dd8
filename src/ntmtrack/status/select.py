"""Which items a report is about: names as people type them become ids, ids select items."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Sequence
from typing import NamedTuple

from ntmtrack.directive import names
from ntmtrack.directive.log import ItemKey
from ntmtrack.directive.model import Document
from ntmtrack.directive.model import Task
from ntmtrack.directive.names import Named
from ntmtrack.directive.names import under
from ntmtrack.status.evaluate import owner_of
from ntmtrack.status.evaluate import shares
from ntmtrack.status.items import Item
from ntmtrack.wording.problem import NtmError
from ntmtrack.wording.problem import usage
from ntmtrack.wording.words import LANGUAGES
from ntmtrack.wording.words import STATUSES
from ntmtrack.wording.words import Words


class Filters(NamedTuple):
    """Hold the filters as they were typed; an empty one selects everything."""

    villages: Sequence[str] = ()
    owners: Sequence[str] = ()
    clauses: Sequence[str] = ()
    statuses: Sequence[str] = ()
    search: str | None = None


class Selection(NamedTuple):
    """Hold the filters as ids; None selects everything."""

    villages: frozenset[str] | None = None
    owners: frozenset[str] | None = None
    clauses: tuple[str, ...] = ()
    statuses: frozenset[str] = frozenset()
    search: str | None = None

    def asks_for(self, task: Task, share: ItemKey) -> bool:
        """Tell whether an item may be selected: by what no entry changes, before it is judged."""
        return (self.villages is None or _in_villages(task, share, self.villages)) and (
            not self.clauses or any(under(task.clause, one) for one in self.clauses)
        )

    def selects(self, item: Item) -> bool:
        """Tell whether an item that was asked for is selected."""
        return (
            (self.owners is None or bool({item.lead.id, item.lead.of} & self.owners))
            and (not self.statuses or item.state.status in self.statuses)
            and (self.search is None or _says(item, self.search))
        )


def selection(document: Document, filters: Filters) -> Selection:
    """Turn typed filters into ids; a name that nothing answers to raises a usage error."""
    return Selection(
        villages=_ids("village", filters.villages, villages_of(document)),
        owners=_ids("owner", filters.owners, owners_of(document)),
        clauses=tuple(_clause(typed, document) for typed in filters.clauses),
        statuses=_ids("status", filters.statuses, statuses_of()) or frozenset(),
        search=filters.search,
    )


def villages_of(document: Document) -> list[Named]:
    """List every village with the names it answers to."""
    return [Named(one.id, (one.name, *one.aliases)) for one in document.villages.values()]


def owners_of(document: Document) -> list[Named]:
    """List every owner, and every village's own body, with the names they answer to."""
    plain = [Named(one.id, (one.name, *one.aliases)) for one in document.owners.values()]
    bodies = [
        Named(body.id, (body.name, *(f"{alias} {village.name}" for alias in owner.aliases)))
        for owner in document.owners.values()
        if owner.per_village
        for village in document.villages.values()
        for body in [owner_of(owner, village)]
    ]
    return plain + bodies


def statuses_of() -> list[Named]:
    """List every status with its words in all languages: overdue, quá hạn."""
    return [
        Named(status, tuple(Words(language).say(label) for language in LANGUAGES))
        for status, label in STATUSES.items()
    ]


def tasks_of(document: Document) -> list[Named]:
    """List every task with the names it answers to: its titles."""
    return [
        Named(task.id, tuple(filter(None, (task.title, task.title_en))))
        for task in document.tasks.values()
    ]


def tasks_named(document: Document, typed: str) -> list[Task]:
    """Find the tasks that an id, the beginning of one, a clause or words of a title mean."""
    clause = [task for task in document.tasks.values() if task.clause == typed.strip()]
    return clause or [document.tasks[id_] for id_ in found("task", typed, tasks_of(document))]


def items_named(document: Document, typed: str) -> list[ItemKey]:
    """Find the items that a task, or an item key such as `bich-hoa@che-bien`, means."""
    name, at, share = typed.partition("@")
    tasks = tasks_named(document, name)
    if not at:
        return [key for task in tasks for key in shares(task)]
    keys = [key for task in tasks for key in shares(task) if key.village or key.owner]
    known = {id_ for key in keys for id_ in (key.village, key.owner)}
    things = [one for one in (*villages_of(document), *owners_of(document)) if one.id in known]
    ids = found("village", share, things)
    return [key for key in keys if key.village in ids or key.owner in ids]


def found(kind: str, typed: str, things: Sequence[Named]) -> list[str]:
    """Find what a typed name means, or raise the usage error `no-such-<kind>` with near names."""
    ids = names.match(typed, things)
    if not ids:
        raise _unknown(kind, typed, things)
    return ids


def _clause(typed: str, document: Document) -> str:
    """Give a clause as it is written, or raise `no-such-clause` where no task stands under it."""
    asked = names.nfc(typed).strip().rstrip(".")
    clauses = [task.clause for task in document.tasks.values() if task.clause]
    if not any(under(clause, asked) for clause in clauses):
        raise _unknown("clause", typed, [Named(clause, ()) for clause in clauses])
    return asked


def _ids(kind: str, typed: Sequence[str], things: Sequence[Named]) -> frozenset[str] | None:
    if not typed:
        return None
    return frozenset(id_ for one in typed for id_ in found(kind, one, things))


def _unknown(kind: str, typed: str, things: Sequence[Named]) -> NtmError:
    by_id = kind == "task"  # titles are long, and have commas
    shown = {thing.id: thing.id if by_id else next(iter(thing.names), thing.id) for thing in things}
    near = names.near(typed, things)
    values = {"value": typed, "near": ", ".join(shown[id_] for id_ in near)}
    return usage(f"no-such-{kind}", **{name: text for name, text in values.items() if text})


def _in_villages(task: Task, share: ItemKey, villages: frozenset[str]) -> bool:
    """Tell whether an item is a village's own, or of a task that names the village."""
    if share.village:
        return share.village in villages
    return not villages.isdisjoint(task.villages)


def _says(item: Item, words: str) -> bool:
    task = item.task
    texts: Iterable[str | None] = (
        task.id,
        task.title,
        task.title_en,
        task.clause,
        task.place,
        task.note,
        item.note,
        item.obstacle,
        *(owner.name for owner in item.owners),
    )
    return names.says(words, " ".join(filter(None, texts)))
