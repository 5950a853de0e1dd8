"""What the columns of a table hold: told by their heads and, where those say nothing, by cells."""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from datetime import date

from ntmtrack.drafting.document_model import SourceTable
from ntmtrack.drafting.document_model import TableRow
from ntmtrack.drafting.extraction import party_words
from ntmtrack.drafting.extraction import spelling
from ntmtrack.drafting.extraction import time_phrases
from ntmtrack.drafting.extraction.time_readers import BARE_DAY

KINDS = (
    *("number", "title", "owner", "support", "leader"),
    *("start", "deadline", "product", "place", "note"),
)
# The first that fits a head holds; heads are compared without accents and punctuation.
_HEADS: tuple[tuple[str, str], ...] = (
    ("number", r"(?:s?tt|so tt|so thu tu|so|muc|no)"),
    (
        "note",
        (
            r"(?:ghi chu|luu y|kinh phi.*|nguon .*|du toan.*|don vi tinh|dvt|so tien.*|dinh muc.*"
            r"|dia diem|can cu.*|van ban.*|so luong.*|muc diem.*|diem.*)"
        ),
    ),
    ("support", r".*(?:phoi hop|cung thuc hien).*"),
    (
        "place",
        r"(?:cac )?(?:thon|xom|ban|ap|khoi pho|to dan pho|dia ban)(?: xom| ban| ap| thuc hien)?",
    ),
    ("start", r"(?:.*bat dau|tu ngay|ngay trien khai|khoi cong)"),
    (
        "deadline",
        (
            r".*(?:ket thuc|den ngay|thoi gian|thoi han|thoi diem|tien do|lich|han chot|han cuoi"
            r"|ngay hoan thanh"
            r"|ngay thuc hien).*|(?:han|hoan thanh|han hoan thanh|han nop|ngay|thang|quy"
            r"|han thuc hien|han bao cao|han xong)"
        ),
    ),
    ("product", r".*(?:san pham|ket qua|dau ra).*"),
    (
        "leader",
        (
            r".*(?:lanh dao|nguoi chi dao|phu trach chi dao|dong chi chi dao|theo doi chi dao).*"
            r"|(?:chi dao|chi dao thuc hien|theo doi)"
        ),
    ),
    ("owner", r".*(?:chu tri|tham muu|chiu trach nhiem).*"),
    (
        "title",
        (
            r".*(?:nhiem vu|noi dung|cong viec|hoat dong|dau viec|giai phap|de an|chuong trinh"
            r"|cong tac|viec can lam|ten viec|chi tieu|hang muc|bao cao|viec).*"
        ),
    ),
    (
        "owner",
        (
            r".*(?:don vi|co quan|thuc hien|phan cong|trach nhiem|phu trach|bo phan|nguoi|ca nhan"
            r"|dau moi).*"
        ),
    ),
)
_COMPILED = tuple((kind, re.compile(head)) for kind, head in _HEADS)
DAY = re.compile(rf"(?:ngày )?{BARE_DAY}(?: \d{{1,2}}:\d{{2}})?")
_ENOUGH = 0.6
_MOST_HEAD_ROWS = 8


def names_column(name: str, head: str, number: int) -> bool:
    """Tell whether a name means a column: by its head, or as the fourth: Cột 4."""
    key = spelling.key(name)
    return key in (spelling.key(head), f"cot {number}", f"column {number}")


def unmatched(columns: Sequence[Sequence[str]], names: Iterable[str]) -> list[str]:
    """List the names that mean no column of any table, of which `columns` are the heads."""
    return [
        name
        for name in names
        if not any(
            names_column(name, head, number)
            for heads in columns
            for number, head in enumerate(heads, 1)
        )
    ]


def kind_of(head: str, column_map: Mapping[str, str], number: int = 0) -> str:
    """Tell what a column holds by its head, or by what a person said of it; empty if unknown."""
    key = spelling.key(head)
    for name, kind in column_map.items():
        if names_column(name, head, number) and kind in KINDS:
            return kind
    if not key or len(key) > 90:  # a head is short
        return ""
    return next((kind for kind, head_of in _COMPILED if head_of.fullmatch(key)), "")


