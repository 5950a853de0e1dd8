"""Names that look alike and are not: a letter of another script stands for a Latin one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Hashable

from ntmtrack.directive import names

# The Cyrillic and Greek capitals that nobody can tell from Latin ones; small letters follow them.
_CYRILLIC = (
    "\u0410\u0412\u0415\u0405\u0406\u0408\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0423\u0425"
)
_GREEK = "\u0391\u0392\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7"
_TWINS = str.maketrans(_CYRILLIC + _GREEK, "ABESIJKMHOPCTYX" + "ABEZHIKMNOPTYX")
_STROKED = str.maketrans("\u00d0\u0189\u00f0\u0256", "\u0110\u0110\u0111\u0111")
# Small letters that are alike, too, in print.
_SMALL = dict(
    zip("\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0458\u03bf", "aeopcyxijo", strict=True)
)
_LATIN = _TWINS | str.maketrans(_SMALL)
_ODD = re.compile("[\u0370-\u052f]")
_MIXED = re.compile(
    r"\w*(?:[\u0370-\u052f][A-Za-z\u00c0-\u024f\u1e00-\u1eff]|[A-Za-z\u00c0-\u024f\u1e00-\u1eff][\u0370-\u052f])\w*"
)
_FOREIGN = re.compile("[\u0370-\u052f\uff21-\uff5a]")  # the two scripts, and wide Latin letters


def foreign_letter(name: str) -> str | None:
    """Give the first letter of a name that only looks like a Latin one, with its Unicode name."""
    match = _FOREIGN.search(name)
    return f"{match[0]} ({unicodedata.name(match[0], '?')})" if match else None


def appearance(name: str) -> Hashable:
    """Give what is the same for all names that nobody can tell apart by looking."""
    letters = unicodedata.normalize("NFKD", name).upper().translate(_TWINS)
    return names.identity(unicodedata.normalize("NFC", letters))


def mended(text: str) -> str:
    """Give a text with the letters that are meant where others only look like them.

    Eth and the African D are never meant. A letter of another script is, unless its word has Latin
    letters as well.
    """
    text = text.translate(_STROKED)
    return _MIXED.sub(lambda word: word[0].translate(_LATIN), text) if _ODD.search(text) else text
