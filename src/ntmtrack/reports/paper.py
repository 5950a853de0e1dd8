"""A paper for signature: its parts as texts and blocks, and the form that it has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from ntmtrack.directive.issuers import abbreviation_in
from ntmtrack.directive.model import Directive
from ntmtrack.directive.model import Document
from ntmtrack.directive.model import Recipient
from ntmtrack.directive.model import Signer
from ntmtrack.reports.paper_forms import PARTY
from ntmtrack.reports.paper_forms import PaperForm
from ntmtrack.reports.paper_forms import form_of
from ntmtrack.reports.tables import Block
from ntmtrack.reports.tables import Table
from ntmtrack.wording.words import Words

# A report (báo cáo) or an official letter (công văn), as the number of a paper says.
PaperKind = Literal["BC", "CV"]
# Where somebody signs for the head of such a body, the body itself stands first.
_COLLECTIVE = ("Ủy ban nhân dân", "UBND")
_FILED = "Lưu"
_COMMITTEES = ("ủy", "uỷ")


@dataclass(frozen=True, slots=True)
class Paper:
    """Hold a paper; its number, day and signature are left for the person who issues it.

    `title` is the kind of a report ("BÁO CÁO"), None for an official letter, which has
    `addressed` (Kính gửi) instead. `symbol` follows the blank number ("-BC/ĐU"). `annexes` are
    wide tables, each under its own title on landscape pages. `signing` says in whose name it is
    signed, `office` and `name` by whom; the name is empty where nobody knows it.
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
    form: PaperForm = PARTY


def blank_paper(kind: PaperKind, document: Document, day: date, words: Words) -> Paper:
    """Give a paper in the name of the body that issued a directive, still without contents."""
    directive, settings = document.directive, document.settings.report
    form = form_of(directive)
    body = settings.abbreviation or abbreviation_in(directive.number)
    symbol = form.symbol if kind == "BC" else form.letter_symbol
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
            *_recipients(settings.recipients, directive.issuer, form, words),
        ],
        signing=_signing(signer, directive.issuer, form, words),
        office=_office(signer, form, words),
        name=signer.name if signer else "",
        form=form,
    )


def _recipients(
    given: Sequence[Recipient], issuer: str, form: PaperForm, words: Words
) -> list[str]:
    """Name who receives a paper, as the file says or the form has it; it is always filed."""
    known = [f"{one.name} ({one.why})" if one.why else one.name for one in given]
    if not known:
        report_to = (
            words.say("Standing committee of {body}", body=_committee(issuer) or issuer)
            if form is PARTY
            else words.say("Leaders of {body}", body=issuer)
        )
        known = [words.say("{body} (to report)", body=report_to)]
    filed = any(name.startswith(_FILED) for name in known)
    return known if filed else [*known, _filed(issuer, form, words)]


def office_of(directive: Directive, words: Words) -> str:
    """Name the office that answers go to."""
    committee = _committee(directive.issuer) if form_of(directive) is PARTY else None
    return words.say("Office of {body}", body=committee) if committee else directive.issuer


def asking_body(document: Document, directive: Directive) -> str:
    """Name who asks in a letter: the committee's bureau that it is signed for, else the issuer."""
    signer = document.settings.report.signer or directive.signer
    committee = _committee(directive.issuer) if form_of(directive) is PARTY else None
    if committee is None or signer is None or not signer.for_ or signer.by == "K/T":
        return directive.issuer
    named = signer.for_.casefold().endswith(committee.casefold())
    return signer.for_ if named else f"{signer.for_} {committee}"


def _filed(issuer: str, form: PaperForm, words: Words) -> str:
    if form is not PARTY:
        return words.say("Filed: clerical office, …")
    committee = _committee(issuer)
    if committee is None:
        return words.say("Filed: Office")
    return words.say("Filed: office of {body}", body=committee)


def _committee(issuer: str) -> str | None:
    """Give what kind of Party committee issues a paper: Đảng ủy of Đảng ủy xã Vân Trạch."""
    first, *others = issuer.split()[:2]
    return f"{first} {others[0]}" if others and others[0] in _COMMITTEES else None


def _signing(signer: Signer | None, issuer: str, form: PaperForm, words: Words) -> list[str]:
    """Say in whose name a paper is signed.

    The state's papers say there neither of what place a People's Committee is, nor that somebody
    signs for it as for its head.
    """
    by = signer.by if signer else "T/M"
    body = (signer.for_ if signer else None) or issuer
    if form is PARTY or not issuer.startswith(_COLLECTIVE):
        return [words.say(form.signs[by], body=body)]
    committee, on_behalf = words.say("the People's Committee"), form.signs["T/M"]
    if body.startswith(_COLLECTIVE):
        body = words.say("the Chairman") if by in ("K/T", "T/L") else committee
    lines = [words.say(form.signs[by], body=body)]
    return [words.say(on_behalf, body=committee), *lines] if by == "K/T" else lines


def _office(signer: Signer | None, form: PaperForm, words: Words) -> str:
    if signer is None:
        return ""
    return words.say(form.acting, office=signer.title) if signer.by == "Q" else signer.title
