"""At what level a directive was issued: by a commune, a district, a province, or above them all."""

from __future__ import annotations

from itertools import pairwise
from typing import Literal

from ntmtrack.directive.names import nfc

Level = Literal["commune", "ward", "town", "zone", "district", "district town", "city", "province"]
# Below these there are villages; what the others list as such are communes and wards.
OF_VILLAGES: frozenset[Level] = frozenset(("commune", "ward", "town", "zone"))

_LEVELS: dict[str, Level] = {
    "thị trấn": "town",
    "thị xã": "district town",
    "thị ủy": "district town",
    "thành phố": "city",
    "thành ủy": "city",
    "đặc khu": "zone",
    "phường": "ward",
    "xã": "commune",
    "huyện": "district",
    "quận": "district",
    "tỉnh": "province",
}
_NO_LEVEL = "xã hội"


def level_of(issuer: str, *, has_villages: bool) -> Level | None:
    """Tell at what level an issuer is, by its name; None for a ministry or another central body.

    One that does not say is a commune's where the file has villages.
    """
    words = nfc(issuer).casefold().replace(",", " ").replace("uỷ", "ủy").split()
    for word, following in pairwise([*words, ""]):
        both = f"{word} {following}"
        level = _LEVELS.get(both) or _LEVELS.get(word)
        if level and both != _NO_LEVEL:
            return level
    return "commune" if has_villages else None
