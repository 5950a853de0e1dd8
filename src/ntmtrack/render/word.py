"""Documents of a word processor: their pages, and how the columns of a table share a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from datetime import datetime
from io import BytesIO
from textwrap import wrap
from typing import TYPE_CHECKING
from typing import Literal
from zipfile import ZIP_DEFLATED
from zipfile import ZipFile
from zipfile import ZipInfo

from docx import Document
from docx.enum.section import WD_ORIENTATION
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.shared import Mm
from docx.shared import Pt

from ntmtrack.render.paragraphs import CENTER
from ntmtrack.render.paragraphs import LEFT
from ntmtrack.render.paragraphs import RIGHT
from ntmtrack.render.paragraphs import Layout
from ntmtrack.render.paragraphs import Typography
from ntmtrack.render.paragraphs import add_page_number
from ntmtrack.render.paragraphs import add_text
from ntmtrack.render.paragraphs import apply_layout
from ntmtrack.render.paragraphs import apply_typography
from ntmtrack.render.paragraphs import new_border
from ntmtrack.render.paragraphs import new_element
from ntmtrack.render.paragraphs import set_height
from ntmtrack.reports.paper_forms import Margins
from ntmtrack.reports.paper_forms import PaperForm
from ntmtrack.reports.paper_forms import TextStyle
from ntmtrack.reports.tables import Cell
from ntmtrack.reports.tables import Table
from ntmtrack.reports.tables import cell_text
from ntmtrack.reports.tables import stack_columns
from ntmtrack.wording.clean import clean
from ntmtrack.wording.words import TAGS
from ntmtrack.wording.words import Words

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.section import Section
    from docx.table import Table as WordTable
    from docx.table import _Cell
    from docx.table import _Row
    from docx.text.paragraph import Paragraph


# python-docx begins with a document of its own; strict readers want these parts of it.
_PARTS = {
    RELATIONSHIP_TYPE.OFFICE_DOCUMENT,
    RELATIONSHIP_TYPE.CORE_PROPERTIES,
    RELATIONSHIP_TYPE.STYLES,
    RELATIONSHIP_TYPE.SETTINGS,
    RELATIONSHIP_TYPE.THEME,
    RELATIONSHIP_TYPE.FONT_TABLE,
}
_MODE = "15"  # that of Word since 2013
_HEADINGS = ("Heading1", "Heading2")
# python-docx refuses longer ones.
_MOST_PROPERTY = 255


@dataclass(frozen=True, slots=True)
class DocxWriter:
    """Hold a document that is being written, and how."""

    document: WordDocument
    profile: PaperForm
    words: Words

    def add(self, text: str, style: TextStyle, layout: Layout) -> Paragraph:
        """Add a paragraph at the end."""
        return self.write(apply_layout(self.document.add_paragraph(), layout), text, style)

    def write(self, paragraph: Paragraph, text: str, style: TextStyle) -> Paragraph:
        """Add text to a paragraph."""
        return add_text(paragraph, text, style, self.typography)

    def add_gap(self, height: float) -> None:
        """Add an empty paragraph: tables that touch become one."""
        set_height(self.document.add_paragraph(), height)

    @property
    def typography(self) -> Typography:
        """Give the font and the language of all text."""
        return Typography(self.profile.font, TAGS[self.words.language])


def new_document(profile: PaperForm, words: Words) -> DocxWriter:
    """Begin an empty document with no styles but the defaults, and these in our font."""
    document = Document()
    for relations in (document.part.rels, document.part.package.rels):
        for key in [key for key, one in relations.items() if one.reltype not in _PARTS]:
            del relations[key]
    styles = document.styles.element
    for style in styles.findall(qn("w:style")):
        if style.get(qn("w:styleId")) in _HEADINGS:
            _clear_heading(style)
        elif style.get(qn("w:default")) != "1":
            styles.remove(style)
    _modernize(document.settings.element, TAGS[words.language])
    for spacing in styles.iter(qn("w:pPrDefault")):
        spacing.clear()
    document.styles["Normal"].font.size = Pt(profile.body.size)
    writer = DocxWriter(document, profile, words)
    for properties in styles.iter(qn("w:rPr")):
        apply_typography(properties, writer.typography)
    return writer


def _modernize(settings: BaseOxmlElement, tag: str) -> None:
    """Let Word open a document in its own mode, not one for older versions."""
    settings.find(qn("w:zoom")).set(qn("w:percent"), "100")
    settings.find(qn("w:themeFontLang")).set(qn("w:val"), tag)
    for setting in settings.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), _MODE)


def _clear_heading(style: BaseOxmlElement) -> None:
    """Leave of a heading's style its name and its level: runs and paragraphs say their own look."""
    for name in ("w:rPr", "w:link"):
        for part in style.findall(qn(name)):
            style.remove(part)
    properties = style.find(qn("w:pPr"))
    for part in list(properties):
        if part.tag not in {qn("w:keepNext"), qn("w:outlineLvl")}:
            properties.remove(part)


