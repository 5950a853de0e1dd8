"""Several deadlines in one row: marks under months with gaps between, or days in one cell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from datetime import timedelta
from itertools import pairwise
from typing import Any

from ntmtrack.drafting.document_model import DraftReason
from ntmtrack.drafting.phrases import cell_grammar
from ntmtrack.drafting.phrases import spelling
from ntmtrack.drafting.phrases import time_phrases
from ntmtrack.drafting.phrases import time_readers
from ntmtrack.drafting.phrases.time_phrases import TimeWords
from ntmtrack.wording.words import N_

SEVERAL_MARKED = N_("Several columns are marked, with gaps: a deadline for each is proposed.")
OF_LAST_STEP = N_("Several steps have deadlines of their own: that of the last is proposed.")
SEVERAL_WRITTEN = N_("Several dates are named: a deadline for each is proposed.")
_RHYTHMS = {3: "quarter", 6: "half-year"}  # by the months between two deadlines
_YEAR, _DAYS = 12, 365  # months in a year, days in a year


def marked(spans: Sequence[tuple[date, date]], words: str) -> TimeWords | None:
    """Return a recurring deadline at the end of each marked time, or None.

    `spans` are the first and last days of the times. None if any of them is a single day,
    if they are out of order, or if a year or more lies between the first and the last.
    """
    if any(first == last for first, last in spans):
        return None  # a person chooses among single days
    rule = _rule(spans)
    why = (DraftReason(SEVERAL_MARKED),)
    return TimeWords(0, len(words), {"repeat": rule}, doubts=why) if rule else None


def written(words: str, times: Sequence[TimeWords], issued: date | None) -> tuple[TimeWords, ...]:
    """Return one recurring deadline for the times listed in a cell: Đợt 1: 30/4; đợt 2: 31/10.

    Of several steps, the last that completes the work sets the deadline. If other words stand
    between them, such as “hoặc”, the times stay as they are and a person chooses. If some are past
    and no series fits the document's year, the next year is tried.
    """
    if across := _across_a_border(words, _onward(words, times, issued)):
        return across
    rounds = _rounds(words, times, issued)
    if not rounds and issued and any(_is_past(time, issued) for time in times):
        following = date(issued.year + 1, 1, 1)
        read = time_phrases.in_cell(words, following)
        rounds = _rounds(words, time_phrases.as_next_year(read, following), following)
    return rounds or _last_step(words, times) or tuple(times)


def _across_a_border(words: str, times: Sequence[TimeWords]) -> tuple[TimeWords, ...]:
    """Return the second of two periods that touch: cuối tháng 7, đầu tháng 8."""
    low = spelling.level(words)
    spans = [span for time in times if (span := _span(time))]
    if len(spans) != 2 or len(times) != 2 or not _follows(spans[0][1], spans[1][0]):
        return ()
    touch = low.startswith("cuối ", times[0].start) and low.startswith("đầu ", times[1].start)
    return (times[1],) if touch else ()


def _follows(day: date, later: date) -> bool:
    return later - day == timedelta(days=1)


def on_days(words: str, days: Sequence[date], doubts: Sequence[DraftReason]) -> TimeWords:
    """Return a deadline on each of several days of one month, in order; or their span, in a row."""
    if (days[-1] - days[0]).days == len(days) - 1:
        fields = {"start": days[0].isoformat(), "due": days[-1].isoformat(), "due_is": "by"}
        why = (*doubts, DraftReason(time_readers.DAYS_IN_A_ROW))
        return TimeWords(0, len(words), fields, doubts=why)
    rule = _rule([(day, day) for day in days])
    why = (*doubts, DraftReason(SEVERAL_WRITTEN))
    return TimeWords(0, len(words), {"repeat": rule}, doubts=why)


def _last_step(words: str, times: Sequence[TimeWords]) -> tuple[TimeWords, ...]:
    """Return the deadline of the last of several steps: trình trước 25/5; ban hành trước 10/6.

    Its clause must begin with a verb that completes work, and each step be due after those before.
    """
    low = spelling.level(words)
    spans = [span for time in times if (span := _span(time))]
    if len(spans) < max(2, len(times)) or _CHOICE.search(low):
        return ()
    is_in_order = all(span[1] < later[0] for span, later in pairwise(spans))
    between = low[times[-2].end : times[-1].start]
    if not is_in_order or not _COMPLETES.fullmatch(between):
        return ()
    doubts = [why for time in times for why in time.doubts]
    why = (*doubts, DraftReason(OF_LAST_STEP))
    return (times[-1]._replace(whole=False, doubts=why),)


# Those who have deadlines of their own: thôn 1: 10/10; thôn 2: 20/12.
_OTHERS = re.compile(
    r"\b(?:xã|phường|tỉnh|cấp|thôn|ấp|khu phố|tổ dân phố|hộ|chi bộ|đảng bộ|lớp|khối|trường)\b"
)
# Between the last two dates: the verb of a step that completes the work.
_COMPLETES = re.compile(
    rf" ?[;,.)]+ ?(?!.*{_OTHERS.pattern})(?:và )?"
    r"(?:ban hành|hoàn thành|hoàn thiện|hoàn tất|(?:bản )?chính thức|phê duyệt|nghiệm thu|công bố"
    r"|có kết quả|tổng kết|phát hành|tổ chức|khánh thành|bàn giao|kết thúc|xong)\b[^.;,\d()]{0,40}"
)
_CHOICE = re.compile(r"\b(?:hoặc|hay|nếu|gia hạn|lùi|đối với|riêng|trường hợp)\b")


def _is_past(time: TimeWords, issued: date) -> bool:
    """Return whether a time is past at the issue date, or has no known span."""
    span = _span(time)
    return not span or span[1] < issued


def _rounds(words: str, times: Sequence[TimeWords], issued: date | None) -> tuple[TimeWords, ...]:
    listed = _without_labels(words, [time for time in times if not _tells_only_how_often(time)])
    if len(listed) == 1 and listed[0].doubts[:1] and "due" not in listed[0].fields:
        listed = _parts(words, listed[0], issued)
    listed = _onward(words, listed, issued)
    dues = [str(time.fields.get("due", "")) for time in listed]
    spans = [span for time in listed if (span := _span(time))]
    count = _COUNT_BEFORE.match(words)
    if count and int(count[1]) != len(listed):
        return ()  # 3 đợt: 10/10 và 20/12
    rule = _rule(spans) if len(spans) == len(listed) > 1 else {}
    if not rule or time_phrases.in_a_row(words, dues) or not _are_listed(words, listed):
        return ()
    if len({time.start for time in listed}) > 1 and any(
        "start" not in time.fields and _JOINS.search(words, time.start, time.end) for time in listed
    ):
        return ()  # quý III và IV năm 2026, quý I năm 2027
    doubts = [why for time in listed for why in time.doubts]
    doubts += [DraftReason(SEVERAL_WRITTEN)]
    return (TimeWords(0, len(words), {"repeat": rule}, doubts=tuple(doubts)),)


def _onward(words: str, times: Sequence[TimeWords], issued: date | None) -> list[TimeWords]:
    """Return times without a year in order: tháng 10 và tháng 4 are of two years."""
    spans = [span for time in times if (span := _span(time))]
    if issued is None or len(spans) != len(times) or re.search(r"\b20\d\d\b", words):
        return [*times]
    turns = [at for at, (span, later) in enumerate(pairwise(spans), 1) if later[1] < span[0]]
    if len(turns) != 1 or spans[0][1] < issued or spans[-1][1] >= issued:
        return [*times]
    following = date(issued.year + 1, 1, 1)
    later = [_a_year_on(time) for time in times[turns[0] :]]
    return [*times[: turns[0]], *time_phrases.as_next_year(later, following)]


def _a_year_on(time: TimeWords) -> TimeWords:
    due = str(time.fields["due"])
    return time._replace(fields={**time.fields, "due": f"{int(due[:4]) + 1}{due[4:]}"})


_JOINS = re.compile(r"\w ?(?:[,+-]|\b(?:và|đến)\b) ?\w", re.IGNORECASE)


def _without_labels(words: str, times: Sequence[TimeWords]) -> list[TimeWords]:
    """Drop the periods that only name the days after them: Quý I: 15/4/2026; quý II: 15/7/2026.

    If another period is left among the days, return none.
    """
    labels = [time for time in times if re.match(r" ?:", words[time.end :])]
    rest = [time for time in times if time not in labels]
    spans = [span for time in rest if (span := _span(time))]
    is_mixed = labels and any(first != last for first, last in spans)
    return [] if is_mixed else rest


def _tells_only_how_often(time: TimeWords) -> bool:
    return any(why.text == cell_grammar.ONLY_HOW_OFTEN for why in time.doubts)


def _parts(words: str, whole: TimeWords, issued: date | None) -> list[TimeWords]:
    """Read each of several periods written together: Quý I và quý III/2026; tháng 6, tháng 12.

    If only the last has a year, it applies to all.
    """
    if whole.doubts[0].text != time_readers.SEVERAL_DATES:
        return []
    low = spelling.level(words)[whole.start : whole.end]
    if not (match := _PERIODS.fullmatch(low)):
        return []
    unit = "tháng" if match["unit"] == "t" else match["unit"]
    year = f"/{match['year']}" if match["year"] else ""
    day = date(int(match["year"]), 1, 1) if year else issued
    texts = (f"{unit} {number}{year}" for number in _PERIOD.findall(match["numbers"]))
    times = [time for text in texts for time in time_phrases.in_cell(text, day)]
    if times and match["unit"] == "t" and not year and re.search(r"t[2-7]\b", low):
        why = DraftReason(cell_grammar.MAY_BE_WEEKDAY, {"words": low.upper()})
        times[0] = times[0]._replace(doubts=(*times[0].doubts, why))
    return [time._replace(start=whole.start, end=whole.end) for time in times]


_PERIOD = re.compile(r"(?:\b|(?<=t))(?:iv|i{1,3}|\d{1,2})\b")
_PERIODS = re.compile(
    rf"(?:các )?(?P<unit>tháng|qu[ýí]|t) ?(?P<numbers>{_PERIOD.pattern}"
    rf"(?: ?(?:, và|,|\+|và) ?(?:tháng |qu[ýí] |t)?{_PERIOD.pattern}){{1,11}}+)"
    r"(?: ?(?:/|năm) ?(?P<year>\d{4}))?"
)


def _span(time: TimeWords) -> tuple[date, date] | None:
    """Return the first and last day of a deadline without an hour, or None."""
    due = str(time.fields.get("due", ""))
    if not due or "T" in due or "due_to" in time.fields:
        return None
    return time_phrases.span(time)


def _are_listed(words: str, times: Sequence[TimeWords]) -> bool:
    """Return whether only the names of rounds stand around the times in a cell."""
    low = spelling.level(words)
    inner = [low[time.end : after.start] for time, after in pairwise(times)]
    texts = [low[: times[0].start], *inner, low[times[-1].end :]]
    if _BETWEEN.fullmatch(texts[-1]) and _say_the_same(texts[:-1]):
        return True
    return all(map(_BETWEEN.fullmatch, texts)) and not any(map(_UNTIL.fullmatch, inner))


def _say_the_same(texts: Sequence[str]) -> bool:
    """Return whether texts differ only in numbers: 03 công trình, 05 công trình."""
    words = {" ".join(re.findall(r"[^\W\d]+", text)) for text in texts}
    is_for_others = any(_CHOICE.search(text) or _OTHERS.search(text) for text in texts)
    return len(words) == 1 and words != {""} and not is_for_others


_COUNT_BEFORE = re.compile(r"\W*(\d{1,2}) (?:đợt|lượt|vòng|lần)\b", re.IGNORECASE)
_UNTIL = re.compile(r"\W*-\W*")
_ROUND = (
    r"(?:(?:đợt|lần|kỳ|lượt|vòng|học kỳ|giai đoạn|quý|quí) (?:thứ )?(?:\d|i{1,3}v?|một|hai|ba|bốn"
    r"|nhất|đầu|cuối)|(?:(?:báo cáo|sơ kết|tổng kết) )?(?:[69]|06|09|sáu|chín) tháng"
    r"(?: đầu năm| cuối năm)?|(?:(?:báo cáo|sơ kết|tổng kết) )?(?:cả |một )?năm)"
)
_BETWEEN = re.compile(
    r"\W*(?:(?:(?:ít nhất )?\d{1,2} lần ?/ ?năm|\d{1,2} (?:đợt|lượt|vòng|lần)|các|dự kiến|ngày|và|,"
    rf"|{_ROUND}|trước|xong)\b\W*){{0,5}}"
)


def _rule(spans: Sequence[tuple[date, date]]) -> dict[str, Any]:
    """Return the repeat rule for deadlines in order within a year, or {}."""
    days = [last for _, last in spans]
    if (days[-1] - days[0]).days >= _DAYS or any(day >= later for day, later in pairwise(days)):
        return {}
    return {**_rhythm(days), "from": spans[0][0].isoformat(), "until": days[-1].isoformat()}


def _rhythm(days: Sequence[date]) -> dict[str, Any]:
    months = [day.year * _YEAR + day.month for day in days]
    gaps = {after - before for before, after in pairwise(months)}
    are_whole = all((day + timedelta(days=1)).day == 1 for day in days)
    gap = gaps.pop() if are_whole and len(gaps) == 1 else 0
    if gap in _RHYTHMS and days[-1].month % gap == 0:
        return {"every": _RHYTHMS[gap]}
    on = sorted(f"{day:%m-%d}" for day in days)
    return {"every": "year", "on": on}
