"""Which rows of a table of duties are headings over those below them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ntmtrack.drafting.document_model import TableRow
from ntmtrack.drafting.table_reading.row_times import RowCells

_NUMBER = re.compile(r"(?:[IVX]{1,5}(?:\.\d+)?|[A-H]|[A-HIVX]\.\d{0,2})[.)]?")
_LISTED = re.compile(r"\(?\d{1,2}\)|[IVX]{1,5}[.)]|[A-H][.)] ")


def is_numbered(text: str) -> bool:
    """Tell whether a text is headed as sections are, by II, A or II.1, or all in capitals."""
    return text.isupper() or bool(_NUMBER.fullmatch(text.split(maxsplit=1)[0]))


def level(text: str) -> int:
    """Tell how deep a section is by its number: A over I over 1; one without a number is over all.

    A time that a section names is that of the deeper ones below it as well.
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
    """Tell whether a row is a heading over those below it."""
    distinct = list(dict.fromkeys(text for text in texts if text))
    if _covers_all(row, texts, cells.of("number")):
        return True
    if len(distinct) == 1 and (len(row.cells) > 2 or any(cell.continues for cell in row.cells)):
        return not re.fullmatch(r"\d+", distinct[0]) and (
            texts[0] == distinct[0] or bool(_LISTED.match(distinct[0])) or distinct[0].isupper()
        )
    return _heads_others(cells, following)


def _covers_all(row: TableRow, texts: Sequence[str], number: str) -> bool:
    """Tell whether one text stands in all cells of a row but that of its number."""
    rest = texts[1:] if number and texts[0] == number else texts
    return len(rest) > 2 and len(set(rest)) == 1 and any(cell.continues for cell in row.cells)


def _heads_others(cells: RowCells, following: RowCells | None) -> bool:
    """Tell whether the number and the title of a row that names nobody are those of a heading."""
    number, title = cells.of("number").strip(), cells.of("title")
    if cells.of("owner") and cells.of("owner") != title:
        return False
    if _NUMBER.fullmatch(number) and not (cells.of("owner") or cells.day):
        return True
    if title.isupper() and following and not following.of("title").isupper() and cells.names_nobody:
        return True  # with the time of all that stands below
    return cells.is_bare and bool(title) and _is_heading(number, title, following)


def _is_heading(number: str, title: str, following: RowCells | None) -> bool:
    """Tell whether a bare row is numbered above the one below it, or written as headings are."""
    below = following.of("number").strip() if following else ""
    above = number.rstrip(".")
    if number and below.startswith(f"{above}.") and len(below) > len(above) + 1:
        return True
    return title.isupper() or (not number and bool(_LISTED.match(title)))
