"""Tables of any shape: labels beside their values, bodies over columns, no heads, other heads."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

import docx
import openpyxl
import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from ntmtrack.drafting.document_model import Findings
from ntmtrack.drafting.document_model import FoundDuty
from ntmtrack.drafting.document_model import SourceDocument
from ntmtrack.drafting.document_model import SourcePlace
from ntmtrack.drafting.document_model import SourceTable
from ntmtrack.drafting.document_model import TableCell
from ntmtrack.drafting.document_model import TableRow
from ntmtrack.drafting.document_model import TextParagraph
from ntmtrack.drafting.extraction import finding
from ntmtrack.drafting.incoming import reading
from ntmtrack.drafting.phrases import duty_verbs

DAY = TextParagraph("Tân Hòa, ngày 05 tháng 01 năm 2025", SourcePlace(paragraph=1))


def table(text: str, number: int = 1) -> SourceTable:
    """Make a table of lines with bars; `^` and `<` are covered by a cell above or beside."""
    rows: list[TableRow] = []
    for count, line in enumerate(text.strip().splitlines(), 1):
        cells: list[TableCell] = []
        for column, cell in enumerate(part.strip() for part in line.strip().split("|")):
            above = rows[-1].cells[column].text if cell == "^" and rows else ""
            beside = cells[-1].text if cell == "<" else ""
            cells.append(TableCell(above or beside or cell, continues=cell in {"^", "<"}))
        rows.append(TableRow(tuple(cells), SourcePlace(table=number, row=count)))
    return SourceTable(tuple(rows), SourcePlace(table=number))


def find(*texts: str) -> Findings:
    tables = (table(text, number) for number, text in enumerate(texts, 1))
    return finding.find(SourceDocument("x", (DAY, *tables)), {})


def named(found: Findings, ids: Sequence[str]) -> str:
    names = {party.id: party.name for party in found.parties}
    names |= {village.id: village.name for village in found.villages}
    return ", ".join(names[each] for each in ids)


def said(found: Findings) -> list[tuple[str, str, str]]:
    """Return what is to be done, by whom, and by when in the document's words."""
    return [
        (
            duty.quote,
            named(found, duty.owner or duty.propose.get("owner", ()) or duty.villages),
            duty.deadline,
        )
        for duty in found.duties
    ]


def test_columns_under_any_heads_are_told_by_what_stands_in_them() -> None:
    found = find(
        """
        Mã | Điều cần làm ngay | Ai lo | Ai giúp | Khởi sự | Đích | Bằng chứng
        A1 | Lắp 12 đèn ở ngõ tối | Tổ điện | Thầy Hùng | 01/3/2025 | 15/3/2025 | Biên bản
        A2 | Thay ống nước cũ | Cô Hạnh | Tổ điện | 01/4/2025 | 20/4/2025 | Ảnh chụp
        A3 | Sơn lại cổng | Thầy Hùng | Cô Hạnh | 05/5/2025 | 30/5/2025 | Biên bản
        """
    )
    assert said(found) == [
        ("Lắp 12 đèn ở ngõ tối", "Tổ điện", "từ 01/3/2025 đến 15/3/2025"),
        ("Thay ống nước cũ", "Hạnh", "từ 01/4/2025 đến 20/4/2025"),
        ("Sơn lại cổng", "Hùng", "từ 05/5/2025 đến 30/5/2025"),
    ]
    first = found.duties[0]
    assert (first.propose["start"], first.propose["due"]) == ("2025-03-01", "2025-03-15")
    assert (first.product, first.due, first.clause) == ("Biên bản", "", "A1")


def test_cells_that_gainsay_their_head_are_heard() -> None:
    found = find(
        """
        TT | Nội dung | Đơn vị | Thực hiện | Giao cho
        1 | Trồng cây ven đường | km | 30/6/2025 | Hội Nông dân xã
        2 | Xây bể nước | bể | 31/7/2025 | Ban quản lý thôn
        """
    )
    assert said(found) == [
        ("Trồng cây ven đường", "Hội Nông dân xã", "30/6/2025"),
        ("Xây bể nước", "Ban quản lý thôn", "31/7/2025"),
    ]


