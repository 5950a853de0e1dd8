"""Hold the periodic reports against rules that are true of every directive and every log."""

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
from ntmtrack.directive.dates import at_end_of
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
from ntmtrack.status.view import count
from ntmtrack.status.view import view
from ntmtrack.wording.words import LANGUAGES
from ntmtrack.wording.words import Words

EVERYTHING = Filters()
FINISHED = ("done", "done-late", "cancelled")
FATES = ("on_time", "late", "nothing", "excused")
# A whole report costs more than a status, and a few tell as much.
some = settings(max_examples=settings().max_examples // 3)


def report(document: Document, moment: Moment, day: date | None = None) -> week.WeeklyReport:
    """Return the report on the week of a day or of the moment."""
    starts = document.settings.week_starts
    found = weeks.week_of(day or moment.day, starts)
    return week.make(document, moment, found, EVERYTHING)


def summed(rows: list[Counts]) -> Counts:
    names = Counts._fields
    return Counts(**{name: sum(getattr(row, name) for row in rows) for name in names})


@some
@given(documents(any_kind, most=6), any_moment)
def test_the_rows_of_a_week_foot(document: Document, moment: Moment) -> None:
    found = report(document, moment)
    assert summed([row for _, row in by_village(found.view.items, document)]) == found.view.counts
    each_lead = count(item for item in found.view.items for _ in item.owners)
    assert summed([row for _, row in by_owner(found.view.items)]) == each_lead


@given(documents(any_kind, most=6), any_moment)
def test_the_lists_of_a_week_are_worked_out_from_its_items(
    document: Document, moment: Moment
) -> None:
    week = printed(document, moment)
    starts = {
        item.key: next((f"{one.on}" for one in item.entries if one.mark == "started"), None)
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
    new = [one for one in late if one["key"] not in late_before or within(one["due"])]
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
    """Return the report as programs read it."""
    read: dict[str, Any] = loads("".join(json.render(data(report(document, moment), Words("vi")))))
    return read


def keys(items: Iterable[dict[str, Any]]) -> list[str]:
    return [item["key"] for item in items]


def overdue_on(document: Document, day: date) -> list[str]:
    """List what was overdue at the end of a day; nothing was before the directive."""
    if day < document.directive.issued:
        return []
    end = Moment(datetime.combine(day, time(23, 59)), whole_day=True)
    overdue: list[str] = printed(document, end)["overdue"]
    return overdue


@some
@given(documents(any_kind), any_moment)
def test_a_past_week_stays_as_it_was_whatever_happens_later(
    document: Document, moment: Moment
) -> None:
    week = weeks.week_of(moment.day, document.settings.week_starts)
    at_its_end = weeks.judged_at(week, at_end_of(week.end))
    known = [one for one in document.progress if one.on <= at_its_end.at]
    then = document._replace(progress=tuple(known))
    later = at_end_of(week.next.end)
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
def test_the_register_of_all_days_adds_up_to_what_items_count(
    document: Document, moment: Moment
) -> None:
    for item in view(document, moment, EVERYTHING).items:
        if item.state.occurrences is None:
            continue
        starts = document.settings.week_starts
        found = occurrences(item, starts, Span(FIRST, date.max), moment)
        counts, held = tally(found), item.state.occurrences
        assert counts["missing"] == held.missing
        assert counts["on_time"] == held.on_time
        assert (counts["late"], counts["nothing"]) == (held.late, held.nothing)
        assert counts["excused"] == held.excused
        assert len(found) - counts["pending"] == held.expected
        assert all(bool(one.entry) == (one.outcome in FATES) for one in found)
        missing = tuple(one.day for one in found if one.outcome == "missing")
        assert missing[-100:] == held.missing_days


@some
@given(documents(any_kind, most=6), any_moment)
def test_whatever_presses_is_in_one_reminder_to_each_lead_and_nothing_else_is(
    document: Document, moment: Moment
) -> None:
    seen = view(document, moment, EVERYTHING)
    soon = document.settings.due_soon_days
    found = remind.make(seen, soon)
    assert all(one.owner in item.owners for one in found.reminders for item in one.items)
    listed = loads("".join(json.render(item_lists.list_data(seen, Words("vi")))))["items"]
    expected = [
        (owner["id"], item["key"])
        for item in listed
        if presses(item, soon)
        for owner in item["owner"]
    ]
    reminded = [(one.owner.id, item.key) for one in found.reminders for item in one.items]
    assert sorted(reminded) == sorted(expected)


def presses(item: dict[str, Any], soon: int) -> bool:
    """Tell whether an owner is to be reminded: a daily or weekly report is never due soon."""
    near = item["days_left"] is not None and 0 < item["days_left"] <= soon
    if item["repeat"] is not None:
        near = item["status"] == "due-soon"
    return near or item["status"] in {"overdue", "due-today"}
