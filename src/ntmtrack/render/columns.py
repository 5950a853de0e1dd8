"""How the columns of a table share a line of text: how many characters each needs, and gets."""

import re
from collections.abc import Callable
from collections.abc import Collection
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

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
_CACHED = 4096  # texts to remember: most texts occur many times in a table
_WORD = r"\s*\S+\s*|\s+"  # a string, compiled only when needed: most texts break without it


class Piece(Record):
    """Pair a text that is safe to print with its role."""

    text: str
    role: Role = "plain"


class Slot(Record):
    """Describe the place of a column on a line: its width, and whether texts are right-aligned.

    A text that may be `cut` stays on one line, with “…” in place of the rest that does not fit.
    """

    width: int
    right: bool = False
    cut: bool = False


@lru_cache(maxsize=_CACHED)
def measure(text: str) -> int:
    """Return the columns that a text takes: a combining mark takes none, a wide character two."""
    if PLAIN.fullmatch(text):
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def _size_of_parts(text: str) -> Callable[[str], int]:
    """Return a function that measures a text and its parts: `len`, if the text is plain."""
    return len if PLAIN.fullmatch(text) else measure


@lru_cache(maxsize=_CACHED)
def wrap(text: str, width: int) -> tuple[str, ...]:
    """Break a text into lines between words, and within a word that is longer than a line."""
    return _break_text(text, width, _size_of_parts(text))


def _break_text(text: str, width: int, size: Callable[[str], int]) -> tuple[str, ...]:
    """Break a text that was checked before; `size` measures any part of it."""
    if size(text) <= width:
        return (text,)
    if size is len and (simple := _between_words(text, width)):
        return simple
    lines: list[str] = []
    line, room = "", width
    for word in re.findall(_WORD, text):
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


def _between_words(text: str, width: int) -> tuple[str, ...]:
    """Break a plain text at its single spaces; return nothing if that is impossible.

    This is ten times as fast as looking at each word, and works for almost every text.
    """
    if "  " in text or text != text.strip():
        return ()
    lines: list[str] = []
    at, last = 0, len(text) - width
    while at < last:
        end = text.rfind(" ", at, at + width + 1)
        if end < 0:  # a word that is longer than a line
            return ()
        lines.append(text[at:end])
        at = end + 1
    return (*lines, text[at:])


def _fold(word: str, width: int) -> Iterator[str]:
    """Yield parts of a word that fit the width, cut wherever they must be."""
    part, room = "", width
    for char in word:
        needs = measure(char)
        if needs > room and part:
            yield part
            part, room = "", width
        part, room = part + char, room - needs
    yield part


def cut(text: str, width: int) -> str:
    """Return a text cut to fit a line, with “…” in place of the rest."""
    return text if measure(text) <= width else next(_fold(text, width - 1)).rstrip() + "…"


def set_side_by_side(
    stacks: Iterable[tuple[Piece, ...]],
    slots: Sequence[Slot],
    paint: Paint,
    align: Literal["top", "bottom"] = "top",
) -> str:
    """Return stacks of texts side by side, each broken to the width of its slot.

    `align` says where a stack with fewer lines than the others is placed.
    """
    columns = [_lines(stack, slot, paint) for stack, slot in zip(stacks, slots, strict=True)]
    most = max(map(len, columns))
    if most > 1:
        columns = [
            lines if len(lines) == most else _fill(lines, slot.width, most, align)
            for lines, slot in zip(columns, slots, strict=True)
        ]
    return "\n".join([_BETWEEN.join(line).rstrip() for line in zip(*columns, strict=True)])


@lru_cache(maxsize=_CACHED)
def _lines(stack: tuple[Piece, ...], slot: Slot, paint: Paint) -> tuple[str, ...]:
    """Return a stack as lines that fill its slot."""
    lines: list[str] = []
    for text, role in stack:
        size = _size_of_parts(text)
        is_cut = slot.cut and role != "head"
        for line in [cut(text, slot.width)] if is_cut else _break_text(text, slot.width, size):
            blank = " " * (slot.width - size(line))
            lines.append(blank + paint(line, role) if slot.right else paint(line, role) + blank)
    return tuple(lines)


def _fill(
    lines: tuple[str, ...], width: int, count: int, align: Literal["top", "bottom"]
) -> tuple[str, ...]:
    blank = (" " * width,) * (count - len(lines))
    return lines + blank if align == "top" else blank + lines


# The fewest characters at which wrapped words are still readable.
_READABLE = 9
_READABLE_KEY = 24  # for the column that names the rows in each part of a split table
_NEARLY = 2


