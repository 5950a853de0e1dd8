"""Who leads in tables, rosters, marks with gaps: whole documents in, what is owed out."""

from __future__ import annotations

import pytest

from ntmtrack.drafting.document_model import FoundDuty
from ntmtrack.drafting.document_model import SourceDocument
from ntmtrack.drafting.document_model import SourcePlace
from ntmtrack.drafting.document_model import SourceTable
from ntmtrack.drafting.document_model import TableCell
from ntmtrack.drafting.document_model import TableRow
from ntmtrack.drafting.document_model import TextParagraph
from ntmtrack.drafting.extraction import duty_places
from ntmtrack.drafting.extraction import finding
from ntmtrack.drafting.table_reading import duty_rows
from ntmtrack.drafting.table_reading import several_deadlines

DAY = "Bình Sơn, ngày 04 tháng 01 năm 2027"


def document(*parts: str) -> SourceDocument:
    """Make a document of paragraphs, and of tables of lines with bars."""
    blocks: list[TextParagraph | SourceTable] = []
    for number, part in enumerate(parts, 1):
        rows = tuple(
            TableRow(
                tuple(TableCell(cell.strip()) for cell in line.strip().split("|")),
                SourcePlace(table=number, row=count),
            )
            for count, line in enumerate(part.strip().splitlines(), 1)
        )
        plain = TextParagraph(part, SourcePlace(paragraph=number))
        blocks.append(SourceTable(rows, SourcePlace(table=number)) if "|" in part else plain)
    return SourceDocument("x", tuple(blocks))


def duties(*parts: str) -> list[FoundDuty]:
    return list(finding.find(document(*parts), {}).duties)


def whys(duty: FoundDuty) -> list[str]:
    return [why.text for why in duty.why]


def people(cell: str, *others: str) -> list[tuple[str, str, str]]:
    """Give the name, title and kind of those who lead a row with this cell, and of its helpers."""
    rows = [
        f"Rà lại hồ sơ lưu số {number} | {other} | 20/3/2027"
        for number, other in enumerate((cell, *others))
    ]
    found = finding.find(document(DAY, "\n".join(["Nội dung | Người làm | Hạn", *rows])), {})
    parties = {party.id: party for party in found.parties}
    return [(parties[id_].name, parties[id_].title, parties[id_].kind)
            for id_ in found.duties[0].owner]  # fmt: skip


@pytest.mark.parametrize(
    ("cell", "name", "title"),
    [
        ("Chủ tịch Đặng Văn Lợi", "Đặng Văn Lợi", "Chủ tịch"),
        ("PCT Vũ Thị Nhàn", "Vũ Thị Nhàn", "PCT"),
        ("Đ/c PCT Vũ Thị Nhàn", "Vũ Thị Nhàn", "PCT"),
        ("Đ/c Hồ Văn Sáu - Phó Bí thư", "Hồ Văn Sáu", "Phó Bí thư"),
        ("Đ/c Hồ Văn Sáu, PBT", "Hồ Văn Sáu", "PBT"),
        ("Hồ Văn Sáu (Phó Bí thư Đảng ủy)", "Hồ Văn Sáu", "Phó Bí thư Đảng ủy"),
        ("Hồ Văn Sáu, Phó Bí thư Đảng ủy", "Hồ Văn Sáu", "Phó Bí thư Đảng ủy"),
        ("Phó Chủ tịch UBND Cao Thị Lan", "Cao Thị Lan", "Phó Chủ tịch UBND"),
    ],
)
def test_a_name_with_an_office_is_a_person(cell: str, name: str, title: str) -> None:
    assert people(cell) == [(name, title, "person")]


@pytest.mark.parametrize(
    "cell",
    [
        "Chủ tịch UBND Hà Giang",  # which may be a place
        "Hiệu trưởng Trường THCS Lê Quý Đôn",
        "Bí thư Đoàn Thanh niên",
        "Chủ tịch Hội Phụ nữ",
        "UBND xã, phường",
        "Các sở, ban, ngành",
        "Cán bộ, giáo viên, nhân viên",
    ],
)
def test_an_office_of_a_body_or_a_group_is_no_person(cell: str) -> None:
    assert people(cell) == [(cell, "", "body")]


