"""The types of items as JSON, with their rules, later deadlines and occurrences."""

from __future__ import annotations

from typing import Annotated
from typing import Literal

from pydantic import ConfigDict
from pydantic import Field
from pydantic import with_config
from typing_extensions import TypedDict

from ntmtrack.directive.periods import PeriodName
from ntmtrack.reports.schema.json_parts import OCCURRENCE
from ntmtrack.reports.schema.json_parts import TIME
from ntmtrack.reports.schema.json_parts import Count
from ntmtrack.reports.schema.json_parts import Day
from ntmtrack.reports.schema.json_parts import DaysLate
from ntmtrack.reports.schema.json_parts import FullKey
from ntmtrack.reports.schema.json_parts import Id
from ntmtrack.reports.schema.json_parts import MeasureData
from ntmtrack.reports.schema.json_parts import OwnerData
from ntmtrack.reports.schema.json_parts import StatusWord
from ntmtrack.reports.schema.json_parts import VillageData
from ntmtrack.reports.schema.json_parts import When

# The key `from` is a keyword of Python, so only the call syntax can declare it.
RuleData = TypedDict(
    "RuleData",
    {
        "every": PeriodName,
        "on": Annotated[
            str | list[str] | None,
            Field(
                description="The days as the file writes them: fri, 20, last, +5, 3-06, 06-15; null"
                " for a daily duty, and if the letter names no day."
            ),
        ],
        "at": Annotated[
            str | None,
            Field(
                pattern=f"^{TIME}$",
                description="The time by which it is due: 15:30; null if it is due by the end of"
                " the day.",
            ),
        ],
        "from": Day,
        "until": Day | None,
    },
)


class ExtensionData(TypedDict):
    """A later deadline that somebody allowed."""

    on: Annotated[When, Field(description="When it was allowed.")]
    to: Annotated[Day, Field(description="The named day of the later deadline.")]
    to_text: Annotated[str, Field(description="The same deadline in words.")]
    by: Annotated[str | None, Field(description="Who allowed it.")]
    note: Annotated[str | None, Field(description="The reason.")]


@with_config(ConfigDict(title="Văn bản điều chỉnh"))
class AmendmentData(TypedDict):
    """A change that a later letter makes."""

    number: Annotated[str, Field(title="Số")]
    on: Annotated[Day, Field(title="Ngày ban hành")]
    to: Annotated[Day | None, Field(description="The named day of the new deadline.")]
    to_text: Annotated[str | None, Field(description="The same deadline in words.")]
    cancelled: Annotated[bool, Field(description="Whether the letter cancels the task.")]
    note: str | None


@with_config(ConfigDict(title="Các kỳ báo cáo đến nay"))
class OccurrenceData(TypedDict):
    """expected = on_time + late + missing + nothing + excused."""

    expected: Annotated[Count, Field(title="Số kỳ phải báo cáo")]
    on_time: Annotated[Count, Field(title="Đúng giờ")]
    late: Annotated[Count, Field(title="Muộn")]
    missing: Annotated[Count, Field(title="Chưa có")]
    nothing: Annotated[Count, Field(title="Không phát sinh")]
    excused: Annotated[Count, Field(title="Được miễn")]
    missing_days: Annotated[
        list[Day],
        Field(description="The days of the latest missing occurrences, at most 100, oldest first."),
    ]
    missing_names: Annotated[
        list[Annotated[str, Field(pattern=f"^{OCCURRENCE}$")]],
        Field(
            description="The names of the same occurrences: their days, or periods such as 2025-11."
        ),
    ]


