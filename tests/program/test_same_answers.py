"""One file asked in many ways gives one answer: selections, formats, past days, what is taken back.

What the states themselves must be is held elsewhere, by an oracle; here every answer is held
against another answer of the program.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from datetime import date
from datetime import datetime
from datetime import time
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import vobject
from drawn import any_kind
from drawn import any_moment
from drawn import files
from hypothesis import given
from hypothesis import strategies as st
from running import Ran
from running import run

from ntmtrack.directive.dates import Moment

Item = Mapping[str, Any]
FINISHED = {"done", "done-late", "cancelled"}
DATED = {"open": None, "due-soon": "due_soon", "due-today": "due_today"}
GROUP = {"hai-ben": {"cong-an", "ubnd"}, "ban": {"ban", "ban@a", "ban@b"}}


def leads(item: Item) -> set[str]:
    return {owner["id"] for owner in item["owner"]}


def is_of(item: Item, village: str) -> bool:
    own = item["village"]
    return bool(own["id"] == village if own else village in item["villages"])


def is_open(item: Item) -> bool:
    return item["status"] not in FINISHED


# What is asked, and what of the whole must be the answer.
SELECTIONS: Sequence[tuple[str, str, Callable[[Item, str], bool]]] = [
    *(
        (
            "--owner",
            owner,
            lambda item, owner: not GROUP.get(owner, {owner}).isdisjoint(leads(item)),
        )
        for owner in ("ubnd", "cong-an", "ban", "ban@a", "hai-ben")
    ),
    *(("--village", village, is_of) for village in ("a", "b")),
    *(
        ("--status", status, lambda item, status: item["status"] == status)
        for status in ("done", "done-late", "overdue", "open", "waiting", "cancelled")
    ),
    ("--status", "in-progress", lambda item, _: is_open(item) and item["started"] is not None),
    ("--status", "not-started", lambda item, _: is_open(item) and item["started"] is None),
]
drawn_files = files(any_kind, most=4)


def counted(items: Sequence[Item]) -> dict[str, int]:
    """Count items by what JSON says of each."""
    counts: Counter[str] = Counter()
    for item in items:
        counts.update(filter(None, columns(item)))
    six = ("done_on_time", "done_late", "done_no_deadline", "in_time", "overdue", "no_deadline")
    within = ("due_today", "due_soon", "waiting", "standing", "no_date", "cancelled")
    total = sum(counts[name] for name in six)
    return {"total": total, **{name: counts[name] for name in (*six, *within)}}


def columns(item: Item) -> Iterator[str | None]:
    match item["status"]:
        case "done":
            yield "done_on_time" if item["due"] else "done_no_deadline"
        case "done-late":
            yield "done_late"
        case "waiting":
            yield from ("no_deadline", "waiting")
        case "no-deadline":
            yield "no_deadline"
            yield "standing" if item["standing"] else None
            yield "no_date" if item["no_date"] and not item["due"] else None
        case status if status in DATED:
            yield from ("in_time", DATED[status])
        case status:
            yield status


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder for one file after the other."""
    return tmp_path_factory.mktemp("asked")


def ask(folder: Path, *arguments: str) -> Ran:
    ran = run(*arguments, "-f", "viec.yaml", folder=folder)
    assert ran.code == 0, ran.err
    return ran


def data(folder: Path, *arguments: str) -> Any:  # noqa: ANN401 - a report as JSON
    return json.loads(ask(folder, *arguments, "-F", "json").out)


def written(moment: Moment) -> str:
    return str(moment.day) if moment.whole_day else f"{moment.at:%Y-%m-%dT%H:%M}"


def save(folder: Path, text: str) -> None:
    (folder / "viec.yaml").write_text(text, encoding="utf-8")


@given(drawn_files, any_moment, st.sampled_from(SELECTIONS))
def test_a_selection_is_a_part_of_the_whole(
    folder: Path,
    text: str,
    moment: Moment,
    selection: tuple[str, str, Callable[[Item, str], bool]],
) -> None:
    save(folder, text)
    day, (option, value, selects) = ("--as-of", written(moment)), selection
    whole = data(folder, "list", *day)
    assert whole["counts"] == counted(whole["items"])
    items = [item for item in whole["items"] if selects(item, value)]
    found = data(folder, "list", *day, option, value)
    assert (found["items"], found["counts"]) == (items, counted(items))
    late = data(folder, "overdue", *day, option, value)["items"]
    expected = [item["key"] for item in items if item["status"] == "overdue"]
    assert sorted(item["key"] for item in late) == sorted(expected)
    status = data(folder, "status", *day, option, value)
    assert status["counts"] == counted(items)
    by_owner = {row["owner"]["id"]: row["counts"] for row in status["by_owner"]}
    named = {lead for item in items for lead in leads(item)}
    assert by_owner == {
        lead: counted([item for item in items if lead in leads(item)]) for lead in named
    }


