"""Goals in words, as the file writes measures."""

from __future__ import annotations

from typing import Any

import pytest

from ntmtrack.drafting.phrases.measures_words import measures

HOUSEHOLDS = {"id": "ho", "name": "hộ", "unit": "hộ", "at_least": "20"}
POOR = {"id": "ho-ngheo", "name": "hộ nghèo", "unit": "hộ", "more_than": "3"}


@pytest.mark.parametrize(
    ("text", "goals"),
    [
        ("vận động ít nhất 20 hộ, trên 3 hộ nghèo", [HOUSEHOLDS, POOR]),
        ("vận động ít nhất 20 hộ, trên 30 hộ", [HOUSEHOLDS]),
    ],
)
def test_two_goals_of_one_thing_are_its_first(text: str, goals: list[dict[str, Any]]) -> None:
    assert measures(text) == goals


@pytest.mark.parametrize(
    "text", ["tiêm cho trẻ dưới 5 tuổi", "thăm người từ 80 tuổi trở lên", "trẻ trên 36 tháng tuổi"]
)
def test_an_age_is_no_goal(text: str) -> None:
    assert measures(text) == []


@pytest.mark.parametrize(
    ("text", "name", "unit"),
    [
        ("mỗi thôn ít nhất 500 m", "số mét", "m"),
        ("tối thiểu 3 km", "số km", "km"),
        ("trên 50 triệu", "số tiền", "triệu"),
        ("ít nhất 500 m đường hoa", "đường hoa", "m"),
        ("hướng dẫn 100% đảng viên trước ngày 24/11/2026", "đảng viên", "%"),
        ("vận động người dân đạt tỷ lệ 95% trở lên", "tỷ lệ", "%"),
        ("bảo đảm tỷ lệ hồ sơ trực tuyến đạt từ 80% trở lên", "tỷ lệ hồ sơ trực tuyến", "%"),
        ("tỷ lệ hộ dùng nước sạch là ít nhất 90%", "tỷ lệ hộ dùng nước sạch", "%"),
        ("95% hộ trở lên", "hộ", "%"),
    ],
)
def test_a_goal_has_a_name_that_people_read(text: str, name: str, unit: str) -> None:
    (goal,) = measures(text)
    assert (goal["name"], goal["unit"]) == (name, unit)
