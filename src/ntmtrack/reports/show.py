"""Everything about a task: its place in the letter, its leads, where, by when, and its log."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING
from typing import NamedTuple

from ntmtrack.directive import amendments
from ntmtrack.directive import log
from ntmtrack.directive.deadline_history import first_deadline
from ntmtrack.directive.deadlines import Deadline
from ntmtrack.directive.issuers import level_of
from ntmtrack.directive.log import ItemKey
from ntmtrack.directive.model import Amendment
from ntmtrack.directive.model import Event
from ntmtrack.directive.model import Measure
from ntmtrack.directive.model import Task
from ntmtrack.reports import json_data
from ntmtrack.reports import json_values
from ntmtrack.reports.deadline_words import due_cell
from ntmtrack.reports.deadline_words import due_column
from ntmtrack.reports.deadline_words import first_deadline_words
from ntmtrack.reports.deadline_words import unknown_event_words
from ntmtrack.reports.entry_words import recurrence_words
from ntmtrack.reports.history import LogLine
from ntmtrack.reports.history import amendments_table
from ntmtrack.reports.history import log_lines
from ntmtrack.reports.history import log_table
from ntmtrack.reports.item_words import evidence_words
from ntmtrack.reports.item_words import list_names
from ntmtrack.reports.item_words import name_before_title
from ntmtrack.reports.item_words import place_words
from ntmtrack.reports.item_words import remark_words
from ntmtrack.reports.item_words import status_cell
from ntmtrack.reports.item_words import task_title
from ntmtrack.reports.item_words import whole_level_words
from ntmtrack.reports.measure_words import goal_words
from ntmtrack.reports.measure_words import goals_by_village
from ntmtrack.reports.measure_words import reached_words
from ntmtrack.reports.report_head import head
from ntmtrack.reports.tables import Block
from ntmtrack.reports.tables import Cell
from ntmtrack.reports.tables import Column
from ntmtrack.reports.tables import Facts
from ntmtrack.reports.tables import Paragraph
from ntmtrack.reports.tables import Table
from ntmtrack.status import evaluate
from ntmtrack.status.items import Heading
from ntmtrack.status.items import Item
from ntmtrack.status.items import group_of
from ntmtrack.status.selection import Selection
from ntmtrack.status.view import View
from ntmtrack.wording.words import STATUSES
from ntmtrack.wording.words import Words

if TYPE_CHECKING:
    from ntmtrack.reports.schema.json_reports import HeadingPartsData
    from ntmtrack.reports.schema.json_reports import ShownTaskData
    from ntmtrack.reports.schema.json_reports import ShowReportData


class ShowReport(NamedTuple):
    """Collect the selected tasks, with their items and logs up to the moment."""

    view: View
    tasks: Sequence[TaskReport]


class TaskReport(NamedTuple):
    """Describe one task: its items, or its parts if it is a heading, later letters, and its log."""

    task: Task
    items: Sequence[Item]
    heading: Heading | None
    amendments: Sequence[Amendment]
    lines: Sequence[LogLine]


def make(view: View, keys: Sequence[ItemKey]) -> ShowReport:
    """Collect everything about the tasks of some items; only those items are shown.

    Filters narrow the later letters and the log in the same way as the items.
    """
    document, names = view.document, {str(key) for key in keys}
    headings = {heading.task.id: heading for heading in evaluate.headings(document, view.items)}
    in_force = amendments.in_force(document, view.moment.day)
    lines = _lines_by_item(view)
    tasks = []
    for id_ in dict.fromkeys(key.task for key in keys):
        task, heading = document.tasks[id_], headings.get(id_)
        items = [item for item in view.items if item.key in names and item.task.id == id_]
        task_keys = {key for key in keys if key.task == id_}
        if view.selection != Selection() and not (heading or task.superseded_by):
            task_keys = {key for key in task_keys if str(key) in {item.key for item in items}}
        report = TaskReport(
            task,
            items,
            heading,
            amendments=[
                letter
                for letter in in_force
                if any(amendments.is_about(letter, k) for k in task_keys)
            ],
            lines=[line for key, line in lines if key in task_keys],
        )
        tasks.append(report)
    return ShowReport(view, tasks)


def _lines_by_item(view: View) -> list[tuple[ItemKey, LogLine]]:
    """Return each line of the log up to the moment, with the item that it is about."""
    return [
        (log.item_of(line.entry), line)
        for line in log_lines(view.document)
        if line.entry.on <= view.moment.at
    ]


def blocks(report: ShowReport, words: Words) -> list[Block]:
    """Build the report for people."""
    view = report.view
    return [
        *head(view, words),
        *(block for task in report.tasks for block in _task_blocks(task, view, words)),
    ]


def _task_blocks(report: TaskReport, view: View, words: Words) -> list[Block]:
    blocks: list[Block] = [_facts(report.task, view, words)]
    if report.heading:
        blocks += _parts(report.heading, words)
    elif report.task.superseded_by:
        blocks.append(Paragraph(words.say("Replaced; not counted anywhere."), "quiet"))
    if report.items:
        blocks.append(_states_table(report.items, words))
    if report.amendments:
        blocks.append(amendments_table(report.amendments, view.document, words))
    if report.lines:
        blocks.append(log_table(words.say("Log"), report.lines, view.document, words))
    return blocks


def _facts(task: Task, view: View, words: Words) -> Facts:
    """Return everything that the data file says about a task."""
    implied = words.say("by the letter, not written in it") if task.derived else None
    facts: list[tuple[str, str | None]] = [
        (words.say("Assigned by"), task.source),
        (words.say("Clause"), task.clause),
        (words.say("Place in the letter"), task.place),
        (words.say("Leader"), _owners(task.leaders, view)),
        (words.say("Lead"), _owners(task.owners, view)),
        (words.say("Support"), _owners(task.support, view)),
        (words.say("Reports to"), _owners(task.report_to, view)),
        (words.say("{Villages}"), _villages(task, view, words)),
        (words.say("May begin"), words.day(task.start) if task.start else None),
        (words.say("Deadline"), _deadline(task, view, words)),
        (words.say("Product"), task.product),
        (
            words.say("Measures"),
            "; ".join(_measure(measure, view, words) for measure in task.measures),
        ),
        (words.say("Evidence required"), evidence_words(task, words)),
        (words.say("Part of"), task.part_of),
        (words.say("Replaced by"), task.superseded_by),
        (words.say("Related"), ", ".join(task.related)),
        (words.say("Implied"), implied),
        (words.say("Note"), task.note),
    ]
    title = f"{task.id}: {task_title(task, words)}"
    return Facts(title, [(name, Cell(value)) for name, value in facts if value])


def _deadline(task: Task, view: View, words: Words) -> str:
    """Return a task's deadline and how it is read."""
    if task.repeat:
        return recurrence_words(task.repeat, task.due_is, words)
    event = view.document.events[task.event] if task.event else None
    deadline = first_deadline(task, event)
    if deadline is None:
        return _no_deadline(task, event, words)
    text = first_deadline_words(task, deadline, event, words)
    last = deadline.last_good_minute
    late = words.when(last) if deadline.time else words.day(last + timedelta(days=1))
    if task.event_days or not deadline.is_day:
        return _more_than_day(task, deadline, text, late, words)
    if task.due_to == "start":
        return words.say("to begin by {day}; late to begin from {late}", day=text, late=late)
    if deadline.due_is == "before":
        return words.say("before {day}; overdue from {late}", day=text, late=late)
    return words.say("by {day}; overdue from {late}", day=text, late=late)


