"""What may be recorded on an item as it stands; an entry that would change nothing is refused."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping
from datetime import date
from datetime import datetime
from datetime import time

from ntmtrack.directive import dates
from ntmtrack.directive import recurrence
from ntmtrack.directive.dates import Moment
from ntmtrack.directive.log import item_of
from ntmtrack.directive.model import Document
from ntmtrack.directive.model import Entry
from ntmtrack.directive.model import MarkName
from ntmtrack.status import duties
from ntmtrack.status.evaluate import evaluate
from ntmtrack.status.items import FINISHED
from ntmtrack.status.items import Item
from ntmtrack.wording.problem import NtmError
from ntmtrack.wording.problem import usage

# Marks about one occurrence of a recurring duty, and what can become of it by each.
OCCURRENCE_MARKS: Mapping[MarkName, tuple[duties.Fate, ...]] = {
    "done": ("on_time", "late"),
    "nothing": ("nothing",),
    "excused": ("excused",),
}
_DECIDING = (*OCCURRENCE_MARKS, "reopened", "cancelled", "extended")
_LAST_MOMENT = Moment(datetime(dates.LAST_YEAR, 12, 31, 23, 59))


def occurrence(document: Document, entry: Entry) -> int | None:
    """Give the number of the occurrence that an entry belongs to; None where there is none."""
    repeat = document.tasks[entry.task].repeat
    if not repeat:
        return None
    day = entry.for_ or entry.on.date()
    return recurrence.index_of(repeat, day, document.settings.week_starts)


def fate(document: Document, item: Item, entry: Entry) -> duties.Fate | None:
    """Tell what became of the occurrence that an entry belongs to; None where nothing did."""
    index, repeat = occurrence(document, entry), item.task.repeat
    if index is None or not repeat:
        return None
    return duties.record(repeat, item.duty_log, document.settings.week_starts).fates.get(index)


def check(document: Document, item: Item, entry: Entry) -> None:
    """Refuse a mark that the item's state does not allow."""
    if entry.mark in OCCURRENCE_MARKS and item.task.repeat:
        _check_occurrence(document, item, entry)
    elif entry.mark in ("done", "started"):
        _check_unfinished(item, entry)
    elif entry.mark == "cancelled" and item.state.status == "cancelled":
        raise _finished(item)
    elif entry.mark == "extended":
        _check_extension(item, entry)
    elif entry.mark == "reopened":
        _check_reopening(document, item, entry)


def check_effect(document: Document, after: Document, entries: Iterable[Entry]) -> None:
    """Refuse entries that are dated before others which overrule them."""
    before = {item.key: item for item in evaluate(document, _LAST_MOMENT)}
    items = {item.key: item for item in evaluate(after, _LAST_MOMENT)}
    for entry in entries:
        item = items[str(item_of(entry))]
        if not _takes_effect(after, before[item.key], item, entry):
            raise _overruled(item, entry)


def _check_unfinished(item: Item, entry: Entry) -> None:
    if item.state.status in FINISHED and not _is_before_letter(item, entry):
        raise _finished(item)


def _is_before_letter(item: Item, entry: Entry) -> bool:
    """Tell whether an entry is about a day on which the letter that cancels was not there yet."""
    letter = item.state.amended_by if item.state.status == "cancelled" else None
    return letter is not None and entry.on.date() < letter.issued


def _finished(item: Item) -> NtmError:
    detail = "ended" if item.task.repeat and item.state.status != "cancelled" else item.state.status
    return usage("finished", item=item.key, task=item.task.id, detail=detail)


def _check_occurrence(document: Document, item: Item, entry: Entry) -> None:
    if item.state.status == "cancelled" and not _is_before_letter(item, entry):
        raise _finished(item)
    said = fate(document, item, entry)
    if said and (entry.mark != "done" or said in OCCURRENCE_MARKS["done"]):
        day = _occurrence_day(document, entry)
        raise usage("occurrence-done", item=item.key, day=day, detail=said)


def _check_reopening(document: Document, item: Item, entry: Entry) -> None:
    if not item.task.repeat:
        if item.state.status not in FINISHED:
            raise usage("not-finished", item=item.key, task=item.task.id)
    elif item.state.status != "cancelled" and not fate(document, item, entry):
        raise usage("occurrence-open", item=item.key, day=_occurrence_day(document, entry))


def _occurrence_day(document: Document, entry: Entry) -> str:
    """Give the day of the occurrence that an entry belongs to, or names in vain."""
    index, repeat = occurrence(document, entry), document.tasks[entry.task].repeat
    if index is None or not repeat:
        return _typed(entry.for_ or entry.on)
    return _typed(recurrence.day_of(repeat, index))


def _check_extension(item: Item, entry: Entry) -> None:
    if item.task.repeat or item.state.due is None:
        raise usage("extend-undated", task=item.key, detail="asked")
    _check_unfinished(item, entry)
    if item.task.due_to == "start" and item.state.begun:
        raise usage("finished", item=item.key, task=item.task.id, detail="begun")
    if entry.to is None or entry.to <= item.state.due:
        raise usage("extend-earlier", task=item.key, due=_typed(item.state.due), detail="asked")


def _takes_effect(document: Document, before: Item, after: Item, entry: Entry) -> bool:
    """Tell whether an entry makes of its item, seen at the end of time, what it says."""
    if after.task.repeat:
        return _settles(document, before, after, entry)
    effects = {
        "done": after.state.status in ("done", "done-late"),
        "reopened": after.state.status not in FINISHED,
        "cancelled": after.state.status == "cancelled",
        "extended": after.state.due == entry.to,
    }
    return effects.get(entry.mark, True)


def _settles(document: Document, before: Item, after: Item, entry: Entry) -> bool:
    if entry.mark in OCCURRENCE_MARKS:
        return fate(document, after, entry) in OCCURRENCE_MARKS[entry.mark]
    if entry.mark == "cancelled":
        return after.state.status == "cancelled"
    if entry.mark == "reopened" and before.state.status == "cancelled":
        return after.state.status != "cancelled"
    return entry.mark != "reopened" or fate(document, after, entry) is None


def _overruled(item: Item, entry: Entry) -> NtmError:
    later = [one.on for one in item.entries if one.mark in _DECIDING and one.on > entry.on]
    newest = max(later, default=entry.on)
    letter = item.state.amended_by
    moves = entry.mark == "extended"
    if letter and letter.issued > newest.date() and moves == (letter.due is not None):
        values = {"when": _typed(letter.issued), "at": letter.issued.isoformat()}
        return usage("overruled", item=item.key, number=letter.number, detail="letter", **values)
    day, clock = newest.date(), newest.time()
    return usage(
        "overruled",
        item=item.key,
        when=_typed(day) + (f" {clock:%H:%M}" if clock != time() else ""),
        at=day.isoformat() + (f"T{clock:%H:%M}" if clock != time() else ""),
    )


def _typed(day: date) -> str:
    """Give a day as people type it here."""
    return f"{day:%d/%m/%Y}"
