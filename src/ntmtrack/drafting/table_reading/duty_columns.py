"""What the columns of a table hold: judged by their heads, or else by their cells."""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from ntmtrack.drafting.document_model import SourceTable
from ntmtrack.drafting.document_model import TableRow
from ntmtrack.drafting.phrases import spelling
from ntmtrack.drafting.phrases.time_readers import BARE_DAY
from ntmtrack.drafting.table_reading import chair_columns
from ntmtrack.drafting.table_reading import column_heads
from ntmtrack.drafting.table_reading import month_parts
from ntmtrack.drafting.table_reading.column_cells import ColumnCells

DAY = re.compile(rf"(?:ngày )?{BARE_DAY}(?: \d{{1,2}}:\d{{2}})?")
_TITLE_EACH = 12  # fewest letters of a duty, on average
_GROUPED = 0.8


class Columns(NamedTuple):
    """Describe the columns of a table; `rivals` are those that could be the deadlines as well.

    `chairs` are the owner columns that only say who chairs.
    """

    kinds: list[str]
    heads: Sequence[str]
    cells: Sequence[ColumnCells]
    rivals: list[int]
    chairs: list[int]

    def of(self, kind: str) -> ColumnCells | None:
        """Return the cells of the first column of a kind, or None."""
        return self.cells[self.kinds.index(kind)] if kind in self.kinds else None

    @property
    def unknown(self) -> list[str]:
        """Return the heads whose meaning is unknown."""
        return [head for head, kind in zip(self.heads, self.kinds, strict=False) if not kind]


# Kinds of cells that contradict the kind that their head names.
_CANNOT_BE = {
    "owner": {"time", "number", "mark", "unit"},
    "support": {"time", "number", "mark", "unit"},
    "leader": {"time", "number", "mark", "unit"},
    "title": {"time", "number", "mark"},
    "product": {"time", "mark"},
    "deadline": {"name", "unit"},
}


def recognize(
    table: SourceTable, start: int, heads: Sequence[str], column_map: Mapping[str, str],
    issued: date | None,
) -> Columns:  # fmt: skip
    """Determine the kind of each column: by its head, unless cells contradict it, or by cells.

    Most kinds are assigned once: a second column of the same kind becomes a note.
    """
    rows = table.rows[start:]
    width = max((len(row.cells) for row in table.rows), default=0)
    heads = [*heads[:width], *[""] * (width - len(heads))]
    cells = [ColumnCells(rows, number, issued) for number in range(width)]
    kinds = [column_heads.kind_of(head, column_map, number) for number, head in enumerate(heads, 1)]
    months = column_heads.bare_months(heads)
    for number, kind in enumerate(kinds):
        is_mapped = any(
            column_heads.names_column(name, heads[number], number + 1) for name in column_map
        )
        if not is_mapped and len(cells[number]) > 1:
            kinds[number] = "" if cells[number].kind in _CANNOT_BE.get(kind, ()) else kind
            if kind == "deadline" and _are_no_deadlines(cells[number]):
                kinds[number] = ""  # Việc làm (thời hạn); Tiến độ (%)
        is_marked = cells[number].kind == "mark" or not cells[number].texts
        if is_marked and (number in months or column_heads.names_time(heads[number], issued)):
            kinds[number] = "deadline"
    if column_heads.RHYTHM in kinds and "deadline" not in kinds:
        kinds = ["deadline" if kind == column_heads.RHYTHM else kind for kind in kinds]
    columns = Columns(kinds, heads, cells, rivals=[], chairs=[])
    _name_beside_leads(columns)
    chair_columns.name_in_charge(kinds, heads, cells)
    columns.chairs.extend(chair_columns.name(kinds, heads, cells))
    _name_group(columns)
    _name_begin(columns, rows)
    month_parts.name(kinds, heads, cells)
    _choose_deadlines(columns)
    _name_hours(columns)
    for number, kind in enumerate(kinds):
        if kind and kind in kinds[:number] and kind not in column_heads.SEVERAL:
            kinds[number] = kind if kind == "deadline" and cells[number].kind == "mark" else "note"
    _tell_by_cells(columns, rows)
    return columns


def _tell_by_cells(columns: Columns, rows: Sequence[TableRow]) -> None:
    """Assign kinds to columns with unknown heads by their cells, once for each free kind."""
    kinds, cells = columns.kinds, columns.cells
    rest = [number for number, kind in enumerate(kinds) if not kind and len(cells[number]) > 1]
    free = {
        kind: [number for number in rest if cells[number].kind == kind] for kind in ("time", "name")
    }
    if free["time"] and "deadline" not in kinds:
        last = max(free["time"], key=lambda number: (cells[number].to_come, number))
        kinds[last] = "deadline"
        firsts = [number for number in free["time"] if number < last]
        if firsts and "start" not in kinds and holds_days(rows, firsts[-1]):
            kinds[firsts[-1]] = "start"
        _name_hours(columns)
    for number in _counted_alike(columns.heads, free["name"]) if "owner" not in kinds else ():
        kinds[number] = "owner"
    if "title" not in kinds:
        _tell_titles(columns, rest)
    _tell_people(columns, rest)
    for number in rest:
        if not kinds[number] and "number" not in kinds and cells[number].are_orders:
            kinds[number] = "number"
    for number in rest:
        if not kinds[number] and "product" not in kinds and cells[number].are_products:
            kinds[number] = "product"


