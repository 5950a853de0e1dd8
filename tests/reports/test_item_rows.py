"""Items as flat records have the same values as our JSON, under the same names."""

from __future__ import annotations

import json
from datetime import date
from datetime import datetime
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from running import DATA
from running import SHIPPED
from running import run

import ntmtrack

# Where records differ from our JSON: the file, and people and places by name.
OTHERWISE = {"file", "issuer", "village", "owner", "leader", "recurring"}
DAYS = {"start", "due", "original_due"}
MOMENTS = {"started", "done", "last_update"}
FILES = [SHIPPED, *(DATA / f"{name}.yaml" for name in ("small", "weeks", "later", "state"))]


def typed(name: str, value: object) -> object:
    """Return a value of our JSON, with days and moments parsed."""
    if not isinstance(value, str) or name not in DAYS | MOMENTS:
        return value
    return date.fromisoformat(value) if name in DAYS else datetime.fromisoformat(value)


def joined(names: list[dict[str, str]]) -> str:
    return "; ".join(name["name"] for name in names)


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_a_record_has_the_same_values_as_our_json(path: Path) -> None:
    document = ntmtrack.load(path)
    day = document.directive.issued + timedelta(days=30)
    ran = run("list", "-f", str(path), "--as-of", f"{day}", "-F", "json", "--lang", "vi")
    listed: list[dict[str, Any]] = json.loads(ran.out)["items"]
    rows = ntmtrack.rows(document, day, "vi")
    by_key = {row["key"]: row for row in rows}
    assert by_key.keys() >= {item["key"] for item in listed}
    for item in listed:
        row = by_key[item["key"]]
        same = {name: value for name, value in row.items() if name not in OTHERWISE}
        assert same == {name: typed(name, item[name]) for name in same}
        assert row["village"] == (item["village"] and item["village"]["name"])
        assert (row["owner"], row["leader"] or "") == (
            joined(item["owner"]),
            joined(item["leader"]),
        )
        assert row["recurring"] == (item["repeat"] is not None)
