"""The values of a draft that users can change."""

from __future__ import annotations

from typing import Any

import pytest

from ntmtrack.drafting.confirmation import draft_values

FILE: dict[str, Any] = {
    "villages": [{"id": "na-lay", "name": "Nà Lay"}],
    "village_groups": {"ven-song": ["na-lay"]},
    "owners": [{"id": "tram-y-te", "name": "Trạm Y tế"}],
    "owner_groups": [{"id": "doan-the", "name": "Các đoàn thể", "members": ["tram-y-te"]}],
}


@pytest.mark.parametrize(
    ("key", "was", "kept"),
    [
        ("owner", ["tram-y-te", "da-bo"], ["tram-y-te"]),
        ("owner", "doan-the", "doan-the"),
        ("report_to", ["doan-the"], ["doan-the"]),
        ("villages", "all", "all"),
        ("villages", "ven-song", "ven-song"),
        ("villages", ["na-lay", "da-bo"], ["na-lay"]),
        ("owner", "da-bo", None),
        ("due", "2026-03-01", "2026-03-01"),
    ],
)
def test_earlier_values_are_restored_without_ids_that_are_gone(
    key: str, was: object, kept: object
) -> None:
    item = {"id": "a", key: "nay", "draft": {"was": {key: was}, "propose": {key: "nay"}}}
    draft_values.restore(item, FILE)
    assert item.get(key) == kept
