"""Items as sentences for reports and reminders; the letter is cited by place, not our numbers."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Sequence
from datetime import datetime
from datetime import time
from itertools import groupby

from ntmtrack.directive import amendments
from ntmtrack.directive.model import Amendment
from ntmtrack.directive.model import Document
from ntmtrack.directive.model import Entry
from ntmtrack.reports.directive_kind import kind
from ntmtrack.reports.views import places
from ntmtrack.reports.views import plain_owner
from ntmtrack.reports.views import status_words
from ntmtrack.reports.views import title
from ntmtrack.status.items import Item
from ntmtrack.wording.words import N_
from ntmtrack.wording.words import Words

# So many villages are always named; where there are more, all of a task are only counted.
MOST_NAMED = 3


def grouped(items: Iterable[Item], words: Words) -> list[list[Item]]:
    """Put neighbouring items together that say the same of different villages."""

    def state(item: Item) -> tuple[object, ...]:
        changes = item.state.extensions, item.state.amendments
        return item.task.id, item.state.due, changes, state_of(item, words), remark(item)

    return [list(group) for _, group in groupby(items, key=state)]


def sentences(
    items: Iterable[Item], document: Document, words: Words, *, causes: bool = False
) -> list[str]:
    """Say each group of items in one sentence: what, where cited, who, where, by when, how late.

    Where they are shortcomings, what was noted last is said to be the cause.
    """
    return [sentence(group, document, words, causes=causes) for group in grouped(items, words)]


def sentence(group: Sequence[Item], document: Document, words: Words, *, causes: bool) -> str:
    """Say one group of items."""
    item = group[0]
    parts = [subject(group, document, words), *deadline(item, words), state_of(item, words)]
    said = "; ".join(parts) + "."
    if (note := remark(item)) is None:
        return said
    text = N_("Cause: {note}") if causes else N_("Note: {note}")
    return f"{said} {words.say(text, note=note)}"


def subject(group: Sequence[Item], document: Document, words: Words) -> str:
    """Name the task, where the letter says it, who answers, and where it is to be done."""
    owners = dict.fromkeys(plain_owner(one.lead, document).name for one in group)
    return "; ".join([cited(group[0], words), ", ".join(owners), *place(group, document, words)])


def cited(item: Item, words: Words) -> str:
    """Name a task and where it stands in the letter, or in the later letter that adds it."""
    where = item.task.place
    if item.task.source:
        number = item.task.source
        letter = words.say("{kind} no. {number}", kind=kind(number, words), number=number)
        where = words.say("{place} of {letter}", place=where, letter=letter) if where else letter
    return f"{title(item, words)} ({where})" if where else title(item, words)


def place(group: Sequence[Item], document: Document, words: Words) -> list[str]:
    """Say where a group of items is to be done; nothing where the task names no village."""
    villages = [one.village.name for one in group if one.village]
    if not villages:
        villages = [document.villages[id_].name for id_ in group[0].task.villages]
    if len(villages) > MOST_NAMED:
        return [places(group, words)]
    return [", ".join(villages)] if villages else []


def deadline(item: Item, words: Words) -> list[str]:
    """Say the first deadline as the letter sets it, and what moved it since, with its day."""
    if item.state.due is None:
        return []
    if item.task.repeat:
        return [_occurrence(item, words)]
    first = words.day(item.state.original_due or item.state.due)
    changes = amendments.timeline(item.state.extensions, item.state.amendments)
    moves = (_moved(one, words) for one in changes)
    return [_first(item, first, words), *(said for said in moves if said)]


def _moved(change: Entry | Amendment, words: Words) -> str | None:
    """Say to what day an extension or a later letter moves a deadline, if it does."""
    if isinstance(change, Amendment):
        on, number = words.day(change.issued), change.number
        day = words.day(change.due) if change.due else None
        values = {"kind": kind(number, words), "number": number, "on": on, "day": day}
        return words.say("moved by {kind} {number} of {on} to {day}", **values) if day else None
    on, day = words.when(change.on), words.day(change.to) if change.to else None
    return words.say("extended on {on} to {day}", on=on, day=day) if day else None


def _first(item: Item, day: str, words: Words) -> str:
    task = item.task
    if task.event:
        return words.say("due on {day}", day=day)
    if task.due_to == "start":
        return words.say("to be begun by {day}", day=day)
    if task.due_is == "by":
        return words.say("due by {day}", day=day)
    return words.say("due before {day}", day=day)


def _occurrence(item: Item, words: Words) -> str:
    """Say of a recurring duty since when it is missing, or when it is due next."""
    repeat, due = item.task.repeat, item.state.due
    if repeat is None or due is None:
        raise AssertionError(item.key)
    day = words.day(due)
    if item.state.status == "overdue":
        return words.say("missing since {day}", day=day)
    if repeat.at is None:
        return words.say("next due on {day}", day=day)
    return words.say("next due at {time} on {day}", time=f"{repeat.at:%H:%M}", day=day)


def state_of(item: Item, words: Words) -> str:
    """Say an item's status; a recurring duty is never in progress."""
    if item.task.repeat:
        item = item._replace(state=item.state._replace(begun=False))
    return status_words(item, words)


def remark(item: Item) -> str | None:
    """Give the newest note that still tells something.

    What was noted before an item was done, or before a duty's first missing day, is past.
    """
    since = item.state.done
    if item.task.repeat and item.state.due:
        since = datetime.combine(item.state.due, time())
    for entry in reversed(item.entries):
        if since and entry.on < since:
            return None
        if entry.note and entry.mark != "reminded":
            return entry.note
    return None
