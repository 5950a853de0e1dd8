"""Workbooks: real days and numbers, and texts that no spreadsheet takes for anything else.

The same sheets give the same bytes. Each row is written, to a temporary folder, before the next
one is made, so that memory does not grow with them: rows are only ever added below.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from datetime import datetime
from datetime import time
from functools import cache
from functools import lru_cache
from textwrap import wrap
from typing import TYPE_CHECKING
from typing import Any
from typing import Literal

from xlsxwriter import Workbook
from xlsxwriter.exceptions import FileCreateError

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
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet


LONGEST_TEXT = 32_767  # what a cell holds, in units of UTF-16
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
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
# What a cell is on the sheet, and what it looks like besides its role.
_Use = Literal["value", "to-fill", "heading", "sentence"]
_USES: dict[_Use, dict[str, object]] = {
    "value": {},
    "to-fill": {"bg_color": "#FFFDE7"},
    "heading": {"bold": True, "bg_color": "#D9E2F3", "align": "center", "valign": "vcenter"},
    "sentence": {},
}
_CREATED = datetime(2000, 1, 1)  # a fixed one: with the clock, no two workbooks would be the same
_DAY, _MINUTE = "dd/mm/yyyy", "dd/mm/yyyy hh:mm"
_A4 = 9
_HIDDEN = {"hidden": True}
_LINE = 16.5  # the height of a line, in points
_HIGHEST = 409  # points that a row may have


@dataclass(slots=True)
class _SheetWriter:
    """Hold a sheet that is being written, and the row that comes next."""

    sheet: Worksheet
    style: Callable[[Role, _Use, str], Format]
    columns: SheetColumns
    row: int = 0


def render(blocks: Sequence[Block], words: Words) -> bytes:
    """Write a report as a workbook of one sheet."""
    return render_sheets([Sheet(words.say("Report"), blocks)], words)


def render_sheets(sheets: Iterable[Sheet], words: Words) -> bytes:
    """Write sheets as a workbook."""
    out = io.BytesIO()
    with new_files.temporary_folder() as folder:
        book = Workbook(out, {**_OPTIONS, "tmpdir": str(folder)})
        try:
            _fill(book, sheets, words)
            book.close()
        except FileCreateError as error:
            raise error.args[0] from None  # the OSError that XlsxWriter wrapped
        finally:
            _close(book)
    return out.getvalue()


def _close(book: Workbook) -> None:
    """Close the files of rows, which XlsxWriter leaves open where something goes wrong."""
    for sheet in book.worksheets():
        rows: Any = sheet.row_data_fh
        rows.close()


def _fill(book: Workbook, sheets: Iterable[Sheet], words: Words) -> None:
    book.set_properties({"created": _CREATED})

    @cache
    def style(role: Role, use: _Use, number_format: str) -> Format:
        looks = {**_FONT, **({} if use == "sentence" else _LINES), **_LOOKS[role]}
        looks |= {"num_format": number_format, "align": "center"} if number_format else {}
        return book.add_format(looks | _USES[use])

    for sheet in sheets:
        worksheet = book.add_worksheet(sheet.name)
        blocks = with_asides(sheet.blocks)
        writer = _SheetWriter(worksheet, style, share(blocks, words))
        _write(writer, blocks)
        _set_up_printing(worksheet, words)


def _write(writer: _SheetWriter, blocks: Sequence[Block]) -> None:
    """Write blocks below one another; a single table can be filtered, and its headings stay."""
    only = only_table(blocks)
    for at, letters in enumerate(writer.columns.letters):
        writer.sheet.set_column(at, at, letters or None, None, {} if letters else _HIDDEN)
    # `number_sections` leaves a table without rows out, which a report that is one table keeps.
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
            writer.row += 1


def _sentence(writer: _SheetWriter, text: str, role: Role) -> None:
    """Write a sentence across the columns of the sheet, in as many lines as it needs."""
    _row(writer, [Cell(text)], [writer.style(role, "sentence", "")], [writer.columns.whole])


def _facts(writer: _SheetWriter, facts: Facts) -> None:
    _sentence(writer, facts.title, "head")
    for name, cell in facts.pairs:
        cells = [Cell(name, "head"), cell]
        styles = [writer.style(cell.role, "value", _number_format(cell.value)) for cell in cells]
        _row(writer, cells, styles, writer.columns.places(facts))
    writer.row += 1


def _table(writer: _SheetWriter, table: Table) -> int:
    """Write a table, and give the row of its headings."""
    if table.title:
        _sentence(writer, table.title, "head")
    top = writer.row
    headings = [Cell(column.heading) for column in table.columns]
    places = writer.columns.places(table)
    room = [place._replace(letters=place.letters - FILTER) for place in places]
    _row(writer, headings, [writer.style("head", "heading", "")] * len(headings), room)
    uses: list[_Use] = ["to-fill" if column.hint else "value" for column in table.columns]
    for row in table.rows:
        styles = [
            writer.style(cell.role, use, _number_format(cell.value))
            for cell, use in zip(row, uses, strict=True)
        ]
        _row(writer, row, styles, places)
    for (at, *_), column in zip(places, table.columns, strict=True):
        if column.hint and table.rows:
            writer.sheet.data_validation(top + 1, at, writer.row - 1, at, _validation(column))
    return top


def _add_filter(writer: _SheetWriter, table: Table, top: int) -> None:
    """Let people filter a table that was just written, and keep its headings in sight."""
    writer.sheet.freeze_panes(top + 1, table.keys)
    writer.sheet.autofilter(top, 0, writer.row - 1, len(table.columns) - 1)
    writer.sheet.repeat_rows(top)


def _validation(column: Column) -> dict[str, object]:
    """Have a spreadsheet say what belongs into a column, and offer its choices."""
    hint = {"input_title": column.heading, "input_message": column.hint}
    if not column.choices:
        return {"validate": "any", **hint}
    return {"validate": "list", "source": list(column.choices), **hint}


def _number_format(value: CellValue) -> str:
    """Give the format of days and moments; numbers have the one that the spreadsheet gives."""
    if not isinstance(value, date):
        return ""
    return _DAY if _moment(value).time() == time() else _MINUTE


def _row(
    writer: _SheetWriter, row: Sequence[Cell], styles: Sequence[Format], places: Sequence[CellPlace]
) -> None:
    """Write a row, as high as its texts need: not every program finds that out.

    The letters of our font are a little narrower than those that widths are measured in.
    """
    lines = 1
    for cell, style, (first, last, letters) in zip(row, styles, places, strict=True):
        if last > first:
            writer.sheet.merge_range(writer.row, first, writer.row, last, "", style)
        _cell(writer, first, cell.value, style)
        if isinstance(cell.value, str) and len(cell.value) > letters > 0:
            lines = max(lines, _lines(cell.value, letters * 11 // 10))
    _forget_heights(writer.sheet)
    writer.sheet.set_row(writer.row, min(_LINE * lines, _HIGHEST))
    writer.row += 1


@lru_cache(maxsize=1024)
def _lines(text: str, letters: int) -> int:
    """Count the lines of a text; in the rows of one task most texts are the same."""
    return len(wrap(text, letters))


def _forget_heights(sheet: Worksheet) -> None:
    """Drop the heights of the rows above, which are written: XlsxWriter would keep them all.

    It has no method for that; the names are those that its versions have used.
    """
    for name in ("row_info", "set_rows", "row_sizes"):
        getattr(sheet, name, {}).clear()


def _cell(writer: _SheetWriter, at: int, value: CellValue, style: Format) -> None:
    """Write a value as what it is."""
    if value is None or value == "":
        writer.sheet.write_blank(writer.row, at, None, style)
    elif isinstance(value, str):
        _text(writer, at, _cut(clean(value)), style)
    elif isinstance(value, date):
        writer.sheet.write_datetime(writer.row, at, _moment(value), style)
    else:
        writer.sheet.write_number(writer.row, at, float(value), style)


def _text(writer: _SheetWriter, at: int, text: str, style: Format) -> None:
    """Write a text, in parts if it looks like XlsxWriter's own XML and would be taken for that."""
    if text.startswith("<r>") and text.endswith("</r>"):
        writer.sheet.write_rich_string(writer.row, at, style, text[:1], style, text[1:], style)
    else:
        writer.sheet.write_string(writer.row, at, text, style)


def _moment(value: date) -> datetime:
    return value if isinstance(value, datetime) else datetime.combine(value, time())


def _cut(text: str) -> str:
    """Cut a text to what a cell holds; a letter takes one unit or two."""
    if 2 * len(text) <= LONGEST_TEXT:
        return text
    units = text.encode("utf-16-le")
    if len(units) <= 2 * LONGEST_TEXT:
        return text
    return units[: 2 * (LONGEST_TEXT - 1)].decode("utf-16-le", "ignore") + "…"


def _set_up_printing(sheet: Worksheet, words: Words) -> None:
    """Set a sheet up for A4 in landscape, as many pages long as it takes."""
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.set_margins(left=0.3, right=0.3, top=0.4, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&C" + words.say("Page {page} of {pages}", page="&P", pages="&N"))
