"""The tables of a word processor's documents: how they look, and how their columns share a line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING
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
from ntmtrack.render.paragraphs import Hand
from ntmtrack.render.paragraphs import Layout
from ntmtrack.render.paragraphs import Margins
from ntmtrack.render.paragraphs import Profile
from ntmtrack.render.paragraphs import Type
from ntmtrack.render.paragraphs import element
from ntmtrack.render.paragraphs import lay
from ntmtrack.render.paragraphs import line
from ntmtrack.render.paragraphs import mark
from ntmtrack.render.paragraphs import shrink
from ntmtrack.render.paragraphs import write
from ntmtrack.render.paragraphs import write_page_number
from ntmtrack.reports.tables import Cell
from ntmtrack.reports.tables import Table
from ntmtrack.reports.tables import shown
from ntmtrack.reports.tables import stacked
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


# python-docx begins from a document of its own: of what that consists of, these are needed.
_PARTS = {
    RELATIONSHIP_TYPE.OFFICE_DOCUMENT,
    RELATIONSHIP_TYPE.CORE_PROPERTIES,
    RELATIONSHIP_TYPE.STYLES,
    RELATIONSHIP_TYPE.SETTINGS,
}
# python-docx refuses longer ones.
_MOST_PROPERTY = 255


@dataclass(frozen=True, slots=True)
class Draft:
    """Hold a document that is being written, and how."""

    document: WordDocument
    profile: Profile
    words: Words

    def add(self, text: str, type_: Type, layout: Layout) -> Paragraph:
        """Add a paragraph at the end."""
        return self.write(lay(self.document.add_paragraph(), layout), text, type_)

    def write(self, paragraph: Paragraph, text: str, type_: Type) -> Paragraph:
        """Add text to a paragraph."""
        return write(paragraph, text, type_, self.hand)

    def gap(self, height: float) -> None:
        """Add an empty paragraph: tables that touch become one."""
        shrink(self.document.add_paragraph(), height)

    @property
    def hand(self) -> Hand:
        """Give the font and the language of all text."""
        return Hand(self.profile.font, TAGS[self.words.language])


def begin(profile: Profile, words: Words) -> Draft:
    """Give an empty document with no styles but the defaults, and these in our font."""
    document = Document()
    for relations in (document.part.rels, document.part.package.rels):
        for key in [key for key, one in relations.items() if one.reltype not in _PARTS]:
            del relations[key]
    styles = document.styles.element
    for style in styles.findall(qn("w:style")):
        if style.get(qn("w:default")) != "1":
            styles.remove(style)
    settings = document.settings.element
    for theme in (qn("w:themeFontLang"), qn("w:clrSchemeMapping")):
        settings.remove(settings.find(theme))
    for spacing in styles.iter(qn("w:pPrDefault")):
        spacing.clear()
    document.styles["Normal"].font.size = Pt(profile.body.size)
    draft = Draft(document, profile, words)
    for properties in styles.iter(qn("w:rPr")):
        mark(properties, draft.hand)
    return draft


def set_page(section: Section, profile: Profile, *, turned: bool = False) -> float:
    """Set a section's pages, bound at the top where turned, and give the width for text."""
    width, height = profile.page
    margins = profile.margins
    if turned:
        width, height = height, width
        margins = Margins(margins.left, margins.right, margins.bottom, margins.top)
    section.orientation = WD_ORIENTATION.LANDSCAPE if turned else WD_ORIENTATION.PORTRAIT
    section.page_width, section.page_height = Mm(width), Mm(height)
    section.top_margin, section.bottom_margin = Mm(margins.top), Mm(margins.bottom)
    section.left_margin, section.right_margin = Mm(margins.left), Mm(margins.right)
    section.header_distance = section.footer_distance = Mm(profile.page_number_from_edge)
    return width - margins.left - margins.right


def number_pages(section: Section, draft: Draft) -> None:
    """Put the page's number on top of each page of a section but the first."""
    section.different_first_page_header_footer = True
    section.header.is_linked_to_previous = False
    paragraph = section.header.paragraphs[0]
    paragraph.style = None
    write_page_number(lay(paragraph, Layout(CENTER)), draft.profile.page_number, draft.hand)


def describe(document: WordDocument, title: str, subject: str, author: str, day: date) -> None:
    """Say what a document is, with its own day in place of the clock."""
    about = document.core_properties
    about.title, about.subject, about.author = (
        clean(text)[:_MOST_PROPERTY] for text in (title, subject, author)
    )
    about.comments = ""
    about.created = about.modified = datetime(day.year, day.month, day.day)


