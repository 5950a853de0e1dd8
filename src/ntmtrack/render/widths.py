"""How wide the columns of a sheet are, in letters."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import zip_longest

from ntmtrack.clean import clean
from ntmtrack.tables import Block
from ntmtrack.tables import Cell
from ntmtrack.tables import Column
from ntmtrack.tables import Facts
from ntmtrack.tables import Table
from ntmtrack.tables import shown
from ntmtrack.words import Words

FILTER = 3  # what the arrow of a filter takes from a heading
_PAGE, _EDGE = 160, 2
_WRAPPED, _NARROW = 40, 14  # the most and the fewest before words wrap
_ROOM = 18  # for what is to be filled in


def widths(blocks: Iterable[Block], words: Words) -> list[int]:
    """Give the width of each column of a sheet: what the widest of its tables needs."""
    found = [_table(block, words) for block in blocks if isinstance(block, Table)] + [
        _facts(block) for block in blocks if isinstance(block, Facts)
    ]
    return [max(column) for column in zip_longest(*found, fillvalue=0)] or [_PAGE]


def _facts(facts: Facts) -> list[int]:
    return [max((len(name) for name, _ in facts.pairs), default=0) + _EDGE, _WRAPPED]


def _table(table: Table, words: Words) -> list[int]:
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
