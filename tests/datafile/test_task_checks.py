"""The goals of measures: how they are read, and each rule on both sides of its limit."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ntmtrack.datafile import codec
from ntmtrack.datafile import load
from ntmtrack.directive.model import Loaded
from ntmtrack.directive.model import Measure

HEAD = """\
format: 1
directive: {number: 1-CV/ĐU, issued: 2021-06-21, issuer: Đảng ủy xã, subject: Việc của xã}
villages: [{id: an, name: Thôn An}, {id: binh, name: Thôn Bình}, {id: chau, name: Thôn Châu}]
village_groups: {tren: [an, binh]}
owners: [{id: ubnd, name: UBND xã}, {id: hoi, name: Hội Phụ nữ}]
"""
BY_VILLAGE = "villages: tren, each: village"


def read(share: str, measure: str, unit: str = "hộ") -> Loaded:
    """Load a file with one measure."""
    counted = f"measures: [{{id: ho, name: hộ, unit: '{unit}', {measure}}}]"
    task = f"{{id: viec, title: Việc, owner: [ubnd, hoi], {share}, {counted}}}"
    return load.load(f"{HEAD}tasks: [{task}]\n".encode(), "viec.yaml")


def measure_of(share: str, measure: str) -> Measure:
    loaded = read(share, measure)
    assert loaded.document, loaded.problems
    assert codec.load(codec.dump(loaded), "viec.yaml") == loaded
    return loaded.document.tasks["viec"].measures[0]


@pytest.mark.parametrize("kind", ["at_least", "more_than", "at_most", "percent"])
def test_each_village_may_have_its_own_goal_and_an_unnamed_village_has_none(kind: str) -> None:
    measure = measure_of(BY_VILLAGE, f'{kind}: {{binh: "12,5"}}')
    assert (measure.kind, measure.goal, measure.whole) == (kind, None, None)
    assert measure.of_share("binh").goal == Decimal("12.5")
    assert measure.of_share("an").goal is None
    assert measure.of_share("an").kind == kind  # its figures mean the same as the others'


def test_a_single_figure_is_the_goal_of_each_share_unless_it_is_of_all() -> None:
    each = measure_of(BY_VILLAGE, "at_least: 4")
    assert (each.of_share("an").goal, each.whole) == (Decimal(4), None)
    together = measure_of(BY_VILLAGE, "at_least: 4, of: all")
    assert (together.of_share("an").goal, together.whole) == (None, Decimal(4))


@pytest.mark.parametrize(
    ("kind", "reached"),
    [
        ("at_least", [False, True, True]),
        ("more_than", [False, False, True]),
        ("at_most", [True, True, False]),
        ("percent", [False, True, True]),
    ],
)
def test_a_goal_is_reached_on_its_own_side(kind: str, reached: list[bool]) -> None:
    measure = measure_of("each: owner", f"{kind}: 12")
    assert [measure.reached(Decimal(amount)) for amount in (11, 12, 13)] == reached


@pytest.mark.parametrize(
    ("share", "measure", "unit", "expected"),
    [
        (BY_VILLAGE, "at_least: {an: 1, binh: 2}", "hộ", []),
        ("villages: all, each: village", "at_least: {chau: 1}", "hộ", []),
        (BY_VILLAGE, "at_least: {chau: 1}", "hộ", ["goal-not-covered"]),
        (BY_VILLAGE, "at_least: {dong: 1, an: 2}", "hộ", ["unknown-village"]),
        (BY_VILLAGE, "at_least: {}", "hộ", ["empty-list"]),
        (BY_VILLAGE, "at_least: {an, binh: 2}", "hộ", ["goal-empty"]),
        (BY_VILLAGE, "at_least: {an}", "hộ", ["goal-empty"]),
        (BY_VILLAGE, "at_least: {an: {binh: 2}}", "hộ", ["not-text"]),
        (BY_VILLAGE, "at_least: {an: 1}, at_most: 3", "hộ", ["two-goals"]),
        (BY_VILLAGE, "at_least: 1, percent: {chau: 120}, of: all", "hộ", ["two-goals"]),
        ("villages: tren", "at_least: {an: 1, dong: 2}", "hộ", ["goals-by-village"]),
        ("each: owner", "at_most: {ubnd: 1}", "hộ", ["goals-by-village"]),
        ("each: owner", "at_most: 1", "hộ", []),
        (BY_VILLAGE, "at_most: 4, of: all", "hộ", []),
        ("each: owner", "at_least: 4, of: all", "hộ", []),
        ("villages: tren", "at_least: 4, of: all", "hộ", ["of-all"]),
        (BY_VILLAGE, "of: all", "hộ", ["of-all"]),
        (BY_VILLAGE, "at_least: {an: 4}, of: all", "hộ", ["of-all"]),
        (BY_VILLAGE, "percent: 90, of: all", "hộ", ["of-all"]),
        (BY_VILLAGE, "at_least: 90, of: all", "%", ["of-all"]),
        (BY_VILLAGE, "percent: 100", "hộ", []),
        (BY_VILLAGE, "percent: 100.01", "hộ", ["goal-over-100"]),
        (BY_VILLAGE, "percent: {an: 100, binh: 101}", "hộ", ["goal-over-100"]),
        (BY_VILLAGE, "at_least: 110", "%", []),  # more than the plan
    ],
)
def test_a_goal_that_its_task_or_unit_cannot_have_is_refused(
    share: str, measure: str, unit: str, expected: list[str]
) -> None:
    loaded = read(share, measure, unit)
    assert [problem.code.printed for problem in loaded.problems] == expected
    assert bool(loaded.document) == (not expected)
