"""Duties in tables: heads, heads of two lines, sections, marks that repeat, several leads."""

from __future__ import annotations

import io
from datetime import date
from datetime import datetime
from typing import Any

import openpyxl
import pytest

from ntmtrack.drafting.document_model import SourcePlace
from ntmtrack.drafting.document_model import SourceTable
from ntmtrack.drafting.document_model import TableCell
from ntmtrack.drafting.document_model import TableRow
from ntmtrack.drafting.incoming import reading
from ntmtrack.drafting.phrases import weeks_of_month
from ntmtrack.drafting.prose_reading.duty_block import RawDuty
from ntmtrack.drafting.table_reading import duty_rows
from ntmtrack.drafting.table_reading import duty_tables
from ntmtrack.drafting.table_reading import row_times

ISSUED = date(2025, 1, 5)


def before(due: str) -> dict[str, str]:
    return {"due": due, "due_is": "before"}


def by(due: str) -> dict[str, str]:
    return {"due": due, "due_is": "by"}


def table(text: str) -> SourceTable:
    """Make a table of lines with bars; `^` and `<` are covered by a cell above or beside."""
    rows: list[TableRow] = []
    for number, line in enumerate(text.strip().splitlines(), 1):
        cells: list[TableCell] = []
        for column, cell in enumerate(part.strip() for part in line.strip().split("|")):
            above = rows[-1].cells[column].text if cell == "^" else ""
            beside = cells[-1].text if cell == "<" else ""
            cells.append(TableCell(above or beside or cell, continues=cell in {"^", "<"}))
        rows.append(TableRow(tuple(cells), SourcePlace(table=1, row=number)))
    return SourceTable(tuple(rows), SourcePlace(table=1))


def read(text: str, **column_map: str) -> duty_tables.TableReading:
    by_head = {head.replace("_", " "): kind for head, kind in column_map.items()}
    return duty_tables.read(table(text), by_head, duty_tables.Around(ISSUED, "PHỤ LỤC"))


@pytest.mark.parametrize(
    "head",
    [
        "STT | Nội dung | Chủ trì | Phối hợp | Thời hạn",
        "TT | Tên nhiệm vụ | Cơ quan chủ trì | Cơ quan phối hợp | Thời gian hoàn thành",
        "Số TT | NỘI DUNG CÔNG VIỆC | ĐƠN VỊ THỰC HIỆN | ĐƠN VỊ PHỐI HỢP | TIẾN ĐỘ",
        "STT | Đầu việc | Phân công | Cùng thực hiện | Hạn hoàn thành",
        "TT | Hoạt động | Người phụ trách | Phối hợp thực hiện | Thời gian",
        "Stt | Nhiệm vụ, giải pháp | Cơ quan, đơn vị chủ trì | Phối hợp | Thời điểm hoàn thành",
    ],
)
def test_columns_are_told_by_their_heads(head: str) -> None:
    (duty,) = read(f"{head}\n1 | Rà soát hộ nghèo | Phòng Nội vụ | Các thôn | 30/6/2025").duties
    assert (duty.text, duty.owner, duty.support) == ("Rà soát hộ nghèo", "Phòng Nội vụ", "Các thôn")
    assert (duty.deadline, duty.clause) == ("30/6/2025", "1")


@pytest.mark.parametrize(
    ("heads", "in_charge", "owner", "leader"),
    [
        (
            "Phụ trách | Thực hiện",
            ("Đ/c Bí thư", "Đ/c Phó Bí thư"),
            "Chi đoàn các thôn",
            "Đ/c Bí thư",
        ),
        (
            "Chủ trì | Cơ quan chuẩn bị",
            ("Đ/c Bí thư", "Đ/c Phó Bí thư"),
            "Chi đoàn các thôn",
            "Đ/c Bí thư",
        ),
        (
            "Phụ trách | Thực hiện",
            ("Phòng Kinh tế", "Công an xã"),
            "Phòng Kinh tế\nChi đoàn các thôn",
            "",
        ),
    ],
)
def test_officers_in_charge_lead_the_bodies_that_do_the_work(
    heads: str, in_charge: tuple[str, str], owner: str, leader: str
) -> None:
    first, _ = read(
        f"""
        TT | Nội dung | {heads} | Thời gian
        1 | Sửa chữa nhà tình nghĩa | {in_charge[0]} | Chi đoàn các thôn | 30/6/2025
        2 | Thắp sáng đường quê | {in_charge[1]} | Chi đoàn Công an | 30/7/2025
        """
    ).duties
    assert (first.owner.replace("; ", "\n"), first.leader) == (owner, leader)


def test_officers_who_alone_are_in_charge_stay_the_owners() -> None:
    (duty,) = read(
        "TT | Nội dung | Phụ trách | Thời gian\n1 | Thắp sáng đường quê | Đ/c Tám | 30/7/2025"
    ).duties
    assert (duty.owner, duty.leader) == ("Đ/c Tám", "")


@pytest.mark.parametrize(
    "what", ["Nội dung phối hợp", "Công việc chủ trì, tham mưu", "Nội dung chỉ đạo"]
)
def test_what_is_done_together_is_no_column_of_those_who_help(what: str) -> None:
    (duty,) = read(
        f"""
        Thời gian | TT | {what} | Đơn vị chủ trì | Đơn vị phối hợp | Kết quả
        Quý I | 1 | Nắm tình hình trả lương | Công đoàn | Công an | Báo cáo
        """
    ).duties
    assert (duty.text, duty.owner, duty.support) == (
        "Nắm tình hình trả lương",
        "Công đoàn",
        "Công an",
    )
    assert (duty.deadline, duty.product) == ("Quý I", "Báo cáo")


@pytest.mark.parametrize(
    ("product", "doubts"),
    [
        ("Báo cáo trước 20/01", [row_times.ALSO_WITH_PRODUCT]),
        ("Báo cáo trước ngày 31/3/2025", []),
        ("Kế hoạch năm 2025", []),
        ("02 buổi", []),
    ],
)
def test_a_time_with_the_product_is_pointed_at(product: str, doubts: list[str]) -> None:
    head = "TT | Nội dung | Chủ trì | Thời gian | Kết quả"
    (duty,) = read(f"{head}\n1 | Nắm tình hình | Sở A | trước ngày 31/3/2025 | {product}").duties
    assert [doubt.text for doubt in duty.doubts] == doubts


@pytest.mark.parametrize(
    ("title", "column", "due"),
    [
        ("Nộp danh sách (xong trước 20/02)", "Tháng 2/2025", "2025-02-20"),
        ("Nộp danh sách (xong trước 20/02)", "Tháng 3/2025", "2025-03"),
        ("Nộp danh sách trước ngày 10/3/2025", "15/3/2025", "2025-03-15"),
    ],
)
def test_a_day_with_the_work_is_never_passed_over_for_its_column(
    title: str, column: str, due: str
) -> None:
    (duty,) = read(f"TT | Nội dung | Chủ trì | Thời hạn\n1 | {title} | Sở A | {column}").duties
    assert [time.fields["due"] for time in duty.times] == [due]
    assert row_times.ALSO_WITH_WORK in [doubt.text for doubt in duty.doubts]


