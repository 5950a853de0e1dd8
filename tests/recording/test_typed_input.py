"""Figures in commands and forms: they may have the unit of their measure."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ntmtrack.directive.model import Measure
from ntmtrack.directive.model import Task
from ntmtrack.recording import typed_input
from ntmtrack.wording.codes import Code
from ntmtrack.wording.problem import NtmError
from ntmtrack.wording.words import Language

ROAD = Measure("km", "đường cứng hóa", "m", "at_least", Decimal(300))
SIGNS = Measure("bien", "biển báo", "cái")
RATE = Measure("ty-le", "tỷ lệ hộ", "hộ", "percent", Decimal(85))


def read(*typed: str, measures: tuple[Measure, ...] = (ROAD,), language: Language = "vi") -> object:
    task = Task("duong", "Làm đường", ("hoi",), measures=measures)
    return typed_input.amounts(task, typed, language)


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("390", "390"),
        ("390 m", "390"),
        ("390m", "390"),
        ("390 M", "390"),
        ("1,5 m", "1.5"),
        ("2.450 m", "2450"),
        ("2 450,5 m", "2450.5"),
        ("km=390 m", "390"),
        ("đường = 390 m", "390"),
    ],
)
def test_a_figure_may_have_the_unit_of_its_measure(typed: str, amount: str) -> None:
    assert read(typed) == {"km": Decimal(amount)}


def test_thousands_marks_are_those_of_the_language() -> None:
    assert read("2,450 m", language="en") == {"km": Decimal(2450)}


@pytest.mark.parametrize("typed", ["85%", "85 %", "85", "85 hộ"])
def test_a_rate_may_have_a_percent_sign(typed: str) -> None:
    assert read(typed, measures=(RATE,)) == {"ty-le": Decimal(85)}


def test_a_unit_decides_which_measure_is_meant() -> None:
    two = {"bien": Decimal(3), "km": Decimal(390)}
    assert read("3 cái", "390 m", measures=(ROAD, SIGNS)) == two


@pytest.mark.parametrize(
    ("typed", "code", "values"),
    [
        ("390 km", Code.WRONG_UNIT, {"task": "duong", "value": "390 km", "known": ("m", "cái")}),
        (
            "bien=390 m",
            Code.WRONG_UNIT,
            {"task": "duong", "value": "bien=390 m", "known": ("cái",)},
        ),
        ("85%", Code.WRONG_UNIT, {"task": "duong", "value": "85%", "known": ("m", "cái")}),
        ("km=1.308", Code.BAD_AMOUNT, {"value": "km=1.308"}),
        ("km=3-4", Code.BAD_AMOUNT, {"value": "km=3-4"}),
    ],
)
def test_an_unclear_figure_is_refused(typed: str, code: Code, values: object) -> None:
    with pytest.raises(NtmError) as raised:
        read(typed, measures=(ROAD, SIGNS))
    (problem,) = raised.value.problems
    assert (problem.code, problem.values) == (code, values)
