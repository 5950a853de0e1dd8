"""Paragraphs of Word documents, written as XML text.

python-docx creates an object for every element, and searches the whole table for each of its cells:
it needed 14 s and 790 MiB for a paper of 10,000 items.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from html import escape
from typing import Literal
from typing import NamedTuple

from ntmtrack.reports.paper import TextStyle
from ntmtrack.wording.clean import clean
from ntmtrack.wording.clean import with_units

Align = Literal["left", "right", "center", "both"]
LEFT: Align = "left"
RIGHT: Align = "right"
CENTER: Align = "center"
JUSTIFIED: Align = "both"
_SCRIPTS = ("ascii", "hAnsi", "eastAsia", "cs")
_TWIPS = 1440 / 25.4  # in a millimetre
_POINT_TWIPS = 20


class Layout(NamedTuple):
    """Describe the layout of a paragraph: indents in millimetres, heights in points.

    `line` is the least height of its lines, `height` that of a paragraph without text. `keep` keeps
    it on the same page as the next paragraph, `new_page` starts a new page. Word navigates by the
    level of a `heading`. A `rule` is drawn below the paragraph, from indent to indent.
    """

    align: Align = LEFT
    first: float = 0
    left: float = 0
    right: float = 0
    before: float = 0
    after: float = 0
    line: float = 0
    height: float = 0
    keep: bool = False
    new_page: bool = False
    heading: Literal[0, 1, 2] = 0
    rule: bool = False


class PaperLine(NamedTuple):
    """Hold the texts of a paragraph, each with its style; without any, it only takes up space."""

    texts: Sequence[tuple[str, TextStyle]]
    layout: Layout = Layout()


class Typography(NamedTuple):
    """Name the font and the language of text."""

    font: str
    tag: str


def paragraph(line: PaperLine, typography: Typography, section: str = "") -> str:
    """Return a paragraph as XML; `section` has the properties of the section that it ends.

    The height of an empty line is that of the mark at its end.
    """
    marks = [run_properties(style, typography) for text, style in line.texts if not text]
    runs = [_run(text, style, typography) for text, style in line.texts]
    properties = paragraph_properties(line.layout)
    return f"<w:p>{properties}{''.join(marks)}{section}</w:pPr>{''.join(runs)}</w:p>"


def _run(text: str, style: TextStyle, typography: Typography) -> str:
    """Return a run of text as XML, cleaned and escaped: the only place where text becomes XML."""
    content = with_units(clean(text.upper() if style.capitals else text))
    properties = run_properties(style, typography)
    if not content:
        return f"<w:r>{properties}</w:r>"
    space = ' xml:space="preserve"' if content.strip() != content else ""
    return f"<w:r>{properties}<w:t{space}>{escape(content, quote=False)}</w:t></w:r>"


def page_number(style: TextStyle, typography: Typography) -> str:
    """Return runs that show the page number."""
    properties = run_properties(style, typography)
    return "".join(
        f"<w:r>{properties}{part}</w:r>"
        for part in (
            '<w:fldChar w:fldCharType="begin"/>',
            "<w:instrText>PAGE</w:instrText>",
            '<w:fldChar w:fldCharType="separate"/>',
            "<w:t>2</w:t>",
            '<w:fldChar w:fldCharType="end"/>',
        )
    )


@lru_cache(maxsize=64)
def run_properties(style: TextStyle, typography: Typography) -> str:
    """Return the look of a run: its font for every script, its style and its language."""
    font = escape(typography.font)
    fonts = "".join(f' w:{script}="{font}"' for script in _SCRIPTS)
    looks = ("<w:b/>" if style.bold else "") + ("<w:i/>" if style.italic else "")
    under = '<w:u w:val="single"/>' if style.underline else ""
    size = f'<w:sz w:val="{2 * style.size}"/>'
    language = f'<w:lang w:val="{typography.tag}"/>'
    return f"<w:rPr><w:rFonts{fonts}/>{looks}{size}{under}{language}</w:rPr>"


@lru_cache(maxsize=64)
def paragraph_properties(layout: Layout) -> str:
    """Return the layout of a paragraph; the element stays open for more properties."""
    spacing = f'w:before="{_points(layout.before)}" w:after="{_points(layout.after)}"'
    if layout.height:
        spacing += f' w:lineRule="exact" w:line="{_points(layout.height)}"'
    elif layout.line:
        spacing += f' w:lineRule="atLeast" w:line="{_points(layout.line)}"'
    first, left, right = (twips(indent) for indent in (layout.first, layout.left, layout.right))
    return "".join(
        (
            "<w:pPr>",
            f'<w:pStyle w:val="Heading{layout.heading}"/>' if layout.heading else "",
            "<w:keepNext/>" if layout.keep else "",
            "<w:pageBreakBefore/>" if layout.new_page else "",
            f"<w:pBdr>{border('bottom', 1)}</w:pBdr>" if layout.rule else "",
            f"<w:spacing {spacing}/>",
            f'<w:ind w:firstLine="{first}" w:left="{left}" w:right="{right}"/>',
            f'<w:jc w:val="{layout.align}"/>',
        )
    )


def border(side: str, space: int) -> str:
    """Return one side of a border, a thin black line."""
    return f'<w:{side} w:val="single" w:sz="6" w:space="{space}" w:color="000000"/>'


def twips(millimetres: float) -> int:
    """Convert millimetres to twips (twentieths of a point), the unit of Word documents."""
    return round(millimetres * _TWIPS)


def _points(points: float) -> int:
    return round(points * _POINT_TWIPS)
