"""What every item's state is at a moment: the document and the moment in, items out.

An item is a task, or the share of it that one village or one owner answers for.
"""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from datetime import date
from datetime import datetime
from datetime import timedelta
from decimal import Decimal
from typing import Literal
from typing import NamedTuple

from ntmtrack import amending
from ntmtrack import dates
from ntmtrack import duties
from ntmtrack import log
from ntmtrack.dates import Moment
from ntmtrack.model import Amendment
from ntmtrack.model import Document
from ntmtrack.model import Entry
from ntmtrack.model import Owner
from ntmtrack.model import Task
from ntmtrack.model import Village

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
# From the worst to the best: a heading takes the worst of its parts.
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


@dataclass(frozen=True, slots=True)
class Item:
    """Hold the state of one item at a moment.

    `due` is the named day in force and `original_due` the directive's own; `days_late` counts
    from the last good day, 1 or more; `begun` is the first `started` or `done` that counts.
    `amended_by` is the letter of `amendments` that set this deadline, or cancelled the item.
    """

    key: str
    task: Task
    owners: tuple[Owner, ...]
    support: tuple[Owner, ...]
    status: Status
    village: Village | None = None
    due: date | None = None
    original_due: date | None = None
    extensions: tuple[Entry, ...] = ()
    amendments: tuple[Amendment, ...] = ()
    amended_by: Amendment | None = None
    started: datetime | None = None
    begun: bool = False
    done: datetime | None = None
    days_late: int | None = None
    days_left: int | None = None
    occurrences: duties.Occurrences | None = None
    entries: tuple[Entry, ...] = ()

    @property
    def duty_log(self) -> Sequence[Entry]:
        """Give what the record of a recurring duty is made from, letters that cancel it too."""
        return amending.as_entries(self.entries, self.amendments)

    @property
    def moved(self) -> bool:
        """Tell whether an extension or a letter has moved the deadline."""
        return bool(self.extensions) or any(letter.due for letter in self.amendments)

    @property
    def amounts(self) -> dict[str, Decimal]:
        """Give the newest total of each measure that was ever given."""
        return {name: total for entry in self.entries for name, total in entry.amounts.items()}

    @property
    def last_update(self) -> datetime | None:
        """Tell when something was last said of the item; reminders are not news."""
        said = [entry.on for entry in self.entries if entry.mark != "reminded"]
        return said[-1] if said else None

    @property
    def note(self) -> str | None:
        """Give the newest note of any entry but an obstacle."""
        return _newest_note(self.entries, lambda entry: entry.mark != "obstacle")

    @property
    def obstacle(self) -> str | None:
        """Give the newest obstacle, while the item is not finished."""
        if self.status in FINISHED:
            return None
        return _newest_note(self.entries, lambda entry: entry.mark == "obstacle")

    @property
    def lead(self) -> Owner:
        """Give the owner who answers: the first."""
        return self.owners[0]


@dataclass(frozen=True, slots=True)
class Heading:
    """Hold the state of a task that others are part of, computed from them."""

    task: Task
    parts: tuple[Item, ...]

    @property
    def done(self) -> int:
        """Count the parts that are done."""
        return sum(item.status in ("done", "done-late") for item in self.parts)

    @property
    def total(self) -> int:
        """Count the parts that are owed."""
        return sum(item.status != "cancelled" for item in self.parts)

    @property
    def status(self) -> Status:
        """Give the worst status of any part."""
        return min(
            (item.status for item in self.parts), key=BY_URGENCY.index, default="no-deadline"
        )


@dataclass(slots=True)
class _State:
    """Gather what the entries of a one-off item say, in their order."""

    deadline: date | None
    decided: Literal["open", "done", "cancelled"] = "open"
    started: datetime | None = None
    begun: datetime | None = None
    begun_deadline: date | None = None
    done: datetime | None = None
    done_deadline: date | None = None
    extensions: list[Entry] = field(default_factory=list)
    amendments: list[Amendment] = field(default_factory=list)
    waiting: list[Amendment] = field(default_factory=list)  # letters since it was done
    moved_by: Amendment | None = None
    cancelled_by: Amendment | None = None


class _Facts(NamedTuple):
    """Hold what the entries and the moment make of an item; the fields are those of `Item`."""

    status: Status
    due: date | None = None
    original_due: date | None = None
    extensions: tuple[Entry, ...] = ()
    amendments: tuple[Amendment, ...] = ()
    amended_by: Amendment | None = None
    started: datetime | None = None
    begun: bool = False
    done: datetime | None = None
    days_late: int | None = None
    days_left: int | None = None
    occurrences: duties.Occurrences | None = None


