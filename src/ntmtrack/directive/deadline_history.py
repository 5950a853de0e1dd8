"""The history of a one-off item: its deadlines, and when it was begun and done."""

from __future__ import annotations

from datetime import datetime
from datetime import timedelta
from typing import Literal

from ntmtrack.directive.deadlines import Deadline
from ntmtrack.directive.model import Amendment
from ntmtrack.directive.model import Document
from ntmtrack.directive.model import Entry
from ntmtrack.directive.model import Event
from ntmtrack.directive.model import Reading
from ntmtrack.directive.model import Task


class DeadlineHistory:
    """Track an item while its entries and amendments are applied in order.

    `deadline` is the one in force; `begun_deadline` and `done_deadline` were in force when the item
    was begun and done. `done` is the time of the first `done` entry since the item was last
    reopened.
    """

    decision: Literal["open", "done", "cancelled"] = "open"
    started: datetime | None = None
    begun: datetime | None = None
    begun_deadline: Deadline | None = None
    done: datetime | None = None
    done_deadline: Deadline | None = None
    extensions: tuple[Entry, ...] = ()
    amendments: tuple[Amendment, ...] = ()
    moved_by: Amendment | None = None
    cancelled_by: Amendment | None = None
    _waiting: tuple[Amendment, ...] = ()  # amendments issued since it was done

    def __init__(self, task: Task, deadline: Deadline | None, reading: Reading) -> None:
        self.deadline = deadline
        self._task, self._reading = task, reading

    def apply(self, change: Entry | Amendment) -> None:
        """Apply the next entry or amendment."""
        if isinstance(change, Amendment):
            self._amend(change)
        else:
            self._record(change)

    def has_no_effect(self, entry: Entry) -> bool:
        """Return whether an entry is an extension without effect.

        That is, to a deadline no later than the one in force, or while no deadline is in force.
        """
        extends = entry.mark == "extended" and self.decision != "done"
        return bool(extends and entry.to and not self._is_later(entry.to))

    def _is_later(self, written: Deadline) -> bool:
        """Return whether a deadline's last good minute is later than that of the one in force."""
        if self.deadline is None:
            return False
        new = self._task.read(written, self._reading)
        return new.last_good_minute > self.deadline.last_good_minute

    def _record(self, entry: Entry) -> None:
        if entry.mark in ("started", "done") and self.begun is None:
            self.begun, self.begun_deadline = entry.on, self.deadline
        if entry.mark == "started":
            self.started = self.started or entry.on
        elif entry.mark == "done":
            self.decision = "done"
            if self.done is None:  # a second `done` without `reopened` changes nothing
                self.done, self.done_deadline = entry.on, self.deadline
        elif entry.mark == "reopened":
            self._reopen()
        elif entry.mark == "cancelled":
            self.decision, self.cancelled_by = "cancelled", None
        elif (
            entry.mark == "extended"
            and self.decision != "done"
            and entry.to
            and self._is_later(entry.to)
        ):
            self._move(entry.to, None)
            self.extensions += (entry,)

    def _reopen(self) -> None:
        """Reopen the item, and apply the deadlines that amendments have set since it was done."""
        self.decision, self.done, self.done_deadline = "open", None, None
        for amendment in self._waiting:  # the first new deadline clears `_waiting`
            if amendment.due:
                self._amend(amendment)

    def _amend(self, amendment: Amendment) -> None:
        """Apply an amendment; if the item is done, keep it until the item is reopened."""
        if self.decision == "done":
            self._waiting += (amendment,)
            return
        self.amendments += (amendment,)
        if amendment.due is None:
            self.decision, self.cancelled_by = "cancelled", amendment
            return
        self._move(amendment.due, amendment)
        if self.cancelled_by:  # an amendment can restore what an amendment cancelled
            self.decision, self.cancelled_by = "open", None

    def _move(self, written: Deadline, amendment: Amendment | None) -> None:
        """Set a new deadline, and drop the amendments that are still waiting."""
        self.deadline = self._task.read(written, self._reading)
        self.moved_by, self._waiting = amendment, ()


def of_task(task: Task, document: Document) -> DeadlineHistory:
    """Start the history of an item with the deadline that the directive gives its task."""
    event = document.events[task.event] if task.event else None
    return DeadlineHistory(task, first_deadline(task, event), document.settings.deadline_reading)


def first_deadline(task: Task, event: Event | None) -> Deadline | None:
    """Return the directive's own deadline; None if it has none, or its event has no date yet."""
    if event is None:
        return task.due
    return Deadline(event.date + timedelta(days=task.event_days)) if event.date else None
