"""Parse goals (“at least 01 model garden”, “100 %”), required evidence and receivers of reports."""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Mapping
from typing import Any

from ntmtrack.drafting.phrases import duty_phrases
from ntmtrack.drafting.phrases import duty_verbs
from ntmtrack.drafting.phrases import spelling

_LIMITS: Mapping[str, str] = {
    "ít nhất": "at_least",
    "tối thiểu": "at_least",
    "từ": "at_least",
    "không dưới": "at_least",
    "ít nhất là": "at_least",
    "tối thiểu là": "at_least",
    "trên": "more_than",
    "hơn": "more_than",
    "tối đa": "at_most",
    "không quá": "at_most",
    "nhiều nhất": "at_most",
    "dưới": "at_most",
}
_DIGIT = re.compile(r"\d")
_COUNT = r"(?P<count>\d{1,3}(?:\.\d{3})+|\d{1,6}(?:,\d{1,2})?)"
_UNIT = r"(?P<unit>%|m2|km|[a-zà-ỹđ]+(?: [a-zà-ỹđ]+){0,3})"
_GOAL = re.compile(rf"(?P<limit>{spelling.any_of(set(_LIMITS) - {'từ'})}) {_COUNT} ?{_UNIT}")
_FROM = re.compile(rf"(?P<limit>từ) {_COUNT} ?{_UNIT} trở lên")
_UPWARD = re.compile(r"(?<![\d.,])(?<!từ )(?P<count>\d{1,3}(?:,\d{1,2})?) ?(?P<unit>%) trở lên")
# What a rate is of, before its figure: tỷ lệ hồ sơ nộp trực tuyến đạt
_RATE_OF = re.compile(
    r"(?P<what>[^,;.:()%\d]{3,50}?)(?: (?:đạt|là|lên|phải|ước|tăng|bằng|đến|được|chiếm))* ?"
)
_ALL_OF = re.compile(
    r"(?P<count>\d{1,3}(?:,\d{1,2})?) ?% (?:số )?(?P<unit>[a-zà-ỹđ]+(?: [a-zà-ỹđ]+){0,3})"
)
_TIMES = frozenset(
    [
        "ngày",
        "tháng",
        "năm",
        "giờ",
        "phút",
        "tuần",
        "quý",
        "lần",
        "tuổi",
        "điều",
        "khoản",
        "số",
        "là",
        "và",
        "của",
        "trong",
    ]
)
_VERBS = frozenset(verb for verb in duty_phrases.VERBS if " " in verb)
_MOST_WORDS = 3
_PHOTO = re.compile("hình ảnh|ảnh chụp|kèm ảnh|video|clip")
_ENDS = frozenset(
    [
        "cho",
        "của",
        "tại",
        "trên",
        "trong",
        "trước",
        "để",
        "các",
        "đã",
        "được",
        "có",
        "ở",
        "và",
        "đối",
        "với",
        "về",
        "theo",
        "thực",
        "mỗi",
        "một",
        "do",
        "là",
        "vào",
        "từ",
        "trở",
    ]
)
_REPORT_TO = re.compile(
    r"(?:báo cáo|gửi|tổng hợp|trình|phản ánh)(?: (?:kết quả|tiến độ|đề xuất|số liệu|hồ sơ"
    r"|kế hoạch|đầy đủ|thực hiện|bằng văn bản|đánh giá|tình hình)){0,4}"
    r" (?:về|cho|gửi|lên|đến|tới|qua|xem xét)? ?(?=\S)"
)
# What receivers do with a report. Other verbs may be part of their names: BQL xây dựng NTM.
_RECEIVERS_ACTS = spelling.listed(
    """
    xem xét; tổng hợp; phê duyệt; chỉ đạo; quyết định; bổ sung; thực hiện; xét duyệt; duyệt; ký;
    thông qua; cho ý kiến; lưu; chấp thuận; nắm; biết; phê chuẩn; thẩm định; thẩm tra; xác minh;
    xác nhận; xử lý; giải quyết; chi trả; thanh toán; kiểm tra; theo dõi; góp ý; tham mưu;
    công nhận; đánh giá; điều chỉnh; khen thưởng; biểu dương; phân bổ; hướng dẫn; phối hợp;
    đăng tải; thông báo; đôn đốc
    """
)
_NAME_STOPS = re.compile(
    r"[.;(:]| (?=\d+ (?:lần|bản|bộ)\b)"
    r"|,(?= (?!BQL|BCĐ|BCD|UBND|HĐND|[A-ZĐ]))| (?:để|trước|về|theo|qua|trong|vào|kết quả"
    r"|định kỳ|hằng|hàng|chậm nhất|khi|và (?=[a-zđ])|bằng|kịp thời"
    r"|những|tình hình|ngay|nếu|đúng|trên|tại|phương án|xét·duyệt"
    rf"|{spelling.any_of(_RECEIVERS_ACTS)})\b"
)


