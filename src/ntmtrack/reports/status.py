"""How the directive stands: the official grid, by village, by owner, and what is pressing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ntmtrack.directive.model import Owner
from ntmtrack.directive.model import Village
from ntmtrack.reports import json_data
from ntmtrack.reports.json_data import Json
from ntmtrack.reports.tables import Block
from ntmtrack.reports.tables import Line
from ntmtrack.reports.tables import Table
from ntmtrack.reports.tables import details
from ntmtrack.reports.tables import grid
from ntmtrack.reports.tables import owners_table
from ntmtrack.reports.tables import villages_table
from ntmtrack.reports.views import View
from ntmtrack.reports.views import grouped_table
from ntmtrack.reports.views import head
from ntmtrack.reports.views import task_title
from ntmtrack.status.counts import Counts
from ntmtrack.status.counts import by_owner
from ntmtrack.status.counts import by_village
from ntmtrack.status.evaluate import headings
from ntmtrack.status.items import Heading
from ntmtrack.wording.words import STATUSES
from ntmtrack.wording.words import Words


class StatusReport(NamedTuple):
    """Hold the counts in all and by village and owner.

    `by_village` has only what each village answers for itself; the rest stands under None.
    `by_owner` counts by the first owner, those with most overdue first.
    """

    view: View
    by_village: Sequence[tuple[Village | None, Counts]]
    by_owner: Sequence[tuple[Owner, Counts]]
    headings: Sequence[Heading]


def make(view: View) -> StatusReport:
    """Count the items of a view."""
    return StatusReport(
        view,
        by_village(view.items, view.document),
        by_owner(view.items),
        headings(view.document, view.items),
    )


def blocks(report: StatusReport, words: Words) -> list[Block]:
    """Lay the report out."""
    view = report.view
    found = [*summary(report, words), by_owner_table(report, words), *parts(report, words)]
    for status, title in (
        ("overdue", words.say("Overdue")),
        ("due-today", words.say("Due today")),
        ("due-soon", words.say("Due soon")),
    ):
        pressing = [item for item in view.items if item.state.status == status]
        if pressing:
            found.append(grouped_table(title, pressing, view, words))
    return found


def summary(report: StatusReport, words: Words) -> list[Block]:
    """Lay the grid out, in all and by village."""
    view = report.view
    shared = words.say("(shared tasks)")
    villages = [(one.name if one else shared, counts) for one, counts in report.by_village]
    return [
        *head(view, words),
        grid(view.counts, words),
        Line(details(view.counts, words)),
        villages_table(villages, words),
    ]


def by_owner_table(report: StatusReport, words: Words) -> Table:
    """Lay the counts of each owner out."""
    return owners_table([(owner.name, counts) for owner, counts in report.by_owner], words)


def parts(report: StatusReport, words: Words) -> list[Block]:
    """Say how the tasks stand that others are part of."""
    return [_heading(one, words) for one in report.headings if one.parts]


def _heading(heading: Heading, words: Words) -> Line:
    title = task_title(heading.task, words)
    return Line(
        words.say(
            "{title} ({id}): {done} of {total} parts done; worst: {status}.",
            title=title,
            id=heading.task.id,
            done=heading.done,
            total=heading.total,
            status=words.say(STATUSES[heading.status]),
        )
    )


def data(report: StatusReport, words: Words) -> dict[str, Json]:
    """Give the report as data: every live item, and the counts by village and owner."""
    view = report.view
    live = [item for item in view.items if item.state.status != "cancelled"]
    return json_data.report(
        "status",
        view,
        words,
        by_village=json_data.counted("village", report.by_village),
        by_owner=json_data.counted("owner", report.by_owner),
        headings=[
            {"task": one.task.id, "status": one.status, "done": one.done, "total": one.total}
            for one in report.headings
        ],
        items=json_data.items(live, view, words),
    )
