"""Convert matched words of time into the file's fields.

Nothing here guesses silently: a day without a year takes its year from the document's day and
carries a doubt; words that name no time stay words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from datetime import timedelta
from typing import Any
from typing import NamedTuple

from ntmtrack.directive import dates
from ntmtrack.directive import periods
from ntmtrack.drafting.document_model import DraftReason
from ntmtrack.drafting.phrases import spelling
from ntmtrack.drafting.phrases import weeks_of_month
from ntmtrack.drafting.phrases.clock_times import clock_in
from ntmtrack.wording.words import N_

YEAR_FROM_LETTER = N_("The year is missing: {year} is the year of the document.")
NEXT_YEAR = N_("The year is missing: {year} is the year after the document's.")
NO_YEAR = N_("The year is missing, and the document has no date of its own.")
NO_SUCH_DAY = N_("There is no day {value} in the calendar.")
WORKING_DAYS = N_("These are working days, which the data file cannot count.")
NO_WEEKDAY = N_("No weekday is named.")
FROM_WHEN = N_("The text does not say when this period starts.")
PAST = N_("{day} is before the document's own date.")
FROM_PERIOD = N_("The start day is the first day of {period}, which the document names.")
PART_OF_PERIOD = N_("The text names only part of this period, not its last day.")
SEVERAL_DATES = N_("The sentence gives several dates; choose one: {dates}.")
DAYS_IN_A_ROW = N_("The days are consecutive: the period from the first to the last is proposed.")
HELD_ON = N_("This is the day of the event itself, not a deadline.")
COUNTED = N_("Counted from {day}: {days} days, not including that day.")
TWO_DIGITS = N_("The year has only two digits: it is probably {year}.")

LUNAR = N_("This is, or may be, a day of the lunar calendar, which the data file does not have.")
NO_DAY = N_("The text does not say which calendar day it is.")

WEEKDAYS: Mapping[str, str] = {
    "thứ hai": "mon",
    "thứ ba": "tue",
    "thứ tư": "wed",
    "thứ năm": "thu",
    "thứ sáu": "fri",
    "thứ bảy": "sat",
    "chủ nhật": "sun",
    **{f"thứ {number}": day for number, day in zip("234567", dates.WEEKDAYS, strict=False)},
}
SHORT_WEEKDAYS = dict(zip(("t2", "t3", "t4", "t5", "t6", "t7", "cn"), dates.WEEKDAYS, strict=True))
_MONTHS = ("một", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín")
_MONTH_NUMBERS: Mapping[str, int] = {
    **{word: number for number, word in enumerate(_MONTHS, 1)},
    "mười": 10,
    "mười một": 11,
    "mười hai": 12,
}
MONTH_WORDS = tuple(word for word in _MONTH_NUMBERS if word != "năm")
# Patterns of an hour and of a day.
HOUR = r"(?:\d{1,2} ?(?:giờ|h|g)(?: ?\d{2}(?: ?(?:phút|p|['’]))?)?|\d{1,2}:\d{2})"
HOURS_AFTER = ("later", "bracketed")  # groups of an hour after a day
_UNITS = r"(?:km|m[23]?|kg|ha|tấn|tạ|lít|triệu|nghìn|ngàn|tỷ|đồng|giờ|mũi|ngày|sau|số|hộ)\b"
_SLASHED = (
    r"\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[.-]\d{1,2}[.-]\d{4}"
    r"|(?<![\d/])(?!24 ?/ ?24)\d{1,2} ?/ ?\d{1,2}(?: ?/ ?(?:\d{4}|\d\d(?!\d)))?"
    # trước ngày 31-7 and ngày 31.7, but not a range of days: ngày 5-7/6
    r"|(?:(?<=trước ngày )|(?<=hết ngày )|(?<=nhất ngày )|(?<=giờ ngày ))\d{1,2}-(?:1[0-2]|0?[1-9])"
    rf"(?! ?[-/\d]| ?(?:tháng|hằng|hàng|mỗi|{_UNITS}))|(?<!mỗi ngày )(?<=ngày )"
    rf"\d{{1,2}}\.(?:1[0-2]|0?[1-9])(?![.\d]| ?(?:[/-]|tháng|{_UNITS}))"
)
_SPELLED = r"\d{1,2} tháng \d{1,2}(?:(?: ?,? ?năm | ?/ ?)\d{4})?"
BARE_DAY = rf"(?:{_SPELLED}|{_SLASHED})(?![\d/])"
# 30 tháng Chạp; mùng 10 tháng 3 âm lịch; 28 Tết; not if it only explains a solar day before it.
_NUMBERED_DAY = r"(?:ngày )?(?:mùng |mồng )?\d{1,2}"
LUNAR_DAY = (
    r"(?<!\()(?<!tức )(?<!tức là )(?<!nhằm )(?<!tức ngày )(?<!tức là ngày )(?<!nhằm ngày )(?<!\d )"
    rf"\b(?:{_NUMBERED_DAY} (?:đến|-) )?"
    rf"(?:{_NUMBERED_DAY} tết\b(?! dương)|(?:{_NUMBERED_DAY} )?tháng (?:chạp|giêng)\b"
    r"|(?:ngày )?rằm(?: tháng \w+)?|(?:ngày )?(?:mùng|mồng) \d{1,2}(?: ?[/.-] ?\d{1,2}| tháng \w+)?"
    rf"|(?:ngày )?(?:{BARE_DAY}|\d{{1,2}} tháng \w+)(?= ?\(?(?:âm lịch|âl)\b))"
    r"(?: năm (?!\d)\w+ \w+| năm \d{4}|/\d{4})?(?: ?\(?(?:âm lịch|âl)\b\)?)?"
    rf"(?: ?[(,]? ?tức (?:là )?(?P<day>(?:ngày )?{BARE_DAY}))?"
)


class TimeFields(NamedTuple):
    """Collect the file's fields that a matched time gives; `whole` is as in `TimeWords`."""

    fields: dict[str, Any]
    whole: bool = False
    doubts: tuple[DraftReason, ...] = ()


