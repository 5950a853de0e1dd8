"""Returned sheets: what is read from them, and that malicious bytes only end in a problem."""

from __future__ import annotations

import io
import random
import sys
import zipfile
from collections.abc import Callable
from collections.abc import Mapping
from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from datetime import datetime
from itertools import pairwise
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from running import SMALL
from running import spawn

from ntmtrack.recording import file_bytes
from ntmtrack.recording import sheets
from ntmtrack.recording.grid import Grid
from ntmtrack.recording.sheets import read
from ntmtrack.wording.problem import Exit
from ntmtrack.wording.problem import NtmError

MOST_MIB = 200
OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(512)
CELL = '<c r="A1" t="inlineStr"><is><t>một</t></is></c>'


def workbook(*rows: Sequence[object], name: str = "Nhiệm vụ") -> bytes:
    book, out = Workbook(), io.BytesIO()
    book.active.title = name  # type: ignore[union-attr]  # a new workbook has a sheet
    for row in rows:
        book.active.append(list(row))  # type: ignore[union-attr]
    book.save(out)
    return out.getvalue()


def changed(
    data: bytes, part: str, text: str | None, *, method: int = zipfile.ZIP_DEFLATED
) -> bytes:
    """Return a workbook with a part replaced or left out."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", method) as new:
        for name in old.namelist():
            if name != part:
                new.writestr(name, old.read(name))
        if text is not None:
            new.writestr(part, text)
    return out.getvalue()


def zipped(parts: Mapping[str, str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return an archive with these members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return out.getvalue()


def sheet_of(cells: str) -> bytes:
    """Return a workbook whose sheet has these cells."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    sheet = f'<worksheet xmlns="{main}"><sheetData><row r="1">{cells}</row></sheetData></worksheet>'
    return changed(workbook(["một"]), "xl/worksheets/sheet1.xml", sheet)


def refused(data: bytes) -> str:
    """Return the code with which a file is refused."""
    with pytest.raises(NtmError) as error:
        read(data, "form.xlsx")
    (problem,) = error.value.problems
    assert problem.place
    assert problem.place.file == "form.xlsx"
    return problem.code.printed


def test_every_value_becomes_a_text_as_people_would_type_it() -> None:
    data = workbook(
        [],
        ["Mã", None, "a\nb", 3, 3.5, True],
        [date(2021, 7, 14), datetime(2021, 7, 14, 15, 20), datetime(2021, 7, 14)],
    )
    assert read(data, "form.xlsx") == [
        Grid(
            "form.xlsx",
            "Nhiệm vụ",
            [
                ["", "", "", "", "", ""],
                ["Mã", "", "a\nb", "3", "3.5", "TRUE"],
                ["2021-07-14", "2021-07-14T15:20", "2021-07-14", "", "", ""],
            ],
        )
    ]


@pytest.mark.parametrize("separator", [",", ";"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_csv_is_read_with_any_separator_mark_and_line_break(
    separator: str, mark: str, end: str
) -> None:
    lines = [["Mã", "Kết quả", "Ghi chú"], ["ve", '"một; hai, ba"', '"a ""b"""'], ["rao", "", ""]]
    text = mark + "".join(separator.join(line) + end for line in lines)
    grids = read(text.encode(), "form.csv")
    assert [
        ["Mã", "Kết quả", "Ghi chú"],
        ["ve", "một; hai, ba", 'a "b"'],
        ["rao", "", ""],
    ] in [grid.rows for grid in grids]
    assert all(grid.is_csv for grid in grids)


def texts(data: bytes) -> Sequence[Sequence[str]]:
    """Return the texts of the only sheet of a workbook."""
    (grid,) = read(data, "form.xlsx")
    return grid.rows


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (0.85, "0%", "85%"),
        (0.853, "0.0%", "85.3%"),
        (0.855, "0%", "86%"),
        (2450, "#,##0", "2450"),
        (10 / 3, "0.00", "3.33"),
        (2.5, "0", "3"),
        (0.1 + 0.2, "General", "0.3"),
        (390, '0.0" m"', "390"),
        (44391, "dd/mm/yyyy", "2021-07-14"),
        (44391.625, "dd/mm/yyyy hh:mm", "2021-07-14T15:00"),
    ],
)
def test_a_number_is_read_as_its_cell_shows_it(value: float, number_format: str, text: str) -> None:
    book, out = Workbook(), io.BytesIO()
    sheet = book.worksheets[0]
    sheet["A1"] = value
    sheet["A1"].number_format = number_format
    book.save(out)
    assert texts(out.getvalue()) == [[text]]


