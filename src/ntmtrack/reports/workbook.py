"""The output of `export` for offices: the workbook, its table to print, and the form for clerks."""

from __future__ import annotations

from collections.abc import Sequence

from ntmtrack import wording
from ntmtrack.directive import recurrence
from ntmtrack.recording.filled_form import TO_FILL
from ntmtrack.recording.filled_form import ColumnName
from ntmtrack.recording.filled_form import fact_word
from ntmtrack.recording.filled_form import heading_word
from ntmtrack.recording.form_cells import mark_words
from ntmtrack.recording.grid import MOST_ROWS
from ntmtrack.reports import history
from ntmtrack.reports import matrix
from ntmtrack.reports import status
from ntmtrack.reports import volumes
from ntmtrack.reports.common_tables import directives_table
from ntmtrack.reports.deadline_words import due_cell
from ntmtrack.reports.deadline_words import due_column
from ntmtrack.reports.entry_words import period_words
from ntmtrack.reports.item_words import EXTRAS
from ntmtrack.reports.item_words import LEADER
from ntmtrack.reports.item_words import PRODUCT
from ntmtrack.reports.item_words import Extra
from ntmtrack.reports.item_words import append_aside
from ntmtrack.reports.item_words import extra_cells
from ntmtrack.reports.item_words import extra_columns
from ntmtrack.reports.item_words import extras_of
from ntmtrack.reports.item_words import item_title
from ntmtrack.reports.item_words import lead_names
from ntmtrack.reports.item_words import place_words
from ntmtrack.reports.item_words import plain_lead_names
from ntmtrack.reports.item_words import plain_names
from ntmtrack.reports.item_words import remark_words
from ntmtrack.reports.item_words import status_label
from ntmtrack.reports.item_words import status_role
from ntmtrack.reports.item_words import status_words
from ntmtrack.reports.item_words import task_title
from ntmtrack.reports.measure_words import all_reached_words
from ntmtrack.reports.report_head import head
from ntmtrack.reports.report_head import scope
from ntmtrack.reports.sentences import group_items
from ntmtrack.reports.sentences import place_phrases
from ntmtrack.reports.sentences import remark
from ntmtrack.reports.tables import Block
from ntmtrack.reports.tables import Cell
from ntmtrack.reports.tables import Column
from ntmtrack.reports.tables import Facts
from ntmtrack.reports.tables import Paragraph
from ntmtrack.reports.tables import Rows
from ntmtrack.reports.tables import Sheet
from ntmtrack.reports.tables import Table
from ntmtrack.status.items import FINISHED
from ntmtrack.status.items import Item
from ntmtrack.status.items import directive_of
from ntmtrack.status.view import View
from ntmtrack.wording.problem import usage
from ntmtrack.wording.words import N_
from ntmtrack.wording.words import NP_
from ntmtrack.wording.words import Words

# Names of sheets: at most 31 characters, and none of []:*?/\\.
_SHEET = "sheet"
_SUMMARY = NP_("sheet", "Summary")
_TASKS = NP_("sheet", "Tasks")
_BY_VILLAGE = NP_("sheet", "By {village}")
_VOLUMES = NP_("sheet", "Volumes")
_BY_OWNER = NP_("sheet", "By owner")
_LOG = NP_("sheet", "Log")
_TRACKING = NP_("sheet", "Tracking")
_HINTS: dict[ColumnName, str] = {
    "occurrence": N_("The report this row is about; to add another, copy the row and change this."),
    "mark": N_("Choose from the list; leave the row empty if there is nothing new."),
    "day": N_("The day it happened: 14/7/2021."),
    "amounts": N_("Totals so far: 3 or, for several measures, ho=3; met=120,5."),
    "obstacle": N_("What is in the way."),
    "reason": N_("Why it is late, or not moving."),
    "evidence": N_("Photos and documents that go with it: anh1.jpg; bien-ban.pdf."),
    "by": N_("Who reported or allowed it."),
    "note": N_("Anything else to report."),
}

# A form needs some of the rows that `import` reads for what is above and below its items.
MOST_FORM_ITEMS = MOST_ROWS - 50


def sheets(view: View, tasks: Sequence[Block], words: Words) -> list[Sheet]:
    """Build a workbook about a directive, with a sheet for each thing that people look for.

    `tasks` are the blocks of `export`: all items, with the chosen columns.
    """
    counts = status.make(view)
    by_directive = [directives_table(view, words)] if view.several else []
    sheets = {
        _SUMMARY: [
            *status.summary(counts, words),
            *by_directive,
            *status.heading_states(counts, words),
        ],
        _TASKS: tasks,
        _BY_VILLAGE: matrix.blocks_with_titles(matrix.make(view), words),
        _VOLUMES: volumes.blocks(volumes.make(view), words),
        _BY_OWNER: [*head(view, words), *status.by_owner_blocks(counts, words)],
        _LOG: [
            block
            for part in view.parts
            for block in history.blocks(history.make(part, history.HistoryFilter()), words)
        ],
        _TRACKING: [tracking_table(view, words)],
    }
    return [Sheet(words.say_in(_SHEET, name), blocks) for name, blocks in sheets.items()]


def form_sheet(view: View, words: Words) -> Sheet:
    """Build the form: a row for each open item, with columns to fill in.

    Raise a usage error if the form would be too big to be imported again.
    """
    count = len(_unfinished(view))
    if count > MOST_FORM_ITEMS:
        raise usage(wording.Code.FORM_TOO_BIG_WRITTEN, count=count, limit=MOST_FORM_ITEMS)
    how = Paragraph(words.say("Fill in the yellow cells and send this form back to the sender."))
    only = scope(view.selection, view.document, words)
    blocks: list[Block] = [_form_facts(view, words), *only, how, _form_table(view, words)]
    return Sheet(words.say_in(_SHEET, _TASKS), blocks)


