"""The grammar of times in words: what each phrase says, and what is no deadline."""

from __future__ import annotations

from datetime import date
from time import process_time
from typing import Any

import pytest

from ntmtrack.directive import periods
from ntmtrack.drafting.document_model import DraftReason
from ntmtrack.drafting.phrases import cell_grammar
from ntmtrack.drafting.phrases import rhythm_readers
from ntmtrack.drafting.phrases import time_phrases
from ntmtrack.drafting.phrases import time_readers
from ntmtrack.drafting.phrases import weeks_of_month

ISSUED = date(2024, 9, 20)
_WORKDAYS = ["mon", "tue", "wed", "thu", "fri"]


def fields(found: list[time_phrases.TimeWords]) -> list[dict[str, Any]]:
    return [dict(time.fields) for time in found]


def before(due: str) -> dict[str, str]:
    return {"due": due, "due_is": "before"}


def by(due: str) -> dict[str, str]:
    return {"due": due, "due_is": "by"}


def every(period: str, on: str | list[str] = "", at: str = "") -> dict[str, Any]:
    rule = {"every": period} | ({"on": on} if on else {}) | ({"at": at} if at else {})
    return {"repeat": rule}


SENTENCES = {
    # days
    "nộp báo cáo trước ngày 30/9/2024": before("2024-09-30"),
    "nộp chậm nhất 10h00’ ngày 30/9/2024": by("2024-09-30T10:00"),
    "Ngày 30/9/2024, lúc 8 giờ: khai mạc": by("2024-09-30T08:00"),
    "gửi báo cáo trước 16 giờ các ngày thứ Sáu": every("week", "fri", "16:00"),
    "họp các ngày thứ Hai, thứ Năm": every("week", ["mon", "thu"]),
    "gửi báo cáo trước 16 giờ chiều các ngày thứ Sáu": every("week", "fri", "16:00"),
    "gửi báo cáo trước 4 giờ chiều các ngày thứ Sáu": every("week", "fri", "16:00"),
    "ngày 05/11/2024 là hạn cuối nộp hồ sơ": by("2024-11-05"),
    "nộp trước 17 giờ ngày 31-10-2024": before("2024-10-31T17:00"),
    "treo cờ từ 6 giờ ngày 01/01/2025 đến 6 giờ ngày 02/01/2025": {
        "start": "2025-01-01",
        **by("2025-01-02T06:00"),
    },
    "tiếp công dân ít nhất 01 ngày/tháng": every("month"),
    "xong trước ngày 05 tháng 12 năm 2024": before("2024-12-05"),
    "hoàn thành chậm nhất vào ngày 01-10-2024": by("2024-10-01"),
    "đến hết ngày 31/12/2024": by("2024-12-31"),
    "kết thúc 15/11/2024": by("2024-11-15"),
    "Hạn chót: 30/9/2024": by("2024-09-30"),
    "thời hạn nộp: ngày 30/9/2024": by("2024-09-30"),
    "gửi về xã trước 30/9": before("2024-09-30"),
    "chậm nhất đến ngày 30 tháng 9": by("2024-09-30"),
    "gửi trước ngày 15/01": before("2025-01-15"),  # a year is over
    # hours
    "trước 17h00 ngày 27/9": before("2024-09-27T17:00"),
    "trước 17 giờ 00 phút, ngày 27/9/2024": before("2024-09-27T17:00"),
    "duyệt vào 8 giờ ngày 02/10/2024": by("2024-10-02T08:00"),
    "chậm nhất là 16h30' ngày 27/9/2024": by("2024-09-27T16:30"),
    "chậm nhất là 16h30 thứ Sáu (27/9/2024)": by("2024-09-27T16:30"),
    "trước 10 giờ thứ Hai, ngày 30/9/2024": before("2024-09-30T10:00"),
    "xong trước chiều thứ 6 (27/9)": before("2024-09-27"),
    # periods
    "xong trong tháng 10": by("2024-10"),
    "hoàn thành trong tháng 12/2024": by("2024-12"),
    "hoàn thành trong quý IV năm 2024": by("2024-Q4"),
    "trước quý 4/2024": before("2024-Q4"),
    "nộp danh sách chậm nhất QIV": by("2024-Q4"),
    "trong 6 tháng đầu năm 2025": by("2025-H1"),
    "hoàn thành trong năm 2024": by("2024"),
    "hoàn thành cuối tháng 11/2024": by("2024-11"),
    # from when to when
    "từ ngày 01/10 đến ngày 15/10/2024": {"start": "2024-10-01", **by("2024-10-15")},
    "từ 01 đến 15/10/2024": {"start": "2024-10-01", **by("2024-10-15")},
    "Từ tháng 9 đến tháng 11/2024": {"start": "2024-09-01", **by("2024-11")},
    "Từ tháng 11/2024 đến hết tháng 2/2025": {"start": "2024-11-01", **by("2025-02")},
    "Từ tháng 11 đến tháng 2/2025": by("2025-02"),
    "bắt đầu từ ngày 01/10/2024": {"start": "2024-10-01"},
    "Kể từ ngày 01/10/2024 thu phí": {"start": "2024-10-01"},
    "trước thứ Sáu tuần này (04/10/2024)": before("2024-10-04"),
    "Từ 01/10 đến 7 giờ ngày 15/10/2024: vận động": {
        "start": "2024-10-01",
        **by("2024-10-15T07:00"),
    },
    "niêm yết trong thời gian 20 ngày kể từ ngày 01/10/2024": by("2024-10-21"),
    # rhythms
    "dự sinh hoạt với chi bộ ít nhất mỗi quý một lần": every("quarter"),
    "tập huấn cho tổ viên ít nhất 01 buổi/quý": every("quarter"),
    "tổng hợp vào ngày 25 cuối quý": every("quarter", "3-25"),
    "báo cáo tháng trước ngày 25": every("month", "25"),
    "Hằng tháng báo cáo tiến độ với xã vào ngày 25.": every("month", "25"),
    "Trước ngày 05 tháng đầu quý, tổng hợp báo cáo": every("quarter", "+5"),
    "Hằng tuần, báo cáo vào sáng thứ Hai": every("week", "mon"),
    "T6 hằng tuần gửi lịch tuần sau": every("week", "fri"),
    "báo cáo trước 16 giờ hằng ngày": every("day", at="16:00"),
    "báo cáo hàng ngày vào lúc 15 giờ 30 phút": every("day", at="15:30"),
    "tổng hợp số liệu hằng ngày trong đợt báo cáo huyện trước 15h30": every("day", at="15:30"),
    "kiểm tra quỹ định kỳ 3 tháng/lần": every("quarter"),
    "báo cáo hằng tuần vào chiều thứ Sáu": every("week", "fri"),
    "mỗi tuần báo cáo Hiệu trưởng 01 lần vào thứ Năm": every("week", "thu"),
    "báo cáo trước 15 giờ thứ Năm hàng tuần": every("week", "thu", "15:00"),
    "gửi trước 15:00 ngày thứ Sáu hằng tuần": every("week", "fri", "15:00"),
    "trước ngày 20 hằng tháng": every("month", "20"),
    "báo cáo trước 20 hằng tháng": every("month", "20"),
    "báo cáo trước 20 giờ hằng tháng": every("month"),
    "báo cáo định kỳ hằng tháng trước ngày 25": every("month", "25"),
    "vào ngày 05, 20 hằng tháng": every("month", ["5", "20"]),
    "báo cáo trước ngày 05 của tháng sau": every("month", "+5"),
    "báo cáo trước ngày 15 của tháng cuối quý": every("quarter", "3-15"),
    "báo cáo quý trước ngày 10 tháng đầu quý sau": every("quarter", "+10"),
    "trước ngày 01/6 và 15/11 hằng năm": every("year", ["06-01", "11-15"]),
    "hạn cuối ngày 15 tháng 12 hàng năm": every("year", "12-15"),
    "định kỳ hằng năm (trước ngày 15 tháng 12)": every("year", "12-15"),
    "báo cáo 6 tháng trước ngày 10/6": every("year", "06-10"),
    "tổng hợp báo cáo hằng quý": every("quarter"),
    "ra quân mỗi tháng 1 lần vào ngày 15": every("month", "15"),
    "hằng quý, báo cáo trước ngày 20 của tháng cuối quý": every("quarter", "3-20"),
    "kiểm đếm vào thứ Ba và thứ Sáu hằng tuần": every("week", ["tue", "fri"]),
    "cập nhật vào 17 giờ các ngày thứ Ba, thứ Năm hằng tuần": every(
        "week", ["tue", "thu"], "17:00"
    ),
    # on what day it is held
    "họp rút kinh nghiệm ngày 05/10/2024": by("2024-10-05"),
    "quyết định cho học sinh nghỉ học ngày 07/10/2024": by("2024-10-07"),
    "sơ kết việc thực hiện Chỉ thị vào cuối tháng 12/2024": by("2024-12"),
    "quán triệt trong kỳ sinh hoạt tháng 10/2024": by("2024-10"),
    "công khai tại hội nghị giao ban tháng 12": by("2024-12"),
    "họp phụ huynh sáng Chủ nhật 06/10/2024": by("2024-10-06"),
    "quán triệt vào tiết chào cờ thứ Hai ngày 30/9/2024": by("2024-09-30"),
    "tổng duyệt 14 giờ thứ Tư, ngày 02/10/2024": by("2024-10-02T14:00"),
    "quà được trao tại nhà văn hóa thôn 4 ngày 02/10/2024": by("2024-10-02"),
    # with the day in brackets that a word such as “nay” means
    "thông báo đến các trường trước 15 giờ chiều nay (20/9)": before("2024-09-20T15:00"),
    "đưa tin mỗi ngày 02 lần, vào 5 giờ và 17 giờ 30": {
        "repeat": [{"every": "day", "at": "05:00"}, {"every": "day", "at": "17:30"}]
    },
    # events
    "chậm nhất 70 ngày trước ngày bầu cử": {"event": "ngày bầu cử", "event_days": -70},
    "sau 03 ngày kể từ khi có kết quả": {"event": "có kết quả", "event_days": 3},
    "trước ngày khai giảng 07 ngày": {"event": "ngày khai giảng", "event_days": -7},
    "gửi báo cáo sau đại hội điểm 05 ngày": {"event": "đại hội điểm", "event_days": 5},
    "gửi dự thảo trước 07 ngày so với ngày họp": {"event": "ngày họp", "event_days": -7},
    "nộp biên bản sau khi họp phụ huynh 02 ngày": {"event": "họp phụ huynh", "event_days": 2},
    "ngay sau khi hội nghị kết thúc": {"no_date": "ngay sau khi hội nghị kết thúc"},
    "Ngay sau khi HĐND xã họp xong": {"no_date": "ngay sau khi HĐND xã họp xong"},
}