@pytest.mark.parametrize(
    ("title", "column"),
    [
        ("Nộp danh sách trước ngày 15/3/2025", "15/3/2025"),
        ("Triển khai Nghị quyết số 12/NQ-HĐND ngày 15/1/2025", "Tháng 3/2025"),
        ("Lập quy hoạch đến năm 2030", "Tháng 3/2025"),
    ],
)
def test_what_names_no_other_day_is_not_doubted(title: str, column: str) -> None:
    (duty,) = read(f"TT | Nội dung | Chủ trì | Thời hạn\n1 | {title} | Sở A | {column}").duties
    assert not duty.doubts


def test_a_head_of_two_lines_is_one() -> None:
    reading = read(
        """
        TT | Nhiệm vụ | Cơ quan thực hiện | | Thời gian
        | | Chủ trì | Phối hợp |
        (1) | (2) | (3) | (4) | (5)
        1 | Lập danh sách | Sở A | Sở B | Quý I/2025
        """
    )
    assert [(duty.owner, duty.support) for duty in reading.duties] == [("Sở A", "Sở B")]


def test_sections_stand_over_their_rows() -> None:
    reading = read(
        """
        TT | Nhiệm vụ | Chủ trì | Thời gian
        I | XÂY DỰNG THỂ CHẾ | |
        1 | Soạn quy chế | Sở A | 6/2025
        | II.1. Tuyên truyền | |
        2 | Phát tin | Sở B | 7/2025
        A. Chuyển đổi số | | |
        3 | Số hóa | Sở C | 8/2025
        """
    )
    assert [(duty.section, duty.clause) for duty in reading.duties] == [
        ("I XÂY DỰNG THỂ CHẾ", "1"),
        ("II.1. Tuyên truyền", "2"),
        ("A. Chuyển đổi số", "3"),
    ]
    assert reading.unused == []


def test_a_section_that_could_be_a_duty_is_listed_where_it_heads_none_or_is_numbered_as_one() -> (
    None
):
    reading = read(
        """
        TT | Nhiệm vụ | Chủ trì | Thời gian
        IV | Chuyển đổi số | |
        V | Tuyên truyền | |
        1 | Soạn quy chế | Sở A | 6/2025
        2 | Tổ chức hội nghị | |
        2.1 | Mời đại biểu | Sở B | 7/2025
        VI | Kiểm tra | |
        """
    )
    assert [one.text for one in reading.unused] == [
        "IV Chuyển đổi số",
        "2 Tổ chức hội nghị",
        "VI Kiểm tra",
    ]


def test_what_stands_under_a_head_that_nobody_understood_goes_into_the_note() -> None:
    reading = read(
        """
        TT | Nhiệm vụ | Chủ trì | Thời gian | Mã số | Vòng hai
        1 | Soạn quy chế | Sở A | 6/2025 | A1 | Báo cáo lại trước ngày 20/6/2025
        2 | Số hóa | Sở B | 7/2025 | A2 |
        """
    )
    assert reading.unknown == ["Mã số", "Vòng hai"]
    assert reading.unused == []
    assert [duty.note for duty in reading.duties] == [
        "Mã số: A1; Vòng hai: Báo cáo lại trước ngày 20/6/2025",
        "Mã số: A2",
    ]


def test_heads_that_nobody_knows_cost_nothing_where_the_cells_speak() -> None:
    reading = read(
        """
        Mục | Bước | Ai | Khi nào
        1 | Mua máy tính | Anh Bốn | 30/9/2025
        2 | Lắp máy chiếu | Chị Năm | 30/10/2025
        """
    )
    assert (reading.is_duties, reading.unknown) == (True, [])
    assert [(duty.text, duty.owner, duty.deadline) for duty in reading.duties] == [
        ("Mua máy tính", "Anh Bốn", "30/9/2025"),
        ("Lắp máy chiếu", "Chị Năm", "30/10/2025"),
    ]


def test_columns_of_a_table_that_holds_no_duties_are_not_named() -> None:
    assert read("Họ và tên | Chức vụ\nTrần Văn A | Trưởng thôn\nLê B | Phó thôn").unknown == []


def test_a_text_merged_over_all_columns_but_the_number_is_a_section() -> None:
    heads = "TT | Nội dung | Chủ trì | Tiến độ | Kết quả"
    rows = table(f"{heads}\nI | HẠ TẦNG | | |\n1 | Làm đường | Sở A | 6/2025 | Đường").rows
    title = rows[1].cells[1]
    merged = (rows[1].cells[0], title, *[title._replace(continues=True)] * 3)
    document = SourceTable((rows[0], rows[1]._replace(cells=merged), rows[2]), SourcePlace(table=1))
    (duty,) = duty_tables.read(document, {}, duty_tables.Around(ISSUED)).duties
    assert (duty.text, duty.section, duty.owner) == ("Làm đường", "I HẠ TẦNG", "Sở A")


def test_marks_and_merged_cells_repeat_what_stands_above() -> None:
    reading = read(
        """
        STT | Nội dung | Chủ trì | Thời hạn
        1 | Rà soát | Sở A | 30/6/2025
        2 | Khảo sát | nt | //
        3 | Tổng hợp | Như trên | 31/7/2025
        4 | Đánh giá | ^ | ^
        """
    )
    assert [(duty.owner, duty.deadline) for duty in reading.duties] == [
        ("Sở A", "30/6/2025"),
        ("Sở A", "//"),
        ("Sở A", "31/7/2025"),
        ("Sở A", "31/7/2025"),
    ]


@pytest.mark.parametrize("mark", ["nt", "NT.", "như trên", "//", "-nt-"])
def test_a_deadline_of_the_row_above_is_proposed_with_the_row_s_own_words(mark: str) -> None:
    duty = read(
        f"""
        STT | Nội dung | Chủ trì | Thời hạn
        1 | Rà soát | Sở A | 30/6/2025
        2 | Khảo sát | Sở B | {mark}
        """
    ).duties[1]
    assert (duty.deadline, [time.whole for time in duty.times]) == (mark, [False])
    assert [time.fields["due"] for time in duty.times] == ["2025-06-30"]
    (doubt,) = duty.doubts
    assert doubt.text == duty_rows.SAME_AS_ABOVE
    assert doubt.values == {"mark": mark, "text": "30/6/2025"}


