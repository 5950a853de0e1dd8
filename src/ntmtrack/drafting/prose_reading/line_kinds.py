"""What a line is for: a legal ground, an introduction, a formula, or a title of the lines below.

The patterns expect text normalized by `spelling.level`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from ntmtrack.drafting.document_model import DraftReason
from ntmtrack.drafting.phrases import duty_verbs
from ntmtrack.drafting.phrases import party_words
from ntmtrack.drafting.phrases import spelling
from ntmtrack.drafting.phrases import time_phrases
from ntmtrack.drafting.phrases.party_words import Subject
from ntmtrack.drafting.prose_reading import duty_block
from ntmtrack.drafting.prose_reading import outline
from ntmtrack.drafting.prose_reading.duty_block import NOBODY
from ntmtrack.drafting.prose_reading.duty_block import OWNER_ABOVE
from ntmtrack.drafting.prose_reading.duty_block import RawDuty
from ntmtrack.drafting.prose_reading.duty_block import shorten
from ntmtrack.drafting.prose_reading.outline import Line
from ntmtrack.drafting.prose_reading.outline import Outline
from ntmtrack.drafting.prose_reading.sentence_parts import Part

_TITLE = 300
_SHORT_TITLE = 200
_LONGEST_HEADING = 400
_FEW_WORDS = 4
# Openings of reports on the past, and of legal grounds.
GROUNDS = re.compile(
    r"(?:căn cứ|thực hiện (?:nghị quyết|chỉ thị|kết luận|kế hoạch|quyết định|công văn|ý kiến"
    r"|thông báo|chương trình|chỉ đạo|hướng dẫn|công điện)"
    r"|theo (?:đề nghị|báo cáo|nội dung|quy định|khoản|điều|điểm|dự báo|tổng hợp)|xét |tiếp theo"
    r"|thay mặt|tuy nhiên|do tình hình|nhằm|ngày \d|trong thời gian qua|thời gian qua|qua "
    r"|hiện nay|hiện tại)"
)
# Closing formulas that every document has.
FORMULAS = re.compile(
    r"(?:[^,.;]{3,60} (?:xin )?thông báo (?:[^.;]{3,60} )?(?:để|đến) [^.;]{3,90} biết"
    r"|trong quá trình (?:tổ chức "
    r"|triển khai )*thực hiện|quá trình (?:triển khai "
    r"|tổ chức )*thực hiện|nếu (?:có|phát sinh)|trường hợp (?:có|phát sinh|vượt|không)"
    r"|(?:nếu )?có (?:khó khăn|vướng mắc)"
    r"|(?:[^.;:]{3,60} )?(?:đề nghị|yêu cầu) (?:[^.;:]{3,100}?)?"
    r"(?:(?:nghiêm túc|khẩn trương|tích cực|quan tâm|phối hợp|triển khai|tổ chức),? )+"
    r"(?:thực hiện|đúng tiến độ|có hiệu quả)[ ./]*(?:$|(?:mọi|nếu có) (?:vướng|thắc) mắc)"
    r"|(?:đề nghị|yêu cầu) [^.;:]{3,100}? thực hiện (?:nghiêm|đúng)(?: túc)? (?:thời gian|tiến độ"
    r"|nội dung|chỉ đạo|thông báo|công điện)[^.;:]{0,20}[ ./]*$"
    r"|[^.;:]{2,60} làm việc theo (?:chế độ|nguyên tắc)"
    r"|(?:(?:sáng|chiều|cả ngày)[:,]? )?làm việc tại (?:cơ quan|trụ sở|phòng làm việc)[ ./]*$"
    r"|quá thời hạn (?:nêu )?(?:trên|này)|mọi (?:vướng mắc|thắc mắc|thông tin)"
    r"|(?:kính |trân trọng )?mời ?: "
    r"|trên đây là (?:toàn bộ )?(?:kế hoạch|báo cáo|ý kiến|kết luận|nội dung|thông báo|hướng dẫn"
    r"|chương trình|phương án|lịch)|quyết định này"
    r"|(?:các |những )?(?:cơ quan|đơn vị|địa phương|ban|ngành|phòng|bộ phận)[^.;:]{0,60}"
    r" căn cứ (?:vào )?[^.;:\d]{0,40}(?:phụ lục|biểu)[^.;:]{0,90}?"
    r" (?:triển khai|tổ chức|thực hiện)[ ./]*$"
    r"|các [^.;:]{3,120}? (?:căn cứ|theo) chức năng, nhiệm vụ"
    r"(?: (?:được giao|được phân công|của mình))?,?"
    r"(?: chủ động| khẩn trương| tổ chức| triển khai)* thực hiện (?:các )?(?:nhiệm vụ|nội dung)"
    r"(?: được giao| nêu)? (?:tại|theo|trong) (?:phụ lục|biểu)[^.,;:]{0,90}[ ./]*$"
    r"|(?:kế hoạch|thông báo|nghị quyết|quy chế|quy định|hướng dẫn|chỉ thị|chương trình|kết luận)"
    r" này (?:có|đã|được|thay)|công văn này|rất mong|trân trọng|nhận được (?:công|thông|kế"
    r"|văn|chỉ))"
)
GENERAL_CLOSING = re.compile(
    r"\b(?:đề nghị|yêu cầu)\b(?![^.;]*(?:đôn đốc|báo cáo|trước ngày|kế hoạch cụ thể))[^.;]{0,120}?"
    r"(?:triển khai|thực hiện)[^.;]{0,40}?(?:các nội dung[^.;]{0,30} (?:trên|này)"
    r"|(?:kế hoạch|công văn|kết luận|thông báo|chỉ thị|chương trình|công điện|nghị quyết) này)"
    r"|chịu trách nhiệm thi hành (?:quyết định|nghị quyết|chỉ thị|quy chế|quy định) này"
    r"(?: kể từ ngày ký)?[ ./]*$"
)
_FOR = re.compile(
    r"\W*(?:\d{1,2}[.)] ?|[a-zđ]\) )?(?:đối với|về phía|dành cho|trách nhiệm của|nhiệm vụ của"
    r"|(?:ở )?cấp(?= (?:công|liên) đoàn|hội|đoàn)) "
)
_LONGEST_TITLE_OF_PARTY = 120
# The addressees of an introduction: hướng dẫn các cơ sở đoàn một số nội dung như sau:
ADDRESSEES = re.compile(
    r"\b(?:hướng dẫn|thông báo|đề nghị|yêu cầu|lưu ý)(?: đến| tới| cho)?"
    r" (?P<names>(?:các|toàn thể|những|tất cả)[^:;.]{3,120}?)"
    r" (?:một số|những|các (?:nội dung|nhiệm vụ|việc)|thực hiện|triển khai|như sau|nội dung)"
)
# A paragraph whose last sentence introduces a list: … đã nêu. Các thôn này thực hiện:
_LAST_IS_OPEN = re.compile(r"(?P<before>.{30,}[^A-ZĐ\W]\.) (?P<last>[A-ZĐÀ-Ỹ][^.]{10,}[:.])\s*$")
INTRO = re.compile(
    r"(?:giao|yêu cầu|đề nghị|chỉ đạo|phân công|nhiệm vụ|thực hiện|kết luận|thống nhất"
    r"|triển khai|lưu ý|nội dung|nhờ|(?:mấy|các|những) việc)\b"
)
ORDERS = re.compile(r"\b(?:giao|yêu cầu|đề nghị|chỉ đạo|phân công)\b")  # a list of duties follows
# The speaker of conclusions, who does not owe them: Ông Lê A thống nhất các ý kiến và kết luận:
_FOLLOW = re.compile(r"\b(?:việc|nội dung|nhiệm vụ) (?:như )?sau(?: đây)?\.$")
_CONCLUDES = re.compile(
    r"\b(?:kết luận|quyết nghị|thống nhất|nhất trí|biểu quyết)(?: (?:một số|các|những|và|,))*"
    r"(?: nội dung| việc| nhiệm vụ| vấn đề| thông qua)*(?: (?:như )?sau(?: đây)?)? ?:$"
)
ISSUES = re.compile(r"\bban hành\b|\bxây dựng kế hoạch\b")
ALL_ADDRESSED = re.compile(
    r"(?:các|quý|toàn thể|những) (?:đồng chí|đơn vị|cơ quan|ban|ngành|địa phương|trường|phòng"
    r"|cơ quan, đơn vị|đơn vị, địa phương|nhà trường|ông, bà|ông \(bà\)|ông bà|đoàn thể|tổ chức"
    r"|thầy|bộ phận|thôn|đơn vị liên quan|đơn vị có tên trên|cơ sở|chi đoàn|chi hội"
    r"|công đoàn cơ sở)?"
    r"(?:,? (?:có tên|nêu|ở) trên| liên quan|, đơn vị|, địa phương)*$|quý (?:cơ quan|đơn vị"
    r"|trường|ông|bà|thầy|đồng chí)"
)
EXHORTS = re.compile(
    r"\b(?:phải|cần|yêu cầu|đề nghị|giao(?! (?:ban|thông|lưu|dịch)\b)|có trách nhiệm"
    r"|chịu trách nhiệm|(?<!sự )chủ trì|khẩn trương)\b"
)
# Reports of what someone did or said.
RECOUNTS = re.compile(
    r"(?:đã|nhận được|được|phê bình|ghi nhận|đánh giá cao|hoan nghênh|cảm ơn)\b"
    r"|báo cáo (?:tình hình|kết quả): "
)
# An item in a list below its owners that is not a label, a figure or an aside.
LISTED_DUTY = re.compile(
    r"(?!\W*(?:Trong đó|Riêng|Theo|Nếu|Đối với|Về|Khi|Từ|Ngày|Số|Mức)\b)"
    r"[^\W\d][^:]+(?: [^\s:]+){3}[^:]*$"
)
# What a meeting agrees to without assigning it: thống nhất chủ trương xử lý 14 trường hợp.
_AGREES = re.compile(
    r"(?:[^.;:]{3,120}: )?(?:cơ bản )?(?:thống nhất|đồng ý|nhất trí)"
    r" (?:về |với |cho |theo )*(?:chủ trương|nội dung|đề xuất|đề nghị|báo cáo|phương án|ý kiến"
    r"|mức)\b"
    r"|(?:ghi nhận|biểu dương|đánh giá cao)\b"
)
_TITLED = re.compile(r"[^.;:()]{3,60}: ")  # Về đầu tư công: hoàn thành …
CITES = re.compile(
    r"(?:nghị quyết|quyết định|hướng dẫn|chỉ thị|kế hoạch|thông tư|nghị định|luật|công văn"
    r"|kết luận) (?:số )?\d+[\w.]*[-/ ]?(?:[-/]|ngày|năm|của)"
)
ADVERB = re.compile(r"(?:trên cơ sở|căn cứ|sau khi|định kỳ|đối với|hằng|hàng|về |riêng|để)")


def heading_addressees(text: str) -> str:
    """Return the bodies that a heading addresses (Đối với giáo viên chủ nhiệm:), or ""."""
    low = spelling.level(text)
    match = _FOR.match(low)
    if not match or re.search(r"[.;!?]$|[.:] ", low):
        return ""
    if not low.rstrip().endswith(":") and len(low) > _LONGEST_TITLE_OF_PARTY:
        return ""
    names = spelling.compact(text[match.end() :]).strip(" :")
    return names if party_words.starts_party(low, match.end()) else ""


def ends_open(low: str) -> bool:
    """Return whether a line introduces a list: it ends with a colon, or “việc sau đây.”."""
    if low.endswith(("sau.", "sau đây.")):
        return bool(_FOLLOW.search(low))
    return low.rstrip(" *_").endswith(":")


def introduction(text: str) -> re.Match[str] | None:
    """Match a paragraph whose last sentence introduces a list, split before that sentence."""
    return _LAST_IS_OPEN.match(text) if ends_open(spelling.level(text)) else None


def concludes(text: str, subject: Subject | None) -> bool:
    """Return whether a line only announces conclusions: Ông A kết luận như sau: …."""
    is_given = subject is not None and subject.is_given
    return text.endswith(":") and not is_given and bool(_CONCLUDES.search(spelling.level(text)))


def is_section(line: Line) -> bool:
    """Return whether a line is a section heading, neither a duty nor meant for one party."""
    if not line.is_caps and heading_addressees(line.text):
        return False
    if line.rank in {outline.PART, outline.ROMAN} or line.is_caps:
        return not (len(line.text) > _LONGEST_HEADING or names_owner(line))
    if line.rank in {outline.ARTICLE, outline.NUMBER} and len(line.text) < _SHORT_TITLE:
        if names_owner(line):
            return False
        kind = outline.section_kind(line)
        return kind == "background" or (
            kind == "duties"
            and not line.text.endswith((".", ";"))
            and (outline.only_assigns(line) or not duty_verbs.begins_duty(line.text))
        )
    return False


def is_duty(line: Line, part: Part, *, is_under: bool, is_ordered: bool) -> bool:
    """Return whether a sentence is a duty, below owners or in a list of orders."""
    low = spelling.level(part.text)
    if CITES.match(low):
        return False
    called_for = any(time.is_called_for for time in part.times)
    if not called_for and _AGREES.match(low):
        return False
    is_titled = line.rank and is_under and not part.times
    what = without_title(part.text) if is_titled else part.text
    if part.is_listed or duty_verbs.begins_duty(what) or (called_for and line.rank):
        return True
    is_listed = (called_for or line.rank >= outline.LETTER) and is_under
    is_ordered = is_ordered and not party_words.starts_party(low)
    if (is_listed or is_ordered) and LISTED_DUTY.match(part.text):
        return True
    if not ADVERB.match(low) and line.rank < outline.LETTER and not EXHORTS.search(low):
        return False
    return duty_verbs.has_duty_verb(part.text)


def without_title(text: str) -> str:
    """Return a text without the title before its colon: Về đầu tư công: hoàn thành …."""
    return _TITLED.sub("", text, count=1) if ": " in text else text


_RESTS_ON = re.compile(r"(?:thực hiện|căn cứ|theo (?!dự báo|bản tin|báo cáo)|để |nhằm )")


def gives_after_ground(part: Part) -> bool:
    """Return whether a sentence assigns a duty after its ground: Theo KH, đề nghị Sở A."""
    given = part.subject is not None and part.subject.is_given
    return given and bool(_RESTS_ON.match(spelling.level(part.text)))


def worth_listing(line: Line, text: str) -> Iterator[str]:
    """Yield the sentences of a text that could have been duties."""
    for segment in re.split(r"(?<=[.;]) ", text):
        if (
            (line.rank and len(segment.split()) > _FEW_WORDS)
            or duty_verbs.has_duty_verb(segment)
            or duty_verbs.begins_duty(segment)
            or time_phrases.names_a_day(segment)
        ):
            yield segment.strip()


def is_formula(text: str, issued: date | None) -> bool:
    """Return whether a text is a standard formula without a deadline."""
    if not _is_formal(text):
        return False
    times = time_phrases.in_sentence(text, issued)
    return not any({"due", "repeat"} & time.fields.keys() for time in times)


@lru_cache(maxsize=1024)  # a one-sentence paragraph is checked twice
def _is_formal(text: str) -> bool:
    low = spelling.level(text)
    return bool(FORMULAS.match(low) or GENERAL_CLOSING.search(low))


# A predicate that only states a body's role in the list below.
_PART_TAKEN = re.compile(
    r"(?:(?:và|,|phối hợp|chủ trì|tổ chức|triển khai|thực hiện|có trách nhiệm|có nhiệm vụ"
    r"|(?:có )?(?:các |những )?(?:nhiệm vụ|nội dung|công việc)(?: cụ thể)?(?: như)? sau(?: đây)?)"
    r"[ ,]*)+"
)


def is_heading_of_party(text: str, rest: int) -> bool:
    """Return whether a line only says who owes the list below: Đề nghị UBND xã phối hợp."""
    return bool(_PART_TAKEN.fullmatch(spelling.level(text)[rest:].strip(" :")))


def names_owner(line: Line) -> bool:
    """Return whether a line names the owner of what follows it."""
    subject = party_words.subject(line.text)
    if subject is None or line.is_caps:
        return False
    only_names = not subject.has_predicate or is_heading_of_party(line.text, subject.rest)
    return subject.is_given or only_names


def is_only_title(line: Line, following: Line | None) -> bool:
    """Return whether a numbered line is only the title of what follows it."""
    if not following or not line.rank or line.rank > outline.LETTER:
        return False
    _, values = duty_block.split_labels(following.text)
    if values and values[0].kind != "title":
        return False
    if following.rank > line.rank and re.match(
        "một số (?:nội dung|nhiệm vụ|công việc)|các (?:nội dung|nhiệm vụ|công việc) ",
        spelling.level(line.text),
    ):
        return True
    if line.text.endswith(";"):
        return False
    number = line.number.strip(" .)(")
    if (
        line.rank < outline.LETTER
        and following.number.startswith(f"{number}.")
        and len(following.number) > len(number) + 1
    ):
        return True
    goes_on = following.rank == outline.BODY or following.rank > line.rank
    return (
        goes_on
        and len(line.text) < _TITLE
        and not line.text.endswith((".", ",", "./"))
        and not EXHORTS.search(spelling.level(line.text))
    )


def is_over_labels(line: Line, following: Line | None) -> bool:
    """Return whether a line is not a sentence but the title of the labels below it."""
    label = duty_block.first_label(following.text) if following else ""
    if not label or label == "note" or line.is_caps or duty_block.split_labels(line.text)[1]:
        return False
    if len(line.text) >= _SHORT_TITLE or line.text.endswith((":", ";")):
        return False
    if line.rank in {outline.PART, outline.ROMAN}:
        return False
    if label not in {"owner", "title"} and names_owner(line):
        return False
    if line.rank and duty_verbs.begins_duty(line.text):  # a complete duty
        return False
    subject = party_words.subject(line.text)
    return subject is None or not subject.has_predicate


def quote(line: Line, part: Part, text: str) -> str:
    """Return a part as printed; the first part of a line gets the line's number."""
    if part.start or not re.search(r"\w", line.number) or not line.text.startswith(text):
        return part.text
    return f"{line.number} {part.text}"


def duty_of_part(line: Line, part: Part, text: str, place: Outline) -> RawDuty:
    """Return a part as a duty without an owner."""
    return RawDuty(
        quote(line, part, text),
        line.place,
        place.clause(),
        place.title,
        deadline=time_phrases.words_of(part.text, part.times),
        times=part.times,
    )


def duty_of(line: Line, place: Outline) -> RawDuty:
    """Return a title over labels as a duty, with the owner in force, if any."""
    above = place.owner
    reason = DraftReason(OWNER_ABOVE, {"text": shorten(above.names)}) if above else None
    return RawDuty(
        line.text,
        line.place,
        place.clause(),
        place.title,
        above.names if above else "",
        doubts=(reason or DraftReason(NOBODY),),
        is_heading=True,
    )