def test_bodies_over_columns_lead_where_a_cell_is_marked() -> None:
    found = find(
        """
        TT | Việc được giao | Văn phòng | Phòng Kinh tế | Công an xã | Lộ trình
        1 | Lập danh sách hộ | x | | x | 30/4/2025
        2 | Chia giống cây | | x | | 31/5/2025
        """
    )
    assert said(found) == [
        ("Lập danh sách hộ", "Văn phòng, Công an xã", "30/4/2025"),
        ("Chia giống cây", "Phòng Kinh tế", "31/5/2025"),
    ]


def test_a_mark_may_say_who_leads_and_who_helps() -> None:
    found = find(
        """
        TT | Nhiệm vụ | Phân công | < | < | Hạn
        ^ | ^ | VP | Kinh tế | Nội vụ | ^
        1 | Lập danh sách hộ | CT | PH | | 30/4/2025
        2 | Chia giống cây | PH | CT | PH | 31/5/2025
        """
    )
    assert said(found) == [
        ("Lập danh sách hộ", "VP", "30/4/2025"),
        ("Chia giống cây", "Kinh tế", "31/5/2025"),
    ]
    assert [named(found, duty.support) for duty in found.duties] == ["Kinh tế", "VP, Nội vụ"]


def test_villages_over_columns_have_a_duty_for_each_day() -> None:
    found = find(
        """
        Phần việc | Thôn Đông | Thôn Đoài | Thôn Thượng
        Họp dân | 20/2/2025 | 25/2/2025 | 20/2/2025
        Đổ bê tông | 30/4/2025 | 30/4/2025 | 30/4/2025
        """
    )
    assert said(found) == [
        ("Họp dân", "Đông, Thượng", "20/2/2025"),
        ("Họp dân", "Đoài", "25/2/2025"),
        ("Đổ bê tông", "Đông, Đoài, Thượng", "30/4/2025"),
    ]
    assert not any(duty.due for duty in found.duties)  # no head says that they are deadlines


def test_villages_may_stand_beside_the_days_of_their_duties() -> None:
    found = find(
        """
        LỘ TRÌNH CỦA CÁC THÔN | < | <
        Thôn | Họp triển khai | Lập tổ công nghệ số cộng đồng
        Thôn Đông | 02/02/2025 | 15/02/2025
        Thôn Đoài | 03/02/2025 | 15/02/2025
        """
    )
    assert said(found) == [
        ("Họp triển khai", "Đông", "02/02/2025"),
        ("Họp triển khai", "Đoài", "03/02/2025"),
        ("Lập tổ công nghệ số cộng đồng", "Đông, Đoài", "15/02/2025"),
    ]


def test_numbers_under_villages_are_how_much_each_owes() -> None:
    (duty,) = find(
        """
        TT | Nội dung | Thôn Đông | Thôn Đoài | Hạn
        1 | Xây nhà tiêu | 12 | 15 | 30/6/2025
        2 | Cộng | 12 | 15 |
        """
    ).duties
    assert duty.note == "Số lượng: Thôn Đông: 12; Thôn Đoài: 15"
    assert (len(duty.villages), duty.due) == (2, "2025-06-30")


def test_of_two_columns_of_deadlines_none_is_sure() -> None:
    first, second = find(
        """
        TT | Việc cần làm | Đơn vị | Hạn trình | Hạn ban hành
        1 | Xây dựng quy chế | Sở A | 15/3/2025 | 30/3/2025
        2 | Soạn đề án | Sở B | 15/4/2025 |
        """
    ).duties
    assert (first.due, first.propose["due"]) == ("", "2025-03-15")
    assert [reason.values["text"] for reason in first.why] == ["Hạn ban hành: 30/3/2025"]
    assert second.due == "2025-04-15"


@pytest.mark.parametrize(
    ("text", "dues"),
    [
        ("Nội dung | Tổ | {months}\nHọp | Tổ 1 | | x{blanks}\nĐi | Tổ 2 | x |{blanks}", "02 01"),
        ("Tháng | Nội dung | Chủ trì\n1 | Họp | Sở A\n^ | Đi | Sở B\n2 | Về | Sở C", "01 01 02"),
    ],
)
def test_numbers_are_months_where_their_head_says_so(text: str, dues: str) -> None:
    months = " | ".join(map(str, range(1, 13)))
    found = find(text.format(months=months, blanks=" |" * 10))
    assert [duty.propose["due"] for duty in found.duties] == [
        f"2025-{month}" for month in dues.split()
    ]


