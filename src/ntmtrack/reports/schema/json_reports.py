"""The JSON of reports on the whole directive: one class for each report."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated
from typing import Literal

from pydantic import ConfigDict
from pydantic import Field
from pydantic import with_config
from typing_extensions import TypedDict

from ntmtrack.directive.model import MarkName
from ntmtrack.reports.schema.json_items import AmendmentData
from ntmtrack.reports.schema.json_items import ItemData
from ntmtrack.reports.schema.json_items import SeveralItemData
from ntmtrack.reports.schema.json_parts import OCCURRENCE
from ntmtrack.reports.schema.json_parts import ByOwner
from ntmtrack.reports.schema.json_parts import ByVillage
from ntmtrack.reports.schema.json_parts import Count
from ntmtrack.reports.schema.json_parts import Day
from ntmtrack.reports.schema.json_parts import DaysLate
from ntmtrack.reports.schema.json_parts import Id
from ntmtrack.reports.schema.json_parts import Key
from ntmtrack.reports.schema.json_parts import ReportData
from ntmtrack.reports.schema.json_parts import Schema
from ntmtrack.reports.schema.json_parts import SeveralHeadData
from ntmtrack.reports.schema.json_parts import StatusWord
from ntmtrack.reports.schema.json_parts import VillageData
from ntmtrack.reports.schema.json_parts import When


class HeadingStateData(TypedDict):
    """A task that others are part of, and its state."""

    task: Id
    status: Annotated[StatusWord, Field(description="The worst status of its parts.")]
    done: Count
    total: Count


class StatusReportData(ReportData):
    """status: every item except the cancelled ones."""

    report: Literal["status"]
    by_village: ByVillage
    by_owner: ByOwner
    headings: Annotated[
        list[HeadingStateData], Field(description="The tasks that others are part of.")
    ]
    items: Iterable[ItemData]


class OverdueReportData(ReportData):
    """overdue: the overdue items, the longest overdue first."""

    report: Literal["overdue"]
    items: Iterable[ItemData]


class ListReportData(ReportData):
    """list: every item that the filters select, in the file's order."""

    report: Literal["list"]
    items: Iterable[ItemData]


class ExportReportData(ReportData):
    """export: the same as list."""

    report: Literal["export"]
    items: Iterable[ItemData]


@with_config(ConfigDict(title="Văn bản điều chỉnh"))
class WholeAmendmentData(AmendmentData):
    """A change that a later letter makes, and to which tasks."""

    tasks: list[Id]
    villages: Annotated[
        list[Id],
        Field(
            description="The villages that it changes; empty if it changes its tasks everywhere."
        ),
    ]


Amendments = Annotated[list[WholeAmendmentData], Field(title="Các văn bản điều chỉnh")]


# The key `for` is a keyword of Python, so only the call syntax can declare it.
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
                description="The occurrence: its day, or the period that names it (2025-11,"
                " 2025-Q4, 2025-H2, 2025); null for the one that `on` falls in.",
            ),
        ],
        "to": Annotated[
            Day | None, Field(description="The named day of the later deadline of an extension.")
        ],
        "to_text": Annotated[str | None, Field(description="The same deadline in words.")],
        "amounts": Annotated[
            dict[str, float], Field(description="Totals reached so far, by measure.")
        ],
        "by": Annotated[str | None, Field(description="Who reported or allowed it.")],
        "note": str | None,
        "evidence": list[str],
        "at": Annotated[
            str | None,
            Field(
                description="When the program wrote the entry, with the time zone; null if a person"
                " wrote it."
            ),
        ],
        "undoes": Annotated[
            str | None,
            Field(
                description="For an entry that takes another back, the other entry's `at` or mark."
            ),
        ],
        "whom": Annotated[
            list[str],
            Field(description="The ids of the leads who were reminded; empty if all were."),
        ],
        "undone": Annotated[bool, Field(description="Whether it was taken back later.")],
        "void": Annotated[
            str | None,
            Field(
                description="Why the entry has no effect: `extend-earlier` (its deadline is not"
                " later than the one in force), `undone-twice` (already taken back) or"
                " `no-occurrence` (no report falls due then); null if it has an effect."
            ),
        ],
    },
)


