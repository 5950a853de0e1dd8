"""Which entries an item's state allows; an entry that would change nothing is refused."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Sequence
from datetime import date
from datetime import datetime

from ntmtrack import wording
from ntmtrack.directive import dates
from ntmtrack.directive import recurrence
from ntmtrack.directive.amendments import AmendmentIndex
from ntmtrack.directive.amendments import effective_moment
from ntmtrack.directive.amendments import timeline
from ntmtrack.directive.dates import Moment
from ntmtrack.directive.dates import format_day
from ntmtrack.directive.dates import format_moment
from ntmtrack.directive.deadlines import Deadline
from ntmtrack.directive.log import ItemKey
from ntmtrack.directive.log import item_of
from ntmtrack.directive.model import Amendment
from ntmtrack.directive.model import Document
from ntmtrack.directive.model import Entry
from ntmtrack.directive.periods import Period
from ntmtrack.directive.periods import format_name
from ntmtrack.directive.periods import name_for_message
from ntmtrack.status import occurrences
from ntmtrack.status.duties import FATES
from ntmtrack.status.evaluate import evaluate
from ntmtrack.status.evaluate import only_items
from ntmtrack.status.items import FINISHED
from ntmtrack.status.items import Item
from ntmtrack.wording.problem import NtmError
from ntmtrack.wording.problem import Problem
from ntmtrack.wording.problem import usage
from ntmtrack.wording.problem import warning_of

_DECIDING = (*FATES, "reopened", "cancelled", "extended")
_LAST_MOMENT = Moment(datetime(dates.LAST_YEAR, 12, 31, 23, 59))


def check(document: Document, item: Item, entry: Entry) -> None:
    """Raise a usage error for a mark that the item's state does not allow."""
    if entry.mark in FATES and item.task.repeat:
        _check_occurrence(document, item, entry)
    elif entry.mark in ("done", "started"):
        _check_unfinished(item, entry)
    elif entry.mark == "cancelled" and item.state.status == "cancelled":
        raise _finished(item)
    elif entry.mark == "extended":
        _check_extension(document, item, entry)
    elif entry.mark == "reopened":
        _check_reopening(document, item, entry)
    elif entry.mark == "solved" and all(each.on > entry.on for each in item.open_obstacles):
        when = format_moment(entry.on)
        raise usage(wording.Code.NO_OBSTACLE, item=item.key, task=item.task.id, when=when)


def warn(item: Item, entry: Entry) -> Iterator[Problem]:
    """Yield warnings about a mark that the item's state allows, but that may be a mistake."""
    if entry.mark == "cancelled" and item.state.status in ("done", "done-late"):
        if item.task.repeat:  # it also ends if the last occurrence is excused or not owed
            yield warning_of(wording.Code.CANCELS_DONE_ENDED, item=item.key)
        else:
            yield warning_of(wording.Code.CANCELS_DONE, item=item.key, when=_when_done(item))


def check_effect(document: Document, entries: Sequence[Entry]) -> None:
    """Refuse entries that a later-dated entry or letter overrules."""
    keys = [item_of(entry) for entry in entries]
    before, after = _at_the_end(document, keys), _at_the_end(document.with_entries(entries), keys)
    for entry, key in zip(entries, keys, strict=True):
        if not _takes_effect(document, before[key], after[key], entry):
            raise _overruled(document, before[key], entry)


def _at_the_end(document: Document, keys: Sequence[ItemKey]) -> dict[ItemKey, Item]:
    """Judge items at the end of time, when everything in the file has happened."""
    items = {item.key: item for item in evaluate(document, _LAST_MOMENT, only_items(keys))}
    return {key: items[str(key)] for key in keys}


def _check_unfinished(item: Item, entry: Entry) -> None:
    if item.state.status in FINISHED and not _is_before_cancellation(item, entry):
        raise _finished(item)


def _is_before_cancellation(item: Item, entry: Entry) -> bool:
    """Return whether an entry is about a day before the amendment that cancels the item."""
    amendment = item.state.amended_by if item.state.status == "cancelled" else None
    return amendment is not None and entry.on.date() < amendment.issued


def _finished(item: Item) -> NtmError:
    if item.state.status == "cancelled":
        return usage(wording.Code.FINISHED_CANCELLED, item=item.key, when=_when_cancelled(item))
    if item.task.repeat:
        return usage(wording.Code.FINISHED_ENDED, item=item.key)
    return usage(wording.Code.FINISHED, item=item.key, when=_when_done(item))


def _when_done(item: Item) -> str:
    """Return the day on which a one-off item was done, and who said so."""
    done = next(each for each in item.entries if each.mark == "done" and each.on == item.state.done)
    return _when(done.on, done.by)


def _when_cancelled(item: Item) -> str:
    """Return the day on which an item was cancelled, and the person or letter that did it."""
    if letter := item.state.amended_by:
        return _when(letter.issued, letter.number)
    cancelled = next(entry for entry in reversed(item.entries) if entry.mark == "cancelled")
    return _when(cancelled.on, cancelled.by)


def _when(day: date, by: str | None) -> str:
    """Format a day with a name, if it is known."""
    when = format_moment(day) if isinstance(day, datetime) else format_day(day)
    return f"{when}, {by}" if by else when


