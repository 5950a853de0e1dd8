"""Check the periodic reports against rules that hold for every directive and every log."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from datetime import datetime
from datetime import time
from datetime import timedelta
from json import loads
from typing import Any

from drawn import FIRST
from drawn import any_kind
from drawn import any_moment
from drawn import documents
from drawn import recurrences
from hypothesis import given
from hypothesis import settings
from screen import width

from ntmtrack.directive import weeks
from ntmtrack.directive.dates import Moment
from ntmtrack.directive.dates import whole_day
from ntmtrack.directive.model import Document
from ntmtrack.render import json
from ntmtrack.render import text
from ntmtrack.reports import item_lists
from ntmtrack.reports import remind
from ntmtrack.reports.weekly import week
from ntmtrack.reports.weekly.sections import blocks
from ntmtrack.reports.weekly.sections import data
from ntmtrack.status.occurrences import Span
from ntmtrack.status.occurrences import occurrences
from ntmtrack.status.occurrences import tally
from ntmtrack.status.selection import Filters
from ntmtrack.status.view import Counts
from ntmtrack.status.view import by_owner
from ntmtrack.status.view import by_village
from ntmtrack.status.view import count_items
from ntmtrack.status.view import view
from ntmtrack.wording.words import LANGUAGES
from ntmtrack.wording.words import Words

EVERYTHING = Filters()
FINISHED = ("done", "done-late", "cancelled")
FATES = ("on_time", "late", "nothing", "excused")
# A whole report costs more than a status, and a few examples reveal as much.
some = settings(max_examples=settings().max_examples // 3)


def report(document: Document, moment: Moment, day: date | None = None) -> week.WeeklyReport:
    """Return the report on the week of a day or of the moment."""
    starts = document.settings.week_starts
    week_ = weeks.week_of(day or moment.day, starts)
    return week.make(document, moment, week_, EVERYTHING)


def summed(rows: list[Counts]) -> Counts:
    names = Counts._fields
    return Counts(**{name: sum(getattr(row, name) for row in rows) for name in names})


@some
@given(documents(any_kind, most=6), any_moment)
def test_the_rows_of_a_week_add_up(document: Document, moment: Moment) -> None:
    report_ = report(document, moment)
    assert (
        summed([row for _, row in by_village(report_.view.items, document)]) == report_.view.counts
    )
    each_lead = count_items(item for item in report_.view.items for _ in item.owners)
    assert summed([row for _, row in by_owner(report_.view.items)]) == each_lead


@given(documents(any_kind, most=6), any_moment)
def test_the_lists_of_a_week_follow_from_its_items(document: Document, moment: Moment) -> None:
    week = printed(document, moment)
    starts = {
        item.key: next((f"{entry.on}" for entry in item.entries if entry.mark == "started"), None)
        for item in report(document, moment).view.items
    }
    first, last = week["week"]["start"], week["week"]["end"]
    items = {item["key"]: item for item in week["items"]}
    once = [item for item in items.values() if item["repeat"] is None]

    def within(when: str | None) -> bool:
        return when is not None and first <= when[:10] <= last

    late = [item for item in items.values() if item["status"] == "overdue"]
    late.sort(key=lambda item: -item["days_late"])
    assert week["overdue"] == keys(late)
    late_before = overdue_on(document, date.fromisoformat(first) - timedelta(days=1))
    new = [item for item in late if item["key"] not in late_before or within(item["due"])]
    assert week["newly_overdue"] == keys(new)
    assert week["done"] == keys(item for item in once if within(item["done"]))
    unfinished = [item for item in once if item["status"] not in FINISHED]
    begun = [item for item in unfinished if within(starts[item["key"]])]
    assert all(item["started"] for item in begun)
    assert week["started"] == keys(begun)
    owed = [item for item in once if item["status"] != "cancelled"]
    ending = [item for item in owed if not (item["standing"] and item["status"] == "no-deadline")]
    done = [item for item in ending if item["status"] in FINISHED]
    assert week["completion_rate"] == (len(done) / len(ending) if ending else None)


def printed(document: Document, moment: Moment) -> dict[str, Any]:
    """Return the report as its parsed JSON."""
    read: dict[str, Any] = loads("".join(json.render(data(report(document, moment), Words("vi")))))
    return read


def keys(items: Iterable[dict[str, Any]]) -> list[str]:
    return [item["key"] for item in items]


def overdue_on(document: Document, day: date) -> list[str]:
    """Return the keys of items overdue at the end of a day; none are before the directive."""
    if day < document.directive.issued:
        return []
    end = Moment(datetime.combine(day, time(23, 59)), whole_day=True)
    overdue: list[str] = printed(document, end)["overdue"]
    return overdue


@some
@given(documents(any_kind), any_moment)
def test_the_report_of_a_past_week_does_not_change_later(
    document: Document, moment: Moment
) -> None:
    week = weeks.week_of(moment.day, document.settings.week_starts)
    at_its_end = weeks.judging_moment(week, whole_day(week.end))
    known = [entry for entry in document.progress if entry.on <= at_its_end.at]
    then = document._replace(progress=tuple(known))
    later = whole_day(week.next.end)
    for language in LANGUAGES:
        words = Words(language)
        now = list(json.render(data(report(document, later, week.start), words)))
        assert now == list(json.render(data(report(then, at_its_end), words)))


@some
@given(documents(any_kind, most=4), any_moment)
def test_the_text_of_a_week_fits_into_mail(document: Document, moment: Moment) -> None:
    words = Words("vi")
    shown = text.render(blocks(report(document, moment), words), words, width=78, color=False)
    assert max(map(width, shown.splitlines())) <= 78


@some
@given(documents(recurrences), any_moment)
def test_the_register_of_all_days_agrees_with_the_counts_of_items(
    document: Document, moment: Moment
) -> None:
    for item in view(document, moment, EVERYTHING).items:
        if item.state.occurrences is None:
            continue
        starts = document.settings.week_starts
        register = occurrences(item, starts, Span(FIRST, date.max), moment)
        counts, counted = tally(register), item.state.occurrences
        assert counts["missing"] == counted.missing
        assert counts["on_time"] == counted.on_time
        assert (counts["late"], counts["nothing"]) == (counted.late, counted.nothing)
        assert counts["excused"] == counted.excused
        assert len(register) - counts["pending"] == counted.expected
        assert all(
            bool(occurrence.entry) == (occurrence.outcome in FATES) for occurrence in register
        )
        missing = tuple(
            occurrence.day for occurrence in register if occurrence.outcome == "missing"
        )
        assert missing[-100:] == counted.missing_days


@some
@given(documents(any_kind, most=6), any_moment)
def test_each_pressing_item_is_in_one_reminder_to_each_lead_and_no_other_item_is(
    document: Document, moment: Moment
) -> None:
    seen = view(document, moment, EVERYTHING)
    soon = document.settings.due_soon_days
    report_ = remind.make(seen, soon)
    assert all(
        reminder.owner in item.owners for reminder in report_.reminders for item in reminder.items
    )
    listed = loads("".join(json.render(item_lists.list_data(seen, Words("vi")))))["items"]
    expected = [
        (owner["id"], item["key"])
        for item in listed
        if presses(item, soon)
        for owner in item["owner"]
    ]
    reminded = [
        (reminder.owner.id, item.key) for reminder in report_.reminders for item in reminder.items
    ]
    assert sorted(reminded) == sorted(expected)


def presses(item: dict[str, Any], soon: int) -> bool:
    """Return whether an owner is to be reminded of an item; duties count by their status."""
    near = item["days_left"] is not None and 0 < item["days_left"] <= soon
    if item["repeat"] is not None:
        near = item["status"] == "due-soon"
    return near or item["status"] in {"overdue", "due-today"}
