"""Explanations of YAML syntax errors for the author of the file.

The parser's own words do not help the author, so the meaning of an error is derived from them and
from the text around its place.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING
from typing import NamedTuple

from ntmtrack.wording.codes import Code
from ntmtrack.wording.problem import Problem
from ntmtrack.yamltext.encoding import PlacedText
from ntmtrack.yamltext.scalars import CURLY_QUOTES
from ntmtrack.yamltext.scalars import bad_escape
from ntmtrack.yamltext.scalars import bad_start
from ntmtrack.yamltext.scalars import property_at
from ntmtrack.yamltext.scalars import quote_needed
from ntmtrack.yamltext.scalars import word

if TYPE_CHECKING:
    import yaml

_BREAK = re.compile(r"[\r\n]")
_DASH = re.compile(r"-[^\s-]")
_KEY_WITHOUT_SPACE = re.compile(r"[A-Za-z_]+:(?!//)\S")
_EARLIER_COLON = re.compile(r": ")
_COLON_AT_BRACKET = re.compile(r":(?=[,?\[\]{}])")
# A syntax error on the same or next line is only a consequence of one of these.
_CAUSES = frozenset(
    (Code.CUT_COMMENT, Code.DASH_WITHOUT_SPACE, Code.FOLDED_TEXT_DASH, Code.FOLDED_TEXT_COLON)
)
# Quotes around a text solve these.
_QUOTES_HELP = (
    Code.QUOTE_NEEDED,
    Code.YAML_SYNTAX_COLON_IN_TEXT,
    Code.YAML_SYNTAX_MISSING_COMMA,
)
_OPEN_CURLY = rf"(?:^ *|[:,\[{{-] +)([{CURLY_QUOTES}][^{CURLY_QUOTES}]*)\Z"
_FAR = 5000  # longer than any line of a real file
_LONGEST_SIMPLE_KEY = 1024  # YAML's own limit


class ParsedSpan(NamedTuple):
    """Store what was read before a syntax error, as offsets (-1 for none)."""

    scalar_at: int = -1
    scalar_end: int = 0
    closed_at: int = -1  # the start of the last closed bracket
    open_at: int = -1  # the start of the innermost open bracket


class _Failure(NamedTuple):
    """Store the parser's message, where it stopped, and where the construct began."""

    placed: PlacedText
    text: str
    at: int
    start: int
    message: str
    read: ParsedSpan

    @property
    def char(self) -> str:
        return self.text[self.at : self.at + 1]

    @property
    def line_before(self) -> str:
        """Return the line of the error up to its place."""
        return _BREAK.split(self.text[max(0, self.at - _FAR) : self.at])[-1]

    def is_on_line_of(self, offset: int) -> bool:
        """Return whether an earlier offset is on the line of the error."""
        return not _BREAK.search(self.text, offset, self.at)

    def problem(self, code: Code, at: int) -> Problem:
        """Return a problem that needs no values."""
        return self.placed.problem(code, at)


def explain(error: yaml.YAMLError, text: PlacedText, parsed: ParsedSpan) -> Problem:
    """Return the problem that an exception of the parser stands for."""
    at = _offset(error, "problem_mark", parsed.scalar_end)
    message = str(getattr(error, "problem", None) or "")
    context = f"{getattr(error, 'context', None) or ''}: {message or error}"
    start = _offset(error, "context_mark", at)
    failure = _Failure(text, text.for_parser, at, start, message, parsed)
    for phrases, rule in _RULES:
        if any(phrase in context for phrase in phrases):
            return _curly(failure, rule(failure))
    return _unexplained(failure)


def _curly(failure: _Failure, problem: Problem) -> Problem:
    """Return the problem of curly quotes if the text is in those, as they do not quote in YAML."""
    opened = re.search(_OPEN_CURLY, failure.line_before)
    if problem.code not in _QUOTES_HELP or not opened:
        return problem
    at = failure.at - len(opened[1])
    return failure.problem(Code.CURLY_QUOTES, at)


def follows(problem: Problem, cause: Problem) -> bool:
    """Return whether a syntax error follows from a problem on its line or an adjacent one."""
    if cause.code not in _CAUSES or not (problem.place and cause.place):
        return False
    return abs(problem.place.line - cause.place.line) <= 1


def _offset(error: yaml.YAMLError, name: str, default: int) -> int:
    mark = getattr(error, name, None)
    return default if mark is None else int(mark.index)


def _dash(failure: _Failure, at: int) -> Problem:
    return failure.placed.problem(Code.DASH_WITHOUT_SPACE, at, text=word(failure.text, at))


def _unexplained(failure: _Failure) -> Problem:
    return failure.placed.problem(Code.YAML_SYNTAX, failure.at, problem=failure.message)


def _colon(failure: _Failure) -> Problem:
    """Distinguish `title: Báo cáo: xã` from a line indented below a text."""
    line = failure.line_before
    if _EARLIER_COLON.search(line):
        return failure.problem(Code.YAML_SYNTAX_COLON_IN_TEXT, failure.at)
    return failure.problem(Code.YAML_SYNTAX_INDENT_OR_COLON, failure.at - len(line.lstrip(" ")))


