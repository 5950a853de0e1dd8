"""Excel workbooks (.xlsx): what their cells show, as texts.

openpyxl reads a copy with only the filled cells, their formats and the names of the sheets, because
the rest could cost memory or make it fail. Everything is counted before it is copied.
"""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape
from xml.sax.saxutils import quoteattr

from ntmtrack.recording import file_bytes
from ntmtrack.recording.grid import MOST_CELLS
from ntmtrack.recording.grid import MOST_COLUMNS
from ntmtrack.recording.grid import MOST_ROWS
from ntmtrack.recording.grid import MOST_SHEETS
from ntmtrack.recording.grid import Grid
from ntmtrack.recording.grid import TooMuchError
from ntmtrack.recording.grid import check_size
from ntmtrack.recording.grid import column_name
from ntmtrack.recording.grid import day_text
from ntmtrack.recording.grid import number_text

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell
    from openpyxl.cell.cell import MergedCell
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
# The namespaces of the copied parts, by root element.
_ROOTS = {
    "Types": f"{_PACKAGE}/content-types",
    "Relationships": f"{_PACKAGE}/relationships",
    **dict.fromkeys(("workbook", "worksheet", "sst", "styleSheet"), _MAIN),
}
# The elements that are copied from each part, with the attributes that are kept.
_KEPT: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "Types": {"Default": ("Extension", "ContentType"), "Override": ("PartName", "ContentType")},
    "Relationships": {"Relationship": ("Id", "Type", "Target", "TargetMode")},
    "workbook": {
        "workbookPr": ("date1904",),
        "sheets": (),
        "sheet": ("name", "sheetId", "state", "id"),
    },
    "worksheet": {
        "sheetData": (),
        "row": (),
        "c": ("s", "t"),
        **dict.fromkeys(("v", "f", "is", "r", "t", "mergeCells"), ()),
        "mergeCell": ("ref",),
    },
    "sst": {"si": (), "r": (), "t": ()},
    "styleSheet": {
        "numFmts": (),
        "numFmt": ("numFmtId", "formatCode"),
        "cellXfs": (),
        "xf": ("numFmtId",),
    },
}
# The minimum of styles that openpyxl needs.
_PLAIN_STYLE = (
    "<fonts><font/></fonts><fills><fill><patternFill/></fill></fills>"
    "<borders><border/></borders><cellStyleXfs><xf/></cellStyleXfs>"
    '<cellStyles><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
)
_COUNTED = ("si", "xf", "numFmt", "Override", "Default", "Relationship")
# Relationships of the package and of its workbook; those of sheets are left out.
_RELATIONS = re.compile(r"_rels/\.rels|(.*/)?_rels/workbook[^/]*\.xml\.rels")
_CELL = re.compile(r"([A-Z]{1,3})([0-9]{1,7})", re.ASCII)
_RANGE = re.compile(r"([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})", re.ASCII)
NOT_SHOWN = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_DECIMALS = re.compile(r"\.([0#?]*)")


def read(archive: file_bytes.Archive, name: str) -> list[Grid]:
    """Read the sheets of a workbook; a damaged workbook raises one of `sheets.DAMAGED`."""
    grids = [
        Grid(name, sheet.title, _rows(sheet), is_hidden=sheet.sheet_state != "visible")
        for sheet in load(archive).worksheets
    ]
    check_size(grids)
    return grids


def load(archive: file_bytes.Archive) -> Workbook:
    """Load the values of a workbook's cells, and the areas of merged cells."""
    from openpyxl import load_workbook

    copy = _Copy(archive)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about impossible dates, which become error values
        return load_workbook(copy.write(), data_only=True, keep_links=False)


def _rows(sheet: Worksheet) -> list[list[str]]:
    """Return the texts that the cells show; merged cells repeat theirs in each row they cover."""
    rows = [list(map(cell_text, row)) for row in sheet.iter_rows()]
    for area in sheet.merged_cells.ranges:
        column, first = area.min_col - 1, area.min_row - 1
        for row in rows[first + 1 : area.max_row]:
            row[column] = rows[first][column]
    return rows


def cell_text(cell: Cell | MergedCell) -> str:
    """Return what a cell shows, as a person would type it."""
    value: object = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return _format(Decimal(f"{value:.15g}"), cell.number_format)
    return day_text(value) if isinstance(value, date) else str(value)


def _format(value: Decimal, number_format: str) -> str:
    """Format a number as its number format shows it."""
    pattern = NOT_SHOWN.sub("", number_format.partition(";")[0])
    percent = "%" in pattern
    if not re.search("[0#?]", pattern) or re.search("[E/]", pattern):
        return number_text(value, percent=percent)
    decimals = _DECIMALS.search(pattern)
    return number_text(value, len(decimals[1]) if decimals else 0, percent=percent)


class _Copy:
    """Copy the needed parts of a workbook, and count what they contain."""

    def __init__(self, archive: file_bytes.Archive) -> None:
        self._archive = archive
        self._cells = self._others = 0
        self._sheets = 0

    def write(self) -> io.BytesIO:
        """Write the copy into memory."""
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as copy:
            for name in dict.fromkeys(self._archive.namelist()):
                if name.endswith(".xml") or _RELATIONS.fullmatch(name):
                    part = _Part(self)
                    self._archive.parse(name, file_bytes.parser(part.begin, part.end, part.text))
                    if content := part.out.getvalue():
                        copy.writestr(name, content)
        out.seek(0)
        return out

    def count(self, element: str) -> None:
        """Count an element that openpyxl builds an object from; raise `TooMuchError` past limit."""
        self._others += element in _COUNTED
        self._sheets += element == "sheet"
        if self._others > MOST_CELLS or self._sheets > MOST_SHEETS:
            raise TooMuchError

    def count_cells(self, count: int) -> None:
        """Count cells that openpyxl will create, including empty ones in between."""
        self._cells += count
        if self._cells > MOST_CELLS:
            raise TooMuchError


