"""Cuts a paragraph into separate duties: by subject, deadline, list and sentence."""

from __future__ import annotations

import re
from datetime import date

from ntmtrack.drafting.phrases import duty_verbs
from ntmtrack.drafting.phrases import party_words
from ntmtrack.drafting.phrases import spelling
from ntmtrack.drafting.phrases import time_phrases
from ntmtrack.drafting.phrases.party_words import Subject
from ntmtrack.drafting.phrases.time_phrases import TimeWords
from ntmtrack.drafting.prose_reading import duty_segments
from ntmtrack.drafting.prose_reading import sentence_parts
from ntmtrack.drafting.prose_reading.sentence_parts import Part

# A sentence that only gives the deadline of the duties before it.
_ONLY_TIME = re.compile(
    "(?:thời gian|thời hạn|hoàn thành|thực hiện|phấn đấu|cơ bản|hạn|tất cả|các nội dung|nội dung"
    "|toàn bộ|việc|xong|kết thúc(?! (?:năm học|học kỳ))|công việc|các nhiệm vụ|các việc)\\b"
)
_TIME_WORDS = re.compile(
    r"\b(?:thời gian|thời hạn|hoàn thành|hoàn tất|thực hiện|cơ bản|phấn đấu|xong|hạn|cuối|trước"
    r"|chậm nhất|ngày|trong|tất cả|các nội dung|nội dung|rà soát|nêu trên|trên|này|việc|phải"
    r"|được|là|toàn bộ|các nhiệm vụ|công việc|các việc|và|đến|hết|triển khai|khảo sát|kết thúc)\b"
)
_FEW = 25
_VERY_LONG, _ROOM = 3000, 400  # letters of a very long sentence, and of its first window
# …, hoàn thành di chuyển trước ngày 20/6: the work stands between verb and time
_COMPLETES = re.compile(
    r"(?:hoàn thành|hoàn tất) (?!(?:toàn bộ|tất cả|các|việc|trước|trong|xong|chậm|vào|ngày"
    r"|công việc|công tác|nội dung|nhiệm vụ)\b)\w+ (?:\w+ )*?(?:trước|chậm nhất|trong)\b"
)


def parts(text: str, issued: date | None) -> list[Part]:
    """Cut a paragraph into parts that are separate duties."""
    return _Cutter(text, issued).parts()


