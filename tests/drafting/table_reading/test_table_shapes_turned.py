"""Which tables are turned into a row a duty, and which stay as they are."""

from __future__ import annotations

import pytest

from ntmtrack.drafting.document_model import SourcePlace
from ntmtrack.drafting.document_model import SourceTable
from ntmtrack.drafting.document_model import TableCell
from ntmtrack.drafting.document_model import TableRow
from ntmtrack.drafting.table_reading import table_shapes


def turned(text: str) -> list[list[list[str]]]:
    """Give the rows of the tables that a table of lines with bars becomes."""
    rows = [
        TableRow(
            tuple(TableCell(cell.strip()) for cell in line.split("|")), SourcePlace(row=number)
        )
        for number, line in enumerate(text.strip().splitlines(), 1)
    ]
    tables = table_shapes.ordinary(SourceTable(tuple(rows), SourcePlace(table=1)), {}, None)
    return [[[cell.text for cell in row.cells] for row in each.table.rows] for each in tables]


def as_it_is(text: str) -> list[list[list[str]]]:
    return [[[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]]


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
def test_labels_and_days_become_rows_of_duties(text: str, rows: list[list[str]]) -> None:
    (made,) = turned(text)
    width = len(rows[0])
    assert [row[:width] for row in made] == rows


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
        DAYS.replace("Nộp báo cáo quý", "Năm nay").replace("Gửi danh sách hộ", "Năm trước"),
    ],
)
def test_other_tables_stay_as_they_are(text: str) -> None:
    assert turned(text) == as_it_is(text)
