"""Planning what a command records: names as typed and a document in, log entries out."""

from __future__ import annotations

from collections.abc import Collection
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from datetime import date
from datetime import datetime
from datetime import time
from datetime import timedelta
from datetime import timezone
from typing import Literal
from typing import NamedTuple

from ntmtrack import wording
from ntmtrack.directive import amounts
from ntmtrack.directive import effects
from ntmtrack.directive import log
from ntmtrack.directive.amounts import Doubt
from ntmtrack.directive.dates import Moment
from ntmtrack.directive.dates import format_day
from ntmtrack.directive.dates import format_moment
from ntmtrack.directive.deadlines import Deadline
from ntmtrack.directive.log import ItemKey
from ntmtrack.directive.log import reminds
from ntmtrack.directive.model import Document
from ntmtrack.directive.model import Entry
from ntmtrack.directive.model import MarkName
from ntmtrack.directive.model import Owner
from ntmtrack.directive.model import Task
from ntmtrack.directive.periods import Period
from ntmtrack.directive.periods import format_name
from ntmtrack.directive.periods import name_for_message
from ntmtrack.recording import named_occurrences
from ntmtrack.recording import rules
from ntmtrack.recording import typed_input
from ntmtrack.recording.named_occurrences import KnownDuties
from ntmtrack.recording.typed_input import TypedNames
from ntmtrack.status import evaluate
from ntmtrack.status import occurrences
from ntmtrack.status.items import Item
from ntmtrack.wording.clean import command_line
from ntmtrack.wording.problem import Exit
from ntmtrack.wording.problem import NtmError
from ntmtrack.wording.problem import Problem
from ntmtrack.wording.problem import Thing
from ntmtrack.wording.problem import unplaced
from ntmtrack.wording.problem import usage
from ntmtrack.wording.problem import warning_of

_TICK = timedelta(microseconds=1)


class Request(NamedTuple):
    """Describe what is to be recorded: names and figures as typed, days already parsed.

    `on` is None for now, and `on_as_typed` is its text for messages. `for_names` name occurrences
    of a recurring duty. `again` keeps the other words of the command, to propose corrected
    commands.
    """

    mark: MarkName
    tasks: Sequence[str]
    villages: Sequence[str] = ()
    owners: Sequence[str] = ()
    all_villages: bool = False
    on: datetime | None = None
    on_as_typed: str | None = None
    for_names: Sequence[date | Period] = ()
    to: Deadline | None = None
    amounts: Sequence[str] = ()
    by: str | None = None
    note: str | None = None
    evidence: Sequence[str] = ()
    again: Sequence[str] = ()


class Change(NamedTuple):
    """Store the entries to add, those already in the file, and warnings."""

    entries: Sequence[Entry] = ()
    repeated: Sequence[Entry] = ()
    warnings: Sequence[Problem] = ()


class _Subject(NamedTuple):
    """Identify what an entry is about: an item or, for a duty, one occurrence of it."""

    item: ItemKey
    occurrence: int | None = None


def plan(
    document: Document,
    request: Request,
    now: Moment,
    at: datetime,
    *,
    compare_with: Literal["newest", "all"] = "newest",
) -> Change:
    """Return the entries that a request means, fully checked, or raise a usage error.

    An entry is not added again if the newest entry on the same subject, or any entry with
    `compare_with="all"`, says the same about the same day; the same words on another day are news.
    """
    _check_words(request)
    _check_moment(request, now)
    names = TypedNames(request.tasks, request.villages, request.owners, request.all_villages)
    keys = typed_input.items(document, names)
    on, stamp = request.on or now.at, next_stamp(document, at)
    document = document.only_tasks({key.task for key in keys})
    known = KnownDuties(document, on, keys)
    _check_reports(known, keys, request, on)
    planned = [entry for key in keys for entry in _entries(known, key, request, on)]
    recorded = _already_recorded(document, planned, request, compare_with)
    entries = [
        entry._replace(at=stamp) for entry, same in zip(planned, recorded, strict=True) if not same
    ]
    items = {item.key: item for item in evaluate.evaluate(document, now, evaluate.only_items(keys))}
    _check(document, items, entries)
    warnings = list(_warnings(document, items, entries))
    return Change(entries, [same for same in recorded if same], warnings)


