"""The state of a directive: the official grid, by village, by owner, and what is pressing."""

from collections.abc import Iterable
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from ntmtrack.directive.deadlines import Deadline
from ntmtrack.directive.model import Owner
from ntmtrack.directive.model import Village
from ntmtrack.directive.weeks import week_of
from ntmtrack.records import Record
from ntmtrack.reports.common_tables import grid
from ntmtrack.reports.common_tables import grid_note
from ntmtrack.reports.common_tables import group_by_state
from ntmtrack.reports.common_tables import grouped_table
from ntmtrack.reports.common_tables import owner_names
from ntmtrack.reports.common_tables import owners_blocks
from ntmtrack.reports.common_tables import totals
from ntmtrack.reports.common_tables import village_names
from ntmtrack.reports.common_tables import villages_table
from ntmtrack.reports.item_words import item_title
from ntmtrack.reports.item_words import places
from ntmtrack.reports.item_words import task_title
from ntmtrack.reports.report_head import head
from ntmtrack.reports.tables import Block
from ntmtrack.reports.tables import Cell
from ntmtrack.reports.tables import Column
from ntmtrack.reports.tables import Paragraph
from ntmtrack.reports.tables import Table
from ntmtrack.status.evaluate import headings
from ntmtrack.status.items import Heading
from ntmtrack.status.items import Item
from ntmtrack.status.items import own_id
from ntmtrack.status.view import Counts
from ntmtrack.status.view import View
from ntmtrack.status.view import by_owner
from ntmtrack.status.view import by_village
from ntmtrack.wording.words import STATUSES
from ntmtrack.wording.words import Words

if TYPE_CHECKING:
    from ntmtrack.reports.schema.json_reports import StatusReportData


class StatusReport(Record):
    """Collect the counts overall, by village and by owner.

    `by_village` counts what each village answers for itself; the rest is under None. `by_owner`
    counts an item once for each of its leads; the owners with most overdue come first.
    """

    view: View
    by_village: Sequence[tuple[Village | None, Counts]]
    by_owner: Sequence[tuple[Owner, Counts]]
    headings: Sequence[Heading]


def make(view: View) -> StatusReport:
    """Count the items of a view; a heading without selected parts is left out."""
    return StatusReport(
        view,
        by_village(view.items, view.document),
        by_owner(view.items),
        [heading for heading in headings(view.document, view.items) if heading.parts],
    )


# The rows for late and due items that fit on the first screen of a terminal with 24 lines.
_ROWS = 9


def blocks(report: StatusReport, words: Words) -> list[Block]:
    """Build the report for people: what matters most on the first screen, then everything."""
    view = report.view
    totals_words = totals(view.counts, sum(item.late_to_begin for item in view.items), words)
    return [
        *head(view, words),
        Paragraph(totals_words, "bad" if view.counts.overdue else "good"),
        *_first_screen(report, words),
        *_everything(report, words),
    ]


def cells(report: StatusReport, words: Words) -> list[Block]:
    """Build the report for programs, with each number once."""
    return [*head(report.view, words), *_everything(report, words)]


