"""Names that a review leaves unused: bodies that it replaced, and names added by mistake."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Sequence

from ntmtrack.datafile import references
from ntmtrack.datafile.draft_keys import KEY as DRAFT
from ntmtrack.drafting.confirmation import draft_words
from ntmtrack.drafting.confirmation.draft_file import PlainDraft
from ntmtrack.drafting.confirmation.draft_words import as_list


def removed(file: PlainDraft, earlier: Sequence[PlainDraft]) -> PlainDraft:
    """Return a draft without the names that the steps since `earlier` left unused.

    Owners go that duties named before, owners and villages that were not there before. An owner
    that the user accepted stays, as does one that no duty named in the first place.
    """
    if not earlier:
        return file
    accepted = {id_ for former in earlier for id_ in _drafts(former)} - set(_drafts(file))
    left = dict(file)
    for section in ("owners", "villages"):
        before = {str(part.get("id")) for part in earlier[0].get(section) or ()}
        was_used = _used(earlier[0], section) if section == "owners" else set()
        used = _used(file, section)
        parts = [
            part
            for part in file.get(section) or ()
            if (id_ := str(part.get("id"))) in used
            or id_ in accepted
            or (id_ in before and id_ not in was_used)
        ]
        if len(parts) < len(file.get(section) or ()):
            left[section] = parts
    return left


def _drafts(file: PlainDraft) -> list[str]:
    return [str(owner.get("id")) for owner in file.get("owners") or () if DRAFT in owner]


def _used(file: PlainDraft, section: str) -> set[str]:
    """Return the ids of a section to which duties, groups, letters or the log refer."""
    used: set[str] = set()
    for referring, keys in references.SECTION_OF_KEY.items():
        for part in file.get(referring) or ():
            for values in (part, draft_words.proposals(part)):
                used |= _named(values, keys, section)
    for group in file.get(references.OWNER_GROUPS) or ():
        used |= _named(group, {"members": "owners"}, section)
    for members in (file.get(references.GROUPS) or {}).values():
        used |= set(as_list(members)) if section == "villages" else set()
    return used


def _named(values: Mapping[str, object], keys: Mapping[str, str], section: str) -> set[str]:
    return {
        id_ for key, named in keys.items() if named == section for id_ in as_list(values.get(key))
    }
