"""Several directives as one: who is the same in them has one id, and their views become one view.

Villages and bodies that files of one issuer call by one name or alias are the same, and so are
persons whose titles agree, too. Nothing else is taken for the same.
"""

from __future__ import annotations

from collections import Counter
from collections import defaultdict
from collections.abc import Container
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from itertools import chain
from itertools import count
from typing import Any
from typing import Generic
from typing import NamedTuple
from typing import TypeVar
from typing import cast

from ntmtrack.directive import names
from ntmtrack.directive.dates import Moment
from ntmtrack.directive.dates import at_end_of
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
from ntmtrack.status.items import FINISHED
from ntmtrack.status.items import Item
from ntmtrack.status.selection import Selection
from ntmtrack.status.view import Several
from ntmtrack.status.view import View
from ntmtrack.status.view import total

T = TypeVar("T")
ThingT = TypeVar("ThingT", bound=Village | Owner)
# How a thing is known: by who issued the letter, what it is called, and what else must agree.
_Mark = tuple[str, str, object]


class _Gathering(Generic[ThingT]):
    """Gather the villages, or the owners, of files: what is the same has one id."""

    def __init__(self) -> None:
        self._things: dict[str, ThingT] = {}
        self._issuers: dict[str, str] = {}
        self._ids: dict[_Mark, dict[str, None]] = {}
        # Files of a thousand communes all have an office: none tries the numbers before again.
        self._numbers: dict[str, Iterator[int]] = defaultdict(lambda: count(2))

    def add(self, issuer: str, things: Iterable[ThingT]) -> dict[str, str]:
        """Add the things of one file; give the id that each of its own ids stands for."""
        ids: dict[str, str] = {}
        others: set[str] = set()  # two of one file are never the same
        for thing in things:
            called = [_plain_name(thing), *thing.aliases]
            marks = [
                (names.identity(issuer), names.identity(name), _more(thing)) for name in called
            ]
            same = self._known(marks[:1], others) or self._known(marks, others)
            id_ = same or _free_id(thing.id, self._things, self._numbers[thing.id])
            known = self._things.setdefault(id_, _changed(thing, id=id_))
            more = [name for name in (*called, thing.id) if name not in (known.name, known.id)]
            aliases = tuple(dict.fromkeys((*known.aliases, *more)))
            self._things[id_] = _changed(known, aliases=aliases)
            self._issuers.setdefault(id_, issuer)
            for mark in marks:
                self._ids.setdefault(mark, {})[id_] = None
            ids[thing.id] = id_
            others.add(id_)
        return ids

    def _known(self, marks: Iterable[_Mark], others: AbstractSet[str]) -> str | None:
        """Give the one thing that is known so, if it is one."""
        ids = {id_ for mark in marks for id_ in self._ids.get(mark, ()) if id_ not in others}
        return ids.pop() if len(ids) == 1 else None

    def things(self) -> dict[str, ThingT]:
        """Give all by id; those of one name with their issuer, or else the title or the id."""
        groups: dict[str, list[ThingT]] = {}
        for thing in self._things.values():
            groups.setdefault(names.identity(_plain_name(thing)), []).append(thing)
        return dict(pair for group in groups.values() for pair in self._told_apart(group))

    def _told_apart(self, group: Sequence[ThingT]) -> Iterable[tuple[str, ThingT]]:
        if len(group) == 1 or any(isinstance(own, Owner) and own.per_village for own in group):
            yield from ((thing.id, thing) for thing in group)  # its village tells such a body
            return
        for thing, label in zip(group, self._labels(group), strict=True):
            aliases = (*thing.aliases, thing.name)
            name = f"{_plain_name(thing)} ({label})"
            yield thing.id, _changed(thing, name=name, aliases=aliases)

    def _labels(self, group: Sequence[ThingT]) -> Sequence[str]:
        """Give what tells things of one name apart."""
        issuers = [self._issuers[thing.id] for thing in group]
        titles = [(isinstance(thing, Owner) and thing.title) or "" for thing in group]
        both = [f"{title}, {issuer}" for title, issuer in zip(titles, issuers, strict=True)]
        for labels in (issuers, titles, both if all(titles) else []):
            if all(labels) and len(set(map(names.identity, labels))) == len(group):
                return labels
        return [thing.id for thing in group]


def _free_id(own: str, taken: Container[str], numbers: Iterator[int]) -> str:
    """Give a thing's own id or, where another has that, one with a number behind it."""
    tries = (f"{own}-{number}" for number in numbers)
    return next(id_ for id_ in chain([own], tries) if id_ not in taken)


def _changed(thing: ThingT, **changes: object) -> ThingT:
    """Give a village, or an owner, with some values changed."""
    return cast("ThingT", thing._replace(**cast("dict[str, Any]", changes)))


def _plain_name(thing: Village | Owner) -> str:
    """Give a name without the title by which its file tells it from another one."""
    title = thing.title if isinstance(thing, Owner) else None
    return thing.name.removesuffix(f" ({title})")


def _more(thing: Village | Owner) -> object:
    """Give what must agree besides the name."""
    if isinstance(thing, Village):
        return None
    is_person = thing.kind == "person"
    return thing.kind, thing.per_village, is_person and names.identity(thing.title or "")


