"""The weekly report as data: DESIGN's stable JSON."""

from __future__ import annotations

from collections.abc import Iterable

from ntmtrack import jsondata
from ntmtrack.items import Item
from ntmtrack.jsondata import Json
from ntmtrack.register import tally
from ntmtrack.weekly import Duty
from ntmtrack.weekly import WeeklyReport
from ntmtrack.words import Words


def data(report: WeeklyReport, words: Words) -> dict[str, Json]:
    """Give the report as data."""
    view = report.view
    coming = [*report.next_due, *report.next_starting]
    return jsondata.report(
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
        by_village=jsondata.counted("village", report.by_village),
        by_owner=jsondata.counted("owner", report.by_owner),
        duties=[_duty_data(duty) for duty in report.duties],
        completion_rate=report.completion_rate,
        update_rate=report.update_rate,
        items=jsondata.items(view.items, view, words),
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
