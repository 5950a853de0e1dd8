"""Columns of days or weeks beside a column of months: whole tables in, deadlines out."""

from __future__ import annotations

from itertools import cycle

import duty_cells
import pytest

from ntmtrack.drafting.document_model import FoundDuty
from ntmtrack.drafting.phrases import weeks_of_month

WORK = ("Rà soát hộ nghèo toàn xã", "Sửa chữa nhà văn hóa thôn", "Kiểm tra cháy nổ tại chợ")


def duties(heads: str, *cells: str) -> list[FoundDuty]:
    """Find the duties of a table with these last columns."""
    lines = [f"TT | Nội dung | Chủ trì | {heads}"]
    lines += [
        f"{number} | {work} | Phòng Kinh tế | {cell}"
        for number, (work, cell) in enumerate(zip(cycle(WORK), cells, strict=False), 1)
    ]
    return list(duty_cells.duties("\n".join(lines)))


def dues(found: list[FoundDuty]) -> list[str]:
    return [duty.due or duty.propose.get("due", "") for duty in found]


@pytest.mark.parametrize(
    ("heads", "cells", "deadlines"),
    [
        ("Tháng | Ngày", ("10/2025 | 15", "Tháng 11/2025 | ngày 5"), ["2025-10-15", "2025-11-05"]),
        ("Ngày | Tháng", ("15 | 10", "5 | 11"), ["2025-10-15", "2025-11-05"]),
        ("Tháng | Tuần", ("10/2025 | Tuần 2", "11/2025 | 3"), ["2025-10-12", "2025-11-23"]),
        (
            "Thời gian | Tuần thực hiện",
            ("Tháng 10/2025 | 2", "10/2025 | 3", "11/2025 | "),
            ["2025-10-12", "2025-10-19", "2025-11"],
        ),
    ],
)
def test_a_column_of_days_or_weeks_completes_the_month_beside_it(
    heads: str, cells: tuple[str, ...], deadlines: list[str]
) -> None:
    found = duties(heads, *cells)
    assert dues(found) == deadlines
    assert all(duty.why for duty in found if duty.propose.get("due"))


def test_a_week_of_a_month_is_only_proposed() -> None:
    (duty,) = duties("Tháng | Tuần", "10/2025 | 2")
    assert not duty.due
    assert weeks_of_month.SUNDAY_OF_WEEK in {why.text for why in duty.why}


@pytest.mark.parametrize(
    ("heads", "cells"),
    [
        ("Tháng | Tuần", ("10/2025 | 5", "10/2025 | 6", "11/2025 | 9")),  # of the school year
        ("Tháng | Ngày", ("10/2025 | 45", "11/2025 | 60")),  # how many days
        ("Tháng | Số ngày", ("10/2025 | 15", "11/2025 | 20")),
        ("Tháng | Tuần", ("10/2025 | Tuần lễ an toàn", "11/2025 | Cả tháng")),
        ("Tháng | Ngày", ("10/2025 | Thứ 5", "11/2025 | Thứ 2")),
    ],
)
def test_other_figures_beside_a_month_stay_notes(heads: str, cells: tuple[str, ...]) -> None:
    for duty, cell in zip(duties(heads, *cells), cells, strict=True):
        month, _, figure = cell.partition(" | ")
        assert dues([duty]) == [f"{month[3:]}-{month[:2]}"]
        assert figure in duty.note


@pytest.mark.parametrize("part", ["10-15", "10, 12", "Thứ 5", "28-05", "trước 14/11", "20 và 25"])
def test_a_month_is_only_proposed_if_its_part_is_unclear(part: str) -> None:
    *_, duty = duties("Tháng | Ngày", *["10/2025 | 8"] * 12, f"11/2025 | {part}")
    assert (duty.due, duty.propose["due"]) == ("", "2025-11")
    assert part in {why.values.get("text") for why in duty.why}


@pytest.mark.parametrize(
    ("heads", "cells", "deadline"),
    [
        ("Tháng âm lịch | Ngày", ("10/2025 | 8", "11/2025 | 12"), "2025-10-08"),
        ("Thời gian thực hiện (số tháng) | Ngày", ("2 | 15", "3 | 20"), "2026-02-15"),
        ("Ngày | Tháng | Năm", ("15 | 10 | 2026", "5 | 11 | 2026"), "2025-10-15"),
        ("Tháng | Ngày | Thời hạn", ("10/2025 | 8 | 20/10/2025",) * 2, "2025-10-08"),
        ("Ngày | Tháng | Ngày | Tháng", ("8 | 10/2025 | 20 | 11/2025",) * 2, "2025-10-20"),
        ("Tháng | Tuần | Ngày", ("10/2025 | 2 | 8", "11/2025 | 3 | 20"), "2025-10-12"),
    ],
)
def test_no_day_is_made_where_another_column_may_name_it(
    heads: str, cells: tuple[str, ...], deadline: str
) -> None:
    found = duties(heads, *cells)
    assert found
    assert deadline not in dues(found)


def test_a_cell_over_both_columns_is_the_deadline() -> None:
    lines = "TT | Nội dung | Chủ trì | Tháng | Ngày\n"
    lines += "1 | Rà soát hộ nghèo toàn xã | Phòng Kinh tế | 10/2025 | 8\n" * 2
    lines += "2 | Kiểm tra cháy nổ tại chợ | Phòng Kinh tế | 11/2025 | <\n"
    *_, merged = duty_cells.duties(lines)
    assert (merged.due, merged.why) == ("2025-11", ())
