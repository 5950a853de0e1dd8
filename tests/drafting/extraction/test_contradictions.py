"""Where a document disagrees with itself."""

from __future__ import annotations

from datetime import date

import pytest

from ntmtrack.drafting.document_model import DraftReason
from ntmtrack.drafting.document_model import SourceDocument
from ntmtrack.drafting.document_model import SourcePlace
from ntmtrack.drafting.document_model import TextParagraph
from ntmtrack.drafting.extraction import contradictions
from ntmtrack.drafting.extraction import finding

ISSUED = date(2024, 9, 20)


def reasons(text: str, *villages: str) -> list[DraftReason]:
    found = contradictions.find([(text, SourcePlace(paragraph=1))], ISSUED, list(villages))
    return [each.why for each in found]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("họp vào thứ Hai, ngày 27/9/2024", contradictions.WRONG_WEEKDAY),
        ("nộp ngày 27/9/2024 (thứ Hai)", contradictions.WRONG_WEEKDAY),
        ("nộp trước ngày 31/9/2024", contradictions.NO_SUCH_DAY),
        ("từ ngày 15/10/2024 đến ngày 01/10/2024", contradictions.START_AFTER_DUE),
        ("3 thôn: An Phú, Bình Minh", contradictions.OTHER_COUNT),
    ],
)
def test_a_text_that_disagrees_with_itself(text: str, why: str) -> None:
    assert [reason.text for reason in reasons(text)] == [why]


@pytest.mark.parametrize(
    "text",
    [
        "họp vào thứ Sáu, ngày 27/9/2024",
        "họp phiên thứ 5 (ngày 27/9/2024)",
        "từ ngày 01/10/2024 đến ngày 15/10/2024",
        "từ ngày 01/10/2024 đến ngày 01/10/2024",
        "2 thôn: An Phú, Bình Minh",
        "thứ Sáu hằng tuần",
    ],
)
def test_a_text_that_agrees_with_itself(text: str) -> None:
    assert reasons(text) == []


def test_the_number_of_villages_is_checked_against_their_names() -> None:
    (why,) = reasons("cả 4/4 thôn", "An Phú", "Bình Minh", "Cây Da")
    assert why.values == {"total": "4", "count": "3", "names": "An Phú, Bình Minh, Cây Da"}
    assert reasons("cả 3/3 thôn", "An Phú", "Bình Minh", "Cây Da") == []


def test_a_counted_day_that_is_printed_wrong_is_pointed_out() -> None:
    lines = [
        "Ngày hội là ngày 20 tháng 12 năm 2024.",
        "Các thôn đăng ký chậm nhất 30 ngày trước ngày hội (tức ngày 20/11/2024).",
        "Các thôn tập luyện chậm nhất 20 ngày trước ngày hội (tức ngày 30/11/2024).",
        "Các thôn tổng duyệt chậm nhất 10 ngày trước ngày hội (tức ngày 11/12/2024).",
    ]
    paragraphs = [
        TextParagraph(line, SourcePlace(paragraph=number)) for number, line in enumerate(lines, 1)
    ]
    found = finding.find(SourceDocument("x", tuple(paragraphs)), {})
    assert [event.proposed_date for event in found.events] == ["2024-12-20"]
    assert [duty.propose["event_days"] for duty in found.duties] == ["-30", "-20", "-10"]
    (contradiction,) = found.contradictions
    assert contradiction.place.paragraph == 4
    assert contradiction.why.values == {"base": "20/12/2024", "day": "10/12/2024"}