@given(drawn_files, any_moment)
def test_every_format_holds_the_same_items(folder: Path, text: str, moment: Moment) -> None:
    save(folder, text)
    day = ("--as-of", written(moment), "--lang", "en")
    report = data(folder, "export", *day)
    items, counts = report["items"], report["counts"]
    table = list(csv.reader(io.StringIO(ask(folder, "export", *day, "--raw", "-o", "-").out)))
    rows = [dict(zip(table[0], row, strict=True)) for row in table[1:]]
    for row, item in zip(rows, items, strict=True):
        said = {
            "Id": item["key"],
            "Due": item["due"],
            "Days late": item["days_late"],
            "Days left": item["days_left"],
            "Done on": item["done"],
            "Last update": item["last_update"],
        }
        assert {name: row[name] for name in said} == {
            name: "" if value is None else str(value).replace("T", " ")
            for name, value in said.items()
        }
    ask(folder, "export", *day, "-o", "so.xlsx", "--force")
    _, sheet, *_ = openpyxl.load_workbook(folder / "so.xlsx").worksheets
    cells = [[in_csv(cell) for cell in row] for row in sheet.values]
    start = next((at for at, row in enumerate(cells) if row[0] == "Id"), len(cells))
    assert [row for row in cells[start:] if any(row)] == (table if items else [])
    calendar = vobject.readOne(ask(folder, "export", *day, "-F", "ics", "-o", "-").out)
    states = Counter(one.status.value for one in calendar.components() if one.name == "VTODO")
    assert states.total() == len(items)
    assert states["COMPLETED"] + states["CANCELLED"] == sum(not is_open(item) for item in items)
    board = ask(folder, "export", *day, "-F", "html", "-o", "-").out
    grid = board.partition(">Overview</h2>")[2].partition("</table>")[0]
    sums = [int(text) for text in re.findall(r'<td class="number">(\d+)</td>', grid)][-4:]
    assert sums == [
        counts["done_on_time"] + counts["in_time"],
        counts["done_late"] + counts["overdue"],
        counts["done_no_deadline"] + counts["no_deadline"],
        counts["total"],
    ]


def in_csv(value: object) -> str:
    """Write a cell of a workbook as a table for programs has it."""
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d}" if value.time() == time() else f"{value:%Y-%m-%d %H:%M}"
    return "" if value is None else str(value)


REPORTS = ("list", "status", "overdue", "weekly", "remind", "register", "matrix", "history")


@given(drawn_files, any_moment, st.sampled_from(REPORTS), st.sampled_from(["text", "json", "csv"]))
def test_a_past_day_is_reported_as_if_nothing_had_come_after(
    folder: Path, text: str, moment: Moment, report: str, form: str
) -> None:
    asked = (report, "--as-of", written(moment), "-F", form)
    save(folder, text)
    now = ask(folder, *asked).out
    save(folder, "".join(line for line in text.splitlines(keepends=True) if is_known(line, moment)))
    assert ask(folder, *asked).out == now


def is_known(line: str, moment: Moment) -> bool:
    """Tell whether a line of a file is no entry, or letter, of a later moment."""
    at = re.search(r'\b(?:on: "?|issued: )([\dT:-]+)', line)
    is_entry = line.startswith(("  - {task: ", "  - {number: "))
    return not (is_entry and at) or datetime.fromisoformat(at[1]) <= moment.at


@given(drawn_files, any_moment, st.integers(0, 99), st.sampled_from(REPORTS[:-1]))
def test_what_is_recorded_and_taken_back_changes_no_report(
    folder: Path, text: str, moment: Moment, chosen: int, report: str
) -> None:
    save(folder, text)
    asked = (report, "--as-of", written(moment))
    before = ask(folder, *asked).out, data(folder, *asked)
    items = data(folder, "list", *asked[1:])["items"]
    if not items:
        return
    key = items[chosen % len(items)]["key"]
    day = str(date(2021, 6, 22 + chosen % 8))
    done = run("done", key, "--on", day, "-f", "viec.yaml", folder=folder)
    if (folder / "viec.yaml").read_text(encoding="utf-8") != text:
        assert done.code == 0
        ask(folder, "undo")
    assert (ask(folder, *asked).out, data(folder, *asked)) == before
