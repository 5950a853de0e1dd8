"""Items as sentences for reports and reminders; they cite the letter by place, not by our ids."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Sequence
from datetime import time
from typing import Literal

from ntmtrack.directive import amendments
from ntmtrack.directive import recurrence
from ntmtrack.directive.deadlines import Deadline
from ntmtrack.directive.issuers import profile_in
from ntmtrack.directive.model import Amendment
from ntmtrack.directive.model import Document
from ntmtrack.directive.model import Entry
from ntmtrack.directive.model import MarkName
from ntmtrack.reports.deadline_words import first_deadline_words
from ntmtrack.reports.deadline_words import no_date_words
from ntmtrack.reports.entry_words import period_words
from ntmtrack.reports.item_words import OBSTACLE
from ntmtrack.reports.item_words import append_aside
from ntmtrack.reports.item_words import as_sentence
from ntmtrack.reports.item_words import lead_names
from ntmtrack.reports.item_words import lead_names_in_sentence
from ntmtrack.reports.item_words import list_names
from ntmtrack.reports.item_words import places
from ntmtrack.reports.item_words import status_in_sentence
from ntmtrack.reports.item_words import task_title
from ntmtrack.reports.report_head import document_kind
from ntmtrack.status.items import Item
from ntmtrack.wording.words import N_
from ntmtrack.wording.words import NP_
from ntmtrack.wording.words import Words

# Up to this many villages are always named; more are counted if they are all of the task's.
MOST_NAMED = 3
# How a sentence labels an obstacle: among shortcomings it is the cause.
ObstacleWord = Literal["obstacle", "cause"]
# The subject of a sentence: an item's state, or that it was extended, moved or cancelled.
About = Literal["state", "change"]
_OBSTACLES: dict[ObstacleWord, str] = {
    "obstacle": OBSTACLE,
    "cause": N_("Cause: {note}"),
}
_REASON = N_("Reason: {note}")
_REASONS: dict[MarkName, str] = {
    "extended": N_("Reason for the extension: {note}"),
    "cancelled": _REASON,
}
# State papers put no comma before the day of a letter.
_MOVED = N_("moved by {kind} {number} of {on} to {day}")
_MOVED_BY_STATE = NP_("state", "moved by {kind} {number} of {on} to {day}")


def group_items(items: Iterable[Item], words: Words) -> list[list[Item]]:
    """Group items that differ only in village or owner, even if they are not adjacent."""
    groups: dict[tuple[object, ...], list[Item]] = {}
    for item in items:
        changes = item.state.extensions, item.state.amendments
        state_words = status_in_sentence(item, words), item.obstacle, remark(item)
        key = item.task.id, item.state.due, repr(changes), state_words
        groups.setdefault(key, []).append(item)
    return list(groups.values())


def sentences(
    items: Iterable[Item],
    document: Document,
    words: Words,
    obstacles: ObstacleWord = "obstacle",
    about: About = "state",
) -> list[str]:
    """Return one sentence for each group: task, citation, leads, place, deadline, lateness.

    The current obstacle and the newest note follow; for a change, its reason comes first.
    """
    groups = group_items(items, words)
    return [_sentence(group, document, words, obstacles, about) for group in groups]


def _sentence(
    group: Sequence[Item],
    document: Document,
    words: Words,
    obstacles: ObstacleWord,
    about: About,
) -> str:
    item = group[0]
    parts = [
        subject(group, document, words),
        *deadline_phrases(item, words),
        status_in_sentence(item, words),
    ]
    notes = reason_sentences(item, words) if about == "change" else []
    if item.obstacle:
        notes.append(words.say(_OBSTACLES[obstacles], note=as_sentence(item.obstacle)))
    if about == "state" or remark(item) != reason_of_change(item):
        notes += remark_sentences(item, words)
    return " ".join(["; ".join(parts) + ".", *notes])


def subject(group: Sequence[Item], document: Document, words: Words) -> str:
    """Return a sentence's start: the task, its place in the letter, the leads, and the villages."""
    leads = lead_names_in_sentence(group, document)
    return "; ".join([cite(group[0], words), leads, *place_phrases(group, document, words)])


def cite(item: Item, words: Words) -> str:
    """Return a task's title and its place in the letter, or in the later letter that adds it.

    The letter is named if it is a later one, or if the report is on several directives.
    """
    place, title = item.task.place, task_title(item.task, words)
    number = item.task.source or (item.directive.number if item.directive else None)
    if number:
        letter = words.say("{kind} no. {number}", kind=document_kind(number, words), number=number)
        place = words.say("{place} of {letter}", place=place, letter=letter) if place else letter
    return append_aside(title, place or "")


def cited_share(item: Item, words: Words) -> str:
    """Return a task as `cite` does, with the village or owner whose share the item is."""
    share = [item.village.name] if item.village else [lead_names(item)] if item.task.each else []
    return "; ".join([cite(item, words), *share])


def place_phrases(group: Sequence[Item], document: Document, words: Words) -> list[str]:
    """Return where a group of items is done; nothing if the task names no village."""
    villages = [item.village.name for item in group if item.village]
    if not villages:
        villages = [document.villages[id_].name for id_ in group[0].task.villages]
    if len(villages) > MOST_NAMED:
        return [places(group, words)]
    return [list_names(villages)] if villages else []


