"""What is packed for the next run is read back unchanged."""

from __future__ import annotations

from drawn import any_kind
from drawn import documents
from hypothesis import given

from ntmtrack.datafile import codec
from ntmtrack.datafile import load
from ntmtrack.directive.model import Document
from ntmtrack.directive.model import Loaded

WARNINGS = """\
format: 1
directive: {number: 07/2024, issued: 2024-03-04, issuer: Dong Mo, subject: Drains}
owners: [{id: ba, name: Le Thi Ba}]
tasks:
  - {id: hour, title: Hour, owner: ba, due: 2024-04-30T17:00}
  - {id: quarter, title: Quarter, owner: ba, due: 2024-Q2}
  - {id: monthly, title: Monthly, owner: ba, repeat: {every: month, from: 2024-04-01}}
  - {id: daily, title: Daily, owner: ba, repeat: {every: day, from: 2024-04-01}}
progress:
  - {task: hour, mark: extended, on: 2024-03-10, to: 2024-04-30T16:00, by: x, note: y}
  - {task: quarter, mark: extended, on: 2024-03-10, to: 2024-05, by: x, note: y}
  - {task: monthly, mark: done, on: 2024-03-10, for: 2024-03}
  - {task: daily, mark: done, on: 2024-03-10, for: 2024-03-10}
"""


def test_days_periods_and_ends_of_deadlines_in_warnings_are_read_back() -> None:
    loaded = load.load(WARNINGS.encode(), "x.yaml")
    assert len(loaded.problems) == 4
    assert repr(codec.load(codec.dump(loaded), "x.yaml")) == repr(loaded)


@given(documents(any_kind, most=8))
def test_any_document_is_read_back_unchanged(document: Document) -> None:
    loaded = Loaded(document, (), "en")
    assert repr(codec.load(codec.dump(loaded), "x.yaml")) == repr(loaded)
