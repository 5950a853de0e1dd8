"""Deadlines as offices' plans write them, in columns of deadlines: a cell in, its times out."""

from __future__ import annotations

from time import process_time
from typing import Any

import pytest
from duty_cells import duties
from duty_cells import of_cell
from duty_cells import reasons

from ntmtrack.drafting.phrases import cell_grammar
from ntmtrack.drafting.phrases import time_phrases
from ntmtrack.drafting.phrases import time_readers
from ntmtrack.drafting.phrases import weeks_of_month
from ntmtrack.drafting.table_reading import row_times
from ntmtrack.drafting.table_reading import section_times
from ntmtrack.drafting.table_reading import several_deadlines


def of_days(*days: str) -> dict[str, Any]:
    month = {"from": f"2025-{days[0]}", "until": f"2025-{days[-1]}"}
    return {"repeat": {"every": "year", "on": list(days), **month}}


def span(first: str, last: str) -> dict[str, Any]:
    return {"start": first, "due": last}


@pytest.mark.parametrize(
    ("cell", "proposed"),
    [
        ("Từ ngày 05 đến ngày 10", span("2025-10-05", "2025-10-10")),
        ("05 - 10", span("2025-10-05", "2025-10-10")),
        ("Ngày 14 đến 16", span("2025-10-14", "2025-10-16")),
        ("Ngày 14, 15 và 16", span("2025-10-14", "2025-10-16")),
        ("Ngày 15 và 30", of_days("10-15", "10-30")),
        ("Các ngày 06, 13, 20", of_days("10-06", "10-13", "10-20")),
        ("Xong trước ngày 20", {"due": "2025-10-20"}),
        ("Trước 10h ngày 14", {"due": "2025-10-14T10:00"}),
        ("16 giờ 30, ngày 14", {"due": "2025-10-14T16:30"}),
        ("Tuần 1", {"due": "2025-10-05"}),
        ("Tuần thứ ba", {"due": "2025-10-19"}),
        ("Tuần 2 - 3", {"due": "2025-10-19"}),
        ("Tuần 2 và tuần 3", {"due": "2025-10-19"}),
        ("Tuần 2 và tuần 4", of_days("10-12", "10-26")),
        ("Cả tháng", {"due": "2025-10"}),
    ],
)
def test_days_and_weeks_take_the_month_of_their_section(
    cell: str, proposed: dict[str, Any]
) -> None:
    duty = of_cell(cell, "THÁNG 10/2025")
    fields = {key: value for key, value in duty.propose.items() if key != "due_is"}
    assert (fields, duty.due) == (proposed, "")
    assert duty.deadline == cell


@pytest.mark.parametrize(
    "cell",
    [
        "Từ ngày 05",  # a start
        "Ngày 30 và 15",
        "Ngày 15 hoặc 30",
        "Từ 25 đến 05",  # into the next month
        "Ngày 31 và 32",
        "10h ngày 14 và 15",
        "10, 20 hộ",
    ],
)
def test_what_only_resembles_days_of_the_section_is_left_to_a_person(cell: str) -> None:
    duty = of_cell(cell, "THÁNG 10/2025")
    assert not {"due", "repeat"} & duty.propose.keys()


@pytest.mark.parametrize(
    ("cell", "section", "due"),
    [
        ("Trong quý", "QUÝ IV/2025", "2025-Q4"),
        ("Cuối quý", "QUÝ IV/2025", "2025-Q4"),
        ("Đầu quý", "QUÝ IV/2025", "2025-Q4"),
        ("Trong quý", "THÁNG 10/2025", None),
        ("Hằng quý", "QUÝ IV/2025", None),
    ],
)
def test_the_quarter_of_the_section_is_proposed(cell: str, section: str, due: str | None) -> None:
    duty = of_cell(cell, section)
    assert (duty.propose.get("due"), duty.due) == (due, "")


@pytest.mark.parametrize("cell", ["Từ ngày 05 đến ngày 10", "Ngày 15 và 30", "Tuần 2"])
def test_without_a_month_no_day_is_proposed(cell: str) -> None:
    assert not {"due", "repeat"} & of_cell(cell).propose.keys()


