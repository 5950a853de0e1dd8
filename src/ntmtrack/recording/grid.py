"""A sheet as plain texts with the places of its cells, and the size limits of forms."""

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

MOST_ROWS, MOST_COLUMNS = 10_000, 100  # per sheet
MOST_SHEETS = 50
MOST_CELLS = 200_000  # filled cells, over all sheets
MOST_CHARACTERS = 8 * MIB  # over all cells; cells may share one text
_EXCERPT = 60


class TooMuchError(Exception):
    """Signal that a file is larger than any form."""


@dataclass(frozen=True)
class Grid:
    """Store the texts of a sheet by row and column; CSV is a sheet without a name."""

    file: str
    name: str
    rows: Sequence[Sequence[str]]
    is_hidden: bool = False

    @property
    def is_csv(self) -> bool:
        """Return whether the sheet comes from CSV, whose cells are all untyped texts."""
        return not self.name

    def place(self, row: int, column: int) -> Place:
        """Return the place of a cell, in the notation of spreadsheets: `Nhiệm vụ!D7`."""
        sheet = f"{self.name}!" if self.name else ""
        text = self.text(row, column)
        excerpt = text if len(text) <= _EXCERPT else f"{text[:_EXCERPT]}…"
        cell = f"{sheet}{column_name(column)}{row + 1}"
        return Place(self.file, row + 1, column + 1, excerpt, cell=cell)

    def text(self, row: int, column: int) -> str:
        """Return the text of a cell; empty if the cell does not exist."""
        cells = self.rows[row] if row < len(self.rows) else ()
        return cells[column] if column < len(cells) else ""


def check_size(grids: Sequence[Grid]) -> None:
    """Raise `TooMuchError` if the texts of all cells together are longer than in any form."""
    if sum(len(text) for grid in grids for row in grid.rows for text in row) > MOST_CHARACTERS:
        raise TooMuchError


def day_text(value: date) -> str:
    """Format a day, or a moment, unambiguously (ISO)."""
    if isinstance(value, datetime) and value.time() != time():
        return value.isoformat(timespec="minutes")
    return f"{value:%Y-%m-%d}"


def number_text(value: Decimal, decimals: int | None = None, *, percent: bool = False) -> str:
    """Format a number as a spreadsheet shows it: rounded, and 0.85 as 85% if it is a percentage."""
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
