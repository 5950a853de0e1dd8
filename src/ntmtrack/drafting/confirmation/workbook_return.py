"""A draft's workbook that came back: all decisions in it, or each cell that is wrong.

Only a cell whose text differs from what was written counts as changed; every other value stays as
in the draft on the hidden sheet.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Sequence
from typing import TYPE_CHECKING
from typing import NamedTuple

from ntmtrack.datafile.draft_keys import KEY as DRAFT
from ntmtrack.directive import names
from ntmtrack.drafting.confirmation import decisions
from ntmtrack.drafting.confirmation import draft_sheets
from ntmtrack.drafting.confirmation import draft_text
from ntmtrack.drafting.confirmation import draft_values
from ntmtrack.drafting.confirmation import draft_words
from ntmtrack.drafting.confirmation import reshaping
from ntmtrack.drafting.confirmation import shares
from ntmtrack.drafting.confirmation import typed_times
from ntmtrack.drafting.confirmation.decisions import Memory
from ntmtrack.drafting.confirmation.decisions import accepted
from ntmtrack.drafting.confirmation.draft_file import PlainDraft
from ntmtrack.drafting.confirmation.draft_file import title_of
from ntmtrack.drafting.confirmation.draft_sheets import CHANGE
from ntmtrack.drafting.confirmation.draft_sheets import CONTEXT
from ntmtrack.drafting.confirmation.draft_sheets import DRAFT_COLUMN
from ntmtrack.drafting.confirmation.draft_sheets import DROP
from ntmtrack.drafting.confirmation.draft_sheets import EVENTS
from ntmtrack.drafting.confirmation.draft_sheets import HEAD
from ntmtrack.drafting.confirmation.draft_sheets import HEAD_KEYS
from ntmtrack.drafting.confirmation.draft_sheets import HIDDEN
from ntmtrack.drafting.confirmation.draft_sheets import KEEP
from ntmtrack.drafting.confirmation.draft_sheets import MAKE_DUTY
from ntmtrack.drafting.confirmation.draft_sheets import MEMORY_COLUMN
from ntmtrack.drafting.confirmation.draft_sheets import OWNERS
from ntmtrack.drafting.confirmation.draft_sheets import SHEETS
from ntmtrack.drafting.confirmation.draft_sheets import TASKS
from ntmtrack.drafting.confirmation.draft_sheets import UNUSED
from ntmtrack.drafting.confirmation.draft_sheets import VILLAGES
from ntmtrack.drafting.confirmation.draft_sheets import DraftColumn
from ntmtrack.drafting.confirmation.draft_sheets import DraftSheet
from ntmtrack.drafting.confirmation.draft_words import EITHER
from ntmtrack.drafting.confirmation.layout import tidy
from ntmtrack.drafting.confirmation.typed_times import Typing
from ntmtrack.drafting.phrases.spelling import id_for
from ntmtrack.recording import sheets
from ntmtrack.recording.grid import Grid
from ntmtrack.wording.codes import Code
from ntmtrack.wording.problem import Exit
from ntmtrack.wording.problem import NtmError
from ntmtrack.wording.problem import Place
from ntmtrack.wording.problem import Problem
from ntmtrack.wording.words import LANGUAGES
from ntmtrack.wording.words import Words

if TYPE_CHECKING:
    from typing import Unpack

    from ntmtrack.wording.problem import Values

_HEADER_WITHIN = 12  # rows from the top; users may have written above
_FEWEST = 3  # headings by which a sheet of ours is recognized


class _Row(NamedTuple):
    """Represent a row that came back, with the text and place of each cell."""

    grid: Grid
    number: int
    at: dict[str, int]  # columns by key

    def text(self, key: str) -> str:
        return tidy(self.grid.text(self.number, self.at[key])) if key in self.at else ""

    def place(self, key: str) -> Place:
        return self.grid.place(self.number, self.at.get(key, 0))

    @property
    def is_empty(self) -> bool:
        return not any(self.text(key) for key in self.at)


class ReturnedDraft(NamedTuple):
    """Store a draft that came back in a workbook, and what is remembered of it."""

    file: PlainDraft
    memory: Memory


def read(data: bytes, name: str) -> ReturnedDraft:
    """Parse a workbook, or raise a problem with its place for every wrong cell (exit 65)."""
    grids = sheets.read(data, name)
    hidden = next((grid for grid in grids if grid.name == HIDDEN), None)
    if hidden is None:
        raise NtmError([Problem(Code.BAD_DRAFT_BOOK, Place(name, 1, 1))], Exit.DATA)
    file = draft_text.read(_hidden_text(hidden, DRAFT_COLUMN).encode(), name)
    named = (file.get("directive") or {}).get("language", LANGUAGES[0])
    words = Words("en" if named == "en" else "vi")
    reader = _Reader(file, words)
    for sheet in (OWNERS, VILLAGES, EVENTS, TASKS, UNUSED, HEAD):
        grid = next((grid for grid in grids if grid.name == words.say(sheet.name)), None)
        if grid is not None:
            reader.read(sheet, grid)
    reader.drop()
    if reader.problems:
        raise NtmError(reader.problems, Exit.DATA)
    remembered = _hidden_text(hidden, MEMORY_COLUMN)
    memory = decisions.read(remembered.encode(), name) if remembered else Memory()
    return ReturnedDraft(reader.file, memory)


def _hidden_text(hidden: Grid, column: int) -> str:
    return "".join(hidden.text(row, column)[1:-1] for row in range(len(hidden.rows)))


class _Reader:
    """Read the sheets one by one, and change the draft accordingly."""

    def __init__(self, file: PlainDraft, words: Words) -> None:
        self.file = file
        self.problems: list[Problem] = []
        self._words = words
        self._written = {
            sheet.name: {row.get("id", ""): row for row in draft_sheets.rows(sheet, file, words)}
            for sheet in SHEETS
            if sheet not in (UNUSED, HEAD)
        }
        self._drops: list[tuple[str, str, _Row]] = []
        self._head = draft_sheets.rows(HEAD, file, words)
        self._choices = {
            names.fold(words.say_in(CONTEXT, choice)): choice
            for choice in (KEEP, CHANGE, DROP, MAKE_DUTY)
        }

    def read(self, sheet: DraftSheet, grid: Grid) -> None:
        """Apply a sheet to the draft."""
        rows = list(self._rows(sheet, grid))
        if sheet is HEAD:
            self._read_head(rows)
        elif sheet is UNUSED:
            self._read_unused(rows)
        else:
            self._read_items(sheet, rows)

    def _rows(self, sheet: DraftSheet, grid: Grid) -> Iterator[_Row]:
        headings = {
            names.fold(self._words.say(column.heading)): column.key for column in sheet.columns
        }
        for top, cells in enumerate(grid.rows[:_HEADER_WITHIN]):
            columns = {
                headings[folded]: at
                for at, text in enumerate(cells)
                if (folded := names.fold(text)) in headings
            }
            if len(columns) >= min(_FEWEST, len(headings)):
                rows = (_Row(grid, row, columns) for row in range(top + 1, len(grid.rows)))
                yield from (row for row in rows if not row.is_empty)
                return
        self._refuse(Code.BAD_DRAFT_BOOK_HEADINGS, grid.place(0, 0))

    def _read_items(self, sheet: DraftSheet, rows: Sequence[_Row]) -> None:
        items: list[PlainDraft] = self.file.get(sheet.section) or []
        by_id = {item.get("id", ""): item for item in items}
        seen: set[str] = set()
        for row in rows:
            id_ = row.text("id")
            if not id_:
                self._add(sheet, row, items)
            elif id_ in seen or id_ not in by_id:
                code = Code.DRAFT_ROW_TWICE if id_ in seen else Code.DRAFT_ROW_UNKNOWN
                self._refuse(code, row.place("id"), value=id_)
            else:
                seen.add(id_)
                self._decide(sheet, row, by_id[id_], items)
        if items:
            self.file[sheet.section] = items

    def _decide(
        self, sheet: DraftSheet, row: _Row, item: PlainDraft, items: list[PlainDraft]
    ) -> None:
        choice = self._choice(row, (KEEP, CHANGE, DROP))
        if choice == DROP:
            self._drops.append((sheet.section, item["id"], row))
            return
        written = self._written[sheet.name][item["id"]]
        changed = [
            column
            for column in sheet.columns
            if column.is_open
            and column.key != "decision"
            and column.key in row.at
            and row.text(column.key) != tidy(written[column.key])
        ]
        kept = accepted(item) if choice else item
        deadline = draft_words.quoted(item, "deadline")
        for column in changed:
            self._change(sheet.section, row, kept, column, draft_words.document_words(item))
        if choice and DRAFT in item:
            self._check_whole(sheet, row, item, kept)
        if choice:
            self._check_shares(row, kept, [column.key for column in changed])
        if choice == KEEP and deadline and not row.text("time"):
            self._refuse(Code.DRAFT_CELL_UNTIMED, row.place("time"), value=deadline)
        items[items.index(item)] = kept

    def _check_whole(
        self, sheet: DraftSheet, row: _Row, item: PlainDraft, kept: PlainDraft
    ) -> None:
        """Refuse a confirmed item that lacks a value, or still offers several days."""
        for key in draft_values.lacking(sheet.section, kept):
            self._refuse(Code.DRAFT_CELL_NEEDED, row.place(key))
        time = tidy(self._written[sheet.name][item["id"]].get("time", ""))
        if "time" in row.at and row.text("time") != time:
            return  # a deadline that was typed is checked on its own
        if typed_times.lacks_weekday(kept):
            self._refuse(Code.DRAFT_CELL_WEEKDAY, row.place("time"))
        if EITHER in time:
            self._refuse(Code.DRAFT_CELL_ONE_DAY, row.place("time"), value=time)

    def _check_shares(self, row: _Row, kept: PlainDraft, changed: Sequence[str]) -> None:
        """Ask whether each village owes its share, where a user entered several villages."""
        is_open = not kept.get("each") and "each" not in changed
        if is_open and {"villages", "owner"} & {*changed} and shares.are_expected(kept, self.file):
            text, other = (self._words.say(shares.EACH[key]) for key in ("village", ""))
            where = row.place("each" if "each" in row.at else "villages")
            head = draft_values.FIELDS[TASKS.section]["each"]
            name = self._words.say(head)
            self._refuse(Code.DRAFT_CELL_SHARES, where, name=name, text=text, other=other)

    def drop(self) -> None:
        """Drop the chosen parts, duties first: other parts may be referred to only by those."""
        for section, id_, row in sorted(self._drops, key=lambda drop: drop[0] != TASKS.section):
            self.file, users = reshaping.without(self.file, section, id_)
            if users:
                self._refuse(Code.DRAFT_ROW_IN_USE, row.place("decision"), known=tuple(users))

    def _choice(self, row: _Row, known: Sequence[str]) -> str:
        text = row.text("decision")
        choice = self._choices.get(names.fold(text), "") if text else ""
        if text and choice not in known:
            choices = tuple(self._words.say_in(CONTEXT, choice) for choice in known)
            self._refuse(Code.BAD_CHOICE, row.place("decision"), value=text, choices=choices)
        return choice

    def _change(
        self,
        section: str,
        row: _Row,
        item: PlainDraft,
        column: DraftColumn,
        said: Sequence[str] = (),
    ) -> None:
        """Apply a changed cell to an item; `said` are the document's words for that."""
        text = row.text(column.key)
        problem = draft_values.change(
            Typing(section, self.file, self._words, said), item, column.key, text
        )
        if problem:
            place = row.place(column.key)
            start = place.excerpt.find(str(problem.values.get("value", "")))
            self.problems.append(problem._replace(place=place._replace(caret=max(0, start))))

    def _add(self, sheet: DraftSheet, row: _Row, items: list[PlainDraft]) -> None:
        """Add an item that a user wrote below the rows; it is no draft."""
        name = "title" if sheet is TASKS else "name"
        text = row.text(name)
        if not text or (sheet is TASKS and not row.text("owner")):
            self._refuse(Code.DRAFT_CELL_NEEDED, row.place("owner" if text else name))
            return
        item: PlainDraft = {"id": id_for(text, {item.get("id", "") for item in items})}
        filled = [
            column
            for column in sheet.columns
            if column.is_open and column.key != "decision" and row.text(column.key)
        ]
        for column in filled:
            self._change(sheet.section, row, item, column)
        self._check_shares(row, item, [column.key for column in filled])
        items.append(item)

    def _read_unused(self, rows: Sequence[_Row]) -> None:
        """Turn the chosen sentences into duties; those without a lead are drafts."""
        left = list(self.file.get("unused") or ())
        for row in rows:
            if self._choice(row, (MAKE_DUTY,)) != MAKE_DUTY:
                continue
            text, at = row.text("text"), row.text("at")
            passage = next((passage for passage in left if passage["text"] == text), None)
            if passage:
                left.remove(passage)
            tasks: list[PlainDraft] = self.file["tasks"]
            title = title_of(row.text("title") or text)
            task: PlainDraft = {"id": id_for(title, {task["id"] for task in tasks}), "title": title}
            for column in UNUSED.columns:
                if column.key in ("owner", "time") and row.text(column.key):
                    self._change(TASKS.section, row, task, column)
            if not task.get("owner"):
                task[DRAFT] = {"at": at, "quote": text}
            tasks.append(task)
        if "unused" in self.file:
            self.file["unused"] = left

    def _read_head(self, rows: Sequence[_Row]) -> None:
        head = self.file["directive"]
        keys = {names.fold(self._words.say(name)): key for key, name in HEAD_KEYS.items()}
        choice = self._choice(rows[0], (KEEP, CHANGE)) if rows else ""
        if choice:
            head = accepted(head)
        written = {names.fold(row["key"]): row["value"] for row in self._head}
        for row in rows:
            folded, text = names.fold(row.text("key")), row.text("value")
            key = keys.get(folded, "")
            if key and text != tidy(written[folded]):
                problem = draft_values.change(
                    Typing("directive", self.file, self._words), head, key, text
                )
                if problem:
                    self.problems.append(problem._replace(place=row.place("value")))
            if choice and key in draft_values.lacking("directive", head):
                self._refuse(Code.DRAFT_CELL_NEEDED, row.place("value"))
        self.file["directive"] = head

    def _refuse(self, code: Code, place: Place, **values: Unpack[Values]) -> None:
        self.problems.append(Problem(code, place, values))
