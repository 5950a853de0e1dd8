"""Paragraphs and runs of a word processor's documents, from python-docx and what it has not.

Large tables consist of few layouts and looks: each is made once, then copied.
"""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING
from typing import NamedTuple

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.enum.text import WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm
from docx.shared import Pt
from docx.text.font import Font
from docx.text.parfmt import ParagraphFormat

from ntmtrack.wording.clean import clean

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.text.paragraph import Paragraph


class Type(NamedTuple):
    """Describe how a part is set: its size in points, and its look."""

    size: int
    bold: bool = False
    italic: bool = False
    underline: bool = False
    capitals: bool = False


class Margins(NamedTuple):
    """Hold the margins of an upright page in millimetres."""

    top: int
    bottom: int
    left: int
    right: int


@dataclass(frozen=True, slots=True)
class Profile:
    """Hold the measures of one set of rules: places in millimetres, heights in points.

    Each pair of columns stands side by side between the margins. `line` is the least height of a
    line of the body, `before` the space above its paragraphs, `rule` what stands under a subject.
    """

    font: str
    page: tuple[int, int]
    margins: Margins
    page_number_from_edge: int
    page_number: Type
    head_columns: tuple[int, int]
    motto: Type
    superior: Type
    issuer: Type
    number: Type
    letter_subject: Type
    place_and_day: Type
    draft: Type
    kind: Type
    subject: Type
    rule: str
    addressed_label: Type
    addressed: Type
    body: Type
    heading: Type
    subheading: Type
    strong: Type
    first_line: int
    before: int
    line: int
    cell: Type
    cell_heading: Type
    cell_padding: float
    signature_columns: tuple[int, int]
    recipients_label: Type
    recipients: Type
    signs_for: Type
    office: Type
    signature_lines: int
    annex: Type
    annex_title: Type


# Hướng dẫn 36-HD/VPTW of 2018, appendix 3. The right column of the head is some millimetres wider
# than usual, so that the English motto stays on one line, too.
HD36 = Profile(
    font="Times New Roman",
    page=(210, 297),
    margins=Margins(top=20, bottom=20, left=30, right=15),
    page_number_from_edge=10,
    page_number=Type(14),
    head_columns=(74, 91),
    motto=Type(15, bold=True, capitals=True),
    superior=Type(14, capitals=True),
    issuer=Type(14, bold=True, capitals=True),
    number=Type(14),
    letter_subject=Type(12, italic=True),
    place_and_day=Type(14, italic=True),
    draft=Type(14, bold=True, capitals=True),
    kind=Type(16, bold=True, capitals=True),
    subject=Type(14, bold=True),
    rule="-----",
    addressed_label=Type(14, italic=True),
    addressed=Type(14),
    body=Type(14),
    heading=Type(14, bold=True, capitals=True),
    subheading=Type(14, bold=True),
    strong=Type(14, bold=True),
    first_line=10,
    before=6,
    line=18,
    cell=Type(12),
    cell_heading=Type(12, bold=True),
    cell_padding=1.5,
    signature_columns=(73, 92),
    recipients_label=Type(14, underline=True),
    recipients=Type(12),
    signs_for=Type(14, bold=True, capitals=True),
    office=Type(14, capitals=True),
    signature_lines=4,
    annex=Type(14, bold=True, capitals=True),
    annex_title=Type(14, bold=True),
)


LEFT = WD_ALIGN_PARAGRAPH.LEFT
RIGHT = WD_ALIGN_PARAGRAPH.RIGHT
CENTER = WD_ALIGN_PARAGRAPH.CENTER
JUSTIFIED = WD_ALIGN_PARAGRAPH.JUSTIFY
_SCRIPTS = ("ascii", "hAnsi", "eastAsia", "cs")


class Layout(NamedTuple):
    """Say how a paragraph lies: indents in millimetres, heights in points.

    `line` is the least height of its lines, `keep` keeps it on the page of the next paragraph.
    """

    align: WD_ALIGN_PARAGRAPH = LEFT
    first: float = 0
    left: float = 0
    right: float = 0
    before: float = 0
    after: float = 0
    line: float = 0
    keep: bool = False


