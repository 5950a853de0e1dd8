"""Days on the board: the deadlines, the counts over time, and the newest recurring reports."""

from __future__ import annotations

from collections.abc import Collection
from collections.abc import Iterator
from collections.abc import Sequence
from datetime import date
from datetime import timedelta
from itertools import groupby
from typing import NamedTuple

from ntmtrack.directive import dates
from ntmtrack.directive.dates import Moment
from ntmtrack.directive.deadlines import Deadline
from ntmtrack.directive.model import Document
from ntmtrack.reports.board.board_parts import Chart
from ntmtrack.reports.board.board_parts import Curve
from ntmtrack.reports.board.board_parts import DueTask
from ntmtrack.reports.board.board_parts import Stop
from ntmtrack.reports.board.board_parts import Strip
from ntmtrack.reports.board.board_parts import Timeline
from ntmtrack.reports.board.board_states import facets
from ntmtrack.reports.board.board_states import shaped_cell
from ntmtrack.reports.deadline_words import deadline_words
from ntmtrack.reports.deadline_words import with_due_place
from ntmtrack.reports.item_words import item_title
from ntmtrack.reports.item_words import status_in_sentence
from ntmtrack.reports.item_words import status_label
from ntmtrack.reports.register import OUTCOME_ROLES
from ntmtrack.reports.register import DutyRegister
from ntmtrack.reports.register import outcome_words
from ntmtrack.reports.register import totals
from ntmtrack.reports.sentences import cited_share
from ntmtrack.reports.tables import Cell
from ntmtrack.reports.tables import Column
from ntmtrack.reports.tables import Shape
from ntmtrack.reports.tables import Table
from ntmtrack.status.day_counts import count_at
from ntmtrack.status.items import BY_URGENCY
from ntmtrack.status.items import FINISHED
from ntmtrack.status.items import Item
from ntmtrack.status.occurrences import Outcome
from ntmtrack.status.view import Counts
from ntmtrack.status.view import ItemsDue
from ntmtrack.status.view import View
from ntmtrack.status.view import add_counts
from ntmtrack.status.view import by_deadline
from ntmtrack.wording.words import Words

_SHAPES: dict[Outcome, Shape] = {
    "on_time": "good",
    "late": "warn",
    "missing": "bad",
    "nothing": "quiet",
    "excused": "void",
    "pending": "open",
}
# The most days that are evaluated, however long ago the directive was issued.
MOST_DAYS = 60


class DayCounts(NamedTuple):
    """Store the counts of a day."""

    day: date
    counts: Counts


def trend(view: View) -> list[DayCounts]:
    """Count the items of a view on evenly spaced days, from the directive's own to the moment's.

    For several directives, the days start with the earliest.
    """
    keys = {item.key for item in view.items}
    first = min(part.document.directive.issued for part in view.parts)
    days = list(_days_between(first, view.moment.day))
    parts = [_counts_on(days, part, keys) for part in view.parts]
    return [DayCounts(day, add_counts(counts)) for day, *counts in zip(days, *parts, strict=True)]


def _counts_on(days: Sequence[date], view: View, keys: Collection[str]) -> list[Counts]:
    """Count items of a view on given days; before its directive was issued there are none."""
    known = [day for day in days if day >= view.document.directive.issued]
    moments = [
        view.moment if day >= view.moment.day else Moment(dates.last_minute(day), whole_day=True)
        for day in known
    ]
    counts = count_at(view.document, moments, keys) if moments else []
    return [Counts()] * (len(days) - len(known)) + counts


