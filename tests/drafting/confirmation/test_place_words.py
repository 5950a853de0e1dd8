"""Citations of duties in tables: by printed number and annex, as officials do it."""

from __future__ import annotations

import pytest

from ntmtrack.drafting.confirmation import draft_file
from ntmtrack.drafting.confirmation import place_words
from ntmtrack.drafting.document_model import FoundDuty
from ntmtrack.drafting.document_model import SourcePlace
from ntmtrack.drafting.extraction import finding
from ntmtrack.drafting.incoming import reading
from ntmtrack.wording.words import Language
from ntmtrack.wording.words import Words

HEAD = "ỦY BAN NHÂN DÂN\nXÃ SƠN KIM 2\nSố: 15/KH-UBND\nSơn Kim 2, ngày 05 tháng 3 năm 2025\n\n"
TABLE = """\
| STT | Nội dung | Đơn vị chủ trì | Thời hạn |
|---|---|---|---|
| {first} | Xây dựng kho dữ liệu | Văn phòng UBND | 6/2025 |
| {second} | Tập huấn tổ công nghệ số | Phòng Văn hóa | 9/2025 |

"""
SECTIONS = """\
| STT | Nội dung | Đơn vị chủ trì | Thời hạn |
|---|---|---|---|
| I | Hạ tầng | | |
| 1 | Xây dựng kho dữ liệu | Văn phòng UBND | 6/2025 |
| II | Con người | | |
| 1 | Tập huấn tổ công nghệ số | Phòng Văn hóa | 9/2025 |
| 2 | Phát động phong trào học tập | Phòng Văn hóa | 9/2025 |

"""


def table(first: str, second: str) -> str:
    return TABLE.format(first=first, second=second)


def places(text: str, language: str = "vi") -> list[str]:
    words = Words("en" if language == "en" else "vi")
    document = reading.read_document((HEAD + text).encode(), "ke-hoach.md")
    made = draft_file.make(finding.find(document, {}), words)
    return [task["place"] for task in made["tasks"]]


@pytest.mark.parametrize(
    ("heading", "cited"),
    [
        ("PHỤ LỤC I\n\nDANH MỤC NHIỆM VỤ", "Phụ lục I"),
        ("Phụ lục 2. Danh mục nhiệm vụ", "Phụ lục 2"),
        ("PHỤ LỤC KÈM THEO KẾ HOẠCH", "Phụ lục"),
        ("BIỂU SỐ 01", "Biểu số 01"),
        ("Danh mục 3: Nhiệm vụ", "Danh mục 3"),
    ],
)
def test_a_row_is_cited_by_its_number_and_its_annex(heading: str, cited: str) -> None:
    numbers = [f"số thứ tự {number}, {cited}" for number in (10, 11)]
    assert places(f"{heading}\n\n{table('10', '11')}") == numbers


@pytest.mark.parametrize(
    "before", ["Phụ lục I kèm theo Kế hoạch này.", "Danh mục nhiệm vụ:", "Biểu mẫu báo cáo."]
)
def test_a_sentence_about_an_annex_is_not_the_heading_of_a_table(before: str) -> None:
    assert places(f"{before}\n\n{table('1', '2.1')}") == ["số thứ tự 1", "mục 2.1"]


def test_a_citation_names_the_table_if_there_are_several() -> None:
    text = f"{table('1', '2')}Các nhiệm vụ khác:\n\n{table('1', '3')}"
    text += f"PHỤ LỤC II\n\n{table('1', '2')}"
    assert places(text) == [
        "số thứ tự 1, bảng 1",
        "số thứ tự 2, bảng 1",
        "số thứ tự 1, bảng 2",
        "số thứ tự 3, bảng 2",
        "số thứ tự 1, Phụ lục II",
        "số thứ tự 2, Phụ lục II",
    ]
    assert places(text, "en")[-1] == "no. 2, Phụ lục II"


def test_a_repeated_row_number_is_cited_with_its_section_or_not_at_all() -> None:
    assert places(f"PHỤ LỤC\n\n{SECTIONS}") == [
        "số thứ tự 1, mục I, Phụ lục",
        "số thứ tự 1, mục II, Phụ lục",
        "số thứ tự 2, Phụ lục",
    ]
    again = places(table("1", "1"))
    assert [place.split(", dòng")[0] for place in again] == ["bảng 1, hàng 2", "bảng 1, hàng 3"]


@pytest.mark.parametrize(
    ("language", "said"),
    [("vi", "trang tính “Việc”, hàng 1318"), ("en", "sheet “Việc”, row 1318")],
)
def test_a_row_number_is_written_as_in_the_spreadsheet(language: Language, said: str) -> None:
    place = SourcePlace(sheet="Việc", table=1, row=1318)
    assert place_words.place_in_words(place, Words(language)) == said


@pytest.mark.parametrize(
    ("clause", "place", "cited"),
    [
        ("khoản 2 Điều 3", SourcePlace(paragraph=9), "khoản 2 Điều 3"),
        ("Điều  3", SourcePlace(paragraph=9), "Điều 3"),
        ("II.3", SourcePlace(paragraph=9), "mục II.3"),
        ("3", SourcePlace(table=1, row=4), "số thứ tự 3"),
        ("", SourcePlace(table=1, row=4), "bảng 1, hàng 4"),
    ],
)
def test_a_duty_is_cited_by_its_article_its_clause_or_its_number(
    clause: str, place: SourcePlace, cited: str
) -> None:
    duty = FoundDuty("bien-bao", "Cắm biển báo", "Cắm biển báo.", place, clause=clause)
    assert place_words.Citations([duty]).cite(duty, Words("vi")) == cited
