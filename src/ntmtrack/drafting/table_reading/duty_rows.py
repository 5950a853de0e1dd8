"""Reads duties from the rows of a table with known columns, and fills gaps from the rows above."""

from __future__ import annotations

import re
from collections.abc import Mapping
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from ntmtrack.drafting.document_model import DraftReason
from ntmtrack.drafting.document_model import SourceTable
from ntmtrack.drafting.document_model import TableRow
from ntmtrack.drafting.document_model import UnusedText
from ntmtrack.drafting.phrases import duty_verbs
from ntmtrack.drafting.phrases import spelling
from ntmtrack.drafting.phrases import time_phrases
from ntmtrack.drafting.phrases.time_phrases import TimeWords
from ntmtrack.drafting.prose_reading.duty_block import OWNER_ABOVE
from ntmtrack.drafting.prose_reading.duty_block import RawDuty
from ntmtrack.drafting.table_reading import column_heads
from ntmtrack.drafting.table_reading import duty_columns
from ntmtrack.drafting.table_reading import duty_heads
from ntmtrack.drafting.table_reading import lead_words
from ntmtrack.drafting.table_reading import missing_years
from ntmtrack.drafting.table_reading import row_cells
from ntmtrack.drafting.table_reading import row_times
from ntmtrack.drafting.table_reading import section_rows
from ntmtrack.drafting.table_reading import section_times
from ntmtrack.drafting.table_reading import several_deadlines
from ntmtrack.drafting.table_reading.row_times import RowCells
from ntmtrack.wording.words import N_

OWNER_FROM_ROW_ABOVE = N_("The cell is empty: the names come from the row above.")
UNKNOWN_HEAD = N_("The heading of this column does not say that it holds deadlines.")
OTHER_COLUMN = N_("Another column also gives a time: {text}")
DAY_FROM_ROW_ABOVE = N_("The cell is empty: the day comes from the row above.")
NO_OWNER = N_("The row names nobody.")
WHO_CHAIRS = N_("The column only says who leads, not who does the work.")
OWNER_PROPOSED = {OWNER_FROM_ROW_ABOVE, WHO_CHAIRS}
SAME_AS_ABOVE = N_("“{mark}” means the same as in the row above: {text}")


class _Deadline(NamedTuple):
    """The deadline of a row: its words, the times in them, and what is doubtful."""

    words: str
    times: tuple[TimeWords, ...]
    from_column: bool
    doubts: Sequence[DraftReason]


