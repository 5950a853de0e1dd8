"""How the columns of a table share a line of text: how many letters each needs, and gets."""

import re
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal
from typing import NamedTuple

from ntmtrack.records import Record
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


class Slot(Record):
    """Describe the room of a column on a line: how wide, and whether texts are set to the right.

    Where a text may be `cut`, it stands on one line, with “…” for what does not fit.
    """

    width: int
    right: bool = False
    cut: bool = False


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


def cut(text: str, width: int) -> str:
    """Give as much of a text as fits a line, with “…” for the rest."""
    return text if measure(text) <= width else next(_fold(text, width - 1)).rstrip() + "…"


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
    lines = [
        (line, piece.role)
        for piece in stack
        for line in (
            [cut(piece.text, slot.width)]
            if slot.cut and piece.role != "head"
            else wrap(piece.text, slot.width)
        )
    ]
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
    cells: Sequence[tuple[Piece, ...]]
    column: Column
    least: int
    body: int
    most: int


def stacks(table: Table, words: Words, width: int) -> list[Stack]:
    """Measure what stands in each column of text.

    Where each row fits on a line, each column of the table has a place of its own; else those that
    go under another share its place. An id stands behind, or below, what it names.
    """
    rows = list(table.rows)  # which may be made anew each time that they are gone through
    places = [
        sorted([_stack(table, rows, index, words) for index in indexes], key=_has_ids)
        for indexes in stack_columns(table.columns)
    ]
    apart = [stack for place in places for stack in place]
    if sum(stack.most for stack in apart) + GAP * (len(apart) - 1) <= width:
        return apart
    return [place[0] if len(place) == 1 else _set_below(place) for place in places]


def _set_below(stacks: Sequence[Stack]) -> Stack:
    """Set the cells of columns below one another."""
    return Stack(
        tuple([heading for stack in stacks for heading in stack.headings]),
        [
            tuple([piece for cell in row for piece in cell])
            for row in zip(*(stack.cells for stack in stacks), strict=True)
        ],
        stacks[0].column,
        max(stack.least for stack in stacks),
        max(stack.body for stack in stacks),
        max(stack.most for stack in stacks),
    )


def _has_ids(stack: Stack) -> bool:
    return any(piece.role == "id" for cell in stack.cells for piece in cell)


def cell_piece(cell: Cell, words: Words) -> Piece:
    """Give a cell's value as text that is safe to print."""
    return Piece(clean(cell_text(cell, words)), cell.role)


def _stack(table: Table, rows: Sequence[Sequence[Cell]], index: int, words: Words) -> Stack:
    column = table.columns[index]
    heading = Piece(clean(column.heading), "head")
    cells = [(cell_piece(row[index], words),) for row in rows]
    texts = {piece.text for (piece,) in cells}
    sizes = _sizes(column, heading.text, texts, _readable(table, index))
    return Stack((heading,), cells, column, *sizes)


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
    breakable = [heading, *texts] if column.wraps and not column.cut else [heading]
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
    its heading, then texts before numbers, those first that would stand on most lines.
    """
    widths = [stack.least for stack in stacks]

    def need(index: int) -> tuple[bool, bool, bool, float]:
        stack, has = stacks[index], widths[index]
        lacks = stack.most - has
        return (
            0 < stack.body - has <= _NEARLY,
            0 < lacks <= _NEARLY,
            lacks > 0 and not stack.column.number,
            stack.most / has if lacks > 0 else 0,
        )

    for _ in range(width - sum(widths) - GAP * (len(stacks) - 1)):
        neediest = max(range(len(stacks)), key=need)
        if widths[neediest] >= stacks[neediest].most:
            break
        widths[neediest] += 1
    return widths
