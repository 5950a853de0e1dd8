"""Parsing months, quarters, half-years and years as people write them."""

from __future__ import annotations

import pytest

from ntmtrack.directive import periods


@pytest.mark.parametrize(
    ("texts", "name", "last"),
    [
        (
            "2025-12; 12/2025; tháng 12/2025; Tháng 12 năm 2025; thang 12/2025; 12-2025",
            "2025-12",
            "31/12/2025",
        ),
        ("2024-02; 2/2024; 02/2024", "2024-02", "29/02/2024"),
        (
            "2025-Q4; 2025-q4; Q4/2025; quý IV/2025; Quý 4 năm 2025; quy iv/2025; Quí IV-2025",
            "2025-Q4",
            "31/12/2025",
        ),
        ("2025-H1; 6 tháng đầu năm 2025; sáu tháng đầu năm 2025", "2025-H1", "30/06/2025"),
        ("2025-H2; 6 tháng cuối năm 2025", "2025-H2", "31/12/2025"),
        ("2025; năm 2025", "2025", "31/12/2025"),
    ],
)
def test_a_period_is_read_in_every_common_spelling(texts: str, name: str, last: str) -> None:
    for text in texts.split("; "):
        period = periods.parse(text)
        assert period, text
        assert (period.name, f"{period.last:%d/%m/%Y}") == (name, last)
        assert periods.parse_iso(period.name) == period
        assert periods.of_day(period.every, period.first) == period


@pytest.mark.parametrize(
    "text",
    [
        "12/25",
        "2025-13",
        "13/2025",
        "quý V/2025",
        "2025-1",
        "2025-Q5",
        "31/12/2025",
        "1899",
        "quý 4",
        "",
    ],
)
def test_an_ambiguous_or_invalid_period_is_not_read(text: str) -> None:
    assert periods.parse(text) is None