def _no_colon(failure: _Failure) -> Problem:
    """Distinguish a line that is not `key: value` from one that only lacks the space."""
    end = failure.start + _LONGEST_SIMPLE_KEY
    if end < len(failure.text) and not _BREAK.search(failure.text, failure.start, end):
        return failure.placed.problem(Code.LONG_KEY, failure.start, limit=_LONGEST_SIMPLE_KEY)
    if _DASH.match(failure.text, failure.start):
        return _dash(failure, failure.start)
    if _KEY_WITHOUT_SPACE.match(failure.text, failure.start):
        return failure.problem(Code.YAML_SYNTAX_SPACE_AFTER_COLON, failure.start)
    return failure.problem(Code.YAML_SYNTAX_MISSING_COLON, failure.start)


def _flow_colon(failure: _Failure) -> Problem:
    question = failure.text.find("?", failure.start, failure.at)
    return quote_needed(failure.placed, question if question >= 0 else failure.at)


def _open_quote(failure: _Failure) -> Problem:
    return failure.problem(Code.YAML_SYNTAX_UNCLOSED_QUOTE, failure.start)


def _bad_start(failure: _Failure) -> Problem:
    """Return the problem of a special character, or of a bracket left open before it."""
    opened = failure.read.open_at
    if opened >= 0 and (not failure.char.strip() or not failure.is_on_line_of(opened)):
        return failure.problem(Code.YAML_SYNTAX_UNCLOSED_BRACKET, opened)
    if opened >= 0 and failure.char == ",":
        return failure.problem(Code.YAML_SYNTAX_EXTRA_COMMA, failure.at)
    return bad_start(failure.placed, failure.at)


def _bad_header(failure: _Failure) -> Problem:
    return bad_start(failure.placed, failure.start)


def _property(failure: _Failure) -> Problem:
    return property_at(failure.placed, failure.start)


def _brackets(failure: _Failure) -> Problem:
    """Distinguish a bracket that is never closed from content that needs quotes."""
    if failure.char == "?" or _COLON_AT_BRACKET.match(failure.text, failure.at):
        return quote_needed(failure.placed, failure.at)
    if not failure.char or not failure.is_on_line_of(failure.start):
        return failure.problem(Code.YAML_SYNTAX_UNCLOSED_BRACKET, failure.start)
    return failure.problem(Code.YAML_SYNTAX_MISSING_COMMA, failure.at)


def _misplaced(failure: _Failure) -> Problem:
    """Explain something in place of the next key or item."""
    if failure.char in ("|", ">"):
        return bad_start(failure.placed, failure.at)
    if after := _after_value(failure):
        return after
    if _DASH.match(failure.text, failure.at):
        return _dash(failure, failure.at)
    if failure.char == ":":
        return failure.problem(Code.EMPTY_KEY, failure.at)
    if failure.line_before.strip(" "):
        return _unexplained(failure)
    return failure.problem(Code.YAML_SYNTAX_INDENT, failure.at)


def _after_value(failure: _Failure) -> Problem | None:
    """Explain something after a closed quote or bracket on its line."""
    last, parsed = failure.line_before.rstrip(" ")[-1:], failure.read
    if last in ("]", "}") and parsed.closed_at >= 0:
        return bad_start(failure.placed, parsed.closed_at)
    if last not in ('"', "'") or parsed.scalar_at < 0:
        return None
    if failure.is_on_line_of(parsed.scalar_at):
        return failure.problem(Code.YAML_SYNTAX_TEXT_AFTER_QUOTE, failure.at)
    return failure.problem(Code.YAML_SYNTAX_UNCLOSED_QUOTE, parsed.scalar_at)


def _after_end(failure: _Failure) -> Problem:
    return failure.problem(Code.YAML_SYNTAX_AFTER_END, failure.at)


def _escape(failure: _Failure) -> Problem:
    return bad_escape(failure.placed, failure.start)


def _directive(failure: _Failure) -> Problem:
    return failure.placed.problem(Code.DIRECTIVE, failure.at, text=word(failure.text, failure.at))


_RULES: tuple[tuple[tuple[str, ...], Callable[[_Failure], Problem]], ...] = (
    (("mapping values are not allowed",), _colon),
    (("could not find expected ':'",), _no_colon),
    (("found unexpected ':'",), _flow_colon),
    (("unexpected end of stream", "unexpected document"), _open_quote),
    (("start any token", "are not allowed", "node content"), _bad_start),
    (("scanning an a", "a tag", "tag handle"), _property),
    (("block scalar",), _bad_header),
    (("expected ',' or",), _brackets),
    (("expected key", "'-' indicator"), _misplaced),
    (("<document start>",), _after_end),
    (("escape", "hexdecimal"), _escape),
    (("directive", "incompatible"), _directive),
)
