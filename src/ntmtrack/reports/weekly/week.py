"""The weekly report as data: what the week brought, what is late, and what the next week asks."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Sequence
from datetime import date
from datetime import datetime
from datetime import timedelta
from typing import NamedTuple

from ntmtrack.directive import effects
from ntmtrack.directive import recurrence
from ntmtrack.directive.dates import Moment
from ntmtrack.directive.dates import moment_in
from ntmtrack.directive.dates import whole_day
from ntmtrack.directive.log import item_of
from ntmtrack.directive.model import Document
from ntmtrack.directive.model import Entry
from ntmtrack.directive.model import Event
from ntmtrack.directive.weeks import Week
from ntmtrack.directive.weeks import judging_moment
from ntmtrack.directive.weeks import was_closed_before
from ntmtrack.status.items import FINISHED
from ntmtrack.status.items import Item
from ntmtrack.status.occurrences import Occurrence
from ntmtrack.status.occurrences import Span
from ntmtrack.status.occurrences import late_arrivals
from ntmtrack.status.occurrences import occurrences
from ntmtrack.status.selection import Filters
from ntmtrack.status.view import View
from ntmtrack.status.view import lacks_recent_entry
from ntmtrack.status.view import overdue_items
from ntmtrack.status.view import view
from ntmtrack.status.view import watched_items


class DutyWeek(NamedTuple):
    """Describe a recurring duty in the week; `arrivals` are earlier reports that came in it."""

    item: Item
    occurrences: Sequence[Occurrence]
    arrivals: Sequence[Occurrence] = ()

    @property
    def missing_days(self) -> list[date]:
        """Return the days whose report is missing."""
        return [
            occurrence.day for occurrence in self.occurrences if occurrence.outcome == "missing"
        ]


class ItemEntry(NamedTuple):
    """Pair an entry of the log with the item that it is about."""

    item: Item
    entry: Entry


class Obstacle(NamedTuple):
    """Describe an obstacle: the item, the entry, and when it was solved."""

    item: Item
    entry: Entry
    solved: datetime | None


class WeeklyReport(NamedTuple):
    """Collect the data of a week; `previous` is None if the week before precedes the directive.

    `changed` has the unfinished items that were extended, moved by a later letter or cancelled this
    week; `overdue` everything overdue at the week's end; `newly_overdue` what was not overdue a
    week ago, or is now missing only since this week; `next_due` everything due from then to the end
    of the next week, except daily and weekly reports; `obstacles` those of the week and those that
    still stand. `news` is true if anything was recorded this week about a task that does not recur.
    A report on several directives joins the reports in `parts`.
    """

    view: View
    week: Week
    previous: View | None
    done: Sequence[Item]
    started: Sequence[Item]
    changed: Sequence[Item]
    newly_overdue: Sequence[Item]
    overdue: Sequence[Item]
    next_due: Sequence[Item]
    next_starting: Sequence[Item]
    next_events: Sequence[Event]
    no_update: Sequence[Item]
    obstacles: Sequence[Obstacle]
    added_later: Sequence[ItemEntry]
    duties: Sequence[DutyWeek]
    news: bool
    parts: Sequence[WeeklyReport] = ()

    @property
    def quiet(self) -> bool:
        """Return whether nothing is late, due or new, or the directive was closed before."""
        document = self.view.document
        if not self.view.several and was_closed_before(document, self.week.start):
            return True
        new = (self.done, self.started, self.obstacles, self.added_later)
        pressing = (self.overdue, self.next_due, self.next_starting, self.next_events)
        counts = self.view.counts
        outcomes = {occurrence.outcome for duty in self.duties for occurrence in duty.occurrences}
        due = counts.due_today or counts.due_soon
        return not (self.news or due or "missing" in outcomes or any(map(len, (*new, *pressing))))


def make(document: Document, moment: Moment, week: Week, filters: Filters) -> WeeklyReport:
    """Evaluate a week at its end, or at the moment if that is earlier."""
    now = view(document, judging_moment(week, moment), filters)
    before = whole_day(week.previous.end)
    issued_by_then = before.day >= document.directive.issued
    previous = view(document, before, filters) if issued_by_then else None
    items = now.items
    overdue = overdue_items(items)
    one_off = [item for item in items if not item.task.repeat]
    return WeeklyReport(
        view=now,
        week=week,
        previous=previous,
        done=[item for item in one_off if item.state.done and week.has(item.state.done.date())],
        started=[item for item in one_off if _begun_in(item, week)],
        changed=[item for item in items if _changed_in(item, week)],
        newly_overdue=_newly_overdue(overdue, previous, week),
        overdue=overdue,
        next_due=_next_due(items, week, now.moment),
        next_starting=[item for item in one_off if _starts_by(item, week.next.end, now.moment)],
        next_events=_next_events(document, week, now.moment),
        no_update=_without_update(now),
        obstacles=_obstacles(items, week),
        added_later=_added_later(document, now, week),
        duties=_duties(now, week),
        news=any(_has_news(item, week) for item in one_off),
    )


def _without_update(now: View) -> list[Item]:
    watched = watched_items(now.items, now.moment.day)
    return [item for item in watched if lacks_recent_entry(item, now.document, now.moment)]


def _newly_overdue(overdue: Iterable[Item], previous: View | None, week: Week) -> list[Item]:
    """Return what was not overdue a week ago, and duties that are missing only since this week."""
    before = overdue_items(previous.items) if previous else []
    keys = {item.key for item in before}
    return [
        item
        for item in overdue
        if item.key not in keys or (item.state.due and week.has(item.state.due))
    ]


def _begun_in(item: Item, week: Week) -> bool:
    """Return whether an entry says that work began in a week, if it is not finished.

    The start in the item's state does not count: it may be the first `done` of a reopened item.
    """
    begun = next((entry.on for entry in item.entries if entry.mark == "started"), None)
    return begun is not None and week.has(begun.date()) and item.state.status not in FINISHED


def _changed_in(item: Item, week: Week) -> bool:
    """Return whether an unfinished item's deadline moved in a week, or the item was cancelled."""
    state = item.state
    days = [entry.on.date() for entry in state.extensions]
    days += [letter.issued for letter in state.amendments]
    if state.status == "cancelled":
        days += [entry.on.date() for entry in item.entries if entry.mark == "cancelled"]
    return state.done is None and any(map(week.has, days))


