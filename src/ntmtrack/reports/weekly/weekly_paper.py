"""The weekly report as a draft for signature, with its tracking table and volumes as annexes."""

from __future__ import annotations

from collections.abc import Callable

from ntmtrack.directive.model import Directive
from ntmtrack.reports.directive_kind import kind
from ntmtrack.reports.paper import Letter
from ntmtrack.reports.paper import symbol
from ntmtrack.reports.scope import scope
from ntmtrack.reports.sentences import remark
from ntmtrack.reports.tables import Cell
from ntmtrack.reports.tables import Column
from ntmtrack.reports.tables import Line
from ntmtrack.reports.tables import Table
from ntmtrack.reports.views import View
from ntmtrack.reports.views import due_cell
from ntmtrack.reports.views import plain_owner
from ntmtrack.reports.views import status_words
from ntmtrack.reports.views import title
from ntmtrack.reports.views import where
from ntmtrack.reports.volumes import table
from ntmtrack.reports.volumes import volumes
from ntmtrack.reports.weekly.sections import body
from ntmtrack.reports.weekly.sections import footnotes
from ntmtrack.reports.weekly.week import WeeklyReport
from ntmtrack.status.items import Item
from ntmtrack.wording.words import Words


def letter(report: WeeklyReport, words: Words) -> Letter:
    """Give the report as a draft for signature, the whole tracking table as its annex."""
    view = report.view
    directive = view.document.directive
    left = scope(view.selection, view.document, words)
    return Letter(
        superior=directive.superior,
        issuer=directive.issuer,
        symbol=symbol("BC", directive.number),
        place=directive.place,
        day=report.view.moment.day,
        title=words.say("REPORT"),
        subject=words.say(
            "results of carrying out {kind} {number}, week of {start} to {end}",
            kind=kind(directive.number, words),
            number=directive.number,
            start=words.day(report.week.start),
            end=words.day(report.week.end),
        ),
        addressed=(),
        body=[_opening(directive, words), *left, *body(report, words), *footnotes(report, words)],
        annexes=[_tracking(report.view, words), *_volume_annex(report.view, words)],
        recipients=[
            words.say("{issuer} (to report)", issuer=directive.issuer),
            words.say("Filed: Office"),
        ],
        signs_for=(directive.signer and directive.signer.for_) or directive.issuer,
        office=directive.signer.title if directive.signer else "",
    )


def _opening(directive: Directive, words: Words) -> Line:
    return Line(
        words.say(
            "Under {kind} {number} of {issued} of {issuer}, “{subject}”, the week brought the"
            " following results:",
            kind=kind(directive.number, words),
            number=directive.number,
            issued=words.day(directive.issued),
            issuer=directive.issuer,
            subject=directive.subject,
        )
    )


def _volume_annex(view: View, words: Words) -> list[Table]:
    found = volumes(view)
    title = words.say("VOLUMES BY VILLAGE (?: no figure yet)")
    return [table(found, words)._replace(title=title)] if found.rows else []


def _tracking(view: View, words: Words) -> Table:
    """Lay every item out in the columns of a tracking table, in the office's order."""
    document = view.document
    directive = document.directive.number
    columns: list[tuple[Column, Callable[[Item], Cell]]] = [
        (Column(words.say("Task"), wraps=True), lambda item: Cell(title(item, words))),
        (
            Column(words.say("Assigned by"), wraps=True),
            lambda item: Cell(f"{directive}, {item.task.place}" if item.task.place else directive),
        ),
        (
            Column(words.say("Answers"), wraps=True),
            lambda item: Cell(plain_owner(item.lead, document).name),
        ),
        (
            Column(words.say("Supports"), wraps=True),
            lambda item: Cell(
                ", ".join(plain_owner(owner, document).name for owner in item.support)
            ),
        ),
        (Column(words.say("Where"), wraps=True), lambda item: Cell(where(item, words))),
        (Column(words.say("Due"), wraps=True), lambda item: due_cell(item, words)),
        (Column(words.say("Status"), wraps=True), lambda item: Cell(status_words(item, words))),
        (
            Column(words.say("Note"), wraps=True),
            lambda item: Cell(remark(item) or ""),
        ),
    ]
    return Table(
        words.say("Tracking table"),
        [Column(words.say("No."), number=True), *(column for column, _ in columns)],
        [
            (Cell(number), *(cell(item) for _, cell in columns))
            for number, item in enumerate(view.items, start=1)
        ],
    )
