"""The board shows what the reports say: each of its parts against what it was made from."""

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
    document, own = document_of(name), FILES[name][1]
    moment = Moment(datetime.combine(day or own, time(23, 59)), whole_day=True)
    return view(document, moment, filters or Filters())


@cache
def document_of(name: str) -> Document:
    """Read a file once for all days that are asked about."""
    path, _ = FILES[name]
    document = load(path.read_bytes(), path.name).document
    assert document
    return document


def laid_out(found: View) -> BoardPage:
    return board_page.page(board_page.make(found), WORDS)


def contents(found: View) -> list[Content]:
    return [one for part in laid_out(found).parts for one in part.contents]


each_file = pytest.mark.parametrize("name", FILES)


@each_file
def test_every_item_is_in_one_row_and_every_row_of_villages_stands_for_a_task(name: str) -> None:
    found = seen(name)
    matrix, items = (one for one in contents(found) if isinstance(one, Listing))
    groups = group_items(found.items, WORDS)
    ids = [group[0].key if len(group) == 1 else group[0].task.id for group in groups]
    assert [row[1].value for row in items.table.rows] == ids
    assert [one.statuses for one in items.rows] == [[group[0].state.status] for group in groups]
    own = {item.task.id for item in found.items if item.village}
    assert {row[1].value for row in matrix.table.rows} == own


@each_file
def test_all_that_is_late_is_owed_by_somebody_and_somewhere(name: str) -> None:
    found = seen(name)
    late = [item for item in found.items if item.state.status == "overdue"]
    by_owner, by_village = (
        sum(int(debtor.summary.split()[0]) for debtor in one.debtors)
        for one in contents(found)
        if isinstance(one, Debtors)
    )
    assert by_owner == sum(len(item.owners) for item in late), "each lead owes it"
    assert by_village == len(late)


def test_what_no_village_answers_for_names_all_who_do(tmp_path: Path) -> None:
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
    debts = [one for one in contents(view(document, moment, Filters())) if isinstance(one, Debtors)]
    ((shared,),) = [one.debtors for one in debts if one.title.startswith("By village")]
    assert [late.title for late in shared.late] == [
        "Chung; An, Bình, Chi",
        "Riêng; Chi, An, Bình",
        "Nhóm; Hai bên",
    ]


@each_file
def test_the_oldest_debt_stands_first(name: str) -> None:
    debts = [one for one in contents(seen(name)) if isinstance(one, Debtors)]
    for debtor in (debtor for one in debts for debtor in one.debtors):
        days = [int(late.days.split()[0]) for late in debtor.late]
        assert days == sorted(days, reverse=True)


@each_file
def test_cards_stand_by_urgency_late_longest_first_then_due_soonest(name: str) -> None:
    found = seen(name)
    groups = [one for one in contents(found) if isinstance(one, Cards)]
    statuses = [card.facets.statuses for one in groups for card in one.cards]
    order = [["overdue"], ["due-today"], ["due-soon"], ["open"]]
    assert [status for status in order if status in statuses] == [
        status for status, _ in itertools.groupby(statuses)
    ]
    pressing = [item for item in found.items if [item.state.status] in order]
    assert len(statuses) == len(group_items(pressing, WORDS))
    days = [
        int(late.group(1))
        for one in groups
        for card in one.cards
        if (late := re.search(r"\((\d+) days?\)", str(card.state.value)))
    ]
    assert days == sorted(days, reverse=True)


@each_file
def test_every_deadline_is_on_the_line_and_today_between_past_and_future(name: str) -> None:
    found = seen(name)
    (line,) = (one for one in contents(found) if isinstance(one, Timeline))
    dated = [item for item in found.items if item.state.due and not item.task.repeat]
    owed = {(item.state.due, item.task.id) for item in dated if item.state.status != "cancelled"}
    stops = [stop for stop in line.stops if stop.dues]
    assert {stop.day for stop in stops} == {day for day, _ in owed}
    assert Counter(stop.day for stop in stops for _ in stop.dues) >= Counter(day for day, _ in owed)
    assert [stop.day for stop in line.stops] == sorted(stop.day for stop in line.stops)
    assert [stop.day for stop in line.stops if not stop.dues] == [found.moment.day]


@each_file
def test_each_day_of_progress_is_what_was_counted_on_that_day(name: str) -> None:
    found = seen(name)
    days = trend(found)
    assert days[-1].counts == found.counts
    for one in days:
        assert one.counts == seen(name, day=one.day).counts


