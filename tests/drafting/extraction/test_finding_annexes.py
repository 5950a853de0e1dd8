"""Annexes as ministries, provinces and communes write them: a table in, all that is owed out."""

from __future__ import annotations

from typing import Any

import pytest

from ntmtrack.drafting.document_model import Findings
from ntmtrack.drafting.document_model import FoundDuty
from ntmtrack.drafting.document_model import SourceDocument
from ntmtrack.drafting.document_model import SourcePlace
from ntmtrack.drafting.document_model import SourceTable
from ntmtrack.drafting.document_model import TableCell
from ntmtrack.drafting.document_model import TableRow
from ntmtrack.drafting.document_model import TextParagraph
from ntmtrack.drafting.extraction import finding
from ntmtrack.drafting.phrases import time_readers
from ntmtrack.drafting.table_reading import duty_rows
from ntmtrack.drafting.table_reading import several_deadlines

DAY = TextParagraph("Bình Sơn, ngày 12 tháng 01 năm 2026", SourcePlace(paragraph=1))


def found(text: str, day: TextParagraph = DAY) -> Findings:
    """Find what a document with one table, of lines with bars, asks for."""
    rows = tuple(
        TableRow(
            tuple(TableCell(cell.strip()) for cell in line.strip().split("|")),
            SourcePlace(table=1, row=number),
        )
        for number, line in enumerate(text.strip().splitlines(), 1)
    )
    table = SourceTable(rows, SourcePlace(table=1))
    return finding.find(SourceDocument("x", (day, table)), {})


def names(findings: Findings, ids: tuple[str, ...]) -> list[str]:
    parties = {party.id: party.name for party in findings.parties}
    return [parties[id_] for id_ in ids]


def fields(duty: FoundDuty) -> dict[str, Any]:
    """Return what a duty says of its time, be it sure or only proposed."""
    sure = {"due": duty.due} if duty.due else {}
    proposed = {key: duty.propose[key] for key in ("start", "due") if key in duty.propose}
    return sure | proposed


TARGETS = """
TT | Chỉ tiêu | Đơn vị | Kết quả | Cơ quan chủ trì theo dõi, đánh giá
I | Đến năm 2030 | | |
1 | Trình độ công nghệ của doanh nghiệp trong tỉnh | Thứ bậc | Thuộc nhóm khá | Sở Công Thương
2 | Quy mô kinh tế số | % GRDP | 25 | Sở Khoa học và Công nghệ
3 | Số doanh nghiệp công nghệ số mới | Doanh nghiệp | 120 | Sở Tài chính
4 | Chỉ tiêu về dịch vụ công trực tuyến | | |
4.1 | Tỷ lệ hồ sơ nộp trực tuyến | % | 80 | Văn phòng UBND tỉnh
II | Đến năm 2045 | | |
1 | Quy mô kinh tế số so với cả nước | % | 4 | Sở Khoa học và Công nghệ
"""


def test_units_of_measure_under_a_head_that_may_mean_bodies_are_no_leads() -> None:
    findings = found(TARGETS)
    assert [names(findings, duty.owner) for duty in findings.duties] == [
        ["Sở Công Thương"], ["Sở Khoa học và Công nghệ"], ["Sở Tài chính"],
        ["Văn phòng UBND tỉnh"], ["Sở Khoa học và Công nghệ"],
    ]  # fmt: skip


def test_a_section_numbered_without_a_point_is_the_time_of_all_below_it() -> None:
    dues = [fields(duty) for duty in found(TARGETS).duties]
    assert dues == [{"due": "2030"}] * 4 + [{"due": "2045"}]


def test_who_takes_part_beside_the_lead_helps() -> None:
    findings = found("""
        TT | Nội dung công tác | Đơn vị chủ trì | Đơn vị tham gia | Thời gian thực hiện
        1 | Rà soát danh sách thí sinh | Các trường | Sở Giáo dục và Đào tạo | Trước ngày 10/4/2026
        2 | In giấy báo dự thi | Hội đồng thi | Các trường | Chậm nhất ngày 25/5/2026
    """)
    first, second = findings.duties
    assert names(findings, first.owner) == ["Các trường"]
    assert names(findings, second.support) == ["Các trường"]


