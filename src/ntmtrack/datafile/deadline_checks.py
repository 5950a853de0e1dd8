"""What `check --strict` doubts about deadlines: weekends, and yearly duties without a day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from datetime import timedelta

from ntmtrack.datafile.partial import PartialFile
from ntmtrack.directive import dates
from ntmtrack.directive import log
from ntmtrack.directive.dates import format_day
from ntmtrack.directive.deadlines import Deadline
from ntmtrack.wording.codes import Code
from ntmtrack.wording.problem import Problem
from ntmtrack.wording.problem import problem_at

_SATURDAY = dates.WEEKDAYS.index("sat")


def weekend(file: PartialFile) -> Iterator[Problem]:
    """Warn of a deadline on a weekend: of tasks, of later letters and of extensions.

    Not where work has a start and ends with its month; a period names no day.
    """
    for path, task in file.tasks:
        day = _weekend_day(task.due)
        if day and not (task.start and (day + timedelta(days=1)).day == 1):
            yield problem_at(Code.WEEKEND, (*path, "due"), warning=True)
    yield from _before_event(file)
    for path, letter in file.amendments:
        if _weekend_day(letter.due):
            yield problem_at(Code.WEEKEND, (*path, "due"), warning=True)
    past = log.settled([part.value() for _, part in file.entries])
    for index, (path, entry) in enumerate(file.entries):
        if _weekend_day(entry.to) and index not in past:
            yield problem_at(Code.WEEKEND, (*path, "to"), warning=True)


def _before_event(file: PartialFile) -> Iterator[Problem]:
    """Warn of days that are counted from an event; the event's own day is what it is."""
    days = {event.id: event.date for _, event in file.events}
    for path, task in file.tasks:
        day = days.get(task.event or "")
        if day and task.event_days:
            due = day + timedelta(days=task.event_days)
            if due.weekday() >= _SATURDAY:
                where = (*path, "event_days")
                yield problem_at(Code.WEEKEND_EVENT, where, day=format_day(due), warning=True)


def _weekend_day(due: Deadline | None) -> date | None:
    """Give the day that a deadline names, if it is a Saturday or Sunday."""
    named = due.day if due and not due.period else None
    return named if named and named.weekday() >= _SATURDAY else None


def yearly_without_day(file: PartialFile) -> Iterator[Problem]:
    """Warn of a yearly report without a day: it is taken to be owed on 31 December."""
    for path, task in file.tasks:
        for at, rule in enumerate(task.repeat):
            if rule.every == "year" and not rule.on:
                where = (*path, "repeat", at, "every")
                yield problem_at(Code.YEAR_WITHOUT_DAY, where, warning=True)
