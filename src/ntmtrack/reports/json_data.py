"""Reports as plain data for programs: DESIGN's stable JSON, fields added but never removed."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from datetime import date
from datetime import datetime
from datetime import time
from decimal import Decimal
from typing import NamedTuple

from ntmtrack.directive import log
from ntmtrack.directive.dates import Moment
from ntmtrack.directive.model import Amendment
from ntmtrack.directive.model import Directive
from ntmtrack.directive.model import Entry
from ntmtrack.directive.model import Measure
from ntmtrack.directive.model import Owner
from ntmtrack.directive.model import Reading
from ntmtrack.directive.model import Repeat
from ntmtrack.directive.model import Village
from ntmtrack.reports.views import View
from ntmtrack.reports.views import status_words
from ntmtrack.status.counts import Counts
from ntmtrack.status.items import Item
from ntmtrack.wording.words import Words

SCHEMA = "ntmtrack/1"

Json = Mapping[str, "Json"] | Sequence["Json"] | str | int | float | bool | None


class Head(NamedTuple):
    """Hold what every report begins with; one on several files has no directive."""

    name: str
    moment: Moment
    reading: Reading | None
    directive: Directive | None
    counts: Counts


def report(name: str, view: View, words: Words, **parts: Json) -> dict[str, Json]:
    """Give a report with the head that every report has."""
    document = view.document
    reading = document.settings.deadline_reading
    return whole(Head(name, view.moment, reading, document.directive, view.counts), words, **parts)


def whole(head: Head, words: Words, **parts: Json) -> dict[str, Json]:
    """Give a report as data: its head and its own parts."""
    moment = head.moment
    return {
        "schema": SCHEMA,
        "report": head.name,
        "as_of": moment.day.isoformat() if moment.whole_day else minute(moment.at),
        "language": words.language,
        "deadline_reading": head.reading,
        "directive": directive(head.directive) if head.directive else None,
        "counts": head.counts._asdict(),
        **parts,
    }


def directive(found: Directive) -> dict[str, Json]:
    """Give what a report says of a directive."""
    return {
        "number": found.number,
        "issued": found.issued.isoformat(),
        "issuer": found.issuer,
        "subject": found.subject,
    }


def items(found: Iterable[Item], view: View, words: Words) -> list[Json]:
    """Give items as data."""
    return [item(one, view, words) for one in found]


def item(found: Item, view: View, words: Words) -> dict[str, Json]:
    """Give one item as data."""
    task = found.task
    entries = found.entries
    return {
        "key": found.key,
        "directive": view.document.directive.number,
        "task": task.id,
        "title": task.title,
        "title_en": task.title_en,
        "clause": task.clause,
        "place": task.place,
        "owner": [named(one) for one in found.owners],
        "support": [named(one) for one in found.support],
        "village": named(found.village),
        "villages": list(task.villages),
        "part_of": task.part_of,
        "start": _day(task.start),
        "due": _day(found.state.due),
        "due_is": task.due_is if found.state.due else None,
        "due_to": task.due_to if found.state.due else None,
        "original_due": _day(found.state.original_due),
        "extensions": [_extension(entry) for entry in found.state.extensions],
        "amendments": [amendment(letter) for letter in found.state.amendments],
        "event": task.event,
        "repeat": _repeat(task.repeat),
        "occurrence": _occurrence(found),
        "standing": task.standing,
        "status": found.state.status,
        "status_text": status_words(found, words),
        "started": when(found.state.started),
        "done": when(found.state.done),
        "days_late": found.state.days_late,
        "days_left": found.state.days_left,
        "measures": [_measure(one, found.amounts.get(one.id)) for one in task.measures],
        "evidence": [path for entry in entries for path in entry.evidence],
        "report_to": list(task.report_to),
        "derived": task.derived,
        "related": list(task.related),
        "source": task.source,
        "note": found.note,
        "obstacle": found.obstacle,
        "reminded": [_day(entry.on.date()) for entry in entries if entry.mark == "reminded"],
        "last_update": when(found.last_update),
    }


def entry(found: Entry) -> dict[str, Json]:
    """Give one entry of the log as data."""
    undoes = found.undoes
    return {
        "key": str(log.item_of(found)),
        "task": found.task,
        "village": found.village,
        "owner": found.owner,
        "mark": found.mark,
        "on": when(found.on),
        "for": _day(found.for_),
        "to": _day(found.to),
        "amounts": {name: number(total) for name, total in found.amounts.items()},
        "by": found.by,
        "note": found.note,
        "evidence": list(found.evidence),
        "at": found.at.isoformat() if found.at else None,
        "undoes": undoes.isoformat() if isinstance(undoes, datetime) else undoes,
    }


def counted(kind: str, rows: Iterable[tuple[Village | Owner | None, Counts]]) -> list[Json]:
    """Give the counts of each village or owner as data."""
    return [{kind: named(one), "counts": counts._asdict()} for one, counts in rows]


def named(one: Village | Owner | None) -> dict[str, Json] | None:
    """Give a village or an owner as data."""
    return {"id": one.id, "name": one.name} if one else None


def when(moment: datetime | None) -> str | None:
    """Give a day, with the time where one was given, in ISO 8601."""
    if moment is None:
        return None
    return moment.date().isoformat() if moment.time() == time() else minute(moment)


def minute(moment: datetime) -> str:
    """Give a moment to the minute in ISO 8601."""
    return moment.isoformat(timespec="minutes")


def number(value: Decimal | None) -> int | float | None:
    """Give a whole number as such, for its readers count things."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _extension(found: Entry) -> dict[str, Json]:
    return {"on": when(found.on), "to": _day(found.to), "by": found.by, "note": found.note}


def amendment(found: Amendment) -> dict[str, Json]:
    """Give what a later letter changes as data."""
    return {
        "number": found.number,
        "on": _day(found.issued),
        "to": _day(found.due),
        "cancelled": found.cancelled,
        "note": found.note,
    }


def _repeat(repeat: Repeat | None) -> dict[str, Json] | None:
    if repeat is None:
        return None
    from ntmtrack.directive.dates import WEEKDAYS

    return {
        "every": repeat.every,
        "on": WEEKDAYS[repeat.on] if repeat.on is not None else None,
        "at": f"{repeat.at:%H:%M}" if repeat.at else None,
        "from": _day(repeat.from_),
        "until": _day(repeat.until),
    }


def _occurrence(found: Item) -> dict[str, Json] | None:
    counted = found.state.occurrences
    if counted is None:
        return None
    return {**counted._asdict(), "missing_days": [_day(day) for day in counted.missing_days]}


def _measure(measure: Measure, amount: Decimal | None) -> dict[str, Json]:
    return {
        "id": measure.id,
        "name": measure.name,
        "unit": measure.unit,
        "goal": goal(measure),
        "amount": number(amount),
    }


def goal(measure: Measure) -> Json:
    """Give a measure's goal as data."""
    if measure.kind is None:
        return None
    return {"kind": measure.kind, "value": number(measure.goal)}
