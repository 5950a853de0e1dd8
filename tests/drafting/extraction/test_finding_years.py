"""Of which year the days of a document are that has no day of its own."""

from __future__ import annotations

import pytest

from ntmtrack.drafting.extraction import finding
from ntmtrack.drafting.incoming import reading


def due(text: str) -> list[str]:
    """Return the day that is proposed for each duty of a text."""
    found = finding.find(reading.read_document(text.encode(), "lich.txt"), {})
    return [str(duty.propose.get("due", "")) for duty in found.duties]


CALENDAR = """Các mốc thời gian thi nghề phổ thông
{first}
Thí sinh nộp hồ sơ từ ngày 26/4 đến ngày 3/5.
Công bố kết quả chậm nhất ngày 24/7."""


@pytest.mark.parametrize(
    "first",
    [
        "Sở ban hành hướng dẫn tổ chức kỳ thi năm 2026.",
        "Ngày thi: 10/6/2026.",
        "Kỳ thi diễn ra ngày 10 tháng 6 năm 2026.",
        "(Từ ngày 06/4/2026 đến ngày 12/4/2026)\nThi lại học phần năm 2025.",
        "Tuần 15 (từ ngày 06/4/2026 - 12/4/2026)\nSơ kết phong trào năm 2025.",
    ],
)
def test_the_one_year_that_a_document_names_is_that_of_its_days(first: str) -> None:
    assert due(CALENDAR.format(first=first))[-2:] == ["2026-05-03", "2026-07-24"]


@pytest.mark.parametrize(
    "first",
    [
        "Căn cứ Quyết định số 15/QĐ-SGD ngày 12/11/2025 của Sở.",
        "Thực hiện Luật Giáo dục năm 2019.",
        "Thi theo quy chế của nhiệm kỳ 2021 - 2026.",
        "Kỳ thi năm 2026 khác kỳ thi năm 2025.",
        "Năm học 2025 - 2026 có một kỳ thi.",
        "(Từ ngày 28/12/2025 đến ngày 03/01/2026)",
        "THÁNG 12/2025\n(Từ ngày 28/12/2025 đến ngày 03/01/2026)",
        "Tuần 53 (28/12/2025 - 03/01)",
        "Kết quả từ ngày 06/4/2026 đến ngày 12/4/2026 tốt hơn năm 2025.",
    ],
)
def test_the_year_of_another_paper_or_one_of_several_is_not_taken(first: str) -> None:
    assert due(CALENDAR.format(first=first))[-2:] == ["", ""]
