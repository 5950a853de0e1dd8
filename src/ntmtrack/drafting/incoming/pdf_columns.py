"""Columns of a page without ruled lines: the head of a letter, its end, and tables.

Columns may continue at the top of the next page.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from ntmtrack.drafting.incoming.pdf_layout import PageTable
from ntmtrack.drafting.incoming.pdf_layout import unbroken
from ntmtrack.drafting.incoming.pdf_lines import LineParts
from ntmtrack.drafting.incoming.pdf_lines import TextLine
from ntmtrack.drafting.incoming.pdf_lines import joined
from ntmtrack.drafting.incoming.pdf_lines import whole_line

_NARROWEST = 8.0  # points of blank between two columns
# In character sizes: how much the feet of lines side by side may differ, how far apart two lines
# of a column may be, and how wide a blank is that cannot be one between words.
_OVERLAP, _FARTHEST_BESIDE, _WIDE_BLANK = 0.8, 3.0, 2.5
_LISTED = re.compile(r"[-–+•*]")  # in front of each recipient of a letter
_YEAR = re.compile(r"(?:năm )?\d{4}")
# In a table without ruled lines: the head of its number column, and the numbers below it.
_NUMBER_HEAD = re.compile(r"s?tt|số tt|số thứ tự|stt\.|tt\.|no\.?", re.IGNORECASE)
_ROW_NUMBER = re.compile(r"\(?(?:\d{1,3}(?:\.\d{1,2}){0,3}|[IVX]{1,5}|[A-ZĐ])[.)]?")
_SECTION_NUMBER = re.compile(r"(?:[IVX]{1,5}|[A-ZĐ])[.)]?")
_FEWEST_COLUMNS, _FEWEST_ROWS = 3, 2
_SAME_GAP = 2.0  # points by which lines may be farther apart within a row than between rows
_ASIDE = 10.0  # points by which lines of one column may be out of alignment


class _Row(NamedTuple):
    """Store what stands at one height: a line, or two side by side at nearly the same height."""

    parts: LineParts
    lines: tuple[LineParts, ...]
    is_first: bool = False  # of its page

    @property
    def foot(self) -> float:
        return max(part.foot for part in self.parts)


class PageContent(NamedTuple):
    """Store the tables and lines of a page, and the horizontal middle of its text."""

    blocks: Sequence[PageTable | LineParts]
    middle: float  # a title centred there is in no column


def with_columns(pages: Sequence[PageContent]) -> Iterator[tuple[int, PageTable | TextLine]]:
    """Yield the lines and tables of all pages, each with the number of the page it begins on.

    Lines side by side become a table: of several rows if the first column numbers them, or of one.
    """
    rows = [(number, row) for number, page in enumerate(pages, 1) for row in _rows(page.blocks)]
    at = 0
    while at < len(rows):
        number, row = rows[at]
        if isinstance(row, PageTable):
            yield number, row
            at += 1
            continue
        listing = _NumberedRows(row)
        if end := listing.take_all(rows, at):
            yield from listing.tables()
            at = end
            continue
        columns = _Columns(pages[number - 1].middle)
        end = at
        while end < len(rows) and columns.take(rows[end][1]):
            end += 1
        if columns.is_clear:
            yield number, columns.table()
            at = end
        else:
            yield from ((number, whole_line(line)) for line in row.lines)
            at += 1


def _rows(blocks: Sequence[PageTable | LineParts]) -> Iterator[PageTable | _Row]:
    """Yield tables and rows, joining lines that stand side by side at nearly the same height."""
    last: _Row | None = None
    for number, block in enumerate(blocks):
        if last and not isinstance(block, PageTable) and _is_beside(last.parts, block):
            parts = tuple(sorted((*last.parts, *block), key=lambda part: part.left))
            yield _Row(parts, (*last.lines, block), last.is_first)
            last = None
            continue
        if last:
            yield last
        last = None if isinstance(block, PageTable) else _Row(block, (block,), number == 0)
        if isinstance(block, PageTable):
            yield block
    if last:
        yield last


def _is_beside(line: LineParts, other: LineParts) -> bool:
    is_near = abs(other[0].foot - line[0].foot) < _OVERLAP * min(line[0].size, other[0].size)
    gap = max(other[0].left - line[-1].right, line[0].left - other[-1].right)
    return is_near and gap >= _NARROWEST


class _Columns:
    """Collect lines in two columns, as long as a blank strip runs down between them."""

    def __init__(self, middle: float) -> None:
        self._middle = middle
        self._left: list[TextLine] = []
        self._right: list[TextLine] = []
        self._strip = (0.0, math.inf)
        self._foot = 0.0
        self._has_wide_blank = False

    def take(self, row: PageTable | _Row) -> bool:
        """Add a line if it fits; return whether it did."""
        if isinstance(row, PageTable):
            return False
        cut = max(self._cuts(row), key=lambda at: self._width(row.parts, at), default=0)
        left, right = row.parts[:cut], row.parts[cut:]
        if self._is_too_far(row, cut) or self._width(row.parts, cut) < _NARROWEST:
            return False
        side = self._left if left else self._right
        if not (left and right) and not self._is_in_line(whole_line(row.parts), side):
            return False
        if left and right:
            blank = right[0].left - left[-1].right
            self._has_wide_blank |= blank > _WIDE_BLANK * row.parts[0].size
        self._strip, self._foot = self._narrowed(row.parts, cut), row.foot
        self._left += [whole_line(left)] if left else ()
        self._right += [whole_line(right)] if right else ()
        return True

    def _is_too_far(self, row: _Row, cut: int) -> bool:
        """Return whether a line is too far below the columns to belong to them.

        At the top of a page, a line continues them only if it has a part in the right column or
        begins with a list mark.
        """
        if not self._left:
            return False
        if row.is_first:
            is_left = cut == len(row.parts)
            return is_left and not _LISTED.match(whole_line(row.parts).text)
        return row.foot - self._foot > _FARTHEST_BESIDE * row.parts[0].size

    def _cuts(self, row: _Row) -> range:
        """Return where a line may be cut; the first line must have text on both sides."""
        count = len(row.parts)
        return range(count + 1) if self._left else range(1, count)

    def _narrowed(self, parts: LineParts, cut: int) -> tuple[float, float]:
        begin, end = self._strip
        begin = max(begin, parts[cut - 1].right) if cut else begin
        return begin, min(end, parts[cut].left) if cut < len(parts) else end

    def _width(self, parts: LineParts, cut: int) -> float:
        begin, end = self._narrowed(parts, cut)
        return end - begin if self._left or 0 < cut < len(parts) else 0

    def _is_in_line(self, line: TextLine, side: Sequence[TextLine]) -> bool:
        """Return whether a line is aligned left, right or centred with others of its column."""
        if any(abs(_middle(other) - _middle(line)) < _ASIDE for other in side):
            return True
        return abs(_middle(line) - self._middle) > _ASIDE and any(
            min(abs(other.left - line.left), abs(other.right - line.right)) < _ASIDE
            for other in side
        )

    @property
    def is_clear(self) -> bool:
        """Return whether these are columns, and not one line with a wide blank in it."""
        return self._has_wide_blank and min(len(self._left), len(self._right)) > 1

    def table(self) -> PageTable:
        """Return the columns as a table of one row."""
        cells = (_joined(line.text for line in side) for side in (self._left, self._right))
        row = tuple((text, False) for text in cells)
        return PageTable((), (row,), self._left[0].foot, self._foot)


class _NumberedRows:
    """Collect the rows of a table without ruled lines whose first column numbers them (STT).

    A blank strip separates any two columns; the head row shows where they are.
    """

    def __init__(self, head: _Row) -> None:
        self._is_head = len(head.parts) > _FEWEST_COLUMNS - 1 and bool(
            _NUMBER_HEAD.fullmatch(head.parts[0].text.strip())
        )
        self._lefts = [part.left for part in head.parts]
        self._rights = [part.right for part in head.parts]
        self._pages: dict[int, list[list[list[TextLine]]]] = {}  # rows, cells, lines
        self._foot = head.foot
        self._gaps: tuple[list[float], list[float]] = (
            [],
            [],
        )  # above lines within a row; above rows

    def take_all(self, rows: Sequence[tuple[int, PageTable | _Row]], at: int) -> int:
        """Take the rows from the head on; return the index behind the last, or 0 for no table."""
        end = at
        while self._is_head and end < len(rows) and self._take(*rows[end], is_head=end == at):
            end += 1
        return end if self._is_clear else 0

    @property
    def _is_clear(self) -> bool:
        """Return whether numbers are at the top of their rows and most rows have enough cells."""
        rows = [cells for page in self._pages.values() for cells in page]
        numbered = [cells for cells in rows[1:] if cells[0]]
        filled = [cells for cells in numbered if sum(map(bool, cells)) >= _FEWEST_COLUMNS]
        inner, outer = self._gaps
        return (
            len(filled) >= _FEWEST_ROWS
            and 2 * len(filled) > len(numbered)
            and not any(cells[1] and cells[1][0].text[:1].islower() for cells in numbered)
            and max(inner, default=0.0) < min(outer, default=0.0) + _SAME_GAP
        )

    def _take(self, page: int, row: PageTable | _Row, *, is_head: bool) -> bool:
        """Add a line if each of its parts is within one column; return whether it was added."""
        if isinstance(row, PageTable) or self._is_too_far(row):
            return False
        columns = self._columns_of(row.parts)
        if None in columns:
            return False
        is_numbered = columns[0] == 0
        if is_numbered and not is_head and not self._is_number(row):
            return False
        before = self._pages.setdefault(page, [])
        if not (row.is_first or is_head):
            self._gaps[is_numbered].append(row.foot - self._foot)
        if is_numbered or not before:
            before.append([[] for _ in self._lefts])
        for column, same in groupby(zip(columns, row.parts, strict=True), key=itemgetter(0)):
            if column is not None:
                part = whole_line(tuple(part for _, part in same))  # a wide blank within a cell
                before[-1][column].append(part)
                self._lefts[column] = min(self._lefts[column], part.left)
                if column == len(self._lefts) - 1 or part.right < self._lefts[column + 1]:
                    self._rights[column] = max(self._rights[column], part.right)
        self._foot = row.foot
        return True

    def _is_too_far(self, row: _Row) -> bool:
        return not row.is_first and row.foot - self._foot > _FARTHEST_BESIDE * row.parts[0].size

    def _is_number(self, row: _Row) -> bool:
        """Return whether a row has a number and text beside it, or repeats the head."""
        first = row.parts[0].text.strip()
        is_number = _ROW_NUMBER.fullmatch(first) or _NUMBER_HEAD.fullmatch(first)
        return len(row.parts) > 1 and is_number is not None

    def _columns_of(self, parts: LineParts) -> list[int | None]:
        """Return the column of each part; the title of a section may extend over later columns."""
        columns = [self._column_of(part) for part in parts]
        is_section = len(parts) == 2 and _SECTION_NUMBER.fullmatch(parts[0].text.strip())
        is_after = parts[-1].left >= self._rights[0] + _NARROWEST
        return [0, 1] if is_section and columns[0] == 0 and is_after else columns

    def _column_of(self, part: TextLine) -> int | None:
        """Return the column of a part of a line, or None if it extends into another column."""
        for column in range(len(self._lefts)):
            begin = self._rights[column - 1] if column else -math.inf
            is_last = column == len(self._lefts) - 1
            end = math.inf if is_last else self._lefts[column + 1]
            if begin + _NARROWEST <= part.left and part.right <= end - _NARROWEST:
                is_below = part.left < self._rights[column] and self._lefts[column] < part.right
                if is_below or is_last:
                    return column
        return None

    def tables(self) -> Iterator[tuple[int, PageTable]]:
        """Yield one table for each page, all with the same columns."""
        ends = [*(left - _NARROWEST for left in self._lefts[1:]), self._rights[-1]]
        sides = list(zip(self._lefts, ends, strict=True))
        for page, rows in self._pages.items():
            feet = [line.foot for cells in rows for lines in cells for line in lines]
            yield (
                page,
                PageTable(
                    (*self._lefts, self._rights[-1]),
                    tuple(
                        tuple(
                            (unbroken(lines, *side), False)
                            for lines, side in zip(cells, sides, strict=True)
                        )
                        for cells in rows
                    ),
                    min(feet),
                    max(feet),
                ),
            )


def _middle(line: TextLine) -> float:
    return (line.left + line.right) / 2


def _joined(lines: Iterable[str]) -> str:
    """Join each line that begins with a small letter, or is a year, to the one before."""
    texts: list[str] = []
    for line in lines:
        is_rest = line[:1].islower() or _YEAR.fullmatch(line)
        if texts and is_rest and texts[-1][-1] not in ".:;":
            texts[-1] = joined((texts[-1], line))
        else:
            texts.append(line)
    return "\n".join(texts)
