"""YAML events to a tree of plain strings that knows where every key, value and item stands.

Only the parser's events are used: every scalar stays the text that stands in the file, nothing is
shared or merged, and nothing recurses.
"""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterator
from itertools import islice

import yaml

from ntmtrack.nodes import Event
from ntmtrack.nodes import Mapping
from ntmtrack.nodes import Sequence
from ntmtrack.scalars import LONGEST_TEXT
from ntmtrack.scalars import Faults
from ntmtrack.scalars import Scalars
from ntmtrack.scalars import StopError
from ntmtrack.scalars import property_at
from ntmtrack.syntax import Seen
from ntmtrack.syntax import explain
from ntmtrack.syntax import follows

MOST_EVENTS = 8_000_000
DEEPEST = 30

_EMPTY = frozenset(("", "~", "null"))
_LONGEST_EMPTY = 4
_BLOCK = frozenset("|>")
_DROPPED = "\0"  # the key of a value that has no place in the tree; no file can hold it


class Tree:
    """Build the tree: one method for each kind of event, and an explicit stack.

    `root` is None when the tree cannot be used; `faults` has what was wrong, also when it can.
    """

    def __init__(self, text: str) -> None:
        self.root: Mapping | None = None
        self.faults = Faults()
        self._text = text
        self._scalars = Scalars(text, self.faults)
        self._node: Mapping | Sequence | None = None  # what is being filled
        self._key: str | None = None  # its key that waits for a value
        self._flow = False  # inside brackets
        self._careful = False  # look at every plain text closely
        self._stack: list[tuple[Mapping | Sequence | None, bool]] = []
        self._names: dict[str, str] = {}  # every key met so far: checked once, kept once
        self._last: Event | None = None  # the event of the last scalar
        self._closed_at = -1  # the bracket that was closed last
        self._started = self._ended = False

    def build(self, loader: type) -> None:
        """Read all events; whatever goes wrong becomes a fault."""
        try:
            self._read(self._events(loader))
        except StopError:
            self.root = None

    def _events(self, loader: type) -> Iterator[Event]:
        """Give the parser's events; an error in it becomes a fault."""
        try:
            # Both parsers give None after the last event.
            yield from iter(loader(self._text).get_event, None)
        except (yaml.YAMLError, ValueError, OverflowError) as error:
            fault = explain(error, self._text, self._seen())
            if not any(follows(fault, cause, self._text) for cause in self.faults):
                self.faults.append(fault)
            raise StopError from error

    def _read(self, events: Iterator[Event]) -> None:
        handlers: dict[type, Callable[[Event], None]] = {
            yaml.ScalarEvent: self._scalar,
            yaml.MappingStartEvent: self._mapping,
            yaml.MappingEndEvent: self._close,
            yaml.SequenceStartEvent: self._sequence,
            yaml.SequenceEndEvent: self._close,
            yaml.AliasEvent: self._alias,
            yaml.StreamStartEvent: self._pass,
            yaml.DocumentStartEvent: self._document,
            yaml.DocumentEndEvent: self._pass,
            yaml.StreamEndEvent: self._end,
        }
        for event in islice(events, MOST_EVENTS):
            handlers[event.__class__](event)
        if not self._ended:
            self.faults.fail("too-many", 0, what="events", limit=str(MOST_EVENTS))

    def _scalar(self, event: Event) -> None:
        """Put a text where it belongs: the hot path, so what is odd is left to others."""
        at, value, node = event.start_mark.index, event.value, self._node
        empty = False
        if not event.style:  # plain: '' in one parser, None in the other
            empty = len(value) <= _LONGEST_EMPTY and value in _EMPTY
            length = event.end_mark.index - at
            if self._careful or length != len(value) or value[:1] == "-":
                self._plain(at, length)
        elif event.style in _BLOCK:
            self._scalars.block(at)
        if not value.isprintable() or len(value) > LONGEST_TEXT or event.tag or event.anchor:
            value = self._checked(event)
        if not value.isascii():
            value = self._scalars.composed(value, at)
        if isinstance(node, Mapping):
            key = self._key
            if key is None:
                self._key = self._named(node, value, at, empty=empty)
            else:
                self._key = None
                if not empty and key is not _DROPPED:
                    node[key] = value
                    node.value_at[key] = at
        elif isinstance(node, Sequence) and not empty:
            node.append(value)
            node.item_at.append(at)
        else:
            self._misfit(at, empty=empty)
        self._last = event

    def _plain(self, at: int, length: int) -> None:
        """Check a text without quotes that may not be what it seems."""
        if self._flow and not length and self._last is not None:
            # One parser gives an empty value the place of what follows it.
            colon = self._text.find(":", self._last.end_mark.index, at)
            at = colon + 1 if colon >= 0 else at
        self._scalars.plain(at, at + length, flow=self._flow)

    def _checked(self, event: Event) -> str:
        """Check a text that has a tag or an anchor, is long, or has more than one can see."""
        at = event.start_mark.index
        if event.tag or event.anchor:
            self.faults.stop(property_at(self._text, at))
        key = isinstance(self._node, Mapping) and self._key is None
        return self._scalars.clean(event.value, at, event.end_mark.index, key=key)

    def _misfit(self, at: int, *, empty: bool) -> None:
        """Refuse an empty item, and a file that is a single text."""
        if self._node is not None:
            self.faults.add("empty-item", at)
        elif not empty:  # an empty file is told from its end
            self.faults.fail("file-not-a-mapping", at, found="text")

    def _named(self, node: Mapping, key: str, at: int, *, empty: bool) -> str:
        """Take a text as the next key."""
        name = self._names.get(key)
        if name is None:
            if not self._scalars.key(key, at, empty=empty):
                return _DROPPED
            name = self._names[key] = key
        if name in node.key_at:
            self.faults.add("duplicate-key", at, other=node.key_at[name], key=name)
            return _DROPPED
        node.key_at[name] = node.value_at[name] = at
        return name

    def _mapping(self, event: Event) -> None:
        child = Mapping(event.start_mark.index)
        if self._node is None:
            self.root = child
        self._open(event, child)

    def _sequence(self, event: Event) -> None:
        if self._node is None:
            self.faults.fail("file-not-a-mapping", event.start_mark.index, found="list")
        self._open(event, Sequence(event.start_mark.index))

    def _open(self, event: Event, child: Mapping | Sequence) -> None:
        """Put a mapping or list where it belongs, and go into it."""
        node, key, at = self._node, self._key, child.at
        if event.tag or event.anchor:
            self.faults.stop(property_at(self._text, at))
        if len(self._stack) == DEEPEST:
            self.faults.fail("too-deep", at, limit=str(DEEPEST))
        if isinstance(node, Sequence):
            node.append(child)
            node.item_at.append(at)
        elif node is not None and key is None:
            self.faults.fail("complex-key", at)
        elif node is not None and key is not None and key is not _DROPPED:
            node[key] = child
            node.value_at[key] = at
        self._stack.append((node, self._flow))
        self._node, self._key, self._flow = child, None, event.flow_style
        self._careful = event.flow_style or self._scalars.odd

    def _close(self, _: Event) -> None:
        if self._flow and self._node is not None:
            self._closed_at = self._node.at
        self._node, self._flow = self._stack.pop()
        self._careful = self._flow or self._scalars.odd

    def _alias(self, event: Event) -> None:
        self.faults.stop(property_at(self._text, event.start_mark.index))

    def _document(self, event: Event) -> None:
        if self._started:
            self.faults.fail("several-documents", event.start_mark.index)
        self._started = True

    def _pass(self, _: Event) -> None:
        """Have nothing to do at the edges of the stream and the document."""

    def _end(self, _: Event) -> None:
        self._ended = True
        if self.root is None and not self.faults:
            self.faults.add("empty-file", 0)

    def _seen(self) -> Seen:
        opened = self._node.at if self._flow and self._node is not None else -1
        if self._last is None:
            return Seen(closed_at=self._closed_at, open_at=opened)
        begin, end = self._last.start_mark.index, self._last.end_mark.index
        return Seen(begin, end, self._closed_at, opened)
