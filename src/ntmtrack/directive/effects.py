"""Which entries of the log take effect, and why the others do not.

Merged logs of two people may extend to a day that is no later, take an entry back twice, or report
on an occurrence that does not exist. Such an entry is void: the file is valid, and is treated as if
the line were missing.
"""

from __future__ import annotations

from collections.abc import Collection
from collections.abc import Container
from collections.abc import Iterator
from collections.abc import Sequence

from ntmtrack import wording
from ntmtrack.directive import deadline_history
from ntmtrack.directive import log
from ntmtrack.directive import recurrence
from ntmtrack.directive.amendments import AmendmentIndex
from ntmtrack.directive.amendments import timeline
from ntmtrack.directive.dates import format_moment
from ntmtrack.directive.deadline_history import DeadlineHistory
from ntmtrack.directive.log import ItemKey
from ntmtrack.directive.model import Document
from ntmtrack.directive.model import Entry
from ntmtrack.directive.model import Repeat
from ntmtrack.directive.model import Task
from ntmtrack.directive.periods import name_for_message
from ntmtrack.wording.problem import Problem
from ntmtrack.wording.problem import Thing
from ntmtrack.wording.problem import warning_of


def in_effect(
    document: Document, tasks: Container[str] | None = None
) -> dict[ItemKey, list[Entry]]:
    """Group the entries that take effect by item, as `log.by_item` does, for some tasks or for all.

    Entries of other tasks never decide whether an entry takes effect.
    """
    progress, letters = document.progress, AmendmentIndex(document.amendments)
    if tasks is not None:
        progress = tuple([entry for entry in progress if entry.task in tasks])
    items = log.by_item(progress)
    extended = {log.item_of(entry) for entry in progress if entry.mark == "extended"}
    for key, entries in items.items():
        if key not in extended and not document.tasks[key.task].repeat:
            continue  # only extensions and entries of duties can be void
        if void := {id(entry) for entry, _ in _void_of_item(document, letters, key, entries)}:
            items[key] = [entry for entry in entries if id(entry) not in void]
    return items


def void_entries(document: Document) -> dict[int, Problem]:
    """Return the reason why each void entry has no effect, by its index in the log."""
    entries, letters = document.progress, AmendmentIndex(document.amendments)
    places = {id(entry): index for index, entry in enumerate(entries)}
    problems = {
        places[id(entry)]: problem
        for key, group in log.by_item(entries).items()
        for entry, problem in _void_of_item(document, letters, key, group)
    }
    problems |= {index: undone_twice(entries[index]) for index in log.taken_back(entries).repeated}
    return dict(sorted(problems.items()))


def void_problems(document: Document, items: Collection[ItemKey]) -> list[Problem]:
    """Return the problems of void entries of some items."""
    tasks = {key.task for key in items}
    own = tuple(entry for entry in document.progress if entry.task in tasks)
    return [
        problem._replace(thing=Thing("entry", str(key)))
        for index, problem in void_entries(document._replace(progress=own)).items()
        if (key := log.item_of(own[index])) in items
    ]


def _void_of_item(
    document: Document, letters: AmendmentIndex, key: ItemKey, entries: Sequence[Entry]
) -> Iterator[tuple[Entry, Problem]]:
    """Yield an item's void entries, each with the reason; `entries` has none that is undone."""
    task = document.tasks[key.task]
    if task.repeat:
        for entry in entries:
            if problem := occurrence_problem(
                task, task.repeat, entry, document.settings.week_starts
            ):
                yield entry, problem
    elif any(entry.mark == "extended" for entry in entries):
        history = deadline_history.of_task(task, document)
        for change in timeline(entries, letters.about(key)):
            if isinstance(change, Entry) and (problem := extension_problem(change, history)):
                yield change, problem
            history.apply(change)


def occurrence_problem(
    task: Task, repeat: Repeat, entry: Entry, week_starts: int
) -> Problem | None:
    """Return a warning if an entry is about an occurrence before the first or after the last."""
    is_about_one = entry.for_ or entry.mark in recurrence.OCCURRENCE_MARKS
    if not is_about_one or recurrence.number_of(repeat, entry, week_starts) is not None:
        return None
    day = recurrence.occurrence_day(entry)
    first = recurrence.first_day(repeat)
    name = name_for_message(entry.for_ or day)
    if day < first:
        begins = name_for_message(recurrence.name_on(repeat, first))
        return warning_of(wording.Code.NO_OCCURRENCE, task=task.id, day=name, first=begins)
    last = recurrence.last_day(repeat) or first
    ended = name_for_message(recurrence.name_on(repeat, last))
    return warning_of(wording.Code.NO_OCCURRENCE_OVER, task=task.id, day=name, last=ended)


def extension_problem(entry: Entry, history: DeadlineHistory) -> Problem | None:
    """Return a warning for an extension that is no later than the deadline, or extends none."""
    if not history.has_no_effect(entry):
        return None
    when, to = format_moment(entry.on), entry.to.ending if entry.to else ""
    if history.deadline is None:
        return warning_of(wording.Code.EXTEND_UNDATED_YET, when=when, day=to)
    due = history.deadline.ending
    return warning_of(wording.Code.EXTEND_EARLIER, when=when, day=to, due=due)


def undone_twice(entry: Entry) -> Problem:
    """Return a warning for an `undone` whose entry is already taken back."""
    return warning_of(wording.Code.UNDONE_TWICE, when=format_moment(entry.on))
