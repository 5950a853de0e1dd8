"""The log: which entries still count, and their order, item by item."""

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

# Clocks that differ by more than this are wrong.
CLOCK_TOLERANCE = timedelta(minutes=5)


class ItemKey(Record):
    """Identify an item: a task, and the village or owner that answers for its share."""

    task: str
    village: str | None = None
    owner: str | None = None

    def __str__(self) -> str:
        share = self.village or self.owner
        return f"{self.task}@{share}" if share else self.task


# Identifies the entry that an `undone` takes back: its item, occurrence, `on`, and `at` or mark.
_Target = tuple[ItemKey, date | Period | None, datetime, datetime | str | None]


def item_of(entry: Entry) -> ItemKey:
    """Return the key of the item that an entry is about."""
    return ItemKey(entry.task, entry.village, entry.owner)


class TakenBack(Record):
    """Describe what the `undone` entries of a log take back, by index in the log.

    `undone_by` maps an entry that is taken back to its `undone`; `repeated` maps an `undone`
    without effect to the entry that was already taken back; `without_match` lists those that match
    no entry.
    """

    undone_by: dict[int, int]
    repeated: dict[int, int]
    without_match: list[int]


def reminds(entry: Entry, owner: Owner) -> bool:
    """Return whether an entry records that a lead was reminded of its item."""
    return entry.mark == "reminded" and (not entry.whom or owner.plain_id in entry.whom)


def taken_back(entries: Sequence[Entry]) -> TakenBack:
    """Match each `undone` entry with the entry that it names.

    An `at` identifies its entry anywhere in the log, with all duplicates that a merge made of it; a
    mark means the newest match further up that is not yet undone.
    """
    result, last = TakenBack({}, {}, []), dict[_Target, int]()
    if all(entry.mark != "undone" for entry in entries):
        return result
    stamped, unstamped = _stamped(entries), dict[_Target, list[int]]()
    for index, entry in enumerate(entries):
        target = _target(entry, entry.undoes if entry.mark == "undone" else entry.mark)
        if entry.mark != "undone":
            if entry.at is None:
                unstamped.setdefault(target, []).append(index)
            continue
        matches = stamped.pop(target, [])
        if not matches and unstamped.get(target):
            matches.append(unstamped[target].pop())
        if matches:
            result.undone_by.update(dict.fromkeys(matches, index))
            last[target] = matches[0]
        elif target in last:
            result.repeated[index] = last[target]
        else:
            result.without_match.append(index)
    return result


def _stamped(entries: Sequence[Entry]) -> dict[_Target, list[int]]:
    """Return the indexes of the entries with an `at`, by the target that takes them back."""
    stamped: dict[_Target, list[int]] = {}
    for index, entry in enumerate(entries):
        if entry.mark != "undone" and entry.at:
            stamped.setdefault(_target(entry, entry.at), []).append(index)
    return stamped


def _target(entry: Entry, undoes: datetime | str | None) -> _Target:
    return item_of(entry), entry.for_, entry.on, undoes


def undo_pairs(entries: Sequence[Entry]) -> frozenset[int]:
    """Return the indexes of the entries that are taken back, and of their `undone` entries.

    Warnings about these entries no longer matter.
    """
    undone_by = taken_back(entries).undone_by
    return frozenset((*undone_by, *undone_by.values()))


def not_undone(entries: Sequence[Entry]) -> Iterator[Entry]:
    """Return the entries that count, in the file's order: none that is undone, and no `undone`."""
    undone = taken_back(entries).undone_by
    if not undone and all(entry.mark != "undone" for entry in entries):
        return iter(entries)
    return (
        entry
        for index, entry in enumerate(entries)
        if entry.mark != "undone" and index not in undone
    )


def in_order_written(entries: Iterable[Entry]) -> list[Entry]:
    """Sort entries by their `at`, oldest first, because merged logs are not in order.

    An entry without `at` was written by hand and stays with the line before it.
    """
    stamped: list[tuple[datetime, Entry]] = []
    stamp = datetime.min.replace(tzinfo=UTC)
    for entry in entries:
        stamp = entry.at or stamp
        stamped.append((stamp, entry))
    stamped.sort(key=itemgetter(0))
    return [entry for _, entry in stamped]


def newest_stamp(entries: Iterable[Entry]) -> datetime | None:
    """Return the newest `at` of any entry, or None."""
    return max((entry.at for entry in entries if entry.at), default=None)


def _day_and_turn(days: AbstractSet[datetime], entry: Entry) -> tuple[date, bool]:
    """Return a sort key that puts extensions first on days with a `done` without an hour."""
    day = entry.on.date()
    extends_first = entry.mark == "extended" and datetime.combine(day, time()) in days
    return day, not extends_first


def by_item(entries: Sequence[Entry]) -> dict[ItemKey, list[Entry]]:
    """Group the entries that are not undone by item, sorted by `on`, then by `at`.

    A `done` without an hour comes after the extensions of its day, whatever their hour.
    """
    items: dict[ItemKey, list[Entry]] = {}
    for entry in not_undone(entries):
        items.setdefault(item_of(entry), []).append(entry)
    for key, group in items.items():
        if len(group) > 1:
            items[key] = _in_order(group)
    return items


def _in_order(group: Sequence[Entry]) -> list[Entry]:
    have_ties = len({entry.on for entry in group}) < len(group)  # else `at` is irrelevant
    ordered = in_order_written(group) if have_ties else list(group)
    ordered.sort(key=attrgetter("on"))  # stable: entries of one moment stay in the order of writing
    days = {entry.on for entry in ordered if entry.mark == "done" and entry.on.time() == time()}
    if days and any(entry.mark == "extended" for entry in ordered):
        ordered.sort(key=partial(_day_and_turn, days))
    return ordered