def _check_occurrence(document: Document, item: Item, entry: Entry) -> None:
    if item.state.status == "cancelled" and not _is_before_cancellation(item, entry):
        raise _finished(item)
    fate = occurrences.fate_of(document, item, entry)
    deciding = occurrences.deciding_entry(document, item, entry)
    if deciding and (entry.mark != "done" or fate in FATES["done"]):
        code = wording.Code.OCCURRENCE_DONE
        if fate == "nothing":
            code = wording.Code.OCCURRENCE_DONE_NOTHING
        elif fate == "excused":
            code = wording.Code.OCCURRENCE_DONE_EXCUSED
        when = _when(deciding.on, deciding.by)
        name = _occurrence_name(document, entry)
        day, typed = name_for_message(name), format_name(name)
        raise usage(code, item=item.key, day=day, typed=typed, when=when)


def _check_reopening(document: Document, item: Item, entry: Entry) -> None:
    if not item.task.repeat:
        if item.state.status not in FINISHED:
            raise usage(wording.Code.NOT_FINISHED, item=item.key, task=item.task.id)
    elif item.state.status != "cancelled" and not occurrences.fate_of(document, item, entry):
        day = name_for_message(_occurrence_name(document, entry))
        raise usage(wording.Code.OCCURRENCE_OPEN, item=item.key, day=day)


def _occurrence_name(document: Document, entry: Entry) -> date | Period:
    """Return the name of an entry's occurrence, or the day of the entry if it has none."""
    number, repeat = occurrences.number_of(document, entry), document.tasks[entry.task].repeat
    if number is None or not repeat:
        return recurrence.occurrence_day(entry)
    return recurrence.name_of(repeat, number)


def _check_extension(document: Document, item: Item, entry: Entry) -> None:
    deadline = item.state.deadline
    if item.task.repeat:
        raise usage(wording.Code.EXTEND_DUTY, task=item.key)
    if deadline is None:
        raise usage(wording.Code.EXTEND_UNDATED_COMMAND, task=item.key)
    _check_unfinished(item, entry)
    if item.task.due_to == "start" and item.state.begun:
        raise usage(wording.Code.FINISHED_BEGUN, item=item.key, task=item.task.id)
    new = _extended_to(document, item, entry)
    if new is None or new.last_good_minute <= deadline.last_good_minute:
        due = deadline.ending
        raise usage(wording.Code.EXTEND_EARLIER_COMMAND, task=item.key, due=due)


def _extended_to(document: Document, item: Item, entry: Entry) -> Deadline | None:
    """Return the deadline that an extension sets."""
    return item.task.read(entry.to, document.settings.deadline_reading) if entry.to else None


def _takes_effect(document: Document, before: Item, after: Item, entry: Entry) -> bool:
    """Return whether, at the end of time, the item is in the state that the entry says."""
    if after.task.repeat:
        return _takes_effect_on_duty(document, before, after, entry)
    state = after.state
    effects = {
        "done": state.status in ("done", "done-late"),
        "reopened": state.status not in FINISHED,
        "cancelled": state.status == "cancelled",
        "extended": state.deadline == _extended_to(document, after, entry)
        and len(state.extensions) > len(before.state.extensions),  # no other extension becomes void
    }
    return effects.get(entry.mark, True)


def _takes_effect_on_duty(document: Document, before: Item, after: Item, entry: Entry) -> bool:
    if entry.mark in FATES:
        return occurrences.fate_of(document, after, entry) in FATES[entry.mark]
    if entry.mark == "cancelled":
        return after.state.status == "cancelled"
    if entry.mark == "reopened" and before.state.status == "cancelled":
        return after.state.status != "cancelled"
    return entry.mark != "reopened" or occurrences.fate_of(document, after, entry) is None


def _overruled(document: Document, item: Item, entry: Entry) -> NtmError:
    """Return the error that names the later entry or letter after which this one would count.

    If the entry would not be allowed then either, because the item was cancelled meanwhile, raise
    that error.
    """
    key = item_of(entry)
    entries = [each for each in item.entries if each.mark in _DECIDING]
    changes = timeline(entries, AmendmentIndex(document.amendments).about(key))
    change: Entry | Amendment = entry
    for change in _last_of_each_moment(changes, entry.on):
        dated = entry._replace(on=effective_moment(change))
        after = _at_the_end(document.with_entries([dated]), [key])
        if _takes_effect(document, item, after[key], dated):
            check(document, item, dated)  # do not advise what would then be refused
            return _overruled_by(change, item)
    return _overruled_by(change, item)  # unreachable: at the moment of the last change it counts


def _last_of_each_moment(
    changes: Sequence[Entry | Amendment], since: datetime
) -> list[Entry | Amendment]:
    """Return the later changes in order, only the last of each moment, as it decides."""
    by_moment = {effective_moment(change): change for change in changes}
    return [by_moment[moment] for moment in sorted(by_moment) if moment > since]


def _overruled_by(change: Entry | Amendment, item: Item) -> NtmError:
    if isinstance(change, Amendment):
        day, number = format_day(change.issued), change.number
        return usage(wording.Code.OVERRULED_LETTER, item=item.key, number=number, when=day, at=day)
    when = format_moment(change.on)
    at = when.replace(" ", "T")  # one word on a command line
    return usage(wording.Code.OVERRULED, item=item.key, when=when, at=at)
