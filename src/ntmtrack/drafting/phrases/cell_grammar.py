"""Patterns of times in the cells of a deadline column, where a bare date is a deadline.

The patterns expect texts normalized by `spelling.level`.
"""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise

from ntmtrack.directive import periods
from ntmtrack.drafting.document_model import DraftReason
from ntmtrack.drafting.phrases import more_days
from ntmtrack.drafting.phrases import rhythm_readers
from ntmtrack.drafting.phrases import spelling
from ntmtrack.drafting.phrases import time_readers
from ntmtrack.drafting.phrases.deadline_grammar import DAY
from ntmtrack.drafting.phrases.deadline_grammar import HALF
from ntmtrack.drafting.phrases.deadline_grammar import LATER_HOUR
from ntmtrack.drafting.phrases.deadline_grammar import MONTH
from ntmtrack.drafting.phrases.deadline_grammar import PART
from ntmtrack.drafting.phrases.deadline_grammar import QUARTER
from ntmtrack.drafting.phrases.deadline_grammar import WEEKDAY_OF
from ntmtrack.drafting.phrases.time_readers import BARE_DAY
from ntmtrack.drafting.phrases.time_readers import HOUR
from ntmtrack.drafting.phrases.time_readers import TimeFields
from ntmtrack.wording.words import N_

SCHOOL_YEAR = r"năm học (?P<first>20\d\d) ?[-–—] ?(?P<last>20\d\d)\b"
ONLY_HOW_OFTEN = N_("The text says how often, but not on which days.")
ALWAYS_OR_A_DAY = N_("24/7 may mean at all hours, or the day 24 July.")
MAY_BE_WEEKDAY = N_("{words} is read as a month; it may also be a weekday.")
MAY_BE_ONCE = N_("The text does not say that this is due every month.")
# Numbers in words, for rhythms such as “hai lần mỗi tháng”.
_COUNTS = ("một", "hai", "ba", "bốn")
_MONTHS_OF = {"tháng": 1, "quý": 3, "quí": 3, "năm": 12}
_EVERY = {1: "month", 3: "quarter", 6: "half-year", 12: "year"}


