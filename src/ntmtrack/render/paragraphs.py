"""Paragraphs and runs of a word processor's documents, with what python-docx cannot do itself.

A large table has few layouts and styles: the XML of each is made once, then copied.
"""

from __future__ import annotations

from copy import deepcopy
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

from ntmtrack.reports.paper_forms import TextStyle
from ntmtrack.wording.clean import clean

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.text.paragraph import Paragraph


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


class Typography(NamedTuple):
    """Name the font and the language that runs are written in."""

    font: str
    tag: str


def apply_layout(paragraph: Paragraph, layout: Layout) -> Paragraph:
    """Lay a paragraph out that has no layout yet."""
    whole = paragraph.paragraph_format.element
    properties = deepcopy(_paragraph_properties(layout))
    for old in whole.findall(qn("w:pPr")):
        properties.extend(old)  # the end of a section is a property of its last paragraph
        whole.remove(old)
    whole.insert(0, properties)
    return paragraph


def add_text(
    paragraph: Paragraph, text: str, style: TextStyle, typography: Typography
) -> Paragraph:
    """Add text to a paragraph: the one place where text becomes a run, and after `clean`."""
    run = paragraph.add_run(clean(text.upper() if style.capitals else text))
    properties = _run_properties(style, typography)
    run.element.insert(0, deepcopy(properties))
    if not text:  # an empty line is as high as the mark at its end
        paragraph.paragraph_format.element.get_or_add_pPr().append(deepcopy(properties))
    return paragraph


def add_page_number(paragraph: Paragraph, style: TextStyle, typography: Typography) -> None:
    """Add a field that shows the number of the page."""
    for part in (
        new_element("w:fldChar", fldCharType="begin"),
        new_element("w:instrText", "PAGE"),
        new_element("w:fldChar", fldCharType="separate"),
        new_element("w:t", "2"),
        new_element("w:fldChar", fldCharType="end"),
    ):
        properties = deepcopy(_run_properties(style, typography))
        paragraph.add_run().element.extend([properties, part])


def set_height(paragraph: Paragraph, height: float, layout: Layout | None = None) -> Paragraph:
    """Make a paragraph exactly this high: an empty one that Word wants to have there."""
    form = apply_layout(paragraph, layout or Layout()).paragraph_format
    form.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    form.line_spacing = Pt(height)
    return paragraph


def draw_rule_under(paragraph: Paragraph) -> None:
    """Draw a line under a paragraph, from indent to indent."""
    borders = new_element("w:pBdr")
    borders.append(new_border("w:bottom", 1))
    properties = paragraph.paragraph_format.element.get_or_add_pPr()
    properties.insert_element_before(borders, "w:spacing", "w:ind", "w:jc")


def apply_typography(properties: BaseOxmlElement, typography: Typography) -> None:
    """Name the font for every script, and the language, among the properties of a run."""
    for name in ("w:rFonts", "w:lang"):
        for old in properties.findall(qn(name)):
            properties.remove(old)
    properties.insert(0, new_element("w:rFonts", **dict.fromkeys(_SCRIPTS, typography.font)))
    properties.append(new_element("w:lang", val=typography.tag))


@lru_cache(maxsize=64)
def _run_properties(style: TextStyle, typography: Typography) -> BaseOxmlElement:
    run = OxmlElement("w:r")
    form = Font(run)
    form.size = Pt(style.size)
    form.bold = style.bold or None
    form.italic = style.italic or None
    form.underline = style.underline or None
    properties: BaseOxmlElement = run.get_or_add_rPr()
    apply_typography(properties, typography)
    return properties


@lru_cache(maxsize=64)
def _paragraph_properties(layout: Layout) -> BaseOxmlElement:
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


def new_border(name: str, space: int) -> BaseOxmlElement:
    """Make a thin black line of a border."""
    return new_element(name, val="single", sz="6", space=str(space), color="000000")


def new_element(name: str, text: str | None = None, /, **attributes: str) -> BaseOxmlElement:
    """Make an element; its names and values are ours, never from a data file."""
    element: BaseOxmlElement = OxmlElement(name)
    for attribute, value in attributes.items():
        element.set(qn(f"w:{attribute}"), value)
    element.text = text
    return element
