"""The board agrees with the reports: each of its parts against its sources."""

from __future__ import annotations

import itertools
import json
import re
from collections import Counter
from datetime import date
from datetime import datetime
from datetime import time
from functools import cache
from pathlib import Path

import lxml.html  # type: ignore[import-untyped]  # its stubs are for one test too much
import pytest
from running import DATA
from running import SHIPPED
from running import run

from ntmtrack.datafile.load import load
from ntmtrack.directive.dates import Moment
from ntmtrack.directive.model import Document
from ntmtrack.reports.board import board_page
from ntmtrack.reports.board.board_days import MOST_DAYS
from ntmtrack.reports.board.board_days import trend
from ntmtrack.reports.board.board_parts import BoardPage
from ntmtrack.reports.board.board_parts import Cards
from ntmtrack.reports.board.board_parts import Chart
from ntmtrack.reports.board.board_parts import Content
from ntmtrack.reports.board.board_parts import Debtors
from ntmtrack.reports.board.board_parts import Listing
from ntmtrack.reports.board.board_parts import Strip
from ntmtrack.reports.board.board_parts import Timeline
from ntmtrack.reports.sentences import group_items
from ntmtrack.status.selection import Filters
from ntmtrack.status.view import View
from ntmtrack.status.view import view
from ntmtrack.wording.words import Words

WORDS = Words("en")
FILES = {
    "small": (DATA / "small.yaml", date(2024, 3, 20)),
    "weeks": (DATA / "weeks.yaml", date(2025, 4, 2)),
    "later": (DATA / "later.yaml", date(2025, 5, 20)),
    "letter": (SHIPPED, date(2021, 7, 16)),
}
HEAD = """
format: 1
directive: {number: 1-CV/ĐU, issued: 2021-06-21, issuer: Đảng ủy, subject: Thử}
owners: [{id: an, name: An}]
"""


def seen(name: str, *, filters: Filters | None = None, day: date | None = None) -> View:
    document, own_day = document_of(name), FILES[name][1]
    moment = Moment(datetime.combine(day or own_day, time(23, 59)), whole_day=True)
    return view(document, moment, filters or Filters())


@cache
def document_of(name: str) -> Document:
    """Load a file once for all days."""
    path, _ = FILES[name]
    document = load(path.read_bytes(), path.name).document
    assert document
    return document


def page_of(view_: View) -> BoardPage:
    return board_page.page(board_page.make(view_), WORDS)


def contents(view_: View) -> list[Content]:
    return [content for part in page_of(view_).parts for content in part.contents]


each_file = pytest.mark.parametrize("name", FILES)


@each_file
def test_every_item_is_in_one_row_and_every_row_of_the_matrix_is_a_task(name: str) -> None:
    view_ = seen(name)
    matrix, items = (part for part in contents(view_) if isinstance(part, Listing))
    groups = group_items(view_.items, WORDS)
    ids = [group[0].key if len(group) == 1 else group[0].task.id for group in groups]
    assert [row[1].value for row in items.table.rows] == ids
    assert [part.statuses for part in items.rows] == [[group[0].state.status] for group in groups]
    own = {item.task.id for item in view_.items if item.village}
    assert {row[1].value for row in matrix.table.rows} == own


@each_file
def test_every_late_item_is_counted_by_owner_and_by_village(name: str) -> None:
    view_ = seen(name)
    late = [item for item in view_.items if item.state.status == "overdue"]
    by_owner, by_village = (
        sum(int(debtor.summary.split()[0]) for debtor in part.debtors)
        for part in contents(view_)
        if isinstance(part, Debtors)
    )
    assert by_owner == sum(len(item.owners) for item in late), "each lead owes it"
    assert by_village == len(late)


def test_late_items_without_a_village_name_all_their_leads(tmp_path: Path) -> None:
    tasks = (
        "  - {id: chung, title: Chung, owner: [an, binh, chi], due: 2021-07-01}\n"
        "  - {id: rieng, title: Riêng, owner: [chi, an, binh], each: owner, due: 2021-07-02}\n"
        "  - {id: nhom, title: Nhóm, owner: hai-ben, each: owner, due: 2021-07-03}\n"
    )
    path = tmp_path / "viec.yaml"
    text = HEAD.replace(
        "[{id: an, name: An}]", "[{id: an, name: An}, {id: binh, name: Bình}, {id: chi, name: Chi}]"
    )
    group = "owner_groups: [{id: hai-ben, name: Hai bên, members: [an, binh]}]\n"
    path.write_text(f"{text}{group}tasks:\n{tasks}progress: []\n", "utf-8")
    document = load(path.read_bytes(), path.name).document
    assert document
    moment = Moment(datetime.combine(date(2021, 7, 16), time(23, 59)), whole_day=True)
    debts = [
        part for part in contents(view(document, moment, Filters())) if isinstance(part, Debtors)
    ]
    ((shared,),) = [part.debtors for part in debts if part.title.startswith("By village")]
    assert [late.title for late in shared.late] == [
        "Chung; An, Bình, Chi",
        "Riêng; Chi, An, Bình",
        "Nhóm; Hai bên",
    ]