@pytest.mark.parametrize(
    "sentence",
    [
        "mở lớp trong quý IV/2024 và quý I/2025",
        "gửi số liệu trước ngày 05 tháng sau",
        "tọa đàm kỷ niệm ngày thành lập (06/12/1989 - 06/12/2024)",
    ],
)
def test_what_does_not_say_which_day_has_none(sentence: str) -> None:
    assert not any(fields(time_phrases.in_sentence(sentence, ISSUED)))


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_sentence_says_when(sentence: str) -> None:
    assert fields(time_phrases.in_sentence(sentence, ISSUED)) == [SENTENCES[sentence]]


@pytest.mark.parametrize(
    "sentence",
    [
        "theo Nghị quyết số 15-NQ/TW ngày 10/12/2024 của Bộ Chính trị",
        "tổ chức cấm đường từ 22h tối thứ Bảy 05/10/2024",
        "họp lại sau ngày 05/10/2024",
        "tổ chức kỷ niệm ngày 20/11/2024",
        "Căn cứ Quyết định số 36 – QĐ/ĐU, ngày 31/12/2024 của Đảng ủy",
        "thực hiện Công văn số 215/PGDĐT ngày 24/12/2024",
        "hội nghị ngày 25/9/2024 đã thống nhất",
        "tính đến ngày 15/9/2024 mới đạt 40%",
        "từ ngày 05/9 đến nay",
        "nộp trước ngày 5-7 tháng 10",
        "họp các ngày 5-7/10/2024",
        "theo Công văn số 31-10",
        "tỷ lệ 3.10 là cao",
        "đạt mức 14, 15/10 điểm",
        "tại hội nghị (theo Kế hoạch số 5, ngày 16/4/2025)",
        "cả 8/8 thôn đạt 3/4 chỉ tiêu",
        "chiến lược đến năm 2030, tầm nhìn đến năm 2050",
        "nhiệm vụ năm 2025",
        "năm học 2024-2025",
        "kịp thời, khẩn trương, sớm hoàn thành",
        "trước mùa mưa bão",
        "dân số tăng hằng năm",
    ],
)
def test_no_deadline_is_read_where_none_is_named(sentence: str) -> None:
    assert fields(time_phrases.in_sentence(sentence, ISSUED)) == []


