"""The state of a recurring duty, worked out from its occurrences, all of which stay on record.

An occurrence is on time, late, missing, excused or “nothing” (a report with nothing to tell).
"""

from collections.abc import Mapping
from collections.abc import Sequence
from datetime import date
from datetime import datetime
from typing import Literal

from ntmtrack.directive import dates
from ntmtrack.directive import recurrence
from ntmtrack.directive.dates import Moment
from ntmtrack.directive.model import Entry
from ntmtrack.directive.model import MarkName
from ntmtrack.directive.model import Repeat
from ntmtrack.records import Record

DutyStatus = Literal["overdue", "due-today", "due-soon", "open", "done", "done-late"]
Fate = Literal["on_time", "late", "nothing", "excused"]
# The fates that each mark can give an occurrence.
FATES: Mapping[MarkName, tuple[Fate, ...]] = {
    "done": ("on_time", "late"),
    "nothing": ("nothing",),
    "excused": ("excused",),
}
# A report counts even if it comes early; an excuse is not a report.
REPORTED: frozenset[Fate] = frozenset({"on_time", "late", "nothing"})
# A list of missing days keeps only the newest, however many years pass.
MOST_MISSING_DAYS = 100


class OccurrenceCounts(Record):
    """Count the occurrences so far by their fate; the other counts add up to `expected`.

    `missing_days` holds the newest missing days, oldest first, at most `MOST_MISSING_DAYS`.
    """

    expected: int
    on_time: int
    late: int
    missing: int
    nothing: int
    excused: int
    missing_days: tuple[date, ...]


class DutyRecord:
    """Store what the log says about each occurrence of a duty, by its number.

    `fates` holds the fate of each occurrence with an entry, and `deciding` the entry that decides
    it: the first `done`, or else the first `nothing` or `excused`. `gaps` are ranges of numbers
    (start, end) in which the duty was cancelled; `cancelled_from` is set while it is still
    cancelled.
    """

    def __init__(self, repeat: Repeat) -> None:
        self.repeat = repeat
        self.fates: dict[int, Fate] = {}
        self.deciding: dict[int, Entry] = {}
        self.gaps: list[tuple[int, int]] = []
        self.cancelled_from: int | None = None

    def is_gap(self, number: int) -> bool:
        """Return whether an occurrence was not owed because the duty was cancelled."""
        stopped = self.cancelled_from is not None and number >= self.cancelled_from
        return stopped or any(start <= number < end for start, end in self.gaps)

    def decide(self, number: int, entry: Entry) -> None:
        """Update the fate of an occurrence by an entry about it."""
        fate = self.fates.get(number)
        if entry.mark == "reopened":
            self.fates.pop(number, None)
            self.deciding.pop(number, None)
        elif entry.mark == "done" and fate not in FATES["done"]:
            late = entry.on > recurrence.deadline_of(self.repeat, number)
            self.fates[number] = "late" if late else "on_time"
            self.deciding[number] = entry
        elif entry.mark in ("nothing", "excused") and fate is None:
            (self.fates[number],) = FATES[entry.mark]
            self.deciding[number] = entry


class DutyVerdict(Record):
    """Describe how a duty stands: its status, the day that matters, and the days late or left."""

    status: DutyStatus
    due: date
    days_late: int | None = None
    days_left: int | None = None
    done: datetime | None = None


def record(repeat: Repeat, entries: Sequence[Entry], week_starts: int) -> DutyRecord:
    """Build the record of a duty's occurrences from its entries, in order."""
    duty = DutyRecord(repeat)
    for entry in entries:
        if entry.mark == "cancelled":
            if duty.cancelled_from is None:
                duty.cancelled_from = recurrence.count_passed(repeat, entry.on)
        elif entry.mark == "reopened" and duty.cancelled_from is not None:
            duty.gaps.append((duty.cancelled_from, recurrence.count_passed(repeat, entry.on)))
            duty.cancelled_from = None
        else:
            number = recurrence.number_of(repeat, entry, week_starts)
            if number is not None:
                duty.decide(number, entry)
    return duty


