"""What a document says differently from before: of a duty in its cells, of itself in its head.

Accepting a renewed part takes the new values; those confirmed before are kept beside them (`was`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from typing import NamedTuple

from ntmtrack.datafile import references
from ntmtrack.datafile.draft_keys import KEY as DRAFT
from ntmtrack.drafting.confirmation import decisions
from ntmtrack.drafting.confirmation import draft_words
from ntmtrack.drafting.confirmation.decisions import HEAD_ID
from ntmtrack.drafting.confirmation.decisions import Decision
from ntmtrack.drafting.confirmation.draft_file import TIMES
from ntmtrack.drafting.confirmation.draft_file import PlainDraft
from ntmtrack.drafting.confirmation.draft_sheets import HEAD_KEYS
from ntmtrack.wording.words import N_
from ntmtrack.wording.words import Words

CHANGED = N_("The sentence has changed since the decision.")
_CHANGED_CELL: Mapping[str, str] = {
    "title": N_("Duty in the document: it was “{before}”, now it is “{now}”."),
    "deadline": N_("Deadline in the document: it was “{before}”, now it is “{now}”."),
    "owner": N_("Lead in the document: it was “{before}”, now it is “{now}”."),
    "support": N_("Support in the document: it was “{before}”, now it is “{now}”."),
    "leader": N_("Leader in the document: it was “{before}”, now it is “{now}”."),
    "villages": N_("{Villages} in the document: it was “{before}”, now it is “{now}”."),
    "product": N_("Product in the document: it was “{before}”, now it is “{now}”."),
}
_CHANGED_HEAD = N_("{what} in the document: it was “{before}”, now it is “{now}”.")
_HEAD_KEYS = {**HEAD_KEYS, "signer": N_("Signer")}
_NOTHING = N_("nothing")
# The keys of a task that a cell of the document fills, if they differ from the name of the cell.
_KEYS: Mapping[str, Sequence[str]] = {
    "deadline": (*TIMES, "event_days", "due_is", "due_to", "start"),
    "villages": ("villages", "each"),
}
_NUMBER = re.compile(r"^(?:[\dIVX]+(?:[.]\d+)*[.)]?|\w[.)]|[-–+•*])\s+")
_OF_SENTENCE = ("title", "measures", "evidence", "report_to")  # which no other cell fills


class RenewedHead(NamedTuple):
    """Store a renewed head, what to remember of it, and whether the document changed it."""

    head: PlainDraft
    decisions: Sequence[Decision]
    is_changed: bool = False


def unnumbered(quote: str) -> str:
    """Return a sentence without its list number, which depends on the items above it."""
    return _NUMBER.sub("", quote)


def is_same_sentence(before: Decision, now: Decision) -> bool:
    """Return whether a sentence is the same as before, apart from its list number."""
    return unnumbered(before.quote) == unnumbered(now.quote)


def duty_news(before: Decision, now: Decision, words: Words) -> Iterator[str]:
    """Yield what the document says differently about a duty than when it was decided."""
    is_same = is_same_sentence(before, now)
    if not is_same:
        yield words.say(CHANGED)
    for key, *cells in _changed_cells(before.cells, now.cells):
        if key != "title" or not is_same:
            earlier, present = (_cell_text(key, text, words) for text in cells)
            yield words.say(_CHANGED_CELL[key], before=earlier, now=present)


def renew_duty(old: PlainDraft, new: PlainDraft, before: Decision, now: Decision) -> PlainDraft:
    """Return a decided or edited duty, updated to what its document says now.

    What a user wrote stays wherever the document has not changed.
    """
    cells = [cell for cell, *_ in _changed_cells(before.cells, now.cells)]
    keys = [key for cell in cells for key in _KEYS.get(cell, (cell,))]
    is_as_drafted = decisions.mark(old) in before.made.split("-")
    if is_same_sentence(before, now):
        keys = [key for key in keys if key != "title"]
    elif is_as_drafted or not before.cells:
        keys += [key for key in _OF_SENTENCE if key not in keys]
    if not before.cells:  # an older program remembered only the sentence
        keys += [key for cell in _CHANGED_CELL for key in _KEYS.get(cell, (cell,))]
    return _with_news(old, new, keys)


def renew_first_day(
    old: PlainDraft, new: PlainDraft, days: tuple[str, str], words: Words
) -> PlainDraft | None:
    """Return a duty that recurs from the document's day of issue, if that changed; else None."""
    rules = draft_words.as_list(old.get("repeat"))
    if days[0] == days[1] or not any(rule.get("from") == days[0] for rule in rules):
        return None
    before, now = (_cell_text("issued", day, words) for day in days)
    name = _HEAD_KEYS["issued"]
    reason = words.say(_CHANGED_HEAD, what=words.say(name), before=before, now=now)
    return with_reasons(_with_news(old, new, ["repeat"]), [reason])


