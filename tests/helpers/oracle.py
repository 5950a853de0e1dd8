"""What an item's state must be, computed the slow way from the sentences of the contract.

Nothing here is shared with the program except its plain values: days are checked one by one, and
every question is put to the whole log again.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from datetime import UTC
from datetime import date
from datetime import datetime
from datetime import time
from datetime import timedelta
from itertools import count
from itertools import takewhile
from typing import NamedTuple

from ntmtrack.directive.deadlines import Deadline
from ntmtrack.directive.model import Document
from ntmtrack.directive.model import Entry
from ntmtrack.directive.model import Repeat
from ntmtrack.directive.model import Rule
from ntmtrack.directive.model import Task
from ntmtrack.directive.periods import MONTHS
from ntmtrack.directive.periods import Period

DAY = timedelta(days=1)
LETTER = "letter"


class Verdict(NamedTuple):
    """Describe what an item must be at a moment; a cancelled duty has no `due`."""

    status: str
    due: date | None = None
    days_late: int | None = None
    days_left: int | None = None
    done: datetime | None = None


class LoggedOutcome(NamedTuple):
    """Describe what the log says of one occurrence, and when it was reported."""

    fate: str
    on: datetime
    done: bool = False


class Occurrences(NamedTuple):
    """Describe the register of a duty: what became of each occurrence, and which are missing."""

    fates: Mapping[date, str]
    missing: Sequence[date]


def not_undone(entries: Sequence[Entry]) -> list[Entry]:
    """Return the entries that were not taken back, in the order of the file.

    An `undone` entry with a mark takes back the newest match above it; one with an `at` takes back
    that entry wherever it is, and all duplicates of its line that a merge has made.
    """
    gone: set[int] = set()
    for place, entry in enumerate(entries):
        if entry.mark == "undone":
            by_mark = isinstance(entry.undoes, str)
            others = range(place) if by_mark else range(len(entries))
            matches = [other for other in others if takes_back(entry, entries[other])]
            gone.update(
                [other for other in matches if other not in gone][-1:] if by_mark else matches
            )
    return [
        entry for place, entry in enumerate(entries) if entry.mark != "undone" and place not in gone
    ]


def takes_back(undone: Entry, other: Entry) -> bool:
    """Return whether an `undone` entry matches another: same item and day, its time or mark."""
    alike = ("task", "village", "owner", "for_", "on")
    return (
        other.mark != "undone"
        and undone.undoes == (other.at or other.mark)
        and all(getattr(undone, name) == getattr(other, name) for name in alike)
    )


def entries_that_count(document: Document, key: str, moment: datetime) -> list[Entry]:
    """Return the entries of an item that count up to a moment, sorted by `on`, `at` and file order.

    An extension precedes a `done` of the same day without an hour. Void entries are left out.
    """
    task, _, share = key.partition("@")
    own = [
        entry
        for entry in not_undone(document.progress)
        if entry.task == task and (entry.village or entry.owner or "") == share
    ]
    done = {entry.on for entry in own if entry.mark == "done" and entry.on.time() == time()}

    def sort_key(place: int) -> tuple[date, bool, datetime, datetime]:
        entry = own[place]
        midnight = datetime.combine(entry.on, time())
        first = entry.mark == "extended" and midnight in done
        return entry.on.date(), not first, entry.on, written(own, place)

    ordered = [own[place] for place in sorted(range(len(own)), key=sort_key)]
    changes = merged(letters(document, key, moment), ordered)
    void = {
        id(entry) for at, entry in enumerate(changes) if is_void(document, task, changes[: at + 1])
    }
    return [entry for entry in ordered if entry.on <= moment and id(entry) not in void]


def written(entries: Sequence[Entry], place: int) -> datetime:
    """Return when an entry was written down; without `at`, with the line before it."""
    stamps = [entry.at for entry in entries[: place + 1] if entry.at]
    return stamps[-1] if stamps else datetime.min.replace(tzinfo=UTC)


def is_void(document: Document, id_: str, entries: Sequence[Entry]) -> bool:
    """Return whether the last entry extends a deadline to a day that is not later."""
    *before, entry = entries
    if entry.mark != "extended" or entry.by == LETTER or newest_decision(before) == "done":
        return False
    task = document.tasks[id_]
    due = deadline(document, task, before)
    if due is None or entry.to is None:
        return False
    return last_minute(document, task, entry.to) <= last_minute(document, task, due)


def letters(document: Document, key: str, moment: datetime) -> list[Entry]:
    """Return the changes of an item by letters up to a moment, as entries by LETTER.

    They take effect from the first minute of their day, before anything else on that day.
    """
    task, _, share = key.partition("@")
    return [
        Entry(
            task,
            "extended" if amendment.due else "cancelled",
            midnight,
            to=amendment.due,
            by=LETTER,
        )
        for amendment in sorted(document.amendments, key=lambda amendment: amendment.issued)
        if (midnight := datetime.combine(amendment.issued, time())) <= moment
        and task in amendment.tasks
        and (not amendment.villages or share in amendment.villages)
    ]


def merged(changes: Sequence[Entry], entries: Sequence[Entry]) -> list[Entry]:
    """Return letters and log entries in the order of their days, letters first."""
    return sorted([*changes, *entries], key=lambda entry: entry.on.date())


def newest_decision(entries: Sequence[Entry]) -> str | None:
    """Return the newest of done, reopened and cancelled.

    A letter cancels only items that are not done, and a new deadline revokes a letter's
    cancellation.
    """
    decision = None
    for entry in entries:
        by_letter = entry.by == LETTER
        if entry.mark == "cancelled" and by_letter:
            decision = decision if decision == "done" else LETTER
        elif entry.mark == "extended" and by_letter:
            decision = None if decision == LETTER else decision
        elif entry.mark in {"done", "reopened", "cancelled"}:
            decision = entry.mark
    return "cancelled" if decision == LETTER else decision


def first_deadline(document: Document, task: Task) -> Deadline | None:
    """Return the deadline that the directive itself sets."""
    if task.event is None:
        return task.due
    day = document.events[task.event].date
    return Deadline(day + DAY * task.event_days) if day else None


def deadline(document: Document, task: Task, entries: Sequence[Entry]) -> Deadline | None:
    """Return the deadline in force after these entries.

    An extension of a finished item has no effect, but one by a letter does once the item is
    reopened.
    """
    first = first_deadline(document, task)
    moved = [
        entry.to
        for place, entry in enumerate(entries)
        if entry.mark == "extended"
        and (
            newest_decision(entries[:place]) != "done"
            or (entry.by == LETTER and any(later.mark == "reopened" for later in entries[place:]))
        )
        and not is_void(document, task.id, entries[: place + 1])
    ]
    return moved[-1] if moved else first


def named_day(task: Task, due: Deadline) -> date:
    """Return the day that a deadline names: a period's last, or the last before it begins."""
    if due.period is None:
        return due.day
    months = {"month": 1, "quarter": 3, "half-year": 6, "year": 12}[due.period.every]
    year, last = due.period.year, due.period.part * months
    if due == task.due and task.due_is == "before":
        return date(year, last - months + 1, 1) - DAY
    return date(year, last, monthrange(year, last)[1])


