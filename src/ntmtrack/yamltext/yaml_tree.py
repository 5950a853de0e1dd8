"""YAML events to a tree of plain strings that knows where every key, value and item stands.

Only the parser's events are used: every scalar stays the text that stands in the file, and nothing
is shared or merged. Recursion ends at `DEEPEST`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Protocol
from typing import Union

import yaml

from ntmtrack.wording.problem import Place
from ntmtrack.wording.problem import Problem
from ntmtrack.yamltext.encoding import Fault
from ntmtrack.yamltext.encoding import Lines
from ntmtrack.yamltext.encoding import check
from ntmtrack.yamltext.scalars import LONGEST_TEXT
from ntmtrack.yamltext.scalars import Faults
from ntmtrack.yamltext.scalars import Scalars
from ntmtrack.yamltext.scalars import StopError
from ntmtrack.yamltext.scalars import property_at
from ntmtrack.yamltext.syntax import Seen
from ntmtrack.yamltext.syntax import explain
from ntmtrack.yamltext.syntax import follows

Value = Union[str, "MappingNode", "SequenceNode"]
Path = tuple[str | int, ...]


class MappingNode(dict[str, Value]):
    """Hold the values of a mapping, and the offset of each key and value in the text."""

    __slots__ = ("at", "key_at", "value_at")

    def __init__(self, at: int) -> None:
        self.at = at
        self.key_at: dict[str, int] = {}  # also of keys without a value
        self.value_at: dict[str, int] = {}


class SequenceNode(list[Value]):
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


MOST_EVENTS = 8_000_000
DEEPEST = 30

_EMPTY = frozenset(("", "~", "null"))
_BLOCK = frozenset("|>")
_DROPPED = "\0"  # the key of a value that has no place in the tree; no file can hold it
# Kinds of events, by which the hot paths tell them apart.
_SCALAR: object = yaml.ScalarEvent
_ALIAS: object = yaml.AliasEvent
_MAPPING: object = yaml.MappingStartEvent
_MAPPING_END: object = yaml.MappingEndEvent
_SEQUENCE: object = yaml.SequenceStartEvent
_SEQUENCE_END: object = yaml.SequenceEndEvent
_DOCUMENT: object = yaml.DocumentStartEvent


class Tree:
    """Build the tree of a text.

    `root` is None when the tree cannot be used; `faults` has what was wrong, also when it can.
    """

    def __init__(self, text: str) -> None:
        self.root: MappingNode | None = None
        self.faults = Faults()
        self._text = text
        self._scalars = Scalars(text, self.faults)
        self._plain = not self._scalars.odd
        self._next: Callable[[], Event]
        self._names: dict[str, str] = {}  # every key met so far: checked once, kept once
        self._last: Event | None = None  # the event of the last scalar
        self._open_at = -1  # the bracket that what is being filled began with, if it is one
        self._closed_at = -1  # the bracket that was closed last

    def build(self, loader: type) -> None:
        """Read all events; whatever goes wrong becomes a fault."""
        try:
            # Both parsers give None after the last event.
            self._next = islice(iter(loader(self._text).get_event, None), MOST_EVENTS).__next__
            self.root = self._document()
        except StopError:
            pass
        except StopIteration:
            values = {"what": "events", "limit": str(MOST_EVENTS)}
            self.faults.append(Fault("too-many", 0, values))
        except (yaml.YAMLError, ValueError, OverflowError) as error:
            fault = explain(error, self._text, self._seen())
            if not any(follows(fault, cause, self._text) for cause in self.faults):
                self.faults.append(fault)

    def _seen(self) -> Seen:
        if self._last is None:
            return Seen(closed_at=self._closed_at, open_at=self._open_at)
        begin, end = self._last.start_mark.index, self._last.end_mark.index
        return Seen(begin, end, self._closed_at, self._open_at)

    def _document(self) -> MappingNode | None:
        """Read the one document, a mapping, between the events of its edges."""
        root: Value | None = None
        self._next()
        event = self._next()
        if event.__class__ is _DOCUMENT:
            root = self._root(self._next())
            self._next()
            event = self._next()
        if event.__class__ is _DOCUMENT:
            self.faults.fail("several-documents", event.start_mark.index)
        if root is None and not self.faults:
            self.faults.add("empty-file", 0)
        return root if isinstance(root, MappingNode) else None

    def _root(self, event: Event) -> Value | None:
        at = event.start_mark.index
        if event.__class__ is not _SCALAR:
            if event.__class__ is _SEQUENCE:
                self.faults.fail("file-not-a-mapping", at, found="list")
            return self._inside(event, 0)
        if self._scalar(event, at) is not None:
            self.faults.fail("file-not-a-mapping", at, found="text")
        return None

    def _inside(self, event: Event, depth: int) -> MappingNode | SequenceNode:
        """Read a mapping or list, the event of which has come."""
        self._check_opening(event, depth)
        at, flow, outer = event.start_mark.index, event.flow_style, self._open_at
        self._open_at = at if flow else -1
        fill = self._mapping if event.__class__ is _MAPPING else self._sequence
        node = fill(at, depth + 1)
        if flow:
            self._closed_at = at
        self._open_at = outer
        return node

    def _check_opening(self, event: Event, depth: int) -> None:
        at = event.start_mark.index
        if event.__class__ is _ALIAS or event.tag or event.anchor:
            self.faults.stop(property_at(self._text, at))
        if depth == DEEPEST:
            self.faults.fail("too-deep", at, limit=str(DEEPEST))

    def _mapping(self, start: int, depth: int) -> MappingNode:
        node = MappingNode(start)
        next_, scalar, key_at, value_at = self._next, self._scalar, node.key_at, node.value_at
        while (event := next_()).__class__ is not _MAPPING_END:
            if event.__class__ is not _SCALAR:
                self._check_opening(event, depth)
                self.faults.fail("complex-key", event.start_mark.index)
            at = event.start_mark.index
            key = self._key(event, at)
            if key in key_at:
                self.faults.add("duplicate-key", at, other=key_at[key], key=key)
                key = _DROPPED
            elif key is not _DROPPED:
                key_at[key] = value_at[key] = at
            event = next_()
            at = event.start_mark.index
            plain = event.__class__ is _SCALAR
            value = scalar(event, at) if plain else self._inside(event, depth)
            if value is not None and key is not _DROPPED:
                node[key] = value
                value_at[key] = at
        return node

    def _sequence(self, start: int, depth: int) -> SequenceNode:
        node = SequenceNode(start)
        while (event := self._next()).__class__ is not _SEQUENCE_END:
            at = event.start_mark.index
            plain = event.__class__ is _SCALAR
            value = self._scalar(event, at) if plain else self._inside(event, depth)
            if value is None:
                self.faults.add("empty-item", at)
            else:
                node.append(value)
                node.item_at.append(at)
        return node

    def _key(self, event: Event, at: int) -> str:
        """Take a text as the next key; one with a fault is dropped."""
        text = event.value
        start, end = event.start_mark, event.end_mark
        exact = end.index - at == len(text) and end.line == start.line
        if exact and self._plain and text in self._names:
            self._last = event
            return self._names[text]
        name = self._scalar(event, at, key=True)
        if name is None:
            self._scalars.key(text, at, empty=True)
            return _DROPPED
        if name not in self._names:
            if not self._scalars.key(name, at, empty=False):
                return _DROPPED
            if name[:1] == "-" or name in _EMPTY or "?" in name:
                return name  # which must be looked at every time
            self._names[name] = name
        return self._names[name]

    def _scalar(self, event: Event, at: int, *, key: bool = False) -> str | None:
        """Give a text, checked; None for an empty one.

        This runs most of all, so what is odd is left to others. One without quotes that is as long
        as what stands there has neither tag nor anchor before it.
        """
        value, length = event.value, event.end_mark.index - at
        empty = False
        if not event.style:  # without quotes: '' in one parser, None in the other
            empty = value in _EMPTY
            odd = empty or length != len(value) or value[:1] == "-" or "?" in value
            # In brackets a break before the first column is as long as the space it becomes.
            odd = odd or event.end_mark.line != event.start_mark.line
            if odd or not self._plain:
                self._look_at(at, length)
        else:
            if event.style in _BLOCK:
                self._scalars.block(at)
            if event.tag or event.anchor:
                self.faults.stop(property_at(self._text, at))
        self._last = event
        if not value.isprintable() or length > LONGEST_TEXT:
            value = self._scalars.clean(value, at, event.end_mark.index, key=key)
        if not value.isascii():
            value = self._scalars.composed(value, at)
        return None if empty else value

    def _look_at(self, at: int, length: int) -> None:
        """Check a text without quotes that may not be what it seems."""
        flow = self._open_at >= 0
        if flow and not length and self._last is not None:
            # One parser gives an empty value the place of what follows it.
            colon = self._text.find(":", self._last.end_mark.index, at)
            at = colon + 1 if colon >= 0 else at
        self._scalars.plain(at, at + length, flow=flow)


LOADER: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class Source:
    """Hold a text, the tree read from it (None when it cannot be used) and what was wrong."""

    name: str
    text: str
    root: MappingNode | None
    problems: tuple[Problem, ...]

    def place(self, path: Path, *, key: bool = False) -> Place:
        """Give the place of the deepest part of a path that exists: of its value, or its key."""
        at = self.root.at if self.root is not None else 0
        node: Value | None = self.root
        for step in path:
            if isinstance(node, MappingNode) and isinstance(step, str) and step in node.key_at:
                at = node.key_at[step] if key else node.value_at[step]
                node = node.get(step)
            elif isinstance(node, SequenceNode) and isinstance(step, int) and 0 <= step < len(node):
                at, node = node.item_at[step], node[step]
            else:
                break
        return self.place_at(at)

    def place_at(self, offset: int) -> Place:
        """Give the place of an offset of the text."""
        return self._lines.place(offset)

    @cached_property
    def _lines(self) -> Lines:
        return Lines(self.text, self.name)


def parse(text: str, name: str, *, loader: type | None = None) -> Source:
    """Read a text that `decode` gave into a tree, with every problem found on the way."""
    root: MappingNode | None = None
    checked, found = check(text)
    if not found:
        tree = Tree(checked)
        tree.build(loader or LOADER)
        found, root = tree.faults, tree.root
    lines = Lines(text, name)
    found.sort(key=lambda fault: fault.at)
    return Source(name, text, root, tuple(map(lines.problem, found)))