@each_file
def test_the_oldest_debt_is_first(name: str) -> None:
    debts = [part for part in contents(seen(name)) if isinstance(part, Debtors)]
    for debtor in (debtor for part in debts for debtor in part.debtors):
        days = [int(late.days.split()[0]) for late in debtor.late]
        assert days == sorted(days, reverse=True)


@each_file
def test_cards_are_sorted_by_urgency(name: str) -> None:
    view_ = seen(name)
    groups = [group for group in contents(view_) if isinstance(group, Cards)]
    statuses = [card.facets.statuses for group in groups for card in group.cards]
    order = [["overdue"], ["due-today"], ["due-soon"], ["open"]]
    assert [status for status in order if status in statuses] == [
        status for status, _ in itertools.groupby(statuses)
    ]
    pressing = [item for item in view_.items if [item.state.status] in order]
    assert len(statuses) == len(group_items(pressing, WORDS))
    days = [
        int(late.group(1))
        for group in groups
        for card in group.cards
        if (late := re.search(r"\((\d+) days?\)", str(card.state.value)))
    ]
    assert days == sorted(days, reverse=True)


@each_file
def test_every_deadline_and_today_are_on_the_timeline_in_order(name: str) -> None:
    view_ = seen(name)
    (line,) = (part for part in contents(view_) if isinstance(part, Timeline))
    dated = [item for item in view_.items if item.state.due and not item.task.repeat]
    owed = {(item.state.due, item.task.id) for item in dated if item.state.status != "cancelled"}
    stops = [stop for stop in line.stops if stop.dues]
    assert {stop.day for stop in stops} == {day for day, _ in owed}
    assert Counter(stop.day for stop in stops for _ in stop.dues) >= Counter(day for day, _ in owed)
    assert [stop.day for stop in line.stops] == sorted(stop.day for stop in line.stops)
    assert [stop.day for stop in line.stops if not stop.dues] == [view_.moment.day]


@each_file
def test_each_day_of_the_trend_has_the_counts_of_that_day(name: str) -> None:
    view_ = seen(name)
    days = trend(view_)
    assert days[-1].counts == view_.counts
    for trend_day in days:
        assert trend_day.counts == seen(name, day=trend_day.day).counts


@pytest.mark.parametrize("day", [date(2025, 3, 10), date(2025, 3, 11), date(2999, 12, 31)])
def test_the_trend_has_few_days_however_many_years_pass(day: date) -> None:
    days = trend(seen("weeks", day=day))
    assert 1 <= len(days) <= MOST_DAYS
    assert days[-1].day == day
    assert sorted({trend_day.day for trend_day in days}) == [trend_day.day for trend_day in days]


@each_file
def test_a_chart_has_a_table_with_the_figures_that_it_draws(name: str) -> None:
    (chart,) = (part for part in contents(seen(name)) if isinstance(part, Chart))
    done, overdue = chart.curves
    rows = [tuple(cell.value for cell in row) for row in chart.figures.rows]
    assert [(row[0], row[2], row[3]) for row in rows] == [
        *zip(chart.days, done.values, overdue.values, strict=True)
    ]
    assert chart.most == max(row[1] for row in rows if isinstance(row[1], int))


def test_a_strip_has_the_occurrences_of_the_register() -> None:
    strips = [part for part in contents(seen("weeks")) if isinstance(part, Strip)]
    assert [len(strip.days) for strip in strips]
    ran = run("register", "-f", "weeks.yaml", "--as-of", "2025-04-02", "-F", "json")
    registers = json.loads(ran.out)["registers"]
    assert [[day.isoformat() for day, _ in strip.days] for strip in strips] == [
        [day["day"] for day in register["occurrences"]] for register in registers
    ]


def test_the_title_of_a_strip_names_the_share_of_a_duty() -> None:
    shares = """
format: 1
directive: {number: 1-CV/ĐU, issued: 2021-06-21, issuer: Đảng ủy, subject: Thử}
owners: [{id: an, name: An}, {id: binh, name: Bình}]
villages: [{id: kim-binh, name: Kim Bình}, {id: che-bien, name: Chế Biển}]
tasks:
  - {id: ve, title: Vẽ, place: mục 1, owner: an, villages: all, each: village, REPEAT}
  - {id: viet, title: Viết, owner: [an, binh], each: owner, REPEAT}
  - {id: hop, title: Họp, owner: an, REPEAT}
""".replace("REPEAT", "repeat: {every: day, from: 2021-06-22}")
    document = load(shares.encode(), "tệp.yaml").document
    assert document
    view_ = view(document, Moment(datetime(2021, 7, 1)), Filters())
    assert [part.title for part in contents(view_) if isinstance(part, Strip)] == [
        "Vẽ (mục 1); Kim Bình",
        "Vẽ (mục 1); Chế Biển",
        "Viết; An",
        "Viết; Bình",
        "Họp",
    ]