def find_head(table: SourceTable, column_map: Mapping[str, str]) -> tuple[int, int, list[str]]:
    """Find the header: its first row, the row after its last, and the head of each column."""
    rows = table.rows
    for number, row in enumerate(rows[:_MOST_HEAD_ROWS]):
        texts = [spelling.compact(cell.text) for cell in row.cells]
        kinds = _kinds(texts, column_map) - {"", "note", "number"}
        if len(kinds) < 2 or "title" not in kinds or not kinds & {"owner", "deadline"}:
            below = _texts(table, number + 1)
            both = [_two_lines(text, under) for text, under in zip(texts, below, strict=False)]
            several = len(set(filter(None, texts))) > 1  # one text over all columns is a title
            if not (kinds and several and _is_head([*texts, *below], both, column_map)):
                continue
            return number, number + 2, both
        return (
            (number, number + 2, _second_line(table, number, texts))
            if _has_second_line(table, number, texts, column_map)
            else (number, number + 1, texts)
        )
    return 0, 0, []


def _kinds(texts: Sequence[str], column_map: Mapping[str, str]) -> set[str]:
    return {kind_of(text, column_map, number) for number, text in enumerate(texts, 1)}


def _is_head(texts: Sequence[str], both: Sequence[str], column_map: Mapping[str, str]) -> bool:
    kinds = _kinds(both, column_map) - {"", "note"}
    return (
        max(map(len, texts), default=0) < 60
        and "title" in kinds
        and bool(kinds & {"owner", "deadline"})
    )


def _texts(table: SourceTable, number: int) -> list[str]:
    return (
        [spelling.compact(cell.text) for cell in table.rows[number].cells]
        if number < len(table.rows)
        else []
    )


def _two_lines(text: str, under: str) -> str:
    return under if under and under != text else text


def _has_second_line(
    table: SourceTable, number: int, texts: Sequence[str], column_map: Mapping[str, str]
) -> bool:
    """Tell whether the heads go on in the row below, under a head that spans several columns."""
    below = _texts(table, number + 1)
    if not below or max(map(len, below)) > 60 or re.fullmatch(r"\d+|[IVX]+\.?", below[0] or "x"):
        return False
    news = [under for text, under in zip(texts, below, strict=False) if under and under != text]
    return (
        bool(news)
        and all(kind_of(under, column_map) for under in news)
        and any(not under or under == text for text, under in zip(texts, below, strict=False))
    )


def _second_line(table: SourceTable, number: int, texts: Sequence[str]) -> list[str]:
    return [
        _two_lines(text, under)
        for text, under in zip(texts, _texts(table, number + 1), strict=False)
    ]


def kinds(
    table: SourceTable, start: int, heads: Sequence[str], column_map: Mapping[str, str],
    issued: date | None,
) -> list[str]:  # fmt: skip
    """Tell what each column holds; a kind that a column has already is not given twice."""
    found = [kind_of(head, column_map, number) for number, head in enumerate(heads, 1)]
    for number, kind in enumerate(found):
        if kind and kind in found[:number] and kind not in {"owner", "support", "note"}:
            found[number] = "note"
    width = max((len(row.cells) for row in table.rows), default=0)
    found += [""] * (width - len(found))
    for number in range(width):
        if not found[number]:
            cells = [
                row.cells[number].text for row in table.rows[start:] if number < len(row.cells)
            ]
            found[number] = _by_cells([cell for cell in cells if cell.strip()], found, issued)
    if "title" not in found and (longest := _longest(table, start, found)) is not None:
        found[longest] = "title"
    return found


def _by_cells(cells: Sequence[str], found: Sequence[str], issued: date | None) -> str:
    """Tell by what stands in a column: times, or names of bodies."""
    cells = cells[:60]
    if len(cells) < 2:  # one cell shows nothing
        return ""
    dated = sum(
        len(cell) < 60 and any(time.says for time in time_phrases.in_cell(cell, issued))
        for cell in cells
    )
    if dated >= _ENOUGH * len(cells) and "deadline" not in found:
        return "deadline"
    named = sum(
        len(cell) < 150 and party_words.starts_party(spelling.level(cell)) for cell in cells
    )
    if named >= _ENOUGH * len(cells):
        return "owner" if "owner" not in found else "support" if "support" not in found else ""
    if (
        all(re.fullmatch(r"[\d.IVXa-z()]{1,6}", cell.strip()) for cell in cells)
        and "number" not in found
    ):
        return "number"
    return ""


def _longest(table: SourceTable, start: int, found: Sequence[str]) -> int | None:
    lengths = {
        number: sum(
            len(row.cells[number].text) for row in table.rows[start:] if number < len(row.cells)
        )
        for number, kind in enumerate(found)
        if not kind
    }
    best = max(lengths, key=lambda number: lengths[number], default=None)
    return (
        best if best is not None and lengths[best] > 20 * max(1, len(table.rows) - start) else None
    )


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