def _no_deadline(task: Task, event: Event | None, words: Words) -> str:
    """Return why a task has no deadline, or the event whose date must be known first."""
    if event is None:
        if task.no_date:
            return words.say("{words}; no date set yet", words=task.no_date)
        return words.say("standing duty") if task.standing else words.say("none")
    return unknown_event_words(task, event, words)


def _more_than_day(task: Task, deadline: Deadline, text: str, late: str, words: Words) -> str:
    """Return an hour or a period, and when it is missed."""
    if task.due_to == "start":
        begun = words.say("to begin {deadline}", deadline=text)
        return words.say("{begun}; late to begin from {late}", begun=begun, late=late)
    if deadline.time is not None:
        return words.say("{deadline}; overdue after {late}", deadline=text, late=late)
    return words.say("{deadline}; overdue from {late}", deadline=text, late=late)


def _owners(ids: Sequence[str], view: View) -> str:
    """Return owners with their titles, after the name of their group if they form one."""
    owners = [view.document.owners[id_] for id_ in ids]
    group = group_of(ids, view.document.owner_groups.values())
    listed_names = "; ".join(
        f"{name_before_title(owner)} ({owner.title})" if owner.title else owner.name
        for owner in owners
    )
    return f"{group.name} ({listed_names})" if group else listed_names