def deadline_phrases(item: Item, words: Words) -> list[str]:
    """Return the first deadline as the letter sets it, and each later move with its day."""
    if item.state.due is None:
        no_date = item.task.no_date
        return [words.say("due {deadline}", deadline=no_date)] if no_date else []
    if item.task.repeat:
        return [_next_occurrence(item, words)]
    changes = amendments.timeline(item.state.extensions, item.state.amendments)
    moves = (_move(change, words) for change in changes)
    return [*_first_deadline(item, words), *(move for move in moves if move)]


def _move(change: Entry | Amendment, words: Words) -> str | None:
    """Return the day to which an extension or a later letter moves a deadline, if it does."""
    if isinstance(change, Amendment):
        if not change.due:
            return None
        text, on = words.say(_MOVED), words.day(change.issued)
        if profile_in(change.number) == "state":
            text, on = words.say_in("state", _MOVED_BY_STATE), words.day_in_full(change.issued)
        return text.format(
            kind=document_kind(change.number, words),
            number=change.number,
            on=on,
            day=words.ending(*change.due.ending),
        )
    if not change.to:
        return None
    on, day = words.when(change.on), words.ending(*change.to.ending)
    return words.say("extended on {on} to {day}", on=on, day=day)


def _first_deadline(item: Item, words: Words) -> list[str]:
    """Return the deadline that the letter sets, or its words in place of one, if any."""
    if item.state.original_deadline is None:
        no_date = no_date_words(item, words)
        return [words.say("due {deadline}", deadline=no_date)] if no_date else []
    return [_first_day(item, item.state.original_deadline, words)]


def _first_day(item: Item, deadline: Deadline, words: Words) -> str:
    task = item.task
    text = first_deadline_words(task, deadline, item.event, words)
    if task.event_days or not deadline.is_day:
        if task.due_to == "start":
            return words.say("to begin {deadline}", deadline=text)
        return words.say("due {deadline}", deadline=text)
    if task.event:
        return words.say("due on {day}", day=text)
    if task.due_to == "start":
        return words.say("to begin by {day}", day=text)
    if deadline.due_is == "by":
        return words.say("due by {day}", day=text)
    return words.say("due before {day}", day=text)


def _next_occurrence(item: Item, words: Words) -> str:
    """Return since when a recurring duty is missing, or when it is due next."""
    repeat, due = item.task.repeat, item.state.due
    if repeat is None or due is None:
        raise AssertionError(item.key)
    day, hour = words.day(due), recurrence.time_on(repeat, due)
    if period := recurrence.period_on(repeat, due):
        return _next_period(item, period_words(period, words), day, hour, words)
    if item.state.status == "overdue":
        return words.say("missing since {day}", day=day)
    if hour is None:
        if repeat.strict:
            return words.say("next due before {day}", day=day)
        return words.say("next due on {day}", day=day)
    return words.say("next due at {time} on {day}", time=f"{hour:%H:%M}", day=day)


def _next_period(item: Item, period: str, day: str, hour: time | None, words: Words) -> str:
    """Return the same for a duty whose reports are named by their periods."""
    if item.state.status == "overdue":
        return words.say("missing since the report of {period}, due {day}", period=period, day=day)
    if hour is not None:
        time_ = f"{hour:%H:%M}"
        return words.say(
            "report of {period} due by {time} on {day}", period=period, time=time_, day=day
        )
    if item.task.repeat and item.task.repeat.strict:
        return words.say("report of {period} due before {day}", period=period, day=day)
    return words.say("report of {period} due by {day}", period=period, day=day)


def remark_sentences(item: Item, words: Words) -> list[str]:
    """Return the newest entry's note; for an extension or a cancellation, as its reason.

    The label matters: the reason for an extension does not explain why the item is late now.
    """
    note, entry = remark(item), item.newest_entry
    if not note or not entry:
        return []
    text = _REASONS.get(entry.mark, N_("Note: {note}"))
    return [words.say(text, note=as_sentence(note))]


def reason_sentences(item: Item, words: Words) -> list[str]:
    """Return why an item was extended, moved or cancelled, if that was noted."""
    reason = reason_of_change(item)
    return [words.say(_REASON, note=as_sentence(reason))] if reason else []


def reason_of_change(item: Item) -> str | None:
    """Return the note of the cancellation or, without one, of the last move of the deadline."""
    state = item.state
    is_cancelled = state.status == "cancelled"
    ends = [entry for entry in item.entries if entry.mark == "cancelled"]
    letters = [letter for letter in state.amendments if letter.cancelled or not is_cancelled]
    changes = amendments.timeline(ends if is_cancelled else state.extensions, letters)
    return changes[-1].note if changes else None


def remark(item: Item) -> str | None:
    """Return the newest entry's note, unless it is older than a duty's missing or next due day."""
    entry, due = item.newest_entry, item.state.due
    if item.task.repeat and entry and due and entry.on.date() < due:
        return None
    return item.note
