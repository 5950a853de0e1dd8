"""The columns of a sheet: how wide each is, and which of them each column of a table occupies.

Tables below one another share the columns of the sheet. A wide column of one table must not widen
the narrow columns of another, so it spans several of them as merged cells.
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate
from math import sqrt
from typing import NamedTuple

from ntmtrack.reports.tables import Block
from ntmtrack.reports.tables import CellValue
from ntmtrack.reports.tables import Column
from ntmtrack.reports.tables import Facts
from ntmtrack.reports.tables import Table
from ntmtrack.reports.tables import value_text
from ntmtrack.wording.clean import clean
from ntmtrack.wording.words import Words

FILTER = 3  # characters of a heading that the filter arrow covers
_EDGE = 2
# How many characters fit across a page, and the fewest in which words wrap then: printed at 9
# points, at 7.5 and, for a form with columns to fill in, smaller still.
_WIDE = 160
_PAGES = ((_WIDE, 14), (189, 6), (232, 8))
_WRAPPED = 40  # the most characters at which words wrap
_ID = 18  # the fewest characters at which an id wraps, at its hyphens
_ROOM = 14  # the fewest characters of a column to fill in


class CellPlace(NamedTuple):
    """Describe which columns of a sheet a cell spans, and how many characters wide they are."""

    first: int
    last: int
    characters: int


class SheetColumns(NamedTuple):
    """Hold the width of each sheet column in characters (0 if hidden), and the spans of tables.

    `spans` maps the `id` of a table or of facts to the number of sheet columns that each of its
    columns spans.
    """

    characters: Sequence[int]
    spans: dict[int, list[int]]

    def places(self, block: Table | Facts) -> list[CellPlace]:
        """Return the place of each column of a block."""
        lasts = list(accumulate(self.spans[id(block)]))
        firsts = [0, *lasts[:-1]]
        return [
            CellPlace(first, last - 1, sum(self.characters[first:last]))
            for first, last in zip(firsts, lasts, strict=True)
        ]

    @property
    def whole(self) -> CellPlace:
        """Return the place of a cell that spans the whole sheet."""
        return CellPlace(0, len(self.characters) - 1, sum(self.characters))


class _Need(NamedTuple):
    """Describe how many characters a column needs, and whether it has numbers, which are narrow.

    A column that does not widen those of another table spans several of them.
    """

    characters: int
    number: bool = False
    widens: bool = True


class _Contents(NamedTuple):
    """Measure the texts of a column: the longest, the mean, and whether any is an id.

    The mean ignores empty cells.
    """

    longest: int = 0
    mean: float = 0
    ids: bool = False


def share(blocks: Iterable[Block], words: Words) -> SheetColumns:
    """Share sheet columns among tables and facts; the tables with most number columns come first.

    Facts come last, as their texts may span columns of a table.
    """
    blocks = list(blocks)
    needs = {
        id(block): _table_needs(block, words) if isinstance(block, Table) else _facts_needs(block)
        for block in blocks
        if isinstance(block, Table | Facts)
    }
    shared: list[_Need] = []
    spans: dict[int, list[int]] = {}
    facts = {id(block) for block in blocks if isinstance(block, Facts)}
    numbers = {key: sum(need.number for need in needs[key]) for key in needs}
    for key in sorted(needs, key=lambda key: (key in facts, -numbers[key])):
        start = 0
        spans[key] = []
        for need in needs[key]:
            end = _take(shared, start, need)
            spans[key].append(end - start)
            start = end
    return SheetColumns([need.characters for need in shared] or [_WIDE], spans)


def _take(shared: list[_Need], at: int, need: _Need) -> int:
    """Take sheet columns from a position on, widening or adding some if needed; return the end."""
    if at == len(shared):
        shared.append(need)
    elif need.widens and need.number == shared[at].number:
        shared[at] = need._replace(characters=max(need.characters, shared[at].characters))
    else:
        end = at + 1
        while (missing := need.characters - sum(each.characters for each in shared[at:end])) > 0:
            if end == len(shared):
                shared.append(_Need(missing))
            end += 1
        return end
    return at + 1


def _facts_needs(facts: Facts) -> list[_Need]:
    longest = max((len(name) for name, _ in facts.pairs), default=0)
    return [_Need(longest + _EDGE), _Need(_WRAPPED, widens=False)]


def _table_needs(table: Table, words: Words) -> list[_Need]:
    """Return the width of each column; the more columns share a page, the sooner words wrap.

    On a page that is too narrow, the columns with most text get most room, and empty ones are
    hidden.
    """
    columns = table.columns
    contents = _contents(table, words)
    least = [_heading_characters(column) for column in columns]
    characters = [
        max(heading, min(content.longest, _WRAPPED) if column.wraps else content.longest)
        for heading, content, column in zip(least, contents, columns, strict=True)
    ]
    if table.rows and sum(characters) > _WIDE:
        characters = _squeeze(columns, least, contents)
    return [_Need(width, column.number) for width, column in zip(characters, columns, strict=True)]


def _squeeze(
    columns: Sequence[Column], least: Sequence[int], contents: Sequence[_Contents]
) -> list[int]:
    """Return the widths of columns that do not fit a page at their natural widths."""
    longest = max(content.mean for content in contents) or 1
    characters: list[int] = []
    for page, fewest in _PAGES:
        for most in range(_WRAPPED, fewest - 1, -1):
            characters = [
                _characters(
                    column, heading, content, max(fewest, most * sqrt(content.mean / longest))
                )
                for column, heading, content in zip(columns, least, contents, strict=True)
            ]
            if sum(characters) <= page:
                return characters
    return characters


def _characters(column: Column, heading: int, content: _Contents, most: float) -> int:
    """Return the width of a column of at most `most` characters; 0, if empty, to hide it."""
    if not (content.longest or column.hint):
        return 0
    if content.ids:
        most = max(most, _ID)
    wraps = column.wraps or content.ids
    return max(heading, min(content.longest, int(most)) if wraps else content.longest)


def _contents(table: Table, words: Words) -> list[_Contents]:
    """Measure the texts of each column in one pass, as rows may be made while they are read."""

    @lru_cache(maxsize=1024)  # most values occur in many cells
    def length(value: CellValue) -> int:
        return len(clean(value_text(value, words)))

    size = len(table.columns)
    longest, total, count, ids = [0] * size, [0] * size, [0] * size, [False] * size
    for row in table.rows:
        for at, cell in enumerate(row):
            if cell.role == "id":
                ids[at] = True
            if characters := length(cell.value):
                total[at] += characters
                count[at] += 1
                longest[at] = max(longest[at], characters)
    return [
        _Contents(most + _EDGE, of_all / texts, are_ids) if most else _Contents()
        for most, of_all, texts, are_ids in zip(longest, total, count, ids, strict=True)
    ]


def _heading_characters(column: Column) -> int:
    """Return the least width of a column: its longest word, or room to write by hand."""
    words = clean(column.heading).split()
    longest = max(map(len, words), default=0) + FILTER
    return max(_ROOM, longest) if column.hint else longest
