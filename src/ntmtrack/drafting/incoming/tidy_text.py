"""Texts of documents made plain: each letter spelt in one way, nothing unseen, single blanks."""

from __future__ import annotations

import re
import unicodedata

from ntmtrack.directive import inexact_names

# Soft hyphens, marks of direction and joining, and what cannot be shown at all.
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\ufe00-\ufe0f\ufeff\ufff9-\ufffb\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]+"
)
_HYPHENS = str.maketrans({"\u2010": "-", "\u2011": "-", "\u2212": "-", "\uf02d": "-"})
_OWN_SIGN = re.compile("[\ue000-\uf8ff]")  # of a font of signs: what it shows, only the font knows
# Numbers that are one letter (Ⅳ), and letters and figures as wide as Chinese ones.
_ONE_SIGN = re.compile("[\u2160-\u217f\uff01-\uff5e]+")

# What stands in words for đ, â, ê, ô, ơ, ă and tones where a text was typed in an old font and is
# shown in another: no word of Vietnamese has these, nor of a language that it borrows from.
_TCVN3, _VNI = "\xa7\xa8\xa9\xaa\xab\xac\xae\xb5-\xb9\xbb-\xbe\xc6", "ñöøûïäå"
_OLD_FONTS = {
    "TCVN3": re.compile(f"(?<=[A-Za-z])[{_TCVN3}]|[\xa7\xae](?=[A-Za-z{_TCVN3}])"),
    "VNI": re.compile(f"(?<=[A-Za-z])[{_VNI}]|[ñöÑÖ](?=[A-Za-z{_VNI}ùõ])"),
}
_VIETNAMESE = re.compile("[đĐăĂơƠưƯ\u1ea0-\u1ef9]")
_FEWEST = 3  # such signs in a text: one or two may be a formula or a foreign name


def tidy(text: str) -> str:
    """Give a text as one line."""
    return " ".join(_plain(text).split())


def tidy_lines(text: str) -> str:
    """Give a text of several lines, without those that hold nothing."""
    return "\n".join(filter(None, (" ".join(line.split()) for line in _plain(text).splitlines())))


def old_font(text: str) -> str | None:
    """Tell the kind of old font that a text was typed in, which Unicode does not know."""
    if text.isascii():
        return None
    for kind, signs in _OLD_FONTS.items():
        count = len(signs.findall(text))
        if count >= _FEWEST and count > len(_VIETNAMESE.findall(text)):
            return kind
    return None


def _plain(text: str) -> str:
    if text.isascii() and text.isprintable():
        return text
    text = _UNSEEN.sub("", unicodedata.normalize("NFC", text)).translate(_HYPHENS)
    text = _ONE_SIGN.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)
    return inexact_names.with_latin_letters(_OWN_SIGN.sub("•", text))
