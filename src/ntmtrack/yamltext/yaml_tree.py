"""YAML events to a tree of plain strings, with the place of every key, value and item.

Only the parser's events are used: every scalar stays the text in the file, and nothing is shared or
merged. Recursion ends at `DEEPEST`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import compress
from operator import length_hint
from typing import NamedTuple
from typing import Protocol
from typing import Union

import yaml

from ntmtrack.wording.codes import Code
from ntmtrack.wording.problem import Exit
from ntmtrack.wording.problem import KeyPath
from ntmtrack.wording.problem import NtmError
from ntmtrack.wording.problem import Place
from ntmtrack.wording.problem import Problem
from ntmtrack.wording.problem import by_place
from ntmtrack.yamltext.encoding import PlacedText
from ntmtrack.yamltext.encoding import check
from ntmtrack.yamltext.scalars import LONGEST_TEXT
from ntmtrack.yamltext.scalars import ProblemList
from ntmtrack.yamltext.scalars import ScalarChecks
from ntmtrack.yamltext.scalars import StopError
from ntmtrack.yamltext.scalars import cut_number
from ntmtrack.yamltext.scalars import property_at
from ntmtrack.yamltext.syntax import ParsedSpan
from ntmtrack.yamltext.syntax import explain
from ntmtrack.yamltext.syntax import follows

NodeValue = Union[str, "MappingNode", "SequenceNode"]


class MappingNode(dict[str, NodeValue]):
    """Store the values of a mapping, with the offset of each key and value in the text."""

    __slots__ = ("at", "key_at", "value_at")

    def __init__(self, at: int) -> None:
        self.at = at
        self.key_at: dict[str, int] = {}  # including keys without a value
        self.value_at: dict[str, int] = {}


class SequenceNode(list[NodeValue]):
    """Store the items of a list, with the offset of each in the text."""

    __slots__ = ("at", "item_at")

    def __init__(self, at: int) -> None:
        self.at = at
        self.item_at: list[int] = []


class ParserMark(Protocol):
    """Describe the offset and line at which something begins or ends."""

    index: int
    line: int


class ParserEvent(Protocol):
    """Describe the parts of a parser's event that we use; each kind has only some of them."""

    start_mark: ParserMark
    end_mark: ParserMark
    anchor: str | None
    tag: str | None
    value: str
    style: str | None  # for a text: quotes, | or >; empty for a plain one
    flow_style: bool  # for a mapping or list: inside brackets


MOST_EVENTS = 8_000_000
DEEPEST = 30

_EMPTY = frozenset(("", "~", "null"))
_BLOCK = frozenset("|>")
_HARMLESS_KEY = re.compile(r"[^-?\s][^?\s]*")
_DROPPED = "\0"  # the key of a value left out of the tree; no file can contain it
# Comparing classes with these is the fastest way to distinguish events.
_SCALAR: object = yaml.ScalarEvent
_ALIAS: object = yaml.AliasEvent
_MAPPING: object = yaml.MappingStartEvent
_MAPPING_END: object = yaml.MappingEndEvent
_SEQUENCE: object = yaml.SequenceStartEvent
_SEQUENCE_END: object = yaml.SequenceEndEvent
_DOCUMENT: object = yaml.DocumentStartEvent


