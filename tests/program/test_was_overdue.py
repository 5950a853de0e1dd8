"""An item that was overdue says so everywhere, even if an extension made it on time again."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook
from running import run

FILE = """\
format: 1
directive: {number: 12-KH/ĐU, issued: 2024-01-02, issuer: Đảng ủy xã, subject: Thử}
villages: [{id: mot, name: Một}]
owners: [{id: lan, name: Trần Thị Lan}]
tasks:
  - {id: cau, title: Làm cầu, owner: lan, due: 2024-01-31, villages: all, each: village}
progress:
  - {task: cau, village: mot, mark: done, on: 2024-02-05}
  - {task: cau, village: mot, mark: reopened, on: 2024-02-06}
  - {task: cau, village: mot, mark: extended, on: 2024-02-06, to: 2024-02-20, by: Bí thư, note: Mưa}
  - {task: cau, village: mot, mark: done, on: 2024-02-09}
"""
SAID = "hoàn thành đúng hạn, từng quá hạn"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "so.yaml"
    path.write_text(FILE, encoding="utf-8")
    return path


def report_on(file: Path, *arguments: str) -> str:
    ran = run(*arguments, "--as-of", "2024-02-11", "-f", str(file))
    assert (ran.code, ran.err) == (0, "")
    return ran.out


@pytest.mark.parametrize(
    "command",
    [
        *(("list", "-F", form) for form in ("text", "md", "csv", "html")),
        *(("show", "cau", "-F", form) for form in ("text", "md", "csv", "html")),
        *(("weekly", "-F", form) for form in ("text", "md", "html")),
    ],
    ids=" ".join,
)
def test_every_table_and_sentence_says_that_an_item_was_overdue(
    command: tuple[str, ...], file: Path
) -> None:
    text = report_on(file, *command, "--width", "200")
    assert SAID in " ".join(text.replace("\\", "").split())


def test_a_calendar_a_board_and_the_matrix_show_that_an_item_was_overdue(file: Path) -> None:
    assert SAID in report_on(file, "export", "-F", "ics").replace("\r\n ", "").replace("\\", "")
    assert SAID in report_on(file, "export", "-F", "html")
    matrix = report_on(file, "matrix")
    assert "°" in matrix
    assert "° = từng quá hạn" in matrix


def test_tables_and_json_have_a_field_for_items_that_were_overdue(
    file: Path, tmp_path: Path
) -> None:
    (row,) = csv.DictReader(report_on(file, "export", "-F", "csv", "--raw").splitlines())
    assert row["Từng quá hạn"] == "có"
    (item,) = json.loads(report_on(file, "export", "-F", "json"))["items"]
    assert item["was_overdue"] is True
    assert item["status_text"] == SAID
    book = tmp_path / "so.xlsx"
    report_on(file, "export", "-o", str(book))
    cells = [cell for row in load_workbook(book)["Nhiệm vụ"].values for cell in row]
    assert "Từng quá hạn" in cells
    assert "có" in cells


def test_the_paper_for_signature_says_that_an_item_was_overdue(file: Path, tmp_path: Path) -> None:
    paper = tmp_path / "bao-cao.docx"
    report_on(file, "weekly", "-o", str(paper))
    document = Document(str(paper))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert SAID in cells


def test_an_item_that_was_never_overdue_does_not_say_so(file: Path) -> None:
    before = FILE.partition("progress:")[0]
    entry = "{task: cau, village: mot, mark: done, on: 2024-01-31}"  # the last day
    file.write_text(f"{before}progress: [{entry}]\n", encoding="utf-8")
    text = report_on(file, "list", "--width", "200")
    assert "hoàn thành đúng hạn" in text
    assert "từng quá hạn" not in text
