"""What became of a recurring duty: every occurrence stays on record.

An occurrence is on time, late, missing, nothing (a report with nothing to tell) or excused.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from datetime import datetime
from typing import Literal
from typing import NamedTuple

from ntmtrack.directive import dates
from ntmtrack.directive import recurrence
from ntmtrack.directive.dates import Moment
from ntmtrack.directive.model import Entry
from ntmtrack.directive.model import Repeat

DutyStatus = Literal["overdue", "due-today", "open", "done", "done-late"]
Fate = Literal["on_time", "late", "nothing", "excused"]
# However many years pass, a list of missing days names only the newest.
MOST_MISSING_DAYS = 100


class Occurrences(NamedTuple):
    """Count what became of the occurrences so far; they foot to `expected`.

    `missing_days` has the newest missing days, at most `MOST_MISSING_DAYS`, oldest first.
    """

    expected: int
    on_time: int
    late: int
    missing: int
    nothing: int
    excused: int
    missing_days: tuple[date, ...]


class Record:
    """Hold what the log says of each occurrence, by its number.

    `gaps` are the numbers from which on, and up to which, the duty was cancelled.
    """

    def __init__(self) -> None:
        self.fates: dict[int, Fate] = {}
        self.days: dict[int, datetime] = {}
        self.gaps: list[tuple[int, int]] = []
        self.cancelled_at: int | None = None

    def is_gap(self, index: int) -> bool:
        """Tell whether an occurrence was not owed because the duty was cancelled."""
        stopped = self.cancelled_at is not None and index >= self.cancelled_at
        return stopped or any(start <= index < end for start, end in self.gaps)


class Standing(NamedTuple):
    """Say how a duty stands: its status, the day that matters, and days late or left."""

    status: DutyStatus
    due: date
    days_late: int | None = None
    days_left: int | None = None
    done: datetime | None = None


def record(repeat: Repeat, entries: Sequence[Entry], week_starts: int) -> Record:
    """Read the entries of a duty, in order, into a record of its occurrences."""
    found = Record()
    for entry in entries:
        if entry.mark == "cancelled":
            if found.cancelled_at is None:
                found.cancelled_at = recurrence.passed(repeat, entry.on)
        elif entry.mark == "reopened" and found.cancelled_at is not None:
            found.gaps.append((found.cancelled_at, recurrence.passed(repeat, entry.on)))
            found.cancelled_at = None
        else:
            _occurrence(found, repeat, entry, week_starts)
    return found


def _occurrence(found: Record, repeat: Repeat, entry: Entry, week_starts: int) -> None:
    index = recurrence.index_of(repeat, entry.for_ or entry.on.date(), week_starts)
    if index is None:
        return
    if entry.mark == "reopened":
        found.fates.pop(index, None)
    elif entry.mark == "done" and found.fates.get(index) not in ("on_time", "late"):
        late = entry.on > recurrence.last_good(repeat, index)
        found.fates[index] = "late" if late else "on_time"
        found.days[index] = entry.on
    elif entry.mark in ("nothing", "excused") and index not in found.fates:
        found.fates[index] = "nothing" if entry.mark == "nothing" else "excused"
        found.days[index] = entry.on


def occurrences(repeat: Repeat, found: Record, moment: Moment) -> Occurrences:
    """Count the occurrences whose deadline has passed, or that are in by the moment's day."""
    passed = recurrence.passed(repeat, moment.at)
    counted = {
        index: fate
        for index, fate in found.fates.items()
        if index < passed or recurrence.day_of(repeat, index) <= moment.day
    }
    owed = passed - _in_gaps(found, passed)
    missing = owed - sum(index < passed and not found.is_gap(index) for index in counted)
    fates = list(counted.values())
    return Occurrences(
        expected=len(counted) + missing,
        on_time=fates.count("on_time"),
        late=fates.count("late"),
        missing=missing,
        nothing=fates.count("nothing"),
        excused=fates.count("excused"),
        missing_days=_missing_days(repeat, found, passed),
    )


def _in_gaps(found: Record, passed: int) -> int:
    gaps = [*found.gaps]
    if found.cancelled_at is not None:
        gaps.append((found.cancelled_at, passed))
    return sum(max(0, min(end, passed) - start) for start, end in gaps)


def _missing_days(repeat: Repeat, found: Record, passed: int) -> tuple[date, ...]:
    days: list[date] = []
    index = passed if found.cancelled_at is None else min(passed, found.cancelled_at)
    while index > 0 and len(days) < MOST_MISSING_DAYS:
        index -= 1
        gap = next((start for start, end in found.gaps if start <= index < end), None)
        if gap is not None:
            index = gap  # however long the gap, one step
        elif index not in found.fates:
            days.append(recurrence.day_of(repeat, index))
    return tuple(reversed(days))


def standing(repeat: Repeat, found: Record, moment: Moment) -> Standing:
    """Judge a duty by its newest occurrence whose deadline has passed.

    It is overdue while that one has no entry and no later one up to the moment's day has (an
    excuse given ahead hides nothing before its day); then `due` is the first of the unbroken run
    of missing ones.
    """
    passed = recurrence.passed(repeat, moment.at)
    newest = passed - 1
    if newest >= 0 and not _covered(repeat, found, newest, moment):
        first = _run_start(found, newest)
        due = recurrence.day_of(repeat, first)
        return Standing("overdue", due, days_late=max(1, (moment.day - due).days))
    upcoming = passed
    while upcoming in found.fates:
        upcoming += 1
    total = recurrence.total_of(repeat)
    if total is not None and upcoming >= total:
        return _finished(repeat, found, total - 1)
    due = recurrence.day_of(repeat, upcoming)
    status: DutyStatus = "due-today" if due == moment.day else "open"
    return Standing(status, due, days_left=max(0, (due - moment.day).days))


def _covered(repeat: Repeat, found: Record, newest: int, moment: Moment) -> bool:
    return found.is_gap(newest) or any(
        index >= newest and recurrence.day_of(repeat, index) <= moment.day for index in found.fates
    )


def _run_start(found: Record, newest: int) -> int:
    """Find the first of the unbroken run of missing occurrences that ends with the newest."""
    entered = max((index for index in found.fates if index < newest), default=-1)
    gap_end = max((end for start, end in found.gaps if end <= newest and start < end), default=0)
    return max(entered + 1, gap_end)


def _finished(repeat: Repeat, found: Record, last: int) -> Standing:
    done = found.days.get(last)
    due = recurrence.day_of(repeat, last)
    if found.fates.get(last) != "late" or done is None:
        return Standing("done", due, done=done)
    late = dates.days_late(recurrence.last_good(repeat, last), done)
    return Standing("done-late", due, days_late=late, done=done)