class _Verdict(NamedTuple):
    status: Status
    days_late: int | None = None
    days_left: int | None = None


def evaluate(document: Document, moment: Moment) -> list[Item]:
    """Give every item of every task that counts, in the file's order.

    Left out are tasks that were superseded, or that only a later letter gives, and headings (see
    `headings`).
    """
    entries = log.by_item(document.progress)
    letters = amending.Letters(document, moment.day)
    above = {task.part_of for task in document.tasks.values()}
    owners = _Owners(document)
    return [
        _item(document, owners, task, share, entries.get(share, []), letters.about(share), moment)
        for task in document.tasks.values()
        if task.id not in above and not task.superseded_by and letters.has_given(task)
        for share in shares(task)
    ]


def shares(task: Task) -> list[log.ItemKey]:
    """List the items of a task: one for each village or owner, or the task as one."""
    if task.each == "village":
        return [log.ItemKey(task.id, village=id_) for id_ in task.villages]
    if task.each == "owner":
        return [log.ItemKey(task.id, owner=id_) for id_ in task.owners]
    return [log.ItemKey(task.id)]


def headings(document: Document, items: Sequence[Item]) -> list[Heading]:
    """Give every task that others are part of, with the items of all tasks below it."""
    parts: dict[str, list[Item]] = {}
    for item in items:
        for above in _above(document.tasks, item.task):
            parts.setdefault(above, []).append(item)
    named = {task.part_of for task in document.tasks.values() if task.part_of}
    return [
        Heading(task, tuple(parts.get(id_, ())))
        for id_, task in document.tasks.items()
        if id_ in named
    ]


def _above(tasks: Mapping[str, Task], task: Task) -> Iterator[str]:
    while task.part_of:
        yield task.part_of
        task = tasks[task.part_of]


def owner_of(owner: Owner, village: Village | None) -> Owner:
    """Give the owner itself or, where each village has its own, that village's body."""
    if village is None or not owner.per_village:
        return owner
    return owner._replace(
        id=f"{owner.id}@{village.id}",
        name=f"{owner.name} {village.name}",
        of=owner.id,
    )


def last_good_day(task: Task, due: date, document: Document) -> date:
    """Give the last day on which a deadline is met, by the directive's reading of "before"."""
    strict = document.settings.deadline_reading == "strict" and task.due_is == "before"
    return due - timedelta(days=1) if strict else due


class _Owners:
    """Look owners up by id and village, making each village's body once."""

    def __init__(self, document: Document) -> None:
        self._owners = document.owners
        self._made: dict[tuple[str, str | None], Owner] = {}

    def of(self, ids: Iterable[str], village: Village | None) -> tuple[Owner, ...]:
        """Give the owners of an item."""
        return tuple(self._one(id_, village) for id_ in ids)

    def _one(self, id_: str, village: Village | None) -> Owner:
        key = (id_, village.id if village else None)
        if key not in self._made:
            self._made[key] = owner_of(self._owners[id_], village)
        return self._made[key]


def _item(  # noqa: PLR0913, PLR0917 - everything an item is made of
    document: Document,
    owners: _Owners,
    task: Task,
    share: log.ItemKey,
    log_: Sequence[Entry],
    letters: Sequence[Amendment],
    moment: Moment,
) -> Item:
    village = document.villages[share.village] if share.village else None
    entries = tuple(entry for entry in log_ if entry.on <= moment.at)
    judge = _recurring if task.repeat else _one_off
    return Item(
        key=str(share),
        task=task,
        owners=owners.of((share.owner,) if share.owner else task.owners, village),
        support=owners.of(task.support, village),
        village=village,
        entries=entries,
        **judge(document, task, entries, letters, moment)._asdict(),
    )


def _recurring(
    document: Document,
    task: Task,
    entries: Sequence[Entry],
    letters: Sequence[Amendment],
    moment: Moment,
) -> _Facts:
    repeat = task.repeat
    if repeat is None:
        raise AssertionError(task.id)
    log_ = amending.as_entries(entries, letters)
    found = duties.record(repeat, log_, document.settings.week_starts)
    stands = duties.standing(repeat, found, moment)
    started = next((entry.on for entry in entries if entry.mark == "started"), None)
    cancelled = found.cancelled_at is not None
    return _Facts(
        status="cancelled" if cancelled else stands.status,
        due=stands.due,
        original_due=stands.due,
        amendments=tuple(letters),
        amended_by=_ended_by(entries, letters) if cancelled else None,
        started=started,
        begun=started is not None or bool(found.fates),
        done=stands.done,
        days_late=None if cancelled else stands.days_late,
        days_left=None if cancelled else stands.days_left,
        occurrences=duties.occurrences(repeat, found, moment),
    )


