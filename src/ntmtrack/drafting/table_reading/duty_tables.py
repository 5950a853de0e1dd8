"""Reads the duties of a table: first determines its columns, then reads its rows."""

from __future__ import annotations

from collections.abc import Collection
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from ntmtrack.drafting.document_model import SourceTable
from ntmtrack.drafting.document_model import TableCell
from ntmtrack.drafting.document_model import TableRow
from ntmtrack.drafting.document_model import TextParagraph
from ntmtrack.drafting.document_model import UnusedText
from ntmtrack.drafting.phrases import duty_verbs
from ntmtrack.drafting.phrases import spelling
from ntmtrack.drafting.phrases import time_phrases
from ntmtrack.drafting.prose_reading.duty_block import RawDuty
from ntmtrack.drafting.table_reading import column_heads
from ntmtrack.drafting.table_reading import duty_columns
from ntmtrack.drafting.table_reading import duty_heads
from ntmtrack.drafting.table_reading import duty_rows
from ntmtrack.drafting.table_reading import missing_years
from ntmtrack.drafting.table_reading import row_times
from ntmtrack.drafting.table_reading import table_shapes
from ntmtrack.drafting.table_reading.column_cells import ColumnCells

_FEWEST_WORDS = 4  # of a possible duty with an owner or time beside it


class TableReading(NamedTuple):
    """Collect what a table holds: duties, unused texts and heads that are not understood.

    `notes` are the lines below its rows, which are read as text; `section` is the last heading
    between its rows.
    """

    duties: list[RawDuty]
    unused: list[UnusedText]
    unknown: list[str]
    is_duties: bool
    heads: list[str]
    notes: Sequence[TextParagraph] = ()
    kinds: Sequence[str] = ()
    section: str = ""


class Around(NamedTuple):
    """Describe the context of a table: date, heading and subject, and the table before it.

    `when` is the time that a line above sets for all rows: Thời gian: 14 giờ ngày 28/9/2026.
    """

    issued: date | None
    section: str = ""
    subject: str = ""
    before: TableReading | None = None
    when: row_times.RowsTime = row_times.RowsTime()


class DocumentTables:
    """Read the tables of a document and collect their duties and unused texts."""

    def __init__(self, issued: date | None, subject: str, column_map: Mapping[str, str]) -> None:
        self._issued, self._subject, self._map = issued, subject, column_map
        self._before: TableReading | None = None  # the last table with duties
        self._when = row_times.RowsTime()
        self.duties: list[tuple[int, RawDuty]] = []  # each with the number of its table's block
        self.unused: list[UnusedText] = []
        self.unknown: list[str] = []
        self.columns: list[list[str]] = []

    def read(
        self, block: SourceTable, section: str, number: int
    ) -> Iterator[Sequence[TextParagraph]]:
        """Read a table, and yield the notes below its rows, which are read as other text."""
        for table, heads in table_shapes.ordinary(block, self._map, self._issued):
            around = Around(self._issued, section, self._subject, self._before, self._when)
            reading = read(table, self._map, around, heads)
            self._before = reading if reading.is_duties else self._before
            self.duties += [(number, duty) for duty in reading.duties]
            self.unused += reading.unused
            self.unknown += reading.unknown
            self.columns.append(reading.heads)
            yield reading.notes
        self._when = row_times.RowsTime()

    def end_section(self, paragraph: str) -> None:
        """Note that a paragraph ends the last table's section, and any time it sets.

        The next table cannot continue that section.
        """
        self._before = self._before and self._before._replace(section="")
        when = row_times.over_table(paragraph, self._issued)
        self._when = when if when.times else self._when


def read(
    table: SourceTable,
    column_map: Mapping[str, str],
    around: Around,
    head_rows: duty_heads.Heads | None = None,
) -> TableReading:
    """Read the duties of a table; a table whose columns hold no duties yields none.

    A table without heads takes those of the table before it, if its cells match.
    """
    issued, before = around.issued, around.before
    heads = head_rows or duty_heads.find(table, column_map)
    if not heads.texts and before and _continues_table(table, before, issued):
        heads = heads._replace(texts=before.heads)
        around = around._replace(section=before.section or around.section)
        above = {f"Cột {number}": kind for number, kind in enumerate(before.kinds, 1) if kind}
        column_map = {**above, **column_map}
    columns = duty_columns.recognize(table, heads.end, heads.texts, column_map, issued)
    if not duty_columns.hold_duties(columns, column_map):
        return _without_duties(table, heads, column_map, issued)
    has_deadlines = _heads_name_deadlines(heads.texts, columns.kinds, column_map, issued)
    reading = duty_rows.RowReader(
        table, columns, issued, _section(table, columns, around), has_deadlines=has_deadlines
    )
    _set_times_over(reading, table.rows[: heads.first], columns, around)
    end = duty_heads.end_of_rows(table.rows, heads.end, columns.kinds)
    reading.read(heads.end, end)
    wide = [row for row in table.rows[: heads.first] if len({cell.text for cell in row.cells}) > 3]
    in_heads = _in_heads(table.rows[heads.first : heads.end])
    return TableReading(
        reading.duties,
        [*reading.unused, *_unused(wide, issued), *in_heads],
        [head for head in columns.unknown if head],
        is_duties=True,
        heads=heads.texts,
        notes=duty_heads.notes(table.rows[end:]),
        kinds=columns.kinds,
        section=reading.section,
    )