class Tree:
    """Build the tree of a text.

    `root` is None if the tree is unusable; there may be `problems` either way.
    """

    def __init__(self, text: PlacedText) -> None:
        self.root: MappingNode | None = None
        self.events = 0  # how many events the parser produced
        self.problems = ProblemList(text)
        self._placed = text
        self._text = text.for_parser
        self._scalars = ScalarChecks(text, self.problems)
        self._has_cuts = self._scalars.has_cuts
        self._next: Callable[[], ParserEvent]
        # Checked keys that are harmless when written without quotes or marks.
        self._keys: dict[str, str] = {}
        self._last: ParserEvent | None = None  # the last scalar
        self._open_at = -1  # the bracket that opened the current mapping or list, if any
        self._closed_at = -1  # the start of the last closed bracket

    def build(self) -> None:
        """Read all events; whatever goes wrong becomes a problem."""
        numbers = iter(range(1, MOST_EVENTS + 1))
        try:
            # The parser returns None after the last event.
            events = iter(_parser()(self._text).get_event, None)
            self._next = compress(events, numbers).__next__  # `compress` counts events at no cost
            self.root = self._document()
        except StopError:
            pass
        except StopIteration:
            self.problems.append(self._placed.problem(Code.TOO_MANY_EVENTS, 0, limit=MOST_EVENTS))
        except yaml.YAMLError as error:
            problem = explain(error, self._placed, self._parsed_span())
            if not any(follows(problem, cause) for cause in self.problems):
                self.problems.append(problem)
        self.events = MOST_EVENTS - length_hint(numbers)

    def _parsed_span(self) -> ParsedSpan:
        if self._last is None:
            return ParsedSpan(closed_at=self._closed_at, open_at=self._open_at)
        begin, end = self._last.start_mark.index, self._last.end_mark.index
        return ParsedSpan(begin, end, self._closed_at, self._open_at)

    def _document(self) -> MappingNode | None:
        """Read the single document, which must be a mapping."""
        root: NodeValue | None = None
        self._next()
        event = self._next()
        if event.__class__ is _DOCUMENT:
            root = self._root(self._next())
            self._next()
            event = self._next()
        if event.__class__ is _DOCUMENT:
            self.problems.fail(Code.SEVERAL_DOCUMENTS, event.start_mark.index)
        if root is None and not self.problems:
            self.problems.add(Code.EMPTY_FILE, 0)
        return root if isinstance(root, MappingNode) else None

    def _root(self, event: ParserEvent) -> NodeValue | None:
        at = event.start_mark.index
        if event.__class__ is not _SCALAR:
            if event.__class__ is _SEQUENCE:
                self.problems.fail(Code.FILE_NOT_A_MAPPING, at)
            return self._inside(event, 0)
        if self._scalar(event, at) is not None:
            self.problems.fail(Code.FILE_NOT_A_MAPPING, at)
        return None

    def _inside(self, event: ParserEvent, depth: int) -> MappingNode | SequenceNode:
        """Read a mapping or list, starting from its first event."""
        self._check_opening(event, depth)
        at, flow, outer = event.start_mark.index, event.flow_style, self._open_at
        self._open_at = at if flow else -1
        fill = self._mapping if event.__class__ is _MAPPING else self._sequence
        node = fill(at, depth + 1)
        if flow:
            self._closed_at = at
        self._open_at = outer
        return node

    def _check_opening(self, event: ParserEvent, depth: int) -> None:
        at = event.start_mark.index
        if event.__class__ is _ALIAS or event.tag or event.anchor:
            self.problems.stop(property_at(self._placed, at))
        if depth == DEEPEST:
            self.problems.fail(Code.TOO_DEEP, at, limit=DEEPEST)

    def _mapping(self, start: int, depth: int) -> MappingNode:
        node = MappingNode(start)
        next_, scalar, known = self._next, self._scalar, self._keys
        key_at, value_at = node.key_at, node.value_at
        while (event := next_()).__class__ is not _MAPPING_END:
            if event.__class__ is not _SCALAR:
                self._check_opening(event, depth)
                self.problems.fail(Code.COMPLEX_KEY, event.start_mark.index)
            at = event.start_mark.index
            key = known.get(event.value)
            if key is None or event.end_mark.index - at != len(key):
                key = self._key(event, at)
            self._last = event
            if key in key_at:
                self._refuse_second(node, key, at)
                key = _DROPPED
            elif key is not _DROPPED:
                key_at[key] = value_at[key] = at
            event = next_()
            at = event.start_mark.index
            value = scalar(event, at) if event.__class__ is _SCALAR else self._inside(event, depth)
            if value is not None and key is not _DROPPED:
                node[key] = value
                value_at[key] = at
        return node

    def _refuse_second(self, node: MappingNode, key: str, at: int) -> None:
        """Add the problem of a repeated key, or of a number cut in two by a comma."""
        before = node.get(next(reversed(node.key_at)))
        if number := cut_number(before, key):
            self.problems.add(Code.UNKNOWN_KEY_NUMBER, at, value=number)
            return
        first_line = str(self._placed.line_number(node.key_at[key]))
        self.problems.add(Code.DUPLICATE_KEY, at, key=key, first_line=first_line)

    def _sequence(self, start: int, depth: int) -> SequenceNode:
        node = SequenceNode(start)
        while (event := self._next()).__class__ is not _SEQUENCE_END:
            at = event.start_mark.index
            plain = event.__class__ is _SCALAR
            value = self._scalar(event, at) if plain else self._inside(event, depth)
            if value is None:
                self.problems.add(Code.EMPTY_ITEM, at)
            else:
                node.append(value)
                node.item_at.append(at)
        return node

    def _key(self, event: ParserEvent, at: int) -> str:
        """Return a text as the next key, or `_DROPPED` if it is not valid."""
        key = self._scalar(event, at, is_key=True)
        if key is None:
            self._scalars.refuse_empty_key(event.value, at)
        if key not in self._keys:
            if not self._scalars.check_key(key, at):
                return _DROPPED
            if self._has_cuts or key in _EMPTY or not _HARMLESS_KEY.fullmatch(key):
                return key  # to be checked every time
            self._keys[key] = key
        return self._keys[key]

    def _scalar(self, event: ParserEvent, at: int, *, is_key: bool = False) -> str | None:
        """Return a checked text; None if it is empty.

        This runs more often than any other method, so it leaves odd cases to others. A plain text
        as long as its span in the file has neither a tag nor an anchor before it.
        """
        value, length = event.value, event.end_mark.index - at
        empty = False
        if not event.style:  # a plain text
            empty = value in _EMPTY
            odd = empty or length != len(value) or value[:1] == "-" or "?" in value
            # In brackets, a line break before column 1 is as long as the space replacing it.
            odd = odd or event.end_mark.line != event.start_mark.line
            if odd or self._has_cuts:
                self._check_plain(at, length)
        else:
            if event.style in _BLOCK:
                self._scalars.check_block(at)
            if event.tag or event.anchor:
                self.problems.stop(property_at(self._placed, at))
        self._last = event
        if not value.isprintable() or length > LONGEST_TEXT:
            value = self._scalars.check_odd(value, at, event.end_mark.index, is_key=is_key)
        if not value.isascii():
            value = self._scalars.compose(value, at)
        return None if empty else value

    def _check_plain(self, at: int, length: int) -> None:
        """Check a plain text that may not be what it seems."""
        flow = self._open_at >= 0
        if flow and not length and self._last is not None:
            # libyaml reports an empty value at what follows it.
            colon = self._text.find(":", self._last.end_mark.index, at)
            at = colon + 1 if colon >= 0 else at
        self._scalars.check_plain(at, at + length, flow=flow)


