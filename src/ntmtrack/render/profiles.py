"""The measures of documents for signature: one table for each set of rules."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


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
