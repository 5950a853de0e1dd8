"""What a row of a form tells that the log does not have yet, whoever recorded that."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from ntmtrack.directive import log
from ntmtrack.directive.dates import format_moment
from ntmtrack.directive.model import Document
from ntmtrack.directive.model import Entry
from ntmtrack.recording import figures
from ntmtrack.recording import targets
from ntmtrack.recording.planning import Request
from ntmtrack.status import occurrences
from ntmtrack.wording.codes import Code
from ntmtrack.wording.problem import Problem

if TYPE_CHECKING:
    from ntmtrack.wording.problem import Values


def entries_of(document: Document, request: Request) -> list[Entry]:
    """List the entries that count of the item, or occurrence, that a row is about."""
    (item,) = targets.items(document, targets.TypedNames(request.tasks))
    name = request.for_names[0] if request.for_names else None
    on = request.on or datetime.min
    probe = Entry(item.task, "note", on, item.village, item.owner, for_=name)
    number = occurrences.number_of(document, probe)
    return [
        entry
        for entry in log.standing(document.progress)
        if log.item_of(entry) == item and occurrences.number_of(document, entry) == number
    ]


def is_beginning(document: Document, request: Request) -> bool:
    """Tell whether what goes on was not begun before, or a row tells again how it was begun."""
    marks = [entry.mark for entry in entries_of(document, request)]
    if "started" not in marks or "done" in marks:
        return True
    told = find_recorded(document, request._replace(mark="started"))
    return told is not None and news(document, request, told) is None


def disagreement(document: Document, request: Request) -> Problem | None:
    """Warn where a row says that something is not done, and the log that it is."""
    deciding = [
        entry for entry in entries_of(document, request) if entry.mark in ("done", "reopened")
    ]
    if not deciding or deciding[-1].mark != "done":
        return None
    values: Values = {"item": request.tasks[0], "when": format_moment(deciding[-1].on)}
    return Problem(Code.FORM_DISAGREES, values=values, warning=True)


def find_recorded(document: Document, request: Request) -> Entry | None:
    """Find the entry that says the same of the same day, whoever recorded it, at whatever hour."""
    if request.on is None:
        return None
    amounts = _amounts(document, request)
    for entry in reversed(entries_of(document, request)):
        same_day = entry.mark == request.mark and entry.on.date() == request.on.date()
        agrees = all(entry.amounts.get(key, amounts[key]) == amounts[key] for key in amounts)
        if same_day and agrees and _has_words(entry, request, amounts):
            return entry
    return None


def _has_words(entry: Entry, request: Request, amounts: Mapping[str, Decimal]) -> bool:
    """Tell whether an entry that lives by its words or figures has those of a row."""
    if request.mark not in ("note", "obstacle"):
        return True
    if request.note:
        return entry.note == request.note
    return bool(amounts) and amounts == entry.amounts


def news(document: Document, request: Request, old: Entry) -> Request | None:
    """Give what a row says beyond an entry that is there, as a note; None where that is nothing."""
    amounts = _amounts(document, request)
    of_item = entries_of(document, request)
    more = [key for key in amounts if old.amounts.get(key) != amounts[key]]
    note = None if any(request.note == entry.note for entry in of_item) else request.note
    evidence = [paper for paper in request.evidence if paper not in old.evidence]
    if not (note or more or evidence):
        return None
    figures = [f"{key}={amounts[key]:f}" for key in more]
    return request._replace(mark="note", note=note, amounts=figures, evidence=evidence)


def _amounts(document: Document, request: Request) -> Mapping[str, Decimal]:
    task = document.tasks[task_of(request)]
    return figures.amounts(task, request.amounts, document.directive.language)


def task_of(request: Request) -> str:
    """Give the id of the task that a row is about."""
    return request.tasks[0].partition("@")[0]
