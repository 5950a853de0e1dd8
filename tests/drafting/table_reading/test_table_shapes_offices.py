"""Tables as schools, unions and offices lay them out: whole documents in, what is owed out."""

from __future__ import annotations

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
from ntmtrack.drafting.table_reading import duty_rows

DAY = "Tân Hòa, ngày 05 tháng 01 năm 2026"


def document(*parts: str) -> SourceDocument:
    """Make a document of paragraphs, and of tables of lines with bars; `^` and `<` are covered."""
    blocks: list[TextParagraph | SourceTable] = []
    for number, part in enumerate(parts, 1):
        if "|" not in part:
            blocks.append(TextParagraph(part, SourcePlace(paragraph=number)))
            continue
        rows: list[TableRow] = []
        for count, line in enumerate(part.strip().splitlines(), 1):
            cells: list[TableCell] = []
            for column, cell in enumerate(text.strip() for text in line.strip().split("|")):
                above = rows[-1].cells[column].text if cell == "^" else ""
                beside = cells[-1].text if cell == "<" else ""
                cells.append(TableCell(above or beside or cell, continues=cell in {"^", "<"}))
            rows.append(TableRow(tuple(cells), SourcePlace(table=number, row=count)))
        blocks.append(SourceTable(tuple(rows), SourcePlace(table=number)))
    return SourceDocument("x", tuple(blocks))


def when(duty: FoundDuty) -> object:
    return duty.due or duty.propose.get("due") or duty.propose.get("repeat")


def owed(*parts: str) -> list[tuple[str, str, object]]:
    """Return what is to be done, by whom, and by when, sure or proposed."""
    found = finding.find(document(*parts), {})
    return [(duty.quote, ", ".join(leads(found, duty)), when(duty)) for duty in found.duties]


def leads(found: Findings, duty: FoundDuty) -> list[str]:
    names = {party.id: party.name for party in found.parties}
    return [names[id_] for id_ in duty.owner or duty.propose.get("owner", ())]


def test_months_may_be_numbered_below_one_head() -> None:
    assert owed(
        DAY,
        """
        TT | Hoạt động | Phụ trách | Tháng thực hiện | < | <
        ^ | ^ | ^ | 3 | 4 | 5
        1 | Thăm đoàn viên ốm đau | Tổ công đoàn số 1 | x | |
        2 | Tập văn nghệ chào mừng ngày lễ | Ban Nữ công | | x | x
        """,
    ) == [
        ("Thăm đoàn viên ốm đau", "Tổ công đoàn số 1", "2026-03"),
        ("Tập văn nghệ chào mừng ngày lễ", "Ban Nữ công", "2026-05"),
    ]


def test_weeks_below_months_have_their_year_and_last_until_the_last_one_marked() -> None:
    assert owed(
        """
        Phần việc | Ai làm | Tháng 3/2027 | < | Tháng 4/2027
        ^ | ^ | 15-19/3 | 22-26/3 | 05-09/4
        Tháo mái lớp học cũ | Anh Thắng | x | |
        Xây tường ngăn mới | Anh Long | x | x |
        Quét vôi toàn bộ dãy nhà | Anh Hải | | | x
        """,
    ) == [
        ("Tháo mái lớp học cũ", "Thắng", "2027-03-19"),
        ("Xây tường ngăn mới", "Long", "2027-03-26"),
        ("Quét vôi toàn bộ dãy nhà", "Hải", "2027-04-09"),
    ]


def test_days_with_one_between_them_are_not_marked_until_the_last() -> None:
    marked = """
        TT | Hoạt động | Phụ trách | Tháng 10/2026 | < | < | <
        ^ | ^ | ^ | 05/10 | 06/10 | 07/10 | 09/10
        1 | Trực trạm bơm | Ban Nữ công | x | | x |
        2 | Rà soát hộ nghèo | Văn phòng | x | x | |
        """
    assert owed(DAY, marked) == [
        ("Trực trạm bơm", "Ban Nữ công", None),
        ("Rà soát hộ nghèo", "Văn phòng", "2026-10-06"),
    ]


def test_a_row_of_a_calendar_without_a_day_is_on_the_one_above_and_doubtful() -> None:
    parts = (
        DAY,
        """
        Ngày | Nội dung | Chủ trì
        20/3/2026 | Dọn vệ sinh nhà văn hóa | Chi hội Phụ nữ
        | Trồng cây dọc đường trục | Chi đoàn
        21/3/2026 | Họp dân toàn thôn | Trưởng thôn
        """,
    )
    assert owed(*parts) == [
        ("Dọn vệ sinh nhà văn hóa", "Chi hội Phụ nữ", "2026-03-20"),
        ("Trồng cây dọc đường trục", "Chi đoàn", "2026-03-20"),
        ("Họp dân toàn thôn", "Trưởng thôn", "2026-03-21"),
    ]
    first, second, _ = finding.find(document(*parts), {}).duties
    assert first.due
    assert not second.due
    assert duty_rows.DAY_FROM_ROW_ABOVE in [why.text for why in second.why]


