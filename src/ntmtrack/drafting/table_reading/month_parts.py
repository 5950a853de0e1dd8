"""Columns of days or weeks beside the month of a deadline: Tháng 10/2026, Ngày 15 or Tuần 2."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ntmtrack.drafting.phrases import spelling
from ntmtrack.drafting.table_reading.column_cells import ENOUGH
from ntmtrack.drafting.table_reading.column_cells import ColumnCells
from ntmtrack.drafting.table_reading.column_heads import MONTH_PART

_HEAD = re.compile(r"(?P<unit>ngay|tuan)(?: (?:thu|trong thang|thuc hien|hoan thanh))?")
# Not lunar months, and not how many months something takes.
_MONTH_HEAD = re.compile(
    r"thang(?: nam)?|(?:thoi gian|thoi han|han)(?: (?:thuc hien|hoan thanh))?(?: thang)?"
)
_MONTH = re.compile(r"(?:tháng ?)?(?P<month>\d{1,2} ?[/-] ?\d{4})|tháng ?(?P<alone>\d{1,2})")
_BARE_MONTH = re.compile(r"\d{1,2}")
# A single day or week of a month; ranges, lists and weekdays are left to a person.
_PARTS = {
    "ngày": re.compile(r"(?:ngày )?(?:0?[1-9]|[12]\d|3[01])"),
    "tuần": re.compile(r"(?:tuần )?(?:thứ )?[1-5]"),
}
_UNITS = {"ngay": "ngày", "tuan": "tuần"}


def name(kinds: list[str], heads: Sequence[str], cells: Sequence[ColumnCells]) -> None:
    """Assign `MONTH_PART` in `kinds` to columns of days and weeks if the deadline is a month.

    Nothing is assigned if another column may hold the deadline or its year.
    """
    parts = [
        number
        for number, kind in enumerate(kinds)
        if kind in {"", "note", "deadline"} and _are_parts(cells[number], unit_of(heads[number]))
    ]
    deadlines = [at for at, kind in enumerate(kinds) if kind == "deadline" and at not in parts]
    has_year = any(spelling.key(head) == "nam" for head in heads)
    if len(deadlines) == 1 and not has_year and "start" not in kinds:
        at = deadlines[0]
        if _are_months(cells[at], spelling.key(heads[at])):
            for number in parts:
                kinds[number] = MONTH_PART


def _are_months(cells: ColumnCells, head: str) -> bool:
    is_bare = head == "thang" and _share(cells, _BARE_MONTH) >= ENOUGH
    return bool(_MONTH_HEAD.fullmatch(head)) and (is_bare or _share(cells, _MONTH) >= ENOUGH)


def _are_parts(cells: ColumnCells, unit: str) -> bool:
    return bool(unit) and _share(cells, _PARTS[unit]) >= ENOUGH


def _share(cells: ColumnCells, pattern: re.Pattern[str]) -> float:
    matches = [text for text in cells.texts if pattern.fullmatch(spelling.level(text))]
    return len(matches) / max(1, len(cells.texts))


def unit_of(head: str) -> str:
    """Return the unit that the head of such a column names: ngày, tuần; or ""."""
    match = _HEAD.fullmatch(spelling.key(head))
    return _UNITS[match["unit"]] if match else ""


def written(text: str, head: str) -> str:
    """Return a cell with the unit of its head, if it is a single day or week."""
    unit, low = unit_of(head), spelling.level(text)
    is_bare = _PARTS[unit].fullmatch(low) and not low.startswith(unit)
    return f"{unit} {text}" if is_bare else text


def join(part: str, deadline: str) -> str:
    """Return the words of a part and its month, such as tuần 2 tháng 10/2026, or ""."""
    month = _MONTH.fullmatch(spelling.level(deadline))
    is_single = any(
        spelling.level(part).startswith(unit) and pattern.fullmatch(spelling.level(part))
        for unit, pattern in _PARTS.items()
    )
    return f"{part} tháng {month['month'] or month['alone']}" if month and is_single else ""
