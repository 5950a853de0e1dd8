"""What a terminal shows of a directive: lines that fit, all names, the most important first."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markup import Reader
from rich.cells import cell_len
from running import SHIPPED
from running import SMALL
from running import run

from ntmtrack.datafile.load import load
from ntmtrack.directive.dates import whole_day
from ntmtrack.render import text
from ntmtrack.reports import item_lists
from ntmtrack.reports import status
from ntmtrack.reports.tables import Block
from ntmtrack.status.selection import Filters
from ntmtrack.status.view import View
from ntmtrack.status.view import view
from ntmtrack.wording.words import LANGUAGES
from ntmtrack.wording.words import Words

HEAD = """\
format: 1
directive: {{number: 1-CV/ĐU, issued: 2021-06-21, issuer: Đảng ủy xã, subject: Việc của xã}}
villages: {villages}
owners:
  - {{id: ubnd, name: {owner}}}
  - {{id: ban, name: Ban Phát triển thôn, per_village: true}}
tasks:
"""
# Letters that take one, no or two columns, and blanks where a line can break.
LETTERS = [*"aăBđộỬ ,-….", "e\u0302\u0301", "o\u031b\u0323", "漢", "字", "가", "\uff41", "🌳", " "]
names = st.lists(st.sampled_from(LETTERS), max_size=60).map("".join)
ids = st.lists(st.sampled_from("ab-7"), max_size=60).map("".join)
days = st.integers(1, 30).map(lambda day: f"due: 2021-07-{day:02}")
kinds = days | st.sampled_from(
    ["standing: true", "due: 2021-Q3", "repeat: {every: day, from: 2021-07-01}"]
)
shares = st.sampled_from(
    [
        "owner: ban, villages: all, each: village",
        "owner: [ubnd, ban], villages: all, each: village",
        "owner: ubnd, villages: all",
        "owner: ubnd",
    ]
)
tasks = st.lists(st.tuples(ids, names, shares, kinds), min_size=1, max_size=6)


def village(number: int) -> str:
    """Return the last word of a village's name: unique, and never broken in a column."""
    return f"Xóm{number:02}"


@st.composite
def views(draw: st.DrawFn) -> View:
    """Draw a view of a directive at a day, with names of any letters and length."""
    village_names = draw(st.lists(names, min_size=1, max_size=12))
    villages = [
        {"id": f"v{number}", "name": " ".join(f"{name} {village(number)}".split())}
        for number, name in enumerate(village_names)
    ]
    owner = json.dumps(f"Ủy ban {draw(names)}.", ensure_ascii=False)
    source = HEAD.format(villages=json.dumps(villages, ensure_ascii=False), owner=owner)
    for number, (id_, title, share, kind) in enumerate(draw(tasks)):
        slug = "-".join(filter(None, f"viec-{id_}-{number}".split("-")))
        name = json.dumps(f"Việc {title}.", ensure_ascii=False)
        source += f"  - {{id: {slug}, title: {name}, {share}, {kind}}}\n"
    document, problems, _ = load(source.encode(), "drawn.yaml")
    assert document, problems
    return view(document, whole_day(date(2021, 7, draw(st.integers(1, 31)))), Filters())


def laid_out(report: str, drawn: View, words: Words) -> Sequence[Block]:
    if report == "status":
        return status.blocks(status.make(drawn), words)
    return (
        item_lists.overdue_blocks(drawn, words)
        if report == "overdue"
        else item_lists.list_blocks(drawn, words)
    )


@given(views(), st.integers(40, 200), st.sampled_from(LANGUAGES))
def test_no_line_is_too_wide_and_every_late_village_is_named(
    drawn: View, width: int, language: str
) -> None:
    words = Words("vi" if language == "vi" else "en")
    overdue = [item for item in drawn.items if item.state.status == "overdue"]
    by_village = [item.village.id for item in overdue if item.village]
    by_task = [
        id_ for item in overdue for id_ in item.task.villages if len(item.task.villages) == 1
    ]
    late = {village(int(id_[1:])) for id_ in (*by_village, *by_task)}
    for report in ("status", "overdue", "list"):
        shown = text.render(laid_out(report, drawn, words), words, width=width, color=False)
        assert max(map(cell_len, shown.splitlines())) <= width
        if report == "overdue":
            assert late == set(re.findall(r"Xóm\d\d", shown.partition("\n\n")[2]))


