"""Parse rhythms into the file's `repeat` rules: thứ Sáu hằng tuần, ít nhất 01 buổi/quý."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from ntmtrack.directive import dates
from ntmtrack.drafting.document_model import DraftReason
from ntmtrack.drafting.phrases import spelling
from ntmtrack.drafting.phrases.clock_times import clock_of
from ntmtrack.drafting.phrases.time_readers import BARE_DAY
from ntmtrack.drafting.phrases.time_readers import HOUR
from ntmtrack.drafting.phrases.time_readers import NO_DAY
from ntmtrack.drafting.phrases.time_readers import NO_SUCH_DAY
from ntmtrack.drafting.phrases.time_readers import NO_WEEKDAY
from ntmtrack.drafting.phrases.time_readers import SEVERAL_DATES
from ntmtrack.drafting.phrases.time_readers import SHORT_WEEKDAYS
from ntmtrack.drafting.phrases.time_readers import WEEKDAYS
from ntmtrack.drafting.phrases.time_readers import TimeFields
from ntmtrack.wording.words import N_

EVERY = "(?:hằng|hàng|mỗi)"
SOME_LEFT_OUT = N_("Some days are excluded, which the data file cannot express.")
IN_WORDS = N_("The text names the day of the month in a way that the data file cannot express.")
_NEAR = 100  # letters to examine before and after a rhythm
_NAMED = {**WEEKDAYS, **SHORT_WEEKDAYS}
_DAY_NAMED = rf"\b{spelling.any_of(_NAMED)}\b"
SOME_NAMED = rf"(?P<weekday>{_DAY_NAMED}(?:(?:,| và|, và) ?{_DAY_NAMED}){{0,6}}+)"
_LEAVES_OUT = re.compile(r"[,;]? ?\(?(?:chỉ )?(?:ngoại trừ|trừ|không kể|không tính|không gồm)\b")
_SOME_ONLY = re.compile(rf"{_LEAVES_OUT.pattern}|[^.;]{{0,30}}{_DAY_NAMED}")
_BUT = re.compile(
    rf"{_LEAVES_OUT.pattern} (?:các )?(?:ngày )?(?:nghỉ )?"
    rf"(?P<weekdays>{_DAY_NAMED}(?:(?:,| và|, và) (?:ngày )?{_DAY_NAMED}){{0,5}}+)"
    r"(?=\W*(?:[.;)]|$))"
)
_TO = rf"(?P<first>{_DAY_NAMED}) ?(?:-|đến|tới)(?: hết)? ?(?:ngày )?(?P<last>{_DAY_NAMED})"
_FROM_TO = re.compile(rf"[,:]? ?\(?(?:từ )?(?:ngày )?{_TO}(?=\W*(?:[.;)]|$))")


def _before(match: re.Match[str]) -> str:
    return match.string[max(0, match.start() - _NEAR) : match.start()]


def daily(match: re.Match[str], issued: date | None) -> TimeFields:
    """Parse a daily rhythm with its hours; if it excludes weekdays, it becomes a weekly one."""
    del issued
    clocks = re.finditer(_OF_DAY, match.groupdict().get("hour") or "")
    hours = [clock_of(hour["clock"], hour["part"] or "") for hour in clocks] or [""]
    behind = match.string[match.end() : match.end() + _NEAR]
    weekdays, end = _weekdays_left(behind)
    rules = [_rule("week", weekdays, at) if weekdays else _rule("day", at=at) for at in hours]
    is_less = not weekdays and _SOME_ONLY.match(match.string, match.end())
    doubts = (DraftReason(SOME_LEFT_OUT),) if is_less else ()
    if weekdays and _ANY_DAY_NAMED.search(behind, end):
        doubts = (_several(match),)
    repeat = [rule.fields["repeat"] for rule in rules]
    return TimeFields({"repeat": repeat if len(repeat) > 1 else repeat[0]}, doubts=doubts)


def _several(match: re.Match[str]) -> DraftReason:
    """Return a doubt that quotes the sentence: it names other weekdays as well."""
    start, end = max(0, match.start() - _NEAR), match.end() + _NEAR
    return DraftReason(SEVERAL_DATES, {"dates": match.string[start:end].strip()})


def _weekdays_left(behind: str) -> tuple[list[str], int]:
    """Return the weekdays left by the words after “hằng ngày”, and where those words end.

    Examples: trừ Chủ nhật; thứ Hai - thứ Sáu.
    """
    if match := _BUT.match(behind):
        left_out = _weekdays_in(match["weekdays"])
        return [day for day in dates.WEEKDAYS if day not in left_out], match.end()
    match = _FROM_TO.match(behind)
    return (_from_to(match), match.end()) if match else ([], 0)


def _weekdays_in(words: str) -> list[str]:
    return [_NAMED[day] for day in re.findall(spelling.any_of(_NAMED), words)]


def from_weekday_to_weekday(match: re.Match[str], issued: date | None) -> TimeFields:
    """Parse a weekly rhythm on a range of weekdays."""
    del issued
    days = _from_to(match)
    hour = clock_of(match["hour"]) if match["hour"] else ""
    if not days:
        return TimeFields({}, doubts=(DraftReason(NO_WEEKDAY),))
    others = _ANY_DAY_NAMED.search(match.string[match.end() : match.end() + _NEAR])
    return _rule("week", days, hour)._replace(doubts=(_several(match),) if others else ())


def _from_to(match: re.Match[str]) -> list[str]:
    """Return the weekdays of a range; empty if the last is not after the first."""
    first, last = (dates.WEEKDAYS.index(_NAMED[match[name]]) for name in ("first", "last"))
    return list(dates.WEEKDAYS[first : last + 1]) if first < last else []


# “4 giờ chiều” and “chiều 4 giờ” are both 16:00
_PART = spelling.any_of(("sáng", "trưa", "chiều", "tối"))
_OF_DAY = rf"(?:\b(?P<part>{_PART}) )?(?P<clock>{HOUR})"
_HOURS = _OF_DAY.replace("(?P<part>", "(?:").replace("(?P<clock>", "(?:")


def weekly(match: re.Match[str], issued: date | None) -> TimeFields:
    """Parse a weekly rhythm with its weekdays and hour."""
    del issued
    words = match.groupdict()
    weekday, hour = words.get("weekday"), words.get("hour")
    if weekday and _LEFT_OUT.search(_before(match)):
        return TimeFields({})
    part = words.get("part") or words.get("of_hour") or ""
    at = clock_of(hour, part) if hour else ""
    rule = _rule("week", _weekdays_in(weekday or ""), at)
    return rule._replace(doubts=_weekly_doubts(match, weekday))


def _weekly_doubts(match: re.Match[str], weekday: str | None) -> tuple[DraftReason, ...]:
    """Return a doubt if no weekday is named, some are left out, or others stand before."""
    if not weekday:
        return (DraftReason(NO_WEEKDAY),)
    if _LEAVES_OUT.match(match.string, match.end()):
        return (DraftReason(SOME_LEFT_OUT),)
    return (_several(match),) if _DAY_BEFORE.search(_before(match)) else ()


# Thứ Hai hoặc thứ Ba hằng tuần; 15h thứ Năm, 10h thứ Sáu hằng tuần
_ANY_DAY_NAMED = re.compile(_DAY_NAMED)
_DAY_BEFORE = re.compile(rf"{_DAY_NAMED}(?: hoặc| hay|,| và)* ?$")


# Weekdays after these are excluded or already included: hằng ngày, trừ các ngày thứ Bảy.
_LEFT_OUT = re.compile(
    r"\b(?:(?:trừ|không kể|không tính|không gồm|kể cả|bao gồm)\b[^.;]*|ngoài\b(?! ra)[^.;,]*"
    r"|(?:nghỉ|không (?:làm|trực|họp))(?: việc| vào| các| ngày| buổi)* ?)$"
)
# A period or an occasion that limits the weekdays to itself.
_LIMITING = re.compile(
    r"\b(?:tháng|quý|quí|năm) (?:\d|này|sau|tới)|\btuần (?!trước)|\btừ ngày|\bngày \d|\d/\d|\bđợt\b"
)


def on_weekdays(match: re.Match[str], issued: date | None) -> TimeFields:
    """Parse the weekdays on which a duty recurs, unless excluded or limited to one period."""
    sentence = re.split("[.;]", _before(match))[-1]
    is_limited = match["of_all"].startswith("các") and _LIMITING.search(sentence)
    return TimeFields({}) if is_limited else weekly(match, issued)


# Without such a word, “ngày 05 tháng sau” means once, in the month after the document's.
_AGAIN = re.compile(
    r"(?:hằng|hàng|mỗi|định kỳ|các) |(?:báo cáo|số liệu|kết quả) tháng|tháng trước"
    r"|báo cáo.* (?:của tháng sau|tháng (?:kế tiếp|tiếp theo|liền kề))"
)
# How often the work before such a day recurs: hằng quý, trước ngày 05 tháng kế tiếp.
_HOW_OFTEN = re.compile(
    rf"(?:{EVERY}|định kỳ|báo cáo|số liệu|kết quả) (tháng|qu[ýí]|năm|(?:6|sáu) tháng)\b"
)
_FAR = 1000  # letters around a day of the next month


# thứ Ba tuần thứ hai hằng tháng; ngày làm việc cuối cùng của tháng; đầu mỗi tháng
_WEEK_OF_MONTH = re.compile(
    r"\btuần (?:thứ |lễ )?(?:\d|đầu|cuối|nhất|hai|ba|tư)|\bngày làm việc\b"
    rf"|\b(?:đầu|giữa|cuối)(?: {EVERY})? tháng|{_DAY_NAMED} (?:đầu|cuối)\b"
)


def monthly(match: re.Match[str], issued: date | None) -> TimeFields:
    """Parse a monthly rhythm with its days; “+5” is the 5th of the next month."""
    del issued
    words = match.groupdict()
    if words.get("after"):
        first = max(0, match.start() - _FAR)
        rhythms = _HOW_OFTEN.findall(match.string, first, match.start())
        is_longer = rhythms and rhythms[-1] != "tháng"
        if is_longer or not _AGAIN.search(match.string, first, match.end() + _FAR):
            return TimeFields({}, doubts=(DraftReason(NO_DAY),))
        return _rule("month", f"+{int(words['after'])}")
    if words.get("final"):
        return _rule("month", "last")
    days = [
        number for number in re.findall(r"\d+", words.get("days") or "") if 0 < int(number) < 32
    ]
    near = _before(match) + match.string[match.start() : match.end() + _NEAR]
    doubts = () if days or not _WEEK_OF_MONTH.search(near) else (DraftReason(IN_WORDS),)
    return _rule("month", [str(int(number)) for number in days])._replace(doubts=doubts)


def quarterly(match: re.Match[str], issued: date | None) -> TimeFields:
    """Parse a quarterly rhythm with its day; “3-15” is the 15th of the third month."""
    del issued
    words = match.groupdict()
    if words.get("after"):
        return _rule("quarter", f"+{int(words['after'])}")
    return _rule("quarter", f"3-{int(words['last']):02d}" if words.get("last") else "")


def yearly(match: re.Match[str], issued: date | None) -> TimeFields:
    """Parse a yearly rhythm with its days, as MM-DD."""
    del issued
    days = []
    for words in re.findall(BARE_DAY, match.groupdict().get("days") or ""):
        day, month = (int(number) for number in re.findall(r"\d+", words)[:2])
        try:
            days.append(f"{date(2024, month, day):%m-%d}")
        except ValueError:
            return TimeFields({}, doubts=(DraftReason(NO_SUCH_DAY, {"value": words}),))
    return _rule("year", days)


def weekdays_of_months(match: re.Match[str], issued: date | None) -> TimeFields:
    """Return only a doubt: the weekdays of some months are neither one day nor a weekly rhythm."""
    del match, issued
    return TimeFields({}, doubts=(DraftReason(NO_DAY),))


def half_yearly(match: re.Match[str], issued: date | None) -> TimeFields:
    """Return a half-yearly rhythm."""
    del match, issued
    return _rule("half-year")


def _rule(every: str, on: str | list[str] = "", at: str = "") -> TimeFields:
    if isinstance(on, list):
        on = on[0] if len(on) == 1 else on
    rule: dict[str, Any] = {"every": every}
    if on:
        rule["on"] = on
    if at:
        rule["at"] = at
    return TimeFields({"repeat": rule})


_AT_LEAST = r"(?:ít nhất |tối thiểu )?(?<!\d[.,])\b(?:một|0?1) (?:lần|buổi|kỳ|cuộc)\b"
_YEARS_DAY = r"(?:trước )?(?:ngày )?\d{1,2} ?/ ?\d{1,2}(?![/\d])"
_HOUR_BEFORE = rf"(?:(?P<hour>{HOUR})(?: (?P<of_hour>{_PART}))?,? (?:vào )?)?"
_SOME_WEEKDAYS = (
    rf"(?:(?P<part>{_PART}) )?(?P<weekday>{spelling.any_of(WEEKDAYS)}\b"
    rf"(?:(?:,| và|, và) {spelling.any_of(WEEKDAYS)}\b){{0,5}}+)"
)
# What must not follow the weekdays: a day; a list in short form (thứ Hai, Tư, Sáu); the end of a
# range; a part of a month; a named week or month.
_NO_LIMIT = (
    r"(?!,? ?(?:ngày )?\d"
    rf"|(?:,| và|, và) (?:(?:hai|ba|tư|năm|sáu|bảy|t\d)\b|(?:buổi )?{_PART} (?:thứ|chủ))"
    r"|,? ?(?:-|–|đến\b|tới\b)|,? (?:đầu|giữa|cuối) (?!tuần)|,? (?:của |trong |ở )?(?:các )?"
    r"(?:tuần|tháng|quý|quí|năm)\b|,? từ\b)"
)
_END_OF_CLAUSE = (
    r"(?=\)?(?:[.;]|\W*$|[,:](?![^.;]*(?:\d|\b(?:tuần|tháng|quý|năm|đầu|cuối|từ|đến|trừ|ngoài"
    r"|không kể|thứ|chủ nhật)\b))))"
)
_PERIOD = r"(?:\d{1,2}|i{1,3}|iv)\b(?:(?: ?/ ?| năm )\d{4})?"
_AT = rf"(?:(?:(?:trước|vào|lúc) )*(?P<hour>{HOUR}),? )?"
# từ thứ Hai đến thứ Sáu hằng tuần
FROM_TO = (from_weekday_to_weekday, rf"{_AT}(?:từ |các )?(?:ngày )?{_TO},? {EVERY} tuần\b")
# mỗi quý một lần; ít nhất 01 buổi/quý
COUNTED = (
    *(
        (read, rf"{EVERY} {time},? {_AT_LEAST}|(?:{_AT_LEAST}|(?<!\d[.,])\b0?1 ngày) ?/ ?{time}\b")
        for time, read in (
            ("tuần", weekly),
            ("tháng", monthly),
            ("qu[ýí]", quarterly),
            ("năm", yearly),
        )
    ),
    # T2, T5 hằng tuần; thứ 7, CN hằng tuần
    (weekly, rf"{_AT}(?<!-)(?:các )?(?:ngày )?{SOME_NAMED},? {EVERY} tuần\b"),
    # ngày hai lần, sáng 6 giờ và chiều 16 giờ
    (
        daily,
        (
            rf"\bngày (?:hai|ba|0?[23]) (?:lần|lượt|buổi),? ?\(?(?:vào |lúc )*"
            rf"(?P<hour>{_HOURS}(?:(?:,| và)(?: lúc)? {_HOURS}){{1,2}})(?! (?:ngày|đến))"
        ),
    ),
    # mỗi thứ Hai báo một lần; mỗi sáng thứ Hai
    (on_weekdays, rf"{_HOUR_BEFORE}(?P<of_all>{EVERY}) {_SOME_WEEKDAYS}{_NO_LIMIT}"),
    # trước 16 giờ các ngày thứ Sáu; các chiều thứ Sáu
    (
        on_weekdays,
        (
            rf"{_HOUR_BEFORE}(?P<of_all>các (?:ngày|buổi)|các(?= {_PART})) {_SOME_WEEKDAYS}"
            rf"{_NO_LIMIT}{_END_OF_CLAUSE}"
        ),
    ),
    # các ngày thứ Hai trong tháng 4 và tháng 5/2026
    (
        weekdays_of_months,
        (
            rf"\bcác (?:ngày |buổi |{_PART} )?{SOME_NAMED} (?:của |trong )?(?:tháng|quý) {_PERIOD}"
            rf"(?:(?: ?,| và|, và| ?-| đến) ?(?:tháng |quý )?{_PERIOD}(?! ?/)){{0,5}}"
        ),
    ),
    # 6 tháng và năm báo cáo tỉnh (trước 15/6 và 05/12)
    (
        yearly,
        (
            r"6 tháng(?: đầu năm)?(?:,| và)(?: cả| một)? năm\b[^.;,()\d]{0,60} ?"
            rf"\((?P<days>{_YEARS_DAY}(?:,| và) {_YEARS_DAY})\)"
        ),
    ),
)
# Rhythms without a day; in sentences, they count only near words about reports.
RHYTHMS = (
    (daily, rf"(?:{EVERY}|định kỳ) ngày|(?:hằng|hàng) đêm"),
    (weekly, rf"(?:{EVERY}|định kỳ) tuần"),
    (monthly, rf"(?:{EVERY}|định kỳ) tháng(?! \d)|(?<!\d )\btháng ?/ ?lần"),
    (quarterly, rf"(?:{EVERY}|định kỳ) qu[ýí]|\b(?:3 tháng|quý)(?: ?/ ?| một )lần"),
    (
        half_yearly,
        (
            r"(?:định kỳ |hằng |hàng |mỗi )6 tháng(?! đầu| cuối)|6 tháng một lần"
            r"|6 tháng ?/ ?(?:1 |một )?lần|6 tháng(?=(?:,| và) (?:1 |một )?năm\b(?! \d))"
        ),
    ),
    (
        yearly,
        rf"(?:{EVERY}|định kỳ) năm|(?<=6 tháng, )(?:1 |một )?năm|(?<=6 tháng và )năm",
    ),
)
