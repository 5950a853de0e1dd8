"""What a filled form would record: all of it, or every cell that is wrong."""

from __future__ import annotations

import re
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from datetime import datetime
from typing import TypeVar

from ntmtrack.directive.dates import Moment
from ntmtrack.directive.model import Document
from ntmtrack.directive.model import Entry
from ntmtrack.directive.model import MarkName
from ntmtrack.recording import planning
from ntmtrack.recording import targets
from ntmtrack.recording import typed
from ntmtrack.recording.filled_form import ColumnName
from ntmtrack.recording.filled_form import FormRow
from ntmtrack.recording.filled_form import mark_of
from ntmtrack.recording.planning import Change
from ntmtrack.recording.planning import Request
from ntmtrack.wording.codes import Code
from ntmtrack.wording.problem import Exit
from ntmtrack.wording.problem import NtmError
from ntmtrack.wording.problem import Problem
from ntmtrack.wording.problem import usage

V = TypeVar("V")
# Figures stand apart by semicolons or lines, for a comma may be a decimal one.
_APART = re.compile(r"[;\n]")
# The cells that problems of a row as a whole are about; where none is named, it is the mark.
_ABOUT: dict[ColumnName, tuple[Code, ...]] = {
    "key": (
        *(
            Code.NO_SUCH_TASK,
            Code.AMBIGUOUS_TASK,
            Code.HEADING,
            Code.SUPERSEDED,
            Code.NOT_GIVEN_YET,
        ),
        *(Code.WHICH_VILLAGE, Code.NO_SUCH_VILLAGE, Code.NO_SUCH_VILLAGE_NONE),
        *(Code.AMBIGUOUS_VILLAGE, Code.NOT_COVERED),
        *(Code.WHICH_OWNER, Code.NO_SUCH_OWNER, Code.AMBIGUOUS_OWNER, Code.NOT_DIVIDED),
    ),
    "day": (Code.FUTURE_DAY, Code.FUTURE_DAY_REPORT, Code.NO_OCCURRENCE, Code.OVERRULED),
    "amounts": (
        Code.COUNTS_NOTHING,
        Code.WHICH_MEASURE,
        Code.UNKNOWN_MEASURE,
        Code.TWO_AMOUNTS,
        Code.BAD_AMOUNT,
        *(Code.AMOUNT_FALLS, Code.AMOUNT_HIGH, Code.AMOUNT_HIGH_PERCENT),
    ),
    "note": (Code.NO_WORDS,),
}
_COLUMN = {code: column for column, codes in _ABOUT.items() for code in codes}
# What the remedy of a command, an option, would be no help with in a form.
_IN_A_FORM = {
    Code.WHICH_VILLAGE: Code.WHICH_VILLAGE_FORM,
    Code.WHICH_OWNER: Code.WHICH_OWNER_FORM,
    Code.COUNTS_NOTHING: Code.COUNTS_NOTHING_FORM,
    Code.WHICH_MEASURE: Code.WHICH_MEASURE_FORM,
    Code.NOT_RECURRING_COMMAND: Code.NOT_RECURRING_FORM,
    Code.WHICH_REPORT: Code.WHICH_REPORT_FORM,
    Code.OVERRULED: Code.OVERRULED_FORM,
}


@dataclass(frozen=True)
class Defaults:
    """Hold the day and the speaker of rows without their own, and the words for the marks."""

    on: datetime | None
    by: str | None
    marks: str


@dataclass(slots=True)
class _Reading:
    """Read the cells of a row, and collect what is wrong with them."""

    row: FormRow
    problems: list[Problem] = field(default_factory=list)

    def text(self, column: ColumnName) -> str:
        """Give what stands in a cell."""
        return self.row[column].text

    def read(self, column: ColumnName, reader: Callable[[str], V]) -> V | None:
        """Give what a cell means, or None where it is wrong."""
        try:
            return reader(self.text(column))
        except NtmError as error:
            self.fail(error.problems, column)
            return None

    def fail(self, problems: Iterable[Problem], column: ColumnName | None = None) -> None:
        """Place problems at a cell, or at the one that each of them is about."""
        for one in problems:
            place = self.row[column or _COLUMN.get(one.code, "mark")].place
            code = _IN_A_FORM.get(one.code, one.code)
            self.problems.append(one._replace(code=code, place=place, commands=()))

    def place(self, warning: Problem) -> Problem:
        """Place a warning at the cell that it is about, if it is about one."""
        column = _COLUMN.get(warning.code)
        return warning._replace(place=self.row[column].place) if column else warning


def plan(
    document: Document, rows: Sequence[FormRow], defaults: Defaults, now: Moment, at: datetime
) -> Change:
    """Give the entries that the rows mean, in their order; raises exit 65 with all problems.

    A row that was recorded already is passed over, whatever came after it.
    """
    stamp = planning.next_stamp(document, at)
    entries: list[Entry] = []
    repeated: list[Entry] = []
    warnings: list[Problem] = []
    problems: list[Problem] = []
    wrong: set[str] = set()  # a later row of these may be wrong only because of an earlier one
    for row in rows:
        reading = _Reading(row)
        request = _request(reading, document, defaults)
        name = row["key"].text
        if request and name not in wrong:
            grown = document.with_entries(entries)
            try:
                change = planning.plan(grown, request, now, at, compare_with="all")
            except NtmError as error:
                reading.fail(error.problems)
            else:
                entries += [entry._replace(at=stamp) for entry in change.entries]
                repeated += change.repeated
                placed = (reading.place(warning) for warning in change.warnings)
                warnings += (warning for warning in placed if warning not in warnings)
        if reading.problems:
            wrong.add(name)
            problems += reading.problems
    if problems:
        raise NtmError(problems, Exit.DATA)
    if not rows:
        warnings.append(Problem(Code.FORM_EMPTY, warning=True))
    return Change(entries, repeated, warnings)


def _request(reading: _Reading, document: Document, defaults: Defaults) -> Request | None:
    """Read a row; None where one of its cells is wrong."""
    key = reading.read("key", lambda text: _key(text, document))
    mark = reading.read("mark", lambda text: _mark(text, defaults.marks))
    on = reading.read("day", lambda text: _day(text, defaults.on))
    by, note = reading.read("by", typed.text), reading.read("note", typed.text)
    if reading.problems or key is None or mark is None:
        return None
    figures = map(str.strip, _APART.split(reading.text("amounts")))
    amounts = list(filter(None, figures))
    return Request(mark, [key], on=on, amounts=amounts, by=by or defaults.by, note=note)


def _key(text: str, document: Document) -> str:
    if not text:
        raise usage(Code.NO_KEY)
    return targets.key_in_form(document, text)


def _mark(text: str, known: str) -> MarkName:
    mark = mark_of(text)
    if mark is None:
        raise usage(Code.UNKNOWN_MARK if text else Code.NO_MARK, value=text, known=known)
    return mark


def _day(text: str, default: datetime | None) -> datetime:
    on = typed.moment(text or None) or default
    if on is None:
        raise usage(Code.NO_DAY)
    return on
