"""What was found in a document: the head, parties, villages and duties, and how sure that is.

Everything is as the file writes it, texts and lists of texts, in the order of the document. What
the document says outright stands in a field of its own; what is only likely stands in `propose`,
by the file's keys, and a person confirms it. No date is in either that the document does not name.
"""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Sequence
from typing import Any
from typing import NamedTuple

from ntmtrack.drafting.source_document import SourcePlace


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
