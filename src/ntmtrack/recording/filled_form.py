"""The form that clerks fill in: its columns, the facts in its head, and the rows that came back."""

from __future__ import annotations

import re
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING
from typing import Literal

from ntmtrack import wording
from ntmtrack.directive import names
from ntmtrack.recording.grid import Grid
from ntmtrack.wording.problem import Exit
from ntmtrack.wording.problem import NtmError
from ntmtrack.wording.problem import Place
from ntmtrack.wording.problem import Problem
from ntmtrack.wording.words import LANGUAGES
from ntmtrack.wording.words import NP_
from ntmtrack.wording.words import Words

if TYPE_CHECKING:
    from ntmtrack.wording.problem import Values


FORM = "form"
ColumnName = Literal[
    "key",
    "due",
    "occurrence",
    "mark",
    "day",
    "amounts",
    "obstacle",
    "reason",
    "evidence",
    "by",
    "note",
]
# The columns that are read, with their headings; all but the first two are to be filled in.
HEADINGS: dict[ColumnName, str] = {
    "key": NP_("form", "Id"),
    "due": NP_("form", "Due"),
    "occurrence": NP_("form", "Occurrence"),
    "mark": NP_("form", "What to record"),
    "day": NP_("form", "Day"),
    "amounts": NP_("form", "Figures"),
    "obstacle": NP_("form", "Obstacle"),
    "reason": NP_("form", "Reason"),
    "evidence": NP_("form", "Evidence"),
    "by": NP_("form", "Reported by"),
    "note": NP_("form", "Note"),
}
TO_FILL: tuple[ColumnName, ...] = tuple(HEADINGS)[2:]
# Other headings for these columns, used by people or by earlier forms.
_ALSO: dict[ColumnName, tuple[str, ...]] = {
    "due": ("Hạn",),
    "obstacle": ("Khó khăn", "Vướng mắc"),
    "reason": ("Lý do",),
    "evidence": ("Minh chứng",),
    "by": ("Người báo", "Người báo cáo"),
}
# Columns that describe a row's item in words, beside its key.
ShownName = Literal["task", "where", "answers"]
_SHOWN: dict[ShownName, str] = {"task": "Task", "where": "Where", "answers": "Lead"}
# Columns of a form that only people read, not we.
_FOR_PEOPLE = (*_SHOWN.values(), "Deadline set in", "Status", "Product", "Figures to report")
_NEEDED: tuple[ColumnName, ...] = ("key", "mark")
_ENOUGH = 3  # headings enough to recognize a form whose key or mark column was lost
_HEAD_ROWS = 50  # the headings must be within the first rows
_COLUMN_NUMBER = re.compile(r"\(?[0-9]{1,2}\)?")
FactName = Literal["number", "issued", "issuer", "made"]
FACTS: dict[FactName, str] = {
    "number": NP_("form", "Directive"),
    "issued": NP_("form", "Issued on"),
    "issuer": NP_("form", "Issued by"),
    "made": NP_("form", "Form made on"),
}
# The title of old forms, which had no such lines.
_OLD_TITLE = re.compile(r".* (?P<number>\S*\d\S*/\S+) (?:ngày|of) (?P<issued>\d\d/\d\d/\d{4}): .*")


@dataclass(frozen=True)
class FormCell:
    """Store the text of a cell and its place."""

    text: str
    place: Place


@dataclass(frozen=True)
class FormRow:
    """Refer to a row of a sheet; its cells are read on demand."""

    grid: Grid
    index: int
    places: Mapping[ColumnName, int]
    shown: Mapping[ShownName, int]

    def __getitem__(self, column: ColumnName) -> FormCell:
        """Return the cell of a column; for a deleted column, an empty cell at the key's place."""
        if column in self.places:
            return _cell(self.grid, self.index, self.places[column])
        return FormCell("", self["key"].place)

    def shown_text(self, column: ShownName) -> str:
        """Return the text of a column that describes the item; empty if the column was deleted."""
        if column not in self.shown:
            return ""
        return _cell(self.grid, self.index, self.shown[column]).text

    @property
    def texts(self) -> Sequence[str]:
        """Return all texts in the row."""
        return [text.strip() for text in self.grid.rows[self.index] if text.strip()]

    @property
    def is_filled(self) -> bool:
        """Return whether the row says more than who reports, and about which occurrence."""
        columns = (column for column in TO_FILL if column not in ("occurrence", "by"))
        return any(self[column].text for column in columns)


@dataclass(frozen=True)
class Form:
    """Represent a form that came back: the facts in its head, and all rows with a text."""

    facts: Mapping[FactName, FormCell]
    rows: Sequence[FormRow]
    is_csv: bool
    is_hidden: bool = False


def heading_word(column: ColumnName, words: Words) -> str:
    """Return the heading of a column."""
    return words.say_in(FORM, HEADINGS[column])


def fact_word(fact: FactName, words: Words) -> str:
    """Return the name of a line in the head."""
    return words.say_in(FORM, FACTS[fact])


def forms(grids: Sequence[Grid], words: Words) -> list[Form]:
    """Return every sheet that is a form, hidden ones last.

    Raises an error with exit code 65 if no sheet is a form, or if a visible form has a missing,
    unknown or repeated heading.
    """
    visible = [grid for grid in grids if not grid.is_hidden]
    sheets = _with_headings(visible, _has_needed) or _with_headings(visible, _has_enough)
    hidden = _with_headings([grid for grid in grids if grid.is_hidden], _has_needed)
    problems = [problem for sheet in sheets for problem in _wrong_headings(*sheet, words)]
    if not (sheets or hidden):
        place = Place(grids[0].file, 1, 1)
        problems = [Problem(wording.Code.NOT_A_FORM, place, _known(_NEEDED, words))]
    if problems:
        raise NtmError(problems, Exit.DATA)
    return [
        Form(_facts(grid, head), list(_rows(grid, head, columns)), grid.is_csv, grid.is_hidden)
        for grid, head, columns in (*sheets, *hidden)
    ]


