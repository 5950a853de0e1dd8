"""A draft as a workbook for users of Excel: drop-downs to decide with, cells to correct.

A hidden sheet carries the draft itself, which a returned workbook is compared with, and what is
remembered of it, so that a workbook may be renamed, sent and copied.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import UTC
from datetime import datetime
from typing import TYPE_CHECKING
from typing import Any

from ntmtrack.drafting.confirmation import draft_words
from ntmtrack.drafting.confirmation import shares
from ntmtrack.drafting.confirmation.draft_file import PlainDraft
from ntmtrack.drafting.confirmation.draft_sheets import CHOICES
from ntmtrack.drafting.confirmation.draft_sheets import CONTEXT
from ntmtrack.drafting.confirmation.draft_sheets import DRAFT_COLUMN
from ntmtrack.drafting.confirmation.draft_sheets import HEAD
from ntmtrack.drafting.confirmation.draft_sheets import HIDDEN
from ntmtrack.drafting.confirmation.draft_sheets import HOW_TO_MAKE_DUTIES
from ntmtrack.drafting.confirmation.draft_sheets import INSTRUCTIONS
from ntmtrack.drafting.confirmation.draft_sheets import KINDS
from ntmtrack.drafting.confirmation.draft_sheets import MAKE_DUTY
from ntmtrack.drafting.confirmation.draft_sheets import MEMORY_COLUMN
from ntmtrack.drafting.confirmation.draft_sheets import OWNERS
from ntmtrack.drafting.confirmation.draft_sheets import SHEETS
from ntmtrack.drafting.confirmation.draft_sheets import TEXT_COLUMN
from ntmtrack.drafting.confirmation.draft_sheets import UNUSED
from ntmtrack.drafting.confirmation.draft_sheets import VILLAGES
from ntmtrack.drafting.confirmation.draft_sheets import DraftColumn
from ntmtrack.drafting.confirmation.draft_sheets import DraftSheet
from ntmtrack.drafting.confirmation.draft_sheets import rows
from ntmtrack.recording import file_bytes
from ntmtrack.recording.grid import TooMuchError
from ntmtrack.wording.words import Words

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

# Fixed, so that equal drafts give equal bytes.
_CREATED = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
_PROPERTIES = "docProps/custom.xml"
HEADER_ROW = len(INSTRUCTIONS)
_SPARE_ROWS = 200  # below the rows, for what a user adds
_MOST_OFFERED = 255  # characters of a list in a cell's validation, Excel's limit
_LINE_HEIGHT, _MOST_LINES, _HEADING_LINES = 16, 14, 2
_MARGIN = 0.25  # inches
_FONT = {"font_name": "Times New Roman", "font_size": 12, "valign": "top", "text_wrap": True}
_LINES = {"border": 1, "border_color": "#BFBFBF"}
_LOOKS: dict[str, dict[str, Any]] = {
    "instruction": _FONT | {"text_wrap": False, "italic": True},
    "heading": _FONT | _LINES | {"bold": True, "bg_color": "#D9E2F3", "valign": "vcenter"},
    "open": _FONT | _LINES,
    "closed": _FONT | _LINES | {"bg_color": "#F2F2F2"},
    "id": _FONT | _LINES | {"bg_color": "#F2F2F2", "text_wrap": False},  # nobody reads it
    "proposed": _FONT | _LINES | {"bg_color": "#FFF2CC"},
}
_OFFERED: dict[str, tuple[str, Sequence[str]]] = {
    "choices": (CONTEXT, CHOICES),
    "take": (CONTEXT, (MAKE_DUTY,)),
    "kinds": (CONTEXT, tuple(KINDS.values())),
    "due_is": ("deadline", tuple(draft_words.DUE_IS.values())),
}
_NAMED_ON = {"owners": OWNERS, "villages": VILLAGES}
_ROW_LOOKS = (("Keep", "#E2EFDA"), ("Change", "#DDEBF7"), ("Drop", "#D0CECE"))


def is_ours(data: bytes) -> bool:
    """Return whether a file is the workbook of a draft, whatever program saved it since."""
    if not data.startswith(b"PK"):
        return False
    try:
        archive = file_bytes.Archive(data)
        parts = [name for name in ("xl/workbook.xml", _PROPERTIES) if name in archive.namelist()]
        return any(HIDDEN.encode() in b"".join(archive.pieces(part)) for part in parts)
    except (OSError, ValueError, LookupError, RuntimeError, zipfile.BadZipFile, TooMuchError):
        return False  # reading it as a document will report what is wrong


def make(file: PlainDraft, text: str, words: Words, remembered: str = "") -> bytes:
    """Build the workbook of a draft; `text` is the text of its file, `remembered` its decisions."""
    from xlsxwriter import Workbook as NewWorkbook

    out = io.BytesIO()
    book = NewWorkbook(out, {"in_memory": True})
    book.set_properties({"created": _CREATED})
    book.set_custom_property(HIDDEN, "1", "text")
    looks = {name: book.add_format(look) for name, look in _LOOKS.items()}
    for sheet in SHEETS:
        _Writer(book, sheet, file, looks, words).write()
    hidden = book.add_worksheet(HIDDEN)
    for column, content in ((DRAFT_COLUMN, text), (MEMORY_COLUMN, remembered)):
        for row, start in enumerate(range(0, len(content), TEXT_COLUMN)):
            hidden.write_string(row, column, f"|{content[start : start + TEXT_COLUMN]}|")
    hidden.very_hidden()
    book.close()
    return out.getvalue()


def _write_text(page: Worksheet, at: tuple[int, int], text: str, look: Format) -> None:
    """Write a text, in parts if XlsxWriter would take it for its own XML."""
    if text.startswith("<r>") and text.endswith("</r>"):
        page.write_rich_string(*at, look, text[:1], look, text[1:], look)
    else:
        page.write_string(*at, text, look)


class _Writer:
    """Write one sheet of the workbook."""

    def __init__(
        self,
        book: Workbook,
        sheet: DraftSheet,
        file: PlainDraft,
        looks: dict[str, Format],
        words: Words,
    ) -> None:
        self._book, self._sheet, self._file = book, sheet, file
        self._looks, self._words = looks, words
        self._rows = rows(sheet, file, words)
        self._last = HEADER_ROW + len(self._rows) + (0 if sheet is HEAD else _SPARE_ROWS)

    def write(self) -> None:
        """Write the instructions, headings and rows, and the drop-downs of the cells."""
        page: Worksheet = self._book.add_worksheet(self._words.say(self._sheet.name))
        first, second = INSTRUCTIONS
        first = HOW_TO_MAKE_DUTIES if self._sheet is UNUSED else first
        for row, line in enumerate((first, second)):
            page.write_string(row, 0, self._words.say(line), self._looks["instruction"])
        page.set_row(HEADER_ROW, _LINE_HEIGHT * _HEADING_LINES)
        for at, column in enumerate(self._sheet.columns):
            page.set_column(at, at, column.width)
            heading = self._words.say(column.heading)
            page.write_string(HEADER_ROW, at, heading, self._looks["heading"])
            self._offer(page, at, column)
        items = self._file.get(self._sheet.section) or ()
        for number, texts in enumerate(self._rows):
            item = items[number] if isinstance(items, list) else {}
            self._row(page, HEADER_ROW + 1 + number, texts, item)
        self._colour(page)
        page.freeze_panes(HEADER_ROW + 1, 2)
        if self._rows:
            page.autofilter(
                HEADER_ROW, 0, HEADER_ROW + len(self._rows), len(self._sheet.columns) - 1
            )
        page.set_landscape()
        page.set_paper(9)  # A4
        page.set_margins(left=_MARGIN, right=_MARGIN)
        page.fit_to_pages(1, 0)
        page.repeat_rows(HEADER_ROW)

    def _row(self, page: Worksheet, row: int, texts: dict[str, str], item: PlainDraft) -> None:
        lines = 1
        for at, column in enumerate(self._sheet.columns):
            text = texts.get(column.key, "")
            _write_text(page, (row, at), text, self._looks[_look(column, item)])
            if column.key != "id":
                lines = max(lines, sum(-(-len(part) // column.width) for part in text.split("\n")))
        page.set_row(row, _LINE_HEIGHT * min(lines, _MOST_LINES))

    def _offer(self, page: Worksheet, at: int, column: DraftColumn) -> None:
        """Add a drop-down to a column; where it offers names, users may type several."""
        options: dict[str, Any] = {"validate": "list", "error_type": "stop"}
        offered = self._offered(column)
        if not offered:
            return
        if isinstance(offered, str) or len(",".join(offered)) <= _MOST_OFFERED:
            options["source"] = offered
            if column.offers in ("owners", "villages"):
                options["show_error"] = False
            page.data_validation(HEADER_ROW + 1, at, self._last, at, options)

    def _offered(self, column: DraftColumn) -> str | list[str]:
        """Return the choices of a column: words, or the range of the names on another sheet."""
        if column.offers in _NAMED_ON:
            sheet = _NAMED_ON[column.offers]
            return self._names_on(sheet) if self._file.get(sheet.section) else ""
        if column.offers == "each":
            return [self._words.say(text) for text in shares.EACH.values()]
        context, offered = _OFFERED.get(column.offers, ("", ()))
        return [self._words.say_in(context, text) for text in offered]

    def _names_on(self, sheet: DraftSheet) -> str:
        """Return the range of the names on a sheet, with room for those that users add."""
        column = next(at for at, column in enumerate(sheet.columns) if column.key == "name")
        letter = chr(ord("A") + column)
        count = len(self._file.get(sheet.section) or ())
        name = self._words.say(sheet.name)
        return f"='{name}'!${letter}${HEADER_ROW + 2}:${letter}${HEADER_ROW + 2 + count + 20}"

    def _colour(self, page: Worksheet) -> None:
        """Colour the first cell of each row by its decision."""
        for choice, colour in _ROW_LOOKS if self._sheet is not UNUSED else ():
            choice_text = self._words.say_in(CONTEXT, choice)
            first = HEADER_ROW + 2
            page.conditional_format(
                HEADER_ROW + 1,
                0,
                self._last,
                0,
                {
                    "type": "formula",
                    "criteria": f'=$A{first}="{choice_text}"',
                    "format": self._book.add_format({"bg_color": colour}),
                },
            )


def _look(column: DraftColumn, item: PlainDraft) -> str:
    if not column.is_open:
        return "id" if column.key == "id" else "closed"
    if column.key == "time" and draft_words.is_time_doubtful(item):
        return "proposed"
    if column.key in draft_words.disputed(item):
        return "proposed"
    only_proposed = column.key not in item and column.key in draft_words.proposals(item)
    return "proposed" if only_proposed else "open"
