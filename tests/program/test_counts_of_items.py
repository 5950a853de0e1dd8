"""Every report counts items; where items are shares of fewer tasks, it gives both figures.

Otherwise two papers of one day could say 2 nhiệm vụ and 8 việc of the same work.
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


def report_line(*arguments: str, lang: str = "vi") -> str:
    """Return a report on the shipped file as one line."""
    ran = run(*arguments, *DAY, "--lang", lang)
    assert ran.code == 0
    return " ".join(ran.out.split())


def overdue(*filters: str) -> tuple[int, int]:
    """Return the numbers of overdue items and of the tasks that they are shares of."""
    items = json.loads(run("overdue", *filters, *DAY, "-F", "json").out)["items"]
    return len(items), len({item["task"] for item in items})


@pytest.mark.parametrize(
    ("lang", "phrase", "summary"),
    [
        ("vi", "{items} đầu việc quá hạn (thuộc {tasks} nhiệm vụ)", "{items}/{total} đầu việc quá"),
        ("en", "{items} items overdue (of {tasks} tasks)", "{items} of {total} items overdue (of"),
    ],
)
def test_reminders_lists_boards_and_papers_give_the_same_counts(
    lang: str, phrase: str, summary: str, tmp_path: Path
) -> None:
    items, tasks = overdue(*YOUTH)
    assert items > tasks > 0
    total = len(json.loads(run("list", *YOUTH, *DAY, "-F", "json").out)["items"])
    expected = phrase.format(items=items, tasks=tasks)
    assert expected in report_line("remind", *YOUTH, lang=lang)
    assert summary.format(items=items, total=total) in report_line("overdue", *YOUTH, lang=lang)
    board = tmp_path / "bang.html"
    assert run("export", *YOUTH, *DAY, "--lang", lang, "-o", str(board)).code == 0
    assert expected in " ".join(board.read_text(encoding="utf-8").split())
    paper = tmp_path / "nhac.docx"
    assert run("remind", *YOUTH, *DAY, "--lang", lang, "-o", str(paper)).code == 0
    # papers count as offices do: 04 nhiệm vụ
    width = 2 if lang == "vi" else 1
    on_paper = phrase.format(items=f"{items:0{width}}", tasks=f"{tasks:0{width}}")
    assert on_paper in text_of(paper.read_bytes())


def test_the_number_of_tasks_is_left_out_if_it_equals_that_of_items() -> None:
    items, tasks = overdue(*COMMITTEE)
    assert items == tasks
    text = report_line("overdue", *COMMITTEE)
    assert f"{items}/" in text
    assert "thuộc" not in text.partition(" Mã ")[0]


def test_the_numbers_of_tasks_of_several_files_are_added_up(tmp_path: Path) -> None:
    """Tasks of two directives are different tasks, even if their ids are the same."""
    items, tasks = overdue()
    assert items > tasks > 0
    second = tmp_path / "second.yaml"
    text = SHIPPED.read_text(encoding="utf-8").replace("49-CV/ĐU", "50-CV/ĐU")
    second.write_text(text, encoding="utf-8")
    report = report_line("overdue", "-f", str(second))
    assert f" {2 * items}/" in report
    assert f" đầu việc quá hạn (thuộc {2 * tasks} nhiệm vụ)" in report


@pytest.mark.parametrize("command", ["status", "weekly"])
def test_tables_of_counts_are_labelled_as_items(command: str) -> None:
    text = report_line(command)
    assert "Đầu việc Trong hạn Quá hạn" in text
    assert "(đầu việc chung)" in text
    assert not re.search(r"\d (việc|mục)\b", text)


def test_the_log_counts_entries() -> None:
    assert re.search(r"\d+ dòng nhật ký\.", report_line("history"))
