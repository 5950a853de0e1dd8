"""Vietnamese names as people type them: folding, matching and order.

Accents may be left out, but one that is typed must agree: who types "đường" does not want "dương".
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

# Tone marks may stand on either vowel of an open oa, oe, uy (hòa, hoà); both are one word.
_OLD_TONE = re.compile("([ou])([\u0300\u0301\u0303\u0309\u0323])([aey])(?![^\\W\\d_])")
_PAIRS = {"oa", "oe", "uy"}
_BREAKS = re.compile(r"[\s\-_\u2010-\u2015]+")
# đ has no decomposition in Unicode; this private mark makes it "d with a stroke", like any accent.
_STROKE = "\u0335"

_MOST_COMPARED = 8  # of the near names; comparing takes time

# The order of the Vietnamese alphabet and, within a letter, of its tones.
_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TONES = "\u0300\u0309\u0303\u0301\u0323"


class Named(NamedTuple):
    """Give one thing's id and every name it answers to (its name first, then aliases)."""

    id: str
    names: Sequence[str]


class _Letters(NamedTuple):
    """Hold a folded word: base letters, and the marks typed on each."""

    base: str
    marks: tuple[frozenset[str], ...]


def nfc(text: str) -> str:
    """Give the text in Unicode NFC, the form in which everything is compared."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def fold(text: str) -> str:
    """Give the text without case, accents, đ and kinds of hyphen or space: `che bien`."""
    return " ".join(word.base for word in _words(text))


def same(one: str, other: str) -> bool:
    """Tell whether two names are the same but for case, tone placement and kinds of space."""
    return _words(one) == _words(other)


def match(query: str, things: Iterable[Named]) -> list[str]:
    """Find the ids that a typed name means, best kind of match only.

    In turn: the id itself or a whole name as written; a whole name where accents were left out;
    the beginning of an id, or every typed word beginning a word of one name.
    """
    typed = _words(query)
    if not typed:
        return []
    candidates = [(thing.id, [_words(name) for name in thing.names]) for thing in things]
    asked = query.strip().casefold()
    exact = [id_ for id_, names in candidates if asked == id_ or typed in names]
    if exact:
        return exact
    for accepts in (_whole, _begins):
        found = [id_ for id_, names in candidates if accepts(typed, id_, names)]
        if found:
            return found
    return []


def near(name: str, known: Iterable[Named], *, at_most: int = 3) -> list[str]:
    """Find ids that a mistyped name may have meant: those that the fewest slips lead to."""
    import difflib

    ids: dict[str, str] = {}
    for thing in known:
        for text in (thing.id, *thing.names):
            ids.setdefault(fold(text), thing.id)
    typed = fold(name)
    close = difflib.get_close_matches(typed, ids, n=_MOST_COMPARED, cutoff=0.6)
    slips = {text: _slips(typed, text) for text in close}
    fewest = min(slips.values(), default=0)
    if fewest > max(1, len(typed) // 2):
        return []  # another word altogether
    likely = [ids[text] for text in close if slips[text] == fewest]
    return list(dict.fromkeys(likely))[:at_most]


def _slips(one: str, other: str) -> int:
    """Count the letters that are too many, lost, wrong or swapped between two texts.

    `knid` is one slip from `kind` and two from `id`, though it has all the letters of both.
    """
    before: list[int] = []
    row = list(range(len(other) + 1))
    for at, char in enumerate(one):
        older, before, row = before, row, [at + 1]
        for to, wanted in enumerate(other):
            costs = [before[to + 1] + 1, row[to] + 1, before[to] + (char != wanted)]
            if at and to and (char, one[at - 1]) == (other[to - 1], wanted):
                costs.append(older[to - 1] + 1)
            row.append(min(costs))
    return row[-1]


def order(text: str) -> tuple[tuple[int, ...], tuple[int, ...], str]:
    """Give the key that sorts text as a Vietnamese dictionary does: letters, then tones."""
    letters: list[int] = []
    tones: list[int] = []
    for char in nfc(text).lower():
        base, tone = _split_tone(char)
        place = _ALPHABET.find(base)
        letters.append(100 + place if place >= 0 else min(ord(base), 99) if char.isascii() else 200)
        tones.append(_TONES.find(tone) + 1 if tone else 0)
    return tuple(letters), tuple(tones), text


@lru_cache(maxsize=256)
def _split_tone(char: str) -> tuple[str, str]:
    """Split a letter into the letter of the alphabet and its tone mark, if any."""
    parts = unicodedata.normalize("NFD", char)
    tone = next((mark for mark in parts[1:] if mark in _TONES), "")
    return unicodedata.normalize("NFC", parts.replace(tone, "") if tone else parts), tone


@lru_cache(maxsize=4096)
def _words(text: str) -> tuple[_Letters, ...]:
    """Split a text into folded words that still know their typed accents."""
    plain = unicodedata.normalize("NFD", text.casefold().replace("đ", "d" + _STROKE))
    plain = _OLD_TONE.sub(_new_tone, plain)
    return tuple(_letters(word) for word in _BREAKS.split(plain) if word)


def _new_tone(found: re.Match[str]) -> str:
    first, tone, second = found.groups()
    return first + second + tone if first + second in _PAIRS else found.group()


@lru_cache(maxsize=4096)
def _letters(word: str) -> _Letters:
    base: list[str] = []
    marks: list[set[str]] = []
    for char in word:
        if unicodedata.category(char) != "Mn":
            base.append(char)
            marks.append(set())
        elif marks:
            marks[-1].add(char)
    return _Letters("".join(base), tuple(frozenset(found) for found in marks))


def _fits(typed: _Letters, word: _Letters) -> bool:
    """Tell whether a word begins as typed, no typed accent contradicting it."""
    return word.base.startswith(typed.base) and all(
        given <= there for given, there in zip(typed.marks, word.marks, strict=False)
    )


def _whole(typed: tuple[_Letters, ...], id_: str, names: Sequence[tuple[_Letters, ...]]) -> bool:
    return any(
        len(name) == len(typed)
        and all(
            one.base == two.base and _fits(one, two) for one, two in zip(typed, name, strict=True)
        )
        for name in (_words(id_), *names)
    )


def _begins(typed: tuple[_Letters, ...], id_: str, names: Sequence[tuple[_Letters, ...]]) -> bool:
    """Tell whether the id begins as typed, or every typed word begins a word of one name."""
    plain = not any(any(word.marks) for word in typed)
    return (plain and id_.startswith("-".join(word.base for word in typed))) or any(
        all(any(_fits(wanted, word) for word in name) for wanted in typed) for name in names
    )


def begins(query: str, text: str) -> bool:
    """Tell whether a text begins as typed, but for accents that were left out."""
    *whole, last = _words(query) or [_Letters("", ())]
    words = _words(text)
    if len(words) <= len(whole):
        return False
    return _fits(last, words[len(whole)]) and all(
        one.base == word.base and _fits(one, word) for one, word in zip(whole, words, strict=False)
    )


def says(query: str, text: str) -> bool:
    """Tell whether every typed word begins some word of a text."""
    words = _words(text)
    return all(any(_fits(wanted, word) for word in words) for wanted in _words(query))


def under(clause: str | None, asked: str) -> bool:
    """Tell whether a clause is the one asked for or a part of it: 3 has 3.12, L10 has L10a."""
    if clause is None or not asked:
        return False
    own, wanted = clause.casefold(), asked.casefold()
    rest = own.removeprefix(wanted)
    return own.startswith(wanted) and (not rest or rest[0] == "." or rest[0].isalpha())
