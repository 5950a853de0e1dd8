"""The item: a task, or the share of it that one village or one owner answers for.

`State` and `Item` are records for speed: 10,000 items are evaluated in 44 ms, against 57 ms with
frozen data classes.
"""

from __future__ import annotations

from collections.abc import Collection
from collections.abc import Iterable
from collections.abc import Sequence
from datetime import date
from datetime import datetime
from typing import TYPE_CHECKING
from typing import Literal

from ntmtrack.directive import amendments
from ntmtrack.directive.deadlines import Deadline
from ntmtrack.directive.issuers import Level
from ntmtrack.directive.model import Amendment
from ntmtrack.directive.model import Directive
from ntmtrack.directive.model import Document
from ntmtrack.directive.model import Entry
from ntmtrack.directive.model import Event
from ntmtrack.directive.model import Measure
from ntmtrack.directive.model import Owner
from ntmtrack.directive.model import OwnerGroup
from ntmtrack.directive.model import Task
from ntmtrack.directive.model import Village
from ntmtrack.records import Record
from ntmtrack.status import duties

if TYPE_CHECKING:
    from decimal import Decimal

Status = Literal[
    "done",
    "done-late",
    "overdue",
    "due-today",
    "due-soon",
    "open",
    "no-deadline",
    "waiting",
    "cancelled",
]
FINISHED = ("done", "done-late", "cancelled")
# Most urgent first: a heading takes the worst status of its parts.
BY_URGENCY: tuple[Status, ...] = (
    "overdue",
    "due-today",
    "due-soon",
    "open",
    "waiting",
    "no-deadline",
    "done-late",
    "done",
    "cancelled",
)


class State(Record):
    """Describe how an item stands, given its entries, its amendments and the moment.

    `deadline` is the one in force, `original_deadline` the directive's own; for a duty, both are
    that of the occurrence that matters. `days_late` counts from the last good day and is at least
    1. `started` is the time of the first `started` entry or, if the item is unfinished, of the
    first `done` or report; an item with a `started` has begun, and is in progress until finished.
    `amended_by` is the one of `amendments` that set this deadline or cancelled the item.
    `passed_deadline` says whether a one-off item was ever overdue, begun late or done late.
    """

    status: Status
    deadline: Deadline | None = None
    original_deadline: Deadline | None = None
    extensions: tuple[Entry, ...] = ()
    amendments: tuple[Amendment, ...] = ()
    amended_by: Amendment | None = None
    started: datetime | None = None
    done: datetime | None = None
    days_late: int | None = None
    days_left: int | None = None
    occurrences: duties.OccurrenceCounts | None = None
    passed_deadline: bool = False

    @property
    def was_overdue(self) -> bool:
        """Return whether a deadline was ever missed, whatever came after; of a duty, any one."""
        missed = self.occurrences and (self.occurrences.late or self.occurrences.missing)
        return self.passed_deadline or bool(missed)

    @property
    def due(self) -> date | None:
        """Return the day that the deadline in force names."""
        return self.deadline.day if self.deadline else None

    @property
    def original_due(self) -> date | None:
        """Return the day that the directive's own deadline names."""
        return self.original_deadline.day if self.original_deadline else None

    @property
    def begun(self) -> bool:
        """Return whether work on the item has begun."""
        return self.started is not None

    @property
    def moved(self) -> bool:
        """Return whether an extension or an amendment has moved the deadline."""
        by_letter = self.amendments and any(amendment.due for amendment in self.amendments)
        return bool(self.extensions or by_letter)


