"""Appending log entries: a file's bytes in, the new bytes out, nothing else changed.

The text is never rewritten. The entries go to its end, one line each, between slices of the old
bytes. The result is loaded and must equal the old document plus the entries before it may be kept.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable
from collections.abc import Sequence
from datetime import datetime
from datetime import time
from typing import NamedTuple

from ntmtrack.directive.model import Document
from ntmtrack.directive.model import Entry
from ntmtrack.directive.model import Loaded
from ntmtrack.directive.periods import name_of
from ntmtrack.wording.codes import Code
from ntmtrack.wording.problem import Exit
from ntmtrack.wording.problem import NtmError
from ntmtrack.wording.problem import Problem
from ntmtrack.yamltext import encoding
from ntmtrack.yamltext import yaml_tree
from ntmtrack.yamltext.yaml_tree import SequenceNode
from ntmtrack.yamltext.yaml_tree import Source

KEY = "progress"
# Possessive (`*+`), as a comment of many # could be split in very many ways.
_AFTER_KEY = re.compile(r"[^:]*:(?:\s|#[^\r\n]*+)*+")
_USUAL_LOG = re.compile(rf"^{KEY}:\r?\n( *)- ", re.MULTILINE)
_DASH = re.compile(" *- +")  # what precedes an entry on its line
_EMPTY = re.compile(r"(?:~|null|\[\s*\])(?=[\s#]|\Z)")
_END_MARK = re.compile(r"(?<![^\r\n])\.\.\.(?=\s|\Z)")
# Written without quotes: only what every YAML reader takes for a text.
_BARE = re.compile(r"(?!(?:null|true|false|yes|no|on|off|y|n)\Z)[a-z][a-z0-9.-]*")
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t"}
_LAST_SHORT = 0xFFFF  # the last code point that \u can express


class Seam(NamedTuple):
    """Describe from where on a text can be read by itself: the last entry of its log.

    `at` is the byte offset of the line of the last entry or, in an empty log, of the key. `newline`
    is the most frequent line break of the text. `events` is how many events `parser` produces for
    it.
    """

    at: int
    newline: str
    events: int
    parser: str


class Edit(NamedTuple):
    """Describe a change of a text: remove the token of an empty log, and insert lines."""

    token: slice  # such as ` []`; an empty slice if there is none
    at: int  # where to insert the lines, at or after the token
    lines: str


class Appended(NamedTuple):
    """Store a file's new bytes, the document loaded from them as proof, and their seam."""

    data: bytes
    loaded: Loaded
    seam: Seam | None


def append(data: bytes, name: str, old: Document, entries: Sequence[Entry]) -> Appended:
    """Return a file with entries at its end; if that is impossible, raise where and why (65).

    `old` is the document that was loaded from these bytes.
    """
    text, _ = encoding.decode(data, name)
    lines = [line(entry) for entry in entries]
    new = old.with_entries(entries)
    if old.progress and (edit := _plan_for_usual_text(text, lines)):
        appended = _appended(edit, data, text, name)
        if appended.loaded.document == new:
            return appended
    tree = yaml_tree.parse(text, name)
    appended = _appended(plan_for_tree(tree, lines, _newline(text)), data, text, name)
    if appended.loaded.document != new:
        raise _refusal(tree, Code.CANNOT_APPEND, len(text))
    return appended


def _appended(edit: Edit, data: bytes, text: str, name: str) -> Appended:
    result = apply(edit, data, text)
    return Appended(result, *load_with_seam(result, name))


def load_with_seam(data: bytes, name: str) -> tuple[Loaded, Seam | None]:
    """Load a file, and find its seam."""
    from ntmtrack.datafile import load  # what proves entries at the seam has no use for it

    text, problems = encoding.decode(data, name)
    if problems:
        return Loaded(None, problems), None
    tree = yaml_tree.parse(text, name)
    loaded = load.load_tree(tree)
    return loaded, find_seam(data, tree) if loaded.document else None


def line(entry: Entry) -> str:
    """Format an entry as one flow mapping in which every value can be read in one way only."""
    pairs: list[tuple[str, str]] = [("task", _scalar(entry.task))]
    pairs += [("village", _scalar(entry.village))] if entry.village else []
    pairs += [("owner", _scalar(entry.owner))] if entry.owner else []
    pairs += [("mark", entry.mark), ("on", _when(entry.on))]
    pairs += [("for", name_of(entry.for_))] if entry.for_ else []
    pairs += [("to", _scalar(entry.to.written))] if entry.to else []
    if entry.amounts:
        amounts = ", ".join(f"{_scalar(name)}: {total:f}" for name, total in entry.amounts.items())
        pairs.append(("amounts", f"{{{amounts}}}"))
    pairs += [("whom", _list(entry.whom))] if entry.whom else []
    pairs += [("by", _scalar(entry.by))] if entry.by else []
    pairs += [("note", _scalar(entry.note))] if entry.note else []
    pairs += [("evidence", _list(entry.evidence))] if entry.evidence else []
    if entry.undoes:
        undoes = entry.undoes
        pairs.append(("undoes", _scalar(undoes if isinstance(undoes, str) else _stamp(undoes))))
    pairs += [("at", _scalar(_stamp(entry.at)))] if entry.at else []
    return "{" + ", ".join(f"{key}: {value}" for key, value in pairs) + "}"


def _list(values: Iterable[str]) -> str:
    return f"[{', '.join(map(_scalar, values))}]"


