"""Short, speaking ids: ASCII words of a title, each id once."""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet

from ntmtrack.directive import names
from ntmtrack.drafting.extraction import spelling

_MOST = 40
_SMALL_WORDS = frozenset(
    spelling.listed("và; các; của; cho; về; tại; với; từ; đến; trong; những; được")
)


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
        if id_ and len(longer) > _MOST:
            break
        id_ = longer
    id_ = id_[:_MOST].strip("-") or "viec"
    if id_ not in taken:
        return id_
    return next(
        one for number in range(2, len(taken) + 3) if (one := f"{id_}-{number}") not in taken
    )


def _base(title: str) -> str:
    told = [word for word in title.split() if spelling.level(word) not in _SMALL_WORDS]
    speaking = re.findall(r"[a-z0-9]+", names.fold(" ".join(told) or title))
    slug = ""
    for word in speaking:
        if slug and len(slug) + len(word) >= _MOST:
            break
        slug = f"{slug}-{word[:_MOST]}" if slug else word[:_MOST]
    if not slug:
        return "muc"
    return slug if slug[0].isalpha() else f"muc-{slug}"
