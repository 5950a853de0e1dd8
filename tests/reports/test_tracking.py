"""The table of tasks that offices print: a Word document, and a sheet of the workbook."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import docx
import openpyxl
from docx.enum.section import WD_ORIENTATION
from running import DATA
from running import HERE
from running import run
from word_text import text_of
from word_text import written_down

STATE = DATA / "state.yaml"
HEADINGS = [
    *("STT", "Văn bản giao", "Nội dung nhiệm vụ", "Lãnh đạo phụ trách", "Chủ trì", "Phối hợp"),
    *("Thời hạn", "Tiến độ", "Kết quả", "Sản phẩm, kết quả", "Trạng thái"),
]


def exported(tmp_path: Path, ending: str) -> bytes:
    target = tmp_path / f"x.{ending}"
    asked = ("-f", str(STATE), "--as-of", "2025-08-26", "-o", str(target))
    assert run("export", *asked).code == 0
    return target.read_bytes()


def test_the_document_is_a_table_on_turned_pages(tmp_path: Path) -> None:
    data = exported(tmp_path, "docx")
    text = text_of(data)
    assert text == written_down(HERE / "documents" / "tracking.txt", text)
    (section,) = docx.Document(BytesIO(data)).sections
    assert section.orientation == WD_ORIENTATION.LANDSCAPE
    assert f"| {' | '.join(HEADINGS)} |" in text


def test_the_workbook_has_it_on_a_sheet(tmp_path: Path) -> None:
    sheet = openpyxl.load_workbook(BytesIO(exported(tmp_path, "xlsx")))["Theo dõi"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    # The words of deadlines, and where they are set, stand in columns of their own.
    assert any([value for value in row if value in HEADINGS] == HEADINGS for row in rows)
    assert sheet.page_setup.orientation == "landscape"
