"""What is wrong with single texts of a YAML file: lost, joined, unseen or too long.

A parser accepts all of this without a word, so it is looked for where each text stands.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from typing import NoReturn
from unicodedata import combining
from unicodedata import normalize

from ntmtrack.yamltext.encoding import CONTROL
from ntmtrack.yamltext.encoding import MOST_FAULTS
from ntmtrack.yamltext.encoding import Fault
from ntmtrack.yamltext.encoding import code_point

LONGEST_TEXT = 64 * 1024
LONGEST_KEY = 1024
_LONGEST_SHOWN = 60

_CUT = re.compile(r" #+[^\s#]")
_TOUCHING_COMMENT = re.compile(r"[|>][-+\d]*#")
_ESCAPE = re.compile(
    r"\\(?:x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.)|\Z)", re.DOTALL
)
_FINE_ESCAPES = 'tn_ "/\\\t\r\n'
_COLON_AT_BRACKET = re.compile(r":(?=[,?\[\]{}])")
_FLOW_COLON = re.compile(rf"[ \r\n]*{_COLON_AT_BRACKET.pattern}")
_PROPERTIES = {"&": "anchor", "*": "alias", "!": "tag"}
_WORD = re.compile(r"[^\s,\[\]{}]{0,60}")
_DASH = re.compile(r"-[^\s\d-]")
_BLANK_BEFORE = re.compile(r"[\r\n] *\Z")
_MOST_MARKS = 64
_LONG_ENOUGH = 256  # shorter texts cannot hold so many marks that it matters
_MARKS = re.compile(rf"[^\w\s\x00-\x7f]{{{_MOST_MARKS},}}")
_LONGEST_INDENT = 1000
_EMPTY_SIGN = re.compile(r"\?[\s:,\]}]*\Z")
_CONTINUED = re.compile(r"[\r\n] *((-)|[A-Za-z_]+:(?!//)\S)")
_INVISIBLE = re.compile(
    "[\xad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufff9-\ufffb"
    "\U000e0000-\U000e007f]"
)


def syntax_fault(detail: str, at: int, **values: str) -> Fault:
    """Give the fault of a text that YAML cannot read, by its kind."""
    return Fault("yaml-syntax", at, {"detail": detail, **values})


def word(text: str, at: int) -> str:
    """Give the word that begins at an offset, for a message."""
    found = _WORD.match(text, at)
    return found[0] if found else ""


def bad_start(text: str, at: int) -> Fault:
    """Give the fault of a text that begins with a character which means something in YAML."""
    return syntax_fault("bad-start", at, char=text[at : at + 1])


def property_at(text: str, at: int) -> Fault:
    """Give the fault of an anchor, an alias or a tag."""
    return Fault(_PROPERTIES.get(text[at : at + 1], "tag"), at, {"text": word(text, at)})


def quote_needed(text: str, at: int, end: int) -> Fault | None:
    """Find what only one of the two parsers accepts in or after a plain text inside brackets."""
    question = text.find("?", at, end)
    colon = _FLOW_COLON.match(text, end)
    if question >= 0:
        return _quote(text, question)
    return _quote(text, colon.end() - 1) if colon else None


def _quote(text: str, at: int) -> Fault:
    if text[at] == "?" and text[at - 1] == ":":
        at -= 1  # one of the parsers stops there
    return Fault("quote-needed", at, {"char": text[at]})


def bad_escape(text: str, start: int) -> Fault:
    """Give the fault of the first escape from an offset on that makes no proper character."""
    escapes = _ESCAPE.finditer(text, start)
    at, shown = next(((one.start(), one[0]) for one in escapes if _spoils(one)), (start, "\\"))
    return syntax_fault("bad-escape", at, text=shown)


def _spoils(escape: re.Match[str]) -> bool:
    digits = escape[1] or escape[2] or escape[3]
    if digits is None:
        return not escape[4] or escape[4] not in _FINE_ESCAPES
    code = int(digits, 16)
    return code > sys.maxunicode or bool(CONTROL.match(chr(code)))


class StopError(Exception):
    """Stop reading: what follows cannot be understood."""


class Faults(list[Fault]):
    """Collect what is wrong, as much of it as anybody can use."""

    def __init__(self) -> None:
        self._room = {False: MOST_FAULTS, True: MOST_FAULTS}  # for faults and for warnings

    def add(
        self, code: str, at: int, *, warning: bool = False, other: int | None = None, **values: str
    ) -> None:
        """Remember what is wrong, and go on unless it is too much."""
        if self._room[warning]:
            self._room[warning] -= 1
            self.append(Fault(code, at, values, warning, other))
        elif not warning:
            self.fail("too-many", at, what="problems", limit=str(MOST_FAULTS))

    def fail(self, code: str, at: int, **values: str) -> NoReturn:
        """Remember what is wrong, and stop."""
        self.stop(Fault(code, at, values))

    def stop(self, fault: Fault) -> NoReturn:
        """Remember a fault after which nothing can be understood."""
        self.append(fault)
        raise StopError


class Scalars:
    """Check the scalars of one text."""

    def __init__(self, text: str, faults: Faults) -> None:
        self._text = text
        self._faults = faults
        self._cuts = frozenset(_cuts(text))  # where a text would end before ` #x`
        # Something in it means that every text without quotes must be looked at.
        self.odd = bool(self._cuts or _COLON_AT_BRACKET.search(text))

    def plain(self, at: int, end: int, *, flow: bool) -> None:
        """Find what is silently lost or joined in a text without quotes."""
        text, add = self._text, self._faults.add
        if text[at : at + 1] in _PROPERTIES:
            self._faults.stop(property_at(text, at))
        if flow and (fault := quote_needed(text, at, end)):
            self._faults.stop(fault)
        if end in self._cuts:
            lost = text.index("#", end)
            rest = text[lost : lost + _LONGEST_SHOWN].splitlines()[0]
            add("cut-comment", lost, kept=text[max(at, end - _LONGEST_SHOWN) : end], lost=rest)
        if _DASH.match(text, at) and _BLANK_BEFORE.search(text, max(0, at - _LONGEST_INDENT), at):
            add("dash-without-space", at, text=word(text, at))
        elif found := _CONTINUED.search(text, at, end):
            add("folded-text", found.start(1), detail="dash" if found[2] else "colon")

    def block(self, at: int) -> None:
        """Refuse a comment that touches the `|` or `>`, which one of the parsers accepts."""
        if _TOUCHING_COMMENT.match(self._text, at):
            self._faults.stop(bad_start(self._text, at))

    def clean(self, value: str, at: int, end: int, *, key: bool) -> str:
        """Check a text that is long or has characters that cannot be seen."""
        if len(value) > LONGEST_TEXT:
            self._faults.add("long-text", at, limit=str(LONGEST_TEXT))
        if CONTROL.search(value):
            # Only an escape can bring it here, and at some escapes one of the parsers stops.
            self._faults.stop(bad_escape(self._text, at))
        if found := _INVISIBLE.search(value):
            where = max(at, self._text.find(found[0], at, end))
            code = "invisible-in-key" if key else "invisible-in-text"
            self._faults.add(code, where, warning=not key, char=code_point(found[0]))
            value = _INVISIBLE.sub("", value) if key else value
        return value

    def composed(self, value: str, at: int) -> str:
        """Give a text in NFC; a letter with endless marks is refused.

        To put marks in order takes the square of their number: hours, for a text made for it.
        """
        if len(value) > _LONG_ENOUGH:
            for found in _MARKS.finditer(value):
                if sum(map(bool, map(combining, found[0]))) > _MOST_MARKS:
                    where = max(at, self._text.find(found[0], at))
                    self._faults.fail("control-character", where, char=code_point(found[0][-1]))
        return normalize("NFC", value)

    def key(self, value: str, at: int, *, empty: bool) -> bool:
        """Check a key that is met for the first time; tell whether it can stay."""
        if empty or not value:
            # An empty `? ` stands where each parser likes, so the place is the sign itself.
            sign = _EMPTY_SIGN.search(self._text, max(0, at - _LONGEST_INDENT), at)
            self._faults.fail("empty-key", sign.start() if sign and not value else at)
        elif value == "<<":
            self._faults.fail("merge-key", at)
        elif len(value) > LONGEST_KEY:
            self._faults.add("long-key", at, limit=str(LONGEST_KEY))
        else:
            return True
        return False


def _cuts(text: str) -> Iterator[int]:
    for found in _CUT.finditer(text):
        at = found.start()
        while at and text[at - 1] == " ":
            at -= 1
        yield at
