"""Exports: which format is written, and that it holds the items as they are."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from running import SMALL
from running import Ran
from running import run

ASKED = ("export", "-f", str(SMALL), "--as-of", "2024-03-20")


def exported(folder: Path, *options: str) -> bytes:
    """Export to a file, and give what is in it."""
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
def test_the_format_is_the_one_asked_for_or_what_the_file_ends_in(
    options: list[str], begins: str, tmp_path: Path
) -> None:
    assert exported(tmp_path, *options).decode().startswith(begins)


def test_raw_csv_has_what_json_has(tmp_path: Path) -> None:
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
def test_villages_in_one_state_share_a_row_wherever_they_stand_in_the_file(
    again: bool, tmp_path: Path
) -> None:
    path, other = tmp_path / "viec.yaml", tmp_path / "khac.yaml"
    path.write_text(TURNS, encoding="utf-8")
    other.write_text(TURNS.replace("12-CV", "13-CV"), encoding="utf-8")
    files = ["-f", str(path), *(["-f", str(other)] if again else [])]
    asked = ("overdue", *files, "--as-of", "2024-03-10", "--lang", "en")
    lines = run(*asked, "-F", "md").out.replace("\\", "").splitlines()
    rows = [line for line in lines if "Quét đường" in line]
    assert len(rows) == (4 if again else 2)
    assert sum("| An, Thôn 2, Thôn 10 |" in row for row in rows) == len(rows) // 2
    assert sum("| Thôn 1 |" in row and "in progress" in row for row in rows) == len(rows) // 2
    cells = run(*asked, "-F", "csv").out.splitlines()
    assert len(cells) == 1 + (8 if again else 4)
