"""Find the days, periods, rhythms and events that a sentence or a cell names.

In a sentence, a day is a deadline only with a word that makes it one; the day of a cited document
never is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from datetime import date
from datetime import timedelta
from functools import lru_cache
from itertools import accumulate
from itertools import pairwise
from itertools import repeat
from typing import Any
from typing import NamedTuple

from ntmtrack.directive import periods
from ntmtrack.drafting.document_model import DraftReason
from ntmtrack.drafting.phrases import cell_grammar
from ntmtrack.drafting.phrases import deadline_grammar
from ntmtrack.drafting.phrases import spelling
from ntmtrack.drafting.phrases import time_readers
from ntmtrack.drafting.phrases import time_ways
from ntmtrack.drafting.phrases.time_readers import BARE_DAY
from ntmtrack.wording.words import N_

TOO_LONG = N_("The cell is too long for a deadline: no time is read from it.")
ALREADY_DONE = N_("This is what has been done, not a deadline.")
AFTER_IT = N_("The text says after what time, but not by when.")
OF_ANOTHER_PAPER = N_("The number or the date belongs to another document.")
_ABOUT_REPORTS = re.compile("báo cáo|định kỳ|tổng hợp|giao ban|gửi|sơ kết|tổng kết|họp")
_STANDING_WORDS = re.compile(spelling.any_of(cell_grammar.LASTING))
_UNDATED_WORDS = re.compile(rf"{spelling.any_of(cell_grammar.UNDATED)}[^.;]{{0,80}}")


class TimeWords(NamedTuple):
    """Describe a time that a text names: the place of its words, and its fields in the file.

    `fields` has the file's keys (`due`, `due_is`, `due_to`, `start`, `repeat`, `event`,
    `event_days`, `standing`, `no_date`), but `event` is the event's name. `whole`: the words name
    a full day, month, quarter or year, without doubts. `is_firm`: no lead words, or one of the
    FIRM ones.
    """

    start: int
    end: int
    fields: Mapping[str, Any]
    whole: bool = False
    doubts: tuple[DraftReason, ...] = ()
    is_firm: bool = True

    @property
    def is_dated(self) -> bool:
        """Return whether it names a day, a period, a rhythm or an event."""
        return bool({"due", "start", "repeat", "event"} & self.fields.keys())

    @property
    def is_called_for(self) -> bool:
        """Return whether it is a duty's time, not only the day on which something is held."""
        return not any(doubt.text == time_readers.HELD_ON for doubt in self.doubts)


def in_sentence(text: str, issued: date | None) -> list[TimeWords]:
    """Find the deadlines, starts and rhythms that a sentence names, in order.

    Skips days without a word that makes them a deadline, and days of cited documents. A rhythm
    without a day counts only near words about reports.
    """
    return list(_in_sentence(text, issued))


@lru_cache(maxsize=4096)
def _in_sentence(text: str, issued: date | None) -> tuple[TimeWords, ...]:
    low = spelling.level(text)
    if not time_ways.may_name_time(low):
        return ()
    low = _EXPLAINED.sub(_hidden, low)
    read = [_in_its_words(time, text) for time in _read_all(time_ways.IN_SENTENCES, low, issued)]
    if _ABOUT_REPORTS.search(low):
        exact = {rule["every"] for time in read for rule in _rules(time) if "on" in rule}
        read += [
            time
            for time in _apart(_read_all(time_ways.RHYTHMS, low, issued), read, low)
            if _ABOUT_REPORTS.search(low[max(0, time.start - 100) : time.end + 60])
            and not _has_exact_rule(time, low, exact)
        ]
    holding = [_future(time, issued) for time in read if _holds(time, low, issued)]
    times = sorted((_as_start(time, low) for time in holding if time), key=_start_of)
    times = _without_asides(times, low)
    called_for = [time for time in times if time.is_called_for]
    return tuple(called_for if any(time.is_dated for time in called_for) else times)