def make_heading(paragraph: Paragraph, level: int) -> Paragraph:
    """Give a paragraph the style of a heading, by which Word finds its way."""
    properties = paragraph.paragraph_format.element.get_or_add_pPr()
    properties.insert(0, new_element("w:pStyle", val=_HEADINGS[level - 1]))
    return paragraph


def set_page(section: Section, profile: PaperForm, way: Literal["upright", "turned"]) -> float:
    """Set a section's pages, bound at the top where turned, and give the width for text."""
    width, height = profile.page
    margins = profile.margins
    orientation = WD_ORIENTATION.PORTRAIT
    if way == "turned":
        width, height = height, width
        margins = Margins(margins.left, margins.right, margins.bottom, margins.top)
        orientation = WD_ORIENTATION.LANDSCAPE
    section.orientation = orientation
    section.page_width, section.page_height = Mm(width), Mm(height)
    section.top_margin, section.bottom_margin = Mm(margins.top), Mm(margins.bottom)
    section.left_margin, section.right_margin = Mm(margins.left), Mm(margins.right)
    section.header_distance = section.footer_distance = Mm(profile.page_number_from_edge)
    return width - margins.left - margins.right


def number_pages(section: Section, writer: DocxWriter) -> None:
    """Put the page's number on top of each page of a section but the first."""
    section.different_first_page_header_footer = True
    section.header.is_linked_to_previous = False
    paragraph = section.header.paragraphs[0]
    paragraph.style = None
    apply_layout(paragraph, Layout(CENTER))
    add_page_number(paragraph, writer.profile.page_number, writer.typography)


def set_properties(writer: DocxWriter, title: str, subject: str, author: str, day: date) -> None:
    """Say what a document is, with its own day in place of the clock."""
    properties = writer.document.core_properties
    properties.language = TAGS[writer.words.language]
    properties.title, properties.subject, properties.author = (
        clean(text)[:_MOST_PROPERTY] for text in (title, subject, author)
    )
    properties.comments = ""
    properties.created = properties.modified = datetime(day.year, day.month, day.day)


def to_bytes(document: WordDocument) -> bytes:
    """Write a document: the same bytes each time, as no file of the archive has a time."""
    written, steady = BytesIO(), BytesIO()
    document.save(written)
    with ZipFile(written) as old, ZipFile(steady, "w") as new:
        for name in old.namelist():
            entry = ZipInfo(name)
            entry.create_system = 0  # the same wherever it is written
            new.writestr(entry, old.read(name), ZIP_DEFLATED)
    return steady.getvalue()


STRONG = ("title", "head", "total")
_TWIPS = 1440 / 25.4
# The widths of letters as parts of their size: nearly the widest bold ones, and the mean of all.
_CAPITAL, _SMALL, _MEAN = 0.8, 0.56, 0.45
# A text of so many letters is long, and each gets so much room where lines are counted.
_LONG, _ROOM = 40, 0.52
# About so many rows are enough to choose the widths of columns.
_SAMPLE = 300


def add_frame(
    writer: DocxWriter, rows: int, widths: Sequence[float], padding: float = 0
) -> WordTable:
    """Add a table without lines, its rows kept whole: widths, and room beside text, in mm."""
    table: WordTable = writer.document.add_table(rows, len(widths))
    table.autofit = False
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Mm(width)
        _xml(row).get_or_add_trPr().append(new_element("w:cantSplit"))
    properties = _xml(table).find(qn("w:tblPr"))
    whole = properties.find(qn("w:tblW"))
    whole.set(qn("w:type"), "dxa")
    whole.set(qn("w:w"), str(round(sum(widths) * _TWIPS)))
    room = new_element("w:tblCellMar")
    for side, share in (("top", 1 / 3), ("left", 1), ("bottom", 1 / 3), ("right", 1)):
        room.append(new_element(f"w:{side}", w=str(round(padding * share * _TWIPS)), type="dxa"))
    properties.insert_element_before(room, "w:tblLook")
    return table


