"""The weekly report as a paper for signature, with annexes as short as wanted."""

from __future__ import annotations

from dataclasses import replace

from ntmtrack.reports.common_tables import directives_table
from ntmtrack.reports.paper import Paper
from ntmtrack.reports.paper import blank_paper
from ntmtrack.reports.report_head import document_kind
from ntmtrack.reports.report_head import finished_words
from ntmtrack.reports.report_head import kind_of_all_places
from ntmtrack.reports.report_head import letter_words
from ntmtrack.reports.report_head import scope
from ntmtrack.reports.report_head import subject_in_sentence
from ntmtrack.reports.tables import Block
from ntmtrack.reports.tables import Bullets
from ntmtrack.reports.tables import Paragraph
from ntmtrack.reports.tables import Table
from ntmtrack.reports.weekly.joint_week import by_issuer
from ntmtrack.reports.weekly.paper_annexes import Annex
from ntmtrack.reports.weekly.paper_annexes import annexes
from ntmtrack.reports.weekly.paper_body import MOST_LISTED
from ntmtrack.reports.weekly.paper_body import added_later_words
from ntmtrack.reports.weekly.paper_body import paper_body
from ntmtrack.reports.weekly.sections import footnotes
from ntmtrack.reports.weekly.week import WeeklyReport
from ntmtrack.status.view import View
from ntmtrack.wording.words import Words


def papers(report: WeeklyReport, annex: Annex, words: Words) -> list[Paper]:
    """Make the report a paper for signature; of directives of several issuers, one for each."""
    return [
        _paper(
            part,
            annex,
            words.calling(kind_of_all_places(each.document for each in part.view.parts)),
        )
        for part in by_issuer(report)
    ]


def _paper(report: WeeklyReport, annex: Annex, words: Words) -> Paper:
    view = report.view
    subject = _subject(report, words)
    tables = [*_by_directive(view, annex, words), *annexes(report, annex, words)]
    enclosed = [Paragraph(words.say("(Details stand in the annex.)"))] if tables else []
    return replace(
        blank_paper("BC", view.document, view.moment.day, words),
        subject=subject,
        body=[
            *_opening(view, annex, words),
            *scope(view.selection, view.document, words),
            *paper_body(report, words),
            *added_later_words(report, words),
            *footnotes(report, words),
            *finished_words(view, words),
            *enclosed,
            Paragraph(words.say("This is the report on the {subject}.", subject=subject)),
        ],
        annexes=tables,
    )


def _subject(report: WeeklyReport, words: Words) -> str:
    directives = [part.document.directive for part in report.view.parts]
    start, end = words.day(report.week.start), words.day(report.week.end)
    if len(directives) > 1:
        return words.say(
            "results of carrying out {count} directives, week of {start} to {end}",
            count=words.count(len(directives)),
            start=start,
            end=end,
        )
    (directive,) = directives
    return words.say(
        "results of carrying out {kind} {number}, week of {start} to {end}",
        kind=document_kind(directive.number, words),
        number=directive.number,
        start=start,
        end=end,
    )


def _opening(view: View, annex: Annex, words: Words) -> list[Block]:
    """Say what the paper rests on; where it is a few directives, each with its figures."""
    directives = [part.document.directive for part in view.parts]
    if _by_directive(view, annex, words):
        text = words.say(
            "Under {count} directives, of which each has its figures in an annex, the week brought"
            " the following results:",
            count=words.count(len(directives)),
        )
        return [Paragraph(text)]
    if len(directives) > 1:
        text = words.say("Under these directives the week brought the following results:")
        letters = [f"{letter_words(each, words)}: {each.subject}." for each in directives]
        listed = [Bullets(letters)] if len(letters) <= MOST_LISTED else []
        return [Paragraph(text), *listed, directives_table(view, words, title="")]
    (directive,) = directives
    text = words.say(
        "Under {kind} {number} of {issued} of {issuer}, “{subject}”, the week brought the"
        " following results:",
        kind=document_kind(directive.number, words),
        number=directive.number,
        issued=words.day(directive.issued),
        issuer=directive.issuer,
        subject=subject_in_sentence(directive.subject, words),
    )
    return [Paragraph(text)]


def _by_directive(view: View, annex: Annex, words: Words) -> list[Table]:
    """Give the figures of each directive as an annex, where they would fill the paper itself."""
    if annex == "none" or len(view.parts) <= MOST_LISTED:
        return []
    return [directives_table(view, words, title=words.say("FIGURES BY DIRECTIVE"))]