def count(duty: DutyRecord, moment: Moment) -> OccurrenceCounts:
    """Count the occurrences that are past or reported; the record has the entries up to the moment.

    An early report counts from the day it is handed in, an excuse given ahead from the day it is
    for.
    """
    passed = recurrence.count_passed(duty.repeat, moment.at)
    counted = {
        number: fate
        for number, fate in duty.fates.items()
        if number < passed
        or fate in REPORTED
        or recurrence.day_of(duty.repeat, number) <= moment.day
    }
    owed = passed - _count_in_gaps(duty, passed)
    missing = owed - sum(number < passed and not duty.is_gap(number) for number in counted)
    fates = list(counted.values())
    return OccurrenceCounts(
        expected=len(counted) + missing,
        on_time=fates.count("on_time"),
        late=fates.count("late"),
        missing=missing,
        nothing=fates.count("nothing"),
        excused=fates.count("excused"),
        missing_days=_missing_days(duty, passed),
    )


def _count_in_gaps(duty: DutyRecord, passed: int) -> int:
    gaps = [*duty.gaps]
    if duty.cancelled_from is not None:
        gaps.append((duty.cancelled_from, passed))
    return sum(end - start for start, end in gaps)


def _missing_days(duty: DutyRecord, passed: int) -> tuple[date, ...]:
    days: list[date] = []
    number = passed if duty.cancelled_from is None else duty.cancelled_from
    while number > 0 and len(days) < MOST_MISSING_DAYS:
        number -= 1
        gap = next((start for start, end in duty.gaps if start <= number < end), None)
        if gap is not None:
            number = gap  # skip the whole gap at once
        elif number not in duty.fates:
            days.append(recurrence.day_of(duty.repeat, number))
    return tuple(reversed(days))


def judge(duty: DutyRecord, moment: Moment, due_soon_days: int) -> DutyVerdict:
    """Judge a duty by its newest occurrence whose deadline has passed.

    The duty is overdue while that occurrence has no entry and no later one has a report, however
    early; `due` is then the first of the unbroken run of missing occurrences. An excuse hides
    nothing before its day. A daily or weekly report is never due soon, because it always would be.
    """
    passed = recurrence.count_passed(duty.repeat, moment.at)
    newest = passed - 1
    if newest >= 0 and not _is_covered(duty, newest):
        missing = _first_missing(duty, newest)
        late = dates.days_late(recurrence.deadline_of(duty.repeat, missing), moment.at)
        return DutyVerdict("overdue", recurrence.day_of(duty.repeat, missing), days_late=late)
    upcoming = passed
    while upcoming in duty.fates:
        upcoming += 1
    total = recurrence.count_all(duty.repeat)
    if total is not None and upcoming >= total:
        return _finished(duty, total - 1)
    due = recurrence.day_of(duty.repeat, upcoming)
    days_left = (recurrence.deadline_of(duty.repeat, upcoming).date() - moment.day).days
    status: DutyStatus = "open"
    if days_left == 0:
        status = "due-today"
    elif days_left <= due_soon_days and recurrence.has_long_periods(duty.repeat):
        status = "due-soon"
    return DutyVerdict(status, due, days_left=days_left)


def _is_covered(duty: DutyRecord, newest: int) -> bool:
    """Return whether an occurrence is not missing: not owed, entered, or followed by a report."""
    return (
        duty.is_gap(newest)
        or newest in duty.fates
        or any(number > newest and fate in REPORTED for number, fate in duty.fates.items())
    )


def _first_missing(duty: DutyRecord, newest: int) -> int:
    """Find the first of the unbroken run of missing occurrences that ends with the newest."""
    entered = max((number for number in duty.fates if number < newest), default=-1)
    gap_end = max((end for start, end in duty.gaps if start < end), default=0)
    return max(entered + 1, gap_end)


def _finished(duty: DutyRecord, last: int) -> DutyVerdict:
    due = recurrence.day_of(duty.repeat, last)
    done = duty.deciding[last].on if last in duty.deciding else None
    if done is None or duty.fates[last] != "late":
        return DutyVerdict("done", due, done=done)
    late = dates.days_late(recurrence.deadline_of(duty.repeat, last), done)
    return DutyVerdict("done-late", due, days_late=late, done=done)