LATE_DAYS = ("2021-06-21", "2021-06-28", "2021-07-02", "2021-07-20", "2021-09-30", "2026-11-29")


@pytest.mark.parametrize("day", LATE_DAYS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_screen_has_totals_late_owners_and_this_week_s_deadlines(
    day: str, language: str
) -> None:
    arguments = ("status", "-f", str(SHIPPED), "--as-of", day, "--lang", language)
    lines = run(*arguments).out.splitlines()
    rest = lines.index("Tổng quan" if language == "vi" else "Overview")
    assert rest <= 23  # a screen has 24 lines, one of them for the shell
    screen = "\n".join(lines[:rest])
    items = json.loads(run(*arguments, "-F", "json").out)["items"]
    late = [item for item in items if item["status"] == "overdue"]
    assert ("Quá hạn, theo chủ trì" in screen or "Overdue, by owner" in screen) == bool(late)
    assert re.search(r"trong tuần này|hết tuần này|this week|of the week", screen)
    shortened = [line for line in lines[:rest] if line.startswith("…")]
    assert all(re.search(r"\d+", line) for line in shortened)


def test_the_first_screen_counts_the_owners_that_it_leaves_out() -> None:
    arguments = ("status", "-f", str(SHIPPED), "--as-of", "2021-07-20", "--lang", "en")
    by_owner = json.loads(run(*arguments, "-F", "json").out)["by_owner"]
    late = [row for row in by_owner if row["counts"]["overdue"]]
    shown = run(*arguments).out.split("\n\n")[1].splitlines()
    others = re.fullmatch(r"… and (\d+) other owners: .*", shown[-1])
    assert others
    assert int(others[1]) + len(shown) - 4 == len(late)


FIGURES = {
    "vi": r"(\d+) đầu việc: đã hoàn thành (\d+), quá hạn (\d+)(?: \(trong đó \d+ chậm bắt đầu\))?,"
    r" trong hạn (\d+), không có thời hạn (\d+)\.",
    "en": r"(\d+) items: (\d+) done, (\d+) overdue(?: \(of which \d+ late to begin\))?,"
    r" (\d+) in time, (\d+) without a deadline\.",
}
LATE = {"vi": r"(\d+)/(\d+) đầu việc quá hạn", "en": r"(\d+) of (\d+) items overdue"}


@pytest.mark.parametrize(("file", "day"), [(SMALL, "2024-03-20"), (SHIPPED, "2021-07-20")])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_format_has_the_same_totals(file: str, day: str, language: str) -> None:
    def figures(command: str, pattern: str) -> set[tuple[int, ...]]:
        arguments = (command, "-f", str(file), "--as-of", day, "--lang", language)
        page = " ".join(Reader(run(*arguments, "-F", "html").out).texts)
        markdown = run(*arguments, "-F", "md").out.replace("\\", "")
        matches = [re.search(pattern, output) for output in (run(*arguments).out, page, markdown)]
        return {tuple(map(int, match.groups())) for match in matches if match}

    arguments = ("status", "-f", str(file), "--as-of", day)
    counts = json.loads(run(*arguments, "-F", "json").out)["counts"]
    done = sum(count for name, count in counts.items() if name.startswith("done"))
    rest = (counts[name] for name in ("overdue", "in_time", "no_deadline"))
    assert figures("status", FIGURES[language]) == {(counts["total"], done, *rest)}
    assert figures("overdue", LATE[language]) == {(counts["overdue"], counts["total"])}


def test_tables_for_programs_have_one_row_for_each_overdue_item() -> None:
    arguments = ("overdue", "-f", str(SHIPPED), "--as-of", "2021-07-20")
    items = json.loads(run(*arguments, "-F", "json").out)["items"]
    assert len(run(*arguments, "-F", "csv").out.splitlines()) == len(items) + 1
    chosen = run(*arguments, "-F", "md", "--columns", "key,village").out
    assert sum(line.startswith("| ") for line in chosen.splitlines()) == len(items) + 2
    rows = run(*arguments, "-F", "md").out
    tasks = {item["task"] for item in items}
    assert sum(line.startswith("| ") for line in rows.splitlines()) == len(tasks) + 2
