"""The state of every item at a moment: takes a document and a moment, returns items."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ntmtrack.directive import effects
from ntmtrack.directive import names
from ntmtrack.directive import recurrence
from ntmtrack.directive.amendments import AmendmentIndex
from ntmtrack.directive.amendments import in_force
from ntmtrack.directive.amendments import timeline
from ntmtrack.directive.amendments import with_cancellations
from ntmtrack.directive.dates import Moment
from ntmtrack.directive.deadlines import Deadline
from ntmtrack.directive.issuers import level_of
from ntmtrack.directive.log import ItemKey
from ntmtrack.directive.model import Amendment
from ntmtrack.directive.model import Document
from ntmtrack.directive.model import Entry
from ntmtrack.directive.model import Owner
from ntmtrack.directive.model import Task
from ntmtrack.directive.model import Village
from ntmtrack.records import Record
from ntmtrack.status import duties
from ntmtrack.status import one_off
from ntmtrack.status.items import FINISHED
from ntmtrack.status.items import Heading
from ntmtrack.status.items import Item
from ntmtrack.status.items import State

if TYPE_CHECKING:
    from datetime import datetime

    from ntmtrack.directive.name_index import IndexedTask

SharesOf = Callable[[Task], Sequence[ItemKey]]


def shares(task: Task | IndexedTask) -> Sequence[ItemKey]:
    """List the shares of a task: one per village or owner, or the whole task as one."""
    if task.each == "village":
        return [ItemKey(task.id, village=id_) for id_ in task.villages]
    if task.each == "owner":
        return [ItemKey(task.id, owner=id_) for id_ in task.owners]
    return [ItemKey(task.id)]


def only_items(keys: Iterable[ItemKey]) -> SharesOf:
    """Return a function that keeps only these items among the shares of a task."""
    known: dict[str, set[ItemKey]] = {}
    for key in keys:
        known.setdefault(key.task, set()).add(key)

    def shares_of(task: Task) -> Sequence[ItemKey]:
        own = known.get(task.id, set())
        if len(own) > 1:
            return [share for share in shares(task) if share in own]
        return [share for share in own if _is_share(share, task)]

    return shares_of


def _is_share(key: ItemKey, task: Task) -> bool:
    """Return whether a key is a share of the task, without listing thousands of shares."""
    if task.each == "village":
        return key.owner is None and key.village in task.villages
    if task.each == "owner":
        return key.village is None and key.owner in task.owners
    return key == (task.id, None, None)


def evaluate(document: Document, moment: Moment, shares_of: SharesOf = shares) -> list[Item]:
    """Return the items of the tasks that count, in the file's order; `shares_of` can narrow them.

    Left out are superseded tasks, tasks that only a later amendment assigns, and headings (see
    `headings`).
    """
    return list(_evaluated(document, moment, shares_of, _Evaluation.items))


def judge_all(document: Document, moment: Moment, shares_of: SharesOf = shares) -> list[Item]:
    """Return the items of `evaluate` with only their tasks and states.

    Finding out who owes each item takes most of the time, and a caller that counts does not need
    it.
    """
    return list(_evaluated(document, moment, shares_of, _Evaluation.bare_items))


def _evaluated(
    document: Document, moment: Moment, shares_of: SharesOf, make: _MakeItems
) -> Iterator[Item]:
    amendments = AmendmentIndex(in_force(document, moment.day))
    tasks = _counted_tasks(document, amendments)
    chosen = [(task, own) for task in tasks if (own := shares_of(task))]
    entries = effects.in_effect(document, {task.id for task, _ in chosen})
    evaluation = _Evaluation(document, moment)
    for task, own in chosen:
        yield from make(evaluation, task, own, entries, amendments)


class Unfinished(Record):
    """Describe an unfinished item by what is known without judging it."""

    task: Task
    owners: tuple[Owner, ...]
    village: Village | None


def unfinished(document: Document, moment: Moment) -> Iterator[Unfinished]:
    """Yield the items that `evaluate` would return as unfinished, judging as few as possible."""
    entries = effects.in_effect(document)
    amendments = AmendmentIndex(in_force(document, moment.day))
    evaluation = _Evaluation(document, moment)
    for task in _counted_tasks(document, amendments):
        for share in shares(task):
            own, letters = entries.get(share, ()), amendments.about(share)
            if not evaluation.is_finished(task, own, letters):
                yield Unfinished(task, *evaluation.responsible(task, share))


def _counted_tasks(document: Document, amendments: AmendmentIndex) -> list[Task]:
    """Return the tasks that have items."""
    parents = {task.part_of for task in document.tasks.values()}
    return [
        task
        for task in document.tasks.values()
        if task.id not in parents and not task.superseded_by and amendments.is_owed(task)
    ]


def headings(document: Document, items: Sequence[Item]) -> list[Heading]:
    """Return every task that has parts, with the items of all tasks below it."""
    parts: dict[str, list[Item]] = {}
    for item in items:
        for id_ in _ids_above(document.tasks, item.task):
            parts.setdefault(id_, []).append(item)
    ids = {task.part_of for task in document.tasks.values() if task.part_of}
    return [
        Heading(task, tuple(parts.get(id_, ())))
        for id_, task in document.tasks.items()
        if id_ in ids
    ]


def _ids_above(tasks: Mapping[str, Task], task: Task) -> Iterator[str]:
    while task.part_of:
        yield task.part_of
        task = tasks[task.part_of]


def owner_of(owner: Owner, village: Village | None) -> Owner:
    """Return the owner or, where each village has its own such body, the body of that village."""
    if village is None or not owner.per_village:
        return owner
    return Owner(  # faster than `_replace`: a file may have hundreds of them
        f"{owner.id}@{village.id}",
        names.name_at_place(owner.name, village.name),
        owner.title,
        owner.kind,
        owner.per_village,
        owner.aliases,
        owner.id,
    )


class _Evaluation:
    """Build the items of a document at a moment, caching what several items share."""

    def __init__(self, document: Document, moment: Moment) -> None:
        self._document, self._moment = document, moment
        self._owners = document.owners
        # Tuples of owners by their ids: the same in every village, or different in each.
        self._everywhere: dict[tuple[str, ...], tuple[Owner, ...]] = {}
        self._of_village: dict[tuple[tuple[str, ...], str | None], tuple[Owner, ...]] = {}
        self._of_each_village = {id_ for id_, owner in document.owners.items() if owner.per_village}
        self._groups = tuple(document.owner_groups.values())
        issuer, has_villages = document.directive.issuer, bool(document.villages)
        self._level = level_of(issuer, has_villages=has_villages)
        self._directive = document.directive if document.file else None
        self._untouched: dict[tuple[object, ...], State] = {}

    def items(
        self,
        task: Task,
        its_shares: Iterable[ItemKey],
        entries: Mapping[ItemKey, Sequence[Entry]],
        amendments: AmendmentIndex,
    ) -> Iterator[Item]:
        """Yield the items of one task; `entries` may hold entries after the moment."""
        document = self._document
        event = document.events[task.event] if task.event else None
        only_village = document.villages[task.villages[0]] if len(task.villages) == 1 else None
        for share, until_then, state in self._judged(task, its_shares, entries, amendments):
            owners, village = self.responsible(task, share)
            yield Item(
                str(share),
                task,
                owners,
                self._owners_of(task.support, village) if task.support else (),
                village,
                until_then,
                state,
                event,
                self._groups,
                self._owners_of(task.leaders, village) if task.leaders else (),
                self._level,
                self._directive,
                only_village,
            )

    def bare_items(
        self,
        task: Task,
        its_shares: Iterable[ItemKey],
        entries: Mapping[ItemKey, Sequence[Entry]],
        amendments: AmendmentIndex,
    ) -> Iterator[Item]:
        """Yield items that hold only their task and state."""
        for _, _, state in self._judged(task, its_shares, entries, amendments):
            yield Item(task.id, task, (), (), None, (), state)

    def _judged(
        self,
        task: Task,
        its_shares: Iterable[ItemKey],
        entries: Mapping[ItemKey, Sequence[Entry]],
        amendments: AmendmentIndex,
    ) -> Iterator[tuple[ItemKey, tuple[Entry, ...], State]]:
        """Yield each share of a task, with its entries up to the moment and its state."""
        is_amended = amendments.has_changed(task)
        untouched: State | None = None  # the state of all shares without a record
        for share in its_shares:
            until_then = self._until_then(entries[share]) if share in entries else ()
            letters = amendments.about(share) if is_amended else ()
            if until_then or letters:
                state = self._state(task, until_then, letters)
            else:
                state = untouched = untouched or self._untouched_state(task)
            yield share, until_then, state

    def is_finished(
        self, task: Task, entries: Sequence[Entry], amendments: Sequence[Amendment]
    ) -> bool:
        """Return whether an item is finished, without judging it where its entries are enough."""
        until_then = self._until_then(entries)
        if task.repeat or amendments:
            return self._state(task, until_then, amendments).status in FINISHED
        return one_off.is_finished(until_then)

    def responsible(self, task: Task, share: ItemKey) -> tuple[tuple[Owner, ...], Village | None]:
        """Return the owners that answer for an item, and its village."""
        village = self._document.villages[share.village] if share.village else None
        return self._owners_of((share.owner,) if share.owner else task.owners, village), village

    def _until_then(self, entries: Sequence[Entry]) -> tuple[Entry, ...]:
        at = self._moment.at
        return tuple([entry for entry in entries if entry.on <= at])

    def _owners_of(self, ids: tuple[str, ...], village: Village | None) -> tuple[Owner, ...]:
        if ids in self._everywhere:
            return self._everywhere[ids]
        if self._of_each_village.isdisjoint(ids):
            return self._everywhere.setdefault(ids, tuple([self._owners[id_] for id_ in ids]))
        key = (ids, village.id if village else None)
        if key not in self._of_village:
            owners = [owner_of(self._owners[id_], village) for id_ in ids]
            self._of_village[key] = tuple(owners)
        return self._of_village[key]

    def _untouched_state(self, task: Task) -> State:
        """Return the state of an item without entries; for a one-off item, its deadline decides."""
        if task.repeat:
            return self._state(task, (), ())
        deadline = (task.due, task.due_to, task.event, task.event_days)
        if deadline not in self._untouched:
            self._untouched[deadline] = self._state(task, (), ())
        return self._untouched[deadline]

    def _state(
        self, task: Task, entries: Sequence[Entry], amendments: Sequence[Amendment]
    ) -> State:
        """Judge an item by its entries up to the moment and its amendments."""
        judge = _duty_state if task.repeat else one_off.judge
        return judge(self._document, task, entries, amendments, self._moment)


def _duty_state(
    document: Document,
    task: Task,
    entries: Sequence[Entry],
    amendments: Sequence[Amendment],
    moment: Moment,
) -> State:
    repeat = task.repeat
    if repeat is None:
        raise AssertionError(task.id)
    duty = duties.record(
        repeat, with_cancellations(entries, amendments), document.settings.week_starts
    )
    state = State(
        status="cancelled",
        amendments=tuple(amendments),
        started=next((entry.on for entry in entries if entry.mark == "started"), None),
        occurrences=duties.count(duty, moment),
    )
    if duty.cancelled_from is not None:
        return state._replace(amended_by=_cancelled_by(entries, amendments))
    verdict = duties.judge(duty, moment, document.settings.due_soon_days)
    is_strict = repeat.strict and recurrence.time_on(repeat, verdict.due) is None
    deadline = Deadline(verdict.due, task.due_is, is_strict=is_strict)
    return state._replace(
        status=verdict.status,
        deadline=deadline,
        original_deadline=deadline,
        started=state.started or (None if verdict.status in FINISHED else _first_report(duty)),
        done=verdict.done,
        days_late=verdict.days_late,
        days_left=verdict.days_left,
    )


def _first_report(duty: duties.DutyRecord) -> datetime | None:
    """Return when the first report on any occurrence was made."""
    reported = (
        entry.on for number, entry in duty.deciding.items() if duty.fates[number] in duties.REPORTED
    )
    return min(reported, default=None)


def _cancelled_by(entries: Sequence[Entry], amendments: Sequence[Amendment]) -> Amendment | None:
    """Return the amendment that cancelled a duty; None if an entry did."""
    for change in reversed(timeline(entries, amendments)):
        if isinstance(change, Amendment):
            return change
        if change.mark == "cancelled":
            return None
    return None


_MakeItems = Callable[
    [_Evaluation, Task, Iterable[ItemKey], Mapping[ItemKey, Sequence[Entry]], AmendmentIndex],
    Iterator[Item],
]
