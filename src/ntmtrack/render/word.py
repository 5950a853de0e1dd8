"""Word documents: their parts, their pages, and the text that is streamed into them.

python-docx makes the parts that are alike in all documents; the text itself, which may be long, is
written as XML in pieces (see `paragraphs`).
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING
from typing import Any
from typing import Literal
from typing import NamedTuple

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.oxml.ns import qn
from docx.shared import Pt

from ntmtrack.render.archive import rewrite
from ntmtrack.render.paragraphs import CENTER
from ntmtrack.render.paragraphs import Layout
from ntmtrack.render.paragraphs import PaperLine
from ntmtrack.render.paragraphs import Typography
from ntmtrack.render.paragraphs import page_number
from ntmtrack.render.paragraphs import paragraph
from ntmtrack.render.paragraphs import paragraph_properties
from ntmtrack.render.paragraphs import run_properties
from ntmtrack.render.paragraphs import twips
from ntmtrack.reports.paper import Margins
from ntmtrack.reports.paper import PaperProfile
from ntmtrack.wording.clean import clean
from ntmtrack.wording.words import TAGS
from ntmtrack.wording.words import Words

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.oxml.xmlchemy import BaseOxmlElement

# The parts that strict readers need, of those in python-docx's own template.
_PARTS = {
    RELATIONSHIP_TYPE.OFFICE_DOCUMENT,
    RELATIONSHIP_TYPE.CORE_PROPERTIES,
    RELATIONSHIP_TYPE.STYLES,
    RELATIONSHIP_TYPE.SETTINGS,
    RELATIONSHIP_TYPE.THEME,
    RELATIONSHIP_TYPE.FONT_TABLE,
}
_TEXT = "word/document.xml"
_MODE = "15"  # the compatibility mode of Word since 2013
_HEADINGS = ("Heading1", "Heading2")
# python-docx refuses longer properties.
_MOST_PROPERTY = 255
Way = Literal["upright", "turned"]


@dataclass(frozen=True, slots=True)
class DocxWriter:
    """Hold a document that still needs its text, and how that text is written."""

    document: WordDocument
    profile: PaperProfile
    words: Words

    @property
    def typography(self) -> Typography:
        """Return the font and the language of all text."""
        return Typography(self.profile.font, TAGS[self.words.language])

    def paragraph(self, line: PaperLine, section: str = "") -> str:
        """Return a paragraph as XML; `section` has the properties of the section that it ends."""
        return paragraph(line, self.typography, section)


def new_document(profile: PaperProfile, words: Words) -> DocxWriter:
    """Create an empty document with only the default styles and headings, in our font."""
    document = Document()
    for relations in (document.part.rels, document.part.package.rels):
        for key in [key for key, each in relations.items() if each.reltype not in _PARTS]:
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
        _set_typography(properties, writer)
    return writer


def _modernize(settings: BaseOxmlElement, tag: str) -> None:
    """Make Word open a document in its current mode, not one for older versions."""
    settings.find(qn("w:zoom")).set(qn("w:percent"), "100")
    settings.find(qn("w:themeFontLang")).set(qn("w:val"), tag)
    for setting in settings.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), _MODE)


def _clear_heading(style: BaseOxmlElement) -> None:
    """Strip a heading style to its name and level; paragraphs and runs set their own look."""
    for name in ("w:rPr", "w:link"):
        for part in style.findall(qn(name)):
            style.remove(part)
    properties = style.find(qn("w:pPr"))
    for part in list(properties):
        if part.tag not in {qn("w:keepNext"), qn("w:outlineLvl")}:
            properties.remove(part)


def _set_typography(properties: BaseOxmlElement, writer: DocxWriter) -> None:
    """Set our font, for every script, and the language in the properties of a style."""
    for name in ("w:rFonts", "w:lang"):
        for old in properties.findall(qn(name)):
            properties.remove(old)
    ours = parse_xml(_rooted(run_properties(writer.profile.body, writer.typography), "w:rPr"))
    properties.insert(0, ours.find(qn("w:rFonts")))
    properties.append(ours.find(qn("w:lang")))


def _rooted(xml: str, name: str) -> str:
    """Declare the namespace prefix in the first element of an XML text."""
    return xml.replace(f"<{name}>", f"<{name} {nsdecls('w')}>", 1)


class Pages(NamedTuple):
    """Describe the pages of a section: their orientation, and how they are numbered.

    `header` names the header, which later sections inherit. With `first_alone`, the first page has
    none; with `numbered_anew`, numbers start again at 1.
    """

    way: Way
    header: str | None = None
    first_alone: bool = False
    numbered_anew: bool = False


def text_width(profile: PaperProfile, way: Way) -> float:
    """Return the width available for text, in millimetres."""
    width, _, margins = _measures(profile, way)
    return width - margins.left - margins.right


def _measures(profile: PaperProfile, way: Way) -> tuple[int, int, Margins]:
    """Return width, height and margins of a page; a turned page is bound at the top."""
    (width, height), margins = profile.page, profile.margins
    if way == "upright":
        return width, height, margins
    return height, width, Margins(margins.left, margins.right, margins.bottom, margins.top)


def section(profile: PaperProfile, pages: Pages) -> str:
    """Return the properties of a section, which stand at its end."""
    width, height, margins = _measures(profile, pages.way)
    edge = twips(profile.page_number_from_edge)
    header = f'<w:headerReference w:type="default" r:id="{pages.header}"/>' if pages.header else ""
    turned = ' w:orient="landscape"' if pages.way == "turned" else ""
    return "".join(
        (
            f'<w:sectPr>{header}<w:pgSz w:w="{twips(width)}" w:h="{twips(height)}"{turned}/>',
            f'<w:pgMar w:top="{twips(margins.top)}" w:right="{twips(margins.right)}"',
            f' w:bottom="{twips(margins.bottom)}" w:left="{twips(margins.left)}"',
            f' w:header="{edge}" w:footer="{edge}" w:gutter="0"/>',
            '<w:pgNumType w:start="1"/>' if pages.numbered_anew else "",
            '<w:cols w:space="720"/>',
            "<w:titlePg/>" if pages.first_alone else "",
            '<w:docGrid w:linePitch="360"/></w:sectPr>',
        )
    )


def number_pages(writer: DocxWriter) -> str:
    """Add a header that shows the page number, and return its name."""
    document_part: Any = writer.document.part  # its result has no types
    part, name = document_part.add_header_part()
    numbers = page_number(writer.profile.page_number, writer.typography)
    xml = f"<w:p>{paragraph_properties(Layout(CENTER))}</w:pPr>{numbers}</w:p>"
    for old in list(part.element):
        part.element.remove(old)
    part.element.append(parse_xml(_rooted(xml, "w:p")))
    return str(name)


def set_properties(writer: DocxWriter, title: str, subject: str, author: str, day: date) -> None:
    """Set the properties of a document, with its own day rather than the clock's."""
    properties = writer.document.core_properties
    properties.language = TAGS[writer.words.language]
    properties.title, properties.subject, properties.author = (
        clean(text)[:_MOST_PROPERTY] for text in (title, subject, author)
    )
    properties.comments = ""
    properties.created = properties.modified = datetime(day.year, day.month, day.day)


def to_bytes(document: WordDocument, text: Iterable[str]) -> bytes:
    """Return a document as bytes, the same each time, as its archive contains no times.

    `text`, which ends with the properties of its last section, is compressed as it is generated.
    """
    written = BytesIO()
    document.save(written)

    def pieces(part: str, content: bytes) -> Iterator[bytes]:
        if part != _TEXT:
            yield content
            return
        before, after = _around_text(content)
        yield before
        yield from (piece.encode() for piece in text)
        yield after

    return rewrite(written, pieces)


def _around_text(empty: bytes) -> tuple[bytes, bytes]:
    """Return the XML before and after the text of an empty document."""
    before, _, rest = empty.partition(b"<w:sectPr")
    return before, rest[rest.index(b"</w:body>") :]
