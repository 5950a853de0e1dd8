"""Rosters: a row for each day, a column for each task, and who is on duty in the cells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from datetime import date

from ntmtrack.drafting.document_model import SourceTable
from ntmtrack.drafting.document_model import TableCell
from ntmtrack.drafting.document_model import TableRow
from ntmtrack.drafting.phrases import spelling
from ntmtrack.drafting.table_reading import column_heads
from ntmtrack.drafting.table_reading import duty_heads
from ntmtrack.drafting.table_reading.body_columns import Ordinary
from ntmtrack.drafting.table_reading.column_cells import NOTHING
from ntmtrack.drafting.table_reading.column_cells import ColumnCells

_FEWEST = 2  # rows, and columns with people on duty
_ON_DUTY = re.compile(r".*\b(?:truc|gac|tuan tra|kip)\b.*")
_TASKS = {"", "owner", "leader", "support"}  # kinds that heads of tasks may be mistaken for
_MORE = {"number", "note", column_heads.HOUR}  # kinds of the other columns allowed
_NUMBERED = re.compile(r"(\D+?) ?\d+")  # Giám thị 1, Giám thị 2: people with the same task


def in_rows(
    table: SourceTable, head_rows: duty_heads.Heads, issued: date | None
) -> Ordinary | None:
    """Return a roster as a table with one row for each assignment, or None for other tables.

    The head of the day column is left empty, so that a person confirms that it is a deadline.
    """
    first, start, heads = head_rows
    if not heads and table.rows:
        first, start, heads = 0, 1, [spelling.compact(cell.text) for cell in table.rows[0].cells]
    rows = table.rows[start:]
    cells = [ColumnCells(rows, at, issued) for at in range(len(heads))]
    days = [at for at, each in enumerate(cells) if each.kind == "time" and each.to_come]
    tasks = [at for at, head in enumerate(heads) if _is_task(head, cells[at])]
    if len(days) != 1 or not _is_roster(heads, cells, (*days, *tasks)):
        return None
    if len(rows) < _FEWEST or not _are_tasks([heads[at] for at in tasks]):
        return None
    others = [at for at in range(len(heads)) if at not in (*days, *tasks)]
    names = ["Nội dung", "Đơn vị thực hiện", "", *(heads[at] for at in others)]
    head = TableRow(tuple(map(TableCell, names)), table.rows[start - 1].place)
    turned = _turned(rows, days[0], {at: heads[at] for at in tasks}, others)
    above = [
        row._replace(cells=(*row.cells, *[TableCell("")] * (len(names) - len(row.cells))))
        for row in table.rows[:first]
    ]
    plain = table._replace(rows=(*above, head, *turned))
    return Ordinary(plain, duty_heads.Heads(len(above), len(above) + 1, names))


def _is_task(head: str, cells: ColumnCells) -> bool:
    """Return whether a column has names below a task: Bảo vệ; Lãnh đạo trực."""
    return bool(head) and cells.kind == "name" and column_heads.kind_of(head, {}) in _TASKS


def _are_tasks(heads: Sequence[str]) -> bool:
    """Return whether heads name tasks: several different ones, or one for being on duty."""
    different = {match[1] if (match := _NUMBERED.fullmatch(head)) else head for head in heads}
    are_of_duty = any(_ON_DUTY.fullmatch(spelling.key(head)) for head in heads)
    have_other_kinds = any(
        column_heads.kind_of(head, {}) and not _ON_DUTY.fullmatch(spelling.key(head))
        for head in heads
    )
    are_tasks = are_of_duty or (len(heads) >= _FEWEST and not have_other_kinds)
    return len(different) == len(heads) and are_tasks


def _is_roster(heads: Sequence[str], cells: Sequence[ColumnCells], known: Sequence[int]) -> bool:
    """Return whether no other column says what to do."""
    others = [at for at in range(len(heads)) if at not in known]
    return all(
        column_heads.kind_of(heads[at], {}) in _MORE
        or cells[at].kind in {"number", "time"}
        or cells[at].are_parts_of_days
        or not cells[at].texts
        for at in others
    )


def _turned(
    rows: Sequence[TableRow], day: int, tasks: Mapping[int, str], others: Sequence[int]
) -> Iterator[TableRow]:
    """Yield a row for each task of each day, in the order of the columns."""
    for row in rows:
        for at, task in tasks.items():
            if NOTHING.fullmatch(row.cells[at].text):
                continue
            beside = (row.cells[other] for other in others)
            yield row._replace(cells=(TableCell(task), row.cells[at], row.cells[day], *beside))
