"""The rules for the log: each entry names an item, has the keys of its mark, and takes effect.

Modules that only mistakes need are imported when one is found: entries proved at the seam do
without Pydantic.
"""

from __future__ import annotations

from collections.abc import Collection
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from ntmtrack.directive import amounts
from ntmtrack.directive import effects
from ntmtrack.directive.amendments import AmendmentIndex
from ntmtrack.directive.amendments import timeline
from ntmtrack.directive.dates import format_day
from ntmtrack.directive.deadline_history import DeadlineHistory
from ntmtrack.directive.deadline_history import first_deadline
from ntmtrack.directive.log import ItemKey
from ntmtrack.directive.log import by_item
from ntmtrack.directive.log import item_of
from ntmtrack.directive.log import taken_back
from ntmtrack.directive.log import undo_pairs
from ntmtrack.directive.model import MARKS
from ntmtrack.directive.model import Entry
from ntmtrack.directive.model import Event
from ntmtrack.directive.model import Repeat
from ntmtrack.directive.model import Settings
from ntmtrack.directive.model import Task
from ntmtrack.directive.periods import name_for_message
from ntmtrack.wording.codes import Code
from ntmtrack.wording.problem import KeyPath
from ntmtrack.wording.problem import Problem
from ntmtrack.wording.problem import problem_at
from ntmtrack.yamltext.yaml_tree import MappingNode

Raw = Mapping[str, object]  # an entry as it is in the file


class LoggedEntry(NamedTuple):
    """Store one entry of the log and its path."""

    path: KeyPath
    entry: Entry


class Log(NamedTuple):
    """Store the log and what is needed to judge it.

    `section` is the whole log as it is in the file, `unread` are the entries that could not be
    read. `tasks` has None for tasks too unclear to judge entries by, and lacks tasks that could not
    be read; `ids` is as in `partial.PartialFile`. `settings` and `amendments` are None if they were
    not read.
    """

    lines: Sequence[LoggedEntry]
    section: object
    unread: Sequence[tuple[KeyPath, Raw]]
    tasks: Mapping[str, Task | None]
    headings: frozenset[str]
    ids: Mapping[str, frozenset[str] | None]
    events: Mapping[str, Event]
    settings: Settings | None
    issued: datetime
    amendments: AmendmentIndex | None

    def raw(self, path: KeyPath) -> Raw:
        """Return an entry as it is in the file."""
        item = self.section[int(path[-1])] if isinstance(self.section, list) else None
        return item if isinstance(item, dict) else {}


def check(log: Log) -> Iterator[Problem]:
    """Yield the problems of single entries."""
    for path, raw in log.unread:
        yield from _unknown_names(log, path, raw)
    past = undo_pairs([entry for _, entry in log.lines])
    for index, (path, entry) in enumerate(log.lines):
        for problem in _entry(log, path, entry):
            if not (problem.warning and index in past):
                yield problem


def _entry(log: Log, path: KeyPath, entry: Entry) -> Iterator[Problem]:
    yield from _keys_of_mark(path, entry)
    if entry.whom:
        yield from _whom(log, path, entry)
    if entry.on < log.issued:
        where, issued = (*path, "on"), format_day(log.issued)
        yield problem_at(Code.ENTRY_BEFORE_DIRECTIVE, where, issued=issued, warning=True)
    task = log.tasks.get(entry.task)
    if entry.task in log.headings:
        yield problem_at(Code.ENTRY_HEADING, (*path, "task"), task=entry.task)
    elif task:
        yield from _share(log, path, entry, task)
        yield from _amounts(path, log.raw(path).get("amounts"), task)
        yield from _occurrence(path, entry, task)
        if entry.mark == "extended":
            yield from _extension(log, path, entry, task)
    else:
        ids = {"task": entry.task, "village": entry.village, "owner": entry.owner}
        yield from _unknown_names(log, path, ids)


def _unknown_names(log: Log, path: KeyPath, entry: Raw) -> Iterator[Problem]:
    """Yield unknown names in an entry that cannot be judged by its task."""
    from ntmtrack.datafile.references import SECTION_OF_KEY
    from ntmtrack.datafile.references import UNKNOWN_ID_CODES

    for key, section in SECTION_OF_KEY["progress"].items():
        value, known = entry.get(key), log.ids[section]
        if isinstance(value, str) and known is not None and value not in known:
            yield problem_at(UNKNOWN_ID_CODES[section], (*path, key), value=value)


def _keys_of_mark(path: KeyPath, entry: Entry) -> Iterator[Problem]:
    """Yield keys that the mark lacks, and keys that belong to another mark."""
    for key, mark, value, missing in (
        ("to", "extended", entry.to, Code.MARK_NEEDS),
        ("undoes", "undone", entry.undoes, Code.MARK_NEEDS_UNDOES),
        ("whom", "reminded", entry.whom or None, None),
    ):
        if (entry.mark == mark) == (value is not None):
            continue
        if value is None:
            if missing:
                yield problem_at(missing, path)
        else:
            where = (*path, key)
            yield problem_at(Code.MARK_WITHOUT, where, mark=entry.mark, key=key, at_key=True)


