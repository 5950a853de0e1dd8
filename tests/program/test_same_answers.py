"""One file gives consistent answers: selections, formats, past days, and entries undone.

Other tests compare the statuses with an oracle; here each answer of the program is compared with
another of its answers.
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


# Options that select items, and which of all items they must select.
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


def counts_of(items: Sequence[Item]) -> dict[str, int]:
    """Count items by their fields in JSON."""
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
    """Return a folder that holds one file after another."""
    return tmp_path_factory.mktemp("asked")


def run_on_file(folder: Path, *arguments: str) -> Ran:
    ran = run(*arguments, "-f", "viec.yaml", folder=folder)
    assert ran.code == 0, ran.err
    return ran


def data(folder: Path, *arguments: str) -> Any:  # noqa: ANN401 - a report as JSON
    return json.loads(run_on_file(folder, *arguments, "-F", "json").out)


def as_argument(moment: Moment) -> str:
    return str(moment.day) if moment.whole_day else f"{moment.at:%Y-%m-%dT%H:%M}"


def save(folder: Path, text: str) -> None:
    (folder / "viec.yaml").write_text(text, encoding="utf-8")


@given(drawn_files, any_moment, st.sampled_from(SELECTIONS))
def test_a_selection_is_a_subset_of_all_items(
    folder: Path,
    text: str,
    moment: Moment,
    selection: tuple[str, str, Callable[[Item, str], bool]],
) -> None:
    save(folder, text)
    day, (option, value, selects) = ("--as-of", as_argument(moment)), selection
    whole = data(folder, "list", *day)
    assert whole["counts"] == counts_of(whole["items"])
    items = [item for item in whole["items"] if selects(item, value)]
    selected = data(folder, "list", *day, option, value)
    assert (selected["items"], selected["counts"]) == (items, counts_of(items))
    late = data(folder, "overdue", *day, option, value)["items"]
    expected = [item["key"] for item in items if item["status"] == "overdue"]
    assert sorted(item["key"] for item in late) == sorted(expected)
    status = data(folder, "status", *day, option, value)
    assert status["counts"] == counts_of(items)
    by_owner = {row["owner"]["id"]: row["counts"] for row in status["by_owner"]}
    lead_ids = {lead for item in items for lead in leads(item)}
    assert by_owner == {
        lead: counts_of([item for item in items if lead in leads(item)]) for lead in lead_ids
    }


@given(drawn_files, any_moment)
def test_every_format_has_the_same_items(folder: Path, text: str, moment: Moment) -> None:
    save(folder, text)
    day = ("--as-of", as_argument(moment), "--lang", "en")
    report = data(folder, "export", *day)
    items, counts = report["items"], report["counts"]
    table = list(
        csv.reader(io.StringIO(run_on_file(folder, "export", *day, "--raw", "-o", "-").out))
    )
    rows = [dict(zip(table[0], row, strict=True)) for row in table[1:]]
    for row, item in zip(rows, items, strict=True):
        expected = {
            "Id": item["key"],
            "Due": item["due"],
            "Days late": item["days_late"],
            "Days left": item["days_left"],
            "Done on": item["done"],
            "Last update": item["last_update"],
        }
        assert {name: row[name] for name in expected} == {
            name: "" if value is None else str(value).replace("T", " ")
            for name, value in expected.items()
        }
    run_on_file(folder, "export", *day, "-o", "so.xlsx", "--force")
    _, sheet, *_ = openpyxl.load_workbook(folder / "so.xlsx").worksheets
    cells = [[in_csv(cell) for cell in row] for row in sheet.values]
    start = next((at for at, row in enumerate(cells) if row[0] == "Id"), len(cells))
    assert [row for row in cells[start:] if any(row)] == (table if items else [])
    calendar = vobject.readOne(run_on_file(folder, "export", *day, "-F", "ics", "-o", "-").out)
    states = Counter(
        component.status.value for component in calendar.components() if component.name == "VTODO"
    )
    assert states.total() == len(items)
    assert states["COMPLETED"] + states["CANCELLED"] == sum(not is_open(item) for item in items)
    board = run_on_file(folder, "export", *day, "-F", "html", "-o", "-").out
    grid = board.partition(">Overview</h2>")[2].partition("</table>")[0]
    sums = [int(text) for text in re.findall(r'<td class="number">(\d+)</td>', grid)][-4:]
    assert sums == [
        counts["done_on_time"] + counts["in_time"],
        counts["done_late"] + counts["overdue"],
        counts["done_no_deadline"] + counts["no_deadline"],
        counts["total"],
    ]


def in_csv(value: object) -> str:
    """Return a cell of a workbook as it is written in CSV for programs."""
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d}" if value.time() == time() else f"{value:%Y-%m-%d %H:%M}"
    return "" if value is None else str(value)


REPORTS = ("list", "status", "overdue", "weekly", "remind", "register", "matrix", "history")


@given(drawn_files, any_moment, st.sampled_from(REPORTS), st.sampled_from(["text", "json", "csv"]))
def test_a_report_on_a_past_day_ignores_later_entries(
    folder: Path, text: str, moment: Moment, report: str, form: str
) -> None:
    arguments = (report, "--as-of", as_argument(moment), "-F", form)
    save(folder, text)
    with_later_entries = run_on_file(folder, *arguments).out
    save(folder, "".join(line for line in text.splitlines(keepends=True) if is_known(line, moment)))
    assert run_on_file(folder, *arguments).out == with_later_entries


def is_known(line: str, moment: Moment) -> bool:
    """Return whether a line is not an entry or letter of a later moment."""
    at = re.search(r'\b(?:on: "?|issued: )([\dT:-]+)', line)
    is_entry = line.startswith(("  - {task: ", "  - {number: "))
    return not (is_entry and at) or datetime.fromisoformat(at[1]) <= moment.at


@given(drawn_files, any_moment, st.integers(0, 99), st.sampled_from(REPORTS[:-1]))
def test_recording_and_undoing_changes_no_report(
    folder: Path, text: str, moment: Moment, chosen: int, report: str
) -> None:
    save(folder, text)
    arguments = (report, "--as-of", as_argument(moment))
    before = run_on_file(folder, *arguments).out, data(folder, *arguments)
    items = data(folder, "list", *arguments[1:])["items"]
    if not items:
        return
    key = items[chosen % len(items)]["key"]
    day = str(date(2021, 6, 22 + chosen % 8))
    done = run("done", key, "--on", day, "-f", "viec.yaml", folder=folder)
    if (folder / "viec.yaml").read_text(encoding="utf-8") != text:
        assert done.code == 0
        run_on_file(folder, "undo")
    assert (run_on_file(folder, *arguments).out, data(folder, *arguments)) == before
