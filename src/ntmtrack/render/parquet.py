"""Parquet: items as columns for DuckDB, Spark and the like, each named as in our JSON."""

from __future__ import annotations

import io
from collections.abc import Mapping
from collections.abc import Sequence
from datetime import date
from datetime import datetime
from typing import Any
from typing import get_args
from typing import get_type_hints

from ntmtrack import wording
from ntmtrack.reports import item_rows
from ntmtrack.reports.item_rows import ItemRow
from ntmtrack.wording.problem import usage


def render(data: Mapping[str, object]) -> bytes:
    """Write the items of a report, or raise a usage error where pyarrow is not installed."""
    return _written(item_rows.of_report(data))


def _written(rows: Sequence[ItemRow]) -> bytes:
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
    columns = get_type_hints(ItemRow).items()
    schema = pa.schema([(name, kinds[(get_args(hint) or (hint,))[0]]) for name, hint in columns])
    out = io.BytesIO()
    parquet.write_table(pa.Table.from_pylist(rows, schema), out)
    return out.getvalue()
