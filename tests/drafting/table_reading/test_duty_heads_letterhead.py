"""Workbooks whose sheet has the letterhead above the table: a whole sheet in, its duties out."""

from __future__ import annotations

import io

import openpyxl
import pytest

from ntmtrack.drafting.document_model import Findings
from ntmtrack.drafting.extraction import finding
from ntmtrack.drafting.incoming import reading

HEADS = "TT | Tên nhiệm vụ | Chủ trì | Phối hợp | Cấp trình | Thời hạn | Lãnh đạo Sở chỉ đạo"
ROWS = """
A | TỔ CHỨC BỘ MÁY | < | < | < | < | <
1 | Đề án vị trí việc làm | Phòng Biên chế | Văn phòng | UBND tỉnh | 30/6/2026 | Đ/c Minh
2 | Kế hoạch thi tuyển viên chức | Phòng Công chức | Thanh tra | Giám đốc | Quý II/2026 | Đ/c Lan
3 | Kế hoạch tinh giản biên chế | Phòng Biên chế | Văn phòng | Bộ Nội vụ | Tháng 3/2026 | Đ/c Minh
4 | Quy chế làm việc của Sở | Văn phòng | Các phòng | Giám đốc | 15/4/2026 | Đ/c Lan
5 | Báo cáo công tác người có công | Phòng Chính sách | Văn phòng | Bộ Nội vụ | 10/6/2026 | Đ/c Hòa
6 | Sàn giao dịch việc làm | Trung tâm Việc làm | Văn phòng | Giám đốc | Quý III/2026 | Đ/c Hòa
7 | Thăm hỏi người có công | Phòng Chính sách | Văn phòng | UBND tỉnh | 25/7/2026 | Đ/c Hòa
8 | Đánh giá, xếp loại viên chức | Phòng Công chức | Văn phòng | Giám đốc | 15/12/2026 | Đ/c Lan
"""


def workbook(text: str) -> Findings:
    """Find what a sheet of lines with bars holds; `<` is merged with the cell before."""
    book = openpyxl.Workbook()
    sheet = book.create_sheet("So", 0)
    for row, line in enumerate(text.strip().splitlines(), 1):
        cells = [cell.strip() for cell in line.split("|")]
        for column, cell in enumerate(cells, 1):
            if cell == "<":
                continue
            sheet.cell(row, column, cell or None)
            covered = next((at for at, after in enumerate(cells[column:]) if after != "<"), None)
            last = column + (len(cells) - column if covered is None else covered)
            if last > column:
                sheet.merge_cells(start_row=row, start_column=column, end_row=row, end_column=last)
    stream = io.BytesIO()
    book.save(stream)
    return finding.find(reading.read_document(stream.getvalue(), "so.xlsx"), {})


@pytest.mark.parametrize(
    "letterhead",
    [
        """
        UBND TỈNH YÊN SƠN | < | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM | < | < | < | <
        SỞ NỘI VỤ | < | Độc lập - Tự do - Hạnh phúc | < | < | < | <
        Số: 05/CTr-SNV | < | Yên Sơn, ngày 15 tháng 01 năm 2026 | < | < | < | <
        DANH MỤC NHIỆM VỤ NĂM 2026 | < | < | < | < | < | <
        """,
        """
        ĐẢNG BỘ TỈNH YÊN SƠN | | | ĐẢNG CỘNG SẢN VIỆT NAM | |
        ĐẢNG ỦY SỞ NỘI VỤ | | | Yên Sơn, ngày 15 tháng 01 năm 2026 | |
        Số 05-CTr/ĐU | | | | |
        """,
        """
        UBND TỈNH YÊN SƠN | | | | |
        Số:    /KH-SNV | | | Yên Sơn, ngày 15 tháng 01 năm 2026 | |
        """,
    ],
)
def test_a_letterhead_in_a_sheet_is_no_row_of_heads(letterhead: str) -> None:
    found = workbook(f"{letterhead.strip()}\n{HEADS}{ROWS}")
    assert [duty.title for duty in found.duties[:3]] == [
        "Đề án vị trí việc làm",
        "Kế hoạch thi tuyển viên chức",
        "Kế hoạch tinh giản biên chế",
    ]
    assert [duty.due for duty in found.duties[:3]] == ["2026-06-30", "2026-Q2", "2026-03"]
    assert [len(duty.owner) for duty in found.duties] == [1] * 8
    assert found.duties[0].section == "A TỔ CHỨC BỘ MÁY"


def test_heads_that_only_resemble_a_letterhead_stay_heads() -> None:
    found = workbook(
        "Số | Nội dung công việc, ngày giao | Độc lập hay phối hợp | Chủ trì | Thời hạn\n"
        "05 | Rà soát hộ nghèo trong xã | Phối hợp | Phòng Kinh tế | 30/6/2026"
    )
    (duty,) = found.duties
    assert (duty.title, duty.due) == ("Rà soát hộ nghèo trong xã", "2026-06-30")
