"""A draft for signature, read back: each part follows the rules of form, and nothing is made up."""

from __future__ import annotations

import re
import tracemalloc
from collections.abc import Iterator
from dataclasses import fields
from dataclasses import replace
from datetime import date
from datetime import datetime
from decimal import Decimal
from io import BytesIO
from itertools import pairwise
from typing import TYPE_CHECKING
from typing import Any
from typing import NamedTuple
from zipfile import ZipFile

import pytest
from docx import Document
from docx.enum.section import WD_ORIENTATION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.enum.text import WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Emu
from docx.table import Table as WordTable
from docx.text.paragraph import Paragraph as WordParagraph

from ntmtrack.render import docx
from ntmtrack.reports.paper import PARTY
from ntmtrack.reports.paper import Margins
from ntmtrack.reports.paper import Paper
from ntmtrack.reports.tables import Block
from ntmtrack.reports.tables import Bullets
from ntmtrack.reports.tables import Cell
from ntmtrack.reports.tables import Column
from ntmtrack.reports.tables import Facts
from ntmtrack.reports.tables import Paragraph
from ntmtrack.reports.tables import Rows
from ntmtrack.reports.tables import Section
from ntmtrack.reports.tables import Table
from ntmtrack.wording.clean import clean
from ntmtrack.wording.words import Words

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.table import _Cell

VI, EN = Words("vi"), Words("en")
GRID = Table(
    "Tổng hợp",
    [Column(""), Column("Đạt", number=True)],
    [(Cell("Tổng", "total"), Cell(Decimal("1.5"), "total")), (Cell("Khác"), Cell(None))],
)
TRACKING = Table(
    "Bảng theo dõi",
    [
        Column("STT", number=True),
        Column("Nhiệm vụ", wraps=True),
        Column("Mã", under=True),
        Column("Thời hạn"),
    ],
    [
        (Cell(n), Cell("Trồng cây " * 9), Cell(f"viec-{n}", "id"), Cell(date(2021, 7, 1)))
        for n in range(1, 61)
    ],
)
REPORT = Paper(
    superior="Đảng bộ huyện Hương Sơn",
    issuer="Đảng ủy xã Sơn Kim 2",
    symbol="-BC/ĐU",
    place="Sơn Kim 2",
    day=date(2021, 7, 4),
    title="Báo cáo",
    subject="kết quả thực hiện Công văn số 49-CV/ĐU",
    addressed=(),
    body=(
        Section("Kết quả"),
        Section("Số liệu", 2),
        GRID,
        Paragraph("Trong đó có 3 việc đến hạn."),
        Section("Việc xong", 2),
        Paragraph("Kim Bình", "title"),
        Bullets(["Vẽ bích họa", "Rào xanh"]),
        Section("Tồn tại"),
        Facts("Về số liệu", [("Tính đến", Cell(date(2021, 7, 4)))]),
    ),
    annexes=(TRACKING, GRID._replace(title="Khối lượng")),
    recipients=("Thường trực Đảng ủy;", "Lưu Văn phòng"),
    signing=("T/M Ban Thường vụ",),
    office="Bí thư",
)
REMINDER = replace(
    REPORT,
    symbol="-CV/ĐU",
    title=None,
    subject="Đôn đốc nhiệm vụ quá hạn",
    addressed=("đồng chí Trần Ngọc Anh",),
    annexes=(),
)
HOSTILE = "<w:p/>&amp;]]>{braces} %s \x00\x1b[31m\r\n\t\x0b\ud800\ufffe\u202e\u200b|é" + "dài" * 200


class Set(NamedTuple):
    """A paragraph's text and formatting, as read back."""

    text: str
    size: float
    look: str
    align: WD_ALIGN_PARAGRAPH | None


def read(paper: Paper, words: Words = VI) -> WordDocument:
    return Document(BytesIO(docx.render_all([paper], words)))


