"""Two rates: how much of what is owed is done, and of how much of the rest something was heard."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from ntmtrack.dates import Moment
from ntmtrack.items import FINISHED
from ntmtrack.items import Item

# The update rate counts the items heard of in so many days; one of which nothing was heard for
# longer is named.
QUIET_DAYS = 7


def completion_rate(items: Iterable[Item]) -> float | None:
    """Divide the items done by all but those that never end: standing and recurring ones."""
    owed = [
        item
        for item in items
        if item.status != "cancelled"
        and not item.task.repeat
        and not (item.task.standing and item.status == "no-deadline")
    ]
    return sum(item.status in FINISHED for item in owed) / len(owed) if owed else None


def update_rate(items: Iterable[Item], moment: Moment) -> float | None:
    """Divide the unfinished items heard of in the last seven days by all that should be."""
    expected = watched(items)
    since = moment.day - timedelta(days=QUIET_DAYS)
    heard = sum(
        item.last_update is not None and item.last_update.date() > since for item in expected
    )
    return heard / len(expected) if expected else None


def watched(items: Iterable[Item]) -> list[Item]:
    """Give the items of which news is expected: not finished, and dated or begun."""
    return [item for item in items if item.status not in FINISHED and (item.due or item.begun)]