@pytest.mark.parametrize(
    ("cell", "due"),
    [
        ("Tuần 2 tháng 12/2025", "2025-12-14"),
        ("Trong tuần thứ tư của tháng 11/2025", "2025-11-30"),
        ("Tuần 2 - 3 tháng 11/2025", "2025-11-23"),  # not the day 3/11
        ("Tuần đầu tháng 2/2026", "2026-02-08"),  # 1 February is a Sunday
    ],
)
def test_the_sunday_of_a_week_is_proposed(cell: str, due: str) -> None:
    duty = of_cell(cell)
    assert duty.propose["due"] == due
    assert weeks_of_month.SUNDAY_OF_WEEK in reasons(duty)


@pytest.mark.parametrize("cell", ["Tuần cuối tháng 11/2025", "Tuần 5 tháng 11/2025"])
def test_a_week_that_cannot_be_counted_leaves_its_month(cell: str) -> None:
    duty = of_cell(cell)
    assert duty.propose["due"] == "2025-11"
    assert weeks_of_month.PART_OF_MONTH in reasons(duty)


def test_a_column_of_months_and_years_completes_the_days_beside_it() -> None:
    found = duties(
        """
        Tháng/năm | STT | Thời điểm | Nội dung kiểm tra | Lực lượng kiểm tra
        10/2025 | 1 | Tuần 3 | Kiểm tra hồ sơ tổ chuyên môn | Phó Hiệu trưởng
        ^ | 2 | 13 - 25/10 | Kiểm tra nền nếp dạy học | Ban Giám hiệu
        11/2025 | 3 | Ngày 15 | Kiểm tra sổ điểm, sổ đầu bài | Phó Hiệu trưởng
        ^ | 4 | 20/11/2025 | Kiểm tra an toàn trường học | Ban Giám hiệu
        """
    )
    dues = [duty.propose.get("due", duty.due) for duty in found]
    assert dues == ["2025-10-19", "2025-10-25", "2025-11-15", "2025-11-20"]


def test_a_row_of_another_month_does_not_take_the_day_above() -> None:
    found = duties(
        """
        Tháng | Thời gian | Nội dung công việc | Người phụ trách
        01/2026 | Trước 10/01 | Hoàn thành sổ điểm học kỳ I | Giáo vụ
        ^ | 12/01/2026 | Họp hội đồng thi đua | Hiệu trưởng
        ^ | 16/01/2026 | Sơ kết học kỳ I toàn trường | Hiệu trưởng
        02/2026 | | Phân công trực Tết, bảo vệ tài sản | Hiệu trưởng
        ^ | | Gửi lịch trực về phòng giáo dục | Văn thư
        3/2026 | 02/3/2026 | Kiểm tra giữa học kỳ II | Tổ khảo thí
        ^ | | Nhập điểm giữa học kỳ II | Giáo vụ
        """
    )
    dues = [duty.propose.get("due", duty.due) for duty in found]
    assert dues[:3] == ["2026-01-10", "2026-01-12", "2026-01-16"]
    assert dues[3:] == ["2026-02", "2026-02", "2026-03-02", "2026-03-02"]
    assert [duty.due for duty in found[3:5]] == ["", ""]


@pytest.mark.parametrize(
    ("cell", "due"),
    [
        ("Trình Thường vụ trước ngày 25/10/2025; ban hành trước ngày 10/11/2025", "2025-11-10"),
        ("Dự thảo lần 1: 15/11/2025; lần 2: 25/11/2025; chính thức: 05/12/2025", "2025-12-05"),
        ("Trình Đảng ủy 15/4/2026, ban hành 30/4/2026", "2026-04-30"),
        ("Tháng 10; tổ chức thi: tháng 12", "2025-12"),
    ],
)
def test_the_last_of_several_steps_is_proposed(cell: str, due: str) -> None:
    duty = of_cell(cell)
    assert (duty.propose["due"], duty.due) == (due, "")
    assert several_deadlines.OF_LAST_STEP in reasons(duty)