@pytest.mark.parametrize("dash", ["-", "–", "—", "…", "/", "Không", "không có"])
def test_a_dash_is_nobody_and_no_time(dash: str) -> None:
    duty = read(
        f"""
        STT | Nội dung | Chủ trì | Phối hợp | Thời hạn
        1 | Rà soát | Sở A | Sở B | 30/6/2025
        2 | Khảo sát | {dash} | {dash} | {dash}
        """
    ).duties[1]
    assert (duty.owner, duty.support, duty.deadline, duty.times) == ("", "", "", ())
    assert [doubt.text for doubt in duty.doubts] == [duty_rows.NO_OWNER]


def test_an_empty_owner_is_the_one_above_and_said_to_be_so() -> None:
    reading = read(
        """
        STT | Nội dung | Chủ trì | Thời hạn
        1 | Rà soát | Sở A | 30/6/2025
        2 | Khảo sát | | 31/7/2025
        """
    )
    assert reading.duties[1].owner == "Sở A"
    assert reading.duties[1].doubts[0].text == duty_rows.OWNER_FROM_ROW_ABOVE


def test_a_quarter_over_rows_is_their_deadline_but_only_proposed() -> None:
    reading = read(
        """
        STT | Nội dung | Chủ trì | Kết quả
        QUÝ I/2025 | | |
        1 | Rà soát | Sở A | Báo cáo
        """
    )
    (duty,) = reading.duties
    assert [time.fields["due"] for time in duty.times] == ["2025-Q1"]
    assert not duty.from_column
    assert duty.product == "Báo cáo"


def test_a_head_that_comes_again_is_no_duty() -> None:
    reading = read(
        """
        STT | Nội dung | Chủ trì | Thời hạn
        1 | Rà soát | Sở A | 30/6/2025
        STT | Nội dung | Chủ trì | Thời hạn
        2 | Khảo sát | Sở B | 31/7/2025
        """
    )
    assert [duty.text for duty in reading.duties] == ["Rà soát", "Khảo sát"]


def test_a_row_that_a_page_cut_in_two_is_one() -> None:
    reading = read(
        """
        STT | Nội dung | Chủ trì | Thời hạn
        1 | Rà soát các hộ | Sở A | 30/6/2025
        | chưa có nước sạch | |
        """
    )
    assert [duty.text for duty in reading.duties] == ["Rà soát các hộ\nchưa có nước sạch"]


def test_columns_without_heads_are_told_by_what_stands_in_them() -> None:
    reading = read(
        """
        1 | Rà soát toàn bộ hộ nghèo trên địa bàn xã | Phòng Nội vụ | 30/6/2025
        2 | Khảo sát nhu cầu học nghề của lao động | Hội Nông dân xã | 31/7/2025
        3 | Tổng hợp, báo cáo kết quả về huyện | Văn phòng | Tháng 8/2025
        """
    )
    assert [duty.owner for duty in reading.duties] == [
        "Phòng Nội vụ",
        "Hội Nông dân xã",
        "Văn phòng",
    ]


def test_a_mark_in_a_column_without_a_head_is_no_time() -> None:
    text = """
        1 | Rà soát toàn bộ hộ nghèo trên địa bàn xã | Phòng Nội vụ | 30/6/2025
        2 | Khảo sát nhu cầu học nghề của lao động | Hội Nông dân xã | 31/7/2025
        3 | Tổng hợp, báo cáo kết quả về huyện | Văn phòng | x
        """
    for heads in ("", "TT | Nhiệm vụ | Chủ trì\n", "TT | Nhiệm vụ | Chủ trì |\n"):
        *_, last = read(f"{heads}{text.strip()}").duties
        assert (last.deadline, proposed(last)) == ("x", []), heads


def test_an_unknown_column_is_named_and_can_be_told() -> None:
    text = "STT | Nội dung | Ai làm | Lúc rảnh\n1 | Rà soát | Tổ 1 | tùy tình hình"
    assert read(f"{text}\n2 | Đo | Tổ 2 | khi rảnh", Ai_làm="owner").unknown == ["Lúc rảnh"]
    (duty,) = read(text, Ai_làm="owner", Lúc_rảnh="deadline").duties
    assert (duty.owner, duty.deadline) == ("Tổ 1", "tùy tình hình")


def test_a_title_over_all_columns_is_no_head() -> None:
    title = " | ".join(["PHỤ LỤC NHIỆM VỤ"] * 5)
    reading = read(
        f"""{title}
        STT | Nội dung | Thôn | Đơn vị thực hiện | Đơn vị thực hiện
        ^ | ^ | ^ | Chủ trì | Phối hợp
        1 | Rà soát | Thôn Đông | Sở A | Sở B"""
    )
    (duty,) = reading.duties
    assert (duty.owner, duty.support, duty.villages) == ("Sở A", "Sở B", "Thôn Đông")


def test_columns_of_first_and_last_days_are_from_when_to_when() -> None:
    reading = read(
        """
        TT | Nội dung | Chủ trì | Bắt đầu | Kết thúc
        1 | Rà soát | Sở A | 01/6/2025 | 30/6/2025
        """
    )
    (duty,) = reading.duties
    assert duty.deadline == "từ 01/6/2025 đến 30/6/2025"
    assert dict(duty.times[0].fields) == {
        "start": "2025-06-01",
        "due": "2025-06-30",
        "due_is": "by",
    }


def test_a_deadline_under_a_head_that_says_nothing_is_only_proposed() -> None:
    reading = read(
        """
        TT | Nội dung | Chủ trì | Cột 4
        1 | Rà soát | Sở A | 01/6/2025
        2 | Khảo sát | Sở B | 30/6/2025
        """
    )
    assert [duty.from_column for duty in reading.duties] == [False, False]
    assert reading.duties[0].doubts[0].text == duty_rows.UNKNOWN_HEAD


def test_a_date_of_the_spreadsheet_is_a_full_date() -> None:
    rows = table("STT | Nội dung | Chủ trì | Thời hạn\n1 | Rà soát | Sở A | 30/6/2025").rows
    cells = (*rows[1].cells[:3], TableCell("30/06/2025", day=date(2025, 6, 30)))
    document = SourceTable((rows[0], rows[1]._replace(cells=cells)), SourcePlace(table=1))
    (duty,) = duty_tables.read(document, {}, duty_tables.Around(ISSUED)).duties
    assert [(time.fields["due"], time.whole) for time in duty.times] == [("2025-06-30", True)]


@pytest.mark.parametrize(
    "text",
    [
        "TT | Chỉ tiêu | ĐVT | Năm 2025\n1 | Cà phê | Ha | 26.120",
        "UBND XÃ TÂN HÒA | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 1/KH-UBND | Tân Hòa",
        "Tiêu chí | Điểm\nCó đủ chức danh | 4",
    ],
)
def test_other_tables_give_no_duties(text: str) -> None:
    assert not read(text).is_duties