def _scalar(value: str) -> str:
    """Quote a text if necessary; escape invisible characters and odd spaces."""
    return value if _BARE.fullmatch(value) else f'"{"".join(map(_escape, value))}"'


def _escape(char: str) -> str:
    if char in _ESCAPES:
        return _ESCAPES[char]
    if char.isprintable():
        return char
    code = ord(char)
    return f"\\u{code:04x}" if code <= _LAST_SHORT else f"\\U{code:08x}"


def _when(when: datetime) -> str:
    if when.time() == time():
        return when.date().isoformat()
    return _scalar(when.isoformat(timespec="minutes"))


def _stamp(at: datetime) -> str:
    return at.isoformat(timespec="microseconds")


def find_seam(data: bytes, tree: Source) -> Seam | None:
    """Return the seam of a text; None if the text is not plain enough for one.

    At a seam, the outermost block mapping has its log key at the start of a line, and a line of the
    log begins with the dash of its last entry: before it, only these two are open.
    """
    root, text = tree.root, tree.text
    at = root.key_at.get(KEY) if root is not None else None
    if root is None or at is None or text[root.at] == "{":
        return None
    if _column(text, at) or not text.startswith(f"{KEY}:", at):
        return None
    if isinstance(log := root.get(KEY), SequenceNode) and log:
        last, at = log.item_at[-1], log.item_at[-1] - _column(text, log.item_at[-1])
        if not _DASH.fullmatch(text, at, last):
            return None
    bom = len(codecs.BOM_UTF8) if data.startswith(codecs.BOM_UTF8) else 0
    start = bom + len(text[:at].encode())
    return Seam(start, _newline(text), tree.events, yaml_tree.parser_version())


def _plan_for_usual_text(text: str, lines: Sequence[str]) -> Edit | None:
    """Plan an edit by the usual look of a log, without parsing; the result must be proved."""
    indents = _USUAL_LOG.findall(text)  # two matches if one of them is inside a text
    if len(indents) != 1:
        return None
    return _at_end(text, [f"{indents[0]}- {each}" for each in lines], _newline(text))


def plan_for_tree(tree: Source, lines: Sequence[str], newline: str) -> Edit:
    """Plan an edit by the tree of a text, or raise what prevents it."""
    indent, token = _find_log(tree)
    has_key = tree.root is not None and KEY in tree.root.key_at
    key = [] if has_key else [f"{indent[2:]}{KEY}:"]
    return _at_end(tree.text, [*key, *(f"{indent}- {each}" for each in lines)], newline, token)


def _at_end(text: str, lines: Sequence[str], newline: str, token: slice = slice(0, 0)) -> Edit:
    """Plan to add lines at the end of a text, before its document end marker."""
    closing = _END_MARK.search(text)
    at = closing.start() if closing else len(text)
    added = "" if text[:at].endswith(("\n", "\r")) else newline
    return Edit(token, at, added + "".join(f"{each}{newline}" for each in lines))


def apply(edit: Edit, data: bytes, text: str) -> bytes:
    """Insert the new lines between slices of the old bytes; drop only an empty log's token."""
    bom = len(codecs.BOM_UTF8) if data.startswith(codecs.BOM_UTF8) else 0
    offsets = (edit.token.start, edit.token.stop, edit.at)
    start, stop, at = (bom + len(text[:offset].encode()) for offset in offsets)
    left_out = "".join(text[edit.token].split())
    if not (start <= stop <= at) or left_out not in ("", "[]", "~", "null"):
        raise AssertionError(edit)
    return data[:start] + data[stop:at] + edit.lines.encode() + data[at:]


def _find_log(tree: Source) -> tuple[str, slice]:
    """Return the indentation of log entries, and the token of an empty log."""
    root, text = tree.root, tree.text
    if root is None or text[root.at] == "{":
        raise _refusal(tree, Code.FLOW_FILE, root.at if root is not None else 0)
    indent = " " * (_column(text, root.at) + 2)
    nothing = slice(0, 0)
    at = root.key_at.get(KEY)
    if at is None:
        return indent, nothing
    after = [offset for offset in root.key_at.values() if offset > at]
    if after:
        raise _refusal(tree, Code.PROGRESS_NOT_LAST, min(after))
    if root.get(KEY):
        first = root.value_at[KEY]
        if text[first] != "-":
            raise _refusal(tree, Code.PROGRESS_FLOW, first)
        return " " * _column(text, first), nothing
    return indent, _token(tree, at)


def _token(tree: Source, key: int) -> slice:
    """Return the slice of an empty log's token after its key, with the spaces before it."""
    text, match = tree.text, _AFTER_KEY.match(tree.text, key)
    value = match.end() if match else len(text)
    if value == len(text) or _END_MARK.match(text, value):
        return slice(0, 0)
    empty = _EMPTY.match(text, value)
    if not empty:
        raise _refusal(tree, Code.PROGRESS_FLOW, value)
    start = value
    if text[empty.end() :][:1] != "#":  # a comment needs a space
        while text[start - 1].isspace() and text[start - 1] not in "\r\n":
            start -= 1
    return slice(start, empty.end())


def _column(text: str, at: int) -> int:
    return at - max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) - 1


def _newline(text: str) -> str:
    """Return the most frequent line break of a text."""
    windows = text.count("\r\n")
    counts = {
        "\n": text.count("\n") - windows,
        "\r\n": windows,
        "\r": text.count("\r") - windows,
    }
    return max(counts, key=lambda newline: counts[newline])


def _refusal(tree: Source, code: Code, at: int) -> NtmError:
    return NtmError([Problem(code, tree.place_at(at))], Exit.DATA)
