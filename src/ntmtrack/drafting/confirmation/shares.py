"""Villages of a duty as users type them: all of them, and whether each owes its own share."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ntmtrack.datafile import references
from ntmtrack.datafile.draft_keys import KEY as DRAFT
from ntmtrack.directive import names
from ntmtrack.drafting.confirmation import draft_words
from ntmtrack.drafting.confirmation.draft_file import PlainDraft
from ntmtrack.drafting.phrases import places_and_events
from ntmtrack.wording.words import N_
from ntmtrack.wording.words import Words

TOGETHER = N_("all together")
# What may be typed for the key `each`; without it the duty is a single item.
EACH: Mapping[str, str] = {"village": N_("{village}"), "owner": N_("body or person"), "": TOGETHER}
_KIND = "|".join(map(names.fold, (*places_and_events.KINDS, "xã", "phường", "địa phương")))
_EACH = re.compile(rf"(?:(?:tung|moi|each) )?(?:{_KIND}|village)")
_ALL = re.compile(
    r"all(?: (?:the )?villages)?|tat ca"
    rf"|(?:(?:tat ca|toan bo|moi)(?: cac)?|(?:ca )?cac) (?:{_KIND})"
)


def means_all(text: str, words: Words) -> bool:
    """Return whether a text means all villages, whatever the places of the directive are called."""
    folded = names.fold(text)
    return folded == names.fold(words.say(draft_words.ALL_VILLAGES)) or bool(_ALL.fullmatch(folded))


def each_text(value: str, words: Words) -> str:
    """Return the value of `each` as users read and type it."""
    return words.say(EACH[value]) if value in EACH and value else value


def read_each(text: str, words: Words) -> str | None:
    """Parse a text typed for `each`; return None if it is none of the choices."""
    folded = names.fold(text)
    if _EACH.fullmatch(folded):
        return "village"
    if not folded:
        return ""
    return next((key for key, word in EACH.items() if names.fold(words.say(word)) == folded), None)


def are_expected(item: PlainDraft, file: PlainDraft) -> bool:
    """Return whether each village seems to owe a share, as the reader of documents judges it.

    It does if the duty is for several villages, or its lead is a body that each village has.
    """
    named = draft_words.as_list(draft_words.value_of(item, "villages"))
    if not named or not file.get("villages"):
        return False
    return len(named) > 1 or named == [references.ALL] or _is_led_by_each_village(item, file)


def _is_led_by_each_village(item: PlainDraft, file: PlainDraft) -> bool:
    leads = draft_words.as_list(draft_words.value_of(item, "owner"))
    return any(
        str(draft_words.value_of(owner, "per_village")) == "true"
        or places_and_events.of_each_village(str(draft_words.value_of(owner, "name")))
        for owner in file.get("owners") or ()
        if owner.get("id") in leads
    )


def propose_villages(item: PlainDraft, file: PlainDraft) -> None:
    """Propose all villages for a duty without any, if a body that each village has leads it."""
    draft, named = item.get(DRAFT), draft_words.value_of(item, "villages")
    is_led = bool(file.get("villages")) and _is_led_by_each_village(item, file)
    if isinstance(draft, dict) and is_led and not named:
        draft.setdefault("propose", {})["villages"] = references.ALL


def adapt(item: PlainDraft, file: PlainDraft) -> None:
    """Adapt the shares of a duty whose villages or lead a user changed.

    Each village's share is proposed if it seems to be owed, and none is left without villages.
    """
    if not draft_words.value_of(item, "villages") and item.get("each") == "village":
        del item["each"]
    draft = item.get(DRAFT)
    if not isinstance(draft, dict) or item.get("each"):
        return
    if are_expected(item, file):
        draft.setdefault("propose", {}).setdefault("each", "village")
    elif draft_words.proposals(item).get("each") == "village":
        draft_words.remove_proposal(item, "each")
