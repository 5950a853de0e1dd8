"""Find where the name of a party ends and its verb begins."""

from __future__ import annotations

import re
from heapq import merge

from ntmtrack.drafting.phrases import duty_phrases
from ntmtrack.drafting.phrases import duty_verbs
from ntmtrack.drafting.phrases import spelling

_SHORT, _LONGEST_TITLE = 100, 120  # letters of a name; of a name before a colon

# A person's name; whatever verb follows it is that person's duty: thầy A phụ trách …
_PERSON = re.compile(
    rf"(?i:{spelling.any_of(duty_phrases.PERSON_TITLES)}) (?:[A-ZĐÀ-Ỹ][\w']* ){{1,5}}"
    r"(?:\([^()]{2,60}\) )?(?=[a-zà-ỹđ])"
)


# A body's proper name before “phụ trách” or “lo”: Công đoàn Công ty Hưng Phát phụ trách sân khấu.
_IN_CHARGE = re.compile(
    r"(?P<name>[^,;:.()]{3,80}? [A-ZĐÀ-Ỹ][a-zà-ỹđ]+)(?<!Tổng) "
    "(?=(?:phụ trách|lo) (?!lĩnh vực|các lĩnh vực))"
)


# A person with their body, before such a verb: chị Hoa bên Hội Phụ nữ lo phần quà.
_OF_BODY = re.compile(
    rf"(?i:{spelling.any_of(duty_phrases.PERSON_TITLES)}) (?:[A-ZĐÀ-Ỹ][\w']* ){{1,4}}"
    r"(?:bên|ở|của|thuộc|đại diện) [^,;:.()]{3,60}? (?=(?:phụ trách|lo|nhận|giữ) \w)"
)


def _continues_with_request(low: str, at: int) -> bool:
    """Return whether the text goes on with a request to others, not with a duty."""
    return low[at : at + 9].strip().startswith(("đề nghị", "yêu cầu"))


def end_of_name(text: str, low: str, at: int) -> int:
    """Return the end of a person's name, or of any name before “phụ trách”, “lo” …; 0 if none."""
    person = _PERSON.match(text, at)
    end = person.end() if person else 0
    may_act = person and low[end - 1] != duty_verbs.JOINT and not _continues_with_request(low, end)
    if may_act and duty_verbs.begins_duty(text[end:]):
        return end
    charged = _IN_CHARGE.match(text, at) or _OF_BODY.match(text, at)
    return charged.end() if charged else 0


def is_asking(text: str, low: str, at: int, end: int) -> bool:
    """Return whether text[at:end] is a person's name followed by a request to others."""
    return bool(_PERSON.match(text, at)) and _continues_with_request(low, end)


# Words that continue a name or start another, so they are not its verb.
_NO_VERB = (
    r"(?:xã|phường|thị|huyện|quận|tỉnh|thành|khu|đặc|cấp|và|các|tại|ở|trên|thuộc|của|cơ|khối|nước"
    r"|để|về|là|có|được|bị|do|cho|khi|đã|đang|chưa|trong|ngoài|trước|sau|từ|đến|với|cùng|theo|như"
    r"|gồm|nào|này|nêu|nếu|mà|thì|hoặc|nên|cũng|vẫn|đều|hiện|trưởng|phó|nguyên|bí|chủ|giám|công|cán"
    r"|ủy|đại|hiệu|tổ|ban|đội|thôn|bản|xóm|ấp|trực|làm|giai|năm|qua)"
)
# Two words before a possible verb; if both are capitalized, a name ends with them.
_TWO_WORDS = re.compile(rf"(?= (?P<words>\w+ \w+) (?!{_NO_VERB}\b)(?P<verb>\w+) \w)")
# First words of names and offices: Trưởng Ban xây dựng Đảng, Phó Chủ tịch.
_BEGIN_NAMES = frozenset(head.split()[0] for head in duty_phrases.HEADS)
# After a name, these report what the party did, said or is; they give it no duty.
_REPORTS = re.compile(
    r" (?:yêu cầu|đề nghị|thống nhất|kết luận|quyết định|cho rằng|phát biểu|trình bày|báo cáo|nêu"
    r"|ghi nhận|đánh giá|phê bình|thông báo|không|vừa|mới|luôn|rất|đạt|hoạt động|còn|nằm|nhận"
    r"|gặp|bước|nhằm)\b"
)
_STOP = re.compile(r"[,;:.()]")


