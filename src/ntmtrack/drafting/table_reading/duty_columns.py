"""What the columns of a table hold: told by their heads and, where those say nothing, by cells."""

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
from ntmtrack.drafting.table_reading import column_heads
from ntmtrack.drafting.table_reading.column_cells import ColumnCells

DAY = re.compile(rf"(?:ngày )?{BARE_DAY}(?: \d{{1,2}}:\d{{2}})?")
_TITLE_EACH = 12  # letters, at least, of what is to be done
_GROUPED = 0.8


class Columns(NamedTuple):
    """Hold what the columns of a table hold, their heads, and what stands in them.

    `rivals` are those that could as well be the deadlines.
    """

    kinds: list[str]
    heads: Sequence[str]
    cells: Sequence[ColumnCells]
    rivals: list[int]

    def of(self, kind: str) -> ColumnCells | None:
        """Return the cells of the first column of a kind, if there is one."""
        return self.cells[self.kinds.index(kind)] if kind in self.kinds else None

    @property
    def unknown(self) -> list[str]:
        """List the heads of which nothing tells what they mean."""
        return [head for head, kind in zip(self.heads, self.kinds, strict=False) if not kind]


# What cells cannot be, whatever the head over them says.
_CANNOT_BE = {
    "owner": {"time", "number", "mark", "unit"},
    "support": {"time", "number", "mark", "unit"},
    "leader": {"time", "number", "mark", "unit"},
    "title": {"time", "number", "mark"},
    "product": {"time", "mark"},
    "deadline": {"name", "unit"},
}