def test_who_takes_part_leads_where_nobody_else_does() -> None:
    findings = found("""
        TT | Nội dung công tác | Đơn vị tham gia | Thời gian thực hiện
        1 | Dọn vệ sinh khu vực chợ | Đoàn Thanh niên | 10/4/2026
        2 | Phát quang đường trục thôn | Hội Nông dân | 25/5/2026
    """)
    assert [names(findings, duty.owner) for duty in findings.duties] == [
        ["Đoàn Thanh niên"],
        ["Hội Nông dân"],
    ]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("Các ngày 10, 11 và 12/6/2026", {"start": "2026-06-10", "due": "2026-06-12"}),
        ("Ngày 30/6, 01/7 và 02/7/2026", {"start": "2026-06-30", "due": "2026-07-02"}),
        ("Các ngày 10 và 20/6/2026", {}),
        ("Cả năm 2026", {"due": "2026"}),
    ],
)
def test_days_that_follow_each_other_are_from_the_first_to_the_last(
    cell: str, expected: dict[str, str]
) -> None:
    (duty,) = found(
        f"TT | Nội dung | Chủ trì | Thời gian\n1 | Tổ chức coi thi | Tổ A | {cell}"
    ).duties
    assert fields(duty) == expected


def test_a_remark_that_is_only_a_day_of_the_section_s_month_is_finer_than_it() -> None:
    duties = found("""
        TT | Tên báo cáo, đề án | Cơ quan chủ trì | Cấp trình | Ghi chú
        THÁNG 02/2026 | | | |
        1 | Báo cáo tình hình đời sống nhân dân sau Tết | Văn phòng | Huyện | Trước 25/02
        2 | Đề án chợ nông thôn | Phòng Kinh tế | Huyện | Kế hoạch số 12 ngày 05/02/2026
    """).duties
    assert [fields(duty) for duty in duties] == [{"due": "2026-02-25"}, {"due": "2026-02"}]
    assert not any(duty.due for duty in duties)


def test_a_head_over_several_columns_may_stand_over_the_first_of_them_alone() -> None:
    duties = found("""
        TT | Nhiệm vụ | Chủ trì | Kinh phí (triệu đồng) | Thời gian thực hiện | | | Ghi chú
        TT | Nhiệm vụ | Chủ trì | Kinh phí (triệu đồng) | 2026 | 2027 | 2028 | Ghi chú
        I | Hạ tầng | | | | | |
        1 | Lắp đặt camera tại các ngõ | Công an phường | 90 | x | x | | Xã hội hóa
        2 | Đầu tư phòng họp không giấy | Văn phòng | 80 | | x | |
        3 | Lập cơ sở dữ liệu thửa đất | Phòng Kinh tế | 250 | | | x |
    """).duties
    assert [fields(duty)["due"] for duty in duties] == ["2027", "2027", "2028"]


def test_months_of_a_school_year_are_those_of_two_years() -> None:
    duties = found("""
        LỊCH HOẠT ĐỘNG CỦA NHÀ TRƯỜNG NĂM HỌC 2026 - 2027 | | |
        Thời gian | Nội dung hoạt động | Chủ trì | Sản phẩm
        Tháng 9 | Tổ chức đêm hội trăng rằm | Tổng phụ trách Đội | Đêm hội
        Tháng 12 | Viếng nghĩa trang liệt sĩ | Chi đoàn | Báo cáo
        Tháng 3 | Tổ chức ngày hội đọc sách | Thư viện | Ngày hội
        Tháng 5/2027 | Bàn giao học sinh về sinh hoạt hè | Chi đoàn | Biên bản
    """).duties
    assert [fields(duty)["due"] for duty in duties] == ["2026-09", "2026-12", "2027-03", "2027-05"]


@pytest.mark.parametrize(
    ("title", "issued", "due"),
    [
        ("TỔNG KẾT NĂM HỌC 2025-2026 VÀ NHIỆM VỤ NĂM HỌC 2026-2027", "10 tháng 6 năm 2026", "2026"),
        ("CÔNG VIỆC NĂM HỌC 2025-2026", "10 tháng 6 năm 2026", "2026"),
        ("CÔNG VIỆC NĂM HỌC 2024-2025", "10 tháng 6 năm 2026", "2026"),
        ("CÔNG VIỆC NĂM HỌC 2026-2027", "10 tháng 6 năm 2026", "2026"),
    ],
)
def test_a_school_year_gives_no_day_before_the_document(title: str, issued: str, due: str) -> None:
    (duty,) = found(
        f"""
        {title} | | |
        TT | Nội dung công việc | Chủ trì | Thời gian
        1 | Kiểm kê thiết bị dạy học | Tổ Tự nhiên | 15/8
        """,
        TextParagraph(f"Bình Sơn, ngày {issued}", SourcePlace(paragraph=1)),
    ).duties
    assert duty.propose["due"] == f"{due}-08-15"


