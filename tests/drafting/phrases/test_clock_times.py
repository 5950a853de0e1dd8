"""Clock times: the part of the day tells the afternoon from the morning."""

from __future__ import annotations

from datetime import date

import pytest

from ntmtrack.drafting.phrases import clock_times
from ntmtrack.drafting.phrases import time_phrases

ISSUED = date(2026, 3, 10)


@pytest.mark.parametrize(
    ("words", "part", "clock"),
    [
        ("4 giờ", "chiều", "16:00"),
        ("16 giờ", "chiều", "16:00"),
        ("4 giờ 30", "", "04:30"),
        ("7h", "sáng", "07:00"),
        ("7h15", "tối", "19:15"),
        ("11 giờ", "trưa", "11:00"),
        ("12 giờ", "trưa", "12:00"),
        ("1 giờ", "trưa", "13:00"),
        ("10 giờ", "đêm", "22:00"),
        ("1 giờ", "đêm", "01:00"),
        ("12 giờ", "đêm", ""),
        ("24 giờ", "", ""),
        ("12 giờ", "chiều", "12:00"),
    ],
)
def test_an_hour_is_read_with_its_part_of_the_day(words: str, part: str, clock: str) -> None:
    assert clock_times.clock_of(words, part) == clock


@pytest.mark.parametrize(
    ("sentence", "due"),
    [
        ("gửi báo cáo trước 4 giờ chiều ngày 15/4/2026", "2026-04-15T16:00"),
        ("gửi báo cáo trước 04 giờ 30 chiều 15/4/2026", "2026-04-15T16:30"),
        ("gửi báo cáo trước chiều lúc 4 giờ ngày 15/4/2026", "2026-04-15T16:00"),
        ("gửi báo cáo trước 4 giờ ngày 15/4/2026", "2026-04-15T04:00"),
        ("gửi báo cáo trước 8 giờ sáng ngày 15/4/2026", "2026-04-15T08:00"),
        ("gửi báo cáo trước 12 giờ đêm ngày 15/4/2026", "2026-04-15"),
        ("gửi báo cáo trước ngày 15/4/2026, lúc 3 giờ chiều", "2026-04-15T15:00"),
        ("họp lúc 2 giờ chiều ngày 15/4/2026", "2026-04-15T14:00"),
    ],
)
def test_a_deadline_of_the_afternoon_is_never_one_of_the_morning(sentence: str, due: str) -> None:
    values = [time.fields for time in time_phrases.in_sentence(sentence, ISSUED)]
    assert [value.get("due") for value in values] == [due], values
