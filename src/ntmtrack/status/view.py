"""A document at a moment, filtered and counted: the starting point of every report.

Items are counted in the official grid: done in time or late, not done but in time or overdue, as in
report 1270/BC-TCTTTg (2017). Items without a deadline are counted beside it, so that every item is
counted once.
"""

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from datetime import date
from operator import attrgetter
from typing import TypeVar

from ntmtrack import wording
from ntmtrack.directive import alphabet
from ntmtrack.directive.dates import Moment
from ntmtrack.directive.dates import format_day
from ntmtrack.directive.deadlines import Deadline
from ntmtrack.directive.model import Directive
from ntmtrack.directive.model import Document
from ntmtrack.directive.model import Owner
from ntmtrack.directive.model import Task
from ntmtrack.directive.model import Village
from ntmtrack.records import Record
from ntmtrack.status.evaluate import evaluate
from ntmtrack.status.evaluate import judge_all
from ntmtrack.status.items import FINISHED
from ntmtrack.status.items import Item
from ntmtrack.status.items import State
from ntmtrack.status.items import Status
from ntmtrack.status.items import names_no_date
from ntmtrack.status.selection import Filters
from ntmtrack.status.selection import Selection
from ntmtrack.status.selection import select
from ntmtrack.wording.problem import usage

T = TypeVar("T")
# The names of the counts that an item adds to.
Kind = tuple[str, ...]
# The counts that each status adds to; `kind_of` refines done and no-deadline.
KINDS: Mapping[Status, Kind] = {
    "cancelled": ("cancelled",),
    "done": ("total", "done_on_time"),
    "done-late": ("total", "done_late"),
    "overdue": ("total", "overdue"),
    "due-today": ("total", "in_time", "due_today"),
    "due-soon": ("total", "in_time", "due_soon"),
    "open": ("total", "in_time"),
    "waiting": ("total", "no_deadline", "waiting"),
    "no-deadline": ("total", "no_deadline"),
}


class Counts(Record):
    """Count items; the six counts after `total` add up to it.

    `due_today` and `due_soon` are part of `in_time`; `waiting`, `standing` and `no_date` are part
    of `no_deadline`; `cancelled` is not part of `total`.
    """

    total: int = 0
    done_on_time: int = 0
    done_late: int = 0
    done_no_deadline: int = 0
    in_time: int = 0
    overdue: int = 0
    no_deadline: int = 0
    due_today: int = 0
    due_soon: int = 0
    waiting: int = 0
    standing: int = 0
    no_date: int = 0
    cancelled: int = 0


class View(Record):
    """Describe a document at a moment, with the items that the filters select.

    A view on several directives lists the joined views in `several`; its document only has their
    names.
    """

    document: Document
    moment: Moment
    selection: Selection
    items: Sequence[Item]
    counts: Counts
    several: "Several | None" = None

    @property
    def parts(self) -> "Sequence[View]":
        """Return the views on single directives: the joined ones, or this view itself."""
        return self.several.views if self.several else (self,)


class Several(Record):
    """List the views that a joint view joins; those in `finished` add nothing to it.

    `left_out` names the files whose directive is not issued yet, or lacks a name in the filters.
    """

    views: Sequence[View]
    finished: Sequence[View] = ()
    left_out: Sequence[str] = ()


def view(document: Document, moment: Moment, filters: Filters) -> View:
    """Evaluate a document and keep the items that the filters select."""
    selected = select(document, filters)
    evaluated = evaluate(document, moment, selected.shares_of)
    items = [item for item in evaluated if selected.selects(item)]
    return View(document, moment, selected, items, count_items(items))


def view_to_count(document: Document, moment: Moment, filters: Filters) -> View:
    """Return a view for a report that only counts; its items may have only tasks and states."""
    selected = select(document, filters)
    if selected.looks_at_items:
        return view(document, moment, filters)
    judged = judge_all(document, moment, selected.shares_of)
    items = [item for item in judged if item.task.owners]
    return View(document, moment, selected, items, count_items(items))


def refuse_before_issue(moment: Moment, directive: Directive, typed: str | None = None) -> None:
    """Raise a usage error if the directive was not issued yet at this moment."""
    if moment.day < directive.issued:
        day, issued = typed or format_day(moment.day), format_day(directive.issued)
        raise usage(wording.Code.MOMENT_TOO_EARLY, day=day, issued=issued)


def overdue_items(items: Iterable[Item]) -> list[Item]:
    """Return the overdue items, most days late first; equally late ones keep their order."""
    late = (item for item in items if item.state.status == "overdue")
    return sorted(late, key=lambda item: -(item.state.days_late or 0))


def count_items(items: Iterable[Item]) -> Counts:
    """Count items in the official grid."""
    kinds: dict[Kind, int] = {}  # a Counter is slower to create, and most groups are small
    for item in items:
        kind = counts_for(item.task, item.state)
        kinds[kind] = kinds.get(kind, 0) + 1
    return counts_of(kinds)


def counts_of(kinds: Mapping[Kind, int]) -> Counts:
    """Return the counts of items, given how many there are of each kind."""
    cells = dict.fromkeys(Counts._fields, 0)
    for kind, times in kinds.items():
        for name in kind:
            cells[name] += times
    return Counts(*cells.values())


