"""Which tables are turned into a row a duty, and which stay as they are."""

from __future__ import annotations

import pytest

from ntmtrack.drafting.document_model import SourcePlace
from ntmtrack.drafting.document_model import SourceTable
from ntmtrack.drafting.document_model import TableCell
from ntmtrack.drafting.document_model import TableRow
from ntmtrack.drafting.table_reading import table_shapes


def source(text: str) -> SourceTable:
    """Make a table of lines with bars; `<` is covered by the cell before it, `^` by that above."""
    rows: list[TableRow] = []
    for number, line in enumerate(text.strip().splitlines(), 1):
        cells: list[TableCell] = []
        for column, cell in enumerate(map(str.strip, line.split("|"))):
            over = rows[-1].cells[column] if cell == "^" else cells[-1] if cell == "<" else None
            cells.append(over._replace(continues=True) if over else TableCell(cell))
        rows.append(TableRow(tuple(cells), SourcePlace(row=number)))
    return SourceTable(tuple(rows), SourcePlace(table=1))


def turned(text: str) -> list[list[list[str]]]:
    """Return the rows of the tables that a table becomes."""
    tables = table_shapes.ordinary(source(text), {}, None)
    return [[[cell.text for cell in row.cells] for row in each.table.rows] for each in tables]


def as_it_is(text: str) -> list[list[list[str]]]:
    return [[[cell.text for cell in row.cells] for row in source(text).rows]]


def lines(text: str) -> list[list[str]]:
    (rows,) = as_it_is(text)
    return rows


CARD = """
Nhiệm vụ | Dọn kênh mương |
Chủ trì: | Thôn Đông |
Thời hạn | 30/6/2025 |
"""
COUNTED = """
1 | Nhiệm vụ | Dọn kênh mương
2 | Chủ trì | Thôn Đông
3 | Thời hạn | 30/6/2025
"""
TWO_CARDS = """
Nhiệm vụ | Dọn kênh mương
Đơn vị chủ trì | Lê Văn An
Nhiệm vụ | Trồng cây xanh
Đơn vị chủ trì | Trần Thị Bé
"""
DAYS = """
Đơn vị | Nộp báo cáo quý | Gửi danh sách hộ
Hội Nông dân xã | 10/4/2025 | 15/4/2025
Hội Phụ nữ xã | 12/4/2025 | 16/4/2025
"""


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (
            CARD,
            [["Nhiệm vụ", "Chủ trì", "Thời hạn"], ["Dọn kênh mương", "Thôn Đông", "30/6/2025"]],
        ),
        (
            COUNTED,
            [["Nhiệm vụ", "Chủ trì", "Thời hạn"], ["Dọn kênh mương", "Thôn Đông", "30/6/2025"]],
        ),
        (
            TWO_CARDS,
            [
                ["Nhiệm vụ", "Đơn vị chủ trì"],
                ["Dọn kênh mương", "Lê Văn An"],
                ["Trồng cây xanh", "Trần Thị Bé"],
            ],
        ),
    ],
)
def test_labels_become_rows_of_duties(text: str, rows: list[list[str]]) -> None:
    assert turned(text) == [rows]


