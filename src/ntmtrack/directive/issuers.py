"""Issuers: their level, the word for the places below them, and what a letter's number says."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from ntmtrack.directive.names import identity
from ntmtrack.directive.names import nfc

Level = Literal["commune", "ward", "town", "zone", "district", "district town", "city", "province"]
# These have villages below them; what others list as villages are communes and wards.
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
# The kind of place of Party committees whose names shorten it.
_COMMITTEES_OF = {"thị ủy": "thị xã", "thành ủy": "thành phố"}
_NO_LEVEL = "xã hội"
# Words before names of places; a longer one comes before one that it begins with.
_PLACE_KINDS = (
    *("tổ dân phố", "khu phố", "thị trấn", "thị xã", "thành phố", "đặc khu", "thôn", "xóm", "bản"),
    *("ấp", "khóm", "khối", "buôn", "xã", "phường", "huyện", "quận", "tỉnh"),
)
# The default words for the places below an issuer.
_TOWNS: frozenset[Level] = frozenset(("ward", "town"))
_VILLAGE, _IN_TOWNS, _PLACE = "thôn", "tổ dân phố", "địa phương"
# Abbreviations of kinds of papers in numbers: 49-CV/ĐU of the Party, 15/KH-UBND of the state.
PAPER_KINDS = frozenset(
    (
        *("NQ", "QĐ", "CT", "QC", "QYĐ", "TC", "TB", "HD", "CTR", "CTHĐ", "KH", "PA", "ĐA", "DA"),
        *("BC", "BB", "TTR", "HĐ", "CV", "CĐ", "KL", "BGN", "GM", "NĐ", "TT"),
    )
)
_LETTER = "CV"
# Endings of the bodies of the state and of the Party in numbers of papers.
_STATE_BODIES = ("UBND", "HĐND", "UB")
_PARTY_BODIES = ("ĐU", "HU", "TU", "TW")
# Abbreviations that letterheads write in full, and other papers and workbooks do not.
_IN_FULL = {"ubnd": "ủy ban nhân dân", "hđnd": "hội đồng nhân dân"}


def level_of(issuer: str, *, has_villages: bool) -> Level | None:
    """Return the level of an issuer by its name; None for a ministry or another central body.

    An issuer whose name shows no level counts as a commune's if the file has villages.
    """
    words = nfc(issuer).casefold().replace(",", " ").replace("uỷ", "ủy").split()
    for word, following in pairwise([*words, ""]):
        if level := _level(word, following):
            return level
    return "commune" if has_villages else None


def _level(word: str, following: str) -> Level | None:
    both = f"{word} {following}"
    return None if both == _NO_LEVEL else _LEVELS.get(both) or _LEVELS.get(word)


def home_place(issuer: str) -> str:
    """Return the place that an issuer belongs to, without the kind of body.

    For example, xã Sơn Kim 2 for both its Party committee and its People's Committee, or tỉnh Hà
    Tĩnh for Tỉnh ủy Hà Tĩnh. Returns the issuer itself if its name has no place.
    """
    words = nfc(issuer).replace("uỷ", "ủy").split()
    folded = [word.casefold().strip(",") for word in words]
    for at, (word, following) in enumerate(pairwise([*folded, ""])):
        if _level(word, following):
            both = f"{word} {following}"
            kind = both if both in _LEVELS else word
            is_one_word = kind == word and following != "ủy"
            place = " ".join(words[at + 1 if is_one_word else at + 2 :])
            return f"{_COMMITTEES_OF.get(kind, kind)} {place}" if place else issuer
    return issuer


def home_identity(issuer: str) -> str:
    """Return a text that is the same for all issuers of one place."""
    return body_identity(home_place(issuer))


def body_identity(name: str) -> str:
    """Return a text that is equal for all spellings of a body: UBND xã, Ủy ban nhân dân xã."""
    words = nfc(name).split()
    return identity(" ".join(_IN_FULL.get(word.casefold(), word) for word in words))


def begins_with_place(words: Sequence[str]) -> bool:
    """Return whether words start with a level followed by a name, such as xã Sơn Kim 2."""
    folded = [nfc(word).casefold() for word in words[:2]]
    return len(folded) > 1 and _level(*folded) is not None


def kind_of_places(issuer: str, names: Iterable[str]) -> str | None:
    """Return the word for the places that a file lists; None for villages (thôn).

    It is the word that begins all their names (“xã, phường” if some are communes and some wards),
    or else the usual word for places below an issuer of this level.
    """
    kinds = dict.fromkeys(_kind_before(name) for name in names)
    if kinds and None not in kinds:
        word = ", ".join(filter(None, kinds))
    else:
        level = level_of(issuer, has_villages=bool(kinds))
        word = _IN_TOWNS if level in _TOWNS else _VILLAGE if level in OF_VILLAGES else _PLACE
    return None if word == _VILLAGE else word


def kind_of_places_in(files: Iterable[tuple[str, Sequence[str]]]) -> str | None:
    """Return one word for the places of several files, given as pairs of issuer and names.

    Files that list no places are ignored, unless no file lists any.
    """
    all_files = list(files)
    listing = [file for file in all_files if file[1]] or all_files
    kinds = [kind_of_places(*file) or _VILLAGE for file in listing]
    words = list(dict.fromkeys(word for kind in kinds for word in kind.split(", ")))
    word = _PLACE if _PLACE in words else ", ".join(words)
    return None if word == _VILLAGE else word


@lru_cache(maxsize=1024)
def _kind_before(name: str) -> str | None:
    """Return the kind of place that begins a name, if any: xã, of Xã Sơn Tây."""
    start = nfc(name).casefold()
    return next((kind for kind in _PLACE_KINDS if start.startswith(f"{kind} ")), None)


def kind_in(number: str) -> str | None:
    """Return the kind of a letter from its number: CV of 49-CV/ĐU; None if it is not given.

    The number of a state office's official letter (CV) names the drafting unit and no kind.
    """
    number = number.upper()
    first, slash, rest = number.partition("/")
    if is_of_party(number):
        kind = first.partition("-")[2].strip()
        return kind if kind in PAPER_KINDS else None
    *years, symbol = rest.split("/")
    kind, _, unit = (part.strip() for part in symbol.partition("-"))
    if slash and unit and all(part.strip().isdigit() for part in (first, *years)):
        return kind if kind in PAPER_KINDS else _LETTER
    import re  # few numbers have neither order

    return next((part for part in re.split(r"[^\w]+", number) if part in PAPER_KINDS), None)


def is_of_party(number: str) -> bool:
    """Return whether a number has the Party's order: 12-KH/XĐ has, 12/KH-XĐ has not."""
    first, slash, _ = number.partition("/")
    count, hyphen, kind = (part.strip() for part in first.partition("-"))
    return bool(slash and hyphen and count.isdigit() and kind)


def profile_in(number: str) -> Literal["party", "state"]:
    """Return the profile of a letter by the body in its number, or else by the number's order.

    12-KH/XĐ has the Party's order, 12/KH-XĐ has not.
    """
    symbol = number.partition("/")[2].upper()
    bodies = "".join(char if char.isalnum() else " " for char in symbol).split()
    if any(body.endswith(_STATE_BODIES) for body in bodies):
        return "state"
    if is_of_party(number) or any(body.endswith(_PARTY_BODIES) for body in bodies):
        return "party"
    return "state"


def abbreviation_in(number: str) -> str:
    """Return the abbreviation of the issuer in a number: ĐU of 49-CV/ĐU, UBND of 15/KH-UBND."""
    if "/" not in number:
        return ""
    first, hyphen, rest = number.rpartition("/")[2].strip().partition("-")
    if not hyphen:
        return first
    return rest if first.strip().upper() in PAPER_KINDS else first
