"""The form that clerks fill in: its columns, its marks, and the rows that came back filled in."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING
from typing import Literal

from ntmtrack import wording
from ntmtrack.directive import names
from ntmtrack.directive.model import MarkName
from ntmtrack.recording.grid import Grid
from ntmtrack.wording.problem import Exit
from ntmtrack.wording.problem import NtmError
from ntmtrack.wording.problem import Place
from ntmtrack.wording.problem import Problem
from ntmtrack.wording.words import LANGUAGES
from ntmtrack.wording.words import MARKS
from ntmtrack.wording.words import NP_
from ntmtrack.wording.words import SPOKEN
from ntmtrack.wording.words import Words

if TYPE_CHECKING:
    from ntmtrack.wording.problem import Values


FORM = "form"
ColumnName = Literal["key", "mark", "day", "amounts", "by", "note"]
HEADINGS: dict[ColumnName, str] = {
    "key": NP_("form", "Id"),
    "mark": NP_("form", "What to record"),
    "day": NP_("form", "Day"),
    "amounts": NP_("form", "Figures"),
    "by": NP_("form", "Reported by"),
    "note": NP_("form", "Note"),
}
# What a row may say; what needs more than a row has, such as a new deadline, needs its command.
FORM_MARKS: tuple[MarkName, ...] = ("done", "started", "note", "obstacle", "nothing", "excused")
_NEEDED: tuple[ColumnName, ...] = ("key", "mark")  # a sheet that has these is meant as a form
_HEAD_ROWS = 50  # the headings stand in one of the first rows


@dataclass(frozen=True)
class FormCell:
    """Hold what stands in a cell of a row, and where that is."""

    text: str
    place: Place


FormRow = Mapping[ColumnName, FormCell]


def heading_word(column: ColumnName, words: Words) -> str:
    """Give what a column is called."""
    return words.say_in(FORM, HEADINGS[column])


def mark_word(mark: MarkName, words: Words) -> str:
    """Give the word for a mark that a form offers: a list of words cannot have commas in them."""
    return words.say(MARKS[mark]).partition(",")[0]


def mark_words(words: Words) -> list[str]:
    """List the words for all marks of a form."""
    return [mark_word(mark, words) for mark in FORM_MARKS]


def mark_of(text: str) -> MarkName | None:
    """Give the mark that a word means, in any language and with accents or without."""
    for mark in FORM_MARKS:
        full = [Words(language).say(MARKS[mark]) for language in LANGUAGES]
        short = [mark_word(mark, Words(language)) for language in LANGUAGES]
        spoken = SPOKEN.get(mark, ())
        if names.fold(text) in map(names.fold, (mark, *full, *short, *spoken)):
            return mark
    return None


def rows(grids: Sequence[Grid], words: Words) -> list[FormRow]:
    """Give the rows in which something was filled in, of every sheet that is a form.

    Raises exit 65 where none is, or where a heading is missing or stands twice.
    """
    forms = [(grid, *headings) for grid in grids if (headings := _find_headings(grid))]
    problems = [problem for form in forms for problem in _wrong_headings(*form, words)]
    if not forms:
        problems = [
            Problem(wording.Code.NOT_A_FORM, Place(grids[0].file, 1, 1), _known(HEADINGS, words))
        ]
    if problems:
        raise NtmError(problems, Exit.DATA)
    return [row for form in forms for row in _rows(*form)]


def _find_headings(grid: Grid) -> tuple[int, list[ColumnName | None]] | None:
    """Find the row of headings, and the column that each cell of it names."""
    for index, row in enumerate(islice(grid.rows, _HEAD_ROWS)):
        columns = [_column(text) for text in row]
        if set(_NEEDED) <= set(columns):
            return index, columns
    return None


def _column(heading: str) -> ColumnName | None:
    """Give the column that a heading names, in any language."""
    for column in HEADINGS:
        spellings = (heading_word(column, Words(language)) for language in LANGUAGES)
        if names.fold(heading) in map(names.fold, spellings):
            return column
    return None


def _wrong_headings(
    grid: Grid, head: int, columns: Sequence[ColumnName | None], words: Words
) -> Iterator[Problem]:
    if missing := [column for column in HEADINGS if column not in columns]:
        yield Problem(wording.Code.MISSING_HEADING, grid.place(head, 0), _known(missing, words))
    for index, column in enumerate(columns):
        if column and column in columns[:index]:
            value = heading_word(column, words)
            yield Problem(wording.Code.DOUBLED_HEADING, grid.place(head, index), {"value": value})


def _known(columns: Iterable[ColumnName], words: Words) -> Values:
    return {"known": tuple([heading_word(column, words) for column in columns])}


def _rows(grid: Grid, head: int, columns: Sequence[ColumnName | None]) -> Iterator[FormRow]:
    """Give the rows below the headings that have more than an id."""
    for index in range(head + 1, len(grid.rows)):
        texts = grid.rows[index]
        row = {
            column: FormCell(_text(texts, place), grid.place(index, place))
            for place, column in enumerate(columns)
            if column
        }
        if any(cell.text for column, cell in row.items() if column != "key"):
            yield row


def _text(texts: Sequence[str], index: int) -> str:
    return texts[index].replace("\r\n", "\n").strip() if index < len(texts) else ""