class _Part:
    """Copy a part while it is parsed; `out` stays empty if nothing of it is needed."""

    def __init__(self, copy: _Copy) -> None:
        self.out = io.StringIO()
        self._copy = copy
        self._kept: Mapping[str, tuple[str, ...]] = {}
        self._open: list[bool] = []  # for each open element, whether it is copied
        self._row = self._column = self._width = self._height = 0
        self._cell: _CellCopy | None = None

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        """Handle the start of an element."""
        if not self._open:
            self._begin_part(name)
            return
        is_kept = self._open[-1] and name in self._kept
        self._open.append(is_kept)
        if not is_kept:
            return
        self._copy.count(name)
        if name == "row":
            self._row, self._column = int(attributes.get("r", self._row + 1)), 0
        elif name == "c":
            self._begin_cell(attributes)
        elif self._cell:
            self._cell.begin(name)
        elif name == "mergeCell":
            self.out.write(self._merged(attributes.get("ref", "")))
        else:
            self.out.write(f"<{name}{self._attributes(name, attributes)}>")

    def end(self, name: str) -> None:
        """Handle the end of an element."""
        is_kept = self._open.pop()
        if name == "c" and is_kept and self._cell:
            self._end_cell(self._cell)
        elif self._cell and is_kept:
            self._cell.end(name)
        elif is_kept and name not in ("row", "mergeCell"):
            self.out.write(f"</{name}>")
        if not self._open and self._width:
            self._copy.count_cells(self._width * self._height)

    def text(self, text: str) -> None:
        """Handle text."""
        if self._cell and self._open[-1]:
            self._cell.text(text)
        elif self._open and self._open[-1] and not self._cell:
            self.out.write(escape(text))

    def _begin_part(self, name: str) -> None:
        self._kept = _KEPT.get(name, {})
        self._open.append(bool(self._kept))
        if self._kept:
            self.out.write(f'<{name} xmlns="{_ROOTS[name]}" xmlns:r="{_OFFICE}">')
        if name == "styleSheet":
            self.out.write(_PLAIN_STYLE)

    def _attributes(self, name: str, attributes: Mapping[str, str]) -> str:
        keys = [key for key in self._kept[name] if key in attributes]
        pairs = ((f"r:{key}" if key == "id" else key, attributes[key]) for key in keys)
        return "".join(f" {key}={quoteattr(value)}" for key, value in pairs)

    def _begin_cell(self, attributes: Mapping[str, str]) -> None:
        self._column += 1
        if match := _CELL.fullmatch(attributes.get("r", "")):
            self._column, self._row = _column_number(match[1]), int(match[2])
        self._cell = _CellCopy(self._attributes("c", attributes), attributes.get("t", ""))

    def _end_cell(self, cell: _CellCopy) -> None:
        """Copy a cell that holds something, in a row of its own: row order has no effect."""
        self._cell = None
        if not (content := cell.content()):
            return
        if self._row > MOST_ROWS or self._column > MOST_COLUMNS:
            raise TooMuchError
        self._width, self._height = max(self._width, self._column), max(self._height, self._row)
        if self._width * self._height > MOST_CELLS:
            raise TooMuchError
        name = f"{column_name(self._column - 1)}{self._row}"
        self.out.write(f'<row r="{self._row}"><c r="{name}"{content}</c></row>')

    def _merged(self, area: str) -> str:
        """Return the element for an area of merged cells, clipped to the sheet, or nothing."""
        if not (match := _RANGE.fullmatch(area)):
            return ""
        top, bottom = int(match[2]), min(int(match[4]), self._height)
        left, right = _column_number(match[1]), min(_column_number(match[3]), self._width)
        count = (bottom - top + 1) * (right - left + 1)
        if top > bottom or left > right or count == 1:
            return ""
        self._copy.count_cells(count)
        return f'<mergeCell ref="{match[1]}{top}:{column_name(right - 1)}{bottom}"/>'


class _CellCopy:
    """Collect the content of a cell; without a value, only its formula counts."""

    def __init__(self, attributes: str, kind: str) -> None:
        self._attributes, self._kind = attributes, kind
        self._out: list[str] = []
        self._formula: list[str] | None = None
        self._in_formula = self._has_text = False

    def begin(self, name: str) -> None:
        """Handle the start of an element within the cell."""
        if name == "f":
            self._formula, self._in_formula = [], True
        else:
            self._out.append(f"<{name}>")

    def end(self, name: str) -> None:
        """Handle the end of an element within the cell."""
        if name == "f":
            self._in_formula = False
        else:
            self._out.append(f"</{name}>")

    def text(self, text: str) -> None:
        """Handle text within the cell."""
        if self._in_formula and self._formula is not None:
            self._formula.append(text)
        else:
            self._has_text = True
            self._out.append(escape(text))

    def content(self) -> str:
        """Return the rest of the cell's element, or an empty text if the cell shows nothing.

        A formula that no spreadsheet has calculated yet is returned as it is written.
        """
        if self._has_text:
            return f"{self._attributes}>{''.join(self._out)}"
        if self._formula is not None and self._kind != "str":
            return f' t="str"><v>={escape("".join(self._formula))}</v>'
        return ""


def _column_number(name: str) -> int:
    """Return the number of a column from its name: A is 1, AA 27."""
    number = 0
    for char in name:
        number = number * 26 + ord(char) - ord("A") + 1
    return number
