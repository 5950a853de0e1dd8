"""Tasks with several leads: every report and format names them all, in the letter's order.

The letter gives the murals to “bộ phận văn hóa và Đoàn Thanh niên”.
"""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from running import SHIPPED
from running import Ran
from running import run
from word_text import text_of

from ntmtrack.directive import dates

CULTURE, YOUTH = "Bộ phận văn hóa", "Đoàn Thanh niên"
NOTE = (
    "Đầu việc có nhiều chủ trì được tính cho từng chủ trì, nên tổng các dòng có thể lớn hơn tổng số"
)


def report(*arguments: str, day: str = "2021-07-20") -> Ran:
    """Run a report on the shipped file."""
    return run(*arguments, "-f", str(SHIPPED), "--as-of", day, "--lang", "vi")


def data(*arguments: str) -> Any:  # noqa: ANN401 - a report as JSON
    """Return a report on the shipped file as data."""
    return json.loads(report(*arguments, "-F", "json").out)


def test_a_filter_by_owner_selects_joint_tasks() -> None:
    murals = {item["key"] for item in data("overdue", "--owner", YOUTH)["items"]}
    assert "bich-hoa@che-bien" in murals
    assert len(murals) == 5
    assert murals <= {item["key"] for item in data("overdue", "--owner", CULTURE)["items"]}


def test_each_lead_is_reminded_unless_a_filter_names_one() -> None:
    reminded = {
        reminder["owner"]["name"]
        for reminder in data("remind")["reminders"]
        if "bich-hoa@che-bien" in str(reminder)
    }
    assert reminded == {CULTURE, YOUTH}
    filtered = data("remind", "--owner", YOUTH)
    assert [reminder["owner"]["name"] for reminder in filtered["reminders"]] == [YOUTH]
    keys = [item["key"] for item in data("remind")["items"]]
    assert len(keys) == len(set(keys)), "an item of two reminders is listed once"


def test_a_reminder_of_two_leads_is_recorded_once(tmp_path: Path) -> None:
    path = tmp_path / "so.yaml"
    path.write_text(
        "format: 1\n"
        "directive: {number: 1-CV/ĐU, issued: 2021-06-21, issuer: Đảng ủy xã, subject: V}\n"
        "owners: [{id: an, name: An}, {id: binh, name: Bình}]\n"
        "tasks: [{id: viec, title: Việc, owner: [an, binh], due: 2021-07-01}]\n",
        "utf-8",
    )
    ran = run("remind", "-f", str(path), "--log", "--lang", "en")
    assert ran.err == "1 reminder recorded.\n"
    assert path.read_text("utf-8").count("mark: reminded") == 1


JOINT = """\
format: 1
directive: {number: 1-CV/ĐU, issued: 2021-06-21, issuer: Đảng ủy xã, subject: V}
villages: [{id: da, name: Đá}]
owners: [{id: an, name: An}, {id: binh, name: Bình}, {id: ban, name: Ban, per_village: true}]
tasks:
  - {id: viec, title: Việc, owner: [an, binh], due: 2021-07-01}
  - {id: duong, title: Đường, owner: [ban, an], villages: all, each: village, due: 2021-07-01}
progress: []
"""


def reminders_of(file: Path) -> dict[str, list[str]]:
    reminders = json.loads(run("remind", "-f", str(file), "-F", "json").out)["reminders"]
    return {reminder["owner"]["id"]: reminder["reminded"] for reminder in reminders}


def test_a_reminder_to_one_lead_does_not_count_for_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "so.yaml"
    path.write_text(JOINT, "utf-8")
    now = datetime.fromisoformat("2021-07-05T08:00:00+07:00")
    monkeypatch.setattr(dates, "clock", lambda: now)
    remind = ("remind", "-f", str(path), "--log", "--lang", "en")
    assert run(*remind, "--owner", "an").err == "2 reminders recorded.\n"
    assert reminders_of(path) == {"an": ["2021-07-05"], "binh": [], "ban@da": []}
    assert run(*remind, "--owner", "an").err.startswith("These reminders were already recorded")
    assert run(*remind, "--owner", "binh").err == "1 reminder recorded.\n"
    assert reminders_of(path) == {"an": ["2021-07-05"], "binh": ["2021-07-05"], "ban@da": []}
    assert run(*remind).err == "1 reminder recorded.\n"
    assert reminders_of(path) == {lead: ["2021-07-05"] for lead in ("an", "binh", "ban@da")}
    log = path.read_text("utf-8").partition("progress:")[2]
    assert re.findall(r"task: (\w+).*whom: (\[\w+])", log) == [
        ("viec", "[an]"),
        ("duong", "[an]"),
        ("viec", "[binh]"),
        ("duong", "[ban]"),
    ]
    assert run("check", "-f", str(path)).code == 0
    history = run("history", "-f", str(path), "--lang", "en").out
    assert "reminded (Bình)" in history
    entries = json.loads(run("history", "-f", str(path), "-F", "json").out)["entries"]
    assert [entry["whom"] for entry in entries] == [["an"], ["an"], ["binh"], ["ban"]]