class HeadingPartsData(TypedDict):
    """The state of a task's parts."""

    done: Count
    total: Count
    status: Annotated[StatusWord, Field(description="The worst status of its parts.")]
    items: list[Key]


class ShownTaskData(TypedDict):
    """A task as the data file has it, and its log."""

    id: Id
    title: str
    title_en: str | None
    clause: str | None
    place: str | None
    owner: list[Id]
    leader: list[Id]
    support: list[Id]
    report_to: list[Id]
    villages: list[Id]
    each: Annotated[
        Literal["village", "owner"] | None,
        Field(
            description="Whether each village or each owner has its own item; null if the task is"
            " a single item."
        ),
    ]
    deadline_text: Annotated[
        str, Field(description="The deadline and how it was read, in words, in `language`.")
    ]
    due_place: Annotated[
        str | None,
        Field(
            description="The place in the letter that sets the date, if not the duty's own"
            " sentence."
        ),
    ]
    product: Annotated[str | None, Field(description="The product that it must result in.")]
    evidence: Annotated[str | None, Field(description="The evidence that a report must include.")]
    part_of: Id | None
    superseded_by: Annotated[
        Id | None, Field(description="The task that replaced it; it is then no longer counted.")
    ]
    source: Annotated[
        str | None, Field(description="The number of the later letter that added it.")
    ]
    note: Annotated[str | None, Field(description="How the letter was read, and why.")]
    heading: Annotated[
        HeadingPartsData | None, Field(description="The state of its parts, if it has any.")
    ]
    amendments: Amendments
    log: list[EntryData]


class ShowReportData(ReportData):
    """show ID: each task asked for, its items and its log."""

    report: Literal["show"]
    items: Iterable[ItemData]
    tasks: list[ShownTaskData]


class HistoryReportData(ReportData):
    """history: the log, in the file's order, and the letters that changed the directive."""

    report: Literal["history"]
    entries: list[EntryData]
    amendments: Amendments


class MatrixCellData(TypedDict):
    """The state of one village's share of a task."""

    key: Key
    status: StatusWord
    days_late: DaysLate
    was_overdue: Annotated[bool, Field(description="As for an item.", title="Từng quá hạn")]


class MatrixRowData(TypedDict):
    """A task, with a cell for each village."""

    task: Id
    cells: Annotated[
        list[MatrixCellData | None],
        Field(
            description="One cell for each village; null if the task is not assigned to that"
            " village."
        ),
    ]


class MatrixReportData(ReportData):
    """matrix: villages by tasks."""

    report: Literal["matrix"]
    villages: Annotated[list[VillageData], Field(description="The columns.")]
    rows: list[MatrixRowData]
    shared: Annotated[
        Count,
        Field(description="How many items are left out because they belong to no single village."),
    ]


class ProblemData(TypedDict):
    """One problem, and what to write instead."""

    code: Annotated[
        str,
        Field(pattern="^[a-z]+(-[a-z]+)*$", description="A stable code, listed in docs/errors.md."),
    ]
    level: Literal["error", "warning"]
    file: str | None
    line: Annotated[int | None, Field(ge=1)]
    column: Annotated[int | None, Field(ge=1)]
    message: str
    hint: Annotated[str | None, Field(description="What to write instead.")]


class CheckReportData(TypedDict):
    """check: every problem of the data file, by place."""

    schema: Schema
    problems: list[ProblemData]


class SeveralReportData(SeveralHeadData):
    """status, overdue, list and export on several files."""

    schema: Schema
    report: Literal["status", "overdue", "list", "export"]
    items: Iterable[SeveralItemData]
