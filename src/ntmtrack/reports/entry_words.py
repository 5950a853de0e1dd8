"""Entries of the log in words, and the periods and recurrences of duties."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Sequence
from datetime import date

from ntmtrack.directive import recurrence
from ntmtrack.directive.deadlines import DueIs
from ntmtrack.directive.model import LAST
from ntmtrack.directive.model import Document
from ntmtrack.directive.model import Entry
from ntmtrack.directive.model import NamedDay
from ntmtrack.directive.model import Repeat
from ntmtrack.directive.model import Rule
from ntmtrack.directive.periods import MONTHS
from ntmtrack.directive.periods import Period
from ntmtrack.directive.periods import PeriodName
from ntmtrack.reports.deadline_words import end_words
from ntmtrack.reports.item_words import list_names
from ntmtrack.reports.measure_words import amount_words
from ntmtrack.status import occurrences
from ntmtrack.status.evaluate import owner_of
from ntmtrack.wording.words import MARKS
from ntmtrack.wording.words import N_
from ntmtrack.wording.words import WEEKDAYS
from ntmtrack.wording.words import Words

_EVERY: Mapping[PeriodName, str] = {
    "week": N_("every week on {days}"),
    "month": N_("every month on {days}"),
    "quarter": N_("every quarter on {days}"),
    "half-year": N_("every half-year on {days}"),
    "year": N_("every year on {days}"),
}
_BEFORE: Mapping[PeriodName, str] = {
    "week": N_("every week before {days}"),
    "month": N_("every month before {days}"),
    "quarter": N_("every quarter before {days}"),
    "half-year": N_("every half-year before {days}"),
    "year": N_("every year before {days}"),
}
_LAST_DAYS: Mapping[PeriodName, str] = {
    "month": N_("the last day of the month"),
    "quarter": N_("the last day of the quarter"),
    "half-year": N_("the last day of the half-year"),
    "year": N_("the last day of the year"),
}
_IN_PERIOD: Mapping[PeriodName, str] = {
    "month": N_("day {day}"),
    "quarter": N_("day {day} of month {place}"),
    "half-year": N_("day {day} of month {place}"),
    "year": N_("{day}/{month}"),
}
_NEXT: Mapping[PeriodName, str] = {
    "month": N_("day {day} of the following month"),
    "quarter": N_("day {day} of the month following the quarter"),
    "half-year": N_("day {day} of the month following the half-year"),
    "year": N_("day {day} of the following January"),
}


def entry_words(entry: Entry, document: Document, words: Words, *, fate: str = "") -> str:
    """Return what an entry records: its mark, its day, its fate in the log, and its figures."""
    text = words.say(MARKS[entry.mark])
    if entry.to:
        text += words.say(" to {day}", day=end_words(entry.to, words))
    if name := _occurrence(entry, document, words):
        text += words.say(" for {day}", day=name)
    village = document.villages.get(entry.village) if entry.village else None
    details = [
        fate,
        list_names(owner_of(document.owners[id_], village).name for id_ in entry.whom),
        *(
            amount_words(measure, entry.amounts[measure.id], words)
            for measure in document.tasks[entry.task].measures
            if measure.id in entry.amounts
        ),
    ]
    known = "; ".join(filter(None, details))
    return f"{text} ({known})" if known else text


def _occurrence(entry: Entry, document: Document, words: Words) -> str | None:
    """Return the occurrence that an entry is about, unless it is the entry's own day."""
    repeat, number = document.tasks[entry.task].repeat, occurrences.number_of(document, entry)
    if not repeat or number is None:
        return None
    if not (entry.for_ or entry.mark in recurrence.OCCURRENCE_MARKS):
        return None
    day = recurrence.day_of(repeat, number)
    if day == entry.on.date():
        return None
    return occurrence_words(day, recurrence.period_on(repeat, day), words)


def period_words(period: Period, words: Words) -> str:
    """Return the name of a period: tháng 11/2025, quý IV/2025, 6 tháng đầu năm 2025, năm 2025."""
    return words.period(*period.named_period)


def occurrence_words(day: date, period: Period | None, words: Words) -> str:
    """Return the name of an occurrence: its period's if it goes by that, else its day."""
    return period_words(period, words) if period else words.day(day)


def recurrence_words(repeat: Repeat, due_is: DueIs, words: Words) -> str:
    """Return how a duty recurs, rule by rule: on the days that the letter sets, or before them."""
    return "; ".join(_rule(rule, due_is, words) for rule in repeat.rules)


def _rule(rule: Rule, due_is: DueIs, words: Words) -> str:
    every = words.say("every day")
    if rule.every != "day":
        days = [_named_day(named_day, rule.every, words) for named_day in rule.on]
        texts = _BEFORE if due_is == "before" else _EVERY
        every = words.say(texts[rule.every], days=_list(days, words))
    if rule.every in MONTHS and rule.names_no_day:
        every += words.say(" (the letter names no day)")
    at = words.say(", by {time}", time=f"{rule.at:%H:%M}") if rule.at else ""
    from_ = words.say(", from {day}", day=words.day(rule.from_))
    until = words.say(" to {day}", day=words.day(rule.until)) if rule.until else ""
    return every + at + from_ + until


def _named_day(named_day: NamedDay, every: PeriodName, words: Words) -> str:
    month, day = named_day
    if every == "week":
        return words.say(WEEKDAYS[day])
    if day == LAST:
        return words.say(_LAST_DAYS[every])
    text = _IN_PERIOD[every] if month <= MONTHS[every] else _NEXT[every]
    return words.say(text, day=f"{day:02d}", month=f"{month:02d}", place=month)


def _list(texts: Sequence[str], words: Words) -> str:
    *others, last = texts
    return words.say("{first} and {last}", first=", ".join(others), last=last) if others else last