@with_config(ConfigDict(title="Nhiệm vụ, hoặc phần của một thôn hay một đơn vị trong đó"))
class ItemData(TypedDict):
    """A task, or the share of it that one village or one owner is responsible for."""

    key: FullKey
    directive: Annotated[str, Field(title="Số văn bản")]
    task: Id
    title: Annotated[str, Field(title="Nội dung nhiệm vụ")]
    title_en: Annotated[str | None, Field(description="The title in English.")]
    clause: Annotated[
        str | None,
        Field(
            description="The office's own number for its place in the letter, such as 3.12.",
            title="Mục",
        ),
    ]
    place: Annotated[
        str | None,
        Field(
            description="Its place in the signed letter, by which to cite it.",
            title="Vị trí trong công văn",
        ),
    ]
    owner: Annotated[
        list[OwnerData],
        Field(min_length=1, description="All leads, in the letter's order.", title="Chủ trì"),
    ]
    leader: Annotated[
        list[OwnerData],
        Field(
            description="The leaders who oversee it; they are not its leads.",
            title="Lãnh đạo phụ trách",
        ),
    ]
    support: Annotated[list[OwnerData], Field(title="Phối hợp")]
    village: Annotated[
        VillageData | None,
        Field(
            description="The village whose share it is; null if it belongs to no single village."
        ),
    ]
    villages: Annotated[
        list[Id],
        Field(
            description="All villages of the task; empty if it is for the whole commune.",
            title="Địa bàn",
        ),
    ]
    part_of: Annotated[Id | None, Field(description="The task that this one is part of.")]
    start: Annotated[Day | None, Field(description="The day work may begin.", title="Ngày bắt đầu")]
    due: Annotated[
        Day | None,
        Field(
            description="The named day of the deadline in force. For a period, its last day; for"
            " a recurring duty, the first occurrence missing since the latest report,"
            " otherwise the next one.",
            title="Thời hạn",
        ),
    ]
    due_text: Annotated[
        str | None,
        Field(
            description="The deadline in words, or the letter's words if it names no date.",
            title="Thời hạn theo văn bản",
        ),
    ]
    due_time: Annotated[
        str | None,
        Field(
            pattern=f"^{TIME}$",
            description="The time of the deadline, if it has one: 17:00 is still in time.",
        ),
    ]
    due_period: Annotated[
        str | None,
        Field(description="The period, if the deadline is one: 2025-12, 2025-Q4, 2025-H1 or 2025."),
    ]
    due_is: Annotated[
        Literal["before", "by"] | None,
        Field(
            description="before: “trước ngày”, read according to deadline_reading; by: that day"
            " included; null without a deadline."
        ),
    ]
    due_to: Annotated[
        Literal["finish", "start"] | None,
        Field(
            description="Whether the item must be finished or begun by the deadline; null without"
            " a deadline."
        ),
    ]
    due_place: Annotated[
        str | None,
        Field(
            description="The place in the letter that sets the first deadline, if not the duty's"
            " own sentence.",
            title="Thời hạn theo",
        ),
    ]
    original_due: Annotated[
        Day | None,
        Field(description="The first deadline, before any extension.", title="Thời hạn ban đầu"),
    ]
    extensions: Annotated[list[ExtensionData], Field(title="Gia hạn")]
    amendments: Annotated[
        list[AmendmentData],
        Field(
            description="The later letters that changed it, up to as_of.",
            title="Văn bản điều chỉnh",
        ),
    ]
    event: Annotated[Id | None, Field(description="The event whose date is the deadline.")]
    event_days: Annotated[
        int | None,
        Field(
            description="The number of days after the event, negative for days before it; null"
            " without one."
        ),
    ]
    no_date: Annotated[
        str | None, Field(description="The letter's words in place of a date, if it names none.")
    ]
    repeat: Annotated[
        RuleData | list[RuleData] | None,
        Field(
            description="How a duty recurs (a list if there are several rules); null for a task"
            " that does not recur.",
            title="Định kỳ",
        ),
    ]
    occurrence: Annotated[
        OccurrenceData | None,
        Field(description="The occurrences so far; null for a task that does not recur."),
    ]
    standing: Annotated[
        bool,
        Field(
            description="Whether it is a standing duty, without an end or a deadline.",
            title="Thường xuyên",
        ),
    ]
    status: StatusWord
    status_text: Annotated[
        str,
        Field(
            description="The status in words, in `language`, with the days late and whether it"
            " was begun."
        ),
    ]
    started: Annotated[
        When | None,
        Field(
            description="When it was begun: its first `started` entry or, while it is unfinished,"
            " its first `done` entry or report.",
            title="Bắt đầu thực hiện",
        ),
    ]
    done: Annotated[When | None, Field(title="Ngày hoàn thành")]
    days_late: Annotated[
        DaysLate,
        Field(
            description="The days late, 1 or more; null if nothing is late.",
            title="Số ngày quá hạn",
        ),
    ]
    days_left: Annotated[
        Count | None,
        Field(
            description="The days left, 0 on the last day in time; null if no deadline lies ahead.",
            title="Số ngày còn lại",
        ),
    ]
    was_overdue: Annotated[
        bool,
        Field(
            description="Whether it ever passed a deadline in force, whatever happened later; for"
            " a recurring duty, whether any occurrence was late or is missing.",
            title="Từng quá hạn",
        ),
    ]
    product: Annotated[
        str | None,
        Field(description="The product that it must result in.", title="Sản phẩm, kết quả"),
    ]
    measures: Annotated[list[MeasureData], Field(title="Chỉ tiêu, số liệu")]
    evidence: Annotated[
        list[str],
        Field(description="The photos and documents named in the log.", title="Minh chứng"),
    ]
    report_to: Annotated[list[Id], Field(title="Báo cáo cho")]
    derived: Annotated[bool, Field(description="Whether the letter implies it without saying it.")]
    related: Annotated[list[Id], Field(description="Related tasks.")]
    source: Annotated[
        str | None,
        Field(
            description="The number of the later letter that added the task; null if the"
            " directive itself assigned it.",
            title="Văn bản giao",
        ),
    ]
    note: Annotated[
        str | None,
        Field(
            description="The note of the latest entry; null if that entry has none or is an"
            " obstacle.",
            title="Ghi chú",
        ),
    ]
    obstacle: Annotated[
        str | None,
        Field(
            description="The latest obstacle in force: until it is solved, or the item is done or"
            " cancelled.",
            title="Khó khăn, vướng mắc",
        ),
    ]
    reminded: Annotated[list[Day], Field(title="Đã nhắc")]
    last_update: Annotated[
        When | None,
        Field(
            description="When something was last recorded on it, not counting reminders.",
            title="Cập nhật gần nhất",
        ),
    ]


class SeveralItemData(ItemData):
    """An item in a report on several files."""

    file: Annotated[str, Field(title="Tệp")]