class Item(Record):
    """Describe one item: who owes what and where, its entries, and how it stands.

    `owners` are the leads, in the letter's order: all of them answer for it. `event` is the event
    that the deadline depends on. `groups` are the document's owner groups, whose names may stand
    for several owners. `leaders` oversee the item but do not answer for it. `level` is the
    issuer's. `directive` is set in reports on several directives. `only_village` is set if the task
    names a single village without giving it a share of its own.
    """

    key: str
    task: Task
    owners: tuple[Owner, ...]
    support: tuple[Owner, ...]
    village: Village | None
    entries: tuple[Entry, ...]
    state: State
    event: Event | None = None
    groups: Collection[OwnerGroup] = ()
    leaders: tuple[Owner, ...] = ()
    level: Level | None = "commune"
    directive: Directive | None = None
    only_village: Village | None = None

    @property
    def own_key(self) -> str:
        """Return the item's key in its own file, without the number of its directive."""
        return own_id(self.key)

    @property
    def lead_group(self) -> OwnerGroup | None:
        """Return the group whose members are exactly the leads, if there is one."""
        return group_of([owner.plain_id for owner in self.owners], self.groups)

    def is_due_within(self, days: int) -> bool:
        """Return whether an item is due after today and within this many days.

        False for a duty that is never `due-soon`, such as a daily or weekly one.
        """
        if self.task.repeat and self.state.status != "due-soon":
            return False
        return self.state.days_left is not None and 0 < self.state.days_left <= days

    @property
    def duty_log(self) -> Sequence[Entry]:
        """Return the entries of a recurring duty, including amendments that cancel it."""
        return amendments.with_cancellations(self.entries, self.state.amendments)

    @property
    def measures(self) -> Sequence[Measure]:
        """Return the measures of the task, with the goals of this share."""
        return self.task.measures_of(self.village.id if self.village else None)

    @property
    def amounts(self) -> dict[str, Decimal]:
        """Return the newest total of each measure that was ever recorded."""
        return {name: total for entry in self.entries for name, total in entry.amounts.items()}

    @property
    def newest_entry(self) -> Entry | None:
        """Return the newest entry, ignoring reminders: they are not news."""
        return next((entry for entry in reversed(self.entries) if entry.mark != "reminded"), None)

    @property
    def last_update(self) -> datetime | None:
        """Return the time of the newest entry, ignoring reminders."""
        days = (entry.on for entry in self.entries if entry.mark != "reminded")
        return max(days, default=None)

    @property
    def late_to_begin(self) -> bool:
        """Return whether the item is overdue only in being begun."""
        return self.state.status == "overdue" and self.task.due_to == "start"

    @property
    def reading(self) -> str:
        """Return the word that reports use for the state: a status, or one of `words.READINGS`.

        A task that had to begin by a day, and has, is from then on owed without a day.
        """
        status = self.state.status
        if self.late_to_begin:
            return "late-to-begin"
        if status != "no-deadline":
            return status
        if self.task.due_to == "start" and self.state.begun:
            return "begun-late" if self.state.days_late else "begun-on-time"
        if self.task.standing:
            return "standing"
        return "no-date" if self.names_no_date else status

    @property
    def names_no_date(self) -> bool:
        """Return whether the item is owed without a date: the letter only paraphrases one."""
        return names_no_date(self.task, self.state)

    @property
    def was_overdue_before(self) -> bool:
        """Return whether a deadline was missed, if the status does not already say so."""
        return self.state.days_late is None and self.state.was_overdue

    @property
    def note(self) -> str | None:
        """Return the newest entry's note, which holds until the next; an obstacle is no note."""
        entry = self.newest_entry
        return entry.note if entry and entry.mark != "obstacle" else None

    @property
    def open_obstacles(self) -> Sequence[Entry]:
        """Return the unsolved obstacles, oldest first.

        An obstacle stands until a later entry says `solved`, or the item is done or cancelled; a
        report on one occurrence of a duty solves nothing.
        """
        if self.state.status in FINISHED:
            return ()
        closing = ("solved", "cancelled") if self.task.repeat else ("solved", "cancelled", "done")
        unsolved: list[Entry] = []
        for change in amendments.timeline(self.entries, self.state.amendments):
            if isinstance(change, Amendment):
                unsolved = unsolved if change.due else []
            elif change.mark in closing:
                unsolved = []
            elif change.mark == "obstacle":
                unsolved.append(change)
        return unsolved

    @property
    def obstacle(self) -> str | None:
        """Return the newest unsolved obstacle."""
        return next((entry.note for entry in reversed(self.open_obstacles) if entry.note), None)


def names_no_date(task: Task, state: State) -> bool:
    """Return whether a task is owed without a date: the letter only paraphrases one."""
    return state.status == "no-deadline" and task.no_date is not None


def own_id(id_: str) -> str:
    """Return the id of a task or an item in its own file, without the prefix of joined reports."""
    return id_.rpartition(":")[2]


def directive_of(item: Item, document: Document) -> Directive:
    """Return the directive of an item, in a report on one directive or on several."""
    return item.directive or document.directive


def directives_of(items: Iterable[Item], document: Document) -> list[Directive]:
    """Return the directives of these items, each once."""
    return list(dict.fromkeys(directive_of(item, document) for item in items))


def matches_status(item: Item, word: str) -> bool:
    """Return whether an item has a status, or one of the readings in `words.READINGS`."""
    status, unfinished = item.state.status, item.state.status not in FINISHED
    readings = {
        "late-to-begin": item.late_to_begin,
        "late-to-finish": status == "overdue" and not item.late_to_begin,
        "begun-late": item.reading == "begun-late",
        "begun-on-time": item.reading == "begun-on-time",
        "was-overdue": item.was_overdue_before and not item.task.repeat,
        "occurrences-overdue": item.was_overdue_before and bool(item.task.repeat),
        "standing": status == "no-deadline" and item.task.standing,
        "no-date": item.names_no_date,
        "in-progress": unfinished and item.state.begun,
        "not-started": unfinished and not item.state.begun,
    }
    return readings.get(word, status == word)


class Heading(Record):
    """Describe the state of a task that has parts, computed from the parts."""

    task: Task
    parts: tuple[Item, ...]

    @property
    def done(self) -> int:
        """Return how many parts are done."""
        return sum(item.state.status in ("done", "done-late") for item in self.parts)

    @property
    def total(self) -> int:
        """Return how many parts are owed."""
        return sum(item.state.status != "cancelled" for item in self.parts)

    @property
    def status(self) -> Status:
        """Return the most urgent status of the parts."""
        return min(
            (item.state.status for item in self.parts), key=BY_URGENCY.index, default="no-deadline"
        )


def group_of(owners: Collection[str], groups: Iterable[OwnerGroup]) -> OwnerGroup | None:
    """Return the group with exactly these owners, in any order; a single owner is not a group."""
    ids = frozenset(owners)
    same = (group for group in groups if len(ids) > 1 and ids == frozenset(group.members))
    return next(same, None)
