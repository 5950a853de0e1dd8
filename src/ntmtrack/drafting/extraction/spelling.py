"""Texts of documents in the one spelling in which phrases are looked for, letter for letter.

What is found in such a text stands at the same place in the document's own.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from ntmtrack.directive import names

# The tone stands on either vowel of an open syllable: hoà and hòa, uỷ and ủy, but only quý.
_TONES = ("̀", "́", "̉", "̃", "̣")
_PAIRS = {
    unicodedata.normalize("NFC", first + second + tone): unicodedata.normalize(
        "NFC", first + tone + second
    )
    for first, second in (("o", "a"), ("o", "e"), ("u", "y"))
    for tone in _TONES
}
_TONE_ON_SECOND = re.compile(rf"(?<!q)(?:{'|'.join(_PAIRS)})(?!\w)")
_DASHES = str.maketrans("–—−‐‑", "-----")  # noqa: RUF001 -- the dashes that people type


@lru_cache(maxsize=4096)
def level(text: str) -> str:
    """Give a text in small letters, with one kind of dash, blank and tone; as long as before."""
    low = text.lower()
    if len(low) != len(text):  # a letter that has no small one of its own
        low = "".join(char.lower() if len(char.lower()) == 1 else char for char in text)
    low = re.sub(r"\s", " ", low.translate(_DASHES))
    return _TONE_ON_SECOND.sub(lambda match: _PAIRS[match.group()], low)


def listed(text: str) -> tuple[str, ...]:
    """Give the phrases of a listing that semicolons part."""
    return tuple(" ".join(phrase.split()) for phrase in text.split(";"))


def any_of(phrases: Iterable[str]) -> str:
    """Write a pattern for any of these phrases, the longest first."""
    ordered = sorted({level(phrase) for phrase in phrases}, key=lambda text: (-len(text), text))
    return "(?:" + "|".join(re.escape(text).replace(r"\ ", " ") for text in ordered) + ")"


def compact(text: str) -> str:
    """Give a text with single blanks and no line breaks."""
    return " ".join(text.split())


@lru_cache(maxsize=4096)
def key(text: str) -> str:
    """Give what is the same for all ways of writing one phrase: no accents, no punctuation."""
    return " ".join(re.sub(r"[^\w&]+", " ", names.fold(text)).split())
