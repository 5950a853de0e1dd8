"""How the columns of a table share a line of text: how many letters each needs, and gets."""

import re
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal
from typing import NamedTuple

from ntmtrack.reports.tables import Cell
from ntmtrack.reports.tables import Column
from ntmtrack.reports.tables import Role
from ntmtrack.reports.tables import Table
from ntmtrack.reports.tables import cell_text
from ntmtrack.reports.tables import stack_columns
from ntmtrack.wording.clean import PLAIN
from ntmtrack.wording.clean import clean
from ntmtrack.wording.words import Words

GAP = 2
Paint = Callable[[str, Role], str]
_BETWEEN = " " * GAP
_CACHED = 4096  # of the texts measured last, most come again in a table
_WORD = re.compile(r"\s*\S+\s*|\s+")


class Piece(NamedTuple):
    """Hold a text that is safe to print, and its role."""

    text: str
    role: Role = "plain"


class Slot(NamedTuple):
    """Describe the room of a column on a line: how wide, and whether texts are set to the right."""

    width: int
    right: bool = False


@lru_cache(maxsize=_CACHED)
def measure(text: str) -> int:
    """Count the columns that a text takes: a combining mark takes none, a wide letter two."""
    if PLAIN.fullmatch(text):
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


@lru_cache(maxsize=_CACHED)
def wrap(text: str, width: int) -> tuple[str, ...]:
    """Break a text into lines between words, and within one that is longer than a line."""
    if measure(text) <= width:
        return (text,)
    size = len if PLAIN.fullmatch(text) else measure  # of any part of the text
    lines: list[str] = []
    line, room = "", width
    for word in _WORD.findall(text):
        needs = size(word.rstrip())
        if needs > room and line:
            lines.append(line)
            line, room = "", width
        if needs > width:
            *whole_lines, rest = _fold(word.rstrip(), width)
            lines += whole_lines
            line = rest + " "
            room = width - size(line)
        else:
            line += word
            room -= size(word)
    return (*(line.rstrip() for line in lines), line.rstrip())


def _fold(word: str, width: int) -> Iterator[str]:
    """Cut a word into parts that fit, wherever the cuts fall."""
    part, room = "", width
    for char in word:
        needs = measure(char)
        if needs > room and part:
            yield part
            part, room = "", width
        part, room = part + char, room - needs
    yield part


def set_side_by_side(
    stacks: Iterable[tuple[Piece, ...]],
    slots: Sequence[Slot],
    paint: Paint,
    align: Literal["top", "bottom"] = "top",
) -> str:
    """Set stacks of texts side by side, each broken to the width of its slot.

    `align` says where a stack with fewer lines than another stands.
    """
    columns = [_lines(stack, slot, paint) for stack, slot in zip(stacks, slots, strict=True)]
    most = max(map(len, columns))
    if most > 1:
        blanks = [(" " * slot.width,) for slot in slots]
        columns = [
            _filled(lines, blank * (most - len(lines)), align)
            for lines, blank in zip(columns, blanks, strict=True)
        ]
    return "\n".join([_BETWEEN.join(line).rstrip() for line in zip(*columns, strict=True)])


@lru_cache(maxsize=_CACHED)
def _lines(stack: tuple[Piece, ...], slot: Slot, paint: Paint) -> tuple[str, ...]:
    """Give a stack as lines that fill its slot."""
    lines = [(line, piece.role) for piece in stack for line in wrap(piece.text, slot.width)]
    return tuple([_padded(line, role, slot, paint) for line, role in lines])


def _padded(text: str, role: Role, slot: Slot, paint: Paint) -> str:
    blank = " " * (slot.width - measure(text))
    painted = paint(text, role)
    return blank + painted if slot.right else painted + blank


def _filled(
    lines: tuple[str, ...], blank: tuple[str, ...], align: Literal["top", "bottom"]
) -> tuple[str, ...]:
    return lines + blank if align == "top" else blank + lines


# The fewest letters at which wrapped words are still readable.
_READABLE = 9
_READABLE_KEY = 24  # of what names the rows in each part of a table that is split
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
    return [_stack(table, rows, indexes, words) for indexes in stack_columns(table.columns)]


def cell_piece(cell: Cell, words: Words) -> Piece:
    """Give a cell's value as text that is safe to print."""
    return Piece(clean(cell_text(cell, words)), cell.role)


def _stack(table: Table, rows: Sequence[Sequence[Cell]], indexes: list[int], words: Words) -> Stack:
    columns = [table.columns[index] for index in indexes]
    headings = tuple(Piece(clean(column.heading), "head") for column in columns)
    cells = [tuple([cell_piece(row[index], words) for index in indexes]) for row in rows]
    sizes = [
        _sizes(
            column,
            heading.text,
            {stack[place].text for stack in cells},
            _readable(table, index),
        )
        for place, (index, column, heading) in enumerate(
            zip(indexes, columns, headings, strict=True)
        )
    ]
    least, body, most = map(max, zip(*sizes, strict=True))
    return Stack(headings, cells, columns[0].number, least, body, most)


def _readable(table: Table, index: int) -> int:
    """Give the fewest letters at which a column is still readable."""
    if table.splits:
        return _READABLE_KEY if index < table.keys else 0
    return 0 if table.columns[index].number else _READABLE


def _sizes(column: Column, heading: str, texts: set[str], readable: int) -> tuple[int, int, int]:
    """Give what a column needs at least, for its cells on one line, and for its heading, too.

    Words are never broken; a column that does not wrap, such as ids, is not broken at all.
    """
    body = max(map(measure, texts), default=0)
    most = max(measure(heading), body)
    breakable = [heading, *texts] if column.wraps else [heading]
    unbroken = set() if column.wraps else texts
    parts = {word for text in breakable for word in text.split()}
    least = max(map(measure, parts | unbroken), default=0)
    return max(least, min(most, readable)), body, most


def fits(stacks: Sequence[Stack], width: int) -> bool:
    """Tell whether columns can stand side by side."""
    return sum(stack.least for stack in stacks) + GAP * (len(stacks) - 1) <= width


def split(stacks: Sequence[Stack], width: int) -> list[list[Stack]]:
    """Split columns into parts that fit, each after the first column; no part is empty."""
    first, *others = stacks
    parts: list[list[Stack]] = []
    for stack in others:
        if parts and sum(part.least + GAP for part in [*parts[-1], stack]) <= width:
            parts[-1].append(stack)
        else:
            parts.append([first, stack])
    return parts or [[first]]


def widths(stacks: Sequence[Stack], width: int) -> list[int]:
    """Share the letters of a line out: what each column needs, then what is left.

    A column that lacks only a letter or two for its cells gets them first, then one that does for
    its heading, then texts before numbers, those that lack most first.
    """
    widths = [stack.least for stack in stacks]

    def need(index: int) -> tuple[bool, bool, bool, int]:
        stack, has = stacks[index], widths[index]
        lacks = stack.most - has
        return (
            0 < stack.body - has <= _NEARLY,
            0 < lacks <= _NEARLY,
            lacks > 0 and not stack.number,
            lacks,
        )

    for _ in range(width - sum(widths) - GAP * (len(stacks) - 1)):
        neediest = max(range(len(stacks)), key=need)
        if widths[neediest] >= stacks[neediest].most:
            break
        widths[neediest] += 1
    return widths