def test_merged_cells_show_their_value_in_each_row_that_they_cover() -> None:
    book, out = Workbook(), io.BytesIO()
    sheet = book.worksheets[0]
    for row in (["một", "2021-07-14", "x"], ["hai"], ["ba"]):
        sheet.append(row)
    sheet.merge_cells("B1:C3")
    book.save(out)
    assert texts(out.getvalue()) == [
        ["một", "2021-07-14"],
        ["hai", "2021-07-14"],
        ["ba", "2021-07-14"],
    ]


def test_only_the_cells_of_a_sheet_are_read() -> None:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet = book.add_worksheet("Một")
    percent = book.add_format({"num_format": "0%"})
    bold = book.add_format({"bold": True})
    sheet.write_row(0, 0, ["Mã", "Kết quả"])
    sheet.write_formula(1, 0, "=7/3", book.add_format({"num_format": "0.0"}), 7 / 3)
    sheet.write_number(1, 1, 0.856, percent)
    sheet.write_rich_string(2, 0, "đậm ", bold, "nét")
    sheet.write_formula(2, 1, "=1/0", None, "#DIV/0!")
    sheet.merge_range("A4:A5", "gộp")
    sheet.write_string(4, 1, "x")
    sheet.add_table("E1:F3")
    sheet.conditional_format("A1:A9", {"type": "cell", "criteria": ">", "value": 1})
    sheet.data_validation("B2:B9", {"validate": "list", "source": ["a", "b"]})
    sheet.write_url("A6", "https://example.org/", string="liên kết")
    sheet.write_comment("A1", "chú thích")
    book.define_name("Ten", "=Một!$A$1")
    if chart := book.add_chart({"type": "line"}):
        chart.add_series({"values": "=Một!$A$2:$A$3"})
        sheet.insert_chart("H1", chart)
    sheet.protect("mật khẩu")
    book.close()
    (grid,) = read(out.getvalue(), "form.xlsx")
    assert [list(filter(None, row[:2])) for row in grid.rows] == [
        ["Mã", "Kết quả"],
        ["2.3", "86%"],
        ["đậm nét", "#DIV/0!"],
        ["gộp"],
        ["gộp", "x"],
        ["liên kết"],
    ]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("<f>1+2</f><v>3</v>", "3"),
        ("<f>A2*2</f>", "=A2*2"),
        ("<f>A2*2</f><v></v>", "=A2*2"),
    ],
)
def test_a_formula_is_read_as_its_result(cell: str, text: str) -> None:
    assert texts(sheet_of(f"<c r='A1'>{cell}</c>")) == [[text]]


def test_macros_and_links_of_a_workbook_are_ignored() -> None:
    out = io.BytesIO(sheet_of("<c r='A1' t='str'><f>[1]S!A1</f><v>một</v></c>"))
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"x")
        archive.writestr("xl/externalLinks/externalLink1.xml", "<a><ddeLink ddeService='cmd'/></a>")
    assert texts(out.getvalue()) == [["một"]]


ODS = """<office:document-content
  xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
  xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
  xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">
<office:body><office:spreadsheet><table:table table:name="Nhiệm vụ">{rows}</table:table>
</office:spreadsheet></office:body></office:document-content>"""


def ods(rows: str) -> bytes:
    """Return a workbook with these rows, as LibreOffice writes it."""
    mimetype = "application/vnd.oasis.opendocument.spreadsheet"
    return zipped({"mimetype": mimetype, "content.xml": ODS.format(rows=rows)})


def test_hidden_sheets_are_recognized() -> None:
    book, out = Workbook(), io.BytesIO()
    for name, state in (("ẩn", "hidden"), ("ẩn hẳn", "veryHidden")):
        book.create_sheet(name).sheet_state = state
    book.save(out)
    hidden = {grid.name: grid.is_hidden for grid in read(out.getvalue(), "form.xlsx")}
    assert hidden == {"Sheet": False, "ẩn": True, "ẩn hẳn": True}


@pytest.mark.parametrize(("display", "is_hidden"), [("false", True), ("true", False)])
def test_a_sheet_of_ods_may_be_hidden_by_its_style(display: str, is_hidden: bool) -> None:
    row = "<table:table-row><table:table-cell/></table:table-row>"
    style = "urn:oasis:names:tc:opendocument:xmlns:style:1.0"
    styles = (
        f'<office:automatic-styles xmlns:style="{style}"><style:style style:name="ta2">'
        f'<style:table-properties table:display="{display}"/></style:style>'
        "</office:automatic-styles><office:body>"
    )
    content = ODS.format(rows=row).replace("<office:body>", styles)
    content = content.replace("<table:table ", '<table:table table:style-name="ta2" ')
    (grid,) = read(zipped({"content.xml": content}), "form.ods")
    assert grid.is_hidden is is_hidden


