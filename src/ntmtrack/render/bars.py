"""Bars in a document of a word processor: rows of a table whose cells are as wide as their figures.

They are no picture, so that they print sharply, need no font, and can be read out.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Sequence

from ntmtrack.render.paragraphs import CENTER
from ntmtrack.render.paragraphs import LEFT
from ntmtrack.render.paragraphs import Layout
from ntmtrack.render.paragraphs import PaperLine
from ntmtrack.render.paragraphs import border
from ntmtrack.render.paragraphs import twips
from ntmtrack.render.word import DocxWriter
from ntmtrack.render.word_tables import ON_TOP
from ntmtrack.render.word_tables import start
from ntmtrack.reports.paper import TextStyle
from ntmtrack.reports.tables import Shape
from ntmtrack.reports.tables import Table
from ntmtrack.reports.tables import cell_text

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


def draw_bars(writer: DocxWriter, table: Table, width: float) -> Iterator[str]:
    """Write a table whose first column has names and the others the parts of a bar.

    Its heading, on top of each page, says what each part is.
    """
    name, *parts = table.columns
    chart = _Chart(writer, [part.bar or "open" for part in parts], width)
    yield chart.start()
    headings, shares = [part.heading for part in parts], [_UNITS // len(parts)] * len(parts)
    yield chart.row(name.heading, headings, shares, ON_TOP)
    figures = [
        [cell.value if isinstance(cell.value, int) else 0 for cell in row[1:]] for row in table.rows
    ]
    longest = max(map(sum, figures), default=0)
    for row, counts in zip(table.rows, figures, strict=True):
        texts = [cell_text(cell, writer.words) for cell in row[1:]]
        yield chart.row(cell_text(row[0], writer.words), texts, _spans(counts, longest))
    yield "</w:tbl>"


def _spans(counts: Sequence[int], longest: int) -> list[int]:
    """Give how long each part is: room for its digits, and the rest by its figure."""
    free = _UNITS - _DIGIT * len(str(longest)) * len(counts)
    return [_DIGIT * len(str(count)) + free * count // longest if count else 0 for count in counts]


class _Chart:
    """Write the rows of a chart, each of a name and the parts of its bar."""

    def __init__(self, writer: DocxWriter, shapes: Sequence[Shape], width: float) -> None:
        self._writer, self._shapes, self._names = writer, shapes, width * _NAMES
        self._unit = (width - self._names) / _UNITS

    def start(self) -> str:
        """Begin the table."""
        return start([self._names, *[self._unit] * _UNITS], padding=0.5)

    def row(self, name: str, texts: Sequence[str], spans: Sequence[int], more: str = "") -> str:
        """Write a row that stays whole, on the page of the next one; empty parts are left out."""
        cells = [self._cell(1, self._names, name)]
        cells += [
            self._cell(span, span * self._unit, text, shape)
            for text, span, shape in zip(texts, spans, self._shapes, strict=True)
            if span
        ]
        if rest := _UNITS - sum(spans):
            cells.append(self._cell(rest, rest * self._unit, ""))
        return f"<w:tr><w:trPr><w:cantSplit/>{more}</w:trPr>{''.join(cells)}</w:tr>"

    def _cell(self, span: int, width: float, text: str, shape: Shape | None = None) -> str:
        """Write a cell over so many columns; a part of a bar has lines around it, and a fill."""
        spans = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
        style = _STRONG if shape == "bad" else _TEXT
        layout = Layout(CENTER if shape else LEFT, keep=True)
        return "".join(
            (
                f'<w:tc><w:tcPr><w:tcW w:w="{twips(width)}" w:type="dxa"/>{spans}',
                _look(shape) if shape else "",
                f"</w:tcPr>{self._writer.paragraph(PaperLine([(text, style)], layout))}</w:tc>",
            )
        )


def _look(shape: Shape) -> str:
    lines = "".join(border(side, 0) for side in ("top", "left", "bottom", "right"))
    fill = f'<w:shd w:val="clear" w:color="auto" w:fill="{_FILLS[shape]}"/>'
    return f"<w:tcBorders>{lines}</w:tcBorders>{fill}"
