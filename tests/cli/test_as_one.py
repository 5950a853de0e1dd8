"""Hold what several files give as one: papers, tables to print, and reminders that are recorded.

The texts of these reports are in `tests/golden` (office-…).
"""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import openpyxl
import pytest
from running import DATA
from running import HERE
from running import run
from word_text import text_of
from word_text import written_down

OFFICE = DATA / "office"
DAY = "2025-03-21"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Copy the files of the office, to be changed."""
    shutil.copytree(OFFICE, tmp_path / "so")
    return tmp_path / "so"


def replace_in(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize(
    ("name", "command"),
    [
        ("weekly", ("weekly",)),
        ("remind", ("remind", "--answer-by", "2025-03-26")),
        ("one", ("remind", "--one")),
        ("export", ("export",)),
    ],
)
def test_a_paper_on_all_directives_is_as_written_down(
    name: str, command: tuple[str, ...], language: str, tmp_path: Path
) -> None:
    out = tmp_path / "giay.docx"
    ran = run(*command, "-f", "office", "--as-of", DAY, "--lang", language, "-o", str(out))
    assert (ran.code, ran.err) == (0, "")
    found = text_of(out.read_bytes())
    case = HERE / "papers" / f"office-{name}-{language}.txt"
    assert found == written_down(case, found)


def test_each_addressee_gets_one_letter(tmp_path: Path) -> None:
    out = f"{tmp_path}/nhac/"
    assert run("remind", "-f", "office", "--as-of", DAY, "-F", "docx", "-o", out).code == 0
    assert sorted(path.name for path in Path(out).iterdir()) == [
        "nhac-viec-binh-2.docx",
        "nhac-viec-ubnd.docx",
    ]


def test_papers_are_in_the_name_of_each_issuer(folder: Path, tmp_path: Path) -> None:
    replace_in(folder / "15-kh.yaml", "number: 15-KH/ĐU", "number: 15/KH-UBND")
    replace_in(folder / "15-kh.yaml", "issuer: Đảng uỷ xã Vân Trạch", "issuer: UBND xã Vân Trạch")
    out = tmp_path / "giay.docx"
    for command in (("weekly",), ("remind", "--one"), ("remind",)):
        assert run(*command, "-f", str(folder), "--as-of", DAY, "-o", str(out)).code == 0
        text = text_of(out.read_bytes())
        party, _, state = text.partition("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
        assert "ĐẢNG CỘNG SẢN VIỆT NAM" in party
        assert ("12-CV/ĐU" in party, "15/KH-UBND" in party) == (True, False)
        assert ("12-CV/ĐU" in state, "15/KH-UBND" in state) == (False, True)
        assert "UBND xã Vân Trạch" in state


def test_reminders_are_recorded_in_the_file_of_each(folder: Path) -> None:
    asked = ("remind", "-f", str(folder), "--log")
    ran = run(*asked)
    assert ran.code == 0
    recorded = r".*12-cv\.yaml: Đã ghi \d+ lần đôn đốc\.\n.*15-kh\.yaml: Đã ghi \d+ lần đôn đốc\.\n"
    assert re.fullmatch(recorded, ran.err)
    logs = {path.name: path.read_text("utf-8") for path in folder.iterdir()}
    assert "mark: reminded" not in logs["09-cv.yaml"]
    assert "task: ra-soat, village: suoi-loi, mark: reminded" in logs["12-cv.yaml"]
    assert "task: don, village: ben-da, mark: reminded" in logs["15-kh.yaml"]
    again = run(*asked)
    assert "đôn đốc" in again.err
    assert {path.name: path.read_text("utf-8") for path in folder.iterdir()} == logs


def test_a_workbook_of_several_files_has_a_sheet_for_each_thing(tmp_path: Path) -> None:
    out = tmp_path / "so.xlsx"
    assert run("export", "-f", "office", "--as-of", DAY, "-o", str(out), "--lang", "en").code == 0
    book = openpyxl.load_workbook(out)
    assert book.sheetnames[:2] == ["Summary", "Tasks"]
    assert book.sheetnames[-1] == "Tracking"
    rows = [[cell.value for cell in row] for row in book["Tracking"].iter_rows()]
    assert {str(row[1]).partition(",")[0] for row in rows[2:] if row[1]} == {
        "09-CV/ĐU",
        "12-CV/ĐU",
        "15-KH/ĐU",
    }


@pytest.mark.parametrize("command", ["weekly", "remind", "register", "volumes"])
def test_what_is_wrong_with_a_file_is_said_after_the_report(command: str, folder: Path) -> None:
    whole = run(command, "-f", str(folder), "--as-of", DAY)
    assert (whole.code, whole.err) == (0, "")
    (folder / "sai.yaml").write_text("format: 1\n", "utf-8")
    (folder / "12-cv (1).yaml").write_bytes((folder / "12-cv.yaml").read_bytes())
    ran = run(command, "-f", str(folder), "--as-of", DAY)
    assert ran.code == 65
    assert "missing-key" in ran.err
    assert "same-directive" in ran.err
    assert "12-CV/ĐU" not in ran.out


@pytest.mark.parametrize("command", ["weekly", "remind", "register"])
def test_a_folder_of_finished_directives_has_nothing_to_say(command: str, folder: Path) -> None:
    for name in ("12-cv.yaml", "15-kh.yaml"):
        replace_in(folder / name, "place: Vân Trạch", "place: Vân Trạch\n  closed: 2025-03-16")
    ran = run(command, "-f", str(folder), "--as-of", DAY, "--lang", "en")
    assert (ran.code, ran.err) == (0, "")
    left_out = "3 directives are left out, finished before this week: 09-CV/ĐU, 12-CV/ĐU, 15-KH/ĐU."
    assert left_out in ran.out.replace("\n", " ")
    if command != "register":
        out = str(folder / "giay.docx")
        assert run(command, "-f", str(folder), "--as-of", DAY, "-o", out).code == 0


def test_a_closed_directive_alone_is_still_shown(folder: Path) -> None:
    alone = ("-f", str(folder / "09-cv.yaml"), "--as-of", DAY, "--lang", "en")
    told = "The directive is closed from 14/03/2025 on."
    assert told in run("status", *alone).out
    assert "Nobody needs a reminder." in run("remind", *alone).out
    assert run("weekly", "--quiet", *alone).out == ""
    assert "Look after the trees" in run("weekly", *alone).out
    data = json.loads(run("status", *alone, "-F", "json").out)
    assert data["directive"]["closed"] == "2025-03-14"
    assert data["counts"]["overdue"] == 1


def test_a_duty_of_several_files_is_named_by_its_own_id(folder: Path) -> None:
    replace_in(folder / "12-cv.yaml", "id: bao-cao-tuan,", "id: giao,")
    replace_in(folder / "12-cv.yaml", "task: bao-cao-tuan", "task: giao")
    ran = run("register", "giao", "-f", str(folder), "--as-of", DAY, "-F", "json")
    assert [duty["key"] for duty in json.loads(ran.out)["registers"]] == ["12-CV/ĐU:giao"]
    ran = run("register", "khong-co", "-f", str(folder), "--as-of", DAY)
    assert (ran.code, "no-such-task" in ran.err) == (2, True)


@pytest.mark.parametrize(("annex", "in_annex"), [("short", True), ("none", False)])
def test_many_directives_stand_in_an_annex(annex: str, in_annex: bool, folder: Path) -> None:
    for number in range(4):
        path = folder / f"{number}.yaml"
        shutil.copy(folder / "15-kh.yaml", path)
        replace_in(path, "number: 15-KH/ĐU", f"number: 2{number}-KH/ĐU")
    out = folder / "giay.docx"
    asked = ("weekly", "-f", str(folder), "--as-of", DAY, "--lang", "en", "--annex", annex)
    assert run(*asked, "-o", str(out)).code == 0
    body, _, annexes = text_of(out.read_bytes()).partition("Recipients")
    row = "| 23-KH/ĐU: Vệ sinh môi trường |"
    assert (row in body, row in annexes) == (not in_annex, in_annex)
    assert ("Under 6 directives, of which each" in body) == in_annex
    reminders = run("remind", "-f", str(folder), "--as-of", DAY, "--lang", "en", "-F", "md").out
    assert "Under 6 directives of Đảng ủy xã Vân Trạch" in reminders.replace("\\", "")
