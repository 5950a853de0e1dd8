"""A document as it arrived, and what was found in it, both as plain values with their places.

What was found is as the file writes it: texts and lists of texts, in the order of the document.
What the document says outright stands in a field of its own; what is only likely stands in
`propose`, by the file's keys, and a person confirms it. No date is in either that the document does
not name.
"""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Sequence
from datetime import date
from typing import Any
from typing import NamedTuple

from ntmtrack.wording.problem import Problem


class SourcePlace(NamedTuple):
    """Say where something stands: which paragraph, or which row of which table or sheet.

    All count from 1, paragraphs and tables each through the whole document; 0 or an empty name
    where that says nothing. `line` is of plain text, `page` of a PDF. A table that only sets the
    letterhead or the signature side by side is not counted; `is_end` tells that it is the latter.
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
    """Hold a paragraph. Its text is NFC, with single blanks and no line breaks.

    `number` is what Word or the text itself counts it with, as printed (`1.`, `3.12`, `a)`, `-`),
    which `text` does not repeat; `level` is the depth of that list or heading, from 1.
    """

    text: str
    place: SourcePlace
    number: str = ""
    level: int = 0
    is_heading: bool = False
    is_bold: bool = False


class TableCell(NamedTuple):
    """Hold a cell. The lines of its text are parted by line breaks.

    `day` is set where the file itself says that the cell is a date. `continues` tells that the
    cell is covered by a merged one, whose text it repeats. `numbered` is the day that a number
    would show if the sheet took it for a date.
    """

    text: str
    day: date | None = None
    continues: bool = False
    numbered: date | None = None


class TableRow(NamedTuple):
    """Hold a row of a table: as many cells as the table has columns."""

    cells: tuple[TableCell, ...]
    place: SourcePlace


class SourceTable(NamedTuple):
    """Hold a table, or a sheet; one that goes on over several pages is one table."""

    rows: tuple[TableRow, ...]
    place: SourcePlace


class SourceDocument(NamedTuple):
    """Hold a document: its file's name, and its paragraphs and tables in the order of reading.

    `warnings` tell what was left out, for people who look for it; `trimmed` are the places at which
    letters had more marks than any language has, which are gone.
    """

    name: str
    blocks: tuple[TextParagraph | SourceTable, ...]
    warnings: tuple[Problem, ...] = ()
    trimmed: tuple[SourcePlace, ...] = ()


class DraftReason(NamedTuple):
    """Say why something is doubtful: an English sentence, marked for translation, and its values.

    It is printed with `words.say(reason.text, **reason.values)`.
    """

    text: str
    values: Mapping[str, str] = {}


class FoundParty(NamedTuple):
    """Hold a person or body that the document names: an owner of the draft.

    `aliases` are shortenings that the text itself explains; `near` are names of other parties that
    are nearly the same, for a person to decide.
    """

    id: str
    name: str
    title: str = ""
    kind: str = "body"
    aliases: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    is_group: bool = False  # such as “Các bộ, ngành”: one owner of that name
    of_each_village: bool = False  # such as “Ban Phát triển thôn”: each village has one
    place: SourcePlace = SourcePlace()


class FoundVillage(NamedTuple):
    """Hold a village that the document names; `aliases` are its other spellings there."""

    id: str
    name: str
    place: SourcePlace = SourcePlace()
    aliases: tuple[str, ...] = ()


class FoundEvent(NamedTuple):
    """Hold an event that deadlines count from; `proposed_date` is an ISO day, or empty."""

    id: str
    name: str
    proposed_date: str = ""
    place: SourcePlace = SourcePlace()


class FoundHead(NamedTuple):
    """Hold what the document says of itself; empty where it does not.

    `issued` is an ISO day that the head prints; `propose` holds what was only guessed, such as a
    day of the text. `form` is party or state.
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
    """Hold a duty. `owner`, `support`, `leader`, `report_to` are ids of `FoundParty`.

    `quote` is the whole sentence or cell, `deadline` the document's own words of its time. `due`,
    `repeat`, `event` and the like are set only where a table's own deadline column holds nothing
    but a full date, month, quarter or year; all else stands in `propose`. `why` says what is
    doubtful.
    """

    id: str
    title: str
    quote: str
    place: SourcePlace
    clause: str = ""
    section: str = ""  # the heading over it, carried down
    annex: str = ""  # what its table is headed with, as letters cite it: Phụ lục I
    part_of: str = ""
    owner: tuple[str, ...] = ()
    support: tuple[str, ...] = ()
    leader: tuple[str, ...] = ()
    report_to: tuple[str, ...] = ()
    villages: tuple[str, ...] = ()  # ids; ("all",) for all of them
    each: str = ""
    product: str = ""
    note: str = ""
    evidence: str = ""
    deadline: str = ""
    due: str = ""
    due_is: str = ""
    start: str = ""
    standing: bool = False
    propose: Mapping[str, Any] = {}
    why: tuple[DraftReason, ...] = ()


class UnusedText(NamedTuple):
    """Hold a sentence with a duty verb or a date of which no duty was made, and where it stands."""

    place: SourcePlace
    text: str


class Contradiction(NamedTuple):
    """Say where a document disagrees with itself, and how."""

    place: SourcePlace
    text: str
    why: DraftReason


class Findings(NamedTuple):
    """Hold all that was found in one document, in its order.

    `columns` are the heads of each table, and `unknown_columns` those that were not understood;
    `--map` can name them.
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
