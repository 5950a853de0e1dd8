"""When a row of a table is due: by its own cells, marks, a rhythm, or its section."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from datetime import date
from datetime import timedelta
from typing import NamedTuple

from ntmtrack.directive import periods
from ntmtrack.drafting.document_model import DraftReason
from ntmtrack.drafting.phrases import spelling
from ntmtrack.drafting.phrases import time_phrases
from ntmtrack.drafting.phrases import time_readers
from ntmtrack.drafting.phrases import weeks_of_month
from ntmtrack.drafting.phrases.time_phrases import TimeWords
from ntmtrack.drafting.table_reading import column_cells
from ntmtrack.drafting.table_reading import column_heads
from ntmtrack.drafting.table_reading import duty_columns
from ntmtrack.drafting.table_reading import month_parts
from ntmtrack.drafting.table_reading import several_deadlines
from ntmtrack.wording.words import N_

START_UNUSED = N_("The hour or the day of the start is not used: {text}")
NUMBER_IS_DAY = N_("The cell holds the number {number}, which Excel reads as the day {day}.")
DEADLINE_FROM_SECTION = N_("The deadline comes from the heading of the section: {text}")
MARKED_UNTIL = N_("Several columns are marked: the last one is proposed.")
ALSO_WITH_PRODUCT = N_("The product also gives a time: {text}")
ALSO_WITH_WORK = N_("The task also gives a day: {text}")
MONTH_IS_DIVIDED = N_("Another column names the day or week of the month: {text}")
WEEKDAY_IN_TEXT = N_("The weekday is from the text of the duty: {text}")
OFTEN_IN_COLUMN = N_("How often is given in a column of its own: {text}")
_HEADED = re.compile(r"^[IVX]{1,5}[.)]? ")  # the number of a section
# The document's own kind, before its month: Kế hoạch công tác tháng 9.
_OWN_KIND = re.compile(r"^kế hoạch (?=(?:công tác |hoạt động )?tháng \d)", re.IGNORECASE)
_OCCASION = re.compile(r"\b(?:sau|chào mừng|kỷ niệm|hưởng ứng|tổng kết) \D*tháng \d", re.IGNORECASE)
_ASIDE = re.compile(r"\(([^()]{3,50})\)\W*$")  # brackets after the duty
# The unit in a rhythm column, the rhythm by itself, and the words to put after a day.
_RHYTHMS: tuple[tuple[str, str, str], ...] = (
    ("ngày", "hằng ngày", "hằng ngày"),
    ("tuần", "hằng tuần", "hằng tuần"),
    ("tháng", "hằng tháng", "hằng tháng"),
    ("quý", "hằng quý", "hằng năm"),
    ("6 tháng", "6 tháng một lần", "hằng năm"),
    ("năm", "hằng năm", "hằng năm"),
)
_FRIDAY = 5
_DAY_WITH_HOUR = re.compile(rf"(?:{time_readers.HOUR},? )?{duty_columns.DAY.pattern}")
_WITH_HOUR = re.compile(time_readers.HOUR)
_EVERY = {"day": 0, "week": 1, "month": 2, "quarter": 3, "half-year": 4, "year": 5}
_SEVERAL_A_YEAR = {_EVERY["quarter"], _EVERY["half-year"]}
_ALONE = re.compile(
    r"(?:báo cáo |theo |định kỳ |hằng |hàng |mỗi |1 |01 )*(?P<unit>06 tháng|[^,;]+)"
)


class RowCells(NamedTuple):
    """Store the cells of a row by kind.

    `day` is the date value of the deadline cell, `numbered` the date that Excel makes of a number
    there; `marked` are the times of the columns with a mark.
    """

    values: Mapping[str, str]
    day: date | None
    numbered: date | None = None
    marked: tuple[str, ...] = ()

    def of(self, kind: str) -> str:
        """Return the text of a kind, or ""."""
        return self.values.get(kind, "")

    @property
    def is_bare(self) -> bool:
        """Return whether the row names no body, time or product."""
        return not any(
            self.of(kind)
            for kind in ("owner", "support", "leader", "start", "deadline", "product", "rhythm")
        )

    @property
    def names_nobody(self) -> bool:
        """Return whether the row names no body and no product."""
        return not any(self.of(kind) for kind in ("owner", "support", "leader", "product"))


class RowsTime(NamedTuple):
    """Represent the words over rows and the time that they set for them."""

    words: str = ""
    times: tuple[TimeWords, ...] = ()

    @property
    def period(self) -> periods.Period | None:
        """Return the month, quarter or year that the words name, or None."""
        return periods.parse_iso(self.times[0].fields["due"]) if self.times else None

    @property
    def day(self) -> date | None:
        """Return the single day that the words name, or None."""
        fields, doubts = (self.times[0].fields, self.times[0].doubts) if self.times else ({}, ())
        due = str(fields.get("due", ""))
        is_last_of_several = "start" in fields or any(
            why.text == weeks_of_month.SUNDAY_OF_WEEK for why in doubts
        )
        is_day = column_cells.DAY_NAME.fullmatch(due) and not is_last_of_several
        return date.fromisoformat(due) if is_day else None

    @property
    def span(self) -> tuple[date, date] | None:
        """Return the first and last day of the time, or None."""
        is_dated = bool(self.times) and "due" in self.times[0].fields
        return time_phrases.span(self.times[0]) if is_dated else None

    def is_within(self, wide: RowsTime) -> bool:
        """Return whether this time is a proper part of another; a span need only begin in it."""
        own, over = self.span, wide.span
        if not own or not over or own == over:
            return False
        last = own[1] if self.period else own[0]
        return over[0] <= own[0] and last <= over[1]


def section(text: str, issued: date | None) -> RowsTime:
    """Read the time in a heading over rows, if it names exactly one: THÁNG 01/2026."""
    words = _OWN_KIND.sub("", _HEADED.sub("", text))
    times = [time for time in time_phrases.in_cell(words, issued) if time.fields.get("due")]
    is_time = len(times) == 1 and len(text) < 60 and not _OCCASION.search(text)
    return RowsTime(text, tuple(times) if is_time else ())


def nearest(
    texts: Iterable[str], issued: date | None, fits: Callable[[RowsTime], object]
) -> RowsTime:
    """Return the time of the first text that fits, or an empty time."""
    return next(filter(fits, (section(text, issued) for text in texts)), RowsTime())


def first(texts: Iterable[str], issued: date | None) -> RowsTime:
    """Return the time of the first text that names exactly one, such as another column's cell."""
    return nearest(texts, issued, lambda over: over.times)


