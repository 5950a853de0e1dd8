"""Bars in a document of a word processor: rows of a table whose cells are as wide as their figures.

They are no picture, so that they print sharply, need no font, and can be read out.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from docx.oxml import OxmlElement
from docx.table import _Cell

from ntmtrack.render.paragraphs import CENTER
from ntmtrack.render.paragraphs import LEFT
from ntmtrack.render.paragraphs import Layout
from ntmtrack.render.paragraphs import new_border
from ntmtrack.render.paragraphs import new_element
from ntmtrack.render.word import DocxWriter
from ntmtrack.render.word import add_frame
from ntmtrack.render.word import fill_cell
from ntmtrack.reports.paper_forms import TextStyle
from ntmtrack.reports.tables import Shape
from ntmtrack.reports.tables import Table
from ntmtrack.reports.tables import cell_text

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement

# A bar is so many units long at most; one digit needs some, and each further one as many again.
_UNITS, _DIGIT = 60, 2
_NAMES = 0.25  # the part of the width that names have
_TEXT, _STRONG = TextStyle(10), TextStyle(10, bold=True)
# Light enough for black figures, and of different darkness where a printer has no colours.
_FILLS: dict[Shape, str] = {
    "good": "A3D5B0",
    "good-late": "FCE9BC",
    "open": "FFFFFF",
    "bad": "F0988F",
}


def has_bars(table: Table) -> bool:
    """Tell whether a table is to be drawn as bars."""
    return any(column.bar for column in table.columns)


def draw_bars(writer: DocxWriter, table: Table, width: float) -> None:
    """Add a table whose first column has names and the others the parts of a bar.

    Its heading, on top of each page, says what each part is.
    """
    name, *parts = table.columns
    shapes = [part.bar or "open" for part in parts]
    chart = _Chart(writer, shapes, width)
    heading = chart.add_row(
        name.heading, [part.heading for part in parts], [_UNITS // len(parts)] * len(parts)
    )
    heading.trPr.append(new_element("w:tblHeader"))
    figures = [
        [cell.value if isinstance(cell.value, int) else 0 for cell in row[1:]] for row in table.rows
    ]
    longest = max(map(sum, figures), default=0)
    for row, counts in zip(table.rows, figures, strict=True):
        texts = [cell_text(cell, writer.words) for cell in row[1:]]
        chart.add_row(cell_text(row[0], writer.words), texts, _spans(counts, longest))
    writer.add_gap(1)


def _spans(counts: Sequence[int], longest: int) -> list[int]:
    """Give how long each part is: room for its digits, and the rest by its figure."""
    free = _UNITS - _DIGIT * len(str(longest)) * len(counts)
    return [_DIGIT * len(str(count)) + free * count // longest if count else 0 for count in counts]


class _Chart:
    """Build the rows of a chart, each of a name and the parts of its bar."""

    def __init__(self, writer: DocxWriter, shapes: Sequence[Shape], width: float) -> None:
        self._writer, self._shapes, self._names = writer, shapes, width * _NAMES
        self._unit = (width - self._names) / _UNITS
        widths = [self._names, *[self._unit] * _UNITS]
        self._drawn = add_frame(writer, 0, widths, padding=0.5)

    def add_row(self, name: str, texts: Sequence[str], spans: Sequence[int]) -> BaseOxmlElement:
        """Add a row that stays whole, on the page of the next one; empty parts are left out."""
        row: BaseOxmlElement = OxmlElement("w:tr")
        row.get_or_add_trPr().append(new_element("w:cantSplit"))
        self._drawn._element.append(row)  # noqa: SLF001 - python-docx has no other way to it
        self._add_cell(row, 1, self._names, name)
        for text, span, shape in zip(texts, spans, self._shapes, strict=True):
            if span:
                self._add_cell(row, span, span * self._unit, text, shape)
        if rest := _UNITS - sum(spans):
            self._add_cell(row, rest, rest * self._unit, "")
        return row

    def _add_cell(
        self, row: BaseOxmlElement, span: int, width: float, text: str, shape: Shape | None = None
    ) -> None:
        """Add a cell over so many columns; a part of a bar has lines around it, and a fill."""
        cell: BaseOxmlElement = OxmlElement("w:tc")
        properties = new_element("w:tcPr")
        properties.append(new_element("w:tcW", w=str(round(width * 1440 / 25.4)), type="dxa"))
        if span > 1:
            properties.append(new_element("w:gridSpan", val=str(span)))
        if shape:
            properties.append(_lines())
            properties.append(new_element("w:shd", val="clear", color="auto", fill=_FILLS[shape]))
        cell.extend([properties, OxmlElement("w:p")])
        row.append(cell)
        style = _STRONG if shape == "bad" else _TEXT
        layout = Layout(CENTER if shape else LEFT, keep=True)
        fill_cell(_Cell(cell, self._drawn), self._writer, [(text, style)], layout)


def _lines() -> BaseOxmlElement:
    borders = new_element("w:tcBorders")
    for side in ("top", "left", "bottom", "right"):
        borders.append(new_border(f"w:{side}", 0))
    return borders
