"""Incoming documents: what is read from them, and that bad bytes end in nothing but a problem."""

from __future__ import annotations

import io
import random
import re
import subprocess
import sys
import time
import unicodedata
import zipfile
import zlib
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from datetime import datetime
from functools import partial
from itertools import pairwise
from pathlib import Path

import docx
import pytest
from expected import UPDATE
from hypothesis import given
from hypothesis import strategies as st
from incoming import CASES
from incoming import document
from incoming import pdf
from incoming import word
from incoming import written
from incoming import zipped
from openpyxl import Workbook

from ntmtrack.drafting.document_model import TextParagraph
from ntmtrack.drafting.incoming.reading import read_document
from ntmtrack.recording import file_bytes
from ntmtrack.wording import problem_text
from ntmtrack.wording.problem import Exit
from ntmtrack.wording.problem import NtmError
from ntmtrack.wording.words import LANGUAGES
from ntmtrack.wording.words import Words

INPUTS = sorted(path for path in CASES.iterdir() if path.suffix != ".read")


def agree(case: Path, found: str) -> None:
    """Compare what was read with the stored answer, or store it."""
    if UPDATE:
        case.write_text(found, encoding="utf-8")
    assert case.read_text(encoding="utf-8") == found


@pytest.mark.parametrize("case", INPUTS, ids=lambda case: case.name)
def test_a_document_is_read_whole(case: Path) -> None:
    agree(case.with_name(f"{case.name}.read"), written(read_document(*document(case))))


def test_a_document_with_the_styles_of_word_is_read_whole() -> None:
    made = docx.Document()
    made.add_heading("Kế hoạch", 1)
    made.add_paragraph("Việc thứ nhất", style="List Number")
    made.add_paragraph("Việc thứ hai", style="List Number")
    made.add_paragraph("Ý nhỏ", style="List Bullet")
    made.sections[0].header.paragraphs[0].text = "Đầu trang"
    made.sections[0].footer.paragraphs[0].text = "Chân trang"
    table = made.add_table(3, 3)
    for at, text in enumerate(["STT", "Việc", "Hạn"]):
        table.cell(0, at).text = text
    table.cell(1, 0).merge(table.cell(2, 0)).text = "1"
    table.cell(1, 1).merge(table.cell(1, 2)).text = "Gộp ngang"
    out = io.BytesIO()
    made.save(out)
    agree(CASES / "word.docx.read", written(read_document(out.getvalue(), "word.docx")))


def test_a_workbook_is_read_whole() -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Phụ lục"
    hidden = book.create_sheet("Nháp")
    hidden.append(["bỏ"])
    hidden.sheet_state = "hidden"
    book.create_sheet("Trống")
    second = book.create_sheet("Tháng 7")
    rows: list[list[object]] = [
        ["PHÂN CÔNG"],
        [],
        ["STT", "Việc", "Chủ trì", "Hạn", "Tỷ lệ"],
        ["I", "Đường"],
        [1, "Rải đá", "Xóm 1", date(2026, 6, 30), 0.85],
        [2, "Lát gạch", None, datetime(2026, 7, 1, 15, 30), 12.5],
        [3, "Kẻ vạch", None, date(2026, 7, 1), "Thường xuyên"],
    ]
    for row in rows:
        sheet.append(row)
    second.append(["ngày", date(2026, 7, 9)])
    for cells in ("A1:E1", "B4:E4", "C5:C7"):
        sheet.merge_cells(cells)
    formats = {"D5": "dd/mm/yyyy", "E5": "0%", "D6": "hh:mm d/m/yyyy", "D7": "mm/yyyy"}
    for cell, number_format in formats.items():
        sheet[cell].number_format = number_format
    second["B1"].number_format = '"ngày" d/m'
    out = io.BytesIO()
    book.save(out)
    agree(CASES / "phu-luc.xlsx.read", written(read_document(out.getvalue(), "phu-luc.xlsx")))


# ---- Documents that are refused


def refused(data: bytes, name: str = "vb.docx") -> str:
    """Return the code that a document is refused with."""
    with pytest.raises(NtmError) as error:
        read_document(data, name)
    (problem,) = error.value.problems
    assert all(problem_text.as_text([problem], Words(language)) for language in LANGUAGES)
    return problem.code