def last_minute(document: Document, task: Task, due: Deadline) -> datetime:
    """Return the last minute in time for a deadline; only “before” a day has a strict reading."""
    day = named_day(task, due)
    if due.time:
        return datetime.combine(day, due.time)
    says_before = not (task.event or due.period) and (task.due_to, task.due_is) == (
        "finish",
        "before",
    )
    strict = document.settings.deadline_reading == "strict" and says_before
    return datetime.combine(day - DAY if strict else day, time(23, 59))


def one_off(document: Document, task: Task, entries: Sequence[Entry], moment: datetime) -> Verdict:
    """Judge an item that is done once."""
    decision = newest_decision(entries)
    due = deadline(document, task, entries)
    reopened = max((at for at, entry in enumerate(entries) if entry.mark == "reopened"), default=-1)
    dones = [at for at, entry in enumerate(entries) if entry.mark == "done" and at > reopened]
    begun = [at for at, entry in enumerate(entries) if entry.mark in {"started", "done"}]
    done = entries[dones[0]].on if decision == "done" else None
    judged = (begun if task.due_to == "start" else dones)[:1]
    late = None
    for at in judged:
        late = days_past(document, task, deadline(document, task, entries[:at]), entries[at].on)
    day = named_day(task, due) if due else None
    if decision == "cancelled":
        return Verdict("cancelled", day)
    if decision == "done":
        return Verdict("done-late" if late else "done", day, days_late=late, done=done)
    if task.due_to == "start" and begun:
        return Verdict("no-deadline", day, days_late=late)
    if due is None:
        return Verdict("waiting" if task.event else "no-deadline")
    return against(document, task, due, moment)