_LONG_PAST = 183  # days (half a year): a day without a year that is further back is next year's


def read_day(words: str, issued: date | None) -> tuple[date | None, tuple[DraftReason, ...]]:
    """Parse a day; without a year, take the document's year, or the next if that is long past.

    Return no day if it does not exist, or if neither the words nor the document have a year.
    """
    numbers = [int(number) for number in re.findall(r"\d+", words)]
    if len(numbers) not in {2, 3}:
        return None, ()
    if numbers[0] > 99:  # a year first, as ISO 8601 has it
        numbers.reverse()
    day, month = numbers[:2]
    try:
        if len(numbers) == 3:  # day, month and year
            return _of_year(day, month, numbers[2])
        if issued is None:
            return None, (DraftReason(NO_YEAR),)
        guess = date(issued.year, month, day)
        if (issued - guess).days > _LONG_PAST:
            guess = date(issued.year + 1, month, day)
            return guess, (DraftReason(NEXT_YEAR, {"year": str(guess.year)}),)
    except ValueError:
        return None, (DraftReason(NO_SUCH_DAY, {"value": words.strip()}),)
    return guess, (DraftReason(YEAR_FROM_LETTER, {"year": str(guess.year)}),)


def _of_year(day: int, month: int, year: int) -> tuple[date, tuple[DraftReason, ...]]:
    """Return a day, doubted if its year has two digits; raise ValueError if none can be meant."""
    if year < 100:  # 12/6/26
        return date(2000 + year, month, day), (DraftReason(TWO_DIGITS, {"year": str(2000 + year)}),)
    if not dates.FIRST_YEAR <= year <= dates.LAST_YEAR:
        raise ValueError(year)
    return date(year, month, day), ()


def _due_is(lead: str) -> str:
    return "before" if re.search(r"\btrước\b", lead) else "by"


# Behind a day or month of a year that is not the document's, or a month of the lunar calendar.
_OTHER_YEAR = re.compile(r" năm (?:sau|tới|kế tiếp|tiếp theo|liền kề)\b")
_LUNAR_MONTH = re.compile(r" ?\(?(?:âm lịch|âl)\b(?!:? ?(?:là |ngày |tháng |mùng |rằm |\d))")


def one_day(match: re.Match[str], issued: date | None) -> TimeFields:
    """Parse a day, with or without an hour."""
    day, doubts = read_day(match["day"], issued)
    if _OTHER_YEAR.match(match.string, match.end("day")):
        day, doubts = None, (DraftReason(NO_DAY),)
    if day is None:
        return TimeFields({}, doubts=doubts)
    hour = clock_in(match, "hour", *HOURS_AFTER)
    due = f"{day.isoformat()}T{hour}" if hour else day.isoformat()
    # “Before 24 h” means by that day.
    due_is = "by" if hour == "" else _due_is(match["lead"] or "")
    is_whole = not doubts and hour is None
    return TimeFields({"due": due, "due_is": due_is}, whole=is_whole, doubts=doubts)


