"""A word processor's document as a whole: its defaults, pages and properties, and its bytes."""

from __future__ import annotations

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
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.shared import Mm
from docx.shared import Pt

from ntmtrack.clean import clean
from ntmtrack.render.paragraphs import CENTER
from ntmtrack.render.paragraphs import Hand
from ntmtrack.render.paragraphs import Layout
from ntmtrack.render.paragraphs import lay
from ntmtrack.render.paragraphs import mark
from ntmtrack.render.paragraphs import shrink
from ntmtrack.render.paragraphs import write
from ntmtrack.render.paragraphs import write_page_number
from ntmtrack.render.profiles import Margins
from ntmtrack.render.profiles import Profile
from ntmtrack.render.profiles import Type
from ntmtrack.words import TAGS
from ntmtrack.words import Words

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.section import Section
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