def test_days_below_duties_become_a_row_for_each_body_and_duty() -> None:
    (made,) = turned(DAYS)
    assert [[row[0], row[3], row[6]] for row in made[1:]] == [
        ["Nộp báo cáo quý", "Hội Nông dân xã", "10/4/2025"],
        ["Nộp báo cáo quý", "Hội Phụ nữ xã", "12/4/2025"],
        ["Gửi danh sách hộ", "Hội Nông dân xã", "15/4/2025"],
        ["Gửi danh sách hộ", "Hội Phụ nữ xã", "16/4/2025"],
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Nhiệm vụ | Dọn kênh mương\nGhi chú | Cả thôn",  # neither who nor when
        "Nhiệm vụ | Dọn kênh\nĐơn vị chủ trì | A\nđường | 2\ncầu | 3\ncống | 4",  # few labels
        DAYS.strip().rpartition("\n")[0],  # one body alone
        DAYS.replace("Gửi danh sách hộ", "Nộp báo cáo quý"),  # one duty alone
        DAYS.replace("Hội Nông dân xã", "10/3/2025").replace("Hội Phụ nữ xã", "11/3/2025"),
        DAYS.replace("16/4/2025", "sân kho"),  # not all are days
        """
        TT | LỘ TRÌNH | < | <
        ^ | Đơn vị | Nộp báo cáo quý | Nộp báo cáo quý
        1 | Hội Nông dân xã | 10/4/2025 | 15/4/2025
        2 | Hội Phụ nữ xã | 12/4/2025 | 16/4/2025
        """,  # one duty in two columns
        DAYS.replace("Nộp báo cáo quý", "Năm nay").replace("Gửi danh sách hộ", "Năm trước"),
    ],
)
def test_other_tables_stay_as_they_are(text: str) -> None:
    assert turned(text) == as_it_is(text)


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (  # who it is comes first
            "Chủ trì | Thôn Đông\nNhiệm vụ | Dọn kênh mương\nThời hạn | 30/6/2025",
            "Chủ trì | Nhiệm vụ | Thời hạn\nThôn Đông | Dọn kênh mương | 30/6/2025",
        ),
        (  # nobody is named
            "Nhiệm vụ: | Dọn kênh mương\nThời hạn: | 30/6/2025",
            "Nhiệm vụ | Thời hạn\nDọn kênh mương | 30/6/2025",
        ),
        (  # no more than three of five are labels that we know
            "Nhiệm vụ | Dọn kênh\nChủ trì | Lê An\nHạn | 30/6/2025\nđường | 2\ncầu | 3",
            "Nhiệm vụ | Chủ trì | Hạn | đường | cầu\nDọn kênh | Lê An | 30/6/2025 | 2 | 3",
        ),
        (  # a value that spans two columns is that of the first
            "Nhiệm vụ | Dọn kênh mương | <\nChủ trì | Thôn Đông | Thôn Đoài",
            "Nhiệm vụ | Chủ trì\nDọn kênh mương | Thôn Đông\n | Thôn Đoài",
        ),
        (  # a value is not written yet
            "Nhiệm vụ | Dọn kênh mương\nChủ trì | Thôn Đông\nThời hạn |",
            "Nhiệm vụ | Chủ trì | Thời hạn\nDọn kênh mương | Thôn Đông |",
        ),
    ],
)
def test_cards_become_a_row_under_their_labels(text: str, rows: str) -> None:
    assert turned(text) == [lines(rows)]


def test_values_of_one_label_stand_in_one_cell_and_their_rows_where_the_card_begins() -> None:
    (card,) = table_shapes.ordinary(
        source("Nhiệm vụ | Dọn kênh\nChủ trì | Thôn Đông\nChủ trì | Thôn Đoài"), {}, None
    )
    assert [[cell.text for cell in row.cells] for row in card.table.rows] == [
        ["Nhiệm vụ", "Chủ trì"],
        ["Dọn kênh", "Thôn Đông\nThôn Đoài"],
    ]
    assert [row.place.row for row in card.table.rows] == [1, 1]


@pytest.mark.parametrize("width", [45, 46])
def test_a_label_is_short(width: int) -> None:
    label = "Thời hạn hoàn thành công việc theo kế hoạch năm nay"[:width].strip()
    assert len(label) == width
    text = f"Nhiệm vụ | Dọn kênh mương\n{label}: | 30/6/2025"
    rows = [["Nhiệm vụ", label], ["Dọn kênh mương", "30/6/2025"]]
    assert turned(text) == ([rows] if width == 45 else as_it_is(text))


@pytest.mark.parametrize(
    "text",
    [
        # Two labels stand in each row.
        "Nhiệm vụ | Dọn kênh | Hạn | 30/6/2025\nChủ trì | Thôn Đông | Phối hợp | Hội Nông dân xã",
        "Nhiệm vụ | Dọn kênh | Chủ trì | Thôn Đông\nHạn | 30/6/2025 | Phối hợp | Hội Nông dân xã",
        "Nhiệm vụ | Dọn kênh mương\nChủ trì | Thời hạn",
        "Nhiệm vụ\nChủ trì\nThời hạn",  # no values
        "Chủ trì | Thôn Đông\nThời hạn | 30/6/2025",  # nothing to be done
        "Tổ chức thực hiện nhiệm vụ được giao | Lê An\nChủ trì | Thôn Đông",  # a duty, no label
    ],
)
def test_other_words_beside_each_other_are_no_cards(text: str) -> None:
    assert turned(text) == as_it_is(text)


@pytest.mark.parametrize(
    "text",
    [
        f"LỘ TRÌNH NĂM 2025 | < | <{DAYS}",
        DAYS.replace(" | ", " | | ", 1).replace("xã |", "xã | |"),  # an empty column
        DAYS.replace("quý |", "quý | < |").replace("0/4/2025 |", "0/4/2025 | < |")
        .replace("12/4/2025 |", "12/4/2025 | < |"),
    ],
)  # fmt: skip
def test_days_below_duties_are_read_beside_titles_and_merged_cells(text: str) -> None:
    def filled(table: list[list[str]]) -> list[list[str]]:
        return [[cell for cell in row if cell] for row in table]

    assert filled(turned(text)[0]) == filled(turned(DAYS)[0])


