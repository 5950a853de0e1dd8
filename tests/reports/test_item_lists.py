"""Tables of items: naming, choosing and laying out their columns, and exports of items."""

from __future__ import annotations

import csv
import io
import json
import unicodedata
from collections import Counter
from pathlib import Path

import pytest
from openpyxl import load_workbook
from running import DATA
from running import SHIPPED
from running import SMALL
from running import Ran
from running import run
from screen import width

from ntmtrack.directive import names
from ntmtrack.reports.item_lists import COLUMNS
from ntmtrack.reports.item_lists import named_columns
from ntmtrack.wording.words import LANGUAGES
from ntmtrack.wording.words import Language
from ntmtrack.wording.words import Words

ASKED = ("export", "-f", str(SMALL), "--as-of", "2024-03-20")


def exported(folder: Path, *options: str) -> bytes:
    """Export to a file, and return its content."""
    assert run(*ASKED, *options, folder=folder) == Ran(0, "", "")
    (file,) = folder.iterdir()
    return file.read_bytes()


@pytest.mark.parametrize(
    ("options", "begins"),
    [
        (["-o", "viec.csv"], "\ufeffMã,"),
        (["-o", "VIEC.CSV", "--raw"], "Mã,"),
        (["-o", "viec"], "\ufeffMã,"),
        (["-o", "viec.json"], '{\n  "schema": "ntmtrack/1",\n  "report": "export",\n'),
        (["-o", "viec.md"], "# Kế hoạch số 07"),
        (["-o", "viec.txt"], "Kế hoạch số 07"),
        (["-o", "viec.txt", "-F", "csv"], "\ufeffMã,"),
    ],
)
def test_the_format_is_the_given_one_or_follows_from_the_file_name(
    options: list[str], begins: str, tmp_path: Path
) -> None:
    assert exported(tmp_path, *options).decode().startswith(begins)


def test_raw_csv_has_the_same_values_as_json(tmp_path: Path) -> None:
    text = exported(tmp_path, "--lang", "en", "--raw", "-o", "items.csv").decode()
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    items = json.loads(run(*ASKED, "--lang", "en", "-F", "json").out)["items"]
    names = {"Id": "key", "Due": "due", "Days late": "days_late", "Note": "note"}
    assert [{name: row[name] for name in names} for row in rows] == [
        {name: str(item[key] or "") for name, key in names.items()} for item in items
    ]


TURNS = """\
format: 1
directive: {number: 12-CV/ĐU, issued: 2024-03-01, issuer: Đảng ủy xã Đồng Mơ, subject: Dọn dẹp}
villages:
  - {id: v10, name: Thôn 10}
  - {id: v1, name: Thôn 1}
  - {id: v2, name: Thôn 2}
  - {id: an, name: An}
owners: [{id: ban, name: Ban Phát triển thôn, per_village: true}]
tasks:
  - {id: duong, title: Quét đường, owner: ban, villages: all, each: village, due: 2024-03-05}
progress:
  - {task: duong, village: v1, mark: started, on: 2024-03-02}
"""


@pytest.mark.parametrize("again", [False, True], ids=["one file", "several"])
def test_villages_in_the_same_state_share_a_row_in_any_order_of_the_file(
    again: bool, tmp_path: Path
) -> None:
    path, other = tmp_path / "viec.yaml", tmp_path / "khac.yaml"
    path.write_text(TURNS, encoding="utf-8")
    other.write_text(TURNS.replace("12-CV", "13-CV"), encoding="utf-8")
    files = ["-f", str(path), *(["-f", str(other)] if again else [])]
    arguments = ("overdue", *files, "--as-of", "2024-03-10", "--lang", "en")
    lines = run(*arguments, "-F", "md").out.replace("\\", "").splitlines()
    rows = [line for line in lines if "Quét đường" in line]
    assert len(rows) == (4 if again else 2)
    assert sum("| An, Thôn 2, Thôn 10 |" in row for row in rows) == len(rows) // 2
    assert sum("| Thôn 1 |" in row and "in progress" in row for row in rows) == len(rows) // 2
    cells = run(*arguments, "-F", "csv").out.splitlines()
    assert len(cells) == 1 + (8 if again else 4)


