"""The parts of the board as words and values, without any measures of a screen.

The `kind` of a content says which part of the page's template draws it.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import fields
from datetime import date
from typing import ClassVar

from ntmtrack.reports.tables import Cell
from ntmtrack.reports.tables import Paragraph
from ntmtrack.reports.tables import Role
from ntmtrack.reports.tables import Table


@dataclass(frozen=True, slots=True)
class Facets:
    """Say to whom a part of the page belongs, as ids; a filter ignores a part whose facet is None.

    `says` has words that a search finds the part by, besides those that it shows.
    """

    directives: Sequence[str] | None = None
    villages: Sequence[str] | None = None
    owners: Sequence[str] | None = None
    statuses: Sequence[str] | None = None
    says: Sequence[str] | None = None

    def by_name(self) -> Iterator[tuple[str, Sequence[str]]]:
        """Yield each facet that there is with its name."""
        for field in fields(self):
            if (ids := getattr(self, field.name)) is not None:
                yield field.name, ids


@dataclass(frozen=True, slots=True)
class Choices:
    """Hold what a filter offers: ids with their names.

    `facet` is the field of `Facets` meant; `name` calls the filter in the address of the page, and
    `says` is how the page says what was chosen, `{name}`.
    """

    facet: str
    name: str
    label: str
    says: str
    options: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """Hold a number to be seen first; where it is a `share` of 0 to 1, a bar shows that as well."""

    value: str
    label: str
    role: Role = "plain"
    share: float | None = None


@dataclass(frozen=True, slots=True)
class Card:
    """Hold a task, or those shares of it that stand alike: where, who answers, until when.

    `number` tells of which directive it is, where there are several.
    """

    title: str
    number: str
    state: Cell
    lines: Sequence[str]
    remark: str
    facets: Facets


@dataclass(frozen=True, slots=True)
class Cards:
    """Hold the cards of one status, the most pressing first, and count their items.

    What is not printed stands in the table of all items, and others are more pressing.
    """

    title: str
    count: str
    cards: Sequence[Card]
    printed: bool = True
    kind: ClassVar = "cards"


@dataclass(frozen=True, slots=True)
class LateTask:
    """Hold a task that somebody is late with, and for how long."""

    title: str
    days: str
    facets: Facets


@dataclass(frozen=True, slots=True)
class Debtor:
    """Name somebody who is late: with how many items, and with which tasks."""

    name: str
    summary: str
    late: Sequence[LateTask]


@dataclass(frozen=True, slots=True)
class Debtors:
    """Hold all who are late, by owner or by village; what is not printed, other parts say."""

    title: str
    debtors: Sequence[Debtor]
    printed: bool = True
    kind: ClassVar = "debtors"


@dataclass(frozen=True, slots=True)
class DueTask:
    """Hold a task on the line of deadlines, and how it stands."""

    title: str
    state: Cell
    facets: Facets


@dataclass(frozen=True, slots=True)
class Stop:
    """Hold a deadline, or the days from `start` up to it; today is a stop without tasks."""

    start: date | None
    day: date
    label: str
    dues: Sequence[DueTask] = ()


@dataclass(frozen=True, slots=True)
class Timeline:
    """Hold the deadlines in their order, and today among them."""

    stops: Sequence[Stop]
    today: date
    kind: ClassVar = "timeline"


@dataclass(frozen=True, slots=True)
class Curve:
    """Hold one line of a chart, a value for each day."""

    label: str
    role: Role
    values: Sequence[int]


@dataclass(frozen=True, slots=True)
class Chart:
    """Hold lines over days; `summary` says what they show, and `figures` has every value.

    `most` is the highest that any could have been, `total` that of the last day.
    """

    days: Sequence[date]
    curves: Sequence[Curve]
    most: int
    total: int
    summary: str
    figures: Table
    kind: ClassVar = "chart"


@dataclass(frozen=True, slots=True)
class Listing:
    """Hold a table whose rows can be filtered, and perhaps its columns.

    Where it is `counted`, the page says how many of its rows are shown.
    """

    table: Table
    rows: Sequence[Facets]
    columns: Sequence[Facets | None] = ()
    counted: bool = False
    kind: ClassVar = "listing"


@dataclass(frozen=True, slots=True)
class Strip:
    """Hold the newest days of a recurring duty, and what became of each."""

    title: str
    summary: str
    days: Sequence[tuple[date, Cell]]
    facets: Facets
    kind: ClassVar = "strip"


@dataclass(frozen=True, slots=True)
class BoardTable:
    """Hold a table as any report has it."""

    table: Table
    kind: ClassVar = "table"


@dataclass(frozen=True, slots=True)
class BoardText:
    """Hold a paragraph as any report has it; one about the `whole` is no answer to a filter."""

    paragraph: Paragraph
    whole: bool = False
    kind: ClassVar = "paragraph"


Content = Cards | Debtors | Timeline | Chart | Listing | Strip | BoardTable | BoardText


@dataclass(frozen=True, slots=True)
class BoardPart:
    """Hold what stands under one heading; what is not `printed`, other parts say as well."""

    heading: str
    contents: Sequence[Content]
    printed: bool = True


@dataclass(frozen=True, slots=True)
class BoardPage:
    """Hold a page: its title with notes to it, the filters, then its parts."""

    title: str
    subject: str
    notes: Sequence[Paragraph]
    figures: Sequence[KeyFigure]
    choices: Sequence[Choices]
    parts: Sequence[BoardPart]