BODY = "<w:p><w:r><w:t>Một việc</w:t></w:r></w:p>"
WORD = word({"body": BODY})
OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(512)
MACROS = "application/vnd.ms-word.document.macroEnabled.main+xml"
ODT = {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a/>"}
LOCKED_ODT = {**ODT, "META-INF/manifest.xml": "<m><encryption-data/></m>"}
TCVN3 = "C\xabng v\xa8n vÒ viÖc triÓn khai c\xb8c nhiÖm vô cña \xa7\xb6ng uû"
DOCTYPE = '<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
PAGE = pdf("page\ntext 90 80 12 Một việc phải làm trước ngày mai\n")


def changed(part: str, text: str | bytes | None) -> bytes:
    """Return a Word document with one part replaced or left out."""
    with zipfile.ZipFile(io.BytesIO(WORD)) as old:
        parts: dict[str, str | bytes] = {one: old.read(one) for one in old.namelist()}
    if text is None:
        del parts[part]
    else:
        parts[part] = text
    return zipped(parts)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (OLE, "old-document:excel"),
        (OLE + "WordDocument".encode("utf-16-le"), "old-document:word"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "locked-document"),
        (zipped(LOCKED_ODT), "locked-document"),
        (zipped(ODT), "other-document"),
        (b"{\\rtf1\\ansi Mot viec}", "other-document"),
        (b"\xef\xbb\xbf<html><body>Mot viec</body></html>", "other-document"),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related", "other-document"),
        (zipped({"[Content_Types].xml": "<a/>", "ppt/presentation.xml": "<a/>"}), "other-document"),
        (word({"body": BODY}, MACROS), "macro-document"),
        (changed("word/vbaProject.bin", b"x"), "macro-document"),
        (b"\x89PNG\r\n\x1a\n", "picture-document"),
        (b"PK\x03\x04 no more", "bad-document"),
        (zipped({"[Content_Types].xml": "<a/>", "x": "y"}), "bad-document"),
        (changed("word/document.xml", None), "bad-document"),
        (changed("word/document.xml", "<a><b></a>"), "bad-document"),
        (changed("word/document.xml", f"{DOCTYPE}<w>&a;</w>"), "bad-document"),
        (changed("word/document.xml", "<a>" * 200), "bad-document"),
        (changed("word/styles.xml", DOCTYPE), ""),
        (b"\x00\x01\x02\xff", "bad-document"),
        (b"%PDF-1.7\nnothing", "bad-document"),
        (pdf("page\npicture\n"), "scanned-document"),
        (pdf("page\n"), "empty-document"),
        (word({"body": "<w:p/>"}), "empty-document"),
        (b" \n", "empty-document"),
        ("Một việc".encode("utf-16-le"), "utf16"),
        ("Kính gửi".encode("cp1258", "ignore") + b"\xf0\xfd\xf0", "not-utf8:windows-1258"),
        (TCVN3.encode(), "old-font"),
        ("Ñaûng uûy xaõ yeâu caàu caùc thoân baùo caùo".encode(), "old-font"),
        (word({"body": BODY.replace("Một việc", TCVN3)}), "old-font"),
    ],
)  # fmt: skip
def test_an_unreadable_document_is_refused_with_the_right_code(data: bytes, code: str) -> None:
    if code:
        assert refused(data) == code
    else:
        assert read_document(data, "vb.docx").blocks


@pytest.mark.parametrize("name", ["vb.txt", "vb.csv"])
def test_unicode_text_from_excel_is_read_like_utf8(name: str) -> None:
    text = "TT\tViệc phải làm\tHạn\r\n1\tThu quỹ\t30/9/2026\r\n"
    found = {
        written(read_document(text.encode(encoding), name))
        for encoding in ("utf-8", "utf-16", "utf-8-sig")
    }
    assert len(found) == 1
    assert "30/9/2026" in found.pop()


def test_modern_text_with_special_characters_is_not_taken_for_an_old_font() -> None:
    text = "Diện tích 25 m², ghi © và ® cạnh tên; nhà ông Müller, phố Hölderlin, 5 µm, khoản § 3."
    (block,) = read_document(text.encode(), "vb.txt").blocks
    assert isinstance(block, TextParagraph)
    assert block.text == text


def test_a_pdf_is_refused_with_the_install_command_if_the_library_is_missing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    with pytest.raises(NtmError) as error:
        read_document(PAGE, "vb.pdf")
    assert error.value.exit_code == Exit.USAGE
    assert "pip install 'ntmtrack[pdf]'" in problem_text.as_text(error.value.problems, Words("en"))