CELLS = {
    "30/9/2024": (by("2024-09-30"), True),
    "30.9.2024": (by("2024-09-30"), True),
    "Trước 30/9/2024": (before("2024-09-30"), True),
    "Tháng 10/2024": (by("2024-10"), True),
    "10/2024": (by("2024-10"), True),
    "Quí IV-2024": (by("2024-Q4"), True),
    "2025": (by("2025"), True),
    "Năm 2025": (by("2025"), True),
    "2024-10-01": (by("2024-10-01"), True),
    "Quý 4/2024": (by("2024-Q4"), True),
    "Quý 1/2025": (by("2025-Q1"), True),
    "Q1/2025": (by("2025-Q1"), True),
    "Tháng Mười 2024": (by("2024-10"), True),
    "tháng mười một năm 2024": (by("2024-11"), True),
    "Tháng Năm/2025": (by("2025-05"), True),
    "T10/2024": (by("2024-10"), True),
    "Trước quý 2/2025": (before("2025-Q2"), False),
    "Đầu quý 1/2025": (by("2025-Q1"), False),
    "Cuối năm 2024": (by("2024"), False),
    "01/10/24": (by("2024-10-01"), False),
    "01/10/2024 17:00": (by("2024-10-01T17:00"), False),
    "01/10/2024 17h": (by("2024-10-01T17:00"), False),
    "01/10/2024 lúc 17g30": (by("2024-10-01T17:30"), False),
    "2024-10-01T17:00": (by("2024-10-01T17:00"), False),
    "Trước 24h ngày 01/10/2024": (by("2024-10-01"), False),
    "01-05/10/2024": ({"start": "2024-10-01", **by("2024-10-05")}, False),
    "Quý 1+2/2025": (by("2025-Q2"), False),
    "30/9": (by("2024-09-30"), False),
    "Quý IV": (by("2024-Q4"), False),
    "6 tháng đầu năm 2025": (by("2025-H1"), False),
    "15h00, 27/9/2024": (by("2024-09-27T15:00"), False),
    "16h30 thứ Sáu (27/9/2024)": (by("2024-09-27T16:30"), False),
    "2025-2026": (by("2026"), False),
    "2025 và những năm tiếp theo": (by("2025"), True),  # but the cell says more
    "Tháng 9, 10/2024": (by("2024-10"), False),
    "Quý III-IV/2025": (by("2025-Q4"), False),
    "Tuần 2 tháng 10/2024": (by("2024-10-13"), False),
    "Đầu tháng 10/2024": (by("2024-10"), False),
    "01/10/2024 - 31/12/2024": ({"start": "2024-10-01", **by("2024-12-31")}, False),
    "Thường xuyên": ({"standing": True}, False),
    "Theo kế hoạch riêng": ({"no_date": "theo kế hoạch riêng"}, False),
    "Sau khi có hướng dẫn": ({"no_date": "sau khi có hướng dẫn"}, False),
    "Sau khi có hướng dẫn của UBND tỉnh": (
        {"no_date": "sau khi có hướng dẫn của UBND tỉnh"},
        False,
    ),
    "Hằng năm": (every("year"), False),
    "Thường xuyên, hằng năm": (every("year"), False),
    "Hằng tháng, trước ngày 25": (every("month", "25"), False),
    # without a year, from one to another
    "Tháng 10 - tháng 11": (by("2024-11"), False),
    "Tháng 10, 11": (by("2024-11"), False),
    "Quý III - IV": (by("2024-Q4"), False),
    # an hour in brackets
    "01/10/2024 (17 giờ)": (by("2024-10-01T17:00"), False),
    "Trước ngày 01/10/2024 (trước 17h00)": (before("2024-10-01T17:00"), False),
    # how often
    "Tháng 11 kỳ họp cuối năm": (by("2024-11"), False),
    "1 lần/quý": (every("quarter"), False),
    "01 lần/tháng": (every("month"), False),
    "Mỗi tháng một lần": (every("month"), False),
    "6 tháng/lần": (every("half-year"), False),
    "06 tháng 01 lần": (every("half-year"), False),
    "3 tháng/lần": (every("quarter"), False),
    "01 lần/6 tháng": (every("half-year"), False),
    "1 lần/năm": (every("year"), False),
    "2 lần/năm": (every("half-year"), False),
    "4 lần/năm": (every("quarter"), False),
    "Tháng/lần": (every("month"), False),
    "1 lần/tuần": (every("week"), False),
    "1 tuần/lần": (every("week"), False),
    # months as T10; T6 may be Friday, too
    "T10": (by("2024-10"), False),
    "Trước T12": (before("2024-12"), False),
    "T11 năm 2024": (by("2024-11"), True),
    "T06/2025": (by("2025-06"), True),
    "T6": (by("2024-06"), False),
    "T9-T11": (by("2024-11"), False),
    "T9, T10, T11": (by("2024-11"), False),
    "Quý I, II, III, IV": (by("2024-Q4"), False),
    # with an hour at both ends
    "từ 13h30 ngày 05/10 đến 17h00 ngày 06/10/2024": (
        {"start": "2024-10-05", **by("2024-10-06T17:00")},
        False,
    ),
    "T2, T4 hằng tuần": (every("week", ["mon", "wed"]), False),
    "24/24 giờ, từ 01/10 đến 31/12/2024": ({"start": "2024-10-01", **by("2024-12-31")}, False),
}


