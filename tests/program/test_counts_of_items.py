"""Counts are of items, in every report alike; where they are shares of fewer tasks, both are said.

Two papers of one day said 2 nhiệm vụ and 8 việc of the same work.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from running import SHIPPED
from running import run
from word_text import text_of

DAY = ("-f", str(SHIPPED), "--as-of", "2021-07-28")
YOUTH = ("--owner", "Đoàn Thanh niên")
COMMITTEE = ("--owner", "chi-uy-thon@che-bien")


def said(*arguments: str, lang: str = "vi") -> str:
    """Return a report on the shipped file as one line."""
    ran = run(*arguments, *DAY, "--lang", lang)
    assert ran.code == 0
    return " ".join(ran.out.split())


def overdue(*filters: str) -> tuple[int, int]:
    """Count overdue items, and the tasks that they are shares of."""
    items = json.loads(run("overdue", *filters, *DAY, "-F", "json").out)["items"]
    return len(items), len({item["task"] for item in items})


@pytest.mark.parametrize(
    ("lang", "phrase", "summary"),
    [
        ("vi", "{items} đầu việc quá hạn (thuộc {tasks} nhiệm vụ)", "{items}/{total} đầu việc quá"),
        ("en", "{items} items overdue (of {tasks} tasks)", "{items} of {total} items overdue (of"),
    ],
)
def test_a_reminder_a_list_and_a_board_count_the_same(
    lang: str, phrase: str, summary: str, tmp_path: Path
) -> None:
    items, tasks = overdue(*YOUTH)
    assert items > tasks > 0
    total = len(json.loads(run("list", *YOUTH, *DAY, "-F", "json").out)["items"])
    expected = phrase.format(items=items, tasks=tasks)
    assert expected in said("remind", *YOUTH, lang=lang)
    assert summary.format(items=items, total=total) in said("overdue", *YOUTH, lang=lang)
    board = tmp_path / "bang.html"
    assert run("export", *YOUTH, *DAY, "--lang", lang, "-o", str(board)).code == 0
    assert expected in " ".join(board.read_text(encoding="utf-8").split())
    paper = tmp_path / "nhac.docx"
    assert run("remind", *YOUTH, *DAY, "--lang", lang, "-o", str(paper)).code == 0
    # papers count as offices do: 04 nhiệm vụ
    width = 2 if lang == "vi" else 1
    on_paper = phrase.format(items=f"{items:0{width}}", tasks=f"{tasks:0{width}}")
    assert on_paper in text_of(paper.read_bytes())


def test_where_each_item_is_a_task_the_count_is_said_once() -> None:
    items, tasks = overdue(*COMMITTEE)
    assert items == tasks
    text = said("overdue", *COMMITTEE)
    assert f"{items}/" in text
    assert "thuộc" not in text.partition(" Mã ")[0]


def test_several_files_add_the_tasks_up() -> None:
    items, tasks = overdue()
    twice = said("overdue", "-f", str(SHIPPED.parents[1] / "tests" / "data" / "weeks.yaml"))
    found = re.search(r"(\d+)/\d+ đầu việc quá hạn \(thuộc (\d+) nhiệm vụ\)", twice)
    assert found
    assert int(found[1]) >= items
    assert int(found[2]) >= tasks


@pytest.mark.parametrize("command", ["status", "weekly"])
def test_tables_of_counts_say_that_they_count_items(command: str) -> None:
    text = said(command)
    assert "Đầu việc Trong hạn Quá hạn" in text
    assert "(đầu việc chung)" in text
    assert not re.search(r"\d (việc|mục)\b", text)


def test_the_log_has_entries_not_clauses() -> None:
    assert re.search(r"\d+ dòng nhật ký\.", said("history"))