def test_two_tables_of_one_sheet_are_two() -> None:
    found = find(
        """
        # | Đầu mục | Chị phụ trách | Trình trước
        1 | Dự thảo báo cáo | Chị Lành | 15/04/2025
        2 | Tập văn nghệ | Chị Thắm | trước ngày 12/5
        DỰ TRÙ KINH PHÍ | < | < | <
        # | Khoản chi | Số lượng | Thành tiền
        1 | In tài liệu | 120 | 300
        2 | Thuê trang phục | 16 | 200
        """
    )
    assert said(found) == [
        ("Dự thảo báo cáo", "Lành", "15/04/2025"),
        ("Tập văn nghệ", "Thắm", "trước ngày 12/5"),
    ]


def test_a_year_of_the_title_is_that_of_days_without_one() -> None:
    title = TextParagraph("LỊCH CÔNG TÁC THÁNG 3 NĂM 2026", SourcePlace(paragraph=1))
    rows = table("Ngày | Việc | Phụ trách\n02/3 | Chào cờ | Cô Hòa\n04/3 | Họp tổ | Thầy Vinh")
    found = finding.find(SourceDocument("x", (title, rows)), {})
    assert [duty.propose["due"] for duty in found.duties] == ["2026-03-02", "2026-03-04"]
    assert not any(duty.due for duty in found.duties)


def test_months_that_heads_shorten_are_marked() -> None:
    found = find(
        """
        TT | Phong trào | Lực lượng | T1 | T2 | T3
        1 | Tết trồng cây | Chi đoàn | | x |
        2 | Đổi giấy lấy cây | Liên đội | | x | x
        """
    )
    assert [duty.propose["due"] for duty in found.duties] == ["2025-02", "2025-03"]


CARDS = """
    Tên nhiệm vụ | Khảo sát 15 bản
    Đơn vị đầu mối | Sở Văn hóa
    Mốc hoàn thành | 30/4/2025
    Tên nhiệm vụ | Soạn bộ tiêu chí
    Đơn vị đầu mối | Sở Y tế
    Mốc hoàn thành | Quý II/2025
    """
SIDE_BY_SIDE = """
    Hạng mục | Việc một | Việc hai
    Nội dung phải làm | Khảo sát 15 bản | Soạn bộ tiêu chí
    Giao cho | Sở Văn hóa | Sở Y tế
    Hạn | 30/4/2025 | Quý II/2025
    """


@pytest.mark.parametrize("text", [CARDS, SIDE_BY_SIDE])
def test_labels_stand_before_the_values_of_a_duty(text: str) -> None:
    found = find(text)
    assert said(found) == [
        ("Khảo sát 15 bản", "Sở Văn hóa", "30/4/2025"),
        ("Soạn bộ tiêu chí", "Sở Y tế", "Quý II/2025"),
    ]
    assert not found.unused


def test_a_table_without_heads_has_those_of_the_one_before_it() -> None:
    found = find(
        "TT | Đề mục | Chủ trì | Dự kiến\n1 | Rà soát quy chế | Sở A | 30/4/2025\n"
        "2 | Soạn thông tri | Sở B | 31/5/2025",
        "3 | Ngày hội văn hóa | Sở C | 18/11/2025",
    )
    assert said(found)[2] == ("Ngày hội văn hóa", "Sở C", "18/11/2025")


def test_a_first_row_that_says_what_somebody_does_is_no_head() -> None:
    found = find(
        "Bộ phận được giao | Nội dung | Lộ trình\nPhòng Quy hoạch | Trình đồ án | 20/4/2025\n"
        "Thanh tra | Kết thúc 04 cuộc | 30/4/2025",
        "Văn phòng Sở | Tổng hợp tiến độ giải ngân | Thứ Sáu hằng tuần\n"
        "Phòng Kinh tế | Công bố giá | Ngày 05 hằng tháng",
    )
    assert [owner for _, owner, _ in said(found)] == [
        "Phòng Quy hoạch",
        "Thanh tra",
        "Văn phòng Sở",
        "Phòng Kinh tế",
    ]


