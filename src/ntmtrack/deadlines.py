"""The deadlines of a directive in the order of days: what is due on each, and since when."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from ntmtrack.items import Item


class Deadline(NamedTuple):
    """Hold the items that are due on one day; `start` is the day before which none may begin."""

    start: date | None
    due: date
    items: Sequence[Item]


def deadlines(items: Iterable[Item]) -> list[Deadline]:
    """Gather items by their deadline in force; recurring and cancelled ones have none."""
    found: dict[tuple[date, date | None], list[Item]] = {}
    for item in items:
        if item.due and not item.task.repeat and item.status != "cancelled":
            start = item.task.start if item.task.start and item.task.start < item.due else None
            found.setdefault((item.due, start), []).append(item)
    return [
        Deadline(start, due, found[due, start])
        for due, start in sorted(found, key=lambda key: (key[0], key[1] or key[0]))
    ]
