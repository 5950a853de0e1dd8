"""Recognize the names of people by a title before them, or an office before or after them."""

from __future__ import annotations

import re

from ntmtrack.drafting.phrases import duty_phrases
from ntmtrack.drafting.phrases import spelling

TITLES = spelling.any_of(duty_phrases.PERSON_TITLES)
_TITLE = re.compile(
    rf"^(?i:{TITLES})"
    r"\s*(?P<name>(?:[A-ZĐÀ-Ỹ][\w']*\s?){1,5})(?:\s*[-–,(]\s*(?P<title>.{3,120}))?$"
)
OFFICE = re.compile(
    "(?:chủ tịch|phó|trưởng|bí thư|giám đốc|hiệu trưởng|công chức|ủy viên|cán bộ|chánh"
    "|chi hội trưởng|tổ trưởng|nhân viên|viên chức|kế toán|chi ủy viên|đảng ủy viên|chủ nhiệm"
    "|(?:trạm|đội|nhóm|cụm|khối|thôn|xóm|bản|ấp|khóm|viện|cục|vụ|hạt|đồn) trưởng"
    "|chỉ huy trưởng|tổng phụ trách|huyện ủy viên|tỉnh ủy viên|p?ct|p?bt|p?gđ|p?ht|p?cvp)"
    r"\b(?! các\b)"
)
# Surnames. Places and bodies may begin with them too, so a person's name also needs a middle name
# of people, or an office next to it.
_SURNAMES = (
    "(?:Nguyễn|Trần|Lê|Phạm|Hoàng|Huỳnh|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Hồ|Ngô|Dương|Lý|Đinh|Đào|Lương|Trịnh"
    "|Mai|Cao|Tạ|Hà|Châu|Thái|Vương|Lâm|Tăng|Phùng|Quách|Nông|Triệu|Tống|Lò|Lường|Quàng|Cầm|Sùng"
    "|Giàng|Thào|Chu|Kiều|Trương|Tôn|Khuất|Bạch|Lưu|Nghiêm|Doãn|Hứa|Thân|Đàm|Ma|Vi|Bế|Tòng|Điêu"
    "|Thạch|Danh|Mùa|Vàng|Tô|Đậu|Cù|Mạc|Ninh|Phí|Thiều|Tiêu|Giáp|Hán|Khổng)"
)
_SYLLABLE = r"[A-ZĐÀ-Ỹ][a-zà-ỹđ']*"
_FULL_NAME = rf"{_SURNAMES}(?: {_SYLLABLE}){{1,4}}"
_BODIES = "ủy ban nhân dân|hội đồng nhân dân|đảng ủy|mttq việt nam"
_PLAIN_OFFICE = (
    r"(?:(?:quyền )?(?:phó )?(?:chủ tịch|bí thư|giám đốc|hiệu trưởng|chánh văn phòng|chủ nhiệm"
    r"|trưởng (?:phòng|ban|khoa|trạm|công an)|trạm trưởng|tổ trưởng|đội trưởng|chỉ huy trưởng"
    r"|bí thư (?:đảng ủy|chi bộ|chi đoàn|đoàn)|chánh thanh tra|chi hội trưởng)"
    r"|kế toán(?: trưởng)?|văn thư|thủ quỹ|công chức|cán bộ|giáo viên|nhân viên|chuyên viên)"
)
_PLACE = r"(?i:xã|phường|thị trấn|đặc khu|huyện|quận|thị xã|thành phố|tỉnh|thôn)"
# PCT Trần Thị Hoa; Phó Chủ tịch HĐND xã Lê Văn Tám; not Chủ tịch UBND Hà Giang
_OFFICE_BEFORE = re.compile(
    rf"^(?:(?i:đồng chí|đ/c|ông|bà) )?(?P<role>(?:(?i:{_PLAIN_OFFICE})|P?(?:CT|BT|GĐ|HT|TB|CVP)|PTB"
    rf"|PCVP|UVBTV)(?P<body>(?: (?:[A-ZĐ]{{2,}}(?:-[A-ZĐ]{{2,}})*|(?i:{_BODIES})))*)"
    rf"(?P<place> {_PLACE})?) (?P<name>{_FULL_NAME})$"
)
_IS_PLACE = 2  # a place's name has at most two words
# Persons after whom communes and wards are named: Chủ tịch UBND phường Nguyễn Văn Cừ.
_NAMESAKES = spelling.listed(
    """
    Nguyễn Văn Cừ; Nguyễn Văn Linh; Nguyễn Văn Thảnh; Nguyễn Thị Minh Khai; Võ Thị Sáu
    """
)
# Nguyễn Văn Bình - Phó Bí thư; Lê Thị Mận (Chủ tịch Hội Phụ nữ)
_OFFICE_BEHIND = re.compile(rf"^(?P<name>{_FULL_NAME}) ?(?:- |\(|, )(?P<title>.{{3,120}}?)\)?$")
_WHOLE = re.compile(_FULL_NAME)
# Only people have these middle names; places, firms and streets also bear names like a person's:
# Hà Tĩnh Xanh, Hoàng Anh Gia Lai, Lê Hồng Phong.
_OF_PERSONS = re.compile(r"\w+ (?:Văn|Thị) \w")
# The reason for naming a body, in brackets after it: Phòng Nội vụ (cơ quan thường trực).
_REASON = re.compile(
    r"\s*\((?:là )?(?:cơ quan |đơn vị |bộ phận )?(?:thường trực|đầu mối|chủ trì|tham mưu|tổng hợp)"
    r"[^()]{0,60}\)$",
    re.IGNORECASE,
)


