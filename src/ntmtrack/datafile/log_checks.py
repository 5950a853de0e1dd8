"""The rules for the log: each entry names an item and says what it must, and none is in vain."""

from __future__ import annotations

from collections.abc import Collection
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from ntmtrack.datafile.findings import Finding
from ntmtrack.directive import recurrence
from ntmtrack.directive.amendments import by_date
from ntmtrack.directive.amendments import is_about
from ntmtrack.directive.amendments import timeline
from ntmtrack.directive.dates import format_day
from ntmtrack.directive.deadline_history import DeadlineHistory
from ntmtrack.directive.log import ItemKey
from ntmtrack.directive.log import by_item
from ntmtrack.directive.log import item_of
from ntmtrack.directive.log import undone
from ntmtrack.directive.model import MARKS
from ntmtrack.directive.model import Amendment
from ntmtrack.directive.model import Entry
from ntmtrack.directive.model import Repeat
from ntmtrack.directive.model import Task
from ntmtrack.yamltext.yaml_tree import MappingNode
from ntmtrack.yamltext.yaml_tree import Path

Raw = Mapping[str, object]  # an entry as it stands in the file


class LoggedEntry(NamedTuple):
    """Hold one entry of the log and where it stands."""

    path: Path
    entry: Entry


@dataclass(frozen=True)
class Log:
    """Hold the log and what is needed to judge it.

    `section` is the whole log as it stands in the file, `unread` the entries that could not be
    read. `tasks` has None for a task that is not clear enough to judge entries by it, and lacks
    those that could not be read at all; `ids` is as in `partial.Draft`; `events` tells which have
    a date. `week_starts` and `amendments` are None where they were not read.
    """

    lines: Sequence[LoggedEntry]
    section: object
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
        item = self.section[int(path[-1])] if isinstance(self.section, list) else None
        return item if isinstance(item, dict) else {}


_NAMING = (("task", "tasks"), ("village", "villages"), ("owner", "owners"))


def check(log: Log) -> Iterator[Finding]:
    """Run the rules for single entries on each of them."""
    for path, raw in log.unread:
        yield from _unknown_names(log, path, raw)
    for path, entry in log.lines:
        yield from _entry(log, path, entry)


def _entry(log: Log, path: Path, entry: Entry) -> Iterator[Finding]:
    yield from _keys_of_mark(path, entry)
    if entry.on < log.issued:
        values = {"issued": format_day(log.issued)}
        yield Finding("entry-before-directive", (*path, "on"), values, warning=True)
    task = log.tasks.get(entry.task)
    if entry.task in log.headings:
        yield Finding("entry-heading", (*path, "task"), {"task": entry.task})
    elif task:
        yield from _share(log, path, entry, task)
        yield from _amounts(path, log.raw(path).get("amounts"), task)
        yield from _occurrence(log, path, entry, task)
        yield from _extension(log, path, entry, task)
    else:
        named = {"task": entry.task, "village": entry.village, "owner": entry.owner}
        yield from _unknown_names(log, path, named)


def _unknown_names(log: Log, path: Path, entry: Raw) -> Iterator[Finding]:
    """Find names of nothing in an entry that cannot be judged by its task."""
    for key, section in _NAMING:
        value, known = entry.get(key), log.ids[section]
        if isinstance(value, str) and known is not None and value not in known:
            yield Finding(f"unknown-{key}", (*path, key), {"value": value})


def _keys_of_mark(path: Path, entry: Entry) -> Iterator[Finding]:
    """Find a key that the mark needs and that is missing, or that is there for another mark."""
    for key, mark, value in (("to", "extended", entry.to), ("undoes", "undone", entry.undoes)):
        if (entry.mark == mark) == (value is not None):
            continue
        values = {"mark": entry.mark, "key": key}
        if value is None:
            yield Finding("mark-needs", path, {**values, "detail": key})
        else:
            yield Finding("mark-without", (*path, key), values, at_key=True)


def _share(log: Log, path: Path, entry: Entry, task: Task) -> Iterator[Finding]:
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
        elif (known := log.ids[section]) is None or named in known:
            yield Finding("not-covered", (*path, key), values)
        else:
            yield Finding(f"unknown-{key}", (*path, key), {"value": named})


def _amounts(path: Path, raw: object, task: Task) -> Iterator[Finding]:
    """Find figures for what the task does not count."""
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


def _occurrence(log: Log, path: Path, entry: Entry, task: Task) -> Iterator[Finding]:
    """Find an entry about an occurrence that does not exist."""
    if not task.repeat:
        if entry.mark in ("nothing", "excused"):
            yield Finding("not-recurring", (*path, "mark"), {"task": task.id, "mark": entry.mark})
        elif entry.for_:
            values = {"task": task.id, "mark": "for", "detail": "for"}
            yield Finding("not-recurring", (*path, "for"), values, at_key=True)
        return
    if log.week_starts is None or not (entry.for_ or entry.mark in recurrence.OCCURRENCE_MARKS):
        return
    if recurrence.number_of(task.repeat, entry, log.week_starts) is None:
        where = (*path, "for" if entry.for_ else "on")
        yield Finding("no-occurrence", where, {"task": task.id, **_span(task.repeat, entry)})


