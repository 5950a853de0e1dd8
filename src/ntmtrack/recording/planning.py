"""What a command would record: names as typed and a document in, log entries out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from datetime import date
from datetime import datetime
from datetime import time
from datetime import timedelta
from decimal import Decimal
from typing import NamedTuple

from ntmtrack import wording
from ntmtrack.directive import log
from ntmtrack.directive import names
from ntmtrack.directive import recurrence
from ntmtrack.directive.dates import Moment
from ntmtrack.directive.log import ItemKey
from ntmtrack.directive.model import Document
from ntmtrack.directive.model import Entry
from ntmtrack.directive.model import MarkName
from ntmtrack.directive.model import Task
from ntmtrack.recording import rules
from ntmtrack.recording import targets
from ntmtrack.status import evaluate
from ntmtrack.status.items import Item
from ntmtrack.wording.problem import NtmError
from ntmtrack.wording.problem import Problem
from ntmtrack.wording.problem import usage

# Never 1.308, which is 1308 to one reader and 1.3 to another.
AMOUNT = re.compile(r"\d{1,12}(?:[.,]\d{1,2})?", re.ASCII)


def read_amounts(task: Task, typed: Sequence[str]) -> Mapping[str, Decimal]:
    """Give the total of each measure that was named; a single measure needs no name."""
    totals: dict[str, Decimal] = {}
    for one in typed:
        name, equals, number = one.rpartition("=")
        if not task.measures:
            raise usage(wording.Code.COUNTS_NOTHING, task=task.id)
        if not equals and len(task.measures) > 1:
            raise usage(wording.Code.WHICH_MEASURE, task=task.id, value=one, known=_measures(task))
        measure = _measure(task, name) if equals else task.measures[0].id
        if measure in totals:
            raise usage(wording.Code.TWO_AMOUNTS, task=task.id, value=measure)
        totals[measure] = _amount(one, number.strip())
    return totals


def _measure(task: Task, typed: str) -> str:
    """Find the measure that a name means: its id, or the beginning of its name."""
    ids = names.match(typed, [names.Named(one.id, (one.name,)) for one in task.measures])
    if len(ids) != 1:
        raise usage(wording.Code.UNKNOWN_MEASURE, task=task.id, value=typed, known=_measures(task))
    return ids[0]


def _measures(task: Task) -> str:
    return "; ".join(f"{one.id} ({one.name})" for one in task.measures)


def _amount(typed: str, number: str) -> Decimal:
    if not AMOUNT.fullmatch(number):
        raise usage(wording.Code.BAD_AMOUNT, value=typed)
    return Decimal(number.replace(",", "."))


class Request(NamedTuple):
    """Hold what was asked for: names as typed, days and amounts already read.

    `on` is None for now; `for_days` name occurrences of a recurring duty.
    """

    mark: MarkName
    tasks: Sequence[str]
    villages: Sequence[str] = ()
    owners: Sequence[str] = ()
    all_villages: bool = False
    on: datetime | None = None
    for_days: Sequence[date] = ()
    to: date | None = None
    amounts: Sequence[str] = ()
    by: str | None = None
    note: str | None = None
    evidence: Sequence[str] = ()


class Change(NamedTuple):
    """Hold the entries to add, those that are in the file already, and what to warn of."""

    entries: Sequence[Entry] = ()
    repeated: Sequence[Entry] = ()
    warnings: Sequence[Problem] = ()


class _About(NamedTuple):
    """Name what an entry is about: an item or, of a recurring duty, one occurrence of it."""

    item: ItemKey
    occurrence: int | None = None


def plan(
    document: Document, request: Request, now: Moment, at: datetime, *, anywhere: bool = False
) -> Change:
    """Give the entries that a request means, all of them right, or raise a usage error.

    What the newest entry of an item says is not said again; `anywhere`, what any of them says.
    """
    _check_words(request)
    _check_moment(request, now)
    typed = targets.Typed(request.tasks, request.villages, request.owners, request.all_villages)
    keys = targets.items(document, typed)
    on, stamp = request.on or now.at, next_stamp(document, at)
    document = _part(document, {key.task for key in keys})
    wanted = [
        entry._replace(at=stamp) for key in keys for entry in _entries(document, key, request, on)
    ]
    told = _told(document)
    given = request.on is not None
    said = [_said(document, told, one, given=given, anywhere=anywhere) for one in wanted]
    found = [one for one, there in zip(wanted, said, strict=True) if there is None]
    _check(document, found, now)
    repeated = [there for there in said if there is not None]
    return Change(found, repeated, list(_warnings(document, found)))


def _part(document: Document, ids: AbstractSet[str]) -> Document:
    """Give the document with some tasks only, for nothing else bears on them."""
    tasks = {id_: task for id_, task in document.tasks.items() if id_ in ids}
    entries = tuple(entry for entry in document.progress if entry.task in ids)
    return document._replace(tasks=tasks, progress=entries)


def _check(document: Document, found: Sequence[Entry], now: Moment) -> None:
    """Refuse all entries where one of them says what cannot be."""
    items = {item.key: item for item in evaluate.evaluate(document, now)}
    for entry in found:
        item = items.get(str(log.item_of(entry)))
        if item is None:
            raise _not_given_yet(document, document.tasks[entry.task])
        rules.check(document, item, entry)
    after = document._replace(progress=(*document.progress, *found))
    rules.check_effect(document, after, found)


def _not_given_yet(document: Document, task: Task) -> NtmError:
    """Give the error for a task that only a letter of a later day adds."""
    day = min(one.issued for one in document.amendments if one.number == task.source)
    return usage(wording.Code.NOT_GIVEN_YET, task=task.id, day=_shown(day))


def _warnings(document: Document, found: Sequence[Entry]) -> Iterator[Problem]:
    if any(entry.on.date() < document.directive.issued for entry in found):
        yield Problem(wording.Code.ENTRY_BEFORE_DIRECTIVE_COMMAND, warning=True)


def reminder(item: Item, now: Moment, stamp: datetime) -> Entry:
    """Give the entry that says an item's owner was reminded of it."""
    share = item.key.partition("@")[2] or None
    return Entry(
        task=item.task.id,
        village=share if item.village else None,
        owner=None if item.village else share,
        mark="reminded",
        on=now.at,
        at=stamp,
    )