def part_of(own: Sequence[TimeWords], texts: Sequence[str], issued: date | None) -> RowsTime:
    """Return the first time in other texts, if it lies within the row's month, quarter or year.

    Days without a year are read in the document's year, then in the row's.
    """
    wide = RowsTime(times=tuple(own) if len(own) == 1 and "due" in own[0].fields else ())
    days = (issued, wide.period.first) if wide.period else ()
    read = (first(texts, day) for day in days)
    return next((over for over in read if over.is_within(wide)), RowsTime())


_WHEN = re.compile(r"thời (?:gian|hạn)(?: thực hiện| hoàn thành| tổ chức)?\W* ?: ?", re.IGNORECASE)


def over_table(line: str, issued: date | None) -> RowsTime:
    """Return the time that a line above a table sets for all its rows, if it is to come."""
    match = _WHEN.match(line)
    over = section(line[match.end() :].strip(" ."), issued) if match else RowsTime()
    return over if over.span and issued and issued < over.span[1] else RowsTime()


def month_over(texts: Iterable[str], issued: date | None) -> RowsTime:
    """Return the month named by the nearest text over a table, for cells that omit it."""
    return nearest(texts, issued, lambda over: over.period and over.period.every == "month")


def names_when(values: Mapping[str, str]) -> bool:
    """Return whether the row's own cells have a deadline, a start or a rhythm."""
    return any(values[kind] for kind in ("deadline", "start", "rhythm"))


