"""Parquet: items as columns for DuckDB, Spark and the like, each named as in our JSON."""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import date
from datetime import datetime
from typing import Any

from ntmtrack import wording
from ntmtrack.wording.problem import usage

# Fields with parts of their own (recurrences, extensions, figures) are only in JSON.
_TEXTS = (
    *("key", "file", "directive", "task", "title", "title_en", "clause", "place", "part_of"),
    *("due_is", "due_to", "due_place", "event", "status", "status_text", "note", "obstacle"),
    *("due_text", "due_time", "due_period", "no_date", "product"),
)
_DAYS = ("start", "due", "original_due")
_MOMENTS = ("started", "done", "last_update")
_NUMBERS = ("days_late", "days_left", "event_days")
_FLAGS = ("standing", "derived", "was_overdue")


def render(data: Mapping[str, object]) -> bytes:
    """Write the items of a report, or raise a usage error where pyarrow is not installed."""
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError:
        raise usage(wording.Code.NEEDS_EXTRA, value="parquet", library="pyarrow") from None
    items: Any = data["items"]
    schema = pa.schema(
        [
            *((name, pa.string()) for name in (*_TEXTS, "village", "owner", "leader")),
            *((name, pa.date32()) for name in _DAYS),
            *((name, pa.timestamp("s")) for name in _MOMENTS),
            *((name, pa.int32()) for name in _NUMBERS),
            *((name, pa.bool_()) for name in (*_FLAGS, "recurring")),
        ]
    )
    out = io.BytesIO()
    parquet.write_table(pa.Table.from_pylist(list(map(_row, items)), schema), out)
    return out.getvalue()


def _row(item: Mapping[str, Any]) -> dict[str, Any]:
    same = {name: item.get(name) for name in (*_TEXTS, *_NUMBERS, *_FLAGS)}
    days = {name: item[name] and date.fromisoformat(item[name]) for name in _DAYS}
    moments = {name: item[name] and datetime.fromisoformat(item[name]) for name in _MOMENTS}
    village = item["village"]
    return {
        **same,
        **days,
        **moments,
        "village": village and village["name"],
        "owner": _names(item["owner"]),
        "leader": _names(item["leader"]) or None,
        "recurring": item["repeat"] is not None,
    }


def _names(owners: list[dict[str, str]]) -> str:
    return "; ".join(owner["name"] for owner in owners)