def _tell_people(columns: Columns, rest: Sequence[int]) -> None:
    """Assign owner and support to columns of names, or headed by a kind of body."""
    kinds, cells = columns.kinds, columns.cells
    bodies = [number for number in rest if column_heads.names_bodies(columns.heads[number])]
    if bodies and "owner" not in kinds and not kinds[bodies[0]]:
        kinds[bodies[0]] = "owner"  # Lớp: 9A; 9B
    names = [number for number in rest if cells[number].kind == "name" and not kinds[number]]
    positions = [at for at in rest if column_heads.POSITION.match(spelling.key(columns.heads[at]))]
    for number, kind in zip(
        names, (kind for kind in ("owner", "support") if kind not in kinds), strict=False
    ):
        kinds[number] = "note" if kind == "support" and number in positions else kind
    if positions and "owner" not in kinds:
        kinds[positions[0]] = "owner"


def _counted_alike(heads: Sequence[str], names: Sequence[int]) -> Sequence[int]:
    """Return the columns of names if their heads differ only in a number: Giám thị 1, 2."""
    plain = [re.sub(r"\d", "", heads[number]).strip() for number in names]
    is_alike = len(plain) > 1 and len(set(plain)) == 1 and plain[0]
    return names if is_alike else ()


def _tell_titles(columns: Columns, rest: Sequence[int]) -> None:
    """Assign title to the free column with the longest phrases.

    In a table whose rows only say who and when, all free columns of text are titles. A schedule
    names each round by its place and content: Thôn Đồng Cả; Sởi - Rubella.
    """
    kinds, cells = columns.kinds, columns.cells
    free = [number for number in rest if not kinds[number]]
    phrases = {number: cells[number].phrases / max(1, len(cells[number])) for number in free}
    # An aim, such as Mục tiêu, is the title only if no other column can be.
    titles = [at for at in free if phrases[at] > _TITLE_EACH and not _is_about(columns.heads[at])]
    best = max(titles or free, key=lambda at: phrases[at], default=0)
    if free and cells[best].phrases > _TITLE_EACH * len(cells[best]):
        kinds[best] = "title"
    elif _say_who_and_when(columns):
        for number in free:
            if cells[number].kind in {"", "name"}:
                kinds[number] = "title"


def _say_who_and_when(columns: Columns) -> bool:
    """Return whether heads name owners and most deadlines are to come: the rest is the duty."""
    owners = [
        head for head, kind in zip(columns.heads, columns.kinds, strict=True) if kind == "owner"
    ]
    deadlines = columns.of("deadline")
    return bool(
        deadlines
        and deadlines.to_come * 2 > len(deadlines)
        and (len(owners) > 1 or any(column_heads.kind_of(head, {}) == "owner" for head in owners))
    )


# Heads of topics or aims, which are notes if another column holds the work.
_ABOUT = re.compile(
    r".*(?:ton tai|han che|khuyet diem|sai pham|vi pham|vuong mac|van de|muc tieu|chi tieu"
    r"|ket luan|linh vuc|chuong trinh).*"
)


def _name_beside_leads(columns: Columns) -> None:
    """Reassign the other owner columns if one head says that it leads.

    Đơn vị tham gia becomes support; Đơn vị over cells without names, a unit of measure, is a note.
    """
    keys = [spelling.key(head) for head in columns.heads]
    owners = [number for number, kind in enumerate(columns.kinds) if kind == "owner"]
    leads = [number for number in owners if _LEADS.search(keys[number])]
    for number in owners if leads else ():
        if keys[number].endswith("tham gia"):
            columns.kinds[number] = "support"
        elif keys[number] == "don vi" and columns.cells[number].kind != "name":
            columns.kinds[number] = "note"


_LEADS = re.compile(r"\bchu tri\b|\bchiu trach nhiem\b")


def _name_group(columns: Columns) -> None:
    """Keep the title column with the most varied cells; columns that group it become notes."""
    kinds, heads, cells = columns.kinds, columns.heads, columns.cells
    titles = [number for number, kind in enumerate(kinds) if kind == "title"]
    names = [number for number in titles if cells[number].kind == "name"]
    for number in names if len(names) < len(titles) else []:  # Nhóm công tác, beside Công việc
        kinds[number] = ""
        titles.remove(number)
    about = [number for number in titles if _is_about(heads[number])]
    duties = [number for number, kind in enumerate(kinds) if not kind and cells[number].are_duties]
    if about == titles and duties and about:
        kinds[duties[0]] = "title"
    for number in about if len(about) < len(titles) or duties else []:
        kinds[number] = "note"
        titles.remove(number)
    different = {number: len(set(cells[number].texts)) for number in titles}
    phrases = {number: cells[number].phrases for number in titles}
    best = max(titles, key=lambda number: (different[number], phrases[number]), default=0)
    for number in titles:
        groups = different[number] <= _GROUPED * different[best]
        if number < best and (groups or phrases[number] * 2 < phrases[best]):
            kinds[number] = "note"


