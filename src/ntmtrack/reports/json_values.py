"""The small parts of our JSON as plain data: heads, counts, names, goals, days and numbers.

`schema.json_parts` says what each field means. Fields may be added, but are never removed.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from datetime import datetime
from datetime import time
from typing import TYPE_CHECKING
from typing import Final
from typing import Literal

from ntmtrack.directive.dates import Moment
from ntmtrack.directive.model import Directive
from ntmtrack.directive.model import GoalKind
from ntmtrack.directive.model import Measure
from ntmtrack.directive.model import Owner
from ntmtrack.directive.model import Village
from ntmtrack.status.view import Counts
from ntmtrack.status.view import Several
from ntmtrack.status.view import View
from ntmtrack.wording.words import Words

if TYPE_CHECKING:
    from decimal import Decimal

    from ntmtrack.reports.schema.json_parts import CountsData
    from ntmtrack.reports.schema.json_parts import DirectiveData
    from ntmtrack.reports.schema.json_parts import FileData
    from ntmtrack.reports.schema.json_parts import GoalData
    from ntmtrack.reports.schema.json_parts import HeadData
    from ntmtrack.reports.schema.json_parts import JointHeadData
    from ntmtrack.reports.schema.json_parts import OwnerCountsData
    from ntmtrack.reports.schema.json_parts import OwnerData
    from ntmtrack.reports.schema.json_parts import VillageCountsData
    from ntmtrack.reports.schema.json_parts import VillageData

SCHEMA: Final = "ntmtrack/1"


def head(view: View, words: Words) -> HeadData:
    """Return the head of every report on one file."""
    return {
        "as_of": as_of(view.moment),
        "language": words.language,
        "deadline_reading": view.document.settings.deadline_reading,
        "directive": directive(view.document.directive),
        "counts": counts(view.counts),
    }


def joint_head(several: Several, view: View, words: Words) -> JointHeadData:
    """Return the head of a report on several files as one."""
    readings = {part.document.settings.deadline_reading for part in several.views}
    return {
        "as_of": as_of(view.moment),
        "language": words.language,
        "deadline_reading": readings.pop() if len(readings) == 1 else None,
        "directive": None,
        "counts": counts(view.counts),
        "files": [*map(_file, several.views)],
        "left_out": list(several.left_out),
        "left_out_as_finished": [*map(_file, several.finished)],
    }


def _file(view: View) -> FileData:
    """Return one of several files, with its directive and counts."""
    from ntmtrack.status.joining import is_finished  # not needed for a single file

    return {
        "file": view.document.file or "",
        "directive": directive(view.document.directive),
        "counts": counts(view.counts),
        "finished": is_finished(view),
    }


def directive(directive: Directive) -> DirectiveData:
    """Return the fields of a directive that reports have."""
    return {
        "number": directive.number,
        "issued": day(directive.issued),
        "issuer": directive.issuer,
        "subject": directive.subject,
        "closed": day_or_none(directive.closed),
    }


def counts(counts: Counts) -> CountsData:
    """Return the official grid."""
    return {
        "total": counts.total,
        "done_on_time": counts.done_on_time,
        "done_late": counts.done_late,
        "done_no_deadline": counts.done_no_deadline,
        "in_time": counts.in_time,
        "overdue": counts.overdue,
        "no_deadline": counts.no_deadline,
        "due_today": counts.due_today,
        "due_soon": counts.due_soon,
        "waiting": counts.waiting,
        "standing": counts.standing,
        "no_date": counts.no_date,
        "cancelled": counts.cancelled,
    }


def village(village: Village) -> VillageData:
    """Return a village."""
    return {"id": village.id, "name": village.name}


def owner(owner: Owner) -> OwnerData:
    """Return an owner."""
    return {"id": owner.id, "name": owner.name}


def by_village(rows: Iterable[tuple[Village | None, Counts]]) -> list[VillageCountsData]:
    """Return the counts of each village."""
    return [
        {"village": village(named) if named else None, "counts": counts(counted)}
        for named, counted in rows
    ]


def by_owner(rows: Iterable[tuple[Owner, Counts]]) -> list[OwnerCountsData]:
    """Return the counts of each owner."""
    return [{"owner": owner(named), "counts": counts(counted)} for named, counted in rows]


def goal_scope(measure: Measure) -> Literal["all"] | None:
    """Return "all" for a goal of all shares together, else None."""
    return None if measure.whole is None else "all"


def goal(measure: Measure) -> GoalData | None:
    """Return the goal of each share, if it has one."""
    return _goal(measure.kind, measure.goal)


def whole_goal(measure: Measure) -> GoalData | None:
    """Return the goal of all shares together, if there is one."""
    return _goal(measure.kind, measure.whole)


def _goal(kind: GoalKind | None, value: Decimal | None) -> GoalData | None:
    return None if kind is None or value is None else {"kind": kind, "value": number(value)}


def as_of(moment: Moment) -> str:
    """Return the moment that a report is about; a bare day stands for its end."""
    return day(moment.day) if moment.whole_day else moment.at.isoformat(timespec="minutes")


def when(moment: datetime) -> str:
    """Return a day in ISO 8601, with the time if one was given."""
    return day(moment.date()) if moment.time() == time() else moment.isoformat(timespec="minutes")


def when_or_none(moment: datetime | None) -> str | None:
    """Return a day in ISO 8601, with the time if one was given, or None."""
    return when(moment) if moment else None


def day(day: date) -> str:
    """Return a day in ISO 8601."""
    return day.isoformat()


def day_or_none(day: date | None) -> str | None:
    """Return a day in ISO 8601, or None."""
    return day.isoformat() if day else None


def number(value: Decimal) -> float:
    """Return a number, as an integer if it is whole."""
    return int(value) if value == value.to_integral_value() else float(value)


def number_or_none(value: Decimal | None) -> float | None:
    """Return a number, or None."""
    return None if value is None else number(value)