def next_stamp(document: Document, at: datetime) -> datetime:
    """Give a time of writing that is later than any other in the file, whatever the clock says."""
    last = max((entry.at for entry in document.progress if entry.at), default=None)
    return at if last is None or at > last else last.astimezone(at.tzinfo) + _TICK


_TICK = timedelta(microseconds=1)


def _check_words(request: Request) -> None:
    """Refuse a mark that lacks the words it cannot do without."""
    if request.mark == "extended" and not (request.by and request.note):
        raise usage(wording.Code.EXTEND_WHY)
    figures = request.mark == "note" and (request.amounts or request.evidence)
    if request.mark in ("note", "obstacle") and not (request.note or figures):
        raise usage(wording.Code.NO_WORDS)


def _check_moment(request: Request, now: Moment) -> None:
    """Refuse what has not happened yet; only an excuse may be given, and withdrawn, ahead."""
    if request.on and request.on > now.at:
        raise usage(wording.Code.FUTURE_DAY, day=_shown(request.on))
    ahead = [day for day in request.for_days if day > now.day]
    if ahead and request.mark not in ("excused", "reopened"):
        raise usage(wording.Code.FUTURE_DAY, day=_shown(ahead[0]))


def _entries(document: Document, key: ItemKey, request: Request, on: datetime) -> Iterator[Entry]:
    """Make the entries of one item: one, or one for each occurrence that was named."""
    task = document.tasks[key.task]
    entry = Entry(
        task=key.task,
        village=key.village,
        owner=key.owner,
        mark=request.mark,
        on=on,
        to=request.to,
        amounts=read_amounts(task, request.amounts),
        by=request.by,
        note=request.note,
        evidence=tuple(request.evidence),
    )
    if not task.repeat and (request.for_days or request.mark in ("nothing", "excused")):
        mark = "--for" if request.for_days else f"--{request.mark}"
        raise usage(wording.Code.NOT_RECURRING_COMMAND, task=task.id, mark=mark)
    own = rules.occurrence(document, entry)
    seen: set[int | None] = set()
    for one in [entry._replace(for_=day) for day in request.for_days] or [entry]:
        _check_occurrence(document, task, one)
        index = rules.occurrence(document, one)
        if index not in seen:  # two days of one week are one report
            yield entry if index == own else one
        seen.add(index)


def _check_occurrence(document: Document, task: Task, entry: Entry) -> None:
    """Refuse a day on which no occurrence falls."""
    repeat = task.repeat
    needs = entry.for_ or entry.mark in rules.OCCURRENCE_MARKS
    if not repeat or not needs or rules.occurrence(document, entry) is not None:
        return
    day = entry.for_ or entry.on.date()
    first = recurrence.first_day(repeat)
    if day < first:
        code = wording.Code.NO_OCCURRENCE_EARLY
        raise usage(code, task=task.id, day=_shown(day), first=_shown(first))
    last = recurrence.day_of(repeat, (recurrence.total_of(repeat) or 1) - 1)
    code = wording.Code.NO_OCCURRENCE_ENDED
    raise usage(code, task=task.id, day=_shown(day), last=_shown(last))


def _told(document: Document) -> dict[_About, list[Entry]]:
    """Give the entries of each item and occurrence that count, as they were written."""
    taken_back, _ = log.undone(document.progress)
    found: dict[_About, list[Entry]] = {}
    for index, entry in enumerate(document.progress):
        if index not in taken_back and entry.mark not in ("undone", "reminded"):
            about = _About(log.item_of(entry), rules.occurrence(document, entry))
            for one in {about, _About(log.item_of(entry))}:
                found.setdefault(one, []).append(entry)
    return found


def _said(
    document: Document,
    told: Mapping[_About, Sequence[Entry]],
    entry: Entry,
    *,
    given: bool,
    anywhere: bool,
) -> Entry | None:
    """Give the entry of the item, the newest or any, that the new one would only say again.

    Today's report is not yesterday's: of a recurring duty the occurrence must be the same, but
    that it is cancelled holds for all of them.
    """
    index = None if entry.mark == "cancelled" else rules.occurrence(document, entry)
    candidates = told.get(_About(log.item_of(entry), index), ())
    for said in reversed(candidates if anywhere else candidates[-1:]):
        on = entry.on if given else said.on
        if said == entry._replace(on=on, for_=said.for_, at=said.at):
            return said
    return None


def _shown(when: date) -> str:
    """Give a day, with the time where one was given, as people type it here."""
    clock = f" {when:%H:%M}" if isinstance(when, datetime) and when.time() != time() else ""
    return f"{when:%d/%m/%Y}{clock}"
