"""Ids for what a person adds to a draft: short slugs of the title."""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet

from ntmtrack.directive import names

_LONGEST = 40


def id_for(title: str, taken: AbstractSet[str]) -> str:
    """Give an id that nothing has yet, from the first words of a title."""
    words = re.findall("[a-z0-9]+", names.fold(title))
    id_ = ""
    for word in words:
        longer = f"{id_}-{word}" if id_ else word
        if id_ and len(longer) > _LONGEST:
            break
        id_ = longer
    id_ = id_[:_LONGEST].strip("-") or "viec"
    if id_ not in taken:
        return id_
    return next(
        one for number in range(2, len(taken) + 3) if (one := f"{id_}-{number}") not in taken
    )