def test_days_are_turned_where_half_of_their_heads_are_duties() -> None:
    (rows,) = turned(DAYS.replace("Gửi danh sách hộ", "Năm nay"))
    assert [row[0] for row in rows[1:]] == ["Nộp báo cáo quý"] * 2 + ["Năm nay"] * 2


GRID = "Đơn vị | Tháng 1 | Tháng 2\nHội Nông dân xã | Nộp báo cáo quý một | Thăm hỏi các gia đình"


@pytest.mark.parametrize(
    ("text", "duties"),
    [
        (GRID, ["Nộp báo cáo quý một", "Thăm hỏi các gia đình"]),
        (GRID.replace("Thăm hỏi các gia đình", "<"), ["Nộp báo cáo quý một"]),
        (
            GRID.replace("Thăm hỏi các gia đình", "Sân kho thôn Đông"),  # half are duties
            ["Nộp báo cáo quý một", "Sân kho thôn Đông"],
        ),
    ],
)
def test_duties_in_the_cells_have_the_body_and_the_month_of_their_sides(
    text: str, duties: list[str]
) -> None:
    rows = [[duty, "Hội Nông dân xã", f"Tháng {number}"] for number, duty in enumerate(duties, 1)]
    assert turned(text) == [[["Nội dung", "Đơn vị thực hiện", "Thời gian"], *rows]]


def test_the_months_of_a_grid_may_stand_before_its_rows() -> None:
    text = """
        Thời gian | Hội Nông dân xã | Hội Phụ nữ xã
        Tháng 1 | Nộp báo cáo quý một | Mở lớp dạy nghề
        Tháng 2 | Thăm hỏi các hộ nghèo | Trồng cây ven đường
        """
    assert turned(text) == [
        lines(
            """
            Nội dung | Đơn vị thực hiện | Thời gian
            Nộp báo cáo quý một | Hội Nông dân xã | Tháng 1
            Mở lớp dạy nghề | Hội Phụ nữ xã | Tháng 1
            Thăm hỏi các hộ nghèo | Hội Nông dân xã | Tháng 2
            Trồng cây ven đường | Hội Phụ nữ xã | Tháng 2
            """
        )
    ]


@pytest.mark.parametrize(
    "text",
    [
        GRID.replace("Nộp báo cáo quý một", "Sân kho thôn Đông")  # no duties
        .replace("Thăm hỏi các gia đình", "Nhà văn hóa thôn Đoài"),
        GRID.replace(" quý một", "").replace(" các gia đình", " dân"),  # too short
        "Đơn vị | Tháng 1 | Tháng 2\nHội Nông dân xã | |\nHội Phụ nữ xã | |",
        GRID.replace("Hội Nông dân xã", "10/3/2025"),  # nobody
        GRID.replace("Tháng 1", "Hội Phụ nữ xã").replace("Tháng 2", "Xã đoàn"),  # no time
        GRID.replace("Tháng 2", "Tháng 1"),  # the same twice
        GRID.replace("Tháng 2", "Địa điểm"),  # not all are times
        GRID.replace("Đơn vị", "Ngày").replace("Hội Nông dân xã", "10/3/2025")
        .replace("Tháng 1", "Đơn vị").replace("Tháng 2", "Cơ quan"),  # bodies without a name
        "Đơn vị | Tháng 1\nHội Nông dân xã | Nộp báo cáo quý một",
        ("Đơn vị | Tháng 1 | Tháng 2 | Tháng 3\nHội Nông dân xã | Nộp báo cáo quý một | < | <\n"
        "Hội Phụ nữ xã | Nộp quỹ | Họp |"),  # most are too short
    ],
)  # fmt: skip
def test_other_grids_stay_as_they_are(text: str) -> None:
    assert turned(text) == as_it_is(text)


FIRST = "TT | Nhiệm vụ | Chủ trì | Thời hạn\n1 | Dọn kênh mương | Sở A | 30/4/2025\n"
SECOND = "STT | Nhiệm vụ | Đơn vị thực hiện | Thời hạn\n1 | Trồng cây xanh | Sở B | 30/5/2025\n"


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (FIRST + SECOND, [FIRST, SECOND]),
        (FIRST + SECOND + SECOND, [FIRST, SECOND + SECOND]),  # heads that are only repeated
        (FIRST + FIRST.replace("TT", "STT"), [FIRST + FIRST.replace("TT", "STT")]),
    ],
)
def test_a_table_is_parted_where_two_heads_are_new(text: str, parts: list[str]) -> None:
    assert turned(text) == [lines(part) for part in parts]