@pytest.mark.parametrize("day", [date(2025, 3, 10), date(2025, 3, 11), date(2999, 12, 31)])
def test_progress_has_few_days_however_many_years_pass(day: date) -> None:
    days = trend(seen("weeks", day=day))
    assert 1 <= len(days) <= MOST_DAYS
    assert days[-1].day == day
    assert sorted({one.day for one in days}) == [one.day for one in days]


@each_file
def test_a_chart_has_the_figures_that_it_draws(name: str) -> None:
    (chart,) = (one for one in contents(seen(name)) if isinstance(one, Chart))
    done, overdue = chart.curves
    rows = [tuple(cell.value for cell in row) for row in chart.figures.rows]
    assert [(row[0], row[2], row[3]) for row in rows] == [
        *zip(chart.days, done.values, overdue.values, strict=True)
    ]
    assert chart.most == max(row[1] for row in rows if isinstance(row[1], int))


def test_a_strip_has_the_newest_reports() -> None:
    strips = [one for one in contents(seen("weeks")) if isinstance(one, Strip)]
    assert [len(one.days) for one in strips]
    ran = run("register", "-f", "weeks.yaml", "--as-of", "2025-04-02", "-F", "json")
    registers = json.loads(ran.out)["registers"]
    assert [[day.isoformat() for day, _ in one.days] for one in strips] == [
        [day["day"] for day in one["occurrences"]] for one in registers
    ]


def test_a_strip_says_whose_share_of_a_duty_it_is() -> None:
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
    found = view(document, Moment(datetime(2021, 7, 1)), Filters())
    assert [one.title for one in contents(found) if isinstance(one, Strip)] == [
        "Vẽ (mục 1); Kim Bình",
        "Vẽ (mục 1); Chế Biển",
        "Viết; An",
        "Viết; Bình",
        "Họp",
    ]


def test_filters_narrow_all_of_it() -> None:
    narrowed = seen("weeks", filters=Filters(villages=["suoi loi"]))
    page = laid_out(narrowed)
    assert page.notes[-1].text == "Only: village Suối Lội."
    assert trend(narrowed)[-1].counts == narrowed.counts != seen("weeks").counts


@pytest.mark.parametrize("files", [["small.yaml"], ["small.yaml", "weeks.yaml"]])
def test_a_board_of_no_items_says_so(files: list[str]) -> None:
    named = [option for file in files for option in ("-f", file)]
    ran = run("export", "-F", "html", *named, "--search", "zzz", "--lang", "en")
    assert (ran.code, ran.err) == (0, "")
    page = lxml.html.document_fromstring(ran.out)
    assert "Only: words “zzz”." in page.text_content()
    assert "Nothing is overdue." in page.text_content()
    assert not page.xpath("//table[not(.//td)]")


def test_nothing_late_is_said_to_be_so() -> None:
    page = laid_out(seen("weeks", day=date(2025, 3, 10)))
    assert "Nothing is overdue." in str(page.parts)


@pytest.mark.parametrize(("done", "role"), [(0, "plain"), (2, "plain"), (3, "good"), (10, "good")])
def test_what_is_done_is_good_news_from_thirty_per_cent_on(done: int, role: str) -> None:
    tasks = "".join(f"  - {{id: t{n}, title: T, owner: an, due: 2021-07-01}}\n" for n in range(10))
    entries = "".join(f"  - {{task: t{n}, mark: done, on: 2021-06-22}}\n" for n in range(done))
    log = f"progress:\n{entries}" if done else ""
    text = f"{HEAD}tasks:\n{tasks}{log}"
    document = load(text.encode(), "file.yaml").document
    assert document
    figures = laid_out(view(document, Moment(datetime(2021, 6, 23)), Filters())).figures
    assert (figures[0].value.partition(" ")[0], figures[0].role) == (f"{done}/10", role)


SEVERAL = ("export", "-f", "small.yaml", "-f", "weeks.yaml", "--as-of", "2025-04-20", "-F", "html")


def test_several_directives_are_one_board_with_a_filter_for_each() -> None:
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


def test_groups_of_several_files_are_told_apart(tmp_path: Path) -> None:
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
    assert {one.get("value"): one.text for one in options} == {
        "doan-the": "Đoàn thể",
        "doan-the-2": "Khối đoàn thể",
    }


def test_a_board_has_no_columns_to_choose_of_several_directives_either() -> None:
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