def lunar(match: re.Match[str], issued: date | None) -> TimeFields:
    """Parse the solar day that explains a lunar one; without it, return only a doubt."""
    day, doubts = read_day(match["day"], issued) if match["day"] else (None, ())
    if day is None:
        return TimeFields({}, doubts=(*doubts, DraftReason(LUNAR)))
    return TimeFields(
        {"due": day.isoformat(), "due_is": _due_is(match["lead"] or "")}, doubts=doubts
    )


def no_day(match: re.Match[str], issued: date | None) -> TimeFields:
    """Return only a doubt: the words fix no calendar day (“tuần tới”, a day without its month)."""
    del match, issued
    return TimeFields({}, doubts=(DraftReason(NO_DAY),))


def from_day_to_day(match: re.Match[str], issued: date | None) -> TimeFields:
    """Parse a range of days into a start and a deadline."""
    last, doubts = read_day(match["last"], issued)
    if last is None:
        return TimeFields({}, doubts=doubts)
    first = _day_before(match["first"], last, issued)
    if first and (first.day, first.month) == (last.day, last.month) and first < last:
        return TimeFields({})  # an anniversary
    fields = {"start": first.isoformat()} if first and first <= last else {}
    hour = clock_in(match, "until", *HOURS_AFTER)
    due = f"{last.isoformat()}T{hour}" if hour else last.isoformat()
    return TimeFields({**fields, "due": due, "due_is": "by"}, doubts=doubts)


def _day_before(words: str, last: date, issued: date | None) -> date | None:
    """Parse the first day of a range; it may lack its month and year, unlike the last day."""
    numbers = re.findall(r"\d+", words)
    if len(numbers) == 1:
        words = f"{words}/{last.month}"
    if len(numbers) > 2:
        return read_day(words, issued)[0]
    first, _ = read_day(f"{words}/{last.year}", issued)
    is_year_before = len(numbers) == 2 and first and (first - last).days > _LONG_PAST
    return read_day(f"{words}/{last.year - 1}", issued)[0] if is_year_before else first


def start(match: re.Match[str], issued: date | None) -> TimeFields:
    """Parse a day to begin on."""
    day, doubts = read_day(match["day"], issued)
    return TimeFields({"start": day.isoformat()} if day else {}, doubts=doubts)


def start_of_period(match: re.Match[str], issued: date | None) -> TimeFields:
    """Parse a period to begin in; the start is its first day, with a doubt."""
    read = period(match, issued)
    named = periods.parse_iso(read.fields.get("due", ""))
    if named is None:
        return read
    doubt = DraftReason(FROM_PERIOD, {"period": named.name})
    return TimeFields({"start": named.first.isoformat()}, doubts=(*read.doubts, doubt))


def period(match: re.Match[str], issued: date | None) -> TimeFields:
    """Parse a month, a quarter, a half-year or a year as a deadline."""
    words = match.groupdict()
    if weeks_of_month.is_only_part(match):
        return TimeFields({}, doubts=(DraftReason(weeks_of_month.PART_OF_MONTH),))
    if words.get("month"):
        month = words["month"]
        text = f"{_MONTH_NUMBERS.get(month) or month}/{{year}}"
    elif words.get("quarter"):
        text = f"quý {words['quarter']}/{{year}}"
    elif words.get("half"):
        text = f"6 tháng {words['half']} năm {{year}}"
    else:
        text = "{year}"
    period, why = _period_of_year(match, text, issued)
    if period is None:
        return TimeFields({}, doubts=why)
    doubts = list(why)
    ways = r"\b(?:đầu|giữa|cuối) (?:tháng|t\d|qu[ýí]|q\d|năm)|\btuần\b"
    part = None if words.get("half") else re.search(ways, match.group())
    due, of_part = period.name, DraftReason(PART_OF_PERIOD)
    if period.every == "month":
        due, of_part = weeks_of_month.last_day(match.group(), period)
    if part and not part.group().startswith("cuối"):
        doubts.append(of_part)
    due_is = _due_is(words.get("lead") or "")
    whole = not doubts and not part and period.every != "half-year" and due_is == "by"
    return TimeFields({"due": due, "due_is": due_is}, whole=whole, doubts=tuple(doubts))


