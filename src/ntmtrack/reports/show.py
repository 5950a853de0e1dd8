"""Everything about a task: where it stands in the letter, who, where, by when, and its log."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Sequence
from datetime import timedelta
from typing import NamedTuple

from ntmtrack.directive import log
from ntmtrack.directive.log import ItemKey
from ntmtrack.directive.model import Amendment
from ntmtrack.directive.model import Measure
from ntmtrack.directive.model import Task
from ntmtrack.reports import amendment_table
from ntmtrack.reports import json_data
from ntmtrack.reports import log_table
from ntmtrack.reports.json_data import Json
from ntmtrack.reports.log_table import LogLine
from ntmtrack.reports.tables import Block
from ntmtrack.reports.tables import Cell
from ntmtrack.reports.tables import Column
from ntmtrack.reports.tables import Facts
from ntmtrack.reports.tables import Line
from ntmtrack.reports.tables import Table
from ntmtrack.reports.views import ROLES
from ntmtrack.reports.views import View
from ntmtrack.reports.views import due_cell
from ntmtrack.reports.views import evidence
from ntmtrack.reports.views import head
from ntmtrack.reports.views import reached
from ntmtrack.reports.views import status_words
from ntmtrack.reports.views import task_title
from ntmtrack.reports.views import where
from ntmtrack.status import evaluate
from ntmtrack.status import one_off
from ntmtrack.status.items import Heading
from ntmtrack.status.items import Item
from ntmtrack.wording.words import N_
from ntmtrack.wording.words import STATUSES
from ntmtrack.wording.words import WEEKDAYS
from ntmtrack.wording.words import Words

GOALS = {
    "at_least": N_("at least {goal} {unit}"),
    "more_than": N_("more than {goal} {unit}"),
    "percent": N_("{goal} per cent of {unit}"),
}


class ShowReport(NamedTuple):
    """Hold each task asked for, with its items and its log up to the moment."""

    view: View
    tasks: Sequence[TaskReport]


class TaskReport(NamedTuple):
    """Hold one task: its items, or its parts where it is a heading, later letters, and its log."""

    task: Task
    items: Sequence[Item]
    heading: Heading | None
    letters: Sequence[Amendment]
    entries: Sequence[LogLine]


def make(view: View, keys: Sequence[ItemKey]) -> ShowReport:
    """Gather everything about the tasks of some items; only those items are shown."""
    wanted = {str(key) for key in keys}
    found = {heading.task.id: heading for heading in evaluate.headings(view.document, view.items)}
    lines = [
        (log.item_of(line.entry), line)
        for line in log_table.lines(view.document)
        if line.entry.on <= view.moment.at
    ]
    return ShowReport(
        view,
        [
            TaskReport(
                view.document.tasks[id_],
                [item for item in view.items if item.key in wanted and item.task.id == id_],
                found.get(id_),
                amendment_table.about(view, [key for key in keys if key.task == id_]),
                [line for key, line in lines if key.task == id_ and str(key) in wanted],
            )
            for id_ in dict.fromkeys(key.task for key in keys)
        ],
    )


def blocks(report: ShowReport, words: Words) -> list[Block]:
    """Lay the report out."""
    found = head(report.view, words)
    for task in report.tasks:
        found.append(_facts(task.task, report.view, words))
        if task.heading:
            found += _parts(task.heading, words)
        elif task.task.superseded_by:
            found.append(Line(words.say("Replaced; not counted anywhere."), "quiet"))
        if task.items:
            found.append(_items(task.items, words))
        if task.letters:
            found.append(amendment_table.table(task.letters, report.view.document, words))
        if task.entries:
            table = log_table.table(words.say("Log"), task.entries, report.view.document, words)
            found.append(table)
    return found


def _facts(task: Task, view: View, words: Words) -> Facts:
    title = task_title(task, words)
    pairs: list[tuple[str, str | None]] = [
        (words.say("Given by"), task.source),
        (words.say("Clause"), task.clause),
        (words.say("Place in the letter"), task.place),
        (words.say("Answers"), _owners(task.owners, view)),
        (words.say("Supports"), _owners(task.support, view)),
        (words.say("Reports to"), _owners(task.report_to, view)),
        (words.say("Villages"), _villages(task, view, words)),
        (words.say("May begin"), words.day(task.start) if task.start else None),
        (words.say("Deadline"), deadline(task, view, words)),
        (words.say("Counted"), "; ".join(_measure(one, words) for one in task.measures)),
        (words.say("Report carries"), evidence(task, words)),
        (words.say("Part of"), task.part_of),
        (words.say("Replaced by"), task.superseded_by),
        (words.say("Related"), ", ".join(task.related)),
        (
            words.say("Implied"),
            words.say("by the letter, not written in it") if task.derived else None,
        ),
        (words.say("Note"), task.note),
    ]
    return Facts(f"{task.id}: {title}", [(name, Cell(value)) for name, value in pairs if value])


def deadline(task: Task, view: View, words: Words) -> str:
    """Say a task's deadline and how it was read."""
    if task.repeat:
        return _recurrence(task, words)
    day = task.due
    if task.event:
        event = view.document.events[task.event]
        day = event.date
        if day is None:
            return words.say("on the day of: {event} (day not known yet)", event=event.name)
    if day is None:
        return words.say("standing duty") if task.standing else words.say("none")
    last_good = one_off.last_good_day(task, day, view.document)
    values = {"day": words.day(day), "late": words.day(last_good + timedelta(days=1))}
    if task.due_to == "start":
        return words.say("to be begun by {day}; overdue from {late}", **values)
    if task.due_is == "before":
        return words.say("before {day}; overdue from {late}", **values)
    return words.say("by {day}; overdue from {late}", **values)


