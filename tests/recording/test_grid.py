"""Places in a grid of cells, with the names that spreadsheets give them."""

from __future__ import annotations

import pytest

from ntmtrack.recording.grid import Grid
from ntmtrack.wording.problem import Place


@pytest.mark.parametrize(
    ("row", "column", "cell"),
    [(0, 0, "A1"), (6, 3, "D7"), (9, 25, "Z10"), (0, 26, "AA1"), (0, 701, "ZZ1")],
)
def test_a_cell_has_its_spreadsheet_name(row: int, column: int, cell: str) -> None:
    place = Place("form.xlsx", row + 1, column + 1, cell=f"Nhiệm vụ!{cell}")
    assert Grid("form.xlsx", "Nhiệm vụ", []).place(row, column) == place
    assert Grid("form.csv", "", []).place(row, column).cell == cell
