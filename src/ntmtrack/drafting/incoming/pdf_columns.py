"""Columns of a page without lines between them: the head of a letter, and its end.

A page break may run through them: they go on at the top of the next page.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from typing import NamedTuple

from ntmtrack.drafting.incoming.pdf_layout import PageTable
from ntmtrack.drafting.incoming.pdf_lines import LineParts
from ntmtrack.drafting.incoming.pdf_lines import TextLine
from ntmtrack.drafting.incoming.pdf_lines import joined
from ntmtrack.drafting.incoming.pdf_lines import whole_line

_NARROWEST = 8.0  # blank between two columns
# Of the size of letters: how near the feet of lines are that stand beside each other, how far two
# lines of columns are apart at most, and a blank that is none between words.
_OVERLAP, _FARTHEST_BESIDE, _WIDE_BLANK = 0.8, 3.0, 2.5
_LISTED = re.compile(r"[-–+•*]")  # in front of whom a letter goes to
_YEAR = re.compile(r"(?:năm )?\d{4}")
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
    """Give lines as they are, but those that stand beside each other as a table of one row.

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
        """Give where a line may be parted; the first one has something on both sides."""
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
        if any(abs(_middle(one) - _middle(line)) < _ASIDE for one in side):
            return True
        return abs(_middle(line) - self._middle) > _ASIDE and any(
            min(abs(one.left - line.left), abs(one.right - line.right)) < _ASIDE for one in side
        )

    @property
    def is_clear(self) -> bool:
        """Tell whether these are columns, and not one line with a wide blank in it."""
        return self._has_wide_blank and min(len(self._left), len(self._right)) > 1

    def table(self) -> PageTable:
        """Give the columns as a table of one row."""
        cells = (_joined(line.text for line in side) for side in (self._left, self._right))
        row = tuple((text, False) for text in cells)
        return PageTable((), (row,), self._left[0].foot, self._foot)


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
