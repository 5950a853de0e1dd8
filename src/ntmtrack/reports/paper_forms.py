"""The forms of papers as data: those of the Party and of state offices, in words and measures.

A form is chosen by `directive.form` or told from the directive's number.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import replace
from typing import NamedTuple

from ntmtrack.directive.issuers import is_of_party
from ntmtrack.directive.model import Directive
from ntmtrack.directive.model import SignsBy
from ntmtrack.wording.words import N_


class TextStyle(NamedTuple):
    """Describe how a text is set: its size in points, and its look."""

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
class PaperForm:
    """Hold one set of rules: its words, places in millimetres, heights in points.

    Each pair of columns stands side by side between the margins. `line` is the least height of a
    line of the body, `before` the space above its paragraphs, `rule` what stands under a subject,
    a line drawn where that is empty. `signs` says in what right somebody signs, and `end` what the
    last sentence ends with.
    """

    symbol: str
    letter_symbol: str
    number_words: str
    letter_subject_words: str
    mottos: tuple[str, ...]
    under_issuer: str
    signs: Mapping[SignsBy, str]
    acting: str
    end: str
    font: str
    page: tuple[int, int]
    margins: Margins
    page_number_from_edge: int
    page_number: TextStyle
    head_columns: tuple[int, int]
    motto: tuple[TextStyle, ...]
    superior: TextStyle
    issuer: TextStyle
    number: TextStyle
    letter_subject: TextStyle
    place_and_day: TextStyle
    unsigned: TextStyle
    section_mark: str
    kind: TextStyle
    subject: TextStyle
    rule: str
    addressed_label: TextStyle
    addressed: TextStyle
    body: TextStyle
    heading: TextStyle
    subheading: TextStyle
    strong: TextStyle
    first_line: int
    before: int
    line: int
    cell: TextStyle
    cell_heading: TextStyle
    cell_padding: float
    signature_columns: tuple[int, int]
    recipients_label: TextStyle
    recipients: TextStyle
    signs_for: TextStyle
    office: TextStyle
    signer: TextStyle
    signature_lines: int
    annex: TextStyle
    annex_title: TextStyle


# Hướng dẫn 36-HD/VPTW of 2018, appendix 3. The right column of the head is some millimetres wider
# than usual, so that the English motto stays on one line, too.
PARTY = PaperForm(
    symbol="-{kind}/{body}",
    letter_symbol="-{kind}/{body}",
    number_words=N_("No.      {symbol}"),
    letter_subject_words="",
    mottos=(N_("COMMUNIST PARTY OF VIETNAM"),),
    under_issuer="*",
    signs={
        "T/M": N_("FOR {body}"),
        "T/L": N_("BY ORDER OF {body}"),
        "K/T": N_("SIGNED FOR {body}"),
        "Q": N_("FOR {body}"),
    },
    acting=N_("ACTING {office}"),
    end=".",
    font="Times New Roman",
    page=(210, 297),
    margins=Margins(top=20, bottom=20, left=30, right=15),
    page_number_from_edge=10,
    page_number=TextStyle(14),
    head_columns=(74, 91),
    motto=(TextStyle(15, bold=True, capitals=True),),
    superior=TextStyle(14, capitals=True),
    issuer=TextStyle(14, bold=True, capitals=True),
    number=TextStyle(14),
    letter_subject=TextStyle(12, italic=True),
    place_and_day=TextStyle(14, italic=True),
    unsigned=TextStyle(14, bold=True, capitals=True),
    section_mark="-",
    kind=TextStyle(16, bold=True, capitals=True),
    subject=TextStyle(14, bold=True),
    rule="-----",
    addressed_label=TextStyle(14, italic=True),
    addressed=TextStyle(14),
    body=TextStyle(14),
    heading=TextStyle(14, bold=True, capitals=True),
    subheading=TextStyle(14, bold=True),
    strong=TextStyle(14, bold=True),
    first_line=10,
    before=6,
    line=18,
    cell=TextStyle(12),
    cell_heading=TextStyle(12, bold=True),
    cell_padding=1.5,
    signature_columns=(73, 92),
    recipients_label=TextStyle(14, underline=True),
    recipients=TextStyle(12),
    signs_for=TextStyle(14, bold=True, capitals=True),
    office=TextStyle(14, capitals=True),
    signer=TextStyle(14, bold=True),
    signature_lines=4,
    annex=TextStyle(14, bold=True, capitals=True),
    annex_title=TextStyle(14, bold=True),
)
# Nghị định 30/2020/NĐ-CP, appendix I.
STATE = replace(
    PARTY,
    symbol="/{kind}-{body}",
    letter_symbol="/{body}-…",  # the unit that drafts it follows
    number_words=N_("No.:      {symbol}"),
    letter_subject_words=N_("Re: {subject}"),
    mottos=(N_("SOCIALIST REPUBLIC OF VIETNAM"), N_("Independence - Freedom - Happiness")),
    under_issuer="",
    signs={
        "T/M": N_("ON BEHALF OF {body}"),
        "T/L": N_("BY AUTHORITY OF {body}"),
        "K/T": N_("PP. {body}"),
        "Q": N_("ON BEHALF OF {body}"),
    },
    end="./.",
    head_columns=(69, 96),  # the first motto on one line
    motto=(TextStyle(12, bold=True, capitals=True), TextStyle(13, bold=True)),
    superior=TextStyle(12, capitals=True),
    issuer=TextStyle(12, bold=True, capitals=True),
    number=TextStyle(13),
    letter_subject=TextStyle(12),
    section_mark=".",
    kind=TextStyle(14, bold=True, capitals=True),
    rule="",
    addressed_label=TextStyle(14),
    recipients_label=TextStyle(12, bold=True, italic=True),
    recipients=TextStyle(11),
    office=TextStyle(14, bold=True, capitals=True),
)

_STATE_BODY = re.compile(r"(UBND|HĐND|UB)\b", re.IGNORECASE)
_PARTY_BODY = re.compile(r"(ĐU|HU|TU|TW)\b", re.IGNORECASE)


def form_of(directive: Directive) -> PaperForm:
    """Give the form of papers about a directive.

    The body in the number tells, else its order: 12-KH/XĐ is the Party's, 12/KH-XĐ is not.
    """
    if directive.form:
        return PARTY if directive.form == "party" else STATE
    symbol = directive.number.partition("/")[2]
    if _STATE_BODY.search(symbol):
        return STATE
    party = _PARTY_BODY.search(symbol) or is_of_party(directive.number)
    return PARTY if party else STATE
