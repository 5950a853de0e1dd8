"""Turns tables of other shapes into ordinary ones: one duty in each row, one row of heads.

Such shapes are: cards with a label and its value in each row; duties side by side; several tables
below one another, each with heads; and grids of bodies and months. No text of a cell may be lost.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from datetime import date

from ntmtrack.drafting.document_model import SourceTable
from ntmtrack.drafting.document_model import TableCell
from ntmtrack.drafting.document_model import TableRow
from ntmtrack.drafting.phrases import duty_verbs
from ntmtrack.drafting.phrases import spelling
from ntmtrack.drafting.table_reading import body_columns
from ntmtrack.drafting.table_reading import column_cells
from ntmtrack.drafting.table_reading import column_heads
from ntmtrack.drafting.table_reading import duty_heads
from ntmtrack.drafting.table_reading import rosters
from ntmtrack.drafting.table_reading.body_columns import Ordinary
from ntmtrack.drafting.table_reading.column_cells import ENOUGH
from ntmtrack.drafting.table_reading.column_cells import ColumnCells

_EMPTY = TableCell("")
_LONGEST_LABEL = 45
_FEWEST = 3  # columns of a table


def ordinary(
    table: SourceTable, column_map: Mapping[str, str], issued: date | None
) -> Iterator[Ordinary]:
    """Yield the ordinary tables that a table consists of, with one duty in each row."""
    for part in _parted(table, column_map):
        turned = _from_labels(part, column_map) or _from_days(part) or _from_grid(part)
        heads = turned.heads if turned else duty_heads.find(part, column_map)
        roster = None if turned else rosters.in_rows(part, heads, issued)
        plain = turned.table if turned else part
        yield roster or body_columns.in_rows(plain, heads, column_map)


def _parted(table: SourceTable, column_map: Mapping[str, str]) -> Iterator[SourceTable]:
    """Split a table at each new row of heads."""
    _, start, heads = duty_heads.find(table, column_map)
    known = [spelling.key(head) for head in heads]
    begin = 0
    for number in range(max(start, 1), len(table.rows)):
        texts = [spelling.compact(cell.text) for cell in table.rows[number].cells]
        keys = list(map(spelling.key, texts))
        if _are_other(keys, known) and duty_heads.is_other_head(texts, column_map):
            yield table._replace(rows=table.rows[begin:number])
            begin, known = number, keys
    yield table._replace(rows=table.rows[begin:])


def _are_other(keys: Sequence[str], known: Sequence[str]) -> bool:
    """Return whether heads differ from the known ones, in names or in order."""
    moved = sum(key != before for key, before in zip(keys, known, strict=False) if key)
    return len({*keys} - {*known, ""}) > 1 or (moved > 1 and {*filter(None, keys)} <= {*known})


def _from_labels(table: SourceTable, column_map: Mapping[str, str]) -> Ordinary | None:
    """Turn a table with labels before the values of one or more duties, or return None."""
    width = len(table.rows[0].cells) if table.rows else 0
    first = [cell.text for cell in table.rows[0].cells if cell.text] if table.rows else []
    heads = {_kind_of_label(text, column_map) for text in first}
    if "title" in heads and {"owner", "deadline"} & heads:  # an ordinary row of heads
        return None
    column = 1 if ColumnCells(table.rows, 0, None).are_orders else 0
    if width > column + 1 and _are_labels(table.rows, column, column_map):
        return _turned(table, column)
    return None


def _are_labels(rows: Sequence[TableRow], column: int, column_map: Mapping[str, str]) -> bool:
    texts = [spelling.compact(row.cells[column].text) for row in rows]
    kinds = [_kind_of_label(text, column_map) for text in texts]
    beside = [_kind_of_label(row.cells[column + 1].text, column_map) for row in rows]
    return (
        "title" in kinds
        and bool({*kinds} & {"owner", "deadline"})
        and sum(map(bool, kinds)) >= ENOUGH * len(kinds)
        and sum(map(bool, kinds)) > 2 * sum(map(bool, beside))
    )


def _kind_of_label(text: str, column_map: Mapping[str, str]) -> str:
    label = spelling.compact(text).rstrip(":")
    if len(label) > _LONGEST_LABEL or duty_heads.is_duty(label):
        return ""
    return column_heads.kind_of(label, column_map)


def _turned(table: SourceTable, column: int) -> Ordinary:
    """Return a table with one row for each duty; each repeat of the first label begins a block."""
    labels: list[str] = []
    blocks: list[list[TableRow]] = []
    begins = ""
    for row in table.rows:
        label = spelling.compact(row.cells[column].text).rstrip(": ")
        begins = begins or label
        if label == begins:
            blocks.append([])
        blocks[-1].append(row)
        if label not in labels:
            labels.append(label)
    rows = [TableRow(tuple(map(TableCell, labels)), table.rows[0].place)]
    for block in blocks:
        rows += _duties_of(block, column, labels)
    return Ordinary(table._replace(rows=tuple(rows)), duty_heads.Heads(0, 1, labels))


def _duties_of(block: Sequence[TableRow], column: int, labels: Sequence[str]) -> Iterator[TableRow]:
    """Yield a row for each column of values beside the labels of a block."""
    for number in range(column + 1, len(block[0].cells)):
        values = dict.fromkeys(labels, _EMPTY)
        for row in block:
            label = spelling.compact(row.cells[column].text).rstrip(": ")
            cell, other = row.cells[number], values[label]
            if cell.text and not cell.continues:
                values[label] = (
                    cell._replace(text=f"{other.text}\n{cell.text}") if other.text else cell
                )
        if any(cell.text for cell in values.values()):
            yield TableRow(tuple(values.values()), block[0].place)


def _from_days(table: SourceTable) -> Ordinary | None:
    """Turn a table with duties as its heads and a row of days for each body, or return None."""
    number = next((at for at, row in enumerate(table.rows) if len(_texts(row)) >= _FEWEST), None)
    if number is None:
        return None
    heads, rows = table.rows[number], table.rows[number + 1 :]
    columns = [at for at, cell in enumerate(heads.cells) if cell.text and not cell.continues]
    cells = [ColumnCells(rows, at, None) for at in columns]
    duties = [heads.cells[at].text for at in columns[1:]]
    if (
        len(rows) < _FEWEST - 1
        or len(set(duties)) < _FEWEST - 1
        or cells[0].kind != "name"
        or any(column.kind != "time" for column in cells[1:])
        or sum(map(duty_verbs.may_begin_duty, duties)) * 2 < len(duties)
    ):
        return None
    names = ["Nội dung", *(spelling.compact(row.cells[columns[0]].text) for row in rows)]
    turned = [
        TableRow((heads.cells[at], *(row.cells[at] for row in rows)), heads.place)
        for at in columns[1:]
    ]
    head = TableRow(tuple(map(TableCell, names)), heads.place)
    plain = table._replace(rows=(head, *turned))
    return Ordinary(plain, duty_heads.Heads(0, 1, names))


def _from_grid(table: SourceTable) -> Ordinary | None:
    """Turn a grid of bodies and times whose cells are duties, or return None."""
    if len(table.rows) < _FEWEST - 1 or not (heads := table.rows[0].cells)[1:]:
        return None
    sides = [ColumnCells(table.rows[1:], 0, None).kind, _kind_of_heads(heads[1:])]
    if sorted(sides) != ["name", "time"] or not _are_phrases(table.rows[1:]):
        return None
    names = ["Nội dung", "Đơn vị thực hiện", "Thời gian"]
    rows = [
        row._replace(
            cells=(cell, *((row.cells[0], head) if sides[0] == "name" else (head, row.cells[0])))
        )
        for row in table.rows[1:]
        for head, cell in zip(heads[1:], row.cells[1:], strict=True)
        if cell.text and not cell.continues
    ]
    head = TableRow(tuple(map(TableCell, names)), table.rows[0].place)
    return Ordinary(table._replace(rows=(head, *rows)), duty_heads.Heads(0, 1, names))


def _kind_of_heads(heads: Sequence[TableCell]) -> str:
    """Return “time” or “name” if all heads are of that kind, or ""."""
    texts = [spelling.compact(cell.text) for cell in heads]
    if len(set(texts)) < len(texts) or len(texts) < _FEWEST - 1:
        return ""
    if all(column_heads.names_time(text, None) for text in texts):
        return "time"
    are_names = all(
        column_cells.is_name(text) and not column_heads.kind_of(text, {}) for text in texts
    )
    return "name" if are_names else ""


def _are_phrases(rows: Sequence[TableRow]) -> bool:
    """Return whether most cells outside the first column read as duties."""
    texts = [
        cell.text for row in rows for cell in row.cells[1:] if cell.text and not cell.continues
    ]
    begun = sum(map(duty_verbs.may_begin_duty, texts))
    long = sum(len(text.split()) > _FEWEST for text in texts)
    return bool(texts) and long >= ENOUGH * len(texts) and begun * 2 >= len(texts)


def _texts(row: TableRow) -> set[str]:
    return {cell.text for cell in row.cells if cell.text}
