"""Parse further days: consecutive days, “hạn cuối” after the day, the day of a meeting."""

from __future__ import annotations

import re
from datetime import date
from datetime import timedelta

from ntmtrack.directive import periods
from ntmtrack.drafting.document_model import DraftReason
from ntmtrack.drafting.phrases import duty_phrases
from ntmtrack.drafting.phrases import time_readers
from ntmtrack.drafting.phrases.clock_times import clock_at
from ntmtrack.drafting.phrases.clock_times import clock_in
from ntmtrack.drafting.phrases.time_readers import BARE_DAY
from ntmtrack.drafting.phrases.time_readers import HOUR
from ntmtrack.drafting.phrases.time_readers import TimeFields


def listed_day(match: re.Match[str], issued: date | None) -> TimeFields:
    """Parse a day whose month follows only the last day of a list: the 5 of “5 và 9/6/2026”."""
    day, doubts = time_readers.read_day(f"{match['day']}/{match['month']}", issued)
    return TimeFields({"due": day.isoformat(), "due_is": "by"} if day else {}, doubts=doubts)


def listed_days(match: re.Match[str], issued: date | None) -> TimeFields:
    """Parse consecutive days of one month; if they are apart, a person must choose."""
    numbers = [int(number) for number in re.findall(r"\d+", match["days"])]
    last, doubts = time_readers.read_day(f"{numbers[-1]}/{match['of_month']}", issued)
    if last is None:
        return TimeFields({}, doubts=doubts)
    if numbers != list(range(numbers[0], numbers[-1] + 1)) or numbers[0] < 1:
        named = ", ".join(f"{number}/{match['of_month']}" for number in numbers)
        return TimeFields({}, doubts=(DraftReason(time_readers.SEVERAL_DATES, {"dates": named}),))
    first = last - timedelta(days=len(numbers) - 1)
    fields = {"start": first.isoformat(), "due": last.isoformat(), "due_is": "by"}
    return TimeFields(fields, doubts=(*doubts, DraftReason(time_readers.DAYS_IN_A_ROW)))


def from_month_to_month(match: re.Match[str], issued: date | None) -> TimeFields:
    """Parse two months with “from”: the first day of the first is the start, with a doubt."""
    read = time_readers.from_period_to_period(match, issued)
    last = periods.parse_iso(read.fields.get("due", ""))
    if last is None:
        return read
    year = match["begin_year"] or str(last.year)
    first = periods.parse_iso(f"{year}-{int(match['begin']):02}")
    if first is None or first.first > last.first:
        return read
    doubt = DraftReason(time_readers.FROM_PERIOD, {"period": first.name})
    return TimeFields(
        {"start": first.first.isoformat(), **read.fields}, doubts=(*read.doubts, doubt)
    )


# Before the hours that a report covers: báo cáo số ca từ 6 giờ ngày 5/3 đến 6 giờ ngày 6/3.
_REPORTED_ON = re.compile(
    r"\b(?:báo cáo|tổng hợp|thống kê|đo|theo dõi|cập nhật|số (?:ca|liệu|lượng|người|hộ)"
    r"|thiệt hại|lượng mưa|kết quả|tình hình|diễn biến)\b[^.;]*$"
)
_NEAR = 100  # letters to search before a range or a day


def range_of_days(match: re.Match[str], issued: date | None) -> TimeFields:
    """Parse a range of days; if a report covers its hours, a person must choose."""
    before = match.string[max(0, match.start() - _NEAR) : match.start()]
    if match["from_hour"] and _REPORTED_ON.search(before):
        dates = {"dates": match.group().strip()}
        return TimeFields({}, doubts=(DraftReason(time_readers.SEVERAL_DATES, dates),))
    return time_readers.from_day_to_day(match, issued)


