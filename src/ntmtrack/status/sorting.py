"""The orders in which items can be listed."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Sequence
from datetime import datetime
from typing import Literal
from typing import TypeVar

from ntmtrack.directive import alphabet
from ntmtrack.directive import names
from ntmtrack.directive import recurrence
from ntmtrack.directive.model import Document
from ntmtrack.directive.model import Village
from ntmtrack.status.items import Item

T = TypeVar("T")
SortBy = Literal["due", "owner", "village", "clause"]
# A sort key; things of equal rank keep their order.
Rank = tuple[object, ...]


def sort(items: Iterable[Item], by: SortBy, document: Document) -> Sequence[Item]:
    """Sort the items of a document; items without the sorted value come last."""
    ranked = [(rank(item, by), item) for item in items]
    return sort_ranked(ranked, by, document.villages.values())


def sort_ranked(
    ranked: Iterable[tuple[Rank, T]], by: SortBy | None, villages: Iterable[Village]
) -> list[T]:
    """Sort things by their ranks; by village, in the order of `villages`."""
    if by == "village":
        in_order = dict.fromkeys(names.identity(village.name) for village in villages)
        places: dict[Rank, int] = {(name,): place for place, name in enumerate(in_order)}
        ranked = [((places.get(name, len(places)),), thing) for name, thing in ranked]
    return [thing for _, thing in sorted(ranked, key=lambda pair: pair[0])]


def rank(item: Item, by: SortBy) -> Rank:
    """Return the sort key of an item; for a village its name, which `sort_ranked` replaces."""
    if by == "due":
        last = _last_good_minute(item)
        return last is None, last or datetime.min
    if by == "owner":
        return tuple(alphabet.dictionary_key(owner.name) for owner in item.owners)
    if by == "village":
        return (names.identity(item.village.name) if item.village else None,)
    return item.task.clause is None, alphabet.dictionary_key(item.task.clause or "")


def _last_good_minute(item: Item) -> datetime | None:
    """Return the last minute at which the deadline in force is met, or None."""
    deadline, repeat = item.state.deadline, item.task.repeat
    if deadline is None:
        return None
    return recurrence.deadline_on(repeat, deadline.day) if repeat else deadline.last_good_minute
