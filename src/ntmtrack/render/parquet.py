"""Parquet: items as columns for DuckDB, Spark and the like, named as in our JSON."""

from __future__ import annotations

import io
from collections.abc import Iterable
from collections.abc import Mapping
from datetime import date
from datetime import datetime
from itertools import islice
from typing import Any
from typing import NamedTuple
from typing import get_args
from typing import get_type_hints

from ntmtrack import wording
from ntmtrack.reports.item_rows import ItemRow
from ntmtrack.reports.item_rows import ReportRows
from ntmtrack.wording.problem import usage

_ISSUER = "issuer"
_AT_A_TIME = 10_000  # rows in memory at a time, besides the items that they are made of


class Parts(NamedTuple):
    """Hold a report in parts: the column that divides it, and a file for each of its values."""

    column: str
    files: Iterable[tuple[str, bytes]]


def render(report: ReportRows) -> bytes:
    """Return the items of a report as Parquet; a usage error if pyarrow is not installed."""
    return _write(report.rows)


def render_by_issuer(report: ReportRows) -> Parts:
    """Return the items of each issuer as a separate part.

    The issuer is in the name of the part rather than in the file, as readers of partitioned data
    expect.
    """
    parts = report.by_issuer()
    return Parts(_ISSUER, ((issuer, _write(rows, without=_ISSUER)) for issuer, rows in parts))


def _write(rows: Iterable[ItemRow], without: str = "") -> bytes:
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
    out, remaining = io.BytesIO(), iter(rows)
    with parquet.ParquetWriter(out, schema) as writer:
        while some := list(islice(remaining, _AT_A_TIME)):
            writer.write_table(pa.Table.from_pylist(some, schema))
    return out.getvalue()
