"""Sheets that come back: what is read of them, and that no bytes do more than end in a problem."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from ntmtrack.recording import sheets
from ntmtrack.recording.sheets import Grid
from ntmtrack.recording.sheets import read
from ntmtrack.wording.problem import NtmError
from ntmtrack.wording.problem import Place

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
    """Give a workbook with a part written anew, or left out."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", method) as new:
        for one in old.namelist():
            if one != part:
                new.writestr(one, old.read(one))
        if text is not None:
            new.writestr(part, text)
    return out.getvalue()


def sheet_of(cells: str) -> bytes:
    """Give a workbook whose sheet has these cells."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    sheet = f'<worksheet xmlns="{main}"><sheetData><row r="1">{cells}</row></sheetData></worksheet>'
    return changed(workbook(["một"]), "xl/worksheets/sheet1.xml", sheet)


def refused(data: bytes) -> str:
    """Give the code that a file is refused with."""
    with pytest.raises(NtmError) as error:
        read(data, "form.xlsx")
    (problem,) = error.value.problems
    assert problem.place
    assert problem.place.file == "form.xlsx"
    return problem.code.printed


def test_every_value_is_a_text_as_somebody_would_type_it() -> None:
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
def test_csv_is_read_however_it_was_saved(separator: str, mark: str, end: str) -> None:
    lines = [["Mã", "Kết quả", "Ghi chú"], ["ve", '"một; hai, ba"', '"a ""b"""'], ["rao", "", ""]]
    text = mark + "".join(separator.join(line) + end for line in lines)
    (grid,) = read(text.encode(), "form.csv")
    assert grid.rows == [
        ["Mã", "Kết quả", "Ghi chú"],
        ["ve", "một; hai, ba", 'a "b"'],
        ["rao", "", ""],
    ]


@pytest.mark.parametrize(
    ("row", "column", "cell"),
    [(0, 0, "A1"), (6, 3, "D7"), (9, 25, "Z10"), (0, 26, "AA1"), (0, 701, "ZZ1")],
)
def test_a_place_is_called_as_spreadsheets_call_it(row: int, column: int, cell: str) -> None:
    place = Place("form.xlsx", row + 1, column + 1, cell=f"Nhiệm vụ!{cell}")
    assert Grid("form.xlsx", "Nhiệm vụ", []).place(row, column) == place
    assert Grid("form.csv", "", []).place(row, column).cell == cell


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
def test_a_cell_far_off_is_too_much(cells: str) -> None:
    assert refused(sheet_of(cells)) == "form-too-big"


def test_a_cell_that_only_has_a_look_is_nothing() -> None:
    (grid,) = read(sheet_of(f'{CELL}<c r="XFD1048576" s="0"/>'), "form.xlsx")
    assert grid.rows == [["một"]]


def test_a_text_that_many_cells_share_is_too_much() -> None:
    strings = f"<sst><si>{'<r><t>' + 'a' * 30_000 + '</t></r>'}</si></sst>"
    cells = "</row><row>".join(["<c t='s'><v>0</v></c>" * 100] * 100)
    assert refused(changed(sheet_of(cells), "xl/sharedStrings.xml", strings)) == "form-too-big"


def test_what_unpacks_to_too_much_is_not_unpacked() -> None:
    padding = "<a>" + " " * (sheets.LONGEST_WORKBOOK + 1) + "</a>"
    assert refused(changed(workbook(["a"]), "xl/more.xml", padding)) == "form-too-big"


def test_a_size_that_is_a_lie_ends_before_the_memory_does() -> None:
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
def test_xml_that_is_not_plain_is_refused(part: str) -> None:
    assert refused(changed(workbook(["a"]), "xl/worksheets/sheet1.xml", part)) == "bad-workbook"


@pytest.mark.parametrize(
    "part", ["xl/workbook.xml", "[Content_Types].xml", "xl/worksheets/sheet1.xml"]
)
def test_a_workbook_that_lacks_a_part_is_refused_or_empty(part: str) -> None:
    data = changed(workbook(["a"]), part, None)
    with suppress(NtmError):
        assert all(not grid.rows for grid in read(data, "form.xlsx")) or part[0] == "["


def test_other_kinds_of_archives_are_no_workbooks() -> None:
    content = (
        "<office:document-content xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0'/>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
    assert refused(out.getvalue()) == "bad-workbook"
    assert refused(changed(workbook(["a"]), "x", "y", method=zipfile.ZIP_LZMA)) == "bad-workbook"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"PK", "bad-workbook"),
        (b"PK\x05\x06" + bytes(18), "bad-workbook"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + bytes(512), "not-utf8"),
        ("Mã\n".encode("utf-16"), "utf16"),
        (b'a,"' + b"b" * 200_000, "form-too-big"),
        (b"a\n" * 10_001, "form-too-big"),
        (b"," * 100, "form-too-big"),
    ],
)
def test_other_bytes_are_refused(data: bytes, code: str) -> None:
    assert refused(data) == code


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
    """A checksum finds most slips in a file as it lies there, so these are in what it holds."""
    parts = [one for one in PARTS if one.endswith((".xml", ".rels"))]
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


BOOK = workbook(["Mã", "Kết quả"], ["ve", 3.5], [date(2021, 7, 14), True])
with zipfile.ZipFile(io.BytesIO(BOOK)) as _archive:
    PARTS = {one: _archive.read(one).decode() for one in _archive.namelist()}
