"""Timetables: the day above the hours, the lines without an hour, and programmes of nobody."""

from __future__ import annotations

from datetime import date
from time import process_time

import pytest

from ntmtrack.drafting.document_model import SourcePlace
from ntmtrack.drafting.document_model import TextParagraph
from ntmtrack.drafting.prose_reading import hours_of_day
from ntmtrack.drafting.prose_reading import outline
from ntmtrack.drafting.prose_reading import prose

ISSUED = date(2026, 10, 16)


def read(text: str, recipients: str = "", issued: date = ISSUED) -> prose.Prose:
    reader = prose.Prose(issued, recipients)
    paragraphs = [
        TextParagraph(line.strip(), SourcePlace(paragraph=number))
        for number, line in enumerate(text.strip().splitlines(), 1)
    ]
    reader.read(outline.lines(paragraphs))
    return reader


def dated(text: str) -> list[tuple[str, str]]:
    return [
        (duty.owner, next((time.fields["due"] for time in duty.times), ""))
        for duty in read(text).duties
    ]


@pytest.mark.parametrize(
    "line",
    [
        *("Thứ Ba, ngày 20/10:", "Ngày 20/10 (Thứ Ba)", "Sáng thứ Ba (20/10/2026):", "20/10/2026"),
        *("THỨ BA 20/10/2026 (nhằm 11/9 ÂL)", "Thứ Ba, ngày 20/10 (tức ngày 11 tháng 9 âm lịch):"),
    ],
)
def test_a_line_that_is_only_a_day(line: str) -> None:
    assert "20/10" in hours_of_day.bare_day(line)


def test_each_line_of_a_week_is_on_its_day() -> None:
    assert dated(
        """Thứ Ba, ngày 20/10:
        - Sáng: 7 giờ 30, đồng chí Bí thư Đảng ủy dự lễ khánh thành trạm bơm.
        - 14 giờ, Hội Nông dân xã họp giao ban. Văn phòng gửi tài liệu trước ngày 18/10.
        - Công an xã kiểm tra các điểm giữ xe.
        Thứ Tư, ngày 21/10:
        - Cả ngày: Ủy ban Kiểm tra giám sát Chi bộ thôn Đông."""
    ) == [
        ("đồng chí Bí thư Đảng ủy", "2026-10-20T07:30"),
        ("Hội Nông dân xã", "2026-10-20T14:00"),
        ("Văn phòng", "2026-10-18"),
        ("Công an xã", "2026-10-20"),
        ("Ủy ban Kiểm tra", "2026-10-21"),
    ]


def test_a_day_is_over_what_is_listed_below_it_and_not_over_the_text_after_it() -> None:
    assert dated(
        """Ngày 20/10/2026:
        - 8h00: Hội Phụ nữ trang trí sân khấu.
        Một số việc giao thêm như sau:
        - Công an xã cử 02 chiến sĩ giữ xe."""
    ) == [("Hội Phụ nữ", "2026-10-20T08:00"), ("Công an xã", "")]


def test_a_programme_that_names_nobody_is_listed_and_no_duty() -> None:
    reader = read(
        """Ngày 20/10/2026:
        - 7h30 - 8h00: Đón tiếp đại biểu.
        - 8h00: Văn nghệ chào mừng.
        - 8h15: Đoàn Thanh niên trao quà.""",
        recipients="Các chi hội",
    )
    assert [duty.owner for duty in reader.duties] == ["Đoàn Thanh niên"]
    left = {each.text for each in reader.unused}
    assert {"7h30 - 8h00: Đón tiếp đại biểu.", "8h00: Văn nghệ chào mừng."} <= left


def test_a_calendar_is_cut_at_its_days_and_not_within_brackets() -> None:
    assert dated(
        """Các mốc thời gian bầu trưởng thôn:
        Niêm yết danh sách cử tri vào ngày 20/10; bỏ phiếu ngày 15/11/2026 (bầu lại ngày 22/11).
        Công bố kết quả: dự kiến trước 17 giờ ngày 18/11 (tại nhà văn hóa)."""
    ) == [("", "2026-10-20"), ("", "2026-11-15"), ("", "2026-11-18T17:00")]


def test_who_is_named_in_an_entry_of_a_calendar_owes_that_entry_only() -> None:
    assert dated(
        """Các mốc thời gian bầu trưởng thôn:
        Công an xã rà soát danh sách cử tri ngày 20/10; dán danh sách ngày 25/10.
        Họp các hộ ngày 28/10.
        1. Trả lời kiến nghị trước ngày 30/10/2026."""
    ) == [
        ("Công an xã", "2026-10-20"),
        ("", "2026-10-25"),
        ("", "2026-10-28"),
        ("", "2026-10-30"),
    ]


