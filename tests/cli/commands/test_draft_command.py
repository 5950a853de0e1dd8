"""`ntmtrack draft` as a command: what it writes, refuses, renews and prints."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from io import BytesIO
from io import TextIOWrapper
from pathlib import Path

import pytest
from drafting_stage import read_as
from findings_made import plan
from openpyxl import load_workbook
from running import run

from ntmtrack.drafting.document_model import Findings
from ntmtrack.drafting.document_model import FoundHead


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    def find(text: str, columns: Mapping[str, str]) -> Findings:
        findings = plan() if text else Findings(FoundHead(), [], [], [], [], [])
        findings = findings._replace(columns=[["Nội dung", "Cột 6: Mã dự án", "Sản phẩm"]])
        return findings._replace(unknown_columns=()) if "Cột 6: Mã dự án" in columns else findings

    read_as(monkeypatch, find)
    (tmp_path / "ke-hoach.docx").write_text("kế hoạch", "utf-8")
    (tmp_path / "khac.docx").write_text("khác", "utf-8")
    (tmp_path / "trong.docx").write_text("", "utf-8")
    return tmp_path


def test_a_draft_is_written_with_a_summary_and_the_next_command(folder: Path) -> None:
    ran = run("draft", "ke-hoach.docx", "-o", "nhap.yaml", folder=folder)
    assert (ran.code, ran.out) == (0, "")
    assert "Nhiệm vụ: 3; thời hạn đã ghi: 2, đề xuất: 1, không có: 0." in ran.err
    assert "Cần xác nhận: 3 nhiệm vụ, 5 phần khác." in ran.err
    assert "Câu chưa thành nhiệm vụ, có liệt kê kèm: 2." in ran.err
    assert "--map “Cột 6: Mã dự án=owner”" in ran.err
    assert "  ntmtrack draft --review nhap.yaml\n" in ran.err
    assert (folder / "nhap.decisions").exists()
    ran = run("check", "-f", "nhap.yaml", "-F", "json", folder=folder)
    assert ran.code == 65
    assert {line for line in ran.out.splitlines() if '"level": "error"' in line} != set()
    assert ran.out.count('"level": "error"') == 1  # the file is a draft


def test_without_an_output_the_draft_is_printed(folder: Path) -> None:
    ran = run("draft", "ke-hoach.docx", folder=folder)
    assert "\n# Bản nháp lập từ văn bản" in ran.out
    assert not list(folder.glob("*.decisions"))


def test_a_document_without_duties_is_no_error(folder: Path) -> None:
    ran = run("draft", "trong.docx", "-o", "nhap.yaml", folder=folder)
    assert ran.code == 0
    assert "Không tìm thấy nhiệm vụ nào trong văn bản." in ran.err
    assert "Có thể văn bản không giao nhiệm vụ" in ran.err


def test_only_a_draft_of_the_same_document_is_overwritten(folder: Path) -> None:
    (folder / "viec.yaml").write_text("format: 1\n", "utf-8")
    for command in (("viec.yaml",), ("nhap.yaml",)):
        if command == ("nhap.yaml",):
            assert run("draft", "ke-hoach.docx", "-o", "nhap.yaml", folder=folder).code == 0
        before = (folder / command[0]).read_bytes()
        ran = run("draft", "khac.docx", "-o", *command, folder=folder)
        assert ran.code == 73
        assert "không phải bản nháp của khac.docx" in ran.err
        assert (folder / command[0]).read_bytes() == before


def test_drafting_the_same_document_again_changes_nothing(folder: Path) -> None:
    run("draft", "ke-hoach.docx", "-o", "nhap.yaml", folder=folder)
    before = [(folder / name).read_bytes() for name in ("nhap.yaml", "nhap.decisions")]
    ran = run("draft", "ke-hoach.docx", "-o", "nhap.yaml", folder=folder)
    assert ran.code == 0
    assert "Đã lập lại bản nháp: giữ 0 quyết định, 0 phần mới, 0 phần thay đổi." in ran.err
    assert [(folder / name).read_bytes() for name in ("nhap.yaml", "nhap.decisions")] == before


def test_the_mapping_of_a_column_is_remembered(folder: Path) -> None:
    run("draft", "ke-hoach.docx", "-o", "nhap.yaml", folder=folder)
    text = (folder / "nhap.yaml").read_text("utf-8")
    assert (
        "Cột chưa rõ nội dung: “Cột 6: Mã dự án”. Cho biết nội dung của cột" in text
    )  # still in the draft when the screen is gone
    command = ("draft", "ke-hoach.docx", "-o", "nhap.yaml")
    ran = run(*command, "--map", "Cột 6: Mã dự án=note", folder=folder)
    assert "Cột chưa rõ nội dung" not in ran.err
    assert "Cột chưa rõ nội dung" not in run(*command, folder=folder).err


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("--map", "Cột 4"), 2),
        (("--map", "Cột 4=nguoi"), 2),
        (("-o", "nhap.docx"), 2),
        (("--review",), 2),
        (("--review", "-o", "nhap.yaml"), 2),
    ],
)
def test_invalid_options_are_refused(folder: Path, arguments: tuple[str, ...], code: int) -> None:
    ran = run("draft", "ke-hoach.docx", *arguments, folder=folder)
    assert ran.code == code
    assert ran.err
    assert not (folder / "nhap.yaml").exists()


def test_a_missing_document_is_an_error_with_advice(folder: Path) -> None:
    ran = run("draft", "khong-co.docx", "-o", "nhap.yaml", folder=folder, NTMTRACK_LANG="en")
    assert ran.code == 66
    assert "Name the document that a draft is made from" in ran.err


@pytest.mark.parametrize(
    ("arguments", "language", "expected"),
    [
        (("khong-co.docx",), "en_US.UTF-8", "there is no such file"),
        (("khong-co.docx",), "vi_VN.UTF-8", "không có tệp này"),
        (("khong-co.yaml", "--review"), "en_US.UTF-8", "A review needs a terminal"),
        (("khong-co.yaml", "--review"), "vi_VN.UTF-8", "trên màn hình dòng lệnh"),
    ],
)
def test_an_error_before_the_document_is_read_is_in_the_user_s_language(
    folder: Path, arguments: tuple[str, ...], language: str, expected: str
) -> None:
    assert expected in run("draft", *arguments, folder=folder, LANG=language).err


def test_a_draft_is_in_the_language_of_the_option(folder: Path) -> None:
    ran = run("draft", "ke-hoach.docx", "--lang", "en", folder=folder, LANG="vi_VN.UTF-8")
    assert "language: en" in ran.out
    assert "at: table 1, row 3" in ran.out
    ran = run("draft", "ke-hoach.docx", folder=folder, LANG="en_GB.UTF-8")
    assert "language: vi" in ran.out


def test_a_filled_workbook_becomes_a_data_file_that_can_be_renewed(
    folder: Path,
) -> None:
    assert run("draft", "ke-hoach.docx", "-o", "nhap.xlsx", folder=folder).code == 0
    fill(folder / "nhap.xlsx")
    ran = run("draft", "nhap.xlsx", "-o", "viec.yaml", folder=folder)
    assert ran.code == 0
    assert "  ntmtrack status -f viec.yaml\n" in ran.err
    ran = run("status", "-f", "viec.yaml", "--as-of", "2025-10-20", folder=folder)
    assert (ran.code, ran.err) == (0, "")
    before = (folder / "viec.yaml").read_bytes()
    assert run("draft", "nhap.xlsx", "-o", "viec.yaml", folder=folder).code == 73
    ran = run("draft", "ke-hoach.docx", "-o", "viec.yaml", folder=folder)
    assert "Đã lập lại bản nháp: giữ 3 quyết định, 0 phần mới, 0 phần thay đổi." in ran.err
    kept = (folder / "viec.yaml").read_text("utf-8").splitlines()
    assert [line for line in before.decode().splitlines() if line not in kept] == []


def fill(path: Path) -> None:
    """Accept everything in a workbook, adding the missing deadlines and lead."""
    book = load_workbook(path)
    for name in ("Nhiệm vụ", "Đơn vị, cá nhân", "Sự kiện", "Đầu văn bản"):
        sheet = book[name]
        for row in range(4, sheet.max_row + 1):
            if sheet.cell(row, 2).value and (name != "Đầu văn bản" or row == 4):
                sheet.cell(row, 1).value = "Nhận"
    book["Nhiệm vụ"]["J5"] = "15/11/2025"
    book["Nhiệm vụ"]["F6"] = "Phòng Kinh tế"
    book["Nhiệm vụ"]["J6"] = "20/12/2025"
    book["Đơn vị, cá nhân"]["A6"] = "Bỏ"
    book.save(path)


@pytest.mark.parametrize("first", ["nhap.xlsx", "nhap.yaml"])
def test_a_workbook_that_was_moved_and_renamed_can_be_renewed(folder: Path, first: str) -> None:
    run("draft", "ke-hoach.docx", "-o", first, folder=folder)
    if first.endswith(".yaml"):
        assert run("draft", first, "-o", "bang.xlsx", folder=folder).code == 0
    (folder / "toi").mkdir()
    renamed = folder / "toi" / "Bản nháp (1).xlsx"
    (folder / ("nhap.xlsx" if first == "nhap.xlsx" else "bang.xlsx")).rename(renamed)
    fill(renamed)
    ran = run("draft", "ke-hoach.docx", "-o", str(renamed), folder=folder)
    assert "Đã lập lại bản nháp: giữ 3 quyết định, 0 phần mới, 0 phần thay đổi." in ran.err
    assert run("draft", str(renamed), "-o", "viec.yaml", folder=folder).code == 0
    ran = run("draft", "ke-hoach.docx", "-o", "viec.yaml", folder=folder)
    assert "Đã lập lại bản nháp: giữ 3 quyết định, 0 phần mới, 0 phần thay đổi." in ran.err


def test_a_workbook_keeps_its_own_draft_despite_other_drafts_beside_it(folder: Path) -> None:
    run("draft", "ke-hoach.docx", "-o", "nhap.xlsx", folder=folder)
    fill(folder / "nhap.xlsx")
    run(
        "draft", "khac.docx", "-o", "nhap.yaml", folder=folder
    )  # nhap.decisions now belongs to this draft
    assert run("draft", "nhap.xlsx", "-o", "viec.yaml", folder=folder).code == 0
    ran = run("draft", "ke-hoach.docx", "-o", "viec.yaml", folder=folder)
    assert "Đã lập lại bản nháp: giữ 3 quyết định, 0 phần mới, 0 phần thay đổi." in ran.err


def test_a_draft_can_become_a_workbook_and_standard_input_a_draft(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("draft", "ke-hoach.docx", "-o", "nhap.yaml", folder=folder)
    ran = run("draft", "nhap.yaml", "-o", "nhap.xlsx", folder=folder)
    assert ran.code == 0
    assert "  ntmtrack draft nhap.xlsx -o viec.yaml\n" in ran.err
    assert run("draft", "nhap.yaml", "-o", "nhap.xlsx", folder=folder).code == 73
    monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO("kế hoạch".encode())))
    assert run("draft", "-", folder=folder).out == (folder / "nhap.yaml").read_text("utf-8")


def test_the_next_command_never_names_an_existing_file(folder: Path) -> None:
    (folder / "phuluc.xlsx").write_bytes(b"kept")
    (folder / "viec.yaml").write_bytes(b"kept")
    ran = run("draft", "ke-hoach.docx", "-o", "phuluc.yaml", folder=folder)
    assert "ntmtrack draft phuluc.yaml -o phuluc-2.xlsx" in ran.err
    ran = run("draft", "ke-hoach.docx", "-o", "bang.xlsx", folder=folder)
    assert "ntmtrack draft bang.xlsx -o viec-2.yaml" in ran.err


def test_a_draft_that_already_has_entries_is_not_overwritten(folder: Path) -> None:
    assert run("draft", "ke-hoach.docx", "-o", "nhap.yaml", folder=folder).code == 0
    text = (folder / "nhap.yaml").read_text("utf-8")
    entry = "progress:\n  - {date: 2025-10-09, task: ra-soat-nha-tam, status: done}"
    (folder / "nhap.yaml").write_text(text.replace("progress: []", entry), "utf-8")
    for _ in range(2):
        ran = run("draft", "ke-hoach.docx", "-o", "nhap.yaml", folder=folder)
        assert ran.code == 73
        assert "nhap.yaml đã có nhật ký" in ran.err
        assert "(-o nhap-2.yaml)" in ran.err
        (folder / "nhap.decisions").unlink(missing_ok=True)  # the same without the decisions


def test_a_draft_without_its_decisions_says_where_they_belong(folder: Path) -> None:
    assert run("draft", "ke-hoach.docx", "-o", "nhap.yaml", folder=folder).code == 0
    (folder / "nhap.decisions").unlink()
    ran = run("draft", "ke-hoach.docx", "-o", "nhap.yaml", folder=folder)
    assert ran.code == 73
    assert "tệp .decisions vốn nằm cạnh nó, đặt tên là nhap.decisions" in ran.err


def test_an_unknown_column_is_refused_with_the_list_of_columns(folder: Path) -> None:
    ran = run("draft", "ke-hoach.docx", "--map", "Cột 9=owner", folder=folder)
    assert ran.code == 2
    assert "“Nội dung”, “Cột 6: Mã dự án”, “Sản phẩm”" in ran.err
    for name in ("san pham", "Cột 2", "Cột 6: Mã dự án"):
        assert run("draft", "ke-hoach.docx", "--map", f"{name}=note", folder=folder).code == 0
    assert run("draft", "ke-hoach.docx", "-o", "nhap.yaml", folder=folder).code == 0
    assert run("draft", "ke-hoach.docx", "-o", "bang.xlsx", folder=folder).code == 0
    for name in ("nhap.yaml", "bang.xlsx"):
        ran = run("draft", name, "-o", "b.yaml", "--map", "Cột 2=note", folder=folder)
        assert ran.code == 2
        assert f"{name} là bản nháp" in ran.err
