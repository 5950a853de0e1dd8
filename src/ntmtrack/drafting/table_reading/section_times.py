"""Times completed by the month or the day over their row: Tuần 3; từ ngày 05 đến ngày 10; Sáng."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from itertools import pairwise

from ntmtrack.directive import periods
from ntmtrack.drafting.document_model import DraftReason
from ntmtrack.drafting.phrases import spelling
from ntmtrack.drafting.phrases import time_phrases
from ntmtrack.drafting.phrases import time_readers
from ntmtrack.drafting.phrases import weeks_of_month
from ntmtrack.drafting.phrases.clock_times import clock_of
from ntmtrack.drafting.phrases.time_phrases import TimeWords
from ntmtrack.drafting.table_reading import column_cells
from ntmtrack.drafting.table_reading import row_times
from ntmtrack.drafting.table_reading import several_deadlines
from ntmtrack.drafting.table_reading.row_times import RowsTime
from ntmtrack.wording.words import N_

NO_MONTH = N_("The month is missing, and no heading above the row names it.")
_DAY = r"(?:ngày |mùng )?\d{1,2}"
_TO = "-|đến hết|đến|tới"
# Times that need the month of the section: Tuần 3; giữa tháng; trước ngày 20; ngày 15 và 30.
_OF_SECTION = re.compile(
    r"(?:(?:trước|trong|vào|lúc|khoảng|chậm nhất|hết|đến|xong) )*"
    r"(?:(?P<quarter>(?:(?:đầu|giữa|cuối|trong) )?qu[ýí])"
    rf"|(?P<part>{weeks_of_month.WEEK}|tuần cuối|(?:đầu|giữa|cuối|trong|cả) tháng|tháng)"
    rf"|(?:(?P<hour>{time_readers.HOUR}),? (?=ngày ))?"
    rf"(?P<days>(?:các )?{_DAY}|từ {_DAY} ?(?:{_TO}) ?{_DAY}|{_DAY} ?(?:{_TO}) ?{_DAY}"
    rf"|(?:các )?{_DAY}(?: ?(?:, và|,|và) ?{_DAY}){{1,5}}))"
)
_IS_RANGE = re.compile(_TO)
# THÁNG 10, 11/2025: over a day, of which month?
_SEVERAL_MONTHS = re.compile(
    rf"\btháng \d{{1,2}}(?: ?/ ?\d{{4}})? ?(?:,|\+|và|{_TO}) ?"
    r"(?:tháng )?\d{1,2}\b(?! ?/ ?\d\d?\b)"
)
_WEEK = 7  # days


def of_section(words: str, over: RowsTime) -> TimeWords | None:
    """Complete a cell with the month or day over it: Tuần 3, under THÁNG 01/2026.

    A day whose month is unknown gets a doubt and no date.
    """
    low = spelling.level(words.strip(" .()"))
    match = _OF_SECTION.fullmatch(low)
    period = None if _SEVERAL_MONTHS.search(spelling.level(over.words)) else over.period
    if over.day and low and column_cells.PART_OF_DAY.fullmatch(low):
        return _in_day(words, over, over.day)
    if match is None:
        return None
    if match["quarter"]:
        return _of_quarter(words, period, over)
    if period is None or period.every != "month":
        is_day = match["days"] and not low.isdigit()
        return TimeWords(0, len(words), {}, doubts=(DraftReason(NO_MONTH),)) if is_day else None
    if match["part"]:
        return _part_of(words, match["part"], period, over)
    hour = clock_of(match["hour"]) if match["hour"] else ""
    return _on_days(words, match["days"], period, over, hour)


def completed(texts: Iterable[str], month: RowsTime) -> str:
    """Return the first text that a row's month completes to a day or a week, or ""."""
    if len(month.times) != 1 or "due" not in month.times[0].fields:
        return ""
    return next((text for text in texts if (time := of_section(text, month)) and time.fields), "")


def _on_days(
    words: str, named: str, month: periods.Period, over: RowsTime, hour: str
) -> TimeWords | None:
    """Return the day, the span or the several days of a month that a cell names."""
    numbers = [int(number) for number in re.findall(r"\d+", named)]
    is_in_order = all(day < later for day, later in pairwise(numbers))
    if not is_in_order or not 1 <= numbers[0] <= numbers[-1] <= month.last.day:
        return None
    days = [month.first.replace(day=number) for number in numbers]
    doubts = [DraftReason(row_times.DEADLINE_FROM_SECTION, {"text": over.words})]
    is_range = len(days) > 1 and _IS_RANGE.search(named)
    if hour and len(days) > 1:
        return None
    if len(days) > 1 and not is_range:
        return several_deadlines.on_days(words, days, doubts)
    begins = {"start": days[0].isoformat()} if is_range else {}
    due_is = "before" if re.search(r"\btrước\b", spelling.level(words)) else "by"
    due = f"{days[-1].isoformat()}T{hour}" if hour else days[-1].isoformat()
    fields = {**begins, "due": due, "due_is": due_is}
    return TimeWords(0, len(words), fields, doubts=tuple(doubts))


def _of_quarter(words: str, period: periods.Period | None, over: RowsTime) -> TimeWords | None:
    """Return the quarter over a row, of which a cell says only “trong quý”, with a doubt."""
    if period is None or period.every != "quarter":
        return None
    why = [DraftReason(row_times.DEADLINE_FROM_SECTION, {"text": over.words})]
    if re.search(r"\b(?:đầu|giữa)\b", spelling.level(words)):
        why.append(DraftReason(time_readers.PART_OF_PERIOD))
    return TimeWords(0, len(words), {"due": period.name, "due_is": "by"}, doubts=tuple(why))


def _part_of(words: str, part: str, period: periods.Period, over: RowsTime) -> TimeWords:
    """Return the last day of the week that a cell names, or its month, with a doubt."""
    from_section = DraftReason(row_times.DEADLINE_FROM_SECTION, {"text": over.words})
    if weeks_of_month.is_bound(spelling.level(words)):
        why = (from_section, DraftReason(weeks_of_month.PART_OF_MONTH))
        return TimeWords(0, len(words), {}, doubts=why)
    sundays = weeks_of_month.sundays(part, period)
    is_range = _IS_RANGE.search(part) or (sundays and (sundays[-1] - sundays[0]).days <= _WEEK)
    if len(sundays) > 1 and not is_range:
        return several_deadlines.on_days(words, sundays, [from_section])
    due, doubt = weeks_of_month.last_day(part, period)
    return TimeWords(0, len(words), {"due": due, "due_is": "by"}, doubts=(from_section, doubt))


def _in_day(words: str, over: RowsTime, day: date) -> TimeWords:
    """Read an hour or part of a day on the day over its row: 14h00; Sáng."""
    low, on = spelling.level(words.strip(" .()")), f"{day:%d/%m/%Y}"
    is_hour = column_cells.HOURS.fullmatch(low)
    times = time_phrases.in_cell(f"{low} ngày {on}" if is_hour else on, day)
    due = next(
        (due for time in times if ("T" in (due := time.fields.get("due", ""))) == bool(is_hour)), ""
    )
    doubt = DraftReason(row_times.DEADLINE_FROM_SECTION, {"text": over.words})
    return TimeWords(0, len(words), {"due": due, "due_is": "by"} if due else {}, doubts=(doubt,))