def test_a_month_in_a_quarter_without_a_year_keeps_why_its_year_is_doubtful() -> None:
    (duty,) = found("""
        TT | Nội dung công việc | Chủ trì | Thời gian
        B | QUÝ III | |
        1 | Kiểm tra các tuyến kênh | Tổ thủy nông | Tháng 8
    """).duties
    assert duty.propose["due"] == "2026-08"
    assert time_readers.YEAR_FROM_LETTER in [why.text for why in duty.why]


@pytest.mark.parametrize(
    ("remark", "due"),
    [
        ("20/4", "2027-04-20"),
        ("Dự kiến chuyển sang 5/2027", "2027-04"),
        ("trước 20/4; báo cáo 25/4", "2027-04"),
        ("20/5", "2027-04"),
    ],
)
def test_a_remark_that_names_another_time_than_the_month_over_it_is_told(
    remark: str, due: str
) -> None:
    (duty,) = found(f"""
        TT | Nội dung công việc | Chủ trì | Ghi chú
        I | THÁNG 4/2027 | |
        1 | Tổ chức hội thi nấu ăn | Hội Phụ nữ | {remark}
    """).duties
    assert (duty.propose["due"], duty.due) == (due, "")
    is_told = duty_rows.OTHER_COLUMN in [why.text for why in duty.why]
    assert is_told == (due == "2027-04")


@pytest.mark.parametrize("cell", ["Cả năm 2027", "Cả 2027", "Cả tháng 4/2027"])
def test_the_whole_of_a_time_is_only_proposed(cell: str) -> None:
    (duty,) = found(
        f"TT | Nội dung | Chủ trì | Thời hạn\n1 | Chăm sóc tuyến hoa | Chi hội | {cell}"
    ).duties
    assert (duty.due, duty.propose["due"]) == ("", "2027-04" if "/" in cell else "2027")


@pytest.mark.parametrize(
    ("cell", "repeat"),
    [
        ("Trước 16 giờ các ngày thứ Sáu", {"every": "week", "on": "fri", "at": "16:00"}),
        ("Các ngày thứ Hai và thứ Năm", {"every": "week", "on": ["mon", "thu"]}),
        ("Năm học 2026-2027", None),
    ],
)
def test_all_days_of_a_name_are_weekly_and_a_school_year_has_no_last_day(
    cell: str, repeat: object
) -> None:
    (duty,) = found(
        f"TT | Nội dung | Chủ trì | Thời gian\n1 | Báo cáo số liệu | Tổ A | {cell}"
    ).duties
    assert duty.propose.get("repeat") == repeat
    assert not fields(duty)


@pytest.mark.parametrize(
    ("cell", "proposal"),
    [
        ("các ngày 10, 11 và 12/6/2027", {"start": "2027-06-10", "due": "2027-06-12"}),
        ("14/5/2027, 15/5/2027", {"start": "2027-05-14", "due": "2027-05-15"}),
        ("2 ngày 14, 15/5/2027", {"start": "2027-05-14", "due": "2027-05-15"}),
        ("3 ngày 14, 15/5/2027", {}),
        ("Tối 14, 15/5/2027", {"start": "2027-05-14", "due": "2027-05-15"}),
        ("10/6/2027 (bản nháp), 11/6/2027 (bản in)", {}),
        ("14/5/2027 hoặc 15/5/2027", {}),
        ("15/5/2027, dời từ ngày 14/5/2027", {}),
        ("Chậm nhất 14/5/2027 (trời mưa: 15/5/2027)", {}),
        ("Bản nháp 14/5/2027, bản in 15/5/2027", {}),
        ("12/6/2027, 11/6/2027", {}),
    ],
)
def test_days_in_a_row_are_proposed_where_nothing_tells_them_apart(
    cell: str, proposal: dict[str, str]
) -> None:
    (duty,) = found(
        f"TT | Nội dung | Chủ trì | Thời hạn\n1 | Phát phiếu khảo sát | Tổ A | {cell}"
    ).duties
    days = {key: duty.propose[key] for key in ("start", "due") if key in duty.propose}
    assert (days, duty.due) == (proposal, "")
    why = time_readers.DAYS_IN_A_ROW if proposal else time_readers.SEVERAL_DATES
    assert why in [reason.text for reason in duty.why]


