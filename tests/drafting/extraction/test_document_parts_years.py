"""The year of a paper without a date is not that of a birth, a contract or an anniversary."""

from __future__ import annotations

import pytest

from ntmtrack.drafting.document_model import SourceDocument
from ntmtrack.drafting.document_model import SourcePlace
from ntmtrack.drafting.document_model import TextParagraph
from ntmtrack.drafting.extraction import document_parts


def first_day(*lines: str) -> str:
    blocks = [TextParagraph(line, SourcePlace()) for line in lines]
    return document_parts.first_day(SourceDocument(name="a.docx", blocks=tuple(blocks)))


@pytest.mark.parametrize(
    "line",
    [
        "Bà Lê Thị Mơ, sinh ngày 9/8/1999.",
        "Xóm được thành lập ngày 3/2/2011.",
        "Theo hợp đồng ký ngày 6/10/2024 với nhà thầu.",
        "Thu hoạch tăng so với năm 2023.",
        "CHƯƠNG TRÌNH GIAI ĐOẠN ĐẾN NĂM 2030",
    ],
)
def test_the_year_of_something_else_is_not_the_papers(line: str) -> None:
    assert first_day("THÔNG BÁO", line) == ""


def test_the_year_of_the_papers_topic_is_its_own() -> None:
    assert first_day("KẾ HOẠCH TUYỂN SINH NĂM 2026") == "2026-01-01"
