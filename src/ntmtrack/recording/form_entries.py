"""What a filled form would record: all of it, or a list of every wrong cell."""

from __future__ import annotations

import re
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from datetime import date
from datetime import datetime
from typing import NamedTuple
from typing import TypeVar

from ntmtrack.directive import periods
from ntmtrack.directive.dates import Moment
from ntmtrack.directive.log import item_of
from ntmtrack.directive.model import Document
from ntmtrack.directive.model import Entry
from ntmtrack.directive.model import Task
from ntmtrack.directive.periods import Period
from ntmtrack.recording import form_cells
from ntmtrack.recording import form_check
from ntmtrack.recording import planning
from ntmtrack.recording import typed_input
from ntmtrack.recording.filled_form import ColumnName
from ntmtrack.recording.filled_form import Form
from ntmtrack.recording.filled_form import FormRow
from ntmtrack.recording.form_cells import FormDays
from ntmtrack.recording.form_cells import WordMeaning
from ntmtrack.recording.planning import Change
from ntmtrack.recording.planning import Request
from ntmtrack.wording.codes import Code
from ntmtrack.wording.problem import Exit
from ntmtrack.wording.problem import NtmError
from ntmtrack.wording.problem import Problem
from ntmtrack.wording.problem import usage
from ntmtrack.wording.problem import warning_of
from ntmtrack.wording.words import Words

V = TypeVar("V")
# Figures are separated by semicolons or lines, as a comma may be a decimal one; so are papers.
_APART = re.compile(r"[;\n]")
# The columns that problems of a whole row belong to; by default it is the mark.
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
    "day": (Code.FUTURE_DAY, Code.OVERRULED, Code.ENTRY_BEFORE_DIRECTIVE_COMMAND),
    "occurrence": (
        *(Code.NO_OCCURRENCE, Code.NO_OCCURRENCE_EARLY, Code.NO_OCCURRENCE_ENDED),
        *(Code.FUTURE_DAY_REPORT, Code.WHICH_REPORT),
    ),
    "amounts": (
        Code.COUNTS_NOTHING,
        Code.WHICH_MEASURE,
        Code.UNKNOWN_MEASURE,
        Code.TWO_AMOUNTS,
        Code.BAD_AMOUNT,
        Code.WRONG_UNIT,
        *(Code.AMOUNT_FALLS, Code.AMOUNT_HIGH, Code.AMOUNT_HIGH_PERCENT),
    ),
    "note": (Code.NO_WORDS,),
}
_COLUMN = {code: column for column, codes in _ABOUT.items() for code in codes}
# Problems whose advice names options of a command, and their counterparts for forms.
_IN_A_FORM = {
    Code.WHICH_VILLAGE: Code.WHICH_VILLAGE_FORM,
    Code.WHICH_OWNER: Code.WHICH_OWNER_FORM,
    Code.COUNTS_NOTHING: Code.COUNTS_NOTHING_FORM,
    Code.WHICH_MEASURE: Code.WHICH_MEASURE_FORM,
    Code.NOT_RECURRING_COMMAND: Code.NOT_RECURRING_FORM,
    Code.WHICH_REPORT: Code.WHICH_REPORT_FORM,
    Code.OVERRULED: Code.OVERRULED_FORM,
    Code.ENTRY_BEFORE_DIRECTIVE_COMMAND: Code.ENTRY_BEFORE_DIRECTIVE_FORM,
}


@dataclass(frozen=True)
class Defaults:
    """Store the day and the speaker for rows without their own, and the words of the program."""

    on: datetime | None
    by: str | None
    words: Words


@dataclass(slots=True)
class _Reading:
    """Read the cells of a row, and collect their problems."""

    row: FormRow
    problems: list[Problem] = field(default_factory=list)

    def text(self, column: ColumnName) -> str:
        """Return the text of a cell."""
        return self.row[column].text

    def read(self, column: ColumnName, reader: Callable[[str], V]) -> V | None:
        """Return the parsed value of a cell; if it is wrong, record the problem and return None."""
        try:
            return reader(self.text(column))
        except NtmError as error:
            self.fail(error.problems, column)
            return None

    def fail(self, problems: Iterable[Problem], column: ColumnName | None = None) -> None:
        """Record problems at a cell or, by default, at the cell that each of them is about."""
        for problem in problems:
            target = column or _COLUMN.get(problem.code, "mark")
            if problem.code in _ABOUT["occurrence"] and not self.text("occurrence"):
                target = "day"  # the occurrence came from the day
            place = self.row[target].place
            code = _IN_A_FORM.get(problem.code, problem.code)
            self.problems.append(problem._replace(code=code, place=place, commands=()))

    def place(self, warning: Problem) -> Problem:
        """Return a warning with the place of the cell that it is about, if any."""
        column = _COLUMN.get(warning.code)
        if column is None:
            return warning
        code = _IN_A_FORM.get(warning.code, warning.code)
        return warning._replace(code=code, place=self.row[column].place)