def _already_recorded(
    document: Document,
    entries: Iterable[Entry],
    request: Request,
    compare_with: Literal["newest", "all"],
) -> list[Entry | None]:
    """Return, for each new entry, the recorded entry that says the same, or None."""
    recorded = _by_subject(document)
    same_entries: list[Entry | None] = []
    for entry in entries:
        others = recorded.get(_subject(document, entry), ())
        same_entries.append(
            _find_same(entry, others if compare_with == "all" else _newest(others), request)
        )
    return same_entries


def _check(document: Document, items: Mapping[str, Item], entries: Sequence[Entry]) -> None:
    """Raise a usage error if any of the entries is not allowed."""
    for entry in entries:
        item = items.get(str(log.item_of(entry)))
        if item is None:
            raise _not_given_yet(document, document.tasks[entry.task])
        rules.check(document, item, entry)
    rules.check_effect(document, entries)


def _not_given_yet(document: Document, task: Task) -> NtmError:
    """Return the error for a task that only an amendment of a later day adds."""
    days = [letter.issued for letter in document.amendments if letter.number == task.source]
    return usage(wording.Code.NOT_GIVEN_YET, task=task.id, day=format_day(min(days)))


def _warnings(
    document: Document, items: Mapping[str, Item], entries: Sequence[Entry]
) -> Iterator[Problem]:
    if any(entry.on.date() < document.directive.issued for entry in entries):
        yield warning_of(wording.Code.ENTRY_BEFORE_DIRECTIVE_COMMAND)
    for entry in entries:
        yield from rules.warn(items[str(log.item_of(entry))], entry)
    doubts_before = _doubted(document, entries)
    for key, doubts in _doubted(document.with_entries(entries), entries).items():
        new = [doubt.warning for doubt in doubts if doubt not in doubts_before[key]]
        yield from (warning._replace(thing=Thing("entry", str(key))) for warning in new)


def _doubted(document: Document, entries: Sequence[Entry]) -> Mapping[ItemKey, Sequence[Doubt]]:
    """Return the doubtful amounts of each item for which new entries have amounts."""
    keys = dict.fromkeys(log.item_of(entry) for entry in entries if entry.amounts)
    logged = log.by_item(document.progress) if keys else {}
    return {
        key: list(
            amounts.find_doubtful(
                document.tasks[key.task].measures_of(key.village), logged.get(key, ())
            )
        )
        for key in keys
    }


def reminder(item: Item, now: Moment, stamp: datetime, whom: Sequence[str] = ()) -> Entry:
    """Return the entry that an item's leads were reminded: all of them, or only `whom`."""
    share = item.key.partition("@")[2] or None
    return Entry(
        task=item.task.id,
        village=share if item.village else None,
        owner=None if item.village else share,
        mark="reminded",
        on=now.at,
        at=stamp,
        whom=tuple(whom),
    )


def reminders(
    document: Document,
    reminded: Iterable[tuple[Item, Collection[Owner]]],
    now: Moment,
    stamp: datetime,
) -> Iterator[Entry]:
    """Yield entries for who was reminded of which item, each lead at most once a day."""
    today: dict[str, list[Entry]] = {}
    for entry in log.not_undone(document.progress):
        if entry.mark == "reminded" and entry.on.date() == now.day:
            today.setdefault(str(log.item_of(entry)), []).append(entry)
    for item, owners in reminded:
        earlier = today.get(item.key, ())
        new = [
            owner.plain_id
            for owner in item.owners
            if owner in owners and not any(reminds(entry, owner) for entry in earlier)
        ]
        if new:
            yield reminder(item, now, stamp, new if len(new) < len(item.owners) else ())


def next_stamp(document: Document, at: datetime) -> datetime:
    """Return a time of writing that is unique and later than any credible one in the log.

    A stamp far ahead of the clock comes from a wrong clock, which must not set ours. The offset is
    fixed, because Python never finds times of two zones equal within the hour that a zone repeats.
    """
    at = at.astimezone(timezone(at.utcoffset() or timedelta()))
    stamps = {entry.at for entry in document.progress if entry.at}
    last = max((stamp for stamp in stamps if stamp <= at + log.CLOCK_TOLERANCE), default=None)
    if last is not None and last >= at:
        at = last.astimezone(at.tzinfo) + _TICK
    while at in stamps:
        at += _TICK
    return at