def when(cells: RowCells) -> str:
    """Return the words of a row's time: hour, start and deadline, and rhythm."""
    deadline = cells.of("deadline").replace("\n", " ")
    start = cells.of("start").replace("\n", " ")
    deadline = month_parts.join(cells.of(column_heads.MONTH_PART), deadline) or deadline
    if hour := cells.of(column_heads.HOUR).replace("\n", " "):
        deadline = f"{hour} {deadline}"
    if not start:
        return "; ".join(filter(None, (deadline, cells.of("rhythm"))))
    if all(_DAY_WITH_HOUR.fullmatch(spelling.level(text)) for text in (start, deadline)):
        return f"từ {start} đến {deadline}"
    return f"từ {start}; {deadline}".removesuffix("; ")


def in_title(title: str, issued: date | None) -> RowsTime:
    """Read when a row is due from the text of its duty: Nộp quỹ (trước 15/11)."""
    times = [time for time in time_phrases.in_sentence(title, issued) if time.is_called_for]
    if not times and (aside := _ASIDE.search(title)):
        times = time_phrases.in_cell(aside[1], issued)
        return RowsTime(aside[1] if times else "", tuple(times))
    return RowsTime(time_phrases.words_of(title, times), tuple(times))


def with_product(cells: RowCells, issued: date | None) -> list[DraftReason]:
    """Return a doubt if the product column names a deadline too: Báo cáo trước 20/01."""
    product = spelling.compact(cells.of("product"))
    times = [time for time in time_phrases.in_sentence(product, issued) if time.is_called_for]
    words = time_phrases.words_of(product, times)
    is_repeated = not words or spelling.level(words) in spelling.level(when(cells))
    return [] if is_repeated else [DraftReason(ALSO_WITH_PRODUCT, {"text": words})]


def with_work(cells: RowCells, issued: date | None) -> list[DraftReason]:
    """Return a doubt if the text of the duty names another day than the deadline column."""
    days_due = {str(time.fields.get("due"))[:10] for time in read(cells, issued)}
    over = in_title(cells.of("title"), issued)
    days = {str(time.fields.get("due", ""))[:10] for time in over.times}
    is_other = any(column_cells.DAY_NAME.fullmatch(day) and day not in days_due for day in days)
    is_doubted = is_other and bool(when(cells))
    return [DraftReason(ALSO_WITH_WORK, {"text": over.words})] if is_doubted else []


def read(cells: RowCells, issued: date | None) -> list[TimeWords]:
    """Read the times of a row from its own cells."""
    text = cells.of("deadline")
    more = ("start", "rhythm", column_heads.HOUR, column_heads.MONTH_PART)
    is_alone = not any(map(cells.of, more))
    if cells.day and ":" not in text and is_alone:
        fields = {"due": cells.day.isoformat(), "due_is": "by"}
        return [TimeWords(0, len(text), fields, whole=True)]
    if cells.numbered and is_alone:
        fields = {"due": cells.numbered.isoformat(), "due_is": "by"}
        why = {"number": text, "day": cells.numbered.isoformat()}
        return [TimeWords(0, len(text), fields, doubts=(DraftReason(NUMBER_IS_DAY, why),))]
    if len(cells.marked) > 1 and (until := _marked_until(cells.marked, issued)):
        return [until]
    if cells.of("rhythm") and not cells.of("start"):
        return _with_rhythm(text.replace("\n", " "), cells.of("rhythm"), issued)
    times = _with_start(time_phrases.in_cell(when(cells), issued), cells.of("start"))
    if part := cells.of(column_heads.MONTH_PART):
        times = [time._replace(whole=False) for time in _with_doubt(times, MONTH_IS_DIVIDED, part)]
    return _with_weekday(times, cells.of("title"), issued)


def _with_weekday(times: list[TimeWords], title: str, issued: date | None) -> list[TimeWords]:
    """Add to a weekly rhythm without a weekday the only one that the duty's text names."""
    lacks = any(doubt.text == time_readers.NO_WEEKDAY for time in times for doubt in time.doubts)
    named = time_phrases.in_sentence(title, issued) if lacks and len(times) == 1 else []
    rules = [rule for time in named if isinstance(rule := time.fields.get("repeat"), dict)]
    if len(rules) != 1 or rules[0]["every"] != "week" or not isinstance(rules[0].get("on"), str):
        return times
    why = DraftReason(WEEKDAY_IN_TEXT, {"text": time_phrases.words_of(title, named)})
    fields = {**times[0].fields, "repeat": rules[0]}
    return [times[0]._replace(fields=fields, doubts=(why,))]


