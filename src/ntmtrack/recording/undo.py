"""Taking back: which entries the newest command wrote, and the entries that undo them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from ntmtrack import wording
from ntmtrack.directive import log
from ntmtrack.directive import names
from ntmtrack.directive.log import ItemKey
from ntmtrack.directive.model import Document
from ntmtrack.directive.model import Entry
from ntmtrack.recording import targets
from ntmtrack.recording.planning import next_stamp
from ntmtrack.wording.problem import usage


class Narrow(NamedTuple):
    """Hold what undo is narrowed to, as typed; nothing means the newest command of all."""

    tasks: Sequence[str] = ()
    villages: Sequence[str] = ()
    by: str | None = None

    def __bool__(self) -> bool:
        """Tell whether anything was asked for."""
        return bool(self.tasks or self.villages or self.by)


def plan(document: Document, narrow: Narrow, at: datetime) -> list[Entry]:
    """Give the `undone` entries for the newest command that is not yet undone.

    Entries written by hand (no `at`) are taken back only when narrowed to, the newest match
    first; reminders are passed over. Raises a usage error when nothing is left.
    """
    standing = [entry for entry in _standing(document) if entry.mark != "reminded"]
    if narrow:
        standing = _matching(document, standing, narrow)
    else:
        standing = [entry for entry in standing if entry.at]
    if not standing:
        code = wording.Code.NOTHING_TO_UNDO_NARROW if narrow else wording.Code.NOTHING_TO_UNDO
        raise usage(code)
    newest = standing[-1]
    command = [one for one in standing if newest.at and one.at == newest.at] or [newest]
    stamp = next_stamp(document, at)
    return [_undone(entry, stamp) for entry in command]


def _standing(document: Document) -> list[Entry]:
    taken_back, _ = log.undone(document.progress)
    return [
        entry
        for index, entry in enumerate(document.progress)
        if entry.mark != "undone" and index not in taken_back
    ]


def _matching(document: Document, entries: Sequence[Entry], narrow: Narrow) -> list[Entry]:
    about = [_about(document, typed) for typed in narrow.tasks]
    villages = [targets.one_village(document, typed) for typed in narrow.villages]
    return [
        entry
        for entry in entries
        if (not about or any(wanted in (entry.task, log.item_of(entry)) for wanted in about))
        and (not villages or entry.village in villages)
        and (narrow.by is None or (entry.by is not None and names.says(narrow.by, entry.by)))
    ]


def _about(document: Document, typed: str) -> str | ItemKey:
    """Find the task, or with an item key the item, that entries must be about."""
    name, at, share = typed.partition("@")
    task = targets.one_task(document, name)
    return targets.share(document, task, share) if at else task.id


def _undone(entry: Entry, at: datetime) -> Entry:
    return Entry(
        task=entry.task,
        village=entry.village,
        owner=entry.owner,
        mark="undone",
        on=entry.on,
        for_=entry.for_,
        undoes=entry.at or entry.mark,
        at=at,
    )
