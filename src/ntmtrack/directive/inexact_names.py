"""Names that are almost right, and names that only look right.

Almost right are names typed without spaces, as initials, with unconverted accent keys, or
misspelled. None of these counts as the name: a reading command may accept one that has a single
meaning, a recording command never does. Words of opposite meaning are never suggested for each
other. A name in which letters of another script replace Latin ones looks right but is another.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Hashable
from collections.abc import Iterable
from collections.abc import Sequence
from itertools import pairwise

from ntmtrack.directive import names
from ntmtrack.directive.names import Named

# Folded by `names.fold`.
_NOT = frozenset(("no", "non", "not", "khong", "chua"))
_PAIRS = frozenset(
    frozenset(pair)
    for pair in (
        *(
            ("least", "most"),
            ("more", "less"),
            ("more", "fewer"),
            ("min", "max"),
            ("over", "under"),
        ),
        *(("before", "after"), ("start", "finish"), ("start", "end"), ("from", "until")),
        *(("true", "false"), ("truoc", "sau"), ("dau", "cuoi"), ("tren", "duoi")),
    )
)
_MOST_NEAR = 3  # ids suggested at most
_MOST_COMPARED = 8  # close names whose edits are counted, which is slow
_FEWEST_INITIALS = 2
# Keys of Telex and VNI left in the text unconverted: Chees Bieenr, Che61. No syllable has one of
# these letters after its vowel; a doubled letter stands for its accent.
_TELEX_MARKS = re.compile(r"(?<=[aeiouy])[a-z]*")
_TELEX_TONES = str.maketrans("", "", "sfrxjzw")
_TELEX_DOUBLES = re.compile(r"([adeo])\1")
_VNI_MARKS = re.compile(r"(?<=[a-z])[1-9]+")
# Cyrillic and Greek capitals that look exactly like Latin ones; small letters follow below.
_CYRILLIC = (
    "\u0410\u0412\u0415\u0405\u0406\u0408\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0423\u0425"
)
_GREEK = "\u0391\u0392\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7"
_TWINS = str.maketrans(_CYRILLIC + _GREEK, "ABESIJKMHOPCTYX" + "ABEZHIKMNOPTYX")
_STROKED = str.maketrans("\u00d0\u0189\u00f0\u0256", "\u0110\u0110\u0111\u0111")
# Small letters that look alike in print, too.
_SMALL = dict(
    zip("\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0458\u03bf", "aeopcyxijo", strict=True)
)
_LATIN = _TWINS | str.maketrans(_SMALL)
_ODD = re.compile("[\u00d0\u0189\u00f0\u0256\u0370-\u052f]")
_MIXED = re.compile(
    r"\w*(?:[\u0370-\u052f][A-Za-z\u00c0-\u024f\u1e00-\u1eff]|[A-Za-z\u00c0-\u024f\u1e00-\u1eff][\u0370-\u052f])\w*"
)
_FOREIGN = re.compile("[\u0370-\u052f\uff21-\uff5a]")  # both scripts, and full-width Latin letters


def find_shortened(query: str, things: Iterable[Named]) -> list[str]:
    """Return the id that a shortened name means in a reading command, if it is unambiguous.

    Tries the whole name without spaces first, then its initials.
    """
    known = list(things)
    for fits in (_is_run_together, _are_initials):
        ids = [thing.id for thing in known if any(fits(query, name) for name in thing.names)]
        if ids:
            return ids if len(ids) == 1 else []
    return []


def similar_ids(name: str, known: Iterable[Named]) -> list[str]:
    """Return a few ids that a mistyped name may mean: those with the fewest edits.

    Unconverted keys of Telex or VNI, and initials, do not count as edits.
    """
    import difflib

    things = list(known)
    ids: dict[str, str] = {}
    for thing in things:
        for text in (thing.id, *thing.names):
            ids.setdefault(names.fold(text), thing.id)
    typed = names.fold(name)
    if spelled := _spelled_otherwise(name, typed, things, ids):
        return spelled[:_MOST_NEAR]
    close = difflib.get_close_matches(typed, ids, n=_MOST_COMPARED, cutoff=0.6)
    slips = {text: _count_slips(typed, text) for text in close}
    fewest = min(slips.values(), default=0)
    if fewest > max(1, len(typed) // 2):
        return []  # too different
    likely = [
        ids[text] for text in close if slips[text] == fewest and not are_opposite(typed, text)
    ]
    return list(dict.fromkeys(likely))[:_MOST_NEAR]


def _spelled_otherwise(
    name: str, typed: str, things: Sequence[Named], ids: dict[str, str]
) -> list[str]:
    """Return the ids that a name spells in unconverted keys or, in capitals, in initials."""
    spelled = _without_keys(typed)
    if spelled != typed and spelled in ids:
        return [ids[spelled]]
    if not name.isupper():
        return []
    return [thing.id for thing in things if any(_are_initials(name, each) for each in thing.names)]


def are_opposite(text: str, other: str) -> bool:
    """Return whether two folded texts differ only in a word that reverses the meaning."""
    mine, others = set(text.split()), set(other.split())
    mine, others = mine - others, others - mine
    if not mine or not others:
        return len(mine | others) == 1 and not _NOT.isdisjoint(mine | others)
    if len(mine) > 1 or len(others) > 1:
        return False
    (a,), (b,) = mine, others
    return a == f"un{b}" or b == f"un{a}" or frozenset((a, b)) in _PAIRS


def _without_keys(folded: str) -> str:
    """Return a folded text without the keys of Telex and VNI that should have become accents."""
    text = _VNI_MARKS.sub("", folded)
    text = _TELEX_DOUBLES.sub(r"\1", text)
    return _TELEX_MARKS.sub(lambda match: match.group().translate(_TELEX_TONES), text)


def _is_run_together(query: str, name: str) -> bool:
    """Return whether a whole name was typed without spaces; typed accents must agree."""
    bare = names.without_place_before(name)
    typed, words = names.nfc(names.without_place_before(query).strip()), names.fold(bare).split()
    if len(words) < _FEWEST_INITIALS or names.fold(typed) != "".join(words):
        return False
    places = [sum(map(len, words[:count])) for count in range(len(words) + 1)]
    parts = [typed[start:end] for start, end in pairwise(places)]
    return bool(names.match_whole(" ".join(parts), [Named("", [bare])]))


def _are_initials(query: str, name: str) -> bool:
    """Return whether the initials of a name were typed, with its number if it has one: TL1."""
    words = names.fold(names.without_place_before(name)).split()
    initials = "".join(word if word.isdigit() else word[0] for word in words)
    lettered = sum(word[0].isalpha() for word in words) >= _FEWEST_INITIALS
    typed = names.without_place_before(query)
    return lettered and names.fold(typed) == initials and _keeps_stroke(typed, name)


def _keeps_stroke(typed: str, name: str) -> bool:
    """Return whether there is a word with Đ for each Đ that was typed."""
    return typed.lower().count("đ") <= sum(word.startswith("đ") for word in name.lower().split())


def _count_slips(typed: str, intended: str) -> int:
    """Count the inserted, deleted, wrong or swapped letters between two texts.

    `knid` is one edit from `kind` and two from `id`, although it has all the letters of both. This
    is the optimal string alignment distance, computed row by row.
    """
    previous: list[int] = []
    row = list(range(len(intended) + 1))
    for i, char in enumerate(typed):
        before_previous, previous, row = previous, row, [i + 1]
        for j, intended_char in enumerate(intended):
            costs = [previous[j + 1] + 1, row[j] + 1, previous[j] + (char != intended_char)]
            if i and j and (char, typed[i - 1]) == (intended[j - 1], intended_char):
                costs.append(before_previous[j - 1] + 1)
            row.append(min(costs))
    return row[-1]


def foreign_letter(name: str) -> str | None:
    """Return the first letter of a name that only looks Latin, with its Unicode name, or None."""
    match = _FOREIGN.search(name)
    return f"{match[0]} ({unicodedata.name(match[0], '?')})" if match else None


def appearance(name: str) -> Hashable:
    """Return a value that is equal for all names that look the same."""
    letters = unicodedata.normalize("NFKD", name).upper().translate(_TWINS)
    return names.identity(unicodedata.normalize("NFC", letters))


def with_latin_letters(text: str) -> str:
    """Return a text with look-alike letters replaced by the letters that are meant.

    Eth and the African D are always replaced. Letters of another script are replaced only in words
    that also have Latin letters.
    """
    if not _ODD.search(text):
        return text
    return _MIXED.sub(lambda word: word[0].translate(_LATIN), text.translate(_STROKED))