ROUNDS = {
    "Đợt 1: trước 30/4/2026; đợt 2: trước 31/10/2026": ["04-30", "10-31"],
    "6 tháng: 10/6/2026; năm: 10/12/2026": ["06-10", "12-10"],
    "Trước ngày 10/6/2026 (lượt 1); trước ngày 11/6/2026 (lượt 2)": ["06-10", "06-11"],
    "15/11/2026 và 15/3/2027": ["03-15", "11-15"],
    "Quý I và quý III/2026": ["03-31", "09-30"],
    "Các tháng 5, 8 và 11/2026": ["05-31", "08-31", "11-30"],
    "T5, T8, T11": ["05-31", "08-31", "11-30"],
    "02 lần/năm (T6, T11)": ["06-30", "11-30"],
}


@pytest.mark.parametrize("cell", ROUNDS)
def test_a_deadline_on_each_of_the_dates_that_a_cell_lists_is_proposed(cell: str) -> None:
    (duty,) = found(f"TT | Nội dung | Chủ trì | Thời hạn\n1 | Tập huấn | Tổ A | {cell}").duties
    rule = duty.propose["repeat"]
    assert (rule["every"], rule["on"], duty.due) == ("year", ROUNDS[cell], "")
    assert rule["from"] <= rule["until"]
    assert several_deadlines.SEVERAL_WRITTEN in [reason.text for reason in duty.why]


@pytest.mark.parametrize(
    ("cell", "every"),
    [("Tháng 6, tháng 12/2026", "half-year"), ("Tháng 3, 6, 9 và 12/2026", "quarter")],
)
def test_a_cell_that_lists_the_last_month_of_each_quarter_names_a_rhythm(
    cell: str, every: str
) -> None:
    (duty,) = found(f"TT | Nội dung | Chủ trì | Thời hạn\n1 | Tập huấn | Tổ A | {cell}").duties
    assert duty.propose["repeat"]["every"] == every
    assert duty.propose["repeat"]["until"] == "2026-12-31"


@pytest.mark.parametrize(
    "cell",
    [
        "14/5/2026 hoặc 15/6/2026",
        "14/5/2026 hay 15/6/2026",
        "Tháng 4 hoặc tháng 6/2026",
        "Bản giấy 10/5/2026; bản mềm 12/5/2026",
        "20/6/2026 (thay ngày 15/6/2026)",
        "20/6/2026, dời từ ngày 15/5/2026",
        "30/10/2026; 30/4/2026",
        "Đợt 1: 30/4/2026; đợt 2: 31/10/2026 (nếu còn vốn)",
        "Đợt 1: trước 17h ngày 30/4/2026; đợt 2: 31/10/2026",
        "15/5/2026, 15/5/2028",
        "Quý IV/2026 và quý I/2027",
        "Quý I/2027 - quý IV/2026",
        "T2, T4, T6",
        "T2-T6",
    ],
)
def test_of_dates_that_are_no_rounds_a_person_chooses(cell: str) -> None:
    (duty,) = found(f"TT | Nội dung | Chủ trì | Thời hạn\n1 | Tập huấn | Tổ A | {cell}").duties
    assert ("repeat" in duty.propose, "due" in duty.propose, duty.due) == (False, False, "")


@pytest.mark.parametrize(
    ("cell", "due"),
    [
        ("Quý IV/2026 - quý I/2027", "2027-Q1"),
        ("Tháng 11/2026 - tháng 02/2027", "2027-02"),
        ("11/2026 - 02/2027", "2027-02"),
    ],
)
def test_periods_from_one_year_to_the_next_are_due_at_their_end(cell: str, due: str) -> None:
    (duty,) = found(f"TT | Nội dung | Chủ trì | Thời hạn\n1 | Tập huấn | Tổ A | {cell}").duties
    assert (duty.propose["due"], duty.due) == (due, "")


DECEMBER = TextParagraph("Bình Sơn, ngày 21 tháng 12 năm 2026", SourcePlace(paragraph=1))


