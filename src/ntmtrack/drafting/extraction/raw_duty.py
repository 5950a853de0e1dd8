"""A duty as a table or a sentence has it, in the document's own words."""

from __future__ import annotations

from typing import NamedTuple

from ntmtrack.drafting.extraction.time_phrases import TimeWords
from ntmtrack.drafting.findings import DraftReason
from ntmtrack.drafting.source_document import SourcePlace


class RawDuty(NamedTuple):
    """Hold what was read of one duty: names as words, times as they were found.

    `from_column` tells that the times stand in a table's own deadline column,
    `is_heading` that it is a title over labels.
    """

    text: str
    place: SourcePlace
    clause: str = ""
    section: str = ""
    owner: str = ""
    support: str = ""
    leader: str = ""
    product: str = ""
    note: str = ""
    villages: str = ""
    deadline: str = ""
    times: tuple[TimeWords, ...] = ()
    from_column: bool = False
    doubts: tuple[DraftReason, ...] = ()
    is_heading: bool = False
