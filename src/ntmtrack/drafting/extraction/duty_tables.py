"""Duties in the rows of tables: whose columns are told, what rows carry down to those below."""

from __future__ import annotations

import re
from collections.abc import Mapping
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from ntmtrack.drafting.document_model import DraftReason
from ntmtrack.drafting.document_model import SourceTable
from ntmtrack.drafting.document_model import TableRow
from ntmtrack.drafting.document_model import TextParagraph
from ntmtrack.drafting.document_model import UnusedText
from ntmtrack.drafting.extraction import duty_columns
from ntmtrack.drafting.extraction import duty_heads
from ntmtrack.drafting.extraction import duty_verbs
from ntmtrack.drafting.extraction import places_and_events
from ntmtrack.drafting.extraction import row_times
from ntmtrack.drafting.extraction import spelling
from ntmtrack.drafting.extraction import time_phrases
from ntmtrack.drafting.extraction.duty_block import RawDuty
from ntmtrack.drafting.extraction.row_times import RowCells
from ntmtrack.drafting.extraction.time_phrases import TimeWords
from ntmtrack.wording.words import N_

OWNER_FROM_ROW_ABOVE = N_("The cell is empty: the row above names them.")
UNKNOWN_HEAD = N_("The head of this column does not say that it holds deadlines.")
NO_OWNER = N_("The row names nobody.")
SAME_AS_ABOVE = N_("“{mark}” stands for the row above: {text}")
_SAME = re.compile(r"(?:như trên|nt|n/t|-nt-|-//-|/{2}|[\"”“']{1,2}|như mục trên|như dòng trên)\.?")
_NONE = re.compile(r"[-._/\\… ]*|không(?: có)?")
_TOTAL = re.compile(r"(?:tổng cộng|tổng số|tổng|cộng)\W*(?:\d.*)?")
_SECTION_NUMBER = re.compile(r"(?:[IVX]{1,5}(?:\.\d+)?|[A-H]|[A-HIVX]\.\d{0,2})[.)]?")
_WHERE = re.compile("dia diem|noi thuc hien")
_VILLAGES = re.compile(rf"(?<!văn )\b{spelling.any_of(places_and_events.KINDS)}\b|toàn xã")
_NOTES = re.compile("ghi chu|luu y|notes?")
_LISTED = re.compile(r"\(?\d{1,2}\)|[IVX]{1,5}[.)]|[A-H][.)] ")


class _Deadline(NamedTuple):
    """Hold the time of a row: its words, what they say, and what is doubtful in it."""

    words: str
    times: tuple[TimeWords, ...]
    from_column: bool
    doubts: Sequence[DraftReason]


class TableReading(NamedTuple):
    """Hold what was read of a table: its duties, what was left, columns not understood.

    `notes` are the lines beneath its rows, which are text as any other.
    """

    duties: list[RawDuty]
    unused: list[UnusedText]
    unknown: list[str]
    is_duties: bool
    heads: list[str]
    notes: Sequence[TextParagraph] = ()


def read(
    table: SourceTable, column_map: Mapping[str, str], issued: date | None, section: str
) -> TableReading:
    """Read the duties of a table; one whose columns name no duties has none."""
    first, start, heads = duty_heads.find(table, column_map)
    kinds = duty_columns.kinds(table, start, heads, column_map, issued)
    unknown = [head for head, kind in zip(heads, kinds, strict=False) if head and not kind]
    if not duty_columns.hold_duties(kinds, heads, len(table.rows) - start, column_map):
        top = heads or [spelling.compact(cell.text) for row in table.rows[:1] for cell in row.cells]
        unknown = unknown if "deadline" in kinds else []
        return TableReading([], _unused(table.rows), unknown, is_duties=False, heads=top)
    told = {head for head, kind in zip(heads, kinds, strict=False) if kind == "deadline"}
    known = all(
        duty_columns.kind_of(head, column_map, number) == "deadline"
        or duty_columns.names_time(head, issued)
        for number, head in enumerate(heads, 1)
        if head in told
    )
    columns = _Columns(kinds, heads, bool(told) and known)
    reading = _Reading(table, columns, issued, section)
    end = duty_heads.end_of_rows(table.rows, start, kinds)
    reading.read(start, end)
    above = [row for row in table.rows[:first] if len({cell.text for cell in row.cells}) > 3]
    reading.unused += _unused(above)
    notes = duty_heads.notes(table.rows[end:])
    return TableReading(
        reading.duties, reading.unused, unknown, is_duties=True, heads=heads, notes=notes
    )


def _unused(rows: Sequence[TableRow]) -> list[UnusedText]:
    """List the cells of other rows that could have been duties."""
    return [
        UnusedText(row.place, spelling.compact(cell.text))
        for row in rows
        for cell in row.cells
        if not cell.continues
        and (duty_verbs.begins_duty(cell.text) or time_phrases.in_sentence(cell.text, None))
    ]


class _Columns(NamedTuple):
    """Hold what the columns hold, and their heads; whether a head says that it holds deadlines."""

    kinds: list[str]
    heads: list[str]
    has_deadlines: bool


