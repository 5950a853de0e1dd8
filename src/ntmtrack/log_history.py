"""The rules for the log as a whole: what is taken back was there, and nothing is done twice.

An entry that has a mistake of its own may be the very one that another entry needs, or it may lie
between two others; then nothing is said about those.
"""

from __future__ import annotations

from collections.abc import Collection
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from operator import attrgetter

from ntmtrack import amending
from ntmtrack import log
from ntmtrack.dates import shown
from ntmtrack.entries import Line
from ntmtrack.entries import Log
from ntmtrack.entries import Raw
from ntmtrack.fields import MARKS
from ntmtrack.findings import Finding
from ntmtrack.model import Amendment
from ntmtrack.model import Entry
from ntmtrack.model import Task
from ntmtrack.source import Path

_ITEM = ("task", "village", "owner")
_SAME = (*_ITEM, "for", "on")
# Marks that change what an entry after them means.
_TURNING = ("reopened", "cancelled", "extended", "undone")


def check(found: Log, wrong: Collection[Path]) -> Iterator[Finding]:
    """Run the rules; `wrong` are the entries that have a mistake of their own."""
    doubtful = [*(raw for _, raw in found.unread), *map(found.raw, wrong)]
    yield from _lost_undone(found, wrong, doubtful)
    yield from _history(found, doubtful)


def _lost_undone(found: Log, wrong: Collection[Path], doubtful: Sequence[Raw]) -> Iterator[Finding]:
    """Find an `undone` entry that takes nothing back."""
    _, lost = log.undone([entry for _, entry in found.lines])
    meant = {
        one
        for raw in doubtful
        for name in ("at", "mark")
        for one in _but_one(_values(raw, (*_SAME, name)))
    }
    for index in lost:
        path, entry = found.lines[index]
        undone = found.raw(path)
        doubted = path in wrong or not meant.isdisjoint(
            _but_one(_values(undone, (*_SAME, "undoes")))
        )
        if entry.undoes is not None and not doubted:
            yield Finding("undoes-nothing", (*path, "undoes"), {"value": str(undone["undoes"])})


def _values(raw: Raw, keys: Sequence[str]) -> list[str | None]:
    found = [raw.get(key) for key in keys]
    return [value if isinstance(value, str) else None for value in found]


def _but_one(values: Sequence[str | None]) -> Iterator[tuple[str | int | None, ...]]:
    """Give the values without each of them in turn: lists that share one differ in one place."""
    return ((at, *values[:at], *values[at + 1 :]) for at in range(len(values)))


def _history(found: Log, doubtful: Sequence[Raw]) -> Iterator[Finding]:
    """Follow each item through its log: an earlier new deadline, a second `done`."""
    lines = {id(line.entry): line for line in found.lines}
    turning = (one for one in doubtful if one.get("mark") in _TURNING or _has_no_mark(one))
    doubted = {one for raw in turning for one in _but_one(_values(raw, _ITEM))}
    for key, entries in log.by_item([entry for _, entry in found.lines]).items():
        if len(entries) == 1 and entries[0].mark != "extended":
            continue  # the first entry of an item can only give it too early a deadline
        task = found.tasks.get(key.task)
        if task and not task.repeat and doubted.isdisjoint(_but_one(key)):
            letters = [one for one in found.amendments or () if amending.is_about(one, key)]
            changes = amending.timeline(entries, sorted(letters, key=attrgetter("issued")))
            moves = found.amendments is not None
            yield from _item_history(task, changes, lines, moves=moves)


def _has_no_mark(raw: Raw) -> bool:
    return raw.get("mark") not in MARKS


def _item_history(
    task: Task, changes: Sequence[Entry | Amendment], lines: Mapping[int, Line], *, moves: bool
) -> Iterator[Finding]:
    """Follow an item; without `moves` no deadline is known, as letters may have moved it."""
    deadline, finished = task.due if moves else None, False
    for entry in changes:
        if isinstance(entry, Amendment):
            deadline = entry.due or deadline
            continue
        path = lines[id(entry)].path
        if entry.mark == "extended" and entry.to and deadline:
            if entry.to < deadline:
                values = {"task": task.id, "due": shown(deadline)}
                yield Finding("extend-earlier", (*path, "to"), values)
            elif finished:
                yield Finding("extend-finished", path, {"task": task.id}, warning=True)
            else:
                deadline = entry.to
        if entry.mark == "done" and finished:
            yield Finding("done-twice", path, {"task": task.id}, warning=True)
        if entry.mark in ("done", "reopened", "cancelled"):
            finished = entry.mark == "done"
