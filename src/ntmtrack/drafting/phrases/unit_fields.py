"""Tell a unit's fields, often abbreviated, from other bodies: Phòng Nông nghiệp và PTNT."""

from __future__ import annotations

import re
from collections.abc import Collection

from ntmtrack.drafting.phrases import party_words
from ntmtrack.drafting.phrases import spelling

# A unit that is named after its fields.
_UNIT = re.compile(
    r"(?:(?:trưởng|phó trưởng|lãnh đạo) )?(?:phòng|sở|bộ|chi cục|cục|vụ|khoa|trung tâm|ban"
    r"|công chức|cán bộ) (?!hđnd\b|ubnd\b|mttq\b|chqs\b|chỉ huy|quản lý|chỉ đạo|các\b)\S"
)
# The fields of a unit that offices abbreviate; whole units, such as TNMT, are not among them.
_FIELD = (
    "(?:CN|CT|DL|DT|ĐT|GD|GT|HT|KH|KHCN|KT|LĐ|MT|NN|NV|PTNT|TB|TBXH|TC|TDTT|TG|TM|TN|TP|TT|TTDL|VH"
    "|XD|XH|YT)"
)
_ENDS = r"(?=\s*(?:$|[,;:.()])| (?:và|&|-) | (?:tỉnh|huyện|quận|thị xã|thành phố|xã|phường)\b)"
_BEGINS_WITH_FIELD = re.compile(rf"{_FIELD}{_ENDS}")
_FIELDS_TO_AND = re.compile(
    rf"(?:{_FIELD}, ){{0,3}}{_FIELD},? và (?:{_FIELD}{_ENDS}|[A-ZĐ][a-zà-ỹ])"
)
_ENDS_WITH_SHORT = re.compile(r"(?<![^\W\d_])[A-ZĐ]{2,5}$")
_SHORT = re.compile(r"[A-ZĐ]{2,}\b")
_LONGEST = 100  # letters of a unit's first words, or of its last fields
# Two places: Thôn Đông và Đoài; xã Sơn Hà và xã Tân Lộc
_TWO_PLACES = re.compile(
    r"(?i:thôn|xóm|bản|ấp|buôn|khóm|xã|phường) [A-ZĐÀ-Ỹ\d][^,;]{0,40}? và"
    r" (?:(?:thôn|xóm|bản|ấp|buôn|khóm|xã|phường) )?[A-ZĐÀ-Ỹ\d]"
)
# Bodies that are abbreviated as a whole, besides those of duty_phrases.HEADS.
_BODY = re.compile(
    r"(?:CA|QS|CHQS|BCHQS|BHXH|BQL\w*|VPĐP|NHCSXH|NHNN|KBNN|VKS|VKSND|TAND|THADS|UBMT\w*|ĐU|H?LHPN|HPN"
    r"|HND|ĐTN|ĐTNCS\w*|CĐ|HCCB|HCTĐ|CTĐ|NCT|HNCT|BV\w*|BVĐK|CDC|VTV\d?|VOV|VNPT|EVN|VPĐK\w*|GV|HS"
    r"|TTHC\w*|TTVH\w*|TTYT|HĐND|UBND|MTTQ|CLB|PH)\b"
)


def continues_unit(head: str, rest: str, *, after_and: bool, shorts: Collection[str]) -> bool:
    """Return whether an abbreviation continues the name of a unit before “và” or a comma.

    `shorts` are the names that the document itself abbreviates.
    """
    head, rest = head[:_LONGEST], rest[:_LONGEST]  # a cell may have thousands of “và”
    if not _SHORT.match(rest) or not _UNIT.match(spelling.level(head)):
        return False
    word = rest.split(" ", maxsplit=1)[0].rstrip(",.;)")
    if word in shorts:
        return False
    if not after_and:
        return bool(_FIELDS_TO_AND.match(rest))
    return bool(_BEGINS_WITH_FIELD.match(rest)) or not (
        _BODY.match(rest) or party_words.starts_party(spelling.level(rest))
    )


def is_one_unit(name: str) -> bool:
    """Return whether a name with commas is a unit's with all its fields: Sở LĐ, TB và XH."""
    first, _, rest = name.partition(", ")
    return continues_unit(first, rest, after_and=False, shorts=())


def may_be_two(name: str) -> bool:
    """Return whether a name may be two parties, so that a user has to decide.

    That is a unit's name before an unknown abbreviation, or with a comma between its fields, and
    the names of two places.
    """
    if _TWO_PLACES.match(name):
        return True
    head, _, rest = name.rpartition(" và ")
    if not head or not _UNIT.match(spelling.level(head[:_LONGEST])):
        return False
    first, comma, more = head.partition(", ")
    if comma and _SHORT.match(more):
        return not _ENDS_WITH_SHORT.search(first)
    return bool(_SHORT.match(rest)) and not _BEGINS_WITH_FIELD.match(rest)