class _Cells(NamedTuple):
    """Store the parsed cells of a row; the request is complete except for its `mark`."""

    mark: WordMeaning | None
    request: Request
    obstacle: str | None


@dataclass(slots=True)
class _Planned:
    """Collect what the rows would record."""

    entries: list[Entry] = field(default_factory=list)
    repeated: list[Entry] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)

    def add(self, other: _Planned) -> None:
        """Add what a row would record."""
        self.entries += other.entries
        self.repeated += other.repeated
        self.warnings += [each for each in other.warnings if each not in self.warnings]


def plan(
    document: Document, forms: Sequence[Form], defaults: Defaults, now: Moment, at: datetime
) -> Change:
    """Return the entries of all rows, in order; raise exit code 65 with all problems, if any.

    A row that is already recorded is skipped, whatever was recorded after it. A hidden sheet is
    left out, with a warning: the sender may not have seen it.
    """
    hidden = form_check.hidden_sheets(document, forms)
    forms = [form for form in forms if not form.is_hidden]
    warnings = [*hidden, *form_check.check(document, forms)]
    rows = _Rows(document, defaults, now, planning.next_stamp(document, at))
    is_empty = True
    for form in forms:
        filled, days = (
            form_check.filled_rows(document, form),
            form_check.reading_of_days(document, form, now),
        )
        for row in filled.rows:
            rows.add(row, days)
            is_empty = False
        warnings += filled.warnings
    if rows.problems:
        raise NtmError(rows.problems, Exit.DATA)
    planned = rows.planned
    if not (planned.entries or planned.repeated or planned.warnings or hidden):
        code = Code.FORM_EMPTY if is_empty else Code.FORM_NO_NEWS
        warnings.append(warning_of(code))
    return Change(planned.entries, planned.repeated, [*planned.warnings, *warnings])


class _Rows:
    """Plan the entries of a form, row by row."""

    def __init__(
        self, document: Document, defaults: Defaults, now: Moment, stamp: datetime
    ) -> None:
        self.planned = _Planned()
        self.problems: list[Problem] = []
        self._document, self._defaults, self._now, self._stamp = document, defaults, now, stamp
        self._shown = form_check.shown_names(document)
        self._wrong: set[str] = set()  # their later rows may be wrong due to an earlier one
        self._logs: dict[str, list[Entry]] = {}  # by item, as only its own entries matter
        for entry in document.progress:
            self._logs.setdefault(str(item_of(entry)), []).append(entry)

    def add(self, row: FormRow, days: FormDays) -> None:
        """Plan the entries of a row, or add to the problems."""
        reading, name = _Reading(row), row["key"].text.casefold()
        cells = self._read(reading, days)
        if cells and name not in self._wrong:
            own = self._logs.setdefault(cells.request.tasks[0], [])
            document = self._document._replace(progress=tuple(own))
            try:
                planned = _plan_row(document, cells, self._now, self._stamp)
            except NtmError as error:
                reading.fail(error.problems)
            else:
                own += planned.entries
                planned.warnings = [reading.place(warning) for warning in planned.warnings]
                self.planned.add(planned)
        if reading.problems:
            self._wrong.add(name)
            self.problems += reading.problems

    def _read(self, reading: _Reading, days: FormDays) -> _Cells | None:
        """Parse a row; return None if one of its cells is wrong."""
        document, defaults = self._document, self._defaults
        key = reading.read("key", lambda _: form_check.key_of(document, self._shown, reading.row))
        obstacle = _obstacle(reading, defaults.words)
        task = document.tasks.get(key.partition("@")[0]) if key else None
        mark = reading.read("mark", lambda text: _mark(text, task, obstacle, defaults.words))
        by, note = reading.read("by", typed_input.text), reading.read("note", typed_input.text)
        papers = reading.read("evidence", _papers)
        is_silent = mark and mark.meaning == "not done" and not (obstacle or note or papers)
        needs_day = not is_silent or bool(reading.text("amounts"))
        on = reading.read("day", lambda text: _day(text, defaults.on, days)) if needs_day else None
        if task is None:
            return None
        report = reading.read("occurrence", lambda text: _occurrence(text, task, days))
        if reading.problems:
            return None
        figures = [part for part in _APART.split(reading.text("amounts")) if part.strip()]
        request = Request(
            "note",
            [key or ""],
            on=on,
            for_names=[report] if report else (),
            amounts=figures,
            by=by or defaults.by,
            note=note,
            evidence=papers or (),
        )
        return _Cells(mark, request, obstacle)


