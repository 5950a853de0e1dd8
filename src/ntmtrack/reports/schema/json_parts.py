"""The types of the small parts of our JSON: ids, days, counts, measures.

`json_schema` generates the JSON Schema from the types of these modules, with the docstring of a
class as its description. The functions of `json_data` return these types, so that mypy checks what
is printed against the schema. Reports do not import them at run time, as loading Pydantic takes
longer than a report.
"""

from __future__ import annotations

from typing import Annotated
from typing import Literal

from pydantic import ConfigDict
from pydantic import Field
from pydantic import with_config
from typing_extensions import TypeAliasType
from typing_extensions import TypedDict

from ntmtrack.directive.model import Reading
from ntmtrack.status.items import Status
from ntmtrack.status.occurrences import Outcome
from ntmtrack.wording.words import Language

_ID = "[a-z0-9]+(-[a-z0-9]+)*"
_KEY = f"{_ID}(@{_ID})?"
_DAY = r"\d{4}-\d{2}-\d{2}"
TIME = r"\d{2}:\d{2}"
# An occurrence is named by its day, or by its period.
OCCURRENCE = rf"({_DAY}|\d{{4}}(-(\d{{2}}|Q[1-4]|H[12]))?)"

Schema = TypeAliasType(
    "Schema",
    Annotated[
        Literal["ntmtrack/1"],
        Field(
            description="The format of this JSON; the number would change only if fields were"
            " removed or renamed."
        ),
    ],
)
Id = TypeAliasType(
    "Id", Annotated[str, Field(pattern=f"^{_ID}$", description="An id of the data file.")]
)
OwnerId = TypeAliasType(
    "OwnerId",
    Annotated[
        str,
        Field(
            pattern=f"^{_KEY}$",
            description="An owner's id; for a body that each village has, `owner@village`.",
        ),
    ],
)
Key = TypeAliasType(
    "Key",
    Annotated[
        str,
        Field(
            pattern=f"^{_KEY}$",
            description="The key of an item: `task`, `task@village` or `task@owner`.",
        ),
    ],
)
FullKey = TypeAliasType(
    "FullKey",
    Annotated[
        str,
        Field(
            pattern=f"^(.+:)?{_KEY}$",
            description="The key of an item; in a report on several files, with the directive's"
            " number and a colon in front.",
        ),
    ],
)
Day = TypeAliasType(
    "Day",
    Annotated[
        str,
        Field(pattern=f"^{_DAY}$", description="A day in the directive's time zone: 2021-06-30."),
    ],
)
When = TypeAliasType(
    "When",
    Annotated[
        str,
        Field(
            pattern=f"^{_DAY}(T{TIME})?$",
            description="A day or, if a time was given, a minute (2021-06-22T15:42), in the"
            " directive's time zone.",
        ),
    ],
)
Count = TypeAliasType("Count", Annotated[int, Field(ge=0)])
DaysLate = Annotated[int | None, Field(ge=1)]
StatusWord = TypeAliasType("StatusWord", Annotated[Status, Field(title="Trạng thái")])
OutcomeWord = TypeAliasType(
    "OutcomeWord",
    Annotated[
        Outcome,
        Field(
            description="What became of an occurrence of a recurring duty: reported on time,"
            " reported late, not reported, nothing to report, excused, or not yet due.",
            title="Kết quả của một kỳ báo cáo",
        ),
    ],
)
Rate = Annotated[float | None, Field(ge=0, le=1)]


@with_config(ConfigDict(title="Thôn"))
class VillageData(TypedDict):
    """A village of the data file."""

    id: Id
    name: str


@with_config(ConfigDict(title="Chủ trì hoặc phối hợp"))
class OwnerData(TypedDict):
    """A person or body that leads or supports."""

    id: OwnerId
    name: str


@with_config(ConfigDict(title="Bảng tổng hợp"))
class CountsData(TypedDict):
    """total = done_on_time + done_late + done_no_deadline + in_time + overdue + no_deadline.

    The counts cover everything the filters select, before the report's own selection; replaced
    tasks, and tasks with parts, are not counted.
    """

    total: Annotated[Count, Field(title="Tổng số")]
    done_on_time: Annotated[Count, Field(title="Hoàn thành đúng hạn")]
    done_late: Annotated[Count, Field(title="Hoàn thành quá hạn")]
    done_no_deadline: Annotated[Count, Field(title="Hoàn thành, không thời hạn")]
    in_time: Annotated[Count, Field(title="Chưa hoàn thành, trong hạn")]
    overdue: Annotated[Count, Field(title="Chưa hoàn thành, quá hạn")]
    no_deadline: Annotated[Count, Field(title="Chưa hoàn thành, không thời hạn")]
    due_today: Annotated[Count, Field(description="Included in in_time.", title="Đến hạn hôm nay")]
    due_soon: Annotated[Count, Field(description="Included in in_time.", title="Sắp đến hạn")]
    waiting: Annotated[Count, Field(description="Included in no_deadline.", title="Chờ sự kiện")]
    standing: Annotated[Count, Field(description="Included in no_deadline.", title="Thường xuyên")]
    no_date: Annotated[
        Count, Field(description="Included in no_deadline.", title="Chưa ấn định thời hạn")
    ]
    cancelled: Annotated[Count, Field(description="Not included in total.", title="Hủy")]