READS = ("-f", str(SMALL), "--as-of", "2024-03-20")
SEVERAL = ("-f", str(SMALL), "-f", str(DATA / "several" / "same.yaml"), "--as-of", "2024-03-20")
LISTED = "id,task,where,lead,due,status"


def output_of(command: str, *options: str) -> str:
    """Run a report, and return what it prints."""
    ran = run(command, *options)
    assert (ran.code, ran.err) == (0, "")
    return ran.out


def table(command: str, *options: str, language: str = "en") -> list[list[str]]:
    """Run a report, and return its table from raw CSV."""
    text = output_of(command, *options, "--lang", language, "--raw", "-F", "csv")
    return list(csv.reader(io.StringIO(text, newline="")))


# ---- Choosing


@pytest.mark.parametrize("command", ["list", "overdue", "export"])
def test_columns_are_in_the_requested_order(command: str) -> None:
    chosen = table(command, *READS, "--columns", "due,task,clause")
    assert chosen[0] == ["Due", "Task", "Clause"]
    if command == "list":
        assert ["2024-03-22", "List the households in need", "2.1"] in chosen


@pytest.mark.parametrize("command", ["list", "overdue"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_default_columns_can_be_requested_by_name(command: str, language: str) -> None:
    shown = output_of(command, *READS, "--lang", language)
    assert shown == output_of(command, *READS, "--lang", language, "--columns", LISTED)
    assert max(map(width, shown.splitlines())) <= 80


def test_an_export_has_every_column_and_each_can_be_requested() -> None:
    whole = table("export", *READS)
    common = [column for column in COLUMNS if column.extra is None]  # those of every directive
    assert len(whole[0]) == len(common)
    for place, column in enumerate(common):
        alone = table("export", *READS, "--columns", column.key)
        assert alone == [[row[place]] for row in whole]


@pytest.mark.parametrize(
    "typed",
    [
        *("due", "Due", "DUE", "Thời hạn", "thoi han", "THOI HAN", "thời-hạn", " thoi  han ,"),
        unicodedata.normalize("NFD", "Thời hạn"),
    ],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_column_can_be_named_as_in_csv_or_json_in_any_language(typed: str, language: str) -> None:
    heading = {"en": "Due", "vi": "Thời hạn"}[language]
    assert table("list", *READS, "--columns", typed, language=language)[0] == [heading]


def test_the_name_of_a_column_may_have_a_comma_and_the_option_be_repeated() -> None:
    chosen = ("--columns", "mã,Khó khăn, vướng mắc,ghi chú", "--columns", "days_late")
    assert table("list", *READS, *chosen)[0] == ["Id", "Obstacle", "Note", "Days late"]
    tight = ("--columns", "kho khan,vuong mac")
    assert table("list", *READS, *tight)[0] == ["Obstacle"]


def test_a_column_that_is_named_twice_is_shown_once() -> None:
    assert table("list", *READS, "--columns", "due,id,Thời hạn")[0] == ["Due", "Id"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_columns_share_a_name(language: Language) -> None:
    called = Counter(
        name
        for each in named_columns()
        for name in {names.fold(text) for text in (each.id, *each.names)}
    )
    assert set(called.values()) == {1}
    headings = [Words(language).say(column.heading) for column in COLUMNS]
    assert all(text in each.names for text, each in zip(headings, named_columns(), strict=True))


def test_no_two_names_together_are_the_name_of_a_third_column() -> None:
    called = {names.fold(text) for each in named_columns() for text in (each.id, *each.names)}
    assert not called & {f"{first} {second}" for first in called for second in called}


# ---- What is refused


@pytest.mark.parametrize(
    ("language", "typed", "near", "known"),
    [
        ("en", "id,statsu", "Status?", "Id; Task; Clause; Where; Lead; Support;"),
        ("vi", "mã,thoi hanh", "Thời hạn?", "Mã; Nội dung nhiệm vụ; Mục; Địa bàn;"),
    ],
)
def test_the_message_about_an_unknown_column_lists_the_columns(
    language: str, typed: str, near: str, known: str
) -> None:
    for command in ("list", "overdue", "export"):
        ran = run(command, *READS, "--lang", language, "--columns", typed)
        assert (ran.code, ran.out) == (2, "")
        assert "[no-such-column]" in ran.err
        assert near in ran.err
        assert known in ran.err


@pytest.mark.parametrize("nothing", ["", ",", " , "])
def test_at_least_one_column_must_be_named(nothing: str) -> None:
    assert "[no-such-column]" in run("list", *READS, "--columns", nothing).err


@pytest.mark.parametrize(
    "options",
    [
        ["list", "-F", "json"],
        ["overdue", "-F", "json"],
        ["export", "-F", "json"],
        ["export", "-F", "parquet", "-o", "x.parquet"],
        ["export", "-F", "html"],
        ["export", "-F", "ics"],
        ["export", "--form"],
        ["export", "--form", "--events"],
    ],
    ids=" ".join,
)
def test_columns_are_refused_for_output_that_they_cannot_change(
    options: list[str], tmp_path: Path
) -> None:
    ran = run(*options, *READS, "--columns", "id,due", folder=tmp_path)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(("--columns ", "--events "))
    assert not list(tmp_path.iterdir())


# ---- How chosen columns are laid out


def test_rows_are_not_joined_if_the_id_is_a_column() -> None:
    for chosen in ("id,due", "id,where,due", "id,lead"):
        ids = [row[0] for row in table("list", *READS, "--columns", chosen)[1:]]
        assert len(set(ids)) == len(ids)
    assert table("list", *READS, "--columns", LISTED)[1][0] == "nao-vet-kenh"


def test_csv_has_exactly_the_requested_columns() -> None:
    letter = ("-f", str(SHIPPED), "--as-of", "2021-07-20")
    assert "Deadline set in" in table("list", *letter)[0]
    assert table("list", *letter, "--columns", "id,due")[0] == ["Id", "Due"]
    both = table("list", *letter, "--columns", "id,due,due_place")
    assert both[0] == ["Id", "Due", "Deadline set in"]
    assert any(row[2] for row in both[1:])


@pytest.mark.parametrize(
    "columns", ["task,id,note", "note", "id,task,note", "task", "where,id,task"]
)
def test_text_can_have_any_columns(columns: str) -> None:
    for letters in ("40", "80", "200"):
        text = output_of("list", *READS, "--columns", columns, "--width", letters)
        assert "Cây chết" in text or "note" not in columns


@pytest.mark.parametrize(("ending", "sheet"), [("list", 0), ("export", 1)])
def test_workbooks_have_the_requested_columns(ending: str, sheet: int, tmp_path: Path) -> None:
    chosen = (*READS, "--lang", "en", "--columns", "id,due,reached", "-o", "x.xlsx")
    assert run(ending, *chosen, folder=tmp_path) == Ran(0, "", "")
    book = load_workbook(tmp_path / "x.xlsx")
    rows = [
        [cell for cell in row if cell] for row in book.worksheets[sheet].iter_rows(values_only=True)
    ]
    assert ["Id", "Due", "Reached"] in rows
    assert not any("Status" in row for row in rows)


@pytest.mark.parametrize("format_", ["md", "html", "text"])
def test_pages_have_the_requested_columns(format_: str) -> None:
    shown = output_of("list", *READS, "--lang", "en", "-F", format_, "--columns", "clause,reached")
    assert "480.5 m" in shown.replace("\\", "").replace("\N{NO-BREAK SPACE}", " ")
    assert "Lead" not in shown


# ---- Several files


def test_ids_of_several_files_are_distinguished_in_any_column() -> None:
    rows = table("list", *SEVERAL, "--columns", "due,id")
    assert rows[0] == ["Due", "Assigned by", "Id"]
    assert ["2024-03-18", "09-KH/XĐ", "danh-bat@ben-da"] in rows
    assert ["2024-03-22", "07-KH/XĐ", "so-ho-ngheo"] in rows


def test_rows_of_several_files_name_their_directive() -> None:
    rows = table("list", *SEVERAL, "--columns", "due,task")
    assert rows[0] == ["Due", "Assigned by", "Task"]
    assert {row[1] for row in rows[1:]} == {"07-KH/XĐ", "09-KH/XĐ"}


def test_an_export_of_several_files_names_the_file_of_each_row() -> None:
    assert table("export", *SEVERAL, "--columns", "id,task,due")[0] == ["Id", "File", "Task", "Due"]
