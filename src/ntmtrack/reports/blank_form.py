"""What is open, as a form for clerks: a row an item, and columns to fill in."""

from __future__ import annotations

from collections.abc import Sequence

from ntmtrack.recording.filled_form import HEADINGS
from ntmtrack.recording.filled_form import ColumnName
from ntmtrack.recording.filled_form import heading_word
from ntmtrack.recording.filled_form import mark_words
from ntmtrack.reports.tables import Block
from ntmtrack.reports.tables import Cell
from ntmtrack.reports.tables import Column
from ntmtrack.reports.tables import Line
from ntmtrack.reports.tables import Rows
from ntmtrack.reports.tables import Sheet
from ntmtrack.reports.tables import Table
from ntmtrack.reports.views import ROLES
from ntmtrack.reports.views import View
from ntmtrack.reports.views import head
from ntmtrack.reports.views import status_label
from ntmtrack.reports.views import title
from ntmtrack.reports.views import where
from ntmtrack.reports.volumes import goal
from ntmtrack.reports.volumes import measure_name
from ntmtrack.reports.workbook import SHEET
from ntmtrack.reports.workbook import TASKS
from ntmtrack.status.items import FINISHED
from ntmtrack.status.items import Item
from ntmtrack.wording.words import N_
from ntmtrack.wording.words import Words

_HINTS: dict[ColumnName, str] = {
    "mark": N_("Choose from the list; leave the row empty if there is nothing new."),
    "day": N_("The day it happened: 14/7/2021."),
    "amounts": N_("Totals so far: 3 or, of several things, ho=3; met=120,5."),
    "by": N_("Who says so."),
    "note": N_("What else there is to say."),
}


def sheet(view: View, words: Words) -> Sheet:
    """Lay the form out as a sheet."""
    return Sheet(words.say_in(SHEET, TASKS), blocks(view, words))


def blocks(view: View, words: Words) -> list[Block]:
    """Lay the form out, with a word on what becomes of it."""
    how = words.say("Fill in the yellow cells; then ntmtrack import FILE records all of it.")
    return [*head(view, words), Line(how), _table(view, words)]


def _table(view: View, words: Words) -> Table:
    to_fill = [column for column in HEADINGS if column != "key"]
    open_ = [item for item in view.items if item.state.status not in FINISHED]
    return Table(
        "",
        [
            Column(heading_word("key", words)),
            Column(words.say("Task"), wraps=True),
            Column(words.say("Where"), wraps=True),
            Column(words.say("Answers"), wraps=True),
            Column(words.say("Due")),
            Column(words.say("Status"), wraps=True),
            Column(words.say("To count"), wraps=True),
            *(_column(column, words) for column in to_fill),
        ],
        Rows(open_, lambda item: (*_row(item, words), *(Cell() for _ in to_fill))),
    )


def _column(column: ColumnName, words: Words) -> Column:
    choices = mark_words(words) if column == "mark" else []
    return Column(
        heading_word(column, words), wraps=True, hint=words.say(_HINTS[column]), choices=choices
    )


def _row(item: Item, words: Words) -> Sequence[Cell]:
    return (
        Cell(item.key, "id"),
        Cell(title(item, words)),
        Cell(where(item, words)),
        Cell(item.lead.name),
        Cell(item.state.due),
        Cell(status_label(item, words), ROLES.get(item.state.status, "plain")),
        Cell(_to_count(item, words)),
    )


def _to_count(item: Item, words: Words) -> str:
    """Tell what figures an item wants, each after the name that it is written with."""
    measures = item.task.measures
    named = {one.id: f"{measure_name(one, words)} {goal(one, words)}".strip() for one in measures}
    if len(named) == 1:
        return "".join(named.values())
    return "; ".join(f"{id_} = {name}" for id_, name in named.items())
