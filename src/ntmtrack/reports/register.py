"""The register of recurring duties: each occurrence, who reported, and what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from datetime import timedelta
from typing import TYPE_CHECKING
from typing import NamedTuple

from ntmtrack.directive import recurrence
from ntmtrack.directive.model import Document
from ntmtrack.directive.model import Repeat
from ntmtrack.directive.periods import name_of
from ntmtrack.reports import json_values
from ntmtrack.reports.entry_words import period_words
from ntmtrack.reports.item_words import lead_names
from ntmtrack.reports.item_words import list_names
from ntmtrack.reports.report_head import head
from ntmtrack.reports.sentences import cite
from ntmtrack.reports.tables import Block
from ntmtrack.reports.tables import Cell
from ntmtrack.reports.tables import Column
from ntmtrack.reports.tables import Paragraph
from ntmtrack.reports.tables import Role
from ntmtrack.reports.tables import Table
from ntmtrack.status.items import Item
from ntmtrack.status.items import directive_of
from ntmtrack.status.occurrences import Occurrence
from ntmtrack.status.occurrences import Outcome
from ntmtrack.status.occurrences import Span
from ntmtrack.status.occurrences import occurrences
from ntmtrack.status.occurrences import tally
from ntmtrack.status.view import View
from ntmtrack.wording.words import N_
from ntmtrack.wording.words import NP_
from ntmtrack.wording.words import Words

if TYPE_CHECKING:
    from ntmtrack.reports.schema.json_parts import TallyData
    from ntmtrack.reports.schema.json_periodic import RegisterData
    from ntmtrack.reports.schema.json_periodic import RegisterEntryData
    from ntmtrack.reports.schema.json_periodic import RegisterFields
    from ntmtrack.reports.schema.json_periodic import RegisterReportData
    from ntmtrack.reports.schema.json_periodic import SeveralRegisterReportData

STRIP_DAYS = 14
_YEAR = 365  # days in the strip of a duty with periods of a month or longer
_OUTCOMES: dict[Outcome, str] = {
    "on_time": N_("on time"),
    "late": N_("late"),
    "missing": N_("missing"),
    "nothing": N_("nothing to report"),
    "excused": N_("excused"),
    "pending": N_("not due yet"),
}
_STRIP = "strip"
_SIGNS: dict[Outcome, str] = {
    "on_time": NP_("strip", "O"),
    "late": NP_("strip", "L"),
    "missing": NP_("strip", "M"),
    "nothing": NP_("strip", "N"),
    "excused": NP_("strip", "E"),
    "pending": NP_("strip", "-"),
}
OUTCOME_ROLES: dict[Outcome, Role] = {"on_time": "good", "late": "warn", "missing": "bad"}


class DutyRegister(NamedTuple):
    """Store one duty's occurrences: those of the span, and the last days' for the strip."""

    item: Item
    occurrences: Sequence[Occurrence]
    strip: Sequence[Occurrence]
    strip_days: int = STRIP_DAYS


class RegisterReport(NamedTuple):
    """Collect the register of every recurring duty of a view."""

    view: View
    span: Span
    duties: Sequence[DutyRegister]


def make(view: View, span: Span | None, tasks: frozenset[str]) -> RegisterReport:
    """Collect the occurrences of a span; no tasks means every recurring duty.

    A span that reaches the moment's day includes every report that came early. The default span is
    the last fourteen days, or a year if a report is on a month or longer.
    """
    duties = [
        _duty(part, item, item.task.repeat, span)
        for part in view.parts
        for item in part.items
        if item.task.repeat and (not tasks or item.task.id in tasks)
    ]
    longest = max((duty.strip_days for duty in duties), default=STRIP_DAYS)
    return RegisterReport(view, span or _last_days(view, longest), duties)


def _duty(view: View, item: Item, repeat: Repeat, span: Span | None) -> DutyRegister:
    days = _YEAR if recurrence.has_long_periods(repeat) else STRIP_DAYS
    recent_span, starts = _last_days(view, days), view.document.settings.week_starts
    shown_span = span or recent_span
    reach = shown_span._replace(last=date.max) if shown_span.last >= view.moment.day else shown_span
    return DutyRegister(
        item,
        occurrences(item, starts, reach, view.moment),
        occurrences(item, starts, recent_span, view.moment),
        days,
    )


def _last_days(view: View, days: int) -> Span:
    return Span(view.moment.day - timedelta(days=days - 1), view.moment.day)


def blocks(report: RegisterReport, words: Words) -> list[Block]:
    """Build the report for people."""
    blocks = head(report.view, words)
    if not report.duties:
        return [*blocks, Paragraph(words.say("No recurring duty is selected."))]
    with_reports = [duty for duty in report.duties if duty.occurrences]
    if not with_reports:
        return [*blocks, Paragraph(words.say("No report falls due on these days."), "quiet")]
    for duty in with_reports:
        blocks += _duty_blocks(duty, report.view, words)
    signs = "; ".join(
        f"{words.say_in(_STRIP, sign)} = {outcome_words(outcome, words)}"
        for outcome, sign in _SIGNS.items()
    )
    return [*blocks, Paragraph(words.say("Legend: {legend}.", legend=signs), "quiet")]


def _duty_blocks(duty: DutyRegister, view: View, words: Words) -> list[Block]:
    signs = "".join(words.say_in(_STRIP, _SIGNS[occurrence.outcome]) for occurrence in duty.strip)
    day = words.day(view.moment.day)
    text = N_("Last {days} days, up to {day}: {strip}")
    if duty.strip_days == _YEAR:
        text = N_("Last twelve months, up to {day}: {strip}")
    strip_text = signs or words.say("no report falls due")
    strip = words.say(text, days=duty.strip_days, day=day, strip=strip_text)
    return [
        _table(f"{cite(duty.item, words)} [{duty.item.own_key}]", duty, words),
        Paragraph(totals(duty.occurrences, words)),
        Paragraph(strip),
        *_missing_today(duty, view, words),
    ]


def outcome_words(outcome: Outcome, words: Words) -> str:
    """Return the outcome of an occurrence in words."""
    return words.say(_OUTCOMES[outcome])


def totals(occurrences: Sequence[Occurrence], words: Words) -> str:
    """Return how many reports were expected, and their outcomes."""
    counts = tally(occurrences)
    expected = len(occurrences) - counts.pop("pending")
    parts = ", ".join(
        f"{outcome_words(outcome, words)} {number}" for outcome, number in counts.items()
    )
    return words.say("Expected {expected}: {totals}.", expected=expected, totals=parts)


def _missing_today(duty: DutyRegister, view: View, words: Words) -> list[Block]:
    """Return who owes the report of the moment's day, once its time has passed."""
    item, today = duty.item, view.moment.day
    due_today = [occurrence for occurrence in duty.strip if occurrence.day == today]
    if not any(occurrence.outcome == "missing" for occurrence in due_today):
        return []
    values = {"task": cite(item, words), "owner": lead_names(item, ", ")}
    return [Paragraph(words.say("Missing today: {task}; {owner}.", **values), "bad")]


