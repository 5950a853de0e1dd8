"""What a task counts, and its goal: of each share, of each village, or of all shares together."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated
from typing import Final
from typing import Literal
from typing import get_args

from pydantic import BeforeValidator
from pydantic import Field
from pydantic import WithJsonSchema

from ntmtrack.datafile.parts import ID
from ntmtrack.datafile.parts import FilePart
from ntmtrack.datafile.value_schemas import AMOUNT
from ntmtrack.datafile.value_schemas import either
from ntmtrack.datafile.values import Amount
from ntmtrack.datafile.values import FileText
from ntmtrack.datafile.values import Slug
from ntmtrack.datafile.values import choice
from ntmtrack.directive import model
from ntmtrack.directive.model import GoalKind
from ntmtrack.wording.words import N_

GOAL_KINDS: tuple[GoalKind, ...] = get_args(GoalKind)
# What stands for a village where there is one figure for all: no key of a file is empty.
EVERY_SHARE: Final = ""
_Of = Literal["all"]


def _as_goals(value: object) -> object:
    """Let a single figure stand for a table by village."""
    return value if isinstance(value, dict) else {EVERY_SHARE: value}


Goals = Annotated[
    dict[str, Amount],
    Field(min_length=1),
    BeforeValidator(_as_goals),
    WithJsonSchema(
        either(AMOUNT, {"type": "object", "additionalProperties": {**AMOUNT}, "minProperties": 1})
    ),
]


class MeasurePart(FilePart):
    """Read one of `measures` of a task."""

    id: Slug = Field(description=ID)
    name: FileText = Field(description=N_("What is counted."))
    unit: FileText = Field(description=N_("In what it is counted."))
    at_least: Goals | None = Field(
        None, description=N_("The goal: at least so many, or of each village: {kim-binh: 380}.")
    )
    more_than: Goals | None = Field(
        None, description=N_("The goal: more than so many, or of each village.")
    )
    at_most: Goals | None = Field(
        None, description=N_("The goal: no more than so many, or of each village.")
    )
    percent: Goals | None = Field(
        None, description=N_("The goal: so many per cent, 100 at most, or of each village.")
    )
    of: Annotated[_Of | None, choice(_Of)] = Field(
        None,
        description=N_("all: one goal for all shares together; left out: each share has the goal."),
    )

    @property
    def goals(self) -> Mapping[GoalKind, Mapping[str, Decimal]]:
        """Give the goals that are set, by village or for `EVERY_SHARE`: at most one may be."""
        goals: dict[GoalKind, dict[str, Decimal] | None] = {
            "at_least": self.at_least,
            "more_than": self.more_than,
            "at_most": self.at_most,
            "percent": self.percent,
        }
        return {kind: goal for kind, goal in goals.items() if goal}

    def value(self) -> model.Measure:
        """Give the measure as the rest of the program knows it."""
        kind, goals = next(iter(self.goals.items()), (None, {}))
        goal = goals.get(EVERY_SHARE)
        return model.Measure(
            id=self.id,
            name=self.name,
            unit=self.unit,
            kind=kind,
            goal=None if self.of else goal,
            by_village=goals if goal is None else {},
            whole=goal if self.of else None,
        )
