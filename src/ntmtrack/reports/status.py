"""How the directive stands: the official grid, by village, by owner, and what is pressing."""

from collections.abc import Sequence
from typing import TYPE_CHECKING
from typing import NamedTuple

from ntmtrack.directive.model import Owner
from ntmtrack.directive.model import Village
from ntmtrack.reports.common_tables import grid
from ntmtrack.reports.common_tables import grid_note
from ntmtrack.reports.common_tables import grouped_table
from ntmtrack.reports.common_tables import owner_names
from ntmtrack.reports.common_tables import owners_blocks
from ntmtrack.reports.common_tables import village_names
from ntmtrack.reports.common_tables import villages_table
from ntmtrack.reports.item_words import task_title
from ntmtrack.reports.report_head import head
from ntmtrack.reports.tables import Block
from ntmtrack.reports.tables import Paragraph
from ntmtrack.reports.tables import Table
from ntmtrack.status.counts import Counts
from ntmtrack.status.counts import by_owner
from ntmtrack.status.counts import by_village
from ntmtrack.status.evaluate import headings
from ntmtrack.status.items import Heading
from ntmtrack.status.items import own_id
from ntmtrack.status.view import View
from ntmtrack.wording.words import STATUSES
from ntmtrack.wording.words import Words

if TYPE_CHECKING:
    from ntmtrack.reports.schema.json_reports import StatusReportData


class StatusReport(NamedTuple):
    """Hold the counts in all and by village and owner.

    `by_village` has only what each village answers for itself; the rest stands under None.
    `by_owner` counts an item for each who answers for it; those with most overdue come first.
    """

    view: View
    by_village: Sequence[tuple[Village | None, Counts]]
    by_owner: Sequence[tuple[Owner, Counts]]
    headings: Sequence[Heading]


def make(view: View) -> StatusReport:
    """Count the items of a view; a heading of which nothing is selected is left out."""
    return StatusReport(
        view,
        by_village(view.items, view.document),
        by_owner(view.items),
        [heading for heading in headings(view.document, view.items) if heading.parts],
    )


def blocks(report: StatusReport, words: Words) -> list[Block]:
    """Lay the report out."""
    view = report.view
    pressing = [
        (words.say("Overdue"), [item for item in view.items if item.state.status == "overdue"]),
        (words.say("Due today"), [item for item in view.items if item.state.status == "due-today"]),
        (words.say("Due soon"), [item for item in view.items if item.state.status == "due-soon"]),
    ]
    return [
        *summary(report, words),
        *by_owner_blocks(report, words),
        *heading_states(report, words),
        *(grouped_table(title, items, view, words) for title, items in pressing if items),
    ]


def summary(report: StatusReport, words: Words) -> list[Block]:
    """Lay the grid out, in all and by village."""
    view = report.view
    return [
        *head(view, words),
        grid(view.counts, words),
        Paragraph(grid_note(view.counts, words)),
        villages_table(village_names(report.by_village), words),
    ]


def by_owner_blocks(report: StatusReport, words: Words) -> list[Table | Paragraph]:
    """Lay the counts of each owner out."""
    return owners_blocks(owner_names(report.by_owner), report.view.counts, words)


def heading_states(report: StatusReport, words: Words) -> list[Block]:
    """Say how the tasks stand that others are part of."""
    return [_heading_state(heading, words) for heading in report.headings]


def _heading_state(heading: Heading, words: Words) -> Paragraph:
    return Paragraph(
        words.say(
            "{title} ({id}): {done} of {total} items done; worst: {status}.",
            title=task_title(heading.task, words),
            id=own_id(heading.task.id),
            done=heading.done,
            total=heading.total,
            status=words.say(STATUSES[heading.status]),
        )
    )


def data(report: StatusReport, words: Words) -> "StatusReportData":
    """Give the report as data: every live item, and the counts by village and owner."""
    from ntmtrack.reports import json_data

    view = report.view
    live = [item for item in view.items if item.state.status != "cancelled"]
    return {
        "schema": json_data.SCHEMA,
        "report": "status",
        **json_data.head(view, words),
        "by_village": json_data.by_village(report.by_village),
        "by_owner": json_data.by_owner(report.by_owner),
        "headings": [
            {
                "task": heading.task.id,
                "status": heading.status,
                "done": heading.done,
                "total": heading.total,
            }
            for heading in report.headings
        ],
        "items": json_data.items(live, view, words),
    }
