"""A sheet as plain texts with the places of its cells, and the bounds of what may be a form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from datetime import datetime
from datetime import time
from decimal import ROUND_HALF_UP
from decimal import Decimal

from ntmtrack.wording.problem import Place
from ntmtrack.yamltext import MIB

MOST_ROWS, MOST_COLUMNS = 10_000, 100  # of a sheet
MOST_SHEETS = 50
MOST_CELLS = 200_000  # that hold something, in all sheets
MOST_CHARACTERS = 8 * MIB  # in all cells; cells may share one text
_EXCERPT = 60


class TooMuchError(Exception):
    """Stop reading what is larger than any form."""


@dataclass(frozen=True)
class Grid:
    """Hold the texts of a sheet by row and column; CSV is a sheet without a name."""

    file: str
    name: str
    rows: Sequence[Sequence[str]]
    is_hidden: bool = False

    @property
    def is_csv(self) -> bool:
        """Tell whether every cell is a text that a program wrote: none has a type of its own."""
        return not self.name

    def place(self, row: int, column: int) -> Place:
        """Return the place of a cell, as spreadsheets call it: `Nhiệm vụ!D7`."""
        sheet = f"{self.name}!" if self.name else ""
        text = self.text(row, column)
        excerpt = text if len(text) <= _EXCERPT else f"{text[:_EXCERPT]}…"
        cell = f"{sheet}{column_name(column)}{row + 1}"
        return Place(self.file, row + 1, column + 1, excerpt, cell=cell)

    def text(self, row: int, column: int) -> str:
        """Return what stands in a cell; nothing where there is none."""
        cells = self.rows[row] if row < len(self.rows) else ()
        return cells[column] if column < len(cells) else ""


def check_size(grids: Sequence[Grid]) -> None:
    """Stop where the texts of all cells together are longer than those of any form."""
    if sum(len(text) for grid in grids for row in grid.rows for text in row) > MOST_CHARACTERS:
        raise TooMuchError


def day_text(value: date) -> str:
    """Return a day, or a moment, as somebody would type it without leaving a doubt."""
    if isinstance(value, datetime) and value.time() != time():
        return value.isoformat(timespec="minutes")
    return f"{value:%Y-%m-%d}"


def number_text(value: Decimal, decimals: int | None = None, *, percent: bool = False) -> str:
    """Return a number as a spreadsheet shows it: rounded, and 0,85 as 85% where it is a share."""
    value = value * 100 if percent else value
    if decimals is not None and value.is_finite():
        value = value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    text = f"{value:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return f"{text}%" if percent else text


def column_name(column: int) -> str:
    """Return the name of a column, counted from 0: A, B, …, AA."""
    higher, last = divmod(column, 26)
    return (column_name(higher - 1) if higher else "") + chr(ord("A") + last)