@pytest.mark.parametrize(
    "cell",
    [
        "Cấp xã: trước 15/10/2025; cấp tỉnh: trước 30/10/2025",
        "30/10/2025; báo cáo trước 15/11/2025",
        "Ban hành trước 10/11/2025; trình Thường vụ trước 25/10/2025",
        "25/10/2025 hoặc 30/10/2025; ban hành trước 10/11/2025",
        "Đối với thôn: 25/10/2025; hoàn thành đối với xã: 10/11/2025",
        "Xong 25/10/2025; nếu mưa bão, hoàn thành trước 10/11/2025",
    ],
)
def test_dates_that_are_no_steps_of_one_work_are_left_to_a_person(cell: str) -> None:
    assert "due" not in of_cell(cell).propose


@pytest.mark.parametrize(
    "cell",
    [
        "Đợt 1 từ 15/10 đến 31/10/2025, đợt 2 từ 01/12 đến 15/12/2025",
        "02 đợt: 15-31/10 và 01-15/12",
        "Các ngày 31/10, 15/12/2025",
        "03 công trình: 15-31/10; 05 công trình: 01-15/12",
    ],
)
def test_each_round_is_due_at_its_end(cell: str) -> None:
    rule = of_cell(cell).propose["repeat"]
    assert (rule["on"], rule["until"]) == (["10-31", "12-15"], "2025-12-15")
    assert rule["from"] == ("2025-10-31" if cell.startswith("Các") else "2025-10-15")


@pytest.mark.parametrize(
    ("cell", "on"),
    [
        ("Tháng 10 và tháng 4", ["04-30", "10-31"]),
        ("Cuối tháng 12 và cuối tháng 5", ["05-31", "12-31"]),
        ("Đợt 1: 15/11; đợt 2: 20/02", ["02-20", "11-15"]),
    ],
)
def test_times_of_a_list_go_on_into_the_next_year(cell: str, on: list[str]) -> None:
    duty = of_cell(cell)
    rule = duty.propose["repeat"]
    assert rule.get("on", on) == on
    assert (rule["from"][:4], rule["until"][:4]) == ("2025", "2026")
    assert time_readers.NEXT_YEAR in reasons(duty)


@pytest.mark.parametrize(
    "cell", ["30/10/2025; 30/4/2025", "Tháng 10, tháng 4, tháng 3", "Tháng 10 hoặc tháng 4"]
)
def test_a_list_out_of_order_is_left_to_a_person(cell: str) -> None:
    assert not {"due", "repeat"} & of_cell(cell).propose.keys()


@pytest.mark.parametrize(
    ("cell", "every"),
    [("Mỗi quý 01 đợt", "quarter"), ("01 đợt/năm", "year"), ("02 đợt/năm", "half-year")],
)
def test_rounds_are_counted_as_times_are(cell: str, every: str) -> None:
    assert of_cell(cell).propose["repeat"]["every"] == every


@pytest.mark.parametrize(
    "cell",
    [
        "03 công trình trước 31/10/2025; 02 nhà văn hóa trước 15/12/2025",
        "03 công trình trước 31/10/2025 hoặc 03 công trình trước 15/12/2025",
        "Trước 31/10/2025 hoặc trước 15/12/2025",
    ],
)
def test_dates_of_different_things_are_no_rounds(cell: str) -> None:
    assert not {"due", "repeat"} & of_cell(cell).propose.keys()


@pytest.mark.parametrize(
    ("cell", "due"),
    [
        ("Cuối tháng 10, đầu tháng 11/2025", "2025-11"),
        ("Cuối quý IV/2025, đầu quý I/2026", "2026-Q1"),
        ("Cuối tháng 10, đầu tháng 12/2025", None),
        ("Đầu tháng 10, cuối tháng 11/2025", None),
    ],
)
def test_periods_that_touch_are_one_time(cell: str, due: str | None) -> None:
    duty = of_cell(cell)
    assert (duty.propose.get("due"), duty.due) == (due, "")


def test_consecutive_days_may_be_announced_by_their_number() -> None:
    duty = of_cell("Dự kiến 02 ngày, 11 và 12/12/2025")
    assert (duty.propose["start"], duty.propose["due"]) == ("2025-12-11", "2025-12-12")
    assert "due" not in of_cell("Dự kiến 03 ngày, 11 và 12/12/2025").propose


def test_days_in_a_row_are_counted_from_their_first() -> None:
    assert of_cell("15 ngày liên tục, từ 20/10/2025").propose["due"] == "2025-11-04"
    assert "due" not in of_cell("05 ngày làm việc liên tục từ 20/10/2025").propose