def measures(text: str) -> list[dict[str, Any]]:
    """Return the goals that a text names, in the file's format for measures."""
    low = spelling.level(text)
    if not _DIGIT.search(low):
        return []
    limits: list[tuple[int, str, str, str]] = []
    for pattern in (_GOAL, _FROM):
        limits += [
            (match.start(), _LIMITS[match["limit"]], match["count"], match["unit"])
            for match in pattern.finditer(low)
        ]
    limits += [(m.start(), "percent", m["count"], m["unit"]) for m in _UPWARD.finditer(low)]
    if "%" in low and not any(unit == "%" for _, _, _, unit in limits):
        limits += [(m.start(), "percent", m["count"], m["unit"]) for m in _ALL_OF.finditer(low)]
    goals: list[dict[str, Any]] = []
    for at, limit, count, words in sorted(limits):
        counted = _rate(low[max(0, at - 80) : at]) if words == "%" else _counted(words)
        goal = _goal("percent" if words == "%" else limit, count, counted)
        if goal and all(other["id"] != goal["id"] for other in goals):
            goals.append(goal)
    return goals


def _rate(before: str) -> str:
    """Return the name of a rate whose figure follows these words, with what it is a rate of."""
    _, has_name, words = before.rpartition("tỷ lệ ")
    match = _RATE_OF.fullmatch(words) if has_name else None
    return f"tỷ lệ {match['what']}" if match else "tỷ lệ"


def of_part(goals: Iterable[Mapping[str, Any]], part: str, whole: str) -> list[Mapping[str, Any]]:
    """Return the goals whose number a part of a text names, and those that the text does not.

    The latter were added by hand.
    """
    here, anywhere = _numbers(part), _numbers(whole)
    amounts = [(goal, {str(value) for value in goal.values()}) for goal in goals]
    return [goal for goal, amount in amounts if amount & here or not amount & anywhere]


def _numbers(text: str) -> set[str]:
    """Return the numbers in a text as the file writes them: 1.340 is 1340; 2,5 is 2.5."""
    numbers = re.findall(r"\d+(?:[.,]\d+)*", text)
    written = (number.replace(".", "").replace(",", ".") for number in numbers)
    return {
        f"{float(number):g}" if number.count(".") == 1 else number.lstrip("0") for number in written
    }


def _goal(kind: str, count: str, counted: str) -> dict[str, Any] | None:
    """Return a goal in the file's format; None if the text does not say what to count."""
    if not counted:
        return None
    number = count.replace(".", "").replace(",", ".")
    amount = f"{float(number):g}" if "." in number else str(int(number))
    name, unit = (counted, "%") if counted.startswith("tỷ lệ") else _name_and_unit(counted)
    id_ = spelling.key(name).replace(" ", "-")
    return {"id": id_, "name": name, "unit": "%" if kind == "percent" else unit, kind: amount}


_UNITS = frozenset(spelling.listed("m; km; m2; m3; ha; kg; tấn; tạ; %; triệu; tỷ; đồng; lít; km2"))
_AMOUNTS = {"m": "số mét", "triệu": "số tiền", "tỷ": "số tiền", "đồng": "số tiền"}
_COUNTED = frozenset(
    spelling.listed("hộ; cây; con; cuốn; lớp; buổi; đội; người; thôn; xã; bộ; cái; lượt; tổ; nhà")
)


def _name_and_unit(words: str) -> tuple[str, str]:
    """Split a counted phrase into name and unit: “m đường hoa” is đường hoa in m; “m” is số mét."""
    first, _, rest = words.partition(" ")
    if first in _UNITS:
        return rest or _AMOUNTS.get(first, f"số {first}"), first
    return words, first if first in _COUNTED else " ".join(words.split()[:2])


def _counted(unit: str) -> str:
    """Return what is counted, without the words after it; empty for units of time and the like."""
    words: list[str] = []
    rest = unit.split()
    for number, word in enumerate(rest[:_MOST_WORDS]):
        if word in _ENDS or (number and " ".join(rest[number : number + 2]) in _VERBS):
            break
        words.append(word)
    return "" if not words or words[0] in _TIMES else " ".join(words)


def evidence(text: str) -> str:
    """Return `photo` if the text asks for pictures or video, otherwise an empty string."""
    return "photo" if _PHOTO.search(spelling.level(text)) else ""


def report_to(text: str) -> list[tuple[int, int]]:
    """Return where each name of a receiver of reports begins, and the latest place it can end."""
    low = spelling.level(text)
    return [(match.end(), min(len(low), match.end() + 160)) for match in _REPORT_TO.finditer(low)]


def receiver(text: str, start: int, end: int) -> str:
    """Return the receiver's name at a place of a text, without what they do with the report."""
    stop = _NAME_STOPS.search(duty_verbs.with_joints(text)[start:end])
    return text[start : start + stop.start()] if stop else text[start:end]
