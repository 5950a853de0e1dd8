"""What a file is read into: plain strings, mappings and lists that know where their parts stand.

Offsets count the characters of the text, from 0. `Event` is what it is read from.
"""

from __future__ import annotations

from typing import Protocol
from typing import Union

Value = Union[str, "Mapping", "Sequence"]
Path = tuple[str | int, ...]


class Mapping(dict[str, Value]):
    """Hold the values of a mapping, and the offset of each key and value in the text."""

    __slots__ = ("at", "key_at", "value_at")

    def __init__(self, at: int) -> None:
        self.at = at
        self.key_at: dict[str, int] = {}  # also of keys without a value
        self.value_at: dict[str, int] = {}


class Sequence(list[Value]):
    """Hold the items of a list, and the offset of each in the text."""

    __slots__ = ("at", "item_at")

    def __init__(self, at: int) -> None:
        self.at = at
        self.item_at: list[int] = []


class Mark(Protocol):
    """Name the offset, and the line, at which something begins or ends."""

    index: int
    line: int


class Event(Protocol):
    """Name what we use of a parser's events; each kind has those that make sense for it."""

    start_mark: Mark
    end_mark: Mark
    anchor: str | None
    tag: str | None
    value: str
    style: str | None  # of a text: quotes, | or >; nothing for a plain one
    flow_style: bool  # of a mapping or list: inside brackets