@pytest.mark.parametrize(
    ("cell", "others", "names"),
    [
        ("BGH, giáo viên", (), ["BGH", "Giáo viên"]),
        ("Công an, Quân sự, Y tế xã", (), ["Công an", "Quân sự", "Y tế xã"]),
        ("Công an, Quân sự và Y tế", (), ["Công an", "Quân sự", "Y tế"]),
        ("Ánh sáng, Hậu đài", ("Ánh sáng", "Hậu đài"), ["Ánh sáng", "Hậu đài"]),
        ("Ánh sáng, Hậu đài", ("Ánh sáng",), ["Ánh sáng, Hậu đài"]),
        ("Thôn Thượng, thôn Hạ", (), ["Thôn Thượng", "Thôn Hạ"]),
        ("Ngô Thị Lụa (trưởng), Lê Bền", (), ["Ngô Thị Lụa"]),
        ("Lê Bền, Ngô Thị Lụa (nhóm trưởng)", (), ["Ngô Thị Lụa"]),
    ],
)
def test_commas_part_those_who_lead(cell: str, others: tuple[str, ...], names: list[str]) -> None:
    assert [name for name, *_ in people(cell, *others)] == names


def test_those_behind_the_head_of_a_group_help() -> None:
    table = "Nội dung | Người làm | Hạn\nViết kịch bản đêm hội | Ngô Thị Lụa (trưởng), Lê Bền | 9/3"
    assert [duty.support for duty in duties(DAY, table)] == [("le-ben",)]


@pytest.mark.parametrize(
    ("marks", "rule"),
    [
        ("3 6 9 12", {"every": "quarter", "from": "2027-03-01", "until": "2027-12-31"}),
        ("6 12", {"every": "half-year", "from": "2027-06-01", "until": "2027-12-31"}),
        (
            "2 5",
            {
                "every": "year",
                "on": ["02-28", "05-31"],
                "from": "2027-02-01",
                "until": "2027-05-31",
            },
        ),
    ],
)
def test_marks_with_gaps_are_several_deadlines_and_doubtful(
    marks: str, rule: dict[str, object]
) -> None:
    months = [str(month) for month in range(1, 13)]
    row = ["x" if month in marks.split() else "" for month in months]
    other = ["x" if month == "4" else "" for month in months]
    table = "\n".join(
        " | ".join(cells)
        for cells in (
            ["Nội dung", "Phụ trách", *months],
            ["Kiểm kê quỹ của hội", "Thủ quỹ", *row],
            ["Họp toàn thể hội viên", "Chi hội trưởng", *other],
        )
    )
    first, second = duties(DAY, table)
    assert first.propose["repeat"] == rule
    assert several_deadlines.SEVERAL_MARKED in whys(first)
    assert not first.due
    assert (second.due or second.propose["due"]) == "2027-04"


ROSTER = """
    Ngày trực | Lãnh đạo trực | Bảo vệ
    05/02/2027 | Đinh Văn Hậu | Tạ Văn Quý
    06/02/2027 | Mai Thị Thoa | Tạ Văn Quý
    """


def test_each_who_is_on_duty_owes_that_on_the_day_and_a_person_confirms_it() -> None:
    found = duties(DAY, ROSTER)
    assert [(duty.title, *duty.owner, duty.propose["due"]) for duty in found] == [
        ("Lãnh đạo trực", "dinh-van-hau", "2027-02-05"),
        ("Bảo vệ", "ta-van-quy", "2027-02-05"),
        ("Lãnh đạo trực", "mai-thi-thoa", "2027-02-06"),
        ("Bảo vệ", "ta-van-quy", "2027-02-06"),
    ]
    assert not any(duty.due for duty in found)
    assert all(duty.why for duty in found)


def test_a_list_of_people_with_their_days_is_no_roster() -> None:
    people_of_a_year = """
        Ngày sinh | Họ và tên | Bố
        05/02/1987 | Đinh Văn Hậu | Đinh Văn Tứ
        06/02/1989 | Mai Thị Thoa | Mai Văn Cả
        """
    assert duties(DAY, people_of_a_year) == []


