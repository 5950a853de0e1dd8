"""What later letters change: which of them an item stands under, and when in its log."""

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
    """Give what the letters up to a day change, in the order of their dates."""
    return sorted(
        (one for one in document.amendments if one.issued <= day), key=attrgetter("issued")
    )


def is_about(letter: Amendment, item: ItemKey) -> bool:
    """Tell whether a letter changes something of an item."""
    everywhere = not letter.villages or item.village in letter.villages
    return item.task in letter.tasks and everywhere


class Letters:
    """Look up the letters in force on a day, by item and by number."""

    def __init__(self, document: Document, day: date) -> None:
        found = in_force(document, day)
        self._numbers = {one.number for one in found}
        self._by_task: dict[str, list[Amendment]] = {}
        for one in found:
            for id_ in one.tasks:
                self._by_task.setdefault(id_, []).append(one)

    def has_given(self, task: Task) -> bool:
        """Tell whether a task is there: one that a later letter adds is so from that day on."""
        return task.source is None or task.source in self._numbers

    def about(self, item: ItemKey) -> tuple[Amendment, ...]:
        """Give the letters about an item, in the order of their dates."""
        letters = self._by_task.get(item.task)
        return tuple(one for one in letters if is_about(one, item)) if letters else ()


def timeline(entries: Sequence[Entry], letters: Iterable[Amendment]) -> Sequence[Entry | Amendment]:
    """Put letters between the entries of a log: each before all that happened on its day."""
    found: list[Entry | Amendment] = [*letters, *entries]
    return sorted(found, key=_when) if len(found) > len(entries) else entries


def as_entries(entries: Sequence[Entry], letters: Sequence[Amendment]) -> Sequence[Entry]:
    """Give the log of a duty in which letters that cancel it stand as entries do."""
    return [
        one if isinstance(one, Entry) else Entry(one.tasks[0], "cancelled", _when(one))
        for one in timeline(entries, letters)
    ]


def _when(one: Entry | Amendment) -> datetime:
    return one.on if isinstance(one, Entry) else datetime.combine(one.issued, time())