def tracking_table(view: View, words: Words) -> Table:
    """Build the tracking table; items of one task in the same state share a row."""
    groups = list(enumerate(group_items(view.items, words), 1))
    extras = extras_of(view.items)
    leader, product = (
        extra_columns([extra for extra in extras if extra is wanted], words) for wanted in EXTRAS
    )
    return Table(
        words.say("TABLE OF TASKS AND THEIR STATUS"),
        [
            Column(words.say("No."), number=True),
            Column(words.say("Assigned by"), wraps=True, lines=4),
            Column(words.say("Task"), wraps=True, lines=2),
            *leader,
            Column(words.say("Lead"), wraps=True, lines=4),
            Column(words.say("Support"), wraps=True, lines=4),
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
    remark = _remark(item, words)
    return (
        Cell(number),
        Cell(f"{directive}, {item.task.place}" if item.task.place else directive),
        Cell(append_aside(title, where)),
        *extra_cells([extra for extra in extras if extra is LEADER], item),
        Cell(plain_lead_names(group, document)),
        Cell(plain_names(item.support, document)),
        due_cell(item, words),
        Cell(_progress(group, words)),
        Cell("; ".join(filter(None, [reached, remark]))),
        *extra_cells([extra for extra in extras if extra is PRODUCT], item),
        Cell(status_words(item, words), status_role(item.state.status)),
    )


def _remark(item: Item, words: Words) -> str:
    """Return the obstacle and the note; the reason for a change is labelled, as it is no result."""
    note, entry = remark(item), item.newest_entry
    if note and entry and entry.mark in ("extended", "cancelled"):
        note = words.say("Reason: {note}", note=note)
    return remark_words(item, note, words)


def _progress(group: Sequence[Item], words: Words) -> str:
    """Return how far items in one state are, whatever their deadline.

    Only a recorded start counts as one. A note, with or without figures, may be about work, so the
    text then does not claim that nothing was begun.
    """
    state = group[0].state
    if state.status == "cancelled":
        return ""
    if state.status in FINISHED:
        return words.say("done")
    if state.begun:
        return words.say("in progress")
    if any(entry.mark == "note" for item in group for entry in item.entries):
        return words.say("start not recorded")
    return words.say("not started")


def _form_facts(view: View, words: Words) -> Facts:
    """Return the directive that the form is for, as `import` reads it."""
    directive = view.document.directive
    facts = (
        (fact_word("number", words), Cell(directive.number)),
        (fact_word("issued", words), Cell(directive.issued)),
        (fact_word("issuer", words), Cell(directive.issuer)),
        (fact_word("made", words), Cell(view.moment.day)),
    )
    return Facts(words.say("Form to report on tasks"), facts)


def _form_table(view: View, words: Words) -> Table:
    unfinished = _unfinished(view)
    products = extras_of(unfinished, (PRODUCT,))
    return Table(
        "",
        [
            Column(heading_word("key", words)),
            Column(words.say("Task"), wraps=True),
            Column(words.say("Where"), wraps=True),
            Column(words.say("Lead"), wraps=True),
            due_column(unfinished, words),
            Column(words.say("Status"), wraps=True),
            *extra_columns(products, words),
            Column(words.say("Figures to report"), wraps=True),
            *(_column_to_fill(column, words) for column in TO_FILL),
        ],
        Rows(unfinished, lambda item: _form_row(item, products, words)),
    )


def _unfinished(view: View) -> list[Item]:
    return [item for item in view.items if item.state.status not in FINISHED]


def _column_to_fill(column: ColumnName, words: Words) -> Column:
    choices = mark_words(words) if column == "mark" else []
    return Column(
        heading_word(column, words), wraps=True, hint=words.say(_HINTS[column]), choices=choices
    )


def _form_row(item: Item, products: Sequence[Extra], words: Words) -> Sequence[Cell]:
    return (
        Cell(item.key, "id"),
        Cell(item_title(item, words)),
        Cell(place_words(item, words)),
        Cell(lead_names(item)),
        due_cell(item, words),
        Cell(status_label(item, words), status_role(item.state.status)),
        *extra_cells(products, item),
        Cell(_to_count(item, words)),
        *(_cell_to_fill(item, column, words) for column in TO_FILL),
    )


def _cell_to_fill(item: Item, column: ColumnName, words: Words) -> Cell:
    """Return an empty cell; for a duty's occurrence, the one that is due.

    It is named so that `import` can read it: English months are written as 2025-12.
    """
    repeat, due = item.task.repeat, item.state.due
    if column != "occurrence" or repeat is None or due is None:
        return Cell()
    if period := recurrence.period_on(repeat, due):
        return Cell(period_words(period, words) if words.language == "vi" else period.name)
    return Cell(due)


def _to_count(item: Item, words: Words) -> str:
    """Return the figures that an item asks for, each after the id to enter it with."""
    figures = {
        measure.id: (
            f"{volumes.measure_name(measure, words)} {volumes.goal_signs(measure, words)}".strip()
        )
        for measure in item.measures
    }
    if len(figures) == 1:
        return "".join(figures.values())
    return "; ".join(f"{id_} = {figure}" for id_, figure in figures.items())
