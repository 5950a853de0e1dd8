"""The text of a Word document: every paragraph and table, in order."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import docx
from docx.table import Table
from expected import UPDATE


def text_of(data: bytes) -> str:
    """Return a document as text: a paragraph a line, a table row a line with bars.

    No-break spaces between a figure and its unit become plain spaces.
    """
    document = docx.Document(BytesIO(data))
    lines: list[str] = []
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            lines += (f"| {' | '.join(cells)} |" for cells in rows(block))
        else:
            lines.append(block.text)
    text = "".join(f"{line}\n".lstrip(" ") for line in lines)
    return text.replace("\N{NO-BREAK SPACE}", " ")


def rows(table: Table) -> list[list[str]]:
    """Return the texts of a table's cells, in which slashes separate paragraphs."""
    return [
        [cell.text.rstrip("\n").replace("\n", " / ") for cell in dict.fromkeys(row.cells)]
        for row in table.rows
    ]


def written_down(case: Path, found: str) -> str:
    """Return the expected text of a case; NTMTRACK_UPDATE_GOLDEN=1 writes `found` there first."""
    if UPDATE:
        case.parent.mkdir(exist_ok=True)
        case.write_text(found, encoding="utf-8")
    return case.read_text(encoding="utf-8")
