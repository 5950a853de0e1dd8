"""Checks of single texts of a YAML file: cut off, joined, invisible or too long.

A parser silently accepts all of this, so each text is checked where it stands.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING
from typing import NoReturn
from unicodedata import combining
from unicodedata import normalize

from ntmtrack.wording.codes import Code
from ntmtrack.wording.problem import Character
from ntmtrack.wording.problem import Problem
from ntmtrack.yamltext.encoding import MOST_PROBLEMS
from ntmtrack.yamltext.encoding import PlacedText
from ntmtrack.yamltext.encoding import find_control

if TYPE_CHECKING:
    from typing import Unpack

    from ntmtrack.wording.problem import Values

CURLY_QUOTES = "“”„‟‘’«»"  # as Word and phones write them; YAML treats them as letters
LONGEST_TEXT = 64 * 1024
LONGEST_KEY = 1024
_LONGEST_QUOTE = 60  # of a text quoted in a message

_CUT = re.compile(r" #+[^\s#]")
_TOUCHING_COMMENT = re.compile(r"[|>][-+\d]*#")
_ESCAPE = re.compile(
    r"\\(?:x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.)|\Z)", re.DOTALL
)
_GOOD_ESCAPES = 'tn_ "/\\\t\r\n'
_PROPERTY_SIGNS = frozenset("&*!")
_WORD = re.compile(r"[^\s,\[\]{}]{0,60}")
_DASH = re.compile(r"-[^\s\d-]")
_BLANK_BEFORE = re.compile(r"[\r\n] *\Z")
_MOST_MARKS = 64
_LONG_ENOUGH = 256  # shorter texts cannot have enough marks to matter
_MARKS = re.compile(rf"[^\w\s\x00-\x7f]{{{_MOST_MARKS},}}")
_LONGEST_INDENT = 1000
_EMPTY_SIGN = re.compile(r"\?[\s:,\]}]*\Z")
_CONTINUED = re.compile(r"[\r\n] *((-)|[A-Za-z_]+:(?!//)\S)")
_INVISIBLE = re.compile(
    "[\xad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufff9-\ufffb"
    "\U000e0000-\U000e007f]"
)


def cut_number(before: object, key: str) -> str | None:
    """Return the number that a comma inside brackets has cut in two: “1,5” in `{ho: 1,5}`."""
    cut = isinstance(before, str) and before.isdecimal() and key.isdecimal()
    return f"{before},{key}" if cut else None


def word(text: str, at: int) -> str:
    """Return the word at an offset, for a message."""
    match = _WORD.match(text, at)
    return match[0] if match else ""


def bad_start(text: PlacedText, at: int) -> Problem:
    """Return the problem of a text that begins with a character that has a meaning in YAML."""
    return text.problem(Code.YAML_SYNTAX_BAD_START, at, char=text.for_parser[at : at + 1])


def property_at(text: PlacedText, at: int) -> Problem:
    """Return the problem of an anchor, an alias or a tag."""
    match text.for_parser[at : at + 1]:
        case "&":
            code = Code.ANCHOR
        case "*":
            code = Code.ALIAS
        case _:
            code = Code.TAG
    return text.problem(code, at, text=word(text.for_parser, at))


def quote_needed(text: PlacedText, at: int) -> Problem:
    """Return the problem of a `?` or `:` inside brackets that ends a plain text."""
    return text.problem(Code.QUOTE_NEEDED, at, char=text.for_parser[at])


def bad_escape(text: PlacedText, start: int) -> Problem:
    """Return the problem of the first invalid escape from an offset on."""
    escapes = _ESCAPE.finditer(text.for_parser, start)
    bad = next((escape for escape in escapes if _is_bad(escape)), None)
    at, written = (bad.start(), bad[0]) if bad else (start, "\\")
    return text.problem(Code.YAML_SYNTAX_BAD_ESCAPE, at, text=written)


def _is_bad(escape: re.Match[str]) -> bool:
    digits = escape[1] or escape[2] or escape[3]
    if digits is None:
        return not escape[4] or escape[4] not in _GOOD_ESCAPES
    code = int(digits, 16)
    return code > sys.maxunicode or bool(find_control(chr(code)))


class StopError(Exception):
    """Stop reading, because the rest cannot be understood."""


class ProblemList(list[Problem]):
    """Collect the problems of a text, up to a useful number."""

    def __init__(self, text: PlacedText) -> None:
        self._text = text
        self._room = {False: MOST_PROBLEMS, True: MOST_PROBLEMS}  # left for errors and for warnings

    def add(
        self, code: Code, at: int, /, *, warning: bool = False, **values: Unpack[Values]
    ) -> None:
        """Add a problem; stop if there are too many errors."""
        if self._room[warning]:
            self._room[warning] -= 1
            self.append(self._text.problem(code, at, warning=warning, **values))
        elif not warning:
            self.fail(Code.TOO_MANY_PROBLEMS, at, limit=MOST_PROBLEMS)

    def fail(self, code: Code, at: int, /, **values: Unpack[Values]) -> NoReturn:
        """Add a problem, and stop."""
        self.stop(self._text.problem(code, at, **values))

    def stop(self, problem: Problem) -> NoReturn:
        """Add a problem after which nothing can be understood, and stop."""
        self.append(problem)
        raise StopError


class ScalarChecks:
    """Check the scalars of a text."""

    def __init__(self, text: PlacedText, problems: ProblemList) -> None:
        self._placed = text
        self._text = text.for_parser
        self._problems = problems
        self._cuts = frozenset(_cuts(self._text))  # where a plain text would end before ` #x`
        # Without cuts, few plain texts need to be looked at.
        self.has_cuts = bool(self._cuts)

    def check_plain(self, at: int, end: int, *, flow: bool) -> None:
        """Check a plain text: a comment may cut it off, or the next line be joined to it.

        Inside brackets, a `?` ends the text for other YAML readers, though not for libyaml.
        """
        text, add = self._text, self._problems.add
        if text[at : at + 1] in _PROPERTY_SIGNS:
            self._problems.stop(property_at(self._placed, at))
        if flow and (question := text.find("?", at, end)) >= 0:
            self._problems.stop(quote_needed(self._placed, question))
        if end in self._cuts:
            lost = text.index("#", end)
            rest = text[lost : lost + _LONGEST_QUOTE].splitlines()[0]
            add(Code.CUT_COMMENT, lost, kept=text[max(at, end - _LONGEST_QUOTE) : end], lost=rest)
        if _DASH.match(text, at) and _BLANK_BEFORE.search(text, max(0, at - _LONGEST_INDENT), at):
            add(Code.DASH_WITHOUT_SPACE, at, text=word(text, at))
        elif match := _CONTINUED.search(text, at, end):
            add(Code.FOLDED_TEXT_DASH if match[2] else Code.FOLDED_TEXT_COLON, match.start(1))

    def check_block(self, at: int) -> None:
        """Refuse a comment that touches `|` or `>`: only libyaml accepts it without a space."""
        if _TOUCHING_COMMENT.match(self._text, at):
            self._problems.stop(bad_start(self._placed, at))

    def check_odd(self, value: str, at: int, end: int, *, is_key: bool) -> str:
        """Check a text that is long or has invisible characters; return it, cleaned if a key."""
        if len(value) > LONGEST_TEXT:
            self._problems.add(Code.LONG_TEXT, at, limit=LONGEST_TEXT)
        if find_control(value):  # only an escape can produce one
            self._problems.stop(bad_escape(self._placed, at))
        if match := _INVISIBLE.search(value):
            where = max(at, self._text.find(match[0], at, end))
            code = Code.INVISIBLE_IN_KEY if is_key else Code.INVISIBLE_IN_TEXT
            self._problems.add(code, where, warning=not is_key, char=Character(match[0]))
            value = _INVISIBLE.sub("", value) if is_key else value
        return value

    def compose(self, value: str, at: int) -> str:
        """Return a text in NFC; refuse a letter with endless marks.

        Sorting marks takes quadratic time: hours, for a malicious text.
        """
        if len(value) > _LONG_ENOUGH:
            for match in _MARKS.finditer(value):
                if sum(map(bool, map(combining, match[0]))) > _MOST_MARKS:
                    where = max(at, self._text.find(match[0], at))
                    char = Character(match[0][-1])
                    self._problems.fail(Code.CONTROL_CHARACTER, where, char=char)
        return normalize("NFC", value)

    def check_key(self, value: str, at: int) -> bool:
        """Check a key on its first occurrence; return whether it is valid."""
        if not value:
            self.refuse_empty_key(value, at)
        elif value == "<<":
            self._problems.fail(Code.MERGE_KEY, at)
        elif len(value) > LONGEST_KEY:
            self._problems.add(Code.LONG_KEY, at, limit=LONGEST_KEY)
        else:
            return True
        return False

    def refuse_empty_key(self, value: str, at: int) -> NoReturn:
        """Refuse an empty key: missing, `~` or `null`."""
        # libyaml reports an empty `? ` at what follows; its own place is that of the sign.
        sign = _EMPTY_SIGN.search(self._text, max(0, at - _LONGEST_INDENT), at)
        self._problems.fail(Code.EMPTY_KEY, sign.start() if sign and not value else at)


def _cuts(text: str) -> Iterator[int]:
    for match in _CUT.finditer(text):
        at = match.start()
        while at and text[at - 1] == " ":
            at -= 1
        yield at
