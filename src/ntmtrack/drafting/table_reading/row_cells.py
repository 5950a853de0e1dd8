"""Sorts the cells of a row by kind: marks become their times, notes get their heads."""

from __future__ import annotations

import re

from ntmtrack.drafting.document_model import TableRow
from ntmtrack.drafting.phrases import places_and_events
from ntmtrack.drafting.phrases import spelling
from ntmtrack.drafting.table_reading import column_heads
from ntmtrack.drafting.table_reading import duty_columns
from ntmtrack.drafting.table_reading import month_parts
from ntmtrack.drafting.table_reading.column_cells import MARK
from ntmtrack.drafting.table_reading.row_times import RowCells

_WHERE = re.compile("dia diem|noi thuc hien")
_VILLAGES = re.compile(rf"(?<!văn )\b{spelling.any_of(places_and_events.KINDS)}\b|toàn xã")
_SAME = re.compile(r"(?:như trên|nt|n/t|-nt-|-//-|/{2}|[\"”“']{1,2}|như mục trên|như dòng trên)\.?")
_NOTHING = re.compile(r"[-._/\\… ]*|không(?: có)?")
_NOTES = re.compile("ghi chu|luu y|notes?")
_UNITS = {"thang": "tháng", "quy": "quý"}  # of bare numbers, by the head over them
_BARE = re.compile(r"\d{1,2}(?: ?- ?\d{1,2})?|[IV]{1,3}")


class CellReader:
    """Read the rows of a table whose columns are known."""

    def __init__(self, columns: duty_columns.Columns) -> None:
        self._kinds = columns.kinds
        self._marks = column_heads.marked_times(columns.heads, columns.kinds)
        self._heads = [spelling.key(head) for head in columns.heads]
        self._units = {
            number: _UNITS[head] for number, head in enumerate(self._heads) if head in _UNITS
        }
        self.labels = [_label(head) for head in columns.heads]
        self.has_days = False  # whether most cells under the deadlines are dates

    def read(self, row: TableRow) -> RowCells:
        """Return the cells of a row by the kinds of their columns."""
        values: dict[str, str] = {}
        day = numbered = None
        marked: list[str] = []
        for number, (column_kind, cell) in enumerate(zip(self._kinds, row.cells, strict=False)):
            kind = self._kind_of_cell(column_kind, number, cell.text)
            text = "\n".join(
                spelling.compact(line) for line in cell.text.splitlines() if line.strip()
            )
            if kind == "deadline":
                day = day or cell.day
                numbered = cell.numbered if self.has_days else None
            if cell.continues and kind == "support" and text == values.get("owner"):
                continue  # one cell over both columns
            if kind == "deadline" and (unit := self._units.get(number)):
                text = f"{unit} {text}" if _BARE.fullmatch(text) else text
            if kind == column_heads.MONTH_PART:
                is_merged = cell.continues and text == values.get("deadline")
                text = "" if is_merged else month_parts.written(text, self._heads[number])
            is_mark = kind == "deadline" and MARK.fullmatch(text)
            if is_mark and (time := self._marks.get(number)):  # a column may have no head
                text = time
                marked.append(time)
            if text and kind in {"", "note"} and number < len(self.labels):
                text, kind = self.labels[number] + text, "note"
            if text and kind and text not in values.get(kind, ""):
                values[kind] = f"{values[kind]}; {text}" if values.get(kind) else text
        return RowCells(values, day, numbered, tuple(marked))

    def _kind_of_cell(self, kind: str, number: int, text: str) -> str:
        """Return the kind of a cell: its column's, or “place” for villages in a place note."""
        if kind != "note" or number >= len(self._heads) or not _WHERE.match(self._heads[number]):
            return kind
        return "place" if _VILLAGES.search(spelling.level(text)) else kind


def says_same(text: str) -> bool:
    """Return whether a cell repeats the one above it: nt; như trên."""
    return bool(_SAME.fullmatch(spelling.level(text.strip())))


def says_nothing(text: str) -> bool:
    """Return whether a cell is empty or only a dash."""
    return bool(_NOTHING.fullmatch(spelling.level(text.strip())))


def _label(head: str) -> str:
    """Return the prefix for a note: its head, unless that only says “notes”."""
    return "" if not head or _NOTES.fullmatch(spelling.key(head)) else f"{head}: "