class _Ids(NamedTuple):
    """Say what the ids of one file stand for among all files; `prefix` is for its tasks."""

    prefix: str
    villages: Mapping[str, Village]
    owners: Mapping[str, Owner]

    def task(self, id_: str) -> str:
        """Give the id of a task."""
        return f"{self.prefix}:{id_}"

    def of_owners(self, ids: Iterable[str]) -> tuple[str, ...]:
        """Give the ids of owners."""
        return tuple([self.owners[id_].id for id_ in ids])

    def of_villages(self, ids: Iterable[str]) -> tuple[str, ...]:
        """Give the ids of villages."""
        return tuple([self.villages[id_].id for id_ in ids])


def same(files: Iterable[tuple[str, Iterable[ThingT]]]) -> list[dict[str, ThingT]]:
    """Give for each file, by its own ids, the things of all files that they stand for.

    A file comes as the issuer of its directive, and its villages or owners.
    """
    gathering = _Gathering[ThingT]()
    ids = [gathering.add(issuer, things) for issuer, things in files]
    known = gathering.things()
    return [{own: known[id_] for own, id_ in of_file.items()} for of_file in ids]


def unite(files: Sequence[tuple[str, Document]]) -> list[Document]:
    """Give the documents of files with ids that mean the same in all of them."""
    documents = [document._replace(file=file) for file, document in files]
    villages = same([(each.directive.issuer, each.villages.values()) for each in documents])
    owners = same([(each.directive.issuer, each.owners.values()) for each in documents])
    ids = map(_Ids, _prefixes(files), villages, owners)
    return [_with_ids(document, own) for document, own in zip(documents, ids, strict=True)]


def _prefixes(files: Sequence[tuple[str, Document]]) -> list[str]:
    """Name each directive by its number or, where several have it, with the issuer or the file.

    Numbers that differ only in accents and signs are told apart so, too: addresses have neither.
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
    """Make the views on united documents one view; there is at least one, finished or not.

    Its directive and settings are those of the newest letter: papers on all of them have its head.
    """
    every = [*views, *finished]
    documents = [view.document for view in every]
    newest = max(documents, key=lambda document: document.directive.issued)
    owners = _merge(document.owners for document in documents)
    document = newest._replace(
        villages=_merge(document.villages for document in documents),
        owners=owners,
        tasks=_merge(document.tasks for document in documents),
        owner_groups=_merged_groups(documents, owners),
        amendments=(),
        progress=(),
    )
    return View(
        document,
        every[0].moment,
        _joined_selection([view.selection for view in every]),
        [item for view in views for item in view.items],
        total(view.counts for view in views),
        Several(views, finished, left_out),
    )


def _merge(mappings: Iterable[Mapping[str, T]]) -> dict[str, T]:
    return {id_: thing for mapping in mappings for id_, thing in mapping.items()}


def _merged_groups(documents: Iterable[Document], owners: Iterable[str]) -> dict[str, OwnerGroup]:
    """Give the groups of all, those that are the same once, with ids that nothing else has."""
    groups: dict[tuple[str, frozenset[str]], OwnerGroup] = {}
    taken = set(owners)
    numbers: dict[str, Iterator[int]] = defaultdict(lambda: count(2))
    for group in (group for document in documents for group in document.owner_groups.values()):
        mark = names.identity(group.name), frozenset(group.members)
        if mark not in groups:
            groups[mark] = group._replace(id=_free_id(group.id, taken, numbers[group.id]))
            taken.add(groups[mark].id)
    return {group.id: group for group in groups.values()}


def _joined_selection(selections: Sequence[Selection]) -> Selection:
    """Join what one set of filters means in each file."""
    first = selections[0]

    def union(kinds: Iterable[frozenset[str] | None]) -> frozenset[str] | None:
        known = [ids for ids in kinds if ids is not None]
        return frozenset().union(*known) if known else None

    return first._replace(
        villages=union(selection.villages for selection in selections),
        owners=union(selection.owners for selection in selections),
    )


def by_issuer(view: View) -> list[View]:
    """Divide a view on several directives by who issued them."""
    if view.several is None:
        return [view]
    groups: dict[str, list[View]] = {}
    for part in view.several.views:
        groups.setdefault(names.identity(part.document.directive.issuer), []).append(part)
    return [join(group) for group in groups.values()]


def is_finished(view: View) -> bool:
    """Tell whether the whole directive is finished, whatever the filters select of it."""
    is_whole = view.selection == Selection()
    items = view.items if is_whole else evaluate(view.document, view.moment)
    return _is_finished(view.document, items, view.moment)


def _is_finished(document: Document, items: Sequence[Item], moment: Moment) -> bool:
    """Tell whether a directive is closed, or all that it asks for is done or cancelled."""
    closed = document.directive.closed
    if closed and closed <= moment.day:
        return True
    return bool(items) and all(item.state.status in FINISHED for item in items)


def was_finished_before(document: Document, week: Week, moment: Moment) -> bool:
    """Tell whether a directive was finished before a week, and still is.

    In the week in which it is finished people still hear of it.
    """
    before = at_end_of(week.previous.end)
    if was_closed_before(document, week.start):
        return True
    return before.day >= document.directive.issued and all(
        _is_finished(document, evaluate(document, at), at) for at in (moment, before)
    )