def test_a_scan_is_refused_with_the_commands_that_make_it_readable() -> None:
    with pytest.raises(NtmError) as error:
        read_document(pdf("page\npicture\n"), "thư mục/bản quét.pdf")
    said = problem_text.as_text(error.value.problems, Words("en"))
    assert "\n    sudo apt install ocrmypdf tesseract-ocr-vie\n" in said
    assert '\n    ocrmypdf -l vie "thư mục/bản quét.pdf" "bản quét-co-chu.pdf"\n' in said


def test_a_scanned_page_among_others_is_warned_about() -> None:
    text = "page\ntext 90 280 12 Một việc phải làm trước ngày mai\n"
    (warning,) = read_document(pdf(f"{text}{text}page\npicture\n"), "vb.pdf").warnings
    assert (warning.code, warning.values) == ("scanned-pages", {"known": "3"})


def test_a_page_turned_sideways_is_read_upright() -> None:
    sideways = pdf("page\nline 1 1 2 2\n").replace(b"/Type /Page ", b"/Type /Page /Rotate 90 ")
    turned = sideways.replace(
        b"1.0 841.0 m 2.0 840.0 l S", b"BT /F 9 Tf 0 1 -1 0 80 90 Tm <0041> Tj ET"
    )
    document = read_document(rebuilt(turned), "vb.pdf")
    assert [block.text for block in document.blocks if isinstance(block, TextParagraph)] == ["A"]