@with_config(ConfigDict(title="Văn bản giao việc"))
class DirectiveData(TypedDict):
    """The letter that assigns the tasks."""

    number: Annotated[str, Field(title="Số")]
    issued: Annotated[Day, Field(title="Ngày ban hành")]
    issuer: Annotated[str, Field(title="Cơ quan ban hành")]
    subject: Annotated[str, Field(title="Trích yếu")]
    closed: Annotated[
        Day | None,
        Field(
            description="The day on which tracking ended; null while the directive is tracked.",
            title="Kết thúc theo dõi",
        ),
    ]


class FileData(TypedDict):
    """One of the files in a report on several files."""

    file: str
    directive: DirectiveData
    counts: CountsData
    finished: Annotated[
        bool,
        Field(
            description="Everything in the file is done or cancelled, or the directive is closed."
        ),
    ]


class AnyHeadData(TypedDict):
    """The fields common to all reports, after `schema` and `report`."""

    as_of: Annotated[
        When,
        Field(
            description="The moment that the report is about; a day means the end of that day.",
            title="Thời điểm tính",
        ),
    ]
    language: Annotated[
        Language,
        Field(description="The language of the program's own texts, such as status_text."),
    ]
    counts: CountsData


class HeadData(AnyHeadData):
    """The fields common to all reports on one file, after `schema` and `report`."""

    deadline_reading: Annotated[
        Reading,
        Field(
            description="How “before DAY” is read. inclusive: DAY is the last day in time;"
            " strict: the day before it is.",
            title="Cách hiểu “trước ngày”",
        ),
    ]
    directive: DirectiveData


class ReportData(HeadData):
    """The fields common to all reports on one file; each adds `report`."""

    schema: Schema


class SeveralHeadData(AnyHeadData):
    """The fields common to all reports on several files, after `schema` and `report`."""

    deadline_reading: Annotated[
        Reading | None,
        Field(
            description="How “before DAY” is read, as in other reports; null if the files differ."
        ),
    ]
    directive: None
    files: list[FileData]
    left_out: Annotated[
        list[str],
        Field(
            description="The files whose directive was not yet issued, or does not have a name"
            " that a filter asked for."
        ),
    ]


class JointHeadData(SeveralHeadData):
    """The fields common to all reports on several files as one, after `schema` and `report`."""

    left_out_as_finished: Annotated[
        list[FileData], Field(description="The files whose directive was finished before the week.")
    ]


class JointReportData(JointHeadData):
    """The fields common to all reports on several files as one; each adds `report`."""

    schema: Schema


@with_config(ConfigDict(title="Chỉ tiêu"))
class GoalData(TypedDict):
    """A goal of a measure."""

    kind: Literal["at_least", "more_than", "at_most", "percent"]
    value: float


OfData = Annotated[
    Literal["all"] | None,
    Field(
        description="all: one goal for all shares together, given in `volumes`; null: each"
        " share has its own goal, or there is none."
    ),
]


@with_config(ConfigDict(title="Chỉ tiêu, số liệu"))
class MeasureData(TypedDict):
    """What is counted or measured for an item."""

    id: Id
    name: str
    unit: Annotated[str, Field(title="Đơn vị tính")]
    of: OfData
    goal: Annotated[
        GoalData | None,
        Field(description="This share's own goal; null if it has none, and with `of: all`."),
    ]
    amount: Annotated[
        float | None,
        Field(description="The latest total; null if none was given.", title="Lũy kế"),
    ]


class VillageCountsData(TypedDict):
    """The counts of a village's own items.

    `village` is null for items that belong to no single village.
    """

    village: VillageData | None
    counts: CountsData


class OwnerCountsData(TypedDict):
    """The counts of the items that an owner leads, alone or with others."""

    owner: OwnerData
    counts: CountsData


class TallyData(TypedDict):
    """How many reports were expected, and what became of them."""

    expected: Annotated[
        Count,
        Field(
            description="The occurrences in the days shown that are past their deadline or"
            " already reported."
        ),
    ]
    on_time: Count
    late: Count
    missing: Count
    nothing: Count
    excused: Count


ByVillage = Annotated[
    list[VillageCountsData],
    Field(
        title="Theo thôn",
        description="The counts of each village's own items; `village` is null for items that"
        " belong to no single village.",
    ),
]
ByOwner = Annotated[
    list[OwnerCountsData],
    Field(
        title="Theo chủ trì",
        description="The counts of each owner's items; an item with several owners counts for"
        " each of them.",
    ),
]
