"""CSV for Excel, which needs a byte order mark to read Vietnamese, or raw CSV for programs.

A report that consists of one table becomes that table, with its headings in the first row. In any
other report the blocks follow one another, each below its title and an empty line; raw, it is one
table as well, whose first column names the part of the report that a row is from.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from datetime import date
from datetime import datetime
from datetime import time
from typing import Literal

from ntmtrack.reports.tables import Block
from ntmtrack.reports.tables import Bullets
from ntmtrack.reports.tables import CellValue
from ntmtrack.reports.tables import Facts
from ntmtrack.reports.tables import Paragraph
from ntmtrack.reports.tables import Section
from ntmtrack.reports.tables import Table
from ntmtrack.reports.tables import number_sections
from ntmtrack.reports.tables import only_table
from ntmtrack.reports.tables import with_asides
from ntmtrack.wording.clean import clean
from ntmtrack.wording.words import Words

Dialect = Literal["excel", "raw"]
BYTE_ORDER_MARK = "\ufeff"
# Text that a spreadsheet would take for the beginning of a formula.
_FORMULA = re.compile(r"\s*[=+\-@\t\r＝＋－＠]")  # noqa: RUF001 - full-width signs work, too


def render(blocks: Sequence[Block], words: Words, dialect: Dialect = "excel") -> str:
    """Return blocks as CSV: for Excel, or raw, without byte order mark and with texts unchanged."""
    blocks = with_asides(blocks)
    if table := only_table(blocks):
        rows = _table(table, dialect)
    else:
        rows = _one_table(blocks, words) if dialect == "raw" else _sequence(blocks)
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    for row in rows:
        writer.writerow([_field(value, dialect) for value in row])
    return out.getvalue() if dialect == "raw" else BYTE_ORDER_MARK + out.getvalue()


def _sequence(blocks: Sequence[Block]) -> Iterator[Sequence[CellValue]]:
    """Yield the rows of all blocks, with an empty row before each block except sentences."""
    before: Block | None = None
    for number, block in number_sections(blocks):
        if before and not isinstance(block, Paragraph | Bullets):
            yield []
        yield from _rows(number, block)
        before = block


def _rows(number: str, block: Block) -> Iterator[Sequence[CellValue]]:
    if isinstance(block, Paragraph):
        yield [block.text] if block.text else []
    elif isinstance(block, Section):
        yield [f"{number}. {block.title}"]
    elif isinstance(block, Bullets):
        yield from ([item] for item in block.items)
    elif isinstance(block, Facts):
        yield [block.title]
        yield from ([name, cell.value] for name, cell in block.pairs)
    else:
        if block.title:
            yield [block.title]
        yield from _table(block, "excel")


def _headings(table: Table, dialect: Dialect) -> list[str]:
    columns = table.columns
    return [(dialect == "raw" and column.steady) or column.heading for column in columns]


def _table(table: Table, dialect: Dialect) -> Iterator[Sequence[CellValue]]:
    yield _headings(table, dialect)
    yield from ([cell.value for cell in row] for row in table.rows)


def _one_table(blocks: Sequence[Block], words: Words) -> Iterator[Sequence[CellValue]]:
    """Yield all blocks as one table, in which each of their headings occurs once.

    A heading that occurs several times within a block, such as two villages of the same name,
    occurs as often here.
    """
    part, text = words.say("Part"), words.say("Text")
    records: list[dict[tuple[str, int], CellValue]] = []
    for title, block in _with_titles(blocks):
        for names, values in _records(block):
            record: dict[tuple[str, int], CellValue] = {(part, 0): title}
            for name, value in zip(names, values, strict=True):
                heading = name or text
                again = sum(heading == other for other, _ in record)
                record[heading, again] = value
            records.append(record)
    headings = list(dict.fromkeys(heading for record in records for heading in record))
    if headings:
        yield [name for name, _ in headings]
    yield from ([record.get(heading) for heading in headings] for record in records)


def _with_titles(blocks: Iterable[Block]) -> Iterator[tuple[str, Block]]:
    """Yield each block that has content with the titles that it stands under.

    An empty line ends the section above it; what follows belongs to the whole report.
    """
    section, subsection, title, whole = "", "", "", ""
    for _, block in number_sections(blocks):
        if isinstance(block, Section):
            if block.level == 1:
                section, subsection = block.title, ""
            else:
                subsection = block.title
            title = ""
        elif isinstance(block, Paragraph) and block.role == "title":
            title = block.text
            whole = whole or title
        elif isinstance(block, Paragraph) and not block.text:
            section, subsection, title = "", "", whole
        else:
            title = getattr(block, "title", "") or title
            yield " / ".join(filter(None, (section, subsection, title))), block


def _records(block: Block) -> Iterator[tuple[Sequence[str], Sequence[CellValue]]]:
    """Yield the contents of a block as values with their headings, which sentences lack."""
    if isinstance(block, Table):
        headings = _headings(block, "raw")
        yield from ((headings, [cell.value for cell in row]) for row in block.rows)
    elif isinstance(block, Facts):
        yield [name for name, _ in block.pairs], [cell.value for _, cell in block.pairs]
    elif isinstance(block, Bullets):
        yield from (([""], [item]) for item in block.items)
    elif isinstance(block, Paragraph) and block.text:
        yield [""], [block.text]


def _field(value: CellValue, dialect: Dialect) -> str:
    """Return a value as text: days and numbers for programs, texts protected from Excel."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return (
            value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
        )
    if isinstance(value, date):
        return value.isoformat()
    if not isinstance(value, str):
        return str(value) if isinstance(value, int) else f"{value:f}"
    if dialect == "raw":
        return value
    text = clean(value)
    return f"'{text}" if _FORMULA.match(text) else text