def test_other_heads_in_the_midst_of_a_table_begin_another() -> None:
    found = find(
        """
        TT | Nhiệm vụ | Chủ trì | Thời hạn
        1 | Rà soát quy chế | Sở A | 30/4/2025
        STT | Thời hạn | Nội dung công việc | Đơn vị thực hiện
        1 | 31/5/2025 | Ngày hội văn hóa | Sở C
        """
    )
    assert said(found)[1] == ("Ngày hội văn hóa", "Sở C", "31/5/2025")


def test_other_heads_begin_another_table_far_down_in_one_that_goes_on_without_heads() -> None:
    head = "Nhiệm vụ | Chủ trì | Thời hạn\n"
    first, *others = [f"Rà soát quy chế số {day} | Sở A | {day}/4/2025" for day in range(1, 13)]
    other = "Nội dung | Thời hạn | Chủ trì\nTrồng cây xanh | 30/5/2025 | Sở B"
    found = find(head + first, "\n".join([*others, other]))
    assert said(found) == [
        *((f"Rà soát quy chế số {day}", "Sở A", f"{day}/4/2025") for day in range(1, 13)),
        ("Trồng cây xanh", "Sở B", "30/5/2025"),
    ]


def test_a_body_over_rows_owes_them_and_a_subject_does_not() -> None:
    found = find(
        """
        TT | Nội dung | Sản phẩm | Hạn
        VĂN PHÒNG ĐẢNG ỦY | < | < | <
        1 | Soạn quy chế | Quy chế | 30/4/2025
        TỔ CHỨC CÁN BỘ | < | < | <
        2 | Bổ sung quy hoạch | Tờ trình | 31/5/2025
        """
    )
    assert [owner for _, owner, _ in said(found)] == ["Văn phòng Đảng ủy", ""]


def test_rows_under_one_merged_text_are_one_duty() -> None:
    found = find(
        """
        TT | Nội dung | Chủ trì | Phối hợp | Hạn
        1 | Rà soát quy chế | Sở A | | 30/4/2025
        ^ | ^ | Sở B | | ^
        | | | Sở C |
        2 | Xây cầu | Sở D | | 30/4/2025
        ^ | ^ | Sở E | | 31/5/2025
        """
    )
    assert said(found) == [
        ("Rà soát quy chế", "Sở A, Sở B", "30/4/2025"),
        ("Xây cầu", "Sở D", "30/4/2025"),
        ("Xây cầu", "Sở E", "31/5/2025"),
    ]
    assert named(found, found.duties[0].support) == "Sở C"


@pytest.mark.parametrize(
    "text",
    [
        """
        TT | Khoản mục | Số lượng | Đơn giá | Thành tiền
        1 | Mua ghế chờ | 10 | 200 | 2.000
        2 | Tổ chức lớp học | 2 | 500 | 1.000
        """,
        """
        TT | Nội dung chi | Đơn vị | Số lượng | Thành tiền
        1 | Mua ghế | Cái | 10 | 2.000
        2 | Mở lớp | Lớp | 2 | 1.000
        """,
        """
        STT | Nội dung chi | Thời gian | Số tiền
        1 | Nhuận bút tin bài | Cả năm | 24.000.000
        2 | Tổ chức tập huấn | Tháng 4 | 8.000.000
        """,
        """
        TT | Họ tên | Khoa, phòng | Điện thoại
        1 | Lâm Thu Hà | Phòng Nội vụ | 0912000118
        2 | Vũ Đình Quế | Văn phòng | 0912000119
        """,
        """
        TT | Họ và tên | Ngày sinh | Đơn vị
        1 | Lâm Thu Hà | 01/02/1980 | Phòng Nội vụ
        2 | Vũ Đình Quế | 03/4/1985 | Văn phòng
        """,
        """
        Thời gian | Nội dung | Người thực hiện
        7h30 - 8h00 | Đón tiếp đại biểu | Văn phòng
        8h00 - 8h15 | Tuyên bố lý do | Ban Tổ chức
        """,
    ],
)
def test_tables_of_money_people_and_hours_hold_no_duties(text: str) -> None:
    assert not find(text).duties


