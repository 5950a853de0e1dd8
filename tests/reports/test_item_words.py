"""Wording of items: the place in the letter that sets a deadline, states, places and names."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import datetime
from functools import cache
from pathlib import Path

import pytest
from running import run

from ntmtrack.datafile.load import load
from ntmtrack.directive.dates import Moment
from ntmtrack.directive.model import Document
from ntmtrack.reports import item_words
from ntmtrack.reports.item_words import append_aside
from ntmtrack.status import evaluate
from ntmtrack.status.items import Item
from ntmtrack.wording.words import Words

ENGLISH = Words("en")

BEFORE = """\
format: 1
directive:
  number: 9-CV/ĐU
  issued: 2021-06-01
  issuer: Đảng ủy xã Đồng Mơ
  subject: Chỉnh trang
  language: vi
  timezone: Asia/Ho_Chi_Minh
settings: {due_soon_days: 3, deadline_reading: inclusive, week_starts: mon}
owners:
  - {id: hoi-phu-nu, name: Hội Phụ nữ, kind: body}
events:
  - {id: le, name: Ngày lễ}
tasks:
  - id: vuon-mau
    title: Xây vườn mẫu
    place: mục 3
    owner: [hoi-phu-nu]
    due: 2021-07-15
    due_is: by
    due_place: mục 1
  - {id: don-ve-sinh, title: Dọn vệ sinh, owner: [hoi-phu-nu], due: 2021-07-16}
  - {id: van-nghe, title: Tập văn nghệ, owner: [hoi-phu-nu], event: le, due_place: mục 2}
