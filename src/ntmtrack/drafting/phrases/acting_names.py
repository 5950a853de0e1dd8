"""Where names end: before their verb, or where any verb may follow, as after a person's name."""

from __future__ import annotations

import re
from heapq import merge

from ntmtrack.drafting.phrases import duty_phrases
from ntmtrack.drafting.phrases import duty_verbs
from ntmtrack.drafting.phrases import spelling

_SHORT, _LONGEST_TITLE = 100, 120  # letters of a name, and of one before a colon

# A person's name, after which any verb is what that person must do: thầy A phụ trách …
_PERSON = re.compile(
    rf"(?i:{spelling.any_of(duty_phrases.PERSON_TITLES)}) (?:[A-ZĐÀ-Ỹ][\w']* ){{1,5}}"
    r"(?:\([^()]{2,60}\) )?(?=[a-zà-ỹđ])"
)


# A body's own name before what it looks after: Công đoàn Công ty Hưng Phát phụ trách sân khấu.
_IN_CHARGE = re.compile(
    r"(?P<name>[^,;:.()]{3,80}? [A-ZĐÀ-Ỹ][a-zà-ỹđ]+)(?<!Tổng) "
    "(?=(?:phụ trách|lo) (?!lĩnh vực|các lĩnh vực))"
)


# A person of a body, before what that person looks after: chị Hoa bên Hội Phụ nữ lo phần quà.
_OF_BODY = re.compile(
    rf"(?i:{spelling.any_of(duty_phrases.PERSON_TITLES)}) (?:[A-ZĐÀ-Ỹ][\w']* ){{1,4}}"
    r"(?:bên|ở|của|thuộc|đại diện) [^,;:.()]{3,60}? (?=(?:phụ trách|lo|nhận|giữ) \w)"
)


def _asks(low: str, at: int) -> bool:
    """Tell whether a person asks others, and is to do nothing."""
    return low[at : at + 9].strip().startswith(("đề nghị", "yêu cầu"))


def end_of_name(text: str, low: str, at: int) -> int:
    """Return where a name ends that any verb may follow: a person's, or before “phụ trách”."""
    person = _PERSON.match(text, at)
    end = person.end() if person else 0
    may_act = person and low[end - 1] != duty_verbs.JOINT and not _asks(low, end)
    if may_act and duty_verbs.begins_duty(text[end:]):
        return end
    charged = _IN_CHARGE.match(text, at) or _OF_BODY.match(text, at)
    return charged.end() if charged else 0


def is_asking(text: str, low: str, at: int, end: int) -> bool:
    """Tell whether the person whose name stands between two places asks others for something."""
    return bool(_PERSON.match(text, at)) and _asks(low, end)


# What goes on after a name with what its bearers are, or with another name, not with a verb.
_NO_VERB = (
    r"(?:xã|phường|thị|huyện|quận|tỉnh|thành|khu|đặc|cấp|và|các|tại|ở|trên|thuộc|của|cơ|khối|nước"
    r"|để|về|là|có|được|bị|do|cho|khi|đã|đang|chưa|trong|ngoài|trước|sau|từ|đến|với|cùng|theo|như"
    r"|gồm|nào|này|nêu|nếu|mà|thì|hoặc|nên|cũng|vẫn|đều|hiện|trưởng|phó|nguyên|bí|chủ|giám|công|cán"
    r"|ủy|đại|hiệu|tổ|ban|đội|thôn|bản|xóm|ấp|trực|làm|giai|năm|qua)"
)
# Two words before what may be a verb; where they have capitals, a name ends with them.
_TWO_WORDS = re.compile(rf"(?= (?P<words>\w+ \w+) (?!{_NO_VERB}\b)(?P<verb>\w+) \w)")
# Words that other names and offices begin with: Trưởng Ban xây dựng Đảng, Phó Chủ tịch.
_BEGIN_NAMES = frozenset(head.split()[0] for head in duty_phrases.HEADS)
# After a name these tell what its bearers did, said or are, and give them nothing.
_TELLS = re.compile(
    r" (?:yêu cầu|đề nghị|thống nhất|kết luận|quyết định|cho rằng|phát biểu|trình bày|báo cáo|nêu"
    r"|ghi nhận|đánh giá|phê bình|thông báo|không|vừa|mới|luôn|rất|đạt|hoạt động|còn|nằm|nhận"
    r"|gặp|bước|nhằm)\b"
)
_STOP = re.compile(r"[,;:.()]")


