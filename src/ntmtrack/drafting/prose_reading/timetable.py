"""Timetables, whose lines fall on the day above them, and calendars, whose lines have their own."""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Iterator
from datetime import date

from ntmtrack.drafting.document_model import DraftReason
from ntmtrack.drafting.phrases import party_words
from ntmtrack.drafting.phrases import spelling
from ntmtrack.drafting.phrases import time_phrases
from ntmtrack.drafting.phrases.time_phrases import TimeWords
from ntmtrack.drafting.prose_reading import duty_segments
from ntmtrack.drafting.prose_reading import duty_sentences
from ntmtrack.drafting.prose_reading import hours_of_day
from ntmtrack.drafting.prose_reading import outline
from ntmtrack.drafting.prose_reading.outline import Line
from ntmtrack.drafting.prose_reading.outline import OwnerInForce
from ntmtrack.drafting.prose_reading.sentence_parts import Part
from ntmtrack.wording.words import N_

DAY_ABOVE = N_("The day is in a line above: {text}")
# Titles of calendars: Lịch tuyển sinh; Các mốc thời gian bầu cử.
_DAYS = r"mốc (?:thời gian|quan trọng)|(?:khung|kế hoạch) thời gian|thời gian biểu|các mốc"
_SCHEDULE = (
    r"(?<!du )(?<!lý )(?<!thanh )(?<!âm )(?<!dương )\blịch (?!sử\b|sự\b|lãm\b|công tác\b"
    r"|làm việc\b|tiếp (?:công )?dân\b|tiếp xúc\b|tiếp cử tri\b|trực\b)\w"
)
_CALENDAR = re.compile(
    rf"\b(?:{_DAYS})|(?:^|: |[-–] )\W*(?:(?:điều chỉnh|thông báo|công bố) )?{_SCHEDULE}"
)
_OF_CALENDAR = re.compile(rf"\b(?:{_DAYS})|{_SCHEDULE}")  # in the document's title
_RESTS_ON = re.compile(r"\W*(?:theo (?!đó\b)|căn cứ |thực hiện |trên cơ sở )")
_LONGEST_TITLE = 250
# Words allowed around a time: dự kiến từ ngày 9/9 (tính theo dấu bưu điện)
_ABOUT_WHEN = re.compile(r"\([^()]*\)|\b(?:dự kiến|khoảng|vào|từ|ngày|là|và)\b")
# Figures that are counts or names, not days: 5/7 xã; 1/4 ha; Lớp 4/5; Đường 30/4.
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
_NEAR = 20  # letters to search before figures for such a name