@pytest.mark.parametrize("cell", CELLS)
def test_a_cell_says_when_and_whether_that_is_a_full_date(cell: str) -> None:
    found = time_phrases.in_cell(cell, ISSUED)
    assert (fields(found), found[0].whole) == ([CELLS[cell][0]], CELLS[cell][1])


def test_a_month_that_is_written_as_a_weekday_is_doubted() -> None:
    (found,) = time_phrases.in_cell("T6", ISSUED)
    assert cell_grammar.MAY_BE_WEEKDAY in [reason.text for reason in found.doubts]
    assert fields(time_phrases.in_cell("trước 24/7", date(2024, 1, 5))) == [before("2024-07-24")]


def test_a_name_in_words_without_a_date_keeps_its_capitals() -> None:
    (found,) = time_phrases.in_cell("Ngay sau khi có kết luận của Sở TN&MT", ISSUED)
    assert found.fields == {"no_date": "ngay sau khi có kết luận của Sở TN&MT"}


@pytest.mark.parametrize("cell", ["2 lần/tháng", "3 lần/tuần", "Mỗi quý 02 lần", "7 lần/năm"])
def test_what_is_done_so_often_has_no_rhythm_that_the_file_knows(cell: str) -> None:
    (found,) = time_phrases.in_cell(cell, ISSUED)
    assert (found.fields, found.doubts) == ({}, (DraftReason(cell_grammar.ONLY_HOW_OFTEN),))


@pytest.mark.parametrize("cell", ["Quý I và quý III/2025", "tháng 3, tháng 9/2025"])
def test_of_two_periods_that_are_apart_none_is_chosen(cell: str) -> None:
    (found,) = time_phrases.in_cell(cell, ISSUED)
    assert found.fields == {}
    assert [doubt.text for doubt in found.doubts] == [time_readers.SEVERAL_DATES]


@pytest.mark.parametrize(
    "cell",
    [
        "",
        "Xong",
        "Cả năm",
        "x",
        "Mùa khô 2025",
        "Vụ Xuân năm 2025",
        "Quý 5/2025",
        "Quý V/2025",
        "Q7/2025",
        "Tháng 13/2025",
        "tháng Chạp",
        "Sau 15/10/2024",
        "Sau tháng 10/2024",
        "Đã xong 15/3/2024",
        "Tháng 8/2024 (đã hoàn thành)",
        "Theo QĐ số 12/2024",
        "Theo Quyết định số 12/6/2024",
        "Kế hoạch 45/KH-UBND ngày 01/10/2024",
        "12/6/20245",
        "Từ 2025",
        "1,5 tỷ đồng",
        "T2-T6",
        "T2, T3, T4",
        "Sáng T6",
        "TT10",
        "24/24h",
        "24/7",
        "Trực 24/7",
    ],
)
def test_a_cell_without_a_time_says_nothing(cell: str) -> None:
    assert [time for time in time_phrases.in_cell(cell, ISSUED) if time.fields] == []


def test_both_of_two_dates_are_found() -> None:
    found = time_phrases.in_sentence("trước 30/9, phấn đấu 25/9", ISSUED)
    assert [time["due"] for time in fields(found)] == ["2024-09-30", "2024-09-25"]


def test_three_rhythms_of_one_report_are_found() -> None:
    text = "hàng tháng (trước ngày 18 hàng tháng), 6 tháng (trước ngày 18/5), năm (trước 30/11)"
    found = time_phrases.in_sentence(text, ISSUED)
    assert [time["repeat"]["every"] for time in fields(found)] == ["month", "year", "year"]


@pytest.mark.parametrize(
    ("sentence", "doubt"),
    [
        ("trước 30/9/24", time_readers.TWO_DIGITS),
        ("trước 30/9", time_readers.YEAR_FROM_LETTER),
        ("trước ngày 15/01", time_readers.NEXT_YEAR),
        ("trước ngày 31/02/2025", time_readers.NO_SUCH_DAY),
        ("trước ngày 10/6/2024", time_readers.PAST),
        ("xong trước ngày 31-10", time_readers.YEAR_FROM_LETTER),
        ("nộp chậm nhất ngày 3.10", time_readers.YEAR_FROM_LETTER),
        ("thi vào ngày 14, 15/10/2024", time_readers.DAYS_IN_A_ROW),
        ("ngày 27, 28/10/2024 tổ chức coi thi", time_readers.DAYS_IN_A_ROW),
        ("quét dọn trong 02 ngày 07 và 08/11/2024", time_readers.DAYS_IN_A_ROW),
        ("gửi trước 17 giờ ngày 06-10", time_readers.YEAR_FROM_LETTER),
        ("họp vào ngày 5 và 12/10/2024", time_readers.SEVERAL_DATES),
        ("họp vào các ngày 5, 12 và 19/10/2024", time_readers.SEVERAL_DATES),
        ("báo cáo tại giao ban tuần 41 (ngày 10/10/2024)", time_readers.HELD_ON),
        ("trong vòng 24 giờ", time_readers.FROM_WHEN),
        ("báo cáo hằng tuần", time_readers.NO_WEEKDAY),
        ("họp sáng Chủ nhật 06/10/2024", time_readers.HELD_ON),
        ("trong 05 ngày làm việc kể từ ngày nhận", time_readers.WORKING_DAYS),
        ("xong trong thượng tuần tháng 12/2024", weeks_of_month.PART_OF_MONTH),
    ],
)
def test_what_is_doubtful_is_said(sentence: str, doubt: str) -> None:
    (found,) = time_phrases.in_sentence(sentence, ISSUED)
    assert [reason.text for reason in found.doubts] == [doubt]


