"""Normalize the spelling of texts, and make keys, ids and proper forms of names.

A match in text normalized by `level` has the same position in the original text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache
from itertools import chain
from itertools import groupby
from os.path import commonprefix

from ntmtrack.directive import names

# People put the tone mark on either vowel of an open syllable: hoà or hòa, uỷ or ủy; but only quý.
_TONES = ("̀", "́", "̉", "̃", "̣")
_PAIRS = {
    unicodedata.normalize("NFC", first + second + tone): unicodedata.normalize(
        "NFC", first + tone + second
    )
    for first, second in (("o", "a"), ("o", "e"), ("u", "y"))
    for tone in _TONES
}
_TONE_ON_SECOND = re.compile(
    rf"(?:{'|'.join(_PAIRS)})(?<!q..)(?!\w)"
)  # letters before the lookbehind, for speed
_DASHES = str.maketrans("–—−‐‑", "-----")  # noqa: RUF001 -- the dashes that people type
# All white space but the plain space; an explicit character class matches three times as fast.
_BLANKS = r"\t-\r\x1c-\x1f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_ODD = re.compile(f"[{_BLANKS}{''.join(map(chr, _DASHES))}]")
_LONGEST_ID = 40
_SMALL_WORDS = frozenset(
    ("và", "các", "của", "cho", "về", "tại", "với", "từ", "đến", "trong", "những", "được")
)


@lru_cache(maxsize=4096)
def level(text: str) -> str:
    """Normalize case, dashes, spaces and tone marks of a text; its length stays the same."""
    low = text.lower()
    if len(low) != len(text):  # some letters have a longer lower case, such as İ
        low = "".join(char.lower() if len(char.lower()) == 1 else char for char in text)
    if _ODD.search(low):
        low = re.sub(r"\s", " ", low.translate(_DASHES))
    return _TONE_ON_SECOND.sub(lambda match: _PAIRS[match.group()], low)


def listed(text: str) -> tuple[str, ...]:
    """Split a table of phrases at its semicolons."""
    return tuple(" ".join(phrase.split()) for phrase in text.split(";"))


def any_of(phrases: Iterable[str]) -> str:
    """Build a pattern for any of these phrases that prefers the longest match.

    Common prefixes are written once, so that a search tries few branches.
    """
    return f"(?:{_branches(sorted({level(phrase) for phrase in phrases}))})"


def _branches(phrases: Sequence[str]) -> str:
    """Build the branches for sorted phrases; a phrase comes after the longer ones it begins."""
    branches = []
    for _, same in groupby(phrases, key=lambda phrase: phrase[:1]):
        group = list(same)
        begin = commonprefix(group)  # noqa: RUF071 - phrases, not paths
        rest = [phrase[len(begin) :] for phrase in group]
        inner = f"(?:{_branches(rest)})" if len(group) > 1 else ""
        branches.append(re.escape(begin).replace(r"\ ", " ") + inner)
    return "|".join([*branches[1:], ""] if branches[0] == "" else branches)


def compact(text: str) -> str:
    """Return a text with single spaces and no line breaks."""
    return " ".join(text.split())


def key(text: str) -> str:
    """Return a key for comparing phrases: no accents, no punctuation, single spaces."""
    return " ".join(filter(None, map(_key_between_blanks, text.split())))


@lru_cache(maxsize=4096)  # a document repeats few distinct words
def _key_between_blanks(text: str) -> str:
    return " ".join(re.sub(r"[^\w&]+", " ", names.fold(text)).split())


class Slugs:
    """Create ids that are unique in the draft."""

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._numbers: dict[str, int] = {}  # the last number used with each base

    def of(self, title: str) -> str:
        """Return a new id for a title; a repeated title gets -2, -3 and so on."""
        base = _base(title)
        number, slug = self._numbers.get(base, 1), base
        while slug in self._taken:
            number += 1
            slug = f"{base}-{number}"
        self._numbers[base] = number
        self._taken.add(slug)
        return slug


def id_for(title: str, taken: AbstractSet[str]) -> str:
    """Return an unused id of at most 40 letters, from the first words of a title."""
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
    """Return this id if it is unused, otherwise with the first free number, from -2 on."""
    if id_ not in taken:
        return id_
    return next(
        free for number in range(2, len(taken) + 3) if (free := f"{id_}-{number}") not in taken
    )


@lru_cache(maxsize=4096)
def _parts_of_id(word: str) -> Sequence[str]:
    return re.findall(r"[a-z0-9]+", names.fold(word))


_OF_NAMES = 4  # words: names shorter than this keep capitalized small words, as in “Nam Các”


def _base(title: str) -> str:
    words = title.split()
    kept = [
        word
        for number, word in enumerate(words)
        if word.lower() not in _SMALL_WORDS
        or (number and len(words) < _OF_NAMES and word.istitle())
    ]
    slug = ""
    for word in chain.from_iterable(map(_parts_of_id, kept or words)):
        if slug and len(slug) + len(word) >= _LONGEST_ID:
            break
        slug = f"{slug}-{word[:_LONGEST_ID]}" if slug else word[:_LONGEST_ID]
    if not slug:
        return "muc"
    return slug if slug[0].isalpha() else f"muc-{slug}"


# Below: names and titles in capitals, rewritten as they appear in sentences.

_KNOWN_WORDS = listed(
    """
    Ủy ban nhân dân; Hội đồng nhân dân; Đảng ủy; Đảng bộ; Huyện ủy; Tỉnh ủy; Thành ủy;
    Ban Chấp hành; Ban Thường vụ; Ban Chỉ đạo; xã; phường; huyện; tỉnh; thành phố; quận; thị trấn;
    đặc khu; Sở; Phòng; Trường; Công đoàn; Liên đoàn Lao động; và; các; Thủ tướng Chính phủ;
    Chính phủ; Quốc hội; Bộ Chính trị; Trung ương; trung học cơ sở; tiểu học; mầm non;
    trung học phổ thông; Giáo dục; Đào tạo; Văn hóa; Xã hội; Việt Nam; Mặt trận Tổ quốc; Hội;
    Đoàn; Đảng đoàn; về; của; Ủy ban; Hội đồng; Văn phòng; Nghị quyết; Quyết định; UBND; HĐND;
    NTM; MTTQ; UBMTTQ; Thủ tướng; Công đoàn cơ sở; THCS; THPT; Chi bộ; Chi ủy; Chủ tịch;
    Phó Chủ tịch; Bí thư; Phó Bí thư;
    Trưởng phòng; Phó Trưởng phòng; Trưởng ban; Chánh Văn phòng;
    đại hội; hội nghị; hội thi; hội thao; hội khỏe; hội diễn; hội thảo; đoàn kết; đoàn viên;
    Liên đoàn; Giám đốc; Phó Giám đốc; Hiệu trưởng; Phó Hiệu trưởng
    """
)


# Capitalized only in names; titles write them in lower case.
_FIELDS = listed(
    """
    Bộ trưởng; Thứ trưởng; Ban Thường trực; Xây dựng; Tài chính; Nội vụ; Nông nghiệp; Môi trường;
    Y tế; Tư pháp; Khoa học; Công nghệ; Công Thương; Khu công nghiệp; Ban Xây dựng Đảng
    """
)
_FIELD = re.compile(rf"(?<!\w){any_of(_FIELDS)}(?!\w)", re.IGNORECASE)
_FIELD_NAMES = {level(field): field for field in _FIELDS}


def proper(name: str) -> str:
    """Convert a name in capitals to its usual form: Ủy ban nhân dân xã Tân Hòa."""
    text = _known(" ".join(map(_proper_word, name.split())))
    text = _FIELD.sub(lambda match: _FIELD_NAMES[level(match.group())], text)
    return text[:1].upper() + text[1:]


def _proper_word(word: str) -> str:
    return word if _is_abbreviation(word) else level(word).capitalize()


def _is_abbreviation(word: str) -> bool:
    """Return whether a word is an abbreviation: it has no vowel or has an “&” (LĐLĐ, GD&ĐT)."""
    return "&" in word or not re.search("[aeiouy]", key(word))


_KNOWN = {level(known): known for known in _KNOWN_WORDS}
_KNOWN_WORD = re.compile(
    rf"(?<!\w){any_of(_KNOWN)}(?!\w)(?!,? (?:chống|ngừa|cháy|trừ)\b)", re.IGNORECASE
)


def _known(text: str) -> str:
    """Restore the usual capitals of known words and names."""
    return _KNOWN_WORD.sub(lambda match: _KNOWN[level(match.group())], text)


# Roman numerals stay in capitals: quý II, lần thứ XV.
_COUNTED = re.compile(r"\b((?:quý|thứ|khóa|đợt|kỳ|phụ lục|giai đoạn|hạng|cấp) )([ivx]{1,5})\b")


def proper_sentence(text: str) -> str:
    """Convert a title in capitals to sentence case: V/v đẩy mạnh tuyên truyền quý II."""
    low = " ".join(
        word if re.search(r"[/\d]", word) or _is_abbreviation(word) else word.lower()
        for word in text.split()
    )
    low = _COUNTED.sub(lambda match: match[1] + match[2].upper(), low)
    low = _known(low)
    return re.sub(
        r"(?<!\w)(tỉnh|thành phố|xã|phường|huyện|quận|thôn) (\w+ \w+)",
        lambda match: f"{match[1]} {match[2].title()}",
        low,
    )
