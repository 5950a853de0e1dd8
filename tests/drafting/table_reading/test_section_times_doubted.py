"""Deadline cells that only resemble those of a rule: no date is proposed, and a person is told."""

from __future__ import annotations

from time import process_time

import pytest
from duty_cells import duties
from duty_cells import of_cell
from duty_cells import reasons

from ntmtrack.drafting.phrases import time_phrases
from ntmtrack.drafting.phrases import time_readers


def has_time(cell: str, section: str = "") -> bool:
    duty = of_cell(cell, section)
    return bool(duty.due or {"due", "repeat"} & duty.propose.keys())


@pytest.mark.parametrize(
    "cell",
    [
        "Trước tuần 3 tháng 10/2025",  # by which day of the week before?
        "Từ tuần 2 tháng 10/2025",  # a start
        "Bắt đầu từ tuần 2 tháng 10/2025",
        "Thứ Hai tuần 2 tháng 10/2025",
        "THỨ 6, TUẦN 3, THÁNG 10/2025",
        "02 tuần đầu tháng 10/2025",
        "Tuần 4 - tuần 1 tháng 10/2025",
        "Tuần 2 và tuần 4 tháng 10/2025",
        "Tuần thứ 4 của tháng 9, 12",
    ],
)
def test_a_week_that_other_words_change_sets_no_deadline(cell: str) -> None:
    assert not has_time(cell)
    assert of_cell(cell).why


@pytest.mark.parametrize("cell", ["Tuần lễ thứ 3 tháng 10", "Từ tuần 2 đến tuần 3 tháng 10"])
def test_a_week_is_not_a_day(cell: str) -> None:
    assert of_cell(cell).propose["due"] == "2025-10-19"


@pytest.mark.parametrize(
    ("cell", "section"),
    [
        ("Trước tuần 3", "THÁNG 10/2025"),
        ("Tuần 4 - tuần 1", "THÁNG 10/2025"),
        ("Tuần 2", "THÁNG 10, 11/2025"),
        ("Ngày 15", "THÁNG 10, THÁNG 11/2025"),
        ("Ngày 15", "THÁNG 10 ÂM LỊCH"),
        ("14h", "TUẦN 2 THÁNG 10/2025"),  # on which day?
        ("Sáng", "Từ ngày 06/10 đến 12/10/2025"),
    ],
)
def test_a_section_of_several_days_or_months_completes_no_day(cell: str, section: str) -> None:
    assert not has_time(cell, section)


@pytest.mark.parametrize(
    ("cell", "doubt"),
    [
        ("Trong tháng 10 và tháng 11 năm sau", time_readers.NO_DAY),
        ("Tháng 11 năm sau", time_readers.NO_DAY),
        ("Quý I năm tới", time_readers.NO_DAY),
        ("Trước ngày 15 tháng 10 năm sau", time_readers.NO_DAY),
        ("Trước 31/10 năm tới", time_readers.NO_DAY),
        ("Trong tháng 10 và tháng 11 âm lịch", time_readers.LUNAR),
        ("Tháng 10 (ÂL)", time_readers.LUNAR),
    ],
)
def test_months_of_another_year_or_calendar_are_doubted(cell: str, doubt: str) -> None:
    assert not has_time(cell)
    assert doubt in reasons(of_cell(cell))


@pytest.mark.parametrize(
    "cell",
    [
        "Hằng quý; ngày 05 tháng kế tiếp",
        "Hằng quý, trước ngày 05 tháng kế tiếp",
        "Hằng năm; trước ngày 05 tháng kế tiếp",
        "Định kỳ hằng quý, gửi báo cáo trước ngày 05 của tháng tiếp theo",
        "Quý IV/2025; ngày 05 tháng kế tiếp",
    ],
)
def test_a_day_after_a_quarter_or_year_is_not_monthly(cell: str) -> None:
    duty = of_cell(cell)
    assert "month" not in str(duty.propose.get("repeat", ""))
    assert time_readers.NO_DAY in reasons(duty)


@pytest.mark.parametrize("least", ["Tối thiểu", "Ít nhất"])
def test_the_least_number_of_days_is_no_deadline(least: str) -> None:
    assert not has_time(f"{least} 15 ngày liên tục, từ ngày 20/10/2025")


@pytest.mark.parametrize(
    "cell",
    [
        "thôn 1: 10/10; thôn 2: 20/12",
        "Cấp xã trước 10/10; hoàn thành cấp tỉnh trước 20/11",
        "Thôn A: 10/10. Hoàn thành thôn B: 20/11",
        "3 đợt: 10/10 và 20/12",
    ],
)
def test_deadlines_of_several_bodies_are_left_to_a_person(cell: str) -> None:
    assert not has_time(cell)
    assert time_readers.SEVERAL_DATES in reasons(of_cell(cell))


@pytest.mark.parametrize("cell", ["15/12 và 15/6", "Cuối tháng 12, đầu tháng 01", "Quý IV, quý I"])
def test_dates_still_to_come_are_not_put_off_by_a_year(cell: str) -> None:
    (duty,) = duties(
        "TT | Nội dung công việc | Đơn vị chủ trì | Thời hạn\n"
        f"1 | Rà soát hộ nghèo toàn xã | Phòng Kinh tế | {cell}",
        "Bình Sơn, ngày 05 tháng 01 năm 2026",
    )
    assert not {"due", "repeat"} & duty.propose.keys()


def test_the_end_of_a_year_and_the_start_of_the_next_are_one_time() -> None:
    assert of_cell("Cuối quý IV, đầu quý I").propose["due"] == "2026-Q1"


@pytest.mark.parametrize("head", ["Số/VB", "Số/KH", "Số: 12/KH"])
def test_a_head_with_a_number_is_no_letterhead(head: str) -> None:
    found = duties(
        f"TT | Nội dung | {head} | Đơn vị chủ trì | Thời hạn\n"
        "1 | Rà soát hộ nghèo toàn xã | 12 | Phòng Kinh tế | 10/10/2025"
    )
    assert [duty.due for duty in found] == ["2025-10-10"]


def test_many_days_of_the_next_month_are_read_in_time() -> None:
    def seconds(count: int) -> float:
        started = process_time()
        time_phrases.in_sentence("ngày 05 của tháng kế tiếp; " * count, None)
        return process_time() - started

    seconds(100)
    assert seconds(3200) < 10 * seconds(800) + 0.2
