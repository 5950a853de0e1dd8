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

from ntmtrack.datafile.references import UNKNOWN
from ntmtrack.datafile.values import MARKS
from ntmtrack.directive import amendments
from ntmtrack.directive import log
from ntmtrack.directive import recurrence
from ntmtrack.directive.dates import shown
from ntmtrack.directive.model import Amendment
from ntmtrack.directive.model import Entry
from ntmtrack.directive.model import Repeat
from ntmtrack.directive.model import Task
from ntmtrack.wording.codes import Code
from ntmtrack.wording.problem import KeyPath
from ntmtrack.wording.problem import Problem
from ntmtrack.wording.problem import problem_at
from ntmtrack.yamltext.yaml_tree import MappingNode

Raw = Mapping[str, object]  # an entry as it stands in the file


class PlacedEntry(NamedTuple):
    """Hold one entry of the log and where it stands."""

    path: KeyPath
    entry: Entry


class Log(NamedTuple):
    """Hold the log and what is needed to judge it.

    `written` is the whole section as it stands in the file, `unread` what could not be read of it.
    `tasks` has None for a task that is too unclear to judge entries by it, and leaves out those
    that could not be read; `ids` is as in `partial.PartialFile`; `week_starts` and `amendments` are
    None where they were not read.
    """

    lines: Sequence[PlacedEntry]
    written: object
    unread: Sequence[tuple[KeyPath, Raw]]
    tasks: Mapping[str, Task | None]
    headings: frozenset[str]
    ids: Mapping[str, frozenset[str] | None]
    events: Mapping[str, bool]
    week_starts: int | None
    issued: datetime
    amendments: Sequence[Amendment] | None

    def raw(self, path: KeyPath) -> Raw:
        """Give an entry as it stands in the file."""
        item = self.written[int(path[-1])] if isinstance(self.written, list) else None
        return item if isinstance(item, dict) else {}


# Marks that record an occurrence of a recurring duty.
OCCURRENCE_MARKS = ("done", "nothing", "excused")
_NAMING = (("task", "tasks"), ("village", "villages"), ("owner", "owners"))


def check(context: Log) -> Iterator[Problem]:
    """Run every rule on every entry."""
    for path, raw in context.unread:
        yield from _names(context, path, raw)
    for path, entry in context.lines:
        yield from _entry(context, path, entry)


def _entry(context: Log, path: KeyPath, entry: Entry) -> Iterator[Problem]:
    yield from _fields(path, entry)
    if entry.on < context.issued:
        where, issued = (*path, "on"), shown(context.issued)
        yield problem_at(Code.ENTRY_BEFORE_DIRECTIVE, where, issued=issued, warning=True)
    task = context.tasks.get(entry.task)
    if entry.task in context.headings:
        yield problem_at(Code.ENTRY_HEADING, (*path, "task"), task=entry.task)
    elif task:
        yield from _share(context, path, entry, task)
        yield from _amounts(path, context.raw(path).get("amounts"), task)
        yield from _occurrence(context, path, entry, task)
        yield from _extension(context, path, entry, task)
    else:
        named = {"task": entry.task, "village": entry.village, "owner": entry.owner}
        yield from _names(context, path, named)


def _names(context: Log, path: KeyPath, entry: Raw) -> Iterator[Problem]:
    """Find names of nothing in an entry whose task is not clear."""
    for key, section in _NAMING:
        value, known = entry.get(key), context.ids[section]
        if isinstance(value, str) and known is not None and value not in known:
            yield problem_at(UNKNOWN[section], (*path, key), value=value)


def _fields(path: KeyPath, entry: Entry) -> Iterator[Problem]:
    """Find an entry without the key that its mark needs, or with one that its mark does not use."""
    for key, mark, value, missing in (
        ("to", "extended", entry.to, Code.MARK_NEEDS),
        ("undoes", "undone", entry.undoes, Code.MARK_NEEDS_UNDOES),
    ):
        if (entry.mark == mark) == (value is not None):
            continue
        if value is None:
            yield problem_at(missing, path)
        else:
            where = (*path, key)
            yield problem_at(Code.MARK_WITHOUT, where, mark=entry.mark, key=key, at_key=True)


def _share(context: Log, path: KeyPath, entry: Entry, task: Task) -> Iterator[Problem]:
    """Find an entry that does not name its item: the village or owner of an `each` task."""
    for key, section, named, members, missing in (
        ("village", "villages", entry.village, task.villages, Code.ENTRY_NEEDS_SHARE),
        ("owner", "owners", entry.owner, task.owners, Code.ENTRY_NEEDS_SHARE_OWNER),
    ):
        where = (*path, key)
        if named in members if task.each == key else named is None:
            continue
        if named is None:
            yield problem_at(missing, path, task=task.id, known=members)
        elif task.each != key:
            yield problem_at(Code.ENTRY_SHARE_UNUSED, where, task=task.id, key=key, at_key=True)
        elif (known := context.ids[section]) is None or named in known:
            yield problem_at(Code.NOT_COVERED, where, task=task.id, value=named, known=members)
        else:
            yield problem_at(UNKNOWN[section], where, value=named)


