"""The progress log: which entries still count, and in what order, item by item."""

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from datetime import UTC
from datetime import date
from datetime import datetime
from datetime import time
from datetime import timedelta
from functools import partial
from operator import attrgetter
from operator import itemgetter
from typing import NamedTuple

from ntmtrack.directive.model import Entry

# How far two clocks may differ before one of them is wrong.
CLOCK_TOLERANCE = timedelta(minutes=5)


class ItemKey(NamedTuple):
    """Name one item: a task, and the village or owner that answers for its share."""

    task: str
    village: str | None = None
    owner: str | None = None

    def __str__(self) -> str:
        share = self.village or self.owner
        return f"{self.task}@{share}" if share else self.task


class _Target(NamedTuple):
    """Name what an `undone` entry takes back."""

    item: ItemKey
    for_: date | None
    on: datetime
    undoes: datetime | str | None


def item_of(entry: Entry) -> ItemKey:
    """Give the key of the item that an entry is about."""
    return ItemKey(entry.task, entry.village, entry.owner)


def undone(entries: Sequence[Entry]) -> tuple[dict[int, int], list[int]]:
    """Pair each `undone` entry with the newest match not yet undone, by place in the log.

    Returns (taken back → undone by, `undone` entries that name nothing).
    """
    standing: dict[_Target, list[int]] = {}
    pairs: dict[int, int] = {}
    without_match: list[int] = []
    if all(entry.mark != "undone" for entry in entries):
        return pairs, without_match
    for index, entry in enumerate(entries):
        name = entry.undoes if entry.mark == "undone" else entry.at or entry.mark
        target = _Target(item_of(entry), entry.for_, entry.on, name)
        if entry.mark != "undone":
            standing.setdefault(target, []).append(index)
        elif matches := standing.get(target):
            pairs[matches.pop()] = index
        else:
            without_match.append(index)
    return pairs, without_match


def settled(entries: Sequence[Entry]) -> frozenset[int]:
    """Give the places of the entries that were taken back, and of those that did it.

    What is only doubtful about them does not matter any more.
    """
    pairs, _ = undone(entries)
    return frozenset((*pairs, *pairs.values()))


def standing(entries: Sequence[Entry]) -> Iterator[Entry]:
    """Give the entries that count, in the file's order: none that is undone, and no `undone`."""
    taken_back, _ = undone(entries)
    return (
        entry
        for index, entry in enumerate(entries)
        if entry.mark != "undone" and index not in taken_back
    )


def in_order_written(entries: Iterable[Entry]) -> list[Entry]:
    """Sort entries by their `at`, as two merged logs need it, the newest last.

    One without `at` was written by hand and stays with the line before it.
    """
    stamped: list[tuple[datetime, Entry]] = []
    stamp = datetime.min.replace(tzinfo=UTC)
    for entry in entries:
        stamp = entry.at or stamp
        stamped.append((stamp, entry))
    stamped.sort(key=itemgetter(0))
    return [entry for _, entry in stamped]


def newest_stamp(entries: Iterable[Entry]) -> datetime | None:
    """Give the newest time at which an entry was written down; None where none has its time."""
    return max((entry.at for entry in entries if entry.at), default=None)


def _day_and_turn(days: AbstractSet[datetime], entry: Entry) -> tuple[date, bool]:
    """Put the extensions of a day on which something was done at no known hour before the rest."""
    day = entry.on.date()
    extends_first = entry.mark == "extended" and datetime.combine(day, time()) in days
    return day, not extends_first


def by_item(entries: Sequence[Entry]) -> dict[ItemKey, list[Entry]]:
    """Group the entries that count by item, each in the order of `on`, then of the file.

    A `done` with a day alone comes after the extensions of that day, whatever their hour.
    """
    items: dict[ItemKey, list[Entry]] = {}
    for entry in standing(entries):
        items.setdefault(item_of(entry), []).append(entry)
    for group in items.values():
        group.sort(key=attrgetter("on"))  # a stable sort: the file's order stays within a moment
        days = {one.on for one in group if one.mark == "done" and one.on.time() == time()}
        if days and any(entry.mark == "extended" for entry in group):
            group.sort(key=partial(_day_and_turn, days))
    return items
