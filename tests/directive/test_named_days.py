"""The days that rules name: what is read is written the same way, and nothing else is read."""

from __future__ import annotations

import pytest

from ntmtrack.directive import named_days
from ntmtrack.directive.periods import PeriodName


@pytest.mark.parametrize(
    ("every", "good", "bad"),
    [
        ("day", "", "fri 1 last"),
        ("week", "mon fri sun", "t6 1 last +1"),
        ("month", "1 31 last +1 +31", "0 32 +0 +32 1-05 fri"),
        ("quarter", "last +10 1-01 3-31", "20 4-01 0-05 3-32"),
        ("half-year", "last +5 6-30", "20 7-01"),
        ("year", "last +15 01-01 02-29 12-31", "20 02-30 13-01 04-31 15/6"),
    ],
)
def test_valid_days_of_a_period_are_read_and_invalid_ones_are_not(
    every: PeriodName, good: str, bad: str
) -> None:
    for text in good.split():
        named = named_days.parse(text, every)
        assert named, text
        assert named_days.text_of(named, every) == text
    assert [named_days.parse(text, every) for text in bad.split()] == [None] * len(bad.split())