class _Cutter:
    """Cut one paragraph."""

    def __init__(self, text: str, issued: date | None) -> None:
        self._text = text
        self._issued = issued

    def parts(self) -> list[Part]:
        """Return the parts in order."""
        pieces: list[Part] = []
        before: Part | None = None  # the previous segment
        for start, end, stop, listed in duty_segments.segments(self._text):
            part = self._part(start, end, listed=listed)
            only_time = part.only_time or (bool(pieces) and pieces[-1].only_time)
            is_over = before is not None and any(time.is_dated for time in before.times)
            if pieces and not only_time and not _is_new(pieces[-1], part, stop, is_over=is_over):
                pieces[-1] = pieces[-1]._replace(end=end)
            else:
                pieces.append(part)
            before = part
        whole = (self._part(part.start, part.end, listed=part.is_listed) for part in pieces)
        return [piece for part in whole for piece in self._inner(part)]

    def _part(self, start: int, end: int, *, listed: bool) -> Part:
        text = self._text[start:end]
        times = tuple(time_phrases.in_sentence(text, self._issued))
        only_time = _says_only_time(text, times)
        subject = party_words.subject(text) or sentence_parts.given_later(text, times)
        return Part(start, end, text, subject, times, only_time, listed)

    def _inner(self, part: Part) -> list[Part]:
        """Cut a part where a second deadline, a report or another party's duty begins.

        The rest after a cut is read again. Of a very long part, only a window is read at a time.
        """
        pieces: list[Part] = []
        end, room = part.end, _ROOM
        while True:
            part = self._near(part, end, room)
            if halves := self._halves(part):
                first, part = halves
                pieces.append(first)
                room = _ROOM
            elif part.end == end:
                return [*pieces, part]
            else:
                room *= 2

    def _near(self, part: Part, end: int, room: int) -> Part:
        """Return a part up to `end`; of a very long one, only about `room` letters."""
        until = end
        if end - part.start > max(room, _VERY_LONG):
            if room // 2 < part.end - part.start <= room:
                return part
            comma = self._text.rfind(", ", part.start + room // 2 + 1, part.start + room)
            until = comma if comma > 0 else part.start + room
        return part if part.end == until else self._part(part.start, until, listed=part.is_listed)

    def _halves(self, part: Part) -> tuple[Part, Part] | None:
        """Cut a part in two, or return None if there is no place to cut."""
        cut = sentence_parts.next_begins(part)
        if not cut:
            return None
        before, after = part.text[:cut].rstrip(" ,;"), part.text[cut:]
        joint = re.match(r"(?:,|;|và\b|đồng thời\b| )*", after)
        skipped = joint.end() if joint else 0
        if min(len(before), len(after) - skipped) < _FEW // 2:
            return None
        first = self._part(part.start, part.start + len(before), listed=part.is_listed)
        rest = self._part(part.start + cut + skipped, part.end, listed=part.is_listed)
        if _COMPLETES.match(spelling.level(rest.text)):
            rest = rest._replace(only_time=False)
        if rest.only_time and not any("repeat" in time.fields for time in part.times):
            return None  # the two times are one duty's start and end
        return first, rest


def _says_only_time(text: str, times: tuple[TimeWords, ...]) -> bool:
    low = spelling.level(text).strip(" -+*(")
    if not times or not _ONLY_TIME.match(low):
        return False
    if re.match(r": \w", spelling.level(text)[times[0].end :]):
        return False  # an entry of a calendar
    rest = low
    for time in reversed(times):
        words = spelling.level(text)[time.start : time.end]
        rest = rest.replace(words, " ")
    if re.search(r"\d", rest):
        return False
    rest = _TIME_WORDS.sub("", rest).strip(" ,:;.-")
    letters = len(re.sub(r"[\W\d]+", "", rest))
    is_of_time = low.startswith(("thời gian ", "thời hạn "))  # thời gian quán triệt: …
    return letters < 30 and (is_of_time or not duty_verbs.begins_duty(rest))


def _is_new(last: Part, part: Part, stop: str, *, is_over: bool) -> bool:
    """Return whether a segment is a separate duty, not a continuation of the one before.

    `is_over` means that the segment before it has a deadline.
    """
    if stop == "(":
        return True
    subject = part.subject
    if (
        subject
        and subject.has_predicate
        and (subject.is_given or stop == "." or part.text[:1].isupper() or _is_named(part, subject))
    ):
        return True
    is_dated = any(time.is_dated for time in part.times)
    begins = duty_verbs.begins_duty(part.text)
    goes_on = (is_over or is_dated) and duty_verbs.may_begin_duty(part.text)
    is_condition = _CONDITION.match(spelling.level(part.text)) is not None
    if is_condition or (stop == ";" and is_over and is_dated):
        return True
    if not begins:
        names_paper = stop == "." and is_dated and hands_over(part.text)
        may_go_on = goes_on and (is_over or stop == ".")
        return names_paper or (may_go_on and _stands_alone(part.text))
    if is_dated:
        # …; trình Chủ tịch trước ngày is the deadline of the work before it
        is_same = _first_word(last) == _first_word(part)
        is_same = is_same or (not is_over and bool(_SUBMITS.match(spelling.level(part.text))))
        return stop != ";" or not is_same
    begins_large = stop == ";" and part.text[:1].isupper()
    return begins_large or ((stop == "." or is_over) and _stands_alone(part.text))


# …; hễ nước quá vạch đỏ thì mở cửa xả
_CONDITION = re.compile(r"hễ [^.;:]{3,90}? thì \w")
# Danh sách gửi về Văn phòng trước ngày 5/3, the paper first; not what came or is late
_HANDED_OVER = re.compile(
    r"(?:báo cáo|danh sách|hồ sơ|kết quả|biên bản|lịch trực|kế hoạch|số liệu|dự toán|ý kiến"
    r"|bài viết|văn bản|tài liệu|sản phẩm)\b"
    r"(?:(?!\b(?:đã|được|chưa|không|do)\b)[^.;:()]){0,90}? (?:gửi|nộp|chuyển)"
    r" (?!kèm|chậm|muộn|trễ|thiếu|sau|quá|trước khi|biến|đổi|hóa|dịch)"
    r"(?!(?:[^.;]* )?(?:đã|không|chưa|sẽ|được|bị|có)\b)\w"
)


def hands_over(text: str) -> bool:
    """Return whether a sentence says what paper is to be sent, before the verb."""
    return bool(_HANDED_OVER.match(spelling.level(text)))


_SUBMITS = re.compile(r"trình (?:\w+ ){1,8}?(?:trước|chậm nhất|trong)\b")


def _first_word(part: Part) -> str:
    """Return the first word of a duty's predicate: gửi A; gửi B trước ngày … is one duty."""
    rest = part.subject.rest if part.subject else 0
    return (spelling.level(part.text[rest:]).split() or [""])[0]


def _is_named(part: Part, subject: Subject) -> bool:
    """Return whether a lower-case subject is a name: a group, or with a proper name or number."""
    is_group = spelling.level(part.text).startswith(("các ", "những ", "mỗi ", "từng ", "cả "))
    return is_group or bool(re.search(r"[A-ZĐ\d]", subject.names(part.text)))


_CONNECTED = re.compile(
    r"(?:đồng thời|trong đó|tập trung|quyết tâm|trước mắt|ngoài ra|bên cạnh|đặc biệt|phấn đấu"
    r"|không|tuyệt đối|bảo đảm|đảm bảo|ưu tiên|nếu|trường hợp|việc|kết quả|đây|nghiêm cấm"
    r"|thường xuyên|khuyến khích)\b"
)


def _stands_alone(text: str) -> bool:
    """Return whether a sentence begins with the work, not a connective, condition or manner."""
    return not _CONNECTED.match(spelling.level(text).lstrip(' -+*(“"'))