def to_bytes(document: WordDocument) -> bytes:
    """Write a document: the same bytes for the same document, for no file in it has a time."""
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
# The widths of letters as parts of their size: bold ones but for a few at most, plain ones in mean.
_CAPITAL, _SMALL, _MEAN = 0.8, 0.56, 0.45
# So many rows tell how wide the columns of a table should be.
_SAMPLE = 300


def frame(draft: Draft, rows: int, widths: Sequence[float], padding: float = 0) -> WordTable:
    """Add a table without lines, its rows kept whole: widths, and room beside text, in mm."""
    table: WordTable = draft.document.add_table(rows, len(widths))
    table.autofit = False
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Mm(width)
        _xml(row).get_or_add_trPr().append(element("w:cantSplit"))
    properties = _xml(table).find(qn("w:tblPr"))
    whole = properties.find(qn("w:tblW"))
    whole.set(qn("w:type"), "dxa")
    whole.set(qn("w:w"), str(round(sum(widths) * _TWIPS)))
    room = element("w:tblCellMar")
    for side, share in (("top", 1 / 3), ("left", 1), ("bottom", 1 / 3), ("right", 1)):
        room.append(element(f"w:{side}", w=str(round(padding * share * _TWIPS)), type="dxa"))
    properties.insert_element_before(room, "w:tblLook")
    return table


def fill(cell: _Cell, draft: Draft, lines: Sequence[tuple[str, Type]], layout: Layout) -> None:
    """Put lines of text into an empty cell, each a paragraph."""
    for index, (text, type_) in enumerate(lines):
        paragraph = cell.add_paragraph() if index else cell.paragraphs[0]
        draft.write(lay(paragraph, layout), text, type_)


def draw(draft: Draft, table: Table, width: float) -> None:
    """Add a table with all its lines, and its heading on top of each page."""
    profile = draft.profile
    places = stacked(table.columns)
    widths = _widths(draft, table, places, width)
    drawn = frame(draft, 1 + len(table.rows), widths, profile.cell_padding)
    _draw_lines(drawn)
    heading, *others = drawn.rows
    _xml(heading).get_or_add_trPr().append(element("w:tblHeader"))
    for cell, indexes in zip(heading.cells, places, strict=True):
        headings = [(table.columns[index].heading, profile.cell_heading) for index in indexes]
        fill(cell, draft, headings, Layout(CENTER))
    for added, row in zip(others, table.rows, strict=True):
        for cell, indexes in zip(added.cells, places, strict=True):
            align = RIGHT if table.columns[indexes[0]].number else LEFT
            fill(cell, draft, [_said(row[index], draft) for index in indexes], Layout(align))
    draft.gap(1)


def _said(cell: Cell, draft: Draft) -> tuple[str, Type]:
    profile = draft.profile
    type_ = profile.cell_heading if cell.role in STRONG else profile.cell
    return shown(cell, draft.words), type_


def _draw_lines(table: WordTable) -> None:
    borders = element("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        borders.append(line(f"w:{side}", 0))
    properties = _xml(table).find(qn("w:tblPr"))
    properties.insert_element_before(borders, "w:tblLayout", "w:tblCellMar", "w:tblLook")


def _widths(
    draft: Draft, table: Table, places: Sequence[Sequence[int]], width: float
) -> list[float]:
    """Share the width out: room for every word, then to what makes most rows higher than a line."""
    em = draft.profile.cell.size * 25.4 / 72
    rows = [[column.heading for column in table.columns]]
    rows += [[shown(cell, draft.words) for cell in row] for row in table.rows]
    texts = [
        [clean(" ".join(row[index] for index in indexes)) for indexes in places] for row in rows
    ]
    beside = 2 * draft.profile.cell_padding
    widths = [
        beside + em * max((_room(word) for row in texts for word in row[place].split()), default=1)
        for place in range(len(places))
    ]
    lengths = [
        [len(text) * _MEAN * em for text in row] for row in texts[:: len(texts) // _SAMPLE + 1]
    ]
    while (left := width - sum(widths)) >= 1:
        gains = [0.0] * len(places)
        for row in lengths:
            lines = [length / (given - beside) for length, given in zip(row, widths, strict=True)]
            most = max(lines)
            place = lines.index(most)
            gains[place] += most / widths[place] if most > 1 else 0
        if not any(gains):
            break
        widths[gains.index(max(gains))] += 1
    scale = 1 + left / sum(widths)
    return [given * scale for given in widths]


def _room(word: str) -> float:
    """Measure a word in parts of its size, with some room to spare."""
    capitals = sum(letter.isupper() for letter in word)
    return capitals * _CAPITAL + (len(word) - capitals) * _SMALL + _MEAN


def _xml(part: WordTable | _Row) -> BaseOxmlElement:
    return part._element  # noqa: SLF001 - python-docx has no other way to it