def _span(repeat: Repeat, entry: Entry) -> dict[str, str]:
    """Say of a day without an occurrence whether all are later, or all earlier."""
    day = recurrence.day_meant(entry)
    if day < repeat.first:
        return {"day": format_day(day), "first": format_day(repeat.first)}
    last = recurrence.last_day(repeat) or repeat.first
    return {"day": format_day(day), "last": format_day(last), "detail": "over"}


def _extension(log: Log, path: Path, entry: Entry, task: Task) -> Iterator[Finding]:
    """Find the extension of a deadline that does not exist."""
    if entry.mark != "extended":
        return
    dated = task.due or (task.event and log.events[task.event])
    moved_by = (amendment for amendment in log.amendments or () if amendment.due)
    if not dated and not any(is_about(amendment, item_of(entry)) for amendment in moved_by):
        yield Finding("extend-undated", (*path, "mark"), {"task": task.id})


_ITEM = ("task", "village", "owner")
_SAME = (*_ITEM, "for", "on")
# Marks that change what an entry after them means.
_TURNING = ("reopened", "cancelled", "extended", "undone")


def check_history(log: Log, wrong: Collection[Path]) -> Iterator[Finding]:
    """Run the rules across entries; `wrong` are the entries that have a mistake of their own."""
    doubtful = [*(raw for _, raw in log.unread), *map(log.raw, wrong)]
    yield from _undone_nothing(log, wrong, doubtful)
    yield from _histories(log, doubtful)


def _undone_nothing(
    log: Log, wrong: Collection[Path], doubtful: Sequence[Raw]
) -> Iterator[Finding]:
    """Find an `undone` entry that takes nothing back, unless it may mean a doubtful entry."""
    _, without_match = undone([entry for _, entry in log.lines])
    targets = {
        near
        for raw in doubtful
        for name in ("at", "mark")
        for near in _but_one(_values(raw, (*_SAME, name)))
    }
    for index in without_match:
        path, entry = log.lines[index]
        raw = log.raw(path)
        may_mean = not targets.isdisjoint(_but_one(_values(raw, (*_SAME, "undoes"))))
        if entry.undoes is not None and path not in wrong and not may_mean:
            yield Finding("undoes-nothing", (*path, "undoes"), {"value": str(raw["undoes"])})


def _values(raw: Raw, keys: Sequence[str]) -> list[str | None]:
    values = [raw.get(key) for key in keys]
    return [value if isinstance(value, str) else None for value in values]


def _but_one(values: Sequence[str | None]) -> Iterator[tuple[str | int | None, ...]]:
    """Give the values without each of them in turn: lists that share one differ in one place."""
    return ((at, *values[:at], *values[at + 1 :]) for at in range(len(values)))


def _histories(log: Log, doubtful: Sequence[Raw]) -> Iterator[Finding]:
    """Follow each item through its log, unless a doubtful entry may belong to it."""
    paths = {id(entry): path for path, entry in log.lines}
    turning = (raw for raw in doubtful if raw.get("mark") in _TURNING or _has_no_mark(raw))
    doubted = {near for raw in turning for near in _but_one(_values(raw, _ITEM))}
    for key, entries in by_item([entry for _, entry in log.lines]).items():
        if len(entries) == 1 and entries[0].mark != "extended":
            continue  # a single entry can only be wrong as an extension
        task = log.tasks.get(key.task)
        if task and not task.repeat and doubted.isdisjoint(_but_one(key)):
            yield from _history(log, task, key, entries, paths)


def _has_no_mark(raw: Raw) -> bool:
    return raw.get("mark") not in MARKS


def _history(
    log: Log, task: Task, key: ItemKey, entries: Sequence[Entry], paths: Mapping[int, Path]
) -> Iterator[Finding]:
    """Find an extension to an earlier day or of what is finished, and a second `done`."""
    moves_known = log.amendments is not None  # else no deadline is known for sure
    amendments = by_date(each for each in log.amendments or () if is_about(each, key))
    history = DeadlineHistory(task.due if moves_known else None)
    for change in timeline(entries, amendments):
        if isinstance(change, Entry):
            path, finished = paths[id(change)], history.decision == "done"
            deadline = history.deadline_if_reopened
            if change.mark == "extended" and change.to and deadline:
                if change.to < deadline:
                    values = {"task": task.id, "due": format_day(deadline)}
                    yield Finding("extend-earlier", (*path, "to"), values)
                    continue
                if finished:
                    yield Finding("extend-finished", path, {"task": task.id}, warning=True)
            elif change.mark == "done" and finished:
                yield Finding("done-twice", path, {"task": task.id}, warning=True)
        history.apply(change)