def test_working_days_from_a_day_without_a_year_are_doubted_for_both() -> None:
    (time,) = time_phrases.in_sentence("trong 10 ngày làm việc kể từ ngày 15/10", ISSUED)
    doubts = [reason.text for reason in time.doubts]
    assert doubts == [time_readers.YEAR_FROM_LETTER, time_readers.WORKING_DAYS]
    assert time.fields == {}


@pytest.mark.parametrize(
    "words",
    [
        *("trước 30 tháng Chạp", "vào ngày mùng 10 tháng 3 âm lịch", "vào ngày 10/3 (âm lịch)"),
        *("xong trước rằm tháng 10", "từ mùng 4 đến mùng 6 tháng Giêng", "trước 28 Tết"),
        *(
            "trước ngày 23 tháng Chạp năm Ất Tỵ",
            "Ngày 10/3 (ÂL): dâng hương",
            "trước mồng 5 tháng 11",
        ),
    ],
)
def test_a_lunar_day_is_never_read_as_a_solar_one(words: str) -> None:
    found = time_phrases.in_sentence(words, ISSUED)
    assert {reason.text for time in found for reason in time.doubts} == {time_readers.LUNAR}
    assert not any(fields(found))


def test_a_lunar_day_beside_its_solar_one_is_that_day() -> None:
    for words in (
        "xong trước ngày 23 tháng Chạp năm Giáp Thìn (tức ngày 22/01/2025)",
        "xong trước ngày 22/01/2025 (tức ngày 23 tháng Chạp)",
    ):
        (found,) = time_phrases.in_sentence(words, ISSUED)
        assert (dict(found.fields), found.doubts) == (before("2025-01-22"), ())


@pytest.mark.parametrize(
    "words",
    [
        *(
            "trước ngày 20",
            "trước ngày 20 tháng này",
            "xong trong tuần tới",
            "trước 17 giờ hôm nay",
        ),
        *("trước 17h00 ngày mai", "chậm nhất thứ Sáu tuần này", "trong năm học 2024-2025"),
        *("trong năm 2024-2025", "từ nay đến cuối năm", "trước Tết Nguyên đán", "xong trước Tết"),
    ],
)
def test_words_that_name_no_day_of_the_calendar_are_kept_and_doubted(words: str) -> None:
    (found,) = time_phrases.in_sentence(f"Ban A gửi {words}.", ISSUED)
    assert (found.fields, [doubt.text for doubt in found.doubts]) == ({}, [time_readers.NO_DAY])


@pytest.mark.parametrize(
    ("cell", "due"),
    [
        ("Tháng 3", "2026-03"),
        ("Quý I", "2026-Q1"),
        ("Tháng 2 - tháng 3", "2026-03"),
        ("15/3", "2026-03-15"),
        ("Tháng 11", "2025-11"),
        ("Quý III, IV", "2025-Q4"),
    ],
)
def test_what_is_long_past_without_a_year_is_of_the_next_one(cell: str, due: str) -> None:
    (found,) = time_phrases.in_cell(cell, date(2025, 12, 5))
    is_next = time_readers.NEXT_YEAR in {doubt.text for doubt in found.doubts}
    assert (found.fields, is_next) == (by(due), due.startswith("2026"))


def test_no_year_is_guessed_where_the_document_has_no_day() -> None:
    for found in (
        time_phrases.in_sentence("trước 30/9", None),
        time_phrases.in_cell("Quý IV", None),
    ):
        assert fields(found) == [{}]
        assert [reason.text for reason in found[0].doubts] == [time_readers.NO_YEAR]


PERIODS = [
    f"{kind} {part}{of}2025"
    for kind, parts in (("tháng", range(1, 13)), ("quý", (*range(1, 5), "I", "II", "III", "IV")))
    for part in parts
    for of in ("/", " / ", " năm ", " ")
] + [
    "Q1/2025",
    "q4/2025",
    "Quí 3/2025",
    "6 tháng đầu năm 2025",
    "sáu tháng cuối năm 2025",
    "năm 2025",
]


@pytest.mark.parametrize("words", PERIODS)
def test_cells_and_sentences_name_the_period_that_the_file_reads(words: str) -> None:
    period = periods.parse(words)
    assert period is not None
    for found in (
        time_phrases.in_cell(words, ISSUED),
        time_phrases.in_sentence(f"hoàn thành trong {words}", ISSUED),
        time_phrases.in_sentence(f"xong trước {words}.", ISSUED),
    ):
        assert [time["due"] for time in fields(found)] == [period.name]


@pytest.mark.parametrize(
    "cell", ["5,9/10/2024", "ngày 5 và 9/10/2024", "5, 9/10/2024", "5 và 9/10"]
)
def test_two_days_of_a_cell_are_both_found(cell: str) -> None:
    found = fields(time_phrases.in_cell(cell, ISSUED))
    assert [time["due"] for time in found] == ["2024-10-05", "2024-10-09"]


