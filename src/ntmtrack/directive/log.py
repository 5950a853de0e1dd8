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

from ntmtrack.directive.model import Entry
from ntmtrack.directive.model import Owner
from ntmtrack.directive.periods import Period
from ntmtrack.records import Record

# How far two clocks may differ before one of them is wrong.
CLOCK_TOLERANCE = timedelta(minutes=5)


class ItemKey(Record):
    """Name one item: a task, and the village or owner that answers for its share."""

    task: str
    village: str | None = None
    owner: str | None = None

    def __str__(self) -> str:
        share = self.village or self.owner
        return f"{self.task}@{share}" if share else self.task


# Tells which entry an `undone` takes back: its item, occurrence, `on`, and its `at` or mark.
_Target = tuple[ItemKey, date | Period | None, datetime, datetime | str | None]


def item_of(entry: Entry) -> ItemKey:
    """Return the key of the item that an entry is about."""
    return ItemKey(entry.task, entry.village, entry.owner)


class TakenBack(Record):
    """Say what the `undone` entries of a log take back, all by their places in it.

    `by` leads from an entry that is taken back to its `undone`, `again` from an `undone` without
    effect to the entry that another took back before; those `without_match` name nothing.
    """

    by: dict[int, int]
    again: dict[int, int]
    without_match: list[int]


def reminds(entry: Entry, owner: Owner) -> bool:
    """Tell whether an entry says that a lead of its item was reminded."""
    return entry.mark == "reminded" and (not entry.whom or owner.plain_id in entry.whom)


def taken_back(entries: Sequence[Entry]) -> TakenBack:
    """Pair each `undone` entry with what it names.

    An `at` names its entry wherever that stands, and all lines that a merge has made of it; a mark
    names the newest match above that is not yet undone.
    """
    result, last = TakenBack({}, {}, []), dict[_Target, int]()
    if all(entry.mark != "undone" for entry in entries):
        return result
    stamped, above = _stamped(entries), dict[_Target, list[int]]()
    for index, entry in enumerate(entries):
        target = _target(entry, entry.undoes if entry.mark == "undone" else entry.mark)
        if entry.mark != "undone":
            if entry.at is None:
                above.setdefault(target, []).append(index)
            continue
        matches = stamped.pop(target, [])
        if not matches and above.get(target):
            matches.append(above[target].pop())
        if matches:
            result.by.update(dict.fromkeys(matches, index))
            last[target] = matches[0]
        elif target in last:
            result.again[index] = last[target]
        else:
            result.without_match.append(index)
    return result


def _stamped(entries: Sequence[Entry]) -> dict[_Target, list[int]]:
    """Return the places of the entries that have an `at`, by what takes them back."""
    stamped: dict[_Target, list[int]] = {}
    for index, entry in enumerate(entries):
        if entry.mark != "undone" and entry.at:
            stamped.setdefault(_target(entry, entry.at), []).append(index)
    return stamped


def _target(entry: Entry, undoes: datetime | str | None) -> _Target:
    return item_of(entry), entry.for_, entry.on, undoes


def settled(entries: Sequence[Entry]) -> frozenset[int]:
    """Return the places of the entries that were taken back, and of those that did it.

    Warnings about them do not matter any more.
    """
    by = taken_back(entries).by
    return frozenset((*by, *by.values()))


def standing(entries: Sequence[Entry]) -> Iterator[Entry]:
    """Return the entries that count, in the file's order: none that is undone, and no `undone`."""
    gone = taken_back(entries).by
    if not gone and all(entry.mark != "undone" for entry in entries):
        return iter(entries)
    return (
        entry for index, entry in enumerate(entries) if entry.mark != "undone" and index not in gone
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
    """Return the newest time at which an entry was written down; None where none has its time."""
    return max((entry.at for entry in entries if entry.at), default=None)


def _day_and_turn(days: AbstractSet[datetime], entry: Entry) -> tuple[date, bool]:
    """Put the extensions of a day on which something was done at no known hour before the rest."""
    day = entry.on.date()
    extends_first = entry.mark == "extended" and datetime.combine(day, time()) in days
    return day, not extends_first


def by_item(entries: Sequence[Entry]) -> dict[ItemKey, list[Entry]]:
    """Group the entries that count by item, each in the order of `on`, then of `at`.

    A `done` with a day alone comes after the extensions of that day, whatever their hour.
    """
    items: dict[ItemKey, list[Entry]] = {}
    for entry in standing(entries):
        items.setdefault(item_of(entry), []).append(entry)
    for key, group in items.items():
        if len(group) > 1:
            items[key] = _in_order(group)
    return items


def _in_order(group: Sequence[Entry]) -> list[Entry]:
    meet = len({entry.on for entry in group}) < len(group)  # else the order of writing says nothing
    ordered = in_order_written(group) if meet else list(group)
    ordered.sort(key=attrgetter("on"))  # stable: what has one moment stays in the order of writing
    days = {entry.on for entry in ordered if entry.mark == "done" and entry.on.time() == time()}
    if days and any(entry.mark == "extended" for entry in ordered):
        ordered.sort(key=partial(_day_and_turn, days))
    return ordered