def _check_words(request: Request) -> None:
    """Refuse a mark that lacks its mandatory words."""
    if request.mark in ("extended", "cancelled") and not (request.by and request.note):
        extends = request.mark == "extended"
        raise usage(wording.Code.EXTEND_WHY if extends else wording.Code.CANCEL_WHY)
    has_figures = request.mark == "note" and (request.amounts or request.evidence)
    if request.mark in ("note", "obstacle") and not (request.note or has_figures):
        raise usage(wording.Code.NO_WORDS)


def _check_moment(request: Request, now: Moment) -> None:
    """Refuse a time in the future."""
    if request.on and request.on > now.at:
        day = request.on_as_typed or format_moment(request.on)
        today = format_moment(now.at) if request.on.date() == now.day else format_day(now.day)
        raise usage(wording.Code.FUTURE_DAY, day=day, today=today)


def _check_reports(
    known: KnownDuties, keys: Sequence[ItemKey], request: Request, on: datetime
) -> None:
    """Refuse reports that may be a late one or the next one; propose a command for each."""
    problems: list[Problem] = []
    for key in keys if not request.for_names else ():
        entry = Entry(key.task, request.mark, on, key.village, key.owner)
        if names := named_occurrences.find_unclear(known, entry, request.on):
            typed = tuple(map(format_name, names))
            commands = tuple([_propose(key, request, name) for name in typed])
            problem = unplaced(
                wording.Code.WHICH_REPORT,
                item=str(key),
                when=format_moment(on),
                choices=typed,
                first=name_for_message(names.missing),
                last=name_for_message(names.own),
            )
            problems.append(problem._replace(commands=commands))
    if problems:
        raise NtmError(problems, Exit.USAGE)


def _propose(key: ItemKey, request: Request, name: str) -> str:
    """Return the command that records the same on one item, for a named occurrence."""
    flags = [f"--{request.mark}"] if request.mark != "done" else []
    return command_line("ntmtrack", "done", str(key), *flags, "--for", name, *request.again)


def _entries(known: KnownDuties, key: ItemKey, request: Request, on: datetime) -> Sequence[Entry]:
    """Return the entries for one item: a single one, or one for each named occurrence."""
    task = known.document.tasks[key.task]
    entry = Entry(
        task=key.task,
        village=key.village,
        owner=key.owner,
        mark=request.mark,
        on=on,
        to=request.to,
        amounts=typed_input.amounts(task, request.amounts, known.document.directive.language),
        by=request.by,
        note=request.note,
        evidence=tuple(request.evidence),
    )
    if not task.repeat and (request.for_names or request.mark in ("nothing", "excused")):
        mark = "--for" if request.for_names else f"--{request.mark}"
        raise usage(wording.Code.NOT_RECURRING_COMMAND, task=task.id, mark=mark)
    return named_occurrences.entries_for(known, entry, request.for_names)


def _by_subject(document: Document) -> Mapping[_Subject, Sequence[Entry]]:
    """Group the entries in effect by item and by occurrence, in the file's order."""
    groups: dict[_Subject, list[Entry]] = {}
    void = {id(document.progress[index]) for index in effects.void_entries(document)}
    for entry in log.not_undone(document.progress):
        if entry.mark != "reminded" and id(entry) not in void:
            item = log.item_of(entry)
            number = occurrences.number_of(document, entry)
            for subject in {_Subject(item, number), _Subject(item)}:
                groups.setdefault(subject, []).append(entry)
    return groups


def _subject(document: Document, entry: Entry) -> _Subject:
    """Return the subject of an entry; cancelling a duty is about all its occurrences."""
    if entry.mark == "cancelled":
        return _Subject(log.item_of(entry))
    return _Subject(log.item_of(entry), occurrences.number_of(document, entry))


def _newest(entries: Sequence[Entry]) -> Sequence[Entry]:
    """Return the entry written last, by time and by position: with a wrong clock, these differ."""
    return [*log.in_order_written(entries)[-1:], *entries[-1:]]


def _find_same(entry: Entry, others: Sequence[Entry], request: Request) -> Entry | None:
    """Find the newest entry with the same day, words and figures as the new one."""
    hour_was_typed = request.on is not None and request.on.time() != time()
    for old in reversed(others):
        on = entry.on if hour_was_typed or entry.on.date() != old.on.date() else old.on
        if old == entry._replace(on=on, for_=old.for_, at=old.at):
            return old
    return None
