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
    """A task that others are part of."""

    task: Id
    status: Annotated[StatusWord, Field(description="The worst of its parts.")]
    done: Count
    total: Count


class StatusReportData(ReportData):
    """status: every item but the cancelled ones."""

    report: Literal["status"]
    by_village: ByVillage
    by_owner: ByOwner
    headings: Annotated[
        list[HeadingStateData], Field(description="The tasks that others are part of.")
    ]
    items: Iterable[ItemData]


class OverdueReportData(ReportData):
    """overdue: the overdue items, most days late first."""

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
    """What a later letter changes, and of which tasks."""

    tasks: list[Id]
    villages: Annotated[list[Id], Field(description="Empty where it is about all of its tasks.")]


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
        "whom": Annotated[
            list[str],
            Field(description="The leads who were reminded, by id; empty where all were."),
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


class HeadingPartsData(TypedDict):
    """How the parts of a heading stand."""

    done: Count
    total: Count
    status: Annotated[StatusWord, Field(description="The worst of its parts.")]
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
        Field(description="Whether each village, or each owner, has an item of its own."),
    ]
    deadline_text: Annotated[
        str, Field(description="The deadline and how it was read, in words of `language`.")
    ]
    due_place: Annotated[
        str | None,
        Field(description="Where the letter sets the date, if not in the duty's own sentence."),
    ]
    product: Annotated[str | None, Field(description="What must come out of it.")]
    evidence: Annotated[str | None, Field(description="What a report must carry.")]
    part_of: Id | None
    superseded_by: Annotated[
        Id | None, Field(description="The task that stands in its place; then it is not counted.")
    ]
    source: Annotated[str | None, Field(description="The number of the later letter that gave it.")]
    note: Annotated[str | None, Field(description="How the letter was read here, and why.")]
    heading: Annotated[
        HeadingPartsData | None, Field(description="How its parts stand, if others are part of it.")
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
    """How one village's share of a task stands."""

    key: Key
    status: StatusWord
    days_late: DaysLate
    was_overdue: Annotated[bool, Field(description="As of an item.", title="Từng quá hạn")]


class MatrixRowData(TypedDict):
    """A task, with a cell for each village."""

    task: Id
    cells: Annotated[
        list[MatrixCellData | None],
        Field(description="One for each village; null where the task is not that village's."),
    ]


class MatrixReportData(ReportData):
    """matrix: villages by tasks."""

    report: Literal["matrix"]
    villages: Annotated[list[VillageData], Field(description="The columns.")]
    rows: list[MatrixRowData]
    shared: Annotated[
        Count, Field(description="How many items belong to no single village and so are not here.")
    ]


class ProblemData(TypedDict):
    """One problem, and what to write instead."""

    code: Annotated[
        str,
        Field(pattern="^[a-z]+(-[a-z]+)*$", description="Stable, as docs/errors.md lists them."),
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
