"""Silent items: news is expected from the day on which work could begin."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from datetime import datetime
from pathlib import Path

import pytest
from running import SHIPPED
from running import run

from ntmtrack.datafile.load import load
from ntmtrack.directive.dates import Moment
from ntmtrack.status import evaluate
from ntmtrack.status.items import Item
from ntmtrack.status.selection import Filters
from ntmtrack.status.view import by_deadline
from ntmtrack.status.view import completion_rate
from ntmtrack.status.view import view
from ntmtrack.status.view import view_to_count

DIRECTIVE = """\
format: 1
directive: {number: 1-CV/ĐU, issued: 2024-06-03, issuer: Đảng ủy xã, subject: Thử, language: en}
owners: [{id: lan, name: Lan}]
amendments: [{number: 2-CV/ĐU, issued: 2024-07-01}]
tasks:
  - {id: cu, title: Cũ, owner: lan, due: 2024-08-01}
  - {id: sau, title: Sau, owner: lan, start: 2024-06-28, due: 2024-08-01}
  - {id: moi, title: Mới, owner: lan, due: 2024-08-01, source: 2-CV/ĐU}
  - {id: dem, title: Đếm, owner: lan, measures: [{id: ty-le, name: tỷ lệ, unit: "%", percent: 95}]}
"""


def test_owners_are_not_looked_up_for_items_that_are_only_counted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    document = load(SHIPPED.read_bytes(), "so.yaml").document
    assert document
    moment = Moment(datetime(2021, 7, 16, 23, 59), whole_day=True)
    counts = view(document, moment, Filters()).counts
    monkeypatch.setattr(evaluate, "owner_of", None)  # so that a call fails
    assert view_to_count(document, moment, Filters()).counts == counts
    with pytest.raises(TypeError):
        view(document, moment, Filters())


@pytest.fixture
def file(tmp_path: Path) -> str:
    path = tmp_path / "so.yaml"
    path.write_text(DIRECTIVE, encoding="utf-8")
    return str(path)


def items_of(*tasks: str, log: Sequence[str] = ()) -> Sequence[Item]:
    """Return the items of tasks and a log, written as in the file, on 10 July."""
    head, _, _ = DIRECTIVE.partition("tasks:")
    lines = [f"  - {{owner: lan, {task}}}" for task in tasks]
    entries = [f"  - {{{entry}}}" for entry in log]
    text = "\n".join([f"{head}tasks:", *lines, "progress:", *entries])
    document = load(text.encode(), "so.yaml").document
    assert document
    moment = Moment(datetime(2024, 7, 10, 23, 59), whole_day=True)
    return view(document, moment, Filters()).items


@pytest.mark.parametrize(
    ("day", "silent"),
    [
        ("2024-06-09", []),
        ("2024-06-10", ["cu"]),
        ("2024-07-05", ["cu", "sau"]),
        ("2024-07-07", ["cu", "sau"]),
        ("2024-07-08", ["cu", "sau", "moi"]),
    ],
)
def test_an_item_is_silent_seven_days_after_work_was_assigned_and_could_begin(
    day: str, silent: list[str], file: str
) -> None:
    ran = run("weekly", "-f", file, "--as-of", day, "-F", "json")
    assert json.loads(ran.out)["no_update"] == silent


@pytest.mark.parametrize(
    ("day", "silent"),
    [
        ("2024-06-28", []),
        ("2024-07-08", ["cho"]),
        ("2024-12-30", ["cho"]),
        ("2025-05-03", ["cho", "xa", "nam"]),
    ],
)
def test_an_item_due_in_years_is_not_silent_before_its_time(
    day: str, silent: list[str], tmp_path: Path
) -> None:
    tasks = (
        "  - {id: cho, title: Chờ, owner: lan, start: 2024-07-01, due: 2030-12-31}\n"
        "  - {id: xa, title: Xa, owner: lan, due: 2025-08-01}\n"
        "  - {id: nam, title: Năm, owner: lan, repeat: {every: year, on: 08-01, from: 2025-01-01"
        "}}\n"
    )
    file = tmp_path / "so.yaml"
    file.write_text(DIRECTIVE.partition("  - {id: cu")[0] + tasks, encoding="utf-8")
    report = json.loads(run("weekly", "-f", str(file), "--as-of", day, "-F", "json").out)
    assert report["no_update"] == silent
    assert report["update_rate"] == (0 if day > "2024-07-01" else None)


def test_a_figure_needs_no_text_and_a_percentage_has_one_sign(file: str) -> None:
    ran = run("note", "dem", "--amount", "70,5", "--on", "2024-06-10", "-f", file)
    assert ran.code == 0, ran.err
    text = run("volumes", "-f", file, "--as-of", "2024-06-11").out
    assert "% %" not in text
    assert "70.5" in text
    assert run("note", "dem", "-f", file).code == 2


def test_items_late_to_begin_can_be_excluded_by_a_printed_status(file: str) -> None:
    for status in ("quá hạn", "late-to-finish", "quá hạn, không kể chậm bắt đầu"):
        ran = run("list", "--status", status, "-f", file, "--as-of", "2024-08-02", "--lang", "vi")
        assert "trạng thái quá hạn, không kể chậm bắt đầu." in " ".join(ran.out.split()), ran.err


def test_a_start_is_given_only_if_it_is_before_the_deadline() -> None:
    tasks = (
        f"id: t{day}, title: T{day}, start: 2024-07-{day}, due: 2024-07-20" for day in (19, 20)
    )
    assert [(due.start, due.deadline.day) for due in by_deadline(items_of(*tasks))] == [
        (date(2024, 7, 19), date(2024, 7, 20)),
        (None, date(2024, 7, 20)),
    ]


def test_a_standing_item_counts_in_the_completion_rate_once_it_is_done() -> None:
    tasks = [f"id: {id_}, title: {id_}, standing: true" for id_ in ("xong", "chua")]
    assert completion_rate(items_of(*tasks)) == (0, 0)
    done = "task: xong, mark: done, on: 2024-07-01"
    assert completion_rate(items_of(*tasks, log=[done])) == (1, 1)