@pytest.mark.parametrize(
    ("cell", "doubt"),
    [
        ("Sau 15/10/2024", time_phrases.AFTER_IT),
        ("Đã xong 15/3/2024", time_phrases.ALREADY_DONE),
        ("Theo QĐ số 12/2024", time_phrases.OF_ANOTHER_PAPER),
        ("Quý 5/2025", time_readers.NO_SUCH_DAY),
        ("Đầu quý 1/2025", time_readers.PART_OF_PERIOD),
        ("01/10/24", time_readers.TWO_DIGITS),
        ("Trực 24/7", cell_grammar.ALWAYS_OR_A_DAY),
        ("T2, T4, T6", time_readers.NO_DAY),
    ],
)
def test_why_a_cell_is_doubtful_is_said(cell: str, doubt: str) -> None:
    (found,) = time_phrases.in_cell(cell, ISSUED)
    assert [reason.text for reason in found.doubts] == [doubt]


@pytest.mark.parametrize(
    "cell", ["Từ ngày 01/6/2025", "từ 01/6/2025", "Kể từ ngày 01/6/2025", "Bắt đầu từ 01/6/2025"]
)
def test_a_day_to_begin_on_is_never_a_deadline(cell: str) -> None:
    (found,) = time_phrases.in_cell(cell, date(2025, 1, 1))
    assert (dict(found.fields), found.whole) == ({"start": "2025-06-01"}, False)


@pytest.mark.parametrize(
    ("cell", "start"),
    [
        ("Bắt đầu từ tháng 6/2025", "2025-06-01"),
        ("Từ quý II/2025", "2025-04-01"),
        ("từ tháng 6 năm 2025", "2025-06-01"),
    ],
)
def test_a_period_to_begin_in_is_its_first_day_and_said_to_be_so(cell: str, start: str) -> None:
    (found,) = time_phrases.in_cell(cell, date(2025, 1, 1))
    assert (dict(found.fields), found.whole) == ({"start": start}, False)
    assert [reason.text for reason in found.doubts] == [time_readers.FROM_PERIOD]


@pytest.mark.parametrize(
    ("words", "due"),
    [
        ("Khởi công 01/6/2025", "2025-06-01"),
        ("Khởi công ngày 01/6/2025", "2025-06-01"),
        ("Bắt đầu: 01/6/2025", "2025-06-01"),
        ("bắt đầu vào ngày 01/6/2025", "2025-06-01"),
        ("Khởi công trước ngày 01/6/2025", "2025-06-01"),
        ("Ra quân trong tháng 6/2025", "2025-06"),
        ("Động thổ trong quý II/2025", "2025-Q2"),
    ],
)
def test_a_time_to_begin_by_is_never_one_to_finish_by(words: str, due: str) -> None:
    (found,) = time_phrases.in_cell(words, date(2025, 1, 1))
    assert dict(found.fields) == {"due": due, "due_is": "by", "due_to": "start"}
    assert not found.whole
    for time in time_phrases.in_sentence(f"Nhà văn hóa: {words}", date(2025, 1, 1)):
        assert time.fields["due_to"] == "start"


@pytest.mark.parametrize("words", ["tổ chức lễ khởi công", "tổ chức 01 buổi ra quân"])
def test_what_is_held_on_a_day_is_done_by_then(words: str) -> None:
    (found,) = time_phrases.in_sentence(f"Đoàn xã {words} trước ngày 20/3/2025", date(2025, 1, 1))
    assert dict(found.fields) == before("2025-03-20")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Trạm bơm ghi mực nước ngày hai lần, sáng 5 giờ và chiều 4 giờ.",
            {"repeat": [{"every": "day", "at": "05:00"}, {"every": "day", "at": "16:00"}]},
        ),
        ("Hằng tháng, các tổ họp một lần vào ngày 25.", every("month", "25")),
        ("Ông Tư mỗi thứ Năm báo cho xã một lần.", every("week", "thu")),
        (
            "6 tháng và năm báo cáo tỉnh (trước ngày 10/6 và 08/12).",
            every("year", ["06-10", "12-08"]),
        ),
        (
            "Phát loa trong các ngày 24, 25 và 26/9/2024.",
            {"start": "2024-09-24", **by("2024-09-26")},
        ),
    ],
)
def test_rhythms_and_days_in_everyday_words(text: str, expected: dict[str, Any]) -> None:
    assert fields(time_phrases.in_sentence(text, ISSUED)) == [expected]