def against(document: Document, task: Task, due: Deadline, moment: datetime) -> Verdict:
    """Judge an open item by its deadline."""
    day = named_day(task, due)
    if late := days_past(document, task, due, moment):
        return Verdict("overdue", day, days_late=late)
    left = (last_minute(document, task, due).date() - moment.date()).days
    if left == 0:
        return Verdict("due-today", day, days_left=0)
    soon = left <= document.settings.due_soon_days
    return Verdict("due-soon" if soon else "open", day, days_left=left)


def days_past(document: Document, task: Task, due: Deadline | None, moment: datetime) -> int | None:
    """Return how many days the last minute of a deadline has passed (at least 1), or None."""
    last = last_minute(document, task, due) if due else moment
    return max(1, (moment.date() - last.date()).days) if moment > last else None


def falls(rule: Rule, day: date) -> bool:
    """Return whether a rule names a day, whether or not the rule is in force then."""
    if rule.every == "day":
        return True
    if rule.every == "week":
        return (0, day.weekday()) in rule.on
    months, length = MONTHS[rule.every], monthrange(day.year, day.month)[1]
    return any(
        (day.month - month) % months == 0 and day.day == min(number, length)
        for month, number in rule.on
    )


def holds(rule: Rule, day: date) -> bool:
    """Return whether a rule is in force for a day that it names.

    For a report that is due after its period, the period's end decides.
    """
    months = MONTHS.get(rule.every, 0)
    length = monthrange(day.year, day.month)[1]
    bounds = [
        day.replace(day=1) - DAY if months and month > months else day
        for month, number in rule.on
        if not months or ((day.month - month) % months == 0 and day.day == min(number, length))
    ]
    return any(rule.from_ <= bound and (not rule.until or bound <= rule.until) for bound in bounds)


def occurs(repeat: Repeat, day: date) -> bool:
    """Return whether a duty has an occurrence on a day."""
    return any(falls(rule, day) and holds(rule, day) for rule in repeat.rules)


