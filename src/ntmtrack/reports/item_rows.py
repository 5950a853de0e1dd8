"""Items as flat records: the columns of Parquet, and the records of the Python API."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from datetime import date
from datetime import datetime
from sys import intern
from typing import TYPE_CHECKING
from typing import Any
from typing import NamedTuple
from typing import TypedDict
from typing import cast

from ntmtrack.directive.issuers import body_identity

if TYPE_CHECKING:
    from ntmtrack.reports.schema.json_items import ItemData
    from ntmtrack.reports.schema.json_parts import OwnerData


class ItemRow(TypedDict):
    """Describe an item as plain values, named as in our JSON, where their meaning is written.

    Days and moments are dates here, and people are their names. Values with parts of their own
    (recurrences, extensions, figures) are only in JSON.
    """

    key: str
    file: str | None
    directive: str
    issuer: str
    task: str
    title: str
    title_en: str | None
    clause: str | None
    place: str | None
    part_of: str | None
    due_is: str | None
    due_to: str | None
    due_place: str | None
    event: str | None
    status: str
    status_text: str
    note: str | None
    obstacle: str | None
    due_text: str | None
    due_time: str | None
    due_period: str | None
    no_date: str | None
    product: str | None
    village: str | None
    owner: str
    leader: str | None
    start: date | None
    due: date | None
    original_due: date | None
    started: datetime | None
    done: datetime | None
    last_update: datetime | None
    days_late: int | None
    days_left: int | None
    event_days: int | None
    standing: bool
    derived: bool
    was_overdue: bool
    recurring: bool


# A row without its column names, which saves memory where there are many.
PackedRow = tuple[object, ...]


class ReportRows(NamedTuple):
    """Collect the items of a report as rows, and the issuers of all directives, even without items.

    An issuer may occur several times, in several spellings.
    """

    issuers: Sequence[str]
    rows: Iterable[ItemRow]

    def by_issuer(self) -> list[tuple[str, Iterable[ItemRow]]]:
        """Return the rows of each issuer, under the first spelling of its name."""
        groups: dict[str, tuple[str, list[PackedRow]]] = {}
        for issuer in self.issuers:
            groups.setdefault(body_identity(issuer), (issuer, []))
        for row in self.rows:
            groups[body_identity(row["issuer"])][1].append(pack(row))
        return [(issuer, map(unpack, packed)) for issuer, packed in groups.values()]


def pack(row: ItemRow) -> PackedRow:
    """Return the values of a row, with equal texts stored once for all rows."""
    return tuple([intern(value) if isinstance(value, str) else value for value in row.values()])


def unpack(values: PackedRow) -> ItemRow:
    """Return the row with these values."""
    return cast("ItemRow", dict(zip(ItemRow.__annotations__, values, strict=True)))


def flatten_report(data: Mapping[str, Any]) -> ReportRows:
    """Return the items of a report on one file as rows."""
    issuer = data["directive"]["issuer"]
    return ReportRows([issuer], (flatten_item(item, issuer) for item in data["items"]))


def flatten_item(item: ItemData, issuer: str, file: str | None = None) -> ItemRow:
    """Return an item of our JSON as a row."""
    village = item["village"]
    return {
        "key": item["key"],
        "file": file,
        "directive": item["directive"],
        "issuer": issuer,
        "task": item["task"],
        "title": item["title"],
        "title_en": item["title_en"],
        "clause": item["clause"],
        "place": item["place"],
        "part_of": item["part_of"],
        "due_is": item["due_is"],
        "due_to": item["due_to"],
        "due_place": item["due_place"],
        "event": item["event"],
        "status": item["status"],
        "status_text": item["status_text"],
        "note": item["note"],
        "obstacle": item["obstacle"],
        "due_text": item["due_text"],
        "due_time": item["due_time"],
        "due_period": item["due_period"],
        "no_date": item["no_date"],
        "product": item["product"],
        "village": village and village["name"],
        "owner": _names(item["owner"]),
        "leader": _names(item["leader"]) or None,
        "start": _day(item["start"]),
        "due": _day(item["due"]),
        "original_due": _day(item["original_due"]),
        "started": _moment(item["started"]),
        "done": _moment(item["done"]),
        "last_update": _moment(item["last_update"]),
        "days_late": item["days_late"],
        "days_left": item["days_left"],
        "event_days": item["event_days"],
        "standing": item["standing"],
        "derived": item["derived"],
        "was_overdue": item["was_overdue"],
        "recurring": item["repeat"] is not None,
    }


def _names(owners: Sequence[OwnerData]) -> str:
    return "; ".join(owner["name"] for owner in owners)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
