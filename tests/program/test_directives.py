"""Hold directives of other kinds against tables of their facts, made from the documents by hand.

A table has one row for each item: its leads, the words of its deadline, the first day that it is
due, and its status at the end of some days, or at a minute.
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
    """Return what `show` says of a task's deadline."""
    shown = run("show", task, "-f", str(path), "--lang", "vi", "--width", "300").out
    return next(line for line in shown.splitlines() if line.lstrip().startswith("Thời hạn  "))


@pytest.mark.parametrize("name", FILES)
def test_nothing_is_wrong_with_it(name: str) -> None:
    assert run("check", "--coverage", "-f", str(FILES[name])) == (0, "", "")


@pytest.mark.parametrize("name", FILES)
def test_items_are_those_of_the_document_with_its_leads_and_first_deadlines(name: str) -> None:
    rows = table(name)
    first = next(key for key in rows[0] if key not in FACTS)
    issued = run("list", "-F", "json", "-f", str(FILES[name]), "--as-of", first)
    assert [
        {
            "item": item["key"],
            "owners": " ".join(owner["id"] for owner in item["owner"]),
            "due": item["due"] or "-",
        }
        for item in json.loads(issued.out)["items"]
    ] == [{key: row[key] for key in ("item", "owners", "due")} for row in rows]


@pytest.mark.parametrize("name", FILES)
def test_deadlines_are_said_as_the_document_says_them(name: str) -> None:
    said = {row["item"]: deadline_of(FILES[name], row["item"].split("@")[0]) for row in table(name)}
    wrong = {
        row["item"]: said[row["item"]]
        for row in table(name)
        if not said[row["item"]].lstrip().removeprefix("Thời hạn").strip().startswith(row["words"])
    }
    assert wrong == {}


@pytest.mark.parametrize(
    ("name", "moment"),
    [(name, key) for name in FILES for key in table(name)[0] if key not in FACTS],
)
def test_statuses_follow_from_the_document(name: str, moment: str) -> None:
    expected = {row["item"]: row[moment] for row in table(name)}
    assert statuses(FILES[name], moment) == expected
