"""The register of recurring duties: each occurrence, who reported, and what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import NamedTuple

from ntmtrack.reports import json_data
from ntmtrack.reports.json_data import Json
from ntmtrack.reports.sentences import cited
from ntmtrack.reports.tables import Block
from ntmtrack.reports.tables import Cell
from ntmtrack.reports.tables import Column
from ntmtrack.reports.tables import Line
from ntmtrack.reports.tables import Role
from ntmtrack.reports.tables import Table
from ntmtrack.reports.views import View
from ntmtrack.reports.views import head
from ntmtrack.status.items import Item
from ntmtrack.status.occurrences import Occurrence
from ntmtrack.status.occurrences import Outcome
from ntmtrack.status.occurrences import Span
from ntmtrack.status.occurrences import occurrences
from ntmtrack.status.occurrences import tally
from ntmtrack.wording.words import N_
from ntmtrack.wording.words import NP_
from ntmtrack.wording.words import Words

STRIP = "strip"
STRIP_DAYS = 14
OUTCOMES: dict[Outcome, str] = {
    "on_time": N_("on time"),
    "late": N_("late"),
    "missing": N_("missing"),
    "nothing": N_("nothing to report"),
    "excused": N_("excused"),
    "pending": N_("not due yet"),
}
SIGNS: dict[Outcome, str] = {
    "on_time": NP_("strip", "O"),
    "late": NP_("strip", "L"),
    "missing": NP_("strip", "M"),
    "nothing": NP_("strip", "N"),
    "excused": NP_("strip", "E"),
    "pending": NP_("strip", "-"),
}
ROLES: dict[Outcome, Role] = {"on_time": "good", "late": "warn", "missing": "bad"}


class Register(NamedTuple):
    """Hold one duty: the occurrences of the span, and those of the last fourteen days."""

    item: Item
    occurrences: Sequence[Occurrence]
    strip: Sequence[Occurrence]


class RegisterReport(NamedTuple):
    """Hold the register of every recurring duty of a view."""

    view: View
    span: Span
    registers: Sequence[Register]


def make(view: View, span: Span, tasks: frozenset[str]) -> RegisterReport:
    """Gather the occurrences of a span; no tasks means every recurring duty."""
    starts = view.document.settings.week_starts
    recent = Span(view.moment.day - timedelta(days=STRIP_DAYS - 1), view.moment.day)
    return RegisterReport(
        view,
        span,
        [
            Register(
                item,
                occurrences(item, starts, span, view.moment),
                occurrences(item, starts, recent, view.moment),
            )
            for item in view.items
            if item.task.repeat and (not tasks or item.task.id in tasks)
        ],
    )


def blocks(report: RegisterReport, words: Words) -> list[Block]:
    """Lay the report out."""
    found = head(report.view, words)
    if not report.registers:
        return [*found, Line(words.say("No recurring duty is selected."))]
    for register in report.registers:
        found += _register(register, report, words)
    signs = "; ".join(
        f"{words.say_in(STRIP, SIGNS[outcome])} = {words.say(OUTCOMES[outcome])}"
        for outcome in OUTCOMES
    )
    return [*found, Line(words.say("Legend: {legend}.", legend=signs), "quiet")]


def _register(register: Register, report: RegisterReport, words: Words) -> list[Block]:
    signs = "".join(words.say_in(STRIP, SIGNS[one.outcome]) for one in register.strip)
    day = words.day(report.view.moment.day)
    strip = words.say(
        "Last {days} days, up to {day}: {strip}", days=STRIP_DAYS, day=day, strip=signs or "–"
    )
    return [
        *_occurrences(register, words),
        Line(totals(register.occurrences, words)),
        Line(strip),
        *_missing_today(register, report.view, words),
    ]


def totals(occurrences: Sequence[Occurrence], words: Words) -> str:
    """Say how many reports were expected, and what became of them."""
    counts = tally(occurrences)
    expected = len(occurrences) - counts.pop("pending")
    parts = ", ".join(f"{words.say(OUTCOMES[one])} {number}" for one, number in counts.items())
    return words.say("Expected {expected}: {totals}.", expected=expected, totals=parts)


def _missing_today(register: Register, view: View, words: Words) -> list[Block]:
    """Name who owes the report of the moment's day, once its time has passed."""
    item, today = register.item, view.moment.day
    if not any(one.day == today and one.outcome == "missing" for one in register.strip):
        return []
    values = {"task": cited(item, words), "owner": item.lead.name}
    return [Line(words.say("Missing today: {task}; {owner}.", **values), "bad")]


def _occurrences(register: Register, words: Words) -> list[Block]:
    if register.occurrences:
        return [_table(register, words)]
    title = Line(_title(register, words), "title")
    return [Line(""), title, Line(words.say("No report falls in these days."), "quiet")]


def _title(register: Register, words: Words) -> str:
    return f"{register.item.key}: {cited(register.item, words)}"


def _table(register: Register, words: Words) -> Table:
    return Table(
        _title(register, words),
        [
            Column(words.say("Day")),
            Column(words.say("Report"), wraps=True),
            Column(words.say("By"), wraps=True),
            Column(words.say("Evidence"), wraps=True),
            Column(words.say("Note"), wraps=True),
        ],
        [
            (
                Cell(one.day),
                Cell(_outcome(one, words), ROLES.get(one.outcome, "plain")),
                Cell((one.entry and one.entry.by) or ""),
                Cell(evidence(register.item, one, words)),
                Cell((one.entry and one.entry.note) or ""),
            )
            for one in register.occurrences
        ],
    )


def _outcome(one: Occurrence, words: Words) -> str:
    if one.days_late:
        return words.plural("{count} day late", "{count} days late", one.days_late)
    if one.minutes_late:
        return words.plural("{count} minute late", "{count} minutes late", one.minutes_late)
    return words.say(OUTCOMES[one.outcome])


def evidence(item: Item, one: Occurrence, words: Words) -> str:
    """Name the papers of a report; one that should carry some and does not is marked."""
    given = ", ".join(one.entry.evidence) if one.entry else ""
    owed = item.task.evidence and one.outcome in ("on_time", "late")
    return given or (words.say("none (missing)") if owed else "")


def data(report: RegisterReport, words: Words) -> dict[str, Json]:
    """Give the report as data."""
    return json_data.report(
        "register",
        report.view,
        words,
        span={"from": report.span.first.isoformat(), "to": report.span.last.isoformat()},
        registers=[_data(register) for register in report.registers],
    )


def _data(register: Register) -> dict[str, Json]:
    counts = tally(register.occurrences)
    return {
        "key": register.item.key,
        "expected": len(register.occurrences) - counts["pending"],
        **{name: number for name, number in counts.items() if name != "pending"},
        "occurrences": [
            {
                "day": one.day.isoformat(),
                "outcome": one.outcome,
                "minutes_late": one.minutes_late,
                "days_late": one.days_late,
                "on": json_data.when(one.entry.on) if one.entry else None,
                "by": one.entry.by if one.entry else None,
                "evidence": list(one.entry.evidence) if one.entry else [],
                "evidence_missing": bool(
                    register.item.task.evidence
                    and one.outcome in ("on_time", "late")
                    and not (one.entry and one.entry.evidence)
                ),
            }
            for one in register.occurrences
        ],
        "last_days": [
            {"day": one.day.isoformat(), "outcome": one.outcome} for one in register.strip
        ],
    }
