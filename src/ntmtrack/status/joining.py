"""Several directives joined as one: shared ids for the same villages and owners, one joint view.

The single views keep the names of their files; the joint view tells namesakes apart.
"""

from __future__ import annotations

from collections import Counter
from collections import defaultdict
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from itertools import count
from typing import NamedTuple
from typing import TypeVar

from ntmtrack.directive import names
from ntmtrack.directive.dates import Moment
from ntmtrack.directive.dates import whole_day
from ntmtrack.directive.issuers import body_identity
from ntmtrack.directive.model import Amendment
from ntmtrack.directive.model import Document
from ntmtrack.directive.model import Entry
from ntmtrack.directive.model import Owner
from ntmtrack.directive.model import OwnerGroup
from ntmtrack.directive.model import Task
from ntmtrack.directive.model import Village
from ntmtrack.directive.weeks import Week
from ntmtrack.directive.weeks import was_closed_before
from ntmtrack.status.evaluate import evaluate
from ntmtrack.status.evaluate import owner_of
from ntmtrack.status.items import FINISHED
from ntmtrack.status.items import Item
from ntmtrack.status.namesakes import free_id
from ntmtrack.status.namesakes import shared_ids
from ntmtrack.status.namesakes import with_distinct_names
from ntmtrack.status.selection import Selection
from ntmtrack.status.view import Several
from ntmtrack.status.view import View
from ntmtrack.status.view import add_counts

T = TypeVar("T")


class _Ids(NamedTuple):
    """Map the ids of one file to the ids used across all files; `prefix` is for its tasks."""

    prefix: str
    villages: Mapping[str, Village]
    owners: Mapping[str, Owner]

    def task(self, id_: str) -> str:
        """Return the joint id of a task."""
        return f"{self.prefix}:{id_}"

    def of_owners(self, ids: Iterable[str]) -> tuple[str, ...]:
        """Return the joint ids of owners."""
        return tuple([self.owners[id_].id for id_ in ids])

    def of_villages(self, ids: Iterable[str]) -> tuple[str, ...]:
        """Return the joint ids of villages."""
        return tuple([self.villages[id_].id for id_ in ids])


def unite(files: Sequence[tuple[str, Document]]) -> list[Document]:
    """Return the documents of several files with ids that mean the same in all of them."""
    documents = [document._replace(file=file) for file, document in files]
    villages = shared_ids([(each.directive.issuer, each.villages.values()) for each in documents])
    owners = _owners_of_each(documents)
    ids = map(_Ids, _prefixes(files), villages, owners)
    return [_with_ids(document, own) for document, own in zip(documents, ids, strict=True)]


def _owners_of_each(documents: Sequence[Document]) -> list[dict[str, Owner]]:
    """Return the joint owner for each id of each file, with names distinct within that file."""
    issuers = [each.directive.issuer for each in documents]
    known = shared_ids(zip(issuers, (each.owners.values() for each in documents), strict=True))
    named = [
        with_distinct_names([(issuer, own.values())])
        for issuer, own in zip(issuers, known, strict=True)
    ]
    return [
        {id_: owners[owner.id] for id_, owner in own.items()}
        for own, owners in zip(known, named, strict=True)
    ]


def _prefixes(files: Sequence[tuple[str, Document]]) -> list[str]:
    """Return a prefix for each directive: its number, extended by the issuer or file if not unique.

    Numbers that differ only in accents and punctuation count as equal, because addresses have
    neither.
    """
    ways = [
        (each.number, f"{each.number} {each.issuer}", f"{each.number} {file}")
        for file, document in files
        for each in [document.directive]
    ]
    uses = Counter(_in_address(text) for texts in ways for text in texts)
    return [next((t for t in texts if uses[_in_address(t)] == 1), texts[-1]) for texts in ways]


def _in_address(text: str) -> str:
    plain = (letter if letter.isalnum() else " " for letter in names.fold(text))
    return " ".join("".join(plain).split())


def _with_ids(document: Document, ids: _Ids) -> Document:
    tasks = [_task_with_ids(task, ids) for task in document.tasks.values()]
    return document._replace(
        villages={village.id: village for village in ids.villages.values()},
        groups={name: ids.of_villages(members) for name, members in document.groups.items()},
        owners={owner.id: owner for owner in ids.owners.values()},
        tasks={task.id: task for task in tasks},
        amendments=tuple([_letter_with_ids(letter, ids) for letter in document.amendments]),
        progress=tuple([_entry_with_ids(entry, ids) for entry in document.progress]),
        owner_groups={
            id_: group._replace(members=ids.of_owners(group.members))
            for id_, group in document.owner_groups.items()
        },
    )


def _letter_with_ids(letter: Amendment, ids: _Ids) -> Amendment:
    tasks, villages = tuple(map(ids.task, letter.tasks)), ids.of_villages(letter.villages)
    return letter._replace(tasks=tasks, villages=villages)


def _entry_with_ids(entry: Entry, ids: _Ids) -> Entry:
    return entry._replace(
        task=ids.task(entry.task),
        village=entry.village and ids.villages[entry.village].id,
        owner=entry.owner and ids.owners[entry.owner].id,
        whom=ids.of_owners(entry.whom),
    )


