"""Deadlines of drafts in an office's words: what is shown is read back to the same value."""

from __future__ import annotations

from typing import Any

import pytest

from ntmtrack.drafting.confirmation import draft_values
from ntmtrack.drafting.confirmation import spoken_times
from ntmtrack.drafting.confirmation.draft_values import Typing
from ntmtrack.drafting.confirmation.draft_words import time_of
from ntmtrack.wording import problem_text
from ntmtrack.wording.words import Words

WORDS = Words("vi")
FILE: dict[str, Any] = {
    "directive": {"issued": "2025-10-02"},
    "events": [{"id": "bau-cu", "name": "Ngày bầu cử"}],
}


@pytest.mark.parametrize(
    ("due", "shown"),
    [
        ("2025-09-18", "18/09/2025"),
        ("2025-09-18T17:00", "17 giờ 00 ngày 18/09/2025"),
        ("2025-12", "tháng 12/2025"),
        ("2025-Q3", "quý III/2025"),
        ("2025-H1", "6 tháng đầu năm 2025"),
        ("2025-H2", "6 tháng cuối năm 2025"),
        ("2025", "năm 2025"),
    ],
)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_deadline_in_words_is_read_back(due: str, shown: str, language: str) -> None:
    words = Words("en" if language == "en" else "vi")
    text = spoken_times.due_text(due, words)
    assert language == "en" or text == shown
    item: dict[str, Any] = {}
    assert draft_values.change(Typing("tasks", FILE, words), item, "time", text) is None
    assert spoken_times.due_text(item["due"], words) == text


@pytest.mark.parametrize(
    ("rule", "shown"),
    [
        ({"every": "month", "on": "25"}, "hằng tháng, ngày 25, từ 02/10/2025"),
        ({"every": "month", "on": "last"}, "hằng tháng, ngày cuối kỳ, từ 02/10/2025"),
        ({"every": "month", "on": "+5"}, "hằng tháng, ngày 5 kỳ sau, từ 02/10/2025"),
        ({"every": "month", "on": ["10", "25"]}, "hằng tháng, ngày 10, ngày 25, từ 02/10/2025"),
        ({"every": "week", "on": "fri"}, "hằng tuần, thứ Sáu, từ 02/10/2025"),
        (
            {"every": "week", "on": "thu", "at": "16:00"},
            "hằng tuần, thứ Năm, lúc 16 giờ 00, từ 02/10/2025",
        ),
        ({"every": "day", "at": "15:30"}, "hằng ngày, lúc 15 giờ 30, từ 02/10/2025"),
        ({"every": "quarter", "on": "last"}, "hằng quý, ngày cuối kỳ, từ 02/10/2025"),
        ({"every": "quarter", "on": "3-06"}, "hằng quý, ngày 6 tháng cuối kỳ, từ 02/10/2025"),
        ({"every": "half-year", "on": "+10"}, "6 tháng một lần, ngày 10 kỳ sau, từ 02/10/2025"),
        ({"every": "year", "on": "06-15"}, "hằng năm, ngày 15/06, từ 02/10/2025"),
    ],
)
def test_a_rhythm_in_words_is_read_back(rule: dict[str, Any], shown: str) -> None:
    text = spoken_times.rule_text({**rule, "from": "2025-10-02"}, WORDS)
    assert text == shown
    assert spoken_times.read_rules(text, "2025-10-02") == {**rule, "from": "02/10/2025"}


def test_a_typed_rhythm_begins_on_the_day_of_the_document() -> None:
    item: dict[str, Any] = {"due": "2025-10-30", "due_is": "by"}
    typing = Typing("tasks", FILE, WORDS)
    assert draft_values.change(typing, item, "time", "hằng tháng, ngày 25") is None
    rule = {"every": "month", "on": "25", "from": "2025-10-02"}
    assert item == {"due_is": "by", "repeat": rule}


def test_days_before_an_event_are_shown_and_read() -> None:
    shown = time_of({"event": "bau-cu", "event_days": "-80"}, FILE, WORDS)
    assert shown == "80 ngày trước ngày bầu cử"
    item: dict[str, Any] = {}
    assert draft_values.change(Typing("tasks", FILE, WORDS), item, "time", shown) is None
    assert item == {"event": "bau-cu", "event_days": "-80"}


def test_a_festival_keeps_its_capital() -> None:
    shown = spoken_times.event_text("Ngày hội Đại đoàn kết", "5", WORDS)
    assert shown == "5 ngày sau Ngày hội Đại đoàn kết"


def test_doubts_show_days_as_offices_write_them() -> None:
    text = "Nhiều ngày: 2025-09-30, 2025-Q4, 2025-12; số 12/KH-2025-12"
    assert spoken_times.in_words(text, WORDS) == (
        "Nhiều ngày: 30/09/2025, quý IV/2025, tháng 12/2025; số 12/KH-2025-12"
    )


@pytest.mark.parametrize(
    ("typed", "due", "due_is"),
    [
        ("trước ngày 31/10/2025", "2025-10-31", "before"),
        ("Trước 15/11/2025", "2025-11-15", "before"),
        ("trước ngày 20 tháng 12 năm 2025.", "2025-12-20", "before"),
        ("chậm nhất ngày 30/11/2025", "2025-11-30", "by"),
        ("đến hết tháng 10/2025", "2025-10", "by"),
        ("trước 17 giờ 00 ngày 18/11/2025", "2025-11-18T17:00", "before"),
        ("chậm nhất 30.11.2025", "2025-11-30", "by"),
    ],
)
def test_a_deadline_may_be_typed_in_the_words_of_the_document(
    typed: str, due: str, due_is: str
) -> None:
    item: dict[str, Any] = {"draft": {"propose": {"due": "2025-12-31", "due_is": "by"}}}
    assert draft_values.change(Typing("tasks", FILE, WORDS), item, "time", typed) is None
    assert item == {"due": due, "due_is": due_is, "draft": {}}


@pytest.mark.parametrize(
    "typed",
    [
        "trước 31/10",  # the year would be a guess
        "xong trước ngày 5/12/2025 nhé",
        "trước ngày 5/10/2025 hoặc 6/10/2025",
        "từ ngày 1/10/2025 đến ngày 30/11/2025",
        "tháng 11-12/2025",
        "trước 31/2/2025",
    ],
)
def test_doubtful_words_of_a_document_are_not_taken_as_a_deadline(typed: str) -> None:
    assert draft_values.change(Typing("tasks", FILE, WORDS), {}, "time", typed) is not None


def test_a_wrong_deadline_is_refused_with_what_to_write_in_the_cell() -> None:
    for typed in ("hôm nào", "20/11", "hai tuần một lần"):
        problem = draft_values.change(Typing("tasks", FILE, WORDS), {}, "time", typed)
        assert problem is not None
        said = problem_text.sentence(problem, WORDS) + problem_text.remedy(problem, WORDS)
        assert "quý III/2025" in said
        assert not {"due:", "no_date", "repeat:", "every"} & set(said.split())
