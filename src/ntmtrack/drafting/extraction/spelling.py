"""Texts of documents in the one spelling in which phrases are looked for; keys and ids of names.

What is found in a levelled text stands at the same place in the document's own.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache
from itertools import groupby
from os.path import commonprefix

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
_ODD = re.compile(rf"[^\S ]|[{''.join(map(chr, _DASHES))}]")
_LONGEST_ID = 40
_SMALL_WORDS = frozenset(
    ("và", "các", "của", "cho", "về", "tại", "với", "từ", "đến", "trong", "những", "được")
)


@lru_cache(maxsize=4096)
def level(text: str) -> str:
    """Give a text in small letters, with one kind of dash, blank and tone; as long as before."""
    low = text.lower()
    if len(low) != len(text):  # a letter that has no small one of its own
        low = "".join(char.lower() if len(char.lower()) == 1 else char for char in text)
    if _ODD.search(low):
        low = re.sub(r"\s", " ", low.translate(_DASHES))
    return _TONE_ON_SECOND.sub(lambda match: _PAIRS[match.group()], low)


def listed(text: str) -> tuple[str, ...]:
    """Give the phrases of a listing that semicolons part."""
    return tuple(" ".join(phrase.split()) for phrase in text.split(";"))


def any_of(phrases: Iterable[str]) -> str:
    """Write a pattern for any of these phrases, the longest that fits first.

    Beginnings that phrases share are written once, so that a search tries few of them.
    """
    return f"(?:{_branches(sorted({level(phrase) for phrase in phrases}))})"


def _branches(phrases: Sequence[str]) -> str:
    """Write a pattern for sorted phrases; one that others begin with is tried after them."""
    branches = []
    for _, same in groupby(phrases, key=lambda phrase: phrase[:1]):
        group = list(same)
        begin = commonprefix(group)  # noqa: RUF071 - phrases, not paths
        rest = [phrase[len(begin) :] for phrase in group]
        inner = f"(?:{_branches(rest)})" if len(group) > 1 else ""
        branches.append(re.escape(begin).replace(r"\ ", " ") + inner)
    return "|".join([*branches[1:], ""] if branches[0] == "" else branches)


def compact(text: str) -> str:
    """Give a text with single blanks and no line breaks."""
    return " ".join(text.split())


@lru_cache(maxsize=4096)
def key(text: str) -> str:
    """Give what is the same for all ways of writing one phrase: no accents, no punctuation."""
    return " ".join(re.sub(r"[^\w&]+", " ", names.fold(text)).split())


class Slugs:
    """Give ids that nothing else of the draft has."""

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._numbers: dict[str, int] = {}  # the last one of each name, where many have it

    def of(self, title: str) -> str:
        """Give the id of a title; the second of one name ends in -2, and so on."""
        base = _base(title)
        number, slug = self._numbers.get(base, 1), base
        while slug in self._taken:
            number += 1
            slug = f"{base}-{number}"
        self._numbers[base] = number
        self._taken.add(slug)
        return slug


def id_for(title: str, taken: AbstractSet[str]) -> str:
    """Give an id that nothing has yet, from the first words of a title."""
    words = re.findall("[a-z0-9]+", names.fold(title))
    id_ = ""
    for word in words:
        longer = f"{id_}-{word}" if id_ else word
        if id_ and len(longer) > _LONGEST_ID:
            break
        id_ = longer
    id_ = id_[:_LONGEST_ID].strip("-") or "viec"
    return free_id(id_, taken)


def free_id(id_: str, taken: AbstractSet[str]) -> str:
    """Give an id that nothing has yet: this one, or the first of it with a number."""
    if id_ not in taken:
        return id_
    return next(
        one for number in range(2, len(taken) + 3) if (one := f"{id_}-{number}") not in taken
    )


def _base(title: str) -> str:
    told = [word for word in title.split() if level(word) not in _SMALL_WORDS]
    speaking = re.findall(r"[a-z0-9]+", names.fold(" ".join(told) or title))
    slug = ""
    for word in speaking:
        if slug and len(slug) + len(word) >= _LONGEST_ID:
            break
        slug = f"{slug}-{word[:_LONGEST_ID]}" if slug else word[:_LONGEST_ID]
    if not slug:
        return "muc"
    return slug if slug[0].isalpha() else f"muc-{slug}"
