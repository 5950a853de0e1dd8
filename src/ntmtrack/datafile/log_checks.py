"""The rules for single entries of the log: each names an item that exists and says what it must."""

from __future__ import annotations

from collections.abc import Collection
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from datetime import date
from datetime import datetime
from operator import attrgetter
from typing import NamedTuple

from ntmtrack.datafile.findings import Finding
from ntmtrack.datafile.values import MARKS
from ntmtrack.directive import amendments
from ntmtrack.directive import log
from ntmtrack.directive import recurrence
from ntmtrack.directive.dates import shown
from ntmtrack.directive.model import Amendment
from ntmtrack.directive.model import Entry
from ntmtrack.directive.model import Repeat
from ntmtrack.directive.model import Task
from ntmtrack.yamltext.yaml_tree import MappingNode
from ntmtrack.yamltext.yaml_tree import Path

Raw = Mapping[str, object]  # an entry as it stands in the file


class Line(NamedTuple):
    """Hold one entry of the log and where it stands."""

    path: Path
    entry: Entry


class Log(NamedTuple):
    """Hold the log and what is needed to judge it.

    `written` is the whole section as it stands in the file, `unread` what could not be read of it.
    `tasks` has None for a task that is not clear enough to judge entries by it, and none that could
    not be read at all; `ids` is as in `draft.Draft`; `week_starts` and `amendments` are None where
    they were not read.
    """

    lines: Sequence[Line]
    written: object
    unread: Sequence[tuple[Path, Raw]]
    tasks: Mapping[str, Task | None]
    headings: frozenset[str]
    ids: Mapping[str, frozenset[str] | None]
    events: Mapping[str, bool]
    week_starts: int | None
    issued: datetime
    amendments: Sequence[Amendment] | None

    def raw(self, path: Path) -> Raw:
        """Give an entry as it stands in the file."""
        item = self.written[int(path[-1])] if isinstance(self.written, list) else None
        return item if isinstance(item, dict) else {}


# Marks that record an occurrence of a recurring duty.
OCCURRENCE_MARKS = ("done", "nothing", "excused")
_NAMING = (("task", "tasks"), ("village", "villages"), ("owner", "owners"))


def check(found: Log) -> Iterator[Finding]:
    """Run every rule on every entry."""
    for path, raw in found.unread:
        yield from _names(found, path, raw)
    for path, entry in found.lines:
        yield from _entry(found, path, entry)


def _entry(found: Log, path: Path, entry: Entry) -> Iterator[Finding]:
    yield from _fields(path, entry)
    if entry.on < found.issued:
        values = {"issued": shown(found.issued)}
        yield Finding("entry-before-directive", (*path, "on"), values, warning=True)
    task = found.tasks.get(entry.task)
    if entry.task in found.headings:
        yield Finding("entry-heading", (*path, "task"), {"task": entry.task})
    elif task:
        yield from _share(found, path, entry, task)
        yield from _amounts(path, found.raw(path).get("amounts"), task)
        yield from _occurrence(found, path, entry, task)
        yield from _extension(found, path, entry, task)
    else:
        named = {"task": entry.task, "village": entry.village, "owner": entry.owner}
        yield from _names(found, path, named)


def _names(found: Log, path: Path, entry: Raw) -> Iterator[Finding]:
    """Find names of nothing in an entry that cannot be judged by its task."""
    for key, section in _NAMING:
        value, known = entry.get(key), found.ids[section]
        if isinstance(value, str) and known is not None and value not in known:
            yield Finding(f"unknown-{key}", (*path, key), {"value": value})


def _fields(path: Path, entry: Entry) -> Iterator[Finding]:
    """Find a key that its mark needs and does not have, or has and does not need."""
    for key, mark, value in (("to", "extended", entry.to), ("undoes", "undone", entry.undoes)):
        if (entry.mark == mark) == (value is not None):
            continue
        values = {"mark": entry.mark, "key": key}
        if value is None:
            yield Finding("mark-needs", path, {**values, "detail": key})
        else:
            yield Finding("mark-without", (*path, key), values, at_key=True)


def _share(found: Log, path: Path, entry: Entry, task: Task) -> Iterator[Finding]:
    """Find an entry that does not name its item: the village or owner of an `each` task."""
    for key, section, named, members in (
        ("village", "villages", entry.village, task.villages),
        ("owner", "owners", entry.owner, task.owners),
    ):
        if named in members if task.each == key else named is None:
            continue
        values = {"task": task.id, "key": key, "value": named or "", "known": ", ".join(members)}
        if named is None:
            yield Finding("entry-needs-share", path, {**values, "detail": key})
        elif task.each != key:
            unused = {"task": task.id, "key": key}
            yield Finding("entry-share-unused", (*path, key), unused, at_key=True)
        elif (known := found.ids[section]) is None or named in known:
            yield Finding("not-covered", (*path, key), values)
        else:
            yield Finding(f"unknown-{key}", (*path, key), {"value": named})


def _amounts(path: Path, raw: object, task: Task) -> Iterator[Finding]:
    if not isinstance(raw, MappingNode):
        return
    known = [measure.id for measure in task.measures]
    for name in raw.key_at:
        if name not in known:
            values = {"value": name, "task": task.id, "known": ", ".join(known)}
            if name not in raw:
                values["detail"] = "empty"
            elif not known:
                values["detail"] = "none"
            yield Finding("unknown-measure", (*path, "amounts", name), values, at_key=True)


def _occurrence(found: Log, path: Path, entry: Entry, task: Task) -> Iterator[Finding]:
    """Find an entry about an occurrence that does not exist."""
    if not task.repeat:
        if entry.mark in ("nothing", "excused"):
            yield Finding("not-recurring", (*path, "mark"), {"task": task.id, "mark": entry.mark})
        elif entry.for_:
            values = {"task": task.id, "mark": "for", "detail": "for"}
            yield Finding("not-recurring", (*path, "for"), values, at_key=True)
        return
    day = entry.for_ or (entry.on.date() if entry.mark in OCCURRENCE_MARKS else None)
    if not day or found.week_starts is None:
        return
    if recurrence.index_of(task.repeat, day, found.week_starts) is None:
        where = (*path, "for" if entry.for_ else "on")
        yield Finding("no-occurrence", where, {"task": task.id, **_span(task.repeat, day)})


def _span(repeat: Repeat, day: date) -> dict[str, str]:
    """Say of a day without an occurrence whether all are later, or all earlier."""
    first = recurrence.first_day(repeat)
    if day < first:
        return {"day": shown(day), "first": shown(first)}
    last = recurrence.day_of(repeat, (recurrence.total_of(repeat) or 1) - 1)
    return {"day": shown(day), "last": shown(last), "detail": "over"}


def _extension(found: Log, path: Path, entry: Entry, task: Task) -> Iterator[Finding]:
    if entry.mark != "extended":
        return
    dated = task.due or (task.event and found.events[task.event])
    letters = (one for one in found.amendments or () if one.due)
    if not dated and not any(amendments.is_about(one, log.item_of(entry)) for one in letters):
        yield Finding("extend-undated", (*path, "mark"), {"task": task.id})


_ITEM = ("task", "village", "owner")
_SAME = (*_ITEM, "for", "on")
# Marks that change what an entry after them means.
_TURNING = ("reopened", "cancelled", "extended", "undone")


def check_history(found: Log, wrong: Collection[Path]) -> Iterator[Finding]:
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
            letters = [one for one in found.amendments or () if amendments.is_about(one, key)]
            changes = amendments.timeline(entries, sorted(letters, key=attrgetter("issued")))
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
