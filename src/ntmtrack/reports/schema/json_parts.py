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
            description="Of which kind this JSON is; another number would mean that fields were"
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
            description="An owner's id; a village's own body is `owner@village`.",
        ),
    ],
)
Key = TypeAliasType(
    "Key",
    Annotated[
        str,
        Field(pattern=f"^{_KEY}$", description="An item: `task`, `task@village` or `task@owner`."),
    ],
)
FullKey = TypeAliasType(
    "FullKey",
    Annotated[
        str,
        Field(
            pattern=f"^(.+:)?{_KEY}$",
            description="The same; in a report on several files the directive's number and a colon"
            " stand before it.",
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
            description="A day or, where a time was given, a minute: 2021-06-22T15:42, in the"
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
            description="Of a recurring duty's occurrence: in on time, in late, not in, in with"
            " nothing to tell, excused, or not yet due.",
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
    """A person or body that answers or helps."""

    id: OwnerId
    name: str


@with_config(ConfigDict(title="Bảng tổng hợp"))
class CountsData(TypedDict):
    """total = done_on_time + done_late + done_no_deadline + in_time + overdue + no_deadline.

    They cover what the filters select, before the report's own selection; replaced tasks and
    headings are not counted.
    """

    total: Annotated[Count, Field(title="Tổng số")]
    done_on_time: Annotated[Count, Field(title="Hoàn thành đúng hạn")]
    done_late: Annotated[Count, Field(title="Hoàn thành quá hạn")]
    done_no_deadline: Annotated[Count, Field(title="Hoàn thành, không thời hạn")]
    in_time: Annotated[Count, Field(title="Chưa hoàn thành, trong hạn")]
    overdue: Annotated[Count, Field(title="Chưa hoàn thành, quá hạn")]
    no_deadline: Annotated[Count, Field(title="Chưa hoàn thành, không thời hạn")]
    due_today: Annotated[Count, Field(description="Within in_time.", title="Đến hạn hôm nay")]
    due_soon: Annotated[Count, Field(description="Within in_time.", title="Sắp đến hạn")]
    waiting: Annotated[Count, Field(description="Within no_deadline.", title="Chờ sự kiện")]
    standing: Annotated[Count, Field(description="Within no_deadline.", title="Thường xuyên")]
    no_date: Annotated[
        Count, Field(description="Within no_deadline.", title="Chưa ấn định thời hạn")
    ]
    cancelled: Annotated[Count, Field(description="Beside the total.", title="Hủy")]


@with_config(ConfigDict(title="Văn bản giao việc"))
class DirectiveData(TypedDict):
    """The letter that assigns the tasks."""

    number: Annotated[str, Field(title="Số")]
    issued: Annotated[Day, Field(title="Ngày ban hành")]
    issuer: Annotated[str, Field(title="Cơ quan ban hành")]
    subject: Annotated[str, Field(title="Trích yếu")]
    closed: Annotated[
        Day | None,
        Field(description="From when on nobody follows it.", title="Kết thúc theo dõi"),
    ]


class FileData(TypedDict):
    """One of the files of a report on several."""

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
    """The head of every report, after `schema` and `report`."""

    as_of: Annotated[
        When,
        Field(description="The moment judged: a day stands for its end.", title="Thời điểm tính"),
    ]
    language: Annotated[
        Language,
        Field(description="The language of what the program itself says, such as status_text."),
    ]
    counts: CountsData


class HeadData(AnyHeadData):
    """The head of every report on one file, after `schema` and `report`."""

    deadline_reading: Annotated[
        Reading,
        Field(
            description="inclusive: the named day is the last good one; strict: the day before is.",
            title="Cách hiểu “trước ngày”",
        ),
    ]
    directive: DirectiveData


class ReportData(HeadData):
    """The head of every report on one file; each adds `report`."""

    schema: Schema


class SeveralHeadData(AnyHeadData):
    """The head of every report on several files, after `schema` and `report`."""

    deadline_reading: Annotated[
        Reading | None, Field(description="As in other reports; null where the files differ.")
    ]
    directive: None
    files: list[FileData]
    left_out: Annotated[
        list[str],
        Field(
            description="The files whose directive was not issued yet, or does not know a name that"
            " was asked for."
        ),
    ]


class JointHeadData(SeveralHeadData):
    """The head of a report on several files as one, after `schema` and `report`."""

    left_out_as_finished: Annotated[
        list[FileData], Field(description="Those whose directive was finished before the week.")
    ]


class JointReportData(JointHeadData):
    """The head of a report on several files as one; each adds `report`."""

    schema: Schema


@with_config(ConfigDict(title="Chỉ tiêu"))
class GoalData(TypedDict):
    """A goal of a measure."""

    kind: Literal["at_least", "more_than", "at_most", "percent"]
    value: float


OfData = Annotated[
    Literal["all"] | None,
    Field(
        description="all: the goal is one of all shares together, and stands in `volumes`; null:"
        " each share has its own, or there is none."
    ),
]


@with_config(ConfigDict(title="Chỉ tiêu, số liệu"))
class MeasureData(TypedDict):
    """What is counted of an item."""

    id: Id
    name: str
    unit: Annotated[str, Field(title="Đơn vị tính")]
    of: OfData
    goal: Annotated[
        GoalData | None,
        Field(description="This share's own; null where it has none, and beside `of: all`."),
    ]
    amount: Annotated[
        float | None,
        Field(description="The newest total; null where none was given.", title="Lũy kế"),
    ]


class VillageCountsData(TypedDict):
    """The counts of a village's own items; those that are no village's own stand under null."""

    village: VillageData | None
    counts: CountsData


class OwnerCountsData(TypedDict):
    """The counts of the items that an owner answers for, alone or with others."""

    owner: OwnerData
    counts: CountsData


class TallyData(TypedDict):
    """How many reports were expected, and what became of them."""

    expected: Annotated[
        Count,
        Field(description="Of the days shown, those whose deadline has passed or that are in."),
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
        description="Each village's own items; those that are no village's own stand under null.",
    ),
]
ByOwner = Annotated[
    list[OwnerCountsData],
    Field(title="Theo chủ trì", description="An item counts for each of its owners."),
]