@pytest.mark.parametrize(
    "words",
    [
        "các ngày thứ Ba, thứ Tư tuần này",
        "các ngày thứ Ba, thứ Năm tuần sau",
        "các ngày thứ Ba, thứ Tư (ngày 16, 17/3/2027)",
        "các ngày thứ Sáu: 12/3, 19/3/2027",
        "trong 5 ngày làm việc, không kể các ngày thứ Bảy, Chủ nhật",
        "trừ các ngày lễ, Tết và các ngày thứ Bảy, Chủ nhật",
        "ngoài các ngày thứ Bảy, Chủ nhật",
        "các ngày thứ Hai đến thứ Sáu",
        "các ngày thứ Hai, Tư, Sáu",
        "mỗi thứ Hai, Tư, Sáu",
        "các buổi chiều thứ Hai và sáng thứ Tư",
        "các ngày thứ Sáu tuần cuối tháng",
        "các chiều thứ Sáu đầu tháng",
        "mỗi thứ Sáu đầu tháng",
        "các ngày thứ Ba tuần thứ hai hằng tháng",
        "các ngày thứ Sáu của tuần 2 và tuần 4 hằng tháng",
        "trừ thứ Bảy, CN hằng tuần",
        "thứ Sáu đến thứ Hai hằng tuần",
        "các ngày thứ Bảy, Chủ nhật trong tuần lễ từ ngày 12/4 đến ngày 18/4/2027",
        "Trong tháng 4/2027, trực các ngày thứ Bảy",
    ],
)
def test_some_weekdays_are_not_those_of_every_week(words: str) -> None:
    for text, read in (
        (f"họp, báo cáo {words}", time_phrases.in_sentence),
        (words, time_phrases.in_cell),
    ):
        rules = [time.fields["repeat"] for time in read(text, ISSUED) if "repeat" in time.fields]
        assert [rule for rule in rules if rule["every"] == "week"] == []


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("trực hằng ngày, trừ các ngày thứ Bảy, Chủ nhật", every("week", _WORKDAYS)),
        ("16h hằng ngày (không kể thứ 7, CN)", every("week", _WORKDAYS, "16:00")),
        ("hằng ngày từ thứ Hai đến thứ Sáu", every("week", _WORKDAYS)),
        ("Từ thứ Hai đến thứ Sáu hằng tuần", every("week", _WORKDAYS)),
        ("T2-T6 hằng tuần", every("week", _WORKDAYS)),
        ("Thứ 7, CN hằng tuần", every("week", ["sat", "sun"])),
        ("đến thứ Sáu hằng tuần", every("week", "fri")),
        ("hằng ngày từ 15/10 đến 30/10/2024", every("day")),
        ("trước 4 giờ các chiều thứ Sáu", every("week", "fri", "16:00")),
        ("mỗi thứ Hai, thứ Tư", every("week", ["mon", "wed"])),
        ("Các ngày thứ Hai, thứ Tư, gửi Văn phòng", every("week", ["mon", "wed"])),
    ],
)
def test_weekdays_of_every_week_in_cells(words: str, expected: dict[str, Any]) -> None:
    read = fields(time_phrases.in_cell(words, ISSUED))
    assert [rule for rule in read if "repeat" in rule] == [expected]


@pytest.mark.parametrize(
    ("words", "on", "first", "last"),
    [
        ("các ngày thứ Bảy, CN tháng 4/2027", ["sat", "sun"], "2027-04-01", "2027-04-30"),
        ("Các chủ nhật trong quý I/2025", "sun", "2025-01-01", "2025-03-31"),
    ],
)
def test_weekdays_of_one_month_are_those_of_no_other(
    words: str, on: str | list[str], first: str, last: str
) -> None:
    (time,) = time_phrases.in_cell(words, ISSUED)
    rule = {"every": "week", "on": on, "from": first, "until": last}
    assert (dict(time.fields), time.whole) == ({"repeat": rule}, False)


@pytest.mark.parametrize(
    ("words", "doubt"),
    [
        ("hằng ngày, trừ ngày lễ", rhythm_readers.SOME_LEFT_OUT),
        ("hằng ngày trừ Chủ nhật và ngày lễ", rhythm_readers.SOME_LEFT_OUT),
        ("hằng ngày, thứ Hai đến thứ Sáu tuần cuối tháng", rhythm_readers.SOME_LEFT_OUT),
        ("thứ Ba tuần thứ hai hằng tháng", rhythm_readers.IN_WORDS),
        ("Chiều thứ Sáu tuần cuối hằng tháng", rhythm_readers.IN_WORDS),
        ("ngày làm việc cuối cùng hằng tháng", rhythm_readers.IN_WORDS),
    ],
)
def test_days_of_a_rhythm_that_the_file_cannot_say_are_doubted(words: str, doubt: str) -> None:
    (time,) = time_phrases.in_cell(words, ISSUED)
    assert [reason.text for reason in time.doubts] == [doubt]


@pytest.mark.parametrize("words", ["hằng ngày", "hằng tháng", "15h hằng ngày; họp thứ Sáu"])
def test_a_rhythm_that_says_all_is_not_doubted(words: str) -> None:
    assert time_phrases.in_cell(words, ISSUED)[0].doubts == ()


def test_a_day_that_another_was_put_off_from_is_none_to_begin_on() -> None:
    times = fields(time_phrases.in_cell("15/10/2024, lùi từ 14/10/2024", ISSUED))
    assert list(filter(None, times)) == [by("2024-10-15")]


def test_weekdays_that_days_follow_stay_together_and_a_fraction_is_no_count() -> None:
    first, *_ = fields(time_phrases.in_cell("mỗi thứ Hai, thứ Tư (ngày 16, 17/3/2027)", ISSUED))
    assert first == every("week", ["mon", "wed"])
    assert not time_phrases.in_sentence("nghỉ 2,1 ngày/tháng", ISSUED)


@pytest.mark.parametrize(
    "part",
    [
        *("tháng 3, ", "T6, ", "15/6 và ", "các ngày thứ Bảy, ", "hằng ngày trừ ", "thứ Hai đến "),
        *("thứ 7, CN ", "quý I, II, ", "đợt 1: 3/4; ", "các ", "từ 13h30 ngày 05/4 đến "),
    ],
)
def test_a_cell_of_many_parts_takes_a_time_that_grows_as_it_does(part: str) -> None:
    def seconds(count: int) -> float:
        started = process_time()
        time_phrases.in_cell(f"{count} {part * count}", ISSUED)
        return process_time() - started

    seconds(100)
    short, long = seconds(400), seconds(1600)
    assert long < 10 * short + 0.2  # where each part were tried with all others: 16 times


def test_a_sentence_of_many_rhythms_takes_a_time_that_grows_as_it_does() -> None:
    started = process_time()
    times = time_phrases.in_sentence("6 tháng và năm báo cáo (" * 6400, ISSUED)
    assert len(times) == 2 * 6400
    assert process_time() - started < 10  # where each was compared with all: over 30 s


