"""The layout of a PDF page, from the positions of its words and ruled lines: text and tables."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from ntmtrack.drafting.incoming import list_numbers
from ntmtrack.drafting.incoming.pdf_lines import LineParts
from ntmtrack.drafting.incoming.pdf_lines import TextLine
from ntmtrack.drafting.incoming.pdf_lines import Word
from ntmtrack.drafting.incoming.pdf_lines import joined
from ntmtrack.drafting.incoming.pdf_lines import lines_of
from ntmtrack.drafting.incoming.pdf_lines import whole_line
from ntmtrack.recording.grid import MOST_CELLS
from ntmtrack.recording.grid import MOST_COLUMNS
from ntmtrack.recording.grid import TooMuchError

_NEAR = 3.0  # points by which lines that meet may miss each other
_SHORTEST = 6.0  # points of a side of a cell
_MOST_RULINGS = 2_000  # on a page, after their pieces are joined
_PADDING = 6.0  # points, the most on each side of a cell
_ENDS = ".:;"  # after these, no sentence continues on the next line


class Ruling(NamedTuple):
    """Store the box around a ruled line, which is vertical or horizontal and so nearly flat."""

    left: float
    top: float
    right: float
    bottom: float


class PageTable(NamedTuple):
    """Store a table of a page.

    `columns` are the sides of its columns. Each cell is its text, and whether it continues a
    merged cell.
    """

    columns: tuple[float, ...]
    rows: tuple[tuple[tuple[str, bool], ...], ...]
    top: float
    bottom: float


class PageLayout(NamedTuple):
    """Store what a page shows, from the top: tables, and lines in one or more parts."""

    height: float
    blocks: tuple[PageTable | LineParts, ...]


def lay_out(words: Iterable[Word], rulings: Sequence[Ruling], height: float) -> PageLayout:
    """Find the tables of a page and the lines of text outside them."""
    blocks: list[tuple[float, PageTable | LineParts]] = []
    outside = words
    for group in _touching(rulings):
        if grid := _Grid.of(group):
            outside = grid.take(outside)
            table = grid.table()
            blocks.append((table.top, table))
    blocks += ((line[0].foot, line) for line in lines_of(outside))
    blocks.sort(key=lambda block: block[0])
    return PageLayout(height, tuple(block for _, block in blocks))


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
            texts[-1] = joined((texts[-1], line.text))
        else:
            texts.append(line.text)
    return "\n".join(texts)


# ---- Tables


def _touching(rulings: Sequence[Ruling]) -> list[list[Ruling]]:
    """Group ruled lines that touch, directly or through others."""
    groups: list[list[Ruling]] = []
    for ruling in _whole_rulings(rulings):
        group = [ruling]
        for at in range(len(groups) - 1, -1, -1):
            if any(_meets(other, ruling) for other in groups[at]):
                group += groups.pop(at)
        groups.append(group)
    return groups


def _whole_rulings(rulings: Sequence[Ruling]) -> list[Ruling]:
    """Join the pieces of ruled lines that are drawn cell by cell."""
    level = [ruling for ruling in rulings if _is_level(ruling)]
    upright = [_turned(ruling) for ruling in rulings if not _is_level(ruling)]
    whole = [*_joined_level(level), *map(_turned, _joined_level(upright))]
    if len(whole) > _MOST_RULINGS:
        raise TooMuchError
    return whole


def _joined_level(rulings: Iterable[Ruling]) -> Iterator[Ruling]:
    """Yield horizontal lines, joining those at the same height whose ends meet."""
    heights: list[list[Ruling]] = []
    for ruling in sorted(rulings, key=lambda ruling: ruling.top):
        if heights and ruling.top - heights[-1][0].top <= _NEAR:
            heights[-1].append(ruling)
        else:
            heights.append([ruling])
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


def _meets(ruling: Ruling, other: Ruling) -> bool:
    return (
        ruling.left - _NEAR <= other.right
        and other.left - _NEAR <= ruling.right
        and ruling.top - _NEAR <= other.bottom
        and other.top - _NEAR <= ruling.bottom
    )


class _Grid:
    """Find the cells that ruled lines form, and the words in each."""

    def __init__(self, columns: Sequence[float], rows: Sequence[float]) -> None:
        self.columns, self.rows = columns, rows
        # Maps each field between neighbouring lines to the first field of its cell.
        self.cells: dict[tuple[int, int], tuple[int, int]] = {}
        self._words: dict[tuple[int, int], list[Word]] = {}

    @classmethod
    def of(cls, rulings: Sequence[Ruling]) -> _Grid | None:
        """Build the grid of lines that touch; return None if they separate nothing."""
        level = [ruling for ruling in rulings if _is_level(ruling)]
        upright = [ruling for ruling in rulings if not _is_level(ruling)]
        rows = _distinct([(ruling.top + ruling.bottom) / 2 for ruling in level])
        columns = _distinct([(ruling.left + ruling.right) / 2 for ruling in upright])
        if len(columns) > MOST_COLUMNS or len(columns) * len(rows) > MOST_CELLS // 10:
            raise TooMuchError
        if len(columns) < 2 or len(rows) < 2 or len(columns) + len(rows) < 5:
            return None  # no grid, or only a frame
        grid = cls(columns, rows)
        grid._join(level, upright)
        return grid if len(set(grid.cells.values())) > 1 else None

    def _join(self, level: Sequence[Ruling], upright: Sequence[Ruling]) -> None:
        """Merge fields that no line separates into rectangular cells."""
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
        """Yield each field, as column and row, that has a vertical line on its left."""
        for wall in upright:
            at = _nearest(self.columns, (wall.left + wall.right) / 2)
            for row, (top, bottom) in enumerate(pairwise(self.rows)):
                if wall.top <= (top + bottom) / 2 <= wall.bottom:
                    yield at, row

    def _floors(self, level: Sequence[Ruling]) -> Iterator[tuple[int, int]]:
        """Yield each field, as row and column, that has a horizontal line above it."""
        for floor in level:
            at = _nearest(self.rows, (floor.top + floor.bottom) / 2)
            for column, (left, right) in enumerate(pairwise(self.columns)):
                if floor.left <= (left + right) / 2 <= floor.right:
                    yield at, column

    def take(self, words: Iterable[Word]) -> list[Word]:
        """Put the words inside the table into their cells, and return the other words."""
        others: list[Word] = []
        for word in words:
            y = word.foot - word.size / 3
            if not self.rows[0] <= y <= self.rows[-1]:
                others.append(word)
                continue
            row = _between(self.rows, y)
            is_whole = self._column(word, 0) == self._column(word, -1)
            for part in (word,) if is_whole else word.characters():
                column = self._column(part, 0)
                if 0 <= column < len(self.columns) - 1:
                    self._words.setdefault(self.cells[row, column], []).append(part)
                else:
                    others.append(part)
        return others

    def _column(self, word: Word, at: int) -> int:
        """Return the column of a character: -1 left of the table, the column count right of it."""
        x = (word.lefts[at] + word.rights[at]) / 2
        is_last = x == self.columns[-1]
        return bisect_right(self.columns, x) - 1 - is_last

    def table(self) -> PageTable:
        """Return the table with the words taken so far."""
        texts = {first: self._text(first, words) for first, words in self._words.items()}
        rows = tuple(
            tuple(
                (texts.get(self.cells[row, column], ""), self.cells[row, column] != (row, column))
                for column in range(len(self.columns) - 1)
            )
            for row in range(len(self.rows) - 1)
        )
        return PageTable(tuple(self.columns), rows, self.rows[0], self.rows[-1])

    def _text(self, first: tuple[int, int], words: Sequence[Word]) -> str:
        row, column = first
        last = column
        while self.cells.get((row, last + 1)) == first:
            last += 1
        lines = [whole_line(parts) for parts in lines_of(words)]
        return unbroken(lines, self.columns[column], self.columns[last + 1])


def _distinct(values: Sequence[float]) -> list[float]:
    """Return the values in ascending order, keeping one of those that are nearly equal."""
    distinct: list[float] = []
    for value in sorted(values):
        if not distinct or value - distinct[-1] > _SHORTEST:
            distinct.append(value)
    return distinct


def _nearest(values: Sequence[float], value: float) -> int:
    return min(range(len(values)), key=lambda at: abs(values[at] - value))


def _between(values: Sequence[float], value: float) -> int:
    """Return the index of the interval between neighbours that a value falls into."""
    at = bisect_right(values, value) - 1
    return min(max(at, 0), len(values) - 2)