@pytest.mark.parametrize("counted", ["", "Xã có 2 thôn."])
def test_all_villages_are_doubtful_unless_a_text_counts_them(counted: str) -> None:
    table = "Nội dung | Địa bàn | Chủ trì | Hạn\nSửa loa | Các thôn | Tổ Văn hóa | 20/4/2027"
    (duty,) = duties(DAY, "Thôn Thượng và thôn Hạ đã làm tốt.", counted, table)
    assert duty.villages == ("all",)
    assert (duty_places.MAY_BE_MORE in whys(duty)) is not bool(counted)


def test_who_answers_for_what_several_do_leads() -> None:
    table = """
        Hoạt động | VP | KT | VX | CA
        Lập kế hoạch chung | A | R | R | R
        Nhập dữ liệu ban đầu | R | I | R | C
        Kiểm tra định kỳ | A | R | I | C
        """
    found = finding.find(document(DAY, table), {}).duties
    assert [(duty.owner, duty.support) for duty in found] == [
        (("vp",), ("kt", "vx", "ca")),
        (("vp", "vx"), ("ca",)),
        (("kt",), ("ca",)),
    ]


def test_who_chairs_leads_where_no_head_names_who_does_it() -> None:
    findings = finding.find(
        document(
            DAY,
            """Ngày | Giờ | Nội dung | Lãnh đạo chủ trì | Thành phần
            Thứ Hai (11/01/2027) | 8h00 | Họp giao ban đầu tuần | Lê Văn Tám | Các phòng
            Thứ Ba (12/01/2027) | 14h00 | Kiểm tra đê sông Hồng | Trần Thị Bảy | Phòng Kinh tế""",
        ),
        {},
    )
    names = {party.id: party.name for party in findings.parties}
    assert [
        (duty.owner, names[duty.propose["owner"][0]], names[duty.support[0]], duty.leader)
        for duty in findings.duties
    ] == [
        ((), "Lê Văn Tám", "Các phòng", ()),
        ((), "Trần Thị Bảy", "Phòng Kinh tế", ()),
    ]
    assert all(duty_rows.WHO_CHAIRS in {why.text for why in duty.why} for duty in findings.duties)


@pytest.mark.parametrize(
    ("heads", "cells"),
    [
        ("Lãnh đạo chịu trách nhiệm | Thành phần hồ sơ", "Lê Văn Tám | Đơn, lý lịch"),
        ("Lãnh đạo chủ trì | Thành phần kinh tế", "Lê Văn Tám | Hợp tác xã"),
        ("Lãnh đạo chủ trì | Thành phần mời", "Lê Văn Tám | 15 đại biểu"),
        ("Lãnh đạo chủ trì | Thành phần", "Lê Văn Tám | 15 đại biểu"),
    ],
)
def test_only_bodies_who_attend_support_the_chair(heads: str, cells: str) -> None:
    rows = "\n".join(f"{at} | Lập hồ sơ nông thôn mới | {cells} | 30/6/2026" for at in (1, 2))
    found = duties(DAY, f"TT | Nội dung | {heads} | Thời hạn\n{rows}")
    assert [(duty.owner, duty.support) for duty in found] == [((), ())] * 2
    assert all(duty.propose["owner"] == ["le-van-tam"] for duty in found)


@pytest.mark.parametrize(
    ("heads", "cells", "owner"),
    [
        (
            "Lãnh đạo chủ trì | Lãnh đạo theo dõi | Cán bộ",
            "Lê Văn Tám | Trần Thị Bảy | Ngô Văn Chín",
            ("ngo-van-chin",),
        ),
        ("Lãnh đạo chủ trì | Tổ giúp việc", "Lê Văn Tám | Tổ công tác số 1", ("to-cong-tac-so-1",)),
        ("Lãnh đạo chủ trì họp | Ghi chú", "Lê Văn Tám | Không", ()),
        ("Thành phần | Lãnh đạo chủ trì | Phối hợp", "Chi bộ 1 | Lê Văn Tám | Công an xã", ()),
    ],
)
def test_who_chairs_is_not_taken_for_who_does_it(
    heads: str, cells: str, owner: tuple[str, ...]
) -> None:
    rows = "\n".join(f"{at} | Báo cáo số liệu quý | {cells} | 30/6/2026" for at in (1, 2))
    found = duties(DAY, f"TT | Nội dung | {heads} | Thời hạn\n{rows}")
    assert [duty.owner for duty in found] == [owner] * 2
    assert not any(duty.propose.get("owner") for duty in found)


