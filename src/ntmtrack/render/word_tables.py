"""Tables of Word documents: their rows as XML, and how columns share a page.

Bar charts are tables, too: rows of cells as wide as their figures. Unlike pictures, they print
sharply, need no font, and can be read aloud by screen readers.
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from textwrap import wrap

from ntmtrack.render.paragraphs import CENTER
from ntmtrack.render.paragraphs import LEFT
from ntmtrack.render.paragraphs import RIGHT
from ntmtrack.render.paragraphs import Layout
from ntmtrack.render.paragraphs import PaperLine
from ntmtrack.render.paragraphs import border
from ntmtrack.render.paragraphs import twips
from ntmtrack.render.word import DocxWriter
from ntmtrack.reports.paper import PaperProfile
from ntmtrack.reports.paper import TextStyle
from ntmtrack.reports.tables import Cell
from ntmtrack.reports.tables import Shape
from ntmtrack.reports.tables import Table
from ntmtrack.reports.tables import cell_text
from ntmtrack.reports.tables import stack_columns
from ntmtrack.wording.clean import clean
from ntmtrack.wording.clean import with_units

# The length of the longest bar in units, and the units that each digit of a figure needs.
_UNITS, _DIGIT = 60, 2
_NAMES = 0.25  # the share of the width that names take
_TEXT, _STRONG = TextStyle(10), TextStyle(10, bold=True)
# Light enough for black figures, and of different brightness for printers without colours.
_FILLS: dict[Shape, str] = {
    "good": "A3D5B0",
    "good-late": "FCE9BC",
    "open": "FFFFFF",
    "bad": "F0988F",
}
_HEADING = "head"  # a heading of the rows below it, kept on one page with the first of them
STRONG = ("title", _HEADING, "total")
_SIDES = ("top", "left", "bottom", "right")
_LINES = "".join(border(side, 0) for side in (*_SIDES, "insideH", "insideV"))
_ALL_LINES = f"<w:tblBorders>{_LINES}</w:tblBorders>"
_ON_TOP = "<w:tblHeader/>"  # repeated at the top of each page
# The widths of characters as fractions of the font size: of nearly the widest bold ones, capital
# and small, and the mean of all.
_CAPITAL, _SMALL, _MEAN = 0.8, 0.56, 0.45
# A text counts as long from _LONG characters; _ROOM is the width of a character where lines are
# counted.
_LONG, _ROOM = 40, 0.52
# About how many rows are enough to choose the widths of columns.
_SAMPLE = 300


def frame(
    writer: DocxWriter, rows: Iterable[Sequence[Sequence[PaperLine]]], widths: Sequence[float]
) -> str:
    """Return a table without lines: rows of cells, each with its paragraphs."""
    written = (
        _row(("".join(map(writer.paragraph, lines)) for lines in row), widths) for row in rows
    )
    return f"{_start(widths)}{''.join(written)}</w:tbl>"


def draw_table(writer: DocxWriter, table: Table, width: float) -> Iterator[str]:
    """Yield a table row by row, as a bar chart if its columns are parts of bars."""
    draw = _draw_bars if any(column.bar for column in table.columns) else _draw_lines
    return draw(writer, table, width)


def _draw_lines(writer: DocxWriter, table: Table, width: float) -> Iterator[str]:
    """Yield a table row by row, with all lines, and its heading at the top of each page."""
    profile, places = writer.profile, stack_columns(table.columns)
    headings = [(column.heading, profile.cell_heading) for column in table.columns]
    rows: list[list[tuple[str, TextStyle]]] = []
    are_headings: list[bool] = []
    for cells in table.rows:
        rows.append([_style(cell, writer) for cell in cells])
        are_headings.append(any(cell.role == _HEADING for cell in cells))
    columns = [
        [clean(" ".join(row[index][0] for index in indexes)) for row in (headings, *rows)]
        for indexes in places
    ]
    lines = [table.columns[indexes[0]].lines for indexes in places]
    widths = _widths(columns, lines, profile, width)
    yield _start(widths, profile.cell_padding, _ALL_LINES)
    yield _row(_cells(writer, headings, places, [Layout(CENTER)] * len(places)), widths, _ON_TOP)
    layouts = [Layout(RIGHT if table.columns[indexes[0]].number else LEFT) for indexes in places]
    above = [layout._replace(keep=True) for layout in layouts]
    for row, is_heading in zip(rows, are_headings, strict=True):
        yield _row(_cells(writer, row, places, above if is_heading else layouts), widths)
    yield "</w:tbl>"


def _style(cell: Cell, writer: DocxWriter) -> tuple[str, TextStyle]:
    profile = writer.profile
    style = profile.cell_heading if cell.role in STRONG else profile.cell
    return cell_text(cell, writer.words), style


def _cells(
    writer: DocxWriter,
    row: Sequence[tuple[str, TextStyle]],
    places: Sequence[Sequence[int]],
    layouts: Sequence[Layout],
) -> Iterator[str]:
    """Yield the contents of a row's cells: in each, the texts of the columns that share it."""
    for indexes, layout in zip(places, layouts, strict=True):
        yield "".join(writer.paragraph(PaperLine((row[index],), layout)) for index in indexes)