@pytest.mark.parametrize(
    ("head", "title"),
    [("TT | Nội dung | Chủ trì | Thời hạn (tháng 3/2025)", ""), ("TT | Việc | Ai | Hạn", "3/2025")],
)
def test_a_day_without_its_month_is_of_the_month_over_it(head: str, title: str) -> None:
    rows = f"{head}\n1 | Rà soát quy chế | Sở A | trước ngày 20\n2 | Họp dân | Sở B | ngày 25"
    over = TextParagraph(f"LỊCH CÔNG TÁC THÁNG {title}", SourcePlace(paragraph=2))
    found = finding.find(SourceDocument("x", (DAY, *([over] if title else []), table(rows))), {})
    assert [duty.propose["due"] for duty in found.duties] == ["2025-03-20", "2025-03-25"]
    assert not any(duty.due for duty in found.duties)


def test_a_day_without_its_month_is_doubtful_where_nothing_names_one() -> None:
    (duty,) = find("TT | Nội dung | Chủ trì | Hạn\n1 | Rà soát | Sở A | trước ngày 20").duties
    assert "due" not in duty.propose
    assert any("month is missing" in doubt.text for doubt in duty.why)


def test_an_unknown_table_names_its_heads_and_lists_its_rows() -> None:
    found = find("TT | Mảng | Nơi\n1 | Làm đẹp đường làng ngõ xóm | 30/6/2025\n2 | Cây | Vườn")
    assert not found.duties
    assert [left.text for left in found.unused] == ["Làm đẹp đường làng ngõ xóm"]
    assert "Mảng" in found.unknown_columns


# Whatever a table is, no text that reads as a duty is lost.

HEADS = st.sampled_from(
    ["TT", "Nội dung", "Điều phải lo", "Chủ trì", "Ai làm", "Phối hợp", "Hạn", "Đích", "Kết quả",
     "Thôn Đông", "Thôn Đoài", "Văn phòng", "T1", "T2", "Ghi chú", "Kinh phí", "Địa điểm", ""]
)  # fmt: skip
PLAIN = st.sampled_from(
    ["1", "2.1", "II", "Sở A", "Phòng Nội vụ", "30/6/2025", "Quý III", "x", "CT", "12", "nt", "",
     "Thường xuyên", "Cô Hạnh", "Tổng cộng", "Thôn Đông", "Báo cáo", "HẠ TẦNG", "ghi chú", "//"]
)  # fmt: skip
DUTIES = st.sampled_from(
    ["Rà soát danh sách hộ", "Tổ chức họp dân", "Ban hành quy chế", "Lập hồ sơ đất", "Xây dựng cầu"]
)
CELLS = st.one_of(PLAIN, DUTIES, st.sampled_from("^<"))


def grids(cells: st.SearchStrategy[str]) -> st.SearchStrategy[list[list[str]]]:
    """Make rows of one width, under heads or not."""
    return st.integers(1, 6).flatmap(
        lambda width: st.tuples(
            st.lists(st.lists(HEADS, min_size=width, max_size=width), max_size=2),
            st.lists(st.lists(cells, min_size=width, max_size=width), min_size=1, max_size=6),
        ).map(lambda parts: [*parts[0], *parts[1]])
    )


def numbered(grid: Sequence[Sequence[str]]) -> list[list[str]]:
    """Make each text of a duty another one; a mark at the border covers nothing."""
    return [
        [
            f"{cell} số {row}{column}" if duty_verbs.begins_duty(cell) and len(cell) > 9 else cell
            for column, cell in enumerate(line)
        ]
        for row, line in enumerate(grid)
    ]


def words_of(duty: FoundDuty) -> str:
    return " ".join([duty.quote, duty.section, duty.note, duty.product, duty.deadline, str(duty)])


@given(st.lists(grids(CELLS), min_size=1, max_size=3))
def test_no_text_of_a_duty_is_lost(tables: list[list[list[str]]]) -> None:
    texts = [
        "\n".join(
            " | ".join(
                "" if (cell == "^" and not row) or (cell == "<" and not column) else cell
                for column, cell in enumerate(line)
            )
            for row, line in enumerate(numbered(grid))
        )
        for grid in tables
    ]
    found = find(*(text for text in texts if text.strip()))
    kept = " ".join(
        [*map(words_of, found.duties), *(left.text for left in found.unused)]
        + [party.name for party in found.parties]
    )
    for text in texts:
        for cell in (part.strip() for line in text.splitlines() for part in line.split("|")):
            assert not (duty_verbs.begins_duty(cell) and " số " in cell) or cell in kept, text


