"""A paper for signature: its parts as texts and blocks, and the profile that it follows.

Profiles are data: the words and measures of the Party and of state offices. The directive names
one; otherwise its number decides.
"""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import replace
from datetime import date
from typing import Literal
from typing import NamedTuple

from ntmtrack.directive.issuers import abbreviation_in
from ntmtrack.directive.issuers import profile_in
from ntmtrack.directive.model import Directive
from ntmtrack.directive.model import Document
from ntmtrack.directive.model import Recipient
from ntmtrack.directive.model import Signer
from ntmtrack.directive.model import SignsBy
from ntmtrack.reports.tables import Block
from ntmtrack.reports.tables import Table
from ntmtrack.wording.words import N_
from ntmtrack.wording.words import Words

# A report (báo cáo) or an official letter (công văn), by the symbol in the paper's number.
PaperKind = Literal["BC", "CV"]
# When somebody signs for the head of such a body, a line naming the body comes first.
_COLLECTIVE = ("Ủy ban nhân dân", "UBND")
# State offices whose head signs without naming a body above: TM. is for collective bodies only.
_HEADED = (
    *("Sở ", "Phòng ", "Trường ", "Trung tâm ", "Chi cục ", "Cục ", "Trạm ", "Công an ", "Bộ "),
    *("Bệnh viện ", "Công ty ", "Ban Quản lý "),
)
_FILED = "Lưu"
_COMMITTEES = ("ủy", "uỷ")


class TextStyle(NamedTuple):
    """Describe how a text is set: its size in points and its look."""

    size: int
    bold: bool = False
    italic: bool = False
    underline: bool = False
    capitals: bool = False


class Margins(NamedTuple):
    """Describe the margins of a portrait page in millimetres."""

    top: int
    bottom: int
    left: int
    right: int


@dataclass(frozen=True, slots=True)
class PaperProfile:
    """Describe one set of rules for papers: words, places in millimetres, heights in points.

    Each pair of columns stands side by side between the margins. `line` is the least height of a
    line of the body, `before` the space above its paragraphs. `rule` is the text under a subject;
    if it is empty, a line is drawn there. `signs` words the capacity in which somebody signs, and
    `end` closes the last sentence.
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


# Hướng dẫn 36-HD/VPTW of 2018, appendix 3. The right column of the head is a few millimetres wider
# than usual, so that the English motto also fits on one line.
PARTY = PaperProfile(
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
    letter_symbol="/{body}-…",  # the drafting unit goes after the dash
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
    head_columns=(69, 96),  # fits the first motto on one line
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


def profile_of(directive: Directive) -> PaperProfile:
    """Return the profile of papers about a directive: the file's choice, else by its number."""
    profile = directive.profile or profile_in(directive.number)
    return PARTY if profile == "party" else STATE


@dataclass(frozen=True, slots=True)
class Paper:
    """Represent a paper; number, day and signature are left blank for the person who issues it.

    `title` is the kind of a report ("BÁO CÁO"), None for an official letter, which has `addressed`
    (Kính gửi) instead. `symbol` follows the blank number ("-BC/ĐU"). `annexes` are wide tables,
    each under its own title on landscape pages. `signing` names the body that it is signed for,
    `office` and `name` the signer; the name is empty if it is not known.
    """

    superior: str | None
    issuer: str
    symbol: str
    place: str | None
    day: date
    title: str | None
    subject: str
    addressed: Sequence[str]
    body: Sequence[Block]
    annexes: Sequence[Table]
    recipients: Sequence[str]
    signing: Sequence[str]
    office: str
    name: str = ""
    profile: PaperProfile = PARTY


