"""What belongs to a week, tested day by day at both ends of the week of 10 to 16 March 2025.

Every task is named by the day that matters, so that results read like the rule. The report is as at
the end of Sunday unless a test says otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from datetime import datetime
from datetime import timedelta

import pytest

from ntmtrack.datafile.load import load
from ntmtrack.directive import dates
from ntmtrack.directive.dates import Moment
from ntmtrack.directive.weeks import week_of
from ntmtrack.reports.weekly import week
from ntmtrack.reports.weekly.week import WeeklyReport
from ntmtrack.status.items import Item
from ntmtrack.status.selection import Filters
from ntmtrack.status.view import NEAR_DAYS

HEAD = """\
format: 1
directive: {number: 1-CV/ĐU, issued: ISSUED, issuer: Đảng ủy xã, subject: Việc của xã}
settings: {deadline_reading: inclusive, week_starts: mon, due_soon_days: 3}
owners: [{id: a, name: A}]
"""
SUNDAY = date(2025, 3, 16)
ALL_DAYS = (2, 8, 9, 10, 15, 16, 17, 23, 24)
FAR = "due: 2025-06-30"
WHY = "by: B, note: N"


def task(id_: object, more: str) -> str:
    return f"  - {{id: t{id_}, title: Việc, owner: a, {more}}}\n"


def entry(id_: object, on: object, mark: str, more: str = "") -> str:
    day = f"2025-03-{on:02}" if isinstance(on, int) else on
    return f"  - {{task: t{id_}, on: {day}, mark: {mark}{', ' if more else ''}{more}}}\n"


def report(
    tasks: Iterable[str],
    log: Iterable[str] = (),
    more: str = "",
    moment: Moment | None = None,
    issued: str = "2025-03-01",
    head: str = HEAD,
) -> WeeklyReport:
    lines = "".join(log)
    text = f"{head.replace('ISSUED', issued)}{more}tasks:\n{''.join(tasks)}progress:"
    document, problems, _ = load(f"{text}{chr(10) if lines else ' []'}{lines}\n".encode(), "w.yaml")
    assert document, problems
    return week.make(document, moment or dates.whole_day(SUNDAY), week_of(SUNDAY, 0), Filters())


def days(items: Iterable[Item]) -> list[int]:
    """Return the days by which the tasks of items are named."""
    return sorted(int(item.task.id.removeprefix("t")) for item in items)


def test_an_item_done_from_monday_to_sunday_is_done_this_week() -> None:
    weekly_report = report(
        [task(day, FAR) for day in ALL_DAYS],
        [entry(day, day, "done") for day in (8, 9, 10, 15, 16)],
    )
    assert days(weekly_report.done) == [10, 15, 16]


def test_an_item_is_begun_this_week_by_its_first_start_if_it_is_not_done() -> None:
    log = [entry(day, day, "started") for day in (8, 9, 10, 15, 16)]
    log += [entry(9, 11, "started"), entry(15, 16, "done")]
    assert days(report([task(day, FAR) for day in ALL_DAYS], log).started) == [10, 16]


def test_an_item_is_newly_overdue_if_it_was_not_at_the_end_of_the_week_before() -> None:
    """A deadline on Sunday the 9th is missed on Monday; one on the 16th is not missed yet."""
    weekly_report = report([task(day, f"due: 2025-03-{day:02}") for day in ALL_DAYS])
    assert days(weekly_report.overdue) == [2, 8, 9, 10, 15]
    assert days(weekly_report.newly_overdue) == [9, 10, 15]
    assert days(weekly_report.next_due) == [16, 17, 23]


def test_all_overdue_items_are_newly_overdue_in_the_first_week_of_a_directive() -> None:
    tasks = [task(day, f"due: 2025-03-{day:02}") for day in (10, 15)]
    for issued, has_week_before in (("2025-03-09", True), ("2025-03-10", False)):
        weekly_report = report(tasks, issued=issued)
        assert (weekly_report.previous is not None) is has_week_before
        assert days(weekly_report.newly_overdue) == [10, 15]


def test_a_deadline_with_an_hour_counts_to_the_minute_in_the_week_before() -> None:
    late = ("2025-03-09T23:58", "2025-03-09T23:59", "2025-03-10T00:00", "2025-03-16T23:58")
    weekly_report = report(task(number, f'due: "{hour}"') for number, hour in enumerate(late))
    assert days(weekly_report.overdue) == [0, 1, 2, 3]
    assert days(weekly_report.newly_overdue) == [1, 2, 3]


def test_a_duty_that_misses_another_report_is_newly_overdue_again() -> None:
    weekly = task(1, "repeat: {every: week, on: fri, from: 2025-03-03}")
    nothing_came = report([weekly])
    assert days(nothing_came.overdue) == [1]
    assert days(nothing_came.newly_overdue) == []  # missing since the 7th without a break
    seventh_came = report([weekly], [entry(1, 10, "done", "for: 2025-03-07")])
    assert days(seventh_came.newly_overdue) == [1]
    assert seventh_came.duties[0].missing_days == [date(2025, 3, 14)]
    assert [each.day for each in seventh_came.duties[0].arrivals] == [date(2025, 3, 7)]


@pytest.mark.parametrize("way", ["extended", "cancelled", "letter", "letter that cancels"])
def test_an_unfinished_item_moved_or_cancelled_in_the_week_has_changed(way: str) -> None:
    tasks = [task(day, FAR) for day in ALL_DAYS]
    changed, more = (8, 9, 10, 15, 16), ""
    log = []
    if way.startswith("letter"):
        says = "cancelled: true" if way.endswith("cancels") else "due: 2025-07-15"
        more = "amendments:\n" + "".join(
            f"  - {{number: {day}-CV, issued: 2025-03-{day:02}, tasks: [t{day}], {says}}}\n"
            for day in changed
        )
    else:
        to = "to: 2025-07-15, " if way == "extended" else ""
        log = [entry(day, day, way, f"{to}{WHY}") for day in changed]
    assert days(report(tasks, log, more).changed) == [10, 15, 16]
    log += [entry(15, 16, "done")]
    assert days(report(tasks, log, more).changed) == [10, 16]


def test_an_item_cancelled_and_reopened_in_the_week_has_not_changed() -> None:
    log = [entry(10, 10, "cancelled", WHY), entry(10, 11, "reopened", WHY)]
    assert days(report([task(10, FAR)], log).changed) == []


def test_items_starting_next_begin_after_the_day_of_the_report() -> None:
    tasks = [task(day, f"start: 2025-03-{day:02}, {FAR}") for day in ALL_DAYS]
    assert days(report(tasks).next_starting) == [17, 23]
    assert days(report(tasks, [entry(17, 12, "started")]).next_starting) == [23]
    assert days(report(tasks, [entry(23, 12, "done")]).next_starting) == [17]
    assert days(report(tasks, [entry(23, 12, "cancelled", WHY)]).next_starting) == [17]
    friday = report(tasks, moment=dates.whole_day(date(2025, 3, 14)))
    assert days(friday.next_starting) == [15, 16, 17, 23]


def test_the_events_of_the_next_week_come_after_the_report() -> None:
    more = "events:\n" + "".join(
        f"  - {{id: e{day}, name: Ngày {day}, date: 2025-03-{day:02}}}\n" for day in ALL_DAYS
    )
    weekly_report = report([task(1, FAR)], more=more)
    assert [event.id for event in weekly_report.next_events] == ["e17", "e23"]


def test_only_reports_on_a_month_or_longer_are_listed_as_due_next() -> None:
    monthly = task(1, "repeat: {every: month, on: 23, from: 2025-03-01}")
    weekly = task(2, "repeat: {every: week, on: fri, from: 2025-03-21}")
    assert days(report([monthly, weekly]).next_due) == [1]


def test_obstacles_are_those_of_the_week_and_unsolved_ones() -> None:
    note = "note: Mưa"
    log = [entry(day, day, "obstacle", note) for day in (8, 9, 10, 16)]
    log += [entry(8, 9, "solved"), entry(10, 11, "solved"), entry(16, 16, "obstacle", note)]
    weekly_report = report([task(day, FAR) for day in ALL_DAYS], log)
    assert [(each.item.task.id, each.solved) for each in weekly_report.obstacles] == [
        ("t9", None),
        ("t10", datetime(2025, 3, 11)),
        ("t16", None),
    ]


def test_an_obstacle_is_solved_only_by_a_later_entry() -> None:
    log = [entry(1, 10, "obstacle", "note: Mưa"), entry(1, 11, "solved")]
    log += [entry(1, 12, "obstacle", "note: Bão")]
    weekly_report = report([task(1, FAR)], log)
    assert [each.solved for each in weekly_report.obstacles] == [datetime(2025, 3, 11), None]


@pytest.mark.parametrize(
    ("on", "written", "is_later"),
    [
        (9, "2025-03-10T00:00:00", True),
        (9, "2025-03-16T23:59:59", True),
        (9, "2025-03-09T23:59:59", False),
        (9, "2025-03-17T00:00:00", False),
        (10, "2025-03-11T08:00:00", False),  # about a day of the week
        (2, "2025-03-12T08:00:00", True),
    ],
)
def test_an_entry_is_added_later_if_written_in_the_week_about_a_day_before_it(
    on: int, written: str, *, is_later: bool
) -> None:
    log = [entry(1, on, "note", f'note: N, at: "{written}+07:00"')]
    weekly_report = report([task(1, FAR)], log)
    assert days(each.item for each in weekly_report.added_later) == ([1] if is_later else [])


@pytest.mark.parametrize(("minute", "is_known"), [("08:29", False), ("08:30", True)])
def test_an_entry_written_after_the_moment_is_not_known(minute: str, *, is_known: bool) -> None:
    log = [entry(1, 9, "note", 'note: N, at: "2025-03-12T08:30:00+07:00"')]
    weekly_report = report(
        [task(1, FAR)], log, moment=Moment(datetime.fromisoformat(f"2025-03-12T{minute}"))
    )
    assert bool(weekly_report.added_later) is is_known


@pytest.mark.parametrize(
    ("due", "log", "is_quiet"),
    [
        (FAR, [], True),
        (FAR, [entry(1, 9, "note", "note: N")], True),
        (FAR, [entry(1, 10, "reminded")], True),
        (FAR, [entry(1, 10, "note", "note: N")], False),
        (FAR, [entry(1, 16, "done")], False),
        ("due: 2025-03-16", [], False),
        ("due: 2025-03-19", [], False),
        ("due: 2025-03-24", [], True),
        ("repeat: {every: week, on: fri, from: 2025-03-10, until: 2025-03-14}", [], False),
        (
            "repeat: {every: week, on: fri, from: 2025-03-10, until: 2025-03-14}",
            [entry(1, 14, "done")],
            True,
        ),
        # A daily or weekly report is not news of the next week, but one is owed today.
        ("repeat: {every: week, on: sun, from: 2025-03-10}", [], False),
        ("repeat: {every: week, on: mon, from: 2025-03-17}", [], True),
        # A report is missing, although nothing is overdue any more.
        (
            "repeat: {every: week, on: fri, from: 2025-03-10}",
            [entry(1, 15, "done", "for: 2025-03-21")],
            False,
        ),
    ],
)
def test_a_week_is_quiet_if_nothing_is_new_late_or_due(
    due: str, log: list[str], *, is_quiet: bool
) -> None:
    assert report([task(1, due)], log).quiet is is_quiet


@pytest.mark.parametrize(("soon", "is_quiet"), [(7, True), (8, False)])
def test_a_week_is_not_quiet_if_something_after_the_next_one_is_due_soon(
    soon: int, *, is_quiet: bool
) -> None:
    head = HEAD.replace("due_soon_days: 3", f"due_soon_days: {soon}")
    assert report([task(1, "due: 2025-03-24")], head=head).quiet is is_quiet


def test_a_report_that_is_not_due_yet_is_not_missing() -> None:
    weekly = task(1, "repeat: {every: week, on: fri, from: 2025-03-10}")
    thursday = report([weekly], moment=dates.whole_day(date(2025, 3, 13)))
    assert [each.day for each in thursday.duties[0].occurrences] == []
    friday = report([weekly], moment=dates.whole_day(date(2025, 3, 14)))
    assert [each.outcome for each in friday.duties[0].occurrences] == ["pending"]
    assert friday.duties[0].missing_days == []
    saturday = report([weekly], moment=dates.whole_day(date(2025, 3, 15)))
    assert saturday.duties[0].missing_days == [date(2025, 3, 14)]


@pytest.mark.parametrize(("closed", "is_quiet"), [(9, True), (10, False)])
def test_a_week_after_the_closing_is_quiet(closed: int, *, is_quiet: bool) -> None:
    overdue = task(1, "due: 2025-03-05")
    issued = f"2025-03-01, closed: 2025-03-{closed:02}"
    assert report([overdue], issued=issued).quiet is is_quiet


def test_items_to_be_worked_on_without_news_for_seven_days_are_silent() -> None:
    started = [task(day, f"start: 2025-03-{day:02}, {FAR}") for day in ALL_DAYS]
    assert days(report(started).no_update) == [2, 8, 9]
    near = [task(day, f"due: {SUNDAY + timedelta(days=day)}") for day in (0, NEAR_DAYS)]
    far = [task(day, f"due: {SUNDAY + timedelta(days=day)}") for day in (NEAR_DAYS + 1,)]
    assert days(report([*near, *far]).no_update) == [0, NEAR_DAYS]
    begun = [task(day, FAR) for day in ALL_DAYS]
    log = [entry(day, day, "started") for day in (8, 9, 10, 16)]
    assert days(report(begun, log).no_update) == [8, 9]
    finished = [entry(8, 8, "done"), entry(9, 9, "cancelled", WHY)]
    assert days(report(begun, [*log, *finished]).no_update) == []


def test_an_entry_without_effect_is_not_listed_as_added_later() -> None:
    def moved(to: str) -> str:
        return entry(1, 9, "extended", f'to: {to}, {WHY}, at: "2025-03-12T08:00:00+07:00"')

    assert days(
        each.item for each in report([task(1, FAR)], [moved("2025-07-01")]).added_later
    ) == [1]
    assert report([task(1, FAR)], [moved("2025-06-29")]).added_later == []


def test_a_cancelled_duty_is_reported_in_a_week_with_owed_or_late_reports() -> None:
    weekly = task(1, "repeat: {every: week, on: fri, from: 2025-03-03}")
    before, within = entry(1, 8, "cancelled", WHY), entry(1, 15, "cancelled", WHY)
    assert report([weekly], [before]).duties == []
    (owed,) = report([weekly], [within]).duties
    assert (owed.missing_days, owed.arrivals) == ([date(2025, 3, 14)], [])
    (late,) = report([weekly], [before, entry(1, 10, "done", "for: 2025-03-07")]).duties
    assert (late.occurrences, [each.day for each in late.arrivals]) == ([], [date(2025, 3, 7)])
