"""Which names are a person's: the title before them, the office before or behind them."""

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
    "|chỉ huy trưởng|tổng phụ trách|huyện ủy viên|tỉnh ủy viên|p?ct|p?bt|p?gđ|p?ht|p?cvp)"
    r"\b(?! các\b)"
)
# What persons' names begin with. As a place or a body may, too, a middle word of persons or an
# office right before it tell that it is a person's.
_SURNAMES = (
    "(?:Nguyễn|Trần|Lê|Phạm|Hoàng|Huỳnh|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Hồ|Ngô|Dương|Lý|Đinh|Đào|Lương|Trịnh"
    "|Mai|Cao|Tạ|Hà|Châu|Thái|Vương|Lâm|Tăng|Phùng|Quách|Nông|Triệu|Tống|Lò|Lường|Quàng|Cầm|Sùng"
    "|Giàng|Thào|Chu|Kiều|Trương|Tôn|Khuất|Bạch|Lưu|Nghiêm|Doãn|Hứa|Thân|Đàm|Ma|Vi|Bế|Tòng|Điêu"
    "|Thạch|Danh|Mùa|Vàng|Tô|Đậu|Cù|Mạc|Ninh|Phí|Thiều|Tiêu|Giáp|Hán|Khổng)"
)
_SYLLABLE = r"[A-ZĐÀ-Ỹ][a-zà-ỹđ']*"
_FULL_NAME = rf"{_SURNAMES}(?: {_SYLLABLE}){{1,4}}"
_PLAIN_OFFICE = (
    r"(?:(?:quyền )?(?:phó )?(?:chủ tịch|bí thư|giám đốc|hiệu trưởng|chánh văn phòng|chủ nhiệm"
    r"|trưởng (?:phòng|ban|khoa|trạm|công an)|trạm trưởng|tổ trưởng|đội trưởng|chỉ huy trưởng"
    r"|bí thư (?:đảng ủy|chi bộ|chi đoàn|đoàn)|chánh thanh tra|chi hội trưởng)"
    r"|kế toán(?: trưởng)?|văn thư|thủ quỹ|công chức|cán bộ|giáo viên|nhân viên|chuyên viên)"
)
# PCT Trần Thị Hoa; Phó Chủ tịch HĐND Lê Văn Tám; not Chủ tịch UBND Hà Giang
_OFFICE_BEFORE = re.compile(
    rf"^(?:(?i:đồng chí|đ/c|ông|bà) )?(?P<role>(?:(?i:{_PLAIN_OFFICE})|P?(?:CT|BT|GĐ|HT|TB|CVP)|PTB"
    rf"|PCVP|UVBTV)(?P<body>(?: [A-ZĐ]{{2,}}(?:-[A-ZĐ]{{2,}})*)*)) (?P<name>{_FULL_NAME})$"
)
_IS_PLACE = 2  # words that a name of a place has, at most
# Nguyễn Văn Bình - Phó Bí thư; Lê Thị Mận (Chủ tịch Hội Phụ nữ)
_OFFICE_BEHIND = re.compile(rf"^(?P<name>{_FULL_NAME}) ?(?:- |\(|, )(?P<title>.{{3,120}}?)\)?$")
_WHOLE = re.compile(_FULL_NAME)
# Only persons have such a middle word; places, firms and streets are called as persons are, too:
# Hà Tĩnh Xanh, Hoàng Anh Gia Lai, Lê Hồng Phong.
_OF_PERSONS = re.compile(r"\w+ (?:Văn|Thị) \w")
# Why it is they, behind a name in brackets: Phòng Nội vụ (cơ quan thường trực).
_WHY_THEY = re.compile(
    r"\s*\((?:là )?(?:cơ quan |đơn vị |bộ phận )?(?:thường trực|đầu mối|chủ trì|tham mưu|tổng hợp)"
    r"[^()]{0,60}\)$",
    re.IGNORECASE,
)


# How to reach or tell them: Lê Văn A (ĐT: 0912.345.678); Trần B (MSV: B24DC01).
_REACHED = re.compile(
    r"\s*[(,:-]?\s*(?:(?:msv|mã|sđt|số điện thoại|đt|điện thoại|di động|tel)[\w ]{0,9}[:.]? ?"
    r"(?=[\w .+]*\d)[\w .+]{4,20}|\+?\d[\d. ]{7,14})\)?$",
    re.IGNORECASE,
)


# Who is at their head: Tiểu ban Lễ nghi (ông Lê Văn Tám làm Trưởng tiểu ban).
_THEIR_HEAD = re.compile(
    r"\s*\((?:do )?(?:đồng chí|đ/c|ông|bà|cụ|thầy|cô|anh|chị|trưởng|phó) [^()]{3,90}\)$",
    re.IGNORECASE,
)


# Chánh Văn phòng - đồng chí Lê A; Trạm trưởng (BS. Hà Thị B)
_ROLE_FIRST = re.compile(
    rf"^(?P<role>(?i:{OFFICE.pattern}|[\w ]+ trưởng\b)[^-(]{{0,60}}?) ?(?:- |\()"
    rf"(?P<person>(?i:{TITLES}) ?(?:[A-ZĐÀ-Ỹ][\w']*\s?){{1,5}})\)?$"
)


def person_or_body(words: str) -> tuple[str, str, str]:
    """Return the name, title and kind of a party: đồng chí A - Công chức B is a person."""
    words = _REACHED.sub("", words)
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
    return _THEIR_HEAD.sub("", _WHY_THEY.sub("", words)), "", "body"


def _office_before(words: str) -> tuple[str, str] | None:
    """Return a person's name and the office before it: Chủ tịch Nguyễn Văn Bình."""
    match = _OFFICE_BEFORE.match(words)
    if not match or (match["body"] and len(match["name"].split()) <= _IS_PLACE):
        return None
    return match["name"], match["role"]


def is_whole(words: str) -> bool:
    """Tell whether words are a person's whole name, without a title: Trần Văn Khánh."""
    return bool(_WHOLE.fullmatch(words.strip()))