def _without_asides(times: list[TimeWords], low: str) -> list[TimeWords]:
    """Drop offsets in brackets beside the sentence's own day: họp ngày 5/3 (mời trước 3 ngày …)."""
    if "(" not in low or not any("event" in time.fields for time in times):
        return times
    depths = list(accumulate(map(_STEPS.get, low, repeat(0)), lambda depth, by: max(0, depth + by)))
    dated = [time.start for time in times if time.is_dated and not depths[time.start]]
    first = min(dated, default=len(low))
    return [
        time
        for time in times
        if "event" not in time.fields
        or not depths[time.start]
        or _OWN_DEADLINE.match(low, low.rfind("(", max(0, time.start - _NEAR), time.start))
        or not (first < time.start or _DAY_BEHIND_ASIDE.match(low, time.end))
    ]


def _hidden(match: re.Match[str]) -> str:
    """Mask a day that only explains the time before it, unless that time is lunar."""
    is_lunar = _LUNAR_BEFORE.search(match.string[max(0, match.start() - _NEAR) : match.start()])
    return match.group() if is_lunar else "_" * len(match.group())


def in_cell(text: str, issued: date | None) -> list[TimeWords]:
    """Find the times in a cell of a deadline column, where a bare date is enough."""
    return list(_in_cell(text, issued))


@lru_cache(maxsize=4096)
def _in_cell(text: str, issued: date | None) -> tuple[TimeWords, ...]:
    if len(text) > _LONGEST_CELL:
        return (TimeWords(0, len(text), {}, doubts=(DraftReason(TOO_LONG),)),)
    low = spelling.level(text)
    times = _read_all(time_ways.FIRST_IN_CELLS, low, issued)
    for ways in (time_ways.IN_SENTENCES, time_ways.IN_CELLS, time_ways.RHYTHMS):
        times += _apart(_read_all(ways, low, issued), times, low)
    for pattern, read in (
        (_STANDING_WORDS, time_readers.standing),
        (_UNDATED_WORDS, time_readers.no_date),
    ):
        if not times and (match := pattern.search(low)):
            times.append(TimeWords(*match.span(), fields=read(match, issued).fields, is_firm=False))
    is_done = bool(_DONE.search(low))
    own = (_without_other_day(_in_its_words(time, text), low, is_done=is_done) for time in times)
    return tuple(sorted((_as_start(time, low) for time in own), key=_start_of))


def _in_its_words(time: TimeWords, text: str) -> TimeWords:
    """Return a time whose `no_date` words keep their original capitals, except the first letter."""
    words = spelling.compact(text[time.start : time.end])
    fields = {"no_date": words[:1].lower() + words[1:]} if "no_date" in time.fields else time.fields
    return time._replace(fields=fields)


def _without_other_day(time: TimeWords, low: str, *, is_done: bool) -> TimeWords:
    """Return a cell's time; drop its day, with a doubt, if it is no deadline.

    That is a day of what is already done, a day after which something happens, or another
    document's day.
    """
    if "due" not in time.fields:
        return time
    before = _before(time, low)
    doubt = ""
    if is_done:
        doubt = ALREADY_DONE
    elif _AFTER.search(before):
        doubt = AFTER_IT
    elif not _FIRM_WORDS.search(low[time.start : time.end]) and _PAPER.search(before):
        doubt = OF_ANOTHER_PAPER
    return time._replace(fields={}, whole=False, doubts=(DraftReason(doubt),)) if doubt else time


def _before(time: TimeWords, low: str) -> str:
    return low[max(0, time.start - _NEAR) : time.start]


def _as_start(time: TimeWords, low: str) -> TimeWords:
    """Turn a deadline after a word such as “khởi công” into a deadline to begin."""
    if "due" not in time.fields or "start" in time.fields or not _BEGINS.search(_before(time, low)):
        return time
    return time._replace(fields={**time.fields, "due_is": "by", "due_to": "start"}, whole=False)


def as_next_year(times: Iterable[TimeWords], day: date) -> list[TimeWords]:
    """Return times read in the year after the document's, with the reason that says so."""
    next_year = DraftReason(time_readers.NEXT_YEAR, {"year": str(day.year)})
    return [
        time._replace(
            doubts=tuple(
                next_year if why.text == time_readers.YEAR_FROM_LETTER else why
                for why in time.doubts
            )
        )
        for time in times
    ]