def _row(cells: Iterable[str], widths: Sequence[float], more: str = "") -> str:
    """Return a row that is never split across pages; Word requires a paragraph in every cell."""
    written = (
        f'<w:tc><w:tcPr><w:tcW w:type="dxa" w:w="{twips(width)}"/></w:tcPr>'
        f"{cell or '<w:p/>'}</w:tc>"
        for cell, width in zip(cells, widths, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/>{more}</w:trPr>{''.join(written)}</w:tr>"


def _start(widths: Sequence[float], padding: float = 0, lines: str = "") -> str:
    """Return the start of a table: its lines, its columns, and the padding in millimetres."""
    whole, beside, above = twips(sum(widths)), twips(padding), twips(padding / 3)
    room = "".join(
        f'<w:{side} w:w="{space}" w:type="dxa"/>'
        for side, space in zip(_SIDES, (above, beside, above, beside), strict=True)
    )
    columns = "".join(f'<w:gridCol w:w="{twips(width)}"/>' for width in widths)
    return "".join(
        (
            f'<w:tbl><w:tblPr><w:tblW w:type="dxa" w:w="{whole}"/><w:jc w:val="center"/>{lines}',
            f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{room}</w:tblCellMar>',
            '<w:tblLook w:firstColumn="1" w:firstRow="1" w:lastColumn="0" w:lastRow="0"',
            ' w:noHBand="0" w:noVBand="1" w:val="04A0"/></w:tblPr>',
            f"<w:tblGrid>{columns}</w:tblGrid>",
        )
    )


def _widths(
    columns: Sequence[Sequence[str]], lines: Sequence[int], profile: PaperProfile, width: float
) -> list[float]:
    """Divide the width: room for every word, then for the columns that make most rows higher.

    `columns` are the texts of each column, its heading first.
    """
    em = profile.cell.size * 25.4 / 72
    beside = 2 * profile.cell_padding
    widths = [beside + em * _widest_word(column) for column in columns]
    for index, most in enumerate(lines):
        if most:
            beginnings = {text[:_LONG] for text in columns[index][1:] or columns[index]}
            longest = max(_narrowest(text, most) for text in beginnings)
            widths[index] = max(widths[index], beside + em * _ROOM * longest)
    step = len(columns[0]) // _SAMPLE + 1
    sample = zip(*(column[::step] for column in columns), strict=True)
    lengths = [[len(text) * _MEAN * em for text in row] for row in sample]
    while (free := width - sum(widths)) >= 1:
        gains = _gains(lengths, widths, beside)
        if not any(gains):
            break
        widths[gains.index(max(gains))] += 1
    scale = 1 + free / sum(widths)
    return [own_width * scale for own_width in widths]


def _widest_word(texts: Iterable[str]) -> float:
    """Estimate the width of the widest word in texts, many of which may be the same.

    A figure and its unit stay on one line, so they count as one word.
    """
    words = {word for text in set(texts) for word in with_units(text).split(" ")}
    return max(map(_characters, words), default=1)


def _narrowest(text: str, lines: int) -> int:
    """Return the fewest characters a line at which a text fits into that many lines."""
    limits = range(max(1, len(text) // lines), len(text) + 1)
    return next((limit for limit in limits if len(wrap(text, limit)) <= lines), 0)


def _gains(
    lengths: Sequence[Sequence[float]], widths: Sequence[float], beside: float
) -> list[float]:
    """Return how much more room for each column would lower the rows whose height it determines."""
    gains = [0.0] * len(widths)
    for row in lengths:
        lines = [
            length / (own_width - beside) for length, own_width in zip(row, widths, strict=True)
        ]
        tallest = max(lines)
        place = lines.index(tallest)
        gains[place] += tallest / widths[place] if tallest > 1 else 0
    return gains


def _characters(word: str) -> float:
    """Estimate the width of a word as a multiple of the font size, with some room to spare."""
    capitals = sum(character.isupper() for character in word)
    return capitals * _CAPITAL + (len(word) - capitals) * _SMALL + _MEAN


def _draw_bars(writer: DocxWriter, table: Table, width: float) -> Iterator[str]:
    """Yield a table as a bar chart: names in its first column, the parts of bars in the others.

    Its heading, at the top of each page, names the parts.
    """
    name, *parts = table.columns
    chart = _Chart(writer, [part.bar or "open" for part in parts], width)
    yield chart.start()
    headings, shares = [part.heading for part in parts], [_UNITS // len(parts)] * len(parts)
    yield chart.row(name.heading, headings, shares, _ON_TOP)
    figures = [
        [cell.value if isinstance(cell.value, int) else 0 for cell in row[1:]] for row in table.rows
    ]
    longest = max(map(sum, figures), default=0)
    for row, counts in zip(table.rows, figures, strict=True):
        texts = [cell_text(cell, writer.words) for cell in row[1:]]
        yield chart.row(cell_text(row[0], writer.words), texts, _spans(counts, longest))
    yield "</w:tbl>"


def _spans(counts: Sequence[int], longest: int) -> list[int]:
    """Return the length of each part of a bar: room for its digits, and more in proportion."""
    free = _UNITS - _DIGIT * len(str(longest)) * len(counts)
    return [_DIGIT * len(str(count)) + free * count // longest if count else 0 for count in counts]


class _Chart:
    """Write the rows of a chart: a name and the parts of its bar."""

    def __init__(self, writer: DocxWriter, shapes: Sequence[Shape], width: float) -> None:
        self._writer, self._shapes, self._names = writer, shapes, width * _NAMES
        self._unit = (width - self._names) / _UNITS

    def start(self) -> str:
        """Return the start of the table."""
        return _start([self._names, *[self._unit] * _UNITS], padding=0.5)

    def row(self, name: str, texts: Sequence[str], spans: Sequence[int], more: str = "") -> str:
        """Return an unbroken row on the same page as the next one, without empty parts."""
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
        """Return a cell that spans columns; a part of a bar has lines around it and a fill."""
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
    lines = "".join(border(side, 0) for side in _SIDES)
    fill = f'<w:shd w:val="clear" w:color="auto" w:fill="{_FILLS[shape]}"/>'
    return f"<w:tcBorders>{lines}</w:tcBorders>{fill}"
