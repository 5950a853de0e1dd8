"""How the columns of a table share a line of text: how many letters each needs, and gets."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ntmtrack.clean import clean
from ntmtrack.render.lines import GAP
from ntmtrack.render.lines import Piece
from ntmtrack.render.lines import measure
from ntmtrack.tables import Cell
from ntmtrack.tables import Table
from ntmtrack.tables import shown
from ntmtrack.tables import stacked
from ntmtrack.words import Words

# A column whose words wrap is still readable at so many letters.
_READABLE = 9
_NEARLY = 2


class Stack(NamedTuple):
    """Hold what stands in one column of text: the cells of one column, or of some set in it.

    `least` is the fewest letters it can be shown in, `body` what its cells need to stand on one
    line, and `most` what its heading needs, too.
    """

    headings: tuple[Piece, ...]
    cells: list[tuple[Piece, ...]]
    number: bool
    least: int
    body: int
    most: int


def stacks(table: Table, words: Words) -> list[Stack]:
    """Measure what stands in each column of text."""
    rows = list(table.rows)  # which may be made anew each time that they are gone through
    return [_stack(table, rows, indexes, words) for indexes in stacked(table.columns)]


def piece(cell: Cell, words: Words) -> Piece:
    """Give a cell's value as text that is safe to print."""
    return Piece(clean(shown(cell, words)), cell.role)


def _stack(table: Table, rows: Sequence[Sequence[Cell]], indexes: list[int], words: Words) -> Stack:
    columns = [table.columns[index] for index in indexes]
    headings = tuple(Piece(clean(column.heading), "head") for column in columns)
    cells = [tuple([piece(row[index], words) for index in indexes]) for row in rows]
    sizes = [_sizes(table, index, at, headings, cells) for at, index in enumerate(indexes)]
    least, body, most = map(max, zip(*sizes, strict=True))
    return Stack(headings, cells, columns[0].number, least, body, most)


def _sizes(
    table: Table, index: int, at: int, headings: tuple[Piece, ...], cells: list[tuple[Piece, ...]]
) -> tuple[int, int, int]:
    """Measure a column: its fewest letters without breaking a word, or an id, its cells, all."""
    column, heading = table.columns[index], headings[at].text
    texts = {stack[at].text for stack in cells}
    body = max(map(measure, texts), default=0)
    most = max(measure(heading), body)
    broken = [heading, *texts] if column.wraps else [heading]
    whole = [] if column.wraps else texts
    parts = {word for text in broken for word in text.split()}
    least = max(map(measure, parts.union(whole)), default=0)
    readable = 0 if column.number or table.splits else _READABLE
    return max(least, min(most, readable)), body, most


def fits(part: Sequence[Stack], width: int) -> bool:
    """Tell whether columns can stand side by side."""
    return sum(one.least for one in part) + GAP * (len(part) - 1) <= width


def split(whole: Sequence[Stack], width: int) -> list[list[Stack]]:
    """Split columns into parts that fit, each after the first column; no part is empty."""
    first, *others = whole
    parts: list[list[Stack]] = []
    for column in others:
        if parts and sum(one.least + GAP for one in [*parts[-1], column]) <= width:
            parts[-1].append(column)
        else:
            parts.append([first, column])
    return parts or [[first]]


def widths(part: Sequence[Stack], width: int) -> list[int]:
    """Share the letters of a line out: what each column needs, then what is left.

    A column that lacks only a letter or two for its cells gets them first, then one that does for
    its heading, then texts before numbers, those that lack most first.
    """
    given = [column.least for column in part]

    def wants(index: int) -> tuple[bool, bool, bool, int]:
        column, has = part[index], given[index]
        lacks = column.most - has
        return (
            0 < column.body - has <= _NEARLY,
            0 < lacks <= _NEARLY,
            lacks > 0 and not column.number,
            lacks,
        )

    for _ in range(width - sum(given) - GAP * (len(part) - 1)):
        neediest = max(range(len(part)), key=wants)
        if given[neediest] >= part[neediest].most:
            break
        given[neediest] += 1
    return given