def frequency(match: re.Match[str], issued: date | None) -> TimeFields:
    """Parse a frequency such as “1 lần/quý” into a rhythm, if the file format has one."""
    del issued
    times, number = (_count(match[name]) for name in ("times", "number"))
    unit = match["unit"]
    if unit in _MONTHS_OF:
        months = number * _MONTHS_OF[unit]
        every = "" if months % times else _EVERY.get(months // times, "")
    else:
        every = {"ngày": "day", "tuần": "week"}[unit] if times == number == 1 else ""
    doubts = (DraftReason(ONLY_HOW_OFTEN),) if times > 1 or not every else ()
    return TimeFields({"repeat": {"every": every}} if every else {}, doubts=doubts)


def next_month(match: re.Match[str], issued: date | None) -> TimeFields:
    """Parse a day of the month that follows, which recurs only if each month is meant."""
    del issued
    return TimeFields(
        {"repeat": {"every": "month", "on": f"+{int(match['after'])}"}},
        doubts=(DraftReason(MAY_BE_ONCE),),
    )


def month_or_weekday(match: re.Match[str], issued: date | None) -> TimeFields:
    """Parse a month whose short form may also mean a weekday: T6."""
    read = time_readers.period(match, issued)
    doubt = DraftReason(MAY_BE_WEEKDAY, {"words": f"T{match['month']}"})
    return read._replace(doubts=(*read.doubts, doubt))


def weekdays_of_period(match: re.Match[str], issued: date | None) -> TimeFields:
    """Parse the weekdays of one month or quarter, unless the clause says anything else."""
    clause = re.split("[.;]", match.string[: match.start()])[-1]
    clause += re.split("[.;]", match.string[match.end() :])[0]
    if re.search(r"\w", clause):  # một trong các ngày …; … (nếu cần)
        return TimeFields({}, doubts=(DraftReason(time_readers.NO_DAY),))
    period = time_readers.period(match, issued)
    named = periods.parse_iso(period.fields.get("due", ""))
    if named is None:
        return period
    rule = rhythm_readers.weekly(match, issued).fields.get("repeat")
    of_period = {"from": named.first.isoformat(), "until": named.last.isoformat()}
    return TimeFields({"repeat": {**rule, **of_period}} if rule else {}, doubts=period.doubts)


def always_or_a_day(match: re.Match[str], issued: date | None) -> TimeFields:
    """Return only a doubt: 24/7 alone may mean the day 24 July or “at all hours”."""
    del match, issued
    return TimeFields({}, doubts=(DraftReason(ALWAYS_OR_A_DAY),))


def listed_periods(match: re.Match[str], issued: date | None) -> TimeFields:
    """Parse a list of three or more months or quarters.

    If they are consecutive, the last one is the deadline; otherwise a person must choose.
    """
    numbers = [time_readers.period_number(number) for number in _NUMBERS.findall(match["numbers"])]
    if match["unit"] == "t" and set(numbers) <= {*_WEEKDAYS}:
        return TimeFields({}, doubts=(DraftReason(time_readers.NO_DAY),))
    is_part = _OF_DAY.search(match.string, 0, match.start()) or _OR.match(match.string, match.end())
    if is_part or any(after != before + 1 for before, after in pairwise(numbers)):
        doubt = DraftReason(time_readers.SEVERAL_DATES, {"dates": match.group().strip()})
        return TimeFields({}, doubts=(doubt,))
    year = f"/{match['year']}" if match["year"] else ""
    kind, pattern = ("tháng", MONTH) if match["unit"] in {"tháng", "t"} else ("quý", QUARTER)
    last = re.search(f"(?P<lead>){pattern}", f"{kind} {numbers[-1]}{year}")
    read = time_readers.period(last, issued) if last else TimeFields({})
    return _unless_past(read._replace(whole=False), issued)


def span_of_periods(match: re.Match[str], issued: date | None) -> TimeFields:
    """Parse two periods; the last is the deadline, unless a person must choose or it is past."""
    read = time_readers.from_period_to_period(match, issued)
    return _unless_past(read, issued) if match.groupdict().get("year") else read


def _unless_past(read: TimeFields, issued: date | None) -> TimeFields:
    """Return a doubt instead of periods that are past in the year written beside them."""
    period = periods.parse_iso(read.fields.get("due", ""))
    if not period or read.doubts or issued is None or period.last >= issued:
        return read
    return TimeFields(
        {}, doubts=(DraftReason(time_readers.PAST, {"day": f"{period.last:%d/%m/%Y}"}),)
    )


def short_month(match: re.Match[str], issued: date | None) -> TimeFields:
    """Parse a month in short form (T10), unless it is a name (Phòng T10) or a weekday is beside."""
    if _NAME_BEFORE.search(match.string[: match.start()]):
        return TimeFields({})
    if _WEEKDAY_BESIDE.match(match.string, match.end()):
        return TimeFields({}, doubts=(DraftReason(time_readers.NO_DAY),))
    return time_readers.period(match, issued)


def _count(words: str | None) -> int:
    """Return a number given in figures or words; 1 if there is none."""
    if words in _COUNTS:
        return _COUNTS.index(words) + 1
    return max(1, int(words or 1))


_BY = "(?:trước |trong |đến hết |hết |đến |chậm nhất )?"
_COUNT = rf"(?:\d{{1,2}}|{spelling.any_of(_COUNTS)})"
_UNIT = "(?:ngày|tuần|tháng|qu[ýí]|năm)"
# T8 to T12 and T01 are always months; T2 to T7 may also be weekdays.
_SHORT_MONTH = r"(?:1[0-2]|0[1-9]|[189])"
_NUMBER = r"(?:iv|i{1,3}|1[0-2]|0?[1-9])"
_NUMBERS = re.compile(rf"(?:\b|(?<=t)){_NUMBER}\b")
_WEEKDAYS = range(2, 8)  # T2 to T7
_OF_DAY = re.compile(r"\d(?: ?,| và)? ?$")  # ngày 15 tháng 4, 5, 6
_OR = re.compile(r" ?,? ?(?:hoặc|hay)\b")
# A word before T10 that no time has: tòa nhà T10.
_NAME_BEFORE = re.compile(
    r"[^\W\d](?<!\bvà)(?<!\btừ)(?<!\bđến)(?<!\btrong)(?<!\btrước)(?<!\bhết)(?<!\bvào)(?<!\bxong)"
    r"(?<!\bđầu)(?<!\bgiữa)(?<!\bcuối)(?<!\btháng)(?<!\bnăm)(?<!\bhoặc)(?<!\bthành)(?<!\bnhất) ?$"
)
_WEEKDAY_BESIDE = re.compile(r"(?: ?,| và) ?(?:cn\b|chủ nhật\b|thứ\b)")
# Tried before the patterns for sentences.
FIRST = (
    # ngày 05 của tháng kế tiếp, and nothing else; “tháng sau” is once, after the document's month
    (
        next_month,
        (
            r"^\W*(?:(?:trước|chậm nhất|vào) )?ngày (?P<after>0?[1-9]|[12]\d|3[01]) (?:của )?"
            r"tháng (?:kế tiếp|tiếp theo|liền kề)\W*$"
        ),
    ),
    # 15 ngày liên tục, từ ngày 20/10/2025
    (
        time_readers.offset,
        (
            r"(?<!thiểu )(?<!nhất )\b(?P<count>\d{1,3}) ngày(?P<working> làm việc)? "
            r"liên t(?:ục|iếp),? (?:kể |tính )?"
            rf"(?P<side>từ) (?P<event>(?:ngày )?{BARE_DAY})(?! ?(?:đến|tới|-))"
        ),
    ),
    # các tháng 3, 6, 9 và 12/2026; quý I, II, III: not ngày 5, tháng 6
    (
        listed_periods,
        (
            rf"(?:các )?\b(?P<unit>tháng|qu[ýí]|t) ?(?P<numbers>{_NUMBER}"
            rf"(?: ?(?:, và|,|\+|và) ?(?:tháng |qu[ýí] |t)?{_NUMBER}\b){{2,11}}+)"
            r"(?: ?(?:/|năm) ?(?P<year>\d{4}))?(?! ?[/\d])"
        ),
    ),
    # các ngày thứ Bảy, CN tháng 4/2027; not “các ngày thứ Sáu tuần cuối tháng”
    *(
        (
            weekdays_of_period,
            (
                rf"\bcác (?:ngày |buổi )?{rhythm_readers.SOME_NAMED} (?:của |trong )?{of_period}"
                r"(?!(?:,| và|, và| ?-| đến) ?(?:tháng|quý) [\divx])"
            ),
        )
        for of_period in (MONTH, QUARTER)
    ),
)
WAYS = (
    # 1 lần/quý; 6 tháng/lần; 03 tháng 01 lần; 2 lần/năm; mỗi tháng 02 lần
    (
        frequency,
        (
            rf"(?P<times>{_COUNT}) (?:lần|kỳ|đợt) ?(?:/|mỗi|một|trong|-) ?"
            rf"(?:(?P<number>{_COUNT}) )?(?P<unit>{_UNIT})\b"
        ),
    ),
    (
        frequency,
        (
            rf"(?:\b(?P<number>{_COUNT}) )?\b(?P<unit>{_UNIT}) ?(?:/ ?)?(?:(?P<times>{_COUNT}) )?"
            r"(?:lần|kỳ|đợt)\b(?! ?\d| họp| thi\b)"
        ),
    ),
    (always_or_a_day, r"\b24/24\b\D{0,12}\b7/7\b(?!/)"),
    (always_or_a_day, r"(?<!ngày )(?<!trước )(?<!hết )(?<!đến )(?<!-)(?<!- )\b24/7\b(?!/)"),
    # từ ngày 01/6/2025: a start, not a deadline; not “lùi từ 14/5” (a postponement)
    (
        time_readers.start,
        (
            r"(?<!lùi )(?<!dời )(?<!hoãn )(?<!chuyển )\b(?:kể )?"
            rf"từ (?P<day>{DAY})(?! ?(?:đến|tới|-))"
        ),
    ),
    # bắt đầu từ tháng 6/2025; từ quý II/2025
    (time_readers.start_of_period, rf"\b(?:kể )?từ {MONTH}(?! ?(?:đến|tới|-))"),
    (time_readers.start_of_period, rf"\b(?:kể )?từ {QUARTER}(?! ?(?:đến|tới|-))"),
    # sau Đại hội 10 ngày
    (
        time_readers.offset,
        (
            r"(?P<side>trước|sau) (?P<event>[^().,;:\d]{2,40}?) (?P<count>\d{1,3}) ngày"
            r"(?P<working> làm việc)?\b"
        ),
    ),
    # năm học 2026-2027, whose last day the text does not state
    (time_readers.no_day, SCHOOL_YEAR),
    # 2025 - 2026; 2025 và những năm tiếp theo; 12/2025; 30/6; 2025
    (
        time_readers.from_period_to_period,
        (r"(?:giai đoạn |năm )?\d{4} ?(?:-|đến) ?(?:năm )?(?P<last>)(?P<year>\d{4})"),
    ),
    # từ 2025: from when, and not until when
    (
        time_readers.span_only,
        (
            r"(?:bắt đầu |kể )?từ (?:năm |tháng |quý |t)?[\divx/]{1,7}+(?: năm )?\d{0,4}+"
            r"(?! ?(?:-|đến))"
        ),
    ),
    (time_readers.period, r"(?:năm )?(?P<year>\d{4})(?= và (?:những|các) năm)"),
    # tháng 11/2026 - tháng 02/2027
    (
        span_of_periods,
        (
            r"(?<![\d/])(?:từ )?(?:tháng |t)?\d{1,2} ?(?:/|năm) ?(?P<from_year>\d{4})"
            r" ?(?P<joint>-|đến) ?(?:tháng |t)?(?P<last>\d{1,2}) ?(?:/|năm) ?(?P<year>\d{4})"
        ),
    ),
    # T5 và T8 năm 2026
    (
        span_of_periods,
        (
            r"\bt(?P<first>\d{1,2}) ?(?P<joint>,|\+|và) ?t(?P<last>\d{1,2})"
            r" ?(?:/|năm) ?(?P<year>\d{4})(?!\d)"
        ),
    ),
    # tháng 8 - tháng 9; quý II - III: the year is the document's
    (
        time_readers.from_period_to_period,
        (
            r"(?:tháng |\bt(?![2-7] ?(?:-|,|\+|và|đến) ?t?[2-7]\b))(?P<first>\d{1,2})"
            r" ?(?P<joint>-|,|\+|và|đến) ?(?:tháng |t)?(?P<last>\d{1,2})(?! ?[/\d-]|,? năm \d)"
        ),
    ),
    (
        time_readers.from_period_to_period,
        (
            r"\bqu[ýí] (?P<first>iv|i{1,3}|[1-4]) ?(?P<joint>-|,|\+|và|đến) ?(?:qu[ýí] )?"
            r"(?P<quarter>iv|i{1,3}|[1-4])\b(?! ?[/\d-]|,? năm \d)"
        ),
    ),
    # 15h00, 12/6/2026; 15-20/6/2026; 15, 20/6/2026
    (time_readers.one_day, rf"(?P<lead>)(?P<hour>{HOUR}),? ?{WEEKDAY_OF}(?P<day>{DAY})"),
    (
        time_readers.from_day_to_day,
        r"(?<![\d/.-])(?P<first>\d{1,2}) ?- ?(?P<last>\d{1,2} ?/ ?\d{1,2}(?: ?/ ?\d{4})?(?![\d/]))",
    ),
    (
        more_days.listed_day,
        (
            r"(?<![\d/.,-])(?:ngày )?(?P<day>\d{1,2})"
            r"(?=(?: ?(?:,|và|hoặc|\+) ?(?:ngày )?\d{1,2}){1,5}?"
            r" ?/ ?(?P<month>\d{1,2}(?: ?/ ?\d{4})?)(?![\d/]))"
        ),
    ),
    (time_readers.one_day, rf"(?P<lead>)(?P<hour>)(?P<day>{DAY}){LATER_HOUR}"),
    (time_readers.period, rf"(?P<lead>{_BY}){PART}{QUARTER}"),
    (
        time_readers.period,
        (
            rf"(?P<lead>{_BY}){PART}(?:tháng |\bt)?(?P<month>\d{{1,2}}) ?[/.-] ?(?P<year>\d{{4}})"
            r"(?![\d/])"
        ),
    ),
    (time_readers.period, rf"(?P<lead>){PART}{MONTH}"),
    # T10; T6, T11
    (
        short_month,
        (
            rf"(?P<lead>{_BY}){PART}\bt(?P<month>{_SHORT_MONTH})\b"
            r"(?: (?:năm )?(?P<year>\d{4})\b)?(?! ?[/\d-])"
        ),
    ),
    (
        month_or_weekday,
        rf"^\W*(?P<lead>{_BY}){PART}\bt(?P<month>[2-7])(?=\W*$)",
    ),
    (time_readers.period, rf"(?P<lead>){HALF}"),
    # A year is a deadline only if nothing else precedes it: not “mùa khô 2026”. A preceding “cả”
    # is allowed but not matched, as for a month, so that the cell shows more than a deadline.
    (
        time_readers.period,
        (
            r"(?P<lead>(?:^|(?<=^cả )|(?<=[,;(]))\W*(?:(?:trước|trong|đến|hết|chậm nhất|xong"
            r"|hoàn thành|cuối|đầu|giữa) )*)(?:năm )?(?P<year>\d{4})(?![\d/-])"
        ),
    ),
)
# Words of cells without a time: for standing duties, and for times set elsewhere.
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