def _parser() -> type:
    """Return libyaml's parser; PyYAML's own in Python is slow, and reads texts differently.

    Every wheel of PyYAML includes libyaml, but a PyYAML compiled on this machine may lack it.
    """
    parser: type | None = getattr(yaml, "CSafeLoader", None)
    if parser is None:
        raise NtmError([Problem(Code.NO_LIBYAML)], Exit.BUG)
    return parser


def parser_version() -> str:
    """Return the name and version of the parser: another one may read a text differently."""
    from yaml._yaml import get_version_string

    return f"PyYAML {yaml.__version__}, libyaml {get_version_string()}"


class Source(NamedTuple):
    """Store a text, its tree (None if it is unusable) and its problems.

    `events` is how many events the parser produced for it.
    """

    placed: PlacedText
    root: MappingNode | None
    problems: tuple[Problem, ...]
    events: int

    @property
    def text(self) -> str:
        """Return the text as it was written."""
        return self.placed.text

    def place(self, path: KeyPath, *, key: bool = False) -> Place:
        """Return the place of the value (or key) at a path, as deep as the path exists.

        An index is skipped where a single mapping may replace a list.
        """
        at = self.root.at if self.root is not None else 0
        node: NodeValue | None = self.root
        for step in path:
            if isinstance(node, MappingNode) and isinstance(step, str) and step in node.key_at:
                at = node.key_at[step] if key else node.value_at[step]
                node = node.get(step)
            elif isinstance(node, SequenceNode) and isinstance(step, int) and 0 <= step < len(node):
                at, node = node.item_at[step], node[step]
            elif not (isinstance(node, MappingNode) and isinstance(step, int)):
                break
        return self.place_at(at)

    def place_at(self, offset: int) -> Place:
        """Return the place of an offset in the text."""
        return self.placed.place(offset)


def parse(text: str, name: str) -> Source:
    """Parse a decoded text into a tree, with every problem found on the way."""
    root: MappingNode | None = None
    placed, events = PlacedText(text, name), 0
    problems = check(placed)
    if not problems:
        tree = Tree(placed)
        tree.build()
        problems, root, events = tree.problems, tree.root, tree.events
    return Source(placed, root, tuple(sorted(problems, key=by_place)), events)
