"""CSV: how blocks are rendered, and that no text becomes a formula or more than one cell."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import date
from datetime import datetime
from decimal import Decimal

import pytest
from cells import SIGNS
from hypothesis import given
from hypothesis import strategies as st
from running import DATA
from running import run

from ntmtrack.render import csv as rendering
from ntmtrack.render.csv import Dialect
from ntmtrack.reports.tables import Block
from ntmtrack.reports.tables import Bullets
from ntmtrack.reports.tables import Cell
from ntmtrack.reports.tables import Column
from ntmtrack.reports.tables import Facts
from ntmtrack.reports.tables import Paragraph
from ntmtrack.reports.tables import Section
from ntmtrack.reports.tables import Table
from ntmtrack.wording.clean import clean
from ntmtrack.wording.words import Words

VI = Words("vi")
RAW = ("-F", "csv", "--raw")
TABLE = Table(
    "Bảng",
    [Column("Việc"), Column("Hạn"), Column("Đạt", number=True), Column("-1")],
    [
        (Cell("Rào, dậu"), Cell(date(2021, 7, 1), text="trước 1/7"), Cell(-5), Cell("-5")),
        (Cell('"Vẽ"\nlại'), Cell(datetime(2021, 7, 1, 15, 30)), Cell(Decimal("1E+3")), Cell("")),
        (Cell(None), Cell(datetime(2021, 7, 1)), Cell(Decimal("-1.50")), Cell(None, text="không")),
    ],
)
texts = st.one_of(
    st.text(st.characters(), max_size=20),
    st.text(f"{SIGNS} \n\"',;a1()", max_size=20),
)


def read(blocks: Sequence[Block], dialect: Dialect = "excel") -> list[list[str]]:
    text = rendering.render(blocks, VI, dialect)
    assert text.startswith("\ufeff") is (dialect == "excel")
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def test_a_single_table_is_written_without_other_blocks() -> None:
    assert rendering.render([Paragraph("Công văn", "title"), TABLE, Bullets(["một"])], VI) == (
        "\ufeffViệc,Hạn,Đạt,'-1\r\n"
        '"Rào, dậu",2021-07-01,-5,\'-5\r\n'
        '"""Vẽ"" lại",2021-07-01 15:30,1000,\r\n'
        ",2021-07-01,-1.50,\r\n"
    )


def test_raw_csv_has_the_texts_of_the_file_unchanged() -> None:
    assert rendering.render([TABLE], VI, "raw") == (
        "Việc,Hạn,Đạt,-1\r\n"
        '"Rào, dậu",2021-07-01,-5,-5\r\n'
        '"""Vẽ""\nlại",2021-07-01 15:30,1000,\r\n'
        ",2021-07-01,-1.50,\r\n"
    )


def test_several_blocks_are_written_one_after_another() -> None:
    blocks = (
        Paragraph("Tuần 1/7", "title"),
        Paragraph("Tính đến 04/7."),
        Section("Kết quả"),
        Table("Bảng", [Column("Mã")], [(Cell("ve"),)]),
        Table("Bảng rỗng", [Column("Mã")], []),
        Section("Tồn tại", 2),
        Bullets(["một", "=hai"]),
        Facts("Về việc", [("Hạn", Cell(date(2021, 7, 1))), ("Số", Cell(3))]),
        Table("", [Column("Mã")], [(Cell("rao"),)]),
    )
    assert rendering.render(blocks, VI) == (
        "\ufeffTuần 1/7\r\n"
        "Tính đến 04/7.\r\n"
        "\r\n"
        "I. Kết quả\r\n"
        "\r\n"
        "Bảng\r\n"
        "Mã\r\n"
        "ve\r\n"
        "\r\n"
        "1. Tồn tại\r\n"
        "một\r\n"
        "'=hai\r\n"
        "\r\n"
        "Về việc\r\n"
        "Hạn,2021-07-01\r\n"
        "Số,3\r\n"
        "\r\n"
        "Mã\r\n"
        "rao\r\n"
    )


