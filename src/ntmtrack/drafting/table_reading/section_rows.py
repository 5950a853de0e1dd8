"""Which rows of a table are section headings over the duties below."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ntmtrack.drafting.document_model import TableRow
from ntmtrack.drafting.phrases import spelling
from ntmtrack.drafting.table_reading.row_times import RowCells

_NUMBER = re.compile(r"(?:[IVX]{1,5}(?:\.\d+)?|[A-H]|[A-HIVX]\.\d{0,2})[.)]?")
_TOTAL = re.compile(r"(?:tổng cộng|tổng số|tổng|cộng)\W*(?:\d.*)?")
_COUNTED = re.compile(r"\d[\d.,]*(?: \w+)?")  # a count in the owner's cell of a total: 4 việc
_LISTED = re.compile(r"\(?\d{1,2}\)|[IVX]{1,5}[.)]|[A-H][.)] ")


def is_numbered(text: str) -> bool:
    """Return whether a heading is numbered as sections are (II, A, II.1) or all in capitals."""
    return text.isupper() or bool(_NUMBER.fullmatch(text.split(maxsplit=1)[0]))


def is_total(cells: RowCells) -> bool:
    """Return whether a row is a total, which names nobody."""
    owner = cells.of("owner")
    has_owner = owner not in {"", cells.of("title")} and not _COUNTED.fullmatch(owner)
    texts = (spelling.level(cells.of(kind)) for kind in ("number", "title"))
    return not has_owner and any(map(_TOTAL.fullmatch, texts))


def level(text: str) -> int:
    """Return the depth of a section by its number: A is 1, I is 2, 1 is 3; without a number, 0.

    The time that a section names applies to the deeper sections below it as well.
    """
    number = text.split(maxsplit=1)[0].rstrip(".)")
    if re.fullmatch(r"[IVX]{1,5}", number):
        return 2
    if re.fullmatch(r"[A-H]", number):
        return 1
    return 2 + len(number.split(".")) if re.fullmatch(r"\d{1,2}(?:\.\d{1,2})*", number) else 0


def is_section(
    row: TableRow, cells: RowCells, texts: Sequence[str], following: RowCells | None
) -> bool:
    """Return whether a row is a heading over those below it."""
    distinct = list(dict.fromkeys(text for text in texts if text))
    if _covers_all(row, texts, cells.of("number")):
        return True
    if len(distinct) == 1 and (len(row.cells) > 2 or any(cell.continues for cell in row.cells)):
        return not re.fullmatch(r"\d+", distinct[0]) and (
            texts[0] == distinct[0] or bool(_LISTED.match(distinct[0])) or distinct[0].isupper()
        )
    return _heads_others(cells, following)


def _covers_all(row: TableRow, texts: Sequence[str], number: str) -> bool:
    """Return whether one merged text fills all cells of a row except its number."""
    rest = texts[1:] if number and texts[0] == number else texts
    return len(rest) > 2 and len(set(rest)) == 1 and any(cell.continues for cell in row.cells)


def _heads_others(cells: RowCells, following: RowCells | None) -> bool:
    """Return whether a row without an owner has the number or title of a heading."""
    number, title = cells.of("number").strip(), cells.of("title")
    if cells.of("owner") and cells.of("owner") != title:
        return False
    if _NUMBER.fullmatch(number) and not (cells.of("owner") or cells.day):
        return True
    if title.isupper() and following and not following.of("title").isupper() and cells.names_nobody:
        return True  # its time, if any, applies to the rows below
    return cells.is_bare and bool(title) and _is_heading(number, title, following)


def _is_heading(number: str, title: str, following: RowCells | None) -> bool:
    """Return whether a bare row is numbered above the next one, or written like a heading."""
    below = following.of("number").strip() if following else ""
    above = number.rstrip(".")
    if number and below.startswith(f"{above}.") and len(below) > len(above) + 1:
        return True
    return title.isupper() or (not number and bool(_LISTED.match(title)))
