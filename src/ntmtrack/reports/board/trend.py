"""How the counts came to be: past days, each judged by what the log says up to its end."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from datetime import timedelta
from typing import NamedTuple

from ntmtrack.directive import dates
from ntmtrack.directive.dates import Moment
from ntmtrack.reports.views import View
from ntmtrack.status.counts import Counts
from ntmtrack.status.counts import count
from ntmtrack.status.evaluate import evaluate

# However long ago the directive was issued, so many days are judged at most.
MOST_DAYS = 60


class Day(NamedTuple):
    """Hold the counts of a day."""

    day: date
    counts: Counts


def trend(seen: View) -> list[Day]:
    """Count the items of a view on days evenly apart, from the directive's own to the moment's."""
    keys = {item.key for item in seen.items}
    return [
        Day(moment.day, count(item for item in evaluate(seen.document, moment) if item.key in keys))
        for moment in _moments(seen.document.directive.issued, seen.moment)
    ]


def _moments(first: date, last: Moment) -> Iterator[Moment]:
    length = (last.day - first).days
    step = max(1, -(-length // (MOST_DAYS - 1)))
    for days in range(0, length, step):
        yield dates.at_end_of(first + timedelta(days=days))
    yield last
