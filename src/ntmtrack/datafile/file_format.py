"""The file format, format 1: this module is its definition.

Pydantic models hold every key a file may have and validate plain text; `load` makes the values of
`model` from them. What can only be seen across keys is in `checks`.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated
from typing import Any
from typing import Literal

from pydantic import BaseModel
from pydantic import ConfigDict
from pydantic import Field

from ntmtrack.datafile.values import Amount
from ntmtrack.datafile.values import Clock
from ntmtrack.datafile.values import Count
from ntmtrack.datafile.values import Day
from ntmtrack.datafile.values import Flag
from ntmtrack.datafile.values import Slug
from ntmtrack.datafile.values import Stamp
from ntmtrack.datafile.values import Text
from ntmtrack.datafile.values import Texts
from ntmtrack.datafile.values import Timezone
from ntmtrack.datafile.values import Undoes
from ntmtrack.datafile.values import Villages
from ntmtrack.datafile.values import Weekday
from ntmtrack.datafile.values import When
from ntmtrack.datafile.values import choice
from ntmtrack.directive import model
from ntmtrack.wording.words import LANGUAGES
from ntmtrack.wording.words import Language

FORMAT = 1


class Part(BaseModel):
    """Be the base of every part of the file: frozen, and no key but those listed."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class SignerPart(Part):
    """Read `directive.signer`."""

    name: Text
    title: Text
    for_: Text | None = Field(None, alias="for")


class DirectivePart(Part):
    """Read `directive`."""

    number: Text
    issued: Day
    issuer: Text
    subject: Text
    superior: Text | None = None
    place: Text | None = None
    signer: SignerPart | None = None
    language: Annotated[Language, choice(*LANGUAGES)] = "vi"
    timezone: Timezone = "Asia/Ho_Chi_Minh"
    clauses: Texts = ()


class SettingsPart(Part):
    """Read `settings`."""

    due_soon_days: Count = 3
    deadline_reading: Annotated[model.Reading, choice("inclusive", "strict")] = "inclusive"
    week_starts: Weekday = 0


class VillagePart(Part):
    """Read one of `villages`."""

    id: Slug
    name: Text
    aliases: Texts = ()


class OwnerPart(Part):
    """Read one of `owners`."""

    id: Slug
    name: Text
    title: Text | None = None
    kind: Annotated[Literal["person", "body"], choice("person", "body")] = "body"
    per_village: Flag = False
    aliases: Texts = ()


class EventPart(Part):
    """Read one of `events`."""

    id: Slug
    name: Text
    date: Day | None = None


class RepeatPart(Part):
    """Read `repeat` of a task."""

    every: Annotated[Literal["day", "week"], choice("day", "week")]
    from_: Day = Field(alias="from")
    on: Weekday | None = None
    at: Clock | None = None
    until: Day | None = None


class MeasurePart(Part):
    """Read one of `measures` of a task."""

    id: Slug
    name: Text
    unit: Text
    at_least: Amount | None = None
    more_than: Amount | None = None
    percent: Amount | None = None

    @property
    def goals(self) -> dict[model.GoalKind, Decimal]:
        """Give the goals that are set: at most one may be."""
        goals: dict[model.GoalKind, Decimal | None] = {
            "at_least": self.at_least,
            "more_than": self.more_than,
            "percent": self.percent,
        }
        return {kind: goal for kind, goal in goals.items() if goal is not None}


class TaskPart(Part):
    """Read one of `tasks`."""

    id: Slug
    title: Text
    title_en: Text | None = None
    clause: Text | None = None
    place: Text | None = None
    owner: Texts = Field(min_length=1)
    support: Texts = ()
    report_to: Texts = ()
    villages: Villages | None = None
    each: Annotated[Literal["village", "owner"] | None, choice("village", "owner")] = None
    part_of: Text | None = None
    start: Day | None = None
    due: Day | None = None
    due_is: Annotated[Literal["before", "by"] | None, choice("before", "by")] = None
    due_to: Annotated[Literal["finish", "start"] | None, choice("finish", "start")] = None
    event: Text | None = None
    repeat: RepeatPart | None = None
    standing: Flag = False
    measures: tuple[MeasurePart, ...] = ()
    evidence: Text | None = None
    derived: Flag = False
    superseded_by: Text | None = None
    related: Texts = ()
    note: Text | None = None
    source: Text | None = None


class AmendmentPart(Part):
    """Read one of `amendments`."""

    number: Text
    issued: Day
    tasks: Texts = ()
    villages: Texts = ()
    due: Day | None = None
    cancelled: Flag = False
    note: Text | None = None


class EntryPart(Part):
    """Read one of `progress`."""

    task: Text
    mark: Annotated[model.MarkName, choice(*model.MARKS)]
    on: When
    village: Text | None = None
    owner: Text | None = None
    for_: Day | None = Field(None, alias="for")
    to: Day | None = None
    amounts: dict[str, Amount] = Field(default_factory=dict)
    by: Text | None = None
    note: Text | None = None
    evidence: Texts = ()
    at: Stamp | None = None
    undoes: Undoes | None = None


class FilePart(Part):
    """Name the sections of a file; each is read item by item, so that one slip hides no other."""

    format: Any
    directive: Any
    settings: Any = None
    villages: Any = None
    village_groups: Any = None
    owners: Any
    events: Any = None
    tasks: Any
    amendments: Any = None
    progress: Any = None


# The sections that are lists, and what their items are.
ITEMS: dict[str, type[Part]] = {
    "villages": VillagePart,
    "owners": OwnerPart,
    "events": EventPart,
    "tasks": TaskPart,
    "amendments": AmendmentPart,
    "progress": EntryPart,
}


def keys_of(part: type[Part]) -> list[str]:
    """List the keys a part of the file may have, as they are written there."""
    return [field.alias or name for name, field in part.model_fields.items()]


def keys_needed(part: type[Part]) -> list[str]:
    """List the keys that a part of the file cannot do without."""
    fields = part.model_fields.items()
    return [field.alias or name for name, field in fields if field.is_required()]
