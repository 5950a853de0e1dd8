"""Workbooks: real days and numbers, and texts that no spreadsheet takes for anything else.

The same sheets give the same bytes. Each row is written, to a folder that is removed, before the
next one is looked at, so that memory does not grow with them: rows are only ever added below.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from datetime import datetime
from datetime import time
from functools import cache
from itertools import zip_longest
from textwrap import wrap
from typing import TYPE_CHECKING
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.exceptions import FileCreateError

from ntmtrack.reports.tables import Block
from ntmtrack.reports.tables import Bullets
from ntmtrack.reports.tables import Cell
from ntmtrack.reports.tables import Column
from ntmtrack.reports.tables import Facts
from ntmtrack.reports.tables import Line
from ntmtrack.reports.tables import Role
from ntmtrack.reports.tables import Section
from ntmtrack.reports.tables import Sheet
from ntmtrack.reports.tables import Table
from ntmtrack.reports.tables import Value
from ntmtrack.reports.tables import numbered
from ntmtrack.reports.tables import only_table
from ntmtrack.reports.tables import shown
from ntmtrack.storage import temporary
from ntmtrack.wording.clean import clean
from ntmtrack.wording.words import Words

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet


FILTER = 3  # what the arrow of a filter takes from a heading
_PAGE, _EDGE = 160, 2
_WRAPPED, _NARROW = 40, 14  # the most and the fewest before words wrap
_ROOM = 18  # for what is to be filled in


def widths(blocks: Iterable[Block], words: Words) -> list[int]:
    """Give the width of each column of a sheet: what the widest of its tables needs."""
    found = [_table_widths(block, words) for block in blocks if isinstance(block, Table)] + [
        _facts_widths(block) for block in blocks if isinstance(block, Facts)
    ]
    return [max(column) for column in zip_longest(*found, fillvalue=0)] or [_PAGE]


def _facts_widths(facts: Facts) -> list[int]:
    return [max((len(name) for name, _ in facts.pairs), default=0) + _EDGE, _WRAPPED]


def _table_widths(table: Table, words: Words) -> list[int]:
    """Give the letters of each column; words wrap the sooner, the more columns share a page."""
    longest = [0] * len(table.columns)
    for row in table.rows:  # once, however many columns: rows may be made as they are looked at
        longest = list(map(max, longest, (_letters(cell, words) for cell in row)))
    least = [_heading(column) for column in table.columns]
    for most in range(_WRAPPED, _NARROW - 1, -1):
        found = [
            max(heading, min(letters, most) if column.wraps else letters)
            for heading, letters, column in zip(least, longest, table.columns, strict=True)
        ]
        if sum(found) <= _PAGE:
            break
    return found


def _heading(column: Column) -> int:
    """Give the least width of a column: its longest word, or room for a pen."""
    least = _ROOM if column.hint else 0
    return max(least, _longest_word(column))


def _longest_word(column: Column) -> int:
    return max((len(word) for word in clean(column.heading).split()), default=0) + FILTER


def _letters(cell: Cell, words: Words) -> int:
    return len(clean(shown(Cell(cell.value), words))) + _EDGE


LONGEST_TEXT = 32_767  # what a cell holds, in units of UTF-16
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
_FONT = {"font_name": "Times New Roman", "font_size": 12, "valign": "top", "text_wrap": True}
_CELL = {"border": 1, "border_color": "#A6A6A6"}
_HEADING = {"bold": True, "bg_color": "#D9E2F3", "align": "center", "valign": "vcenter"}
_TO_FILL = {"bg_color": "#FFFDE7"}
_LOOKS: dict[Role, dict[str, object]] = {
    "plain": {},
    "title": {"bold": True, "font_size": 14},
    "head": {"bold": True},
    "total": {"bold": True},
    "id": {"font_color": "#1F4E79"},
    "good": {"font_color": "#0B5D1E", "bg_color": "#E2F0D9"},
    "bad": {"font_color": "#9C0006", "bg_color": "#FFD9DC", "bold": True},
    "warn": {"font_color": "#6B4F00", "bg_color": "#FFF2CC"},
    "quiet": {"font_color": "#595959"},
}
_CREATED = datetime(2000, 1, 1)  # or the clock would make each workbook another
_DAY, _MINUTE = "dd/mm/yyyy", "dd/mm/yyyy hh:mm"
_A4 = 9
_LINE = 16.5  # the height of a line, in points
_HIGHEST = 409  # that a row may be


@dataclass(slots=True)
class _Page:
    """Hold a sheet that is being written, and the row that comes next."""

    sheet: Worksheet
    style: Callable[..., Format]
    words: Words
    widths: Sequence[int]
    row: int = 0


def render(blocks: Sequence[Block], words: Words) -> bytes:
    """Write a report as a workbook of one sheet."""
    return render_sheets([Sheet(words.say("Report"), blocks)], words)


def render_sheets(sheets: Iterable[Sheet], words: Words) -> bytes:
    """Write sheets as a workbook."""
    out = io.BytesIO()
    with temporary.folder() as folder:
        book = Workbook(out, {**_OPTIONS, "tmpdir": str(folder)})
        try:
            _fill(book, sheets, words)
            book.close()
        except FileCreateError as error:
            raise error.args[0] from None  # the OSError that it was
        finally:
            _close(book)
    return out.getvalue()


def _close(book: Workbook) -> None:
    """Close the files of rows, which XlsxWriter leaves open where something goes wrong."""
    for sheet in book.worksheets():
        rows: Any = sheet.row_data_fh
        rows.close()


def _fill(book: Workbook, sheets: Iterable[Sheet], words: Words) -> None:
    book.set_properties({"created": _CREATED})

    @cache
    def style(role: Role, number: str = "", **more: bool) -> Format:
        looks = {**_FONT, **(_CELL if more.get("table", True) else {}), **_LOOKS[role]}
        looks |= {"num_format": number, "align": "center"} if number else {}
        looks |= _TO_FILL if more.get("fill") else {}
        return book.add_format(looks | (_HEADING if more.get("heading") else {}))

    for one in sheets:
        sheet = book.add_worksheet(one.name)
        _write(_Page(sheet, style, words, widths(one.blocks, words)), one.blocks)
        _print(sheet, words)


def _write(page: _Page, blocks: Sequence[Block]) -> None:
    """Write blocks below one another; a single table can be filtered, and its headings stay."""
    single = only_table(blocks)
    for at, letters in enumerate(page.widths):
        page.sheet.set_column(at, at, letters)
    for number, block in [("", one) for one in blocks] if single else numbered(blocks):
        if isinstance(block, Line):
            _line(page, block.text, block.role)
        elif isinstance(block, Section):
            _line(page, f"{number}. {block.title}", "title")
        elif isinstance(block, Bullets):
            for item in block.items:
                _line(page, f"– {item}", "plain")
        elif isinstance(block, Facts):
            _facts(page, block)
        else:
            _table(page, block, single=block is single)


def _line(page: _Page, text: str, role: Role) -> None:
    """Write a sentence across the columns of the sheet, in as many lines as it needs."""
    style, last = page.style(role, table=False), len(page.widths) - 1
    if last:
        page.sheet.merge_range(page.row, 0, page.row, last, "", style)
    _row(page, [Cell(text)], [style], [sum(page.widths)])


def _facts(page: _Page, facts: Facts) -> None:
    _line(page, facts.title, "head")
    for name, cell in facts.pairs:
        cells = [Cell(name, "head"), cell]
        _row(page, cells, _styles(page, cells), page.widths)
    page.row += 1


def _table(page: _Page, table: Table, *, single: bool) -> None:
    if table.title:
        _line(page, table.title, "head")
    top, last = page.row, len(table.columns) - 1
    headings = [Cell(column.heading) for column in table.columns]
    room = [letters - FILTER for letters in page.widths]
    _row(page, headings, [page.style("head", heading=True)] * len(headings), room)
    for row in table.rows:
        _row(page, row, _styles(page, row, table.columns), page.widths)
    for at, column in enumerate(table.columns):
        if column.hint and table.rows:
            page.sheet.data_validation(top + 1, at, page.row - 1, at, _help(column))
    if single:
        page.sheet.freeze_panes(top + 1, table.keys)
        page.sheet.autofilter(top, 0, page.row - 1, last)
        page.sheet.repeat_rows(top)
    page.row += 1


def _help(column: Column) -> dict[str, object]:
    """Have a spreadsheet say what belongs into a column, and offer its choices."""
    said = {"input_title": column.heading, "input_message": column.hint}
    if not column.choices:
        return {"validate": "any", **said}
    return {"validate": "list", "source": list(column.choices), **said}


def _styles(page: _Page, row: Sequence[Cell], columns: Iterable[Column] = ()) -> list[Format]:
    fill = [bool(column.hint) for column in columns] or [False] * len(row)
    return [
        page.style(cell.role, _number(cell.value), fill=one)
        for cell, one in zip(row, fill, strict=True)
    ]


def _number(value: Value) -> str:
    """Give the form of days and moments; numbers have the one that the spreadsheet gives."""
    if not isinstance(value, date):
        return ""
    return _DAY if _moment(value).time() == time() else _MINUTE


def _row(page: _Page, row: Sequence[Cell], styles: Sequence[Format], widths: Sequence[int]) -> None:
    """Write a row, as high as its texts need: not every program finds that out.

    The letters of our font are a little narrower than those that widths are measured in.
    """
    lines = 1
    for at, (cell, style, letters) in enumerate(zip(row, styles, widths, strict=False)):
        _put(page, at, cell.value, style)
        if isinstance(cell.value, str) and len(cell.value) > letters:
            lines = max(lines, len(wrap(cell.value, letters * 11 // 10)))
    _forget_heights(page.sheet)
    page.sheet.set_row(page.row, min(_LINE * lines, _HIGHEST))
    page.row += 1


def _forget_heights(sheet: Worksheet) -> None:
    """Drop the heights of the rows above, which are written: XlsxWriter would keep them all.

    It has no method for that, and has called them by either of the first two names.
    """
    for name in ("row_info", "set_rows", "row_sizes"):
        getattr(sheet, name, {}).clear()


def _put(page: _Page, at: int, value: Value, style: Format) -> None:
    """Write a value as what it is."""
    if value is None or value == "":
        page.sheet.write_blank(page.row, at, None, style)
    elif isinstance(value, str):
        _text(page, at, _cut(clean(value)), style)
    elif isinstance(value, date):
        page.sheet.write_datetime(page.row, at, _moment(value), style)
    else:
        page.sheet.write_number(page.row, at, float(value), style)


def _text(page: _Page, at: int, text: str, style: Format) -> None:
    """Write a text; XlsxWriter takes one that looks like its own XML for that, unless in parts."""
    if text.startswith("<r>") and text.endswith("</r>"):
        page.sheet.write_rich_string(page.row, at, style, text[:1], style, text[1:], style)
    else:
        page.sheet.write_string(page.row, at, text, style)


def _moment(value: date) -> datetime:
    return value if isinstance(value, datetime) else datetime.combine(value, time())


def _cut(text: str) -> str:
    """Cut a text to what a cell holds."""
    units = text.encode("utf-16-le")
    if len(units) <= 2 * LONGEST_TEXT:
        return text
    return units[: 2 * (LONGEST_TEXT - 1)].decode("utf-16-le", "ignore") + "…"


def _print(sheet: Worksheet, words: Words) -> None:
    """Set a sheet up for A4 in landscape, as many pages long as it takes."""
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.set_margins(left=0.5, right=0.5, top=0.5, bottom=0.7)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&C" + words.say("Page {page} of {pages}", page="&P", pages="&N"))