class Hand(NamedTuple):
    """Name the font and the language that runs are written in."""

    font: str
    tag: str


def lay(paragraph: Paragraph, layout: Layout) -> Paragraph:
    """Lay a paragraph out that has no layout yet."""
    whole = paragraph.paragraph_format.element
    properties = deepcopy(_lying(layout))
    for old in whole.findall(qn("w:pPr")):
        properties.extend(old)  # the end of a section is a property of its last paragraph
        whole.remove(old)
    whole.insert(0, properties)
    return paragraph


def write(paragraph: Paragraph, text: str, type_: Type, hand: Hand) -> Paragraph:
    """Add text to a paragraph: the one place where text becomes a run, and after `clean`."""
    run = paragraph.add_run(clean(text.upper() if type_.capitals else text))
    run.element.insert(0, deepcopy(_look(type_, hand)))
    if not text:  # an empty line is as high as the mark at its end
        paragraph.paragraph_format.element.get_or_add_pPr().append(deepcopy(_look(type_, hand)))
    return paragraph


def write_page_number(paragraph: Paragraph, type_: Type, hand: Hand) -> None:
    """Add a field that shows the number of the page."""
    for part in (
        element("w:fldChar", fldCharType="begin"),
        element("w:instrText", "PAGE"),
        element("w:fldChar", fldCharType="separate"),
        element("w:t", "2"),
        element("w:fldChar", fldCharType="end"),
    ):
        paragraph.add_run().element.extend([deepcopy(_look(type_, hand)), part])


def shrink(paragraph: Paragraph, height: float, layout: Layout | None = None) -> Paragraph:
    """Make an empty paragraph, which must be there, exactly this high."""
    form = lay(paragraph, layout or Layout()).paragraph_format
    form.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    form.line_spacing = Pt(height)
    return paragraph


def rule_under(paragraph: Paragraph) -> None:
    """Draw a line under a paragraph, from indent to indent."""
    borders = element("w:pBdr")
    borders.append(line("w:bottom", 1))
    properties = paragraph.paragraph_format.element.get_or_add_pPr()
    properties.insert_element_before(borders, "w:spacing", "w:ind", "w:jc")


def mark(properties: BaseOxmlElement, hand: Hand) -> None:
    """Name the font for every script, and the language, among the properties of a run."""
    for name in ("w:rFonts", "w:lang"):
        for old in properties.findall(qn(name)):
            properties.remove(old)
    properties.insert(0, element("w:rFonts", **dict.fromkeys(_SCRIPTS, hand.font)))
    properties.append(element("w:lang", val=hand.tag))


@lru_cache(maxsize=64)
def _look(type_: Type, hand: Hand) -> BaseOxmlElement:
    run = OxmlElement("w:r")
    form = Font(run)
    form.size = Pt(type_.size)
    form.bold = type_.bold or None
    form.italic = type_.italic or None
    form.underline = type_.underline or None
    properties: BaseOxmlElement = run.get_or_add_rPr()
    mark(properties, hand)
    return properties


@lru_cache(maxsize=64)
def _lying(layout: Layout) -> BaseOxmlElement:
    paragraph = OxmlElement("w:p")
    form = ParagraphFormat(paragraph)
    form.alignment = layout.align
    form.first_line_indent = Mm(layout.first)
    form.left_indent = Mm(layout.left)
    form.right_indent = Mm(layout.right)
    form.space_before = Pt(layout.before)
    form.space_after = Pt(layout.after)
    if layout.line:
        form.line_spacing_rule = WD_LINE_SPACING.AT_LEAST
        form.line_spacing = Pt(layout.line)
    form.keep_with_next = layout.keep or None
    properties: BaseOxmlElement = paragraph.get_or_add_pPr()
    return properties


def line(name: str, space: int) -> BaseOxmlElement:
    """Make a thin black line of a border."""
    return element(name, val="single", sz="6", space=str(space), color="000000")


def element(name: str, text: str | None = None, /, **attributes: str) -> BaseOxmlElement:
    """Make an element of names and words that are ours."""
    made: BaseOxmlElement = OxmlElement(name)
    for attribute, value in attributes.items():
        made.set(qn(f"w:{attribute}"), value)
    made.text = text
    return made
