"""Whatever text a document has, its draft and its decisions are files that can be read back."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ntmtrack.drafting.confirmation import decisions
from ntmtrack.drafting.confirmation import draft_file
from ntmtrack.drafting.confirmation import draft_text
from ntmtrack.drafting.confirmation.layout import tidy
from ntmtrack.drafting.document_model import SourceDocument
from ntmtrack.drafting.document_model import SourcePlace
from ntmtrack.drafting.document_model import TableCell
from ntmtrack.drafting.extraction import finding
from ntmtrack.drafting.incoming.blocks import Blocks
from ntmtrack.drafting.incoming.blocks import numbered
from ntmtrack.wording.words import Words

WORDS = Words("vi")
HEADS = ("STT", "Nội dung", "Chủ trì", "Phối hợp", "Thời hạn", "Sản phẩm", "Ghi chú", "Thôn")
USUAL = (
    *("Giao Phòng Kinh tế", "Công an xã", "chủ trì", "phối hợp với", "thôn Đông", "rà soát hộ"),
    *("hoàn thành trước ngày 30/10/2025", "trong tháng 12", "1.", "a)", "Số: 31/KH-UBND", ";"),
    *("ngày 02 tháng 10 năm 2025", "Kính gửi:", "Nơi nhận:", "(sau đây gọi tắt là", "BCĐ)", "."),
)
ODD = (
    *(
        "\u0301" * 300,
        "a" + "\u0301\u0323" * 200,
        "\u0345" * 80,
        "₫" * 90 + "\u0323",
        "\u0e31" * 300,
    ),
    *("\u200b", "\u202e", "\x00", "\x1b[31m", "\x85", "\u2028", "\ufffe", "\uffff", "\U000e0041"),
    *(
        "\ud83d",
        "\ue000",
        "\u3164",
        "x" * 100_000,
        "1" * 5000,
        "<<",
        "<<: *a",
        "&a *a",
        "%YAML 1.2",
    ),
    *("---", "- - -", "? a", "!!python/object:os", "{a: b}", "[a", "}]", "'", '"', "\\x00", "# c"),
    *(" #x", "key: value", ": ", "`", "@a", "|", ">-", "null", "~", "true", "1e5", "2025-13-45"),
    *("<<<<<<< HEAD", "=======", ">>>>>>> z", "progress:", "\t", "\n", "a:\tb", "=", "*"),
)
texts = st.lists(
    st.sampled_from(USUAL) | st.sampled_from(ODD) | st.text(st.characters(), max_size=20),
    max_size=8,
).map(" ".join)


@st.composite
def documents(draw: st.DrawFn) -> SourceDocument:
    blocks = Blocks()
    for text in draw(st.lists(texts, min_size=1, max_size=4)):
        blocks.add_paragraph(text, draw(st.sampled_from(["", "1.", text[:9]])))
    rows = draw(st.lists(st.tuples(*[texts] * len(HEADS)), max_size=2))
    cells = [[TableCell(text) for text in row] for row in (HEADS, *rows)]
    blocks.add_table(numbered(cells), SourcePlace(sheet=draw(texts)))
    return blocks.document("van-ban.docx")


@given(documents(), st.dictionaries(texts, texts, max_size=2), texts)
def test_the_draft_and_decisions_of_any_document_are_read_back(
    document: SourceDocument, columns: dict[str, str], name: str
) -> None:
    found = finding.find(document, {})
    text = draft_text.text_of(draft_file.make(found, WORDS, document.trimmed), WORDS)
    file = draft_text.read(text.encode(), "nhap.yaml")
    assert draft_text.wrong_in(text) == []
    memory = decisions.Memory(
        tidy(name), columns, decisions.abbreviations(found), decisions.of(file)
    )
    again = decisions.read(decisions.write(memory, WORDS).encode(), "nhap.decisions")
    assert (again.document, again.decisions) == (memory.document, memory.decisions)


def test_piled_up_marks_are_removed_from_a_quote_and_their_places_listed() -> None:
    blocks = Blocks()
    marks = "\u0301\u0323" * 50_000
    blocks.add_paragraph(f"Giao Công an xã rà soát hộ nghèo{marks} trong năm.")
    blocks.add_table(numbered([[TableCell("Nội dung")], [TableCell("Rà" + "\u0301" * 300)]]))
    document = blocks.document("a.docx")
    file = draft_file.make(finding.find(document, {}), WORDS, document.trimmed)
    assert len(file["tasks"][0]["draft"]["quote"]) < 60
    said = "Chữ ở đây có quá nhiều dấu chồng lên nhau, đã lược bớt khi trích."
    assert [one["at"] for one in file["unused"] if one["text"] == said] == [
        "đoạn 1",
        "bảng 1, hàng 2",
    ]