@pytest.mark.parametrize(
    "cell",
    [
        "ngày 15 tháng 10, 11, 12/2024",
        "Tháng 10, 11, 12 năm 2024 hoặc 2025",
        "Nghỉ T7, CN hằng tuần",
        "Một trong các ngày thứ Bảy tháng 10/2024",
        "Các ngày thứ Bảy tháng 10/2024 (khi cần)",
        "Trước các ngày thứ Bảy tháng 10/2024",
        "Không làm các ngày thứ Bảy, CN tháng 10/2024",
        "Nhiệm kỳ tháng 6/2017 - tháng 6/2022",
        "T5 và T8 năm 2025",
        "Tháng 4, 5, 6 năm 2023",
        "Kho T10",
        "Phòng T8",
        "T8, CN",
        "Trực 24/24 và 7/7",
    ],
)
def test_words_beside_a_time_may_leave_no_deadline(cell: str) -> None:
    assert not any(fields(time_phrases.in_cell(cell, ISSUED)))


@pytest.mark.parametrize(
    ("cell", "doubt"),
    [
        ("Từ thứ Hai đến thứ Sáu hằng tuần, nộp vào Chủ nhật", time_readers.SEVERAL_DATES),
        ("16h hằng ngày trừ thứ 7, CN; thứ Sáu nộp bản tuần", time_readers.SEVERAL_DATES),
        ("Thứ Ba hoặc thứ Tư hằng tuần", time_readers.SEVERAL_DATES),
        ("15h thứ Năm, 10h thứ Sáu hằng tuần", time_readers.SEVERAL_DATES),
        ("Thứ Sáu hằng tuần, trừ tuần cuối tháng", rhythm_readers.SOME_LEFT_OUT),
    ],
)
def test_weekdays_beside_a_rhythm_are_doubted(cell: str, doubt: str) -> None:
    (found,) = time_phrases.in_cell(cell, ISSUED)
    assert doubt in [reason.text for reason in found.doubts]


@pytest.mark.parametrize(
    "part",
    [
        *("các ngày thứ Hai trong tháng 4 và ", "trong tháng 4, tháng ", "thứ Hai đến "),
        *("họp ngày 5/3 (mời trước 3 ngày so với ngày họp), ", "trước 5 ngày (", "tháng 3, "),
    ],
)
def test_a_sentence_of_many_parts_takes_a_time_that_grows_as_it_does(part: str) -> None:
    def seconds(count: int) -> float:
        started = process_time()
        time_phrases.in_sentence(f"{count} {part * count}", ISSUED)
        return process_time() - started

    seconds(100)
    short, long = seconds(400), seconds(1600)
    assert long < 10 * short + 0.2


@pytest.mark.parametrize(
    "words",
    [
        "các ngày thứ Hai trong tháng 11 và tháng 12",
        "các ngày thứ Hai trong tháng 11 và tháng 12/2024",
        "các chiều thứ Sáu tháng 11/2024",
        "các ngày thứ Bảy, Chủ nhật quý I và quý II/2025",
    ],
)
def test_weekdays_of_several_months_are_doubted(words: str) -> None:
    (time,) = time_phrases.in_sentence(f"Văn phòng báo cáo {words}.", ISSUED)
    assert (time.fields, [doubt.text for doubt in time.doubts]) == ({}, [time_readers.NO_DAY])


@pytest.mark.parametrize(
    ("words", "due"),
    [
        ("trong tháng 11 và tháng 12", "2024-12"),
        ("trong tháng 11, tháng 12", "2024-12"),
        ("trong tháng 11, 12 đồng chí dự", "2024-11"),  # twelve comrades
        ("trong tháng 11 và 12 xã khác", "2024-11"),
        ("trong tháng 10, tháng 12", ""),  # November is left out
        ("trong tháng 12 và tháng 1", ""),  # of which year?
    ],
)
def test_the_last_of_two_months_without_a_year(words: str, due: str) -> None:
    (time,) = time_phrases.in_sentence(f"Văn phòng gửi báo cáo {words}.", ISSUED)
    assert time.fields.get("due", "") == due
    assert time.doubts


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        (
            "Họp Tổ bầu cử ngày 22/10/2024 (gửi giấy mời trước 03 ngày so với ngày họp)",
            {"due": "2024-10-22", "due_is": "by"},
        ),
        (
            "Họp trước ngày 22/10/2024 (03 ngày trước ngày bầu cử)",
            {"due": "2024-10-22", "due_is": "before"},
        ),
        # an aside without work of its own is the sentence's deadline
        (
            "Gửi giấy mời họp ngày 22/10/2024 (gửi trước 03 ngày so với ngày họp)",
            {"event": "ngày họp", "event_days": -3},
        ),
        (
            "Lập danh sách bầu cử ngày 22/10/2024 (hoàn thành trước ngày bầu cử 10 ngày)",
            {"event": "ngày bầu cử", "event_days": -10},
        ),
        # without a day of the sentence's own, the offset is the deadline
        (
            "Nộp bài dự thi (03 ngày trước ngày thi): Phòng Đào tạo",
            {"event": "ngày thi", "event_days": -3},
        ),
        (
            "Gửi tài liệu (03 ngày trước ngày họp)",
            {"event": "ngày họp", "event_days": -3},
        ),
        ("Gửi tài liệu 03 ngày trước ngày họp", {"event": "ngày họp", "event_days": -3}),
    ],
)
def test_an_offset_in_an_aside_is_not_the_sentences_own(
    sentence: str, said: dict[str, Any]
) -> None:
    assert fields(time_phrases.in_sentence(sentence, ISSUED)) == [said]


def test_an_offset_in_an_aside_before_the_day_is_not_the_deadline() -> None:
    sentence = "Thi vòng hai (công bố trước 15 ngày so với ngày thi): dự kiến từ ngày 08/12."
    assert fields(time_phrases.in_sentence(sentence, ISSUED)) == []