def _villages(task: Task, view: View, words: Words) -> str:
    document = view.document
    places = list_names(document.villages[id_].name for id_ in task.villages)
    if not places:
        level = level_of(document.directive.issuer, has_villages=bool(document.villages))
        places = whole_level_words(level, words)
    each = {
        "village": words.say("; each has its own share"),
        "owner": words.say("; each owner has its own share"),
    }
    return places + each.get(task.each or "", "")


def _measure(measure: Measure, view: View, words: Words) -> str:
    villages = view.document.villages.values()
    goal = goal_words(measure, words) or list_names(goals_by_village(measure, villages, words))
    if not goal:
        return words.say("{name} ({unit})", name=measure.name, unit=measure.unit)
    return f"{measure.name}: {goal}"


def _parts(heading: Heading, words: Words) -> list[Block]:
    """Return the state of a heading's parts, in total and one by one."""
    summary = words.say(
        "{done} of {total} items done; worst: {status}.",
        done=heading.done,
        total=heading.total,
        status=words.say(STATUSES[heading.status]),
    )
    return [Paragraph(summary), _states_table(heading.parts, words)]


def _states_table(items: Sequence[Item], words: Words) -> Table:
    return Table(
        words.say("State"),
        [
            Column(words.say("Item")),
            Column(words.say("Where"), wraps=True),
            due_column(items, words, wraps=True),
            Column(words.say("Status"), wraps=True, pinned=True),
            Column(words.say("Reached"), wraps=True),
            Column(words.say("Note"), wraps=True),
        ],
        [
            (
                Cell(item.key, "id"),
                Cell(place_words(item, words)),
                due_cell(item, words),
                status_cell(item, words),
                Cell(reached_words(item, words)),
                Cell(remark_words(item, item.note, words)),
            )
            for item in items
        ],
    )


def data(report: ShowReport, words: Words) -> ShowReportData:
    """Return the report as data."""
    view = report.view
    items = [item for task in report.tasks for item in task.items]
    return {
        "schema": json_values.SCHEMA,
        "report": "show",
        **json_values.head(view, words),
        "items": json_data.items(items, view, words),
        "tasks": [_task_data(task, view, words) for task in report.tasks],
    }


def _task_data(report: TaskReport, view: View, words: Words) -> ShownTaskData:
    task = report.task
    return {
        "id": task.id,
        "title": task.title,
        "title_en": task.title_en,
        "clause": task.clause,
        "place": task.place,
        "owner": list(task.owners),
        "leader": list(task.leaders),
        "support": list(task.support),
        "report_to": list(task.report_to),
        "villages": list(task.villages),
        "each": task.each,
        "deadline_text": _deadline(task, view, words),
        "due_place": task.due_place,
        "product": task.product,
        "evidence": task.evidence,
        "part_of": task.part_of,
        "superseded_by": task.superseded_by,
        "source": task.source,
        "note": task.note,
        "heading": _heading_data(report.heading) if report.heading else None,
        "amendments": [json_data.amendment(amendment, words) for amendment in report.amendments],
        "log": [
            json_data.entry(line.entry, words, undone=line.undone, void=line.void)
            for line in report.lines
        ],
    }


def _heading_data(heading: Heading) -> HeadingPartsData:
    return {
        "done": heading.done,
        "total": heading.total,
        "status": heading.status,
        "items": [item.key for item in heading.parts],
    }