def add_counts(counts: Iterable[Counts]) -> Counts:
    """Add counts up."""
    return Counts(*map(sum, zip(*counts, strict=True)))


def counts_for(task: Task, state: State) -> Kind:
    """Return the names of the counts that an item adds to."""
    if state.status == "done" and not state.due:
        return ("total", "done_no_deadline")
    if state.status == "no-deadline" and task.standing:
        return ("total", "no_deadline", "standing")
    if names_no_date(task, state):
        return ("total", "no_deadline", "no_date")
    return KINDS[state.status]


def by_village(items: Iterable[Item], document: Document) -> list[tuple[Village | None, Counts]]:
    """Count the items of each village, in the file's order; items without a village under None."""
    counted = _counted_by(items, lambda item: (item.village and item.village.id,))
    order = [*document.villages, None]
    return [
        (document.villages[id_] if id_ else None, counted[id_]) for id_ in order if id_ in counted
    ]


def by_owner(items: Iterable[Item]) -> list[tuple[Owner, Counts]]:
    """Count the items of each owner, alone or with others: most overdue first, then by name."""
    return most_overdue_first(_counted_by(items, attrgetter("owners")).items())


def most_overdue_first(rows: Iterable[tuple[Owner, Counts]]) -> list[tuple[Owner, Counts]]:
    """Sort the counts of owners: most overdue first, then by name."""
    return sorted(rows, key=lambda row: (-row[1].overdue, alphabet.dictionary_key(row[0].name)))


def _counted_by(items: Iterable[Item], keys: Callable[[Item], Iterable[T]]) -> dict[T, Counts]:
    """Count the items under each of their keys."""
    kinds: dict[T, dict[Kind, int]] = {}
    for item in items:
        kind = counts_for(item.task, item.state)
        for key in keys(item):
            own = kinds.setdefault(key, {})
            own[kind] = own.get(kind, 0) + 1
    return {key: counts_of(own) for key, own in kinds.items()}


# An item without an entry for this many days counts as silent.
QUIET_DAYS = 7
# News of an unbegun item is expected only this many days before its deadline: a goal of 2030 can
# wait.
NEAR_DAYS = 90


class Ratio(Record):
    """Store how many of a whole set of items meet a condition."""

    part: int
    whole: int

    @property
    def share(self) -> float | None:
        """Return the part divided by the whole; None if the whole is zero."""
        return self.part / self.whole if self.whole else None


def completion_rate(items: Iterable[Item]) -> Ratio:
    """Count the done items among all but those that never end: standing and recurring ones."""
    owed = [
        item
        for item in items
        if item.state.status != "cancelled"
        and not item.task.repeat
        and not (item.task.standing and item.state.status == "no-deadline")
    ]
    return Ratio(sum(item.state.status in FINISHED for item in owed), len(owed))


def update_rate(items: Iterable[Item], moment: Moment) -> Ratio:
    """Count the watched items with an entry in the last seven days, among all watched items."""
    expected = watched_items(items, moment.day)
    updated = sum(
        item.last_update is not None and not _is_long_ago(item.last_update.date(), moment)
        for item in expected
    )
    return Ratio(updated, len(expected))


def lacks_recent_entry(item: Item, document: Document, moment: Moment) -> bool:
    """Return whether an item had no entry for at least seven days in which work was possible.

    Every watched item is silent, counts as updated in `update_rate`, or has no entry and could be
    begun less than seven days ago.
    """
    if item.last_update:
        return _is_long_ago(item.last_update.date(), moment)
    letters = [each.issued for each in document.amendments if each.number == item.task.source]
    assigned = min(letters, default=document.directive.issued)
    return _is_long_ago(max(item.task.start or assigned, assigned), moment)


def _is_long_ago(day: date, moment: Moment) -> bool:
    return (moment.day - day).days >= QUIET_DAYS


def watched_items(items: Iterable[Item], day: date) -> list[Item]:
    """Return the items that news is expected of: unfinished, and begun or to be begun by now."""
    return [
        item
        for item in items
        if item.state.status not in FINISHED and (item.state.begun or _is_to_be_begun(item, day))
    ]


def _is_to_be_begun(item: Item, day: date) -> bool:
    """Return whether work may begin or, if the task has no start, its deadline is near."""
    if item.state.due is None:
        return False
    if item.task.start:
        return item.task.start <= day
    return (item.state.due - day).days <= NEAR_DAYS


class ItemsDue(Record):
    """Group the items of one deadline, with the day before which none of them may begin."""

    start: date | None
    deadline: Deadline
    items: Sequence[Item]


def by_deadline(items: Iterable[Item]) -> list[ItemsDue]:
    """Group items by their deadline in force, soonest first.

    Recurring and cancelled items are left out.
    """
    groups: dict[tuple[Deadline, date | None], list[Item]] = {}
    for item in items:
        deadline = item.state.deadline
        if deadline and not item.task.repeat and item.state.status != "cancelled":
            start = item.task.start
            key = deadline, start if start and start < deadline.day else None
            groups.setdefault(key, []).append(item)
    return sorted(
        (ItemsDue(start, deadline, group) for (deadline, start), group in groups.items()),
        key=lambda due: (due.deadline.last_good_minute, due.start or due.deadline.day),
    )
