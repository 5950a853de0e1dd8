"""The form that clerks fill in: its columns, its marks, and the rows that came back."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from itertools import islice
from typing import TYPE_CHECKING
from typing import Literal
from typing import NamedTuple

from ntmtrack import wording
from ntmtrack.directive import names
from ntmtrack.directive.model import MarkName
from ntmtrack.recording.sheets import Grid
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
_FIRST: tuple[ColumnName, ...] = ("key", "mark")  # a sheet that has them is meant as a form
_HEAD_ROWS = 50  # the headings stand in one of the first rows


class Filled(NamedTuple):
    """Hold what stands in a cell of a row, and where that is."""

    text: str
    place: Place


Row = Mapping[ColumnName, Filled]


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
        said = [Words(language).say(MARKS[mark]) for language in LANGUAGES]
        short = [mark_word(mark, Words(language)) for language in LANGUAGES]
        spoken = SPOKEN.get(mark, ())
        if names.fold(text) in map(names.fold, (mark, *said, *short, *spoken)):
            return mark
    return None


def rows(grids: Sequence[Grid], words: Words) -> list[Row]:
    """Give the rows in which something was filled in, of every sheet that is a form.

    Raises exit 65 where none is, or where a heading is missing or stands twice.
    """
    forms = [(grid, *found) for grid in grids if (found := _headings(grid))]
    problems = [one for form in forms for one in _wrong_headings(*form, words)]
    if not forms:
        problems = [
            Problem(wording.Code.NOT_A_FORM, Place(grids[0].file, 1, 1), _known(HEADINGS, words))
        ]
    if problems:
        raise NtmError(problems, Exit.DATA)
    return [row for form in forms for row in _rows(*form)]


def _headings(grid: Grid) -> tuple[int, list[ColumnName | None]] | None:
    """Find the row of headings, and what stands below each of them."""
    for at, row in enumerate(islice(grid.rows, _HEAD_ROWS)):
        found = [_column(text) for text in row]
        if set(_FIRST) <= set(found):
            return at, found
    return None


def _column(heading: str) -> ColumnName | None:
    """Give the column that a heading names, in any language."""
    for column in HEADINGS:
        if any(
            names.fold(heading) == names.fold(heading_word(column, Words(one))) for one in LANGUAGES
        ):
            return column
    return None


def _wrong_headings(
    grid: Grid, at: int, columns: Sequence[ColumnName | None], words: Words
) -> Iterator[Problem]:
    if missing := [one for one in HEADINGS if one not in columns]:
        yield Problem(wording.Code.MISSING_HEADING, grid.place(at, 0), _known(missing, words))
    for index, column in enumerate(columns):
        if column and column in columns[:index]:
            value = heading_word(column, words)
            yield Problem(wording.Code.DOUBLED_HEADING, grid.place(at, index), {"value": value})


def _known(columns: Iterable[ColumnName], words: Words) -> Values:
    return {"known": tuple([heading_word(one, words) for one in columns])}


def _rows(grid: Grid, at: int, columns: Sequence[ColumnName | None]) -> Iterator[Row]:
    for index in range(at + 1, len(grid.rows)):
        cells = grid.rows[index]
        row = {
            column: Filled(_cell(cells, place), grid.place(index, place))
            for place, column in enumerate(columns)
            if column
        }
        if any(filled.text for column, filled in row.items() if column != "key"):
            yield row


def _cell(cells: Sequence[str], at: int) -> str:
    return cells[at].replace("\r\n", "\n").strip() if at < len(cells) else ""
