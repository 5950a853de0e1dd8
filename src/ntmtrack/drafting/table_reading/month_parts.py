"""Columns that complete the month of a deadline: Ngày 15 or Tuần 2, beside Tháng 10/2026."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ntmtrack.drafting.phrases import spelling
from ntmtrack.drafting.table_reading.column_cells import ENOUGH
from ntmtrack.drafting.table_reading.column_cells import ColumnCells
from ntmtrack.drafting.table_reading.column_heads import MONTH_PART

_HEAD = re.compile(r"(?P<unit>ngay|tuan)(?: (?:thu|trong thang|thuc hien|hoan thanh))?")
_UNITS = {"ngay": "ngày", "tuan": "tuần"}
_MOST = {"ngày": 31, "tuần": 5}
_PART = re.compile(r"(?:(?:ngày|tuần) )?(?:thứ )?\d{1,2}(?: ?(?:-|,|và|đến) ?\d{1,2})?")
_BARE = re.compile(r"(?:thứ )?\d.*")
_FULL_MONTH = re.compile(r"(?:tháng ?\d{1,2}.{0,9}|\d{1,2} ?[/-] ?\d{4})")
_MONTH = re.compile(r"(?:tháng ?)?(?P<month>\d{1,2}(?: ?[/-] ?\d{4}| năm \d{4})?)")


def name(kinds: list[str], heads: Sequence[str], cells: Sequence[ColumnCells]) -> None:
    """Assign `MONTH_PART` in `kinds` to a column of days or weeks beside the deadline's months."""
    for at, kind in enumerate(kinds):
        if kind == "deadline" and _are_months(cells[at], heads[at]):
            for number in (at + 1, at - 1):
                is_free = 0 <= number < len(heads) and kinds[number] in {"", "note", "deadline"}
                if is_free and _are_parts(cells[number], unit_of(heads[number])):
                    kinds[number] = MONTH_PART
                    return


def _are_months(cells: ColumnCells, head: str) -> bool:
    is_named = "thang" in spelling.key(head).split()
    return _share(cells, _MONTH if is_named else _FULL_MONTH) >= ENOUGH


def _are_parts(cells: ColumnCells, unit: str) -> bool:
    """Return whether most cells are days or weeks of a month; weeks of a school year are not."""
    if not unit:
        return False
    numbers = [int(number) for text in cells.texts for number in re.findall(r"\d{1,4}", text)]
    return _share(cells, _PART) >= ENOUGH and max(numbers, default=0) <= _MOST[unit]


def _share(cells: ColumnCells, pattern: re.Pattern[str]) -> float:
    matches = [text for text in cells.texts if pattern.fullmatch(spelling.level(text))]
    return len(matches) / max(1, len(cells.texts))


def unit_of(head: str) -> str:
    """Return the unit that the head of such a column names: ngày, tuần; or ""."""
    match = _HEAD.fullmatch(spelling.key(head))
    return _UNITS[match["unit"]] if match else ""


def join(part: str, deadline: str) -> str:
    """Return the words of a part of a month and its month: tuần 2 tháng 10/2026."""
    month = _MONTH.fullmatch(spelling.level(deadline))
    return f"{part} tháng {month['month']}" if month else f"{part} {deadline}".strip()


def written(text: str, head: str) -> str:
    """Return a cell with the unit of its head before a bare number."""
    return f"{unit_of(head)} {text}" if _BARE.fullmatch(spelling.level(text)) else text
