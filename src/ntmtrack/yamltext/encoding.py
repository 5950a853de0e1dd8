"""Bytes to text that is safe to parse, with the line and column of every character.

What YAML allows but no person can see (tabs and odd spaces as indentation, line separators,
control characters) is found here, before the parser can read it in its own way.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from collections.abc import Mapping
from functools import cached_property
from itertools import accumulate
from itertools import chain
from itertools import islice
from typing import NamedTuple

from ntmtrack.wording.problem import Place
from ntmtrack.wording.problem import Problem
from ntmtrack.yamltext import LONGEST_FILE
from ntmtrack.yamltext import MIB

MOST_FAULTS = 200  # nobody reads more
_LONGEST_LINE = 100  # longer lines are shown as a window
_WINDOW = 80

# Each of these becomes one space, so that every offset stays right.
_SPACES = "\t\xa0\u1680" + "".join(map(chr, range(0x2000, 0x200B))) + "\u202f\u205f\u3000"
_SEPARATORS = "\x85\u2028\u2029"
# Nothing here lies beyond U+FFFF: that keeps the search over the whole text fast.
_NONCHARACTERS = "\ufdd0-\ufdef\ufffe\uffff"
_CONTROLS = f"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff{_NONCHARACTERS}"

_ODD = re.compile(f"[{_SPACES}{_SEPARATORS}{_CONTROLS}\ufeff]")
# These patterns begin with the line break before, which is what makes them fast.
_ODD_INDENT = re.compile(f"[\r\n] *([{_SPACES}])(?=[ {_SPACES}]*[^ {_SPACES}\r\n#])")
_CONFLICT = re.compile(r"[\r\n](<{7}(?= )|={7}(?=[\r\n]|\Z)|>{7}(?= ))")
_DIRECTIVE = re.compile(r"[\r\n](%(?!YAML 1\.[12] *(?:[\r\n]|\Z))[^\s]{0,60})")
# What no value may hold, however it was written; a line break and a tab may be in one.
CONTROL = re.compile(f"[\r\ufeff{_SEPARATORS}{_CONTROLS}]")
_BAD = re.compile(f"[{_CONTROLS}]+|[{_SEPARATORS}]+|\ufeff+")
_BLOCK = 64 * 1024
_MARKERS = ("<<<<<<<", "=======", ">>>>>>>")

# Where these encodings put đ and ư, the two letters that Vietnamese cannot do without.
_LEGACY = {"windows-1258": b"\xf0\xfd", "tcvn3": b"\xae\xad", "vni": b"\xf1\xf6"}
_WIDE = {
    codecs.BOM_UTF32_LE: "UTF-32",  # begins like UTF-16, so it must come first
    codecs.BOM_UTF32_BE: "UTF-32",
    codecs.BOM_UTF16_LE: "UTF-16",
    codecs.BOM_UTF16_BE: "UTF-16",
}


class Fault(NamedTuple):
    """Say what is wrong at an offset of the text; it becomes a problem when its line is known."""

    code: str
    at: int
    values: Mapping[str, str]
    warning: bool = False
    other: int | None = None  # the offset of what it clashes with, if anything


class Lines:
    """Give the place of any offset of a text; nothing is counted before one is asked for."""

    def __init__(self, text: str, name: str) -> None:
        self._text = text
        self._name = name

    @cached_property
    def _ended(self) -> list[int]:
        """Give how many lines have ended before each block of the text."""
        blocks = range(0, len(self._text), _BLOCK)
        return list(accumulate((self._breaks(at, at + _BLOCK) for at in blocks), initial=0))

    def _breaks(self, start: int, end: int) -> int:
        """Count the lines that end with a character of a span; CR LF ends with its LF."""
        text = self._text
        feeds, returns = text.count("\n", start, end), text.count("\r", start, end)
        return feeds + returns - (text.count("\r\n", start, end + 1) if returns else 0)

    def number(self, offset: int) -> int:
        """Give the number of the line, from 1."""
        block = offset // _BLOCK
        return 1 + self._ended[block] + self._breaks(block * _BLOCK, offset)

    def place(self, offset: int) -> Place:
        """Give the place of an offset; one beyond the text is its end."""
        text, offset = self._text, min(offset, len(self._text))
        inside = text[max(0, offset - 1) : offset + 1] == "\r\n"  # the break belongs to the line
        start = text.rfind("\n", 0, offset) + 1
        start = max(start, text.rfind("\r", start, offset - inside) + 1)
        end = self._find("\r", offset - inside, self._find("\n", offset, len(text)))
        column = offset - start + 1
        return Place(self._name, self.number(offset), column, *self._excerpt(start, offset, end))

    def _find(self, break_: str, start: int, end: int) -> int:
        found = self._text.find(break_, start, end)
        return end if found < 0 else found

    def problem(self, fault: Fault) -> Problem:
        """Give the problem that a fault is."""
        place, values = self.place(fault.at), fault.values
        if fault.other is not None:
            lines = {"first_line": str(self.number(fault.other)), "line": str(place.line)}
            values = {**values, **lines}
        return Problem(fault.code, place, values, fault.warning)

    def _excerpt(self, start: int, offset: int, end: int) -> tuple[str, int]:
        """Give the line and the caret in it, or the part of a long line around the caret."""
        first, last = start, end
        if end - start > _LONGEST_LINE:
            first = max(start, min(offset - _WINDOW // 2, end - _WINDOW))
            last = min(end, first + _WINDOW)
        before, after = "…" * (first > start), "…" * (last < end)
        return before + self._text[first:last] + after, offset - first + len(before)


def code_point(char: str) -> str:
    """Give the name of a character that cannot be shown: `U+00A0`."""
    return f"U+{ord(char):04X}"


def decode(data: bytes, name: str) -> tuple[str, tuple[Problem, ...]]:
    """Give the text of a UTF-8 file without its byte order mark, or no text and the problem."""
    if len(data) > LONGEST_FILE:
        values = {"mib": str(LONGEST_FILE // MIB)}
        return "", (Problem("too-big", Place(name, 1, 1), values),)
    wide = _wide(data)
    if wide:
        return "", (Problem("utf16", Place(name, 1, 1), {"encoding": wide}),)
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        return data.decode(), ()
    except UnicodeDecodeError as error:
        return "", (_not_utf8(data, error, name),)


def _wide(data: bytes) -> str | None:
    """Recognise UTF-16 and UTF-32 by the mark at the start, or by where its zeros stand."""
    for mark, encoding in _WIDE.items():
        if data.startswith(mark):
            return encoding
    sample = data[:4096]
    zeros = [sample[at::4].count(0) * 8 > len(sample) for at in range(4)]  # more than half of them
    if zeros.count(True) == len(zeros) - 1:
        return "UTF-32"
    return "UTF-16" if zeros in ([True, False] * 2, [False, True] * 2) else None


def _not_utf8(data: bytes, error: UnicodeDecodeError, name: str) -> Problem:
    before = data[: error.start].decode()
    rest = data[error.start : error.start + _LONGEST_LINE].decode(errors="replace")
    values = {"byte": f"0x{data[error.start]:02X}", "guess": _guess(data, error)}
    return Problem("not-utf8", Lines(before + rest, name).place(len(before)), values)


def _guess(data: bytes, error: UnicodeDecodeError) -> str:
    """Guess what bytes that are not UTF-8 may be: one of the keys of `_LEGACY`, or a word."""
    if error.end == len(data) and error.reason == "unexpected end of data":
        return "truncated"
    if b"\0" in data[:MIB]:
        return "binary"
    counts = {guess: data.count(pair[:1]) + data.count(pair[1:]) for guess, pair in _LEGACY.items()}
    best = max(counts, key=lambda guess: counts[guess])
    return best if list(counts.values()).count(counts[best]) == 1 else "unknown"


def check(text: str) -> tuple[str, list[Fault]]:
    """Give a text as a YAML parser may see it, and what makes it unfit for one.

    Every tab and odd space becomes one space, so that all offsets stay right: the parsers
    disagree about them, and people cannot tell them apart.
    """
    if not _ODD.search(text):
        return text, list(islice(_marks(text), MOST_FAULTS))
    found = list(islice(chain(_odd(text), _marks(text)), MOST_FAULTS))
    for space in _SPACES:
        text = text.replace(space, " ")
    return text, found


def _odd(text: str) -> Iterator[Fault]:
    """Find characters that nobody sees, or that stand where only plain spaces may."""
    for found in _BAD.finditer(text):
        yield Fault(_kind(found[0][0]), found.start(), {"char": code_point(found[0][0])})
    for found in _ODD_INDENT.finditer("\n" + text):
        yield Fault("odd-indent", found.start(1) - 1, {"char": code_point(found[1])})


def _marks(text: str) -> Iterator[Fault]:
    """Find lines that tell a parser or git something, and are no part of the content."""
    if "\n%" in text or "\r%" in text or text[:1] == "%":
        for found in _DIRECTIVE.finditer("\n" + text):
            yield Fault("directive", found.start(1) - 1, {"text": found[1]})
    if any(marker in text for marker in _MARKERS):
        for found in _CONFLICT.finditer("\n" + text):
            yield Fault("conflict-marker", found.start(1) - 1, {"marker": found[1]})


def _kind(char: str) -> str:
    if char == "\ufeff":
        return "byte-order-mark"
    return "line-separator" if char in _SEPARATORS else "control-character"
