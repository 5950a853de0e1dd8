"""A document for signature: its parts as plain text and blocks, without any measures of paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ntmtrack.reports.tables import Block
from ntmtrack.reports.tables import Table


@dataclass(frozen=True, slots=True)
class Letter:
    """Hold a draft: number, day and signature are left blank, for a person issues it.

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


def symbol(kind: str, number: str) -> str:
    """Give what follows the blank number of a document: its kind, and who issued `number`."""
    _, slash, issuer = number.partition("/")
    return f"-{kind}{slash}{issuer}"
