"""Reminders as papers for signature: one official letter for each owner, or one for all."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import replace

from ntmtrack.directive.issuers import body_identity
from ntmtrack.directive.model import Document
from ntmtrack.directive.model import Owner
from ntmtrack.reports.deadline_words import due_cell
from ntmtrack.reports.item_words import body_in_each_village
from ntmtrack.reports.item_words import list_names
from ntmtrack.reports.item_words import status_words
from ntmtrack.reports.paper import Paper
from ntmtrack.reports.paper import blank_paper
from ntmtrack.reports.remind import Reminder
from ntmtrack.reports.remind import RemindReport
from ntmtrack.reports.remind import all_items
from ntmtrack.reports.remind_messages import answer_recipient
from ntmtrack.reports.remind_messages import basis
from ntmtrack.reports.remind_messages import body
from ntmtrack.reports.remind_messages import closing
from ntmtrack.reports.remind_messages import form_of_address
from ntmtrack.reports.remind_messages import listed_letters
from ntmtrack.reports.remind_messages import report_recipients
from ntmtrack.reports.report_head import document_kind
from ntmtrack.reports.report_head import kind_of_all_places
from ntmtrack.reports.sentences import cite
from ntmtrack.reports.sentences import group_items
from ntmtrack.reports.sentences import place_phrases
from ntmtrack.reports.tables import Cell
from ntmtrack.reports.tables import Column
from ntmtrack.reports.tables import Paragraph
from ntmtrack.reports.tables import Table
from ntmtrack.status.items import directive_of
from ntmtrack.status.items import directives_of
from ntmtrack.wording.words import Words


def papers(report: RemindReport, words: Words) -> Iterator[Paper]:
    """Yield an official letter for each reminder, grouped by issuer.

    They are built one at a time, as there may be thousands.
    """
    for part in _by_issuer(report):
        issuer_words = _own_words(part, words)
        for reminder in part.reminders:
            yield replace(
                _blank([reminder], part, issuer_words),
                addressed=[form_of_address(reminder.owner, issuer_words)],
                body=body(reminder, part, issuer_words),
                annexes=_letters_annex([reminder], part, issuer_words),
            )


def joint_papers(report: RemindReport, words: Words) -> list[Paper]:
    """Return one official letter for each issuer, with the tasks by addressee in an annex."""
    return [_joint_paper(part, _own_words(part, words)) for part in _by_issuer(report)]


def _own_words(report: RemindReport, words: Words) -> Words:
    """Return the words of an issuer, with its own term for the places below it."""
    return words.with_place_word(kind_of_all_places(part.document for part in report.view.parts))


def _by_issuer(report: RemindReport) -> list[RemindReport]:
    """Split a report by the issuers of the directives, in whose names the letters are."""
    groups: dict[str, list[Reminder]] = {}
    for reminder in report.reminders:
        issuer = directive_of(reminder.items[0], report.view.document).issuer
        groups.setdefault(body_identity(issuer), []).append(reminder)
    return [
        report._replace(view=view, reminders=groups[issuer])
        for view in report.parts
        if (issuer := body_identity(view.document.directive.issuer)) in groups
    ]


def _joint_paper(report: RemindReport, words: Words) -> Paper:
    reminders = _as_addressed(report.reminders, report.view.document)
    who = words.say("those named above")
    stands = basis(reminders, who, report.view, words)
    letters = _letters_annex(reminders, report, words)
    annex = words.say("The tasks of each addressee are listed in the annex.")
    if letters:
        annex = words.say("The tasks of each addressee are listed in annex {number}.", number=2)
    return replace(
        _blank(reminders, report, words),
        addressed=_addressees(reminders, report.view.document, words),
        body=[
            Paragraph(f"{stands}."),
            Paragraph(annex),
            closing(reminders, who, report, words),
        ],
        annexes=[*letters, _annex(reminders, report, words)],
    )


def _as_addressed(reminders: Sequence[Reminder], document: Document) -> list[Reminder]:
    """Sort reminders for the addressees and the annex: by kind of owner, villages in file order."""
    kinds: dict[str, list[Reminder]] = {}
    for reminder in reminders:
        kinds.setdefault(reminder.owner.plain_id, []).append(reminder)
    places = list(document.villages)

    def place(reminder: Reminder) -> int:
        village = reminder.owner.id.partition("@")[2]
        return places.index(village) if village else 0

    return [reminder for kind in kinds.values() for reminder in sorted(kind, key=place)]


def _addressees(reminders: Sequence[Reminder], document: Document, words: Words) -> list[str]:
    """Return all addressees, with the bodies of several villages on one line."""
    groups: dict[str, list[Owner]] = {}
    for reminder in reminders:
        groups.setdefault(reminder.owner.plain_id, []).append(reminder.owner)
    lines = []
    for id_, owners in groups.items():
        if len(owners) == 1:
            lines.append(form_of_address(owners[0], words))
            continue
        together = body_in_each_village(document.owners[id_], words)
        if len(owners) < len(document.villages):
            village_names = [document.villages[owner.id.partition("@")[2]].name for owner in owners]
            together = f"{together}: {list_names(village_names)}"
        lines.append(together)
    return lines


def _blank(reminders: Sequence[Reminder], report: RemindReport, words: Words) -> Paper:
    """Return the letter without contents; the leaders of the tasks also receive it."""
    document = report.view.document
    directive, *more = directives_of(all_items(reminders), document)
    subject = words.say(
        "reminder of the tasks of {kind} {number}",
        kind=document_kind(directive.number, words),
        number=directive.number,
    )
    if more:
        subject = words.say("reminder of the tasks assigned")
    paper = blank_paper("CV", document, report.view.moment.day, words)
    above, *others = paper.recipients
    copies = [
        words.say("{name} (to direct)", name=form_of_address(leader, words))
        for leader in _leaders(reminders)
        if leader.name != paper.name
    ]
    return replace(paper, subject=subject, recipients=[above, *copies, *others])


def _leaders(reminders: Iterable[Reminder]) -> list[Owner]:
    """Return all leaders of the tasks, each once, except those who are reminded themselves."""
    reminded = {reminder.owner.id for reminder in reminders}
    leaders = {
        leader.id: leader
        for reminder in reminders
        for item in reminder.items
        for leader in item.leaders
    }
    return [leader for id_, leader in leaders.items() if id_ not in reminded]


def _letters_annex(
    reminders: Sequence[Reminder], report: RemindReport, words: Words
) -> list[Table]:
    """Build an annex that cites the directives in full, if they are too many for a sentence."""
    letters = listed_letters(reminders, report.view, words)
    if not letters:
        return []
    columns = [
        Column(words.say("No."), number=True),
        Column(words.say("Document, number, day, issuer and subject"), wraps=True),
    ]
    rows = [(Cell(number), Cell(letter)) for number, letter in enumerate(letters, start=1)]
    return [Table(words.say("LIST OF DOCUMENTS"), columns, rows)]


def _annex(reminders: Sequence[Reminder], report: RemindReport, words: Words) -> Table:
    return Table(
        words.say("TASKS BY ADDRESSEE"),
        [
            Column(words.say("No."), number=True),
            Column(words.say("Task"), wraps=True),
            Column(words.say("Due"), wraps=True, lines=2),
            Column(words.say("Status"), wraps=True, lines=2),
            Column(words.say("Send to"), wraps=True, lines=2),
        ],
        [row for reminder in reminders for row in _rows(reminder, report, words)],
    )


def _rows(reminder: Reminder, report: RemindReport, words: Words) -> Iterator[Sequence[Cell]]:
    document = report.view.document
    name, who = form_of_address(reminder.owner, words), reminder.owner.name
    yield Cell(""), Cell(name[:1].upper() + name[1:], "head"), Cell(""), Cell(""), Cell("")
    for number, group in enumerate(group_items(reminder.items, words), 1):
        item = group[0]
        where = place_phrases(group, document, words)
        yield (
            Cell(number),
            Cell("; ".join([cite(item, words), *where])),
            due_cell(item, words),
            Cell(status_words(item, words)),
            Cell(report_recipients(item, document) or answer_recipient(item, who, document, words)),
        )