def formatted(paragraph: WordParagraph) -> Set:
    """Return the text and formatting of a paragraph whose runs are all formatted alike."""
    looks = {
        (
            run.font.size.pt if run.font.size else 0,
            "".join(
                sign
                for sign, on in zip(
                    "biu", (run.font.bold, run.font.italic, run.font.underline), strict=True
                )
                if on
            ),
        )
        for run in paragraph.runs
    }
    ((size, look),) = looks
    return Set(paragraph.text, size, look, paragraph.alignment)


def all_paragraphs(document: WordDocument) -> Iterator[WordParagraph]:
    for block in document.iter_inner_content():
        if isinstance(block, WordParagraph):
            yield block
        else:
            for row in block.rows:
                for cell in row.cells:
                    yield from cell.paragraphs


def text_in(document: WordDocument) -> str:
    return "\n".join(paragraph.text for paragraph in all_paragraphs(document))


def in_body(document: WordDocument, text: str) -> WordParagraph:
    (paragraph,) = (paragraph for paragraph in document.paragraphs if paragraph.text == text)
    return paragraph


def in_cell(cell: _Cell) -> list[Set]:
    return [formatted(paragraph) for paragraph in cell.paragraphs]


def xml(thing: Any) -> Any:  # noqa: ANN401 - lxml has no types
    """Return the XML of a part of a document."""
    return thing._element  # noqa: SLF001 - python-docx offers no other way