def test_ods_is_read_as_it_is_displayed() -> None:
    none = "<table:table-cell/>"
    cells = [
        ("office:value-type='string'", "a<text:s text:c='2'/>b"),
        ("office:value-type='float' office:value='3.33333'", "3,33"),
        ("office:value-type='float' office:value='2450'", "2.450,00"),
        ("office:value-type='percentage' office:value='0.85'", "85%"),
        ("office:value-type='date' office:date-value='2021-07-14'", "14/7/21"),
        ("office:value-type='date' office:date-value='2021-07-14T15:20:00'", "14/7/21 15:20"),
        ("office:value-type='date' office:date-value='2021-07-14T00:00:00'", "14/7/21"),
        ("table:number-rows-spanned='2' office:value-type='string'", "chung"),
    ]
    row = "".join(
        f"<table:table-cell {kind}><text:p>{text}</text:p></table:table-cell>"
        for kind, text in cells
    )
    (grid,) = read(
        ods(
            f"<table:table-row table:number-rows-repeated='2'>{none}</table:table-row>"
            f"<table:table-row>{row}</table:table-row>"
            "<table:table-row><table:table-cell table:number-columns-repeated='7'/>"
            "<table:covered-table-cell/></table:table-row>"
            "<table:table-row table:number-rows-repeated='1048000'>"
            "<table:table-cell table:number-columns-repeated='16384'/></table:table-row>"
        ),
        "form.ods",
    )
    shown = ["a  b", "3.33", "2450", "85%", "2021-07-14", "2021-07-14T15:20", "2021-07-14", "chung"]
    assert grid == Grid("form.ods", "Nhiệm vụ", [[], [], shown, [*[""] * 7, "chung"]])


# ---- What is refused


@pytest.mark.parametrize(
    "cells",
    [
        '<c r="A10001"><v>1</v></c>',
        '<c r="XFD1"><v>1</v></c>',
        '<c r="XFD1048576" t="inlineStr"><is><t>a</t></is></c>',
        '</row><row r="1048576"><c><v>1</v></c>',
        "<c/>" * 100 + "<c><v>1</v></c>",
    ],
)
def test_a_cell_far_outside_makes_a_form_too_big(cells: str) -> None:
    assert refused(sheet_of(cells)) == "form-too-big"


def test_a_cell_with_only_a_style_is_ignored() -> None:
    (grid,) = read(sheet_of(f'{CELL}<c r="XFD1048576" s="0"/>'), "form.xlsx")
    assert grid.rows == [["một"]]


def test_a_long_text_shared_by_many_cells_makes_a_form_too_big() -> None:
    strings = f"<sst><si>{'<r><t>' + 'a' * 30_000 + '</t></r>'}</si></sst>"
    cells = "</row><row>".join(["<c t='s'><v>0</v></c>" * 100] * 100)
    data = changed(sheet_of(cells), "xl/sharedStrings.xml", strings)
    override = (
        '<Override PartName="/xl/sharedStrings.xml" ContentType="application/'
        'vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>'
    )
    types = PARTS["[Content_Types].xml"].replace("</Types>", override)
    assert refused(changed(data, "[Content_Types].xml", types)) == "form-too-big"


def test_an_archive_that_unpacks_to_too_much_is_refused() -> None:
    padding = "<a>" + " " * (file_bytes.LONGEST_UNPACKED + 1) + "</a>"
    assert refused(changed(workbook(["a"]), "xl/more.xml", padding)) == "form-too-big"


def test_an_archive_with_a_false_size_is_refused() -> None:
    data = bytearray(changed(workbook(["a"]), "xl/more.xml", "<a>" + " " * 9_000_000 + "</a>"))
    lie = (9).to_bytes(4, "little")
    size = (9_000_007).to_bytes(4, "little")
    assert size in data
    assert refused(bytes(data).replace(size, lie)) == "bad-workbook"


@pytest.mark.parametrize(
    "part",
    [
        '<!DOCTYPE a [<!ENTITY b "bbbb">]><a>&b;</a>',
        "<a><b></a>",
        "",
        "\x00",
    ],
)
def test_malformed_or_unsafe_xml_is_refused(part: str) -> None:
    assert refused(changed(workbook(["a"]), "xl/worksheets/sheet1.xml", part)) == "bad-workbook"


@pytest.mark.parametrize(
    "part", ["xl/workbook.xml", "[Content_Types].xml", "xl/_rels/workbook.xml.rels"]
)
def test_a_workbook_that_lacks_a_part_is_refused(part: str) -> None:
    assert part in PARTS
    assert refused(changed(workbook(["a"]), part, None)) == "bad-workbook"


