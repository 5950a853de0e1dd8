"""What can be changed of a part of a draft: its keys as people know them, read and typed."""

from __future__ import annotations

from collections.abc import Mapping

from ntmtrack.directive import names
from ntmtrack.drafting.confirmation import draft_words
from ntmtrack.drafting.confirmation.draft_file import PlainDraft
from ntmtrack.drafting.confirmation.draft_sheets import HEAD_KEYS
from ntmtrack.drafting.confirmation.draft_words import BETWEEN
from ntmtrack.wording.words import N_
from ntmtrack.wording.words import Words

# What can be edited of a part, with the names that people know it by.
FIELDS: Mapping[str, Mapping[str, str]] = {
    "directive": HEAD_KEYS,
    "villages": {"name": N_("Name"), "aliases": N_("Also called")},
    "owners": {"name": N_("Name"), "title": N_("Office"), "aliases": N_("Also called")},
    "events": {"name": N_("Name"), "date": N_("Day")},
    "tasks": {
        "title": N_("Duty"),
        "owner": N_("In charge"),
        "support": N_("Supporting"),
        "villages": N_("Villages"),
        "time": N_("Deadline"),
        "due_is": N_("Read as"),
        "note": N_("Note"),
    },
}
_COMPLETED = {"owner": "owners", "support": "owners", "villages": "villages"}


def text_of(item: PlainDraft, key: str, file: PlainDraft, words: Words) -> str:
    """Give what stands for a key, or is proposed, as people read and type it."""
    if key == "time":
        return draft_words.time_of(item, file, words)
    if key == "villages":
        return draft_words.villages_of(item, file, words)
    value = draft_words.value_of(item, key)
    if key in ("owner", "support"):
        return draft_words.names_of(value, file.get("owners") or ())
    if key == "due_is":
        return words.say_in("deadline", draft_words.DUE_IS[value]) if value else ""
    if key == "aliases":
        return BETWEEN.join(draft_words.as_list(item.get(key)))
    return draft_words.day_text(str(value), words)


def completed(typed: str, key: str, file: PlainDraft) -> str:
    """Complete the last name of a list where only one begins so, or has a word that does."""
    section = _COMPLETED.get(key)
    before, between, last = typed.rpartition(BETWEEN.strip())
    wanted = names.fold(last).strip()
    if not section or not wanted:
        return typed
    known = [str(draft_words.value_of(one, "name")) for one in file.get(section) or ()]
    begins = [name for name in known if names.fold(name).startswith(wanted)]
    within = begins or [name for name in known if f" {wanted}" in f" {names.fold(name)}"]
    if len(within) != 1:
        return typed
    return f"{before}{between}{' ' if between else ''}{within[0]}"