def files(document: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(document)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


CENTER = WD_ALIGN_PARAGRAPH.CENTER
LEFT = WD_ALIGN_PARAGRAPH.LEFT
RIGHT = WD_ALIGN_PARAGRAPH.RIGHT
JUSTIFIED = WD_ALIGN_PARAGRAPH.JUSTIFY


def test_the_head_has_the_issuer_and_room_for_number_and_day() -> None:
    (issuer, motto), (number, place) = (row.cells for row in read(REPORT).tables[0].rows)
    assert in_cell(issuer) == [
        ("ĐẢNG BỘ HUYỆN HƯƠNG SƠN", 14, "", CENTER),
        ("ĐẢNG ỦY XÃ SƠN KIM 2", 14, "b", CENTER),
        ("*", 14, "", CENTER),
    ]
    assert formatted(motto.paragraphs[0]) == ("ĐẢNG CỘNG SẢN VIỆT NAM", 15, "b", CENTER)
    assert in_cell(number) == [("Số      -BC/ĐU", 14, "", CENTER)]
    assert in_cell(place) == [
        ("Sơn Kim 2, ngày      tháng      năm 2021", 14, "i", CENTER),
    ]


def test_the_line_under_the_motto_is_as_long_as_the_motto() -> None:
    cell = read(REPORT).tables[0].cell(0, 1)
    motto, rule = cell.paragraphs
    form = rule.paragraph_format
    assert rule.text == ""
    assert xml(rule).findall(f".//{qn('w:pBdr')}/{qn('w:bottom')}")
    assert cell.width
    assert form.left_indent
    assert form.left_indent == form.right_indent
    # The motto is 206.7 points wide in this font; in a wider font it takes the whole column.
    assert Emu(cell.width - 2 * form.left_indent).pt == pytest.approx(206.7, abs=0.5)
    assert not motto.paragraph_format.left_indent
    assert not motto.paragraph_format.right_indent


def test_the_kind_and_subject_of_a_report_are_centred() -> None:
    document = read(REPORT)
    assert [formatted(paragraph) for paragraph in document.paragraphs[:4]] == [
        ("DỰ THẢO", 14, "b", CENTER),
        ("BÁO CÁO", 16, "b", CENTER),
        ("kết quả thực hiện Công văn số 49-CV/ĐU", 14, "b", CENTER),
        ("-----", 14, "b", CENTER),
    ]
    assert "Kính gửi" not in text_in(document)


def test_a_letter_has_its_subject_under_the_number_and_its_addressee() -> None:
    document = read(REMINDER)
    assert in_cell(document.tables[0].cell(1, 0)) == [
        ("Số      -CV/ĐU", 14, "", CENTER),
        ("Đôn đốc nhiệm vụ quá hạn", 12, "i", CENTER),
    ]
    draft, addressed = document.paragraphs[:2]
    assert draft.text == "DỰ THẢO"
    assert addressed.text == "Kính gửi: đồng chí Trần Ngọc Anh"
    assert [(run.text, run.font.italic) for run in addressed.runs] == [
        ("Kính gửi: ", True),
        ("đồng chí Trần Ngọc Anh", None),
    ]
    assert "-----" not in text_in(document)


def test_several_addressees_are_listed_below_each_other() -> None:
    document = read(replace(REMINDER, addressed=["Hội Phụ nữ,", "Đoàn Thanh niên"]))
    assert [formatted(paragraph)[:3] for paragraph in document.paragraphs[1:4]] == [
        ("Kính gửi:", 14, "i"),
        ("- Hội Phụ nữ;", 14, ""),
        ("- Đoàn Thanh niên.", 14, ""),
    ]
    assert "Kính gửi" not in text_in(read(replace(REMINDER, addressed=())))


@pytest.mark.parametrize(
    ("text", "look", "align"),
    [
        ("I- KẾT QUẢ", "b", LEFT),
        ("1. Số liệu", "b", LEFT),
        ("Tổng hợp", "b", LEFT),
        ("Trong đó có 3 việc đến hạn.", "", JUSTIFIED),
        ("2. Việc xong", "b", LEFT),
        ("Kim Bình", "b", JUSTIFIED),
        ("- Vẽ bích họa", "", JUSTIFIED),
        ("II- TỒN TẠI", "b", LEFT),
        ("Về số liệu", "b", LEFT),
        ("- Tính đến: 04/07/2021", "", JUSTIFIED),
    ],
)
def test_the_body_is_formatted_as_the_rules_demand(
    text: str, look: str, align: WD_ALIGN_PARAGRAPH
) -> None:
    paragraph = in_body(read(REPORT), text)
    assert formatted(paragraph) == (text, 14, look, align)
    form = paragraph.paragraph_format
    assert form.first_line_indent
    assert round(form.first_line_indent.mm) == 10
    assert form.space_before
    assert form.space_before.pt == 6
    assert form.line_spacing_rule == WD_LINE_SPACING.AT_LEAST
    assert form.line_spacing == 18 * 12700
    last = text == "- Tính đến: 04/07/2021"  # the signature follows
    assert bool(form.keep_with_next) == ("b" in look or last)


def test_tables_have_borders_repeated_headings_and_unsplit_rows() -> None:
    document = read(REPORT)
    _, grid, _, tracking, _ = document.tables
    for table in (grid, tracking):
        borders = xml(table).find(f".//{qn('w:tblBorders')}")
        assert {border.get(qn("w:val")) for border in borders} == {"single"}
        assert len(borders) == 6
        headers = [xml(row).find(f".//{qn('w:tblHeader')}") is not None for row in table.rows]
        assert headers == [True] + [False] * (len(table.rows) - 1)
        assert all(xml(row).find(f".//{qn('w:cantSplit')}") is not None for row in table.rows)
    assert [in_cell(cell) for row in grid.rows for cell in row.cells] == [
        [("", 12, "b", CENTER)],
        [("Đạt", 12, "b", CENTER)],
        [("Tổng", 12, "b", LEFT)],
        [("1,5", 12, "b", RIGHT)],
        [("Khác", 12, "", LEFT)],
        [("", 12, "", RIGHT)],
    ]
    assert [in_cell(cell) for cell in tracking.rows[60].cells] == [
        [("60", 12, "", RIGHT)],
        [(clean("Trồng cây " * 9), 12, "", LEFT), ("viec-60", 12, "", LEFT)],
        [("01/07/2021", 12, "", LEFT)],
    ]
    assert len(tracking.rows) == 61


def widths(table: WordTable) -> list[float]:
    return [cell.width.mm if cell.width else 0 for cell in table.rows[0].cells]


def test_columns_share_the_width_between_the_margins() -> None:
    head, grid, signature, tracking, _ = read(REPORT).tables
    assert [round(width) for width in widths(head)] == [74, 91]
    assert [round(width) for width in widths(signature)] == [73, 92]
    assert round(sum(widths(grid))) == 165
    assert round(sum(widths(tracking))) == 257
    number, task, due = widths(tracking)
    assert number > 3 + 12 * 0.35 * 3 * 0.722  # "STT" in bold stays whole
    assert due > 3 + 12 * 0.35 * 10 * 0.5
    assert task > 3 * due
    assert all(table.autofit is False for table in (head, grid, signature, tracking))


@pytest.mark.parametrize("height", [0, 1, 400])
def test_the_columns_of_any_table_fit_the_page(height: int) -> None:
    words = ("x" * 300, "", "vừa phải", "i")
    rows = [[Cell(word) for word in words]] * height
    table = Table("", [Column("") for _ in words], rows)
    (written,) = read(replace(REPORT, body=(), annexes=[table])).tables[2:]
    assert round(sum(widths(written))) == 257
    assert min(widths(written)) > 0


def test_tables_are_never_adjacent() -> None:
    paper = replace(REPORT, body=(GRID, GRID._replace(title=""), GRID), annexes=())
    kinds = [type(block) for block in read(paper).iter_inner_content()]
    assert (WordTable, WordTable) not in pairwise(kinds)
    assert kinds.count(WordTable) == 5


def test_a_paper_ends_with_recipients_and_room_for_a_signature_without_a_name() -> None:
    left, right = read(REPORT).tables[2].rows[0].cells
    assert in_cell(left) == [
        ("Nơi nhận:", 14, "u", LEFT),
        ("- Thường trực Đảng ủy;", 12, "", LEFT),
        ("- Lưu Văn phòng.", 12, "", LEFT),
    ]
    assert in_cell(right) == [
        ("T/M BAN THƯỜNG VỤ", 14, "b", CENTER),
        ("BÍ THƯ", 14, "", CENTER),
        *[("", 14, "", CENTER)] * 4,
    ]


def peak(count: int) -> int:
    """Return the peak memory while writing `count` papers, each with a long table."""
    long: list[Block] = [Paragraph("Kết quả:"), *([TRACKING] * 5)]
    tracemalloc.start()
    try:
        docx.render_all((replace(REPORT, body=long, annexes=()) for _ in range(count)), VI)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.long
def test_writing_many_papers_takes_no_more_memory_than_writing_a_few() -> None:
    docx.render_all([REPORT], VI)
    assert peak(20) < peak(2) + 200_000  # their text alone is 4 MB


def test_the_rows_of_a_table_are_made_once() -> None:
    rows_made: list[int] = []

    def row(number: int) -> list[Cell]:
        rows_made.append(number)
        return [Cell(number), Cell("Trồng cây " * 9), Cell(f"viec-{number}"), Cell(None)]

    table = TRACKING._replace(rows=Rows(range(300), row))
    _, _, _, drawn, _ = read(replace(REPORT, annexes=(table, GRID))).tables
    assert rows_made == list(range(300))
    assert len(drawn.rows) == 301


def test_a_count_in_parentheses_is_not_separated_from_its_noun() -> None:
    text = "quá hạn (04 ngày), 12 đầu việc (thuộc 3 nhiệm vụ)"
    paragraph = in_body(
        read(replace(REPORT, body=[Paragraph(text)])), text.replace("04 ", "04\xa0")
    )
    assert paragraph.text == "quá hạn (04\xa0ngày), 12 đầu việc (thuộc 3 nhiệm vụ)"


def test_a_heading_among_rows_stays_on_the_page_of_the_row_below() -> None:
    names = [(Cell(""), Cell("Đoàn Thanh niên", "head")), (Cell(1), Cell("Vẽ bích họa"))]
    table = Table("Nhiệm vụ", [Column("STT", number=True), Column("Nội dung")], names)
    *_, drawn, _ = read(replace(REPORT, annexes=(table, GRID))).tables
    keeps = [
        [bool(cell.paragraphs[0].paragraph_format.keep_with_next) for cell in row.cells]
        for row in drawn.rows
    ]
    assert keeps == [[False, False], [True, True], [False, False]]


@pytest.mark.parametrize("last", [Paragraph("Số liệu tính đến hết ngày."), Bullets(["Một"]), GRID])
def test_the_signature_stays_on_the_page_of_the_last_block(last: Block) -> None:
    blocks = list(read(replace(REPORT, body=[last], annexes=())).iter_inner_content())
    *_, before, gap, signature = blocks
    assert isinstance(signature, WordTable)
    for paragraph in (before, gap):
        assert isinstance(paragraph, WordParagraph)
        assert paragraph.paragraph_format.keep_with_next


def test_layout_tables_have_no_borders() -> None:
    head, _, signature, *_ = read(REPORT).tables
    for table in (head, signature):
        assert table.style is not None
        assert table.style.name == "Normal Table"
        assert xml(table).find(f".//{qn('w:tblBorders')}") is None


def test_the_number_and_the_day_are_blank() -> None:
    text = text_in(read(REPORT))
    assert re.findall(r"[Ss]ố *\d*-BC", text) == ["Số      -BC", *["số      -BC"] * 2]
    assert re.findall(r"ngày  .*năm", text) == ["ngày      tháng      năm"] * 3
    assert text.count("04/07/2021") == 1  # in the body


def margins(document: WordDocument, section: int) -> list[int]:
    page = document.sections[section]
    lengths = (page.top_margin, page.bottom_margin, page.left_margin, page.right_margin)
    return [round(length.mm) for length in lengths if length is not None]


def test_pages_have_the_size_and_margins_of_the_rules() -> None:
    document = read(REPORT)
    upright, turned = document.sections
    for section, size, orientation in (
        (upright, (11906, 16838), WD_ORIENTATION.PORTRAIT),
        (turned, (16838, 11906), WD_ORIENTATION.LANDSCAPE),
    ):
        assert section.page_width
        assert section.page_height
        assert (section.page_width.twips, section.page_height.twips) == size
        assert section.orientation == orientation
        assert section.header_distance
        assert round(section.header_distance.mm) == 10
    assert margins(document, 0) == [20, 20, 30, 15]
    assert margins(document, 1) == [30, 15, 20, 20]


def test_pages_are_numbered_from_the_second_on() -> None:
    upright, turned = read(REPORT).sections
    assert upright.different_first_page_header_footer
    assert not turned.different_first_page_header_footer
    assert turned.header.is_linked_to_previous
    assert upright.first_page_header.is_linked_to_previous  # the first page has no number
    (paragraph,) = upright.header.paragraphs
    assert formatted(paragraph) == ("2", 14, "", CENTER)
    kinds = [element.get(qn("w:fldCharType")) for element in xml(paragraph).iter(qn("w:fldChar"))]
    assert kinds == ["begin", "separate", "end"]
    assert [element.text for element in xml(paragraph).iter(qn("w:instrText"))] == ["PAGE"]


def test_annexes_begin_on_new_pages() -> None:
    document = read(REPORT)
    titles = [in_body(document, f"PHỤ LỤC {number}") for number in (1, 2)]
    assert [formatted(title)[1:] for title in titles] == [(14, "b", CENTER)] * 2
    assert [title.paragraph_format.page_break_before for title in titles] == [None, True]
    assert formatted(in_body(document, "Bảng theo dõi")) == ("Bảng theo dõi", 14, "b", CENTER)
    assert len(read(REMINDER).sections) == 1


@pytest.mark.parametrize(("words", "tag"), [(VI, "vi-VN"), (EN, "en-GB")])
def test_every_run_has_a_font_and_a_language(words: Words, tag: str) -> None:
    packed = files(docx.render_all([REPORT], words))
    assert {"word/theme/theme1.xml", "word/fontTable.xml"} <= packed.keys()
    document = Document(BytesIO(docx.render_all([REPORT], words)))
    parts = (document.element, document.sections[0].header.part.element, document.styles.element)
    for part in parts:
        for run in part.iter(qn("w:r")):
            assert run.find(qn("w:rPr")) is not None
        for properties in part.iter(qn("w:rPr")):
            assert dict(properties.find(qn("w:rFonts")).attrib) == {
                qn(f"w:{script}"): "Times New Roman"
                for script in ("ascii", "hAnsi", "eastAsia", "cs")
            }
            assert dict(properties.find(qn("w:lang")).attrib) == {qn("w:val"): tag}
    assert {style.name for style in document.styles} == {
        *("Normal", "Default Paragraph Font", "Normal Table", "No List"),
        *("Heading 1", "Heading 2"),
    }


def test_an_english_paper_has_the_same_parts() -> None:
    text = text_in(read(replace(REPORT, title="Report"), EN))
    for part in (
        "COMMUNIST PARTY OF VIETNAM",
        "No.      -BC/ĐU",
        "Sơn Kim 2, day      month      year 2021",
        *("DRAFT", "REPORT", "Recipients:", "ANNEX 1", "1.5"),
    ):
        assert f"\n{part}\n" in text
    assert "\nTo: đồng chí Trần Ngọc Anh\n" in text_in(read(REMINDER, EN))


def test_unknown_parts_are_left_out() -> None:
    document = read(
        replace(REPORT, superior=None, place=None, recipients=(), office="", body=(), annexes=())
    )
    head, signature = document.tables
    assert [line.text for line in in_cell(head.cell(0, 0))] == ["ĐẢNG ỦY XÃ SƠN KIM 2", "*"]
    assert head.cell(1, 1).text == "ngày      tháng      năm 2021"
    assert signature.cell(0, 0).text == ""
    assert signature.cell(0, 1).text.strip("\n") == "T/M BAN THƯỜNG VỤ"


def test_document_properties_have_the_day_of_the_paper_and_not_the_current_time() -> None:
    properties = read(REPORT).core_properties
    assert properties.subject == "kết quả thực hiện Công văn số 49-CV/ĐU"
    assert (properties.author, properties.last_modified_by, properties.comments) == (
        "Đảng ủy xã Sơn Kim 2",
        "",
        "",
    )
    assert properties.created is not None
    assert properties.modified is not None
    assert properties.created.replace(tzinfo=None) == datetime(2021, 7, 4)
    assert properties.modified.replace(tzinfo=None) == datetime(2021, 7, 4)
    assert read(REMINDER).core_properties.title == "Đôn đốc nhiệm vụ quá hạn"


def test_the_same_paper_gives_the_same_bytes() -> None:
    document = docx.render_all([REPORT], VI)
    assert document == docx.render_all([replace(REPORT)], Words("vi"))
    with ZipFile(BytesIO(document)) as packed:
        assert {entry.date_time for entry in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert packed.testzip() is None
    assert sorted(files(document)) == [
        "[Content_Types].xml",
        "_rels/.rels",
        "docProps/core.xml",
        "word/_rels/document.xml.rels",
        "word/document.xml",
        "word/fontTable.xml",
        "word/header1.xml",
        "word/settings.xml",
        "word/styles.xml",
        "word/theme/theme1.xml",
    ]


def test_another_profile_has_its_own_font_sizes_and_margins() -> None:
    profile = replace(PARTY, font="Arial", margins=Margins(25, 25, 35, 15), body=PARTY.cell)
    document = read(replace(REPORT, profile=profile))
    assert margins(document, 0) == [25, 25, 35, 15]
    assert formatted(in_body(document, "- Rào xanh"))[1] == 12
    fonts = {run_fonts.get(qn("w:ascii")) for run_fonts in document.element.iter(qn("w:rFonts"))}
    assert fonts == {"Arial"}


def hostile(value: object) -> Any:  # noqa: ANN401 - the same kind of value
    """Replace every text in a value, however deep, by the hostile text."""
    if isinstance(value, str):
        return HOSTILE
    if isinstance(value, Cell):
        return value._replace(value=hostile(value.value))
    if isinstance(value, Paragraph | Bullets | Section | Facts | Table | Column):
        kept = ("role", "level")
        given = value._asdict().items()
        return value._replace(**{name: hostile(field) for name, field in given if name not in kept})
    if isinstance(value, tuple | list):
        return [hostile(item) for item in value]
    return value


# All texts of a draft besides those that were given to it.
KNOWN = {
    *("", "*", "ĐẢNG CỘNG SẢN VIỆT NAM", "Số      …", "…, ngày      tháng      năm 2021"),
    *("DỰ THẢO", "Kính gửi: …", "-----", "…", "I- …", "II- …", "1. …", "2. …", "- …"),
    *("- …: 04/07/2021", "1,5", "01/07/2021", "Nơi nhận:", "- …;", "- ….", "T/M …"),
    *("PHỤ LỤC 1", "PHỤ LỤC 2", *map(str, range(1, 61))),
    "(Kèm theo Báo cáo số      …, ngày      tháng      năm 2021 của …)",
}


@pytest.mark.parametrize(("paper", "count"), [(REPORT, 160), (REMINDER, 26)])
def test_a_hostile_text_in_any_place_stays_text(paper: Paper, count: int) -> None:
    changed = {field.name: hostile(getattr(paper, field.name)) for field in fields(paper)}
    document = read(replace(paper, **changed))
    plain, shouted = clean(HOSTILE), clean(HOSTILE.upper())
    left = text_in(document).replace(plain, "…").replace(shouted, "…")
    assert set(left.split("\n")) <= KNOWN
    assert left.count("…") == count
    assert {element.tag for element in document.element.iter()} == {
        element.tag for element in read(paper).element.iter()
    }
    properties = document.core_properties
    assert {properties.title, properties.subject, properties.author} == {plain[:255]}


@pytest.mark.parametrize(("words", "tag"), [(VI, "vi-VN"), (EN, "en-GB")])
def test_a_document_has_a_current_format_and_describes_itself(words: Words, tag: str) -> None:
    document = read(REPORT, words)
    settings = document.settings.element
    modes = {
        setting.get(qn("w:name")): setting.get(qn("w:val"))
        for setting in settings.iter(qn("w:compatSetting"))
    }
    assert modes["compatibilityMode"] == "15"
    assert settings.find(qn("w:zoom")).get(qn("w:percent")) == "100"
    properties = document.core_properties
    assert properties.title == "Báo cáo kết quả thực hiện Công văn số 49-CV/ĐU"
    assert (properties.author, properties.language) == ("Đảng ủy xã Sơn Kim 2", tag)


def test_the_last_paragraphs_stay_on_the_page_of_the_signature() -> None:
    texts = [f"Dòng {number}." for number in range(5)]
    report = replace(REPORT, body=[*map(Paragraph, texts)])
    kept = [in_body(read(report), text).paragraph_format.keep_with_next for text in texts]
    assert [bool(keep) for keep in kept] == [False, False, True, True, True]


def test_a_table_before_the_last_sentence_does_not_keep_the_text_above_it() -> None:
    report = replace(REPORT, body=[Paragraph("Trên."), GRID, Paragraph("Dưới.")])
    kept = [
        in_body(read(report), text).paragraph_format.keep_with_next for text in ("Trên.", "Dưới.")
    ]
    assert [bool(keep) for keep in kept] == [False, True]


@pytest.mark.parametrize("above", [[], [Table("Không có", [Column("Thôn")], [])]])
@pytest.mark.parametrize(("first", "kept"), [("Một.", True), ("Một. " * 60, False)])
def test_the_introduction_of_a_list_stays_with_a_short_first_bullet(
    first: str, above: list[Block], *, kept: bool
) -> None:
    body = [*above, Paragraph("Đã xong:"), Bullets([first]), *map(Paragraph, "abcd")]
    over = in_body(read(replace(REPORT, body=body)), "Đã xong:")
    assert bool(over.paragraph_format.keep_with_next) == kept
