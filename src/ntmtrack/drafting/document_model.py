"""An incoming document and the findings in it, as plain values with their places.

Findings are written as in the data file: texts and lists of texts, in the order of the document.
What the document says outright is in fields of its own; what is only likely is in `propose`, by the
file's keys, for a user to confirm. Neither contains a date that the document does not name.
"""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Sequence
from datetime import date
from typing import Any
from typing import NamedTuple

from ntmtrack.wording.problem import Problem


class SourcePlace(NamedTuple):
    """Describe where something is: in which paragraph, or which row of which table or sheet.

    Numbers count from 1, those of paragraphs and tables through the whole document; 0 or "" means
    that there is none. `line` is for plain text, `page` for a PDF. A table that only lays out the
    letterhead or the signature is not counted; `is_end` marks the latter.
    """

    paragraph: int = 0
    table: int = 0
    sheet: str = ""
    row: int = 0
    column: int = 0
    page: int = 0
    line: int = 0
    is_end: bool = False


class TextParagraph(NamedTuple):
    """Store a paragraph, whose text is NFC, with single blanks and no line breaks.

    `number` is its number from Word or from the text, as printed (`1.`, `3.12`, `a)`, `-`), which
    `text` does not repeat; `level` is the depth of that list or heading, from 1.
    """

    text: str
    place: SourcePlace
    number: str = ""
    level: int = 0
    is_heading: bool = False
    is_bold: bool = False


class TableCell(NamedTuple):
    """Store a cell, whose text may have several lines.

    `day` is set if the file itself says that the cell is a date. `continues` means that a merged
    cell covers this one, which repeats its text. `numbered` is the date that a number would show
    if the sheet took it for one.
    """

    text: str
    day: date | None = None
    continues: bool = False
    numbered: date | None = None


class TableRow(NamedTuple):
    """Store a row of a table, with as many cells as the table has columns."""

    cells: tuple[TableCell, ...]
    place: SourcePlace


class SourceTable(NamedTuple):
    """Store a table or a sheet; a table that continues over several pages is one table."""

    rows: tuple[TableRow, ...]
    place: SourcePlace


class SourceDocument(NamedTuple):
    """Store a document: its file name, and its paragraphs and tables in reading order.

    `warnings` report what was left out, for users who look for it; `trimmed` are the places where
    letters had more marks than in any language, which were removed.
    """

    name: str
    blocks: tuple[TextParagraph | SourceTable, ...]
    warnings: tuple[Problem, ...] = ()
    trimmed: tuple[SourcePlace, ...] = ()


class DraftReason(NamedTuple):
    """Store a reason for doubt: an English sentence, marked for translation, and its values.

    Print it with `words.say(reason.text, **reason.values)`.
    """

    text: str
    values: Mapping[str, str] = {}


class FoundParty(NamedTuple):
    """Store a person or body that the document names, who becomes an owner of the draft.

    `aliases` are abbreviations that the text itself explains; `near` are nearly equal names of
    other parties, for a user to decide on.
    """

    id: str
    name: str
    title: str = ""
    kind: str = "body"
    aliases: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    is_group: bool = False  # such as “Các bộ, ngành”: one owner of that name
    may_be_two: bool = False  # such as “Phòng Nội vụ và ABC”, with an unknown abbreviation
    of_each_village: bool = False  # such as “Ban Phát triển thôn”: each village has one
    place: SourcePlace = SourcePlace()


class FoundVillage(NamedTuple):
    """Store a village that the document names; `aliases` are its other spellings there."""

    id: str
    name: str
    place: SourcePlace = SourcePlace()
    aliases: tuple[str, ...] = ()


class FoundEvent(NamedTuple):
    """Store an event that deadlines count from; `proposed_date` is an ISO day, or empty."""

    id: str
    name: str
    proposed_date: str = ""
    place: SourcePlace = SourcePlace()


class FoundHead(NamedTuple):
    """Store what the document says of itself; a field is empty if it says nothing.

    `issued` is an ISO day that the head prints; `propose` contains guesses, such as a day from the
    text. `form` is party or state.
    """

    number: str = ""
    issued: str = ""
    issuer: str = ""
    superior: str = ""
    place: str = ""
    subject: str = ""
    recipients: tuple[str, ...] = ()
    signer_name: str = ""
    signer_title: str = ""
    signer_for: str = ""
    signer_by: str = ""
    form: str = ""
    propose: Mapping[str, Any] = {}


class FoundDuty(NamedTuple):
    """Store a duty; `owner`, `support`, `leader`, `report_to` are ids of `FoundParty`.

    `quote` is the whole sentence or cell, `deadline` the document's own words for its time. `due`
    is set only if a table's own deadline column contains nothing but a full date, month, quarter
    or year; every other time is in `propose`. `why` are the reasons for doubt.
    """

    id: str
    title: str
    quote: str
    place: SourcePlace
    clause: str = ""
    section: str = ""  # the heading above it, carried down
    annex: str = ""  # heading of its table, as letters cite it: Phụ lục I
    owner: tuple[str, ...] = ()
    support: tuple[str, ...] = ()
    leader: tuple[str, ...] = ()
    report_to: tuple[str, ...] = ()
    villages: tuple[str, ...] = ()  # ids; ("all",) for all of them
    product: str = ""
    note: str = ""
    evidence: str = ""
    deadline: str = ""
    due: str = ""
    due_is: str = ""
    propose: Mapping[str, Any] = {}
    why: tuple[DraftReason, ...] = ()


class UnusedText(NamedTuple):
    """Store a sentence with a duty verb or a date that became no duty, and its place."""

    place: SourcePlace
    text: str


class Contradiction(NamedTuple):
    """Describe where and how a document contradicts itself."""

    place: SourcePlace
    text: str
    why: DraftReason


class Findings(NamedTuple):
    """Store all findings in one document, in its order.

    `columns` are the heads of each table, `unknown_columns` those that were not understood and can
    be named with `--map`.
    """

    head: FoundHead
    parties: Sequence[FoundParty]
    villages: Sequence[FoundVillage]
    events: Sequence[FoundEvent]
    duties: Sequence[FoundDuty]
    unused: Sequence[UnusedText]
    contradictions: Sequence[Contradiction] = ()
    unknown_columns: Sequence[str] = ()
    columns: Sequence[Sequence[str]] = ()
