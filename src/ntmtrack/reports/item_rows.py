"""Items as flat records: what Parquet has a column for, and what programs in Python get."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from datetime import date
from datetime import datetime
from typing import TYPE_CHECKING
from typing import Any
from typing import TypedDict

from ntmtrack.directive import names

if TYPE_CHECKING:
    from ntmtrack.reports.schema.json_items import ItemData
    from ntmtrack.reports.schema.json_parts import OwnerData


class ItemRow(TypedDict):
    """Hold an item as plain values, each named as in our JSON, where its meaning is written.

    Days and moments are dates here, and people are their names. What has parts of its own
    (recurrences, extensions, figures) is only in JSON.
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


def of_report(data: Mapping[str, Any]) -> Iterator[ItemRow]:
    """Give the items of a report, of one file or of several, one after the other."""
    issuers = issuers_of(data)
    for item in data["items"]:
        file = item.get("file")
        yield of_item(item, issuers[file], file)


def by_issuer(data: Mapping[str, Any]) -> list[tuple[str, Iterable[ItemRow]]]:
    """Give the items of each issuer, also where there are none.

    An issuer whose name is typed in several ways is one, by the first of them.
    """
    issuers = issuers_of(data)
    items: dict[str, tuple[str, list[Any]]] = {}
    for issuer in issuers.values():
        items.setdefault(names.identity(issuer), (issuer, []))
    for item in data["items"]:
        items[names.identity(issuers[item.get("file")])][1].append(item)
    return [
        (issuer, (of_item(item, issuer, item.get("file")) for item in own))
        for issuer, own in items.values()
    ]


def issuers_of(data: Mapping[str, Any]) -> Mapping[str | None, str]:
    """Give who issued the directive of each file that a report is about; one alone has no name."""
    if data["directive"]:
        return {None: data["directive"]["issuer"]}
    return {file["file"]: file["directive"]["issuer"] for file in data["files"]}


def of_item(item: ItemData, issuer: str, file: str | None = None) -> ItemRow:
    """Give an item of our JSON as a flat record."""
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
