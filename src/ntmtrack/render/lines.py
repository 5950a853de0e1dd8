"""Texts in lines of so many columns, set side by side: all that a page of plain text is made of."""

from __future__ import annotations

import re
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from itertools import zip_longest
from typing import NamedTuple

from ntmtrack.tables import Role

GAP = 2
Paint = Callable[[str, Role], str]
# Letters of which each takes one column: those of Vietnamese and its neighbours.
_SINGLE = re.compile(r"[ -~À-ɏḀ-ỿ–—‘’“”…→]*")
_WORD = re.compile(r"\s*\S+\s*|\s+")


class Piece(NamedTuple):
    """Hold a text that is safe to print, and what it is."""

    text: str
    role: Role = "plain"


class Place(NamedTuple):
    """Describe a column of a page: how wide it is, and whether it is set to the right."""

    width: int
    right: bool = False


def measure(text: str) -> int:
    """Count the columns that a text takes: a mark takes none, a wide letter two."""
    if _SINGLE.fullmatch(text):
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def wrap(text: str, width: int) -> list[str]:
    """Break a text into lines between words, and within one that is longer than a line."""
    if measure(text) <= width:
        return [text]
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
    return [one.rstrip() for one in [*lines, line]]


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
    cells: Iterable[Sequence[Piece]],
    places: Sequence[Place],
    paint: Paint,
    *,
    bottom: bool = False,
) -> str:
    """Set cells side by side, each a stack of texts broken to the width of its place.

    A stack with fewer lines than another stands at the top, or at the bottom.
    """
    stacks = [
        [(line, piece.role) for piece in cell for line in wrap(piece.text, place.width)]
        for cell, place in zip(cells, places, strict=True)
    ]
    turn = slice(None, None, -1 if bottom else 1)
    rows = list(zip_longest(*(stack[turn] for stack in stacks), fillvalue=("", "plain")))[turn]
    gap = " " * GAP
    return "\n".join(
        gap.join(_set(line, place, paint) for line, place in zip(row, places, strict=True)).rstrip()
        for row in rows
    )


def _set(piece: tuple[str, Role], place: Place, paint: Paint) -> str:
    """Set one line of a cell in its place."""
    text, role = piece
    blank = " " * (place.width - measure(text))
    painted = paint(text, role)
    return blank + painted if place.right else painted + blank