def excel(*rows: tuple[int | str | date, ...]) -> duty_tables.TableReading:
    """Read a workbook with these rows, as Excel keeps their dates."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    kept = io.BytesIO()
    book.save(kept)
    (block,) = reading.read_document(kept.getvalue(), "phu-luc.xlsx").blocks
    assert isinstance(block, SourceTable)
    return duty_tables.read(block, {}, duty_tables.Around(ISSUED))


def test_the_hour_of_a_date_cell_is_proposed_with_its_day() -> None:
    (duty,) = excel(
        ("STT", "Nội dung", "Chủ trì", "Thời hạn"),
        (1, "Rà soát", "Sở A", datetime(2025, 6, 12, 17, 0)),
    ).duties
    assert duty.deadline == "12/06/2025 17:00"
    (time,) = duty.times
    assert (dict(time.fields), time.whole) == ({"due": "2025-06-12T17:00", "due_is": "by"}, False)


@pytest.mark.parametrize(
    ("last", "due"),
    [(date(2025, 6, 30), "2025-06-30"), (datetime(2025, 6, 30, 16, 30), "2025-06-30T16:30")],
)
def test_date_cells_of_a_first_and_a_last_day_are_both_proposed(last: date, due: str) -> None:
    (duty,) = excel(
        ("STT", "Nội dung", "Chủ trì", "Bắt đầu", "Hoàn thành"),
        (1, "Rà soát", "Sở A", date(2025, 3, 1), last),
    ).duties
    (time,) = duty.times
    assert dict(time.fields) == {"start": "2025-03-01", "due": due, "due_is": "by"}


def test_a_number_among_dates_is_the_day_that_it_is_to_excel() -> None:
    *_, duty = excel(
        ("STT", "Nội dung", "Chủ trì", "Thời hạn"),
        (1, "Rà soát", "Sở A", date(2025, 6, 30)),
        (2, "Khảo sát", "Sở B", "31/7/2025"),
        (3, "Tổng hợp", "Sở C", 45800),
    ).duties
    (time,) = duty.times
    assert (dict(time.fields), time.whole) == ({"due": "2025-05-23", "due_is": "by"}, False)
    assert duty.deadline == "45800"
    (doubt,) = time.doubts
    assert (doubt.text, doubt.values["number"]) == (row_times.NUMBER_IS_DAY, "45800")


def test_a_number_among_words_is_no_day() -> None:
    *_, duty = excel(
        ("STT", "Nội dung", "Chủ trì", "Thời hạn"),
        (1, "Rà soát", "Sở A", "Thường xuyên"),
        (2, "Khảo sát", "Sở B", 45800),
    ).duties
    assert duty.times == ()


@pytest.mark.parametrize(
    "total", ["Tổng cộng | 2 nhiệm vụ", "| Tổng số: 2 nhiệm vụ", "| CỘNG", "Tổng |"]
)
def test_a_row_of_totals_is_no_duty(total: str) -> None:
    found = read(
        f"""
        TT | Nội dung | Chủ trì | Thời hạn
        1 | Rà soát | Sở A | 01/6/2025
        2 | Tổng hợp báo cáo | Sở B | 30/6/2025
        {total} | |
        """
    )
    assert [duty.text for duty in found.duties] == ["Rà soát", "Tổng hợp báo cáo"]
    assert len(found.unused) == 1


def test_notes_end_up_in_the_note_with_the_heads_of_other_columns() -> None:
    (duty,) = read(
        """
        STT | Nội dung | Chủ trì | Thời hạn | Sản phẩm | Kinh phí | Ghi chú
        1 | Rà soát hộ nghèo | Phòng Nội vụ | 30/6/2025 | Danh sách | 5 triệu | Gửi bản giấy
        """,
        Sản_phẩm="note",
    ).duties
    assert (duty.product, duty.note) == (
        "",
        "Sản phẩm: Danh sách; Kinh phí: 5 triệu; Gửi bản giấy",
    )


def test_a_column_may_be_named_by_its_number() -> None:
    reading = read(
        "STT | Nội dung | Thời hạn | Mã\n1 | Rà soát hộ nghèo | 30/6/2025 | Phòng Nội vụ",
        Cột_4="owner",
    )
    assert reading.duties[0].owner == "Phòng Nội vụ"
    assert reading.heads == ["STT", "Nội dung", "Thời hạn", "Mã"]


TRACKER = """
STT | Mảng việc | Tên công việc | Phụ trách | < | Thời gian | < | Tình trạng
^ | ^ | ^ | Chính | Hỗ trợ | Bắt đầu | Kết thúc | ^
1 | Số hóa | Chuẩn hóa danh mục vật tư | Khoa Dược | Phòng CNTT | 01/4/2025 | 15/4/2025 | Chưa
2 | Số hóa | Chạy thử bệnh án điện tử | Phòng CNTT | Các khoa | 16/4/2025 | 30/4/2025 | Chưa
3 | Thiết bị | Bảo trì máy CT | Phòng Vật tư | | | 10/5/2025 | Chưa
"""


def test_a_tracker_has_groups_two_kinds_of_people_and_two_days() -> None:
    found = duty_tables.read(table(TRACKER), {}, duty_tables.Around(ISSUED)).duties
    assert [(duty.text, duty.owner, duty.support) for duty in found] == [
        ("Chuẩn hóa danh mục vật tư", "Khoa Dược", "Phòng CNTT"),
        ("Chạy thử bệnh án điện tử", "Phòng CNTT", "Các khoa"),
        ("Bảo trì máy CT", "Phòng Vật tư", ""),
    ]
    assert [time.fields for duty in found for time in duty.times] == [
        {"start": "2025-04-01", "due": "2025-04-15", "due_is": "by"},
        {"start": "2025-04-16", "due": "2025-04-30", "due_is": "by"},
        {"due": "2025-05-10", "due_is": "by"},
    ]
    assert found[0].note == "Mảng việc: Số hóa; Tình trạng: Chưa"


def test_the_first_of_two_columns_of_days_under_one_head_is_when_to_begin() -> None:
    text = TRACKER.replace("Bắt đầu | Kết thúc", "Từ | Xong").replace("Chính | Hỗ trợ", "A | B")
    found = duty_tables.read(table(text), {}, duty_tables.Around(ISSUED)).duties
    assert [time.fields["due"] for duty in found for time in duty.times] == [
        "2025-04-15",
        "2025-04-30",
        "2025-05-10",
    ]


def test_the_day_on_which_it_was_done_is_no_deadline() -> None:
    (duty,) = read(
        """
        TT | Nội dung | Chủ trì | Thời hạn | Ngày hoàn thành thực tế
        1 | Rà soát | Sở A | 30/6/2025 | 20/6/2025
        """
    ).duties
    assert (duty.deadline, duty.note) == ("30/6/2025", "Ngày hoàn thành thực tế: 20/6/2025")


def test_marks_under_quarters_are_those_quarters() -> None:
    found = read(
        """
        TT | Nội dung | Chủ trì | Quý I/2025 | Quý II/2025
        1 | Rà soát | Sở A | x |
        2 | Tổng hợp | Sở B | | x
        """
    ).duties
    assert [duty.deadline for duty in found] == ["Quý I/2025", "Quý II/2025"]


@pytest.mark.parametrize("head", ["Mốc hoàn thành", "Mốc thời gian", "Thời điểm phải xong"])
def test_other_heads_of_deadlines(head: str) -> None:
    (duty,) = read(f"TT | Việc | Đầu mối | {head}\n1 | Rà soát | Sở A | 30/6/2025").duties
    assert (duty.owner, duty.deadline, duty.from_column) == ("Sở A", "30/6/2025", True)


def test_whom_it_goes_up_to_owes_nothing() -> None:
    (duty,) = read(
        """
        TT | Tên đề án | Cơ quan chủ trì tham mưu | Cơ quan thẩm định | Thời gian trình | Cấp trình
        1 | Đề án cảng cạn | Sở Xây dựng | Văn phòng | 2025 | Ban Thường vụ
        """
    ).duties
    assert (duty.owner, duty.support, duty.deadline) == ("Sở Xây dựng", "", "2025")


def test_a_counted_row_is_no_head_and_no_row_above_one_is_lost() -> None:
    found = read(
        """
        STT | Điều phải sửa | Nơi phải sửa | Hạn khắc phục
        1 | Nộp lại kinh phí chi sai nguồn cho ngân sách | Ban quản lý dự án | 30/6/2025
        2 | Hoàn trả tạm ứng quá hạn của nhà thầu | Trung tâm Nước sạch | 31/7/2025
        3 | Ban hành kế hoạch, quy chế chi tiêu nội bộ | Các đơn vị | Quý III/2025
        """
    ).duties
    assert [(duty.clause, duty.owner, duty.deadline) for duty in found] == [
        ("1", "Ban quản lý dự án", "30/6/2025"),
        ("2", "Trung tâm Nước sạch", "31/7/2025"),
        ("3", "Các đơn vị", "Quý III/2025"),
    ]


def test_a_table_of_people_holds_no_duties() -> None:
    found = read(
        """
        STT | Họ và tên | Chức vụ | Đơn vị
        1 | Lê Văn Tám | Phó Chủ tịch | Ủy ban nhân dân xã
        2 | Trần Thị Sáu | Trưởng ban | Ban Công tác Mặt trận
        3 | Đỗ Văn Năm | Bí thư | Chi bộ thôn Đông
        """
    )
    assert not found.is_duties


def proposed(duty: RawDuty) -> list[dict[str, Any]]:
    return [dict(time.fields) for time in duty.times]


def reasons(duty: RawDuty) -> set[str]:
    """Return why a duty is doubtful, in its row or in its time."""
    return {doubt.text for doubt in (*duty.doubts, *(d for t in duty.times for d in t.doubts))}


MARKED = """
    TT | Nội dung | Chủ trì | Thời gian thực hiện | < | < | Ghi chú
    ^ | ^ | ^ | {first} | {second} | {third} | ^
    I | Đào tạo | < | < | < | < | <
    1 | Mở lớp | Phòng A | x | | |
    2 | Khảo sát | Phòng B | | X | x |
    3 | Tổng kết | Phòng C | x | | x |
    """


def test_marks_under_years_of_a_head_of_two_lines_are_those_years() -> None:
    text = MARKED.format(first="Năm 2025", second="Năm 2026", third="Năm 2027")
    one, two, apart = read(text).duties
    assert (one.deadline, one.from_column, one.times[0].whole) == ("Năm 2025", True, True)
    assert (two.deadline, proposed(two)) == (
        "Năm 2026; Năm 2027",
        [{"due": "2027", "due_is": "by"}],
    )
    assert row_times.MARKED_UNTIL in reasons(two)
    assert [time["due"] for time in proposed(apart)] == ["2025", "2027"]  # a person must choose


def test_marks_under_quarters_take_the_year_of_the_head_above() -> None:
    text = MARKED.format(first="I", second="II", third="III")
    one, two, _ = read(text.replace("Thời gian thực hiện", "Thời gian (quý, năm 2026)")).duties
    assert (one.deadline, proposed(one)) == ("quý I năm 2026", [{"due": "2026-Q1", "due_is": "by"}])
    assert proposed(two) == [{"due": "2026-Q3", "due_is": "by"}]


def test_a_column_says_how_often_the_deadlines_of_another_come_again() -> None:
    heads = "STT | Tên báo cáo | Bộ phận thực hiện | Nơi nhận | Thời hạn gửi | Tần suất"
    rows = {
        "Trước ngày 10/3, 10/6 và 10/9 | Quý": {"every": "year", "on": ["03-10", "06-10", "09-10"]},
        "Trước ngày 15/6 và 15/12 | 6 tháng/lần": {"every": "year", "on": ["06-15", "12-15"]},
        "Ngày 25/11 | Năm": {"every": "year", "on": "11-25"},
        "Trước ngày 18 | Hằng tháng": {"every": "month", "on": "18"},
        "Trước ngày 20 hằng tháng | Tháng": {"every": "month", "on": "20"},
        "| 2 lần/năm": {"every": "half-year"},
        "| 1 lần/quý": {"every": "quarter"},
    }
    for row, rule in rows.items():
        (duty,) = read(f"{heads}\n1 | Báo cáo thu chi | Kế toán | Sở A | {row}").duties
        assert proposed(duty) == [{"repeat": rule}], row
        assert not any(time.whole for time in duty.times)
    for often, every in {"Quý": "quarter", "6 tháng": "half-year"}.items():
        (duty,) = read(f"{heads}\n1 | Báo cáo | Kế toán | Sở A | 10/3/2026 | {often}").duties
        assert {"repeat": {"every": every}} in proposed(duty), often
    (duty,) = read(f"{heads}\n1 | Báo cáo | Kế toán | Sở A | 25/11 | Đột xuất").duties
    assert (proposed(duty), duty.deadline) == (
        [{"due": "2025-11-25", "due_is": "by"}],
        "25/11; Đột xuất",
    )


def test_a_date_of_the_spreadsheet_beside_how_often_is_not_all_that_is_due() -> None:
    heads = ("STT", "Báo cáo", "Đơn vị", "Thời hạn", "Tần suất")
    monthly, once = excel(
        heads,
        (1, "Báo cáo giảm nghèo", "Phòng Kinh tế", date(2025, 6, 30), "Hằng tháng"),
        (2, "Báo cáo tổng kết", "Phòng Kinh tế", date(2025, 7, 15), ""),
    ).duties
    assert {"repeat": {"every": "month"}} in proposed(monthly)
    assert row_times.OFTEN_IN_COLUMN in reasons(monthly)
    assert not any(time.whole for time in monthly.times)
    assert proposed(once) == [{"due": "2025-07-15", "due_is": "by"}]


def test_how_often_is_the_deadline_where_nothing_else_is() -> None:
    (duty,) = read("TT | Báo cáo | Đơn vị | Tần suất\n1 | Thu chi | Kế toán | 1 lần/quý").duties
    assert (duty.deadline, proposed(duty)) == ("1 lần/quý", [{"repeat": {"every": "quarter"}}])


@pytest.mark.parametrize(
    ("cell", "due"),
    [
        ("Tuần 3", by("2026-01-18")),
        ("Giữa tháng", by("2026-01")),
        ("Ngày 15", by("2026-01-15")),
        ("Trước ngày 20", before("2026-01-20")),
        ("12-14", {"start": "2026-01-12", **by("2026-01-14")}),
    ],
)
def test_a_month_over_rows_completes_what_their_cells_leave_to_it(
    cell: str, due: dict[str, str]
) -> None:
    heads = "STT | Nội dung | Đơn vị chuẩn bị | Thời gian trình"
    (duty,) = read(f"{heads}\nTHÁNG 01/2026 | < | < | <\n1 | Báo cáo | Văn phòng | {cell}").duties
    assert (duty.deadline, proposed(duty)) == (cell, [due])
    assert row_times.DEADLINE_FROM_SECTION in reasons(duty)
    assert (weeks_of_month.PART_OF_MONTH in reasons(duty)) == ("-" not in due["due"][5:])
    (other,) = read(f"{heads}\nQUÝ I/2026 | < | < | <\n1 | Báo cáo | Văn phòng | {cell}").duties
    assert not any("due" in fields for fields in proposed(other))  # no month to count in


@pytest.mark.parametrize("marks", ["", "<"])
def test_notes_beneath_a_table_are_text_as_any_other(marks: str) -> None:
    found = read(
        f"""
        STT | Nội dung | Chủ trì | Thời hạn
        1 | Rà soát | Sở A | 30/6/2025
        Ghi chú: | {marks} | {marks} | {marks}
        - Các phòng báo cáo trước ngày 25 hằng tháng. | {marks} | {marks} | {marks}
        """
    )
    assert [duty.text for duty in found.duties] == ["Rà soát"]
    assert [note.text for note in found.notes] == [
        "Ghi chú:",
        "- Các phòng báo cáo trước ngày 25 hằng tháng.",
    ]


def test_more_words_of_the_last_row_are_no_note() -> None:
    found = read(
        """
        STT | Nội dung | Chủ trì | Thời hạn
        1 | Rà soát: | Sở A | 30/6/2025
        | - hộ nghèo | |
        """
    )
    assert ([duty.text for duty in found.duties], found.notes) == (["Rà soát:\n- hộ nghèo"], [])


def test_a_row_of_totals_over_all_columns_is_no_duty() -> None:
    found = read(
        """
        STT | Nội dung | Chủ trì | Thời hạn | Kinh phí
        1 | Rà soát | Sở A | 30/6/2025 | 10
        Tổng cộng | < | < | < | 10
        """
    )
    assert [duty.text for duty in found.duties] == ["Rà soát"]


@pytest.mark.parametrize(
    ("head", "looked_at"),
    [
        ("Mốc kiểm tra", "Năm 2024"),
        ("Thời kỳ thanh tra", "2023 - 2024"),
        ("Thời hạn thanh tra", "45 ngày"),
        ("Thời điểm phát sinh", "Quý IV/2024"),
    ],
)
def test_of_several_columns_of_times_the_one_with_times_to_come_is_the_deadlines_column(
    head: str, looked_at: str
) -> None:
    (duty,) = read(
        f"TT | Nội dung | Chủ trì | {head} | Thời gian tiến hành\n"
        f"1 | Thanh tra việc thu chi | Phòng A | {looked_at} | Quý I/2025"
    ).duties
    assert (duty.deadline, duty.note) == ("Quý I/2025", f"{head}: {looked_at}")


@pytest.mark.parametrize(
    ("about", "title"),
    [
        ("Tồn tại, hạn chế", "Giải pháp khắc phục"),
        ("Vấn đề tồn tại", "Nội dung khắc phục"),
        ("Chỉ tiêu", "Nhiệm vụ"),
        ("Kết luận", "Kiến nghị"),
    ],
)
def test_what_is_wrong_is_no_title_where_another_column_says_what_to_do(
    about: str, title: str
) -> None:
    duties = read(
        f"""
        STT | {about} | {title} | Đơn vị thực hiện | Thời hạn
        1 | Chi sai phụ cấp | Thu hồi tiền chi sai | Kế toán | 30/4/2025
        2 | Chậm quyết toán | Lập hồ sơ quyết toán | Ban Quản lý dự án | 6/2025
        """
    ).duties
    assert [(duty.text, duty.note) for duty in duties] == [
        ("Thu hồi tiền chi sai", f"{about}: Chi sai phụ cấp"),
        ("Lập hồ sơ quyết toán", f"{about}: Chậm quyết toán"),
    ]
    (alone,) = read(f"STT | {about} | Đơn vị thực hiện | Hạn\n1 | Rà soát | A | 6/2025").duties
    assert alone.text == "Rà soát"


@pytest.mark.parametrize("mark", ["nt", "-nt-", "như trên", "//"])
def test_a_mark_may_stand_for_the_work_of_the_row_above(mark: str) -> None:
    duties = read(
        f"""
        TT | Họ và tên | Nhiệm vụ | Thời hạn
        1 | Đ/c Lê Văn An | Báo giờ đo đất đến từng hộ | 18/3/2025
        2 | Đ/c Bùi Thị Nga | {mark} | 19/3/2025
        """,
        Họ_và_tên="owner",
    ).duties
    assert [(duty.text, duty.owner) for duty in duties] == [
        ("Báo giờ đo đất đến từng hộ", "Đ/c Lê Văn An"),
        ("Báo giờ đo đất đến từng hộ", "Đ/c Bùi Thị Nga"),
    ]


def test_a_month_beside_the_deadlines_is_over_what_they_leave_out() -> None:
    duties = read(
        """
        Tháng | Công việc | Người phụ trách | Thời điểm
        9/2025 | Tổ chức khai giảng | Hiệu trưởng | 05/9/2025
        ^ | Họp cha mẹ học sinh | Tổ trưởng | Tuần 4
        ^ | Kiểm tra bếp ăn | Ban Thanh tra |
        10/2025 | Thi viết chữ đẹp | Phó Hiệu trưởng | 20/10/2025
        """
    ).duties
    assert [duty.times[0].fields["due"] for duty in duties] == [
        *("2025-09-05", "2025-09-28", "2025-09", "2025-10-20")
    ]
    assert [duty.from_column for duty in duties] == [False, False, True, False]


def test_hours_are_those_of_the_day_over_them() -> None:
    duties = read(
        """
        Thời gian | Nội dung | Phụ trách
        Thứ Bảy, ngày 26/4/2025 | < | <
        07h30 | Khai mạc hội thi | Ban Tổ chức
        08h00 - 11h30 | Thuyết trình bảng A | Ban Giám khảo
        """
    ).duties
    assert [duty.times[0].fields["due"] for duty in duties] == [
        *("2025-04-26T07:30", "2025-04-26T11:30")
    ]
    assert all(duty.times[0].doubts for duty in duties)


def test_hours_of_a_meeting_are_no_duties() -> None:
    hours = (
        "Thời gian | Nội dung | Phụ trách\n07h30 | Đón tiếp | Ban Tổ chức\n08h00 | Khai mạc | Đoàn"
    )
    assert not read(hours).is_duties


@pytest.mark.parametrize(
    ("cell", "owner", "support"),
    [
        ("Phòng Nội vụ chủ trì; Công an xã phối hợp", "Phòng Nội vụ", "Công an xã"),
        ("Chủ trì: Phòng Nội vụ; phối hợp: Công an xã", "Phòng Nội vụ", "Công an xã"),
        ("Phòng Nội vụ (chủ trì), phối hợp với Công an xã", "Phòng Nội vụ", "Công an xã"),
        ("Phòng Nội vụ, phối hợp Công an xã", "Phòng Nội vụ", "Công an xã"),
        ("Phòng Nội vụ (phối hợp với Công an xã)", "Phòng Nội vụ", "Công an xã"),
        ("Tổ phối hợp liên ngành", "Tổ phối hợp liên ngành", ""),
    ],
)
def test_a_cell_says_who_leads_and_who_helps(cell: str, owner: str, support: str) -> None:
    (duty,) = read(
        f"TT | Nội dung | Đơn vị thực hiện | Thời hạn\n1 | Kiểm tra 8 cơ sở | {cell} | 5/2025"
    ).duties
    assert (duty.owner, duty.support) == (owner, support)


def test_a_schedule_without_a_column_of_work_says_it_in_the_rest_of_its_row() -> None:
    duties = read(
        """
        TT | Tên thôn | Vắc xin | Số trẻ | Ngày tiêm | Cán bộ phụ trách
        1 | Thôn Đồng Cả | Sởi - Rubella | 18 | 08/4/2025 | YS Ma Thị Huệ
        2 | Thôn Cây Thị | Sởi - Rubella | 9 | 09/4/2025 | ĐD Lý Văn Páo
        """
    ).duties
    assert [(duty.text, duty.owner, duty.deadline) for duty in duties] == [
        ("Thôn Đồng Cả; Sởi - Rubella", "YS Ma Thị Huệ", "08/4/2025"),
        ("Thôn Cây Thị; Sởi - Rubella", "ĐD Lý Văn Páo", "09/4/2025"),
    ]


def test_a_row_with_a_day_to_come_is_listed_where_its_table_holds_no_duties() -> None:
    unused = read(
        "Tên thôn | Vắc xin | Ngày\nĐồng Cả | Sởi | 08/4/2025\nCây Thị | Sởi | 1/2/1980"
    ).unused
    assert [left.text for left in unused] == ["Đồng Cả; Sởi; 08/4/2025"]


def test_a_column_of_names_is_no_work_and_who_watches_is_no_lead() -> None:
    (first, _) = read(
        """
        Việc phải làm | Nhóm công tác | Tổ nhận khoán | Khối lượng | Người giám sát | Xong trong
        Khảo sát 42 hộ | Nhóm 1 | Đội lâm sinh Bãi Hà | 35 | Ông Lê Mậu Dần | 05/10/2025
        Kiểm kê nhà xưởng | Nhóm 2 | Đội lâm sinh Cồn Tiên | 28 | Ông Lê Mậu Dần | 06/10/2025
        """
    ).duties
    assert (first.text, first.owner, first.support) == (
        *("Khảo sát 42 hộ", "Nhóm 1", "Đội lâm sinh Bãi Hà"),
    )
    assert (first.leader, first.clause) == ("Ông Lê Mậu Dần", "")


def test_whom_something_is_done_to_does_not_lead_it() -> None:
    (first, _) = read(
        """
        TT | Đối tượng giám sát | Nội dung giám sát | Chủ thể giám sát | Dự kiến thực hiện
        1 | Ban Quản lý chợ | Thu phí bến bãi tại chợ | Hội Nông dân | Tháng 5/2025
        2 | Trạm Y tế xã | Khám bệnh cho 300 người già | Hội Cựu chiến binh | 15/6/2025
        """
    ).duties
    assert (first.owner, first.support) == ("Hội Nông dân", "")


def test_rows_beside_what_reads_as_a_duty_are_listed_where_nothing_tells_who_or_when() -> None:
    reading = read("Việc phải làm\nLập danh sách hộ nghèo\nChạy thử phần mềm kế toán\nHết")
    assert not reading.is_duties
    assert [left.text for left in reading.unused] == [
        "Lập danh sách hộ nghèo",
        "Chạy thử phần mềm kế toán",
    ]


def test_days_beside_a_column_of_months_take_its_year() -> None:
    text = """
        Tháng | Ngày | Công việc | Người phụ trách
        11/2025 | 20/11 | Mít tinh ngày Nhà giáo | Công đoàn
        12/2025 | 22/12–09/01 | Kiểm tra cuối kỳ | Tổ chuyên môn
        01/2026 | 05/01 | Nộp điểm | Giáo viên bộ môn
        """
    for issued in (ISSUED, date(2025, 10, 1), None):
        duties = duty_tables.read(table(text), {}, duty_tables.Around(issued)).duties
        assert [duty.times[0].fields["due"] for duty in duties] == [
            *("2025-11-20", "2026-01-09", "2026-01-05")
        ], issued
        assert duties[1].times[0].fields["start"] == "2025-12-22"
        assert all(duty.times[0].doubts and not duty.from_column for duty in duties)


def test_days_without_a_year_take_that_of_the_month_or_year_over_their_rows() -> None:
    duties = read(
        """
        TT | Công việc | Phụ trách | Thời gian
        I. NĂM 2026 | < | < | <
        1 | Mở lớp học bơi | Đoàn xã | 15/6
        II. THÁNG 02/2027 | < | < | <
        2 | Trồng cây đầu xuân | Hội Nông dân | 20/02
        3 | Thu quỹ | Kế toán | 15/3
        """
    ).duties
    assert [duty.times[0].fields["due"] for duty in duties] == [
        *("2026-06-15", "2027-02-20", "2025-03-15")
    ]


def test_a_row_in_capitals_with_a_time_and_nobody_is_over_those_below() -> None:
    duties = read(
        """
        Mã | Tên việc | Sản phẩm | Đơn vị chủ trì | Thời hạn
        GĐ1 | CHUẨN BỊ | | | Tháng 3/2025
        1.1 | Khảo sát mặt bằng | Biên bản | Phòng Kỹ thuật | 10/3/2025
        1.2 | Chọn nhà thầu | Hợp đồng | Phòng Kế hoạch |
        GĐ2 | THI CÔNG | | | Quý II/2025
        2.1 | Đổ móng | Biên bản | Đội 1 |
        """
    ).duties
    assert [(duty.text, duty.deadline) for duty in duties] == [
        ("Khảo sát mặt bằng", "10/3/2025"),
        ("Chọn nhà thầu", "Tháng 3/2025"),
        ("Đổ móng", "Quý II/2025"),
    ]


def test_what_a_phase_is_for_is_no_title_where_another_column_names_it() -> None:
    (first, _) = read(
        """
        Giai đoạn | Mục tiêu | Chủ trì | Mốc
        Thu thập số liệu | Làm sạch và chuẩn hóa số liệu của mười hai xã | Tổ 1 | 31/5/2025
        Chạy thử phần mềm | Kiểm thử tính chính xác và tốc độ phản hồi | Tổ 2 | 30/6/2025
        """
    ).duties
    assert first.text == "Thu thập số liệu"


def test_heads_of_who_does_it_name_who_helps_and_who_of_the_leaders_answers() -> None:
    (duty,) = read(
        """
        TT | Công việc | Người chịu trách nhiệm | < | Thời gian | < | BGĐ phụ trách
        ^ | ^ | Chính | Phụ | Từ | Đến | ^
        1 | Tập huấn cho hộ lý | Khoa Dược | Khoa Nội | 05/3/2025 | tuần 3 tháng 3 | Bà Lựu
        """
    ).duties
    assert (duty.owner, duty.support, duty.leader) == ("Khoa Dược", "Khoa Nội", "Bà Lựu")
    assert duty.deadline == "từ 05/3/2025; tuần 3 tháng 3"


@pytest.mark.parametrize(
    ("cell", "owner", "support"),
    [
        ("VP (chủ trì), các phòng", "VP", "các phòng"),
        ("Ban nhân dân ấp (chủ trì) và Chi hội Phụ nữ", "Ban nhân dân ấp", "Chi hội Phụ nữ"),
        ("Công an xã (là đơn vị chủ trì)", "Công an xã", ""),
        ("Phòng Vật tư phối hợp Phòng Kế hoạch", "Phòng Vật tư", "Phòng Kế hoạch"),
    ],
)
def test_who_stands_behind_the_one_who_leads_helps(cell: str, owner: str, support: str) -> None:
    (duty,) = read(f"TT | Nội dung | Thực hiện | Hạn\n1 | Kiểm tra chợ | {cell} | 5/2025").duties
    assert (duty.owner, duty.support) == (owner, support)


def test_whoever_commands_directs_and_does_not_lead() -> None:
    (duty,) = read(
        "Phần việc | Chỉ huy phụ trách | Người làm | Hạn cuối\n"
        "Lập sổ tạm trú | Phó Trưởng Công an xã | Tổ Hành chính | 12/2025"
    ).duties
    assert (duty.owner, duty.leader) == ("Tổ Hành chính", "Phó Trưởng Công an xã")


def test_a_week_over_a_table_gives_its_year_and_a_column_of_hours_the_hour() -> None:
    text = """
        LỊCH CÔNG TÁC (từ 29/12/2025 đến 02/01/2026) | < | < | <
        Ngày | Buổi, giờ | Nội dung | Chủ trì
        Thứ Hai 29/12 | 8h00 | Họp giao ban đầu tuần | Chủ tịch
        ^ | Chiều | Kiểm tra tuyến đường hẻm 12 | Phó Chủ tịch
        Thứ Sáu 02/01 | Trước 11h00 | Gửi báo cáo cải cách hành chính | Văn phòng
        """
    for issued in (date(2025, 12, 26), None):
        duties = duty_tables.read(table(text), {}, duty_tables.Around(issued)).duties
        assert [duty.times[0].fields["due"] for duty in duties] == [
            *("2025-12-29T08:00", "2025-12-29", "2026-01-02T11:00")
        ]
        assert all(duty.times[0].doubts for duty in duties)


def test_a_table_without_deadlines_says_them_with_the_work() -> None:
    reading = read(
        """
        Stt | Việc làm (thời hạn) | Ai làm
        1 | Phát tin trên loa thôn (xong trước 15/02) | Chi hội trưởng
        2 | Thi nấu ăn cho hội viên (tháng 3/2025) | Hội Phụ nữ
        3 | Trao năm con giống cho hộ nghèo | Hội Phụ nữ
        | Tổng số | 3 việc
        """
    )
    assert [(duty.text, duty.deadline) for duty in reading.duties] == [
        ("Phát tin trên loa thôn (xong trước 15/02)", "xong trước 15/02"),
        ("Thi nấu ăn cho hội viên (tháng 3/2025)", "tháng 3/2025"),
        ("Trao năm con giống cho hộ nghèo", ""),
    ]
    assert not any(time.whole for duty in reading.duties for time in duty.times)


@pytest.mark.parametrize("head", ["Phân công, thời hạn", "Đơn vị thực hiện"])
def test_a_cell_may_say_who_and_when(head: str) -> None:
    duties = read(
        f"""
        Nội dung chỉ đạo | {head}
        Giải tỏa 14 lều quán | Công an xã chủ trì, phối hợp Phòng Kinh tế; xong trước 20/3/2025
        Rà soát hộ nghèo | Giao Phòng Văn hóa - Xã hội, hoàn thành trong tháng 4/2025
        Chấn chỉnh giờ làm việc | Thủ trưởng các cơ quan, đơn vị; thường xuyên
        """
    ).duties
    assert [(duty.owner, duty.support, duty.deadline) for duty in duties] == [
        ("Công an xã", "Phòng Kinh tế", "xong trước 20/3/2025"),
        ("Phòng Văn hóa - Xã hội", "", "hoàn thành trong tháng 4/2025"),
        ("Thủ trưởng các cơ quan, đơn vị", "", "thường xuyên"),
    ]
    assert not any(duty.from_column for duty in duties)


def test_how_much_is_done_is_no_deadline_and_a_sheet_may_be_a_body_s() -> None:
    rows = table(
        """
        Đầu việc được giao | Đến hạn | Tiến độ (%)
        Lập hồ sơ giao rừng | 20/11/2025 | 30%
        Cắm mốc lòng hồ | 05/12/2025 | 0%
        """
    )
    sheet = rows._replace(place=SourcePlace(sheet="Phòng Kinh tế"))
    duties = duty_tables.read(sheet, {}, duty_tables.Around(ISSUED)).duties
    assert [(duty.owner, duty.deadline) for duty in duties] == [
        ("Phòng Kinh tế", "20/11/2025"),
        ("Phòng Kinh tế", "05/12/2025"),
    ]
    assert all(duty.doubts for duty in duties)
