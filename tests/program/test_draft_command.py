"""`ntmtrack draft` as a command: what it writes, refuses, renews and says."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from drafting_stage import read_as
from findings_made import plan
from running import run

from ntmtrack.drafting.findings import Findings
from ntmtrack.drafting.findings import FoundHead


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    def find(text: str, columns: Mapping[str, str]) -> Findings:
        found = plan() if text else Findings(FoundHead(), [], [], [], [], [])
        return found._replace(unknown_columns=()) if "Cột 6: Mã dự án" in columns else found

    read_as(monkeypatch, find)
    (tmp_path / "ke-hoach.docx").write_text("kế hoạch", "utf-8")
    (tmp_path / "khac.docx").write_text("khác", "utf-8")
    (tmp_path / "trong.docx").write_text("", "utf-8")
    return tmp_path


def test_a_draft_is_written_and_said_what_to_do_next(folder: Path) -> None:
    ran = run("draft", "ke-hoach.docx", "-o", "nhap.yaml", folder=folder)
    assert (ran.code, ran.out) == (0, "")
    assert "Nhiệm vụ: 3; thời hạn đã ghi: 2, đề xuất: 1, không có: 0." in ran.err
    assert "Cần xác nhận: 3 nhiệm vụ, 5 phần khác." in ran.err
    assert "Câu chưa thành nhiệm vụ, có liệt kê kèm: 1." in ran.err
    assert "--map “Cột 6: Mã dự án=owner”" in ran.err
    assert "  ntmtrack draft --review nhap.yaml\n" in ran.err
    assert (folder / "nhap.decisions").exists()
    ran = run("check", "-f", "nhap.yaml", "-F", "json", folder=folder)
    assert ran.code == 65
    assert {line for line in ran.out.splitlines() if '"level": "error"' in line} != set()
    assert ran.out.count('"level": "error"') == 1  # that it is a draft


def test_without_an_output_the_draft_is_printed(folder: Path) -> None:
    ran = run("draft", "ke-hoach.docx", folder=folder)
    assert "\n# Bản nháp lập từ văn bản" in ran.out
    assert not list(folder.glob("*.decisions"))


def test_a_document_without_duties_is_no_error(folder: Path) -> None:
    ran = run("draft", "trong.docx", "-o", "nhap.yaml", folder=folder)
    assert ran.code == 0
    assert "Nhiệm vụ: 0;" in ran.err


def test_only_a_draft_of_the_same_document_is_written_over(folder: Path) -> None:
    (folder / "viec.yaml").write_text("format: 1\n", "utf-8")
    for command in (("viec.yaml",), ("nhap.yaml",)):
        if command == ("nhap.yaml",):
            assert run("draft", "ke-hoach.docx", "-o", "nhap.yaml", folder=folder).code == 0
        before = (folder / command[0]).read_bytes()
        ran = run("draft", "khac.docx", "-o", *command, folder=folder)
        assert ran.code == 73
        assert "không phải bản nháp của khac.docx" in ran.err
        assert (folder / command[0]).read_bytes() == before


def test_the_same_document_again_changes_nothing(folder: Path) -> None:
    run("draft", "ke-hoach.docx", "-o", "nhap.yaml", folder=folder)
    before = [(folder / name).read_bytes() for name in ("nhap.yaml", "nhap.decisions")]
    ran = run("draft", "ke-hoach.docx", "-o", "nhap.yaml", folder=folder)
    assert ran.code == 0
    assert "Lập lại: giữ quyết định 0, mới 0, thay đổi 0." in ran.err
    assert [(folder / name).read_bytes() for name in ("nhap.yaml", "nhap.decisions")] == before


def test_what_a_column_holds_is_remembered(folder: Path) -> None:
    run("draft", "ke-hoach.docx", "-o", "nhap.yaml", folder=folder)
    asked = ("draft", "ke-hoach.docx", "-o", "nhap.yaml")
    ran = run(*asked, "--map", "Cột 6: Mã dự án=note", folder=folder)
    assert "Cột chưa hiểu" not in ran.err
    assert "Cột chưa hiểu" not in run(*asked, folder=folder).err


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
def test_what_cannot_be_meant_is_refused(
    folder: Path, arguments: tuple[str, ...], code: int
) -> None:
    ran = run("draft", "ke-hoach.docx", *arguments, folder=folder)
    assert ran.code == code
    assert ran.err
    assert not (folder / "nhap.yaml").exists()


def test_a_document_that_is_not_there_is_named(folder: Path) -> None:
    ran = run("draft", "khong-co.docx", "-o", "nhap.yaml", folder=folder, NTMTRACK_LANG="en")
    assert ran.code == 66
    assert "Name the document that a draft is made from" in ran.err


def test_the_draft_is_in_the_language_that_was_typed(folder: Path) -> None:
    ran = run("draft", "ke-hoach.docx", "--lang", "en", folder=folder, LANG="vi_VN.UTF-8")
    assert "language: en" in ran.out
    assert "at: table 1, row 3" in ran.out
    ran = run("draft", "ke-hoach.docx", folder=folder, LANG="en_GB.UTF-8")
    assert "language: vi" in ran.out
