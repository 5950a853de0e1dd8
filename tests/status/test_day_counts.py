"""Counts of many days at once equal the counts of each day by itself."""

from __future__ import annotations

from datetime import datetime
from datetime import time
from datetime import timedelta
from pathlib import Path

import pytest
from drawn import FIRST
from drawn import any_kind
from drawn import documents
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from ntmtrack.datafile.load import load
from ntmtrack.directive.dates import Moment
from ntmtrack.directive.model import Document
from ntmtrack.status.day_counts import count_at
from ntmtrack.status.evaluate import evaluate
from ntmtrack.status.view import count_items

thoroughly = settings(max_examples=3 * settings().max_examples)
hours = st.sampled_from([time(23, 59), time(23, 59), time(15, 30), time()])
days = st.lists(st.integers(0, 50), min_size=1, max_size=12, unique=True)


@st.composite
def moments(draw: st.DrawFn) -> list[Moment]:
    """Draw days in order; the last may have an hour."""
    *before, last = sorted(draw(days))
    hour = draw(hours)
    return [
        *(Moment(at(day, time(23, 59)), whole_day=True) for day in before),
        Moment(at(last, hour), whole_day=hour == time(23, 59)),
    ]


def at(day: int, hour: time) -> datetime:
    return datetime.combine(FIRST + timedelta(days=day), hour)


@thoroughly
@given(documents(any_kind), moments(), st.integers(1, 3))
def test_each_day_has_the_counts_of_its_own_items(
    document: Document, days: list[Moment], step: int
) -> None:
    keys = {item.key for item in evaluate(document, days[-1])[::step]}
    each = [
        count_items(item for item in evaluate(document, day) if item.key in keys) for day in days
    ]
    assert count_at(document, days, keys) == each


@pytest.mark.parametrize("name", ["later", "weeks", "long", "state"])
def test_tasks_of_a_later_letter_count_from_its_day_on(name: str) -> None:
    path = Path(__file__).parent.parent / "data" / f"{name}.yaml"
    document = load(path.read_bytes(), path.name).document
    assert document
    first = document.directive.issued
    days = [
        Moment(datetime.combine(first + timedelta(days=day), time(23, 59)), whole_day=True)
        for day in range(0, 400, 7)
    ]
    keys = {item.key for item in evaluate(document, days[-1])}
    each = [
        count_items(item for item in evaluate(document, day) if item.key in keys) for day in days
    ]
    assert count_at(document, days, keys) == each