class Timetable:
    """Track the days of timetables and calendars while the lines are read."""

    def __init__(self, issued: date | None, title: str = "") -> None:
        self._issued = issued
        self._day = ""
        self._titled = outline.BODY  # the rank of the numbered title with that day
        self._at_head: tuple[TimeWords, ...] = ()  # the day that begins the line
        self._is_over = False  # whether the day also applies to lines without an hour
        # Whether the whole document is a calendar.
        self._is_of_days = bool(_OF_CALENDAR.search(spelling.level(title)))
        self._calendar: int | None = None  # the rank of the current calendar's title
        self._section = outline.BODY  # the rank of the last heading

    def enter(self, line: Line) -> None:
        """Move to a line; a line that is only a day applies to the lines below it."""
        if line.rank <= outline.NUMBER:
            self._go_under(line, line.rank or self._section)
        day = hours_of_day.bare_day(line.text)
        is_title = outline.ARTICLE <= line.rank <= outline.NUMBER
        of_title = hours_of_day.day_of_title(line.text) if is_title else ""
        if (is_title and line.rank <= self._titled) or hours_of_day.is_lunar_day(line.text):
            self._day = ""  # the next title ends the day of the one before
        if day or of_title:
            self._titled = line.rank if of_title else outline.BODY
        self._day = day or of_title or self._day
        if day or line.rank == outline.BODY:
            self._is_over = bool(day)

    def leave(self, heading: Line) -> None:
        """Forget the day at the heading of another section."""
        self._day, self._is_over = hours_of_day.day_of_title(heading.text), False
        self._section, self._titled = heading.rank, outline.BODY
        self._go_under(heading, heading.rank, is_heading=True)

    def _go_under(self, line: Line, rank: int, *, is_heading: bool = False) -> None:
        """Begin a calendar at its title; end it at a line of the title's rank or above."""
        if _names_calendar(line.text):
            self._calendar = rank
        elif self._calendar is not None and (line.rank or is_heading) and rank <= self._calendar:
            self._calendar = None

    @property
    def _is_calendar(self) -> bool:
        return self._is_of_days or self._calendar is not None

    @property
    def has_day(self) -> bool:
        """Return whether the lines stand below a day."""
        return bool(self._day)

    def is_under_names(self, part: Part) -> bool:
        """Return whether a part is an hour of those named at the start of its line."""
        return bool(self._day and hours_of_day.HOUR_FIRST.match(spelling.level(part.text)))

    def is_of_day(self, part: Part) -> bool:
        """Return whether a line begins with an hour, below a line with the day."""
        return bool(self._day) and is_by_the_clock(part)

    def parts(self, text: str) -> list[Part]:
        """Cut a paragraph into separate duties; in a calendar, also at each day.

        Below a day, the line of a named person is cut at the hours.
        """
        if self._day and (by_hours := hours_of_day.parts(text, self._issued)):
            return by_hours
        parts = duty_sentences.parts(text, self._issued)
        if not self._is_calendar:
            return parts
        return [entry for part in parts for entry in self._entries(part)]

    def _entries(self, part: Part) -> Iterator[Part]:
        """Yield an entry for each segment with a day; undated segments join the one before."""
        spans = list(self._spans(part.text))
        if len(spans) == 1:
            yield part if part.times else part._replace(times=self._days(part.text))
            return
        for start, end in spans:
            text = part.text[start:end]
            subject = party_words.subject(text)
            yield Part(part.start + start, part.start + end, text, subject, self._days(text))

    def _spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield the start and end of each entry; every segment is read only once."""
        begin, last = 0, 0
        is_timed = False  # whether the entry has a day, or a doubt about it
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
        """Return the times of an entry; a bare day to come is enough.

        If the entry begins with a legal ground, a bare day is not enough. An entry without a day
        gets the doubts that say why.
        """
        times, low = time_phrases.in_sentence(text, self._issued), spelling.level(text)
        if _RESTS_ON.match(low):
            return tuple(times) if _has_day(times) else ()
        if not times:
            in_cell = time_phrases.in_cell(text, self._issued)
            times = [time for time in in_cell if self._is_to_come(time) and _is_day(time, low)]
            # Without a day, keep the doubts that say why.
            times = times or [time for time in in_cell if time.doubts and not time.fields]
        return tuple(times)

    def _is_to_come(self, time: TimeWords) -> bool:
        due = time.fields.get("due", "")
        return bool(due) and (not self._issued or time_phrases.last_day(due) > self._issued)

    def is_scheduled(self, line: Line, part: Part) -> bool:
        """Return whether a part says what happens on a day, in a calendar or like one."""
        if is_by_the_clock(part) or hours_of_day.bare_day(part.text):
            return False  # lines of a programme are no duties by themselves
        if _names_calendar(line.text) and not _has_day(part.times):
            return False  # a calendar's title: Khung kế hoạch thời gian năm học 2026 - 2027
        if _asks_nothing(part):
            return False
        return (
            self.is_entry(part)
            or _begins_with_day(line, part)
            or bool(line.rank and _ends_with_time(part))
        )

    def is_entry(self, part: Part) -> bool:
        """Return whether a part is an entry of a calendar: to come, or with a doubtful day."""
        return self._is_calendar and any(
            self._is_to_come(time) or (bool(time.doubts) and not time.fields) for time in part.times
        )

    def is_owned(self, line: Line, part: Part, above: OwnerInForce) -> bool:
        """Return whether the owner above owes an entry: Tổ A: lập sổ; nộp ngày 5/3.

        It must be a heading, or stand in the same line; other entries have their own owners.
        """
        is_of_line = bool(line.rank) and above.rank >= line.rank
        return above.is_heading or (is_of_line and self.is_entry(part))

    def on_day(self, line: Line, part: Part) -> Part:
        """Return a part with its hour on the day above it, or with that day."""
        if not part.start:
            is_head = _begins_with_day(line, part) and _is_head(part.text, part.times[0])
            self._at_head = part.times[:1] if is_head else ()
        elif self._at_head and not part.times and not part.is_listed:
            return self._on_day_of_line(line, part)
        if not self._day or part.text.startswith("(") or (part.start and not part.is_listed):
            return part
        low = spelling.level(part.text)
        by_hour = hours_of_day.HOUR_FIRST if part.is_listed else hours_of_day.BY_THE_CLOCK
        match = by_hour.match(low)
        is_under = (self._is_over and line.rank) or hours_of_day.PART_OF_DAY.match(low)
        if not match and (part.times or not is_under):
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
        subject = hours_of_day.performer(part.text) if match else None
        return part._replace(times=(*times, *part.times), subject=subject or part.subject)

    def _on_day_of_line(self, line: Line, part: Part) -> Part:
        """Return a part with its line's day: Ngày 5/3: Họp. Các tổ báo cáo."""
        words = time_phrases.words_of(line.text, self._at_head)
        reason = DraftReason(DAY_ABOVE, {"text": words})
        times = [
            time._replace(start=0, end=0, whole=False, doubts=(*time.doubts, reason))
            for time in self._at_head
        ]
        return part._replace(times=tuple(times))


