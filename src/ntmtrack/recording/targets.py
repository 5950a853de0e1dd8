"""Which items a command that records is about: names as typed in, item keys out.

A write never guesses: a name that may mean several things is an error that lists them all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ntmtrack import wording
from ntmtrack.directive import names
from ntmtrack.directive.log import ItemKey
from ntmtrack.directive.model import Document
from ntmtrack.directive.model import Task
from ntmtrack.status import selection
from ntmtrack.wording.problem import NtmError
from ntmtrack.wording.problem import usage

if TYPE_CHECKING:
    from ntmtrack.wording.codes import Code

# More candidates than this are hard to read in one message.
MOST_CANDIDATES = 12


@dataclass(frozen=True)
class TypedNames:
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
    """Find the one task that a name means."""
    tasks = selection.tasks_named(document, typed)
    if len(tasks) > 1:
        raise _ambiguous(
            wording.Code.AMBIGUOUS_TASK, typed, [f"{task.id} ({task.title})" for task in tasks]
        )
    return tasks[0]


def one_village(document: Document, typed: str) -> str:
    """Find the id of the one village that a name means."""
    ids = selection.ids_of("village", typed, selection.villages_of(document))
    if len(ids) > 1:
        raise _ambiguous(
            wording.Code.AMBIGUOUS_VILLAGE, typed, [document.villages[id_].name for id_ in ids]
        )
    return ids[0]


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
    owners = [selection.named(document.owners[id_]) for id_ in task.owners]
    ids = names.match(typed, owners)
    if not ids:
        selection.ids_of("owner", typed, selection.owners_of(document))
        raise usage(
            wording.Code.NOT_COVERED, task=task.id, value=typed, known=_owners(document, task)
        )
    if len(ids) > 1:
        raise _ambiguous(
            wording.Code.AMBIGUOUS_OWNER, typed, [document.owners[id_].name for id_ in ids]
        )
    return ItemKey(task.id, owner=ids[0])


def _owners(document: Document, task: Task) -> str:
    return "; ".join(document.owners[id_].name for id_ in task.owners)


def _ambiguous(code: Code, typed: str, candidates: Sequence[str]) -> NtmError:
    return usage(code, value=typed, known=_listed(candidates))


def _listed(candidates: Sequence[str]) -> str:
    more = ["…"] if len(candidates) > MOST_CANDIDATES else []
    return "; ".join([*candidates[:MOST_CANDIDATES], *more])
