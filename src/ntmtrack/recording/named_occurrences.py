"""Which occurrence of a duty an entry is about, and when the program asks rather than guesses."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Sequence
from datetime import date
from datetime import datetime
from datetime import time
from functools import cached_property
from typing import NamedTuple

from ntmtrack import wording
from ntmtrack.directive import dates
from ntmtrack.directive import effects
from ntmtrack.directive import log
from ntmtrack.directive import recurrence
from ntmtrack.directive.dates import Moment
from ntmtrack.directive.log import ItemKey
from ntmtrack.directive.model import Document
from ntmtrack.directive.model import Entry
from ntmtrack.directive.model import MarkName
from ntmtrack.directive.model import Repeat
from ntmtrack.directive.periods import Period
from ntmtrack.directive.periods import name_for_message
from ntmtrack.status import duties
from ntmtrack.status import evaluate
from ntmtrack.status import occurrences
from ntmtrack.status.items import Item
from ntmtrack.wording.problem import Exit
from ntmtrack.wording.problem import NtmError
from ntmtrack.wording.problem import usage

# Marks about a whole duty; all others are about one occurrence of it.
_ABOUT_ALL: tuple[MarkName, ...] = ("cancelled", "extended", "reminded")
# Marks that an occurrence may get long in advance: it is not owed, or is owed after all.
_AHEAD: tuple[MarkName, ...] = ("excused", "reopened")


class KnownDuties:
    """Look up what was known about duties at the time of an entry.

    If the entry has no hour, everything recorded on the same day counts as known.
    """

    def __init__(self, document: Document, on: datetime, keys: Sequence[ItemKey]) -> None:
        self.document, self._keys = document, keys
        self._at = dates.last_minute(on.date()) if on.time() == time() else on

    @cached_property
    def _items(self) -> Mapping[str, Item]:
        items = evaluate.evaluate(self.document, Moment(self._at), evaluate.only_items(self._keys))
        return {item.key: item for item in items}

    def record_of(self, entry: Entry) -> duties.DutyRecord | None:
        """Return the record of an entry's duty; None before the letter that assigns it."""
        item = self._items.get(str(log.item_of(entry)))
        return occurrences.record_of(self.document, item) if item else None


class UnclearReport(NamedTuple):
    """Name the two occurrences that a report may be about: the missing one, and its own."""

    missing: date | Period
    own: date | Period


def find_unclear(
    known: KnownDuties, entry: Entry, typed_on: datetime | None
) -> UnclearReport | None:
    """Return the two occurrences that an unnamed report may be about; None if it is clear.

    A report belongs to the period of its day, unless the period before is still missing on that
    day. An entry dated on the very day of the deadline is clear.
    """
    document = known.document
    repeat, number = document.tasks[entry.task].repeat, occurrences.number_of(document, entry)
    if not repeat or not number or entry.mark not in recurrence.OCCURRENCE_MARKS:
        return None
    own = recurrence.day_of(repeat, number)
    if recurrence.is_daily(repeat) or (typed_on and typed_on.date() == own):
        return None
    duty = known.record_of(entry)
    if not duty or duty.is_gap(number) or duty.is_gap(number - 1) or number - 1 in duty.fates:
        return None
    return UnclearReport(recurrence.name_of(repeat, number - 1), recurrence.name_on(repeat, own))


def entries_for(known: KnownDuties, entry: Entry, names: Sequence[date | Period]) -> list[Entry]:
    """Return an entry for each named occurrence or, without names, for the one of its day.

    Two days of the same week are one occurrence.
    """
    document = known.document
    repeat = document.tasks[entry.task].repeat
    if repeat is None or (not names and _is_about_all(known, entry)):
        return [entry]
    entries = [entry._replace(for_=name) for name in names] or [entry]
    numbers = dict.fromkeys(_number(document, repeat, each) for each in entries)
    return [
        entry if number is None else entry._replace(for_=recurrence.name_of(repeat, number))
        for number in numbers
    ]


def _number(document: Document, repeat: Repeat, entry: Entry) -> int | None:
    """Return the occurrence number of an entry; refuse a day without one, or too far ahead."""
    number = occurrences.number_of(document, entry)
    week_starts = document.settings.week_starts
    if number is None:
        task = document.tasks[entry.task]
        if problem := effects.occurrence_problem(task, repeat, entry, week_starts):
            is_early = problem.code is wording.Code.NO_OCCURRENCE
            ended = wording.Code.NO_OCCURRENCE_ENDED
            code = wording.Code.NO_OCCURRENCE_EARLY if is_early else ended
            raise NtmError([problem._replace(code=code, warning=False)], Exit.USAGE)
        return None
    on = entry.on.date()
    own = recurrence.number_on(repeat, on, week_starts)
    if own is None:  # before the first, or after the last
        own = -1 if on < recurrence.first_day(repeat) else number
    last = own + 1
    if number > last and entry.mark not in _AHEAD:
        raise usage(
            wording.Code.FUTURE_DAY_REPORT,
            item=str(log.item_of(entry)),
            day=name_for_message(recurrence.name_of(repeat, number)),
            last=name_for_message(recurrence.name_of(repeat, last)),
        )
    return number


def _is_about_all(known: KnownDuties, entry: Entry) -> bool:
    """Return whether an entry is about the whole duty, such as reopening a cancelled one."""
    if entry.mark != "reopened":
        return entry.mark in _ABOUT_ALL
    duty = known.record_of(entry)
    return duty is not None and duty.cancelled_from is not None