def _table(title: str, duty: DutyRegister, words: Words) -> Table:
    columns = [
        Column(words.say("Day")),
        *([Column(words.say("Period"))] if _is_named_by_period(duty) else []),
        Column(words.say("Report"), wraps=True),
        Column(words.say("By"), wraps=True),
        Column(words.say("Evidence"), wraps=True),
        Column(words.say("Note"), wraps=True),
    ]
    rows = [_row(duty.item, occurrence, words) for occurrence in duty.occurrences]
    return Table(title, columns, rows)


def _is_named_by_period(duty: DutyRegister) -> bool:
    return any(occurrence.period for occurrence in duty.occurrences)


def _row(item: Item, occurrence: Occurrence, words: Words) -> Sequence[Cell]:
    entry = occurrence.entry
    return (
        Cell(occurrence.day),
        *([Cell(period_words(occurrence.period, words))] if occurrence.period else []),
        Cell(lateness_words(occurrence, words), OUTCOME_ROLES.get(occurrence.outcome, "plain")),
        Cell((entry and entry.by) or ""),
        Cell(_evidence(item, occurrence, words)),
        Cell((entry and entry.note) or ""),
    )


def lateness_words(occurrence: Occurrence, words: Words) -> str:
    """Return the outcome of an occurrence; for a late one, how late it was."""
    days, minutes = occurrence.days_late, occurrence.minutes_late
    if days:
        return words.plural("{count} day late", "{count} days late", days)
    if minutes:
        return words.plural("{count} minute late", "{count} minutes late", minutes)
    return outcome_words(occurrence.outcome, words)


def _evidence(item: Item, occurrence: Occurrence, words: Words) -> str:
    """Return the evidence of a report, or that it lacks the evidence that it must carry."""
    entry = occurrence.entry
    if entry and entry.evidence:
        return list_names(entry.evidence)
    return words.say("none (missing)") if _lacks_evidence(item, occurrence) else ""


def _lacks_evidence(item: Item, occurrence: Occurrence) -> bool:
    evidence = occurrence.entry and occurrence.entry.evidence
    return bool(item.task.evidence and occurrence.outcome in ("on_time", "late") and not evidence)


def data(report: RegisterReport, words: Words) -> RegisterReportData | SeveralRegisterReportData:
    """Return the report as data."""
    view, span = report.view, report.span
    fields: RegisterFields = {
        "span": {"from": json_values.day(span.first), "to": json_values.day(span.last)},
        "registers": [_duty_data(duty, view.document) for duty in report.duties],
    }
    if view.several:
        head = json_values.joint_head(view.several, view, words)
        return {"schema": json_values.SCHEMA, "report": "register", **head, **fields}
    return {
        "schema": json_values.SCHEMA,
        "report": "register",
        **json_values.head(view, words),
        **fields,
    }


def _duty_data(duty: DutyRegister, document: Document) -> RegisterData:
    return {
        "key": duty.item.key,
        "directive": directive_of(duty.item, document).number,
        **tally_data(duty.occurrences),
        "occurrences": [_occurrence_data(duty.item, occurrence) for occurrence in duty.occurrences],
        "last_days": [
            {"day": json_values.day(occurrence.day), "outcome": occurrence.outcome}
            for occurrence in duty.strip
        ],
    }


def _occurrence_data(item: Item, occurrence: Occurrence) -> RegisterEntryData:
    entry = occurrence.entry
    return {
        "day": json_values.day(occurrence.day),
        "name": name_of(occurrence.period or occurrence.day),
        "outcome": occurrence.outcome,
        "minutes_late": occurrence.minutes_late,
        "days_late": occurrence.days_late,
        "on": json_values.when(entry.on) if entry else None,
        "by": entry.by if entry else None,
        "evidence": list(entry.evidence) if entry else [],
        "evidence_missing": _lacks_evidence(item, occurrence),
    }


def tally_data(occurrences: Sequence[Occurrence]) -> TallyData:
    """Count the outcomes of occurrences; those that are not due yet are not expected."""
    counts = tally(occurrences)
    return {
        "expected": len(occurrences) - counts["pending"],
        "on_time": counts["on_time"],
        "late": counts["late"],
        "missing": counts["missing"],
        "nothing": counts["nothing"],
        "excused": counts["excused"],
    }
