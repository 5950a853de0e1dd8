"""Deadline cells in any combination: no row is lost, and times are in the format of the file."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from ntmtrack.drafting.document_model import SourceDocument
from ntmtrack.drafting.document_model import SourcePlace
from ntmtrack.drafting.document_model import SourceTable
from ntmtrack.drafting.document_model import TableCell
from ntmtrack.drafting.document_model import TableRow
from ntmtrack.drafting.document_model import TextParagraph
from ntmtrack.drafting.extraction import finding
from ntmtrack.drafting.phrases import time_phrases

TIMES = """
Trước 20/4/2026; 20/4; Ngày 30 tháng 6; Trước 17 giờ ngày 05/5; 7h30 ngày 12/4; Tháng 5
Tháng 9/2026; Quý III; Quý IV/2026; 6 tháng đầu năm; Năm 2026; Từ 01/4 đến 30/6/2026
Từ tháng 5 đến tháng 10/2026; Từ quý II đến quý IV/2026; 12-14/5/2026; Cuối tháng 8
Tuần 2 tháng 6/2026; Đầu tháng 7
Từ 01/5/2026; Từ tháng 5/2026; Từ quý II/2026; Hằng tháng; Trước ngày 20 hằng tháng; Hằng quý
Thứ Sáu hằng tuần; Hằng ngày; 2 lần/năm; 1 lần/quý; Thường xuyên; Sau khi có hướng dẫn
15 ngày sau hội nghị; Trước Tết; 2026-2027; Các tháng 3, 6, 9; Quý I và quý III/2026; Vụ Hè Thu 2026
Hoàn thành; Đột xuất; Theo kế hoạch; T6; 31/02/2026; Ngày 15 tháng kế tiếp; Chiều 30/4; Tháng 13
"""
KINDS = [time.strip() for line in TIMES.strip().splitlines() for time in line.split(";")]
cells = st.lists(st.sampled_from(KINDS), min_size=1, max_size=3).flatmap(
    lambda times: st.sampled_from(["; ", ", ", " và ", " - ", "\n", " (", " đến ", ": "]).map(
        lambda joint: joint.join(times)
    )
)
HEADS = ("Thời hạn", "Thời gian | Tần suất", "Bắt đầu | Hoàn thành", "Tháng | Ngày")


@given(
    st.sampled_from(HEADS),
    st.lists(st.tuples(cells, cells), min_size=1, max_size=4),
    st.sampled_from(["", "Bình Sơn, ngày 15 tháng 3 năm 2026", "ngày 28 tháng 12 năm 2025"]),
)
def test_every_combination_of_times_is_read(
    heads: str, rows: list[tuple[str, str]], day: str
) -> None:
    width = heads.count("|") + 1
    lines = [["TT", "Nội dung", "Chủ trì", *heads.split(" | ")]]
    for number, row in enumerate(rows, 1):
        lines.append([str(number), f"Rà soát phần {number}", "Phòng Kinh tế", *row[:width]])
    table = SourceTable(
        tuple(
            TableRow(tuple(map(TableCell, line)), SourcePlace(table=1, row=at))
            for at, line in enumerate(lines, 1)
        ),
        SourcePlace(table=1),
    )
    document = SourceDocument("x", (TextParagraph(day, SourcePlace(paragraph=1)), table))
    duties = finding.find(document, {}).duties
    assert len(duties) == len(rows)
    for duty in duties:
        # A start after the deadline is left to the writing of the draft, which doubts it.
        assert date.fromisoformat(duty.propose.get("start", "2026-01-01")[:10])
        assert time_phrases.last_day(duty.propose.get("due", "2026"))
