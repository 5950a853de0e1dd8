"""A draft as YAML text, laid out as a person would write it: equal values give equal text.

Values are texts, lists and mappings, as in the file. A text is quoted only where YAML, or an editor
that recognizes numbers, would take it for something else.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from functools import lru_cache
from textwrap import wrap
from typing import Any

from ntmtrack.datafile.draft_keys import KEY as DRAFT
from ntmtrack.wording.clean import without_piles
from ntmtrack.wording.words import N_
from ntmtrack.wording.words import Words

PlainValue = Any  # a text, or a list or mapping of such
PlainItem = Mapping[str, PlainValue]
SECTION = "#"  # an item's key for the heading above it, which becomes a comment
MODELINE = "# yaml-language-server: $schema=ntmtrack.schema.json"
WIDTH = 100
LONGEST_TEXT = 4000
_LEAST_WRAPPED = 40
# Comments for the user: at the top of the file, and before each section.
HEAD = (
    N_("A draft made from a document: check each part that has “draft:” against what it quotes."),
    N_(
        "Move the right values up from propose, then delete draft; or run: ntmtrack draft --review."
    ),
)
COMMENTS = {
    "directive": N_("The head of the document."),
    "villages": N_("The {villages} that the document names."),
    "owners": N_("Who is named in the document; id is used below, name is printed."),
    "events": N_("Events that deadlines count from; add date: once it is known."),
    "tasks": N_("What is to be done, in the order of the document."),
    "unused": N_("Sentences that did not become tasks: check whether one is missing above."),
    "progress": N_("The log, always last: the program adds to it."),
}
_FIRST = ("format", "directive", "settings", "villages", "village_groups", "owners")
_LAST = ("unused", "progress")
# A text that needs no quotes begins with a letter or digit and contains no YAML syntax.
_PLAIN = re.compile(r"[^\W_](?:[^\n]*[^\s:])?", re.DOTALL)
_OWN_KEY = re.compile("[a-z_]+")
_MARKS = re.compile(r":\s|\s#")  # of a key, or of a comment
_IN_BRACKETS = re.compile(r"[\[\]{},?]")
_NUMBER = re.compile(r"[\d.,_:]*\d[\d.,_:]*|[\d.]+[eE]\d+|0[xo][\da-fA-F]+", re.ASCII)
_WORDS = frozenset(("null", "true", "false", "yes", "no", "on", "off", "y", "n"))
_LONGEST_WORD = max(map(len, _WORDS))
# Keys whose values are meant to look like days, numbers or booleans.
_UNQUOTED = frozenset(
    (
        *("format", "issued", "start", "due", "date", "from", "until", "event_days", "standing"),
        *("at_least", "more_than", "at_most", "percent", "on", "per_village", "derived"),
    )
)


def lay_out(file: PlainItem, words: Words) -> str:
    """Format a whole file, with a comment above each section."""
    comments = HEAD if has_drafts(file) else ()
    lines = [MODELINE, *(f"# {words.say(line)}" for line in comments)]
    return "\n".join([*lines, *sections(file, words)]) + "\n"


def has_drafts(file: PlainItem) -> bool:
    """Return whether any part of a file is still a draft."""
    parts = [file.get("directive"), *(part for items in file.values() for part in _items(items))]
    return any(isinstance(part, Mapping) and DRAFT in part for part in parts)


def in_order(file: PlainItem) -> dict[str, PlainValue]:
    """Sort the sections as in a file, with the log last, because it is appended to."""
    middle = [name for name in file if name not in (*_FIRST, *_LAST)]
    return {name: file[name] for name in (*_FIRST, *middle, *_LAST) if name in file}


def _items(section: PlainValue) -> Sequence[PlainValue]:
    return section if isinstance(section, list) else ()


def sections(file: PlainItem, words: Words) -> Iterator[str]:
    """Yield the lines of the sections of a file."""
    for name, value in in_order(file).items():
        if comment := COMMENTS.get(name):
            yield from ("", f"# {words.say(comment)}")
        yield from _section(name, value)


def _section(name: str, value: PlainValue) -> Iterator[str]:
    if not isinstance(value, list) or name == "progress":
        yield from _pair(name, value, 0)
        return
    yield f"{name}:" if value else f"{name}: []"
    heading = ""
    for index, item in enumerate(value):
        over = str(item.get(SECTION, ""))
        if name == "tasks" and index:
            yield ""
        if over and over != heading:
            yield from (f"  # {line}" for line in wrap(tidy(over), WIDTH - 4))
        heading = over
        yield from item_lines(item)


def item_lines(item: PlainItem) -> list[str]:
    """Format an item of a section, on one line if it is short, untitled and no draft."""
    own = {key: value for key, value in item.items() if key != SECTION}
    if DRAFT not in own and "title" not in own and _may_fit(own):
        line = f"  - {flow(own, '')}"
        if len(line) <= WIDTH:
            return [line]
    lines = [line for key, value in own.items() for line in _pair(key, value, 4)]
    return [f"  - {lines[0][4:]}", *lines[1:]] if lines else []


@lru_cache(maxsize=4096)
def tidy(text: str) -> str:
    """Normalize a text for a file: NFC, single blanks, nothing invisible, of limited length."""
    composed = unicodedata.normalize("NFC", without_piles(text))
    if not composed.isprintable():
        composed = "".join(char if char.isprintable() else _instead_of(char) for char in composed)
    whole = " ".join(composed.split())
    return whole if len(whole) <= LONGEST_TEXT else whole[: LONGEST_TEXT - 1].rstrip() + "…"


def _instead_of(char: str) -> str:
    return "" if unicodedata.category(char) == "Cf" else " "


@lru_cache(maxsize=16384)  # each item is written once, and twice more to compute its marks
def _text_pair(key: str, text: str, indent: int) -> Sequence[str]:
    start = f"{' ' * indent}{_key(key)}: "
    if len(text) <= WIDTH:
        line = f"{start}{scalar(text, key)}"
        if len(line) <= WIDTH and "\n" not in line:
            return [line]
    return [f"{start}>-", *_wrapped(text, indent + 2)]


def _pair(key: str, value: PlainValue, indent: int) -> Sequence[str]:
    if isinstance(value, str):
        return _text_pair(key, value, indent)
    pad = " " * indent
    if _may_fit(value):
        line = f"{pad}{_key(key)}: {flow(value, key, nested=False)}"
        if len(line) <= WIDTH and "\n" not in line:
            return [line]
    if isinstance(value, Mapping):
        inner = [line for name, part in value.items() for line in _pair(name, part, indent + 2)]
        return [f"{pad}{_key(key)}:", *inner]
    return [f"{pad}{_key(key)}:", *(line for part in value for line in _listed(part, key, indent))]


def _may_fit(value: PlainValue) -> bool:
    """Return whether a value may fit on a line, because its texts alone are not too long."""
    return _fill(value, WIDTH) >= 0


def _fill(value: PlainValue, room: int) -> int:
    """Return the room left on a line after the texts of a value; negative if they do not fit."""
    if isinstance(value, str):
        return room - len(value)
    if isinstance(value, dict):
        for key in value:
            room -= len(key)
        value = value.values()
    for part in value:
        if room < 0:
            break
        room = _fill(part, room)
    return room


@lru_cache(maxsize=256)
def _key(name: str) -> str:
    """Format a key: plain if it looks like the file's own keys, else as a text."""
    return name if _OWN_KEY.fullmatch(name) else scalar(name, in_brackets=True)


