"""The register of a recurring duty: what became of each occurrence in a span of days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from datetime import datetime
from datetime import time
from datetime import timedelta
from typing import Literal
from typing import NamedTuple

from ntmtrack.directive import recurrence
from ntmtrack.directive.dates import Moment
from ntmtrack.directive.model import Entry
from ntmtrack.directive.model import Repeat
from ntmtrack.status import duties
from ntmtrack.status.items import Item

Outcome = Literal["on_time", "late", "missing", "nothing", "excused", "pending"]
OUTCOMES: tuple[Outcome, ...] = ("on_time", "late", "missing", "nothing", "excused", "pending")


class Occurrence(NamedTuple):
    """Hold one occurrence: its day, what became of it, and the entry that says so.

    `pending` is one whose deadline has not passed and that has no entry yet. Of a late one the
    minutes are known where the deadline and the entry have a time, and the days where it came on
    a later day.
    """

    day: date
    outcome: Outcome
    minutes_late: int | None = None
    days_late: int | None = None
    entry: Entry | None = None


class Span(NamedTuple):
    """Hold the first and last day of a register."""

    first: date
    last: date


def occurrences(item: Item, week_starts: int, span: Span, moment: Moment) -> list[Occurrence]:
    """Give what became of each occurrence of a span, up to the moment's day, oldest first."""
    repeat = item.task.repeat
    if repeat is None:
        return []
    record = duties.record(repeat, item.duty_log, week_starts)
    passed = recurrence.passed(repeat, moment.at)
    entries = _deciding(repeat, item.duty_log, week_starts)
    found = []
    for index in _indexes(repeat, span, moment):
        fate = record.fates.get(index)
        if fate is None and record.is_gap(index):
            continue
        outcome: Outcome = fate or ("missing" if index < passed else "pending")
        entry = entries.get(index) if fate else None
        day = recurrence.day_of(repeat, index)
        late = entry.on if entry and fate == "late" else None
        minutes, days = (_minutes(repeat, day, late), _days(day, late)) if late else (None, None)
        found.append(Occurrence(day, outcome, minutes, days, entry))
    return found


def tally(found: Sequence[Occurrence]) -> dict[Outcome, int]:
    """Count occurrences by what became of them."""
    return {outcome: sum(one.outcome == outcome for one in found) for outcome in OUTCOMES}


def _indexes(repeat: Repeat, span: Span, moment: Moment) -> range:
    """Give the numbers of a span's occurrences by arithmetic, however far from the first."""
    first = recurrence.first_day(repeat)
    step = recurrence.step(repeat)
    begin = max(0, -((first - span.first).days // step))
    last = min(span.last, moment.day) - first
    end = last.days // step + 1
    total = recurrence.total_of(repeat)
    return range(begin, max(begin, end if total is None else min(end, total)))


def _deciding(repeat: Repeat, entries: Sequence[Entry], week_starts: int) -> dict[int, Entry]:
    """Give the entry that decides each occurrence: the first `done`, or a special mark."""
    found: dict[int, Entry] = {}
    cancelled = False
    for entry in entries:
        index = recurrence.index_of(repeat, entry.for_ or entry.on.date(), week_starts)
        if entry.mark == "cancelled" or (entry.mark == "reopened" and cancelled):
            cancelled = entry.mark == "cancelled"
        elif index is not None:
            _decide(found, index, entry)
    return found


def _decide(found: dict[int, Entry], index: int, entry: Entry) -> None:
    if entry.mark == "reopened":
        found.pop(index, None)
    elif entry.mark == "done":
        if index not in found or found[index].mark != "done":
            found[index] = entry
    elif entry.mark in ("nothing", "excused"):
        found.setdefault(index, entry)


def _minutes(repeat: Repeat, day: date, on: datetime) -> int | None:
    """Count the minutes late; None where the deadline or the entry is a day alone."""
    if repeat.at is None or on.time() == time():
        return None
    return max(1, (on - datetime.combine(day, repeat.at)) // timedelta(minutes=1))


def _days(day: date, on: datetime) -> int | None:
    """Count the days late; None on the same day."""
    return (on.date() - day).days or None