def _period_of_year(
    match: re.Match[str], text: str, issued: date | None
) -> tuple[periods.Period | None, tuple[DraftReason, ...]]:
    """Parse a period; without a year, take the document's or the next, as in `read_day`."""
    year = match.groupdict().get("year")
    for pattern, doubt in ((_LUNAR_MONTH, LUNAR), (_OTHER_YEAR, NO_DAY)):
        if pattern.match(match.string, match.end()):
            return None, (DraftReason(doubt),)
    if not year and issued is None:
        return None, (DraftReason(NO_YEAR),)
    period = periods.parse(text.format(year=year or (issued and issued.year)))
    if period is None:
        return None, (DraftReason(NO_SUCH_DAY, {"value": match.group().strip()}),)
    if year or issued is None:
        return period, ()
    if (issued - period.last).days > _LONG_PAST:
        following = str(issued.year + 1)
        return periods.parse(text.format(year=following)), (
            DraftReason(NEXT_YEAR, {"year": following}),
        )
    return period, (DraftReason(YEAR_FROM_LETTER, {"year": str(issued.year)}),)


def meeting_of_month(match: re.Match[str], issued: date | None) -> TimeFields:
    """Parse the month of a meeting at which a duty is due, with a doubt about the day."""
    read = period(match, issued)
    return read._replace(
        whole=False, doubts=(*read.doubts, DraftReason(weeks_of_month.PART_OF_MONTH))
    )


_QUARTERS: Mapping[str, int] = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


def from_period_to_period(match: re.Match[str], issued: date | None) -> TimeFields:
    """Parse two periods; the last is the deadline, or a person must choose if they are apart."""
    year = (words := match.groupdict()).get("year")
    goes_on = words.get("joint") in {"-", "đến"} and (words.get("from_year") or "") < (year or "")
    if words.get("from_year") not in {None, year} and not goes_on:
        return TimeFields(
            {}, doubts=(DraftReason(SEVERAL_DATES, {"dates": match.group().strip()}),)
        )
    first = period_number(words.get("first"))
    last = period_number(words.get("quarter") or words["last"])
    apart = words.get("joint") in {",", "+", "và"} and last - first != 1
    if first and (apart or (not year and first > last)):
        return TimeFields(
            {}, doubts=(DraftReason(SEVERAL_DATES, {"dates": match.group().strip()}),)
        )
    name = f"quý {words['quarter']}" if words.get("quarter") else words["last"]
    period, doubts = _period_of_year(match, f"{name}/{{year}}" if name else "{year}", issued)
    return TimeFields({"due": period.name, "due_is": "by"} if period else {}, doubts=doubts)


def period_number(words: str | None) -> int:
    """Return the number of a month or a quarter (“iv” is 4); 0 if there is none."""
    return _QUARTERS.get(words or "") or int(words or 0)


def offset(match: re.Match[str], issued: date | None) -> TimeFields:
    """Parse a number of days before or after an event or a calendar day."""
    days = int(match["count"]) * (-1 if match["side"].startswith("trước") else 1)
    if re.fullmatch(rf"(?:ngày )?{BARE_DAY}", match["event"]):
        return _days_from(match, days, issued)
    name = spelling.compact(re.sub(r"^(?:khi|lúc|thời điểm) ", "", match["event"]))
    doubts = (DraftReason(WORKING_DAYS),) if match["working"] else ()
    return TimeFields({"event": name, "event_days": days}, doubts=doubts)


def _days_from(match: re.Match[str], days: int, issued: date | None) -> TimeFields:
    """Compute a deadline from a written day: 20 ngày kể từ ngày 15/4/2026."""
    first, doubts = read_day(match["event"], issued)
    if match["working"]:
        return TimeFields({}, doubts=(*doubts, DraftReason(WORKING_DAYS)))
    if first is None:
        return TimeFields({}, doubts=doubts or (DraftReason(FROM_WHEN),))
    due = first + timedelta(days=days)
    doubt = DraftReason(COUNTED, {"days": str(abs(days)), "day": f"{first:%d/%m/%Y}"})
    return TimeFields({"due": due.isoformat(), "due_is": "by"}, doubts=(*doubts, doubt))


def span_only(match: re.Match[str], issued: date | None) -> TimeFields:
    """Return only a doubt: the text does not say from when the time counts."""
    del match, issued
    return TimeFields({}, doubts=(DraftReason(FROM_WHEN),))


def standing(match: re.Match[str], issued: date | None) -> TimeFields:
    """Return that a duty is standing."""
    del match, issued
    return TimeFields({"standing": True})


def no_date(match: re.Match[str], issued: date | None) -> TimeFields:
    """Return the words of a time that is not a date."""
    del issued
    return TimeFields({"no_date": spelling.compact(match.group())})
