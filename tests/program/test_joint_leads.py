"""Tasks with several leads: all of them answer, in every report and format, in the letter's order.

The letter gives the murals to “bộ phận văn hóa và Đoàn Thanh niên”.
"""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from running import SHIPPED
from running import Ran
from running import run
from word_text import text_of

CULTURE, YOUTH = "Bộ phận văn hóa", "Đoàn Thanh niên"
NOTE = (
    "Đầu việc có nhiều chủ trì được tính cho từng chủ trì, nên tổng các dòng có thể lớn hơn tổng số"
)


def report(*arguments: str, day: str = "2021-07-20") -> Ran:
    """Run a report on the shipped file."""
    return run(*arguments, "-f", str(SHIPPED), "--as-of", day, "--lang", "vi")


def data(*arguments: str) -> Any:  # noqa: ANN401 - a report as JSON
    """Give a report on the shipped file as data."""
    return json.loads(report(*arguments, "-F", "json").out)


def test_a_filter_selects_what_an_owner_answers_for_with_others() -> None:
    murals = {item["key"] for item in data("overdue", "--owner", YOUTH)["items"]}
    assert "bich-hoa@che-bien" in murals
    assert len(murals) == 5
    assert murals <= {item["key"] for item in data("overdue", "--owner", CULTURE)["items"]}


def test_each_lead_is_reminded_and_a_filter_leaves_only_the_one_named() -> None:
    reminded = {
        one["owner"]["name"]
        for one in data("remind")["reminders"]
        if "bich-hoa@che-bien" in str(one)
    }
    assert reminded == {CULTURE, YOUTH}
    found = data("remind", "--owner", YOUTH)
    assert [one["owner"]["name"] for one in found["reminders"]] == [YOUTH]
    keys = [item["key"] for item in data("remind")["items"]]
    assert len(keys) == len(set(keys)), "an item of two reminders is listed once"


def test_each_lead_who_is_silent_is_named() -> None:
    silent = report("weekly").out.partition("chưa cập nhật tiến độ")[2]
    assert CULTURE in silent
    assert YOUTH in silent


@pytest.mark.parametrize("command", ["status", "weekly"])
def test_a_joint_item_counts_for_each_lead_and_the_table_says_so(command: str) -> None:
    found = data(command)
    rows = {row["owner"]["name"]: row["counts"]["overdue"] for row in found["by_owner"]}
    assert rows[YOUTH] >= 5
    assert sum(row["counts"]["total"] for row in found["by_owner"]) == sum(
        len(item["owner"]) for item in found["items"] if item["status"] != "cancelled"
    )
    assert NOTE in " ".join(report(command).out.split())


def test_the_sentence_stands_only_where_rows_exceed_the_total() -> None:
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


def test_no_lead_stands_under_those_who_support() -> None:
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


def test_the_board_names_each_lead_and_finds_by_each(tmp_path: Path) -> None:
    page = tmp_path / "bang.html"
    assert report("export", "-o", str(page)).code == 0
    text = page.read_text(encoding="utf-8")
    assert f"{CULTURE}; {YOUTH}" in text
    assert "van-hoa doan-thanh-nien" in text


def test_what_is_left_to_do_is_said_of_each_lead(tmp_path: Path) -> None:
    copy = tmp_path / "viec.yaml"
    copy.write_bytes(SHIPPED.read_bytes())
    ran = run("note", "bich-hoa@che-bien", "đã họp", "--on", "2021-07-20", "-f", str(copy))
    left = next(line for line in ran.out.splitlines() if line.startswith("Còn"))
    assert CULTURE in left
    assert YOUTH in left
