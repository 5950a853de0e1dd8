"""Whole documents in, whole findings out; and what holds for every document.

Beside each document of `documents` stands what is found in it; NTMTRACK_UPDATE_GOLDEN=1 writes that
anew.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import expected
import pytest
from cases import first_quick
from finding_text import write_down
from hypothesis import given
from hypothesis import strategies as st

from ntmtrack.drafting.document_model import Findings
from ntmtrack.drafting.document_model import SourceDocument
from ntmtrack.drafting.document_model import SourcePlace
from ntmtrack.drafting.document_model import SourceTable
from ntmtrack.drafting.document_model import TableCell
from ntmtrack.drafting.document_model import TableRow
from ntmtrack.drafting.document_model import TextParagraph
from ntmtrack.drafting.extraction import duty_places
from ntmtrack.drafting.extraction import finding
from ntmtrack.drafting.extraction import parties
from ntmtrack.drafting.incoming import reading
from ntmtrack.drafting.phrases import measures_words
from ntmtrack.drafting.phrases import spelling
from ntmtrack.drafting.phrases import time_phrases

DOCUMENTS = sorted((Path(__file__).parent / "documents").glob("*.txt"))
TEXTS = [path.read_text(encoding="utf-8") for path in DOCUMENTS]


def find(text: str) -> Findings:
    return finding.find(reading.read_document(text.encode(), "van-ban.txt"), {})


def named(found: Findings, ids: tuple[str, ...]) -> list[str]:
    names = {party.id: party.name for party in found.parties}
    return [names[each] for each in ids]


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_a_whole_document_gives_these_findings(path: Path) -> None:
    kept = path.with_suffix(".findings")
    found = write_down(find(path.read_text(encoding="utf-8")))
    if expected.UPDATE:
        kept.write_text(found, encoding="utf-8")
    assert found == kept.read_text(encoding="utf-8")


@pytest.mark.parametrize("text", TEXTS, ids=[path.stem for path in DOCUMENTS])
def test_the_same_document_gives_the_same_findings(text: str) -> None:
    assert find(text) == find(text)


@pytest.mark.parametrize("text", TEXTS, ids=[path.stem for path in DOCUMENTS])
def test_every_quote_stands_in_the_document(text: str) -> None:
    plain = spelling.compact(text)
    assert all(spelling.compact(duty.quote) in plain for duty in find(text).duties)


@pytest.mark.parametrize("text", TEXTS, ids=[path.stem for path in DOCUMENTS])
def test_ids_are_unique_and_titles_short(text: str) -> None:
    found = find(text)
    for things in (found.duties, found.parties, found.villages, found.events):
        ids = [thing.id for thing in things]
        assert len(set(ids)) == len(ids)
        assert all(re.fullmatch(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*", each) for each in ids)
    assert all(0 < len(duty.title) <= 120 for duty in found.duties)


def test_no_line_of_labelled_blocks_is_lost() -> None:
    path = Path(__file__).parent / "documents" / "ke-hoach-he.txt"
    text = path.read_text(encoding="utf-8")
    found = find(text)
    kept = "\n".join(
        [
            *(left.text for left in found.unused),
            *(f"{duty.quote}\n{duty.deadline}" for duty in found.duties),
            *(party.name for party in found.parties),
        ]
    )
    for line in text.splitlines()[7:]:
        words = line.rsplit(": ", 1)[-1].strip("- ")
        assert re.sub(r"^\d+\. ", "", words) in kept


def days_of(values: object) -> Iterator[str]:
    """Yield what looks like a day, month, quarter or year of the file, in `due`, `start`, `on`."""
    if isinstance(values, dict):
        for key, value in values.items():
            if key in {"due", "start", "issued"}:
                yield str(value)
            elif isinstance(value, dict | list):
                yield from days_of(value)
    elif isinstance(values, list):
        for value in values:
            yield from days_of(value)


@pytest.mark.parametrize("text", TEXTS, ids=[path.stem for path in DOCUMENTS])
def test_no_day_is_found_that_the_document_does_not_name(text: str) -> None:
    numbers = {int(number) for number in re.findall(r"\d+", text)}
    for duty in find(text).duties:
        days = [*days_of(dict(duty.propose)), *filter(None, [duty.due])]
        for day in days:
            named_in_day = {
                int(part) for part in re.findall(r"\d+", re.sub(r"-[QH]\d|T.*", "", day))
            }
            assert named_in_day <= numbers, (duty.quote, day)
            assert duty.deadline, duty.quote


@pytest.mark.parametrize("text", TEXTS, ids=[path.stem for path in DOCUMENTS])
def test_only_a_cell_that_is_nothing_but_a_date_is_due_at_once(text: str) -> None:
    for duty in find(text).duties:
        if duty.due:
            assert duty.place.table
            assert duty.due_is == ("before" if "rước" in duty.deadline else "by")
            assert not {"due", "due_is"} & duty.propose.keys()


SEEDS = """giao | Sở Nội vụ | chủ trì, phối hợp với | Công an xã; | trước ngày | 30/6/2025 | nt
(1) | (2) | thôn An Phú | và | Đề nghị các đơn vị: | - | + | a) | 1. | II. | hằng tháng | //
quý IV/2025 | 80 ngày trước ngày bầu cử | Kính gửi: | Nơi nhận: | ** | ( | ) | “ | ” | … | ́
Điều 5 | / | rà soát | Hạn: | 15/8 | PHỤ LỤC | STT | Nội dung | Đơn vị chủ trì | Thời hạn
báo cáo"""
WORDS = st.sampled_from([word.strip() for word in re.split(r"[|\n]", SEEDS)])
LINES = st.lists(WORDS, max_size=30).map(" ".join)


@given(st.lists(LINES, max_size=25), st.lists(st.lists(LINES, min_size=1, max_size=5), max_size=8))
def test_any_text_gives_findings(lines: list[str], rows: list[list[str]]) -> None:
    width = max(map(len, rows), default=0)
    table = SourceTable(
        tuple(
            TableRow(
                tuple(TableCell(cell) for cell in [*row, *[""] * (width - len(row))]),
                SourcePlace(table=1, row=number),
            )
            for number, row in enumerate(rows, 1)
        ),
        SourcePlace(table=1),
    )
    paragraphs = [
        TextParagraph(" ".join(line.split()), SourcePlace(paragraph=number))
        for number, line in enumerate(lines, 1)
    ]
    document = SourceDocument("x", (*paragraphs, table))
    found = finding.find(document, {})
    assert finding.find(document, {}) == found
    known = {party.id for party in found.parties}
    for duty in found.duties:
        assert known.issuperset((*duty.owner, *duty.support, *duty.leader, *duty.report_to))


@given(st.text(max_size=400))
def test_any_characters_give_findings(text: str) -> None:
    paragraph = TextParagraph(spelling.compact(text), SourcePlace(paragraph=1))
    finding.find(SourceDocument("x", (paragraph,)), {"Cột 4": "owner"})
    time_phrases.in_cell(text, date(2025, 1, 1))


@pytest.mark.parametrize(
    "text",
    first_quick(
        3,
        [
            "trước " * 20_000,
            "các " * 20_000 + "sở",
            "giao Sở A, " * 8_000,
            "1" * 50_000,
            "ngày 1 tháng " * 8_000,
            "(1) (2) " * 8_000,
            "phối hợp với Sở " * 6_000,
            "; ".join(["thôn A"] * 8_000),
            " " * 50_000 + "x",
            "đồng thời, " * 10_000,
        ],
    ),
    ids=range(10),
)
def test_a_text_that_repeats_itself_takes_no_longer_than_its_length(text: str) -> None:
    started = time.process_time()
    finding.find(SourceDocument("x", (TextParagraph(text, SourcePlace(paragraph=1)),)), {})
    assert time.process_time() - started < 10


@pytest.mark.parametrize(
    "words",
    first_quick(1, ["làm bài số hai", "họp ngày 5/4", "Sở A họp 5/4", "đạt 5/7 xã", "(ý 1"]),
)
def test_a_calendar_takes_no_longer_than_its_length(words: str) -> None:
    lines = ["Lịch thi học kỳ", f"Học sinh ôn tập; {f'{words}; ' * 2000}nộp bài ngày 5/4/2027."]
    blocks = [
        TextParagraph(line, SourcePlace(paragraph=number)) for number, line in enumerate(lines, 1)
    ]
    started = time.process_time()
    finding.find(SourceDocument("x", tuple(blocks)), {})
    assert time.process_time() - started < 10


@pytest.mark.long
def test_a_hundred_pages_are_read_in_time() -> None:
    blocks: list[Any] = []
    for number in range(1, 101):
        for text in TEXTS:
            blocks += reading.read_document(text.encode(), f"{number}.txt").blocks
    blocks = blocks[:2500]  # some 25 paragraphs and rows a page
    started = time.process_time()
    found = finding.find(SourceDocument("x", tuple(blocks)), {})
    assert len(found.duties) > 300
    assert time.process_time() - started < 10  # it takes under 5 s where nothing else runs


@pytest.mark.parametrize(
    ("cell", "proposed"),
    [
        ("Khởi công 01/6/2025", {"due": "2025-06-01", "due_is": "by", "due_to": "start"}),
        (
            "Khởi công 01/6/2025, hoàn thành 30/9/2025",
            {"start": "2025-06-01", "due": "2025-09-30", "due_is": "by"},
        ),
        (
            "Khởi công trong quý II/2025, hoàn thành trong quý IV/2025",
            {"due": "2025-Q4", "due_is": "by"},
        ),
        ("Bắt đầu từ 01/6/2025", {"start": "2025-06-01"}),
    ],
)
def test_when_to_begin_is_proposed_as_that(cell: str, proposed: dict[str, str]) -> None:
    found = find(
        f"| STT | Nội dung | Chủ trì | Thời hạn |\n|---|---|---|---|\n"
        f"| 1 | Xây nhà văn hóa thôn | UBND xã | {cell} |\n"
    )
    (duty,) = found.duties
    assert (duty.due, dict(duty.propose)) == ("", proposed)
    reasons = [reason.text for reason in duty.why]
    assert (finding.ALSO_BEGINS in reasons) == ("quý II" in cell)


def test_whom_a_document_goes_to_is_listed_with_its_place() -> None:
    found = find(
        "Kính gửi:\n- Các chi bộ;\n- Hội Nông dân xã.\n\n"
        "Các chi bộ báo cáo kết quả trước ngày 30/6/2025.\n\n"
        "Nơi nhận:\n- Như trên;\n- Thường trực Huyện ủy (b/c);\n- Lưu VT.\n\n"
        "T/M BAN THƯỜNG VỤ\nBÍ THƯ\nLê Thị Hoa\n"
    )
    assert [(one.text, one.place.line) for one in found.unused[-2:]] == [
        ("Kính gửi: Các chi bộ; Hội Nông dân xã", 1),
        ("Nơi nhận: Như trên; Thường trực Huyện ủy (b/c); Lưu VT", 7),
    ]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("trình Phó Hiệu trưởng duyệt", "Phó Hiệu trưởng"),
        ("báo cáo Chủ tịch UBND xã ký ban hành", "Chủ tịch UBND xã"),
        ("gửi Phòng Giáo dục và Đào tạo thẩm định", "Phòng Giáo dục và Đào tạo"),
        ("trình Hội đồng nhân dân xã thông qua", "Hội đồng nhân dân xã"),
        ("báo cáo Ban Thường vụ Đảng ủy cho ý kiến", "Ban Thường vụ Đảng ủy"),
        ("trình Chủ tịch Công đoàn xét duyệt", "Chủ tịch Công đoàn"),
        ("gửi Công an xã xác minh và xử lý", "Công an xã"),
        ("gửi Tổ giúp việc Ban Chỉ đạo", "Tổ giúp việc Ban Chỉ đạo"),
        ("báo cáo BQL xây dựng NTM xã", "BQL xây dựng NTM xã"),
        ("gửi Văn phòng đăng ký đất đai xác minh", "Văn phòng đăng ký đất đai"),
        ("gửi Bộ phận tiếp nhận và trả kết quả", "Bộ phận tiếp nhận và trả kết quả"),
        ("gửi Văn phòng điều phối nông thôn mới", "Văn phòng điều phối nông thôn mới"),
        ("gửi Văn phòng HĐND và UBND tổng hợp", "Văn phòng HĐND và UBND"),
        ("mỗi tuần báo cáo Hiệu trưởng 01 lần", "Hiệu trưởng"),
        ("gửi Phòng Nội vụ 02 bản", "Phòng Nội vụ"),
    ],
)
def test_whom_a_duty_reports_to_is_named_without_what_they_do_with_it(
    words: str, name: str
) -> None:
    found = find(f"1. Tổ chuyên môn lập danh sách, {words}.")
    (duty,) = found.duties
    assert named(found, duty.report_to) == [name]


def test_names_of_a_cell_are_parted_as_people_write_them() -> None:
    found = find(
        "| STT | Công việc | Người phụ trách | Hạn xong |\n|---|---|---|---|\n"
        "| 1 | Làm đường | Bà Lê Thị Cúc - Công chức Địa chính, ông Phạm Văn Đức | 6/2025 |\n"
        "| 2 | Trồng cây | Đoàn Thanh niên + Hội CCB | 6/2025 |\n"
    )
    assert [named(found, duty.owner) for duty in found.duties] == [
        ["Lê Thị Cúc", "Phạm Văn Đức"],
        ["Đoàn Thanh niên", "Hội CCB"],
    ]


def test_a_title_on_a_line_of_its_own_is_the_person_s() -> None:
    names = parties.split_names("Ông Trần Văn Bình\n(Công chức VH-XH)\nBà Lê Thị Cúc")
    assert names == ["Ông Trần Văn Bình (Công chức VH-XH)", "Bà Lê Thị Cúc"]


def test_a_date_beside_what_recurs_is_not_lost() -> None:
    found = find("1. Chi hội báo cáo 6 tháng trước ngày 15/6, năm trước ngày 15/11/2025.")
    (duty,) = found.duties
    assert duty.propose["repeat"] == {"every": "year", "on": "06-15"}
    (doubt,) = [reason for reason in duty.why if reason.text == finding.ALSO_DATED]
    assert doubt.values == {"dates": "2025-11-15"}


def test_words_of_a_place_that_name_no_village_are_not_lost() -> None:
    found = find(
        "| STT | Công việc | Chủ trì | Địa bàn | Hạn |\n|---|---|---|---|---|\n"
        "| 1 | Rà soát hộ nghèo | UBND xã | 8 thôn | 6/2025 |\n"
    )
    (duty,) = found.duties
    assert [(reason.text, reason.values) for reason in duty.why] == [
        (duty_places.WHERE, {"text": "8 thôn"})
    ]


def test_what_is_counted_ends_before_a_verb() -> None:
    (goal,) = measures_words.measures("vận động 100% hội viên đăng ký thực hiện")
    assert (goal["name"], goal["percent"]) == ("hội viên", "100")


def test_a_sentence_behind_its_title_names_its_owner() -> None:
    found = find(
        "II. NỘI DUNG\n\n1. Tuyên truyền: Mỗi cơ sở Hội tổ chức ít nhất 02 buổi truyền thông"
        " trước ngày 08/3/2025.\n"
    )
    (duty,) = found.duties
    assert named(found, duty.owner) == ["Mỗi cơ sở Hội"]
    assert duty.title == "Tổ chức ít nhất 02 buổi truyền thông trước ngày 08/3/2025"


def test_a_note_beneath_a_table_is_a_duty_where_it_says_who_owes_what() -> None:
    found = find(
        "| STT | Nội dung | Chủ trì | Thời hạn |\n|---|---|---|---|\n"
        "| 1 | Rà soát hộ nghèo | Phòng Nội vụ | 30/6/2025 |\n"
        "| Ghi chú: | | | |\n"
        "| - Phòng Kinh tế báo cáo tiến độ về Văn phòng trước ngày 25 hằng tháng. | | | |\n"
    )
    row, note = found.duties
    assert (row.title, named(found, note.owner)) == ("Rà soát hộ nghèo", ["Phòng Kinh tế"])
    assert note.propose["repeat"] == {"every": "month", "on": "25"}
    assert note.place.row == 4


VILLAGES = "Các thôn: An Phú, Cây Da, Đông.\n\n"


def rows(head: str, *lines: str) -> Findings:
    return find(VILLAGES + "\n".join((head, "|---" * (head.count("|") - 1) + "|", *lines)))


def test_whom_a_column_names_as_receivers_is_whom_it_reports_to_and_no_owner() -> None:
    found = rows(
        "| STT | Tên báo cáo | Cơ quan nhận | Thời hạn gửi |",
        "| 1 | Báo cáo thu chi | Sở Tài chính | 30/6/2025 |",
    )
    (duty,) = found.duties
    assert (duty.owner, named(found, duty.report_to)) == ((), ["Sở Tài chính"])


def test_where_it_is_to_be_done_is_the_villages_that_are_named_there() -> None:
    found = rows(
        "| TT | Công việc | Chủ trì | Địa điểm | Hạn |",
        "| 1 | Phun thuốc | Trạm Y tế | Thôn An Phú, Đông | 6/2025 |",
        "| 2 | Họp dân | Trạm Y tế | Hội trường UBND xã | 7/2025 |",
    )
    assert [(duty.villages, duty.note) for duty in found.duties] == [
        (("an-phu", "dong"), ""),
        ((), "Địa điểm: Hội trường UBND xã"),
    ]


def test_villages_that_owe_something_are_its_villages_and_one_owner() -> None:
    found = rows(
        "| TT | Công việc | Chủ trì | Hạn |",
        "| 1 | Trồng hoa | Các thôn An Phú, Đông | 6/2025 |",
        "| 2 | Họp dân | Ban Phát triển thôn | 7/2025 |",
    )
    hoa, hop = found.duties
    assert named(found, hoa.owner) == ["Các thôn An Phú, Đông"]
    assert (hoa.villages, hoa.propose["each"]) == (("an-phu", "dong"), "village")
    assert (hop.propose["villages"], hop.propose["each"]) == ("all", "village")
    assert [party.of_each_village for party in found.parties] == [False, True]


def test_an_owner_of_the_row_above_is_only_proposed() -> None:
    found = rows(
        "| TT | Công việc | Chủ trì | Hạn |",
        "| 1 | Trồng hoa | Phòng Kinh tế | 6/2025 |",
        "| 2 | Lắp đèn | | 7/2025 |",
    )
    assert [(duty.owner, duty.propose.get("owner")) for duty in found.duties] == [
        (("phong-kinh-te",), None),
        ((), ["phong-kinh-te"]),
    ]


def test_a_bracket_that_nobody_closed_swallows_no_paragraph() -> None:
    def head(*lines: str) -> SourceDocument:
        duties = (
            "Phòng Kinh tế báo cáo kết quả trước ngày 15/3/2026.",
            "Công an xã rà soát danh sách trước ngày 20/4/2026.",
        )
        blocks = ("KẾ HOẠCH", *lines, *duties)
        paragraphs = (
            TextParagraph(text, SourcePlace(paragraph=number))
            for number, text in enumerate(blocks, 1)
        )
        return SourceDocument("ke-hoach.docx", tuple(paragraphs))

    open_, closed = "(Kèm theo Quyết định số 15/QĐ-UBND", "ngày 05/01/2026 của UBND xã)"
    for document in (head(open_), head(open_, closed), head(f"{open_} {closed}")):
        duties = finding.find(document, {}).duties
        assert [duty.title for duty in duties] == [
            "Báo cáo kết quả trước ngày 15/3/2026",
            "Rà soát danh sách trước ngày 20/4/2026",
        ]


@pytest.mark.parametrize("end", [".", ""])
def test_short_sentences_behind_the_addressees_are_the_text_of_a_letter(end: str) -> None:
    found = find(
        f"Kính gửi: Các chi bộ thôn{end}\n"
        "Đảng ủy xã yêu cầu các chi bộ nộp danh sách trước ngày 10/3/2027.\n"
        "Giao Văn phòng Đảng ủy tổng hợp trước ngày 15/3/2027.\n"
    )
    assert [duty.propose["due"] for duty in found.duties] == ["2027-03-10", "2027-03-15"]


def test_addressees_one_below_the_other_give_no_duties() -> None:
    found = find("Kính gửi:\nCác chi bộ thôn;\nBan Chấp hành Đoàn xã;\nTrạm Y tế xã.\n")
    assert (len(found.duties), len(found.unused)) == (0, 1)
