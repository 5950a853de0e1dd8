"""The board shows what the reports say: each of its parts against what it was made from."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from datetime import datetime
from datetime import time

import pytest
from running import DATA
from running import SHIPPED
from running import run

from ntmtrack.datafile.load import load
from ntmtrack.directive.dates import Moment
from ntmtrack.reports.board import board_page
from ntmtrack.reports.board.board_days import MOST_DAYS
from ntmtrack.reports.board.board_days import trend
from ntmtrack.reports.board.board_parts import Chart
from ntmtrack.reports.board.board_parts import Content
from ntmtrack.reports.board.board_parts import Debtors
from ntmtrack.reports.board.board_parts import Listing
from ntmtrack.reports.board.board_parts import Strip
from ntmtrack.reports.board.board_parts import Timeline
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


def seen(name: str, *, filters: Filters | None = None, day: date | None = None) -> View:
    path, own = FILES[name]
    document = load(path.read_bytes(), path.name).document
    assert document
    moment = Moment(datetime.combine(day or own, time(23, 59)), whole_day=True)
    return view(document, moment, filters or Filters())


def contents(found: View) -> list[Content]:
    page = board_page.page(board_page.make(found), WORDS)
    return [one for part in page.parts for one in part.contents]


each_file = pytest.mark.parametrize("name", FILES)


@each_file
def test_every_item_is_listed_once_and_every_row_stands_for_a_task(name: str) -> None:
    found = seen(name)
    matrix, items = (one for one in contents(found) if isinstance(one, Listing))
    assert [row[1].value for row in items.table.rows] == [item.key for item in found.items]
    assert [one.statuses for one in items.rows] == [[item.state.status] for item in found.items]
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


@each_file
def test_the_oldest_debt_stands_first(name: str) -> None:
    debts = [one for one in contents(seen(name)) if isinstance(one, Debtors)]
    for debtor in (debtor for one in debts for debtor in one.debtors):
        days = [int(text.split()[0]) for _, text in debtor.late]
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
    page = board_page.page(board_page.make(narrowed), WORDS)
    assert page.notes[-1].text == "Only: village Suối Lội."
    assert trend(narrowed)[-1].counts == narrowed.counts != seen("weeks").counts


def test_nothing_late_is_said_to_be_so() -> None:
    page = board_page.page(board_page.make(seen("weeks", day=date(2025, 3, 10))), WORDS)
    assert "Nothing is overdue." in str(page.parts)
