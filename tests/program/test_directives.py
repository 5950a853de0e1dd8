"""Compare other kinds of directives with tables of facts, written by hand from the documents.

A table has one row for each item: its leads, the words of its deadline, its first due day, and
its status at the end of certain days or at a certain minute.
"""

import csv
import json
from functools import cache
from pathlib import Path

import pytest
from running import HERE
from running import run

DIRECTIVES = HERE / "data" / "directives"
FILES = {
    "plan": HERE.parent / "src" / "ntmtrack" / "starters" / "plan.yaml",
    "telegram": DIRECTIVES / "telegram.yaml",
    "reports": DIRECTIVES / "reports.yaml",
    "letter": DIRECTIVES / "letter.yaml",
}
FACTS = ("item", "owners", "words", "due")


@cache
def table(name: str) -> list[dict[str, str]]:
    with (HERE / "facts" / f"{name}.tsv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


@cache
def statuses(path: Path, moment: str) -> dict[str, str]:
    """Return the status of each item at a moment."""
    ran = run("list", "-F", "json", "-f", str(path), "--as-of", moment)
    assert ran.code == 0
    return {item["key"]: item["status"] for item in json.loads(ran.out)["items"]}


@cache
def deadline_of(path: Path, task: str) -> str:
    """Return the deadline line that `show` prints for a task."""
    shown = run("show", task, "-f", str(path), "--lang", "vi", "--width", "300").out
    return next(line for line in shown.splitlines() if line.lstrip().startswith("Thời hạn  "))


@pytest.mark.parametrize("name", FILES)
def test_the_file_passes_every_check(name: str) -> None:
    assert run("check", "--coverage", "-f", str(FILES[name])) == (0, "", "")


@pytest.mark.parametrize("name", FILES)
def test_items_leads_and_first_deadlines_match_the_document(name: str) -> None:
    rows = table(name)
    first = next(key for key in rows[0] if key not in FACTS)
    ran = run("list", "-F", "json", "-f", str(FILES[name]), "--as-of", first)
    assert [
        {
            "item": item["key"],
            "owners": " ".join(owner["id"] for owner in item["owner"]),
            "due": item["due"] or "-",
        }
        for item in json.loads(ran.out)["items"]
    ] == [{key: row[key] for key in ("item", "owners", "due")} for row in rows]


@pytest.mark.parametrize("name", FILES)
def test_deadlines_are_worded_as_in_the_document(name: str) -> None:
    printed = {
        row["item"]: deadline_of(FILES[name], row["item"].split("@")[0]) for row in table(name)
    }
    wrong = {
        row["item"]: printed[row["item"]]
        for row in table(name)
        if not printed[row["item"]]
        .lstrip()
        .removeprefix("Thời hạn")
        .strip()
        .startswith(row["words"])
    }
    assert wrong == {}


@pytest.mark.parametrize(
    ("name", "moment"),
    [(name, key) for name in FILES for key in table(name)[0] if key not in FACTS],
)
def test_statuses_match_the_document(name: str, moment: str) -> None:
    expected = {row["item"]: row[moment] for row in table(name)}
    assert statuses(FILES[name], moment) == expected