def fill_cell(
    cell: _Cell, writer: DocxWriter, lines: Sequence[tuple[str, TextStyle]], layout: Layout
) -> None:
    """Put lines of text into an empty cell, each a paragraph."""
    for index, (text, style) in enumerate(lines):
        paragraph = cell.add_paragraph() if index else cell.paragraphs[0]
        writer.write(apply_layout(paragraph, layout), text, style)


def draw_table(writer: DocxWriter, table: Table, width: float) -> None:
    """Add a table with all its lines, and its heading on top of each page."""
    profile = writer.profile
    places = stack_columns(table.columns)
    wanted = [table.columns[indexes[0]].lines for indexes in places]
    widths = _widths(_texts(table, places, writer.words), wanted, profile, width)
    drawn = add_frame(writer, 1 + len(table.rows), widths, profile.cell_padding)
    _draw_lines(drawn)
    heading, *others = drawn.rows
    _xml(heading).get_or_add_trPr().append(new_element("w:tblHeader"))
    for cell, indexes in zip(heading.cells, places, strict=True):
        headings = [(table.columns[index].heading, profile.cell_heading) for index in indexes]
        fill_cell(cell, writer, headings, Layout(CENTER))
    for added, row in zip(others, table.rows, strict=True):
        for cell, indexes in zip(added.cells, places, strict=True):
            align = RIGHT if table.columns[indexes[0]].number else LEFT
            lines = [_styled(row[index], writer) for index in indexes]
            fill_cell(cell, writer, lines, Layout(align))
    writer.add_gap(1)


def _styled(cell: Cell, writer: DocxWriter) -> tuple[str, TextStyle]:
    profile = writer.profile
    style = profile.cell_heading if cell.role in STRONG else profile.cell
    return cell_text(cell, writer.words), style


def _draw_lines(table: WordTable) -> None:
    borders = new_element("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        borders.append(new_border(f"w:{side}", 0))
    properties = _xml(table).find(qn("w:tblPr"))
    properties.insert_element_before(borders, "w:tblLayout", "w:tblCellMar", "w:tblLook")


def _texts(table: Table, places: Sequence[Sequence[int]], words: Words) -> list[list[str]]:
    """Give the text that each row, the headings first, has in each place."""
    rows = [[column.heading for column in table.columns]]
    rows += [[cell_text(cell, words) for cell in row] for row in table.rows]
    return [
        [clean(" ".join(row[index] for index in indexes)) for indexes in places] for row in rows
    ]


def _widths(
    texts: Sequence[Sequence[str]], lines: Sequence[int], profile: PaperForm, width: float
) -> list[float]:
    """Share the width out: room for every word, then to what makes most rows higher than a line."""
    em = profile.cell.size * 25.4 / 72
    beside = 2 * profile.cell_padding
    widths = [
        beside + em * max((_letters(word) for text in column for word in text.split()), default=1)
        for column in zip(*texts, strict=True)
    ]
    for index, most in enumerate(lines):
        if most:
            shown = {row[index][:_LONG] for row in texts[1:] or texts}
            longest = max(_narrowest(text, most) for text in shown)
            widths[index] = max(widths[index], beside + em * _ROOM * longest)
    sample = texts[:: len(texts) // _SAMPLE + 1]
    lengths = [[len(text) * _MEAN * em for text in row] for row in sample]
    while (left := width - sum(widths)) >= 1:
        gains = _gains(lengths, widths, beside)
        if not any(gains):
            break
        widths[gains.index(max(gains))] += 1
    scale = 1 + left / sum(widths)
    return [given * scale for given in widths]


def _narrowest(text: str, lines: int) -> int:
    """Count the letters of the widest line of a text that is broken evenly into so many."""
    limits = range(max(1, len(text) // lines), len(text) + 1)
    return next((limit for limit in limits if len(wrap(text, limit)) <= lines), 0)


def _gains(
    lengths: Sequence[Sequence[float]], widths: Sequence[float], beside: float
) -> list[float]:
    """Say of each column how much room would lower the rows whose height it decides."""
    gains = [0.0] * len(widths)
    for row in lengths:
        lines = [length / (given - beside) for length, given in zip(row, widths, strict=True)]
        most = max(lines)
        place = lines.index(most)
        gains[place] += most / widths[place] if most > 1 else 0
    return gains


def _letters(word: str) -> float:
    """Estimate the width of a word as a multiple of its size, with some room to spare."""
    capitals = sum(letter.isupper() for letter in word)
    return capitals * _CAPITAL + (len(word) - capitals) * _SMALL + _MEAN


def _xml(part: WordTable | _Row) -> BaseOxmlElement:
    return part._element  # noqa: SLF001 - python-docx has no other way to it
