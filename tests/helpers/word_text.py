"""What a document of a word processor says, read back: every paragraph and table, in order."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import docx
from docx.table import Table
from expected import UPDATE


def text_of(data: bytes) -> str:
    """Write a document down: a paragraph a line, a table row a line with bars.

    What keeps a count with its unit reads as a plain space.
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
    """Return the texts of a table's cells, the paragraphs of one after slashes."""
    return [
        [cell.text.rstrip("\n").replace("\n", " / ") for cell in dict.fromkeys(row.cells)]
        for row in table.rows
    ]


def written_down(case: Path, found: str) -> str:
    """Return what was written down for a case; NTMTRACK_UPDATE_GOLDEN=1 writes it anew."""
    if UPDATE:
        case.parent.mkdir(exist_ok=True)
        case.write_text(found, encoding="utf-8")
    return case.read_text(encoding="utf-8")
