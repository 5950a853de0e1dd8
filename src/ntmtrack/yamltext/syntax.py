"""What a YAML syntax error means to the person who wrote the file.

The parser's own words are of no help to that person, so what the error means is read from them and
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
# After one of these a syntax error on the same or the next line is only its consequence.
_CAUSES = frozenset(
    (Code.CUT_COMMENT, Code.DASH_WITHOUT_SPACE, Code.FOLDED_TEXT_DASH, Code.FOLDED_TEXT_COLON)
)
_FAR = 5000  # no line of a real file is longer
_LONGEST_SIMPLE_KEY = 1024  # YAML's own limit


class Before(NamedTuple):
    """Hold where things before a syntax error stand, as offsets (-1 for none)."""

    scalar_at: int = -1
    scalar_end: int = 0
    closed_at: int = -1  # the start of the bracket that was closed last
    open_at: int = -1  # the start of the innermost bracket that is still open


class _SyntaxError(NamedTuple):
    """Hold what the parser said: where it stopped, and where what it was reading began."""

    placed: PlacedText
    text: str
    at: int
    start: int
    message: str
    before: Before

    @property
    def char(self) -> str:
        return self.text[self.at : self.at + 1]

    @property
    def line_before(self) -> str:
        """Give the line up to the place of the error."""
        return _BREAK.split(self.text[max(0, self.at - _FAR) : self.at])[-1]

    def is_on_line_of(self, offset: int) -> bool:
        """Tell whether an earlier offset stands on the line of the error."""
        return not _BREAK.search(self.text, offset, self.at)

    def problem(self, code: Code, at: int) -> Problem:
        """Give a problem that needs no values."""
        return self.placed.problem(code, at)


def explain(error: yaml.YAMLError, text: PlacedText, before: Before) -> Problem:
    """Give the problem that an exception of the parser stands for."""
    at = _index(error, "problem_mark", before.scalar_end)
    message = str(getattr(error, "problem", None) or "")
    context = f"{getattr(error, 'context', None) or ''}: {message or error}"
    start = _index(error, "context_mark", at)
    found = _SyntaxError(text, text.for_parser, at, start, message, before)
    for phrases, rule in _RULES:
        if any(phrase in context for phrase in phrases):
            return rule(found)
    return _unexplained(found)


def follows(problem: Problem, cause: Problem) -> bool:
    """Tell whether a syntax error only follows from a problem on its line or the line before."""
    if cause.code not in _CAUSES or not (problem.place and cause.place):
        return False
    return abs(problem.place.line - cause.place.line) <= 1


def _index(error: yaml.YAMLError, mark: str, default: int) -> int:
    found = getattr(error, mark, None)
    return default if found is None else int(found.index)


def _dash(error: _SyntaxError, at: int) -> Problem:
    return error.placed.problem(Code.DASH_WITHOUT_SPACE, at, text=word(error.text, at))


def _unexplained(error: _SyntaxError) -> Problem:
    return error.placed.problem(Code.YAML_SYNTAX, error.at, problem=error.message)


def _colon(error: _SyntaxError) -> Problem:
    """Tell `title: Báo cáo: xã` from a line that is indented below a text."""
    line = error.line_before
    if _EARLIER_COLON.search(line):
        return error.problem(Code.YAML_SYNTAX_COLON_IN_TEXT, error.at)
    return error.problem(Code.YAML_SYNTAX_INDENT_OR_COLON, error.at - len(line.lstrip(" ")))


def _no_colon(error: _SyntaxError) -> Problem:
    """Tell a line that is no `key: value` from one where only the space is missing."""
    end = error.start + _LONGEST_SIMPLE_KEY
    if end < len(error.text) and not _BREAK.search(error.text, error.start, end):
        return error.placed.problem(Code.LONG_KEY, error.start, limit=_LONGEST_SIMPLE_KEY)
    if _DASH.match(error.text, error.start):
        return _dash(error, error.start)
    if _KEY_WITHOUT_SPACE.match(error.text, error.start):
        return error.problem(Code.YAML_SYNTAX_SPACE_AFTER_COLON, error.start)
    return error.problem(Code.YAML_SYNTAX_MISSING_COLON, error.start)


def _flow_colon(error: _SyntaxError) -> Problem:
    question = error.text.find("?", error.start, error.at)
    return quote_needed(error.placed, question if question >= 0 else error.at)


def _open_quote(error: _SyntaxError) -> Problem:
    return error.problem(Code.YAML_SYNTAX_UNCLOSED_QUOTE, error.start)


def _bad_start(error: _SyntaxError) -> Problem:
    """Find a text that begins like YAML; inside a bracket left open it is the next thing."""
    opened = error.before.open_at
    if opened >= 0 and (not error.char.strip() or not error.is_on_line_of(opened)):
        return error.problem(Code.YAML_SYNTAX_UNCLOSED_BRACKET, opened)
    if opened >= 0 and error.char == ",":
        return error.problem(Code.YAML_SYNTAX_EXTRA_COMMA, error.at)
    return bad_start(error.placed, error.at)


def _bad_header(error: _SyntaxError) -> Problem:
    return bad_start(error.placed, error.start)


def _property(error: _SyntaxError) -> Problem:
    return property_at(error.placed, error.start)


def _brackets(error: _SyntaxError) -> Problem:
    """Tell a bracket that is never closed from something in it that needs quotes."""
    if error.char == "?" or _COLON_AT_BRACKET.match(error.text, error.at):
        return quote_needed(error.placed, error.at)
    if not error.char or not error.is_on_line_of(error.start):
        return error.problem(Code.YAML_SYNTAX_UNCLOSED_BRACKET, error.start)
    return error.problem(Code.YAML_SYNTAX_MISSING_COMMA, error.at)


def _misplaced(error: _SyntaxError) -> Problem:
    """Explain something that stands where only the next key or item may."""
    if error.char in ("|", ">"):
        return bad_start(error.placed, error.at)
    if after := _after_value(error):
        return after
    if _DASH.match(error.text, error.at):
        return _dash(error, error.at)
    if error.char == ":":
        return error.problem(Code.EMPTY_KEY, error.at)
    if error.line_before.strip(" "):
        return _unexplained(error)
    return error.problem(Code.YAML_SYNTAX_INDENT, error.at)


def _after_value(error: _SyntaxError) -> Problem | None:
    """Explain something that follows a closed quote or bracket on its line."""
    last, before = error.line_before.rstrip(" ")[-1:], error.before
    if last in ("]", "}") and before.closed_at >= 0:
        return bad_start(error.placed, before.closed_at)
    if last not in ('"', "'") or before.scalar_at < 0:
        return None
    if error.is_on_line_of(before.scalar_at):
        return error.problem(Code.YAML_SYNTAX_TEXT_AFTER_QUOTE, error.at)
    return error.problem(Code.YAML_SYNTAX_UNCLOSED_QUOTE, before.scalar_at)


def _after_end(error: _SyntaxError) -> Problem:
    return error.problem(Code.YAML_SYNTAX_AFTER_END, error.at)


def _escape(error: _SyntaxError) -> Problem:
    return bad_escape(error.placed, error.start)


def _directive(error: _SyntaxError) -> Problem:
    return error.placed.problem(Code.DIRECTIVE, error.at, text=word(error.text, error.at))


_RULES: tuple[tuple[tuple[str, ...], Callable[[_SyntaxError], Problem]], ...] = (
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
