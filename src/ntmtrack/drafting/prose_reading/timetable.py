"""Lines of timetables, which are on the day above them, and of calendars: each has its own day."""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Iterator
from datetime import date

from ntmtrack.drafting.document_model import DraftReason
from ntmtrack.drafting.phrases import party_words
from ntmtrack.drafting.phrases import spelling
from ntmtrack.drafting.phrases import time_phrases
from ntmtrack.drafting.phrases import time_readers
from ntmtrack.drafting.phrases.time_phrases import TimeWords
from ntmtrack.drafting.prose_reading import duty_segments
from ntmtrack.drafting.prose_reading import duty_sentences
from ntmtrack.drafting.prose_reading import outline
from ntmtrack.drafting.prose_reading.outline import Line
from ntmtrack.drafting.prose_reading.outline import OwnerInForce
from ntmtrack.drafting.prose_reading.sentence_parts import Part
from ntmtrack.wording.words import N_

DAY_ABOVE = N_("The day is in a line above: {text}")
# Over the hours of a timetable: Ngày 18/3/2027; Thứ Hai, ngày 15/3/2027:
_BARE_DAY = re.compile(
    rf"(?:(?:sáng|chiều|tối) )?(?:{spelling.any_of(time_readers.WEEKDAYS)},? ?\(?)?"
    rf"(?P<day>(?:ngày )?{time_readers.BARE_DAY})\)?"
    rf"(?: ?\({spelling.any_of(time_readers.WEEKDAYS)}\))?[ :.]*"
)
_BY_THE_CLOCK = re.compile(
    r"(?:(?:sáng|trưa|chiều|tối|lúc|từ) ?[:,(]? ?)?"
    rf"(?P<hour>{time_readers.HOUR})(?: ?(?:-|–|đến) ?{time_readers.HOUR})?\)? ?[:,–-] "
)
# A title over days, whoever is to act on them: Lịch tuyển sinh; Các mốc thời gian bầu cử.
_DAYS = r"mốc (?:thời gian|quan trọng)|(?:khung|kế hoạch) thời gian|thời gian biểu|các mốc"
_SCHEDULE = (
    r"(?<!du )(?<!lý )(?<!thanh )(?<!âm )(?<!dương )\blịch (?!sử\b|sự\b|lãm\b|công tác\b"
    r"|làm việc\b|tiếp (?:công )?dân\b|tiếp xúc\b|tiếp cử tri\b|trực\b)\w"
)
_CALENDAR = re.compile(
    rf"\b(?:{_DAYS})|(?:^|: |[-–] )\W*(?:(?:điều chỉnh|thông báo|công bố) )?{_SCHEDULE}"
)
_OF_CALENDAR = re.compile(rf"\b(?:{_DAYS})|{_SCHEDULE}")  # the document's own subject
_RESTS_ON = re.compile(r"\W*(?:theo (?!đó\b)|căn cứ |thực hiện |trên cơ sở )")
_LONGEST_TITLE = 250
# What may stand between the words of a time: dự kiến từ ngày 9/9 (tính theo dấu bưu điện)
_ABOUT_WHEN = re.compile(r"\([^()]*\)|\b(?:dự kiến|khoảng|vào|từ|ngày|là|và)\b")
# What counts or names with two figures, and no day: 5/7 xã; 1/4 ha; Lớp 4/5; Đường 30/4.
_COUNTED = re.compile(
    r" ?(?:%|(?:xã|phường|huyện|tỉnh|thôn|ấp|bản|làng|khu|tổ|trạm|trường|lớp|điểm|hộ|nhà|khẩu"
    r"|người|ha|km|m2?|tiêu chí|chỉ tiêu|đồng chí|đảng viên|chi bộ|đại biểu|phiếu|ý kiến|buổi"
    r"|học sinh|giáo viên|công trình|dự án|cơ sở|đơn vị|cơ quan)\b)"
)
_NAMED_SO = re.compile(
    r"\b(?:lớp|điểm|đường|phố|ngõ|hẻm|sân|vận động|chợ|cầu|công viên|quảng trường|tổ|khối|khu|lô"
    r"|thửa|số|nhà|trường|thôn|xã|đạt|được|có|còn|hiện|chiếm|tỷ lệ|mức|kỷ niệm|dịp|lễ) $"
)
_BEFORE_DAY = re.compile(r"(?:\b(?:ngày|từ|đến|trước|vào)|:) ?$")
_AFTER_DAY = re.compile(r"\s*[.;]?\s*$|\s*[(:)]")
_FRACTION = re.compile(r"\d{1,2} ?/ ?\d{1,2}")
_NEAR = 20  # letters before figures in which a word may name them


