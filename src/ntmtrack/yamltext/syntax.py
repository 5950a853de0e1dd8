"""What a YAML syntax error means to the person who wrote the file.

The two parsers word the same mistake differently, so its kind is told from what stands there.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from ntmtrack.yamltext.encoding import Fault
from ntmtrack.yamltext.scalars import bad_escape
from ntmtrack.yamltext.scalars import bad_start
from ntmtrack.yamltext.scalars import property_at
from ntmtrack.yamltext.scalars import quote_needed
from ntmtrack.yamltext.scalars import syntax_fault
from ntmtrack.yamltext.scalars import word

_BREAK = re.compile(r"[\r\n]")
_DASH = re.compile(r"-[^\s-]")
_KEY_WITHOUT_SPACE = re.compile(r"[A-Za-z_]+:(?!//)\S")
_EARLIER_COLON = re.compile(r": ")
# After one of these a syntax error on the same or the next line is only its consequence.
_CAUSES = frozenset(("cut-comment", "dash-without-space", "folded-text"))
_FAR = 5000  # no line of a real file is longer
_LONGEST_SIMPLE_KEY = 1024  # YAML's own limit, in both parsers


class Seen(NamedTuple):
    """Hold what was read before a syntax error, as offsets (-1 for none)."""

    scalar_at: int = -1
    scalar_end: int = 0
    closed_at: int = -1  # the start of the bracket that was closed last
    open_at: int = -1  # the start of the innermost bracket that is still open


class _Error(NamedTuple):
    """Hold a parser's complaint: where it stands, and where what it is about began."""

    text: str
    at: int
    start: int
    problem: str
    seen: Seen

    @property
    def char(self) -> str:
        return self.text[self.at : self.at + 1]

    @property
    def line_before(self) -> str:
        """Give the line up to the place of the error."""
        return _BREAK.split(self.text[max(0, self.at - _FAR) : self.at])[-1]

    def same_line(self, offset: int) -> bool:
        """Tell whether an earlier offset stands on the line of the error."""
        return not _BREAK.search(self.text, offset, self.at)


def explain(error: Exception, text: str, seen: Seen) -> Fault:
    """Give the fault that an exception of the parser stands for."""
    at = _index(error, "problem_mark", seen.scalar_end)
    problem = str(getattr(error, "problem", None) or getattr(error, "reason", None) or "")
    message = f"{getattr(error, 'context', None) or ''}: {problem or error}"
    found = _Error(text, at, _index(error, "context_mark", at), problem, seen)
    if not hasattr(error, "problem_mark"):  # chr() of an escape such as "\U00110000"
        return _escape(found)
    for words, rule in _RULES:
        if any(word in message for word in words):
            return rule(found)
    return _other(found)


def follows(fault: Fault, cause: Fault, text: str) -> bool:
    """Tell whether a syntax error only follows from a fault on its line or the line before."""
    first, last = sorted((fault.at, cause.at))
    if cause.code not in _CAUSES or last - first > _FAR:
        return False
    return text[first:last].replace("\r\n", "\n").replace("\r", "\n").count("\n") <= 1


def _index(error: Exception, mark: str, default: int) -> int:
    found = getattr(error, mark, None)
    return default if found is None else int(found.index)


def _dash(text: str, at: int) -> Fault:
    return Fault("dash-without-space", at, {"text": word(text, at)})


def _other(error: _Error) -> Fault:
    return syntax_fault("other", error.at, problem=error.problem)


def _colon(error: _Error) -> Fault:
    """Tell `title: Báo cáo: xã` from a line that is indented below a text."""
    line = error.line_before
    if _EARLIER_COLON.search(line):
        return syntax_fault("colon-in-text", error.at)
    return syntax_fault("indent-or-colon", error.at - len(line.lstrip(" ")))


def _no_colon(error: _Error) -> Fault:
    """Tell a line that is no `key: value` from one where only the space is missing."""
    end = error.start + _LONGEST_SIMPLE_KEY
    if end < len(error.text) and not _BREAK.search(error.text, error.start, end):
        return Fault("long-key", error.start, {"limit": str(_LONGEST_SIMPLE_KEY)})
    if _DASH.match(error.text, error.start):
        return _dash(error.text, error.start)
    if _KEY_WITHOUT_SPACE.match(error.text, error.start):
        return syntax_fault("space-after-colon", error.start)
    return syntax_fault("missing-colon", error.start)


def _flow_colon(error: _Error) -> Fault:
    return quote_needed(error.text, error.start, error.at) or _other(error)


def _open_quote(error: _Error) -> Fault:
    return syntax_fault("unclosed-quote", error.start)


def _bad_start(error: _Error) -> Fault:
    """Find a text that begins like YAML; inside a bracket left open it is the next thing."""
    opened = error.seen.open_at
    if opened >= 0 and (not error.char.strip() or not error.same_line(opened)):
        return syntax_fault("unclosed-bracket", opened)
    if opened >= 0 and error.char == ",":
        return syntax_fault("extra-comma", error.at)
    return bad_start(error.text, error.at)


def _bad_header(error: _Error) -> Fault:
    return bad_start(error.text, error.start)


def _property(error: _Error) -> Fault:
    return property_at(error.text, error.start)


def _brackets(error: _Error) -> Fault:
    """Tell a bracket that is never closed from something in it that needs quotes."""
    if needed := quote_needed(error.text, error.at, error.at + (error.char == "?")):
        return needed
    if not error.char or not error.same_line(error.start):
        return syntax_fault("unclosed-bracket", error.start)
    return syntax_fault("missing-comma", error.at)


def _misplaced(error: _Error) -> Fault:
    """Explain something that stands where only the next key or item may."""
    if error.char in ("|", ">"):
        return bad_start(error.text, error.at)
    if after := _after_value(error):
        return after
    if _DASH.match(error.text, error.at):
        return _dash(error.text, error.at)
    if error.char == ":":
        return Fault("empty-key", error.at, {})
    return _other(error) if error.line_before.strip(" ") else syntax_fault("indent", error.at)


def _after_value(error: _Error) -> Fault | None:
    """Explain something that follows a closed quote or bracket on its line."""
    before, seen = error.line_before.rstrip(" ")[-1:], error.seen
    if before in ("]", "}") and seen.closed_at >= 0:
        return bad_start(error.text, seen.closed_at)
    if before not in ('"', "'") or seen.scalar_at < 0:
        return None
    if error.same_line(seen.scalar_at):
        return syntax_fault("text-after-quote", error.at)
    return syntax_fault("unclosed-quote", seen.scalar_at)


def _after_end(error: _Error) -> Fault:
    return syntax_fault("after-end", error.at)


def _escape(error: _Error) -> Fault:
    return bad_escape(error.text, error.start)


def _directive(error: _Error) -> Fault:
    return Fault("directive", error.at, {"text": word(error.text, error.at)})


_RULES: tuple[tuple[tuple[str, ...], Callable[[_Error], Fault]], ...] = (
    (("mapping values are not allowed",), _colon),
    (("could not find expected ':'",), _no_colon),
    (("found unexpected ':'",), _flow_colon),
    (("unexpected end of stream", "unexpected document"), _open_quote),
    (("start any token", "are not allowed", "node content"), _bad_start),
    (("scanning an a", "a tag", "tag handle"), _property),
    (("block scalar",), _bad_header),
    (("expected ',' or",), _brackets),
    (("<block end>", "expected key", "'-' indicator"), _misplaced),
    (("<document start>",), _after_end),
    (("escape", "hexdecimal", "hexadecimal"), _escape),
    (("directive", "incompatible"), _directive),
)
