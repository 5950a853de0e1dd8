"""The required product of a task (sản phẩm, kết quả) is shown everywhere."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import openpyxl
import pytest
from asking import data
from asking import report
from running import SMALL
from running import run
from word_text import text_of

FILE = """\
format: 1
directive: {number: 12-KH/ĐU, issued: 2024-01-02, issuer: Đảng ủy xã Thử, subject: Thử}
owners:
  - {id: van-phong, name: Văn phòng}
tasks:
  - id: viec
    title: Việc phải có sản phẩm
    owner: van-phong
    due: 2024-02-01
    product: Báo cáo tổng hợp, kèm biểu số liệu
  - {id: khong, title: Việc khác, owner: van-phong, due: 2024-02-03}
progress: []
"""
HEADING, PRODUCT = "Sản phẩm, kết quả", "Báo cáo tổng hợp, kèm biểu số liệu"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Write a file in which one task has a product."""
    path = tmp_path / "viec.yaml"
    path.write_text(FILE, encoding="utf-8")
    return path


def rows(text: str) -> dict[str, dict[str, str]]:
    """Return the rows of a CSV table by id."""
    return {row["Mã"]: row for row in csv.DictReader(io.StringIO(text))}


def test_show_has_the_product_of_a_task(file: Path) -> None:
    assert f"{HEADING} {PRODUCT}" in " ".join(report(file, "show", "viec").out.split())
    assert HEADING not in report(file, "show", "khong").out


def test_json_has_the_product_of_items_and_tasks(file: Path) -> None:
    assert [item["product"] for item in data(file, "list")["items"]] == [PRODUCT, None]
    assert data(file, "show", "viec")["tasks"][0]["product"] == PRODUCT


@pytest.mark.parametrize("command", ["list", "export"])
def test_tables_have_a_product_column_if_any_task_has_a_product(file: Path, command: str) -> None:
    by_id = rows(report(file, command, "-F", "csv", "--raw").out)
    assert (by_id["viec"][HEADING], by_id["khong"][HEADING]) == (PRODUCT, "")
    assert HEADING not in run(command, "-F", "csv", "-f", str(SMALL), "--lang", "vi").out


def test_the_list_on_a_terminal_has_no_product_column(file: Path) -> None:
    assert HEADING not in report(file, "list").out


def test_workbooks_papers_and_calendars_have_the_product(file: Path, tmp_path: Path) -> None:
    for command, name in (("export", "viec.xlsx"), ("export", "viec.ics"), ("weekly", "tuan.docx")):
        assert report(file, command, "-o", str(tmp_path / name)).code == 0
    book = openpyxl.load_workbook(tmp_path / "viec.xlsx")
    cells = {cell.value for sheet in book for row in sheet.iter_rows() for cell in row}
    assert {HEADING, PRODUCT} <= cells
    calendar = (tmp_path / "viec.ics").read_text(encoding="utf-8").replace("\n ", "")
    assert f"{HEADING}: {PRODUCT}".replace(",", "\\,") in calendar
    paper = text_of((tmp_path / "tuan.docx").read_bytes())
    assert f"| {HEADING} |" in paper
    assert f"| {PRODUCT} |" in paper


def test_a_form_with_products_is_read_back(file: Path, tmp_path: Path) -> None:
    handed_out = report(file, "export", "--form", "-F", "csv").out
    lines = list(csv.reader(io.StringIO(handed_out)))
    head = next(number for number, line in enumerate(lines) if HEADING in line)
    (row,) = (line for line in lines if "viec" in line)
    assert row[lines[head].index(HEADING)] == PRODUCT
    row[lines[head].index("Kết quả")] = "hoàn thành"
    row[lines[head].index("Ngày")] = "1/2/2024"
    filled = tmp_path / "bieu.csv"
    with filled.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(lines)
    ran = run("import", str(filled), "-f", str(file), "--lang", "vi")
    assert (ran.code, ran.err) == (0, "")
    assert data(file, "show", "viec")["items"][0]["status"] == "done"
