"""A form with every kind of deadline is exported, filled in and imported, row by row.

An unchanged file gives the same answers from its kept copy as without it.
"""

from __future__ import annotations

import csv
import io
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from running import COPIES_IN
from running import run

from ntmtrack.directive import dates

FILE = """\
format: 1
directive: {number: 1-KH/ĐU, issued: 2025-06-02, issuer: Đảng ủy xã Mẫu, subject: Việc của xã}
villages: [{id: an, name: Thôn An}, {id: binh, name: Thôn Bình}]
owners: [{id: ubnd, name: UBND xã}]
events: [{id: bau-cu, name: Ngày bầu cử, date: 2026-03-15}, {id: hop, name: Ngày họp}]
tasks:
  - {id: ngay, title: Có ngày, owner: ubnd, due: 2025-07-15}
  - {id: gio, title: Có giờ, owner: ubnd, due: 17 giờ 00 ngày 16/7/2025}
  - {id: thang, title: Trong tháng, owner: ubnd, villages: all, each: village, due: tháng 7/2025}
  - {id: quy, title: Trong quý, owner: ubnd, due: quý III/2025}
  - {id: truoc-quy, title: Trước quý, owner: ubnd, due: 2025-Q4, due_is: before}
  - {id: nua-nam, title: Nửa năm, owner: ubnd, due: 6 tháng cuối năm 2025}
  - {id: nam, title: Cả năm, owner: ubnd, due: 2025}
  - {id: bau, title: Bầu cử, owner: ubnd, event: bau-cu, event_days: -80}
  - {id: cho, title: Chờ họp, owner: ubnd, event: hop, event_days: -5}
  - {id: khan, title: Khẩn trương, owner: ubnd, no_date: khẩn trương}
  - {id: bao-cao, title: Báo cáo tháng, owner: ubnd, repeat: {every: month, from: 2025-06-02}}
progress: []
"""
WORDS = {
    "ngay": "",
    "gio": "trước 17 giờ 00 ngày 16/07/2025",
    "thang@an": "trong tháng 07/2025",
    "thang@binh": "trong tháng 07/2025",
    "quy": "trong quý III/2025",
    "truoc-quy": "trước quý IV/2025",
    "nua-nam": "trong 6 tháng cuối năm 2025",
    "nam": "trong năm 2025",
    "bau": "80 ngày trước Ngày bầu cử (15/03/2026): 25/12/2025",
    "khan": "khẩn trương",
}
NOW = datetime.fromisoformat("2025-07-10T08:00:00+07:00")


@pytest.fixture(autouse=True)
def _file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "viec.yaml").write_text(FILE, encoding="utf-8")
    monkeypatch.setattr(dates, "clock", lambda: NOW)


def table(folder: Path, name: str) -> list[list[Any]]:
    """Read the rows of a form, as texts and dates."""
    if name.endswith(".csv"):
        text = (folder / name).read_text(encoding="utf-8-sig")
        return [list(row) for row in csv.reader(io.StringIO(text))]
    sheet = openpyxl.load_workbook(folder / name).worksheets[0]
    return [["" if cell is None else cell for cell in row] for row in sheet.values]


def fill(folder: Path, name: str, rows: list[list[Any]]) -> None:
    """Write filled rows back into a form."""
    if name.endswith(".csv"):
        text = io.StringIO()
        csv.writer(text).writerows(rows)
        (folder / name).write_text(text.getvalue(), encoding="utf-8")
        return
    book = openpyxl.load_workbook(folder / name)
    for at, row in enumerate(rows, 1):
        for column, value in enumerate(row, 1):
            if value != "":
                book.worksheets[0].cell(at, column).value = value
    book.save(folder / name)


@pytest.mark.parametrize("name", ["bieu.csv", "bieu.xlsx"])
def test_a_form_shows_each_deadline_in_words_and_can_be_imported(name: str, tmp_path: Path) -> None:
    exported = run("export", "--form", "-f", "viec.yaml", "-o", name, folder=tmp_path)
    assert exported.code == 0
    rows = table(tmp_path, name)
    heads = next(row for row in rows if row and row[0] == "Mã")
    items = [row for row in rows[rows.index(heads) + 1 :] if row and row[0]]
    words = heads.index("Thời hạn (bằng chữ)")
    assert {str(row[0]): row[words] for row in items if row[0] in WORDS} == WORDS
    for row in items:
        row[heads.index("Kết quả")], row[heads.index("Ngày")] = "hoàn thành", "9/7/2025"
    fill(tmp_path, name, rows)
    imported = run("import", name, "-f", "viec.yaml", folder=tmp_path)
    assert (imported.code, imported.err) == (0, "")
    log = (tmp_path / "viec.yaml").read_text(encoding="utf-8").partition("progress:")[2]
    assert log.count("mark: done, on: 2025-07-09") == len(items) == len(WORDS) + 2
    assert "task: bao-cao, mark: done, on: 2025-07-09, for: 2025-06" in log


@pytest.mark.parametrize(
    "command",
    ["status", "list", "weekly", "register", "show bau", "list -F json", "export -F csv -o -"],
)
def test_the_kept_copy_gives_the_same_answers_as_the_file(command: str, tmp_path: Path) -> None:
    line = (*command.split(), "-f", "viec.yaml")
    with_copy = {COPIES_IN: str(tmp_path / "cache")}
    first = run(*line, folder=tmp_path, **with_copy)
    assert first.code == 0
    assert run(*line, folder=tmp_path, **with_copy) == first
    assert run(*line, folder=tmp_path, NTMTRACK_NO_CACHE="1") == first
