"""The JSON of periodic reports: volumes, register, reminders, week."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated
from typing import Literal

from pydantic import Field
from typing_extensions import TypedDict

from ntmtrack.reports.schema.json_items import ItemData
from ntmtrack.reports.schema.json_items import SeveralItemData
from ntmtrack.reports.schema.json_parts import OCCURRENCE
from ntmtrack.reports.schema.json_parts import ByOwner
from ntmtrack.reports.schema.json_parts import ByVillage
from ntmtrack.reports.schema.json_parts import Count
from ntmtrack.reports.schema.json_parts import CountsData
from ntmtrack.reports.schema.json_parts import Day
from ntmtrack.reports.schema.json_parts import DaysLate
from ntmtrack.reports.schema.json_parts import FullKey
from ntmtrack.reports.schema.json_parts import GoalData
from ntmtrack.reports.schema.json_parts import Id
from ntmtrack.reports.schema.json_parts import JointReportData
from ntmtrack.reports.schema.json_parts import OfData
from ntmtrack.reports.schema.json_parts import OutcomeWord
from ntmtrack.reports.schema.json_parts import OwnerId
from ntmtrack.reports.schema.json_parts import Rate
from ntmtrack.reports.schema.json_parts import ReportData
from ntmtrack.reports.schema.json_parts import TallyData
from ntmtrack.reports.schema.json_parts import VillageData
from ntmtrack.reports.schema.json_parts import When


class FigureData(TypedDict):
    """The figure that one item has reached for a measure."""

    key: FullKey
    goal: Annotated[GoalData | None, Field(description="The item's own goal.")]
    amount: float | None


class VolumeData(TypedDict):
    """One measure of one task, over all its items."""

    directive: Annotated[str, Field(description="The number of the directive.")]
    task: Id
    measure: Id
    name: str
    unit: str
    of: OfData
    goal: Annotated[
        GoalData | None,
        Field(
            description="The goal of one item; null if the items have different goals: see figures."
        ),
    ]
    whole_goal: Annotated[
        GoalData | None,
        Field(
            description="With `of: all`, the goal of all items together.",
            title="Chỉ tiêu tính chung",
        ),
    ]
    figures: list[FigureData]
    goal_sum: Annotated[
        float | None,
        Field(
            description="The goal of the whole; null for percentages, and if several items each"
            " have the goal: see goals_met.",
            title="Chỉ tiêu chung",
        ),
    ]
    reached_sum: Annotated[
        float | None,
        Field(
            description="The sum of the figures; null if no figure was given, or if a sum has no"
            " meaning.",
            title="Thực hiện cộng",
        ),
    ]
    percent: Annotated[
        float | None,
        Field(
            description="reached_sum as a percentage of goal_sum; null if the goal is an upper"
            " limit, and with `of: all` if a filter leaves out some of the items.",
            title="Tỷ lệ",
        ),
    ]
    goals_met: Annotated[
        Count,
        Field(
            description="How many items reached their own goal or, if none has a goal, how many"
            " gave a figure."
        ),
    ]
    missing: Annotated[list[FullKey], Field(description="The items without a figure.")]


class VolumesFields(TypedDict):
    """The fields of `volumes`, on one directive or several."""

    villages: list[VillageData]
    rows: list[VolumeData]


class VolumesReportData(ReportData, VolumesFields):
    """volumes: the figures of the villages, one row per measure."""

    report: Literal["volumes"]


class SeveralVolumesReportData(JointReportData, VolumesFields):
    """volumes on several files."""

    report: Literal["volumes"]


class DayOutcomeData(TypedDict):
    """An occurrence and its outcome."""

    day: Day
    outcome: OutcomeWord


class RegisterEntryData(DayOutcomeData):
    """An occurrence, its outcome, and the details."""

    name: Annotated[
        str,
        Field(pattern=f"^{OCCURRENCE}$", description="Its day, or its period, such as 2025-11."),
    ]
    minutes_late: Annotated[
        int | None,
        Field(
            ge=1, description="The minutes late, if its deadline and its entry both have a time."
        ),
    ]
    days_late: Annotated[
        DaysLate, Field(description="The days late, if the report came on a later day.")
    ]
    on: Annotated[When | None, Field(description="When the report came.")]
    by: str | None
    evidence: list[str]
    evidence_missing: Annotated[
        bool, Field(description="Whether evidence that the letter requires is missing.")
    ]


class RegisterData(TallyData):
    """One recurring duty, occurrence by occurrence."""

    key: FullKey
    directive: Annotated[str, Field(description="The number of the directive.")]
    occurrences: list[RegisterEntryData]
    last_days: Annotated[
        list[DayOutcomeData],
        Field(description="The latest occurrences, whatever the span."),
    ]


# The key `from` is a keyword of Python, so only the call syntax can declare it.
SpanData = TypedDict("SpanData", {"from": Day, "to": Day})


class RegisterFields(TypedDict):
    """The fields of `register`, on one directive or several."""

    span: Annotated[SpanData, Field(description="The days shown, both included.")]
    registers: list[RegisterData]


class RegisterReportData(ReportData, RegisterFields):
    """register: recurring reports, occurrence by occurrence."""

    report: Literal["register"]


class SeveralRegisterReportData(JointReportData, RegisterFields):
    """register on several files."""

    report: Literal["register"]


class RemindedOwnerData(TypedDict):
    """The owner to remind."""

    id: OwnerId
    name: str
    title: str | None


class ReminderData(TypedDict):
    """The items to remind one owner of."""

    owner: RemindedOwnerData
    tone: Annotated[
        Literal["firm", "late", "today", "soon"],
        Field(
            description="firm: more than three days late, so the reminder asks for the cause and"
            " a new date."
        ),
    ]
    long_overdue: Annotated[
        bool,
        Field(description="Whether something is overdue by settings.overdue_long_days or more."),
    ]
    overdue: list[FullKey]
    due_today: list[FullKey]
    due_soon: list[FullKey]
    reminded: Annotated[list[Day], Field(description="The days of earlier reminders.")]


class RemindFields(TypedDict):
    """The fields of `remind`, on one directive or several."""

    reminders: list[ReminderData]


class RemindReportData(ReportData, RemindFields):
    """remind: which owners to remind of which items."""

    report: Literal["remind"]
    items: Annotated[Iterable[ItemData], Field(description="All items to be reminded of.")]


class SeveralRemindReportData(JointReportData, RemindFields):
    """remind on several files."""

    report: Literal["remind"]
    items: Annotated[Iterable[SeveralItemData], Field(description="All items to be reminded of.")]


class WeekData(TypedDict):
    """The first and the last day of a week."""

    start: Day
    end: Day


class DutyWeekData(TallyData):
    """The outcomes of a duty's occurrences in the week."""

    key: FullKey
    missing_days: list[Day]
    late_arrivals: Annotated[
        list[DayOutcomeData],
        Field(description="Earlier occurrences whose reports came in this week."),
    ]