def _whom(log: Log, path: KeyPath, entry: Entry) -> Iterator[Problem]:
    """Yield reminded people who are no owners; a former lead is accepted for ever."""
    owners = log.ids["owners"]
    for place, id_ in enumerate(entry.whom):
        if owners is not None and id_ not in owners:
            yield problem_at(Code.UNKNOWN_OWNER, (*path, "whom", place), value=id_)


def _share(log: Log, path: KeyPath, entry: Entry, task: Task) -> Iterator[Problem]:
    """Yield the problem of an entry that does not name the village or owner of an `each` task."""
    for key, section, id_, members, missing in (
        ("village", "villages", entry.village, task.villages, Code.ENTRY_NEEDS_SHARE),
        ("owner", "owners", entry.owner, task.owners, Code.ENTRY_NEEDS_SHARE_OWNER),
    ):
        where = (*path, key)
        if id_ in members if task.each == key else id_ is None:
            continue
        if id_ is None:
            yield problem_at(missing, path, task=task.id, known=members)
        elif task.each != key:
            yield problem_at(Code.ENTRY_SHARE_UNUSED, where, task=task.id, key=key, at_key=True)
        elif (known := log.ids[section]) is None or id_ in known:
            yield problem_at(Code.NOT_COVERED, where, task=task.id, value=id_, known=members)
        else:
            yield _no_share(log, where, id_, section, members)


def _no_share(
    log: Log, where: KeyPath, id_: str, section: str, members: tuple[str, ...]
) -> Problem:
    """Return the problem of a share that is neither a village nor an owner."""
    from ntmtrack.datafile.references import OWNER_GROUPS
    from ntmtrack.datafile.references import UNKNOWN_ID_CODES

    if section == "owners" and id_ in (log.ids[OWNER_GROUPS] or ()):
        return problem_at(Code.WHICH_OWNER_GROUP, where, value=id_, known=members)
    return problem_at(UNKNOWN_ID_CODES[section], where, value=id_)


def _amounts(path: KeyPath, raw: object, task: Task) -> Iterator[Problem]:
    """Yield figures for measures that the task does not have."""
    if not isinstance(raw, MappingNode):
        return
    known = tuple([measure.id for measure in task.measures])
    for name in raw.key_at:
        if name in known:
            continue
        from ntmtrack.datafile.shapes import number_cut_before

        where = (*path, "amounts", name)
        if name not in raw and (number := number_cut_before(raw, name)):
            yield problem_at(Code.UNKNOWN_KEY_NUMBER, where, value=number, at_key=True)
            continue
        code = Code.UNKNOWN_MEASURE if name in raw else Code.UNKNOWN_MEASURE_EMPTY
        if not known:
            code = Code.UNKNOWN_MEASURE_NONE
        yield problem_at(code, where, value=name, task=task.id, known=known, at_key=True)


def _occurrence(path: KeyPath, entry: Entry, task: Task) -> Iterator[Problem]:
    """Yield the problem of an entry that wrongly names an occurrence."""
    if task.repeat:
        if entry.mark == "cancelled" and entry.for_:
            where, day = (*path, "for"), name_for_message(entry.for_)
            yield problem_at(Code.MARK_WITHOUT_FOR, where, task=task.id, day=day, at_key=True)
        return
    if entry.mark in ("nothing", "excused"):
        where = (*path, "mark")
        yield problem_at(Code.NOT_RECURRING, where, task=task.id, mark=entry.mark)
    elif entry.for_:
        yield problem_at(Code.NOT_RECURRING_FOR, (*path, "for"), task=task.id, at_key=True)


def _extension(log: Log, path: KeyPath, entry: Entry, task: Task) -> Iterator[Problem]:
    """Yield the problem of an extension of a deadline that does not exist."""
    dated = task.due or (task.event and log.events[task.event].date)
    amendments = log.amendments.about(item_of(entry)) if log.amendments else ()
    if not dated and not any(amendment.due for amendment in amendments):
        code = Code.EXTEND_DUTY if task.repeat else Code.EXTEND_UNDATED
        yield problem_at(code, (*path, "mark"), task=task.id)


_ITEM = ("task", "village", "owner")
_SAME = (*_ITEM, "for", "on")
# Marks that change the meaning of later entries.
_TURNING = ("reopened", "cancelled", "extended", "undone")


def check_history(log: Log, wrong: Collection[KeyPath]) -> Iterator[Problem]:
    """Yield the problems across entries; `wrong` are the entries with a problem of their own."""
    doubtful = [*(raw for _, raw in log.unread), *map(log.raw, wrong)]
    yield from _undone_nothing(log, wrong, doubtful)
    yield from _histories(log, doubtful)


