"""Workbooks: real days and numbers, and texts that no spreadsheet takes for anything else.

XlsxWriter makes all parts of a workbook but the rows of its sheets, which `sheet_rows` writes. Each
row goes to a temporary folder before the next one is made, so that memory does not grow with them.
The same sheets give the same bytes.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any

from xlsxwriter import Workbook

from ntmtrack.render.archive import rewritten
from ntmtrack.render.sheet_columns import FILTER
from ntmtrack.render.sheet_columns import CellPlace
from ntmtrack.render.sheet_columns import SheetColumns
from ntmtrack.render.sheet_columns import share
from ntmtrack.render.sheet_rows import SheetRows
from ntmtrack.render.sheet_rows import Use
from ntmtrack.reports.tables import Block
from ntmtrack.reports.tables import Bullets
from ntmtrack.reports.tables import Cell
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
from ntmtrack.wording.words import Words

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet


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
    "fact": {"align": "left"},  # it may stand across columns of a table
    "to-fill": {"bg_color": "#FFFDE7"},
    "heading": {"bold": True, "bg_color": "#D9E2F3", "align": "center", "valign": "vcenter"},
    "sentence": {},
}
_CREATED = datetime(2000, 1, 1)  # a fixed one: with the clock, no two workbooks would be the same
_A4 = 9
_HIDDEN = {"hidden": True}
_PIECE = 65_536  # bytes of rows that are read at a time
_ROWS = re.compile(rb"<sheetData/>|<sheetData>.*</sheetData>", re.DOTALL)
_AREA = re.compile(rb'<dimension ref="[^"]*"/>')


@dataclass(slots=True)
class _SheetWriter:
    """Hold a sheet that is being written, and its rows."""

    sheet: Worksheet
    columns: SheetColumns
    rows: SheetRows


def render(blocks: Sequence[Block], words: Words) -> bytes:
    """Write a report as a workbook of one sheet."""
    return render_sheets([Sheet(words.say("Report"), blocks)], words)


def render_sheets(sheets: Iterable[Sheet], words: Words) -> bytes:
    """Write sheets as a workbook."""
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

        return rewritten(out, pieces)


def _fill(book: Workbook, sheets: Iterable[Sheet], folder: Path, words: Words) -> dict[str, str]:
    """Add sheets to a workbook, with their rows in a folder; give the area of each sheet's part."""
    book.set_properties({"created": _CREATED})

    @cache
    def style(role: Role, use: Use, number_format: str) -> int:
        looks = {**_FONT, **({} if use == "sentence" else _LINES), **_LOOKS[role]}
        looks |= {"num_format": number_format, "align": "center"} if number_format else {}
        made: Any = book.add_format(looks | _USES[use])
        return int(made._get_xf_index())  # noqa: SLF001 - the number has no other name

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
    """Write blocks below one another; a single table can be filtered, and its headings stay."""
    only = only_table(blocks)
    for at, characters in enumerate(writer.columns.characters):
        writer.sheet.set_column(at, at, characters or None, None, {} if characters else _HIDDEN)
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
            writer.rows.skip()


def _sentence(writer: _SheetWriter, text: str, role: Role) -> None:
    """Write a sentence across the columns of the sheet, in as many lines as it needs."""
    _row(writer, [Cell(text, role)], ["sentence"], [writer.columns.whole])


def _facts(writer: _SheetWriter, facts: Facts) -> None:
    _sentence(writer, facts.title, "head")
    for name, cell in facts.pairs:
        _row(writer, [Cell(name, "head"), cell], ["value", "fact"], writer.columns.places(facts))
    writer.rows.skip()


def _table(writer: _SheetWriter, table: Table) -> int:
    """Write a table, and give the row of its headings."""
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
    """Let people filter a table that was just written, and keep its headings in sight."""
    writer.sheet.freeze_panes(top + 1, table.keys)
    writer.sheet.autofilter(top, 0, writer.rows.count - 1, len(table.columns) - 1)
    writer.sheet.repeat_rows(top)


def _validation(column: Column) -> dict[str, object]:
    """Have a spreadsheet say what belongs into a column, and offer its choices."""
    hint = {"input_title": column.heading, "input_message": column.hint}
    if not column.choices:
        return {"validate": "any", **hint}
    return {"validate": "list", "source": list(column.choices), **hint}


def _row(
    writer: _SheetWriter, row: Sequence[Cell], uses: Sequence[Use], places: Sequence[CellPlace]
) -> None:
    """Write a row, and merge the columns of each cell that takes several."""
    at = writer.rows.count
    for first, last, _ in places:
        if last > first:
            writer.sheet.merge_range(at, first, at, last, "")
    writer.rows.write(row, uses, places)


def _set_up_printing(sheet: Worksheet, words: Words) -> None:
    """Set a sheet up for A4 in landscape, as many pages long as it takes."""
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.set_margins(left=0.3, right=0.3, top=0.4, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&C" + words.say("Page {page} of {pages}", page="&P", pages="&N"))
