"""Items and log entries as plain data for programs; fields may be added, but are never removed.

`schema.json_items` and `schema.json_reports` say what each field means.
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from ntmtrack.directive import log
from ntmtrack.directive import named_days
from ntmtrack.directive import recurrence
from ntmtrack.directive.model import Amendment
from ntmtrack.directive.model import Entry
from ntmtrack.directive.model import Measure
from ntmtrack.directive.model import Repeat
from ntmtrack.directive.model import Rule
from ntmtrack.directive.periods import name_of
from ntmtrack.reports.deadline_words import deadline_words
from ntmtrack.reports.deadline_words import due_text
from ntmtrack.reports.deadline_words import end_words
from ntmtrack.reports.item_words import status_words
from ntmtrack.reports.json_values import day
from ntmtrack.reports.json_values import day_or_none
from ntmtrack.reports.json_values import goal
from ntmtrack.reports.json_values import goal_scope
from ntmtrack.reports.json_values import number
from ntmtrack.reports.json_values import number_or_none
from ntmtrack.reports.json_values import owner
from ntmtrack.reports.json_values import village
from ntmtrack.reports.json_values import when
from ntmtrack.reports.json_values import when_or_none
from ntmtrack.status.items import Item
from ntmtrack.status.items import directive_of
from ntmtrack.status.items import own_id
from ntmtrack.status.view import View
from ntmtrack.wording.problem import Problem
from ntmtrack.wording.words import Words

if TYPE_CHECKING:
    from ntmtrack.reports.schema.json_items import AmendmentData
    from ntmtrack.reports.schema.json_items import ExtensionData
    from ntmtrack.reports.schema.json_items import ItemData
    from ntmtrack.reports.schema.json_items import OccurrenceData
    from ntmtrack.reports.schema.json_items import RuleData
    from ntmtrack.reports.schema.json_items import SeveralItemData
    from ntmtrack.reports.schema.json_parts import MeasureData
    from ntmtrack.reports.schema.json_reports import EntryData
    from ntmtrack.reports.schema.json_reports import WholeAmendmentData


def items(items: Iterable[Item], view: View, words: Words) -> Iterator[ItemData]:
    """Return an iterator over items as data; the program's words are in the report's language."""
    return (item(selected, view, words) for selected in items)


def joint_items(items: Iterable[Item], view: View, words: Words) -> list[SeveralItemData]:
    """Return the items of a report on several files as one, each with its file."""
    files = {part.document.directive: part.document.file or "" for part in view.parts}
    return [
        {
            **item(selected, view, words),
            "file": files[directive_of(selected, view.document)],
        }
        for selected in items
    ]


def item(item: Item, view: View, words: Words) -> ItemData:
    """Return one item as data."""
    task, entries, amounts = item.task, item.entries, item.amounts
    deadline = item.state.deadline
    return {
        "key": item.key,
        "directive": directive_of(item, view.document).number,
        "task": own_id(task.id),
        "title": task.title,
        "title_en": task.title_en,
        "clause": task.clause,
        "place": task.place,
        "owner": [owner(lead) for lead in item.owners],
        "leader": [owner(leader) for leader in item.leaders],
        "support": [owner(helper) for helper in item.support],
        "village": village(item.village) if item.village else None,
        "villages": list(task.villages),
        "part_of": own_id(task.part_of) if task.part_of else None,
        "start": day_or_none(task.start),
        "due": day_or_none(item.state.due),
        "due_text": due_text(item, words),
        "due_time": _time(item),
        "due_period": deadline.period.name if deadline and deadline.period else None,
        "due_is": deadline.due_is if deadline else None,
        "due_to": task.due_to if deadline else None,
        "due_place": task.due_place,
        "original_due": day_or_none(item.state.original_due),
        "extensions": [_extension(extension, words) for extension in item.state.extensions],
        "amendments": [_amendment(amendment, words) for amendment in item.state.amendments],
        "event": task.event,
        "event_days": task.event_days if task.event else None,
        "no_date": task.no_date,
        "repeat": _repeat(task.repeat) if task.repeat else None,
        "occurrence": _occurrence(item),
        "standing": task.standing,
        "status": item.state.status,
        "status_text": status_words(item, words),
        "started": when_or_none(item.state.started),
        "done": when_or_none(item.state.done),
        "days_late": item.state.days_late,
        "days_left": item.state.days_left,
        "was_overdue": item.state.was_overdue,
        "product": task.product,
        "measures": [_measure(measure, amounts.get(measure.id)) for measure in item.measures],
        "evidence": [path for entry in entries for path in entry.evidence],
        "report_to": list(task.report_to),
        "derived": task.derived,
        "related": list(map(own_id, task.related)),
        "source": task.source,
        "note": item.note,
        "obstacle": item.obstacle,
        "reminded": [day(entry.on.date()) for entry in entries if entry.mark == "reminded"],
        "last_update": when_or_none(item.last_update),
    }


def _time(item: Item) -> str | None:
    """Return the hour of a deadline, if it has one; for a duty, the hour of the occurrence."""
    deadline, repeat = item.state.deadline, item.task.repeat
    if deadline is None:
        return None
    hour = recurrence.time_on(repeat, deadline.day) if repeat else deadline.time
    return f"{hour:%H:%M}" if hour else None


def keys(items: Iterable[Item]) -> list[str]:
    """Return the keys of items, each once."""
    return list(dict.fromkeys(item.key for item in items))


def entry(entry: Entry, words: Words, *, undone: bool, void: Problem | None) -> EntryData:
    """Return a log entry, with whether it was taken back, and why it is void, if it is."""
    undoes = entry.undoes
    return {
        "key": str(log.item_of(entry)),
        "task": entry.task,
        "village": entry.village,
        "owner": entry.owner,
        "mark": entry.mark,
        "on": when(entry.on),
        "for": name_of(entry.for_) if entry.for_ else None,
        "to": day(entry.to.day) if entry.to else None,
        "to_text": end_words(entry.to, words) if entry.to else None,
        "amounts": {name: number(total) for name, total in entry.amounts.items()},
        "by": entry.by,
        "note": entry.note,
        "evidence": list(entry.evidence),
        "at": entry.at.isoformat() if entry.at else None,
        "undoes": undoes.isoformat() if isinstance(undoes, datetime) else undoes,
        "whom": list(entry.whom),
        "undone": undone,
        "void": void.code.printed if void else None,
    }


def amendment(amendment: Amendment, words: Words) -> WholeAmendmentData:
    """Return a later letter, with its changes and the tasks and villages that it changes."""
    return {
        **_amendment(amendment, words),
        "tasks": list(amendment.tasks),
        "villages": list(amendment.villages),
    }


def _amendment(amendment: Amendment, words: Words) -> AmendmentData:
    return {
        "number": amendment.number,
        "on": day(amendment.issued),
        "to": day(amendment.due.day) if amendment.due else None,
        "to_text": deadline_words(amendment.due, words) if amendment.due else None,
        "cancelled": amendment.cancelled,
        "note": amendment.note,
    }


def _extension(entry: Entry, words: Words) -> ExtensionData:
    if entry.to is None:
        raise AssertionError(entry)
    return {
        "on": when(entry.on),
        "to": day(entry.to.day),
        "to_text": end_words(entry.to, words),
        "by": entry.by,
        "note": entry.note,
    }


def _repeat(repeat: Repeat) -> RuleData | list[RuleData]:
    """Return the only rule of a duty, or the list of its rules."""
    rules = [_rule(rule) for rule in repeat.rules]
    return rules if len(rules) > 1 else rules[0]


def _rule(rule: Rule) -> RuleData:
    days = named_days.texts_of(rule)
    return {
        "every": rule.every,
        "on": days if len(days) > 1 else days[0] if days else None,
        "at": f"{rule.at:%H:%M}" if rule.at else None,
        "from": day(rule.from_),
        "until": day_or_none(rule.until),
    }


def _occurrence(item: Item) -> OccurrenceData | None:
    repeat, occurrences = item.task.repeat, item.state.occurrences
    if not repeat or not occurrences:
        return None
    return {
        "expected": occurrences.expected,
        "on_time": occurrences.on_time,
        "late": occurrences.late,
        "missing": occurrences.missing,
        "nothing": occurrences.nothing,
        "excused": occurrences.excused,
        "missing_days": [day(missing) for missing in occurrences.missing_days],
        "missing_names": [
            name_of(recurrence.period_on(repeat, missing) or missing)
            for missing in occurrences.missing_days
        ],
    }


def _measure(measure: Measure, amount: Decimal | None) -> MeasureData:
    return {
        "id": measure.id,
        "name": measure.name,
        "unit": measure.unit,
        "of": goal_scope(measure),
        "goal": goal(measure),
        "amount": number_or_none(amount),
    }