def words_of(text: str, times: Iterable[TimeWords]) -> str:
    """Return the words of these times in the text, joined with semicolons."""
    return "; ".join(spelling.compact(text[time.start : time.end]).strip(" ,;(") for time in times)


def names_a_day(text: str) -> bool:
    """Return whether a text names any day, month or deadline, for whatever purpose."""
    return bool(_ANY_DAY.search(spelling.level(text)) or in_sentence(text, None))


def _read_all(ways: time_ways.Ways, low: str, issued: date | None) -> list[TimeWords]:
    """Parse all times, trying the patterns in order; each letter is matched at most once."""
    times: list[TimeWords] = []
    taken = bytearray(len(low))  # 1 for each letter already matched
    for way in time_ways.fitting(ways, low):
        for match in way.pattern.finditer(low):
            time = TimeWords(*match.span(way.words), fields={})
            if any(taken[time.start : time.end]):
                continue
            taken[time.start : time.end] = bytes([1]) * (time.end - time.start)
            fields, whole, doubts = way.read(match, issued)
            lead = match.groupdict().get("lead") or ""
            firm = not lead or bool(_FIRM_WORDS.search(lead))
            times.append(time._replace(fields=fields, whole=whole, doubts=doubts, is_firm=firm))
    return times


def _has_exact_rule(time: TimeWords, low: str, exact: AbstractSet[str]) -> bool:
    """Return whether a rhythm that begins a clause also appears with its day elsewhere.

    `exact` has the rhythms that the sentence gives with a day.
    """
    before = low[max(0, time.start - 2) : time.start].removesuffix(" ")[-1:]
    begins = not before or before in ",;(:"
    return begins and any(rule["every"] in exact for rule in _rules(time))


def _rules(time: TimeWords) -> list[Mapping[str, Any]]:
    rules = time.fields.get("repeat", [])
    return rules if isinstance(rules, list) else [rules]


def _apart(
    times: Iterable[TimeWords], others: Iterable[TimeWords], low: str
) -> Sequence[TimeWords]:
    """Return the times that do not overlap with the others."""
    taken = bytearray(len(low))
    for other in others:
        taken[other.start : other.end] = bytes([1]) * (other.end - other.start)
    return [time for time in times if not any(taken[time.start : time.end])]


def _holds(time: TimeWords, low: str, issued: date | None) -> bool:
    """Return whether a time in a sentence is worth keeping: not empty, and no cited document's."""
    if not time.fields and not time.doubts:
        return False
    if time.is_firm or not time.is_dated or "due" not in time.fields:
        return True
    if low.startswith("vào cuối ", time.start):  # a document is never dated “at the end of a month”
        return issued is not None
    return issued is not None and not is_of_paper(low, time.start)


def is_of_paper(low: str, at: int) -> bool:
    """Return whether the day at a place is the date of a document cited before it."""
    return bool(_CITED.search(low[max(0, at - 90) : at]))


def _future(time: TimeWords, issued: date | None) -> TimeWords | None:
    """Return a time, without its day if that is past; None if soft words then describe the past."""
    day = time.fields.get("due", "") or time.fields.get("start", "")
    if issued is None or not day or last_day(day) >= issued:
        return time
    if not time.is_firm:
        return None
    past = DraftReason(time_readers.PAST, {"day": f"{last_day(day):%d/%m/%Y}"})
    return time._replace(fields={}, whole=False, doubts=(*time.doubts, past))


def last_day(due: str) -> date:
    """Return the last day of a deadline in the file's format."""
    period = periods.parse_iso(due)
    return period.last if period else date.fromisoformat(due[:10])


def span(time: TimeWords) -> tuple[date, date]:
    """Return the first and last day of a time that has a deadline."""
    period = periods.parse_iso(time.fields["due"])
    first = period.first.isoformat() if period else time.fields["due"][:10]
    return date.fromisoformat(time.fields.get("start", first)[:10]), last_day(time.fields["due"])