def test_what_others_do_from_a_day_on_is_no_part_of_the_entry_before_it() -> None:
    reader = read(
        """Lịch thi nghề phổ thông
        Sở Nội vụ công bố điểm ngày 24/10; học viên xem bài từ ngày 26/10; phúc khảo đến 30/10."""
    )
    assert [(duty.owner, duty.text) for duty in reader.duties if duty.owner] == [
        ("Sở Nội vụ", "Sở Nội vụ công bố điểm ngày 24/10")
    ]
    assert "học viên xem bài từ ngày 26/10" in str([*reader.duties, *reader.unused])


@pytest.mark.parametrize(
    "line",
    [
        "Không mở cửa kho trước ngày 10/11/2026.",
        "- Ngày 10/11/2026: không tổ chức thi.",
        "Đã họp chi bộ ngày 5/11; đã lập tổ bầu cử ngày 20/11.",
        "- Chi bộ đã họp ngày 5/11/2026.",
        "- Ngày 5/11/2026: đã niêm yết.",
    ],
)
def test_what_is_done_already_or_not_to_be_done_is_listed_without_a_day(line: str) -> None:
    reader = read(f"Các mốc thời gian bầu cử:\n{line}")
    assert reader.duties == []
    assert reader.unused


def days(text: str) -> list[str]:
    return [day for _, day in dated(text) if day]


@pytest.mark.parametrize(
    "title",
    [
        "1. Sở Văn hóa, Thể thao và Du lịch chủ trì:",
        "- Phát triển du lịch cộng đồng",
        "- Kiểm tra lý lịch đảng viên",
        "- Xây dựng lịch cắt điện luân phiên",
        "Xây dựng lịch cắt điện luân phiên",
        "- Lịch cắt điện luân phiên",
    ],
)
def test_a_line_with_the_letters_of_a_calendar_in_other_words_begins_none(title: str) -> None:
    text = "II. Kết quả\nHội thi kết thúc đẹp 20/11\nĐồng chí Nam nghỉ hưu ngày 01/6/2027"
    assert days(f"{title}\n{text}") == []


@pytest.mark.parametrize(
    "line",
    [
        "Hiện có 5/7 xã đạt tiêu chí",
        "3/7 trạm y tế đạt chuẩn",
        "Đã xong ở 5/6 thôn",
        "Khảo sát đạt điểm 9/10",
        "Lớp 4/5",
        "Tập trung tại sân vận động 2/9",
        "Diễu hành trên đường 30/4",
        "Trồng lại từ 1/4 ha",
    ],
)
def test_a_fraction_or_a_name_is_no_day_of_a_calendar(line: str) -> None:
    text = f"Các mốc thời gian bầu trưởng thôn:\n{line}"
    duties = read(text, issued=date(2026, 1, 16)).duties
    assert [time for duty in duties for time in duty.times if time.fields] == []


@pytest.mark.parametrize(
    "line", ["Bỏ phiếu 15/11", "Bỏ phiếu: 15/11", "Bỏ phiếu 15/11 (Chủ nhật)", "15/11: Bỏ phiếu"]
)
def test_bare_figures_are_a_day_of_a_calendar_where_they_stand_as_one(line: str) -> None:
    assert days(f"Lịch tiếp nhận hồ sơ\n{line}") == ["2026-11-15"]


def test_a_calendar_ends_at_a_line_that_is_counted_as_its_title() -> None:
    assert days("1. Lịch bầu cử\n- Bỏ phiếu 15/11\n2. Kết quả\n- Thăm hỏi 20/11") == ["2026-11-15"]


def test_the_end_of_a_school_year_is_an_entry_of_its_calendar() -> None:
    assert days(
        """Khung thời gian năm học:
        Tựu trường ngày 24/8/2027; khai giảng ngày 05/9/2027.
        Kết thúc năm học trước ngày 31/5/2028."""
    ) == ["2027-08-24", "2027-09-05", "2028-05-31"]


def test_a_day_of_a_calendar_that_may_be_a_papers_is_kept_back_with_its_reason() -> None:
    duties = read(
        """Các mốc thời gian bầu trưởng thôn:
        - Ủy ban nhân dân xã ra quyết định ngày 15/11."""
    ).duties
    assert [(duty.owner, [bool(time.doubts) for time in duty.times]) for duty in duties] == [
        ("Ủy ban nhân dân xã", [True])
    ]


def test_the_day_in_a_title_is_over_the_hours_below_it() -> None:
    assert dated(
        """I. PHIÊN TRÙ BỊ (chiều ngày 20/10/2026)
        - 14 giờ 00: Văn phòng Đảng ủy đón tiếp đại biểu.
        II. PHIÊN CHÍNH THỨC (ngày 21/10/2026)
        - 7 giờ 30: Đoàn Thanh niên đón tiếp đại biểu.
        - Công an xã bảo đảm trật tự.
        III. PHÂN CÔNG
        - 8 giờ 00: Hội Phụ nữ nấu cơm trưa.
        1. Phần lễ (sáng ngày 22/10/2026)
        - 9 giờ 00: Hội Nông dân trao quà."""
    ) == [
        ("Văn phòng Đảng ủy", "2026-10-20T14:00"),
        ("Đoàn Thanh niên", "2026-10-21T07:30"),
        ("Công an xã", ""),
        ("Hội Phụ nữ", ""),
        ("Hội Nông dân", "2026-10-22T09:00"),
    ]


