"""The ways in which documents write times, and what each says in the file's words.

The patterns are for texts in the spelling of `spelling.level`. Nothing here guesses: a day without
a year takes the year of the document's own day and says so.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any
from typing import NamedTuple

from ntmtrack.directive import dates
from ntmtrack.directive import periods
from ntmtrack.drafting import spelling
from ntmtrack.drafting.findings import Reason
from ntmtrack.wording.words import N_

YEAR_FROM_LETTER = N_("The year is not written: {year} is the year of the document.")
NEXT_YEAR = N_("The year is not written: {year} is the year after the document's.")
NO_SUCH_DAY = N_("There is no day {value}.")
WORKING_DAYS = N_("These are working days, which the file cannot count.")
NO_WEEKDAY = N_("No weekday is named.")
FROM_WHEN = N_("From when this time counts is not said.")
PART_OF_MONTH = N_("Which day of the month is not said.")

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
# Words that make the time after them a deadline. Those of the second line do so only for a day
# that is not past: a document tells with them what was, too.
FIRM = (
    "trước",
    "chậm nhất",
    "muộn nhất",
    "hạn cuối",
    "hạn chót",
    "đến hết",
    "hết",
    "xong",
    "hoàn thành",
    "hoàn tất",
    "thời hạn",
    "thời gian",
    "hạn",
    "trong",
    "thực hiện trong",
)
_SOFT = ("đến", "vào", "lúc", "ngày", "diễn ra")
_FILLER = "(?:là|vào|lúc|ngày|cuối|thời điểm|khoảng|:|,)"
_LEAD = (
    rf"(?P<lead>\b{spelling.any_of((*FIRM, *_SOFT))}\b"
    rf"(?: ?(?:{spelling.any_of((*FIRM, *_SOFT))}\b|{_FILLER})){{0,5}}) ?"
)
_HOUR = r"(?:\d{1,2} ?(?:giờ|h|g)(?: ?\d{2}(?: ?(?:phút|p|'))?)?|\d{1,2}:\d{2})"
_SLASHED = r"\d{1,2} ?/ ?\d{1,2}(?: ?/ ?\d{4})?|\d{1,2}[.-]\d{1,2}[.-]\d{4}"
_SPELLED = r"\d{1,2} tháng \d{1,2}(?:(?: ?,? ?năm | ?/ ?)\d{4})?"
BARE_DAY = rf"(?:{_SPELLED}|{_SLASHED})(?![\d/])"
_DAY = rf"(?:(?:ngày|mùng|sáng|chiều|tối|đêm) ){{0,2}}(?:{BARE_DAY})"
_EVERY = "(?:hằng|hàng|mỗi)"
_WEEKDAY = rf"(?:ngày |các ngày |chiều |sáng )?(?P<weekday>{spelling.any_of(WEEKDAYS)})\b"
_WHEN = r"(?:(?:trước|vào lúc|vào|lúc|chậm nhất|muộn nhất|là|,|\() ?){0,3}"
_MONTH = r"tháng (?P<month>\d{1,2})(?:(?: ?/ ?| ?,? ?năm )(?P<year>\d{4}))?(?![\d/])"
_QUARTER = r"qu[ýí] (?P<quarter>iv|i{1,3}|[1-4])\b(?:(?: ?[/,.-] ?| ?,? ?năm )(?P<year>\d{4}))?"
_HALF = r"(?:6|06|sáu) tháng (?P<half>đầu|cuối) năm(?: (?P<year>\d{4}))?"
_EVENT_END = r"[^().,;:]{2,70}?(?= ?[().,;:]|$| thì | để | và gửi| gửi | hoặc | báo cáo)"


class Says(NamedTuple):
    """Hold what one way of writing a time says; `whole` as in `TimeWords`."""

    says: dict[str, Any]
    whole: bool = False
    doubts: tuple[Reason, ...] = ()


def read_day(words: str, issued: date | None) -> tuple[date | None, tuple[Reason, ...]]:
    """Read a day in words; without a year it is the document's, the next where that is long past.

    No day comes where the document has no day of its own, or where there is no such day.
    """
    numbers = [int(number) for number in re.findall(r"\d+", words)]
    if len(numbers) not in {2, 3}:
        return None, ()
    day, month = numbers[:2]
    try:
        if len(numbers) == 3:  # day, month and year
            return _in_range(date(numbers[2], month, day)), ()
        if issued is None:
            return None, ()
        found = date(issued.year, month, day)
        if (issued - found).days > 183:  # half a year
            found = date(issued.year + 1, month, day)
            return found, (Reason(NEXT_YEAR, {"year": str(found.year)}),)
    except ValueError:
        return None, (Reason(NO_SUCH_DAY, {"value": words.strip()}),)
    return found, (Reason(YEAR_FROM_LETTER, {"year": str(found.year)}),)


def _in_range(day: date) -> date | None:
    return day if dates.FIRST_YEAR <= day.year <= dates.LAST_YEAR else None


def _clock(words: str) -> str:
    numbers = [int(number) for number in re.findall(r"\d+", words)]
    hour, minute = numbers[0], numbers[1] if len(numbers) > 1 else 0
    return f"{hour:02d}:{minute:02d}" if hour < 24 and minute < 60 else ""


def _due_is(lead: str, otherwise: str = "by") -> str:
    return "before" if re.search(r"\btrước\b", lead) else otherwise


def _one_day(match: re.Match[str], issued: date | None) -> Says:
    day, doubts = read_day(match["day"], issued)
    if day is None:
        return Says({}, doubts=doubts)
    lead = match["lead"] or ""
    hour = _clock(match["hour"]) if match["hour"] else ""
    due = f"{day.isoformat()}T{hour}" if hour else day.isoformat()
    return Says({"due": due, "due_is": _due_is(lead)}, whole=not doubts and not hour, doubts=doubts)


def _span(match: re.Match[str], issued: date | None) -> Says:
    last, doubts = read_day(match["last"], issued)
    if last is None:
        return Says({}, doubts=doubts)
    first_words = match["first"]
    if len(re.findall(r"\d+", first_words)) == 1:
        first_words = f"{first_words}/{last.month}"
    if len(re.findall(r"\d+", first_words)) == 2:  # day and month
        first_words = f"{first_words}/{last.year}"
    first, _ = read_day(first_words, issued)
    says = {"start": first.isoformat()} if first and first <= last else {}
    return Says({**says, "due": last.isoformat(), "due_is": "by"}, doubts=doubts)


def _start(match: re.Match[str], issued: date | None) -> Says:
    day, doubts = read_day(match["day"], issued)
    return Says({"start": day.isoformat()} if day else {}, doubts=doubts)


def _period(match: re.Match[str], issued: date | None) -> Says:
    words = match.groupdict()
    year, doubts = words.get("year"), list[Reason]()
    if not year:
        if issued is None:
            return Says({})
        year = str(issued.year)
        doubts.append(Reason(YEAR_FROM_LETTER, {"year": year}))
    if words.get("month"):
        text = f"{int(words['month'])}/{year}"
    elif words.get("quarter"):
        text = f"quý {words['quarter']}/{year}"
    elif words.get("half"):
        text = f"6 tháng {words['half']} năm {year}"
    else:
        text = year
    period = periods.parse(text)
    if period is None:
        return Says({}, doubts=(Reason(NO_SUCH_DAY, {"value": match.group().strip()}),))
    if re.search(r"\b(?:đầu|giữa) tháng", match.group()):
        doubts.append(Reason(PART_OF_MONTH))
    due_is = _due_is(words.get("lead") or "")
    whole = not doubts and period.every != "half-year" and due_is == "by"
    return Says({"due": period.name, "due_is": due_is}, whole=whole, doubts=tuple(doubts))


def _from_period_to_period(match: re.Match[str], issued: date | None) -> Says:
    del issued
    last = periods.parse(f"{match['last']}/{match['year']}" if match["last"] else match["year"])
    return Says({"due": last.name, "due_is": "by"} if last else {})


def _daily(match: re.Match[str], issued: date | None) -> Says:
    del issued
    hours = re.findall(_HOUR, match.groupdict().get("hour") or "")
    if len(hours) > 1:
        return Says({"repeat": [_rule("day", at=_clock(hour)).says["repeat"] for hour in hours]})
    return _rule("day", at=_clock(hours[0]) if hours else "")


def _weekly(match: re.Match[str], issued: date | None) -> Says:
    del issued
    words = match.groupdict()
    weekday, hour = words.get("weekday"), words.get("hour")
    found = _rule("week", WEEKDAYS[weekday] if weekday else "", _clock(hour) if hour else "")
    return found if weekday else found._replace(doubts=(Reason(NO_WEEKDAY),))


def _monthly(match: re.Match[str], issued: date | None) -> Says:
    del issued
    words = match.groupdict()
    if words.get("after"):
        return _rule("month", f"+{int(words['after'])}")
    if words.get("final"):
        return _rule("month", "last")
    days = [
        number for number in re.findall(r"\d+", words.get("days") or "") if 0 < int(number) < 32
    ]
    return _rule("month", [str(int(number)) for number in days])


def _quarterly(match: re.Match[str], issued: date | None) -> Says:
    del issued
    words = match.groupdict()
    if words.get("after"):
        return _rule("quarter", f"+{int(words['after'])}")
    return _rule("quarter", f"3-{int(words['last']):02d}" if words.get("last") else "")


def _yearly(match: re.Match[str], issued: date | None) -> Says:
    del issued
    days = []
    for words in re.findall(BARE_DAY, match.groupdict().get("days") or ""):
        day, month = (int(number) for number in re.findall(r"\d+", words)[:2])
        try:
            days.append(f"{date(2024, month, day):%m-%d}")
        except ValueError:
            return Says({}, doubts=(Reason(NO_SUCH_DAY, {"value": words}),))
    return _rule("year", days)


def _half_yearly(match: re.Match[str], issued: date | None) -> Says:
    del match, issued
    return _rule("half-year")


def _rule(every: str, on: str | list[str] = "", at: str = "") -> Says:
    if isinstance(on, list):
        on = on[0] if len(on) == 1 else on
    rule: dict[str, Any] = {"every": every}
    if on:
        rule["on"] = on
    if at:
        rule["at"] = at
    return Says({"repeat": rule})


def _offset(match: re.Match[str], issued: date | None) -> Says:
    del issued
    days = int(match["count"]) * (-1 if match["side"].startswith("trước") else 1)
    name = spelling.compact(re.sub(r"^(?:khi|lúc|thời điểm) ", "", match["event"]))
    doubts = (Reason(WORKING_DAYS),) if match["working"] else ()
    return Says({"event": name, "event_days": days}, doubts=doubts)


def _span_only(match: re.Match[str], issued: date | None) -> Says:
    del match, issued
    return Says({}, doubts=(Reason(FROM_WHEN),))


def standing(match: re.Match[str], issued: date | None) -> Says:
    """Say that a duty lasts."""
    del match, issued
    return Says({"standing": True})


def no_date(match: re.Match[str], issued: date | None) -> Says:
    """Give the words of a time that is no date."""
    del issued
    return Says({"no_date": spelling.compact(match.group())})


_DAYS_OF_YEAR = (
    rf"(?P<days>(?:ngày )?{BARE_DAY}(?:(?: ?,| và| hoặc)(?: trước)?(?: ngày)? {BARE_DAY}){{0,5}})"
)
_MONTH_DAYS = r"(?P<days>\d{1,2}(?:(?: ?,| và) (?:ngày )?\d{1,2}){0,3})(?! ?[/\d])"
# In this order; what one way has read no later one reads again.
WAYS = (
    # 80 ngày trước ngày bầu cử; trong 10 ngày kể từ ngày nhận; sau 03 ngày sau ngày
    (
        _offset,
        (
            r"(?:(?:chậm nhất|muộn nhất|trong thời hạn|trong vòng|thời hạn|trong|tối đa|sau|trước"
            r"|là) ){0,4}"
            r"(?P<count>\d{1,3}) ngày(?P<working> làm việc)?,? (?P<side>trước|sau|kể từ|tính từ) "
            rf"(?P<event>(?:ngày |khi |lúc |thời điểm )?{_EVENT_END})"
        ),
    ),
    # trước 15 giờ 30 hằng ngày; hằng ngày vào lúc 15 giờ 30 phút
    (_daily, rf"{_WHEN}(?P<hour>{_HOUR}(?:(?:,| và)(?: trước)? {_HOUR}){{0,3}}),? {_EVERY} ngày"),
    (_daily, rf"{_EVERY} ngày,? ?{_WHEN}(?P<hour>{_HOUR}(?:(?:,| và)(?: trước)? {_HOUR}){{0,3}})"),
    # 15:00 ngày thứ Sáu hằng tuần; thứ Sáu hằng tuần; hằng tuần, vào thứ Sáu
    (_weekly, rf"{_WHEN}(?P<hour>{_HOUR})?,? ?{_WEEKDAY} {_EVERY} tuần"),
    (_weekly, rf"{_EVERY} tuần,? ?{_WHEN}(?:(?P<hour>{_HOUR}),? )?{_WEEKDAY}"),
    # ngày 05 của tháng sau; trước ngày 20 hằng tháng; hằng tháng (trước ngày 16 …)
    (
        _monthly,
        (
            rf"(?:{_EVERY} tháng,? ?)?\(?{_WHEN}ngày (?P<after>\d{{1,2}}) (?:của )?tháng (?:sau"
            rf"|kế tiếp|tiếp theo|liền kề)\)?"
        ),
    ),
    (
        _monthly,
        (
            rf"{_WHEN}ngày (?P<final>cuối (?:cùng )?)(?:của )?(?:{_EVERY} tháng|tháng {_EVERY} tháng)"
        ),
    ),
    (_monthly, rf"{_EVERY} tháng ?\({_WHEN}ngày {_MONTH_DAYS}(?: (?:của )?{_EVERY} tháng)?\)"),
    (_monthly, rf"{_WHEN}ngày {_MONTH_DAYS} (?:của )?{_EVERY} tháng"),
    (_monthly, rf"{_EVERY} tháng,? ?{_WHEN}ngày {_MONTH_DAYS}(?! tháng)"),
    # ngày 15 tháng cuối quý; ngày 10 tháng đầu quý sau
    (
        _quarterly,
        (
            rf"(?:{_EVERY} qu[ýí],? ?)?\(?{_WHEN}ngày (?P<after>\d{{1,2}}) (?:của )?tháng (?:đầu(?:"
            rf" tiên)? (?:của )?)?qu[ýí] (?:sau|kế tiếp|tiếp theo)\)?"
        ),
    ),
    (
        _quarterly,
        (
            rf"(?:{_EVERY} qu[ýí],? ?)?\(?{_WHEN}ngày (?P<last>\d{{1,2}}) (?:của )?tháng cuối"
            rf" (?:cùng )?(?:của )?(?:{_EVERY} )?qu[ýí]\)?"
        ),
    ),
    # trước ngày 01/6 và 15/11 hằng năm; hằng năm (trước ngày 15 tháng 12); tổng kết năm (trước …)
    (
        _yearly,
        (rf"(?:{_EVERY}|tổng kết|báo cáo|và|,) năm ?\({_WHEN}{_DAYS_OF_YEAR}(?: {_EVERY} năm)?\)"),
    ),
    (_yearly, rf"6 tháng(?: đầu năm)? ?\({_WHEN}{_DAYS_OF_YEAR}(?: {_EVERY} năm)?\)"),
    (_yearly, rf"(?:{_WHEN})(?:hạn cuối )?{_DAYS_OF_YEAR},? {_EVERY} năm"),
    (_yearly, rf"{_EVERY} năm,? ?{_WHEN}{_DAYS_OF_YEAR}"),
    # từ ngày 01/7 đến ngày 15/7/2025; từ tháng 6 đến tháng 9/2025
    (
        _span,
        (
            rf"từ (?P<first>(?:ngày )?(?:{BARE_DAY}|\d{{1,2}})) ?(?:đến|tới"
            rf"|-)(?: hết)? (?P<last>{_DAY})"
        ),
    ),
    (
        _from_period_to_period,
        (
            r"từ (?:tháng )?\d{1,2}(?:/\d{4})? ?(?:đến|tới"
            r"|-)(?: hết)? tháng (?P<last>\d{1,2}) ?(?:/|năm) ?(?P<year>\d{4})"
        ),
    ),
    # bắt đầu từ ngày 01/7/2021
    (
        _start,
        (
            rf"(?:bắt đầu|thực hiện|triển khai|áp dụng|vận hành"
            rf"|hoạt động)(?: kể)? từ (?P<day>{_DAY})(?! ?(?:đến|tới|-))"
        ),
    ),
    (_one_day, rf"{_LEAD}(?:(?P<hour>{_HOUR}),? ?)?(?P<day>{_DAY})"),
    (_period, rf"{_LEAD}(?:đầu |giữa |cuối )?{_MONTH}"),
    (_period, rf"{_LEAD}{_QUARTER}"),
    (_period, rf"{_LEAD}{_HALF}"),
    # trong vòng 24 giờ; ngay sau khi bão tan
    (
        _span_only,
        (
            r"(?:trong vòng|trong thời hạn|không quá|tối đa) (?P<count>\d{1,3}) (?P<unit>giờ|ngày"
            r"|tuần|tháng)(?! ?\d)"
        ),
    ),
    (no_date, rf"ngay sau (?:khi )?{_EVENT_END}"),
    (
        _period,
        (
            r"(?P<lead>\b(?:trong|hết|cuối|xong|hoàn thành|trước)(?: (?:trong|vào|cuối"
            r"|hết)){0,2}) năm (?P<year>\d{4})"
        ),
    ),
)
# What names a rhythm and no day of it, in a sentence about reports only.
RHYTHMS = (
    (_daily, rf"(?:{_EVERY}|định kỳ) ngày"),
    (_weekly, rf"(?:{_EVERY}|định kỳ) tuần"),
    (_monthly, rf"(?:{_EVERY}|định kỳ) tháng"),
    (_quarterly, rf"(?:{_EVERY}|định kỳ) qu[ýí]"),
    (_half_yearly, r"(?:định kỳ |hằng |hàng |mỗi )6 tháng(?! đầu| cuối)|6 tháng một lần"),
    (_yearly, rf"(?:{_EVERY}|định kỳ) năm"),
)
LASTING = ("thường xuyên", "liên tục", "xuyên suốt")
UNDATED = (
    "theo kế hoạch",
    "theo lộ trình",
    "khi có",
    "sau khi",
    "ngay sau",
    "theo tiến độ",
    "theo chỉ đạo",
    "theo hướng dẫn",
    "theo quy định",
    "theo yêu cầu",
)
CELL_WAYS = (
    # 2025 - 2026; 2025 và những năm tiếp theo; 12/2025; 30/6; 2025
    (
        _from_period_to_period,
        (r"(?:giai đoạn |năm )?\d{4} ?(?:-|đến) ?(?:năm )?(?P<last>)(?P<year>\d{4})"),
    ),
    (_period, r"(?:năm )?(?P<year>\d{4})(?= và (?:những|các) năm)"),
    (_one_day, rf"(?P<lead>)(?:(?P<hour>{_HOUR}),? ?)?(?P<day>{_DAY})"),
    (
        _period,
        (
            r"(?P<lead>)(?:(?:đầu|giữa"
            r"|cuối) )?(?:tháng )?(?P<month>\d{1,2}) ?[/-] ?(?P<year>\d{4})(?![\d/])"
        ),
    ),
    (_period, rf"(?P<lead>){_MONTH}"),
    (_period, rf"(?P<lead>){_QUARTER}"),
    (_period, rf"(?P<lead>){_HALF}"),
    (_period, r"(?P<lead>)(?:năm )?(?<![\d/])(?P<year>\d{4})(?![\d/])"),
)
