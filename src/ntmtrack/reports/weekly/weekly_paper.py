"""The weekly report as a paper for signature, with annexes as short as wanted."""

from __future__ import annotations

from dataclasses import replace

from ntmtrack.directive.model import Directive
from ntmtrack.reports.paper import Paper
from ntmtrack.reports.paper import blank_paper
from ntmtrack.reports.report_head import document_kind
from ntmtrack.reports.report_head import scope
from ntmtrack.reports.report_head import subject_in_sentence
from ntmtrack.reports.tables import Paragraph
from ntmtrack.reports.weekly.paper_annexes import Annex
from ntmtrack.reports.weekly.paper_annexes import annexes
from ntmtrack.reports.weekly.paper_body import added_later_words
from ntmtrack.reports.weekly.paper_body import paper_body
from ntmtrack.reports.weekly.sections import footnotes
from ntmtrack.reports.weekly.week import WeeklyReport
from ntmtrack.wording.words import Words


def paper(report: WeeklyReport, annex: Annex, words: Words) -> Paper:
    """Make the report a paper for signature."""
    view = report.view
    directive = view.document.directive
    subject = words.say(
        "results of carrying out {kind} {number}, week of {start} to {end}",
        kind=document_kind(directive.number, words),
        number=directive.number,
        start=words.day(report.week.start),
        end=words.day(report.week.end),
    )
    tables = annexes(report, annex, words)
    enclosed = [Paragraph(words.say("(Details stand in the annex.)"))] if tables else []
    return replace(
        blank_paper("BC", view.document, view.moment.day, words),
        subject=subject,
        body=[
            Paragraph(_opening(directive, words)),
            *scope(view.selection, view.document, words),
            *paper_body(report, words),
            *added_later_words(report, words),
            *footnotes(report, words),
            *enclosed,
            Paragraph(words.say("This is the report on the {subject}.", subject=subject)),
        ],
        annexes=tables,
    )


def _opening(directive: Directive, words: Words) -> str:
    return words.say(
        "Under {kind} {number} of {issued} of {issuer}, “{subject}”, the week brought the"
        " following results:",
        kind=document_kind(directive.number, words),
        number=directive.number,
        issued=words.day(directive.issued),
        issuer=directive.issuer,
        subject=subject_in_sentence(directive.subject, words),
    )
