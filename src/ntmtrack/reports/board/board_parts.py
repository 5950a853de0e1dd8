"""The parts of the board as words and values, independent of any screen size.

The `kind` of a content selects the part of the page's template that draws it.
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
    """Describe what a part of the page belongs to, as ids; filters ignore a facet that is None.

    `says` has words by which a search finds the part, besides those that it shows.
    """

    directives: Sequence[str] | None = None
    villages: Sequence[str] | None = None
    owners: Sequence[str] | None = None
    statuses: Sequence[str] | None = None
    says: Sequence[str] | None = None

    def by_name(self) -> Iterator[tuple[str, Sequence[str]]]:
        """Yield the name and ids of each facet that is set."""
        for field in fields(self):
            if (ids := getattr(self, field.name)) is not None:
                yield field.name, ids


@dataclass(frozen=True, slots=True)
class Choices:
    """Describe what a filter offers: ids with their names.

    `facet` is the field of `Facets` that it filters by. `name` is the filter's name in the address
    of the page, and `choice_text` is how the page states the choice, `{name}`.
    """

    facet: str
    name: str
    label: str
    choice_text: str
    options: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """Describe a number to be seen first; a `share` of 0 to 1 is also shown as a bar."""

    value: str
    label: str
    role: Role = "plain"
    share: float | None = None


@dataclass(frozen=True, slots=True)
class Card:
    """Describe a task, or its shares in the same state: where, its leads, its deadline.

    `number` is the directive's, where there are several.
    """

    title: str
    number: str
    state: Cell
    lines: Sequence[str]
    remark: str
    facets: Facets


@dataclass(frozen=True, slots=True)
class Cards:
    """Collect the cards of one status, the most pressing first, with the number of their items.

    Cards that are not printed are less pressing, and their items are in the table of all items.
    """

    title: str
    count: str
    cards: Sequence[Card]
    printed: bool = True
    kind: ClassVar = "cards"


@dataclass(frozen=True, slots=True)
class LateTask:
    """Describe a task that somebody is late with, and for how long."""

    title: str
    days: str
    facets: Facets


@dataclass(frozen=True, slots=True)
class Debtor:
    """Describe somebody who is late: with how many items, and with which tasks."""

    name: str
    summary: str
    late: Sequence[LateTask]


@dataclass(frozen=True, slots=True)
class Debtors:
    """Collect all who are late, by owner or by village; if not printed, other parts say it."""

    title: str
    debtors: Sequence[Debtor]
    printed: bool = True
    kind: ClassVar = "debtors"


@dataclass(frozen=True, slots=True)
class DueTask:
    """Describe a task on the line of deadlines, and its state."""

    title: str
    state: Cell
    facets: Facets


@dataclass(frozen=True, slots=True)
class Stop:
    """Describe a deadline, or the days from `start` up to it; today is a stop without tasks."""

    start: date | None
    day: date
    label: str
    dues: Sequence[DueTask] = ()


@dataclass(frozen=True, slots=True)
class Timeline:
    """Collect the deadlines in order, with today among them."""

    stops: Sequence[Stop]
    today: date
    kind: ClassVar = "timeline"


@dataclass(frozen=True, slots=True)
class Curve:
    """Describe one line of a chart, with a value for each day."""

    label: str
    role: Role
    values: Sequence[int]


@dataclass(frozen=True, slots=True)
class Chart:
    """Describe lines over days; `summary` puts them in words, and `figures` has every value.

    `most` is the highest value that any could reach, `total` that of the last day.
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
    """Describe a table whose rows, and perhaps columns, can be filtered.

    If it is `counted`, the page says how many of its rows are shown.
    """

    table: Table
    rows: Sequence[Facets]
    columns: Sequence[Facets | None] = ()
    counted: bool = False
    kind: ClassVar = "listing"


@dataclass(frozen=True, slots=True)
class Strip:
    """Collect the newest days of a recurring duty, with the outcome of each."""

    title: str
    summary: str
    days: Sequence[tuple[date, Cell]]
    facets: Facets
    kind: ClassVar = "strip"


@dataclass(frozen=True, slots=True)
class BoardTable:
    """Wrap a table as other reports have it."""

    table: Table
    kind: ClassVar = "table"


@dataclass(frozen=True, slots=True)
class BoardText:
    """Wrap a paragraph as other reports have it; one about the `whole` does not answer a filter."""

    paragraph: Paragraph
    whole: bool = False
    kind: ClassVar = "paragraph"


Content = Cards | Debtors | Timeline | Chart | Listing | Strip | BoardTable | BoardText


@dataclass(frozen=True, slots=True)
class BoardPart:
    """Collect what goes under one heading; if not `printed`, other parts say the same."""

    heading: str
    contents: Sequence[Content]
    printed: bool = True


@dataclass(frozen=True, slots=True)
class BoardPage:
    """Describe a page: its title and notes, the filters, then its parts."""

    title: str
    subject: str
    notes: Sequence[Paragraph]
    figures: Sequence[KeyFigure]
    choices: Sequence[Choices]
    parts: Sequence[BoardPart]