def test_a_pdf_is_read_even_if_only_this_process_can_find_the_program(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Run with a Python that lacks the package, as when started from shiv's single file."""
    monkeypatch.setattr(sys, "executable", sys.__dict__["_base_executable"])
    assert read_document(PAGE, "vb.pdf").blocks


def rebuilt(data: bytes) -> bytes:
    """Return a changed PDF without its cross-reference table, which PDFium then rebuilds."""
    return data.replace(b"startxref", b"startxrex")


# ---- Hostile and damaged documents

CELL = "<c t='inlineStr'><is><t>Một việc</t></is></c>"
CELLS = f"<row>{CELL}</row>"
LONG = file_bytes.LONGEST_UNPACKED
TABLE = f"<w:tbl>{'<w:tr>' + '<w:tc><w:p/></w:tc>' * 60 + '</w:tr>'}</w:tbl>"
WIDE = "<w:tr><w:tc><w:tcPr><w:gridSpan w:val='999999'/></w:tcPr><w:p/></w:tc></w:tr>"
DOWN = "<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc></w:tr>"
TALL = DOWN.replace("<w:p/>", f"<w:p><w:r><w:t>{'a' * 4_000}</w:t></w:r></w:p>")


def many(words: str) -> bytes:
    """Return a letter with a sentence that repeats `words`."""
    return text_of(f"1. Công an xã thực hiện {words * 9_000}\n")


BOMBS: dict[str, Callable[[], bytes]] = {
    "blank padding": lambda: changed("word/more.xml", " " * 250_000_000),
    "a long document": lambda: word({"body": BODY + " " * LONG}),
    "many paragraphs": lambda: word({"body": "<w:p/>" * 2_000_000}),
    "many texts": lambda: word({"body": BODY * 200_000}),
    "one long text": lambda: word(
        {"body": f"<w:p><w:r><w:t>{'a ' * 11_000_000}</w:t></w:r></w:p>"}
    ),
    "many cells": lambda: word({"body": TABLE * 3_000}),
    "a wide cell": lambda: word({"body": f"<w:tbl>{WIDE * 2}</w:tbl>"}),
    "a cell that goes far down": lambda: word({"body": f"<w:tbl>{TALL}{DOWN * 90_000}</w:tbl>"}),
    "many members": lambda: zipped({f"word/{at}.xml": "" for at in range(40_000)}, 0),
    "entities": lambda: changed(
        "word/document.xml",
        "<!DOCTYPE a [<!ENTITY a 'aaaaaaaaaa'>"
        + "".join(f"<!ENTITY {b} '{f'&{a};' * 50}'>" for a, b in pairwise("abcdefgh"))
        + "]><a>&h;</a>",
    ),
    "styles in a circle": lambda: word(
        {
            "body": BODY.replace("<w:r>", "<w:pPr><w:pStyle w:val='A'/></w:pPr><w:r>"),
            "styles": "<w:style w:styleId='A'><w:basedOn w:val='A'/></w:style>",
        }
    ),
    "a long line": lambda: b"a" * 9_000_000,
    "many lines": lambda: b"a b\n" * 2_000_000,
    "many dashes": lambda: b"- " * 3_000_000,
    "many bars": lambda: b"|" * 5_000_000,
    "a PDF that unpacks to much": lambda: packed_pdf(b"0 0 m 1 1 l S " * 20_000_000),
    "a PDF with many letters": lambda: packed_pdf(
        b"BT /F 9 Tf " + b"<00410042> Tj " * 5_000_000 + b"ET"
    ),
    "a PDF with many lines": lambda: packed_pdf(
        b"".join(b"%d 0 m %d 800 l S 0 %d m 800 %d l S " % (at, at, at, at) for at in range(800))
        * 60
    ),
    "a PDF with many pages": lambda: pdf("page\n" * 600),
    "a million rows of a sheet": lambda: sheet("<row><c><v>1</v></c></row>" * 1_000_000),
    "rows of a sheet that are empty": lambda: sheet("<row/>" * 1_000_000 + CELLS),
    "a sheet that names its last cell": lambda: sheet(f"{CELLS}<row r='1048576'>{CELL}</row>"),
    "entities of a sheet": lambda: sheet("&a;", "<!DOCTYPE a [<!ENTITY a 'aa'>]>"),
    "a million rows of CSV": lambda: b"1,2\n" * 1_000_000,
    "tables in tables": lambda: word({"body": "<w:tbl><w:tr><w:tc>" * 5_000}),
    "text in many frames": lambda: word({"body": "<w:p><w:r><w:pict>" * 30 + BODY}),
    "many duties": lambda: text_of(
        "1. Công an xã báo cáo kết quả trước ngày 30/10/2025.\n" * 8_000
    ),
    "many duties in one line": lambda: text_of("1. Công an xã báo cáo; " * 60_000),
    "many letters of a list in one line": lambda: text_of("a) " * 100_000),
    "numbers without an end": lambda: text_of("1." * 200_000 + "9" * 300_000),
    **{
        f"a sentence of many “{one}”": partial(many, one)
        for one in (
            *("I. ", "(1) ", "1/", "và ", ", ", "; ", ": ", "( ", "- ", '"', "9", "100% hộ "),
            *(
                "Phòng Kinh tế, Công an xã, ",
                "Trưởng thôn ",
                "thôn Chế Biển, ",
                "a) ",
                "giao Công an xã: ",
            ),
            *("trước ngày 30/10/2025 ", "hằng tuần, hằng tháng vào ngày 15 ", "phối hợp với "),
        )
    },
}


def sheet(rows: str, before: str = "") -> bytes:
    """Return a workbook with these rows, given as XML."""
    book, out = Workbook(), io.BytesIO()
    book.save(out)
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    part = f'{before}<worksheet xmlns="{main}"><sheetData>{rows}</sheetData></worksheet>'
    with zipfile.ZipFile(out) as archive:
        parts: dict[str, str | bytes] = {one: archive.read(one) for one in archive.namelist()}
    return zipped({**parts, "xl/worksheets/sheet1.xml": part})


def text_of(lines: str) -> bytes:
    """Return a letter as text with these lines."""
    return (
        f"ỦY BAN NHÂN DÂN XÃ ĐỒI CHÈ\nSố: 31/KH-UBND\n\nKẾ HOẠCH\nXóa nhà tạm\n\n{lines}".encode()
    )


def packed_pdf(content: bytes) -> bytes:
    """Return a PDF of one page with this content, packed."""
    made = zlib.compress(content, 9)
    stream = b"<< /Filter /FlateDecode /Length %d >>\nstream\n%b\nendstream" % (len(made), made)
    return re.sub(rb"(?s)(11 0 obj\n).*?endstream", lambda found: found[1] + stream, rebuilt(PAGE))


CHILD = """
import re, sys
from pathlib import Path
from ntmtrack.drafting.confirmation import draft_file
from ntmtrack.drafting.confirmation import draft_text
from ntmtrack.drafting.extraction import finding
from ntmtrack.drafting.incoming.reading import read_document
from ntmtrack.recording.grid import TooMuchError
from ntmtrack.wording.problem import NtmError
from ntmtrack.wording.words import Words
try:
    document = read_document(Path(sys.argv[1]).read_bytes(), sys.argv[1])
    draft_text.text_of(draft_file.make(finding.find(document, {}), Words("vi")), Words("vi"))
except NtmError as error:
    code = error.problems[0].code.printed
except TooMuchError:
    code = "document-too-big"
else:
    code = "read"
most = re.search(r"VmHWM:\\s*([0-9]+) kB", Path("/proc/self/status").read_text())
print(code, int(most[1]) // 1024)
"""
MOST_MIB = 300  # besides the process that reads a PDF, which has a limit of its own
MOST_SECONDS = 90
READ = ("read", "document-too-big", "bad-document", "empty-document")


@pytest.mark.long
@pytest.mark.skipif(sys.platform != "linux", reason="Linux tells the most memory since the start")
@pytest.mark.parametrize("bomb", BOMBS)
def test_a_malicious_document_takes_little_time_and_memory(bomb: str, tmp_path: Path) -> None:
    path = tmp_path / "vb"
    path.write_bytes(BOMBS[bomb]())
    command = [sys.executable, "-c", CHILD, str(path)]
    begun = time.monotonic()
    out = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout
    code, mib = out.split()
    assert code in READ
    assert int(mib) < MOST_MIB, (code, mib)
    assert time.monotonic() - begun < MOST_SECONDS


REAL = [document(case) for case in INPUTS if case.suffix == ".xml"]
PIECES = st.sampled_from(
    ["", '"', "-1", "99999999999", "<w:p>", "</w:p>", "<w:tbl>", "<w:tc/>", "&#0;", "<w:vMerge/>"]
)


@given(st.data())
def test_a_damaged_word_document_is_read_or_refused(data: st.DataObject) -> None:
    """Damage the parts before they are packed, since checksums find most damage in an archive."""
    made, name = data.draw(st.sampled_from(REAL))
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        parts = {one: archive.read(one).decode() for one in archive.namelist()}
    part = data.draw(st.sampled_from(sorted(parts)))
    text = parts[part]
    at, length = data.draw(st.integers(0, len(text))), data.draw(st.integers(0, 30))
    parts[part] = text[:at] + data.draw(PIECES) + text[at + length :]
    with suppress(NtmError):
        read_document(zipped(parts), name)


@given(st.integers(0, 2**32), st.integers(1, 40), st.booleans())
def test_damaged_bytes_are_read_or_refused(seed: int, slips: int, cut: bool) -> None:
    chance = random.Random(seed)  # noqa: S311 - no secret
    data = bytearray(WORD[: len(WORD) // 2] if cut else WORD)
    for _ in range(slips):
        data[chance.randrange(len(data))] = chance.randrange(256)
    with suppress(NtmError):
        read_document(bytes(data), "vb")


@given(st.text(st.characters(codec="utf-8")), st.sampled_from(["vb.txt", "vb.csv", "vb.md"]))
def test_any_text_is_read_or_refused(text: str, name: str) -> None:
    with suppress(NtmError):
        for block in read_document(text.encode(), name).blocks:
            if isinstance(block, TextParagraph):
                assert " ".join(block.text.split()) == block.text
                assert unicodedata.is_normalized("NFC", block.text)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(20))
def test_a_damaged_pdf_is_read_or_refused(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - no secret
    data = bytearray(document(CASES / "cong-van.pdf.txt")[0])
    for _ in range(chance.randrange(1, 60)):
        data[chance.randrange(9, len(data))] = chance.randrange(256)
    with suppress(NtmError):
        read_document(bytes(data), "vb.pdf")


def test_layout_tables_for_head_and_signature_are_not_counted() -> None:
    made = docx.Document()
    for texts in (
        ["UBND XÃ\nSố: 7/KH-UBND", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do"],
        ["Việc", "Nơi nhận", "Hạn"],
        ["Nơi nhận:\n- Như trên;", "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH"],
        ["Kỷ niệm Quốc khánh nước Cộng hòa xã hội chủ nghĩa Việt Nam", "KT Hạ tầng", "15/8"],
        ["", "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH"],
        ["STT", "Việc", "Hạn"],
    ):
        table = made.add_table(1, len(texts))
        for cell, text in zip(table.rows[0].cells, texts, strict=True):
            cell.text = text
    out = io.BytesIO()
    made.save(out)
    blocks = read_document(out.getvalue(), "kh.docx").blocks
    assert [(block.place.table, block.place.is_end) for block in blocks] == [
        *((0, False), (1, False), (0, True), (2, False), (0, True), (3, False)),
    ]
