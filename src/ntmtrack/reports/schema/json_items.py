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
                " for a daily one, and where the letter names none."
            ),
        ],
        "at": Annotated[
            str | None,
            Field(
                pattern=f"^{TIME}$",
                description="The minute by which it is due: 15:30; null where the whole day is"
                " good.",
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
        list[Day], Field(description="The newest of them, at most 100, oldest first.")
    ]
    missing_names: Annotated[
        list[Annotated[str, Field(pattern=f"^{OCCURRENCE}$")]],
        Field(description="The names of the same: their days, or periods, as 2025-11."),
    ]


@with_config(ConfigDict(title="Nhiệm vụ, hoặc phần của một thôn hay một đơn vị trong đó"))
class ItemData(TypedDict):
    """A task, or the share of it that one village or one owner answers for."""

    key: FullKey
    directive: Annotated[str, Field(title="Số văn bản")]
    task: Id
    title: Annotated[str, Field(title="Nội dung nhiệm vụ")]
    title_en: Annotated[str | None, Field(description="The same in English.")]
    clause: Annotated[
        str | None, Field(description="The office's own number, such as 3.12.", title="Mục")
    ]
    place: Annotated[
        str | None,
        Field(
            description="Where it stands in the signed letter: cite it by this.",
            title="Vị trí trong công văn",
        ),
    ]
    owner: Annotated[
        list[OwnerData],
        Field(min_length=1, description="All who answer, in the letter's order.", title="Chủ trì"),
    ]
    leader: Annotated[
        list[OwnerData],
        Field(
            description="Those who oversee it; they do not answer for it.",
            title="Lãnh đạo phụ trách",
        ),
    ]
    support: Annotated[list[OwnerData], Field(title="Phối hợp")]
    village: Annotated[
        VillageData | None,
        Field(description="The village whose share it is; null where it is no village's own."),
    ]
    villages: Annotated[
        list[Id],
        Field(
            description="All villages of the task; empty for the whole commune.", title="Địa bàn"
        ),
    ]
    part_of: Annotated[Id | None, Field(description="The heading that the task is a part of.")]
    start: Annotated[Day | None, Field(description="When work may begin.", title="Ngày bắt đầu")]
    due: Annotated[
        Day | None,
        Field(
            description="The named day of the deadline in force: of a period its last; of a"
            " recurring duty the first occurrence missing since the latest report, else the next.",
            title="Thời hạn",
        ),
    ]
    due_text: Annotated[
        str | None,
        Field(
            description="The deadline as people read it, or the letter's words where it names no"
            " date.",
            title="Thời hạn theo văn bản",
        ),
    ]
    due_time: Annotated[
        str | None,
        Field(pattern=f"^{TIME}$", description="Its hour, if it has one: good through 17:00."),
    ]
    due_period: Annotated[
        str | None,
        Field(description="The period that it is: 2025-12, 2025-Q4, 2025-H1 or 2025."),
    ]
    due_is: Annotated[
        Literal["before", "by"] | None,
        Field(
            description="before: “trước ngày”, read as deadline_reading says; by: that day"
            " included; null without a deadline."
        ),
    ]
    due_to: Annotated[
        Literal["finish", "start"] | None,
        Field(
            description="Whether it is to be finished or to be begun by then; null without a"
            " deadline."
        ),
    ]
    due_place: Annotated[
        str | None,
        Field(
            description="Where the letter sets the first deadline, if not in the duty's own"
            " sentence.",
            title="Thời hạn theo",
        ),
    ]
    original_due: Annotated[
        Day | None,
        Field(
            description="The first deadline, whatever was extended since.", title="Thời hạn ban đầu"
        ),
    ]
    extensions: Annotated[list[ExtensionData], Field(title="Gia hạn")]
    amendments: Annotated[
        list[AmendmentData],
        Field(
            description="Later letters that changed it, up to the moment.",
            title="Văn bản điều chỉnh",
        ),
    ]
    event: Annotated[Id | None, Field(description="The event whose date is the deadline.")]
    event_days: Annotated[
        int | None,
        Field(description="So many days after the event or, below 0, before it; null without one."),
    ]
    no_date: Annotated[str | None, Field(description="The letter's words where it names no date.")]
    repeat: Annotated[
        RuleData | list[RuleData] | None,
        Field(
            description="How a duty recurs (a list of rules where there are several); null for a"
            " task that does not.",
            title="Định kỳ",
        ),
    ]
    occurrence: Annotated[
        OccurrenceData | None, Field(description="null for a task that does not recur.")
    ]
    standing: Annotated[
        bool,
        Field(description="Whether it is a duty with no end and no date.", title="Thường xuyên"),
    ]
    status: StatusWord
    status_text: Annotated[
        str,
        Field(
            description="The same in words of `language`, with days late and whether it was begun."
        ),
    ]
    started: Annotated[
        When | None,
        Field(
            description="When it was begun: its first `started` or, while it is not finished, its"
            " first `done` or report.",
            title="Bắt đầu thực hiện",
        ),
    ]
    done: Annotated[When | None, Field(title="Ngày hoàn thành")]
    days_late: Annotated[
        DaysLate,
        Field(description="1 or more; null while nothing is late.", title="Số ngày quá hạn"),
    ]
    days_left: Annotated[
        Count | None,
        Field(
            description="0 on the last good day; null without a deadline ahead.",
            title="Số ngày còn lại",
        ),
    ]
    was_overdue: Annotated[
        bool,
        Field(
            description="Whether it passed a deadline in force at some time, whatever became of it;"
            " of a recurring duty, whether some occurrence was late or is missing.",
            title="Từng quá hạn",
        ),
    ]
    product: Annotated[
        str | None, Field(description="What must come out of it.", title="Sản phẩm, kết quả")
    ]
    measures: Annotated[list[MeasureData], Field(title="Chỉ tiêu, số liệu")]
    evidence: Annotated[
        list[str],
        Field(description="The photos and documents that the log names.", title="Minh chứng"),
    ]
    report_to: Annotated[list[Id], Field(title="Báo cáo cho")]
    derived: Annotated[bool, Field(description="Whether the letter implies it without writing it.")]
    related: Annotated[list[Id], Field(description="Other tasks to look at.")]
    source: Annotated[
        str | None,
        Field(
            description="The number of the later letter that gave the task; null for the directive"
            " itself.",
            title="Văn bản giao",
        ),
    ]
    note: Annotated[
        str | None,
        Field(
            description="The newest entry's: one stands until the next entry; null where that is an"
            " obstacle.",
            title="Ghi chú",
        ),
    ]
    obstacle: Annotated[
        str | None,
        Field(
            description="The newest one that stands: until it is solved, or the item is done or"
            " cancelled.",
            title="Khó khăn, vướng mắc",
        ),
    ]
    reminded: Annotated[list[Day], Field(title="Đã nhắc")]
    last_update: Annotated[
        When | None,
        Field(
            description="When something was last said of it; reminders do not count.",
            title="Cập nhật gần nhất",
        ),
    ]


class SeveralItemData(ItemData):
    """An item of a report on several files."""

    file: Annotated[str, Field(title="Tệp")]
