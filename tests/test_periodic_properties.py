"""Hold the periodic reports against rules that are true of every directive and every log."""

from __future__ import annotations

from collections import Counter
from datetime import date

from drawn import FIRST
from drawn import any_kind
from drawn import any_moment
from drawn import documents
from drawn import recurrences
from hypothesis import given
from hypothesis import settings
from test_golden import width

from ntmtrack.directive import weeks
from ntmtrack.directive.dates import Moment
from ntmtrack.directive.dates import at_end_of
from ntmtrack.directive.model import Document
from ntmtrack.render import json
from ntmtrack.render import text
from ntmtrack.reports import remind
from ntmtrack.reports.views import view
from ntmtrack.reports.weekly import week
from ntmtrack.reports.weekly.sections import blocks
from ntmtrack.reports.weekly.sections import data
from ntmtrack.status.counts import Counts
from ntmtrack.status.occurrences import Span
from ntmtrack.status.occurrences import occurrences
from ntmtrack.status.occurrences import tally
from ntmtrack.status.selection import Filters
from ntmtrack.wording.words import LANGUAGES
from ntmtrack.wording.words import Words

EVERYTHING = Filters()
FATES = ("on_time", "late", "nothing", "excused")
# A whole report costs more than a status, and a few tell as much.
some = settings(max_examples=settings().max_examples // 3)


def report(document: Document, moment: Moment, day: date | None = None) -> week.WeeklyReport:
    """Give the report on the week of a day or of the moment."""
    starts = document.settings.week_starts
    found = weeks.week_of(day or moment.day, starts)
    return week.make(document, moment, found, EVERYTHING)


def summed(rows: list[Counts]) -> Counts:
    names = Counts._fields
    return Counts(**{name: sum(getattr(row, name) for row in rows) for name in names})


@some
@given(documents(any_kind, most=6), any_moment)
def test_the_rows_of_a_week_foot_and_its_lists_agree(document: Document, moment: Moment) -> None:
    found = report(document, moment)
    counts = found.view.counts
    assert summed([row for _, row in found.by_village]) == counts
    assert summed([row for _, row in found.by_owner]) == counts
    overdue = {item.key for item in found.overdue}
    assert counts.overdue == len(overdue) == len(found.overdue)
    assert {item.key for item in found.newly_overdue} <= overdue
    assert not overdue & {item.key for item in (*found.done, *found.next_due)}
    assert not {item.key for item in found.done} & {item.key for item in found.started}
    for rate in (found.completion_rate, found.update_rate):
        assert rate is None or 0 <= rate <= 1


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
        now = json.render(data(report(document, later, week.start), words))
        assert now == json.render(data(report(then, at_its_end), words))


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
        found = occurrences(item, starts, Span(FIRST, moment.day), moment)
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
def test_whatever_presses_is_in_one_reminder_and_nothing_else_is(
    document: Document, moment: Moment
) -> None:
    seen = view(document, moment, EVERYTHING)
    found = remind.make(seen, document.settings.due_soon_days)
    times = Counter(item.key for one in found.reminders for item in one.items)
    pressing = ("overdue", "due-today", "due-soon")
    assert all(number == 1 for number in times.values())
    assert {item.key for item in seen.items if item.state.status in pressing} <= set(times)
    assert all(item.lead == one.owner for one in found.reminders for item in one.items)
    keys = {item.key: item for item in seen.items}
    for key in times:
        item = keys[key]
        assert item.state.status in pressing or (
            item.task.repeat and item.task.repeat.every == "week"
        )