def _task_with_ids(task: Task, ids: _Ids) -> Task:
    return task._replace(
        id=ids.task(task.id),
        owners=ids.of_owners(task.owners),
        support=ids.of_owners(task.support),
        report_to=ids.of_owners(task.report_to),
        leaders=ids.of_owners(task.leaders),
        villages=ids.of_villages(task.villages),
        part_of=task.part_of and ids.task(task.part_of),
        superseded_by=task.superseded_by and ids.task(task.superseded_by),
        related=tuple(map(ids.task, task.related)),
        measures=tuple(
            [
                measure._replace(
                    by_village={
                        ids.villages[id_].id: goal for id_, goal in measure.by_village.items()
                    }
                )
                for measure in task.measures
            ]
        ),
    )


def join(
    views: Sequence[View], finished: Sequence[View] = (), left_out: Sequence[str] = ()
) -> View:
    """Join views on united documents into one; there must be at least one, finished or not.

    The directive and the settings are those of the newest letter: joint papers carry its head.
    """
    all_views = [*views, *finished]
    documents = [view.document for view in all_views]
    newest = max(documents, key=lambda document: document.directive.issued)
    villages = with_distinct_names(
        [(each.directive.issuer, each.villages.values()) for each in documents]
    )
    owners = with_distinct_names(
        [(each.directive.issuer, each.owners.values()) for each in documents]
    )
    document = newest._replace(
        villages=villages,
        owners=owners,
        tasks=_merge(document.tasks for document in documents),
        owner_groups=_merged_groups(documents, owners),
        amendments=(),
        progress=(),
    )
    naming = _Naming(villages, owners)
    return View(
        document,
        all_views[0].moment,
        _joined_selection([view.selection for view in all_views]),
        [naming.item(item) for view in views for item in view.items],
        add_counts(view.counts for view in views),
        Several(views, finished, left_out),
    )


class _Naming:
    """Give the villages and owners of items their joint names."""

    def __init__(self, villages: Mapping[str, Village], owners: Mapping[str, Owner]) -> None:
        self._villages, self._owners = villages, owners
        self._known: dict[str, Owner] = {}

    def item(self, item: Item) -> Item:
        """Return the item with the joint names."""
        return item._replace(
            owners=tuple(map(self._owner, item.owners)),
            support=tuple(map(self._owner, item.support)),
            leaders=tuple(map(self._owner, item.leaders)),
            village=item.village and self._villages[item.village.id],
            only_village=item.only_village and self._villages[item.only_village.id],
        )

    def _owner(self, owner: Owner) -> Owner:
        if owner.id not in self._known:
            self._known[owner.id] = self._named(owner)
        return self._known[owner.id]

    def _named(self, owner: Owner) -> Owner:
        """Return an owner under its joint name; a village's own body is named after the village."""
        if owner.of is None:
            return self._owners[owner.id]
        return owner_of(self._owners[owner.of], self._villages[owner.id.partition("@")[2]])


def _merge(mappings: Iterable[Mapping[str, T]]) -> dict[str, T]:
    return {id_: thing for mapping in mappings for id_, thing in mapping.items()}


def _merged_groups(documents: Iterable[Document], owners: Iterable[str]) -> dict[str, OwnerGroup]:
    """Merge the owner groups of all documents: equal ones once, under ids that nothing else has."""
    groups: dict[tuple[str, frozenset[str]], OwnerGroup] = {}
    taken = set(owners)
    numbers: dict[str, Iterator[int]] = defaultdict(lambda: count(2))
    for group in (group for document in documents for group in document.owner_groups.values()):
        mark = names.identity(group.name), frozenset(group.members)
        if mark not in groups:
            groups[mark] = group._replace(id=free_id(group.id, taken, numbers[group.id]))
            taken.add(groups[mark].id)
    return {group.id: group for group in groups.values()}


def _joined_selection(selections: Sequence[Selection]) -> Selection:
    """Join the selections that one set of filters makes in each file."""
    first = selections[0]

    def union(kinds: Iterable[frozenset[str] | None]) -> frozenset[str] | None:
        known = [ids for ids in kinds if ids is not None]
        return frozenset().union(*known) if known else None

    return first._replace(
        villages=union(selection.villages for selection in selections),
        owners=union(selection.owners for selection in selections),
    )


def by_issuer(view: View) -> list[View]:
    """Split a joint view into one view per issuer."""
    if view.several is None:
        return [view]
    groups: dict[str, list[View]] = {}
    for part in view.several.views:
        groups.setdefault(body_identity(part.document.directive.issuer), []).append(part)
    return [join(group) for group in groups.values()]


def is_finished(view: View) -> bool:
    """Return whether the whole directive is finished, whatever the filters select."""
    is_whole = view.selection == Selection()
    items = view.items if is_whole else evaluate(view.document, view.moment)
    return _is_finished(view.document, items, view.moment)


def _is_finished(document: Document, items: Sequence[Item], moment: Moment) -> bool:
    """Return whether a directive is closed, or all its items are done or cancelled."""
    closed = document.directive.closed
    if closed and closed <= moment.day:
        return True
    return bool(items) and all(item.state.status in FINISHED for item in items)


def was_finished_before(document: Document, week: Week, moment: Moment) -> bool:
    """Return whether a directive was finished before a week, and still is.

    A directive finished within the week is still reported on.
    """
    end_of_last_week = whole_day(week.previous.end)
    if was_closed_before(document, week.start):
        return True
    return end_of_last_week.day >= document.directive.issued and all(
        _is_finished(document, evaluate(document, at), at) for at in (moment, end_of_last_week)
    )
