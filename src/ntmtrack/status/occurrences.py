"""The register of a recurring duty: the outcome of each occurrence in a span of days."""

from collections.abc import Iterator
from collections.abc import Sequence
from datetime import date
from datetime import datetime
from datetime import time
from datetime import timedelta
from typing import Literal
from typing import NamedTuple
from typing import get_args

from ntmtrack.directive import recurrence
from ntmtrack.directive.dates import Moment
from ntmtrack.directive.model import Document
from ntmtrack.directive.model import Entry
from ntmtrack.directive.model import Repeat
from ntmtrack.directive.periods import Period
from ntmtrack.status import duties
from ntmtrack.status.items import Item

Outcome = Literal["on_time", "late", "missing", "nothing", "excused", "pending"]
OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)


class Occurrence(NamedTuple):
    """Describe one occurrence: its day, its outcome, and the entry that decides it.

    An occurrence is `pending` while its deadline has not passed and it has no entry. A late one has
    `minutes_late` if both the deadline and the entry have a time, and `days_late` if it came on a
    later day.
    """

    day: date
    outcome: Outcome
    period: Period | None = None
    minutes_late: int | None = None
    days_late: int | None = None
    entry: Entry | None = None


class Span(NamedTuple):
    """Store the first and last day of a register."""

    first: date
    last: date


def occurrences(item: Item, week_starts: int, span: Span, moment: Moment) -> list[Occurrence]:
    """Return the occurrences of a span with their outcomes, oldest first.

    Beyond the day of the moment, only early reports are included.
    """
    repeat = item.task.repeat
    if repeat is None:
        return []
    duty = duties.record(repeat, item.duty_log, week_starts)
    return list(_occurrences(duty, span, moment))


def _occurrences(duty: duties.DutyRecord, span: Span, moment: Moment) -> Iterator[Occurrence]:
    passed = recurrence.count_passed(duty.repeat, moment.at)
    last = min(span.last, moment.day)
    for number in recurrence.numbers_between(duty.repeat, span.first, last):
        day, period = _day_and_period(duty, number)
        if number in duty.fates:
            yield _arrived(duty, number, day)
        elif not duty.is_gap(number):
            yield Occurrence(day, "missing" if number < passed else "pending", period)
    yield from _early(duty, span, moment)


def _day_and_period(duty: duties.DutyRecord, number: int) -> tuple[date, Period | None]:
    day = recurrence.day_of(duty.repeat, number)
    return day, recurrence.period_on(duty.repeat, day)


def _early(duty: duties.DutyRecord, span: Span, moment: Moment) -> Iterator[Occurrence]:
    """Yield the early reports of a span: handed in, but due after the day of the moment."""
    for number, fate in sorted(duty.fates.items()):
        day, period = _day_and_period(duty, number)
        is_in_span = span.first <= day <= span.last
        if is_in_span and day > moment.day and fate in duties.REPORTED:
            yield Occurrence(day, fate, period, entry=duty.deciding.get(number))


def late_arrivals(item: Item, week_starts: int, span: Span) -> list[Occurrence]:
    """Return the occurrences from before a span that were reported within it, oldest first."""
    if item.task.repeat is None:
        return []
    duty = duties.record(item.task.repeat, item.duty_log, week_starts)
    days = ((recurrence.day_of(duty.repeat, number), number) for number in sorted(duty.deciding))
    return [
        _arrived(duty, number, day)
        for day, number in days
        if day < span.first <= duty.deciding[number].on.date() <= span.last
    ]


def _arrived(duty: duties.DutyRecord, number: int, day: date) -> Occurrence:
    """Return an occurrence that has an entry."""
    fate, entry = duty.fates[number], duty.deciding[number]
    period = recurrence.period_on(duty.repeat, day)
    if fate != "late":
        return Occurrence(day, fate, period, entry=entry)
    minutes, days = _minutes_late(duty.repeat, day, entry.on), _days_late(day, entry.on)
    return Occurrence(day, fate, period, minutes, days, entry)


def tally(register: Sequence[Occurrence]) -> dict[Outcome, int]:
    """Count occurrences by outcome."""
    outcomes = [occurrence.outcome for occurrence in register]
    return {outcome: outcomes.count(outcome) for outcome in OUTCOMES}


def _minutes_late(repeat: Repeat, day: date, on: datetime) -> int | None:
    """Return the minutes late; None if the deadline or the entry has no time."""
    hour = recurrence.time_on(repeat, day)
    if hour is None or on.time() == time():
        return None
    return (on - datetime.combine(day, hour)) // timedelta(minutes=1)


def _days_late(day: date, on: datetime) -> int | None:
    """Return the days late; None if it came on the very day, after the last good minute."""
    return (on.date() - day).days or None


def number_of(document: Document, entry: Entry) -> int | None:
    """Return the number of the occurrence that an entry is about, or None."""
    repeat = document.tasks[entry.task].repeat
    if repeat is None:
        return None
    return recurrence.number_of(repeat, entry, document.settings.week_starts)


def fate_of(document: Document, item: Item, entry: Entry) -> duties.Fate | None:
    """Return the fate of the occurrence that an entry is about, or None if it has none."""
    number, duty = number_of(document, entry), record_of(document, item)
    return duty.fates.get(number) if duty and number is not None else None


def deciding_entry(document: Document, item: Item, entry: Entry) -> Entry | None:
    """Return the entry that decides the occurrence that an entry is about."""
    number, duty = number_of(document, entry), record_of(document, item)
    return duty.deciding.get(number) if duty and number is not None else None


def missing_before(document: Document, item: Item, entry: Entry) -> list[Occurrence]:
    """Return the missing occurrences between a report and the one before it, oldest first.

    Empty for a daily duty, whose register shows them.
    """
    number, duty = number_of(document, entry), record_of(document, item)
    if number is None or not duty or recurrence.is_daily(duty.repeat):
        return []
    missing: list[Occurrence] = []
    while (number := number - 1) >= 0 and number not in duty.fates:
        if not duty.is_gap(number):
            day, period = _day_and_period(duty, number)
            missing.append(Occurrence(day, "missing", period))
    return missing[::-1]


def record_of(document: Document, item: Item) -> duties.DutyRecord | None:
    """Return the record of an item's occurrences; None if the item does not recur."""
    repeat = item.task.repeat
    return repeat and duties.record(repeat, item.duty_log, document.settings.week_starts)