def _section(table: SourceTable, columns: duty_columns.Columns, around: Around) -> str:
    """Return the heading over a table, or the name of its sheet if that names who does it all.

    Workbooks often have a sheet for each body.
    """
    if "owner" in columns.kinds or duty_heads.body_of_heading(around.section):
        return around.section
    return duty_heads.body_of_heading(table.place.sheet) or around.section


def _set_times_over(
    reading: duty_rows.RowReader,
    above: Sequence[TableRow],
    columns: duty_columns.Columns,
    around: Around,
) -> None:
    """Give the reader of the rows the times that the texts over them set."""
    issued = around.issued
    titles = _heads_and_titles(above, columns.heads, columns.kinds)
    over = [*titles, reading.section, around.subject]
    reading.month = row_times.month_over(over, issued)
    deadlines = columns.of("deadline")
    reading.span = missing_years.span_over(over, deadlines.texts if deadlines else (), issued)
    if deadlines and missing_years.are_all_past(deadlines.texts, issued):
        reading.following = missing_years.following_year(over, issued)
    reading.whole = row_times.RowsTime() if deadlines else around.when


def _without_duties(
    table: SourceTable,
    head_rows: duty_heads.Heads,
    column_map: Mapping[str, str],
    issued: date | None,
) -> TableReading:
    """Return a reading without duties: possible duties as unused texts, unknown heads."""
    first, start, heads = head_rows
    top = heads or [spelling.compact(cell.text) for row in table.rows[:1] for cell in row.cells]
    unused = [*_in_heads(table.rows[first:start]), *_unused(table.rows[:first], issued)]
    unused += _unused(table.rows[start:], issued)
    named = [head for head in heads if head and not column_heads.kind_of(head, column_map)]
    return TableReading([], unused, named if unused else [], is_duties=False, heads=top)


def _heads_name_deadlines(
    heads: Sequence[str], kinds: Sequence[str], column_map: Mapping[str, str], issued: date | None
) -> bool:
    """Return whether the heads of all deadline columns say that they hold deadlines."""
    named = [
        column_heads.kind_of(head, column_map, number) == "deadline"
        or column_heads.names_time(head, issued)
        for number, (head, kind) in enumerate(zip(heads, kinds, strict=False), 1)
        if kind == "deadline"
    ]
    return bool(named) and all(named)


def _continues_table(table: SourceTable, before: TableReading, issued: date | None) -> bool:
    """Return whether a table has the columns of the one before: times, names or numbers match."""
    if not before.is_duties or len(table.rows[0].cells) != len(before.kinds):
        return False
    cells = [ColumnCells(table.rows, number, issued) for number in range(len(before.kinds))]
    alike = {"deadline": {"time"}, "owner": {"name"}, "number": {"number"}}
    return any(
        column.kind in alike.get(kind, ())
        or (kind == "number" and column.texts and column.are_orders)
        for kind, column in zip(before.kinds, cells, strict=True)
    )


def _in_heads(rows: Sequence[TableRow]) -> list[UnusedText]:
    """Return the cells of heads that read as duties and are no known heads."""
    return [
        UnusedText(row.place, text)
        for row in rows
        for text in (spelling.compact(cell.text) for cell in row.cells if not cell.continues)
        if len(text.split()) >= _FEWEST_WORDS
        and duty_verbs.begins_duty(text)
        and not column_heads.kind_of(text, {})
    ]


def _heads_and_titles(
    above: Sequence[TableRow], heads: Sequence[str], kinds: Sequence[str]
) -> list[str]:
    """Return texts that may name a table's month: deadline heads, then the nearest rows."""
    deadlines = [head for head, kind in zip(heads, kinds, strict=False) if kind == "deadline"]
    return deadlines + [cell.text for row in reversed(above) for cell in row.cells[:1]]


def _unused(rows: Sequence[TableRow], issued: date | None) -> list[UnusedText]:
    """Return the cells that could have been duties.

    They read as duties, have an owner or a time beside them, or share a column with a cell that
    reads as one.
    """
    like_duties = {
        number
        for row in rows
        for number, cell in enumerate(row.cells)
        if duty_verbs.begins_duty(spelling.compact(cell.text))
    }
    return [
        UnusedText(row.place, text) for row in rows for text in _left_of(row, like_duties, issued)
    ]


def _left_of(row: TableRow, like_duties: Collection[int], issued: date | None) -> list[str]:
    """Return the texts of a row that could have been duties, or the whole row as one text."""
    texts = {
        number: spelling.compact(cell.text)
        for number, cell in enumerate(row.cells)
        if not cell.continues
    }
    cells = [
        ColumnCells((TableRow((TableCell(text),), row.place),), 0, issued)
        for text in texts.values()
    ]
    beside = row.place.table and any(cell.kind in {"time", "name", "mark"} for cell in cells)
    left = [
        text
        for number, text in texts.items()
        if duty_verbs.begins_duty(text)
        or time_phrases.in_sentence(text, None)
        or ((beside or number in like_duties) and len(text.split()) >= _FEWEST_WORDS)
    ]
    if not left and beside and any(cell.to_come for cell in cells):
        return ["; ".join(filter(None, texts.values()))]
    return left