def test_raw_csv_is_one_table_whatever_the_blocks_are() -> None:
    blocks = (
        Paragraph("Tuần 1/7", "title"),
        Paragraph("Tính đến 04/7."),
        Paragraph(""),
        Section("Kết quả"),
        Table("Bảng", [Column("Mã"), Column("", number=True)], [(Cell("ve"), Cell(1))]),
        Table("Bảng rỗng", [Column("Mã")], []),
        Section("Tồn tại", 2),
        Bullets(["một", "=hai"]),
        Facts("Về việc", [("Hạn", Cell(date(2021, 7, 1))), ("Số", Cell(3))]),
        Table("", [Column("Số"), Column("Mã"), Column("Mã")], [(Cell(4), Cell("rao"), Cell("b"))]),
    )
    assert rendering.render(blocks, VI, "raw") == (
        "Phần,Lời văn,Mã,Hạn,Số,Mã\r\n"
        "Tuần 1/7,Tính đến 04/7.,,,,\r\n"
        "Kết quả / Bảng,1,ve,,,\r\n"
        "Kết quả / Tồn tại,một,,,,\r\n"
        "Kết quả / Tồn tại,=hai,,,,\r\n"
        "Kết quả / Tồn tại / Về việc,,,2021-07-01,3,\r\n"
        "Kết quả / Tồn tại / Về việc,,rao,,4,b\r\n"
    )


@pytest.mark.parametrize(
    "report", ["status", "weekly", "register", "remind", "history", "matrix", "volumes", "show"]
)
def test_every_report_has_one_raw_table(report: str) -> None:
    task = ("khoi-cong",) if report == "show" else ()
    ran = run(report, *task, "-f", str(DATA / "weeks.yaml"), "--as-of", "2025-03-30", *RAW)
    assert (ran.code, ran.err) == (0, "")
    rows = list(csv.reader(io.StringIO(ran.out, newline="")))
    assert len(rows) > 1
    assert {len(row) for row in rows} == {len(rows[0])}
    assert all(rows[0])


def test_a_table_without_rows_still_has_its_headings() -> None:
    blocks: list[Block] = [Paragraph("0 việc."), Table("", [Column("Mã")], [])]
    assert rendering.render(blocks, VI) == "\ufeffMã\r\n"


def test_no_blocks_give_no_text() -> None:
    assert rendering.render([], VI, "raw") == ""


@given(st.data(), st.integers(1, 4), st.integers(0, 3))
def test_any_text_stays_the_text_of_its_cell(data: st.DataObject, width: int, height: int) -> None:
    row = st.lists(texts, min_size=width, max_size=width)
    headings = data.draw(row)
    rows = data.draw(st.lists(row, min_size=height, max_size=height))
    table = Table(
        "", [Column(heading) for heading in headings], [list(map(Cell, cells)) for cells in rows]
    )
    for written, expected in zip(read([table]), [headings, *rows], strict=True):
        assert [text.removeprefix("'") for text in written] == [
            clean(text).removeprefix("'") for text in expected
        ]
        assert not any(text.lstrip().startswith(tuple(SIGNS)) for text in written)
    assert read([table], "raw") == [headings, *rows]


@pytest.mark.parametrize("sign", SIGNS)
def test_every_sign_that_begins_a_formula_is_guarded(sign: str) -> None:
    for text in (f"{sign}1+1", f"  {sign}1+1", f"\u3000{sign}x"):
        (cell,) = read([Paragraph(text)])[0]
        assert not cell.lstrip().startswith(tuple(SIGNS))


def test_blocks_after_an_empty_line_belong_to_the_whole_report() -> None:
    blocks: list[Block] = [
        Paragraph("Báo cáo", "title"),
        Section("Sự kiện"),
        Paragraph("Không có."),
        Paragraph(""),
        Paragraph("Số liệu."),
    ]
    assert [row[0] for row in read(blocks, "raw")] == ["Phần", "Sự kiện", "Báo cáo"]
