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