def _undone_nothing(
    log: Log, wrong: Collection[KeyPath], doubtful: Sequence[Raw]
) -> Iterator[Problem]:
    """Yield each `undone` without effect, unless it may mean a doubtful entry."""
    taken = taken_back([entry for _, entry in log.lines])
    for index in taken.repeated:
        path, entry = log.lines[index]
        yield effects.undone_twice(entry)._replace(path=(*path, "undoes"))
    targets = {
        target
        for raw in doubtful
        for name in ("at", "mark")
        for target in _but_one(_values(raw, (*_SAME, name)))
    }
    for index in taken.without_match:
        path, entry = log.lines[index]
        raw = log.raw(path)
        may_mean = not targets.isdisjoint(_but_one(_values(raw, (*_SAME, "undoes"))))
        if entry.undoes is not None and path not in wrong and not may_mean:
            where, value = (*path, "undoes"), str(raw["undoes"])
            if at := _stamp_of_meant(log, entry):
                yield problem_at(Code.UNDOES_NOTHING_STAMPED, where, value=value, at=at)
            else:
                yield problem_at(Code.UNDOES_NOTHING, where, value=value)


def _stamp_of_meant(log: Log, undone: Entry) -> str | None:
    """Return the `at` of the newest entry that an `undone` should name by `at`, not by mark.

    It is in quotes, as in the file.
    """
    for _, entry in reversed(log.lines):
        is_meant = entry.mark == undone.undoes and entry.on == undone.on
        if is_meant and entry.at and (item_of(entry), entry.for_) == (item_of(undone), undone.for_):
            return f'"{entry.at.isoformat()}"'
    return None


def _values(raw: Raw, keys: Sequence[str]) -> list[str | None]:
    values = [raw.get(key) for key in keys]
    return [value if isinstance(value, str) else None for value in values]


def _but_one(values: Sequence[str | None]) -> Iterator[tuple[str | int | None, ...]]:
    """Yield the values with each one left out in turn: lists that share one differ in one place."""
    return ((at, *values[:at], *values[at + 1 :]) for at in range(len(values)))


def _histories(log: Log, doubtful: Sequence[Raw]) -> Iterator[Problem]:
    """Yield the problems in each item's log, unless a doubtful entry may belong to it."""
    paths = {id(entry): path for path, entry in log.lines}
    turning = (raw for raw in doubtful if raw.get("mark") in _TURNING or _has_no_mark(raw))
    doubted = {target for raw in turning for target in _but_one(_values(raw, _ITEM))}
    for key, entries in by_item([entry for _, entry in log.lines]).items():
        task = log.tasks.get(key.task)
        if task and task.repeat:
            yield from _no_occurrences(log, task, task.repeat, entries, paths)
        if task is None or (doubted and not doubted.isdisjoint(_but_one(key))):
            continue
        measures = task.measures and task.measures_of(key.village)
        for entry, measure, warning in amounts.find_doubtful(measures, entries):
            yield warning._replace(path=(*paths[id(entry)], "amounts", measure))
        only_one = len(entries) == 1 and entries[0].mark != "extended"
        if not (task.repeat or only_one):  # a single entry can only be wrong as an extension
            yield from _history(log, task, key, entries, paths)


def _no_occurrences(
    log: Log, task: Task, repeat: Repeat, entries: Sequence[Entry], paths: Mapping[int, KeyPath]
) -> Iterator[Problem]:
    """Yield entries about occurrences that do not exist."""
    if log.settings is None:
        return
    for entry in entries:
        if problem := effects.occurrence_problem(task, repeat, entry, log.settings.week_starts):
            where = (*paths[id(entry)], "for" if entry.for_ else "on")
            yield problem._replace(path=where)


def _has_no_mark(raw: Raw) -> bool:
    return raw.get("mark") not in MARKS


def _history(
    log: Log, task: Task, key: ItemKey, entries: Sequence[Entry], paths: Mapping[int, KeyPath]
) -> Iterator[Problem]:
    """Yield extensions that are no later or come after `done`, and second `done` entries."""
    moves_known = log.amendments is not None  # otherwise no deadline is known
    amendments = log.amendments.about(key) if log.amendments else ()
    event = log.events.get(task.event) if task.event else None
    first = first_deadline(task, event) if moves_known else None
    reading = (log.settings or Settings()).deadline_reading
    history = DeadlineHistory(task, first, reading)
    is_dated = first or any(amendment.due for amendment in amendments)
    for change in timeline(entries, amendments):
        if isinstance(change, Entry):
            path, finished = paths[id(change)], history.decision == "done"
            if is_dated and (problem := effects.extension_problem(change, history)):
                yield problem._replace(path=(*path, "to"))
            elif change.mark == "extended" and finished and history.deadline:
                yield problem_at(Code.EXTEND_FINISHED, path, task=task.id, warning=True)
            elif change.mark == "done" and finished:
                yield problem_at(Code.DONE_TWICE, path, task=str(key), warning=True)
        history.apply(change)