class Timetable:
    """Follow the days of a timetable, in lines of their own over its hours, and calendars."""

    def __init__(self, issued: date | None, title: str = "") -> None:
        self._issued = issued
        self._day = ""
        self._is_over = False  # the lines that follow, also those without an hour
        self._is_of_days = bool(_OF_CALENDAR.search(spelling.level(title)))  # the whole document
        self._calendar: int | None = None  # the rank of the heading that one stands under
        self._section = outline.BODY  # the rank of the last heading

    def enter(self, line: Line) -> None:
        """Go on to a line: one that is only a day is over those that follow it."""
        if line.rank <= outline.NUMBER:
            self._go_under(line, line.rank or self._section)
        day = bare_day(line.text)
        self._day = day or self._day
        if day or line.rank == outline.BODY:
            self._is_over = bool(day)

    def leave(self, heading: Line) -> None:
        """Forget the day: another section begins."""
        self._day, self._is_over = "", False
        self._section = heading.rank
        self._go_under(heading, heading.rank, is_heading=True)

    def _go_under(self, line: Line, rank: int, *, is_heading: bool = False) -> None:
        """Begin a calendar at its title; it ends at a line that is counted as the title is."""
        if _names_calendar(line.text):
            self._calendar = rank
        elif self._calendar is not None and (line.rank or is_heading) and rank <= self._calendar:
            self._calendar = None

    @property
    def _is_calendar(self) -> bool:
        return self._is_of_days or self._calendar is not None

    def parts(self, text: str) -> list[Part]:
        """Cut a paragraph into what are duties of their own; a calendar's, where a day begins."""
        parts = duty_sentences.parts(text, self._issued)
        if not self._is_calendar:
            return parts
        return [entry for part in parts for entry in self._entries(part)]

    def _entries(self, part: Part) -> Iterator[Part]:
        """Begin an entry at each segment with a day; what follows it without one is its own."""
        spans = list(self._spans(part.text))
        if len(spans) == 1:
            yield part if part.times else part._replace(times=self._days(part.text))
            return
        for start, end in spans:
            text = part.text[start:end]
            subject = party_words.subject(text)
            yield Part(part.start + start, part.start + end, text, subject, self._days(text))

    def _spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield where entries begin and end; each segment is read once, however many there are."""
        begin, last = 0, 0
        is_timed = False  # the entry has a day, or why it has none
        in_brackets = 0
        for start, end, _, _ in duty_segments.segments(text):
            segment = text[start:end]
            days, subject = self._days(segment), party_words.subject(segment)
            acts = subject is not None and subject.has_predicate
            begins = bool(_has_day(days) or acts or time_phrases.names_a_day(segment))
            is_aside = segment.startswith("(") or in_brackets > 0
            if last and begins and is_timed and not is_aside:
                yield begin, last
                begin, is_timed, in_brackets = start, False, 0
            begin = begin if last else start
            last, is_timed = end, is_timed or bool(days)
            in_brackets += segment.count("(") - segment.count(")")
        yield begin, last or len(text)

    def _days(self, text: str) -> tuple[TimeWords, ...]:
        """Return the times of an entry: a bare day to come is enough, if it rests on no paper."""
        times, low = time_phrases.in_sentence(text, self._issued), spelling.level(text)
        if _RESTS_ON.match(low):
            return tuple(times) if _has_day(times) else ()
        if not times:
            in_cell = time_phrases.in_cell(text, self._issued)
            times = [time for time in in_cell if self._comes(time) and _is_day(time, low)]
            # Otherwise they say why no day was taken.
            times = times or [time for time in in_cell if time.doubts and not time.says]
        return tuple(times)

    def _comes(self, time: TimeWords) -> bool:
        due = time.says.get("due", "")
        return bool(due) and (not self._issued or time_phrases.last_day(due) > self._issued)

    def is_scheduled(self, line: Line, part: Part) -> bool:
        """Tell whether a line says what is on a day: of a calendar, or as its lines do."""
        if is_by_the_clock(part) or bare_day(part.text):
            return False  # of a programme: whoever is not named there owes nothing
        if _asks_nothing(part):
            return False
        return (
            self.is_entry(part)
            or _begins_with_day(line, part)
            or bool(line.rank and _ends_with_time(part))
        )

    def is_entry(self, part: Part) -> bool:
        """Tell whether a part says what is on a day of a calendar: to come, or without its year."""
        return self._is_calendar and any(
            self._comes(time) or (bool(time.doubts) and not time.says) for time in part.times
        )

    def is_owned(self, line: Line, part: Part, above: OwnerInForce) -> bool:
        """Tell whether one named above owes what is on a day: Tổ A: lập sổ; nộp ngày 5/3.

        It is a heading, or the line's own name without a day; other entries have their own.
        """
        is_of_line = bool(line.rank) and above.rank >= line.rank
        return above.is_heading or (is_of_line and self.is_entry(part))

    def on_day(self, line: Line, part: Part) -> Part:
        """Return a line its hour on the day above it; one without an hour, that day."""
        if not self._day or part.start:
            return part
        match = _BY_THE_CLOCK.match(spelling.level(part.text))
        if not match and (part.times or not (self._is_over and line.rank)):
            return part
        hour = f"{match['hour']} " if match else ""
        reason = DraftReason(DAY_ABOVE, {"text": self._day})
        times = [
            time._replace(
                start=0,
                end=match.end("hour") if match else 0,
                whole=False,
                doubts=(*time.doubts, reason),
            )
            for time in time_phrases.in_cell(f"{hour}{self._day}", self._issued)
        ]
        return part._replace(times=(*times, *part.times))


def bare_day(text: str) -> str:
    """Return the day that a line names and nothing else, over the hours of a timetable."""
    match = _BARE_DAY.fullmatch(spelling.level(text))
    return text[slice(*match.span("day"))] if match else ""


def is_by_the_clock(part: Part) -> bool:
    """Tell whether a line begins with its hour, as those of a programme do: 7h30: Lễ chào cờ."""
    return not part.start and bool(_BY_THE_CLOCK.match(spelling.level(part.text)))


def _has_day(times: Iterable[TimeWords]) -> bool:
    return any({"due", "event"} & time.says.keys() for time in times)


def _is_day(time: TimeWords, low: str) -> bool:
    """Tell whether figures are a day: 5/7 is none in front of what is counted, or in a name."""
    if not _FRACTION.fullmatch(low[time.start : time.end].strip()):
        return not _COUNTED.match(low, time.end)
    before = low[max(0, time.start - _NEAR) : time.start]
    if _COUNTED.match(low, time.end) or _NAMED_SO.search(before):
        return False
    return bool(_BEFORE_DAY.search(before) or _AFTER_DAY.match(low, time.end))


# Ngày 02/3/2027, Sở Giáo dục và Đào tạo có công văn hướng dẫn: it tells of a paper.
_HAS_WRITTEN = re.compile(
    r"\W*ngày [\d ./-]+, [^,;:]{2,120}? (?:có|ra|ký) "
    r"(?:công văn|thông báo|quyết định|chỉ thị|hướng dẫn|kế hoạch)\b"
)
# Lịch thi: Không thi trước ngày 10/6; Ngày 5/3: đã họp: nothing is to be done by that day.
_NOT_TO_DO = re.compile(r"[ .:;,()–-]*(?:đã|không|chưa|(?:nghiêm )?cấm|tuyệt đối không|hoãn)\b")


def _asks_nothing(part: Part) -> bool:
    """Tell whether words of a day say what is not to be done, or has been done."""
    low, subject = spelling.level(part.text), part.subject
    places = [0, low.find(": ") + 2, subject.rest if subject else 0]
    places += [time.end for time in part.times]
    if _HAS_WRITTEN.match(low) or any(_NOT_TO_DO.match(low, place) for place in places):
        return True
    acts = subject is not None and subject.has_predicate
    return not acts and party_words.starts_party(low) and " đã " in low  # Chi bộ đã họp ngày 5/3


def _names_calendar(text: str) -> bool:
    """Tell whether a line is a title over days, and no sentence."""
    is_title = len(text) <= _LONGEST_TITLE and not text.endswith((".", ";", "/"))
    return is_title and bool(_CALENDAR.search(spelling.level(text)))


def _begins_with_day(line: Line, part: Part) -> bool:
    """Tell whether a line says what is on the day it begins with: Ngày 24/10/2026: Tổ họp."""
    first = part.times[0] if part.times else None
    if first is None or re.search(r"\w", part.text[: first.start]) or "due" not in first.says:
        return False
    is_head = bool(re.match(r" ?(?:\([^()]*\) ?)?[^\w.;]*[:–-] ", part.text[first.end :]))
    return is_head or bool(not part.start and line.rank and not first.is_called_for)


def _ends_with_time(part: Part) -> bool:
    """Tell whether a line has nothing but its time behind a colon: Công bố điểm: trước ngày 7/9."""
    low = spelling.level(part.text)
    colon = low.rfind(": ")
    times = [time for time in part.times if time.start > colon > 0]
    if not any("due" in time.says and time.is_called_for for time in times):
        return False
    for time in times:
        low = low[: time.start] + "_" * (time.end - time.start) + low[time.end :]
    return not re.search(r"[^\W_]", _ABOUT_WHEN.sub("", low[colon:]))