PROGRAMME = """
TT | Nội dung | Chủ trì | Thời gian
1 | Sơ kết công tác kiểm tra | Ủy ban Kiểm tra | Trước 20/6
2 | Tổng kết công tác, dự kiến chương trình năm 2027 | Ủy ban Kiểm tra | Trước 10/12
3 | Rà soát quy chế phối hợp | Văn phòng | {}
"""


@pytest.mark.parametrize(
    ("other", "year"),
    [("Quý I", "2026"), ("25/12", "2025")],  # a day to come: the year of the document is meant
)
def test_a_programme_from_december_is_for_the_year_that_it_names(other: str, year: str) -> None:
    found = duties(
        PROGRAMME.format(other).strip(),
        "Bình Sơn, ngày 22 tháng 12 năm 2025\nNHIỆM VỤ NĂM 2026",
    )
    assert found[1].propose["due"] == f"{year}-12-10"
    assert found[0].propose["due"] == "2026-06-20"


@pytest.mark.parametrize(
    ("day", "dues"),
    [
        ("ngày 28 tháng 4 năm 2026", ["2026-05-30", "2026-07-15", "2027-01-15"]),
        ("ngày 05 tháng 9 năm 2026", ["2027-05-30", "2027-07-15", "2027-01-15"]),
    ],
)
def test_days_before_a_school_year_prepare_it(day: str, dues: list[str]) -> None:
    found = duties(
        """
        TT | Nội dung công việc | Đơn vị thực hiện | Thời gian
        1 | Niêm yết công khai chỉ tiêu tuyển sinh | Các trường học | Từ 25/5 đến 30/5
        2 | Công bố danh sách trúng tuyển | Phòng Văn hóa | Trước 15/7
        3 | Báo cáo sĩ số học kỳ I của các trường | Các trường học | Trước 15/1
        """,
        f"Bình Sơn, {day}\nNHIỆM VỤ NĂM HỌC 2026 - 2027",
    )
    assert [duty.propose["due"] for duty in found] == dues


def test_a_day_of_the_following_month_may_recur() -> None:
    duty = of_cell("Ngày 05 của tháng kế tiếp")
    assert duty.propose["repeat"] == {"every": "month", "on": "+5"}
    assert cell_grammar.MAY_BE_ONCE in reasons(duty)


@pytest.mark.parametrize("cell", ["Ngày 05 tháng sau", "Ngày 45 của tháng kế tiếp"])
def test_a_day_of_the_next_month_that_comes_once_does_not_recur(cell: str) -> None:
    assert "repeat" not in of_cell(cell).propose


@pytest.mark.parametrize("cell", ["Trước 30/6/0226", "30/6/3026", "Xong 31/6/2026"])
def test_an_impossible_day_or_year_is_told(cell: str) -> None:
    duty = of_cell(cell)
    assert (duty.propose.get("due"), duty.due) == (None, "")
    assert time_readers.NO_SUCH_DAY in reasons(duty)


def test_every_night_is_daily() -> None:
    assert of_cell("Hằng đêm").propose["repeat"] == {"every": "day"}
    assert "repeat" not in of_cell("Đêm 31/12/2025").propose


@pytest.mark.parametrize("start", ["T10/2025", "10/2025", "Tháng 10/2025"])
def test_the_month_of_the_start_is_no_deadline(start: str) -> None:
    (duty,) = duties(
        "TT | Nội dung | Chủ trì | Bắt đầu | Kết thúc\n"
        f"1 | Thay chăn, ga các buồng bệnh | Phòng Điều dưỡng | {start} | T12/2025"
    )
    assert duty.propose["due"] == "2025-12"


@pytest.mark.parametrize("words", ["ngày 1 và ", "từ 1 đến ", "tuần 1 và tuần ", "1/1; xong 2/2; "])
def test_long_lists_of_days_are_read_in_time(words: str) -> None:
    over = row_times.RowsTime()
    started = process_time()
    section_times.of_section(words * 4000, over)
    several_deadlines.written(words * 190, time_phrases.in_cell(words * 190, None), None)
    assert process_time() - started < 5