progress:
"""
EXTENDED = "- {task: vuon-mau, mark: extended, on: 2021-07-10, to: 2021-07-17}\n"
WORDS = {"vi": "(thời hạn theo mục 1)", "en": "(deadline set in mục 1)"}


def answer(folder: Path, *arguments: str, text: str = BEFORE) -> str:
    """Run a command on a file with this text."""
    (folder / "viec.yaml").write_text(text, "utf-8")
    ran = run(*arguments, "-f", "viec.yaml", "--as-of", "2021-07-20", folder=folder)
    assert (ran.code, ran.err) == (0, "")
    return ran.out


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize(
    "command",
    [
        *("list", "overdue", "status", "weekly", "remind", "export", "show vuon-mau"),
        *("list -F md", "list -F html", "status -F html", "export -F ics", "remind -F md"),
    ],
)
def test_every_report_for_people_has_the_place_of_a_deadline(
    command: str, language: str, tmp_path: Path
) -> None:
    out = answer(tmp_path, *command.split(), "--lang", language, *wide(command))
    text = " ".join(out.replace("\r\n ", "").replace("\\", "").split())
    wanted = "mục 1" if command == "export" else WORDS[language]
    assert wanted in text


def wide(command: str) -> list[str]:
    """Return options for lines so wide that no sentence is broken, if the format has lines."""
    return [] if "-F" in command else ["--width", "300"]


@pytest.mark.parametrize("command", ["list", "overdue", "export", "export --form"])
def test_csv_has_a_column_for_the_place_of_a_deadline(command: str, tmp_path: Path) -> None:
    out = answer(tmp_path, *command.split(), "--lang", "en", "-F", "csv")
    table = out.rpartition("\r\n\r\n")[2]  # a form has a head above it
    rows = list(csv.DictReader(io.StringIO(table.removeprefix("\ufeff"), newline="")))
    places = {row.get("Id", row.get("key")): row["Deadline set in"] for row in rows}
    assert {places["vuon-mau"], places["don-ve-sinh"]} == {"mục 1", ""}
    assert {row["Due"] for row in rows} >= {"2021-07-15", "2021-07-16"}


def test_csv_has_no_column_for_places_of_deadlines_if_no_item_has_one(tmp_path: Path) -> None:
    out = answer(tmp_path, "list", "-F", "csv", "--search", "vệ sinh")
    assert "Thời hạn theo" not in out


@pytest.mark.parametrize("name", ["viec.xlsx", "bieu.xlsx"])
def test_workbooks_have_a_column_for_the_place_of_a_deadline(name: str, tmp_path: Path) -> None:
    from openpyxl import load_workbook

    form = ["--form"] if name == "bieu.xlsx" else []
    answer(tmp_path, "export", *form, "-o", name)
    book = load_workbook(tmp_path / name)
    cells = [cell.value for sheet in book.worksheets for row in sheet.rows for cell in row]
    assert {"Thời hạn theo", "mục 1"} <= set(map(str, cells))


def test_json_has_the_place_of_a_deadline_for_items_and_tasks(tmp_path: Path) -> None:
    items = json.loads(answer(tmp_path, "list", "-F", "json"))["items"]
    assert [item["due_place"] for item in items] == ["mục 1", None, "mục 2"]
    (task,) = json.loads(answer(tmp_path, "show", "vuon-mau", "-F", "json"))["tasks"]
    assert task["due_place"] == "mục 1"
    assert "15/07/2021 (thời hạn theo mục 1)" in task["deadline_text"]


def test_the_place_belongs_to_the_original_deadline_if_that_was_moved(tmp_path: Path) -> None:
    text = BEFORE + EXTENDED
    lines = answer(tmp_path, "list", "--width", "300", text=text)
    assert "17/07/2021 (thời hạn ban đầu 15/07/2021 theo mục 1)" in lines
    letter = answer(tmp_path, "remind", "--width", "300", text=text)
    assert "15/07/2021 (thời hạn theo mục 1); " in letter


def test_a_deadline_at_an_event_without_a_day_also_has_its_place(tmp_path: Path) -> None:
    shown = answer(tmp_path, "show", "van-nghe", "--width", "300")
    assert "(thời hạn theo mục 2)" in shown


def test_the_place_of_a_deadline_needs_a_deadline(tmp_path: Path) -> None:
    (tmp_path / "viec.yaml").write_text(BEFORE.replace("due: 2021-07-15\n    due_is: by\n    ", ""))
    ran = run("check", "-f", "viec.yaml", "--lang", "en", folder=tmp_path)
    assert ran.code == 65
    assert "needs-due" in ran.out + ran.err
    assert "due_place has no meaning without due." in ran.out + ran.err


def test_a_joint_task_in_a_single_village_names_it(tmp_path: Path) -> None:
    """“1 thôn” did not say where, while the weekly report named the village."""
    places = "owners:\n", "villages:\n  - {id: go-me, name: Gò Me}\nowners:\n"
    text = BEFORE.replace(*places).replace("place: mục 3", "villages: [go-me]")
    for command in ("list", "status", "overdue", "show vuon-mau", "export"):
        shown = answer(tmp_path, *command.split(), text=text)
        assert "Gò Me" in shown, command
        assert "1 thôn" not in shown, command


def test_a_thousand_days_and_more_have_a_thousands_mark(tmp_path: Path) -> None:
    (tmp_path / "viec.yaml").write_text(BEFORE, "utf-8")
    arguments = ("status", "-f", "viec.yaml", "--as-of", "2026-07-20", "--width", "200")
    shown = run(*arguments, folder=tmp_path).out
    assert "quá hạn (1.831 ngày)" in shown
    assert "là 1.875 ngày sau ngày ban hành" in shown
    assert not re.search(r"\b1\d{3} ngày", shown)


@pytest.mark.parametrize(
    ("aside", "text"),
    [
        ("mục 3", "Dọn vệ sinh (mục 3)"),
        ("phần Lưu ý, nội dung (3)", "Dọn vệ sinh – phần Lưu ý, nội dung (3)"),
        ("", "Dọn vệ sinh"),
    ],
)
def test_brackets_are_never_nested(aside: str, text: str) -> None:
    assert append_aside("Dọn vệ sinh", aside) == text


SHARES = """\
format: 1
directive:
  number: 7-CV/ĐU
  issued: 2021-06-01
  issuer: Đảng ủy xã Đồng Mơ
  subject: Chỉnh trang
villages:
  - {id: go-me, name: Thôn Gò Me}
  - {id: ben-da, name: Thôn Bến Đá}
