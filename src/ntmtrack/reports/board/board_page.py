"""The board: the state of one directive or several, on one page for people to look at."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Sequence
from typing import NamedTuple

from ntmtrack.directive import alphabet
from ntmtrack.directive.model import Document
from ntmtrack.reports import matrix
from ntmtrack.reports import register
from ntmtrack.reports.board.board_days import DayCounts
from ntmtrack.reports.board.board_days import chart
from ntmtrack.reports.board.board_days import strip
from ntmtrack.reports.board.board_days import timeline
from ntmtrack.reports.board.board_days import trend
from ntmtrack.reports.board.board_parts import BoardPage
from ntmtrack.reports.board.board_parts import BoardPart
from ntmtrack.reports.board.board_parts import BoardTable
from ntmtrack.reports.board.board_parts import BoardText
from ntmtrack.reports.board.board_parts import Choices
from ntmtrack.reports.board.board_parts import Content
from ntmtrack.reports.board.board_parts import KeyFigure
from ntmtrack.reports.board.board_states import cards
from ntmtrack.reports.board.board_states import debtors_by_owner
from ntmtrack.reports.board.board_states import debtors_by_village
from ntmtrack.reports.board.board_states import directive_numbers
from ntmtrack.reports.board.board_states import facets
from ntmtrack.reports.board.board_states import listing
from ntmtrack.reports.board.board_states import villages_by_tasks
from ntmtrack.reports.common_tables import directives_table
from ntmtrack.reports.common_tables import grid
from ntmtrack.reports.common_tables import grid_note
from ntmtrack.reports.common_tables import owner_names
from ntmtrack.reports.common_tables import owners_blocks
from ntmtrack.reports.common_tables import rate_words
from ntmtrack.reports.common_tables import village_names
from ntmtrack.reports.common_tables import villages_table
from ntmtrack.reports.item_words import ItemCount
from ntmtrack.reports.item_words import add_late_tasks
from ntmtrack.reports.item_words import count_of
from ntmtrack.reports.report_head import head
from ntmtrack.reports.tables import Paragraph
from ntmtrack.reports.tables import Table
from ntmtrack.status.occurrences import Span
from ntmtrack.status.view import Ratio
from ntmtrack.status.view import View
from ntmtrack.status.view import by_owner
from ntmtrack.status.view import by_village
from ntmtrack.status.view import completion_rate
from ntmtrack.status.view import overdue_items
from ntmtrack.status.view import update_rate
from ntmtrack.wording.words import STATUSES
from ntmtrack.wording.words import Words

_CHOSEN = "{name}"  # the page's script inserts a name there
# The share of done items from which it is shown as good news.
_GOOD_SHARE = 0.3


class Board(NamedTuple):
    """Collect everything that the board shows of a view."""

    view: View
    matrix: matrix.MatrixReport
    duties: Sequence[register.DutyRegister]
    trend: Sequence[DayCounts]
    completion_rate: Ratio
    update_rate: Ratio


def make(view: View) -> Board:
    """Collect everything that the board shows."""
    today = Span(view.moment.day, view.moment.day)
    return Board(
        view,
        matrix.make(view),
        register.make(view, today, frozenset()).duties,
        trend(view),
        completion_rate(view.items),
        update_rate(view.items, view.moment),
    )


def page(board: Board, words: Words) -> BoardPage:
    """Build the page of the board, with the most pressing parts first."""
    view = board.view
    title, *notes = (block for block in head(view, words) if isinstance(block, Paragraph))
    subject = "" if view.several else view.document.directive.subject
    parts = [
        BoardPart(words.say("To be done first"), cards(view, words)),
        BoardPart(words.say("Overview"), _overview(view, words)),
        BoardPart(words.say("Overdue"), _overdue(view, words)),
        BoardPart(words.say("Deadlines"), [timeline(view, words)], printed=False),
        BoardPart(words.say("Progress"), [chart(board.trend, words)]),
        BoardPart(words.say("{Villages} and tasks"), _matrix(board, words)),
        BoardPart(
            words.say("Recurring reports"), [strip(duty, view, words) for duty in board.duties]
        ),
        BoardPart(words.say("All items"), [listing(view, words)] if view.items else []),
        BoardPart(words.say("Counts"), _counts(view, words)),
    ]
    return BoardPage(
        title=title.text,
        subject=subject,
        notes=notes,
        figures=_key_figures(board, words),
        choices=_choices(view, words),
        parts=[part for part in parts if part.contents],
    )


def _overview(view: View, words: Words) -> list[Content]:
    note = Paragraph(grid_note(view.counts, words), "quiet")
    contents: list[Content] = [BoardTable(grid(view.counts, words)), BoardText(note)]
    return [*contents, BoardTable(directives_table(view, words))] if view.several else contents


def _overdue(view: View, words: Words) -> list[Content]:
    if not view.counts.overdue:
        return [BoardText(Paragraph(words.say("Nothing is overdue."), "good"))]
    return [debtors_by_owner(view, words), debtors_by_village(view, words)]


def _matrix(board: Board, words: Words) -> list[Content]:
    if not board.matrix.rows:
        return []
    return [
        villages_by_tasks(board.matrix, words),
        *(BoardText(note) for note in matrix.legend(board.matrix, words)),
        *(BoardText(note, whole=True) for note in matrix.left_out(board.matrix, words)),
    ]


def _counts(view: View, words: Words) -> list[Content]:
    if not view.items:
        return []
    villages = village_names(by_village(view.items, view.document))
    owners = owner_names(by_owner(view.items))
    return [
        BoardTable(villages_table(villages, words)),
        *(
            BoardTable(block) if isinstance(block, Table) else BoardText(block)
            for block in owners_blocks(owners, view.counts, words)
        ),
    ]


def _key_figures(board: Board, words: Words) -> list[KeyFigure]:
    counts, done = board.view.counts, board.completion_rate
    soon = counts.due_today + counts.due_soon
    late = count_of(overdue_items(board.view.items))
    return [
        KeyFigure(
            rate_words(done, words),
            words.say("items done, not counting standing and recurring ones"),
            "good" if (done.share or 0) >= _GOOD_SHARE else "plain",
            done.share,
        ),
        KeyFigure(words.number(late.items), _late(late, words), "bad" if late.items else "plain"),
        KeyFigure(
            words.number(soon), words.say("items due today or soon"), "warn" if soon else "plain"
        ),
        KeyFigure(
            rate_words(board.update_rate, words),
            words.say(
                "items updated in the last 7 days, of the unfinished ones that have begun or"
                " should have by now"
            ),
            share=board.update_rate.share,
        ),
    ]


def _late(late: ItemCount, words: Words) -> str:
    return add_late_tasks(words.plural("item overdue", "items overdue", late.items), late, words)


def _choices(view: View, words: Words) -> list[Choices]:
    """Return those filters by directive, village, owner and status that offer a choice."""
    document = view.document
    present = facets(view.items, document)
    villages, statuses = present.villages or (), present.statuses or ()
    options = {
        "directives": list(directive_numbers(view.items).items()),
        "villages": [
            (village.id, village.name)
            for village in document.villages.values()
            if village.id in villages
        ],
        "owners": _answering(present.owners or (), document),
        "statuses": [
            (status, words.say(STATUSES[status])) for status in STATUSES if status in statuses
        ],
    }
    wording = _filter_words(words)
    return [
        Choices(facet, *wording[facet], options[facet])
        for facet in options
        if len(options[facet]) > 1
    ]


def _filter_words(words: Words) -> dict[str, tuple[str, str, str]]:
    """Return by facet the name, the label, and how the page states the choice of a filter."""
    village = words.plural("{village} {names}", "{villages} {names}", 1, names=_CHOSEN)
    owner = words.plural("owner {names}", "owners {names}", 1, names=_CHOSEN)
    status = words.say("status {names}", names=_CHOSEN)
    directive = words.say("directive {names}", names=_CHOSEN)
    return {
        "directives": ("directive", words.say("Assigned by"), directive),
        "villages": ("village", words.say("{Village}"), village),
        "owners": ("owner", words.say("Lead"), owner),
        "statuses": ("status", words.say("Status"), status),
    }


def _answering(ids: Iterable[str], document: Document) -> list[tuple[str, str]]:
    """Return owners and owner groups, sorted by name."""
    names_of = {owner.id: owner.name for owner in document.owners.values()}
    names_of |= {group.id: group.name for group in document.owner_groups.values()}
    return sorted(
        ((id_, names_of[id_]) for id_ in ids), key=lambda choice: alphabet.dictionary_key(choice[1])
    )
