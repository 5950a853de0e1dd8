"""Split the parties that a cell lists with commas: BGH, giáo viên; Công an, Quân sự, Y tế xã."""

from __future__ import annotations

import re
from collections.abc import Collection

from ntmtrack.drafting.phrases import party_words
from ntmtrack.drafting.phrases import person_names
from ntmtrack.drafting.phrases import places_and_events
from ntmtrack.drafting.phrases import spelling
from ntmtrack.drafting.phrases import unit_fields

# Branches of a commune, which has one of each, so that a cell names only the field: Y tế xã.
_BRANCH = re.compile(
    r"(?:công an|quân sự|y tế|địa chính|tư pháp|văn hóa|tài chính|kế toán|văn phòng|mặt trận"
    r"|nông nghiệp|thú y|khuyến nông|thống kê|kiểm lâm|giáo dục|nông dân|phụ nữ|cựu chiến binh"
    r"|đoàn thanh niên|xã đội|thuế|điện lực|bưu điện)(?: (?:xã|phường|thị trấn|thôn))?"
)
# Names of one group of people or places, whatever commas they contain.
_OF_GROUP = re.compile(
    r"(?:(?:các|những|mỗi|từng|toàn thể|tất cả|toàn bộ|một số|bộ|sở|ban|ngành|tỉnh|huyện|xã|phường"
    r"|thôn|cán bộ|công chức|viên chức|đảng viên|đoàn viên|hội viên|giáo viên|nhân viên|học sinh"
    r"|chi|hộ|cơ quan|đơn vị|tổ chức|phòng|lãnh đạo)\b).*"
)
# Words that only continue a group: UBND xã, phường
_REST_OF_GROUP = re.compile(
    r"(?:sở|ban|ngành|bộ|xã|phường|đặc khu|thị trấn|thành phố|tỉnh|huyện|địa phương|đoàn thể"
    r"|đơn vị|tổ chức|cá nhân|cơ quan|thôn|xóm|bản|ấp|khu phố|tổ dân phố|phòng|hội)\b"
)
_VILLAGE = re.compile(
    rf"(?i:{spelling.any_of(places_and_events.KINDS)}) [A-ZĐÀ-Ỹ\d]\S*(?: \S+){{0,3}}"
)
_SHORT = re.compile(r"[A-ZĐ]{2,8}(?:[.&-][A-ZĐ]{1,6})*(?: .*)?")


def parted(name: str, alone: Collection[str]) -> list[str]:
    """Split names at commas if each part may be a party or is one in another cell.

    `alone` has the keys of the names that are alone in their cells.
    """
    parts = [part for comma in name.split(", ") for part in _at_and(comma, alone) if part]
    is_person = person_names.person_or_body(name)[2] == "person"
    if len(parts) == 1 or is_person or "(" in name or unit_fields.is_one_unit(name):
        return [name]
    are_alone = all(spelling.key(part) in alone for part in parts)
    if are_alone or all(map(_VILLAGE.fullmatch, parts)):
        return parts
    is_group = bool(_OF_GROUP.fullmatch(spelling.level(name)))
    return [name] if is_group or not all(map(_may_be_party, parts)) else parts


def _at_and(name: str, alone: Collection[str]) -> list[str]:
    """Split names at “và” if each part is known from other cells or is a branch of a commune."""
    both = name.removeprefix("và ").split(" và ")
    are_known = all(
        spelling.key(part) in alone or _BRANCH.fullmatch(spelling.level(part)) for part in both
    )
    return both if are_known else [name.removeprefix("và ")]


def _may_be_party(part: str) -> bool:
    low = spelling.level(part)
    if part[:1].islower() and (person_names.OFFICE.match(low) or _REST_OF_GROUP.match(low)):
        return False
    return bool(
        party_words.starts_party(low)
        or _BRANCH.fullmatch(low)
        or _SHORT.fullmatch(part)
        or person_names.is_whole(part)
    )
