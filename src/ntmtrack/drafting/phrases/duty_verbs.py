"""Recognize the verbs of duties, and mask names that contain such a verb."""

from __future__ import annotations

import re
from functools import lru_cache

from ntmtrack.drafting.phrases import duty_phrases
from ntmtrack.drafting.phrases import spelling

JOINT = "·"  # joins the words of a masked name
LONGEST_TITLE = 120  # letters
_SHORTEST_CUT = 40
_LONG_VERBS = tuple(
    verb for verb in duty_phrases.VERBS if " " in verb and verb not in duty_phrases.SHORT_VERBS
)
_VERB = rf"{spelling.any_of(duty_phrases.VERBS)}\b"  # lập và niêm yết
# With all verbs after each short one, the pattern would have 100,000 letters and compile in 0.1 s.
_SHORT = "|".join(
    [
        *(
            rf"{verb} (?={spelling.any_of(after)})".replace(r"\#", r"\d")
            for verb, after in duty_phrases.SHORT_VERBS.items()
        ),
        rf"{spelling.any_of(duty_phrases.SHORT_VERBS)} (?=và {_VERB})",
    ]
)
_AFTER_NAMES = (*duty_phrases.MANNERS, *_LONG_VERBS, *duty_phrases.ANYWHERE)
PREDICATE = re.compile(rf"(?<![\w/·])(?:{spelling.any_of(_AFTER_NAMES)}(?![\w/·])|{_SHORT})")
_BEGINS_DUTY = re.compile(
    r"(?!đồng thời,? (?:giao|yêu cầu|đề nghị)\b)(?!(?:quyết định|hướng dẫn|thông báo"
    r"|báo cáo) (?:số )?\d+[\w.]*[-/ ]?(?:[-/]|ngày|năm|của))"
    r"(?:(?:yêu cầu|đề nghị|đồng thời|trước mắt|sau đó"
    r"|trong đó|và|cũng|sẽ|phải|cần|có|được|trước hết|ngoài ra|đặc biệt),? )*"
    r"(?:(?:hễ|khi|\w+ nào) [^.;:]{3,90}? thì )?"
    r"(?:(?<= thì )(?:cho|để) (?=\w)"
    rf"|(?:phấn đấu )?{spelling.any_of((*duty_phrases.MANNERS, *duty_phrases.VERBS))}(?![\w/]))"
)
# “tổ chức hội” is a name; “tổ chức hội nghị” is a duty.
_MASK = re.compile(
    rf"(?<![\w/]){spelling.any_of(duty_phrases.COMPOUNDS)}(?![\w/])"
    r"(?:(?<!hội)|(?! (?:nghị|thi|thảo|diễn|trại|chợ|thao|họp|khỏe|làng|đàm)\b))"
)
# The first word of a duty verb before its object, in lower case: chọn 01 chi đoàn.
_FIRST_WORD = spelling.any_of(duty_phrases.FIRST_WORDS)
LIKE_A_VERB = re.compile(rf"(?<=[^,;:] ){_FIRST_WORD}(?= [a-zà-ỹđ\d])")
ADVERBIAL = re.compile(
    rf"{spelling.any_of(duty_phrases.OPENINGS)}\b|(?:ngày )?\d{{1,2}}(?:/| ngày|h| giờ|g\d)"
    r"|(?:thứ (?:hai|ba|tư|năm|sáu|bảy|\d)|chủ nhật)\b"
)
# Where a clause ends: at punctuation, or before a purpose, manner or time.
_CLAUSE_ENDS = re.compile(
    r"[;:.](?= )| [–-](?= [^A-ZĐÀ-Ỹ])|,? \(|,(?= )|,? (?=(?<!không )(?:nhằm|để|bảo đảm|đảm bảo"
    r"|góp phần"
    r"|phục vụ|trong đó|bao gồm|kèm|theo|trên cơ sở|căn cứ|gắn với|trước (?:ngày )?\d"
    r"|trong (?:tháng|quý|năm) |chậm nhất|xong trước|hoàn thành trước)\b)"
)
_WITH_WHOM = re.compile("(?i:chủ trì|phối hợp)")  # the actual task comes after it
_MARK = re.compile(r"[\s\-+*(]*(?:\(?\d{1,2}[.)] ?\)?|[a-zđ]\) )?\s*")


@lru_cache(maxsize=4096)
def mask(low: str) -> str:
    """Join the words of names that contain a verb, so that the verb is not found in them."""
    return _MASK.sub(lambda match: match.group().replace(" ", JOINT).replace(",", JOINT), low)


def with_joints(text: str) -> str:
    """Return the text, in its own spelling, with the names that contain a verb joined."""
    low = mask(spelling.level(text))
    if JOINT not in low:
        return text
    return "".join(JOINT if other == JOINT else char for char, other in zip(text, low, strict=True))


@lru_cache(maxsize=4096)
def begins_duty(text: str) -> bool:
    """Return whether a text begins with a duty verb, after words such as “đồng thời”."""
    low = spelling.level(text)
    return bool(_BEGINS_DUTY.match(low, begin_of_words(low)))


def may_begin_duty(text: str) -> bool:
    """Return whether a text begins like a duty, perhaps after a time or manner phrase."""
    low = spelling.level(text)
    words = low[begin_of_words(low) :]
    if begins_duty(text) or words.split(" ", 1)[0] in duty_phrases.FIRST_WORDS:
        return True
    comma = words.find(", ") if ADVERBIAL.match(words) else -1
    return comma > 0 and begins_duty(words[comma + 2 :])


@lru_cache(maxsize=4096)
def has_duty_verb(text: str) -> bool:
    """Return whether a text contains a verb that only duties have."""
    return bool(PREDICATE.search(mask(spelling.level(text))))


def begin_of_words(low: str) -> int:
    """Return where a text's words begin, after its bullet or number."""
    match = _MARK.match(low)
    return match.end() if match else 0


def short_title(text: str) -> str:
    """Shorten a text to a title of at most 120 letters.

    Cut it where a clause ends if possible, otherwise between words. “…” stands for words cut off
    that are not only a purpose, a time or an aside.
    """
    text = text.rstrip(" .;:,")
    if len(text) <= LONGEST_TITLE:
        return text
    ends = list(_CLAUSE_ENDS.finditer(text, _SHORTEST_CUT, LONGEST_TITLE + 1))
    for match in reversed(ends if not _WITH_WHOM.match(text) else ()):
        title = text[: match.start()].rstrip(" ,;:–-")
        is_in_list = match.group() == "," and not begins_duty(text[match.end() :])
        if title.count("(") == title.count(")") and not is_in_list and len(title) < LONGEST_TITLE:
            return f"{title}…" if match.group() == "," else title
    cut = text[: LONGEST_TITLE - 1]
    return (cut.rpartition(" ")[0] or cut).rstrip(" .,;:(–-") + "…"
