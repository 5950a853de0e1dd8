"""The table that follows the tasks of a directive, in the columns that offices print."""

from __future__ import annotations

from collections.abc import Sequence

from ntmtrack.reports.deadline_words import due_cell
from ntmtrack.reports.deadline_words import due_column
from ntmtrack.reports.item_words import EXTRAS
from ntmtrack.reports.item_words import LEADER
from ntmtrack.reports.item_words import PRODUCT
from ntmtrack.reports.item_words import Extra
from ntmtrack.reports.item_words import extra_cells
from ntmtrack.reports.item_words import extra_columns
from ntmtrack.reports.item_words import extras_of
from ntmtrack.reports.item_words import plain_lead_names
from ntmtrack.reports.item_words import plain_names
from ntmtrack.reports.item_words import remark_words
from ntmtrack.reports.item_words import status_role
from ntmtrack.reports.item_words import status_words
from ntmtrack.reports.item_words import task_title
from ntmtrack.reports.measure_words import all_reached_words
from ntmtrack.reports.sentences import group_items
from ntmtrack.reports.sentences import place_phrases
from ntmtrack.reports.sentences import remark
from ntmtrack.reports.tables import Cell
from ntmtrack.reports.tables import Column
from ntmtrack.reports.tables import Rows
from ntmtrack.reports.tables import Table
from ntmtrack.status.items import FINISHED
from ntmtrack.status.items import Item
from ntmtrack.status.items import directive_of
from ntmtrack.status.view import View
from ntmtrack.wording.words import Words


def tracking_table(view: View, words: Words) -> Table:
    """Lay the items out; those of one task with the same state share a row."""
    groups = list(enumerate(group_items(view.items, words), 1))
    extras = extras_of(view.items)
    leader, product = (
        extra_columns([extra for extra in extras if extra is one], words) for one in EXTRAS
    )
    return Table(
        words.say("TABLE OF TASKS AND THEIR STATE"),
        [
            Column(words.say("No."), number=True),
            Column(words.say("Assigned by"), wraps=True, lines=4),
            Column(words.say("Task"), wraps=True, lines=2),
            *leader,
            Column(words.say("Answers"), wraps=True, lines=4),
            Column(words.say("Supports"), wraps=True, lines=4),
            due_column(view.items, words, wraps=True)._replace(lines=4),
            Column(words.say("Progress"), wraps=True, lines=2),
            Column(words.say("Result"), wraps=True, lines=3),
            *product,
            Column(words.say("Status"), wraps=True, lines=2),
        ],
        Rows(groups, lambda numbered: _row(*numbered, extras, view, words)),
    )


def _row(
    number: int, group: Sequence[Item], extras: Sequence[Extra], view: View, words: Words
) -> Sequence[Cell]:
    item, document = group[0], view.document
    directive = item.task.source or directive_of(item, document).number
    where = ", ".join(place_phrases(group, document, words))
    title = task_title(item.task, words)
    reached = all_reached_words(group, words)
    said = remark_words(item, remark(item), words)
    return (
        Cell(number),
        Cell(f"{directive}, {item.task.place}" if item.task.place else directive),
        Cell(f"{title} ({where})" if where else title),
        *extra_cells([extra for extra in extras if extra is LEADER], item),
        Cell(plain_lead_names(group, document)),
        Cell(plain_names(item.support, document)),
        due_cell(item, words),
        Cell(_progress(item, words)),
        Cell("; ".join(filter(None, [reached, said]))),
        *extra_cells([extra for extra in extras if extra is PRODUCT], item),
        Cell(status_words(item, words), status_role(item.state.status)),
    )


def _progress(item: Item, words: Words) -> str:
    """Say how far an item is, whatever its deadline."""
    if item.state.status == "cancelled":
        return ""
    if item.state.status in FINISHED:
        return words.say("done")
    return words.say("in progress") if item.state.begun else words.say("not started")
