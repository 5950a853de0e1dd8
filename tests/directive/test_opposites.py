"""Words that look alike and mean the opposite are never offered for each other."""

from __future__ import annotations

import pytest

from ntmtrack.directive.inexact_names import near
from ntmtrack.directive.names import Named
from ntmtrack.directive.opposites import are_opposite


@pytest.mark.parametrize(
    ("typed", "known"),
    [
        ("at_most", "at_least"),
        ("less_than", "more_than"),
        ("undone", "done"),
        ("chưa hoàn thành", "hoàn thành"),
        ("deadline", "no-deadline"),
        ("start", "end"),
    ],
)
def test_the_opposite_is_never_offered(typed: str, known: str) -> None:
    assert near(typed, [Named(known, ())]) == []


@pytest.mark.parametrize(("typed", "known"), [("at_leats", "at_least"), ("mor_than", "more_than")])
def test_a_slip_still_is(typed: str, known: str) -> None:
    assert near(typed, [Named(known, ())]) == [known]


@pytest.mark.parametrize(
    ("one", "other"), [("done", "done"), ("due today", "due soon"), ("kim binh", "khong")]
)
def test_other_words_are_no_opposites(one: str, other: str) -> None:
    assert not are_opposite(one, other)
