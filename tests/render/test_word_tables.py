"""Bars on paper: cells as wide as their figures, which are also there as text."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from docx import Document
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies

from ntmtrack.render.word import Pages
from ntmtrack.render.word import new_document
from ntmtrack.render.word import section
from ntmtrack.render.word import to_bytes
from ntmtrack.render.word_tables import draw_table
from ntmtrack.reports.paper import PARTY
from ntmtrack.reports.tables import Cell
from ntmtrack.reports.tables import Column
from ntmtrack.reports.tables import Table
from ntmtrack.wording.words import Words

if TYPE_CHECKING:
    from docx.table import Table as WordTable

UNITS = 60
VI = Words("vi")
COLUMNS = [
    Column("Thôn"),
    Column("đúng hạn", bar="good"),
    Column("quá hạn", bar="good-late"),
    Column("trong hạn", bar="open"),
    Column("chậm", bar="bad"),
]


def drawn(*figures: tuple[int, ...]) -> list[list[tuple[str, int]]]:
    """Return each row of the bars as the texts and widths in units of its cells."""
    rows = [(Cell("Kim Bình"), *map(Cell, numbers)) for numbers in figures]
    bars = []
    for row in table_of(rows).rows:
        cells = dict.fromkeys(row.cells)
        bars.append([(cell.text, cell.grid_span) for cell in cells])
    return bars


def table_of(rows: Sequence[Sequence[Cell]]) -> WordTable:
    """Return the table of bars from a document."""
    (table,) = Document(BytesIO(drawn_document(COLUMNS, rows))).tables
    return table


def drawn_document(columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> bytes:
    """Return a document with a table."""
    writer = new_document(PARTY, VI)
    table = "".join(draw_table(writer, Table("", columns, rows), 165))
    return to_bytes(writer.document, [table, section(PARTY, Pages("upright"))])


def test_a_column_has_room_for_a_figure_and_its_unit_on_one_line() -> None:
    long = Cell("Rà soát, lập danh sách các hộ chưa có thùng phân loại rác tại nhà")
    columns = [Column("Nội dung"), Column("Sản phẩm"), *[Column("Phối hợp")] * 6]
    widths = {}
    for product in ("400 thùng", "thùng 400"):
        rows = [(long, Cell(product), *[long] * 6)]
        (table,) = Document(BytesIO(drawn_document(columns, rows))).tables
        widths[product] = table.columns[1].width
    assert widths["400 thùng"] > widths["thùng 400"] * 1.3


def test_a_figure_of_twice_the_size_has_a_bar_about_twice_as_long() -> None:
    head, first, second = drawn((12, 0, 6, 0), (1, 1, 1, 21))
    assert [text for text, _ in head] == ["Thôn", "đúng hạn", "quá hạn", "trong hạn", "chậm"]
    assert [text for text, _ in first[1:-1]] == ["12", "6"]
    assert [text for text, _ in second[1:-1]] == ["1", "1", "1", "21"]
    assert 1.5 < first[1][1] / first[2][1] < 2.5


@given(
    strategies.lists(
        strategies.tuples(*[strategies.integers(0, 9999)] * 4).filter(any), min_size=1, max_size=6
    )
)
def test_every_row_fills_the_width_and_shows_each_figure(rows: list[tuple[int, ...]]) -> None:
    for numbers, cells in zip(rows, drawn(*rows)[1:], strict=True):
        assert sum(span for _, span in cells) == 1 + UNITS
        assert [text for text, _ in cells[1:] if text] == [
            VI.number(number) for number in numbers if number
        ]


@pytest.mark.parametrize("shape", ["good", "good-late", "open", "bad"])
def test_each_part_of_a_bar_has_a_fill_and_borders(shape: str) -> None:
    table = table_of([(Cell("A"), Cell(1), Cell(1), Cell(1), Cell(1))])
    place = [column.bar for column in COLUMNS].index(shape)  # type: ignore[arg-type]
    cell = table._element.findall(qn("w:tr"))[1].findall(qn("w:tc"))[place]  # noqa: SLF001
    assert cell.find(f".//{qn('w:shd')}") is not None
    assert cell.find(f".//{qn('w:tcBorders')}") is not None
