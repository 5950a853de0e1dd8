"""The sections of the weekly report, in the office's order."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from ntmtrack.directive import alphabet
from ntmtrack.directive.model import Document
from ntmtrack.reports import json_data
from ntmtrack.reports import json_values
from ntmtrack.reports.item_words import as_sentence
from ntmtrack.reports.item_words import items_words
from ntmtrack.reports.register import tally_data
from ntmtrack.reports.report_head import as_of
from ntmtrack.reports.report_head import document_kind
from ntmtrack.reports.report_head import left_out_notes
from ntmtrack.reports.report_head import scope
from ntmtrack.reports.sentences import sentences
from ntmtrack.reports.sentences import subject
from ntmtrack.reports.tables import Block
from ntmtrack.reports.tables import Bullets
from ntmtrack.reports.tables import Paragraph
from ntmtrack.reports.tables import Section
from ntmtrack.reports.weekly.results import bullets
from ntmtrack.reports.weekly.results import results
from ntmtrack.reports.weekly.week import DutyWeek
from ntmtrack.reports.weekly.week import ItemEntry
from ntmtrack.reports.weekly.week import Obstacle
from ntmtrack.reports.weekly.week import WeeklyReport
from ntmtrack.status.items import Item
from ntmtrack.status.view import by_owner
from ntmtrack.status.view import by_village
from ntmtrack.status.view import completion_rate
from ntmtrack.status.view import update_rate
from ntmtrack.wording.words import MARKS
from ntmtrack.wording.words import Words

if TYPE_CHECKING:
    from ntmtrack.reports.schema.json_periodic import DutyWeekData
    from ntmtrack.reports.schema.json_periodic import SeveralWeeklyReportData
    from ntmtrack.reports.schema.json_periodic import WeeklyFields
    from ntmtrack.reports.schema.json_periodic import WeeklyReportData


def blocks(report: WeeklyReport, words: Words) -> list[Block]:
    """Build the report for people."""
    return [
        Paragraph(_title(report, words), "title"),
        *scope(report.view.selection, report.view.document, words),
        *left_out_notes(report.view, words),
        *body(report, words),
        Paragraph(""),
        *footnotes(report, words),
    ]


def _title(report: WeeklyReport, words: Words) -> str:
    directive = report.view.document.directive
    start, end = words.day(report.week.start), words.day(report.week.end)
    if report.view.several:
        return words.plural(
            "Weekly report on {count} directive: {start} to {end}",
            "Weekly report on {count} directives: {start} to {end}",
            len(report.parts),
            start=start,
            end=end,
        )
    return words.say(
        "Weekly report on {kind} {number} of {issued}: {start} to {end}",
        kind=document_kind(directive.number, words),
        number=directive.number,
        issued=words.day(directive.issued),
        start=start,
        end=end,
    )


def body(report: WeeklyReport, words: Words) -> list[Block]:
    """Return the sections of the report; an empty one says that there is nothing."""
    document = report.view.document
    return [
        Section(words.say("Results of the week")),
        *results(report, words),
        Section(words.say("Shortcomings and their causes")),
        *_shortcomings(report, words),
        Section(words.say("Obstacles")),
        *bullets([_obstacle(obstacle, document, words) for obstacle in report.obstacles], words),
        Section(words.say("Work for next week")),
        *_next_week(report, words),
        *_added_later(report, words),
    ]


def _shortcomings(report: WeeklyReport, words: Words) -> list[Block]:
    document = report.view.document
    new = {item.key for item in report.newly_overdue}
    still = [item for item in report.overdue if item.key not in new]
    return [
        Section(words.say("Newly overdue"), 2),
        *bullets(sentences(report.newly_overdue, document, words, obstacles="cause"), words),
        Section(words.say("Still overdue"), 2),
        *bullets(sentences(still, document, words, obstacles="cause"), words),
        Section(words.say("No update for 7 days or more"), 2),
        *bullets(_silent_owners(report.no_update, words), words),
    ]


def _silent_owners(items: Iterable[Item], words: Words) -> list[str]:
    """Return each silent owner with the number of items: a list of the items would be long."""
    items_by_owner: dict[str, list[Item]] = {}
    for item in items:
        for owner in item.owners:
            items_by_owner.setdefault(owner.name, []).append(item)
    return [
        f"{name}: {items_words(items_by_owner[name], words)}."
        for name in sorted(items_by_owner, key=alphabet.dictionary_key)
    ]


def _next_week(report: WeeklyReport, words: Words) -> list[Block]:
    document = report.view.document
    events = [
        f"{event.name}: {words.day(event.date)}" for event in report.next_events if event.date
    ]
    return [
        Section(words.say("Tasks due"), 2),
        *bullets(sentences(report.next_due, document, words), words),
        Section(words.say("Tasks to begin"), 2),
        *bullets(sentences(report.next_starting, document, words), words),
        Section(words.say("Events"), 2),
        *bullets(events, words),
    ]


def _obstacle(obstacle: Obstacle, document: Document, words: Words) -> str:
    text = words.say(
        "{day}: {about}. {note}",
        day=words.when(obstacle.entry.on),
        about=subject([obstacle.item], document, words),
        note=as_sentence(obstacle.entry.note or ""),
    )
    if obstacle.solved:
        text += " " + words.say("Solved on {day}.", day=words.when(obstacle.solved))
    return text


def _added_later(report: WeeklyReport, words: Words) -> list[Block]:
    if not report.added_later:
        return []
    document = report.view.document
    return [
        Section(words.say("Recorded this week about earlier days")),
        Bullets([_added_entry(added, document, words) for added in report.added_later]),
    ]


def _added_entry(added: ItemEntry, document: Document, words: Words) -> str:
    entry = added.entry
    text = words.say(
        "{day}: {about}: {mark}.",
        day=words.when(entry.on),
        about=subject([added.item], document, words),
        mark=words.say(MARKS[entry.mark]),
    )
    note = words.say("Note: {note}", note=as_sentence(entry.note)) if entry.note else ""
    return f"{text} {note}".rstrip()


def footnotes(report: WeeklyReport, words: Words) -> list[Block]:
    """Return the moment of the figures, and how deadlines are read."""
    readings = {part.document.settings.deadline_reading for part in report.view.parts}
    reading = (
        words.say("“before” a day is read as each file defines it")
        if len(readings) > 1
        else words.say("“before” a day excludes that day: overdue from that day on")
        if "strict" in readings
        else words.say("“before” a day includes that day: overdue from the day after")
    )
    moment = as_of(report.view.moment, words)
    text = words.say("Figures {as_of}; {reading}.", as_of=moment, reading=reading)
    return [Paragraph(text, "quiet")]


def data(report: WeeklyReport, words: Words) -> WeeklyReportData | SeveralWeeklyReportData:
    """Return the report as data."""
    view = report.view
    if view.several:
        return {
            "schema": json_values.SCHEMA,
            "report": "weekly",
            **json_values.joint_head(view.several, view, words),
            **_fields(report),
            "items": json_data.joint_items(view.items, view, words),
        }
    return {
        "schema": json_values.SCHEMA,
        "report": "weekly",
        **json_values.head(view, words),
        **_fields(report),
        "items": json_data.items(view.items, view, words),
    }


def _fields(report: WeeklyReport) -> WeeklyFields:
    view, week, previous = report.view, report.week, report.previous
    return {
        "week": {"start": json_values.day(week.start), "end": json_values.day(week.end)},
        "previous_counts": json_values.counts(previous.counts) if previous else None,
        "done": json_data.keys(report.done),
        "started": json_data.keys(report.started),
        "changed": json_data.keys(report.changed),
        "newly_overdue": json_data.keys(report.newly_overdue),
        "overdue": json_data.keys(report.overdue),
        "next_week": json_data.keys([*report.next_due, *report.next_starting]),
        "next_events": [event.id for event in report.next_events],
        "no_update": json_data.keys(report.no_update),
        "obstacles": json_data.keys(obstacle.item for obstacle in report.obstacles),
        "added_later": json_data.keys(added.item for added in report.added_later),
        "by_village": json_values.by_village(by_village(view.items, view.document)),
        "by_owner": json_values.by_owner(by_owner(view.items)),
        "duties": [_duty_data(duty) for duty in report.duties],
        "completion_rate": completion_rate(view.items).share,
        "update_rate": update_rate(view.items, view.moment).share,
    }


def _duty_data(duty: DutyWeek) -> DutyWeekData:
    return {
        "key": duty.item.key,
        **tally_data(duty.occurrences),
        "missing_days": [json_values.day(day) for day in duty.missing_days],
        "late_arrivals": [
            {"day": json_values.day(arrival.day), "outcome": arrival.outcome}
            for arrival in duty.arrivals
        ],
    }
