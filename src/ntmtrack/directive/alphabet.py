"""Vietnamese alphabetical order, with numbers by size, and which clauses belong to another."""

import re
import unicodedata
from functools import lru_cache

# Look-alikes that people type: eth and African d for đ, various apostrophes.
APOSTROPHES = dict.fromkeys("’‘\u02bc`\u00b4", "'")
_LOOK_ALIKE = str.maketrans({"ð": "đ", "ɖ": "đ", **APOSTROPHES})

# The Vietnamese alphabet in order, and the tones in order within a letter.
_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
TONES = "\u0300\u0309\u0303\u0301\u0323"
_NUMBER = re.compile(r"([0-9]+)")


@lru_cache(maxsize=1024)
def dictionary_key(text: str) -> tuple[tuple[int, ...], tuple[int, ...], str]:
    """Return a key that sorts text as a Vietnamese dictionary does: by letters, then by tones.

    Numbers sort by size: Thôn 2 before Thôn 10.
    """
    letters: list[int] = []
    tones: list[int] = []
    for part in _NUMBER.split(unicodedata.normalize("NFC", text).lower().translate(_LOOK_ALIKE)):
        if _NUMBER.fullmatch(part):
            digits = part.lstrip("0")
            letters += (ord("0"), len(digits), *map(ord, digits))
            continue
        for place, tone in map(_place_of, part):
            letters.append(place)
            tones.append(tone)
    return tuple(letters), tuple(tones), text


@lru_cache(maxsize=256)
def _place_of(char: str) -> tuple[int, int]:
    """Return the position of a letter in the alphabet, and of its tone among the tones."""
    parts = unicodedata.normalize("NFD", char)
    tone = next((mark for mark in parts[1:] if mark in TONES), "")
    base = unicodedata.normalize("NFC", parts.replace(tone, "") if tone else parts)
    place = _ALPHABET.find(base)
    by_code = min(ord(base), 99) if char.isascii() else 200
    return 100 + place if place >= 0 else by_code, TONES.find(tone) + 1 if tone else 0


def is_in_clause(clause: str | None, parent: str) -> bool:
    """Return whether a clause is `parent` or part of it: 3 includes 3.12, L10 includes L10a."""
    if clause is None or not parent:
        return False
    own, prefix = clause.casefold(), parent.casefold()
    rest = own.removeprefix(prefix)
    return own.startswith(prefix) and (not rest or rest[0] == "." or rest[0].isalpha())