def _end_at_capitals(text: str, low: str, at: int, verb: re.Match[str] | None) -> int:
    """Return the end of a name whose last two words are capitalized; 0 if there is none.

    Any verb may follow: Hợp tác xã Trà Bình ký bao tiêu …
    """
    until = min(at + _SHORT, verb.start() if verb else len(text))
    stop = _STOP.search(low, at, until)
    for match in _TWO_WORDS.finditer(low, at + 1, stop.start() if stop else until):
        words, end = text[slice(*match.span("words"))].split(), match.end("words")
        if not all(word.istitle() for word in words) or _BEGIN_NAMES & {*map(str.lower, words)}:
            continue
        if text[match.start("verb")].islower():
            # With a colon close behind, this is a title; the owner is named after the colon.
            is_title = ": " in low[end : end + _SHORT // 3]
            return 0 if is_title or _REPORTS.match(low, end) else end
    return 0


# Words that show that the text before a colon is not a name.
_NO_NAME = re.compile(
    rf"\b(?:{spelling.any_of(duty_phrases.MANNERS)}|sau(?: đây)?|nội dung|nhiệm vụ|việc|như)\b"
)


def _end_at_colon(text: str, low: str, at: int, verb: re.Match[str] | None) -> int:
    """Return the colon that ends a name containing a verb; 0 if there is none.

    For example: Trung tâm Kiểm soát thanh toán: Chủ trì …
    """
    colon = low.find(": ", at, at + _LONGEST_TITLE)
    if colon < 0 or not verb or verb.start() > colon or re.search("[.;]", low[at:colon]):
        return 0
    is_name = any(map(str.isupper, text[at + 1 : verb.start() + 1]))
    if not is_name or _NO_NAME.search(low, at, colon):
        return 0
    duty = text[colon + 2 :]
    return colon if duty[:1].isupper() and duty_verbs.begins_duty(duty) else 0


def sure_end(text: str, low: str, at: int, verb: re.Match[str] | None) -> tuple[int, int] | None:
    """Return where a name ends and its duty begins, if a colon or capitals show it."""
    if colon := _end_at_colon(text, low, at, verb):
        return colon, colon + 2
    capitals = _end_at_capitals(text, low, at, verb)
    return (capitals, capitals + 1) if capitals else None


_OWN_PLACE = re.compile(
    r"(?:,? (?:và|của|(?<!trực )thuộc|cho|với|do|từ|tại|về|bởi|các|là|đến|trong)|lĩnh[ ·]vực)$"
)


def _may_act(text: str, at: int, match: re.Match[str]) -> bool:
    """Return whether a word may be a verb, not the second half of a compound such as “Đào tạo”."""
    before = text[at : match.start()].split()
    pair = spelling.level(f"{before[-1]} {match.group()}")
    names_end = before[-1][:1].islower() or all(
        word[:1].isupper() or word[:1].isdigit() for word in before[-2:]
    )
    return pair not in duty_phrases.VERBS and len(before) > 1 and names_end


# A party described by what it has not done: các cơ quan chưa gửi báo cáo gửi trước ngày …
_NOT_YET = re.compile(r"\b(?:chưa|còn nợ) (?:được |có )?(?P<word>\w+)")


def _is_main_verb(late: re.Match[str], verb: re.Match[str]) -> bool:
    """Return whether a verb states the duty, not what the party has failed to do."""
    word = verb.group().strip()
    if not duty_verbs.PREDICATE.match(late.string, late.start("word")):
        return True  # các hộ chưa có nhà tiêu đăng ký
    return verb.start() >= late.end() and (word == late["word"] or word in duty_phrases.MANNERS)


# With “được”, these describe the party and state no duty: các trường được chọn đặt điểm thi.
_CHOSEN = frozenset(["phân công", "giao", "điều động", "chọn", "lựa chọn", "cử", "mời"])


def first_verb(text: str, low: str, at: int, end: int) -> re.Match[str] | None:
    """Find the first verb after a name, skipping capitalized verbs that belong to the name."""
    like = (
        match
        for match in duty_verbs.LIKE_A_VERB.finditer(low, at + 1, end)
        if _may_act(text, at, match)
    )
    known = duty_verbs.PREDICATE.finditer(low, at + 1, end)
    for match in merge(known, like, key=re.Match.start):  # lazy: the first match usually wins
        if low.count("(", at, match.start()) > low.count(")", at, match.start()):
            continue  # inside brackets
        word = match.group().rstrip()
        before = low[at : match.start()]
        is_head_only = " " not in before.strip() and not text[at : match.start() - 1].isupper()
        if text[match.start()].isupper() and (is_head_only or word not in duty_phrases.NEVER_NAMES):
            continue
        late = _NOT_YET.search(low, at, end)
        if late and late.start() < match.start() and not _is_main_verb(late, match):
            continue
        if word in _CHOSEN and re.search(r"\bđược [^,;]{0,40}$", before):
            continue
        if _OWN_PLACE.search(before.rstrip()) and word not in {"căn cứ", "phải", "cần"}:
            continue
        return match
    return None


_ASSIGNER = re.compile(spelling.any_of(duty_phrases.ASSIGNERS))
_CONDITION = re.compile(r"(?:trường hợp|nếu|khi) (?:(?! thì )[^,;])*$")
_LONGEST_CONDITION = 200


def is_in_condition(text: str, low: str, begin: int, assigner: re.Match[str]) -> bool:
    """Return whether an assigning verb belongs to a condition, before the sentence's own owner.

    For example: Trường hợp đề nghị các thôn báo cáo mà chưa có, Văn phòng gọi điện.
    """
    at = assigner.end()
    comma = low.find(", ", at, at + _LONGEST_CONDITION)
    if comma < 0 or not _CONDITION.match(low[begin : assigner.start()]):
        return False
    if _ASSIGNER.match(low, comma + 2):
        return True
    acts = first_verb(text, low, at, comma) is not None
    return acts and not duty_verbs.begins_duty(text[comma + 2 :])