# A telephone number or a code after a name: Lê Văn A (ĐT: 0912.345.678); Trần B (MSV: B24DC01).
_CONTACT = re.compile(
    r"\s*[(,:-]?\s*(?:(?:msv|mã|sđt|số điện thoại|đt|điện thoại|di động|tel)[\w ]{0,9}[:.]? ?"
    r"(?=[\w .+]{0,19}\d)[\w .+]{4,20}|\+?\d[\d. ]{7,14})\)?$",
    re.IGNORECASE,
)


# The head of a body, in brackets after it: Tiểu ban Lễ nghi (ông Lê Văn Tám làm Trưởng tiểu ban).
_HEAD_OF_BODY = re.compile(
    r"\s*\((?:do )?(?:đồng chí|đ/c|ông|bà|cụ|thầy|cô|anh|chị|trưởng|phó) [^()]{3,90}\)$",
    re.IGNORECASE,
)


# Chánh Văn phòng - đồng chí Lê A; Trạm trưởng (BS. Hà Thị B)
_ROLE_FIRST = re.compile(
    rf"^(?P<role>(?i:{OFFICE.pattern}|[\w ]+ trưởng\b)[^-(]{{0,60}}?) ?(?:- |\()"
    rf"(?P<person>(?i:{TITLES}) ?(?:[A-ZĐÀ-Ỹ][\w']*\s?){{1,5}})\)?$"
)


def person_or_body(words: str) -> tuple[str, str, str]:
    """Return a party's name, title and kind: “đồng chí A - Công chức B” is a person."""
    words = _CONTACT.sub("", spelling.compact(words))
    plain = _ROLE_FIRST.sub(r"\g<person> - \g<role>", re.sub(r"\s*[–—]\s*", " - ", words))
    if office := _office_before(plain):
        return *office, "person"
    behind = _OFFICE_BEHIND.match(plain)
    if behind and OFFICE.match(spelling.level(behind["title"])):
        return behind["name"], behind["title"], "person"
    if match := _TITLE.match(plain):
        title = (match["title"] or "").replace(") -", " -").replace("),", ",")
        return match["name"].strip(), title.rstrip(") ") if "(" not in title else title, "person"
    if is_whole(plain) and _OF_PERSONS.match(plain):
        return plain, "", "person"
    return _HEAD_OF_BODY.sub("", _REASON.sub("", words)), "", "body"


def _office_before(words: str) -> tuple[str, str] | None:
    """Return a person's name and the office before it: Chủ tịch Nguyễn Văn Bình."""
    match = _OFFICE_BEFORE.match(words)
    if not match or (match["body"] and len(match["name"].split()) <= _IS_PLACE):
        return None
    if match["place"] and (not _OF_PERSONS.match(match["name"]) or match["name"] in _NAMESAKES):
        return None  # it may be the place's name: Chủ tịch UBND xã Trần Quốc Toản
    return match["name"], match["role"]


def is_whole(words: str) -> bool:
    """Return whether words are a person's full name without a title: Trần Văn Khánh."""
    return bool(_WHOLE.fullmatch(words.strip()))
