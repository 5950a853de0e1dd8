"""What a page of a PDF shows, from where its letters and lines stand: rows of text and tables."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from ntmtrack.drafting.incoming import list_numbers
from ntmtrack.recording.grid import MOST_CELLS
from ntmtrack.recording.grid import MOST_COLUMNS
from ntmtrack.recording.grid import TooMuchError

_NEAR = 3.0  # points that lines which meet may miss each other by
_SHORTEST = 6.0  # that a side of a cell is
BLANK = " "
_GAP = 0.17  # of the size of the letters, which is a blank between two words
_BLANK_WIDTH = 0.3  # the same, of a blank as most fonts have it
_GUTTER = 0.8  # the same, between two columns without a line, or words that are drawn apart
_SAME_LINE = 0.45  # the same, between the feet of letters of a line: small figures are raised
_MOST_RULINGS = 2_000  # of a page, after their pieces were joined
_PADDING = 6.0  # the most, on each side of a cell
_BROKEN_NUMBER = re.compile(r"[^\W_][-/]$")
_BROKEN_DAY = re.compile(r"/2(?:\n0\d|0\n\d|0\d\n)\d(?=\s*$|[.,;:)-])|\d/\d\n\d/20\d\d(?!\d)")
_ENDS = ".:;"  # of what no word goes on


class Glyph(NamedTuple):
    """Hold a letter: where it begins and ends, and how far its foot is from the top of the page."""

    text: str
    left: float
    right: float
    foot: float
    size: float
    is_bold: bool = False


class Ruling(NamedTuple):
    """Hold a line that is drawn: upright or level, so two of its four ends are nearly the same."""

    left: float
    top: float
    right: float
    bottom: float


class TextLine(NamedTuple):
    """Hold a line of text, or a part of one that stands apart from the rest."""

    text: str
    left: float
    right: float
    foot: float
    size: float
    first_word: float  # how wide it is, with a blank before it
    is_bold: bool = False


LineParts = tuple[TextLine, ...]  # of one line, which stand apart from each other


class PageTable(NamedTuple):
    """Hold a table of a page: the sides of its columns, and its cells, with whether one covers."""

    columns: tuple[float, ...]
    rows: tuple[tuple[tuple[str, bool], ...], ...]
    top: float
    bottom: float


class PageLayout(NamedTuple):
    """Hold what a page shows, from the top: tables, and lines in one or more parts."""

    height: float
    blocks: tuple[PageTable | LineParts, ...]


def lay_out(glyphs: Sequence[Glyph], rulings: Sequence[Ruling], height: float) -> PageLayout:
    """Find the tables of a page, and the lines of text outside them."""
    grids = [grid for group in _touching(rulings) if (grid := _Grid.of(group))]
    inside: dict[int, list[Glyph]] = {at: [] for at in range(len(grids))}
    outside: list[Glyph] = []
    for glyph in glyphs:
        at = next((at for at, grid in enumerate(grids) if grid.holds(glyph)), None)
        (outside if at is None else inside[at]).append(glyph)
    blocks: list[tuple[float, PageTable | LineParts]] = []
    for at, grid in enumerate(grids):
        table = grid.table(inside[at])
        blocks.append((table.top, table))
    blocks += ((line[0].foot, line) for line in lines_of(outside))
    blocks.sort(key=lambda block: block[0])
    return PageLayout(height, tuple(block for _, block in blocks))


def lines_of(glyphs: Iterable[Glyph]) -> Iterator[LineParts]:
    """Give the lines of text from the top, each in the parts that stand far from each other."""
    rows: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda one: one.foot):
        near = _SAME_LINE * glyph.size
        if rows and glyph.foot - rows[-1][0].foot <= near:
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    for row in rows:
        row.sort(key=lambda one: one.left)
        parts: list[list[Glyph]] = [[]]
        last: Glyph | None = None
        for glyph in row:
            if glyph.text != BLANK:
                if last and glyph.left - last.right > _GUTTER * glyph.size:
                    parts.append([])
                last = glyph
            if parts[-1] or glyph.text != BLANK:
                parts[-1].append(glyph)
        if last:
            yield tuple(map(_line, parts))


def _line(glyphs: Sequence[Glyph]) -> TextLine:
    text: list[str] = []
    first: float | None = None
    right = glyphs[0].left
    letters = [glyph for glyph in glyphs if glyph.text != BLANK]
    for glyph in glyphs:
        is_apart = glyph.text == BLANK or glyph.left - right > _GAP * glyph.size
        if text and is_apart and text[-1] != BLANK:
            first = right if first is None else first
            text.append(BLANK)
        if glyph.text != BLANK:
            text.append(glyph.text)
            right = max(right, glyph.right)
    sizes = sorted(glyph.size for glyph in letters)
    feet = sorted(glyph.foot for glyph in letters)
    left, size = letters[0].left, sizes[len(sizes) // 2]
    return TextLine(
        "".join(text).rstrip(),
        left,
        right,
        feet[len(feet) // 2],
        size,
        (right if first is None else first) - left + _BLANK_WIDTH * size,
        all(glyph.is_bold for glyph in letters),
    )


def whole_line(parts: LineParts) -> TextLine:
    """Give a line as one, whatever blanks are in it."""
    if len(parts) == 1:
        return parts[0]
    text = " ".join(part.text for part in parts)
    is_bold = all(part.is_bold for part in parts)
    return parts[0]._replace(text=text, right=parts[-1].right, is_bold=is_bold)


def joined(before: str, line: str) -> str:
    """Put the next line behind a text; a number or a day may be broken: 12-CV/ĐU, 30/4/202 6."""
    is_broken = _BROKEN_NUMBER.search(before) or _BROKEN_DAY.search(f"{before[-6:]}\n{line[:10]}")
    return f"{before}{line}" if is_broken else f"{before} {line}"


def unbroken(lines: Sequence[TextLine], left: float, right: float) -> str:
    """Join the lines of a cell that were broken only because the next word had no room."""
    padding = min([_PADDING, *(line.left - left for line in lines)])
    room = right - left - 2 * max(0.0, padding)
    texts: list[str] = []
    for at, line in enumerate(lines):
        before = lines[at - 1] if at else None
        if before is None or list_numbers.split(line.text)[0]:
            texts.append(line.text)
        elif (line.text[0].islower() and before.text[-1] not in _ENDS) or (
            before.right - before.left + line.first_word > room
        ):
            texts[-1] = joined(texts[-1], line.text)
        else:
            texts.append(line.text)
    return "\n".join(texts)


# ---- Tables


def _touching(rulings: Sequence[Ruling]) -> list[list[Ruling]]:
    """Group lines that touch, directly or through others."""
    groups: list[list[Ruling]] = []
    for ruling in _whole_rulings(rulings):
        group = [ruling]
        for at in range(len(groups) - 1, -1, -1):
            if any(_meets(one, ruling) for one in groups[at]):
                group += groups.pop(at)
        groups.append(group)
    return groups


def _whole_rulings(rulings: Sequence[Ruling]) -> list[Ruling]:
    """Join the pieces that a line is drawn in, cell by cell."""
    level = [one for one in rulings if _is_level(one)]
    upright = [_turned(one) for one in rulings if not _is_level(one)]
    whole = [*_joined_level(level), *map(_turned, _joined_level(upright))]
    if len(whole) > _MOST_RULINGS:
        raise TooMuchError
    return whole


def _joined_level(rulings: Iterable[Ruling]) -> Iterator[Ruling]:
    """Join level lines at one height whose ends meet."""
    heights: list[list[Ruling]] = []
    for one in sorted(rulings, key=lambda one: one.top):
        if heights and one.top - heights[-1][0].top <= _NEAR:
            heights[-1].append(one)
        else:
            heights.append([one])
    for pieces in heights:
        pieces.sort()
        joined = pieces[0]
        for piece in pieces[1:]:
            if piece.left <= joined.right + _NEAR:
                joined = joined._replace(right=max(joined.right, piece.right))
            else:
                yield joined
                joined = piece
        yield joined


def _is_level(ruling: Ruling) -> bool:
    return ruling.right - ruling.left >= ruling.bottom - ruling.top


def _turned(ruling: Ruling) -> Ruling:
    return Ruling(ruling.top, ruling.left, ruling.bottom, ruling.right)


def _meets(one: Ruling, other: Ruling) -> bool:
    return (
        one.left - _NEAR <= other.right
        and other.left - _NEAR <= one.right
        and one.top - _NEAR <= other.bottom
        and other.top - _NEAR <= one.bottom
    )


class _Grid:
    """Find the cells that lines make, and what stands in each."""

    def __init__(self, columns: Sequence[float], rows: Sequence[float]) -> None:
        self.columns, self.rows = columns, rows
        # Of each field between neighbouring lines, the first one of the cell that it belongs to.
        self.cells: dict[tuple[int, int], tuple[int, int]] = {}

    @classmethod
    def of(cls, rulings: Sequence[Ruling]) -> _Grid | None:
        """Make the grid of lines that touch; None where they part nothing."""
        level = [one for one in rulings if _is_level(one)]
        upright = [one for one in rulings if not _is_level(one)]
        rows = _distinct([(one.top + one.bottom) / 2 for one in level])
        columns = _distinct([(one.left + one.right) / 2 for one in upright])
        if len(columns) > MOST_COLUMNS or len(columns) * len(rows) > MOST_CELLS // 10:
            raise TooMuchError
        if len(columns) < 2 or len(rows) < 2 or len(columns) + len(rows) < 5:
            return None  # nothing, or a frame
        grid = cls(columns, rows)
        grid._join(level, upright)
        return grid if len(set(grid.cells.values())) > 1 else None

    def _join(self, level: Sequence[Ruling], upright: Sequence[Ruling]) -> None:
        """Join fields between which no line is drawn, into cells that are rectangles."""
        walls = {(at, row) for at, row in self._walls(upright)}
        floors = {(at, column) for at, column in self._floors(level)}
        for row in range(len(self.rows) - 1):
            for column in range(len(self.columns) - 1):
                if column and (column, row) not in walls:
                    first = self.cells[row, column - 1]
                elif row and (row, column) not in floors:
                    first = self.cells[row - 1, column]
                else:
                    first = (row, column)
                self.cells[row, column] = first

    def _walls(self, upright: Sequence[Ruling]) -> Iterator[tuple[int, int]]:
        """Give the fields, by column and row, that an upright line stands left of."""
        for one in upright:
            at = _nearest(self.columns, (one.left + one.right) / 2)
            for row, (top, bottom) in enumerate(pairwise(self.rows)):
                if one.top <= (top + bottom) / 2 <= one.bottom:
                    yield at, row

    def _floors(self, level: Sequence[Ruling]) -> Iterator[tuple[int, int]]:
        """Give the fields, by row and column, that a level line stands above."""
        for one in level:
            at = _nearest(self.rows, (one.top + one.bottom) / 2)
            for column, (left, right) in enumerate(pairwise(self.columns)):
                if one.left <= (left + right) / 2 <= one.right:
                    yield at, column

    def holds(self, glyph: Glyph) -> bool:
        """Tell whether a letter stands in the table."""
        x, y = _middle(glyph)
        return self.columns[0] <= x <= self.columns[-1] and self.rows[0] <= y <= self.rows[-1]

    def table(self, glyphs: Iterable[Glyph]) -> PageTable:
        """Put letters into the cells."""
        letters: dict[tuple[int, int], list[Glyph]] = {}
        for glyph in glyphs:
            x, y = _middle(glyph)
            field = (_between(self.rows, y), _between(self.columns, x))
            letters.setdefault(self.cells[field], []).append(glyph)
        texts = {first: self._text(first, held) for first, held in letters.items()}
        rows = tuple(
            tuple(
                (texts.get(self.cells[row, column], ""), self.cells[row, column] != (row, column))
                for column in range(len(self.columns) - 1)
            )
            for row in range(len(self.rows) - 1)
        )
        return PageTable(tuple(self.columns), rows, self.rows[0], self.rows[-1])

    def _text(self, first: tuple[int, int], glyphs: Sequence[Glyph]) -> str:
        row, column = first
        last = column
        while self.cells.get((row, last + 1)) == first:
            last += 1
        lines = [whole_line(parts) for parts in lines_of(glyphs)]
        return unbroken(lines, self.columns[column], self.columns[last + 1])


def _middle(glyph: Glyph) -> tuple[float, float]:
    return (glyph.left + glyph.right) / 2, glyph.foot - glyph.size / 3


def _distinct(values: Sequence[float]) -> list[float]:
    """Give values from the least, those as one that nearly are."""
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > _SHORTEST:
            found.append(value)
    return found


def _nearest(values: Sequence[float], value: float) -> int:
    return min(range(len(values)), key=lambda at: abs(values[at] - value))


def _between(values: Sequence[float], value: float) -> int:
    """Give the number of the space between neighbours that a value falls into."""
    at = bisect_right(values, value) - 1
    return min(max(at, 0), len(values) - 2)