owners:
  - {id: hoi-phu-nu, name: Hội Phụ nữ, kind: body}
  - {id: doan, name: "Đoàn xã, khối", kind: body}
  - {id: ban-thon, name: Ban phát triển thôn, kind: body, per_village: true}
tasks:
  - {id: xong, title: Việc, owner: [hoi-phu-nu], due: 2021-06-20, due_is: by}
  - {id: khong-han, title: Việc, owner: [hoi-phu-nu], no_date: không nói, product: Bản đồ}
  - {id: dang-lam, title: Việc, owner: [hoi-phu-nu, doan], due: 2021-07-10, due_is: by}
  - id: bao-cao
    title: Việc
    owner: [hoi-phu-nu]
    repeat: {every: month, on: 20, from: 2021-06-01}
  - id: bao-muon
    title: Việc
    owner: [hoi-phu-nu]
    repeat: {every: month, on: 10, from: 2021-06-01}
  - {id: gia-han, title: Việc, owner: [hoi-phu-nu], due: 2021-06-10, due_is: by}
  - {id: bat-dau, title: Việc, owner: [hoi-phu-nu], due: 2021-06-10, due_is: by, due_to: start}
  - {id: cham, title: Việc, owner: [hoi-phu-nu], due: 2021-06-10, due_is: by, due_to: start}
  - {id: doi, title: Việc, owner: [hoi-phu-nu], due: 2021-07-10, due_is: by}
  - {id: huy, title: Việc, owner: [hoi-phu-nu], due: 2021-07-10, due_is: by}
  - {id: chia, title: Việc, owner: [ban-thon], villages: all, each: village, due: 2021-07-10}
amendments:
  - {number: 8-CV/ĐU, issued: 2021-06-15, tasks: [huy], cancelled: true}
  - {number: 9-CV/ĐU, issued: 2021-06-16, tasks: [doi], due: 2021-08-01}
progress:
  - {task: xong, mark: started, on: 2021-06-02}
  - {task: xong, mark: done, on: 2021-06-18}
  - {task: khong-han, mark: done, on: 2021-06-18}
  - {task: dang-lam, mark: started, on: 2021-06-18}
  - {task: dang-lam, mark: obstacle, on: 2021-06-19, note: thiếu xe}
  - {task: bao-cao, mark: started, on: 2021-06-18}
  - {task: bat-dau, mark: started, on: 2021-06-13}
  - {task: bao-muon, mark: done, on: 2021-06-13, for: 2021-06}
  - {task: gia-han, mark: extended, on: 2021-06-14, to: 2021-07-30, by: Bí thư, note: mưa}
