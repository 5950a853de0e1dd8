"""Schedules of a week: whose hours stand under a day, and what of them is no duty."""

from __future__ import annotations

import time
from datetime import date

import pytest

from ntmtrack.drafting.document_model import SourcePlace
from ntmtrack.drafting.document_model import TextParagraph
from ntmtrack.drafting.prose_reading import hours_of_day
from ntmtrack.drafting.prose_reading import outline
from ntmtrack.drafting.prose_reading import prose

ISSUED = date(2026, 10, 2)


def dated(text: str) -> list[tuple[str, str, str]]:
    """Return who owes each duty, its day and its first words."""
    reader = prose.Prose(ISSUED, "")
    paragraphs = [
        TextParagraph(line.strip(), SourcePlace(paragraph=number))
        for number, line in enumerate(text.strip().splitlines(), 1)
    ]
    reader.read(outline.lines(paragraphs))
    return [
        (
            duty.owner,
            next((time.fields["due"] for time in duty.times if "due" in time.fields), ""),
            " ".join(duty.text.split()[:4]),
        )
        for duty in reader.duties
    ]


def test_each_hour_of_somebody_named_is_an_entry_of_the_day_above() -> None:
    assert dated(
        """THỨ HAI, NGÀY 05/10:
        - Chủ tịch, PCT. Thường trực: 7 giờ 30’, dự chào cờ. 14 giờ, tiếp công dân tại trụ sở.
        - PCT.VX: Sáng làm việc tại cơ quan. 13 giờ 30’, thăm trường mầm non.
        THỨ BA (06/10/2026):
        - Phó Chủ tịch Đinh Hồng Quân: 8 giờ họp tổ thẩm định."""
    ) == [
        ("Chủ tịch, PCT. Thường trực", "2026-10-05T07:30", "7 giờ 30’, dự"),
        ("Chủ tịch, PCT. Thường trực", "2026-10-05T14:00", "14 giờ, tiếp công"),
        ("PCT.VX", "2026-10-05T13:30", "13 giờ 30’, thăm"),
        ("Phó Chủ tịch Đinh Hồng Quân", "2026-10-06T08:00", "8 giờ họp tổ"),
    ]


def test_hours_below_a_name_are_its_own_and_half_days_are_no_headings() -> None:
    assert dated(
        """THỨ HAI (05/10/2026):
        * SÁNG:
        1. Chủ tịch UBND xã:
        08 giờ 00’: Thăm Trường Mầm non. (Giao Phòng Văn hóa chuẩn bị quà)
        09 giờ 30’: Làm việc với tổ kỹ thuật.
        * CHIỀU:
        2. Bí thư Đoàn xã:
        14 giờ: Họp các chi đoàn.
        Thứ Ba, ngày 06/10
        Chiều: đồng chí Nam kiểm tra chợ"""
    ) == [
        ("Chủ tịch UBND xã", "2026-10-05T08:00", "08 giờ 00’: Thăm"),
        ("Phòng Văn hóa", "", "(Giao Phòng Văn hóa"),
        ("Chủ tịch UBND xã", "2026-10-05T09:30", "09 giờ 30’: Làm"),
        ("Bí thư Đoàn xã", "2026-10-05T14:00", "14 giờ: Họp các"),
        ("đồng chí Nam", "2026-10-06", "Chiều: đồng chí Nam"),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "- Hội trường tầng 2: 8 giờ, họp giao ban.",
        "- Phòng họp số 1: 14 giờ, nghe báo cáo.",
        "- Lễ chào cờ: 7 giờ 30, tại sân trường.",
        "- Thành phần: 12 người của các thôn.",
        "- Trạm Y tế xã: 50 hộ được khám.",
        "- Chào cờ: 7 giờ 30. Họp: 9 giờ.",
    ],
)
def test_a_room_a_title_or_a_number_is_nobody_with_hours(line: str) -> None:
    assert hours_of_day.parts(line.removeprefix("- "), ISSUED) == []


def test_without_a_day_above_it_a_line_is_read_as_ever() -> None:
    assert dated("1. Công an xã: 7 giờ 30, trực tại chợ. 14 giờ, họp.") != dated(
        "THỨ HAI, NGÀY 05/10:\n1. Công an xã: 7 giờ 30, trực tại chợ. 14 giờ, họp."
    )


def test_a_section_ends_the_days_of_a_schedule() -> None:
    text = """THỨ HAI, NGÀY 05/10:
    - Chủ tịch: 8 giờ, họp tổ.
    II. PHÂN CÔNG
    - Công an xã: tuần tra chợ."""
    assert [day for _, day, _ in dated(text)] == ["2026-10-05T08:00", ""]


def test_what_follows_in_the_line_of_a_day_is_proposed_for_that_day() -> None:
    assert dated("- Ngày 11/10/2026: Công bố kết quả. Các trường cấp giấy chứng nhận.") == [
        ("", "2026-10-11", "Ngày 11/10/2026: Công bố"),
        ("Các trường", "2026-10-11", "Các trường cấp giấy"),
    ]


def test_many_hours_take_a_time_that_grows_as_they_do() -> None:
    def taken(count: int) -> float:
        text = "Chủ tịch: " + "8 giờ, họp tổ. " * count
        begin = time.process_time()
        hours_of_day.parts(text, ISSUED)
        return time.process_time() - begin

    taken(50)
    assert taken(4000) < 30 * taken(400) + 0.05
