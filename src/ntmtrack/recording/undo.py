"""Undo: which entries the newest command wrote, and the entries that take them back."""

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
from ntmtrack.recording import typed_input
from ntmtrack.recording.planning import next_stamp
from ntmtrack.wording.problem import usage


class UndoFilter(NamedTuple):
    """Store what undo is narrowed to, as typed; empty means the newest command of all."""

    tasks: Sequence[str] = ()
    villages: Sequence[str] = ()
    by: str | None = None

    def __bool__(self) -> bool:
        """Return whether undo is narrowed at all."""
        return bool(self.tasks or self.villages or self.by)


def plan(document: Document, filters: UndoFilter, at: datetime) -> list[Entry]:
    """Return the `undone` entries for the newest command (by its `at`) not yet undone.

    Entries written by hand (without `at`) are undone only if `filters` matches them, newest first.
    Raises a usage error if nothing is left to undo.
    """
    entries = log.in_order_written(log.not_undone(document.progress))
    if filters:
        entries = _matching(document, entries, filters)
    else:
        entries = [entry for entry in entries if entry.at]
    if not entries:
        code = wording.Code.NOTHING_TO_UNDO_NARROW if filters else wording.Code.NOTHING_TO_UNDO
        raise usage(code)
    newest = entries[-1]
    command = [entry for entry in entries if newest.at and entry.at == newest.at] or [newest]
    stamp = next_stamp(document, at)
    undone: list[Entry] = []
    for entry in command:
        if (taken_back := _undone(entry, stamp)) not in undone:  # merges can duplicate lines
            undone.append(taken_back)
    return undone


def _matching(document: Document, entries: Sequence[Entry], filters: UndoFilter) -> list[Entry]:
    subjects = [_subject(document, typed) for typed in filters.tasks]
    villages = [typed_input.one_village(document, typed) for typed in filters.villages]
    return [
        entry
        for entry in entries
        if (not subjects or any(each in (entry.task, log.item_of(entry)) for each in subjects))
        and (not villages or entry.village in villages)
        and (filters.by is None or (entry.by and names.has_whole_words(filters.by, entry.by)))
    ]


def _subject(document: Document, typed: str) -> str | ItemKey:
    """Return the task, or for an item key the item, that entries must be about."""
    name, at, share = typed.partition("@")
    task = typed_input.one_task(document, name)
    return typed_input.share(document, task, share) if at else task.id


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