"""


@cache
def shares() -> tuple[Document, dict[str, Item]]:
    """Evaluate the items of a small file."""
    document, problems, _ = load(SHARES.encode(), "viec.yaml")
    assert document, problems
    moment = Moment(datetime(2021, 6, 25, 8, 0))
    return document, {item.key: item for item in evaluate.evaluate(document, moment)}


@pytest.mark.parametrize(
    ("key", "words", "sentence"),
    [
        ("xong", "done on time", "done on time"),
        ("khong-han", "done", "done"),
        ("dang-lam", "in progress, in time", "in progress, in time"),
        ("bao-cao", "in progress, overdue (5 days)", None),
        ("bao-muon", "in progress, in time, some occurrences were overdue", None),
        ("gia-han", "in time, was overdue", None),
        ("bat-dau", "in progress, begun 3 days late", "in progress, begun 3 days late"),
        ("cham", "late to begin (15 days)", "late to begin (15 days)"),
        ("doi", "in time", "in time"),
        ("huy", "cancelled by 8-CV/ĐU", "cancelled by 8-CV/ĐU"),
    ],
)
def test_a_status_has_the_days_late_and_whether_the_item_was_begun(
    key: str, words: str, sentence: str | None
) -> None:
    item = shares()[1][key]
    assert item_words.status_words(item, ENGLISH) == words
    assert item_words.status_in_sentence(item, ENGLISH) == (
        words.removeprefix("in progress, ") if sentence is None else sentence
    )


def test_places_are_named_unless_they_are_all() -> None:
    document, items = shares()
    both = [items["chia@go-me"], items["chia@ben-da"]]
    assert item_words.places(both, ENGLISH) == "all 2 villages"
    assert item_words.places(both, ENGLISH.with_place_word("xã")) == "all 2 communes"
    assert item_words.places(both[:1], ENGLISH) == "Thôn Gò Me"
    assert item_words.places([items["xong"]], ENGLISH) == "whole commune"
    of_district = [item._replace(level="district") for item in both]
    assert item_words.places(of_district, ENGLISH) == "all 2 places"
    assert item_words.places(of_district, ENGLISH.with_place_word("xã")) == "all 2 communes"
    whole = of_district[0]._replace(village=None, only_village=None)
    assert item_words.place_words(whole, ENGLISH) == "2 places"
    assert item_words.place_words(whole, ENGLISH.with_place_word("xã")) == "2 communes"
    assert item_words.group_lead_names(both, document, ENGLISH) == (
        "Ban phát triển of each village"
    )
    assert item_words.group_lead_names(both[:1], document, ENGLISH) == both[0].owners[0].name


def test_a_count_of_items_has_the_number_of_tasks_if_that_is_smaller() -> None:
    items = shares()[1]
    both = [items["chia@go-me"], items["chia@ben-da"]]
    assert item_words.items_words(both, ENGLISH) == "2 items (of 1 task)"
    assert item_words.items_words(both[:1], ENGLISH) == "1 item"
    late = item_words.count_of([items["cham"], items["bao-cao"]])
    assert item_words.overdue_words(late, ENGLISH) == "2 items overdue, of which 1 late to begin"
    assert item_words.overdue_words(late, ENGLISH, 9) == (
        "2 of 9 items overdue, of which 1 late to begin"
    )


def test_names_with_commas_are_separated_by_semicolons() -> None:
    owners = shares()[1]["dang-lam"].owners
    assert item_words.list_names([owner.name for owner in owners]) == "Hội Phụ nữ; Đoàn xã, khối"
    assert item_words.list_names(["A 1,5 m", "B"]) == "A 1,5 m, B"


def test_a_title_has_the_number_of_its_letter_in_a_report_on_several() -> None:
    document, items = shares()
    assert item_words.item_title(items["xong"], ENGLISH) == "Việc"
    joined = items["xong"]._replace(directive=document.directive)
    assert item_words.item_title(joined, ENGLISH) == "Việc (7-CV/ĐU)"
    added = joined._replace(task=joined.task._replace(source="8-CV/ĐU"))
    assert item_words.item_title(added, ENGLISH) == "Việc (8-CV/ĐU)"


def test_names_are_adapted_within_a_sentence_and_before_a_title() -> None:
    owner = shares()[1]["xong"].owners[0]
    assert item_words.name_in_sentence("Các thôn") == "các thôn"
    assert item_words.name_in_sentence("Cách Linh") == "Cách Linh"
    titled = owner._replace(name="Lê Văn A (Trưởng thôn)", title="Trưởng thôn")
    assert item_words.name_before_title(titled) == "Lê Văn A"
    assert item_words.name_before_title(owner) == "Hội Phụ nữ"


def test_a_remark_has_the_obstacle_and_then_the_note() -> None:
    items = shares()[1]
    assert item_words.remark_words(items["dang-lam"], None, ENGLISH) == "Obstacle: thiếu xe"
    remark = item_words.remark_words(items["dang-lam"], "Đã báo", ENGLISH)
    assert remark == "Obstacle: thiếu xe. Đã báo"
    assert item_words.remark_words(items["xong"], "Đã báo", ENGLISH) == "Đã báo"
    for ended in ("", "Xong.", "Xong!", "Xong?", "Xong…"):
        assert item_words.as_sentence(ended) == ended


def test_a_table_has_only_the_extra_columns_that_some_item_needs() -> None:
    items = list(shares()[1].values())
    assert item_words.extras_of(items) == [item_words.PRODUCT]
    assert item_words.extras_of(items[:1]) == []
