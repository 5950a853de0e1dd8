"""The weekly report laid out in the office's order."""

from __future__ import annotations

from collections.abc import Iterable

from ntmtrack.directive import names
from ntmtrack.directive.model import Document
from ntmtrack.reports import json_data
from ntmtrack.reports.directive_kind import kind
from ntmtrack.reports.json_data import Json
from ntmtrack.reports.scope import scope
from ntmtrack.reports.sentences import sentences
from ntmtrack.reports.sentences import subject
from ntmtrack.reports.tables import Block
from ntmtrack.reports.tables import Bullets
from ntmtrack.reports.tables import Line
from ntmtrack.reports.tables import Section
from ntmtrack.reports.views import as_of
from ntmtrack.reports.weekly.results import blocks as results
from ntmtrack.reports.weekly.results import listed
from ntmtrack.reports.weekly.week import Duty
from ntmtrack.reports.weekly.week import Said
from ntmtrack.reports.weekly.week import WeeklyReport
from ntmtrack.status.items import Item
from ntmtrack.status.occurrences import tally
from ntmtrack.wording.words import MARKS
from ntmtrack.wording.words import Words


def blocks(report: WeeklyReport, words: Words) -> list[Block]:
    """Lay the report out for reading."""
    title = Line(_title(report, words), "title")
    left = scope(report.view.selection, report.view.document, words)
    return [title, *left, *body(report, words), Line(""), *footnotes(report, words)]


def _title(report: WeeklyReport, words: Words) -> str:
    directive = report.view.document.directive
    return words.say(
        "Weekly report on {kind} {number} of {issued}: {start} to {end}",
        kind=kind(directive.number, words),
        number=directive.number,
        issued=words.day(directive.issued),
        start=words.day(report.week.start),
        end=words.day(report.week.end),
    )


def body(report: WeeklyReport, words: Words) -> list[Block]:
    """Give the sections of the report, each with what there is to say or that there is nothing."""
    document = report.view.document
    return [
        Section(words.say("Results of the week")),
        *results(report, words),
        Section(words.say("Shortcomings and their causes")),
        *_shortcomings(report, words),
        Section(words.say("Obstacles")),
        *listed([_obstacle(one, document, words) for one in report.obstacles], words),
        Section(words.say("Work of the next week")),
        *_next(report, words),
        *_added_later(report, words),
    ]


def _shortcomings(report: WeeklyReport, words: Words) -> list[Block]:
    document = report.view.document
    new = {item.key for item in report.newly_overdue}
    still = [item for item in report.overdue if item.key not in new]
    return [
        Section(words.say("Newly overdue"), 2),
        *listed(sentences(report.newly_overdue, document, words, causes=True), words),
        Section(words.say("Still overdue"), 2),
        *listed(sentences(still, document, words, causes=True), words),
        Section(words.say("No update for more than 7 days"), 2),
        *listed(_silent(report.no_update, words), words),
    ]


def _silent(items: Iterable[Item], words: Words) -> list[str]:
    """Name who has been silent, and how many items of each: the list of items would be long."""
    counts: dict[str, int] = {}
    for item in items:
        counts[item.lead.name] = counts.get(item.lead.name, 0) + 1
    return [
        words.plural("{name}: {count} item.", "{name}: {count} items.", count, name=name)
        for name, count in sorted(counts.items(), key=lambda pair: names.order(pair[0]))
    ]


def _next(report: WeeklyReport, words: Words) -> list[Block]:
    document = report.view.document
    events = [
        f"{event.name}: {words.day(event.date)}" for event in report.next_events if event.date
    ]
    return [
        Section(words.say("Tasks due"), 2),
        *listed(sentences(report.next_due, document, words), words),
        Section(words.say("Tasks to begin"), 2),
        *listed(sentences(report.next_starting, document, words), words),
        Section(words.say("Events"), 2),
        *listed(events, words),
    ]


def _obstacle(said: Said, document: Document, words: Words) -> str:
    day, about = words.when(said.entry.on), subject([said.item], document, words)
    return words.say("{day}: {about}. {note}", day=day, about=about, note=said.entry.note or "")


def _added_later(report: WeeklyReport, words: Words) -> list[Block]:
    if not report.added_later:
        return []
    document = report.view.document
    return [
        Section(words.say("Recorded this week about earlier days")),
        Bullets([_added(one, document, words) for one in report.added_later]),
    ]


def _added(said: Said, document: Document, words: Words) -> str:
    entry = said.entry
    text = words.say(
        "{day}: {about}: {mark}.",
        day=words.when(entry.on),
        about=subject([said.item], document, words),
        mark=words.say(MARKS[entry.mark]),
    )
    note = words.say("Note: {note}", note=entry.note) if entry.note else ""
    return f"{text} {note}".rstrip()


def footnotes(report: WeeklyReport, words: Words) -> list[Block]:
    """Say the moment and the reading of deadlines that the figures rest on."""
    strict = report.view.document.settings.deadline_reading == "strict"
    reading = (
        words.say("“before” a day excludes that day: overdue from that day on")
        if strict
        else words.say("“before” a day includes that day: overdue from the day after")
    )
    moment = as_of(report.view.moment, words)
    return [Line(words.say("Figures {as_of}; {reading}.", as_of=moment, reading=reading), "quiet")]


def data(report: WeeklyReport, words: Words) -> dict[str, Json]:
    """Give the report as data."""
    view = report.view
    coming = [*report.next_due, *report.next_starting]
    return json_data.report(
        "weekly",
        view,
        words,
        week={"start": report.week.start.isoformat(), "end": report.week.end.isoformat()},
        previous_counts=report.previous.counts._asdict() if report.previous else None,
        done=_keys(report.done),
        started=_keys(report.started),
        newly_overdue=_keys(report.newly_overdue),
        overdue=_keys(report.overdue),
        next_week=_keys(coming),
        next_events=[event.id for event in report.next_events],
        no_update=_keys(report.no_update),
        obstacles=_keys(said.item for said in report.obstacles),
        added_later=_keys(said.item for said in report.added_later),
        by_village=json_data.counted("village", report.by_village),
        by_owner=json_data.counted("owner", report.by_owner),
        duties=[_duty_data(duty) for duty in report.duties],
        completion_rate=report.completion_rate,
        update_rate=report.update_rate,
        items=json_data.items(view.items, view, words),
    )


def _keys(items: Iterable[Item]) -> list[Json]:
    return list(dict.fromkeys(item.key for item in items))


def _duty_data(duty: Duty) -> dict[str, Json]:
    found = tally(duty.occurrences)
    return {
        "key": duty.item.key,
        "expected": len(duty.occurrences) - found["pending"],
        **{name: number for name, number in found.items() if name != "pending"},
        "missing_days": [
            one.day.isoformat() for one in duty.occurrences if one.outcome == "missing"
        ],
    }
