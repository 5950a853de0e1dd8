"""Whether a sentence gives a duty here, or only tells what somebody does; who is over a listing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ntmtrack.drafting.document_model import DraftReason
from ntmtrack.drafting.extraction import duty_segments
from ntmtrack.drafting.extraction import line_kinds
from ntmtrack.drafting.extraction import outline
from ntmtrack.drafting.extraction import spelling
from ntmtrack.drafting.extraction.outline import Line
from ntmtrack.drafting.extraction.outline import OwnerInForce
from ntmtrack.drafting.extraction.sentence_parts import Part


class Owed(NamedTuple):
    """Hold who owes a duty and who helps, and what is doubtful in it."""

    names: str = ""
    support: str = ""
    doubts: tuple[DraftReason, ...] = ()


def over_listing(parts: Sequence[Part], rank: float) -> OwnerInForce | None:
    """Give whose names, and nothing more, stand before a listing: Vụ A (1) …; (2) …."""
    if len(parts) < 2 or not parts[1].is_listed or not duty_segments.is_names_only(parts[0].text):
        return None
    text, found = parts[0].text, parts[0].subject
    if found is None:
        return None
    return OwnerInForce(rank, found.names(text), found.helpers(text), is_heading=True)


def parts_work(line: Line, part: Part, above: OwnerInForce | None, recipients: str) -> bool:
    """Tell whether somebody named above is to part the work among their own people."""
    rank = outline.NUMBER if not line.rank else line.rank
    parts = spelling.level(part.text).startswith("phân công ")
    return bool(parts and above and above.names != recipients and above.rank <= rank)


def may_assign(line: Line, part: Part, *, is_told: bool) -> bool:
    """Tell whether a sentence with a subject gives a duty; `is_told` that duties are read here."""
    found = part.subject
    if found is None:
        return False
    low = spelling.level(part.text)
    if line_kinds.TELLS.match(low, found.rest):
        return False
    exhorts = line_kinds.EXHORTS.search(low[found.owner[1] :][:80])
    if found.is_given or is_told or exhorts:
        return found.is_given or bool(line.rank) or not low.startswith("ban hành", found.rest)
    return line.rank >= outline.ARTICLE or any(time.is_called_for for time in part.times)