def test_a_plan_whose_days_stand_behind_the_work_leaves_an_empty_one_empty() -> None:
    assert owed(
        DAY,
        """
        Nội dung | Chủ trì | Thời hạn
        Dọn vệ sinh nhà văn hóa | Chi hội Phụ nữ | 20/3/2026
        Trồng cây dọc đường trục | Chi đoàn |
        """,
    )[1] == ("Trồng cây dọc đường trục", "Chi đoàn", None)


WORK = """
    TT | Lớp | GV chỉ đạo | Phần việc được giao
    1 | 9A | Bùi Thị Hạnh | Cắt cỏ quanh vườn trường
    2 | 8B | Lê Văn Tùng | Quét dọn sân trước, khơi rãnh nước
    """


def test_a_line_over_a_table_says_when_all_its_rows_are_to_be_done() -> None:
    parts = (DAY, "Thời gian: 14 giờ ngày 09 tháng 01 năm 2026", "Thành phần: toàn trường.", WORK)
    assert owed(*parts) == [
        ("Cắt cỏ quanh vườn trường", "9A", "2026-01-09T14:00"),
        ("Quét dọn sân trước, khơi rãnh nước", "8B", "2026-01-09T14:00"),
    ]
    found = finding.find(document(*parts), {})
    assert [duty.due for duty in found.duties] == ["", ""]
    assert [duty.leader for duty in found.duties] == [("bui-thi-hanh",), ("le-van-tung",)]


def test_the_time_of_a_meeting_that_was_held_is_no_deadline() -> None:
    held = "Thời gian: 14 giờ ngày 05 tháng 01 năm 2026"
    assert [due for *_, due in owed(DAY, held, WORK)] == [None, None]


ROLES = """
    Hoạt động | VP | KT | VX | Căn cứ
    Lập danh mục hồ sơ | A* | {} | – | Điều 4
    Số hóa kết quả giải quyết | I (nhận báo cáo) | C | A/R | Điều 5
    Sao lưu dữ liệu định kỳ | I | R (theo quy chế, không phải R của VX) | – | Điều 6
    """


@pytest.mark.parametrize("cell", ["R", "R*", "R/C", "R C", "RC", "R (soạn, gửi)", "R - soạn"])
def test_roles_may_have_notes_and_stand_beside_dashes(cell: str) -> None:
    found = finding.find(document(DAY, ROLES.format(cell)), {})
    assert [(duty.quote, *leads(found, duty)) for duty in found.duties] == [
        ("Lập danh mục hồ sơ", "KT"),
        ("Số hóa kết quả giải quyết", "VX"),
        ("Sao lưu dữ liệu định kỳ", "KT"),
    ]
    assert found.duties[0].leader == ("vp",)
    assert found.duties[2].note == (
        "Căn cứ: Điều 6; KT: theo quy chế, không phải R của VX; Được thông báo: VP"
    )
    assert not found.unknown_columns


def test_labels_may_be_verbs_before_the_values_of_several_duties() -> None:
    assert owed(
        DAY,
        """
        Nội dung | Trang trí khánh đài, treo cờ | Bảo đảm an ninh, phân luồng xe
        Chủ trì | Xã đoàn | Công an xã
        Phối hợp | Hội Cựu chiến binh | Dân quân thường trực
        Hoàn thành | 10/4/2026 | 11/4/2026
        """,
    ) == [
        ("Trang trí khánh đài, treo cờ", "Xã đoàn", "2026-04-10"),
        ("Bảo đảm an ninh, phân luồng xe", "Công an xã", "2026-04-11"),
    ]


def test_heads_in_the_midst_may_be_questions_and_days_have_the_year_of_others() -> None:
    assert owed(
        """
        Việc | Giao cho | Xong trước | Ghi chú
        Rà soát phòng học | Tổ Mầm non | 15/7/2026 |
        | | |
        Ai lo | Việc gì | Bao giờ xong | Cần gì
        Cô Hạnh | Sửa mái nhà để xe | 20/7/2026 | tôn, vít
        Thầy Dũng | Kiểm kê bàn ghế các lớp | 25/7 |
        """,
    ) == [
        ("Rà soát phòng học", "Tổ Mầm non", "2026-07-15"),
        ("Sửa mái nhà để xe", "Hạnh", "2026-07-20"),
        ("Kiểm kê bàn ghế các lớp", "Dũng", "2026-07-25"),
    ]


