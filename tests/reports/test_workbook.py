"""The exports for offices: the form, which can be imported again, and the tracking table."""

from __future__ import annotations

import csv
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import docx
import openpyxl
import pytest
from docx.enum.section import WD_ORIENTATION
from openpyxl import load_workbook
from running import DATA
from running import HERE
from running import run
from word_text import text_of
from word_text import written_down

from ntmtrack.directive import dates

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet


TEXT = """\
format: 1
directive: {number: 12-KH/XĐ, issued: 2024-03-01, issuer: Đảng ủy xã Đồng Mơ, subject: Kênh mương}
villages: [{id: ben-da, name: Bến Đá}, {id: go-me, name: Gò Me}]
owners: [{id: le-thi-ba, name: Lê Thị Ba}]
tasks:
  - {id: kenh, title: Nạo vét kênh, owner: le-thi-ba, villages: all, each: village, due: 2024-03-10}
  - id: giao-ban
    title: Báo cáo
    owner: le-thi-ba
    repeat: {every: week, on: fri, from: 2024-03-01}
  - {id: bia, title: Dựng bia, owner: le-thi-ba}
progress:
  - {task: giao-ban, mark: done, on: 2024-03-01}
"""
HEAD = [
    ["Biểu báo cáo kết quả thực hiện nhiệm vụ"],
    ["Số văn bản", "12-KH/XĐ"],
    ["Ngày ban hành", "2024-03-01"],
    ["Cơ quan ban hành", "Đảng ủy xã Đồng Mơ"],
    ["Ngày lập biểu", "2024-03-12"],
]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with a data file, and stop the clock on a day in March."""
    (tmp_path / "assignments.yaml").write_text(TEXT, encoding="utf-8")
    now = datetime.fromisoformat("2024-03-12T08:15:00+07:00")
    monkeypatch.setattr(dates, "clock", lambda: now)
    return tmp_path


def sheet_of(path: Path) -> Worksheet:
    return load_workbook(path).worksheets[0]


def texts(sheet: Worksheet) -> list[list[str]]:
    """Return the rows of a sheet as texts, without empty cells."""
    rows = [[cell.value for cell in row if cell.value is not None] for row in sheet.rows]
    return [
        [f"{value:%Y-%m-%d}" if isinstance(value, datetime) else str(value) for value in row]
        for row in rows
    ]


def test_the_head_of_a_form_names_its_directive_and_village(folder: Path) -> None:
    for name in ("bieu.xlsx", "bieu.csv"):
        run("export", "--form", "--village", "Bến Đá", "-o", name, folder=folder)
    excel = [row for row in texts(sheet_of(folder / "bieu.xlsx")) if row]
    with (folder / "bieu.csv").open(encoding="utf-8-sig", newline="") as file:
        text = [row for row in csv.reader(file) if row]
    for rows in (excel, text):
        assert rows[:5] == HEAD
        assert rows[5] == ["Chỉ gồm: thôn Bến Đá."]
        assert "gửi biểu này về" in rows[6][0]
        assert not any("ntmtrack" in cell for row in rows for cell in row)


def test_the_headings_of_a_form_stay_visible(folder: Path) -> None:
    run("export", "--form", "-o", "bieu.xlsx", folder=folder)
    sheet = sheet_of(folder / "bieu.xlsx")
    at = next(at for at, row in enumerate(sheet.rows, 1) if row[0].value == "Mã")
    assert sheet.freeze_panes == f"B{at + 1}"
    assert sheet.auto_filter.ref.startswith(f"A{at}:")
    assert sheet.print_title_rows == f"${at}:${at}"


def test_a_duty_names_the_report_that_is_due(folder: Path) -> None:
    run("export", "--form", "-o", "bieu.xlsx", folder=folder)
    sheet = sheet_of(folder / "bieu.xlsx")
    rows = [[cell.value for cell in row] for row in sheet.rows]
    at = next(row for row in rows if row[0] == "Mã").index("Kỳ")
    named = {row[0]: row[at] for row in rows if row[0] in ("giao-ban", "bia", "kenh@ben-da")}
    assert named == {"giao-ban": datetime(2024, 3, 8), "bia": None, "kenh@ben-da": None}


def test_a_form_has_the_goal_of_each_village(folder: Path) -> None:
    measures = (
        "{id: met, name: mét, unit: m, at_least: {go-me: 380}},"
        " {id: mo, name: mô hình, unit: cái, at_least: 4, of: all},"
        " {id: rac, name: bãi rác, unit: bãi, at_most: 2}"
    )
    text = TEXT.replace("each: village,", f"each: village, measures: [{measures}],")
    (folder / "assignments.yaml").write_text(text, encoding="utf-8")
    run("export", "--form", "-o", "bieu.xlsx", folder=folder)
    rows = [[cell.value for cell in row] for row in sheet_of(folder / "bieu.xlsx").rows]
    at = next(row for row in rows if row[0] == "Mã").index("Số liệu cần báo cáo")
    common = "mo = mô hình (cái) tính chung ≥ 4; rac = bãi rác (bãi) ≤ 2"
    assert {row[0]: row[at] for row in rows if str(row[0]).startswith("kenh")} == {
        "kenh@ben-da": f"met = mét (m); {common}",
        "kenh@go-me": f"met = mét (m) ≥ 380; {common}",
    }


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_filled_form_can_be_imported(folder: Path, language: str) -> None:
    run("export", "--form", "-o", "bieu.xlsx", "--lang", language, folder=folder)
    assert "form-empty" in run("import", "bieu.xlsx", folder=folder).err
    book = load_workbook(folder / "bieu.xlsx")
    sheet = book.worksheets[0]
    words = {"vi": ("Mã", "Kết quả", "Ngày", "xong"), "en": ("Id", "What to record", "Day", "done")}
    key, mark, day, done = words[language]
    rows = [[cell.value for cell in row] for row in sheet.rows]
    head = next(row for row in rows if row[0] == key)
    for at, row in enumerate(rows, 1):
        if row[0] in ("giao-ban", "kenh@go-me"):
            sheet.cell(at, head.index(mark) + 1, done)
            sheet.cell(at, head.index(day) + 1, datetime(2024, 3, 11))
    book.save(folder / "bieu.xlsx")
    before = (folder / "assignments.yaml").read_text(encoding="utf-8")
    ran = run("import", "bieu.xlsx", folder=folder)
    assert (ran.code, ran.err) == (0, "")
    gained = (folder / "assignments.yaml").read_text(encoding="utf-8").removeprefix(before)
    assert [line.partition(", at:")[0] for line in gained.splitlines()] == [
        "  - {task: kenh, village: go-me, mark: done, on: 2024-03-11",
        "  - {task: giao-ban, mark: done, on: 2024-03-11, for: 2024-03-08",
    ]


@pytest.mark.parametrize(
    ("language", "every", "on", "named", "name"),
    [
        ("vi", "month", "20", "tháng 03/2024", "2024-03"),
        ("vi", "quarter", "+10", "quý I/2024", "2024-Q1"),
        ("vi", "half-year", "last", "6 tháng đầu năm 2024", "2024-H1"),
        ("vi", "year", "12-15", "năm 2024", "2024"),
        ("en", "month", "20", "2024-03", "2024-03"),
        ("en", "quarter", "+10", "2024-Q1", "2024-Q1"),
    ],
)
def test_a_report_named_by_its_period_can_be_exported_and_imported(
    folder: Path, language: str, every: str, on: str, named: str, name: str
) -> None:
    text = TEXT.replace("every: week, on: fri", f"every: {every}, on: {on}")
    (folder / "assignments.yaml").write_text(text.partition("progress")[0] + "progress:\n", "utf-8")
    run("export", "--form", "-o", "bieu.csv", "--lang", language, folder=folder)
    with (folder / "bieu.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = [*csv.reader(file)]
    head = next(row for row in rows if row and row[0] in ("Mã", "Id"))
    kinds = {"vi": ("Kỳ", "Kết quả", "Ngày"), "en": ("Occurrence", "What to record", "Day")}
    occurrence, mark, day = (head.index(heading) for heading in kinds[language])
    row = next(row for row in rows if row and row[0] == "giao-ban")
    assert row[occurrence] == named
    row[mark], row[day] = "done", "2024-03-11"
    with (folder / "bieu.csv").open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(rows)
    assert run("import", "bieu.csv", folder=folder).code == 0
    assert f"on: 2024-03-11, for: {name}," in (folder / "assignments.yaml").read_text("utf-8")


STATE = DATA / "state.yaml"
HEADINGS = [
    *("STT", "Văn bản giao", "Nội dung nhiệm vụ", "Lãnh đạo phụ trách", "Chủ trì", "Phối hợp"),
    *("Thời hạn", "Tiến độ", "Kết quả", "Sản phẩm, kết quả", "Trạng thái"),
]


def exported(tmp_path: Path, ending: str) -> bytes:
    target = tmp_path / f"x.{ending}"
    options = ("-f", str(STATE), "--as-of", "2025-08-26", "-o", str(target))
    assert run("export", *options).code == 0
    return target.read_bytes()


def test_the_tracking_document_is_a_table_on_landscape_pages(tmp_path: Path) -> None:
    data = exported(tmp_path, "docx")
    text = text_of(data)
    assert text == written_down(HERE / "documents" / "tracking.txt", text)
    (section,) = docx.Document(BytesIO(data)).sections
    assert section.orientation == WD_ORIENTATION.LANDSCAPE
    assert f"| {' | '.join(HEADINGS)} |" in text


def test_the_workbook_has_the_tracking_table_on_a_sheet(tmp_path: Path) -> None:
    sheet = openpyxl.load_workbook(BytesIO(exported(tmp_path, "xlsx")))["Theo dõi"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    # Deadlines in words and their places have further columns.
    assert any([value for value in row if value in HEADINGS] == HEADINGS for row in rows)
    assert sheet.page_setup.orientation == "landscape"


def test_the_reason_of_an_extension_is_not_a_result(folder: Path) -> None:
    data = folder / "assignments.yaml"
    extended = (
        '{task: bia, mark: extended, on: 2024-03-04, to: 2024-04-01, by: Bí thư, note: "Mưa"}'
    )
    begun = '{task: kenh, village: ben-da, mark: started, on: 2024-03-05, note: "Mới đào"}'
    dated = TEXT.replace("title: Dựng bia,", "title: Dựng bia, due: 2024-03-08,")
    data.write_text(f"{dated}  - {extended}\n  - {begun}\n", encoding="utf-8")
    assert run("export", "-f", str(data), "-o", str(folder / "x.docx")).code == 0
    rows = text_of((folder / "x.docx").read_bytes()).splitlines()
    assert "| Lý do: Mưa |" in next(row for row in rows if "Dựng bia" in row)
    assert "| Mới đào |" in next(row for row in rows if "Bến Đá" in row)


def test_an_item_with_a_note_is_not_called_untouched(folder: Path) -> None:
    data = folder / "assignments.yaml"
    note = '{task: kenh, village: ben-da, mark: note, on: 2024-03-05, note: "Đã nạo vét 120 m"}'
    stuck = '{task: bia, mark: obstacle, on: 2024-03-05, note: "Chưa có đá"}'
    data.write_text(f"{TEXT}  - {note}\n  - {stuck}\n", encoding="utf-8")
    assert run("export", "-f", str(data), "-o", str(folder / "x.docx")).code == 0
    rows = text_of((folder / "x.docx").read_bytes()).splitlines()
    noted, other = (next(row for row in rows if place in row) for place in ("Bến Đá", "Gò Me"))
    assert "| chưa ghi ngày bắt đầu |" in noted
    assert "| chưa thực hiện |" in other
    assert "| chưa thực hiện |" in next(row for row in rows if "Dựng bia" in row)
    options = ("-f", str(data), "-F", "json", "--status", "chưa ghi ngày bắt đầu")
    assert "kenh@ben-da" in run("list", *options).out
