"""Deadlines in words, as letters set them: trước 17 giờ 00 ngày 27/11/2025; trong quý IV/2025."""

from __future__ import annotations

from collections.abc import Sequence

from ntmtrack.directive.deadlines import Deadline
from ntmtrack.directive.model import Event
from ntmtrack.directive.model import Task
from ntmtrack.reports.item_words import append_aside
from ntmtrack.reports.tables import Cell
from ntmtrack.reports.tables import Column
from ntmtrack.status.items import Item
from ntmtrack.wording.words import Words


def deadline_words(deadline: Deadline, words: Words) -> str:
    """Return a deadline in words: a bare day, or with the letter's “before”, “by” or “in”."""
    if deadline.period:
        period = words.period(*deadline.period.named_period)
        if deadline.due_is == "before":
            return words.say("before {period}", period=period)
        return words.say("in {period}", period=period)
    if deadline.time is None:
        return words.day(deadline.day)
    hour = words.hour(deadline.day, deadline.time)
    if deadline.due_is == "before":
        return words.say("before {hour}", hour=hour)
    return words.say("by {hour}", hour=hour)


def end_words(deadline: Deadline, words: Words) -> str:
    """Return when a deadline ends, to follow “to”: a day, an hour, the end of a period."""
    return words.day(deadline.day) if deadline.is_day else words.ending(*deadline.ending)


def event_days_words(event: Event, days: int, words: Words) -> str:
    """Return how a deadline counts from an event: 80 days before Election day (23/05/2021).

    Where no days are counted, only the event is named.
    """
    name = event.name
    if event.date:
        name = words.say("{event} ({day})", event=event.name, day=words.day(event.date))
    if not days:
        return name
    if days < 0:
        return words.plural(
            "{count} day before {event}", "{count} days before {event}", -days, event=name
        )
    return words.plural("{count} day after {event}", "{count} days after {event}", days, event=name)


def first_deadline_words(task: Task, deadline: Deadline, event: Event | None, words: Words) -> str:
    """Return a task's first deadline, how it counts from an event, and where the letter sets it."""
    text = deadline_words(deadline, words)
    if event and task.event_days:
        counted = event_days_words(event, task.event_days, words)
        text = words.say("{counted}: {day}", counted=counted, day=text)
    return with_due_place(task, text, words)


def with_due_place(task: Task, deadline: str, words: Words) -> str:
    """Add to a deadline where the letter sets it, if not in the duty's own sentence."""
    if task.due_place is None:
        return deadline
    return append_aside(deadline, words.say("deadline set in {place}", place=task.due_place))


def due_words(item: Item, words: Words) -> str:
    """Return the deadline in force; if it was moved, also the first one and what moved it.

    A duty has no deadline only once it is cancelled.
    """
    deadline = item.state.deadline
    if deadline is None:
        text = no_date_words(item, words)
        return text or (words.say("none any more") if item.task.repeat else words.say("none"))
    text = deadline_words(deadline, words)
    if not item.state.moved:
        return with_due_place(item.task, text, words)
    letter = item.state.amended_by
    number = letter.number if letter and letter.due else None
    first = _first_words(item, words)
    asides = [] if first is None else [words.say("first {first}", first=first)]
    return append_aside(text, "; ".join([*asides, number] if number else asides))


def _first_words(item: Item, words: Words) -> str | None:
    """Return the first deadline of an item whose deadline moved, or the letter's words instead."""
    if item.state.original_deadline is None:
        return no_date_words(item, words)
    return moved_due_words(item, words)


def no_date_words(item: Item, words: Words) -> str | None:
    """Return the letter's words in place of a date, or the event whose day is not known yet."""
    if item.event is None or item.event.date:
        return item.task.no_date
    return unknown_event_words(item.task, item.event, words)


def unknown_event_words(task: Task, event: Event, words: Words) -> str:
    """Return the event that a deadline depends on while its day is unknown."""
    if task.event_days:
        counted = event_days_words(event, task.event_days, words)
        unknown = words.say("{counted} (day not known yet)", counted=counted)
    else:
        unknown = words.say("on the day of: {event} (day not known yet)", event=event.name)
    return with_due_place(task, unknown, words)


def moved_due_words(item: Item, words: Words) -> str:
    """Return an item's first deadline, for the brackets after the one that it moved to."""
    if item.state.original_deadline is None:
        raise AssertionError(item.key)
    first, place = deadline_words(item.state.original_deadline, words), item.task.due_place
    return words.say("{day}, set in {place}", day=first, place=place) if place else first


def due_text(item: Item, words: Words) -> str | None:
    """Return an item's deadline in full, for programs to display; None without a deadline."""
    deadline = item.state.deadline
    if deadline is None:
        return no_date_words(item, words)
    if item.task.event_days and not item.state.moved:
        return first_deadline_words(item.task, deadline, item.event, words)
    return due_words(item, words)


def due_column(items: Sequence[Item], words: Words, *, wraps: bool = False) -> Column:
    """Return the column for `due_cell`.

    Spreadsheets show days in it. The words of deadlines that are more than a day, and the place
    where the letter sets a deadline, get columns of their own.
    """
    in_words = any(_is_more_than_day(item) for item in items)
    places = any(item.task.due_place for item in items)
    asides = (
        words.say("Deadline in words") if in_words else "",
        words.say("Deadline set in") if places else "",
    )
    return Column(words.say("Due"), wraps, asides=asides)


def due_cell(item: Item, words: Words, text: str | None = None) -> Cell:
    """Return the deadline in force: a day for programs, with `due_words` as `text` for people."""
    in_words = due_text(item, words) if _is_more_than_day(item) else None
    asides = (in_words, item.task.due_place)
    return Cell(item.state.due, text=text or due_words(item, words), asides=asides)


def _is_more_than_day(item: Item) -> bool:
    """Return whether days alone do not fully state the deadline, or the one that it moved from."""
    if item.state.deadline is None:
        is_waiting = item.event is not None and item.event.date is None
        return is_waiting or item.task.no_date is not None
    first = item.state.original_deadline
    days_only = item.state.deadline.is_day and first is not None and first.is_day
    return bool(item.task.event_days) or not days_only