def in_a_row(words: str, dues: Sequence[str]) -> dict[str, str]:
    """Return the start and the deadline of consecutive days: các ngày 10, 11 và 12/6.

    Return an empty dict if anything else stands between them: a bracket, a label, “trước”.
    """
    match = _DAYS_ALONE.fullmatch(spelling.level(words))
    if len(dues) < 2 or not match or int(match["count"] or len(dues)) != len(dues):
        return {}
    days = [date.fromisoformat(due) for due in dues]
    if any(after - before != timedelta(days=1) for before, after in pairwise(days)):
        return {}
    return {"start": dues[0], "due": dues[-1], "due_is": "by"}


_STEPS = {"(": 1, ")": -1}
# An aside that names no work of its own is about the sentence's: mời họp ngày 5/3 (gửi trước …).
_OWN_DEADLINE = re.compile(
    r"\((?:phải )?(?:chậm nhất|muộn nhất|(?:hoàn thành|xong|gửi|nộp|trình) (?:trước|chậm nhất))\b"
)
_DAY_BEHIND_ASIDE = re.compile(r"[^()]{0,60}\): (?:dự kiến )?(?:từ |vào |trước |ngày )*\d")
_LISTED_DAY = r"(?:ngày )?\d{1,2}(?:/\d{1,2}(?:/\d{4})?)?"
_DAYS_ALONE = re.compile(
    r"(?:dự kiến )?(?:trong )?"
    r"(?:các |(?P<count>\d{1,2}) (?:(?=ngày)|ngày[,:] )|(?:sáng|chiều|tối|đêm) )?"
    rf"{_LISTED_DAY}(?:(?: ?,(?: và)? ?| và ){_LISTED_DAY})+\W*"
)
_ANY_DAY = re.compile(rf"ngày {BARE_DAY}|tháng \d{{1,2}}/\d{{4}}|\d/\d{{1,2}}/\d{{4}}")
# A day that only explains the time before it: 80 ngày trước ngày bầu cử (tức ngày …).
_EXPLAINED = re.compile(rf"tức (?:là )?(?:từ )?ngày {BARE_DAY}")
_LUNAR_BEFORE = re.compile(
    r"(?:\btết|\bchạp|\bgiêng|âm lịch\)?|rằm tháng \w+)(?: năm \w+(?: \w+)?)? ?[(,]? ?$"
)
_FIRM_WORDS = re.compile(rf"\b{spelling.any_of(deadline_grammar.FIRM)}\b")
_CITED = re.compile(
    r"(?:\d[\w -]{0,12}[/-][\w&/-]{1,20}|nghị quyết|quyết định(?! cho\b)|chỉ thị"
    r"|kết luận|công văn|thông tư|nghị định|luật|hướng dẫn|thông báo|tờ trình"
    r"|công điện)[^,.;]{0,60},? ?$|\btính $"
    r"|có hiệu lực[^,.;]{0,20}$"
)


# “ra quân” marks a start only at the start of its clause, not in “tổ chức lễ ra quân ngày …”.
_BEGINS = re.compile(
    rf"(?:\bbắt đầu|(?:^|[,.;:(-] ?|\b(?:phải|cần|sẽ|và|dự kiến|phấn đấu) )"
    rf"{spelling.any_of(deadline_grammar.BEGINNING)})(?: vào| trong| từ|:|,)* ?$"
)
# The cell reports what has been done.
_DONE = re.compile(
    r"\bđã (?:\w+ )?(?:xong|hoàn thành|hoàn tất|thực hiện|ban hành|có|nộp|làm|trình)\b"
)
_LONGEST_CELL = 2000  # letters
_NEAR = 100  # letters to examine before a time
_AFTER = re.compile(r"\bsau (?:khi |ngày |tháng |quý |năm )?$")
_PAPER = re.compile(
    r"(?:\bsố|\b(?:qđ|kh|cv|nq|tb|ct|kl|quyết định|kế hoạch|công văn|nghị quyết|thông báo|chỉ thị"
    r"|kết luận|hướng dẫn|văn bản|công điện|tờ trình))\b[^,.;()]{0,40}$"
)


def _start_of(time: TimeWords) -> int:
    return time.start