def blank_paper(kind: PaperKind, document: Document, day: date, words: Words) -> Paper:
    """Return a paper in the name of the body that issued a directive, still without contents."""
    directive, settings = document.directive, document.settings.report
    profile = profile_of(directive)
    body = settings.abbreviation or abbreviation_in(directive.number)
    symbol = profile.symbol if kind == "BC" else profile.letter_symbol
    signer = settings.signer or directive.signer
    return Paper(
        superior=directive.superior,
        issuer=directive.issuer,
        symbol=symbol.format(kind=kind, body=body),
        place=directive.place,
        day=day,
        title=words.say("REPORT") if kind == "BC" else None,
        subject="",
        addressed=(),
        body=(),
        annexes=(),
        recipients=[
            *([words.say("As above")] if kind == "CV" else []),
            *_recipients(settings.recipients, directive.issuer, profile, words),
        ],
        signing=_signing(signer, directive.issuer, profile, words),
        office=_office(signer, profile, words),
        name=signer.name if signer else "",
        profile=profile,
    )


def _recipients(
    recipients: Sequence[Recipient], issuer: str, profile: PaperProfile, words: Words
) -> list[str]:
    """Return the recipients from the file, else those of the profile; one copy is always filed."""
    known = [
        f"{recipient.name} ({recipient.why})" if recipient.why else recipient.name
        for recipient in recipients
    ]
    if not known:
        report_to = (
            words.say("Standing committee of {body}", body=_committee(issuer) or issuer)
            if profile is PARTY
            else words.say("Leaders of {body}", body=issuer)
        )
        known = [words.say("{body} (to report)", body=report_to)]
    filed = any(name.startswith(_FILED) for name in known)
    return known if filed else [*known, _filed(issuer, profile, words)]


def office_of(directive: Directive, words: Words) -> str:
    """Return the office that answers are sent to."""
    committee = _committee(directive.issuer) if profile_of(directive) is PARTY else None
    return words.say("Office of {body}", body=committee) if committee else directive.issuer


def requesting_body(document: Document, directive: Directive) -> str:
    """Return the body asking in a letter: the committee's bureau if it signs, else the issuer."""
    signer = document.settings.report.signer or directive.signer
    committee = _committee(directive.issuer) if profile_of(directive) is PARTY else None
    if committee is None or signer is None or not signer.for_ or signer.by == "K/T":
        return directive.issuer
    names_committee = signer.for_.casefold().endswith(committee.casefold())
    return signer.for_ if names_committee else f"{signer.for_} {committee}"


def _filed(issuer: str, profile: PaperProfile, words: Words) -> str:
    if profile is not PARTY:
        return words.say("Filed: clerical office, …")
    committee = _committee(issuer)
    if committee is None:
        return words.say("Filed: Office")
    return words.say("Filed: office of {body}", body=committee)


def _committee(issuer: str) -> str | None:
    """Return the kind of Party committee that issues a paper: Đảng ủy of Đảng ủy xã Vân Trạch."""
    first, *others = issuer.split()[:2]
    return f"{first} {others[0]}" if others and others[0] in _COMMITTEES else None


def _signing(signer: Signer | None, issuer: str, profile: PaperProfile, words: Words) -> list[str]:
    """Return the lines above a signature that say in whose name the paper is signed.

    State papers name a People's Committee without its place, and a deputy signs for its Chairman,
    not for the committee.
    """
    by = signer.by if signer else "T/M"
    body = (signer.for_ if signer else None) or issuer
    if (
        profile is STATE
        and signer
        and not signer.for_
        and by == "T/M"
        and issuer.startswith(_HEADED)
    ):
        return []
    if profile is PARTY or not issuer.startswith(_COLLECTIVE):
        return [words.say(profile.signs[by], body=body)]
    committee, on_behalf = words.say("the People's Committee"), profile.signs["T/M"]
    if body.startswith(_COLLECTIVE):
        body = words.say("the Chairman") if by in ("K/T", "T/L") else committee
    lines = [words.say(profile.signs[by], body=body)]
    return [words.say(on_behalf, body=committee), *lines] if by == "K/T" else lines


def _office(signer: Signer | None, profile: PaperProfile, words: Words) -> str:
    if signer is None:
        return ""
    return words.say(profile.acting, office=signer.title) if signer.by == "Q" else signer.title