def test_a_workbook_that_lacks_its_only_sheet_has_none() -> None:
    assert SHEET in PARTS
    assert read(changed(workbook(["a"]), SHEET, None), "form.xlsx") == []


def test_other_kinds_of_archives_are_refused() -> None:
    assert refused(zipped({"word/document.xml": "<w/>"})) == "word-form"
    assert refused(zipped({"index.xml": "<a/>"})) == "bad-workbook"
    locked = {"content.xml": "\x01", "META-INF/manifest.xml": "<m><encryption-data/></m>"}
    assert refused(zipped(locked)) == "locked-form"
    data = changed(workbook(["a"]), "x.xml", "<y/>", method=zipfile.ZIP_LZMA)
    assert refused(data) == "bad-workbook"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"PK\x03\x04", "bad-workbook"),
        (b"PK\x05\x06" + bytes(18), "bad-workbook"),
        (OLE, "old-workbook"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "locked-form"),
        (OLE + "WordDocument".encode("utf-16-le"), "word-form"),
        (b"%PDF-1.7", "pdf-form"),
        (b"\x89PNG\r\n\x1a\n", "picture-form"),
        (b"\xff\xd8\xff\xe0", "picture-form"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "picture-form"),
        (b"\0\0\0\x18ftypheic", "picture-form"),
        ("Mã\n".encode("utf-16"), "utf16"),
        (b'a,"' + b"b" * 200_000, "form-too-big"),
        (b"a\n" * 10_001, "form-too-big"),
        (b",;" * 100, "form-too-big"),
        (b"a,b;c,d,e,f,g,h,i,j,k,l,m,n,o,p,q,r,s,t,u,v,w\n" * 9_900, "form-too-big"),
    ],
)
def test_other_bytes_are_refused(data: bytes, code: str) -> None:
    assert refused(data) == code


@pytest.mark.parametrize("separator", [b",", b";"])
def test_only_cells_of_csv_with_content_count_against_the_limit(separator: bytes) -> None:
    line = separator.join([b"a", b"b", b"c"]) + separator * 22
    grids = sheets.read(b"\n".join([line] * 9_900), "form.csv")
    assert max(len(grid.rows[0]) for grid in grids) == 25


def sheet_text(data: str, more: str = "") -> str:
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return f'<worksheet xmlns="{main}"><sheetData>{data}</sheetData>{more}</worksheet>'


def lying(data: bytes, size: int) -> bytes:
    """Return an archive that declares far less than it contains."""
    declared = size.to_bytes(4, "little")
    assert declared in data
    return data.replace(declared, (9).to_bytes(4, "little"))


SHEET = "xl/worksheets/sheet1.xml"
VALUES = "<c><v>1</v></c>" * 100
CELL_ROW = f"<row>{CELL}</row>"
LONG = 250_000_000


