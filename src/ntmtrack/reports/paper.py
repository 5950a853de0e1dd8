"""A paper for signature: its parts as texts and blocks; fonts and measures are up to a renderer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from ntmtrack.directive.model import Directive
from ntmtrack.reports.tables import Block
from ntmtrack.reports.tables import Table
from ntmtrack.wording.words import Words

# A report (báo cáo) or an official letter (công văn), as the number of a paper says.
PaperKind = Literal["BC", "CV"]


@dataclass(frozen=True, slots=True)
class Paper:
    """Hold a paper; its number, day and signature are left for the person who issues it.

    `title` is the kind of a report ("BÁO CÁO"), None for an official letter, which has
    `addressed` (Kính gửi) instead. `symbol` follows the blank number ("-BC/ĐU"). `annexes` are
    wide tables, each under its own title on landscape pages.
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
    signs_for: str
    office: str


def blank_paper(kind: PaperKind, directive: Directive, day: date, words: Words) -> Paper:
    """Give a paper in the name of the body that issued a directive, still without contents."""
    _, slash, issuer = directive.number.partition("/")
    signer = directive.signer
    return Paper(
        superior=directive.superior,
        issuer=directive.issuer,
        symbol=f"-{kind}{slash}{issuer}",
        place=directive.place,
        day=day,
        title=words.say("REPORT") if kind == "BC" else None,
        subject="",
        addressed=(),
        body=(),
        annexes=(),
        recipients=[
            *([words.say("As above")] if kind == "CV" else []),
            words.say("{issuer} (to report)", issuer=directive.issuer),
            words.say("Filed: Office"),
        ],
        signs_for=(signer and signer.for_) or directive.issuer,
        office=signer.title if signer else "",
    )