def _ended_by(entries: Sequence[Entry], letters: Sequence[Amendment]) -> Amendment | None:
    """Give the letter that cancelled a duty; None where the log did."""
    for one in reversed(amending.timeline(entries, letters)):
        if isinstance(one, Amendment):
            return one
        if one.mark == "cancelled":
            return None
    return None


def _one_off(
    document: Document,
    task: Task,
    entries: Sequence[Entry],
    letters: Sequence[Amendment],
    moment: Moment,
) -> _Facts:
    first = document.events[task.event].date if task.event else task.due
    state = _State(first)
    for one in amending.timeline(entries, letters):
        if isinstance(one, Amendment):
            _amend(state, one)
        else:
            _apply(state, one)
    return _Facts(
        **_judge(document, task, state, moment)._asdict(),
        due=state.deadline,
        original_due=first,
        extensions=tuple(state.extensions),
        amendments=tuple(state.amendments),
        amended_by=state.cancelled_by if state.decided == "cancelled" else state.moved_by,
        started=state.started,
        begun=state.begun is not None,
        done=state.done if state.decided == "done" else None,
    )


def _apply(state: _State, entry: Entry) -> None:
    if entry.mark in ("started", "done") and state.begun is None:
        state.begun, state.begun_deadline = entry.on, state.deadline
    if entry.mark == "started":
        state.started = state.started or entry.on
    elif entry.mark == "done":
        state.decided = "done"
        if state.done is None:  # a second one without `reopened` changes nothing
            state.done, state.done_deadline = entry.on, state.deadline
    elif entry.mark == "reopened":
        state.decided, state.done, state.done_deadline = "open", None, None
        waiting, state.waiting = state.waiting, []
        for letter in waiting:
            if letter.due:
                _amend(state, letter)
    elif entry.mark == "cancelled":
        state.decided, state.cancelled_by = "cancelled", None
    elif entry.mark == "extended" and state.decided != "done" and state.deadline and entry.to:
        state.deadline, state.moved_by = entry.to, None
        state.extensions.append(entry)


def _amend(state: _State, letter: Amendment) -> None:
    """Let a letter count; what is done by then, it only reaches when that is opened again."""
    if state.decided == "done":
        state.waiting.append(letter)
        return
    state.amendments.append(letter)
    if letter.due is None:
        state.decided, state.cancelled_by = "cancelled", letter
        return
    state.deadline, state.moved_by = letter.due, letter
    if state.cancelled_by:  # what a letter took away, a letter gives again
        state.decided, state.cancelled_by = "open", None


def _judge(document: Document, task: Task, state: _State, moment: Moment) -> _Verdict:
    """Tell how an item stands: done, begun in time, or against its deadline."""
    to_start = task.due_to == "start"
    met, deadline = (
        (state.begun, state.begun_deadline) if to_start else (state.done, state.done_deadline)
    )
    late = None
    if met and deadline:
        late = dates.days_late(_last_good(document, task, deadline), met)
    if state.decided == "cancelled":
        return _Verdict("cancelled")
    if state.decided == "done":
        return _Verdict("done-late" if late else "done", days_late=late)
    if to_start and met:
        return _Verdict("no-deadline", days_late=late)
    if state.deadline is None:
        return _Verdict("waiting" if task.event else "no-deadline")
    return _against(_last_good(document, task, state.deadline), document, moment)


def _against(last_good: datetime, document: Document, moment: Moment) -> _Verdict:
    late = dates.days_late(last_good, moment.at)
    if late:
        return _Verdict("overdue", days_late=late)
    left = (last_good.date() - moment.day).days
    soon = document.settings.due_soon_days
    return _Verdict(
        "due-today" if left == 0 else "due-soon" if left <= soon else "open", days_left=left
    )


def _last_good(document: Document, task: Task, deadline: date) -> datetime:
    return dates.end_of(last_good_day(task, deadline, document))


def _newest_note(entries: Sequence[Entry], wanted: Callable[[Entry], bool]) -> str | None:
    return next((entry.note for entry in reversed(entries) if entry.note and wanted(entry)), None)
