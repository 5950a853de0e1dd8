"""The board: how the directive stands, on one page for people to look at."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ntmtrack.directive import names
from ntmtrack.reports import matrix
from ntmtrack.reports import register
from ntmtrack.reports.board.board_days import chart
from ntmtrack.reports.board.board_days import strip
from ntmtrack.reports.board.board_days import timeline
from ntmtrack.reports.board.board_states import debtors_by_owner
from ntmtrack.reports.board.board_states import debtors_by_village
from ntmtrack.reports.board.board_states import facets
from ntmtrack.reports.board.board_states import listing
from ntmtrack.reports.board.board_states import villages_by_tasks
from ntmtrack.reports.board.trend import Day
from ntmtrack.reports.board.trend import trend
from ntmtrack.reports.pages import Choices
from ntmtrack.reports.pages import Content
from ntmtrack.reports.pages import Figure
from ntmtrack.reports.pages import Figures
from ntmtrack.reports.pages import Page
from ntmtrack.reports.pages import Part
from ntmtrack.reports.tables import Line
from ntmtrack.reports.tables import counts_table
from ntmtrack.reports.tables import details
from ntmtrack.reports.tables import grid
from ntmtrack.reports.views import View
from ntmtrack.reports.views import head
from ntmtrack.status.counts import by_owner
from ntmtrack.status.counts import by_village
from ntmtrack.status.counts import completion_rate
from ntmtrack.status.counts import deadlines
from ntmtrack.status.counts import update_rate
from ntmtrack.status.occurrences import Span
from ntmtrack.wording.words import STATUSES
from ntmtrack.wording.words import Words


class Board(NamedTuple):
    """Hold all that the board shows of a view."""

    view: View
    matrix: matrix.MatrixReport
    registers: Sequence[register.Register]
    trend: Sequence[Day]
    completion_rate: float | None
    update_rate: float | None


def make(view: View) -> Board:
    """Gather what the board shows."""
    today = Span(view.moment.day, view.moment.day)
    return Board(
        view,
        matrix.make(view),
        register.make(view, today, frozenset()).registers,
        trend(view),
        completion_rate(view.items),
        update_rate(view.items, view.moment),
    )


def page(board: Board, words: Words) -> Page:
    """Say all of it, part by part: what presses first."""
    view = board.view
    title, *notes = (line for line in head(view, words) if isinstance(line, Line))
    parts = [
        Part(
            words.say("Overview"),
            [grid(view.counts, words), Line(details(view.counts, words), "quiet")],
        ),
        Part(words.say("Overdue"), _late(board, words)),
        Part(words.say("Deadlines"), [timeline(deadlines(view.items), view, words)]),
        Part(words.say("Progress"), [chart(board.trend, words)]),
        Part(words.say("Villages and tasks"), _matrix(board, words)),
        Part(words.say("Recurring reports"), [strip(one, words) for one in board.registers]),
        Part(words.say("All items"), [listing(view, words)]),
        Part(words.say("Counts"), _breakdown(view, words)),
    ]
    return Page(
        title=title.text,
        subject=view.document.directive.subject,
        notes=notes,
        figures=_figures(board, words),
        choices=_choices(view, words),
        parts=[part for part in parts if part.contents],
    )


def _late(board: Board, words: Words) -> list[Content]:
    if not board.view.counts.overdue:
        return [Line(words.say("Nothing is overdue."), "good")]
    return [debtors_by_owner(board.view, words), debtors_by_village(board.view, words)]


def _matrix(board: Board, words: Words) -> list[Content]:
    if not board.matrix.rows:
        return []
    return [villages_by_tasks(board.matrix, words), *matrix.notes(board.matrix, words)]


def _breakdown(view: View, words: Words) -> list[Content]:
    return [
        counts_table(
            words.say("By village (what each answers for itself)"),
            words.say("Village"),
            [
                (village.name if village else words.say("(shared tasks)"), counts)
                for village, counts in by_village(view.items, view.document)
            ],
            words,
        ),
        counts_table(
            words.say("By owner (the first owner of each task)"),
            words.say("Answers"),
            [(owner.name, counts) for owner, counts in by_owner(view.items)],
            words,
        ),
    ]


def _figures(board: Board, words: Words) -> Figures:
    counts = board.view.counts
    done = counts.done_on_time + counts.done_late + counts.done_no_deadline
    soon = counts.due_today + counts.due_soon
    return Figures(
        [
            Figure(
                words.percent(board.completion_rate),
                words.say("completion rate ({done} items done)", done=done),
                "good",
                board.completion_rate,
            ),
            Figure(str(counts.overdue), words.say("overdue"), "bad" if counts.overdue else "plain"),
            Figure(str(soon), words.say("due today or soon"), "warn" if soon else "plain"),
            Figure(
                words.percent(board.update_rate),
                words.say("update rate over 7 days"),
                share=board.update_rate,
            ),
        ]
    )


def _choices(view: View, words: Words) -> list[Choices]:
    """Offer the villages, owners and statuses that there are."""
    found = facets(view.items, view.document)
    document = view.document
    owners = sorted(
        (document.owners[id_] for id_ in found.owners or ()), key=lambda one: names.order(one.name)
    )
    return [
        Choices(
            "villages",
            words.say("Village"),
            [
                (one.id, one.name)
                for one in document.villages.values()
                if one.id in (found.villages or ())
            ],
        ),
        Choices("owners", words.say("Answers"), [(one.id, one.name) for one in owners]),
        Choices(
            "statuses",
            words.say("Status"),
            [(one, words.say(STATUSES[one])) for one in STATUSES if one in (found.statuses or ())],
        ),
    ]
