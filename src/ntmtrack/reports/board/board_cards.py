"""Cards: what is owed by a day and not done yet, the most pressing first."""

from __future__ import annotations

from collections.abc import Sequence

from ntmtrack.reports.board.board_parts import Card
from ntmtrack.reports.board.board_parts import Cards
from ntmtrack.reports.board.board_states import directive_numbers
from ntmtrack.reports.board.board_states import facets
from ntmtrack.reports.board.board_states import shaped_cell
from ntmtrack.reports.deadline_words import due_words
from ntmtrack.reports.item_words import group_lead_names
from ntmtrack.reports.item_words import items_words
from ntmtrack.reports.item_words import places
from ntmtrack.reports.item_words import remark_words
from ntmtrack.reports.item_words import status_words
from ntmtrack.reports.item_words import task_title
from ntmtrack.reports.sentences import group_items
from ntmtrack.status import sorting
from ntmtrack.status.items import Item
from ntmtrack.status.items import Status
from ntmtrack.status.view import View
from ntmtrack.wording.words import STATUSES
from ntmtrack.wording.words import Words

_PRESSING: tuple[Status, ...] = ("overdue", "due-today", "due-soon", "open")


def cards(view: View, words: Words) -> list[Cards]:
    """Give what has a deadline and is not done a card each: late longest first, then due soonest.

    Shares of a task that stand alike have one card.
    """
    owed = [item for item in view.items if item.state.status in _PRESSING]
    groups = sorted(group_items(owed, words), key=lambda group: _urgency(group[0]))
    return [
        Cards(
            _capitalized(words.say(STATUSES[status])),
            items_words((item for group in alike for item in group), words),
            [_card(group, view, words) for group in alike],
        )
        for status in _PRESSING
        if (alike := [group for group in groups if group[0].state.status == status])
    ]


def _urgency(item: Item) -> tuple[object, ...]:
    return -(item.state.days_late or 0), *sorting.rank(item, "due")


def _capitalized(label: str) -> str:
    return label[:1].upper() + label[1:]


def _card(group: Sequence[Item], view: View, words: Words) -> Card:
    item = group[0]
    due = due_words(item, words)
    return Card(
        task_title(item.task, words),
        ", ".join(directive_numbers(group).values()),
        shaped_cell(item.state.status, status_words(item, words)),
        [
            places(group, words),
            group_lead_names(group, view.document, words),
            words.say("Deadline: {deadline}", deadline=due),
        ],
        remark_words(item, item.note, words),
        facets(group, view.document),
    )
