"""The rules for single entries of the log: each names an item that exists and says what it must."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ntmtrack import amending
from ntmtrack import log
from ntmtrack import recurrence
from ntmtrack.dates import shown
from ntmtrack.entries import Log
from ntmtrack.entries import Raw
from ntmtrack.findings import Finding
from ntmtrack.model import Entry
from ntmtrack.model import Repeat
from ntmtrack.model import Task
from ntmtrack.source import Mapping
from ntmtrack.source import Path

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
    if not isinstance(raw, Mapping):
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
    if not dated and not any(amending.is_about(one, log.item_of(entry)) for one in letters):
        yield Finding("extend-undated", (*path, "mark"), {"task": task.id})
