"""Workbooks: real dates and numbers, and texts that no spreadsheet takes for anything else.

XlsxWriter makes all parts of a workbook except the rows of its sheets: it makes about thirty calls
for each cell, which took most of the time. We write each row as one text to a temporary folder
before making the next, so that memory does not grow with the rows. The same sheets give the same
bytes.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from datetime import datetime
from datetime import time
from functools import cache
from functools import lru_cache
from html import escape
from pathlib import Path
from textwrap import wrap
from typing import IO
from typing import TYPE_CHECKING
from typing import Any
from typing import Literal

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_col_to_name

from ntmtrack.render.archive import rewrite
from ntmtrack.render.sheet_columns import FILTER
from ntmtrack.render.sheet_columns import CellPlace
from ntmtrack.render.sheet_columns import SheetColumns
from ntmtrack.render.sheet_columns import share
from ntmtrack.reports.tables import Block
from ntmtrack.reports.tables import Bullets
from ntmtrack.reports.tables import Cell
from ntmtrack.reports.tables import CellValue
from ntmtrack.reports.tables import Column
from ntmtrack.reports.tables import Facts
from ntmtrack.reports.tables import Paragraph
from ntmtrack.reports.tables import Role
from ntmtrack.reports.tables import Section
from ntmtrack.reports.tables import Sheet
from ntmtrack.reports.tables import Table
from ntmtrack.reports.tables import number_sections
from ntmtrack.reports.tables import only_table
from ntmtrack.reports.tables import with_asides
from ntmtrack.storage import new_files
from ntmtrack.wording.clean import clean
from ntmtrack.wording.words import Words

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet


Use = Literal["value", "fact", "to-fill", "heading", "sentence"]  # the purpose of a cell
LONGEST_TEXT = 32_767  # the limit of a cell, in UTF-16 code units
_LINE = 16.5  # the height of a line, in points
_HIGHEST = 408.75  # the greatest height of a row, in points: 545 pixels
_DAY, _MINUTE = "dd/mm/yyyy", "dd/mm/yyyy hh:mm"
# The beginning of `_x0041_` and the like, which a spreadsheet would read as a control character.
# The underscore at the end of one may begin the next, so it is only looked ahead at.
_LIKE_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_DAY_ZERO = datetime(1899, 12, 30)  # spreadsheets believe that 1900 had a 29 February
_FIRST_RIGHT = datetime(1900, 3, 1)
_FONT = {"font_name": "Times New Roman", "font_size": 12, "valign": "top", "text_wrap": True}
_LINES = {"border": 1, "border_color": "#A6A6A6"}
_LOOKS: dict[Role, dict[str, object]] = {
    "plain": {},
    "title": {"bold": True, "font_size": 14},
    "head": {"bold": True},
    "total": {"bold": True},
    "id": {"font_color": "#1F4E79"},
    "good": {"font_color": "#0B5D1E", "bg_color": "#E2F0D9"},
    "bad": {"font_color": "#9C0006", "bg_color": "#FFD9DC", "bold": True},
    "warn": {"font_color": "#6B4F00", "bg_color": "#FFF2CC"},
    "quiet": {"font_color": "#595959"},
}
_USES: dict[Use, dict[str, object]] = {
    "value": {},
    "fact": {"align": "left"},  # it may span columns of a table
    "to-fill": {"bg_color": "#FFFDE7"},
    "heading": {"bold": True, "bg_color": "#D9E2F3", "align": "center", "valign": "vcenter"},
    "sentence": {},
}
_CREATED = datetime(2000, 1, 1)  # fixed, so that the same report gives the same bytes
_A4 = 9
_HIDDEN = {"hidden": True}
_PIECE = 65_536  # bytes of rows read at a time
_ROWS = re.compile(rb"<sheetData/>|<sheetData>.*</sheetData>", re.DOTALL)
_AREA = re.compile(rb'<dimension ref="[^"]*"/>')


class SheetRows:
    """Write rows to a file, one after another, and count them.

    `style` returns the number of a style for a role, a use and a number format.
    """

    def __init__(self, file: IO[str], columns: int, style: Callable[[Role, Use, str], int]) -> None:
        self._file, self._style = file, style
        self._columns = [xl_col_to_name(at) for at in range(columns)]
        self._last = 0
        self.count = 0

    def write(self, row: Sequence[Cell], uses: Sequence[Use], places: Sequence[CellPlace]) -> None:
        """Write a row, as high as its texts need, because not every program works that out.

        The characters of our font are a little narrower than those in which widths are measured.
        """
        number = self.count = self._last = self.count + 1
        columns = self._columns
        written: list[str] = []
        lines = 1
        for cell, use, (first, last, characters) in zip(row, uses, places, strict=True):
            value, number_format = cell.value, ""
            if isinstance(value, str):
                if len(value) > characters > 0:
                    lines = max(lines, _lines(value, characters * 11 // 10))
            elif isinstance(value, date):
                number_format = (
                    _MINUTE if isinstance(value, datetime) and value.time() != time() else _DAY
                )
            style = self._style(cell.role, use, number_format)
            written.append(f'<c r="{columns[first]}{number}" s="{style}"{_content(value)}')
            if last > first:
                others = columns[first + 1 : last + 1]
                written += [f'<c r="{column}{number}" s="{style}"/>' for column in others]
        height = min(_LINE * lines, _HIGHEST)
        start = f'<row r="{number}" ht="{height:g}" customHeight="1">'
        self._file.write(f"{start}{''.join(written)}</row>")

    def skip(self) -> None:
        """Leave an empty row."""
        self.count += 1

    @property
    def area(self) -> str:
        """Return the area of the rows, such as A1:F20."""
        return f"A1:{self._columns[-1]}{self._last}" if self._last else "A1"


@dataclass(slots=True)
class _SheetWriter:
    """Hold a sheet that is being written, with its columns and rows."""

    sheet: Worksheet
    columns: SheetColumns
    rows: SheetRows


def render(blocks: Sequence[Block], words: Words) -> bytes:
    """Return a report as a workbook with one sheet."""
    return render_sheets([Sheet(words.say("Report"), blocks)], words)


def render_sheets(sheets: Iterable[Sheet], words: Words) -> bytes:
    """Return sheets as a workbook."""
    out = io.BytesIO()
    with new_files.temporary_folder() as folder:
        book = Workbook(out, {"in_memory": True})
        areas = _fill(book, sheets, folder, words)
        book.close()

        def pieces(part: str, content: bytes) -> Iterator[bytes]:
            if part not in areas:
                yield content
                return
            before, after = _ROWS.split(content)
            yield _AREA.sub(f'<dimension ref="{areas[part]}"/>'.encode(), before)
            yield b"<sheetData>"
            with (folder / Path(part).name).open("rb") as rows:
                while some := rows.read(_PIECE):
                    yield some
            yield b"</sheetData>" + after

        return rewrite(out, pieces)


def _fill(book: Workbook, sheets: Iterable[Sheet], folder: Path, words: Words) -> dict[str, str]:
    """Add sheets to a workbook, write their rows to a folder, and return the area of each part."""
    book.set_properties({"created": _CREATED})

    @cache
    def style(role: Role, use: Use, number_format: str) -> int:
        looks = {**_FONT, **({} if use == "sentence" else _LINES), **_LOOKS[role]}
        looks |= {"num_format": number_format, "align": "center"} if number_format else {}
        cell_format: Any = book.add_format(looks | _USES[use])
        return int(cell_format._get_xf_index())  # noqa: SLF001 - the number has no other name

    areas = {}
    for number, sheet in enumerate(sheets, 1):
        worksheet = book.add_worksheet(sheet.name)
        blocks = with_asides(sheet.blocks)
        part = f"xl/worksheets/sheet{number}.xml"
        with (folder / Path(part).name).open("w", encoding="utf-8") as file:
            columns = share(blocks, words)
            rows = SheetRows(file, len(columns.characters), style)
            _write(_SheetWriter(worksheet, columns, rows), blocks)
        areas[part] = rows.area
        _set_up_printing(worksheet, words)
    return areas


def _write(writer: _SheetWriter, blocks: Sequence[Block]) -> None:
    """Write blocks below one another; a single table gets a filter and frozen headings."""
    only = only_table(blocks)
    for at, characters in enumerate(writer.columns.characters):
        writer.sheet.set_column(at, at, characters or None, None, {} if characters else _HIDDEN)
    # `number_sections` drops a table without rows, which a report that is one table keeps.
    for number, block in [("", block) for block in blocks] if only else number_sections(blocks):
        if isinstance(block, Paragraph):
            _sentence(writer, block.text, block.role)
        elif isinstance(block, Section):
            _sentence(writer, f"{number}. {block.title}", "title")
        elif isinstance(block, Bullets):
            for item in block.items:
                _sentence(writer, f"– {item}", "plain")
        elif isinstance(block, Facts):
            _facts(writer, block)
        else:
            top = _table(writer, block)
            if block is only or any(column.hint for column in block.columns):
                _add_filter(writer, block, top)
            writer.rows.skip()


def _sentence(writer: _SheetWriter, text: str, role: Role) -> None:
    """Write a sentence across all columns, on as many lines as it needs."""
    _row(writer, [Cell(text, role)], ["sentence"], [writer.columns.whole])


def _facts(writer: _SheetWriter, facts: Facts) -> None:
    _sentence(writer, facts.title, "head")
    for name, cell in facts.pairs:
        _row(writer, [Cell(name, "head"), cell], ["value", "fact"], writer.columns.places(facts))
    writer.rows.skip()


def _table(writer: _SheetWriter, table: Table) -> int:
    """Write a table, and return the row number of its headings, counted from 0."""
    if table.title:
        _sentence(writer, table.title, "head")
    top = writer.rows.count
    headings = [Cell(column.heading, "head") for column in table.columns]
    places = writer.columns.places(table)
    room = [place._replace(characters=place.characters - FILTER) for place in places]
    _row(writer, headings, ["heading"] * len(headings), room)
    uses: list[Use] = ["to-fill" if column.hint else "value" for column in table.columns]
    for row in table.rows:
        _row(writer, row, uses, places)
    for (at, *_), column in zip(places, table.columns, strict=True):
        if column.hint and table.rows:
            writer.sheet.data_validation(
                top + 1, at, writer.rows.count - 1, at, _validation(column)
            )
    return top


def _add_filter(writer: _SheetWriter, table: Table, top: int) -> None:
    """Add a filter to a table that was just written, and freeze its headings."""
    writer.sheet.freeze_panes(top + 1, table.keys)
    writer.sheet.autofilter(top, 0, writer.rows.count - 1, len(table.columns) - 1)
    writer.sheet.repeat_rows(top)


def _validation(column: Column) -> dict[str, object]:
    """Return the settings that show a column's hint in a spreadsheet, and its choices."""
    hint = {"input_title": column.heading, "input_message": column.hint}
    if not column.choices:
        return {"validate": "any", **hint}
    return {"validate": "list", "source": list(column.choices), **hint}


