"""Patterns of the times that sentences name; extend the phrase tables as needed.

The patterns expect texts normalized by `spelling.level`.
"""

from __future__ import annotations

from ntmtrack.drafting.phrases import more_days
from ntmtrack.drafting.phrases import rhythm_readers
from ntmtrack.drafting.phrases import spelling
from ntmtrack.drafting.phrases import time_readers
from ntmtrack.drafting.phrases import weeks_of_month
from ntmtrack.drafting.phrases.rhythm_readers import EVERY
from ntmtrack.drafting.phrases.time_readers import BARE_DAY
from ntmtrack.drafting.phrases.time_readers import HOUR
from ntmtrack.drafting.phrases.time_readers import WEEKDAYS

# Words that make the time after them a deadline. The _SOFT words below do so only for a day that
# is not past, because documents also describe past events with them.
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
    "phấn đấu",
    "kết thúc",
)
# Words that make the time after them a start; verbs of what is held on a day.
BEGINNING = ("khởi công", "động thổ", "khởi động", "bắt đầu", "ra quân")
HELD = spelling.listed(
    """
    họp; tổ chức; tổng duyệt; duyệt; diễn tập; gặp mặt; sinh hoạt; mít tinh; phát động; khám; tiêm;
    tập trung; tập huấn; bỏ phiếu; làm việc; nghỉ học; nhận; bàn giao; trao; thi; dâng hương;
    khai mạc; khai giảng; bế giảng; tổng kết; khánh thành; bầu cử; kiểm tra; phun; đối thoại; nộp;
    làm điểm
    """
)
_SOFT = ("đến", "vào", "lúc", "diễn ra")
_FILLER = "(?:là|vào|lúc|dịp|ngày|cuối|thời điểm|khoảng|:|,)"
_LEAD = (
    rf"(?P<lead>\b(?:(?:thời hạn|thời gian|hạn)(?: \w+){{1,3}}:"
    rf"|{spelling.any_of((*FIRM, *_SOFT))}\b)"
    rf"(?: ?(?:{spelling.any_of((*FIRM, *_SOFT))}\b|{_FILLER})){{0,5}}) ?"
)
DAY = rf"(?<!tuần )(?<!lần )(?<!đợt )(?:(?:ngày|mùng|sáng|chiều|tối|đêm) ){{0,2}}(?:{BARE_DAY})"
# The hour after a day: 12/06/2026 17:00; 12/6/2026 (trước 17 giờ).
LATER_HOUR = (
    r"(?:[t,]? ?(?:lúc )?(?P<later>\d{1,2}:\d{2}|\d{1,2} ?(?:giờ|h|g)(?: ?\d{2})?\b)(?!:?\d)"
    rf"| ?\((?:lúc |trước )?(?P<bracketed>{HOUR})\))?"
)
_WEEKDAY = (
    rf"(?:ngày |các ngày |chiều |sáng |tối )?(?P<weekday>{spelling.any_of(WEEKDAYS)}"
    rf"(?:(?:,| và|, và) {spelling.any_of(WEEKDAYS)}){{0,5}})\b"
)
# Before a day: its weekday, 16h30 thứ Sáu (29/8/2025); other days, các ngày 18, 19 và 20/11.
WEEKDAY_OF = (
    rf"(?:các ngày (?:\d{{1,2}}(?: ?,| và) ?){{1,6}}(?=\d)|(?:ngày |sáng |chiều |tối )?"
    rf"{spelling.any_of(WEEKDAYS)}\b(?: tuần (?:này|sau|tới))?,? ?\(?(?=ngày |\d))?"
)
_WHEN = r"(?:(?:trước|vào lúc|vào|lúc|chậm nhất|muộn nhất|là|,|\() ?){0,3}"
_OF_YEAR = r"(?:(?: ?[/,.-] ?| ?,? ?năm | )(?P<year>\d{4}))?(?![\d/])"
# “6 tháng một lần” names no month; “năm” is the fifth month only if a year follows.
MONTH = (
    r"tháng (?P<month>\d{1,2}|(?<!\d tháng )"
    rf"(?:{spelling.any_of(time_readers.MONTH_WORDS)}\b(?! lần)|năm(?= năm \d|/))){_OF_YEAR}"
)
# Impossible quarters match too; otherwise 5/2026 in “quý 5/2026” would match as a month.
QUARTER = rf"\b(?:qu[ýí] ?|q)(?P<quarter>[ivx]{{1,4}}|\d{{1,2}})\b{_OF_YEAR}"
PART = "(?:(?:(?:nửa )?(?:đầu|giữa|cuối)|(?:thượng|trung|hạ) tuần) )?"
HALF = r"(?:6|06|sáu) tháng (?P<half>đầu|cuối) năm(?: (?P<year>\d{4}))?"
_EVENT_END = r"[^().,;:]{2,70}?(?= ?[().,;:]|$| thì | để | và gửi| gửi | hoặc | báo cáo)"
_SIDE_AND_DAYS = r"(?P<side>trước|sau) (?P<count>\d{1,3}) ngày(?P<working> làm việc)?"
_DAYS_OF_YEAR = (
    rf"(?P<days>(?:ngày )?{BARE_DAY}(?:(?: ?,| và| hoặc)(?: trước)?(?: ngày)? {BARE_DAY}){{0,5}})"
)
_MONTH_DAYS = r"(?P<days>\d{1,2}(?:(?: ?,| và) (?:ngày )?\d{1,2}){0,3})(?! ?[/\d])"
_SINCE_WRITTEN = (
    r"(?:hôm nay|ngày mai|ngày kia"
    rf"|(?:(?:ngày |sáng |chiều )?{spelling.any_of(WEEKDAYS)} )?(?:đầu |giữa |cuối )?tuần"
    r" (?:này|sau|tới)\b(?! ?,? ?\(?(?:ngày )?\d)"
    r"|(?:ngày \d{1,2} )?tháng (?:này|tới)|(?:cuối |đầu )?năm (?:nay|tới)|cuối năm(?! \d)"
    r"|năm (?:học )?\d{4} ?- ?\d{4}"
    r"|ngày \d{1,2}\b(?! ?[/\d.-]+\d| tháng|,? và|, \d))"
)
# Tried in this order; text that one pattern matched is not matched again.
WAYS = (
    (time_readers.lunar, rf"(?:{_LEAD})?{time_readers.LUNAR_DAY}"),
    (
        time_readers.no_day,
        r"\b(?:trước|trong|xong trước|đến|hết)(?: dịp)? tết\b(?: (?!dương)\w+){0,2}",
    ),
    # 80 ngày trước ngày bầu cử; trong 10 ngày kể từ ngày nhận; sau 03 ngày sau ngày
    (
        time_readers.offset,
        (
            r"(?:(?:chậm nhất|muộn nhất|trong thời hạn|trong vòng|thời hạn|trong|tối đa|sau|trước"
            r"|là) ){0,4}"
            r"(?P<count>\d{1,3}) ngày(?P<working> làm việc)?,? (?P<side>trước|sau|kể từ|tính từ) "
            rf"(?P<event>(?:ngày |khi |lúc |thời điểm )?{_EVENT_END})"
        ),
    ),
    # trước ngày bầu cử 70 ngày; trước 02 ngày tổ chức hội thi; trước 07 ngày so với ngày họp
    (
        time_readers.offset,
        (
            r"(?P<side>trước|sau) (?P<event>(?:ngày|khi|đại hội|hội nghị|hội thi|lễ|kỳ họp"
            r"|phiên họp|cuộc họp|kỳ thi|bầu cử|kiểm tra)\b[^().,;:\d]{0,40}?) (?P<count>\d{1,3})"
            r" ngày(?P<working> làm việc)?\b"
        ),
    ),
    (
        time_readers.offset,
        (
            rf"{_SIDE_AND_DAYS} "
            rf"(?P<event>(?:khi |ngày )?(?:tổ chức|diễn ra|khai mạc|khai giảng|họp){_EVENT_END})"
        ),
    ),
    (time_readers.offset, rf"{_SIDE_AND_DAYS} so với (?P<event>{_EVENT_END})"),
    # trước 15 giờ 30 hằng ngày; hằng ngày vào lúc 15 giờ 30 phút
    (
        rhythm_readers.daily,
        rf"{_WHEN}(?P<hour>{HOUR}(?:(?:,| và)(?: trước)? {HOUR}){{0,3}}),? {EVERY} ngày",
    ),
    (
        rhythm_readers.daily,
        (
            rf"{EVERY} ngày(?: (?:0?\d|một|hai|ba) (?:lần|lượt|buổi))?,? ?{_WHEN}"
            rf"(?P<hour>{HOUR}(?:(?:,| và)(?: trước)? {HOUR}){{0,3}})"
        ),
    ),
    (
        rhythm_readers.daily,
        rf"{EVERY} ngày\b[^.;,\d]{{1,70}} trước (?P<hour>{HOUR})(?! (?:ngày|sáng))",
    ),
    rhythm_readers.FROM_TO,
    # 15:00 ngày thứ Sáu hằng tuần; thứ Sáu hằng tuần; hằng tuần, vào thứ Sáu
    (rhythm_readers.weekly, rf"{_WHEN}(?P<hour>{HOUR})?,? ?{_WEEKDAY} {EVERY} tuần"),
    (rhythm_readers.weekly, rf"{_WEEKDAY} (?:đầu|cuối) tuần"),
    (rhythm_readers.weekly, rf"{EVERY} tuần,? ?{_WHEN}(?:(?P<hour>{HOUR}),? )?{_WEEKDAY}"),
    # mỗi tuần báo cáo 01 lần vào thứ Năm
    (
        rhythm_readers.weekly,
        (
            rf"{EVERY} tuần\b,?[^.;,]{{1,60}} vào (?:(?:lúc )?(?P<hour>{HOUR}),? )?{_WEEKDAY}"
            r"(?!,? ?\(?(?:ngày )?\d)"
        ),
    ),
    # ngày 05 của tháng sau; trước ngày 20 hằng tháng; hằng tháng (trước ngày 16 …)
    (
        rhythm_readers.monthly,
        (
            rf"(?:{EVERY} tháng,? ?)?\(?{_WHEN}ngày (?P<after>\d{{1,2}}) (?:của )?tháng (?:sau"
            rf"|kế tiếp|tiếp theo|liền kề)\)?"
        ),
    ),
    (
        rhythm_readers.monthly,
        (
            rf"{_WHEN}ngày (?P<final>cuối (?:cùng )?)(?:của )?"
            rf"(?:{EVERY} tháng|tháng {EVERY} tháng)"
        ),
    ),
    (
        rhythm_readers.monthly,
        rf"{EVERY} tháng ?\({_WHEN}ngày {_MONTH_DAYS}(?: (?:của )?{EVERY} tháng)?\)",
    ),
    (rhythm_readers.monthly, rf"(?:{_WHEN}ngày|trước) {_MONTH_DAYS} (?:của )?{EVERY} tháng"),
    (
        rhythm_readers.monthly,
        rf"{EVERY} tháng (?:một|0?1) (?:lần|kỳ),? ?\(?{_WHEN}ngày {_MONTH_DAYS}(?! tháng)",
    ),
    (
        rhythm_readers.monthly,
        rf"{EVERY} tháng\b,?[^.;,\d]{{1,60}} (?:vào|trước) ngày {_MONTH_DAYS}(?! tháng)",
    ),
    (rhythm_readers.monthly, rf"báo cáo tháng,? ?\(?{_WHEN}ngày {_MONTH_DAYS}(?! tháng)"),
    (
        rhythm_readers.monthly,
        rf"{EVERY} tháng,? ?{_WHEN}ngày {_MONTH_DAYS}(?! tháng)",
    ),
    # ngày 15 tháng cuối quý; ngày 10 tháng đầu quý sau
    (
        rhythm_readers.quarterly,
        (
            rf"(?:{EVERY} qu[ýí],? ?)?\(?{_WHEN}ngày (?P<after>\d{{1,2}}) (?:của )?tháng (?:đầu(?:"
            rf" tiên)? (?:của )?)?qu[ýí] (?:sau|kế tiếp|tiếp theo)\)?"
        ),
    ),
    (
        rhythm_readers.quarterly,
        (
            rf"{_WHEN}ngày (?P<after>\d{{1,2}}) (?:của )?tháng đầu (?:tiên )?(?:của )?"
            rf"(?:{EVERY} )?qu[ýí]\b(?! ?[ivx\d])"
        ),
    ),
    (
        rhythm_readers.quarterly,
        (
            rf"(?:{EVERY} qu[ýí],? ?)?\(?{_WHEN}ngày (?P<last>\d{{1,2}}) (?:của )?(?:tháng )?cuối"
            rf" (?:cùng )?(?:của )?(?:{EVERY} )?qu[ýí]\)?"
        ),
    ),
    # trước ngày 01/6 và 15/11 hằng năm; hằng năm (trước ngày 15 tháng 12); tổng kết năm (trước …)
    (
        rhythm_readers.yearly,
        (rf"(?:{EVERY}|tổng kết|báo cáo|và|,) năm ?\({_WHEN}{_DAYS_OF_YEAR}(?: {EVERY} năm)?\)"),
    ),
    (
        rhythm_readers.yearly,
        rf"6 tháng(?: đầu năm)? ?\({_WHEN}{_DAYS_OF_YEAR}(?: {EVERY} năm)?\)",
    ),
    (
        rhythm_readers.yearly,
        rf"(?:{_WHEN})(?:hạn cuối )?{_DAYS_OF_YEAR},? {EVERY} năm",
    ),
    (rhythm_readers.yearly, rf"{EVERY} năm,? ?{_WHEN}{_DAYS_OF_YEAR}"),
    (
        rhythm_readers.yearly,
        (
            r"(?:6 tháng(?: đầu năm)?|(?:báo cáo|tổng kết|và|,) năm),? (?:trước|vào|chậm nhất) "
            r"(?P<days>(?:ngày )?\d{1,2} ?/ ?\d{1,2})(?![/\d])"
        ),
    ),
    *rhythm_readers.COUNTED,
    # từ ngày 01/7 đến ngày 15/7/2025; từ tháng 6 đến tháng 9/2025
    (
        more_days.range_of_days,
        (
            rf"từ (?:(?P<from_hour>{HOUR}),? )?(?P<first>(?:ngày )?(?:{BARE_DAY}|\d{{1,2}}))"
            rf"(?: \d{{1,2}}:\d{{2}})? ?(?:đến|tới|-)(?: hết)? (?:(?P<until>{HOUR}),? )?"
            rf"(?P<last>{DAY}){LATER_HOUR}"
        ),
    ),
    (
        more_days.from_month_to_month,
        (
            r"từ (?:tháng )?(?P<begin>\d{1,2})(?:/(?P<begin_year>\d{4}))? ?(?:đến|tới"
            r"|-)(?: hết)? tháng (?P<last>\d{1,2}) ?(?:/|năm) ?(?P<year>\d{4})"
        ),
    ),
    # 01/10/2024 - 31/12/2024; tháng 9, 10/2024; quý III-IV/2025; tuần 2 tháng 10/2024
    (time_readers.from_day_to_day, rf"(?P<first>{BARE_DAY}) ?(?:-|đến|tới) ?(?P<last>{DAY})"),
    (
        time_readers.from_period_to_period,
        (
            r"tháng (?P<first>\d{1,2}) ?(?P<joint>-|,|\+|và|đến) ?(?:tháng )?(?P<last>\d{1,2})"
            r" ?(?:/|năm) ?(?P<year>\d{4})"
        ),
    ),
    (
        time_readers.from_period_to_period,
        (
            r"qu[ýí] (?P<first>iv|i{1,3}|[1-4])(?: ?(?:/|năm) ?(?P<from_year>\d{4}))?"
            r" ?(?P<joint>-|,|\+|và|đến) ?(?:trong )?(?:qu[ýí] )?"
            r"(?P<quarter>iv|i{1,3}|[1-4]) ?(?:/|năm) ?(?P<year>\d{4})"
        ),
    ),
    (
        time_readers.period,
        rf"(?:(?:trong|vào|hết) )?(?:{weeks_of_month.WEEK}|tuần (?:\d|cuối)),? (?:của )?{MONTH}",
    ),
    # bắt đầu từ ngày 01/7/2021
    (
        time_readers.start,
        (
            rf"(?:bắt đầu|thực hiện|triển khai|áp dụng|vận hành"
            rf"|hoạt động)(?: kể)? từ (?P<day>{DAY})(?! ?(?:đến|tới|-))"
        ),
    ),
    (time_readers.start, rf"^\W*(?:kể )?từ (?P<day>{DAY})(?! ?(?:đến|tới|-))"),
    *more_days.WAYS,
    # trước 15 giờ chiều nay (22/9)
    (
        time_readers.one_day,
        (
            rf"{_LEAD}(?:(?P<hour>{HOUR}),? ?)?(?:(?:sáng|trưa|chiều|tối|hôm) nay"
            rf"|(?:(?:sáng|trưa|chiều|tối) |ngày )mai),? ?\((?P<day>(?:ngày )?{BARE_DAY})\)"
        ),
    ),
    (
        time_readers.one_day,
        rf"{_LEAD}(?:(?P<hour>{HOUR}),? ?)?{WEEKDAY_OF}(?P<day>{DAY}){LATER_HOUR}",
    ),
    # Ngày 24/10/2026: Tổ bầu cử trang trí, at the start of a list item
    (
        more_days.held_on,
        (
            rf"(?P<lead>(?P<opening>^\W*)(?:(?:vào|lúc|sáng|chiều|tối|{HOUR}),? )*"
            r"(?:ngày (?:\d{1,2}(?:,| và| ?-) ?){1,5})?"
            rf"(?P<day>ngày {BARE_DAY}"
            rf"|\d{{1,2}}/\d{{1,2}}(?:/\d{{4}})?(?=(?: \([^()]+\))? ?[:–-] ))){LATER_HOUR}"
        ),
    ),
    # 14 giờ thứ Hai ngày 15/12/2025; sáng Chủ nhật 18/01/2026; họp ngày 05/3/2026
    (
        more_days.held_on,
        (
            rf"(?P<lead>(?:(?:{HOUR}),? ?)?(?:(?:sáng|trưa|chiều|tối|đêm|ngày) )?"
            rf"{spelling.any_of(WEEKDAYS)}\b,? ?\(?|\b(?:{HOUR},? )?(?:sáng|trưa|chiều|tối|đêm) )"
            rf"(?P<day>(?:ngày )?(?:{BARE_DAY}))"
        ),
    ),
    (
        more_days.held_on,
        (
            rf"(?P<lead>\b{spelling.any_of(HELD)}\b[^.;:,()\d]{{0,50}} (?:\d{{1,2}} )?)"
            rf"(?P<words>(?P<day>ngày {BARE_DAY}))"
        ),
    ),
    (time_readers.period, rf"{_LEAD}{PART}{MONTH}"),
    (time_readers.period, rf"{_LEAD}{PART}{QUARTER}"),
    (time_readers.period, rf"{_LEAD}{HALF}"),
    # trong kỳ sinh hoạt tháng 9/2026; tại hội nghị giao ban tháng 12
    (
        time_readers.meeting_of_month,
        (
            r"(?P<lead>\b(?:tại|trong|vào) (?:kỳ |buổi |cuộc |phiên )?(?:sinh hoạt|hội nghị|họp"
            rf"|giao ban)\b[^.,;:()\d]{{0,40}}? ){MONTH}"
        ),
    ),
    # trước ngày 20; trong tuần tới; trước 17 giờ hôm nay; trong năm học 2026-2027
    (time_readers.no_day, rf"{_LEAD}(?:{HOUR},? ?)?{_SINCE_WRITTEN}"),
    # trong vòng 24 giờ; ngay sau khi bão tan
    (
        time_readers.span_only,
        (
            r"(?:trong vòng|trong thời hạn|không quá|tối đa) (?P<count>\d{1,3}) (?P<unit>giờ|ngày"
            r"|tuần|tháng)(?! ?\d)"
        ),
    ),
    (time_readers.no_date, rf"ngay sau (?:khi )?{_EVENT_END}"),
    (
        time_readers.period,
        (
            r"(?P<lead>(?<!tháng )\b(?:trong|hết|cuối|xong|hoàn thành|trước)(?: (?:trong|vào|cuối"
            r"|hết)){0,2}) năm (?P<year>\d{4})(?! ?- ?\d)"
        ),
    ),
)
