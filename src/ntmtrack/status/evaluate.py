"""What every item's state is at a moment: the document and the moment in, items out."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence

from ntmtrack.directive import amendments
from ntmtrack.directive import log
from ntmtrack.directive.dates import Moment
from ntmtrack.directive.model import Amendment
from ntmtrack.directive.model import Document
from ntmtrack.directive.model import Entry
from ntmtrack.directive.model import Owner
from ntmtrack.directive.model import Task
from ntmtrack.directive.model import Village
from ntmtrack.status import duties
from ntmtrack.status import one_off
from ntmtrack.status.items import Heading
from ntmtrack.status.items import Item
from ntmtrack.status.items import State

Asked = Callable[[Task, log.ItemKey], bool]


def evaluate(document: Document, moment: Moment, asked: Asked | None = None) -> list[Item]:
    """Give every item of every task that counts, in the file's order; only those asked for.

    Left out are tasks that were superseded, or that only a later letter gives, and headings (see
    `headings`).
    """
    entries = log.by_item(document.progress)
    letters = amendments.Letters(document, moment.day)
    above = {task.part_of for task in document.tasks.values()}
    owners, judge = _Owners(document), _Judge(document, moment)
    return [
        _item(document, owners, judge, task, share, entries.get(share, ()), letters.about(share))
        for task in document.tasks.values()
        if task.id not in above and not task.superseded_by and letters.has_given(task)
        for share in shares(task)
        if asked is None or asked(task, share)
    ]


def shares(task: Task) -> list[log.ItemKey]:
    """List the items of a task: one for each village or owner, or the task as one."""
    if task.each == "village":
        return [log.ItemKey(task.id, village=id_) for id_ in task.villages]
    if task.each == "owner":
        return [log.ItemKey(task.id, owner=id_) for id_ in task.owners]
    return [log.ItemKey(task.id)]


def headings(document: Document, items: Sequence[Item]) -> list[Heading]:
    """Give every task that others are part of, with the items of all tasks below it."""
    parts: dict[str, list[Item]] = {}
    for item in items:
        for above in _above(document.tasks, item.task):
            parts.setdefault(above, []).append(item)
    named = {task.part_of for task in document.tasks.values() if task.part_of}
    return [
        Heading(task, tuple(parts.get(id_, ())))
        for id_, task in document.tasks.items()
        if id_ in named
    ]


def _above(tasks: Mapping[str, Task], task: Task) -> Iterator[str]:
    while task.part_of:
        yield task.part_of
        task = tasks[task.part_of]


def owner_of(owner: Owner, village: Village | None) -> Owner:
    """Give the owner itself or, where each village has its own, that village's body."""
    if village is None or not owner.per_village:
        return owner
    return owner._replace(
        id=f"{owner.id}@{village.id}",
        name=f"{owner.name} {village.name}",
        of=owner.id,
    )


class _Owners:
    """Look owners up by ids and village, making each village's bodies once."""

    def __init__(self, document: Document) -> None:
        self._owners = document.owners
        self._made: dict[tuple[tuple[str, ...], str | None], tuple[Owner, ...]] = {}

    def of(self, ids: tuple[str, ...], village: Village | None) -> tuple[Owner, ...]:
        """Give the owners of an item."""
        key = (ids, village.id if village else None)
        if key not in self._made:
            self._made[key] = tuple(owner_of(self._owners[id_], village) for id_ in ids)
        return self._made[key]


class _Judge:
    """Tell what entries and letters make of items at a moment."""

    def __init__(self, document: Document, moment: Moment) -> None:
        self._document, self.moment = document, moment
        self._untouched: dict[tuple[object, ...], State] = {}

    def state(self, task: Task, entries: Sequence[Entry], letters: Sequence[Amendment]) -> State:
        """Judge an item; of those that nothing was said about, one for each deadline."""
        if task.repeat:
            return _recurring(self._document, task, entries, letters, self.moment)
        if entries or letters:
            return one_off.judge(self._document, task, entries, letters, self.moment)
        deadline = (task.due, task.due_is, task.due_to, task.event)
        if deadline not in self._untouched:
            judged = one_off.judge(self._document, task, (), (), self.moment)
            self._untouched[deadline] = judged
        return self._untouched[deadline]


def _item(  # noqa: PLR0913, PLR0917 - everything an item is made of
    document: Document,
    owners: _Owners,
    judge: _Judge,
    task: Task,
    share: log.ItemKey,
    log_: Sequence[Entry],
    letters: Sequence[Amendment],
) -> Item:
    village = document.villages[share.village] if share.village else None
    at = judge.moment.at
    entries = tuple([entry for entry in log_ if entry.on <= at]) if log_ else ()
    return Item(
        str(share),
        task,
        owners.of((share.owner,) if share.owner else task.owners, village),
        owners.of(task.support, village),
        village,
        entries,
        judge.state(task, entries, letters),
    )


def _recurring(
    document: Document,
    task: Task,
    entries: Sequence[Entry],
    letters: Sequence[Amendment],
    moment: Moment,
) -> State:
    repeat = task.repeat
    if repeat is None:
        raise AssertionError(task.id)
    log_ = amendments.as_entries(entries, letters)
    found = duties.record(repeat, log_, document.settings.week_starts)
    stands = duties.standing(repeat, found, moment)
    started = next((entry.on for entry in entries if entry.mark == "started"), None)
    cancelled = found.cancelled_at is not None
    return State(
        status="cancelled" if cancelled else stands.status,
        due=stands.due,
        original_due=stands.due,
        amendments=tuple(letters),
        amended_by=_ended_by(entries, letters) if cancelled else None,
        started=started,
        begun=started is not None or bool(found.fates),
        done=stands.done,
        days_late=None if cancelled else stands.days_late,
        days_left=None if cancelled else stands.days_left,
        occurrences=duties.occurrences(repeat, found, moment),
    )


def _ended_by(entries: Sequence[Entry], letters: Sequence[Amendment]) -> Amendment | None:
    """Give the letter that cancelled a duty; None where the log did."""
    for one in reversed(amendments.timeline(entries, letters)):
        if isinstance(one, Amendment):
            return one
        if one.mark == "cancelled":
            return None
    return None