# Words before a day that is a start, an anniversary or another document's date.
_NOT_HELD = re.compile(
    r"\b(?:từ|sau|qua|kỷ niệm|số|của)(?: (?:khi|khoảng|\d{1,2}(?:h|g| giờ| giờ \d{2})))?"
    r"(?: (?:sáng|trưa|chiều|tối|đêm|ngày|thứ \w+|chủ nhật),?){0,3} \(?$"
)


def held_on(match: re.Match[str], issued: date | None) -> TimeFields:
    """Parse a day on which something is held, not one by which something is due."""
    at = match.start("day")
    if _NOT_HELD.search(match.string[max(0, at - _NEAR) : at]):
        return TimeFields({})
    day, doubts = time_readers.read_day(match["day"], issued)
    if day is None:
        return TimeFields({}, doubts=doubts)
    hour = re.search(HOUR, match["lead"])
    begin = match.start("lead")
    clock = (
        clock_at(match.string, begin + hour.start(), begin + hour.end())
        if hour
        else clock_in(match, *time_readers.HOURS_AFTER)
    )
    due = f"{day.isoformat()}T{clock}" if clock else day.isoformat()
    return TimeFields(
        {"due": due, "due_is": "by"}, doubts=(*doubts, DraftReason(time_readers.HELD_ON))
    )


WAYS = (
    # trong tháng 4 và tháng 5
    (
        time_readers.from_period_to_period,
        (
            r"(?P<lead>\b(?:trong|vào|hết|xong) )tháng (?P<first>\d{1,2}) ?(?P<joint>-|,|và|đến)"
            r" ?tháng (?P<last>\d{1,2})(?! ?/| ?\d|\.\d| năm \d)"
        ),
    ),
    # vào ngày 03, 04 và 05/6/2026
    (
        listed_days,
        (
            r"(?:\b(?:vào|trong|diễn ra)(?: \d{1,2})? |(?P<first>^\W*))(?:các )?ngày"
            r" (?P<days>\d{1,2}(?:(?: ?,(?: và)?| và) ?\d{1,2}){1,6})"
            r" ?/ ?(?P<of_month>\d{1,2}(?:/\d{4})?)(?![\d/]| số\b)(?(first)(?= [^\W\d]))"
        ),
    ),
    # ngày 25/5/2026 là hạn cuối
    (
        time_readers.one_day,
        (
            rf"(?P<lead>)(?<!phải )(?:(?P<hour>{HOUR}),? )?(?P<day>ngày {BARE_DAY}) là"
            r" (?:ngày |thời )?hạn (?:cuối|chót)(?: cùng)?"
            rf"(?=[^\w]|$|[^.,;:]{{1,60}}\b{duty_phrases.HANDED_IN}\b)"
            r"(?![^.,;:]{0,60}\b(?:nhận|thu|của|chào)\b)"
        ),
    ),
    # tại giao ban tuần 11 (ngày 16/3)
    (
        held_on,
        (
            r"(?P<lead>\b(?:tại|trong|vào) (?:kỳ |buổi |cuộc |phiên )?(?:sinh hoạt|hội nghị|họp"
            rf"|giao ban|đại hội)\b[^.,;:()/]{{0,40}}(?P<meeting> ?\())(?P<day>ngày {BARE_DAY})"
        ),
    ),
)


_TO = r" ?(?:đến|[-–]) ?(?:hết )?(?:ngày )?\d{1,2}[/.-]"
# … 28/12/2025 đến ngày 03/01/2026; 28/12/2025 - 03/01
_INTO_NEXT_YEAR = re.compile(
    rf"[/.-](?P<year>20\d\d){_TO}\d{{1,2}}[/.-](?!(?P=year))20\d\d"
    rf"|[/.-]1[0-2][/.-]20\d\d{_TO}0?[1-9](?![\d/.-])"
)


def goes_into_next_year(low: str) -> bool:
    """Return whether a normalized text has a range of days of two years."""
    return bool(_INTO_NEXT_YEAR.search(low))
