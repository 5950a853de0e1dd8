"""Weekly reports on several directives: joined to one report, or to one for each issuer."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from typing import NamedTuple
from typing import TypeVar

from ntmtrack.directive.issuers import body_identity
from ntmtrack.directive.weeks import Week
from ntmtrack.reports.weekly.week import DutyWeek
from ntmtrack.reports.weekly.week import ItemEntry
from ntmtrack.reports.weekly.week import Obstacle
from ntmtrack.reports.weekly.week import WeeklyReport
from ntmtrack.status.items import Item
from ntmtrack.status.view import View
from ntmtrack.status.view import overdue_items

T = TypeVar("T")
RecordT = TypeVar("RecordT", DutyWeek, ItemEntry, Obstacle)


def join(
    parts: Sequence[WeeklyReport],
    week: Week,
    finished: Sequence[View] = (),
    left_out: Sequence[str] = (),
) -> WeeklyReport:
    """Join the reports on directives to one report; finished directives add nothing to it."""
    from ntmtrack.status import joining  # not needed for a single directive

    now = joining.join([part.view for part in parts], finished, left_out)
    before = [part.previous for part in parts if part.previous]
    previous = joining.join(before) if before else None
    return _join_parts(_Parts(parts, {item.key: item for item in now.items}), week, now, previous)


class _Parts(NamedTuple):
    """Merge lists of the reports on directives; items get the names of the joint report.

    These names are distinct across directives; `items_by_key` has the items that bear them.
    """

    reports: Sequence[WeeklyReport]
    items_by_key: Mapping[str, Item]

    def values(self, get: Callable[[WeeklyReport], Iterable[T]]) -> list[T]:
        return [value for report in self.reports for value in get(report)]

    def items(self, get: Callable[[WeeklyReport], Iterable[Item]]) -> list[Item]:
        return [self.items_by_key[item.key] for item in self.values(get)]

    def records(self, get: Callable[[WeeklyReport], Iterable[RecordT]]) -> list[RecordT]:
        return [
            record._replace(item=self.items_by_key[record.item.key]) for record in self.values(get)
        ]


def _join_parts(parts: _Parts, week: Week, now: View, previous: View | None) -> WeeklyReport:
    return WeeklyReport(
        view=now,
        week=week,
        previous=previous,
        done=parts.items(lambda part: part.done),
        started=parts.items(lambda part: part.started),
        changed=parts.items(lambda part: part.changed),
        newly_overdue=overdue_items(parts.items(lambda part: part.newly_overdue)),
        overdue=overdue_items(now.items),
        next_due=parts.items(lambda part: part.next_due),
        next_starting=parts.items(lambda part: part.next_starting),
        next_events=parts.values(lambda part: part.next_events),
        no_update=parts.items(lambda part: part.no_update),
        obstacles=parts.records(lambda part: part.obstacles),
        added_later=parts.records(lambda part: part.added_later),
        duties=parts.records(lambda part: part.duties),
        news=any(part.news for part in parts.reports),
        parts=parts.reports,
    )


def by_issuer(report: WeeklyReport) -> list[WeeklyReport]:
    """Split a report on several directives by issuer, as each paper is in one issuer's name."""
    if not report.parts:
        return [report]
    groups: dict[str, list[WeeklyReport]] = {}
    for part in report.parts:
        groups.setdefault(_issuer_identity(part.view), []).append(part)
    finished = report.view.several.finished if report.view.several else ()
    return [
        _with_finished(
            join(parts, report.week),
            [view for view in finished if _issuer_identity(view) == issuer],
        )
        for issuer, parts in groups.items()
    ]


def _with_finished(report: WeeklyReport, finished: Sequence[View]) -> WeeklyReport:
    """Add finished directives to a report; the head of its paper still follows the others."""
    view, several = report.view, report.view.several
    return report._replace(
        view=view._replace(several=several and several._replace(finished=finished))
    )


def _issuer_identity(view: View) -> str:
    return body_identity(view.document.directive.issuer)
