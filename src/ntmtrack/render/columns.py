"""How the columns of a table share a line of text: how many letters each needs, and gets."""

from __future__ import annotations

import re
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from ntmtrack.reports.tables import Cell
from ntmtrack.reports.tables import Role
from ntmtrack.reports.tables import Table
from ntmtrack.reports.tables import shown
from ntmtrack.reports.tables import stacked
from ntmtrack.wording.clean import clean
from ntmtrack.wording.words import Words

GAP = 2
Paint = Callable[[str, Role], str]
# Letters of which each takes one column: those of Vietnamese and its neighbours.
_SINGLE = re.compile(r"[ -~¡-¬®-ɏḀ-ỿ–—‘’“”…→≤≥]*")
_BETWEEN = " " * GAP
_REMEMBERED = 4096  # of the texts met last, for in a table most come again
_WORD = re.compile(r"\s*\S+\s*|\s+")


class Piece(NamedTuple):
    """Hold a text that is safe to print, and what it is."""

    text: str
    role: Role = "plain"


class Place(NamedTuple):
    """Describe a column of a page: how wide it is, and whether it is set to the right."""

    width: int
    right: bool = False


@lru_cache(maxsize=_REMEMBERED)
def measure(text: str) -> int:
    """Count the columns that a text takes: a mark takes none, a wide letter two."""
    if _SINGLE.fullmatch(text):
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


@lru_cache(maxsize=_REMEMBERED)
def wrap(text: str, width: int) -> tuple[str, ...]:
    """Break a text into lines between words, and within one that is longer than a line."""
    if measure(text) <= width:
        return (text,)
    lines: list[str] = []
    line, room = "", width
    for word in _WORD.findall(text):
        needs = measure(word.rstrip())
        if needs > room and line:
            lines.append(line)
            line, room = "", width
        if needs > width:
            *whole, word = _fold(word.rstrip(), width)  # noqa: PLW2901 - the rest of it
            lines += whole
            word += " "  # noqa: PLW2901
        line += word
        room = width - measure(line)
    return (*(one.rstrip() for one in lines), line.rstrip())


def _fold(word: str, width: int) -> Iterator[str]:
    """Cut a word into parts that fit, wherever that falls."""
    part, room = "", width
    for char in word:
        needs = measure(char)
        if needs > room and part:
            yield part
            part, room = "", width
        part, room = part + char, room - needs
    yield part


def beside(
    stacks: Iterable[tuple[Piece, ...]],
    places: Sequence[Place],
    paint: Paint,
    *,
    bottom: bool = False,
) -> str:
    """Set stacks of texts side by side, each broken to the width of its place.

    A stack with fewer lines than another stands at the top, or at the bottom.
    """
    laid = [_fit(stack, place, paint) for stack, place in zip(stacks, places, strict=True)]
    most = max(map(len, laid))
    if most > 1:
        laid = [_filled(*one, most, bottom=bottom) for one in zip(laid, places, strict=True)]
    return "\n".join([_BETWEEN.join(line).rstrip() for line in zip(*laid, strict=True)])


@lru_cache(maxsize=_REMEMBERED)
def _fit(stack: tuple[Piece, ...], place: Place, paint: Paint) -> tuple[str, ...]:
    """Give a stack as lines that fill its place."""
    lines = [(line, piece.role) for piece in stack for line in wrap(piece.text, place.width)]
    return tuple([_set(line, role, place, paint) for line, role in lines])


def _set(text: str, role: Role, place: Place, paint: Paint) -> str:
    blank = " " * (place.width - measure(text))
    painted = paint(text, role)
    return blank + painted if place.right else painted + blank


def _filled(lines: tuple[str, ...], place: Place, most: int, *, bottom: bool) -> tuple[str, ...]:
    """Give as many lines as the longest stack has."""
    empty = (" " * place.width,) * (most - len(lines))
    return empty + lines if bottom else lines + empty


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