def day_above(times: Iterable[TimeWords]) -> str:
    """Return the words of the day that a line's times take from a line above, or ""."""
    doubts = (doubt for time in times for doubt in time.doubts)
    return next((str(doubt.values["text"]) for doubt in doubts if doubt.text == DAY_ABOVE), "")


def is_over_hours(text: str) -> bool:
    """Return whether a line is only a day or half a day: Thứ Hai, 5/3; SÁNG:."""
    low = spelling.level(text)
    return bool(hours_of_day.bare_day(text)) or bool(hours_of_day.HALF_DAY.fullmatch(low))


def is_by_the_clock(part: Part) -> bool:
    """Return whether a part begins with an hour, as in a programme: 7h30: Lễ chào cờ."""
    return not part.start and bool(hours_of_day.BY_THE_CLOCK.match(spelling.level(part.text)))


def _has_day(times: Iterable[TimeWords]) -> bool:
    return any({"due", "event"} & time.fields.keys() for time in times)


def _is_day(time: TimeWords, low: str) -> bool:
    """Return whether figures are a day, not a count such as 5/7 xã or part of a name."""
    if not _FRACTION.fullmatch(low[time.start : time.end].strip()):
        return not _COUNTED.match(low, time.end)
    before = low[max(0, time.start - _NEAR) : time.start]
    if _COUNTED.match(low, time.end) or _NAMED_SO.search(before):
        return False
    return bool(_BEFORE_DAY.search(before) or _AFTER_DAY.match(low, time.end))


# Reports of a paper: Ngày 02/3/2027, Sở Giáo dục và Đào tạo có công văn hướng dẫn.
_HAS_WRITTEN = re.compile(
    r"\W*ngày [\d ./-]+, [^,;:]{2,120}? (?:có|ra|ký) "
    r"(?:công văn|thông báo|quyết định|chỉ thị|hướng dẫn|kế hoạch)\b"
)
# Nothing is due on that day: Lịch thi: Không thi trước ngày 10/6; Ngày 5/3: đã họp.
_NOT_TO_DO = re.compile(r"[ .:;,()–-]*(?:đã|không|chưa|(?:nghiêm )?cấm|tuyệt đối không|hoãn)\b")


def _asks_nothing(part: Part) -> bool:
    """Return whether an entry says what must not be done, or what is done already."""
    low, subject = spelling.level(part.text), part.subject
    places = [0, low.find(": ") + 2, subject.rest if subject else 0]
    places += [time.end for time in part.times]
    if _HAS_WRITTEN.match(low) or any(_NOT_TO_DO.match(low, place) for place in places):
        return True
    acts = subject is not None and subject.has_predicate
    return not acts and party_words.starts_party(low) and " đã " in low  # Chi bộ đã họp ngày 5/3


def _names_calendar(text: str) -> bool:
    """Return whether a line is the title of a calendar, not a sentence."""
    is_title = len(text) <= _LONGEST_TITLE and not text.endswith((".", ";", "/"))
    return is_title and bool(_CALENDAR.search(spelling.level(text)))


def _begins_with_day(line: Line, part: Part) -> bool:
    """Return whether a line begins with the day of its event: Ngày 24/10/2026: Tổ họp."""
    first = part.times[0] if part.times else None
    if first is None or re.search(r"\w", part.text[: first.start]) or "due" not in first.fields:
        return False
    is_counted = bool(not part.start and line.rank and not first.is_called_for)
    return is_counted or _is_head(part.text, first)


def _is_head(text: str, day: TimeWords) -> bool:
    """Return whether a day is the heading of what follows it: Ngày 5/3 (thứ Sáu): …."""
    return bool(re.match(r" ?(?:\([^()]*\) ?)?[^\w.;]*[:–-] ", text[day.end :]))


def _ends_with_time(part: Part) -> bool:
    """Return whether only a time follows the colon: Công bố điểm: trước ngày 7/9."""
    low = spelling.level(part.text)
    colon = low.rfind(": ")
    times = [time for time in part.times if time.start > colon > 0]
    if not any("due" in time.fields and time.is_called_for for time in times):
        return False
    for time in times:
        low = low[: time.start] + "_" * (time.end - time.start) + low[time.end :]
    return not re.search(r"[^\W_]", _ABOUT_WHEN.sub("", low[colon:]))
