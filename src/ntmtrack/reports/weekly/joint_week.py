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
from ntmtrack.status.view import View
from ntmtrack.status.view import by_owner
from ntmtrack.status.view import by_village
from ntmtrack.status.view import completion_rate
from ntmtrack.status.view import overdue_items
from ntmtrack.status.view import update_rate

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
        changed=of_all(lambda part: part.changed),
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
        groups.setdefault(_issuer(part.view), []).append(part)
    finished = report.view.several.finished if report.view.several else ()
    return [
        _naming(join(parts, report.week), [view for view in finished if _issuer(view) == issuer])
        for issuer, parts in groups.items()
    ]


def _naming(report: WeeklyReport, finished: Sequence[View]) -> WeeklyReport:
    """Let a report name what is finished; the head of its paper stays that of what goes on."""
    view, several = report.view, report.view.several
    return report._replace(
        view=view._replace(several=several and several._replace(finished=finished))
    )


def _issuer(view: View) -> str:
    return names.identity(view.document.directive.issuer)