def padded(data: bytes) -> bytes:
    """Return a workbook with a member that unpacks to a huge size."""
    out = io.BytesIO(data)
    with (
        zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive,
        archive.open("xl/more.xml", "w") as member,
    ):
        for _ in range(LONG // 1_000_000):
            member.write(b" " * 1_000_000)
    return out.getvalue()


BOMBS: dict[str, Callable[[bytes], bytes]] = {
    "a size that is a lie": lambda book: lying(padded(book), LONG),
    "many members": lambda book: (
        book + zipped({f"{one}.xml": "" for one in range(40_000)}, zipfile.ZIP_STORED)
    ),
    "merged cells": lambda book: changed(
        book,
        SHEET,
        sheet_text(CELL_ROW, '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'),
    ),
    "rows that have a height only": lambda book: changed(
        book, SHEET, sheet_text("<row ht='15'/>" * 1_000_000)
    ),
    "cells that have a look only": lambda book: changed(
        book, SHEET, sheet_text("<row>" + "<c s='0'/>" * 1_000_000 + "</row>")
    ),
    "as many cells as there may be": lambda book: changed(
        book, SHEET, sheet_text(f"<row>{VALUES}</row>" * 2_000)
    ),
    "more cells than there may be": lambda book: changed(
        book, SHEET, sheet_text(f"<row>{VALUES}</row>" * 9_999)
    ),
    "a million rows": lambda book: changed(
        book, SHEET, sheet_text("<row><c><v>1</v></c></row>" * 1_000_000)
    ),
    "shared strings": lambda book: changed(
        book, "xl/sharedStrings.xml", f"<sst>{'<si><t>a</t></si>' * 1_000_000}</sst>"
    ),
    "styles": lambda book: changed(
        book, "xl/styles.xml", f"<styleSheet><cellXfs>{'<xf/>' * 2_000_000}</cellXfs></styleSheet>"
    ),
    "entities": lambda book: changed(
        book,
        SHEET,
        "<!DOCTYPE a [<!ENTITY a 'aaaaaaaaaa'>"
        + "".join(f"<!ENTITY {b} '{f'&{a};' * 50}'>" for a, b in pairwise("abcdefgh"))
        + "]><a>&h;</a>",
    ),
    "repeated rows": lambda _: ods(
        "<table:table-row table:number-rows-repeated='10000'>"
        "<table:table-cell table:number-columns-repeated='100'>"
        "<text:p>a</text:p></table:table-cell></table:table-row>"
    ),
    "a line of CSV": lambda _: b",;" * (sheets.LONGEST_CSV // 2),
    "long CSV": lambda _: b"a\n" * sheets.LONGEST_CSV,
    "deep elements": lambda book: changed(book, SHEET, "<a>" * 2_000_000),
}
CHILD = """
import re, sys
from pathlib import Path
from ntmtrack.cli import main
try:
    main.main()
finally:
    most = re.search(r"VmHWM:\\s*([0-9]+) kB", Path("/proc/self/status").read_text())
    print(int(most[1]) // 1024)
"""
CODES = ("not-a-form", "form-too-big", "bad-workbook")


@pytest.mark.long
@pytest.mark.skipif(sys.platform != "linux", reason="Linux tells the most memory since the start")
@pytest.mark.parametrize("bomb", BOMBS)
def test_importing_a_malicious_workbook_takes_little_memory(bomb: str, tmp_path: Path) -> None:
    path = tmp_path / "form.xlsx"
    path.write_bytes(BOMBS[bomb](workbook(["a"])))
    ran = spawn("import", str(path), "--file", str(SMALL), program=[sys.executable, "-c", CHILD])
    assert ran.code == Exit.DATA, ran
    assert any(f"[{code}]" in ran.err for code in CODES), ran
    assert int(ran.out) < MOST_MIB, ran


@given(st.integers(0, 2**32), st.integers(1, 40))
def test_a_damaged_workbook_is_read_or_refused(seed: int, slips: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - no secret
    data = bytearray(BOOK)
    for _ in range(slips):
        data[chance.randrange(len(data))] = chance.randrange(256)
    with suppress(NtmError):
        read(bytes(data), "form.xlsx")


@given(st.data())
def test_damaged_xml_is_read_or_refused(data: st.DataObject) -> None:
    """The damage is in the unpacked parts, as checksums would reveal most of it in the archive."""
    parts = [name for name in PARTS if name.endswith((".xml", ".rels"))]
    part = data.draw(st.sampled_from(parts))
    text = PARTS[part]
    at = data.draw(st.integers(0, len(text)))
    length = data.draw(st.integers(0, 12))
    pieces = st.sampled_from(
        ["", "<c>", "</c>", '"', "&#0;", "-1", "99999999999", "A1", "<v>", "<is/>"]
    )
    broken = text[:at] + data.draw(pieces) + text[at + length :]
    with suppress(NtmError):
        read(changed(BOOK, part, broken), "form.xlsx")


@given(st.data())
def test_damaged_ods_is_read_or_refused(data: st.DataObject) -> None:
    text = ODS.format(rows=ODS_ROW)
    at, length = data.draw(st.integers(0, len(text))), data.draw(st.integers(0, 12))
    pieces = st.sampled_from(["", "-1", "99999999999", '"', "<text:p>", "</text:p>", "<x/>", "a"])
    broken = text[:at] + data.draw(pieces) + text[at + length :]
    with suppress(NtmError):
        read(zipped({"content.xml": broken}), "form.ods")


ODS_ROW = (
    "<table:table-row table:number-rows-repeated='2'>"
    "<table:table-cell table:number-columns-repeated='2' table:number-rows-spanned='3'"
    " office:value-type='float' office:value='3.5'><text:p>3,5<text:s text:c='2'/></text:p>"
    "</table:table-cell><table:table-cell office:value-type='date' office:date-value='2021-07-14'/>"
    "<table:covered-table-cell table:number-columns-repeated='3'/></table:table-row>"
)
BOOK = workbook(["Mã", "Kết quả"], ["ve", 3.5], [date(2021, 7, 14), True])
with zipfile.ZipFile(io.BytesIO(BOOK)) as _archive:
    PARTS = {name: _archive.read(name).decode() for name in _archive.namelist()}