def _row(
    writer: _SheetWriter, row: Sequence[Cell], uses: Sequence[Use], places: Sequence[CellPlace]
) -> None:
    """Write a row, merging the columns of each cell that spans several."""
    at = writer.rows.count
    for first, last, _ in places:
        if last > first:
            writer.sheet.merge_range(at, first, at, last, "")
    writer.rows.write(row, uses, places)


def _set_up_printing(sheet: Worksheet, words: Words) -> None:
    """Set a sheet up to print on A4 in landscape, one page wide."""
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.set_margins(left=0.3, right=0.3, top=0.4, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&C" + words.say("Page {page} of {pages}", page="&P", pages="&N"))


@lru_cache(maxsize=1024)
def _lines(text: str, characters: int) -> int:
    """Count the lines that a text takes; most texts in the rows of one task are the same."""
    return len(wrap(text, characters))


@lru_cache(maxsize=1024)
def _content(value: CellValue) -> str:
    """Return what follows the position and the style in the XML of a cell; many cells are alike."""
    if value is None or value == "":
        return "/>"
    if isinstance(value, str):
        text = _LIKE_ESCAPED.sub("_x005F_", _cut(clean(value)))
        space = ' xml:space="preserve"' if text.strip() != text else ""
        return f' t="inlineStr"><is><t{space}>{escape(text, quote=False)}</t></is></c>'
    number = _days(value) if isinstance(value, date) else float(value)
    return f"><v>{number:.16G}</v></c>"


def _days(value: date) -> float:
    """Return the days up to a date or moment as spreadsheets count them."""
    if not isinstance(value, datetime):
        value = datetime(value.year, value.month, value.day)
    passed = value - _DAY_ZERO
    return passed.days - (value < _FIRST_RIGHT) + passed.seconds / 86_400


def _cut(text: str) -> str:
    """Cut a text to the limit of a cell; a character takes one or two code units."""
    if 2 * len(text) <= LONGEST_TEXT:
        return text
    units = text.encode("utf-16-le")
    if len(units) <= 2 * LONGEST_TEXT:
        return text
    return units[: 2 * (LONGEST_TEXT - 1)].decode("utf-16-le", "ignore") + "…"
