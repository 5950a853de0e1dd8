"""Tables with a column for each body or village: writes the marked names into their rows.

The cells under a name say who leads, is accountable or helps, by when, or how much.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from typing import NamedTuple

from ntmtrack.drafting.document_model import SourceTable
from ntmtrack.drafting.document_model import TableCell
from ntmtrack.drafting.document_model import TableRow
from ntmtrack.drafting.phrases import party_words
from ntmtrack.drafting.phrases import places_and_events
from ntmtrack.drafting.phrases import spelling
from ntmtrack.drafting.table_reading import column_heads
from ntmtrack.drafting.table_reading import duty_heads
from ntmtrack.drafting.table_reading.column_cells import MARK
from ntmtrack.drafting.table_reading.column_cells import NOTHING
from ntmtrack.drafting.table_reading.column_cells import ROLES
from ntmtrack.drafting.table_reading.column_cells import ColumnCells

_EMPTY = TableCell("")
_ADDED = 5  # columns: lead, support, director, deadline, amount or informed
_PLACE = re.compile(rf"{spelling.any_of(places_and_events.KINDS)}\b")
# Marks of a body that leads, and of one that helps.
_LEADS = re.compile(r"(?:ct|c|chủ trì|tm|tham mưu|chính)\.?")
_HELPS = re.compile(r"(?:ph|p|phối hợp|o|○|hỗ trợ)\.?")


class Ordinary(NamedTuple):
    """Represent a table with one duty in each row, and its heads."""

    table: SourceTable
    heads: duty_heads.Heads


class _Matrix(NamedTuple):
    """The columns headed by bodies or villages, by column number, and the kind of their cells."""

    names: Mapping[int, str]
    kind: str  # of the names: owner or place
    cells: str  # kind of the cells below: role, mark, time, number
    has_owner: bool


def in_rows(
    table: SourceTable, head_rows: duty_heads.Heads, column_map: Mapping[str, str]
) -> Ordinary:
    """Return the table with the bodies that head columns written into the rows that mark them.

    A table without such columns is returned unchanged.
    """
    first, start, heads = head_rows
    matrix = _matrix(table, start, heads, column_map) if heads else None
    if matrix is None:
        return Ordinary(table, head_rows)
    owner = "Thôn" if matrix.kind == "place" else "Đơn vị chủ trì"
    kept = ["" if at in matrix.names else head for at, head in enumerate(heads)]
    label = "Được thông báo" if matrix.cells == "role" else "Số lượng"
    texts = [*kept, owner, "Đơn vị phối hợp", "Lãnh đạo chỉ đạo", "", label]
    above = [_widened(row, _ADDED) for row in table.rows[:first]]
    head = TableRow(tuple(map(TableCell, texts)), table.rows[start - 1].place)
    rows = [row for each in table.rows[start:] for row in _row(each, matrix)]
    plain = table._replace(rows=(*above, head, *rows))
    return Ordinary(plain, duty_heads.Heads(first, first + 1, texts))


def _widened(row: TableRow, count: int) -> TableRow:
    last = row.cells[-1]
    return row._replace(cells=(*row.cells, *[last if last.continues else _EMPTY] * count))


def _matrix(
    table: SourceTable, start: int, heads: Sequence[str], column_map: Mapping[str, str]
) -> _Matrix | None:
    """Find at least two columns that are headed by bodies and hold cells of one kind."""
    rows = table.rows[start:]
    for kind in ("role", "mark", "time", "number"):
        alike = {
            at: head
            for at, head in enumerate(heads)
            if head and _hold(ColumnCells(rows, at, None), kind)
        }
        names = {
            at: head if kind == "role" else _own_name(at, heads, column_map)
            for at, head in alike.items()
        }
        names = {at: name for at, name in names.items() if name}
        if kind == "role" and len(names) > 1 and not _are_roles(rows, names):
            continue
        if len(names) > 1:
            are_places = all(_PLACE.match(spelling.level(name)) for name in names.values())
            if kind == "number" and not are_places:
                continue
            others = [head for at, head in enumerate(heads) if at not in names]
            has_owner = "owner" in column_heads.kinds_of(others, column_map)
            return _Matrix(names, "place" if are_places else "owner", kind, has_owner)
    return None


def _hold(cells: ColumnCells, kind: str) -> bool:
    """Return whether cells are of a kind; words for leading or helping count as marks."""
    if kind not in {"mark", "role"}:
        return cells.kind == kind
    fits = _mark if kind == "mark" else ROLES.fullmatch
    texts = [text for text in cells.texts if not NOTHING.fullmatch(text)]
    return bool(cells.texts) and all(map(fits, texts))


def _are_roles(rows: Sequence[TableRow], columns: Iterable[int]) -> bool:
    """Return whether the cells are RACI letters: R with A or I among them."""
    letters = {letter for row in rows for at in columns for letter in _letters(row.cells[at].text)}
    return {"A", "R"} <= letters or {"R", "I"} <= letters


def _letters(text: str) -> str:
    """Return the role letters that a cell begins with, without its note."""
    match = ROLES.fullmatch(text.strip())
    return match["roles"] if match else ""


def _mark(text: str) -> str:
    """Return what a mark under a body means: “leads”, “helps”, “is” (either), or ""."""
    low = spelling.level(text.strip(" ()"))
    if _LEADS.fullmatch(low):
        return "leads"
    return "helps" if _HELPS.fullmatch(low) else "is" if MARK.fullmatch(low) else ""


def _own_name(at: int, heads: Sequence[str], column_map: Mapping[str, str]) -> str:
    """Return the body that a head names, without the words of the head that spans it."""
    head = heads[at]
    if _PLACE.match(spelling.level(head)) and " " in head:
        return head
    beside = [heads[other] for other in (at - 1, at + 1) if 0 <= other < len(heads)]
    over = max((column_heads.common(head, other) for other in beside), key=len)
    group = column_heads.kind_of(over, column_map) if over else ""
    own = head[len(over) :].strip() if group in {"owner", "support", "place"} else head
    low = spelling.level(own)
    if group in {"owner", "support", "place"} and not re.fullmatch(r"\d*", own):
        return own
    is_other_kind = column_heads.kind_of(own, column_map) not in {"", "owner", "place"}
    is_name = party_words.starts_party(low) or re.fullmatch(r"[A-ZĐ&.-]{2,8}", own)
    is_role = re.fullmatch(r"(?:đơn vị|cơ quan|bộ phận|người|tổ chức|cá nhân)\b.*", low)
    return own if is_name and not is_other_kind and not is_role else ""


def _row(row: TableRow, matrix: _Matrix) -> Iterator[TableRow]:
    """Yield a row with the bodies that it marks: one row, or one for each different day."""
    by_name = {
        name: row.cells[at]
        for at, name in matrix.names.items()
        if not (row.cells[at].continues or NOTHING.fullmatch(row.cells[at].text))
    }
    if not by_name:
        yield _widened(row, _ADDED)
        return
    cells = [_EMPTY if at in matrix.names else cell for at, cell in enumerate(row.cells)]
    days = list(dict.fromkeys(cell.text for cell in by_name.values()))
    for day in days if matrix.cells == "time" else [""]:
        theirs = {name: cell for name, cell in by_name.items() if not day or cell.text == day}
        yield row._replace(cells=(*cells, *_added(theirs, matrix)))


def _added(by_name: Mapping[str, TableCell], matrix: _Matrix) -> Iterator[TableCell]:
    """Yield the added cells of a row: leaders, helpers, directing bodies, deadline, amounts."""
    if matrix.cells == "role":
        yield from _by_roles(by_name)
        return
    marks = {name: _mark(cell.text) for name, cell in by_name.items()}
    some_lead = matrix.has_owner or "leads" in marks.values()
    helpers = [
        name
        for name, mark in marks.items()
        if matrix.kind == "owner" and (mark == "helps" or (mark == "is" and some_lead))
    ]
    leaders = [name for name in by_name if name not in helpers]
    yield TableCell("\n".join(leaders), continues=True)  # from the heads, not from the row itself
    yield TableCell("\n".join(helpers), continues=True)
    yield _EMPTY
    yield next(iter(by_name.values())) if matrix.cells == "time" else _EMPTY
    notes = [f"{name}: {cell.text}" for name, cell in by_name.items() if not marks[name]]
    yield TableCell("" if matrix.cells == "time" else "; ".join(notes), continues=True)


def _by_roles(by_name: Mapping[str, TableCell]) -> Iterator[TableCell]:
    """Yield the cells of a RACI row: leaders, helpers, directing bodies, notes, informed.

    A body that is both R and A leads alone. Otherwise, the only R leads; if several bodies are R,
    or none, the A leads.
    """
    has = {
        role: [name for name, cell in by_name.items() if role in _letters(cell.text)]
        for role in "RACI"
    }
    doing = has["R"] if len(has["R"]) == 1 else has["A"] or has["R"]
    leading = [name for name in has["R"] if name in has["A"]] or doing or has["A"]
    helping = [name for name in (*has["R"], *has["C"]) if name not in leading]
    directing = [name for name in has["A"] if name not in leading]
    notes = [
        f"{name}: {note}"
        for name, cell in by_name.items()
        if (match := ROLES.fullmatch(cell.text))
        and (note := (match["note"] or "").strip(" ():–—-"))
    ]
    for texts in (leading, helping, directing, ["; ".join(notes)], has["I"]):
        yield TableCell("\n".join(texts), continues=True)
