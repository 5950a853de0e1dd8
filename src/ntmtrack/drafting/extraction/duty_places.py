"""Find the villages where a duty applies, with proposals and doubts about them."""

from __future__ import annotations

from typing import NamedTuple

from ntmtrack.drafting.document_model import DraftReason
from ntmtrack.drafting.phrases import places_and_events
from ntmtrack.drafting.phrases import spelling
from ntmtrack.drafting.phrases.places_and_events import GatheredVillages
from ntmtrack.drafting.prose_reading.duty_block import RawDuty
from ntmtrack.wording.words import N_

WHERE = N_("Where it is to be done, in the document's words: {text}")
MAY_BE_MORE = N_(
    "All villages are meant, but the document does not say whether those it names are all of them."
)


class DutyPlaces(NamedTuple):
    """Collect the ids of a duty's villages, the fields proposed for them, and the doubts."""

    villages: tuple[str, ...]
    proposed: dict[str, str]
    doubts: list[DraftReason]


def of(raw: RawDuty, gathered: GatheredVillages) -> DutyPlaces:
    """Find the villages of a duty; for several, propose that each owes its own share."""
    villages = _named(raw, gathered)
    is_each = len(villages) > 1 or places_and_events.of_each_village(raw.owner)
    has_shares = villages and (is_each or villages == ("all",))
    proposed = {"each": "village"} if has_shares else {}
    if not villages and gathered.seem_all(raw.text, raw.owner):
        proposed = {"villages": "all", "each": "village"}
    doubts = []
    if raw.villages and not villages:
        doubts.append(DraftReason(WHERE, {"text": spelling.compact(raw.villages)}))
    if "all" in (*villages, proposed.get("villages")) and not gathered.are_counted:
        doubts.append(DraftReason(MAY_BE_MORE))
    return DutyPlaces(villages, proposed, doubts)


def _named(raw: RawDuty, gathered: GatheredVillages) -> tuple[str, ...]:
    """Return the villages that are the owner or that the text and the village column name."""
    owner = raw.owner if places_and_events.are_villages(raw.owner) else ""
    if owner and not raw.villages and (named := gathered.named_in(owner)):
        return named
    return gathered.named_in(f"{raw.text} {raw.villages}", listed=raw.villages)
