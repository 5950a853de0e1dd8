"""Whether a form belongs to the directive, which of its rows count, and how its days are read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from datetime import date
from typing import TYPE_CHECKING
from typing import NamedTuple

from ntmtrack.directive import names
from ntmtrack.directive.dates import Moment
from ntmtrack.directive.dates import format_day
from ntmtrack.directive.model import Directive
from ntmtrack.directive.model import Document
from ntmtrack.recording import form_days
from ntmtrack.recording import form_words
from ntmtrack.recording.filled_form import FactName
from ntmtrack.recording.filled_form import Form
from ntmtrack.recording.filled_form import FormCell
from ntmtrack.recording.filled_form import FormRow
from ntmtrack.recording.form_days import FormDays
from ntmtrack.recording.form_days import OwnDay
from ntmtrack.status import evaluate
from ntmtrack.wording.codes import Code
from ntmtrack.wording.problem import Exit
from ntmtrack.wording.problem import NtmError
from ntmtrack.wording.problem import Problem

if TYPE_CHECKING:
    from ntmtrack.wording.problem import Values

_TOTALS = {names.fold(text) for text in ("tổng", "cộng", "tổng cộng", "tổng số", "total")}
_FIGURE = re.compile(r"\d")
_MOST_NAMED = 5


class FilledRows(NamedTuple):
    """Hold the rows that say something, and warnings of what was passed over."""

    rows: Sequence[FormRow]
    warnings: Sequence[Problem]


def check(document: Document, forms: Sequence[Form]) -> list[Problem]:
    """Refuse forms of other directives (exit 65); warn of those that do not say which theirs is."""
    problems = [problem for form in forms if (problem := _foreign(document.directive, form.facts))]
    if problems:
        raise NtmError(problems, Exit.DATA)
    unnamed = any(not set(form.facts) & {"number", "issued", "issuer"} for form in forms)
    return [Problem(Code.FORM_UNNAMED, warning=True)] if unnamed else []


def _foreign(directive: Directive, facts: Mapping[FactName, FormCell]) -> Problem | None:
    own = {
        "number": directive.number,
        "issued": format_day(directive.issued),
        "issuer": directive.issuer,
    }
    named = {fact: cell for fact, cell in facts.items() if fact in own}
    wrong = [cell for fact, cell in named.items() if not _is_own(directive, fact, cell.text)]
    if not wrong:
        return None
    values: Values = {
        "other": ", ".join(_fact_text(cell.text) for cell in named.values()),
        "name": ", ".join(own.values()),
    }
    return Problem(Code.FOREIGN_FORM, wrong[0].place, values)


def _fact_text(text: str) -> str:
    """Give a line of the head; a day as offices write it."""
    days = set(form_days.readings(text).values())
    return format_day(days.pop()) if len(days) == 1 else text


def _is_own(directive: Directive, fact: FactName, text: str) -> bool:
    if fact == "issued":
        return directive.issued in form_days.readings(text).values()
    own = directive.number if fact == "number" else directive.issuer
    return names.identity(text) == names.identity(own)


def hidden_sheets(document: Document, forms: Sequence[Form]) -> list[Problem]:
    """Warn of each hidden sheet with rows that were filled in."""
    first_rows = (filled_rows(document, form).rows[:1] for form in forms if form.is_hidden)
    return [
        Problem(Code.HIDDEN_SHEET, row["key"].place, {"name": row.grid.name}, warning=True)
        for rows in first_rows
        for row in rows
    ]


def filled_rows(document: Document, form: Form) -> FilledRows:
    """Give the rows that say something: no total, and none of what is signed below the table."""
    filled = [row for row in form.rows if row.is_filled and not _is_total(document, row)]
    last = max((at for at, row in enumerate(filled) if _names_task(document, row)), default=-1)
    below = [row for row in filled[last + 1 :] if not _says_something(row)]
    rows = filled[: last + 1] + [row for row in filled[last + 1 :] if _says_something(row)]
    if not below:
        return FilledRows(rows, ())
    texts = [text for row in below for text in row.texts]
    more = ["…"] if len(texts) > _MOST_NAMED else []
    known = "; ".join([*texts[:_MOST_NAMED], *more])
    return FilledRows(rows, [Problem(Code.FORM_REST, values={"known": known}, warning=True)])


def _is_total(document: Document, row: FormRow) -> bool:
    if _names_task(document, row):
        return False
    return any(names.fold(text) in _TOTALS for text in row.texts)


def _names_task(document: Document, row: FormRow) -> bool:
    return row["key"].text.casefold().partition("@")[0] in document.tasks


def _says_something(row: FormRow) -> bool:
    """Tell a row whose key is missing or wrong from words that stand below the table."""
    mark, day = row["mark"].text, row["day"].text
    return bool(
        (mark and form_words.meaning_of(mark))
        or form_days.readings(day)
        or _FIGURE.search(row["amounts"].text)
    )


def days(document: Document, form: Form, now: Moment) -> FormDays:
    """Tell by the days that the form came with how others in it are to be read."""
    own = list(_own_days(document, form, now))
    return form_days.form_days(own, document.directive.issued, now.day, is_csv=form.is_csv)


def _own_days(document: Document, form: Form, now: Moment) -> Iterator[OwnDay]:
    if issued := form.facts.get("issued"):
        yield OwnDay(issued.text, {document.directive.issued})
    if made := form.facts.get("made"):
        yield OwnDay(made.text, frozenset())
    dues = _deadlines(document, now)
    for row in form.rows:
        of_row = dues.get(row["key"].text.casefold(), frozenset())
        yield OwnDay(row["due"].text, of_row)
        yield OwnDay(row["occurrence"].text, of_row)


def _deadlines(document: Document, now: Moment) -> Mapping[str, AbstractSet[date]]:
    """Give the deadlines that each item has or had."""
    return {
        item.key: {day for day in (item.state.due, item.state.original_due) if day}
        | {entry.to.day for entry in item.state.extensions if entry.to}
        for item in evaluate.evaluate(document, now)
    }