def as_files(grid: Sequence[Sequence[str]]) -> dict[str, bytes]:
    """Write one table as a Word file, a workbook, CSV and Markdown."""
    word, book = docx.Document(), openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    shown = word.add_table(len(grid), len(grid[0]))
    for number, line in enumerate(grid):
        sheet.append([*line])
        for column, cell in enumerate(line):
            shown.cell(number, column).text = cell
    kept, kept_book, text = io.BytesIO(), io.BytesIO(), io.StringIO()
    word.save(kept)
    book.save(kept_book)
    csv.writer(text, delimiter=";").writerows(grid)
    rule = "|".join("---" for _ in grid[0])
    bars = "\n".join(f"| {' | '.join(line)} |" for line in grid)
    return {
        "x.docx": kept.getvalue(),
        "x.xlsx": kept_book.getvalue(),
        "x.csv": text.getvalue().encode(),
        "x.md": bars.replace("\n", f"\n|{rule}|\n", 1).encode(),
    }


@given(grids(st.one_of(PLAIN, DUTIES)))
@settings(max_examples=min(15, settings().max_examples))  # each is four files
def test_every_kind_of_file_gives_the_same(grid: list[list[str]]) -> None:
    found = [
        said(finding.find(reading.read_document(data, name), {}))
        for name, data in as_files(numbered(grid)).items()
    ]
    assert found == [found[0]] * 4


def test_letters_under_bodies_tell_who_does_it_answers_for_it_is_asked_and_is_told() -> None:
    found = find(
        """
        Hạng mục | Ban Giám đốc | Phòng Vật tư | Nhà thầu Hoàng Long | Ban An toàn
        Ký hợp đồng mua cát | A | R | I | C
        Đổ bê tông bể lọc | I | A / R | R | C
        Duyệt hồ sơ hoàn công | A (ký) | C | I | I
        """
    )
    assert said(found) == [
        ("Ký hợp đồng mua cát", "Phòng Vật tư", ""),
        ("Đổ bê tông bể lọc", "Phòng Vật tư", ""),
        ("Duyệt hồ sơ hoàn công", "Ban Giám đốc", ""),
    ]
    first, second, _ = found.duties
    assert named(found, first.leader) == "Ban Giám đốc"
    assert named(found, second.support) == "Nhà thầu Hoàng Long, Ban An toàn"
    assert first.note == "Được thông báo: Nhà thầu Hoàng Long"


def test_what_a_body_does_in_a_month_may_stand_in_the_cells_between_them() -> None:
    by_body = find(
        """
        Chi hội | Tháng 3/2025 | Tháng 4/2025
        Chi hội thôn Đông | Ra quân dọn kênh nội đồng | Thăm ba gia đình hội viên nghèo
        Chi hội thôn Đoài | Trồng đường hoa trước nhà văn hóa |
        """
    )
    by_month = find(
        """
        Thời gian | Chi hội thôn Đông | Chi hội thôn Đoài
        Tháng 3/2025 | Ra quân dọn kênh nội đồng | Trồng đường hoa trước nhà văn hóa
        Tháng 4/2025 | Thăm ba gia đình hội viên nghèo |
        """
    )
    expected = [
        ("Ra quân dọn kênh nội đồng", "Chi hội thôn Đông", "Tháng 3/2025"),
        ("Thăm ba gia đình hội viên nghèo", "Chi hội thôn Đông", "Tháng 4/2025"),
        ("Trồng đường hoa trước nhà văn hóa", "Chi hội thôn Đoài", "Tháng 3/2025"),
    ]
    assert said(by_body) == expected
    assert sorted(said(by_month)) == sorted(expected)


def test_a_day_in_a_cell_between_bodies_and_months_is_proposed_with_the_year_of_its_month() -> None:
    found = find(
        """
        Chi hội | Tháng 12/2025 | Tháng 1/2026
        Chi hội thôn Đông | Dọn kênh nội đồng (xong trước 20/12) | Thu quỹ hội, xong trước 15/01
        Chi hội thôn Đoài | Trồng đường hoa trước nhà văn hóa |
        """
    )
    days, months = found.duties[:2], found.duties[2:]
    assert [duty.propose["due"] for duty in days] == ["2025-12-20", "2026-01-15"]
    assert [duty.deadline for duty in months] == ["Tháng 12/2025"]
    assert not months[0].propose
