"""The weekly report as a paper for signature, with its tracking table and volumes as annexes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ntmtrack.directive.model import Directive
from ntmtrack.reports.deadline_words import due_cell
from ntmtrack.reports.item_words import Extra
from ntmtrack.reports.item_words import extra_cells
from ntmtrack.reports.item_words import extra_columns
from ntmtrack.reports.item_words import extras_of
from ntmtrack.reports.item_words import item_title
from ntmtrack.reports.item_words import plain_lead_names
from ntmtrack.reports.item_words import plain_names
from ntmtrack.reports.item_words import remark_words
from ntmtrack.reports.item_words import status_words
from ntmtrack.reports.item_words import where
from ntmtrack.reports.paper import Paper
from ntmtrack.reports.paper import blank_paper
from ntmtrack.reports.quantities import volumes
from ntmtrack.reports.report_head import document_kind
from ntmtrack.reports.report_head import scope
from ntmtrack.reports.sentences import remark
from ntmtrack.reports.tables import Cell
from ntmtrack.reports.tables import Column
from ntmtrack.reports.tables import Paragraph
from ntmtrack.reports.tables import Table
from ntmtrack.reports.volumes import volumes_table
from ntmtrack.reports.weekly.sections import body
from ntmtrack.reports.weekly.sections import footnotes
from ntmtrack.reports.weekly.week import WeeklyReport
from ntmtrack.status.items import Item
from ntmtrack.status.view import View
from ntmtrack.wording.words import Words


def paper(report: WeeklyReport, words: Words) -> Paper:
    """Make the report a paper for signature, the whole tracking table as its annex."""
    view = report.view
    directive = view.document.directive
    subject = words.say(
        "results of carrying out {kind} {number}, week of {start} to {end}",
        kind=document_kind(directive.number, words),
        number=directive.number,
        start=words.day(report.week.start),
        end=words.day(report.week.end),
    )
    return replace(
        blank_paper("BC", view.document, view.moment.day, words),
        subject=subject,
        body=[
            Paragraph(_opening(directive, words)),
            *scope(view.selection, view.document, words),
            *body(report, words),
            *footnotes(report, words),
        ],
        annexes=[_tracking_table(view, words), *_volumes_annex(view, words)],
    )


def _opening(directive: Directive, words: Words) -> str:
    return words.say(
        "Under {kind} {number} of {issued} of {issuer}, “{subject}”, the week brought the"
        " following results:",
        kind=document_kind(directive.number, words),
        number=directive.number,
        issued=words.day(directive.issued),
        issuer=directive.issuer,
        subject=directive.subject,
    )


def _volumes_annex(view: View, words: Words) -> list[Table]:
    counted = volumes(view)
    title = words.say("VOLUMES BY VILLAGE (?: no figure yet)")
    return [volumes_table(counted, title, words)] if counted.rows else []


def _tracking_table(view: View, words: Words) -> Table:
    """Lay every item out in the columns of a tracking table, in the office's order."""
    extras = extras_of(view.items)
    return Table(
        words.say("Tracking table"),
        [
            Column(words.say("No."), number=True),
            Column(words.say("Task"), wraps=True),
            Column(words.say("Assigned by"), wraps=True),
            Column(words.say("Answers"), wraps=True),
            Column(words.say("Supports"), wraps=True),
            *extra_columns(extras, words),
            Column(words.say("Where"), wraps=True),
            Column(words.say("Due"), wraps=True),
            Column(words.say("Status"), wraps=True),
            Column(words.say("Note"), wraps=True),
        ],
        [
            _tracking_row(number, item, extras, view, words)
            for number, item in enumerate(view.items, 1)
        ],
    )


def _tracking_row(
    number: int, item: Item, extras: Sequence[Extra], view: View, words: Words
) -> Sequence[Cell]:
    document = view.document
    directive, place = document.directive.number, item.task.place
    return (
        Cell(number),
        Cell(item_title(item, words)),
        Cell(f"{directive}, {place}" if place else directive),
        Cell(plain_lead_names([item], document)),
        Cell(plain_names(item.support, document)),
        *extra_cells(extras, item),
        Cell(where(item, words)),
        due_cell(item, words),
        Cell(status_words(item, words)),
        Cell(remark_words(item, remark(item), words)),
    )
