"""Columns of a page without lines between them: the head of a letter, its end, and tables.

A page break may run through them: they go on at the top of the next page.
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

_NARROWEST = 8.0  # blank between two columns
# Of the size of characters: how near the feet of lines are that stand beside each other, how far
# two lines of columns are apart at most, and a blank that is none between words.
_OVERLAP, _FARTHEST_BESIDE, _WIDE_BLANK = 0.8, 3.0, 2.5
_LISTED = re.compile(r"[-–+•*]")  # in front of whom a letter goes to
_YEAR = re.compile(r"(?:năm )?\d{4}")
# Of a table without lines: what heads the column of its numbers, and what stands in that.
_NUMBER_HEAD = re.compile(r"s?tt|số tt|số thứ tự|stt\.|tt\.|no\.?", re.IGNORECASE)
_ROW_NUMBER = re.compile(r"\(?(?:\d{1,3}(?:\.\d{1,2}){0,3}|[IVX]{1,5}|[A-ZĐ])[.)]?")
_SECTION_NUMBER = re.compile(r"(?:[IVX]{1,5}|[A-ZĐ])[.)]?")
_FEWEST_COLUMNS, _FEWEST_ROWS = 3, 2
_SAME_GAP = 2.0  # points by which lines may be farther apart within a row than between rows
_ASIDE = 10.0  # points by which lines of one column may miss each other


class _Row(NamedTuple):
    """Hold what stands at one height: a line, or two at nearly the same beside each other."""

    parts: LineParts
    lines: tuple[LineParts, ...]
    is_first: bool = False  # of its page

    @property
    def foot(self) -> float:
        return max(part.foot for part in self.parts)


class PageContent(NamedTuple):
    """Hold the tables and lines of a page, and where the middle of its text is."""

    blocks: Sequence[PageTable | LineParts]
    middle: float  # a title there is in no column


def with_columns(pages: Sequence[PageContent]) -> Iterator[tuple[int, PageTable | TextLine]]:
    """Yield lines as they are, but those that stand beside each other as a table of one row.

    Each comes with the number of the page that it begins on.
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
    """Put lines together that stand beside each other, their feet not quite at one height."""
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


def _is_beside(one: LineParts, other: LineParts) -> bool:
    is_near = abs(other[0].foot - one[0].foot) < _OVERLAP * min(one[0].size, other[0].size)
    gap = max(other[0].left - one[-1].right, one[0].left - other[-1].right)
    return is_near and gap >= _NARROWEST


class _Columns:
    """Gather lines in two parts, as long as a blank strip runs down between these."""

    def __init__(self, middle: float) -> None:
        self._middle = middle
        self._left: list[TextLine] = []
        self._right: list[TextLine] = []
        self._strip = (0.0, math.inf)
        self._foot = 0.0
        self._has_wide_blank = False

    def take(self, row: PageTable | _Row) -> bool:
        """Take a line, if it fits."""
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
        """Tell whether a line is far below the columns; at the top of a page it may be a new text.

        There only what has a part in the right column, or is listed, is the rest of them.
        """
        if not self._left:
            return False
        if row.is_first:
            is_left = cut == len(row.parts)
            return is_left and not _LISTED.match(whole_line(row.parts).text)
        return row.foot - self._foot > _FARTHEST_BESIDE * row.parts[0].size

    def _cuts(self, row: _Row) -> range:
        """Return where a line may be parted; the first one has something on both sides."""
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
        """Tell whether a line begins, ends or has its middle where others of its column have it."""
        if any(abs(_middle(other) - _middle(line)) < _ASIDE for other in side):
            return True
        return abs(_middle(line) - self._middle) > _ASIDE and any(
            min(abs(other.left - line.left), abs(other.right - line.right)) < _ASIDE
            for other in side
        )

    @property
    def is_clear(self) -> bool:
        """Tell whether these are columns, and not one line with a wide blank in it."""
        return self._has_wide_blank and min(len(self._left), len(self._right)) > 1

    def table(self) -> PageTable:
        """Return the columns as a table of one row."""
        cells = (_joined(line.text for line in side) for side in (self._left, self._right))
        row = tuple((text, False) for text in cells)
        return PageTable((), (row,), self._left[0].foot, self._foot)


class _NumberedRows:
    """Gather the rows of a table without lines, whose first column numbers them (STT).

    A blank strip runs down between any two of its columns; the head says where these are.
    """

    def __init__(self, head: _Row) -> None:
        self._is_head = len(head.parts) > _FEWEST_COLUMNS - 1 and bool(
            _NUMBER_HEAD.fullmatch(head.parts[0].text.strip())
        )
        self._lefts = [part.left for part in head.parts]
        self._rights = [part.right for part in head.parts]
        self._pages: dict[int, list[list[list[TextLine]]]] = {}  # rows, cells, and lines of each
        self._foot = head.foot
        self._gaps: tuple[list[float], list[float]] = ([], [])  # above lines in a row; above rows

    def take_all(self, rows: Sequence[tuple[int, PageTable | _Row]], at: int) -> int:
        """Take what stands in the columns from the head on; say where it ends, 0 for no table."""
        end = at
        while self._is_head and end < len(rows) and self._take(*rows[end], is_head=end == at):
            end += 1
        return end if self._is_clear else 0

    @property
    def _is_clear(self) -> bool:
        """Tell whether numbers stand at the top of their rows, and most rows have enough cells."""
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
        """Take a line, if each of its parts stands in a column of its own."""
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
        """Tell whether a row has its number and something beside it, or is the head once more."""
        first = row.parts[0].text.strip()
        is_number = _ROW_NUMBER.fullmatch(first) or _NUMBER_HEAD.fullmatch(first)
        return len(row.parts) > 1 and is_number is not None

    def _columns_of(self, parts: LineParts) -> list[int | None]:
        """Return the column of each part; the title of a section may reach over those after it."""
        columns = [self._column_of(part) for part in parts]
        is_section = len(parts) == 2 and _SECTION_NUMBER.fullmatch(parts[0].text.strip())
        is_after = parts[-1].left >= self._rights[0] + _NARROWEST
        return [0, 1] if is_section and columns[0] == 0 and is_after else columns

    def _column_of(self, part: TextLine) -> int | None:
        """Return the column that a part of a line stands in; None where it reaches into another."""
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
        """Yield the rows of each page as a table; all have the same columns."""
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
    """Join the lines of a column that go on with the one before: its small letters, or its year."""
    texts: list[str] = []
    for line in lines:
        is_rest = line[:1].islower() or _YEAR.fullmatch(line)
        if texts and is_rest and texts[-1][-1] not in ".:;":
            texts[-1] = joined((texts[-1], line))
        else:
            texts.append(line)
    return "\n".join(texts)