def _with_news(old: PlainDraft, new: PlainDraft, keys: Sequence[str]) -> PlainDraft:
    """Return a part with the new values of some keys, and the old ones for the user to keep."""
    offered, was = draft_words.proposals(new), dict(draft_words.earlier(old))
    made = {key: value for key, value in old.items() if key != DRAFT}
    proposed = {
        key: value
        for key, value in draft_words.proposals(old).items()
        if key not in keys or key in offered
    }
    for key in keys:
        value = new.get(key, offered.get(key, ""))
        if _is_same(value, made.get(key, "")):
            continue
        was.setdefault(key, made.get(key, ""))
        proposed.pop(key, None)
        if key in new:
            made[key] = value
        else:
            made.pop(key, None)
            proposed |= {key: value} if key in offered else {}
        if _is_same(was[key], value):
            del was[key]
    draft = {key: value for key, value in new[DRAFT].items() if key not in ("propose", "was")}
    draft |= {"propose": proposed} if proposed else {}
    return {**made, DRAFT: draft | ({"was": was} if was else {})}


def _is_same(before: object, other: object) -> bool:
    return before == other or draft_words.as_list(before) == draft_words.as_list(other)


def _changed_cells(
    before: Mapping[str, str], now: Mapping[str, str]
) -> Iterator[tuple[str, str, str]]:
    """Yield the key, the earlier and the present text of each remembered cell that differs."""
    for key, text in before.items():
        if now.get(key, text) != text:
            yield key, text, now[key]


def _cell_text(key: str, text: str, words: Words) -> str:
    """Return the text of a cell as users read it."""
    if key == "villages" and text == references.ALL:
        return words.say(draft_words.ALL_VILLAGES)
    shown = draft_words.day_text(text, words) if key == "issued" else text
    return shown or words.say(_NOTHING)


def with_reasons(task: PlainDraft, why: Sequence[str]) -> PlainDraft:
    """Put reasons for doubt before those that a part already has."""
    several = [*why, *draft_words.as_list(task[DRAFT].get("why"))]
    return {**task, DRAFT: {**task[DRAFT], "why": several if len(several) > 1 else several[0]}}


def renew_head(
    new: PlainDraft, old: PlainDraft, known: Sequence[Decision], words: Words
) -> RenewedHead:
    """Return the renewed head: a confirmed or edited one stays, with the document's changes."""
    before = next((decision for decision in known if decision.id == HEAD_ID), None)
    (now,) = decisions.of({"directive": new})
    changed = (
        {key: cells for key, *cells in _changed_cells(before.cells, now.cells)} if before else {}
    )
    is_touched = before is None or decisions.mark(old) != before.made.partition("-")[0]
    if not old or not is_touched:
        return RenewedHead(new, [now], bool(changed))
    has = decisions.head_cells(old)
    news = {key: cells for key, cells in changed.items() if has[key] != now.cells[key]}
    if not news:
        return RenewedHead(old, [before._replace(cells=now.cells)] if before else [])
    why = []
    for key, cells in news.items():
        earlier, present = (_cell_text(key, text, words) for text in cells)
        what = words.say(_HEAD_KEYS[key])
        why.append(words.say(_CHANGED_HEAD, what=what, before=earlier, now=present))
    return RenewedHead(with_reasons(_with_news(old, new, [*news]), why), [now], is_changed=True)
