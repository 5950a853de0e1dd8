"""What a document says otherwise than before: of a duty in its cells, and of itself in its head."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from typing import NamedTuple

from ntmtrack.datafile.draft_keys import KEY as DRAFT
from ntmtrack.drafting.confirmation import decisions
from ntmtrack.drafting.confirmation import draft_words
from ntmtrack.drafting.confirmation.decisions import HEAD_ID
from ntmtrack.drafting.confirmation.decisions import Decision
from ntmtrack.drafting.confirmation.draft_file import PlainDraft
from ntmtrack.drafting.confirmation.draft_sheets import HEAD_KEYS
from ntmtrack.wording.words import N_
from ntmtrack.wording.words import Words

_CHANGED_CELL: Mapping[str, str] = {
    "deadline": N_("Deadline in the document: it was “{before}”, now it is “{now}”."),
    "owner": N_("In charge in the document: it was “{before}”, now it is “{now}”."),
    "support": N_("Supporting in the document: it was “{before}”, now it is “{now}”."),
    "leader": N_("Leader in the document: it was “{before}”, now it is “{now}”."),
    "villages": N_("{Villages} in the document: it was “{before}”, now it is “{now}”."),
    "product": N_("Product in the document: it was “{before}”, now it is “{now}”."),
}
_CHANGED_HEAD = N_("{what} in the document: it was “{before}”, now it is “{now}”.")
_HEAD_KEYS = {**HEAD_KEYS, "signer": N_("Signer")}
_NOTHING = N_("nothing")


class RenewedHead(NamedTuple):
    """Hold a renewed head, what to remember of it, and whether the document changed it."""

    head: PlainDraft
    decisions: Sequence[Decision]
    is_changed: bool = False


def cell_news(before: Mapping[str, str], now: Mapping[str, str], words: Words) -> Iterator[str]:
    """Say which cells of a duty the document words otherwise."""
    for key, *cells in _changed_cells(before, now):
        earlier, present = (_shown(key, text, words) for text in cells)
        yield words.say(_CHANGED_CELL[key], before=earlier, now=present)


def _changed_cells(
    before: Mapping[str, str], now: Mapping[str, str]
) -> Iterator[tuple[str, str, str]]:
    """Give what differs, of what was remembered: its key, what it was, and what it is."""
    for key, text in before.items():
        if now.get(key, text) != text:
            yield key, text, now[key]


def _shown(key: str, text: str, words: Words) -> str:
    """Give what a cell says as people read it."""
    if key == "villages" and text == draft_words.ALL:
        return words.say(draft_words.ALL_VILLAGES)
    shown = draft_words.day_text(text, words) if key == "issued" else text
    return shown or words.say(_NOTHING)


def with_reasons(task: PlainDraft, why: Sequence[str]) -> PlainDraft:
    """Put reasons before those for which a part is doubtful already."""
    several = [*why, *draft_words.as_list(task[DRAFT].get("why"))]
    return {**task, DRAFT: {**task[DRAFT], "why": several if len(several) > 1 else several[0]}}


def renew_head(
    new: PlainDraft, old: PlainDraft, known: Sequence[Decision], words: Words
) -> RenewedHead:
    """Give the head: an older one that was confirmed or changed stays, with what is news to it."""
    before = next((one for one in known if one.id == HEAD_ID), None)
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
        earlier, present = (_shown(key, text, words) for text in cells)
        what = words.say(_HEAD_KEYS[key])
        why.append(words.say(_CHANGED_HEAD, what=what, before=earlier, now=present))
    values = {**new, **new[DRAFT].get("propose", {})}
    proposed = {key: values[key] for key in news if key in values}
    draft = {"at": now.at} | ({"propose": proposed} if proposed else {})
    return RenewedHead(with_reasons({**old, DRAFT: draft}, why), [now], is_changed=True)