def _with_headings(
    grids: Sequence[Grid], fits: Callable[[AbstractSet[object]], bool]
) -> list[tuple[Grid, int, list[ColumnName | None]]]:
    """Return the sheets with a row of headings, its index, and the column that each cell names."""
    sheets: list[tuple[Grid, int, list[ColumnName | None]]] = []
    for grid in grids:
        for index, row in enumerate(islice(grid.rows, _HEAD_ROWS)):
            columns = [_column(text) for text in row]
            if fits(set(columns) - {None}):
                sheets.append((grid, index, columns))
                break
    return sheets


def _has_needed(columns: AbstractSet[object]) -> bool:
    return set(_NEEDED) <= columns


def _has_enough(columns: AbstractSet[object]) -> bool:
    return len(columns) >= _ENOUGH


def _column(heading: str) -> ColumnName | None:
    """Return the column that a heading names, in any language."""
    return _spellings().get(names.fold(heading))


@cache
def _spellings() -> Mapping[str, ColumnName]:
    """Return the column for each of its headings, folded."""
    return {
        names.fold(spelling): column
        for column in HEADINGS
        for spelling in (
            *(heading_word(column, Words(language)) for language in LANGUAGES),
            *_ALSO.get(column, ()),
        )
    }


def _is_one_of(text: str, spellings: Iterable[str]) -> bool:
    return names.fold(text) in map(names.fold, spellings)


def _wrong_headings(
    grid: Grid, head: int, columns: Sequence[ColumnName | None], words: Words
) -> Iterator[Problem]:
    """Yield the problems of the headings.

    A deleted column is a problem only if another column with an unknown heading might be it.
    """
    missing = [column for column in HEADINGS if column not in columns]
    if needed := [column for column in _NEEDED if column in missing]:
        yield Problem(wording.Code.MISSING_HEADING, grid.place(head, 0), _known(needed, words))
    elif missing and (unknown := _unknown_column(grid, head, columns)) is not None:
        values: Values = {"value": grid.text(head, unknown), **_known(missing, words)}
        yield Problem(wording.Code.UNKNOWN_HEADING, grid.place(head, unknown), values)
    for index, column in enumerate(columns):
        if column and column in columns[:index]:
            value = heading_word(column, words)
            yield Problem(wording.Code.DOUBLED_HEADING, grid.place(head, index), {"value": value})


def _unknown_column(grid: Grid, head: int, columns: Sequence[ColumnName | None]) -> int | None:
    """Return the index of a column with content but a heading that no form has, or None."""
    people = [Words(language).say(heading) for heading in _FOR_PEOPLE for language in LANGUAGES]
    for index, column in enumerate(columns):
        if column or _is_one_of(grid.text(head, index), people):
            continue
        if any(grid.text(row, index).strip() for row in range(head + 1, len(grid.rows))):
            return index
    return None


def _known(columns: Iterable[ColumnName], words: Words) -> Values:
    return {"known": tuple([heading_word(column, words) for column in columns])}


def _facts(grid: Grid, head: int) -> Mapping[FactName, FormCell]:
    """Read the lines above the headings, each a name and a value."""
    facts: dict[FactName, FormCell] = {}
    for index in range(head):
        cells = [
            cell for at in range(len(grid.rows[index])) if (cell := _cell(grid, index, at)).text
        ]
        if not cells:
            continue
        name, *values = cells
        if (fact := _fact(name.text)) and values:
            facts.setdefault(fact, values[0])
        elif match := _OLD_TITLE.fullmatch(name.text):
            facts["number"] = FormCell(match["number"], name.place)
            facts["issued"] = FormCell(match["issued"], name.place)
    return facts


def _fact(name: str) -> FactName | None:
    for fact in FACTS:
        if _is_one_of(name, (fact_word(fact, Words(language)) for language in LANGUAGES)):
            return fact
    return None


def _rows(grid: Grid, head: int, columns: Sequence[ColumnName | None]) -> Iterator[FormRow]:
    """Yield the rows with text below the headings, except repeated headings and column numbers."""
    places = {column: at for at, column in enumerate(columns) if column}
    shown_columns = _shown_columns(grid, head)
    for index in range(head + 1, len(grid.rows)):
        row = FormRow(grid, index, places, shown_columns)
        is_heading = all(_column(row[column].text) == column for column in _NEEDED)
        if not is_heading and not all(map(_COLUMN_NUMBER.fullmatch, row.texts)):
            yield row


def _shown_columns(grid: Grid, head: int) -> Mapping[ShownName, int]:
    """Return the columns that describe a row's item; of two with one name, the first."""
    return {
        name: at
        for at in reversed(range(len(grid.rows[head])))
        for name, heading in _SHOWN.items()
        if _is_one_of(grid.text(head, at), (Words(lang).say(heading) for lang in LANGUAGES))
    }


def _cell(grid: Grid, row: int, column: int) -> FormCell:
    text = grid.text(row, column).replace("\r\n", "\n").strip()
    return FormCell(text, grid.place(row, column))