def _is_about(head: str) -> bool:
    return bool(_ABOUT.fullmatch(key := spelling.key(head))) and not re.search(
        r"khac phuc|giai phap|thuc hien|nhiem vu|cong viec|noi dung|hoat dong", key
    )


def _choose_deadlines(columns: Columns) -> None:
    """Keep the deadline column with the most times to come; list the others as rivals."""
    kinds, cells = columns.kinds, columns.cells
    dated = [
        number
        for number, kind in enumerate(kinds)
        if kind == "deadline" and cells[number].kind != "mark"
    ]
    best = max(dated, key=lambda number: cells[number].to_come, default=0)
    for number in dated:
        kinds[number] = "deadline" if number == best else "note"
        if number != best and (cells[number].to_come or cells[number].lack_years):
            columns.rivals.append(number)


def _are_no_deadlines(cells: ColumnCells) -> bool:
    return cells.are_percents or (not cells.kind and cells.say_what)


def _name_hours(columns: Columns) -> None:
    """Mark a column of hours, or of Sáng and Chiều, beside the deadlines as their hours."""
    kinds, cells = columns.kinds, columns.cells
    days = columns.of("deadline")
    if not days or column_heads.HOUR in kinds or not (days.name_days or days.lack_years):
        return
    at = kinds.index("deadline")
    beside = [number for number in (at + 1, at - 1) if 0 <= number < len(kinds)]
    free = [number for number in beside if kinds[number] in {"", "note"}]
    if hours := [number for number in free if cells[number].are_parts_of_days]:
        kinds[hours[0]] = column_heads.HOUR


def _name_begin(columns: Columns, rows: Sequence[TableRow]) -> None:
    """Assign start to the first of two adjacent date columns under one head."""
    kinds, heads = columns.kinds, columns.heads
    for number, kind in enumerate(kinds[:-1]):
        over = column_heads.common(*heads[number : number + 2])
        own, end = (spelling.key(head[len(over) :]) for head in heads[number : number + 2])
        if (
            kind == kinds[number + 1] == "deadline"
            and column_heads.kind_of(over, {}) == kind
            and re.match(r"(?:tu|bat dau|khoi|mo|trien khai|dau)\b", own)
            and (
                re.match(r"(?:den|toi|ket thuc|hoan thanh|xong)\b", end)
                or (holds_days(rows, number) and holds_days(rows, number + 1))
            )
        ):
            kinds[number] = "start"


_MONEY = re.compile(
    r"don gia|thanh tien|so tien|so luong|gia tri|muc chi|du toan|kinh phi|dinh muc"
)

_SPENDING = re.compile(
    r"(?:(?:cac )?khoan|noi dung|hang muc|muc|dien giai) chi(?: phi| tieu)?|khoan muc(?: chi)?"
)


def hold_duties(columns: Columns, column_map: Mapping[str, str]) -> bool:
    """Return whether a table holds duties, not people, money or a meeting's programme.

    If no head names the work, the texts must read as duties, or owners and deadlines must both be
    there.
    """
    titles, deadlines = columns.of("title"), columns.of("deadline")
    parts = {"owner", "deadline"} & set(columns.kinds)
    money = sum(bool(_MONEY.match(spelling.key(head))) for head in columns.heads)
    if (
        not titles
        or not parts
        or (deadlines and deadlines.are_hours and not _hours_of_days(columns))
    ):
        return False
    spends = any(map(_SPENDING.fullmatch, map(spelling.key, columns.heads)))
    if (money > 1 or spends) and len(parts) < 2:
        return False
    if "title" in column_heads.kinds_of(columns.heads, column_map):
        return True
    dated = [
        cells
        for kind, cells in zip(columns.kinds, columns.cells, strict=True)
        if kind == "deadline"
    ]
    is_to_come = not dated or any(cells.kind == "mark" or cells.to_come for cells in dated)
    return len(titles) > 1 and is_to_come and (titles.are_duties or len(parts) > 1)


def _hours_of_days(columns: Columns) -> bool:
    """Return whether the table names owners, and days above the hours of its rows."""
    return "owner" in columns.kinds and any(cells.name_days for cells in columns.cells[:2])


def only_numbers(texts: Iterable[str]) -> bool:
    """Return whether a row only numbers the columns: (1) (2) (3)."""
    filled = [text for text in texts if text]
    return len(filled) > 2 and all(re.fullmatch(r"\(?[\dA-H]{1,2}\)?", text) for text in filled)


def holds_days(rows: Iterable[TableRow], column: int) -> bool:
    """Return whether at least half of a column's cells are days; numbered cells do not count."""
    cells = [cell for row in rows for cell in row.cells[column : column + 1]]
    others = [cell for cell in cells if cell.text.strip() and not cell.numbered]
    days = sum(
        bool(cell.day or DAY.fullmatch(spelling.level(cell.text.strip()))) for cell in others
    )
    return 0 < len(others) <= 2 * days
