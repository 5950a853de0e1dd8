"""Rows as XML: they have what other readers of workbooks than openpyxl need."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from datetime import date
from datetime import datetime
from xml.etree import ElementTree as ET

import pytest
from hypothesis import example
from hypothesis import given
from hypothesis import strategies as st

from ntmtrack.render.sheet_columns import CellPlace
from ntmtrack.render.xlsx import SheetRows
from ntmtrack.reports.tables import Cell
from ntmtrack.reports.tables import CellValue
from ntmtrack.wording.clean import clean

SPACE = "{http://www.w3.org/XML/1998/namespace}space"
CONTROL = re.compile("_x([0-9A-Fa-f]{4})_")  # spreadsheets read this as one character


def sheet() -> tuple[SheetRows, io.StringIO]:
    """Return rows with one column ten letters wide, and the file that they are written to."""
    file = io.StringIO()
    return SheetRows(file, 1, lambda *_: 0), file


def row_of(value: CellValue) -> ET.Element:
    """Write a row with one cell, and parse it."""
    rows, file = sheet()
    rows.write([Cell(value)], ["value"], [CellPlace(0, 0, 10)])
    return ET.fromstring(file.getvalue())  # noqa: S314 - our own


def text_of(value: str) -> str:
    """Return the text that a spreadsheet shows."""
    element = row_of(value).find(".//t")
    assert element is not None
    return CONTROL.sub(lambda match: chr(int(match[1], 16)), element.text or "")


@given(st.text("_x0005FDé ", min_size=1).map("_x000D{}_".format))
@example("_x0041_")
@example("_x005F_x0041_")
@example("_x000D_x000D_")
def test_a_text_that_looks_like_an_escaped_character_stays_text(text: str) -> None:
    assert text_of(text) == clean(text)


@pytest.mark.parametrize(("text", "kept"), [(" a", True), ("a ", True), ("a b", False)])
def test_spaces_around_a_text_are_kept(text: str, kept: bool) -> None:
    element = row_of(text).find(".//t")
    assert element is not None
    assert (element.get(SPACE) == "preserve") == kept


@pytest.mark.parametrize(
    ("value", "days"),
    [
        (date(1900, 1, 1), "1"),
        (date(1900, 2, 28), "59"),
        (date(1900, 3, 1), "61"),
        (datetime(1900, 3, 1, 0, 1), "61.00069444444444"),
        (date(2021, 7, 1), "44378"),
        (datetime(2021, 7, 1, 18), "44378.75"),
    ],
)
def test_days_have_the_numbers_that_spreadsheets_use(value: date, days: str) -> None:
    assert row_of(value).findtext(".//v") == days


@pytest.mark.parametrize(
    ("written", "area"),
    [([], "A1"), (["row"], "A1:A1"), (["row", "gap", "row"], "A1:A3"), (["row", "gap"], "A1:A1")],
)
def test_the_area_ends_at_the_last_written_row(written: Sequence[str], area: str) -> None:
    rows, file = sheet()
    for part in written:
        if part == "gap":
            rows.skip()
        else:
            rows.write([Cell("a")], ["value"], [CellPlace(0, 0, 10)])
    assert rows.area == area
    numbers = re.findall(r'<row r="(\d+)"', file.getvalue())
    assert numbers == [str(at) for at, part in enumerate(written, 1) if part == "row"]


@pytest.mark.parametrize(
    ("text", "height"),
    [("a" * 10, "16.5"), ("a" * 11, "16.5"), ("a" * 12, "33"), ("a " * 500, "408.75")],
)
def test_a_row_is_as_high_as_its_text_at_ninety_percent_of_the_measured_width(
    text: str, height: str
) -> None:
    assert row_of(text).get("ht") == height
