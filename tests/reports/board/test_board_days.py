"""The place of today among the deadlines of a board."""

from __future__ import annotations

import pytest

from ntmtrack.datafile import load
from ntmtrack.directive import dates
from ntmtrack.reports.board.board_days import timeline
from ntmtrack.status.selection import Filters
from ntmtrack.status.view import view
from ntmtrack.wording.words import Words

FILE = """
format: 1
directive: {number: 07/2024, issued: 2024-03-04, issuer: Dong Mo, subject: Drains}
settings: {deadline_reading: strict}
owners: [{id: ba, name: Le Thi Ba}]
tasks:
  - {id: strict, title: Before the 20th, owner: ba, due: 2024-03-20}
  - {id: hour, title: By ten, owner: ba, due: 2024-03-20T10:00}
  - {id: day, title: By the 20th, owner: ba, due_is: by, due: 2024-03-20}
  - {id: later, title: Later, owner: ba, due: 2024-03-22}
"""


@pytest.mark.parametrize(
    ("as_of", "past"),
    [("2024-03-19", 0), ("2024-03-20T09:00", 1), ("2024-03-20T11:00", 2), ("2024-03-20", 2)],
)
def test_today_is_before_the_first_deadline_that_is_not_past(as_of: str, past: int) -> None:
    loaded = load.load(FILE.encode(), "file.yaml")
    assert loaded.document, loaded.problems
    seen = view(loaded.document, dates.parse_as_of(as_of), Filters())
    stops = timeline(seen, Words("en")).stops
    assert [bool(stop.dues) for stop in stops].index(False) == past