@pytest.mark.parametrize(
    "title",
    [
        "I. KẾT QUẢ (đến ngày 20/10/2026)",
        "I. CHƯƠNG TRÌNH (từ ngày 20/10 đến ngày 21/10/2026)",
        "I. CHUẨN BỊ (trước ngày 20/10/2026)",
        "I. THỰC HIỆN KẾ HOẠCH (ban hành ngày 20/10/2026)",
        "I. NGHỊ QUYẾT CỦA ĐẢNG ỦY (ngày 20/10/2026)",
        "I. HẠN NỘP HỒ SƠ (ngày 20/10/2026)",
        "I. CÁC THÔN ĐẠT (5/11)",
        "1. Vòng một (ngày 20/10/2026)\n2. Vòng hai",
        "Ngày 20/10/2026\n10/3 (nhằm ngày 26/4/2026 dương lịch)",
        "Ngày 20/10/2026\n10/3 âm lịch (tức ngày 26/4/2027 dương lịch)",
    ],
)
def test_another_day_in_a_title_is_over_no_hours(title: str) -> None:
    assert days(f"{title}\n- 14 giờ 00: Văn phòng Đảng ủy đón tiếp đại biểu.") == []


@pytest.mark.parametrize(
    ("entry", "owner"),
    [
        ("Đồng chí Trần Quốc Hùng - Bí thư Đảng ủy trình bày Báo cáo chính trị.",
         "Đồng chí Trần Quốc Hùng - Bí thư Đảng ủy"),
        ("Đoàn đại biểu dâng hương tại Nghĩa trang liệt sĩ.", "Đoàn đại biểu"),
        ("Ban Chấp hành khóa mới ra mắt Đại hội.", "Ban Chấp hành khóa mới"),
        ("Đội văn nghệ tổng duyệt các tiết mục.", "Đội văn nghệ"),
        ("Lãnh đạo Đảng ủy, UBND xã trao giải.", "Lãnh đạo Đảng ủy, UBND xã"),
    ],
)  # fmt: skip
def test_who_performs_at_an_hour_owes_it(entry: str, owner: str) -> None:
    assert dated(f"Ngày 20/10/2026:\n- 8h00: {entry}") == [(owner, "2026-10-20T08:00")]


@pytest.mark.parametrize(
    "line",
    [
        "- 8h00: Phát biểu chỉ đạo của lãnh đạo Tỉnh ủy.",
        "- 8h00: Hội nghị nghe Bí thư Chi bộ trình bày báo cáo.",
        "- Đoàn Thư ký trình bày dự thảo Nghị quyết.",  # at no hour
        "- 8h00: Lãnh đạo xã chứng kiến Hội Nông dân trao quà.",
        "- 8h00: Hội Nông dân được Chủ tịch xã trao thưởng.",
        "- 8h00: Bí thư Đảng ủy không phát biểu.",
        "- 8h00: Phó Chủ tịch UBND xã dự, phát biểu chỉ đạo.",
    ],
)
def test_what_names_no_performer_of_a_programme_is_listed(line: str) -> None:
    reader = read(f"Ngày 20/10/2026:\n{line}")
    assert [duty.owner for duty in reader.duties if duty.owner] == []


def test_those_invited_owe_nothing_and_who_is_told_in_an_aside_does() -> None:
    assert dated(
        """Ngày 20/10/2026:
        - 8h00: Chủ tịch UBND xã họp Ban Chỉ đạo (giao Phòng Kinh tế chuẩn bị nội dung). \
Mời: Đồng chí Bí thư Đảng ủy, lãnh đạo Công an xã cùng dự."""
    ) == [("Chủ tịch UBND xã", "2026-10-20T08:00"), ("Phòng Kinh tế", "")]


@pytest.mark.parametrize(
    "aside", ["(giao thông nông thôn Thôn Đông)", "(giao khoán cho từng chi đoàn chăm sóc)"]
)
def test_an_aside_that_gives_no_party_work_is_no_duty(aside: str) -> None:
    (duty,) = read(f"II. NHIỆM VỤ\n- Công an xã kiểm tra công trình {aside}.").duties
    assert (duty.owner, aside in duty.text) == ("Công an xã", True)


def test_an_aside_within_a_sentence_takes_none_of_its_days() -> None:
    assert (
        dated(
            "II. NHIỆM VỤ\n- Công an xã họp dân (giao Văn phòng in tài liệu) trước ngày 20/10/2026."
        )[0][1]
        == "2026-10-20"
    )


def test_titles_with_many_brackets_take_a_time_that_grows_as_they_do() -> None:
    started = process_time()
    for part in ("(ngày ", "I. A (chiều ", "(giao Phòng A ", "báo cáo gửi ", "a 1h: đoàn "):
        read(f"I. {part * 3000}")
    assert process_time() - started < 20