def test_filters_narrow_the_whole_board() -> None:
    narrowed = seen("weeks", filters=Filters(villages=["suoi loi"]))
    page = page_of(narrowed)
    assert page.notes[-1].text == "Only: village Suối Lội."
    assert trend(narrowed)[-1].counts == narrowed.counts != seen("weeks").counts


@pytest.mark.parametrize("files", [["small.yaml"], ["small.yaml", "weeks.yaml"]])
def test_a_board_without_items_says_so(files: list[str]) -> None:
    named = [option for file in files for option in ("-f", file)]
    ran = run("export", "-F", "html", *named, "--search", "zzz", "--lang", "en")
    assert (ran.code, ran.err) == (0, "")
    page = lxml.html.document_fromstring(ran.out)
    assert "Only: words “zzz”." in page.text_content()
    assert "Nothing is overdue." in page.text_content()
    assert not page.xpath("//table[not(.//td)]")


def test_a_board_says_that_nothing_is_overdue() -> None:
    page = page_of(seen("weeks", day=date(2025, 3, 10)))
    assert "Nothing is overdue." in str(page.parts)


@pytest.mark.parametrize(("done", "role"), [(0, "plain"), (2, "plain"), (3, "good"), (10, "good")])
def test_the_done_figure_is_good_from_thirty_percent_on(done: int, role: str) -> None:
    tasks = "".join(f"  - {{id: t{n}, title: T, owner: an, due: 2021-07-01}}\n" for n in range(10))
    entries = "".join(f"  - {{task: t{n}, mark: done, on: 2021-06-22}}\n" for n in range(done))
    log = f"progress:\n{entries}" if done else ""
    text = f"{HEAD}tasks:\n{tasks}{log}"
    document = load(text.encode(), "file.yaml").document
    assert document
    figures = page_of(view(document, Moment(datetime(2021, 6, 23)), Filters())).figures
    assert (figures[0].value.partition(" ")[0], figures[0].role) == (f"{done}/10", role)


SEVERAL = ("export", "-f", "small.yaml", "-f", "weeks.yaml", "--as-of", "2025-04-20", "-F", "html")


def test_several_directives_share_a_board_with_a_filter_by_directive() -> None:
    ran = run(*SEVERAL, "--lang", "en")
    assert (ran.code, ran.err) == (0, "")
    page = lxml.html.document_fromstring(ran.out)
    assert page.findtext(".//h1") == "2 directives: as at the end of 20/04/2025"
    assert page.xpath("//select[@id='directives']/option/@value") == ["", "07-kh-xd", "12-cv-du"]
    cards = page.xpath("//li[@class='card' and @data-directives]")
    numbers = {
        card.findtext("p[@class='directive']"): card.get("data-directives") for card in cards
    }
    assert numbers == {"07-KH/XĐ": "07-kh-xd", "12-CV/ĐU": "12-cv-du"}
    rows = page.xpath("//table[@data-counted]/tbody/tr")
    assert all("/" in (row.findtext("th") or "") and row.get("data-directives") for row in rows)


def test_groups_of_several_files_are_distinguished(tmp_path: Path) -> None:
    named = []
    for number, name in enumerate(("Đoàn thể", "Khối đoàn thể", "Đoàn thể"), 1):
        path = tmp_path / f"{number}.yaml"
        path.write_text(
            f"format: 1\ndirective: {{number: {number}-CV/ĐU, issued: 2025-02-03, issuer: Đảng ủy,"
            " subject: V}\n"
            f"owners: [{{id: hoi, name: Hội}}, {{id: n{number}, name: Đoàn {number % 2}}}]\n"
            f"owner_groups: [{{id: doan-the, name: {name}, members: [hoi, n{number}]}}]\n"
            "tasks: [{id: viec, title: Việc, owner: doan-the, due: 2025-03-01}]\n",
            "utf-8",
        )
        named += ["-f", str(path)]
    ran = run("export", "-F", "html", *named, "--as-of", "2025-03-09")
    page = lxml.html.document_fromstring(ran.out)
    options = page.xpath("//select[@id='owners']/option[starts-with(@value, 'doan-the')]")
    assert {option.get("value"): option.text for option in options} == {
        "doan-the": "Đoàn thể",
        "doan-the-2": "Khối đoàn thể",
    }


def test_a_board_of_several_directives_has_no_columns_to_choose() -> None:
    ran = run(*SEVERAL, "--columns", "task", "--lang", "en")
    assert (ran.code, ran.out) == (2, "")
    assert "[no-effect]" in ran.err


def test_key_figures_of_thousands_have_the_marks_of_the_language() -> None:
    tasks = "".join(
        f"  - {{id: t{n}, title: Thu, owner: a, due: 2021-06-30}}\n" for n in range(1200)
    )
    text = f"{HEAD.partition('owners')[0]}owners: [{{id: a, name: An}}]\ntasks:\n{tasks}"
    document = load(text.encode(), "nghin.yaml").document
    assert document is not None
    seen = view(document, Moment(datetime(2021, 7, 2, 23, 59)), Filters())
    page = board_page.page(board_page.make(seen), Words("vi"))
    assert [figure.value for figure in page.figures][:2] == ["0/1.200 (0,0%)", "1.200"]