def _first_screen(report: StatusReport, words: Words) -> list[Block]:
    """Build the tables of late owners, those with most first, and of what is due this week."""
    view = report.view
    late = [(owner, counts) for owner, counts in report.by_owner if counts.overdue]
    week = week_of(view.moment.day, view.document.settings.week_starts)
    due = _due_by(week.end, view.items, words)
    for_late = min(len(late), max(_ROWS - len(due), _ROWS // 2 + 1))
    return [
        *_late_owners(late, for_late, view, words),
        *_due_this_week(due, _ROWS - for_late, week.end, words),
    ]


def _late_owners(
    late: Sequence[tuple[Owner, Counts]], most: int, view: View, words: Words
) -> list[Block]:
    """Build the table of the owners with most overdue, and count the others."""
    if not late:
        return []
    overdue = [item for item in view.items if item.state.status == "overdue"]
    longest = {
        owner.id: max(item.state.days_late or 0 for item in overdue if owner in item.owners)
        for owner, _ in late[:most]
    }
    table = Table(
        words.say("Overdue, by owner"),
        [
            Column(words.say("Lead"), wraps=True, cut=True),
            Column(words.say("Overdue"), number=True),
            Column(words.say("Longest (days)"), number=True),
        ],
        [
            (Cell(owner.name), Cell(counts.overdue, "bad"), Cell(longest[owner.id]))
            for owner, counts in late[:most]
        ],
    )
    others = words.plural(
        "… and {count} other owner: see the table by owner below.",
        "… and {count} other owners: see the table by owner below.",
        len(late) - most,
    )
    return [table, *([Paragraph(others, "quiet")] if len(late) > most else [])]


def _due_by(
    day: date, items: Iterable[Item], words: Words
) -> list[tuple[Deadline, Sequence[Item]]]:
    """Group unfinished items that are due by the end of a day by task and state, soonest first."""
    soon = [item for item in items if item.state.status in ("due-today", "due-soon", "open")]
    groups = [
        (deadline, group)
        for group in group_by_state(soon, words)
        if (deadline := group[0].state.deadline) and deadline.last_good_day <= day
    ]
    return sorted(groups, key=lambda due: due[0].last_good_minute)


def _due_this_week(
    due: Sequence[tuple[Deadline, Sequence[Item]]], most: int, end: date, words: Words
) -> list[Block]:
    """Build the table of what is due first, one row for each task and state; count the rest."""
    if not due:
        text = words.say("Nothing is due in the rest of the week, to {day}.", day=words.day(end))
        return [Paragraph(""), Paragraph(text)]
    table = Table(
        words.say("Due this week, to {day}", day=words.day(end)),
        [
            Column(words.say("Due")),
            Column(words.say("Task"), wraps=True, cut=True),
            Column(words.say("Where"), wraps=True, cut=True),
            Column(words.say("Id")),
        ],
        [_due_row(deadline, group, words) for deadline, group in due[:most]],
    )
    others = words.plural(
        "… and {count} other item: see ntmtrack list --sort due.",
        "… and {count} other items: see ntmtrack list --sort due.",
        sum(len(group) for _, group in due[most:]),
    )
    return [table, *([Paragraph(others, "quiet")] if len(due) > most else [])]


def _due_row(deadline: Deadline, group: Sequence[Item], words: Words) -> Sequence[Cell]:
    return (
        Cell(deadline.last_good_minute if deadline.time else deadline.last_good_day),
        Cell(item_title(group[0], words)),
        Cell(places(group, words)),
        Cell(group[0].task.id, "id"),
    )


def _everything(report: StatusReport, words: Words) -> list[Block]:
    """Build the official grid, the counts by village and owner, and the pressing items."""
    view = report.view
    pressing = [
        (words.say("Overdue"), [item for item in view.items if item.state.status == "overdue"]),
        (words.say("Due today"), [item for item in view.items if item.state.status == "due-today"]),
        (words.say("Due soon"), [item for item in view.items if item.state.status == "due-soon"]),
    ]
    return [
        *_grid_and_villages(report, words),
        *by_owner_blocks(report, words),
        *heading_states(report, words),
        *(
            grouped_table(items, view.document, words)._replace(title=title)
            for title, items in pressing
            if items
        ),
    ]


def summary(report: StatusReport, words: Words) -> list[Block]:
    """Build the official grid, overall and by village."""
    return [*head(report.view, words), *_grid_and_villages(report, words)]


def _grid_and_villages(report: StatusReport, words: Words) -> list[Block]:
    counts = report.view.counts
    villages = [villages_table(village_names(report.by_village), words)]
    return [
        grid(counts, words),
        Paragraph(grid_note(counts, words)),
        *(villages if any(village for village, _ in report.by_village) else []),
    ]


def by_owner_blocks(report: StatusReport, words: Words) -> list[Table | Paragraph]:
    """Build the table of counts by owner."""
    return owners_blocks(owner_names(report.by_owner), report.view.counts, words)


def heading_states(report: StatusReport, words: Words) -> list[Block]:
    """Return the state of each task that other tasks are part of."""
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
    """Return the report as data: every live item, and the counts by village and owner."""
    from ntmtrack.reports import json_data
    from ntmtrack.reports import json_values

    view = report.view
    live = [item for item in view.items if item.state.status != "cancelled"]
    return {
        "schema": json_values.SCHEMA,
        "report": "status",
        **json_values.head(view, words),
        "by_village": json_values.by_village(report.by_village),
        "by_owner": json_values.by_owner(report.by_owner),
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
