"""A line that a user types: what each key does to its text and to the cursor in it."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from typing import NamedTuple

ENTER, ESCAPE, BACKSPACE, TAB, CLEAR = "enter", "escape", "backspace", "tab", "clear"
LEFT, RIGHT, HOME, END, DELETE = "left", "right", "home", "end", "delete"


class TypedLine(NamedTuple):
    """Store a typed text as the parts before and behind the cursor."""

    before: str = ""
    behind: str = ""

    @property
    def text(self) -> str:
        """Return the whole text."""
        return self.before + self.behind


def edit(line: TypedLine, key: str) -> TypedLine:
    """Return a line after a key: an editing key, or a character, which may be a tone mark alone."""
    if command := _EDITS.get(key):
        return command(line)
    return line._replace(before=unicodedata.normalize("NFC", line.before + key))


def _left(line: TypedLine) -> TypedLine:
    start = _last_letter(line.before)
    return TypedLine(line.before[:start], line.before[start:] + line.behind)


def _right(line: TypedLine) -> TypedLine:
    end = _first_letter(line.behind)
    return TypedLine(line.before + line.behind[:end], line.behind[end:])


def _last_letter(text: str) -> int:
    """Return where the last letter of a text starts; marks that compose with none belong to it."""
    start = max(0, len(text) - 1)
    while start and unicodedata.combining(text[start]):
        start -= 1
    return start


def _first_letter(text: str) -> int:
    """Return where the first letter of a text ends, with its marks."""
    end = min(1, len(text))
    while end < len(text) and unicodedata.combining(text[end]):
        end += 1
    return end


_EDITS: dict[str, Callable[[TypedLine], TypedLine]] = {
    LEFT: _left,
    RIGHT: _right,
    HOME: lambda line: TypedLine("", line.text),
    END: lambda line: TypedLine(line.text),
    BACKSPACE: lambda line: TypedLine(_left(line).before, line.behind),
    DELETE: lambda line: TypedLine(line.before, _right(line).behind),
    CLEAR: lambda _: TypedLine(),
}