def _has_news(item: Item, week: Week) -> bool:
    return any(week.has(entry.on.date()) and entry.mark != "reminded" for entry in item.entries)


def _is_frequent(item: Item) -> bool:
    """Return whether a report is due every day or week, so that a single one is not news."""
    return item.task.repeat is not None and not recurrence.has_long_periods(item.task.repeat)


def _due_by(item: Item, day: date, moment: Moment) -> bool:
    """Return whether the last good day of an item is still to come, but not after a day."""
    ahead = (
        item.state.status in ("open", "due-soon", "due-today") and item.state.days_left is not None
    )
    return ahead and moment.day + timedelta(days=item.state.days_left or 0) <= day


def _next_due(items: Iterable[Item], week: Week, moment: Moment) -> list[Item]:
    return [
        item for item in items if not _is_frequent(item) and _due_by(item, week.next.end, moment)
    ]


def _next_events(document: Document, week: Week, moment: Moment) -> list[Event]:
    events = document.events.values()
    return [event for event in events if event.date and moment.day < event.date <= week.next.end]


def _starts_by(item: Item, day: date, moment: Moment) -> bool:
    start = item.task.start
    ahead = start is not None and moment.day < start <= day
    return ahead and item.state.status not in FINISHED and not item.state.begun


def _obstacles(items: Iterable[Item], week: Week) -> list[Obstacle]:
    """Return the obstacles of the week, and the earlier ones that still stand.

    One that was recorded twice alike, such as by two people from one form, counts once.
    """
    obstacles = {
        (item.key, entry.on, entry.note): Obstacle(item, entry, _solved(item.entries[place:]))
        for item in items
        for unsolved in [frozenset(map(id, item.open_obstacles))]
        for place, entry in enumerate(item.entries)
        if entry.mark == "obstacle" and (week.has(entry.on.date()) or id(entry) in unsolved)
    }
    return list(obstacles.values())


def _solved(entries: Iterable[Entry]) -> datetime | None:
    """Return when an obstacle was solved, by the entries after it."""
    return next((entry.on for entry in entries if entry.mark == "solved"), None)


def _added_later(document: Document, now: View, week: Week) -> list[ItemEntry]:
    """Find the entries written this week about days before it: they change earlier reports."""
    written = {
        index: entry
        for index, entry in enumerate(document.progress)
        if entry.on.date() < week.start
        and entry.at is not None
        and _written_in(entry.at, document.directive.timezone, week, now.moment)
    }
    if not written:
        return []
    items, void = {item.key: item for item in now.items}, effects.void_entries(document)
    return [
        ItemEntry(items[key], entry)
        for index, entry in written.items()
        if (key := str(item_of(entry))) in items and index not in void
    ]


def _written_in(at: datetime, timezone: str, week: Week, moment: Moment) -> bool:
    """Return whether something was written down in a week, and not after a moment."""
    written = moment_in(at, timezone)
    return week.has(written.day) and written.at <= moment.at


def _duties(now: View, week: Week) -> list[DutyWeek]:
    """Return recurring duties with their outcomes; cancelled ones only if they had reports."""
    starts = now.document.settings.week_starts
    span = Span(week.start, week.end)
    duties = [
        DutyWeek(
            item, occurrences(item, starts, span, now.moment), late_arrivals(item, starts, span)
        )
        for item in now.items
        if item.task.repeat
    ]
    return [
        duty
        for duty in duties
        if duty.item.state.status != "cancelled" or duty.occurrences or duty.arrivals
    ]
