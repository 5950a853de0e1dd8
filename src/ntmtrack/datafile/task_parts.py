"""The nested parts of a task: the rules by which it recurs, and its measures.

A goal is for each share, for each village, or for all shares together.
"""

# No `from __future__ import annotations`: see `part_reading`.

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated
from typing import Final
from typing import Literal
from typing import get_args

from ntmtrack.datafile.part_reading import Field
from ntmtrack.datafile.part_reading import FilePart
from ntmtrack.datafile.parts import ID
from ntmtrack.datafile.value_schemas import AMOUNT
from ntmtrack.datafile.value_schemas import either
from ntmtrack.datafile.values import Amount
from ntmtrack.datafile.values import AtLeastOne
from ntmtrack.datafile.values import Clock
from ntmtrack.datafile.values import FileDay
from ntmtrack.datafile.values import FileText
from ntmtrack.datafile.values import NamedDays
from ntmtrack.datafile.values import Shorthand
from ntmtrack.datafile.values import Slug
from ntmtrack.datafile.values import choice
from ntmtrack.directive import model
from ntmtrack.directive import named_days
from ntmtrack.directive.model import GoalKind
from ntmtrack.directive.model import NamedDay
from ntmtrack.directive.periods import PeriodName
from ntmtrack.wording.words import N_

GOAL_KINDS: tuple[GoalKind, ...] = get_args(GoalKind)
# Replaces a village's id if one figure holds for all: no key of a file is empty.
EVERY_SHARE: Final = ""
_Of = Literal["all"]


def _as_goals(value: object) -> object:
    """Convert a single figure to a table by village."""
    return value if isinstance(value, dict) else {EVERY_SHARE: value}


Goals = Annotated[
    dict[str, Amount],
    AtLeastOne(),
    Shorthand(
        _as_goals,
        either(AMOUNT, {"type": "object", "additionalProperties": AMOUNT, "minProperties": 1}),
    ),
]


class MeasurePart(FilePart):
    """Read one of `measures` of a task."""

    id: Slug = Field(description=ID)
    name: FileText = Field(description=N_("What is counted or measured."))
    unit: FileText = Field(description=N_("The unit it is counted in."))
    at_least: Goals | None = Field(
        None, description=N_("The goal: at least this, or one goal per village: {kim-binh: 380}.")
    )
    more_than: Goals | None = Field(
        None, description=N_("The goal: more than this, or one goal per village.")
    )
    at_most: Goals | None = Field(
        None, description=N_("The goal: at most this, or one goal per village.")
    )
    percent: Goals | None = Field(
        None, description=N_("The goal: this percentage, at most 100, or one goal per village.")
    )
    of: Annotated[_Of | None, choice(_Of)] = Field(
        None,
        description=N_(
            "all: one goal for all shares together; left out: the goal applies to each share."
        ),
    )

    @property
    def goals(self) -> Mapping[GoalKind, Mapping[str, Decimal]]:
        """Return the goals that are set, by village or for `EVERY_SHARE`; only one may be."""
        goals: dict[GoalKind, dict[str, Decimal] | None] = {
            "at_least": self.at_least,
            "more_than": self.more_than,
            "at_most": self.at_most,
            "percent": self.percent,
        }
        return {kind: goal for kind, goal in goals.items() if goal}

    def value(self) -> model.Measure:
        """Return the measure as the rest of the program has it."""
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


class RulePart(FilePart):
    """Read one rule of `repeat` of a task."""

    every: Annotated[PeriodName, choice(PeriodName)] = Field(
        description=N_("day, week, month, quarter, half-year or year.")
    )
    from_: FileDay = Field(alias="from", description=N_("The first day."))
    on: NamedDays = Field(
        (),
        description=N_(
            "The day, or a list of days. Week: fri. Month: 20, last or +5 (the 5th of"
            " the next month). Quarter or half-year: last, +10 or 3-06 (in its third"
            " month). Year: 06-15, last or +15. Left out for a month or longer: the last"
            " day."
        ),
    )
    at: Clock | None = Field(None, description=N_("The time of day at which it is due, in quotes."))
    until: FileDay | None = Field(None, description=N_("The last day; left out: no end."))

    @property
    def days(self) -> tuple[NamedDay, ...]:
        """Return the days that the rule names, without those that cannot be read."""
        days = [named_days.parse(text, self.every) for text in self.on]
        days = days if self.on else [named_days.default(self.every)]
        return tuple(sorted({day for day in days if day}))

    @property
    def is_readable(self) -> bool:
        """Return whether there is a day, and all named days can be read."""
        return bool(self.days) and all(named_days.parse(text, self.every) for text in self.on)

    def value(self) -> model.Rule:
        """Return the rule as the rest of the program has it."""
        return model.Rule(
            every=self.every,
            from_=self.from_,
            on=self.days,
            at=self.at,
            until=self.until,
            names_no_day=not self.on,
        )


def _as_rules(value: object) -> object:
    """Convert a single rule to a list of one."""
    return value if isinstance(value, list) else [value]


_RULE = {"$ref": "#/$defs/RulePart"}
Rules = Annotated[
    tuple[RulePart, ...],
    Shorthand(_as_rules, either(_RULE, {"type": "array", "items": _RULE, "minItems": 1})),
]
