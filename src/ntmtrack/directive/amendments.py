"""Which amendments apply to an item, and where they belong in its log."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Sequence
from datetime import date
from datetime import datetime
from datetime import time
from operator import attrgetter

from ntmtrack.directive.log import ItemKey
from ntmtrack.directive.model import Amendment
from ntmtrack.directive.model import Document
from ntmtrack.directive.model import Entry
from ntmtrack.directive.model import Task


def in_force(document: Document, day: date) -> list[Amendment]:
    """Return the amendments issued up to a day, by date."""
    return by_date(amendment for amendment in document.amendments if amendment.issued <= day)


def by_date(amendments: Iterable[Amendment]) -> list[Amendment]:
    """Sort amendments by date."""
    return sorted(amendments, key=attrgetter("issued"))


def is_about(amendment: Amendment, item: ItemKey) -> bool:
    """Return whether an amendment changes an item."""
    everywhere = not amendment.villages or item.village in amendment.villages
    return item.task in amendment.tasks and everywhere


class AmendmentIndex:
    """Look up amendments by item and by number."""

    def __init__(self, amendments: Iterable[Amendment]) -> None:
        in_order = by_date(amendments)
        self._numbers = {amendment.number for amendment in in_order}
        self._by_task: dict[str, list[Amendment]] = {}
        for amendment in in_order:
            for id_ in amendment.tasks:
                self._by_task.setdefault(id_, []).append(amendment)

    def is_owed(self, task: Task) -> bool:
        """Return whether a task is owed: an added one is, once its amendment is in this index."""
        return task.source is None or task.source in self._numbers

    def has_changed(self, task: Task) -> bool:
        """Return whether an amendment is about any share of a task."""
        return task.id in self._by_task

    def about(self, item: ItemKey) -> tuple[Amendment, ...]:
        """Return the amendments about an item, by date."""
        amendments = self._by_task.get(item.task)
        return tuple(each for each in amendments if is_about(each, item)) if amendments else ()


def timeline(
    entries: Sequence[Entry], amendments: Iterable[Amendment]
) -> Sequence[Entry | Amendment]:
    """Merge amendments into the entries of a log, each before everything else on its day."""
    changes: list[Entry | Amendment] = [*amendments, *entries]
    return sorted(changes, key=_day_of) if len(changes) > len(entries) else entries


def with_cancellations(
    entries: Sequence[Entry], amendments: Sequence[Amendment]
) -> Sequence[Entry]:
    """Return the log of a duty with amendments that cancel it turned into entries."""
    return [
        change
        if isinstance(change, Entry)
        else Entry(change.tasks[0], "cancelled", effective_moment(change))
        for change in timeline(entries, amendments)
    ]


def _day_of(change: Entry | Amendment) -> date:
    return change.on.date() if isinstance(change, Entry) else change.issued


def effective_moment(change: Entry | Amendment) -> datetime:
    """Return the moment from which a change counts; for an amendment, the start of its day."""
    return change.on if isinstance(change, Entry) else datetime.combine(change.issued, time())
