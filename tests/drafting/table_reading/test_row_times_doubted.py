"""Cells of tables whose times are doubtful: whole documents in, what is proposed and why out."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from ntmtrack.drafting.document_model import FoundDuty
from ntmtrack.drafting.document_model import SourceDocument
from ntmtrack.drafting.document_model import SourcePlace
from ntmtrack.drafting.document_model import SourceTable
from ntmtrack.drafting.document_model import TableCell
from ntmtrack.drafting.document_model import TableRow
from ntmtrack.drafting.document_model import TextParagraph
from ntmtrack.drafting.extraction import finding
from ntmtrack.drafting.phrases import cell_grammar
from ntmtrack.drafting.phrases import time_phrases
from ntmtrack.drafting.phrases import time_readers
from ntmtrack.drafting.table_reading import row_times
from ntmtrack.drafting.table_reading import section_times
from ntmtrack.drafting.table_reading import several_deadlines

DAY = "Bình Sơn, ngày 15 tháng 3 năm 2026"
WORK = ("Rà soát hộ nghèo toàn xã", "Sửa chữa nhà văn hóa thôn", "Kiểm tra cháy nổ tại chợ")


def duties(heads: str, *cells: str, day: str = DAY, title: str = "") -> Sequence[FoundDuty]:
    """Find the duties of a table with these heads and cells after who does the work."""
    lines = [f"TT | Nội dung | Chủ trì | {heads}"]
    for at, (work, cell) in enumerate(zip(WORK, cells, strict=False), 1):
        lines.append(f"{at} | {work} | Phòng Kinh tế | {cell}")
    rows = tuple(
        TableRow(
            tuple(TableCell(text.strip()) for text in line.split("|")), SourcePlace(table=1, row=at)
        )
        for at, line in enumerate(lines, 1)
    )
    paragraphs = (
        TextParagraph(text, SourcePlace(paragraph=at)) for at, text in enumerate((day, title))
    )
    table = SourceTable(rows, SourcePlace(table=1))
    return finding.find(SourceDocument("x", (*paragraphs, table)), {}).duties


def reasons(duty: FoundDuty) -> set[str]:
    return {why.text for why in duty.why}


@pytest.mark.parametrize(
    ("work", "cell", "on"),
    [
        ("Quét dọn chợ, đường làng vào sáng thứ Bảy hằng tuần", "Hằng tuần", "sat"),
        ("Quét dọn chợ, đường làng vào sáng thứ Bảy hằng tuần", "Thứ Sáu hằng tuần", "fri"),
        ("Quét dọn chợ trước hội làng, thứ Bảy ngày 18/4/2026", "Hằng tuần", None),
        ("Báo cáo thu chi vào ngày 5 hằng tháng", "Hằng tuần", None),
        ("Báo cáo thu vào thứ Hai hằng tuần, chi vào thứ Năm hằng tuần", "Hằng tuần", None),
    ],
)
def test_the_weekday_of_a_rhythm_may_be_in_the_text(work: str, cell: str, on: str | None) -> None:
    row = f"1 | {work} | Phòng Kinh tế | {cell}"
    rows = tuple(
        TableRow(tuple(map(TableCell, line.split(" | "))), SourcePlace(table=1, row=at))
        for at, line in enumerate(("TT | Nội dung | Chủ trì | Thời hạn", row), 1)
    )
    place = SourcePlace(table=1)
    document = SourceDocument("x", (TextParagraph(DAY, SourcePlace(1)), SourceTable(rows, place)))
    (duty,) = finding.find(document, {}).duties
    assert duty.propose["repeat"].get("on") == on
    is_lacking = time_readers.NO_WEEKDAY in reasons(duty)
    assert (is_lacking, row_times.WEEKDAY_IN_TEXT in reasons(duty)) == (on is None, on == "sat")


def test_names_of_quarters_before_days_are_no_deadlines() -> None:
    (duty,) = duties("Thời hạn", "Quý I: 15/4/2026; quý II: 15/7/2026")
    assert duty.propose["repeat"]["on"] == ["04-15", "07-15"]
    assert several_deadlines.SEVERAL_WRITTEN in reasons(duty)


@pytest.mark.parametrize(
    "cell", ["Quý I; Quý II: 15/7/2026", "Quý III và IV năm 2026, quý I năm 2027"]
)
def test_rounds_of_which_one_would_be_lost_have_no_rule(cell: str) -> None:
    (duty,) = duties("Thời hạn", cell)
    assert "repeat" not in duty.propose
    assert duty.why


def test_short_months_that_may_be_weekdays_are_doubted() -> None:
    (duty,) = duties("Thời hạn", "T2, T9")
    assert cell_grammar.MAY_BE_WEEKDAY in reasons(duty)


@pytest.mark.parametrize(
    "cell",
    ["8h ngày 20/4/2026 | 17h ngày 15/4/2026", "17h00 15/4/2026 | 8h00 15/4/2026"],
)
def test_an_end_before_its_beginning_is_doubted(cell: str) -> None:
    (duty,) = duties("Bắt đầu | Kết thúc", cell)
    assert not duty.due
    assert row_times.START_UNUSED in reasons(duty)


YEAR_BEFORE = "Bình Sơn, ngày 30 tháng 11 năm 2026"
PLAN = "I. NHIỆM VỤ TRỌNG TÂM NĂM 2027"


@pytest.mark.parametrize(
    ("cells", "year", "reason"),
    [
        (("Tháng 9", "30/10"), "2027", time_readers.NEXT_YEAR),
        (("Tháng 9", "20/12"), "2026", time_readers.YEAR_FROM_LETTER),
    ],
)
def test_days_are_of_the_year_planned_for_if_all_agree(
    cells: tuple[str, ...], year: str, reason: str
) -> None:
    found = duties("Thời hạn", *cells, day=YEAR_BEFORE, title=PLAN)
    assert [duty.propose["due"][:4] for duty in found] == [year] * 2
    assert [reason in reasons(duty) for duty in found] == [True] * 2


def test_a_year_in_the_row_keeps_its_day_in_the_document_year() -> None:
    (duty,) = duties("Căn cứ | Thời hạn", "Kế hoạch năm 2026 | 30/10", day=YEAR_BEFORE, title=PLAN)
    assert duty.propose["due"] == "2026-10-30"


@pytest.mark.parametrize("words", ["Trước 8h", "Từ 14h"])
def test_a_limit_in_hours_is_no_whole_day(words: str) -> None:
    over = row_times.section("Thứ Hai, ngày 20/4/2026", None)
    assert section_times.of_section(words, over) is None


@pytest.mark.parametrize(
    "heading",
    ["Kế hoạch sau đợt giám sát tháng 2/2026", "Kế hoạch chào mừng tháng 9/2026"],
)
def test_an_occasion_over_rows_is_not_their_month(heading: str) -> None:
    assert not row_times.section(heading, None).times


def test_a_very_long_cell_is_no_deadline() -> None:
    (found,) = time_phrases.in_cell("1/4, 2/4, " * 5000, None)
    assert (found.fields, [why.text for why in found.doubts]) == ({}, [time_phrases.TOO_LONG])


def test_a_span_of_months_begins_with_the_first_day_of_its_first_month() -> None:
    (duty,) = duties("Thời hạn", "Từ tháng 5 đến tháng 10/2026")
    assert duty.propose["start"] == "2026-05-01"
    assert duty.propose["due"] == "2026-10"