class _Reading:
    """Read one table, row after row."""

    def __init__(
        self, table: SourceTable, columns: _Columns, issued: date | None, section: str
    ) -> None:
        self.duties: list[RawDuty] = []
        self.unused: list[UnusedText] = []
        self._table, self._kinds, self._issued = table, columns.kinds, issued
        self._has_deadlines = columns.has_deadlines
        self._marks = duty_columns.marked_times(columns.heads, columns.kinds)
        self._heads = [spelling.key(head) for head in columns.heads]
        self._labels = [_label(head) for head in columns.heads]
        self._section = section
        self._over = row_times.RowsTime()  # the section, and the time that its words name
        self._above: Mapping[str, str] = {}
        self._heading: UnusedText | None = None  # a section that could have been a duty itself
        self._heads_duties = False  # whether a duty stands below it
        self._has_days = False  # whether most cells under the deadlines are dates

    def read(self, start: int, end: int) -> None:
        rows = self._table.rows[:end]
        column = self._kinds.index("deadline") if "deadline" in self._kinds else None
        self._has_days = column is not None and duty_columns.holds_days(rows[start:], column)
        for number, row in enumerate(rows[start:], start):
            texts = [spelling.compact(cell.text) for cell in row.cells]
            if not any(texts) or self._is_header_again(texts) or duty_columns.only_numbers(texts):
                continue
            cells = self._row(row)
            if cells.of("owner") in {"", cells.of("title")} and any(
                _TOTAL.fullmatch(spelling.level(cells.of(kind))) for kind in ("number", "title")
            ):
                self.unused.append(UnusedText(row.place, " ".join(filter(None, texts))))
                continue
            following = self._row(rows[number + 1]) if number + 1 < len(rows) else None
            is_merged = _covers_all(row, texts, cells.of("number"))
            if is_merged or self._is_section(row, cells, texts, following):
                text = " ".join(dict.fromkeys(text for text in texts if text))
                self._begin_section(text)
                if duty_verbs.begins_duty(cells.of("title") or text):
                    self._heading = UnusedText(row.place, text)
                continue
            if self._continues(cells):
                self._continue(cells)
            else:
                self._read_row(row, cells)
            others = [cell for cell, kind in zip(row.cells, self._kinds, strict=False) if not kind]
            self.unused += _unused([row._replace(cells=tuple(others))])
        self._leave_heading()

    def _is_header_again(self, texts: list[str]) -> bool:
        keys = [spelling.key(text) for text in texts]
        return (
            sum(key == head and bool(key) for key, head in zip(keys, self._heads, strict=False))
            >= 2
        )

    def _row(self, row: TableRow) -> RowCells:
        values: dict[str, str] = {}
        day = numbered = None
        marked: list[str] = []
        for number, (told, cell) in enumerate(zip(self._kinds, row.cells, strict=False)):
            kind = self._kind_of_cell(told, number, cell.text)
            text = "\n".join(
                spelling.compact(line) for line in cell.text.splitlines() if line.strip()
            )
            if kind == "deadline":
                day = day or cell.day
                numbered = cell.numbered if self._has_days else None
            if cell.continues and kind == "support" and text == values.get("owner"):
                continue  # one cell over both columns
            is_mark = kind == "deadline" and duty_columns.MARK.fullmatch(text)
            if is_mark and (time := self._marks.get(number)):  # a column may have no head
                text = time
                marked.append(time)
            if text and kind == "note" and number < len(self._labels):
                text = self._labels[number] + text
            if text and kind and text not in values.get(kind, ""):
                values[kind] = f"{values[kind]}; {text}" if values.get(kind) else text
        return RowCells(values, day, numbered, tuple(marked))

    def _kind_of_cell(self, kind: str, number: int, text: str) -> str:
        """Give what a cell holds: what its column does, or the place where it names villages."""
        if kind != "note" or number >= len(self._heads) or not _WHERE.match(self._heads[number]):
            return kind
        return "place" if _VILLAGES.search(spelling.level(text)) else kind

    def _is_section(
        self, row: TableRow, cells: RowCells, texts: list[str], following: RowCells | None
    ) -> bool:
        """Tell whether a row is a heading over those below it."""
        distinct = list(dict.fromkeys(text for text in texts if text))
        if len(distinct) == 1 and (len(row.cells) > 2 or any(cell.continues for cell in row.cells)):
            return not re.fullmatch(r"\d+", distinct[0]) and (
                texts[0] == distinct[0] or bool(_LISTED.match(distinct[0])) or distinct[0].isupper()
            )
        number, title = cells.of("number").strip(), cells.of("title")
        if cells.of("owner") and cells.of("owner") != title:
            return False
        if _SECTION_NUMBER.fullmatch(number) and not (cells.of("owner") or cells.day):
            return True
        if not cells.is_bare or not title:
            return False
        below = following.of("number").strip() if following else ""
        if (
            number
            and below.startswith(f"{number.rstrip('.')}.")
            and len(below) > len(number.rstrip(".")) + 1
        ):
            return True
        return title.isupper() or (not number and bool(_LISTED.match(title)))

    def _begin_section(self, text: str) -> None:
        self._leave_heading()
        self._section = text
        self._over = row_times.section(text, self._issued)
        self._above = {}

    def _leave_heading(self) -> None:
        """List the section before as unused, unless it was no more than a heading over duties."""
        if self._heading and not (self._heads_duties and _is_heading(self._heading.text)):
            self.unused.append(self._heading)
        self._heading, self._heads_duties = None, False

    def _continues(self, cells: RowCells) -> bool:
        """Tell whether a row is only more words of the one above, as a page break leaves it."""
        if (
            not self.duties
            or cells.of("number")
            or cells.of("owner")
            or "number" not in self._kinds
        ):
            return False
        title = cells.of("title")
        return (
            not title
            or title[:1].islower()
            or (cells.is_bare and not duty_verbs.begins_duty(title))
        )

    def _continue(self, cells: RowCells) -> None:
        last = self.duties[-1]
        text = f"{last.text}\n{cells.of('title')}" if cells.of("title") else last.text
        deadline = last.deadline or cells.of("deadline")
        times = last.times or tuple(row_times.read(cells, self._issued))
        product = "; ".join(filter(None, (last.product, cells.of("product"))))
        note = spelling.compact("; ".join(filter(None, (last.note, cells.of("note")))))
        self.duties[-1] = last._replace(
            text=text, deadline=deadline, times=times, product=product, note=note
        )

    def _read_row(self, row: TableRow, cells: RowCells) -> None:
        kinds = (*duty_columns.KINDS, duty_columns.RECEIVER, duty_columns.RHYTHM)
        values = {kind: self._same_as_above(kind, cells.of(kind)) for kind in kinds}
        title = values["title"]
        if not re.search(r"[^\W\d]", title):
            return
        doubts: list[DraftReason] = []
        if not cells.of("owner") and self._above.get("owner"):
            values["owner"] = self._above["owner"]
            doubts.append(DraftReason(OWNER_FROM_ROW_ABOVE))
        elif not values["owner"]:
            doubts.append(DraftReason(NO_OWNER))
        doubts += row_times.with_product(cells, self._issued)
        self._above = values
        self._heads_duties = True
        when = self._deadline(cells, cells._replace(values=values))
        self.duties.append(
            RawDuty(
                title,
                row.place,
                clause=values["number"].strip(" .)("),
                section=self._section,
                owner=values["owner"],
                support=values["support"],
                leader=values["leader"],
                report_to=values[duty_columns.RECEIVER],
                product=spelling.compact(values["product"]),
                note=spelling.compact(values["note"]),
                villages=values["place"],
                deadline=spelling.compact(when.words),
                times=when.times,
                from_column=when.from_column,
                doubts=(*doubts, *when.doubts),
            )
        )  # fmt: skip

    def _deadline(self, own: RowCells, cells: RowCells) -> _Deadline:
        """Read a row's time: its own, the row above's that it repeats, or its section's."""
        words, times = row_times.when(cells), tuple(row_times.read(cells, self._issued))
        doubts: list[DraftReason] = []
        if any(_is_same(own.of(kind)) for kind in ("start", "deadline")):
            mark = row_times.when(own)  # the row's own words: the other's date is only likely
            if words:
                doubts.append(DraftReason(SAME_AS_ABOVE, {"mark": mark, "text": words}))
            times, words = tuple(time._replace(whole=False) for time in times), mark
        if words and not self._has_deadlines:
            doubts.append(DraftReason(UNKNOWN_HEAD))
        if words and not any(time.is_dated for time in times):
            below = row_times.of_section(row_times.when(cells), self._over)
            times = (below,) if below else times
        if words or not self._over.times:
            return _Deadline(words, times, self._has_deadlines, doubts)
        doubts.append(DraftReason(row_times.DEADLINE_FROM_SECTION, {"text": self._over.words}))
        return _Deadline(self._over.words, self._over.times, from_column=False, doubts=doubts)

    def _same_as_above(self, kind: str, text: str) -> str:
        """Give what a cell says: the row above's where it repeats that, nothing for a dash."""
        if kind in {"number", "title"}:
            return text
        if _is_same(text):
            return self._above.get(kind, "")
        return "" if _NONE.fullmatch(spelling.level(text.strip())) else text


def _is_heading(text: str) -> bool:
    """Tell whether a text is headed as sections are, by II, A or II.1, or all in capitals."""
    return text.isupper() or bool(_SECTION_NUMBER.fullmatch(text.split(maxsplit=1)[0]))


def _covers_all(row: TableRow, texts: Sequence[str], number: str) -> bool:
    """Tell whether one text stands in all cells of a row but that of its number."""
    rest = texts[1:] if number and texts[0] == number else texts
    return len(rest) > 2 and len(set(rest)) == 1 and any(cell.continues for cell in row.cells)


def _is_same(text: str) -> bool:
    return bool(_SAME.fullmatch(spelling.level(text.strip())))


def _label(head: str) -> str:
    """Give what tells a note from others: the head of a column that is not named as notes are."""
    return "" if not head or _NOTES.fullmatch(spelling.key(head)) else f"{head}: "
