"""The leader who oversees a task (lãnh đạo phụ trách) is shown everywhere but owns nothing."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import openpyxl
import pytest
from asking import data
from asking import report
from running import DATA
from running import SMALL
from running import run
from word_text import text_of

FILE = """\
format: 1
directive: {number: 12-KH/ĐU, issued: 2024-01-02, issuer: Đảng ủy xã Thử, subject: Thử}
villages:
  - {id: thon-1, name: Thôn 1}
owners:
  - {id: van-phong, name: Văn phòng}
  - {id: hoi-phu-nu, name: Hội Phụ nữ}
  - {id: bi-thu, name: Trần Văn An, title: Bí thư, kind: person}
  - {id: chu-tich, name: Lê Thị Bình, title: Chủ tịch, kind: person}
owner_groups:
  - {id: thuong-truc, name: Thường trực Đảng ủy, members: [bi-thu, chu-tich]}
tasks:
  - {id: viec, title: Việc có người chỉ đạo, owner: van-phong, leader: bi-thu, due: 2024-02-01}
  - {id: chung, title: Việc hai người chỉ đạo, owner: van-phong, leader: [thuong-truc]}
  - {id: khong, title: Việc không ai chỉ đạo, owner: hoi-phu-nu, due: 2024-02-03}
progress: []
"""
LATER = DATA / "later.yaml"
HEADING, LEADER, GROUP = "Lãnh đạo phụ trách", "Trần Văn An", "Thường trực Đảng ủy"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Write a file in which some tasks have a leader."""
    path = tmp_path / "viec.yaml"
    path.write_text(FILE, encoding="utf-8")
    return path


def test_show_names_the_leader_of_a_task(file: Path) -> None:
    shown = " ".join(report(file, "show", "viec").out.split())
    assert f"{HEADING} {LEADER} (Bí thư) Chủ trì Văn phòng" in shown
    assert HEADING not in report(file, "show", "khong").out


def test_json_has_the_leaders_of_items_and_tasks(file: Path) -> None:
    items = data(file, "list")["items"]
    leaders = [[leader["id"] for leader in item["leader"]] for item in items]
    assert leaders == [["bi-thu"], ["bi-thu", "chu-tich"], []]
    assert items[0]["leader"] == [{"id": "bi-thu", "name": LEADER}]
    (task,) = data(file, "show", "chung")["tasks"]
    assert task["leader"] == ["bi-thu", "chu-tich"]


@pytest.mark.parametrize("command", ["list", "export", "overdue"])
def test_tables_have_a_leader_column_if_any_task_has_a_leader(file: Path, command: str) -> None:
    rows = list(csv.DictReader(io.StringIO(report(file, command, "-F", "csv", "--raw").out)))
    by_id = {row["Mã"]: row[HEADING] for row in rows}
    assert by_id["viec"] == LEADER
    assert by_id.get("chung", GROUP) == GROUP
    assert by_id["khong"] == ""
    assert f"| {HEADING} |" in report(file, command, "-F", "md").out


@pytest.mark.parametrize("command", [["list"], ["list", "--by", "file"], ["export"]])
def test_tables_of_several_files_have_the_column_if_any_file_has_a_leader(
    file: Path, command: list[str]
) -> None:
    out = report(file, *command, "-f", str(SMALL), "-F", "md").out
    assert f"| {HEADING} |" in out
    assert LEADER in out
    two = ("-f", str(SMALL), "-f", str(LATER), "--as-of", "2024-03-20", "--lang", "vi")
    assert HEADING not in run(*command, *two, "-F", "md").out


@pytest.mark.parametrize("command", ["list", "export"])
def test_tables_have_no_leader_column_if_no_task_has_a_leader(command: str) -> None:
    assert HEADING not in run(command, "-F", "csv", "-f", str(SMALL), "--lang", "vi").out


def test_the_leader_column_can_be_chosen_even_if_no_task_has_a_leader(file: Path) -> None:
    chosen = ("--columns", "key,leader")
    assert LEADER in report(file, "list", *chosen).out
    assert HEADING in report(file, "list", *chosen).out
    two = ("-f", str(SMALL), "-f", str(LATER), "--as-of", "2024-03-20", "--lang", "vi")
    assert HEADING in run("list", *two, *chosen).out


def test_the_list_on_a_terminal_has_no_leader_column(file: Path) -> None:
    assert HEADING not in report(file, "list").out
    assert HEADING in report(file, "export", "-F", "text").out


def test_workbooks_papers_calendars_and_pages_name_the_leader(file: Path, tmp_path: Path) -> None:
    for name in ("viec.xlsx", "viec.ics", "bang.html"):
        assert report(file, "export", "-o", str(tmp_path / name)).code == 0
    assert report(file, "weekly", "-o", str(tmp_path / "tuan.docx")).code == 0
    book = openpyxl.load_workbook(tmp_path / "viec.xlsx")
    cells = {cell.value for sheet in book for row in sheet.iter_rows() for cell in row}
    assert {HEADING, LEADER, GROUP} <= cells
    calendar = (tmp_path / "viec.ics").read_text(encoding="utf-8").replace("\n ", "")
    assert f"{HEADING}: {LEADER}" in calendar
    assert LEADER in (tmp_path / "bang.html").read_text(encoding="utf-8")
    paper = text_of((tmp_path / "tuan.docx").read_bytes())
    assert f"| {HEADING} |" in paper
    assert f"| {LEADER} |" in paper


def test_reminders_name_the_leader(file: Path) -> None:
    (reminder,) = report(file, "remind", "--owner", "Văn phòng").out.split("Kính gửi")[1:]
    assert f"{HEADING}: {LEADER}." in " ".join(reminder.split())


def test_a_leader_does_not_own_the_task(file: Path) -> None:
    assert data(file, "list", "--owner", LEADER)["items"] == []
    reminded = {reminder["owner"]["id"] for reminder in data(file, "remind")["reminders"]}
    counted = {row["owner"]["id"] for row in data(file, "status")["by_owner"]}
    assert reminded | counted == {"van-phong", "hoi-phu-nu"}


def test_a_leader_is_not_idle(file: Path) -> None:
    strict = run("check", "--strict", "-f", str(file), "--lang", "en")
    assert "nobody-told" in strict.out
    assert "idle-owner" not in strict.out


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("leader: bi-thuu", "unknown-owner"),
        ("leader: [bi-thu, bi-thu]", "twice-in-list"),
        ("leader: {bi-thu: 1}", "not-a-list"),
    ],
)
def test_a_leader_is_checked_like_a_supporter(file: Path, written: str, code: str) -> None:
    file.write_text(FILE.replace("leader: bi-thu,", f"{written},"), encoding="utf-8")
    problems = json.loads(run("check", "-f", str(file), "-F", "json").out)["problems"]
    assert [problem["code"] for problem in problems] == [code]
