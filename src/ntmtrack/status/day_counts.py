"""Counts at many moments at once: each item is judged when its log changes, not on every day."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Collection
from collections.abc import Iterator
from collections.abc import Sequence
from typing import NamedTuple

from ntmtrack.directive import effects
from ntmtrack.directive.amendments import AmendmentIndex
from ntmtrack.directive.dates import Moment
from ntmtrack.directive.deadlines import Deadline
from ntmtrack.directive.model import Amendment
from ntmtrack.directive.model import Document
from ntmtrack.directive.model import Entry
from ntmtrack.directive.model import Task
from ntmtrack.status import one_off
from ntmtrack.status.evaluate import evaluate
from ntmtrack.status.evaluate import shares
from ntmtrack.status.items import State
from ntmtrack.status.view import KINDS
from ntmtrack.status.view import Counts
from ntmtrack.status.view import Kind
from ntmtrack.status.view import add_counts
from ntmtrack.status.view import count_items
from ntmtrack.status.view import counts_for
from ntmtrack.status.view import counts_of

# Until something is recorded, these statuses follow from the deadline and the day alone.
_BY_DEADLINE = ("overdue", "due-today", "due-soon", "open")


class _Stretch(NamedTuple):
    """A run of moments, `first` to before `end`, at which the log of an item reads the same."""

    first: int
    end: int
    entries: Sequence[Entry]
    amendments: Sequence[Amendment]


def count_at(document: Document, moments: Sequence[Moment], keys: Collection[str]) -> list[Counts]:
    """Count the items with these keys at each moment, in ascending order, as `evaluate` does."""
    one_off_counts = _count_one_off(document, moments, keys)
    duties = {id_: task for id_, task in document.tasks.items() if task.repeat}
    log = tuple(entry for entry in document.progress if entry.task in duties)
    recurring = document._replace(tasks=duties, progress=log)
    if not duties:
        return one_off_counts
    return [
        add_counts(
            [counts, count_items(item for item in evaluate(recurring, moment) if item.key in keys)]
        )
        for counts, moment in zip(one_off_counts, moments, strict=True)
    ]


def _count_one_off(
    document: Document, moments: Sequence[Moment], keys: Collection[str]
) -> list[Counts]:
    """Count the one-off items at each moment; items that share a stretch are counted together."""
    stretches = Counter(_stretches_of_items(document, moments, keys))
    kinds: list[Counter[Kind]] = [Counter() for _ in moments]
    for (decided, first, end), times in stretches.items():
        for at in range(first, end):
            if isinstance(decided, Deadline):
                status = one_off.judge_unfinished(decided, document, moments[at]).status
                kinds[at][KINDS[status]] += times
            else:
                kinds[at][decided] += times
    return list(map(counts_of, kinds))


def _stretches_of_items(
    document: Document, moments: Sequence[Moment], keys: Collection[str]
) -> Iterator[tuple[Deadline | Kind, int, int]]:
    """Yield, for each stretch of each item, its kind or the deadline that decides it."""
    entries = effects.in_effect(document)
    letters = AmendmentIndex(document.amendments)
    untouched: dict[tuple[object, ...], State] = {}
    for task in document.tasks.values():
        first_owed = 0 if task.repeat else _first_owed(task, document, moments)
        for share in () if task.repeat else shares(task):
            if str(share) not in keys:
                continue
            log, its_letters = entries.get(share, ()), letters.about(share)
            for first, end, until_then, in_force in _stretches(
                log, its_letters, moments, first_owed
            ):
                key = (task.due, task.due_to, task.event, task.event_days, first)
                if until_then or in_force:
                    state = one_off.judge(document, task, until_then, in_force, moments[first])
                elif key in untouched:
                    state = untouched[key]
                else:
                    state = untouched[key] = one_off.judge(document, task, (), (), moments[first])
                open_until = state.deadline if state.status in _BY_DEADLINE else None
                yield open_until or counts_for(task, state), first, end


def _first_owed(task: Task, document: Document, moments: Sequence[Moment]) -> int:
    """Find the first moment at which a task is owed: for an added task, the amendment's day."""
    if task.source is None:
        return 0
    days = [each.issued for each in document.amendments if each.number == task.source]
    return bisect_left([moment.day for moment in moments], min(days)) if days else len(moments)


def _stretches(
    log: Sequence[Entry], letters: Sequence[Amendment], moments: Sequence[Moment], first_owed: int
) -> Iterator[_Stretch]:
    """Split the moments wherever an entry or an amendment takes effect."""
    changes = {bisect_left(moments, entry.on, key=lambda moment: moment.at) for entry in log}
    changes |= {
        bisect_left(moments, each.issued, key=lambda moment: moment.day) for each in letters
    }
    firsts = sorted({first_owed, *(at for at in changes if at > first_owed)} - {len(moments)})
    for first, end in zip(firsts, [*firsts[1:], len(moments)], strict=True):
        moment = moments[first]
        yield _Stretch(
            first,
            end,
            tuple(entry for entry in log if entry.on <= moment.at),
            tuple(each for each in letters if each.issued <= moment.day),
        )
