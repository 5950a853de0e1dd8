"""The types of what our JSON says of the log and of later letters."""

from __future__ import annotations

from typing import Annotated

from pydantic import ConfigDict
from pydantic import Field
from pydantic import with_config
from typing_extensions import TypedDict

from ntmtrack.directive.model import MarkName
from ntmtrack.reports.schema.json_parts import OCCURRENCE
from ntmtrack.reports.schema.json_parts import Day
from ntmtrack.reports.schema.json_parts import Id
from ntmtrack.reports.schema.json_parts import Key
from ntmtrack.reports.schema.json_parts import When


# A key `from` or `for` is a word of Python: only a call takes it.
class ExtensionData(TypedDict):
    """A later deadline that somebody allowed."""

    on: Annotated[When, Field(description="When it was allowed.")]
    to: Annotated[Day, Field(description="The named day of the later deadline.")]
    to_text: Annotated[str, Field(description="The same as people read it.")]
    by: Annotated[str | None, Field(description="Who allowed it.")]
    note: Annotated[str | None, Field(description="The reason.")]


@with_config(ConfigDict(title="Văn bản điều chỉnh"))
class AmendmentData(TypedDict):
    """What a later letter changes."""

    number: Annotated[str, Field(title="Số")]
    on: Annotated[Day, Field(title="Ngày ban hành")]
    to: Annotated[Day | None, Field(description="The named day of the new deadline.")]
    to_text: Annotated[str | None, Field(description="The same as people read it.")]
    cancelled: Annotated[bool, Field(description="Whether it says that this is no longer owed.")]
    note: str | None


@with_config(ConfigDict(title="Văn bản điều chỉnh"))
class WholeAmendmentData(AmendmentData):
    """What a later letter changes, and of which tasks."""

    tasks: list[Id]
    villages: Annotated[list[Id], Field(description="Empty where it is about all of its tasks.")]


Amendments = Annotated[list[WholeAmendmentData], Field(title="Các văn bản điều chỉnh")]


EntryData = TypedDict(
    "EntryData",
    {
        "key": Key,
        "task": Id,
        "village": Id | None,
        "owner": Id | None,
        "mark": MarkName,
        "on": Annotated[When, Field(description="When it happened.")],
        "for": Annotated[
            str | None,
            Field(
                pattern=f"^{OCCURRENCE}$",
                description="The occurrence meant: its day, or the period that names it (2025-11,"
                " 2025-Q4, 2025-H2, 2025); null where it is the one that `on` falls in.",
            ),
        ],
        "to": Annotated[
            Day | None, Field(description="The named day of the later deadline of an extension.")
        ],
        "to_text": Annotated[str | None, Field(description="The same as people read it.")],
        "amounts": Annotated[
            dict[str, float], Field(description="Totals reached so far, by measure.")
        ],
        "by": Annotated[str | None, Field(description="Who says so.")],
        "note": str | None,
        "evidence": list[str],
        "at": Annotated[
            str | None,
            Field(
                description="When the program wrote it down, with the zone; null where a person"
                " did."
            ),
        ],
        "undoes": Annotated[
            str | None,
            Field(description="Of an entry that takes another back: that one's `at`, or its mark."),
        ],
        "undone": Annotated[bool, Field(description="Whether it was taken back later.")],
        "void": Annotated[
            str | None,
            Field(
                description="Why it has no effect: `extend-earlier` (its deadline is not later than"
                " the one in force), `undone-twice` (taken back before) or `no-occurrence` (no"
                " report falls due then); null where it has."
            ),
        ],
    },
)