def _amounts(path: KeyPath, raw: object, task: Task) -> Iterator[Problem]:
    if not isinstance(raw, MappingNode):
        return
    known = tuple([measure.id for measure in task.measures])
    for name in raw.key_at:
        if name in known:
            continue
        code = Code.UNKNOWN_MEASURE if known else Code.UNKNOWN_MEASURE_NONE
        if name not in raw:
            code = Code.UNKNOWN_MEASURE_EMPTY
        where = (*path, "amounts", name)
        yield problem_at(code, where, value=name, task=task.id, known=known, at_key=True)


def _occurrence(context: Log, path: KeyPath, entry: Entry, task: Task) -> Iterator[Problem]:
    """Find an entry about an occurrence that does not exist."""
    if not task.repeat:
        if entry.mark in ("nothing", "excused"):
            where = (*path, "mark")
            yield problem_at(Code.NOT_RECURRING, where, task=task.id, mark=entry.mark)
        elif entry.for_:
            yield problem_at(Code.NOT_RECURRING_FOR, (*path, "for"), task=task.id, at_key=True)
        return
    day = entry.for_ or (entry.on.date() if entry.mark in OCCURRENCE_MARKS else None)
    if not day or context.week_starts is None:
        return
    if recurrence.index_of(task.repeat, day, context.week_starts) is None:
        where = (*path, "for" if entry.for_ else "on")
        yield _no_occurrence(where, task.id, task.repeat, day)


def _no_occurrence(path: KeyPath, task: str, repeat: Repeat, day: date) -> Problem:
    """Give the problem of a day without an occurrence: all are later, or all were earlier."""
    first = recurrence.first_day(repeat)
    if day < first:
        code = Code.NO_OCCURRENCE
        return problem_at(code, path, task=task, day=shown(day), first=shown(first))
    last = recurrence.day_of(repeat, (recurrence.total_of(repeat) or 1) - 1)
    return problem_at(Code.NO_OCCURRENCE_OVER, path, task=task, day=shown(day), last=shown(last))


def _extension(context: Log, path: KeyPath, entry: Entry, task: Task) -> Iterator[Problem]:
    if entry.mark != "extended":
        return
    dated = task.due or (task.event and context.events[task.event])
    moving = (letter for letter in context.amendments or () if letter.due)
    if not dated and not any(amendments.is_about(one, log.item_of(entry)) for one in moving):
        yield problem_at(Code.EXTEND_UNDATED, (*path, "mark"), task=task.id)


_ITEM = ("task", "village", "owner")
_SAME = (*_ITEM, "for", "on")
# Marks that change what an entry after them means.
_TURNING = ("reopened", "cancelled", "extended", "undone")


def check_history(found: Log, wrong: Collection[KeyPath]) -> Iterator[Problem]:
    """Run the rules; `wrong` are the entries that have a mistake of their own."""
    doubtful = [*(raw for _, raw in found.unread), *map(found.raw, wrong)]
    yield from _lost_undone(found, wrong, doubtful)
    yield from _history(found, doubtful)


def _lost_undone(
    found: Log, wrong: Collection[KeyPath], doubtful: Sequence[Raw]
) -> Iterator[Problem]:
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
            where = (*path, "undoes")
            yield problem_at(Code.UNDOES_NOTHING, where, value=str(undone["undoes"]))


def _values(raw: Raw, keys: Sequence[str]) -> list[str | None]:
    found = [raw.get(key) for key in keys]
    return [value if isinstance(value, str) else None for value in found]


def _but_one(values: Sequence[str | None]) -> Iterator[tuple[str | int | None, ...]]:
    """Give the values without each of them in turn: lists that share one differ in one place."""
    return ((at, *values[:at], *values[at + 1 :]) for at in range(len(values)))


def _history(found: Log, doubtful: Sequence[Raw]) -> Iterator[Problem]:
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
    task: Task,
    changes: Sequence[Entry | Amendment],
    lines: Mapping[int, PlacedEntry],
    *,
    moves: bool,
) -> Iterator[Problem]:
    """Follow an item; without `moves` no deadline is known, as letters may have moved it."""
    deadline, finished = task.due if moves else None, False
    for entry in changes:
        if isinstance(entry, Amendment):
            deadline = entry.due or deadline
            continue
        path = lines[id(entry)].path
        if entry.mark == "extended" and entry.to and deadline:
            if entry.to < deadline:
                yield problem_at(Code.EXTEND_EARLIER, (*path, "to"), due=shown(deadline))
            elif finished:
                yield problem_at(Code.EXTEND_FINISHED, path, task=task.id, warning=True)
            else:
                deadline = entry.to
        if entry.mark == "done" and finished:
            yield problem_at(Code.DONE_TWICE, path, task=task.id, warning=True)
        if entry.mark in ("done", "reopened", "cancelled"):
            finished = entry.mark == "done"
