"""Which amounts are doubtful."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

import pytest

from ntmtrack.directive import amounts
from ntmtrack.directive.model import Entry
from ntmtrack.directive.model import GoalKind
from ntmtrack.directive.model import Measure
from ntmtrack.wording.codes import Code


@pytest.mark.parametrize(
    ("kind", "doubts"),
    [
        ("at_most", []),
        ("at_least", [Code.AMOUNT_FALLS]),
        ("more_than", [Code.AMOUNT_FALLS]),
        ("percent", [Code.AMOUNT_FALLS]),
        (None, [Code.AMOUNT_FALLS]),
    ],
)
def test_a_falling_total_is_doubtful_unless_the_goal_is_an_upper_limit(
    kind: GoalKind | None, doubts: list[Code]
) -> None:
    measure = Measure("ho", "hộ nghèo", "hộ", kind, None if kind is None else Decimal(5))
    log = [
        Entry("viec", "note", datetime(2024, 3, day), amounts={"ho": Decimal(amount)})
        for day, amount in ((1, 12), (2, 9))
    ]
    assert [doubt.warning.code for doubt in amounts.find_doubtful([measure], log)] == doubts