@pytest.mark.parametrize(
    ("entry", "problem"),
    [
        ("{task: viec, mark: reminded, on: 2021-07-05, whom: [bin]}", "unknown-owner"),
        ("{task: viec, mark: done, on: 2021-07-05, whom: [an]}", "mark-without"),
    ],
)
def test_a_reminder_must_name_known_owners_and_other_marks_none(
    entry: str, problem: str, tmp_path: Path
) -> None:
    path = tmp_path / "so.yaml"
    path.write_text(JOINT.replace("progress: []", f"progress: [{entry}]"), "utf-8")
    ran = run("check", "-f", str(path))
    assert ran.code == 65
    assert re.findall(r"\[([a-z]+-[a-z]+)\]", ran.out) == [problem]


def test_each_lead_without_news_is_named() -> None:
    silent = report("weekly").out.partition("chưa cập nhật tiến độ")[2]
    assert CULTURE in silent
    assert YOUTH in silent


@pytest.mark.parametrize("command", ["status", "weekly"])
def test_a_joint_item_counts_for_each_lead_and_the_table_says_so(command: str) -> None:
    report_data = data(command)
    rows = {row["owner"]["name"]: row["counts"]["overdue"] for row in report_data["by_owner"]}
    assert rows[YOUTH] >= 5
    assert sum(row["counts"]["total"] for row in report_data["by_owner"]) == sum(
        len(item["owner"]) for item in report_data["items"] if item["status"] != "cancelled"
    )
    assert NOTE in " ".join(report(command).out.split())


def test_the_note_on_joint_items_is_shown_only_if_rows_exceed_the_total() -> None:
    assert NOTE not in " ".join(report("status", "--owner", "Trần Ngọc Anh").out.split())
    assert NOTE not in " ".join(
        run("status", "--as-of", "2024-03-20", "-f", "later.yaml").out.split()
    )


@pytest.mark.parametrize(
    ("command", "separator"),
    [
        (["list", "-F", "text", "--width", "300"], "; "),
        (["list", "-F", "md"], "\\; "),
        (["list", "-F", "csv"], "; "),
        (["export", "-F", "csv", "--raw"], "; "),
        (["status", "-F", "html"], "; "),
        (["show", "bich-hoa", "-F", "text", "--width", "200"], "; "),
        (["export", "-F", "text", "--width", "200"], "; "),
        (["weekly", "-F", "text", "--width", "300"], ", "),
    ],
)
def test_every_format_names_all_leads_in_order(command: list[str], separator: str) -> None:
    assert f"{CULTURE}{separator}{YOUTH}" in report(*command).out


def test_no_lead_is_listed_as_a_supporter() -> None:
    rows = list(csv.DictReader(io.StringIO(report("export", "-F", "csv", "--raw").out)))
    (mural,) = (row for row in rows if row["Mã"] == "bich-hoa@che-bien")
    assert mural["Chủ trì"] == f"{CULTURE}; {YOUTH}"
    assert YOUTH not in mural["Phối hợp"]


def test_workbooks_documents_and_calendars_name_all_leads(tmp_path: Path) -> None:
    for name in ("viec.xlsx", "bieu.xlsx", "viec.ics"):
        form = ["--form"] if name == "bieu.xlsx" else []
        assert report("export", *form, "-o", str(tmp_path / name)).code == 0
    assert report("weekly", "-o", str(tmp_path / "tuan.docx")).code == 0
    for name in ("viec.xlsx", "bieu.xlsx"):
        book = openpyxl.load_workbook(tmp_path / name)
        cells = {cell.value for sheet in book for row in sheet.iter_rows() for cell in row}
        assert f"{CULTURE}; {YOUTH}" in cells
    assert f"| {CULTURE}; {YOUTH} |" in text_of((tmp_path / "tuan.docx").read_bytes())
    calendar = (tmp_path / "viec.ics").read_text(encoding="utf-8").replace("\n ", "")
    assert f"{CULTURE},{YOUTH}" in calendar


def test_the_board_names_each_lead_and_can_be_filtered_by_each(tmp_path: Path) -> None:
    page = tmp_path / "bang.html"
    assert report("export", "-o", str(page)).code == 0
    text = page.read_text(encoding="utf-8")
    assert f"{CULTURE}; {YOUTH}" in text
    assert "van-hoa doan-thanh-nien" in text


def test_the_remaining_work_names_each_lead(tmp_path: Path) -> None:
    copy = tmp_path / "viec.yaml"
    copy.write_bytes(SHIPPED.read_bytes())
    ran = run("note", "bich-hoa@che-bien", "đã họp", "--on", "2021-07-20", "-f", str(copy))
    remaining = next(line for line in ran.out.splitlines() if line.startswith("Còn"))
    assert CULTURE in remaining
    assert YOUTH in remaining