def test_days_beside_officials_make_a_calendar_of_who_does_what() -> None:
    assert owed(
        DAY,
        """
        Ngày | Chủ tịch Lê Văn Bình | PCT Trần Thị Hoa
        Thứ Hai 12/01 | Tiếp công dân định kỳ | Kiểm tra trường mầm non
        Thứ Ba 13/01 | Làm việc với Sở Tài chính | Họp giao ban khối văn xã
        """,
    ) == [
        ("Tiếp công dân định kỳ", "Lê Văn Bình", "2026-01-12"),
        ("Kiểm tra trường mầm non", "Trần Thị Hoa", "2026-01-12"),
        ("Làm việc với Sở Tài chính", "Lê Văn Bình", "2026-01-13"),
        ("Họp giao ban khối văn xã", "Trần Thị Hoa", "2026-01-13"),
    ]


def test_the_area_of_a_member_is_where_and_not_who() -> None:
    found = finding.find(
        document(
            DAY,
            """
            STT | Họ và tên | Chức vụ | Nhiệm vụ được phân công | Địa bàn phụ trách
            1 | Lê Văn Bình | Trưởng ban | Chỉ đạo toàn diện hoạt động | Toàn xã
            2 | Trần Thị Hoa | Ủy viên | Hướng dẫn phân loại rác tại nhà | Thôn Đông, thôn Đoài
            """,
        ),
        {},
    )
    assert [leads(found, duty) for duty in found.duties] == [["Lê Văn Bình"], ["Trần Thị Hoa"]]
    assert found.duties[1].villages == ("dong", "doai")


def test_people_of_columns_that_are_only_counted_do_it_together() -> None:
    assert owed(
        DAY,
        """
        Ngày thi | Buổi | Môn thi | Khối | Giám thị 1 | Giám thị 2
        14/12/2026 | Sáng | Ngữ văn | 12 | Nguyễn Thị Lan | Phạm Văn Hùng
        14/12/2026 | Chiều | Lịch sử | 12 | Đỗ Minh Quân | Trần Thị Thu
        15/12/2026 | Sáng | Toán | 11 | Lê Văn Nam | Nguyễn Thị Lan
        """,
    ) == [
        ("Ngữ văn", "Nguyễn Thị Lan, Phạm Văn Hùng", "2026-12-14"),
        ("Lịch sử", "Đỗ Minh Quân, Trần Thị Thu", "2026-12-14"),
        ("Toán", "Lê Văn Nam, Nguyễn Thị Lan", "2026-12-15"),
    ]


def test_a_line_with_place_and_day_is_no_duty_of_the_time_below_it() -> None:
    title = "KẾ HOẠCH LAO ĐỘNG TUẦN 7"
    found = finding.find(document(title, DAY, "Thời gian: 14 giờ ngày 09/01/2026", WORK), {})
    assert len(found.duties) == 2


def test_a_name_that_a_narrow_cell_cuts_in_two_is_one() -> None:
    table = document(DAY, "TT | Nội dung | Người chủ trì\n1 | Kiểm tra thu, nộp đảng phí | x")
    rows = table.blocks[1]
    assert isinstance(rows, SourceTable)
    cells = (*rows.rows[1].cells[:2], TableCell("Đ/c Hoàng Văn\nCường"))
    cut = rows._replace(rows=(rows.rows[0], rows.rows[1]._replace(cells=cells)))
    found = finding.find(table._replace(blocks=(table.blocks[0], cut)), {})
    assert [party.name for party in found.parties] == ["Hoàng Văn Cường"]


def test_bare_names_of_people_are_parted_and_a_line_of_the_day_gives_its_year() -> None:
    assert owed(
        "Ngày 02/3/2027",
        """
        Tiểu ban | Nhiệm vụ | Thành viên | Hạn
        Nội dung | Viết báo cáo chính trị | Nguyễn Thị Thảo, Lê Minh | 10/3
        Hậu cần | Thuê âm thanh, trang trí hội trường | Trần Văn Khánh, Phạm Hùng | trước 20/3
        Khánh tiết | Gửi giấy mời đại biểu | Phòng Văn hóa, Thể thao xã | 15/3
        """,
    ) == [
        ("Viết báo cáo chính trị", "Nguyễn Thị Thảo, Lê Minh", "2027-03-10"),
        ("Thuê âm thanh, trang trí hội trường", "Trần Văn Khánh, Phạm Hùng", "2027-03-20"),
        ("Gửi giấy mời đại biểu", "Phòng Văn hóa, Thể thao xã", "2027-03-15"),
    ]


def test_the_year_of_days_without_one_is_that_of_the_first_day_which_is_written() -> None:
    rows = """
        STT | Nội dung công việc | Đơn vị chủ trì | Thời hạn
        1 | Rà soát hộ nghèo | Văn phòng | {first}
        2 | Báo cáo kết quả năm | Văn phòng | {second}
        """
    assert [due for *_, due in owed(rows.format(first="15/12/2026", second="20/12"))] == [
        "2026-12-15",
        "2026-12-20",
    ]
    # Only what lies in another year has one.
    assert [due for *_, due in owed(rows.format(first="15/12", second="20/01/2027"))] == [
        None,
        "2027-01-20",
    ]