class Stack(Record):
    """Describe one column of text: the cells of one table column, or of several stacked.

    `least` is the fewest characters that it can be shown in, `body` the width that its cells need
    to stay on one line, and `most` the width that its heading needs as well.
    """

    headings: tuple[Piece, ...]
    cells: Sequence[tuple[Piece, ...]]
    column: Column
    least: int
    body: int
    most: int


def stacks(table: Table, words: Words, width: int) -> list[Stack]:
    """Measure the contents of each column of text.

    If each row fits on a line, each column of the table gets a place of its own; otherwise, columns
    marked `under` share the place of the column before. An id comes after, or below, the name it
    belongs to.
    """
    rows = list(table.rows)  # rows may be generated anew at each iteration
    places = [
        sorted([_stack(table, rows, index, words) for index in indexes], key=_has_ids)
        for indexes in stack_columns(table.columns)
    ]
    apart = [stack for place in places for stack in place]
    if sum(stack.most for stack in apart) + GAP * (len(apart) - 1) <= width:
        return apart
    return [place[0] if len(place) == 1 else _set_below(place) for place in places]


def _set_below(stacks: Sequence[Stack]) -> Stack:
    """Stack the cells of columns below one another."""
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
    """Return a cell's value as text that is safe to print."""
    return Piece(clean(cell_text(cell, words)), cell.role)


def _stack(table: Table, rows: Sequence[Sequence[Cell]], index: int, words: Words) -> Stack:
    column = table.columns[index]
    heading = Piece(clean(column.heading), "head")
    contents = [(cell_text(row[index], words), row[index].role) for row in rows]
    pieces = {(text, role): (Piece(clean(text), role),) for text, role in set(contents)}
    cells = [pieces[key] for key in contents]  # many rows share the same text
    texts = {piece.text for (piece,) in pieces.values()}
    sizes = _sizes(column, heading.text, texts, _readable(table, index))
    return Stack((heading,), cells, column, *sizes)


def _readable(table: Table, index: int) -> int:
    """Return the fewest characters at which a column remains readable."""
    if table.splits:
        return _READABLE_KEY if index < table.keys else 0
    return 0 if table.columns[index].number else _READABLE


def _sizes(column: Column, heading: str, texts: set[str], readable: int) -> tuple[int, int, int]:
    """Return the least width of a column, the width of its unbroken cells, and with its heading.

    Words are never broken; a column that does not wrap, such as ids, is not broken at all.
    """
    body = _longest(texts)
    most = max(measure(heading), body)
    breakable = [heading, *texts] if column.wraps and not column.cut else [heading]
    unbroken = set() if column.wraps else texts
    least = _longest({*" ".join(breakable).split(), *unbroken})
    return max(least, min(most, readable)), body, most


def _longest(texts: Collection[str]) -> int:
    """Return the width of the longest text."""
    return max(map(_size_of_parts("".join(texts)), texts), default=0)


def fits(stacks: Sequence[Stack], width: int) -> bool:
    """Return whether columns fit side by side."""
    return sum(stack.least for stack in stacks) + GAP * (len(stacks) - 1) <= width


def split(stacks: Sequence[Stack], width: int) -> list[list[Stack]]:
    """Split columns into parts that fit, each with the first column repeated; no part is empty."""
    first, *others = stacks
    parts: list[list[Stack]] = []
    for stack in others:
        if parts and sum(part.least + GAP for part in [*parts[-1], stack]) <= width:
            parts[-1].append(stack)
        else:
            parts.append([first, stack])
    return parts or [[first]]


def widths(stacks: Sequence[Stack], width: int) -> list[int]:
    """Divide the characters of a line: first what each column needs at least, then the rest.

    Priority goes to columns that lack only a character or two for their cells, then to those that
    lack as little for their heading, then to texts before numbers, and to texts that would take
    most lines.
    """
    widths = [stack.least for stack in stacks]

    def need(index: int) -> tuple[bool, bool, bool, float]:
        stack, width_now = stacks[index], widths[index]
        return (
            0 < stack.body - width_now <= _NEARLY,
            stack.most - width_now <= _NEARLY,
            not stack.column.number,
            stack.most / width_now,
        )

    lacking = [index for index, stack in enumerate(stacks) if stack.least < stack.most]
    for _ in range(width - sum(widths) - GAP * (len(stacks) - 1)):
        if not lacking:
            break
        neediest = max(lacking, key=need)
        widths[neediest] += 1
        if widths[neediest] >= stacks[neediest].most:
            lacking.remove(neediest)
    return widths
