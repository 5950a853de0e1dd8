"""Parquet: items as columns for DuckDB, Spark and the like, each named as in our JSON."""

from __future__ import annotations

import io
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from datetime import date
from datetime import datetime
from typing import Any
from typing import NamedTuple
from typing import get_args
from typing import get_type_hints

from ntmtrack import wording
from ntmtrack.directive import names
from ntmtrack.reports import item_rows
from ntmtrack.reports.item_rows import ItemRow
from ntmtrack.wording.problem import usage

ISSUER = "issuer"


class Parts(NamedTuple):
    """Hold a report in parts: the column that divides it, and the file of each of its values."""

    column: str
    files: Iterable[tuple[str, bytes]]


def render(data: Mapping[str, object]) -> bytes:
    """Write the items of a report, or raise a usage error where pyarrow is not installed."""
    return _written(item_rows.of_report(data))


def render_by_issuer(data: Mapping[str, object]) -> Parts:
    """Write the items of each issuer as a part of its own, also where there are none.

    An issuer whose name is typed in several ways is one, by the first of them. Its name stands in
    that of the part and not in the file, as readers of such parts want it.
    """
    rows: dict[str, tuple[str, list[ItemRow]]] = {}
    for issuer in item_rows.issuers_of(data):
        rows.setdefault(names.identity(issuer), (issuer, []))
    for row in item_rows.of_report(data):
        rows[names.identity(row["issuer"])][1].append(row)
    parts = ((issuer, _written(items, without=ISSUER)) for issuer, items in rows.values())
    return Parts(ISSUER, parts)


def _written(rows: Sequence[ItemRow], without: str = "") -> bytes:
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError:
        raise usage(wording.Code.NEEDS_EXTRA, value="parquet", library="pyarrow") from None
    kinds: Mapping[Any, Any] = {
        str: pa.string(),
        date: pa.date32(),
        datetime: pa.timestamp("s"),
        int: pa.int32(),
        bool: pa.bool_(),
    }
    columns = [column for column in get_type_hints(ItemRow).items() if column[0] != without]
    schema = pa.schema([(name, kinds[(get_args(hint) or (hint,))[0]]) for name, hint in columns])
    out = io.BytesIO()
    parquet.write_table(pa.Table.from_pylist(rows, schema), out)
    return out.getvalue()
