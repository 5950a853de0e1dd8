"""The rules of `repeat`: how the file says when a duty recurs."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator
from pydantic import Field
from pydantic import WithJsonSchema

from ntmtrack.datafile.parts import FilePart
from ntmtrack.datafile.value_schemas import either
from ntmtrack.datafile.values import Clock
from ntmtrack.datafile.values import FileDay
from ntmtrack.datafile.values import NamedDays
from ntmtrack.datafile.values import choice
from ntmtrack.directive import model
from ntmtrack.directive import named_days
from ntmtrack.directive.model import NamedDay
from ntmtrack.directive.periods import PeriodName
from ntmtrack.wording.words import N_


class RulePart(FilePart):
    """Read one rule of `repeat` of a task."""

    every: Annotated[PeriodName, choice(PeriodName)] = Field(
        description=N_("day, week, month, quarter, half-year or year.")
    )
    from_: FileDay = Field(alias="from", description=N_("The first day."))
    on: NamedDays = Field(
        (),
        description=N_(
            "The day, or a list of days: of a week fri; of a month 20, last or +5 (the 5th of the"
            " month after); of a quarter or half-year last, +10 or 3-06 (in its third month); of"
            " a year 06-15, last or +15. Left out from month on: the last day."
        ),
    )
    at: Clock | None = Field(
        None, description=N_("The time of day by which it is owed, in quotes.")
    )
    until: FileDay | None = Field(None, description=N_("The last day; left out: no end."))

    @property
    def days(self) -> tuple[NamedDay, ...]:
        """Give the days that the rule names, those that cannot be read left out."""
        days = [named_days.parse(text, self.every) for text in self.on]
        days = days if self.on else [named_days.default(self.every)]
        return tuple(sorted({day for day in days if day}))

    @property
    def is_readable(self) -> bool:
        """Tell whether there is a day, and each that is named can be read."""
        return bool(self.days) and all(named_days.parse(text, self.every) for text in self.on)

    def value(self) -> model.Rule:
        """Give the rule as the rest of the program knows it."""
        return model.Rule(
            every=self.every,
            from_=self.from_,
            on=self.days,
            at=self.at,
            until=self.until,
            names_no_day=not self.on,
        )


def _as_rules(value: object) -> object:
    """Let a single rule stand for a list of one."""
    return value if isinstance(value, list) else [value]


_RULE = {"$ref": "#/$defs/RulePart"}
Rules = Annotated[
    tuple[RulePart, ...],
    BeforeValidator(_as_rules),
    WithJsonSchema(either(_RULE, {"type": "array", "items": _RULE, "minItems": 1})),
]