def _with_start(times: list[TimeWords], start: str) -> list[TimeWords]:
    """Add a doubt to the deadline if it leaves out the hour or the day of the beginning."""
    if any("start" in time.fields for time in times) and not _WITH_HOUR.search(
        spelling.level(start)
    ):
        return times
    return _with_doubt(times, START_UNUSED, start)


def _with_doubt(times: Iterable[TimeWords], doubt: str, text: str) -> list[TimeWords]:
    """Add a doubt that quotes another column to the deadlines, if that column has a text."""
    why = (DraftReason(doubt, {"text": text}),) if text else ()
    return [t._replace(doubts=(*t.doubts, *why)) if "due" in t.fields else t for t in times]


def _marked_until(marked: Sequence[str], issued: date | None) -> TimeWords | None:
    """Read several marked times as one until the last, or as several if there are gaps."""
    times = [time for words in marked for time in time_phrases.in_cell(words, issued)]
    spans = [span for time in times if (span := RowsTime(times=(time,)).span)]
    if not len(spans) == len(times) == len(marked):
        return None
    if not all(_follows(after[0], before[1]) for before, after in itertools.pairwise(spans)):
        return several_deadlines.marked(spans, "; ".join(marked))
    begins = {"start": times[0].fields["start"]} if "start" in times[0].fields else {}
    fields = {**times[-1].fields, "due_is": "by", **begins}
    why = (*times[-1].doubts, DraftReason(MARKED_UNTIL))
    return TimeWords(0, len("; ".join(marked)), fields, doubts=why)


def _follows(day: date, before: date) -> bool:
    """Return whether a day follows another directly, or after a weekend."""
    following = before + timedelta(days=1)
    while following < day and following.isoweekday() > _FRIDAY:
        following += timedelta(days=1)
    return following == day


def _with_rhythm(deadline: str, often: str, issued: date | None) -> list[TimeWords]:
    """Read a deadline that recurs as often as another column says."""
    times = time_phrases.in_cell(deadline, issued)
    if any("repeat" in time.fields for time in times):
        return times
    every = _rhythm(often, issued)
    if every is None:
        return time_phrases.in_cell(f"{deadline}; {often}".strip("; "), issued)
    deadline = re.sub(r"^(?=\d{1,2}$)", "ngày ", deadline)
    doubt = DraftReason(OFTEN_IN_COLUMN, {"text": spelling.compact(often)})
    _, alone, behind = _RHYTHMS[every]
    on_days = [
        time
        for time in time_phrases.in_cell(f"{deadline} {behind}", issued)
        if _fits(time.fields.get("repeat"), every)
    ]
    often_only = [] if on_days else [*times, *time_phrases.in_cell(alone, issued)]
    return [
        time._replace(start=0, end=len(deadline), whole=False, doubts=(*time.doubts, doubt))
        for time in on_days or often_only
    ]


def _fits(rule: object, every: int) -> bool:
    """Return whether a rule names its days: several for a quarter or half-year."""
    on = rule.get("on") if isinstance(rule, dict) else None
    return bool(on) and (every not in _SEVERAL_A_YEAR or isinstance(on, list))


def _rhythm(often: str, issued: date | None) -> int | None:
    """Return the index in _RHYTHMS that a cell names, or None: Quý; 6 tháng/lần; Hằng tháng."""
    low = spelling.level(spelling.compact(often)).strip(" .")
    alone = _ALONE.fullmatch(low)
    unit = alone["unit"].removeprefix("0").replace("quí", "quý") if alone else ""
    for number, (name, *_) in enumerate(_RHYTHMS):
        if unit == name:
            return number
    rules = [time.fields.get("repeat") for time in time_phrases.in_cell(often, issued)]
    every = {rule["every"] for rule in rules if isinstance(rule, dict)}
    return _EVERY[every.pop()] if len(every) == 1 else None