def test_who_chairs_is_the_leader_of_those_who_do_it() -> None:
    (duty,) = duties(
        DAY,
        """TT | Nội dung | Cơ quan thực hiện | Lãnh đạo chủ trì | Thời hạn
        1 | Rà soát hộ nghèo | Phòng Kinh tế | Lê Văn Tám | 30/6/2027""",
    )
    assert (duty.owner, duty.leader) == (("phong-kinh-te",), ("le-van-tam",))


def test_the_same_heads_in_another_order_begin_another_table() -> None:
    found = duties(
        DAY,
        """TT | Nội dung | Chủ trì | Thời hạn
        1 | Rà soát hộ nghèo toàn xã | Phòng Kinh tế | 30/4/2027
        TT | Nội dung | Chủ trì | Thời hạn
        2 | Sửa chữa nhà văn hóa thôn | Ban Quản lý | 10/5/2027
        TT | Chủ trì | Nội dung | Thời hạn
        3 | Công an xã | Kiểm tra phòng cháy tại chợ | 15/5/2027""",
    )
    assert [(duty.title, duty.owner) for duty in found] == [
        ("Rà soát hộ nghèo toàn xã", ("phong-kinh-te",)),
        ("Sửa chữa nhà văn hóa thôn", ("ban-quan-ly",)),
        ("Kiểm tra phòng cháy tại chợ", ("cong-an-xa",)),
    ]


def test_heads_without_who_and_when_are_no_duty() -> None:
    findings = finding.find(
        document(
            DAY,
            """Nội dung | Sản phẩm | Địa điểm | Kinh phí
            Tập huấn kỹ năng số cho cán bộ | Lớp tập huấn | Hội trường xã | 20 triệu
            Lắp đặt camera tại các ngã ba | 12 camera | Thôn 1, thôn 2 | 150 triệu""",
        ),
        {},
    )
    assert not findings.duties
    unused = [left.text for left in findings.unused]
    assert unused[:2] == ["Tập huấn kỹ năng số cho cán bộ", "Lắp đặt camera tại các ngã ba"]


@pytest.mark.parametrize("head", ["Chức danh", "Chức vụ"])
def test_the_position_of_a_person_is_a_note(head: str) -> None:
    found = duties(
        DAY,
        f"""TT | Họ và tên | {head} | Nhiệm vụ được phân công | Thời gian
        1 | Lê Văn Hải | Y sĩ | Giao ban với nhân viên y tế thôn | Ngày 28 hằng tháng
        2 | Phạm Thị Đạt | Điều dưỡng | Kiểm kê thuốc và vật tư | Tháng 3/2027
        3 | Hồ Thị Lành | Dược sĩ | Lập dự trù thuốc quý sau | Tháng 6/2027""",
    )
    assert [(duty.owner, duty.support) for duty in found] == [
        (("le-van-hai",), ()),
        (("pham-thi-dat",), ()),
        (("ho-thi-lanh",), ()),
    ]
    assert [duty.note for duty in found] == [
        f"{head}: {job}" for job in ("Y sĩ", "Điều dưỡng", "Dược sĩ")
    ]


def test_a_position_without_names_leads() -> None:
    found = duties(
        DAY,
        """TT | Chức danh | Nhiệm vụ | Thời gian
        1 | Y sĩ | Giao ban với nhân viên y tế thôn | Ngày 28 hằng tháng
        2 | Điều dưỡng | Kiểm kê thuốc và vật tư | Tháng 3/2027
        3 | Dược sĩ | Lập dự trù thuốc quý sau | Tháng 6/2027""",
    )
    assert [duty.owner for duty in found] == [("y-si",), ("dieu-duong",), ("duoc-si",)]
