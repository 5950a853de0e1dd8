"""Items that are done once, at a moment: what their entries and later letters make of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from datetime import datetime
from datetime import timedelta
from typing import Literal
from typing import NamedTuple

from ntmtrack.directive import amendments
from ntmtrack.directive import dates
from ntmtrack.directive.dates import Moment
from ntmtrack.directive.model import Amendment
from ntmtrack.directive.model import Document
from ntmtrack.directive.model import Entry
from ntmtrack.directive.model import Task
from ntmtrack.status.items import State
from ntmtrack.status.items import Status


class _History:
    """Gather what the entries of a one-off item say, in their order."""

    decided: Literal["open", "done", "cancelled"] = "open"
    started: datetime | None = None
    begun: datetime | None = None
    begun_deadline: date | None = None
    done: datetime | None = None
    done_deadline: date | None = None
    extensions: tuple[Entry, ...] = ()
    amendments: tuple[Amendment, ...] = ()
    waiting: tuple[Amendment, ...] = ()  # letters since it was done
    moved_by: Amendment | None = None
    cancelled_by: Amendment | None = None

    def __init__(self, deadline: date | None) -> None:
        self.deadline = deadline


class _Verdict(NamedTuple):
    status: Status
    days_late: int | None = None
    days_left: int | None = None


def judge(
    document: Document,
    task: Task,
    entries: Sequence[Entry],
    letters: Sequence[Amendment],
    moment: Moment,
) -> State:
    """Tell how an item stands, its entries and letters up to the moment given."""
    first = document.events[task.event].date if task.event else task.due
    state = _History(first)
    for one in amendments.timeline(entries, letters):
        if isinstance(one, Amendment):
            _amend(state, one)
        else:
            _apply(state, one)
    status, late, left = _verdict(document, task, state, moment)
    return State(
        status,
        state.deadline,
        first,
        extensions=state.extensions,
        amendments=state.amendments,
        amended_by=state.cancelled_by if state.decided == "cancelled" else state.moved_by,
        started=state.started,
        begun=state.begun is not None,
        done=state.done if state.decided == "done" else None,
        days_late=late,
        days_left=left,
    )


def _apply(state: _History, entry: Entry) -> None:
    if entry.mark in ("started", "done") and state.begun is None:
        state.begun, state.begun_deadline = entry.on, state.deadline
    if entry.mark == "started":
        state.started = state.started or entry.on
    elif entry.mark == "done":
        state.decided = "done"
        if state.done is None:  # a second one without `reopened` changes nothing
            state.done, state.done_deadline = entry.on, state.deadline
    elif entry.mark == "reopened":
        state.decided, state.done, state.done_deadline = "open", None, None
        waiting, state.waiting = state.waiting, ()
        for letter in waiting:
            if letter.due:
                _amend(state, letter)
    elif entry.mark == "cancelled":
        state.decided, state.cancelled_by = "cancelled", None
    elif entry.mark == "extended" and state.decided != "done" and state.deadline and entry.to:
        state.deadline, state.moved_by = entry.to, None
        state.extensions += (entry,)


def _amend(state: _History, letter: Amendment) -> None:
    """Let a letter count; what is done by then, it only reaches when that is opened again."""
    if state.decided == "done":
        state.waiting += (letter,)
        return
    state.amendments += (letter,)
    if letter.due is None:
        state.decided, state.cancelled_by = "cancelled", letter
        return
    state.deadline, state.moved_by = letter.due, letter
    if state.cancelled_by:  # what a letter took away, a letter gives again
        state.decided, state.cancelled_by = "open", None


def _verdict(document: Document, task: Task, state: _History, moment: Moment) -> _Verdict:
    """Tell how an item stands: done, begun in time, or against its deadline."""
    to_start = task.due_to == "start"
    met, deadline = (
        (state.begun, state.begun_deadline) if to_start else (state.done, state.done_deadline)
    )
    late = None
    if met and deadline:
        late = dates.days_late(_last_good(document, task, deadline), met)
    if state.decided == "cancelled":
        return _Verdict("cancelled")
    if state.decided == "done":
        return _Verdict("done-late" if late else "done", days_late=late)
    if to_start and met:
        return _Verdict("no-deadline", days_late=late)
    if state.deadline is None:
        return _Verdict("waiting" if task.event else "no-deadline")
    return _against(_last_good(document, task, state.deadline), document, moment)


def _against(last_good: datetime, document: Document, moment: Moment) -> _Verdict:
    late = dates.days_late(last_good, moment.at)
    if late:
        return _Verdict("overdue", days_late=late)
    left = (last_good.date() - moment.day).days
    soon = document.settings.due_soon_days
    return _Verdict(
        "due-today" if left == 0 else "due-soon" if left <= soon else "open", days_left=left
    )


def _last_good(document: Document, task: Task, deadline: date) -> datetime:
    return dates.end_of(last_good_day(task, deadline, document))


def last_good_day(task: Task, due: date, document: Document) -> date:
    """Give the last day on which a deadline is met, by the directive's reading of "before"."""
    strict = document.settings.deadline_reading == "strict" and task.due_is == "before"
    return due - timedelta(days=1) if strict else due
