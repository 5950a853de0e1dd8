"""Which items a command that records is about: names as typed in, item keys out.

A write never guesses: what merely begins like a name, or may mean several, is an error that lists
all of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from collections.abc import Sequence
from typing import Literal
from typing import NamedTuple

from ntmtrack import wording
from ntmtrack.directive import names
from ntmtrack.directive.log import ItemKey
from ntmtrack.directive.model import Document
from ntmtrack.directive.model import Owner
from ntmtrack.directive.model import Task
from ntmtrack.directive.model import Village
from ntmtrack.status import selection
from ntmtrack.wording.problem import usage

_Share = Literal["village", "owner"]
# More candidates than this are hard to read in one message.
MOST_CANDIDATES = 12
_AMBIGUOUS = {"village": wording.Code.AMBIGUOUS_VILLAGE, "owner": wording.Code.AMBIGUOUS_OWNER}


class TypedNames(NamedTuple):
    """Hold names as typed: tasks or item keys, and the villages or owners of them."""

    tasks: Sequence[str]
    villages: Sequence[str] = ()
    owners: Sequence[str] = ()
    all_villages: bool = False


def items(document: Document, typed: TypedNames) -> list[ItemKey]:
    """Find the items that may be recorded on, each once, in the order they were named in."""
    if typed.villages and typed.all_villages:
        raise usage(wording.Code.VILLAGES_TWICE)
    keys = [key for name in typed.tasks for key in _of_task(document, name, typed)]
    return list(dict.fromkeys(keys))


def one_task(document: Document, typed: str) -> Task:
    """Find the one task that a name means: its id, the beginning of one, or words of a title.

    A clause number names no task; those under it are listed.
    """
    tasks = document.tasks
    id_ = typed.strip().casefold()
    if id_ in tasks:
        return tasks[id_]
    meant = [task for task in tasks.values() if _is_meant(task, typed)]
    of_clause = selection.under_clause(document, typed)
    if len(meant) == 1 and not of_clause:
        return meant[0]
    listed = {task.id: task for task in (*meant, *of_clause)}
    candidates = list(listed.values()) or selection.tasks_named(document, typed)
    known = [f"{task.id} ({task.title})" for task in candidates]
    raise usage(wording.Code.AMBIGUOUS_TASK, value=typed, known=_listed(known))


def _is_meant(task: Task, typed: str) -> bool:
    titles = filter(None, (task.title, task.title_en))
    return names.begins_id(typed, task.id) or (
        names.is_phrase(typed) and any(names.has_whole_words(typed, title) for title in titles)
    )


def one_village(document: Document, typed: str) -> str:
    """Find the id of the one village that a name means."""
    return _one("village", typed, document.villages)


def _one(kind: _Share, typed: str, things: Mapping[str, Village | Owner]) -> str:
    """Find the id of the one thing that a name means: by id, by whole name, or by whole words."""
    known = [selection.named(thing) for thing in things.values()]
    ids = names.match_whole(typed, known)
    if len(ids) == 1:
        return ids[0]
    candidates = [things[id_] for id_ in ids or selection.ids_of(kind, typed, known)]
    labels = Counter(thing.name for thing in candidates)
    listed = [
        thing.name if labels[thing.name] == 1 else f"{thing.name} ({thing.id})"
        for thing in candidates
    ]
    raise usage(_AMBIGUOUS[kind], value=typed, known=_listed(listed))


def key_in_form(document: Document, typed: str) -> str:
    """Give the item key that stands in a form; there nothing but ids will do.

    Capitals are read as small letters, for no two ids differ in that alone.
    """
    key = typed.casefold()
    id_, _, share = key.partition("@")
    name, _, of = typed.partition("@")
    if id_ not in document.tasks:
        raise selection.no_such("task", name, selection.tasks_of(document))
    if not share or share in document.villages or share in document.owners:
        return key
    kind: _Share = "owner" if document.tasks[id_].each == "owner" else "village"
    things = document.owners if kind == "owner" else document.villages
    raise selection.no_such(kind, of, [names.Named(id_, (id_, things[id_].name)) for id_ in things])


def share(document: Document, task: Task, typed: str) -> ItemKey:
    """Find the item that one village, or one owner, of a task answers for."""
    if task.each == "village":
        return _village_item(document, task, typed)
    if task.each == "owner":
        return _owner_item(document, task, typed)
    raise usage(wording.Code.NOT_DIVIDED, task=task.id)


def _of_task(document: Document, name: str, typed: TypedNames) -> list[ItemKey]:
    id_, at, own = name.partition("@")
    task = one_task(document, id_)
    _check_recordable(document, task)
    if at:
        if typed.villages or typed.owners or typed.all_villages:
            raise usage(wording.Code.KEY_AND_OPTION, value=name)
        return [share(document, task, own)]
    if task.each == "village":
        return _village_items(document, task, typed)
    if typed.villages or typed.all_villages:
        raise usage(wording.Code.NOT_BY_VILLAGE, task=task.id)
    if task.each == "owner":
        return _owner_items(document, task, typed)
    if typed.owners:
        raise usage(wording.Code.NOT_BY_OWNER, task=task.id)
    return [ItemKey(task.id)]


def _check_recordable(document: Document, task: Task) -> None:
    parts = [part.id for part in document.tasks.values() if part.part_of == task.id]
    if parts:
        raise usage(wording.Code.HEADING, task=task.id, known=_listed(parts))
    if task.superseded_by:
        raise usage(wording.Code.SUPERSEDED, task=task.id, other=task.superseded_by)


def _village_items(document: Document, task: Task, typed: TypedNames) -> list[ItemKey]:
    if typed.owners:
        raise usage(wording.Code.NOT_BY_OWNER, task=task.id)
    if typed.all_villages:
        return [ItemKey(task.id, village=id_) for id_ in task.villages]
    if not typed.villages:
        raise usage(wording.Code.WHICH_VILLAGE, task=task.id, known=_villages(document, task))
    return [_village_item(document, task, name) for name in typed.villages]


def _village_item(document: Document, task: Task, typed: str) -> ItemKey:
    id_ = one_village(document, typed)
    if id_ not in task.villages:
        value = document.villages[id_].name
        raise usage(
            wording.Code.NOT_COVERED, task=task.id, value=value, known=_villages(document, task)
        )
    return ItemKey(task.id, village=id_)


def _villages(document: Document, task: Task) -> str:
    return ", ".join(document.villages[id_].name for id_ in task.villages)


def _owner_items(document: Document, task: Task, typed: TypedNames) -> list[ItemKey]:
    if not typed.owners:
        raise usage(wording.Code.WHICH_OWNER, task=task.id, known=_owners(document, task))
    return [_owner_item(document, task, name) for name in typed.owners]


def _owner_item(document: Document, task: Task, typed: str) -> ItemKey:
    _check_no_group(document, typed)
    id_ = _one("owner", typed, document.owners)
    if id_ not in task.owners:
        value = document.owners[id_].name
        raise usage(
            wording.Code.NOT_COVERED, task=task.id, value=value, known=_owners(document, task)
        )
    return ItemKey(task.id, owner=id_)


def _check_no_group(document: Document, typed: str) -> None:
    """Refuse the name of a group: a write names whose share it is about."""
    groups = document.owner_groups
    owners = map(selection.named, document.owners.values())
    if groups and not names.match_whole(typed, owners):
        for id_ in names.match_whole(typed, map(selection.named, groups.values())):
            known, value = _names_of(document, groups[id_].members), groups[id_].name
            raise usage(wording.Code.WHICH_OWNER_GROUP, value=value, known=known)


def _owners(document: Document, task: Task) -> str:
    return _names_of(document, task.owners)


def _names_of(document: Document, owners: Sequence[str]) -> str:
    return "; ".join(document.owners[id_].name for id_ in owners)


def _listed(candidates: Sequence[str]) -> str:
    more = ["…"] if len(candidates) > MOST_CANDIDATES else []
    return "; ".join([*candidates[:MOST_CANDIDATES], *more])