@pytest.mark.parametrize(
    ("over", "cell", "due"),
    [
        ("CÔNG VIỆC NĂM 2027", "15/9", "2027-09-15"),
        ("CÔNG VIỆC NĂM 2027", "Tháng 10", "2027-10"),
        ("CÔNG VIỆC NĂM 2027", "25/12", "2026-12-25"),
        ("CÔNG VIỆC NĂM 2027", "20/11/2026", "2026-11-20"),
        ("CÔNG VIỆC", "15/9", "2026-09-15"),
        ("KẾT QUẢ NĂM 2026, VIỆC NĂM 2027", "15/9", "2026-09-15"),
    ],
)
def test_a_day_that_would_be_past_is_of_the_year_that_stands_over_the_table(
    over: str, cell: str, due: str
) -> None:
    table = f"{over} | | | \nTT | Nội dung | Chủ trì | Thời hạn\n1 | Tập huấn | Tổ A | {cell}"
    (duty,) = found(table, DECEMBER).duties
    assert (duty.due or duty.propose["due"]) == due


def test_rounds_that_wrap_the_documents_year_are_of_the_next_one() -> None:
    table = "TT | Nội dung | Chủ trì | Thời hạn\n1 | Tập huấn | Tổ A | 05/6; 05/9; 05/12"
    (duty,) = found(table, DECEMBER).duties
    assert duty.propose["repeat"]["from"] == "2027-06-05"
    assert duty.propose["repeat"]["until"] == "2027-12-05"


def test_hours_stand_beside_the_days_on_which_a_duty_begins_and_ends() -> None:
    first, second = found("""
        TT | Nội dung | Chủ trì | Bắt đầu | Kết thúc
        1 | Tổ chức đại hội | Ban Chấp hành | 13h30 ngày 05/4/2026 | 17h00 ngày 05/4/2026
        2 | Trưng bày hiện vật | Tổ B | 06/4/2026 | 17h00 ngày 12/4/2026
    """).duties
    assert fields(first) == {"start": "2026-04-05", "due": "2026-04-05T17:00"}
    assert fields(second) == {"start": "2026-04-06", "due": "2026-04-12T17:00"}


@pytest.mark.parametrize(
    ("hour", "due"),
    [
        ("17h00", "2026-03-14T17:00"),
        ("Cả ngày", "2026-03-14"),
        ("Sáng", "2026-03-14"),
        ("14h30 - 16h", "2026-03-14T16:00"),
    ],
)
def test_an_hour_is_that_of_the_day_over_it_and_never_a_day_alone(hour: str, due: str) -> None:
    duty = found(f"""
        Ngày | Giờ | Nội dung | Chủ trì
        Thứ Sáu (13/3/2026) | 8h00 | Họp giao ban | Văn phòng
        Thứ Bảy (14/3/2026) | | |
         | {hour} | Dự lễ kỷ niệm ngày thành lập trường | Đoàn Thanh niên
    """).duties[-1]
    assert (duty.due, duty.propose.get("due", "")) == ("", due)


def test_days_may_be_the_heads_of_columns_with_marks() -> None:
    findings = found("""
        TT | Nội dung công việc | Phụ trách | 10/8/2026 | 15/8/2026 | 20/8/2026
        1 | Phát phiếu khảo sát hộ dân | Ban công tác Mặt trận | x | |
        2 | Thu phiếu, nhập số liệu | Văn phòng | | x |
        3 | Tổng hợp kết quả khảo sát | Phòng Kinh tế | | | x
    """)
    assert [(duty.title, fields(duty)) for duty in findings.duties] == [
        ("Phát phiếu khảo sát hộ dân", {"due": "2026-08-10"}),
        ("Thu phiếu, nhập số liệu", {"due": "2026-08-15"}),
        ("Tổng hợp kết quả khảo sát", {"due": "2026-08-20"}),
    ]
    assert not findings.unused


def test_a_whole_name_is_a_person_and_a_body_written_in_two_ways_is_pointed_out() -> None:
    findings = found("""
        TT | Nội dung | Chủ trì | Thời hạn
        1 | Họp dân lấy ý kiến | Thái Nguyên | 20/8/2026
        2 | Thu phiếu khảo sát | Phạm Thị Hằng | 25/8/2026
        3 | Niêm yết kết quả | UBND xã | 30/8/2026
        4 | Trả lời kiến nghị | Ủy ban nhân dân xã | 30/9/2026
    """)
    parties = {party.name: party for party in findings.parties}
    assert parties["Phạm Thị Hằng"].kind == "person"
    assert parties["Thái Nguyên"].kind == "body"  # a name without Văn or Thị may be a place's
    assert parties["UBND xã"].near == ("Ủy ban nhân dân xã",)
    assert parties["Ủy ban nhân dân xã"].near == ("UBND xã",)