def _days_between(first: date, last: date) -> Iterator[date]:
    length = (last - first).days
    step = max(1, -(-length // (MOST_DAYS - 1)))
    for days in range(0, length, step):
        yield first + timedelta(days=days)
    yield last


def chart(days: Sequence[DayCounts], words: Words) -> Chart:
    """Build the chart of what was done and what was overdue, day by day."""
    done = [_done(day.counts) for day in days]
    late = [day.counts.overdue for day in days]
    first, last = days[0], days[-1]
    return Chart(
        [day.day for day in days],
        [
            Curve(words.say("Done"), "good", done),
            Curve(words.say("Overdue"), "bad", late),
        ],
        most=max(day.counts.total for day in days),
        total=last.counts.total,
        summary=words.say(
            "From {first} to {last}: done {done}, overdue {late}, of {total} items in all.",
            first=words.day(first.day),
            last=words.day(last.day),
            done=_change(done, words),
            late=_change(late, words),
            total=last.counts.total,
        ),
        figures=_figures(days, words),
    )


def _change(values: Sequence[int], words: Words) -> str:
    return f"{words.number(values[0])} → {words.number(values[-1])}"


def _figures(days: Sequence[DayCounts], words: Words) -> Table:
    return Table(
        words.say("The figures"),
        [
            Column(words.say("Day")),
            Column(words.say("Total"), number=True),
            Column(words.say("Done"), number=True),
            Column(words.say("Overdue"), number=True),
        ],
        [
            (Cell(day), Cell(counts.total), Cell(_done(counts)), Cell(counts.overdue))
            for day, counts in days
        ],
    )


def _done(counts: Counts) -> int:
    return counts.total - counts.in_time - counts.overdue - counts.no_deadline


def timeline(view: View, words: Words) -> Timeline:
    """Sort the deadlines, and insert today before the first that is not past."""
    today, dues = view.moment.day, by_deadline(view.items)
    stops = [
        Stop(
            due.start or _begin(due.deadline),
            due.deadline.day,
            _days(due, words),
            _due_tasks(due.items, view.document, words),
        )
        for due in dues
    ]
    past = sum(due.deadline.last_good_minute < view.moment.at for due in dues)
    now = Stop(None, today, words.say("Today, {day}", day=words.day(today)))
    return Timeline([*stops[:past], now, *stops[past:]], today)


def _begin(deadline: Deadline) -> date | None:
    """Return the first day of a period in which something is due."""
    return deadline.period.first if deadline.period and deadline.due_is == "by" else None


def _days(due: ItemsDue, words: Words) -> str:
    text = deadline_words(due.deadline, words)
    if due.start is None:
        return text
    start = words.day(due.start)
    if due.deadline.is_day:
        return f"{start} – {text}"
    return words.say("from {day}, {deadline}", day=start, deadline=text)


def _due_tasks(items: Sequence[Item], document: Document, words: Words) -> list[DueTask]:
    tasks = []
    for _, group in groupby(items, key=lambda item: item.task.id):
        shares = list(group)
        worst = min(shares, key=_from_worst)
        state = shaped_cell(worst.state.status, _worst_status(shares, worst, words))
        title = with_due_place(worst.task, item_title(worst, words), words)
        tasks.append(DueTask(title, state, facets(shares, document)))
    return tasks


def _from_worst(item: Item) -> tuple[int, int]:
    return BY_URGENCY.index(item.state.status), -(item.state.days_late or 0)


def _worst_status(shares: Sequence[Item], worst: Item, words: Words) -> str:
    """Return a task's worst status, and how many of its items have it."""
    if len(shares) == 1:
        return status_in_sentence(worst, words)
    finished = worst.state.status in FINISHED
    return words.say(
        "{status}: {count} of {total}",
        status=words.say("done") if finished else status_label(worst, words),
        count=sum(finished or item.reading == worst.reading for item in shares),
        total=len(shares),
    )


def strip(duty: DutyRegister, view: View, words: Words) -> Strip:
    """Build the strip of a duty's newest occurrences and their outcomes."""
    return Strip(
        cited_share(duty.item, words),
        totals(duty.strip, words),
        [
            (
                occurrence.day,
                Cell(
                    outcome_words(occurrence.outcome, words),
                    OUTCOME_ROLES.get(occurrence.outcome, "quiet"),
                    shape=_SHAPES[occurrence.outcome],
                ),
            )
            for occurrence in duty.strip
        ],
        facets([duty.item], view.document),
    )
