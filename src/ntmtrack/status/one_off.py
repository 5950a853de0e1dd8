"""The state of one-off items at a moment, worked out from their history and deadline."""

from collections.abc import Iterable
from collections.abc import Sequence
from datetime import datetime

from ntmtrack.directive import amendments
from ntmtrack.directive import dates
from ntmtrack.directive import deadline_history
from ntmtrack.directive.dates import Moment
from ntmtrack.directive.deadline_history import DeadlineHistory
from ntmtrack.directive.deadlines import Deadline
from ntmtrack.directive.model import Amendment
from ntmtrack.directive.model import Document
from ntmtrack.directive.model import Entry
from ntmtrack.directive.model import Task
from ntmtrack.records import Record
from ntmtrack.status.items import FINISHED
from ntmtrack.status.items import State
from ntmtrack.status.items import Status

_DECIDING = ("done", "reopened", "cancelled")


class Verdict(Record):
    """Describe how a one-off item stands, with the days that it is late or has left."""

    status: Status
    days_late: int | None = None
    days_left: int | None = None


def judge(
    document: Document,
    task: Task,
    entries: Sequence[Entry],
    in_force: Sequence[Amendment],
    moment: Moment,
) -> State:
    """Return the state of an item, given its entries and amendments up to the moment."""
    history = deadline_history.of_task(task, document)
    first = history.deadline
    passed = _live_through(task, history, amendments.timeline(entries, in_force), moment)
    verdict = _verdict(document, task, history, moment)
    cancelled, done = history.decision == "cancelled", history.decision == "done"
    return State(
        status=verdict.status,
        deadline=history.deadline,
        original_deadline=first,
        extensions=history.extensions,
        amendments=history.amendments,
        amended_by=history.cancelled_by if cancelled else history.moved_by,
        started=history.started if verdict.status in FINISHED else history.started or history.begun,
        done=history.done if done else None,
        days_late=verdict.days_late,
        days_left=verdict.days_left,
        passed_deadline=passed,
    )


def is_finished(entries: Sequence[Entry]) -> bool:
    """Return whether an item without amendments is finished, by its entries up to the moment."""
    last = next((entry.mark for entry in reversed(entries) if entry.mark in _DECIDING), None)
    return last is not None and last != "reopened"


def _live_through(
    task: Task,
    history: DeadlineHistory,
    changes: Iterable[Entry | Amendment],
    moment: Moment,
) -> bool:
    """Apply the changes to the history; return whether the deadline ever passed by the moment."""
    passed, since = False, datetime.min
    for change in changes:
        at = amendments.effective_moment(change)
        if _may_pass(task, history, change, since):
            passed = passed or _is_past_deadline(task, history, at)
        history.apply(change)
        since = at
    return passed or (history.decision == "open" and _is_past_deadline(task, history, moment.at))


def _may_pass(
    task: Task, history: DeadlineHistory, change: Entry | Amendment, since: datetime
) -> bool:
    """Return whether the deadline could have passed before this change.

    Only while the item was open, or if this change meets the deadline. An item that is reopened
    after its deadline and at once given a new one was never overdue.
    """
    meeting = ("started", "done") if task.due_to == "start" else ("done",)
    if isinstance(change, Entry) and change.mark in meeting:
        return history.decision != "done"
    return history.decision == "open" and amendments.effective_moment(change) > since


def _is_past_deadline(task: Task, history: DeadlineHistory, at: datetime) -> bool:
    """Return whether, at a moment, the deadline has passed for an item not yet done (or begun)."""
    if history.deadline is None or (task.due_to == "start" and history.begun):
        return False
    return at > history.deadline.last_good_minute


def _verdict(document: Document, task: Task, history: DeadlineHistory, moment: Moment) -> Verdict:
    """Judge whether an item is done or begun in time, or how far off its deadline is."""
    to_start = task.due_to == "start"
    met, deadline = (
        (history.begun, history.begun_deadline)
        if to_start
        else (history.done, history.done_deadline)
    )
    late = None
    if met and deadline:
        late = dates.days_late(deadline.last_good_minute, met)
    if history.decision == "cancelled":
        return Verdict("cancelled")
    if history.decision == "done":
        return Verdict("done-late" if late else "done", days_late=late)
    if to_start and met:
        return Verdict("no-deadline", days_late=late)
    if history.deadline is None:
        return Verdict("waiting" if task.event else "no-deadline")
    return judge_unfinished(history.deadline, document, moment)


def judge_unfinished(deadline: Deadline, document: Document, moment: Moment) -> Verdict:
    """Judge an unfinished item by its deadline alone."""
    late = dates.days_late(deadline.last_good_minute, moment.at)
    if late:
        return Verdict("overdue", days_late=late)
    days_left = (deadline.last_good_day - moment.day).days
    if days_left == 0:
        return Verdict("due-today", days_left=days_left)
    soon = days_left <= document.settings.due_soon_days
    return Verdict("due-soon" if soon else "open", days_left=days_left)
