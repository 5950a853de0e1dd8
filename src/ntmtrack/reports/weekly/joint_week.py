"""The weekly reports on several directives as one report, or as one for each issuer."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Sequence
from typing import TypeVar

from ntmtrack.directive import names
from ntmtrack.directive.weeks import Week
from ntmtrack.reports.weekly.week import WeeklyReport
from ntmtrack.status import joining
from ntmtrack.status.counts import by_owner
from ntmtrack.status.counts import by_village
from ntmtrack.status.counts import completion_rate
from ntmtrack.status.counts import update_rate
from ntmtrack.status.view import View
from ntmtrack.status.view import overdue_items

T = TypeVar("T")


def join(
    parts: Sequence[WeeklyReport],
    week: Week,
    finished: Sequence[View] = (),
    left_out: Sequence[str] = (),
) -> WeeklyReport:
    """Make the reports on directives one report; finished ones add nothing to it."""
    now = joining.join([part.view for part in parts], finished, left_out)
    previous = [part.previous for part in parts if part.previous]
    items = now.items

    def of_all(own: Callable[[WeeklyReport], Iterable[T]]) -> list[T]:
        return [thing for part in parts for thing in own(part)]

    return WeeklyReport(
        view=now,
        week=week,
        previous=joining.join(previous) if previous else None,
        done=of_all(lambda part: part.done),
        started=of_all(lambda part: part.started),
        newly_overdue=overdue_items(of_all(lambda part: part.newly_overdue)),
        overdue=overdue_items(items),
        next_due=of_all(lambda part: part.next_due),
        next_starting=of_all(lambda part: part.next_starting),
        next_events=of_all(lambda part: part.next_events),
        no_update=of_all(lambda part: part.no_update),
        obstacles=of_all(lambda part: part.obstacles),
        added_later=of_all(lambda part: part.added_later),
        duties=of_all(lambda part: part.duties),
        news=any(part.news for part in parts),
        by_village=by_village(items, now.document),
        by_owner=by_owner(items),
        completion_rate=completion_rate(items),
        update_rate=update_rate(items, now.moment),
        parts=parts,
    )


def by_issuer(report: WeeklyReport) -> list[WeeklyReport]:
    """Divide a report on several directives by who issued them, as papers are in one name."""
    if not report.parts:
        return [report]
    groups: dict[str, list[WeeklyReport]] = {}
    for part in report.parts:
        issuer = names.identity(part.view.document.directive.issuer)
        groups.setdefault(issuer, []).append(part)
    return [join(parts, report.week) for parts in groups.values()]