def tell(
    table: SourceTable, start: int, heads: Sequence[str], column_map: Mapping[str, str],
    issued: date | None,
) -> Columns:  # fmt: skip
    """Tell what each column holds: by its head where its cells do not gainsay it, or by its cells.

    A kind that a column has already is not given twice.
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
    columns = Columns(kinds, heads, cells, rivals=[])
    _name_beside_leads(columns)
    _name_chairs(columns)
    _name_group(columns)
    _name_begin(columns, rows)
    _choose_deadlines(columns)
    _name_hours(columns)
    for number, kind in enumerate(kinds):
        if kind and kind in kinds[:number] and kind not in {"owner", "support", "note"}:
            kinds[number] = kind if kind == "deadline" and cells[number].kind == "mark" else "note"
    _tell_by_cells(columns, rows)
    return columns


def _tell_by_cells(columns: Columns, rows: Sequence[TableRow]) -> None:
    """Tell what the columns hold whose heads say nothing: each kind that no head names, once."""
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
    """Let columns of names, or under a kind of body, be who leads and who helps."""
    kinds, cells = columns.kinds, columns.cells
    bodies = [number for number in rest if column_heads.names_bodies(columns.heads[number])]
    if bodies and "owner" not in kinds and not kinds[bodies[0]]:
        kinds[bodies[0]] = "owner"  # Lớp: 9A; 9B
    names = [number for number in rest if cells[number].kind == "name" and not kinds[number]]
    for number, kind in zip(
        names, (kind for kind in ("owner", "support") if kind not in kinds), strict=False
    ):
        kinds[number] = kind


def _counted_alike(heads: Sequence[str], names: Sequence[int]) -> Sequence[int]:
    """Return columns of names whose heads differ but in their numbers: Giám thị 1, Giám thị 2."""
    plain = [re.sub(r"\d", "", heads[number]).strip() for number in names]
    is_alike = len(plain) > 1 and len(set(plain)) == 1 and plain[0]
    return names if is_alike else ()


def _tell_titles(columns: Columns, rest: Sequence[int]) -> None:
    """Let the titles be the column that says the most; a row that says but who and when, all of it.

    A schedule names each round by where it is and what it brings: Thôn Đồng Cả; Sởi - Rubella.
    """
    kinds, cells = columns.kinds, columns.cells
    free = [number for number in rest if not kinds[number]]
    says = {number: cells[number].phrases / max(1, len(cells[number])) for number in free}
    # What a duty is for, such as Mục tiêu, is its title only where no other column is.
    titles = [at for at in free if says[at] > _TITLE_EACH and not _is_about(columns.heads[at])]
    best = max(titles or free, key=lambda at: says[at], default=0)
    if free and cells[best].phrases > _TITLE_EACH * len(cells[best]):
        kinds[best] = "title"
    elif _say_who_and_when(columns):
        for number in free:
            if cells[number].kind in {"", "name"}:
                kinds[number] = "title"


def _say_who_and_when(columns: Columns) -> bool:
    """Tell whether heads say who is to do it and cells by when: what, the rest of a row says."""
    owners = [
        head for head, kind in zip(columns.heads, columns.kinds, strict=True) if kind == "owner"
    ]
    deadlines = columns.of("deadline")
    return bool(
        deadlines
        and deadlines.to_come * 2 > len(deadlines)
        and (len(owners) > 1 or any(column_heads.kind_of(head, {}) == "owner" for head in owners))
    )


# What a title is about, where another column says what is to be done.
_ABOUT = re.compile(
    r".*(?:ton tai|han che|khuyet diem|sai pham|vi pham|vuong mac|van de|muc tieu|chi tieu"
    r"|ket luan|linh vuc|chuong trinh).*"
)


def _name_beside_leads(columns: Columns) -> None:
    """Tell what the other columns of bodies hold, where the head of one says that it leads.

    Đơn vị tham gia are those who help; Đơn vị, over what is no body, is the unit of a measure.
    """
    keys = [spelling.key(head) for head in columns.heads]
    owners = [number for number, kind in enumerate(columns.kinds) if kind == "owner"]
    leads = [number for number in owners if _LEADS.search(keys[number])]
    for number in owners if leads else ():
        if keys[number].endswith("tham gia"):
            columns.kinds[number] = "support"
        elif keys[number] == "don vi" and columns.cells[number].kind != "name":
            columns.kinds[number] = "note"


def _name_chairs(columns: Columns) -> None:
    """Let who chairs lead, where no head names who does it: Lãnh đạo chủ trì; Thành phần help."""
    keys, kinds = [spelling.key(head) for head in columns.heads], columns.kinds
    chairs = [at for at, kind in enumerate(kinds) if kind == "leader" and _LEADS.search(keys[at])]
    if "owner" in kinds or not chairs:
        return
    kinds[chairs[0]] = "owner"
    for at, key in enumerate(keys):
        if not kinds[at] and "support" not in kinds and key.startswith("thanh phan"):
            kinds[at] = "support"


_LEADS = re.compile(r"\bchu tri\b|\bchiu trach nhiem\b")


def _name_group(columns: Columns) -> None:
    """Let the titles be the column that says the most different things; another one groups them."""
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
    says = {number: cells[number].phrases for number in titles}
    best = max(titles, key=lambda number: (different[number], says[number]), default=0)
    for number in titles:
        groups = different[number] <= _GROUPED * different[best]
        if number < best and (groups or says[number] * 2 < says[best]):
            kinds[number] = "note"


def _is_about(head: str) -> bool:
    return bool(_ABOUT.fullmatch(key := spelling.key(head))) and not re.search(
        r"khac phuc|giai phap|thuc hien|nhiem vu|cong viec|noi dung|hoat dong", key
    )


def _choose_deadlines(columns: Columns) -> None:
    """Let the deadlines be the column with the most times to come: others say what is looked at."""
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
    """Let a column of hours, or of Sáng and Chiều, beside one of days complete its times."""
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
    """Let the first of two columns of days under one head be when to begin."""
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
    """Tell whether columns hold duties, and not people, money or the hours of a meeting.

    Where no head names what is to be done, it must read so, or all of who, what and when be there.
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
    """Tell whether rows that name days stand over hours at which somebody owes something."""
    return "owner" in columns.kinds and any(cells.name_days for cells in columns.cells[:2])


def only_numbers(texts: Iterable[str]) -> bool:
    """Tell whether a row only numbers the columns: (1) (2) (3)."""
    filled = [text for text in texts if text]
    return len(filled) > 2 and all(re.fullmatch(r"\(?[\dA-H]{1,2}\)?", text) for text in filled)


def holds_days(rows: Iterable[TableRow], column: int) -> bool:
    """Tell whether most cells of a column are days, those apart that are only numbers."""
    cells = [cell for row in rows for cell in row.cells[column : column + 1]]
    others = [cell for cell in cells if cell.text.strip() and not cell.numbered]
    days = sum(
        bool(cell.day or DAY.fullmatch(spelling.level(cell.text.strip()))) for cell in others
    )
    return 0 < len(others) <= 2 * days
