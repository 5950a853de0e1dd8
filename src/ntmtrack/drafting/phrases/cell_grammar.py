"""The ways in which cells of a deadline column write times, where a bare date is enough.

The patterns are for texts in the spelling of `spelling.level`.
"""

from __future__ import annotations

import re
from datetime import date

from ntmtrack.drafting.document_model import DraftReason
from ntmtrack.drafting.phrases import spelling
from ntmtrack.drafting.phrases import time_readers
from ntmtrack.drafting.phrases.deadline_grammar import DAY
from ntmtrack.drafting.phrases.deadline_grammar import HALF
from ntmtrack.drafting.phrases.deadline_grammar import LATER_HOUR
from ntmtrack.drafting.phrases.deadline_grammar import MONTH
from ntmtrack.drafting.phrases.deadline_grammar import PART
from ntmtrack.drafting.phrases.deadline_grammar import QUARTER
from ntmtrack.drafting.phrases.deadline_grammar import WEEKDAY_OF
from ntmtrack.drafting.phrases.time_readers import HOUR
from ntmtrack.drafting.phrases.time_readers import Says
from ntmtrack.wording.words import N_

SCHOOL_YEAR = r"năm học (?P<first>20\d\d) ?[-–—] ?(?P<last>20\d\d)\b"
ONLY_HOW_OFTEN = N_("The text says how often, but not on which days.")
# Of what is done so many times in so many days, weeks or months.
_COUNTS = ("một", "hai", "ba", "bốn")
_MONTHS_OF = {"tháng": 1, "quý": 3, "quí": 3, "năm": 12}
_EVERY = {1: "month", 3: "quarter", 6: "half-year", 12: "year"}


def so_often(match: re.Match[str], issued: date | None) -> Says:
    """Read how often something is done, where the file has such a rhythm: 1 lần/quý."""
    del issued
    times, number = (_count(match[name]) for name in ("times", "number"))
    unit = match["unit"]
    if unit in _MONTHS_OF:
        months = number * _MONTHS_OF[unit]
        every = "" if months % times else _EVERY.get(months // times, "")
    else:
        every = {"ngày": "day", "tuần": "week"}[unit] if times == number == 1 else ""
    doubts = (DraftReason(ONLY_HOW_OFTEN),) if times > 1 or not every else ()
    return Says({"repeat": {"every": every}} if every else {}, doubts=doubts)


def _count(words: str | None) -> int:
    """Return a number in figures or words; 1 where there is none."""
    if words in _COUNTS:
        return _COUNTS.index(words) + 1
    return max(1, int(words or 1))


_BY = "(?:trước |trong |đến hết |hết |đến |chậm nhất )?"
_COUNT = rf"(?:\d{{1,2}}|{spelling.any_of(_COUNTS)})"
_UNIT = "(?:ngày|tuần|tháng|qu[ýí]|năm)"
WAYS = (
    # 1 lần/quý; 6 tháng/lần; 03 tháng 01 lần; 2 lần/năm; mỗi tháng 02 lần
    (
        so_often,
        (
            rf"(?P<times>{_COUNT}) (?:lần|kỳ) ?(?:/|mỗi|một|trong|-) ?(?:(?P<number>{_COUNT}) )?"
            rf"(?P<unit>{_UNIT})\b"
        ),
    ),
    (
        so_often,
        (
            rf"(?:\b(?P<number>{_COUNT}) )?\b(?P<unit>{_UNIT}) ?(?:/ ?)?(?:(?P<times>{_COUNT}) )?"
            r"(?:lần|kỳ)\b(?! ?\d| họp| thi\b)"
        ),
    ),
    # từ ngày 01/6/2025: no deadline, but the day to begin on; not lùi từ 14/5
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
    # năm học 2026-2027, whose last day is not written
    (time_readers.no_day, SCHOOL_YEAR),
    # 2025 - 2026; 2025 và những năm tiếp theo; 12/2025; 30/6; 2025
    (
        time_readers.from_period_to_period,
        (r"(?:giai đoạn |năm )?\d{4} ?(?:-|đến) ?(?:năm )?(?P<last>)(?P<year>\d{4})"),
    ),
    # từ 2025: from when, and not until when
    (
        time_readers.span_only,
        r"(?:bắt đầu |kể )?từ (?:năm |tháng |quý )?[\divx/]{1,7}(?:/| năm )?\d{0,4}(?! ?(?:-|đến))",
    ),
    (time_readers.period, r"(?:năm )?(?P<year>\d{4})(?= và (?:những|các) năm)"),
    # tháng 8 - tháng 9; quý II - III: the year is the document's
    (
        time_readers.from_period_to_period,
        (
            r"tháng (?P<first>\d{1,2}) ?(?P<joint>-|,|\+|và|đến) ?(?:tháng )?(?P<last>\d{1,2})"
            r"(?! ?[/\d-]|,? năm \d)"
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
        time_readers.listed_day,
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
    (time_readers.period, rf"(?P<lead>){HALF}"),
    # A year is a deadline where nothing else stands before it: not mùa khô 2026. As “cả” of a
    # month, that of a year is none of its words: the cell says more than a deadline.
    (
        time_readers.period,
        (
            r"(?P<lead>(?:^|(?<=^cả )|(?<=[,;(]))\W*(?:(?:trước|trong|đến|hết|chậm nhất|xong"
            r"|hoàn thành|cuối|đầu|giữa) )*)(?:năm )?(?P<year>\d{4})(?![\d/-])"
        ),
    ),
)
# Words of a cell that names no time: what lasts, and what has its time elsewhere.
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
