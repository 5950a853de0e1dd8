"""The rows of a sheet of a workbook as XML: real days and numbers, and texts that stay texts.

A row is written as one text. XlsxWriter makes some thirty calls for a cell, and most of the time of
a workbook went there.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from collections.abc import Sequence
from datetime import date
from datetime import datetime
from datetime import time
from functools import lru_cache
from html import escape
from textwrap import wrap
from typing import IO
from typing import Literal

from xlsxwriter.utility import xl_col_to_name

from ntmtrack.render.sheet_columns import CellPlace
from ntmtrack.reports.tables import Cell
from ntmtrack.reports.tables import CellValue
from ntmtrack.reports.tables import Role
from ntmtrack.wording.clean import clean

LONGEST_TEXT = 32_767  # what a cell holds, in units of UTF-16
_LINE = 16.5  # the height of a line, in points
_HIGHEST = 408.75  # points that a row may have: 545 pixels
_DAY, _MINUTE = "dd/mm/yyyy", "dd/mm/yyyy hh:mm"
# The beginning of what a spreadsheet reads as a control character, in a text that says just this;
# what ends one may begin the next.
_LIKE_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_DAY_ZERO = datetime(1899, 12, 30)  # of spreadsheets, which think that 1900 had a 29 February
_FIRST_RIGHT = datetime(1900, 3, 1)


Use = Literal["value", "fact", "to-fill", "heading", "sentence"]  # what a cell is on the sheet


class SheetRows:
    """Write rows to a file, below one another, and count them.

    `style` gives the number of a style, for a role, a use and the format of a number.
    """

    def __init__(self, file: IO[str], columns: int, style: Callable[[Role, Use, str], int]) -> None:
        self._file, self._style = file, style
        self._columns = [xl_col_to_name(at) for at in range(columns)]
        self._last = 0
        self.count = 0

    def write(self, row: Sequence[Cell], uses: Sequence[Use], places: Sequence[CellPlace]) -> None:
        """Write a row, as high as its texts need: not every program finds that out.

        The characters of our font are a little narrower than those that widths are measured in.
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
        """Leave a row out."""
        self.count += 1

    @property
    def area(self) -> str:
        """Give the area that the rows take."""
        return f"A1:{self._columns[-1]}{self._last}" if self._last else "A1"


@lru_cache(maxsize=1024)
def _lines(text: str, characters: int) -> int:
    """Count the lines of a text; in the rows of one task most texts are the same."""
    return len(wrap(text, characters))


@lru_cache(maxsize=1024)
def _content(value: CellValue) -> str:
    """Write what follows the place and the style of a cell; many cells hold the same."""
    if value is None or value == "":
        return "/>"
    if isinstance(value, str):
        text = _LIKE_ESCAPED.sub("_x005F_", _cut(clean(value)))
        space = ' xml:space="preserve"' if text.strip() != text else ""
        return f' t="inlineStr"><is><t{space}>{escape(text, quote=False)}</t></is></c>'
    number = _days(value) if isinstance(value, date) else float(value)
    return f"><v>{number:.16G}</v></c>"


def _days(value: date) -> float:
    """Count the days up to a day or moment as spreadsheets do."""
    if not isinstance(value, datetime):
        value = datetime(value.year, value.month, value.day)
    passed = value - _DAY_ZERO
    return passed.days - (value < _FIRST_RIGHT) + passed.seconds / 86_400


def _cut(text: str) -> str:
    """Cut a text to what a cell holds; a character takes one unit or two."""
    if 2 * len(text) <= LONGEST_TEXT:
        return text
    units = text.encode("utf-16-le")
    if len(units) <= 2 * LONGEST_TEXT:
        return text
    return units[: 2 * (LONGEST_TEXT - 1)].decode("utf-16-le", "ignore") + "…"