def _end_at_capitals(text: str, low: str, at: int, verb: re.Match[str] | None) -> int:
    """Return where a name ends that any verb follows: Hợp tác xã Trà Bình ký bao tiêu …."""
    until = min(at + _SHORT, verb.start() if verb else len(text))
    stop = _STOP.search(low, at, until)
    for match in _TWO_WORDS.finditer(low, at + 1, stop.start() if stop else until):
        words, end = text[slice(*match.span("words"))].split(), match.end("words")
        if not all(word.istitle() for word in words) or _BEGIN_NAMES & {*map(str.lower, words)}:
            continue
        if text[match.start("verb")].islower():
            # Before a colon it is what somebody named behind that is to do.
            is_title = ": " in low[end : end + _SHORT // 3]
            return 0 if is_title or _TELLS.match(low, end) else end
    return 0


# Before a colon these say that it is no name which ends there.
_NO_NAME = re.compile(
    rf"\b(?:{spelling.any_of(duty_phrases.MANNERS)}|sau(?: đây)?|nội dung|nhiệm vụ|việc|như)\b"
)


def _end_at_colon(text: str, low: str, at: int, verb: re.Match[str] | None) -> int:
    """Return where a name ends that has a verb in it: Trung tâm Kiểm soát thanh toán: Chủ trì …."""
    colon = low.find(": ", at, at + _LONGEST_TITLE)
    if colon < 0 or not verb or verb.start() > colon or re.search("[.;]", low[at:colon]):
        return 0
    is_name = any(map(str.isupper, text[at + 1 : verb.start() + 1]))
    if not is_name or _NO_NAME.search(low, at, colon):
        return 0
    duty = text[colon + 2 :]
    return colon if duty[:1].isupper() and duty_verbs.begins_duty(duty) else 0


def sure_end(text: str, low: str, at: int, verb: re.Match[str] | None) -> tuple[int, int] | None:
    """Return where a name ends and its duty begins, where other signs than a verb say so."""
    if colon := _end_at_colon(text, low, at, verb):
        return colon, colon + 2
    capitals = _end_at_capitals(text, low, at, verb)
    return (capitals, capitals + 1) if capitals else None


_OWN_PLACE = re.compile(
    r"(?:,? (?:và|của|(?<!trực )thuộc|cho|với|do|từ|tại|về|bởi|các|là|đến|trong)|lĩnh[ ·]vực)$"
)


def _may_act(text: str, at: int, match: re.Match[str]) -> bool:
    """Tell whether a word may be a verb: not where it ends one of a name's words, as in Đào tạo."""
    before = text[at : match.start()].split()
    pair = spelling.level(f"{before[-1]} {match.group()}")
    names_end = before[-1][:1].islower() or all(
        word[:1].isupper() or word[:1].isdigit() for word in before[-2:]
    )
    return pair not in duty_phrases.VERBS and len(before) > 1 and names_end


# Whom a name is for by what they have not done: các cơ quan chưa gửi báo cáo gửi trước ngày …
_NOT_YET = re.compile(r"\b(?:chưa|còn nợ) (?:được |có )?(?P<word>\w+)")


def _goes_on(late: re.Match[str], verb: re.Match[str]) -> bool:
    """Tell whether a verb says what those are to do, and not what they have not done."""
    word = verb.group().strip()
    if not duty_verbs.PREDICATE.match(late.string, late.start("word")):
        return True  # các hộ chưa có nhà tiêu đăng ký
    return verb.start() >= late.end() and (word == late["word"] or word in duty_phrases.MANNERS)


# These say of those who are named which of them it is: các trường được chọn đặt điểm thi.
_CHOSEN = frozenset(["phân công", "giao", "điều động", "chọn", "lựa chọn", "cử", "mời"])


def first_verb(text: str, low: str, at: int, end: int) -> re.Match[str] | None:
    """Find the first verb that is none of the name's own words, which have capital letters."""
    like = (
        match
        for match in duty_verbs.LIKE_A_VERB.finditer(low, at + 1, end)
        if _may_act(text, at, match)
    )
    known = duty_verbs.PREDICATE.finditer(low, at + 1, end)
    for match in merge(known, like, key=re.Match.start):  # most often the first is taken
        if low.count("(", at, match.start()) > low.count(")", at, match.start()):
            continue  # an aside on them
        word = match.group().rstrip()
        before = low[at : match.start()]
        is_head_only = " " not in before.strip() and not text[at : match.start() - 1].isupper()
        if text[match.start()].isupper() and (is_head_only or word not in duty_phrases.NEVER_NAMES):
            continue
        late = _NOT_YET.search(low, at, end)
        if late and late.start() < match.start() and not _goes_on(late, match):
            continue
        if word in _CHOSEN and re.search(r"\bđược [^,;]{0,40}$", before):
            continue
        if _OWN_PLACE.search(before.rstrip()) and word not in {"căn cứ", "phải", "cần"}:
            continue
        return match
    return None
