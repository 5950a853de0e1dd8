"""A document as it arrived, as plain values: paragraphs and tables in order, with their places."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from ntmtrack.wording.problem import Problem


class SourcePlace(NamedTuple):
    """Say where something stands: which paragraph, or which row of which table or sheet.

    All count from 1, paragraphs and tables each through the whole document; 0 or an empty name
    where that says nothing. `line` is of plain text, `page` of a PDF.
    """

    paragraph: int = 0
    table: int = 0
    sheet: str = ""
    row: int = 0
    column: int = 0
    page: int = 0
    line: int = 0


class TextParagraph(NamedTuple):
    """Hold a paragraph. Its text is NFC, with single blanks and no line breaks.

    `number` is what Word or the text itself counts it with, as printed (`1.`, `3.12`, `a)`, `-`),
    which `text` does not repeat; `level` is the depth of that list or heading, from 1.
    """

    text: str
    place: SourcePlace
    number: str = ""
    level: int = 0
    is_heading: bool = False
    is_bold: bool = False


class TableCell(NamedTuple):
    """Hold a cell. The lines of its text are parted by line breaks.

    `day` is set where the file itself says that the cell is a date. `continues` tells that the
    cell is covered by a merged one, whose text it repeats. `numbered` is the day that a number
    would show if the sheet took it for a date.
    """

    text: str
    day: date | None = None
    continues: bool = False
    numbered: date | None = None


class TableRow(NamedTuple):
    """Hold a row of a table: as many cells as the table has columns."""

    cells: tuple[TableCell, ...]
    place: SourcePlace


class SourceTable(NamedTuple):
    """Hold a table, or a sheet; one that goes on over several pages is one table."""

    rows: tuple[TableRow, ...]
    place: SourcePlace


class SourceDocument(NamedTuple):
    """Hold a document: its file's name, and its paragraphs and tables in the order of reading.

    `warnings` tell what was left out, for people who look for it.
    """

    name: str
    blocks: tuple[TextParagraph | SourceTable, ...]
    warnings: tuple[Problem, ...] = ()