class RowReader:
    """Read the rows of one table in order."""

    def __init__(
        self,
        table: SourceTable,
        columns: duty_columns.Columns,
        issued: date | None,
        section: str,
        *,
        has_deadlines: bool,
    ) -> None:
        self.duties: list[RawDuty] = []
        self.unused: list[UnusedText] = []
        # From the table's heading: a month, a span of days, and a time for rows without one.
        self.month = self.span = self.whole = row_times.RowsTime()
        self.following: date | None = None  # the first day of next year, if meant
        self._table, self._kinds, self._issued = table, columns.kinds, issued
        self._has_deadlines, self._rivals = has_deadlines, columns.rivals
        self._owners_doubt = [DraftReason(WHO_CHAIRS)] if columns.chairs else []
        self._heads = [spelling.key(head) for head in columns.heads]
        self._cells = row_cells.CellReader(columns)
        self.section = section
        self._owner = duty_heads.body_of_heading(section)
        self._over = row_times.RowsTime()  # the time of the section, or of one above it
        self._level_of_time = 0  # the depth of that section
        self._above: Mapping[str, str] = {}
        self._beside: list[str] = []  # times in other columns of the row above
        self._heading: UnusedText | None = None  # a section heading that could be a duty
        self._heads_duties = False  # whether that heading has duties below it

    def read(self, start: int, end: int) -> None:
        """Read the rows from `start` up to `end` into `duties` and `unused`."""
        rows = self._table.rows[:end]
        column = self._kinds.index("deadline") if "deadline" in self._kinds else None
        self._cells.has_days = column is not None and duty_columns.holds_days(rows[start:], column)
        for number, row in enumerate(rows[start:], start):
            listed = len(self.unused)
            texts = [spelling.compact(cell.text) for cell in row.cells]
            following = rows[number + 1] if number + 1 < len(rows) else None
            self._take(row, texts, following)
            self._list_rest(row, texts, listed)
        self._leave_heading()

    def _take(self, row: TableRow, texts: list[str], following: TableRow | None) -> None:
        """Handle a row as a total, a section heading, part of the last duty, or a new duty."""
        if not any(texts) or self._is_header_again(texts) or duty_columns.only_numbers(texts):
            return
        cells = self._cells.read(row)
        if section_rows.is_total(cells):
            self.unused.append(UnusedText(row.place, " ".join(filter(None, texts))))
            return
        below = self._cells.read(following) if following else None
        if section_rows.is_section(row, cells, texts, below):
            text = " ".join(dict.fromkeys(text for text in texts if text))
            self._begin_section(text, cells.of("deadline"))
            if duty_verbs.begins_duty(cells.of("title") or text):
                self._heading = UnusedText(row.place, text)
        elif self._continues(row, cells):
            self._continue(cells)
        else:
            self._read_row(row, cells)

    def _list_rest(self, row: TableRow, texts: Sequence[str], listed: int) -> None:
        """List the texts of a row that read as duties and were used nowhere."""
        last = self.duties[-1] if self.duties else None
        fields = (field for field in last or () if isinstance(field, str))
        others = [left.text for left in self.unused[listed:]]
        heading = [self._heading.text] if self._heading else []
        kept = spelling.compact(" ".join([*fields, *others, *heading]))
        for cell, text in zip(row.cells, texts, strict=True):
            if text not in kept and not cell.continues and duty_verbs.begins_duty(text):
                self.unused.append(UnusedText(row.place, text))

    def _is_header_again(self, texts: list[str]) -> bool:
        keys = [spelling.key(text) for text in texts]
        pairs = zip(keys, self._heads, strict=False)
        return sum(key == head and bool(key) for key, head in pairs) > 1

    def _begin_section(self, text: str, deadline: str) -> None:
        self._leave_heading()
        self.section = text
        self._owner = duty_heads.body_of_heading(text)
        own = row_times.section(deadline, self._issued)
        own = own if own.times else row_times.section(text, self._issued)
        level = section_rows.level(text)
        if own.times or level <= self._level_of_time:
            self._over, self._level_of_time = own, level
        self._above = {}

    def _leave_heading(self) -> None:
        """List the last heading as unused, unless it is numbered and has duties below."""
        if self._heading and not (
            self._heads_duties and section_rows.is_numbered(self._heading.text)
        ):
            self.unused.append(self._heading)
        self._heading, self._heads_duties = None, False

    def _continues(self, row: TableRow, cells: RowCells) -> bool:
        """Return whether a row continues the one above, split by merged cells or a page."""
        if not self.duties:
            return False
        title = cells.of("title")
        if not title:
            return True
        if self._is_covered(row, "title"):
            return not cells.of("deadline") or self._is_covered(row, "deadline")
        if cells.of("number") or cells.of("owner") or "number" not in self._kinds:
            return False
        return title[:1].islower() or (cells.is_bare and not duty_verbs.begins_duty(title))

    def _is_covered(self, row: TableRow, kind: str) -> bool:
        """Return whether all cells of a kind are covered by a merged cell above."""
        cells = [cell for cell, its in zip(row.cells, self._kinds, strict=False) if its == kind]
        return bool(cells) and all(cell.continues for cell in cells)

    def _continue(self, cells: RowCells) -> None:
        last = self.duties[-1]
        more = {
            kind: "\n".join(dict.fromkeys(filter(None, (was, cells.of(kind)))))
            for kind, was in (
                ("title", last.text), ("owner", last.owner), ("support", last.support),
                ("leader", last.leader), ("product", last.product), ("note", last.note),
            )
        }  # fmt: skip
        deadline = last.deadline or cells.of("deadline")
        self.duties[-1] = last._replace(
            text=more["title"],
            owner=more["owner"],
            support=more["support"],
            leader=more["leader"],
            product=spelling.compact(more["product"].replace("\n", "; ")),
            note=spelling.compact(more["note"].replace("\n", "; ")),
            deadline=deadline,
            times=last.times or tuple(row_times.read(cells, self._issued)),
        )

    def _read_row(self, row: TableRow, cells: RowCells) -> None:
        values = self._values(cells)
        title = values["title"]
        if not re.search(r"[^\W\d]", title):
            return
        doubts = [
            *self._complete_owner(values, cells),
            *(no_day := self._complete_day(values, row)),
            *row_times.with_product(cells, self._issued),
        ]
        self._above, self._beside = values, self._times_beside(row)
        self._heads_duties = True
        when = self._deadline(cells, *self._own_time(row, cells._replace(values=values)))
        rivals = self._rivals_in(row) if when.words else []
        rivals += row_times.with_work(cells, self._issued)
        self.duties.append(
            RawDuty(
                title,
                row.place,
                clause=values["number"].strip(" .)("),
                section=self.section,
                owner=values["owner"],
                support=values["support"],
                leader=values["leader"],
                report_to=values[column_heads.RECEIVER],
                product=spelling.compact(values["product"]),
                note=spelling.compact(values["note"]),
                villages=values["place"],
                deadline=spelling.compact(when.words),
                times=when.times,
                from_column=when.from_column and not (rivals or no_day),
                doubts=(*doubts, *when.doubts, *rivals),
            )
        )  # fmt: skip

    def _values(self, cells: RowCells) -> dict[str, str]:
        """Return the texts of a row by kind, with “nt” replaced by the text of the row above.

        The owner's cell may also contain helpers and a deadline: they are split off.
        """
        kinds = (*column_heads.KINDS, *column_heads.MORE_KINDS)
        values = {kind: self._same_as_above(kind, cells.of(kind)) for kind in kinds}
        owner = values["owner"]
        if not row_times.when(cells):
            owner, values["deadline"] = lead_words.names_and_time(owner, self._issued)
        values["owner"], helpers = lead_words.lead_and_support(owner)
        values["support"] = "\n".join(filter(None, (values["support"], helpers)))
        return values

    def _complete_owner(self, values: dict[str, str], cells: RowCells) -> list[DraftReason]:
        """Fill in a missing owner from the section or the row above; return the doubts."""
        if not cells.of("owner") and self._owner:
            values["owner"] = self._owner
            return [DraftReason(OWNER_ABOVE, {"text": self.section})]
        if not cells.of("owner") and self._above.get("owner"):
            values["owner"] = self._above["owner"]
            return [DraftReason(OWNER_FROM_ROW_ABOVE)]
        return self._owners_doubt if values["owner"] else [DraftReason(NO_OWNER)]

    def _complete_day(self, values: dict[str, str], row: TableRow) -> list[DraftReason]:
        """Fill in a missing day from the row above, in a calendar; return the doubts.

        A row with another month beside it does not have the day of the row above.
        """
        order = [kind for kind in self._kinds if kind in {"deadline", "title"}]
        above = self._above.get("deadline")
        if order[:1] != ["deadline"] or not above or row_times.names_when(values):
            return []
        beside = self._times_beside(row)
        if any(text and text not in self._beside for text in beside):
            return []
        values["deadline"] = above
        return [DraftReason(DAY_FROM_ROW_ABOVE)]

    def _times_beside(self, row: TableRow) -> list[str]:
        """Return the cells of a row in the other columns that hold times."""
        return [row.cells[at].text for at in self._rivals]

    def _rivals_in(self, row: TableRow) -> list[DraftReason]:
        """Return a doubt for each other column that holds a time in this row.

        A remark that is itself the row's time does not count.
        """
        remarks = [] if self._remarked(row).times else self._dated_remarks(row)
        texts = [
            self._cells.labels[at] + row.cells[at].text for at in self._rivals if row.cells[at].text
        ]
        return [DraftReason(OTHER_COLUMN, {"text": text}) for text in [*texts, *remarks]]

    def _own_time(self, row: TableRow, own: RowCells) -> tuple[RowCells, row_times.RowsTime]:
        """Return a row with the most precise of its times, and the time that applies to it."""
        others = self._times_beside(row)
        times = row_times.read(own, self._issued)
        in_title = row_times.in_title(own.of("title"), self._issued).words
        over = row_times.RowsTime(own.of("deadline"), tuple(times))
        part = row_times.part_of(times, [*others, in_title], self._issued)
        if words := part.words or section_times.completed(others, over):
            return own._replace(values={**own.values, "deadline": words}), over
        if (part := self._remarked(row)).times:
            return own._replace(values={**own.values, "deadline": part.words}), self._over
        over = self._over if self._over.times else self.whole
        return own, over if over.times else row_times.first(others, self._issued)

    def _remarked(self, row: TableRow) -> row_times.RowsTime:
        """Return the time of a remark that is only a time, within that of the section."""
        remarks = [
            text
            for text in self._dated_remarks(row)
            if (time := time_phrases.in_cell(text, self._issued)[0])
            and (time.start, time.end) == (0, len(text))
        ]
        return row_times.part_of(self._over.times, remarks, self._issued)

    def _dated_remarks(self, row: TableRow) -> list[str]:
        """Return the remarks with a time, if only the section could say when."""
        if "deadline" in self._kinds or not self._over.times:
            return []
        return [
            text
            for cell, kind, label in zip(row.cells, self._kinds, self._cells.labels, strict=False)
            if kind == "note" and not label and (text := spelling.compact(cell.text))
            if any(time.is_dated for time in time_phrases.in_cell(text, self._issued))
        ]

    def _deadline(self, own: RowCells, cells: RowCells, over: row_times.RowsTime) -> _Deadline:
        """Read the deadline of a row: its own, one repeated from above, or the section's."""
        words, times = row_times.when(cells), tuple(row_times.read(cells, self._issued))
        doubts: list[DraftReason] = []
        if any(row_cells.says_same(own.of(kind)) for kind in ("start", "deadline")):
            mark = row_times.when(own)  # keep the row's words: the date above is only likely
            if words:
                doubts.append(DraftReason(SAME_AS_ABOVE, {"mark": mark, "text": words}))
            times, words = tuple(time._replace(whole=False) for time in times), mark
        if words and not self._has_deadlines:
            doubts.append(DraftReason(UNKNOWN_HEAD))
        if words and not any(time.is_dated for time in times):
            month = over if over.times else self.month
            below = section_times.of_section(row_times.when(cells), month)
            times = (below,) if below else times
        times = missing_years.with_year(words, times, over if over.times else self.span)
        if not missing_years.name_year_of(self._issued, own.values.values()):
            times = missing_years.in_following_year(words, times, self.following, self._issued)
        if not words and not over.times:
            words, read = row_times.in_title(cells.of("title"), self._issued)
            times = tuple(time._replace(whole=False) for time in read)
            return _Deadline(words, times, from_column=False, doubts=doubts)
        if words:
            is_own = self._has_deadlines and bool(row_times.when(own))
            if not cells.marked:  # a person chooses among marked days
                times = several_deadlines.written(words, times, self._issued)
            return _Deadline(words, times, is_own, doubts)
        doubts.append(DraftReason(row_times.DEADLINE_FROM_SECTION, {"text": over.words}))
        return _Deadline(over.words, over.times, from_column=False, doubts=doubts)

    def _same_as_above(self, kind: str, text: str) -> str:
        """Return the text of a cell: the row above's for “nt”, "" for a dash."""
        if kind != "number" and row_cells.says_same(text):
            return self._above.get(kind, "")
        if kind in {"number", "title"}:
            return text
        return "" if row_cells.says_nothing(text) else text