def _listed(value: PlainValue, key: str, indent: int) -> list[str]:
    pad = " " * (indent + 2)
    if _may_fit(value):
        line = f"{pad}- {flow(value, key, nested=isinstance(value, list | dict))}"
        if len(line) <= WIDTH:
            return [line]
    if isinstance(value, Mapping):
        inner = [line for name, part in value.items() for line in _pair(name, part, indent + 4)]
        return [f"{pad}- {inner[0].lstrip()}", *inner[1:]]
    return [f"{pad}- >-", *_wrapped(str(value), indent + 4)]


def _wrapped(text: str, indent: int) -> list[str]:
    pad = " " * indent
    width = max(_LEAST_WRAPPED, WIDTH - indent)
    if text != " ".join(text.split()):  # other than single blanks are rare
        lines = wrap(text, width, break_on_hyphens=False, break_long_words=False)
    else:
        lines = _cut_at_blanks(text, width)  # the same result ten times as fast
    return [pad + line for line in lines]


def _cut_at_blanks(text: str, width: int) -> list[str]:
    """Split a text into lines of at most `width` characters; a longer word gets its own line."""
    lines, start = [], 0
    while len(text) - start > width:
        end = text.rfind(" ", start, start + width + 1)
        if end < 0:
            end = text.find(" ", start + width)
        if end < 0:
            break
        lines.append(text[start:end])
        start = end + 1
    return [*lines, text[start:]]


def flow(value: PlainValue, key: str, *, nested: bool = True) -> str:
    """Format a value on one line; `nested` says that it is within brackets."""
    if isinstance(value, str):
        return scalar(value, key, in_brackets=nested)
    if isinstance(value, Mapping):
        return (
            f"{{{', '.join(f'{_key(name)}: {flow(part, name)}' for name, part in value.items())}}}"
        )
    return f"[{', '.join(flow(part, key) for part in value)}]"


def scalar(text: str, key: str = "", *, in_brackets: bool = False) -> str:
    """Format a text, in quotes if it needs them."""
    safe = _PLAIN.fullmatch(text) is not None
    if ":" in text or "#" in text:
        safe = safe and not _MARKS.search(text)
    if in_brackets:
        safe = safe and not _IN_BRACKETS.search(text)
    if key not in _UNQUOTED:
        if safe and not text[0].isalpha():  # no number begins with a letter
            safe = not _NUMBER.fullmatch(text)
        if safe and len(text) <= _LONGEST_WORD:
            safe = text.casefold() not in _WORDS
    elif ":" in text and not re.search("[a-zA-Z]", text):
        safe = False
    return text if safe else '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
