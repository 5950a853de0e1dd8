"""Draft small tables of duties, or one cell of their column of deadlines."""

from __future__ import annotations

from collections.abc import Sequence

from ntmtrack.drafting.document_model import FoundDuty
from ntmtrack.drafting.document_model import SourceDocument
from ntmtrack.drafting.document_model import SourcePlace
from ntmtrack.drafting.document_model import SourceTable
from ntmtrack.drafting.document_model import TableCell
from ntmtrack.drafting.document_model import TableRow
from ntmtrack.drafting.document_model import TextParagraph
from ntmtrack.drafting.extraction import finding

DAY = "Bình Sơn, ngày 26 tháng 9 năm 2025"


def duties(lines: str, day: str = DAY) -> Sequence[FoundDuty]:
    """Find the duties of a table of lines with bars; `^` and `<` are merged cells."""
    rows: list[TableRow] = []
    for number, line in enumerate(lines.strip().splitlines(), 1):
        cells: list[TableCell] = []
        for column, cell in enumerate(part.strip() for part in line.split("|")):
            above = rows[-1].cells[column].text if cell == "^" else ""
            beside = cells[-1].text if cell == "<" else ""
            cells.append(TableCell(above or beside or cell, continues=cell in {"^", "<"}))
        rows.append(TableRow(tuple(cells), SourcePlace(table=1, row=number)))
    table = SourceTable(tuple(rows), SourcePlace(table=1))
    lines_above = (
        TextParagraph(text, SourcePlace(paragraph=at))
        for at, text in enumerate(day.splitlines(), 1)
    )
    return finding.find(SourceDocument("x", (*lines_above, table)), {}).duties


def of_cell(cell: str, section: str = "") -> FoundDuty:
    """Find the duty whose deadline a cell names, under a section row."""
    over = f"{section} | < | < | <\n" if section else ""
    (duty,) = duties(
        "TT | Nội dung công việc | Đơn vị chủ trì | Thời hạn\n"
        f"{over}1 | Rà soát hộ nghèo toàn xã | Phòng Kinh tế | {cell}"
    )
    return duty


def reasons(duty: FoundDuty) -> set[str]:
    return {why.text for why in duty.why}