def _recurrence(task: Task, words: Words) -> str:
    repeat = task.repeat
    if repeat is None:
        return ""
    on = words.say(WEEKDAYS[repeat.on]) if repeat.on is not None else ""
    every = words.say("every week on {weekday}", weekday=on) if on else words.say("every day")
    at = words.say(", by {time}", time=f"{repeat.at:%H:%M}") if repeat.at else ""
    from_ = words.say(", from {day}", day=words.day(repeat.from_))
    until = words.say(" to {day}", day=words.day(repeat.until)) if repeat.until else ""
    return every + at + from_ + until


def _owners(ids: Iterable[str], view: View) -> str:
    owners = [view.document.owners[id_] for id_ in ids]
    return "; ".join(f"{one.name} ({one.title})" if one.title else one.name for one in owners)


def _villages(task: Task, view: View, words: Words) -> str:
    names = [view.document.villages[id_].name for id_ in task.villages]
    if not names:
        return words.say("whole commune")
    each = {
        "village": words.say("; each answers for itself"),
        "owner": words.say("; each owner answers for itself"),
    }
    return ", ".join(names) + each.get(task.each or "", "")


def _measure(measure: Measure, words: Words) -> str:
    if measure.kind is None or measure.goal is None:
        return words.say("{name} ({unit})", name=measure.name, unit=measure.unit)
    goal = words.say(GOALS[measure.kind], goal=words.number(measure.goal), unit=measure.unit)
    return f"{measure.name}: {goal}"


def _parts(heading: Heading, words: Words) -> list[Block]:
    summary = words.say(
        "{done} of {total} parts done; worst: {status}.",
        done=heading.done,
        total=heading.total,
        status=words.say(STATUSES[heading.status]),
    )
    return [Line(summary), _items(heading.parts, words)]


def _items(items: Sequence[Item], words: Words) -> Table:
    return Table(
        words.say("State"),
        [
            Column(words.say("Item")),
            Column(words.say("Where"), wraps=True),
            Column(words.say("Due"), wraps=True),
            Column(words.say("Status"), wraps=True),
            Column(words.say("Reached"), wraps=True),
            Column(words.say("Note"), wraps=True),
        ],
        [
            (
                Cell(item.key, "id"),
                Cell(where(item, words)),
                due_cell(item, words),
                Cell(status_words(item, words), ROLES.get(item.state.status, "plain")),
                Cell(reached(item, words)),
                Cell(item.obstacle or item.note or ""),
            )
            for item in items
        ],
    )


def data(report: ShowReport, words: Words) -> dict[str, Json]:
    """Give the report as data."""
    view = report.view
    return json_data.report(
        "show",
        view,
        words,
        items=json_data.items([one for task in report.tasks for one in task.items], view, words),
        tasks=[_task(task, view, words) for task in report.tasks],
    )


def _task(found: TaskReport, view: View, words: Words) -> Json:
    task, heading = found.task, found.heading
    parts: Json = None
    if heading:
        parts = {
            "done": heading.done,
            "total": heading.total,
            "status": heading.status,
            "items": [item.key for item in heading.parts],
        }
    return {
        "id": task.id,
        "title": task.title,
        "title_en": task.title_en,
        "clause": task.clause,
        "place": task.place,
        "owner": list(task.owners),
        "support": list(task.support),
        "report_to": list(task.report_to),
        "villages": list(task.villages),
        "each": task.each,
        "deadline_text": deadline(task, view, words),
        "evidence": task.evidence,
        "part_of": task.part_of,
        "superseded_by": task.superseded_by,
        "source": task.source,
        "note": task.note,
        "heading": parts,
        "amendments": [amendment_table.data(letter) for letter in found.letters],
        "log": [line.data() for line in found.entries],
    }
