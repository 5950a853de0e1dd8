"""Checks of a filled form: whether it is ours, which rows say something, and what is news.

A row is no news if the log already says the same, whoever recorded it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from datetime import date
from datetime import datetime
from decimal import Decimal
from typing import NamedTuple
from typing import TypeAlias

from ntmtrack.directive import log
from ntmtrack.directive import names
from ntmtrack.directive.dates import Moment
from ntmtrack.directive.dates import format_day
from ntmtrack.directive.dates import format_moment
from ntmtrack.directive.issuers import body_identity
from ntmtrack.directive.model import Directive
from ntmtrack.directive.model import Document
from ntmtrack.directive.model import Entry
from ntmtrack.recording import form_cells
from ntmtrack.recording import typed_input
from ntmtrack.recording.filled_form import FactName
from ntmtrack.recording.filled_form import Form
from ntmtrack.recording.filled_form import FormCell
from ntmtrack.recording.filled_form import FormRow
from ntmtrack.recording.filled_form import ShownName
from ntmtrack.recording.form_cells import FormDays
from ntmtrack.recording.form_cells import OwnDay
from ntmtrack.recording.planning import Request
from ntmtrack.status import evaluate
from ntmtrack.status import occurrences
from ntmtrack.wording.codes import Code
from ntmtrack.wording.problem import Exit
from ntmtrack.wording.problem import NtmError
from ntmtrack.wording.problem import Problem
from ntmtrack.wording.problem import first_few
from ntmtrack.wording.problem import unplaced
from ntmtrack.wording.problem import usage
from ntmtrack.wording.problem import warning_of

_TOTALS = {names.fold(text) for text in ("tổng", "cộng", "tổng cộng", "tổng số", "total")}
_FIGURE = re.compile(r"\d")
_KEY = re.compile(r"[a-z0-9-]+(@[a-z0-9-]+)?", re.ASCII | re.IGNORECASE)
_MOST_NAMED = 5
_Ids: TypeAlias = Mapping[str, AbstractSet[str]]


class FilledRows(NamedTuple):
    """Store the rows that say something, with warnings about what was passed over."""

    rows: Sequence[FormRow]
    warnings: Sequence[Problem]


class ShownNames(NamedTuple):
    """Store the ids that each name in the descriptive columns may mean."""

    tasks: _Ids
    villages: _Ids
    owners: _Ids


def check(document: Document, forms: Sequence[Form]) -> list[Problem]:
    """Refuse forms of other directives (exit code 65); warn of forms that name no directive."""
    problems = [problem for form in forms if (problem := _foreign(document.directive, form.facts))]
    if problems:
        raise NtmError(problems, Exit.DATA)
    unnamed = any(not set(form.facts) & {"number", "issued", "issuer"} for form in forms)
    return [warning_of(Code.FORM_UNNAMED)] if unnamed else []


def _foreign(directive: Directive, facts: Mapping[FactName, FormCell]) -> Problem | None:
    own = {
        "number": directive.number,
        "issued": format_day(directive.issued),
        "issuer": directive.issuer,
    }
    cells_by_fact = {fact: cell for fact, cell in facts.items() if fact in own}
    wrong = [
        cell for fact, cell in cells_by_fact.items() if not _is_own(directive, fact, cell.text)
    ]
    if not wrong:
        return None
    texts = ", ".join(_fact_text(cell.text) for cell in cells_by_fact.values())
    problem = unplaced(Code.FOREIGN_FORM, other=texts, name=", ".join(own.values()))
    return problem._replace(place=wrong[0].place)


def _fact_text(text: str) -> str:
    """Return the text of a line in the head; a day in the format of offices."""
    days = set(form_cells.readings(text).values())
    return format_day(days.pop()) if len(days) == 1 else text


def _is_own(directive: Directive, fact: FactName, text: str) -> bool:
    if fact == "issued":
        return directive.issued in form_cells.readings(text).values()
    if fact == "number":
        return names.identity(text) == names.identity(directive.number)
    return body_identity(text) == body_identity(directive.issuer)


def hidden_sheets(document: Document, forms: Sequence[Form]) -> list[Problem]:
    """Return a warning for each hidden sheet with filled rows."""
    first_rows = (filled_rows(document, form).rows[:1] for form in forms if form.is_hidden)
    return [
        Problem(Code.HIDDEN_SHEET, row["key"].place, {"name": row.grid.name}, warning=True)
        for rows in first_rows
        for row in rows
    ]


def shown_names(document: Document) -> ShownNames:
    """Return the ids behind the names of tasks, villages and owners in descriptive columns."""
    tasks = document.tasks.values()
    return ShownNames(
        _ids_by_name((task.id, (task.title, task.title_en or "")) for task in tasks),
        _ids_by_name((each.id, (each.name, *each.aliases)) for each in document.villages.values()),
        _ids_by_name((each.id, (each.name, *each.aliases)) for each in document.owners.values()),
    )


def _ids_by_name(things: Iterable[tuple[str, Sequence[str]]]) -> _Ids:
    ids: dict[str, set[str]] = {}
    for id_, texts in things:
        for text in texts:
            ids.setdefault(_identity(text), set()).add(id_)
    return ids


def _identity(text: str) -> str:
    return names.identity(names.without_place_before(text))


def key_of(document: Document, shown_names: ShownNames, row: FormRow) -> str:
    """Return the item key of a row; refuse the row if its other columns name another item.

    That happens if only some columns of a form were sorted, or a key was copied from another row.
    """
    if not (text := row["key"].text):
        raise usage(Code.NO_KEY)
    key = typed_input.key_in_form(document, text)
    task, _, share = key.partition("@")
    compared: list[tuple[ShownName, _Ids, str]] = [("task", shown_names.tasks, task)]
    if document.tasks[task].each == "village":
        compared.append(("where", shown_names.villages, share))
    else:
        compared.append(("answers", shown_names.owners, share))
    for column, ids, own in compared:
        name = row.shown_text(column)
        matching_ids = ids.get(_identity(name), ()) if name and own else ()
        if matching_ids and own not in matching_ids:
            raise usage(Code.FORM_OTHER_ITEM, item=key, value=name)
    return key


def filled_rows(document: Document, form: Form) -> FilledRows:
    """Return the rows that say something: no totals, remarks, or signatures below the table."""
    candidates = [row for row in form.rows if not _is_total(document, row)]
    filled = [row for row in candidates if row.is_filled]
    last = max((at for at, row in enumerate(filled) if _names_task(document, row)), default=-1)
    below = [row for row in filled[last + 1 :] if not _says_something(row)]
    rows = filled[: last + 1] + [row for row in filled[last + 1 :] if _says_something(row)]
    remarks = [
        row for row in candidates if not row.is_filled and not _KEY.fullmatch(row["key"].text)
    ]
    passed_over = sorted((*below, *remarks), key=lambda row: row.index)
    texts = [text for row in passed_over for text in row.texts]
    if not texts:
        return FilledRows(rows, ())
    known = "; ".join(first_few(texts, _MOST_NAMED))
    return FilledRows(rows, [warning_of(Code.FORM_REST, known=known)])


def _is_total(document: Document, row: FormRow) -> bool:
    if _names_task(document, row):
        return False
    return any(names.fold(text) in _TOTALS for text in row.texts)


def _names_task(document: Document, row: FormRow) -> bool:
    return row["key"].text.casefold().partition("@")[0] in document.tasks


def _says_something(row: FormRow) -> bool:
    """Return whether a row has content, as opposed to words below the table."""
    mark, day = row["mark"].text, row["day"].text
    return bool(
        (mark and form_cells.meaning_of(mark, None))
        or form_cells.readings(day)
        or _FIGURE.search(row["amounts"].text)
    )


def reading_of_days(document: Document, form: Form, now: Moment) -> FormDays:
    """Return how days in the form are to be read, judging by the days it was sent out with."""
    own = list(_own_days(document, form, now))
    return form_cells.form_days(own, document.directive.issued, now.day, is_csv=form.is_csv)


def _own_days(document: Document, form: Form, now: Moment) -> Iterator[OwnDay]:
    if issued := form.facts.get("issued"):
        yield OwnDay(issued.text, {document.directive.issued})
    if made_on := form.facts.get("made"):
        yield OwnDay(made_on.text, frozenset())
    dues = _deadlines(document, now)
    for row in form.rows:
        item_deadlines = dues.get(row["key"].text.casefold(), frozenset())
        yield OwnDay(row["due"].text, item_deadlines)
        yield OwnDay(row["occurrence"].text, item_deadlines)


def _deadlines(document: Document, now: Moment) -> Mapping[str, AbstractSet[date]]:
    """Return the present, original and extended deadlines of each item, by its key."""
    return {
        item.key: {day for day in (item.state.due, item.state.original_due) if day}
        | {entry.to.day for entry in item.state.extensions if entry.to}
        for item in evaluate.evaluate(document, now)
    }


def entries_of(document: Document, request: Request) -> list[Entry]:
    """Return the entries, undone ones aside, on the item or occurrence that a row is about."""
    (item,) = typed_input.items(document, typed_input.TypedNames(request.tasks))
    name = request.for_names[0] if request.for_names else None
    on = request.on or datetime.min
    probe = Entry(item.task, "note", on, item.village, item.owner, for_=name)
    number = occurrences.number_of(document, probe)
    return [
        entry
        for entry in log.not_undone(document.progress)
        if log.item_of(entry) == item and occurrences.number_of(document, entry) == number
    ]


def is_beginning(document: Document, request: Request) -> bool:
    """Return whether “going on” starts the item, or only repeats how it was started."""
    marks = [entry.mark for entry in entries_of(document, request)]
    if "started" not in marks or "done" in marks:
        return True
    recorded = find_recorded(document, request._replace(mark="started"))
    return recorded is not None and note_on_additions(document, request, recorded) is None


def disagreement(document: Document, request: Request) -> Problem | None:
    """Return a warning if a row says “not done” but the log says done."""
    deciding = [
        entry for entry in entries_of(document, request) if entry.mark in ("done", "reopened")
    ]
    if not deciding or deciding[-1].mark != "done":
        return None
    when = format_moment(deciding[-1].on)
    return warning_of(Code.FORM_DISAGREES, item=request.tasks[0], when=when)


def find_recorded(document: Document, request: Request) -> Entry | None:
    """Find the entry that says the same about the same day, by anyone and at any hour."""
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
    """Return whether a note or obstacle has the words, or else the figures, of a row."""
    if request.mark not in ("note", "obstacle"):
        return True
    if request.note:
        return entry.note == request.note
    return bool(amounts) and amounts == entry.amounts


def note_on_additions(document: Document, request: Request, old: Entry) -> Request | None:
    """Return a note with what a row adds to a recorded entry; None if it adds nothing."""
    amounts = _amounts(document, request)
    entries = entries_of(document, request)
    new_amounts = [key for key in amounts if old.amounts.get(key) != amounts[key]]
    note = None if any(request.note == entry.note for entry in entries) else request.note
    evidence = [paper for paper in request.evidence if paper not in old.evidence]
    if not (note or new_amounts or evidence):
        return None
    figures = [f"{key}={amounts[key]:f}" for key in new_amounts]
    return request._replace(mark="note", note=note, amounts=figures, evidence=evidence)


def _amounts(document: Document, request: Request) -> Mapping[str, Decimal]:
    task = document.tasks[task_of(request)]
    return typed_input.amounts(task, request.amounts, document.directive.language)


def task_of(request: Request) -> str:
    """Return the id of the task that a row is about."""
    return request.tasks[0].partition("@")[0]