class WeeklyFields(TypedDict):
    """The fields of `weekly`, on one directive or several."""

    week: Annotated[WeekData, Field(description="The days reported on, both included.")]
    previous_counts: Annotated[
        CountsData | None,
        Field(
            description="The counts at the end of the previous week; null if that is before the"
            " directive."
        ),
    ]
    done: Annotated[list[FullKey], Field(title="Hoàn thành trong tuần")]
    started: Annotated[list[FullKey], Field(title="Bắt đầu trong tuần")]
    changed: Annotated[
        list[FullKey],
        Field(
            description="What was extended, moved by a later letter or cancelled in the week.",
            title="Gia hạn, điều chỉnh, hủy trong tuần",
        ),
    ]
    newly_overdue: Annotated[list[FullKey], Field(title="Quá hạn phát sinh trong tuần")]
    overdue: Annotated[list[FullKey], Field(title="Quá hạn")]
    next_week: Annotated[
        list[FullKey],
        Field(description="What is due, or may begin, in the next week.", title="Tuần tới"),
    ]
    next_events: Annotated[list[Id], Field(description="The events of the next week.")]
    no_update: Annotated[
        list[FullKey],
        Field(
            title="Từ 7 ngày trở lên chưa cập nhật tiến độ",
            description="Unfinished items without an entry for 7 days or more that have begun,"
            " may have begun by now or, without a start day, are due within 90 days."
            " For an item without any entry, the 7 days count from when it was"
            " assigned or may begin.",
        ),
    ]
    obstacles: Annotated[
        list[FullKey],
        Field(
            title="Khó khăn, vướng mắc",
            description="The items with an obstacle recorded in the week, or an earlier one that"
            " is still unsolved.",
        ),
    ]
    added_later: Annotated[
        list[FullKey],
        Field(
            description="The items with entries written this week about earlier days, which"
            " change what earlier reports said."
        ),
    ]
    by_village: ByVillage
    by_owner: ByOwner
    duties: Annotated[list[DutyWeekData], Field(title="Báo cáo định kỳ trong tuần")]
    completion_rate: Annotated[
        Rate,
        Field(
            description="done ÷ (total - standing - recurring); null where there is nothing to do.",
            title="Tỷ lệ hoàn thành",
        ),
    ]
    update_rate: Annotated[
        Rate,
        Field(
            description="The share of items updated in the last 7 days, among unfinished items"
            " that have begun, may have begun by now or, without a start day, are due"
            " within 90 days.",
            title="Tỷ lệ cập nhật",
        ),
    ]


class WeeklyReportData(ReportData, WeeklyFields):
    """weekly: what a week brought.

    Lists contain item keys; the items themselves are under `items`.
    """

    report: Literal["weekly"]
    items: Iterable[ItemData]


class SeveralWeeklyReportData(JointReportData, WeeklyFields):
    """weekly on several files."""

    report: Literal["weekly"]
    items: Iterable[SeveralItemData]
