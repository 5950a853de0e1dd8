"""Excel workbooks (.xlsx): each visible sheet as a table, with its cells as displayed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from datetime import datetime
from datetime import time
from datetime import timedelta
from typing import TYPE_CHECKING

from ntmtrack import wording
from ntmtrack.drafting.document_model import SourceDocument
from ntmtrack.drafting.document_model import SourcePlace
from ntmtrack.drafting.document_model import TableCell
from ntmtrack.drafting.document_model import TableRow
from ntmtrack.drafting.incoming.blocks import Blocks
from ntmtrack.recording import excel
from ntmtrack.wording.problem import Place
from ntmtrack.wording.problem import Problem

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell
    from openpyxl.cell.cell import MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

    from ntmtrack.recording import file_bytes

_FIRST_DAY, _LAST_DAY = 36_526, 73_050  # 2000 to 2099 as Excel's day numbers
_TIME = re.compile(r"\[?h+\]?:m+(?::s+)?|m+:s+", re.IGNORECASE)


def read(archive: file_bytes.Archive, name: str) -> SourceDocument:
    """Read the visible sheets of a workbook and warn of others; raise various errors if damaged."""
    blocks = Blocks()
    warnings: list[Problem] = []
    book = excel.load(archive)
    for sheet in book.worksheets:
        if sheet.sheet_state == "visible":
            blocks.add_table(_rows(sheet, book.epoch), SourcePlace(sheet=sheet.title))
        elif any(cell.value is not None for row in sheet.iter_rows() for cell in row):
            place = Place(name, 1, 1, cell=sheet.title)
            code = wording.Code.HIDDEN_SHEET_DOCUMENT
            warnings.append(Problem(code, place, {"name": sheet.title}, warning=True))
    return blocks.document(name, warnings)


def _rows(sheet: Worksheet, epoch: datetime) -> Iterator[TableRow]:
    """Yield the numbered rows of a sheet; covered cells repeat the cell that covers them."""
    covers = {
        (row, column): (area.min_row, area.min_col)
        for area in sheet.merged_cells.ranges
        for row in range(area.min_row, area.max_row + 1)
        for column in range(area.min_col, area.max_col + 1)
    }
    first_cells: dict[tuple[int, int], TableCell] = {}  # of merged areas, by position
    for number, row in enumerate(sheet.iter_rows(), 1):
        cells: list[TableCell] = []
        for column, cell in enumerate(row, 1):
            covering = covers.get((number, column))
            if covering in first_cells:
                cells.append(first_cells[covering]._replace(continues=True))
                continue
            cells.append(_cell(cell, epoch))
            if covering:
                first_cells[covering] = cells[-1]
        yield TableRow(tuple(cells), SourcePlace(row=number))


def _cell(cell: Cell | MergedCell, epoch: datetime) -> TableCell:
    value: object = cell.value
    if isinstance(value, date):
        return _day(value, cell.number_format)
    return TableCell(excel.cell_text(cell), numbered=_numbered(value, epoch))


def _numbered(value: object, epoch: datetime) -> date | None:
    """Return the date of an Excel day number from 2000 to 2099; None for any other value."""
    if not isinstance(value, int) or not _FIRST_DAY <= value <= _LAST_DAY:
        return None
    return (epoch + timedelta(days=value)).date()


def _day(value: date, number_format: str) -> TableCell:
    """Return a date as displayed; if it shows no year or no day, the hidden part may be wrong."""
    pattern = excel.NOT_SHOWN.sub("", number_format.partition(";")[0]).lower()
    parts = _TIME.sub("", pattern)
    has_day, has_month, has_year = (letter in parts for letter in "dmy")
    wanted = (("%d", has_day), ("%m", has_month), ("%Y", has_year))
    text = value.strftime("/".join(part for part, is_there in wanted if is_there))
    if isinstance(value, datetime) and (value.time() != time() or not text) and "h" in pattern:
        text = f"{text} {value:%H:%M}".strip()
    is_whole = has_day and has_month and has_year
    day = value.date() if isinstance(value, datetime) else value
    return TableCell(text, day if is_whole else None)
