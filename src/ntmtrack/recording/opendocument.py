"""LibreOffice workbooks (.ods): what their cells show, as texts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from decimal import InvalidOperation

from ntmtrack.recording import file_bytes
from ntmtrack.recording.grid import MOST_CELLS
from ntmtrack.recording.grid import MOST_COLUMNS
from ntmtrack.recording.grid import MOST_ROWS
from ntmtrack.recording.grid import MOST_SHEETS
from ntmtrack.recording.grid import Grid
from ntmtrack.recording.grid import TooMuchError
from ntmtrack.recording.grid import check_size
from ntmtrack.recording.grid import number_text

_CONTENT = "content.xml"
_NUMBERS = ("float", "percentage", "currency")
_MOST_DECIMALS = 10
_NOT_SHOWN = ("annotation", "tracked-changes", "forms", "shapes", "dde-links")
_NO_TIME = re.compile(r"T00:00(:00(\.0+)?)?$")
_SECONDS = re.compile(r"(T\d\d:\d\d):.*")


def read(archive: file_bytes.Archive, name: str) -> list[Grid]:
    """Read the sheets of a workbook; a damaged workbook raises one of `sheets.DAMAGED`."""
    content = _Content()
    parser = file_bytes.parser(content.begin, content.end, content.text)
    archive.parse(_CONTENT, parser)
    grids = [Grid(name, sheet.name, sheet.rows, sheet.is_hidden) for sheet in content.sheets]
    check_size(grids)
    return grids


def is_locked(archive: file_bytes.Archive) -> bool:
    """Return whether a document is protected by a password."""
    manifest = "META-INF/manifest.xml"
    return manifest in archive.namelist() and b"encryption-data" in b"".join(
        archive.pieces(manifest)
    )


class _Sheet:
    """Collect the rows of a sheet, without trailing empty cells and rows."""

    def __init__(self, name: str, *, is_hidden: bool) -> None:
        self.name = name
        self.is_hidden = is_hidden
        self.rows: list[list[str]] = []
        self.row = 0  # where the next row goes
        self.covered: dict[int, tuple[int, str]] = {}  # columns covered by merged cells from above

    def place(self, cells: Mapping[int, str], times: int) -> None:
        """Add a row, repeated `times` times."""
        if cells:
            if self.row + times > MOST_ROWS:
                raise TooMuchError
            self.rows += [[] for _ in range(self.row - len(self.rows))]
            row = [cells.get(column, "") for column in range(max(cells) + 1)]
            self.rows += [list(row) for _ in range(times)]
        self.row += times


class _Content:
    """Collect the sheets of a document while its content is parsed."""

    def __init__(self) -> None:
        self.sheets: list[_Sheet] = []
        self._style = ""  # the style being defined
        self._hidden_styles: set[str] = set()  # styles of hidden sheets
        self._hidden = 0  # number of open elements that are not shown
        self._cells = 0
        self._row: dict[int, str] = {}
        self._times = self._column = 0
        self._cell: dict[str, str] | None = None
        self._lines: list[str] = []

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        """Handle the start of an element."""
        if self._hidden or name in _NOT_SHOWN:
            self._hidden += 1
        elif name == "table":
            if len(self.sheets) == MOST_SHEETS:
                raise TooMuchError
            name = attributes.get("name") or str(len(self.sheets) + 1)
            is_hidden = attributes.get("style-name") in self._hidden_styles
            self.sheets.append(_Sheet(name, is_hidden=is_hidden))
        elif name == "style":
            self._style = attributes.get("name", "")
        elif name == "table-properties" and attributes.get("display") == "false":
            self._hidden_styles.add(self._style)
        elif name == "table-row":
            self._row, self._column = {}, 0
            self._times = _count(attributes, "number-rows-repeated")
        elif name in ("table-cell", "covered-table-cell"):
            self._cell, self._lines = attributes, []
        elif self._cell is not None:
            self._begin_text(name, attributes)

    def end(self, name: str) -> None:
        """Handle the end of an element."""
        if self._hidden:
            self._hidden -= 1
        elif name in ("table-cell", "covered-table-cell") and self._cell is not None:
            self._end_cell(self._cell)
            self._cell = None
        elif name == "table-row" and self.sheets:
            self._end_row(self.sheets[-1])

    def text(self, text: str) -> None:
        """Handle text."""
        if self._cell is not None and self._lines and not self._hidden:
            self._lines[-1] += text

    def _begin_text(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "p":
            self._lines.append("")
        elif self._lines and name in ("s", "tab", "line-break"):
            spaces = " " * min(_count(attributes, "c"), MOST_COLUMNS)
            self._lines[-1] += "\n" if name == "line-break" else spaces

    def _end_cell(self, cell: Mapping[str, str]) -> None:
        times = _count(cell, "number-columns-repeated")
        if text := _cell_text(cell, "\n".join(self._lines)):
            if self._column + times > MOST_COLUMNS:
                raise TooMuchError
            self._row |= dict.fromkeys(range(self._column, self._column + times), text)
            rows = _count(cell, "number-rows-spanned")
            if rows > 1 and self.sheets:
                self.sheets[-1].covered[self._column] = (min(rows, MOST_ROWS), text)
        self._column += times

    def _end_row(self, sheet: _Sheet) -> None:
        for column, (_, text) in sheet.covered.items():
            self._row.setdefault(column, text)
        self._cells += (max(self._row, default=-1) + 1) * min(self._times, MOST_ROWS)
        if self._cells > MOST_CELLS:
            raise TooMuchError
        sheet.place(self._row, self._times)
        left = {
            column: (rows - self._times, text) for column, (rows, text) in sheet.covered.items()
        }
        sheet.covered = {column: area for column, area in left.items() if area[0] > 0}


def _count(attributes: Mapping[str, str], name: str) -> int:
    return max(1, int(attributes.get(name, "1")))


def _cell_text(cell: Mapping[str, str], text: str) -> str:
    """Return what a cell shows, as a person would type it; for a formula, its result."""
    kind = cell.get("value-type")
    if kind == "date":
        day = _NO_TIME.sub("", cell.get("date-value", ""))
        return _SECONDS.sub(r"\1", day) or text
    if kind == "boolean":
        return cell.get("boolean-value", text).upper()
    if kind in _NUMBERS:
        return _number(cell.get("value", ""), text, percent=kind == "percentage")
    return text or cell.get("string-value", "")


def _number(value: str, text: str, *, percent: bool) -> str:
    """Round a number to the decimals at which its digits match the shown text."""
    try:
        number = Decimal(value)
    except InvalidOperation:
        return text
    digits = re.sub(r"\D", "", text)
    for decimals in range(_MOST_DECIMALS):
        scaled = number * 100 if percent else number
        if number.is_finite() and re.sub(r"\D", "", f"{scaled:.{decimals}f}") == digits:
            return number_text(number, decimals, percent=percent)
    return number_text(number, percent=percent)