def _plan_row(document: Document, cells: _Cells, now: Moment, stamp: datetime) -> _Planned:
    """Return the entries that a row would record."""
    planned = _Planned()
    is_denied = cells.mark is not None and cells.mark.meaning == "not done"
    if is_denied and (warning := form_check.disagreement(document, cells.request)):
        planned.warnings.append(warning)
    for request in _requests(document, cells):
        grown = document.with_entries(planned.entries)
        old = form_check.find_recorded(grown, request)
        news = form_check.note_on_additions(grown, request, old) if old else request
        if old:
            planned.repeated.append(old)
        if news:
            change = planning.plan(grown, news, now, stamp, compare_with="all")
            planned.entries += [entry._replace(at=stamp) for entry in change.entries]
            planned.repeated += change.repeated
            planned.warnings += change.warnings
    return planned


def _requests(document: Document, cells: _Cells) -> Iterator[Request]:
    """Yield the requests of a row: the obstacle first, so that a `done` of that row closes it."""
    request, mark = cells.request, cells.mark
    if mark and mark.meaning == "obstacle":
        yield request._replace(mark="obstacle", note=_join(request.note, cells.obstacle))
        return
    if cells.obstacle:
        rest = request._replace(amounts=(), evidence=()) if mark else request
        yield rest._replace(mark="obstacle", note=cells.obstacle)
    if not mark:
        return
    request = request._replace(note=_join(mark.words, request.note))
    if mark.meaning != "going on" and mark.meaning != "not done":  # noqa: PLR1714 - mypy follows it
        yield request._replace(mark=mark.meaning)
    elif mark.meaning == "going on" and form_check.is_beginning(document, request):
        yield request._replace(mark="started")
    elif request.note or request.amounts or request.evidence:
        yield request._replace(mark="note")
    elif mark.meaning == "going on":
        yield request._replace(mark="started")  # on another day, saying it again is news


def _join(*texts: str | None) -> str | None:
    return "; ".join(filter(None, texts)) or None


def _obstacle(reading: _Reading, words: Words) -> str | None:
    """Return the obstacle with its reason, or whichever of the two was written."""
    obstacle, reason = (
        reading.read("obstacle", typed_input.text),
        reading.read("reason", typed_input.text),
    )
    if obstacle and reason:
        return words.say("{obstacle}; reason: {reason}", obstacle=obstacle, reason=reason)
    return obstacle or reason


def _mark(text: str, task: Task | None, obstacle: str | None, words: Words) -> WordMeaning | None:
    if not text and obstacle:
        return None
    mark = form_cells.meaning_of(text, task)
    if mark is None:
        known = ", ".join(form_cells.mark_words(words))
        raise usage(Code.UNKNOWN_MARK if text else Code.NO_MARK, value=text, known=known)
    return mark


def _day(text: str, default: datetime | None, days: FormDays) -> datetime:
    on = form_cells.moment(text, days) if text else default
    if on is None:
        raise usage(Code.NO_DAY)
    return on


def _occurrence(text: str, task: Task, days: FormDays) -> date | Period | None:
    """Parse which occurrence of a duty a row is about."""
    if not text:
        return None
    if not task.repeat:
        raise usage(Code.OCCURRENCE_UNUSED, task=task.id)
    try:
        return periods.parse(text) or form_cells.moment(text, days._replace(last=date.max)).date()
    except NtmError as error:
        from ntmtrack.directive import mistaken_deadlines

        raise mistaken_deadlines.without_year(text, error) from None


def _papers(text: str) -> list[str]:
    papers = map(typed_input.text, _APART.split(text))
    return list(dict.fromkeys(filter(None, papers)))
