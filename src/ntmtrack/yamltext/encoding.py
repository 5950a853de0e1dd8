"""Bytes to text that is safe to parse, with the line and column of every character.

What YAML allows but no person can see (tabs and odd spaces as indentation, line separators, control
characters) is found here, before the parser interprets it.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from functools import cached_property
from itertools import accumulate
from itertools import chain
from itertools import islice
from typing import TYPE_CHECKING

from ntmtrack import wording
from ntmtrack.wording.problem import Character
from ntmtrack.wording.problem import Place
from ntmtrack.wording.problem import Problem
from ntmtrack.yamltext import LONGEST_FILE
from ntmtrack.yamltext import MIB

if TYPE_CHECKING:
    from typing import Unpack

    from ntmtrack.wording.codes import Code
    from ntmtrack.wording.problem import Values

MOST_PROBLEMS = 200  # nobody would read more

_LONGEST_LINE = 100  # longer lines are shown as a window
_WINDOW = 80
_BLOCK = 4 * 1024

# Patterns are compiled on use: runs that read a kept copy import this module but have no text to
# check. They contain nothing beyond U+FFFF, which keeps searching a whole text fast. Each of these
# characters becomes one space, so that all offsets stay right.
_SPACES = "\t\xa0\u1680" + "".join(map(chr, range(0x2000, 0x200B))) + "\u202f\u205f\u3000"
_SEPARATORS = "\x85\u2028\u2029"
_NONCHARACTERS = "\ufdd0-\ufdef\ufffe\uffff"
_CONTROLS = f"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff{_NONCHARACTERS}"

_ODD = f"[{_SPACES}{_SEPARATORS}{_CONTROLS}\ufeff]"
_BAD = f"[{_CONTROLS}]+|[{_SEPARATORS}]+|\ufeff+"
_CONTROL = f"[\r\ufeff{_SEPARATORS}{_CONTROLS}]"
# Starting with the preceding line break makes these patterns fast.
_ODD_INDENT = f"[\r\n] *([{_SPACES}])(?=[ {_SPACES}]*[^ {_SPACES}\r\n#])"
_CONFLICT = r"[\r\n](<{7}(?= )|\|{7}(?=[ \r\n])|={7}(?=[\r\n]|\Z)|>{7}(?= ))"
_DIRECTIVE = r"[\r\n](%(?!YAML 1\.[12] *(?:[\r\n]|\Z))[^\s]{0,60})"
_BASE_MARKER = "|||||||"  # precedes the common ancestor, in some settings of git
_MARKERS = ("<<<<<<<", _BASE_MARKER, "=======", ">>>>>>>")
_LOG = r"[\r\n]progress[ \t]*:"

_WIDE = {
    codecs.BOM_UTF32_LE: "UTF-32",  # starts like UTF-16, so it must come first
    codecs.BOM_UTF32_BE: "UTF-32",
    codecs.BOM_UTF16_LE: "UTF-16",
    codecs.BOM_UTF16_BE: "UTF-16",
}

# The start of Office files before they were XML, and still of encrypted ones.
OLD_OFFICE = bytes.fromhex("D0CF11E0A1B11AE1")


class PlacedText:
    """Store the text of a file, and compute the place of any offset in it.

    Lines are counted when the first place is needed.
    """

    def __init__(self, text: str, name: str) -> None:
        self.text = text
        self.name = name

    @cached_property
    def for_parser(self) -> str:
        """Return the text with tabs and odd spaces replaced by spaces, which look the same."""
        text = self.text
        for space in _SPACES if self.is_odd else ():
            text = text.replace(space, " ")
        return text

    @cached_property
    def is_odd(self) -> bool:
        """Return whether any character is deceptive or cannot be shown."""
        return re.search(_ODD, self.text) is not None

    def place(self, offset: int) -> Place:
        """Return the place of an offset; beyond the text, that of its end."""
        text, offset = self.text, min(offset, len(self.text))
        inside = text[max(0, offset - 1) : offset + 1] == "\r\n"  # between CR and LF
        start = text.rfind("\n", 0, offset) + 1
        start = max(start, text.rfind("\r", start, offset - inside) + 1)
        end = self._find("\r", offset - inside, self._find("\n", offset, len(text)))
        column = offset - start + 1
        line = self.line_number(offset)
        return Place(self.name, line, column, *self._excerpt(start, offset, end))

    def problem(
        self, code: Code, at: int, /, *, warning: bool = False, **values: Unpack[Values]
    ) -> Problem:
        """Return a problem at an offset."""
        return Problem(code, self.place(at), values, warning)

    def line_number(self, offset: int) -> int:
        """Return the number, from 1, of the line of an offset."""
        block = offset // _BLOCK
        return 1 + self._lines_before[block] + self._count_breaks(block * _BLOCK, offset)

    @cached_property
    def _lines_before(self) -> list[int]:
        """Return the number of lines that end before each block of the text."""
        blocks = range(0, len(self.text), _BLOCK)
        return list(accumulate((self._count_breaks(at, at + _BLOCK) for at in blocks), initial=0))

    def _count_breaks(self, start: int, end: int) -> int:
        """Count the line breaks in a span; CR LF counts at its LF."""
        text = self.text
        feeds, returns = text.count("\n", start, end), text.count("\r", start, end)
        return feeds + returns - (text.count("\r\n", start, end + 1) if returns else 0)

    def _find(self, break_: str, start: int, end: int) -> int:
        at = self.text.find(break_, start, end)
        return end if at < 0 else at

    def _excerpt(self, start: int, offset: int, end: int) -> tuple[str, int]:
        """Return the line (of a long one, the part around the caret) and the caret's offset."""
        first, last = start, end
        if end - start > _LONGEST_LINE:
            first = max(start, min(offset - _WINDOW // 2, end - _WINDOW))
            last = min(end, first + _WINDOW)
        before, after = "…" * (first > start), "…" * (last < end)
        return before + self.text[first:last] + after, offset - first + len(before)


def find_control(text: str) -> re.Match[str] | None:
    """Find a character that no value may contain, even if escaped.

    Line feeds and tabs are allowed in values.
    """
    return re.search(_CONTROL, text)


def decode(data: bytes, name: str) -> tuple[str, tuple[Problem, ...]]:
    """Return the text of a UTF-8 file without its byte order mark, or "" and the problem."""
    if len(data) > LONGEST_FILE:
        return "", (Problem(wording.Code.TOO_BIG, Place(name, 1, 1), {"mib": LONGEST_FILE // MIB}),)
    if data.startswith(OLD_OFFICE):
        return "", (Problem(wording.Code.NOT_UTF8_OFFICE, Place(name, 1, 1)),)
    wide = _wide(data)
    if wide:
        return "", (Problem(wording.Code.UTF16, Place(name, 1, 1), {"encoding": wide}),)
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        return data.decode(), ()
    except UnicodeDecodeError as error:
        return "", (_not_utf8(data, error, name),)


def _wide(data: bytes) -> str | None:
    """Recognize UTF-16 and UTF-32 by their byte order mark, or by the positions of zero bytes."""
    for mark, encoding in _WIDE.items():
        if data.startswith(mark):
            return encoding
    sample = data[:4096]
    zeros = [sample[at::4].count(0) * 8 > len(sample) for at in range(4)]  # more than half are zero
    if zeros.count(True) == len(zeros) - 1:
        return "UTF-32"
    return "UTF-16" if zeros in ([True, False] * 2, [False, True] * 2) else None


def _not_utf8(data: bytes, error: UnicodeDecodeError, name: str) -> Problem:
    before = data[: error.start].decode()
    rest = data[error.start : error.start + _LONGEST_LINE].decode(errors="replace")
    text = PlacedText(before + rest, name)
    return text.problem(_likely(data, error), len(before), byte=f"0x{data[error.start]:02X}")


def _likely(data: bytes, error: UnicodeDecodeError) -> Code:
    """Guess what bytes that are not UTF-8 might be."""
    if error.end == len(data) and error.reason == "unexpected end of data":
        return wording.Code.NOT_UTF8_TRUNCATED
    if b"\0" in data[:MIB]:
        return wording.Code.NOT_UTF8_BINARY
    # The bytes for đ and ư in these encodings, the two letters that Vietnamese cannot do without.
    counts = {
        wording.Code.NOT_UTF8_WINDOWS_1258: data.count(b"\xf0") + data.count(b"\xfd"),
        wording.Code.NOT_UTF8_TCVN3: data.count(b"\xae") + data.count(b"\xad"),
        wording.Code.NOT_UTF8_VNI: data.count(b"\xf1") + data.count(b"\xf6"),
    }
    most = max(counts.values())
    likely = [code for code, count in counts.items() if count == most]
    return likely[0] if len(likely) == 1 else wording.Code.NOT_UTF8


def check(text: PlacedText) -> list[Problem]:
    """Return the problems that make a text unfit for a YAML parser."""
    problems = chain(_odd(text) if text.is_odd else (), _marks(text))
    return list(islice(problems, MOST_PROBLEMS))


def _odd(text: PlacedText) -> Iterator[Problem]:
    """Yield problems of invisible characters, and of odd spaces used as indentation."""
    for match in re.finditer(_BAD, text.text):
        char = match[0][0]
        yield text.problem(_kind(char), match.start(), char=Character(char))
    for match in re.finditer(_ODD_INDENT, "\n" + text.text):
        at = match.start(1) - 1
        yield text.problem(wording.Code.ODD_INDENT, at, char=Character(match[1]))


def _kind(char: str) -> Code:
    if char == "\ufeff":
        return wording.Code.BYTE_ORDER_MARK
    if char in _SEPARATORS:
        return wording.Code.LINE_SEPARATOR
    return wording.Code.CONTROL_CHARACTER


def _marks(text: PlacedText) -> Iterator[Problem]:
    """Yield problems of YAML directives and of git's conflict markers, which are not content."""
    whole = text.text
    if "\n%" in whole or "\r%" in whole or whole[:1] == "%":
        for match in re.finditer(_DIRECTIVE, "\n" + whole):
            yield text.problem(wording.Code.DIRECTIVE, match.start(1) - 1, text=match[1])
    if any(marker in whole for marker in _MARKERS):
        yield from _conflicts(text)


def _conflicts(text: PlacedText) -> Iterator[Problem]:
    """Yield a problem for each conflict marker; in the log, which only grows, both sides count."""
    whole = "\n" + text.text
    log = re.search(_LOG, whole)
    begin: int | None = None
    for match in re.finditer(_CONFLICT, whole):
        if match[1] == _MARKERS[0] or begin is None:
            begin = match.start()
        in_log = log and log.start() < begin
        code = wording.Code.CONFLICT_MARKER_LOG if in_log else wording.Code.CONFLICT_MARKER
        if match[1] == _BASE_MARKER:
            code = wording.Code.CONFLICT_MARKER_BASE
        yield text.problem(code, match.start(1) - 1, marker=match[1])
