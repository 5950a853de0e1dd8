"""Lines of a day's programme: an hour first, or a name and its hours (Chủ tịch: 8 giờ, họp …)."""

from __future__ import annotations

import re
from datetime import date

from ntmtrack.drafting.phrases import duty_verbs
from ntmtrack.drafting.phrases import party_words
from ntmtrack.drafting.phrases import person_names
from ntmtrack.drafting.phrases import spelling
from ntmtrack.drafting.phrases import time_phrases
from ntmtrack.drafting.phrases import time_readers
from ntmtrack.drafting.phrases.party_words import Subject
from ntmtrack.drafting.prose_reading.sentence_parts import Part

_HOURS = (
    r"(?:(?:sáng|trưa|chiều|tối|lúc|từ) ?[:,(]? ?)?"
    rf"(?P<hour>{time_readers.HOUR})(?: ?(?:-|–|đến) ?{time_readers.HOUR})?\)?"
)
_CLOCK = rf"{_HOURS} ?[:,–-] "
BY_THE_CLOCK = re.compile(_CLOCK)
HOUR_FIRST = re.compile(rf"{_HOURS}(?: ?[:,–-])? ")
# A half-day, as a heading over hours or before an entry: * SÁNG:; Chiều: kiểm tra chợ
HALF_DAY = re.compile(r"\W*(?:buổi )?(?:sáng|trưa|chiều|tối|cả ngày)\W*")
PART_OF_DAY = re.compile(r"\W*(?:buổi )?(?:sáng|trưa|chiều|tối|cả ngày) ?[:,-] ")
# Names before a colon and an hour: Chủ tịch, PCT. Thường trực: 13 giờ 30’, họp …
_WHOSE = re.compile(r"(?P<names>[^:;\d]{2,90}): (?=\d|(?:sáng|trưa|chiều|tối|lúc|từ|cả ngày)\b)")
_ROOMS = re.compile(r"hội trường|phòng (?:họp|số|tiếp)|trụ sở|nhà văn hóa|địa điểm")
_NEXT = re.compile(rf"[.;] (?={_CLOCK.replace('?P<hour>', '?:')})")

# A day over the hours of a timetable: Ngày 18/3/2027; 15/3/2027 (nhằm 8/2 ÂL); Thứ Hai (15/3):
_LUNAR = r"(?:nhằm|tức)\b(?:(?!dương)[^()]){1,40}\b(?:âl|âm lịch)"
_BARE_DAY = re.compile(
    rf"(?:(?:sáng|chiều|tối) )?(?:{spelling.any_of(time_readers.WEEKDAYS)},? ?\(?)?"
    rf"(?P<day>(?:ngày )?{time_readers.BARE_DAY})\)?"
    rf"(?: ?\((?:{spelling.any_of(time_readers.WEEKDAYS)}|{_LUNAR})\))?[ :.]*"
)
_LUNAR_DAY = re.compile(
    rf"(?:[\w ]{{3,12}},? )?(?:ngày )?{time_readers.BARE_DAY} ?(?:âl|âm lịch|\((?:nhằm|tức)\b)"
)
# A title over the hours of its day: I. PHIÊN TRÙ BỊ (chiều ngày 07/8/2025); not a share (5/7), a
# paper's day or a deadline
_TITLE_OF_DAY = re.compile(
    rf"(?!(?:[^()]* )?(?:nghị quyết|công văn|quyết định|chỉ thị|kế hoạch|thông báo|báo cáo|kết luận"
    rf"|tờ trình|thông tư|nghị định|luật|hạn|thời hạn|số)\b)[^.;()]{{3,120}} "
    rf"\((?=ngày|buổi|sáng|chiều|tối|thứ|chủ|[\d/.-]+20\d\d\))"
    rf"(?:(?:buổi )?(?:sáng|chiều|tối),? )?"
    rf"(?:{spelling.any_of(time_readers.WEEKDAYS)},? )?(?P<day>(?:ngày )?{time_readers.BARE_DAY})\)"
    rf"[ :]*"
)

# What is done in a programme, after a name: Đoàn Thư ký trình bày dự thảo Nghị quyết
_PERFORMS = re.compile(
    r"(?P<names>(?:(?!\b(?:nghe|mời|xem|để|cho|do|được|bị|không|chưa|đã|chứng kiến|hát|dự|xong"
    r"|theo dõi|tham quan|chấm|đón|nhận)\b)[^;:.()]){3,120}?) "
    r"(?=(?:trình bày|thuyết trình|trưng bày|ra mắt|dâng hương|dâng hoa|tham luận|phát biểu"
    r"|điều hành|tổng duyệt|trao giải|trao thưởng|trao quà|tặng hoa)\b)"
)


def performer(text: str) -> Subject | None:
    """Return who does what a programme has at an hour: 8h00: Bí thư trình bày báo cáo."""
    low = spelling.level(text)
    hour = BY_THE_CLOCK.match(low)
    if not hour or not party_words.starts_party(low, hour.end()):
        return None
    match = _PERFORMS.match(low, hour.end())
    subject = party_words.subject(text)
    if not match or (subject and subject.has_predicate):
        return None
    return Subject(match.span("names"), (0, 0), match.end(), is_given=False, has_predicate=True)


def bare_day(text: str) -> str:
    """Return the day that a line over a timetable consists of, or ""."""
    match = _BARE_DAY.fullmatch(spelling.level(text))
    return text[slice(*match.span("day"))] if match else ""


def is_lunar_day(text: str) -> bool:
    """Return whether a line begins with a day that is of the lunar calendar, or may be."""
    return bool(_LUNAR_DAY.match(spelling.level(text)))


def day_of_title(text: str) -> str:
    """Return the day in brackets behind a title over hours, or ""."""
    match = _TITLE_OF_DAY.fullmatch(spelling.level(text))
    return text[slice(*match.span("day"))] if match and not duty_verbs.begins_duty(text) else ""


def parts(text: str, issued: date | None) -> list[Part]:
    """Cut a line into the names that it begins with, and an entry for each of their hours.

    Return [] for a line that begins with a room, or has neither an hour nor a part of the day.
    """
    low = spelling.level(text)
    whose = _WHOSE.match(low)
    is_somebody = party_words.starts_party(low) or bool(person_names.OFFICE.match(low))
    if not whose or not is_somebody or _ROOMS.match(low):
        return []
    begin = whose.end()
    starts = [begin, *(match.end() for match in _NEXT.finditer(low, begin))]
    if low[begin].isdigit() and len(starts) == 1 and not HOUR_FIRST.match(low, begin):
        return []
    names = Subject(whose.span("names"), (0, 0), begin, is_given=False, has_predicate=False)
    entries = [
        _entry(text, start, end, issued)
        for start, end in zip(starts, [*starts[1:], len(text)], strict=True)
    ]
    return [Part(0, begin, text[:begin].rstrip(), names, ()), *entries]


def _entry(text: str, start: int, end: int, issued: date | None) -> Part:
    words = text[start:end].rstrip()
    times = tuple(time_phrases.in_sentence(words, issued))
    hour = HOUR_FIRST.match(spelling.level(words))
    acts = party_words.subject(words[hour.end() :]) if hour else None
    subject = acts.moved(hour.end()) if hour and acts and acts.has_predicate else None
    return Part(start, start + len(words), words, subject, times, is_listed=True)