def occurrence_of(document: Document, repeat: Repeat, entry: Entry) -> date | None:
    """Find the occurrence whose span contains the `for` or the `on` of an entry."""
    day = entry.on.date()
    (rule, *others) = repeat.rules
    is_single = not others and len(rule.on) == 1
    if isinstance(entry.for_, Period):
        if not is_single or rule.every != entry.for_.every:
            return None
        day = entry.for_.last
    elif entry.for_:
        day = entry.for_
    if is_single and rule.every == "day":
        span = [day]
    elif is_single and rule.every == "week":
        while day.weekday() != document.settings.week_starts:
            day -= DAY
        span = [day + DAY * n for n in range(7)]
    elif is_single and rule.on[0][0] <= (months := MONTHS[rule.every]):
        first = date(day.year, (day.month - 1) // months * months + 1, 1)
        days = (first + DAY * n for n in range(366))
        span = [
            each
            for each in days
            if (each.year, (each.month - 1) // months) == (first.year, (first.month - 1) // months)
        ]
    elif is_single:
        return next(
            each if occurs(repeat, each) else None
            for each in (day + DAY * n for n in count())
            if falls(rule, each)
        )
    elif day < min(rule.from_ for rule in repeat.rules):
        return None
    else:
        last = max(rule.until or date(2999, 1, 1) for rule in repeat.rules) + DAY * 32
        after = takewhile(lambda each: each <= last, (day + DAY * n for n in count()))
        return next((each for each in after if occurs(repeat, each)), None)
    return next((each for each in span if occurs(repeat, each)), None)


def ends(repeat: Repeat, day: date) -> datetime:
    """Return the last minute in time for the occurrence of a day."""
    hours = [rule.at for rule in repeat.rules if falls(rule, day) and holds(rule, day)]
    if None in hours or not hours:
        return datetime.combine(day - DAY if repeat.strict else day, time(23, 59))
    return datetime.combine(day, max(hour for hour in hours if hour))


def days_of(repeat: Repeat) -> Iterator[date]:
    """Return the days of all occurrences."""
    begins = min(rule.from_ for rule in repeat.rules)
    last_days = [rule.until for rule in repeat.rules]
    last = None if None in last_days else max(end for end in last_days if end) + DAY * 32
    days = (begins + DAY * number for number in count())
    within = takewhile(lambda day: last is None or day <= last, days)
    return (day for day in within if occurs(repeat, day))


def is_cancelled(entries: Sequence[Entry]) -> bool:
    """Return whether a duty is cancelled after these entries, so that nothing is owed meanwhile."""
    marks = [entry.mark for entry in entries if entry.mark in {"cancelled", "reopened"}]
    return marks[-1:] == ["cancelled"]


def occurrence_entries(
    document: Document, repeat: Repeat, entries: Sequence[Entry]
) -> dict[date, LoggedOutcome]:
    """Return what the log says of each occurrence: the first `done` wins over other marks."""
    by_day: dict[date, LoggedOutcome] = {}
    for place, entry in enumerate(entries):
        day = occurrence_of(document, repeat, entry)
        if day is None:
            continue
        if entry.mark == "reopened" and not is_cancelled(entries[:place]):
            by_day.pop(day, None)
        elif entry.mark == "done" and (day not in by_day or not by_day[day].done):
            late = entry.on > ends(repeat, day)
            by_day[day] = LoggedOutcome("late" if late else "on_time", entry.on, done=True)
        elif entry.mark in {"nothing", "excused"}:
            by_day.setdefault(day, LoggedOutcome(entry.mark, entry.on))
    return by_day


def record(
    document: Document, repeat: Repeat, entries: Sequence[Entry], moment: datetime
) -> Occurrences:
    """Return what is on record up to a moment's day, including reports made early."""
    said = occurrence_entries(document, repeat, entries)
    counted = [
        day for day in said if day <= moment.date() or said[day].fate in {"on_time", "nothing"}
    ]
    up_to_now = list(takewhile(lambda day: day <= moment.date(), days_of(repeat)))
    return Occurrences(
        {day: said[day].fate for day in sorted(counted)},
        [
            day
            for day in up_to_now
            if ends(repeat, day) < moment and day not in said and owed(repeat, entries, day)
        ],
    )


def owed(repeat: Repeat, entries: Sequence[Entry], day: date) -> bool:
    """Return whether an occurrence is owed: not if the duty is cancelled when it ends."""
    return not is_cancelled([entry for entry in entries if entry.on <= ends(repeat, day)])


def duty(document: Document, repeat: Repeat, entries: Sequence[Entry], moment: datetime) -> Verdict:
    """Judge a duty, occurrence by occurrence."""
    if is_cancelled(entries):
        return Verdict("cancelled")
    said = occurrence_entries(document, repeat, entries)
    on_record = record(document, repeat, entries, moment)
    passed = list(takewhile(lambda day: ends(repeat, day) < moment, days_of(repeat)))
    newest = passed[-1] if passed else None
    reported = [day for day, fate in on_record.fates.items() if fate != "excused"]
    if newest and newest in on_record.missing and max(reported, default=newest) <= newest:
        run = list(takewhile(lambda day: day in on_record.missing, reversed(passed)))
        late = (moment.date() - ends(repeat, run[-1]).date()).days
        return Verdict("overdue", run[-1], days_late=max(1, late))
    ahead = (day for day in days_of(repeat) if ends(repeat, day) >= moment)
    upcoming = next((day for day in ahead if day not in said), None)
    if upcoming:
        left = (ends(repeat, upcoming).date() - moment.date()).days
        is_long = all(rule.every not in {"day", "week"} for rule in repeat.rules)
        is_soon = is_long and left <= document.settings.due_soon_days
        status = "due-soon" if is_soon else "open"
        return Verdict(status if left else "due-today", upcoming, days_left=left)
    last = list(days_of(repeat))[-1]
    if last in said and said[last].fate == "late":
        late = max(1, (said[last].on.date() - ends(repeat, last).date()).days)
        return Verdict("done-late", last, days_late=late, done=said[last].on)
    return Verdict("done", last, done=said[last].on if last in said else None)


def counted(document: Document) -> Iterator[Task]:
    """Yield the tasks that count: no headings, as their parts count, and no superseded ones."""
    headings = {task.part_of for task in document.tasks.values()}
    for id_, task in document.tasks.items():
        if id_ not in headings and task.superseded_by is None:
            yield task


def shares(document: Document, task: Task) -> Iterator[tuple[str, Sequence[str], str | None]]:
    """Yield the shares of a task: the key of each, its leads, and its village.

    On a village's share, a body that exists in each village is that village's own.
    """
    if task.each == "village":
        for village in task.villages:
            leads = [
                f"{id_}@{village}" if document.owners[id_].per_village else id_
                for id_ in task.owners
            ]
            yield f"{task.id}@{village}", leads, village
    elif task.each == "owner":
        for id_ in task.owners:
            yield f"{task.id}@{id_}", [id_], None
    else:
        yield task.id, task.owners, None


def stands(document: Document, task: Task, key: str, moment: datetime) -> Verdict:
    """Return what a share must be at a moment, whatever the kind of its task."""
    changes = merged(letters(document, key, moment), entries_that_count(document, key, moment))
    if task.repeat:
        return duty(document, task.repeat, changes, moment)
    return one_off(document, task, changes, moment)
