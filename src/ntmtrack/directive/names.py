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

_MOST_COMPARED = 8  # near names whose slips are counted, which takes time

# The order of the Vietnamese alphabet and, within a letter, of its tones.
_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TONES = "\u0300\u0309\u0303\u0301\u0323"


class Named(NamedTuple):
    """Give one thing's id and every name it answers to (its name first, then aliases)."""

    id: str
    names: Sequence[str]


class _Word(NamedTuple):
    """Hold a folded word: base letters, and the marks typed on each."""

    base: str
    marks: tuple[frozenset[str], ...]


def nfc(text: str) -> str:
    """Give the text in Unicode NFC, the form in which everything is compared."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def fold(text: str) -> str:
    """Give the text without case, accents, đ and kinds of hyphen or space: `che bien`."""
    return " ".join(word.base for word in _words(text))


def spelling(text: str) -> tuple[object, ...]:
    """Give what is the same in all spellings of one name: its words, with the accents typed."""
    return _words(text)


def match(query: str, things: Iterable[Named]) -> list[str]:
    """Find the ids that a typed name means, best kind of match only.

    In turn: the id itself or a whole name as written; a whole name where accents were left out;
    the beginning of an id, or every typed word beginning a word of one name.
    """
    typed = _words(query)
    if not typed:
        return []
    candidates = [(thing.id, [_words(name) for name in thing.names]) for thing in things]
    typed_id = query.strip().casefold()
    exact = [id_ for id_, names in candidates if typed_id == id_ or typed in names]
    if exact:
        return exact
    for fits in (_fits_whole_name, _fits_beginning):
        ids = [id_ for id_, names in candidates if fits(typed, id_, names)]
        if ids:
            return ids
    return []


def near(name: str, known: Iterable[Named], *, at_most: int = 3) -> list[str]:
    """Find ids that a mistyped name may mean: those that the fewest slips lead to."""
    import difflib

    ids: dict[str, str] = {}
    for thing in known:
        for text in (thing.id, *thing.names):
            ids.setdefault(fold(text), thing.id)
    typed = fold(name)
    close = difflib.get_close_matches(typed, ids, n=_MOST_COMPARED, cutoff=0.6)
    slips = {text: _count_slips(typed, text) for text in close}
    fewest = min(slips.values(), default=0)
    if fewest > max(1, len(typed) // 2):
        return []  # another word altogether
    likely = [ids[text] for text in close if slips[text] == fewest]
    return list(dict.fromkeys(likely))[:at_most]


def _count_slips(typed: str, meant: str) -> int:
    """Count the letters that are too many, lost, wrong or swapped between two texts.

    `knid` is one slip from `kind` and two from `id`, though it has all the letters of both. This is
    the optimal string alignment distance, row by row.
    """
    previous: list[int] = []
    row = list(range(len(meant) + 1))
    for i, char in enumerate(typed):
        before_previous, previous, row = previous, row, [i + 1]
        for j, wanted in enumerate(meant):
            costs = [previous[j + 1] + 1, row[j] + 1, previous[j] + (char != wanted)]
            if i and j and (char, typed[i - 1]) == (meant[j - 1], wanted):
                costs.append(before_previous[j - 1] + 1)
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
def _words(text: str) -> tuple[_Word, ...]:
    """Split a text into folded words that still know their typed accents."""
    plain = unicodedata.normalize("NFD", text.casefold().replace("đ", "d" + _STROKE))
    plain = _OLD_TONE.sub(_new_tone, plain)
    return tuple(_word(word) for word in _BREAKS.split(plain) if word)


def _new_tone(match: re.Match[str]) -> str:
    """Put the tone mark of an open pair of vowels on the second one."""
    first, tone, second = match.groups()
    return first + second + tone if first + second in _PAIRS else match.group()


@lru_cache(maxsize=4096)
def _word(text: str) -> _Word:
    base: list[str] = []
    marks: list[set[str]] = []
    for char in text:
        if unicodedata.category(char) != "Mn":
            base.append(char)
            marks.append(set())
        elif marks:
            marks[-1].add(char)
    return _Word("".join(base), tuple(map(frozenset, marks)))


def _fits(typed: _Word, word: _Word) -> bool:
    """Tell whether a word begins as typed, no typed accent contradicting it."""
    return word.base.startswith(typed.base) and all(
        given <= there for given, there in zip(typed.marks, word.marks, strict=False)
    )


def _is_same(typed: _Word, word: _Word) -> bool:
    """Tell whether a word is the typed one, no typed accent contradicting it."""
    return typed.base == word.base and _fits(typed, word)


def _fits_whole_name(
    typed: tuple[_Word, ...], id_: str, names: Sequence[tuple[_Word, ...]]
) -> bool:
    """Tell whether the id or a whole name is as typed, but for accents that were left out."""
    return any(
        len(name) == len(typed) and all(map(_is_same, typed, name))
        for name in (_words(id_), *names)
    )


def _fits_beginning(typed: tuple[_Word, ...], id_: str, names: Sequence[tuple[_Word, ...]]) -> bool:
    """Tell whether the id begins as typed, or every typed word begins a word of one name."""
    without_accents = not any(any(word.marks) for word in typed)
    begins_id = without_accents and id_.startswith("-".join(word.base for word in typed))
    return begins_id or any(_fit_words(typed, name) for name in names)


def _fit_words(typed: Sequence[_Word], words: Sequence[_Word]) -> bool:
    """Tell whether every typed word begins some word."""
    return all(any(_fits(each, word) for word in words) for each in typed)


def begins(query: str, text: str) -> bool:
    """Tell whether a text begins as typed, but for accents that were left out."""
    *whole, last = _words(query) or [_Word("", ())]
    words = _words(text)
    if len(words) <= len(whole):
        return False
    return _fits(last, words[len(whole)]) and all(map(_is_same, whole, words))


def has_words(query: str, text: str) -> bool:
    """Tell whether every typed word begins some word of a text."""
    return _fit_words(_words(query), _words(text))


def under(clause: str | None, wanted: str) -> bool:
    """Tell whether a clause is the wanted one or a part of it: 3 has 3.12, L10 has L10a."""
    if clause is None or not wanted:
        return False
    own, prefix = clause.casefold(), wanted.casefold()
    rest = own.removeprefix(prefix)
    return own.startswith(prefix) and (not rest or rest[0] == "." or rest[0].isalpha())
