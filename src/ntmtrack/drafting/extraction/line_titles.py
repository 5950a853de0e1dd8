"""Lines that are only titles: of what is counted below them, or of the labels below them."""

from __future__ import annotations

import re

from ntmtrack.drafting.extraction import labels
from ntmtrack.drafting.extraction import outline
from ntmtrack.drafting.extraction import party_words
from ntmtrack.drafting.extraction import sentence_kinds
from ntmtrack.drafting.extraction import spelling
from ntmtrack.drafting.extraction.duty_block import NOBODY
from ntmtrack.drafting.extraction.duty_block import OWNER_ABOVE
from ntmtrack.drafting.extraction.duty_block import shorten
from ntmtrack.drafting.extraction.outline import Line
from ntmtrack.drafting.extraction.owners_in_force import Outline
from ntmtrack.drafting.extraction.raw_duty import RawDuty
from ntmtrack.drafting.findings import DraftReason

_TITLE = 300
_SHORT_TITLE = 200


def names_owner(line: Line) -> bool:
    """Tell whether a line names who owes what follows it."""
    found = party_words.subject(line.text)
    return found is not None and (found.is_given or not found.has_predicate) and not line.is_caps


def is_only_title(line: Line, following: Line | None) -> bool:
    """Tell whether a numbered line is only the title of what follows it."""
    if not following or not line.rank or line.rank > outline.LETTER:
        return False
    _, values = labels.split(following.text)
    if values and values[0].kind != "title":
        return False
    if following.rank > line.rank and re.match(
        "một số (?:nội dung|nhiệm vụ|công việc)|các (?:nội dung|nhiệm vụ|công việc) ",
        spelling.level(line.text),
    ):
        return True
    if line.text.endswith(";"):
        return False
    number = line.number.strip(" .)(")
    if (
        line.rank < outline.LETTER
        and following.number.startswith(f"{number}.")
        and len(following.number) > len(number) + 1
    ):
        return True
    goes_on = following.rank == outline.BODY or following.rank > line.rank
    return (
        goes_on
        and len(line.text) < _TITLE
        and not line.text.endswith((".", ",", "./"))
        and not sentence_kinds.EXHORTS.search(spelling.level(line.text))
    )


def is_over_labels(line: Line, following: Line | None) -> bool:
    """Tell whether a line is no sentence, and only the title of the labels below it."""
    label = labels.begin_with(following.text) if following else ""
    if not label or label == "note" or line.is_caps or labels.split(line.text)[1]:
        return False
    if len(line.text) >= _SHORT_TITLE or line.text.endswith((":", ";")):
        return False
    if line.rank in {outline.PART, outline.ROMAN}:
        return False
    if label not in {"owner", "title"} and names_owner(line):
        return False
    if line.rank and party_words.begins_duty(line.text):  # a duty as it is
        return False
    found = party_words.subject(line.text)
    return found is None or not found.has_predicate


def duty_of(line: Line, place: Outline) -> RawDuty:
    """Give the duty that a title over labels is, where the labels say nothing of its own."""
    above = place.owner
    reason = DraftReason(OWNER_ABOVE, {"text": shorten(above.names)}) if above else None
    return RawDuty(
        line.text,
        line.place,
        place.clause(),
        place.title,
        above.names if above else "",
        doubts=(reason or DraftReason(NOBODY),),
        is_heading=True,
    )
