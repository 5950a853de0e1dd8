"""Texts in lines of so many columns, set side by side: all that a page of plain text is made of."""

from __future__ import annotations

import re
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from ntmtrack.tables import Role

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
