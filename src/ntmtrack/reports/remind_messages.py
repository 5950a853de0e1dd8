"""Reminders as messages, one for each owner, which a person sends."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Sequence

from ntmtrack.directive import names
from ntmtrack.directive.model import Directive
from ntmtrack.directive.model import Document
from ntmtrack.directive.model import Measure
from ntmtrack.directive.model import Owner
from ntmtrack.directive.model import Village
from ntmtrack.reports.item_words import add_tasks
from ntmtrack.reports.item_words import append_aside
from ntmtrack.reports.item_words import count_of
from ntmtrack.reports.item_words import evidence_words
from ntmtrack.reports.item_words import leader_names
from ntmtrack.reports.item_words import list_names
from ntmtrack.reports.item_words import name_before_title
from ntmtrack.reports.item_words import name_in_sentence
from ntmtrack.reports.item_words import names_of
from ntmtrack.reports.item_words import overdue_words
from ntmtrack.reports.item_words import status_in_sentence
from ntmtrack.reports.measure_words import goal_words
from ntmtrack.reports.measure_words import goals_by_village
from ntmtrack.reports.paper import office_of
from ntmtrack.reports.paper import requesting_body
from ntmtrack.reports.remind import Reminder
from ntmtrack.reports.remind import RemindReport
from ntmtrack.reports.remind import Tone
from ntmtrack.reports.remind import all_items
from ntmtrack.reports.report_head import head
from ntmtrack.reports.report_head import letter_words
from ntmtrack.reports.report_head import moment_in_sentence
from ntmtrack.reports.sentences import cite
from ntmtrack.reports.sentences import deadline_phrases
from ntmtrack.reports.sentences import group_items
from ntmtrack.reports.sentences import place_phrases
from ntmtrack.reports.tables import Block
from ntmtrack.reports.tables import Bullets
from ntmtrack.reports.tables import Paragraph
from ntmtrack.status.items import Item
from ntmtrack.status.items import directive_of
from ntmtrack.status.items import directives_of
from ntmtrack.status.view import View
from ntmtrack.wording.words import N_
from ntmtrack.wording.words import NP_
from ntmtrack.wording.words import Words

MOST_NAMED = 4  # directives in a sentence; more are cited in an enclosed list

_COMRADE = NP_("in a sentence", "Comrade {name}")
URGENT: dict[Tone, str] = {
    "firm": N_("Overdue, to be finished at once:"),
    "late": N_("Overdue, to be finished soon:"),
}
LONG_OVERDUE = N_("Long overdue, to be finished at once:")
# The request at the end: {by} asks {who} to report to {office}; {before} is “ before DAY” or empty.
LONG_CLOSING = N_(
    "{by} asks {who} to finish this at once, and to report to {office}{before}"
    " the cause, who is responsible for the delay, and when everything will be"
    " finished."
)
CLOSING: dict[Tone, str] = {
    "firm": N_(
        "{by} asks {who} to finish this without delay, and to report to"
        " {office}{before} the cause of the delay and when everything will be"
        " finished."
    ),
    "late": N_(
        "{by} asks {who} to finish this without delay, and to report the result to"
        " {office}{before}."
    ),
    "today": N_(
        "{by} asks {who} to see to this within the day, and to report the result to"
        " {office}{before}."
    ),
    "soon": N_(
        "{by} asks {who} to see to this in time, and to report the result to {office}{before}."
    ),
}


def blocks(report: RemindReport, words: Words) -> list[Block]:
    """Build all reminders, one after another, below the head."""
    blocks = head(report.view, words)
    if not report.reminders:
        return [*blocks, Paragraph(nothing_to_remind_of(report, words), "good")]
    for reminder in report.reminders:
        blocks += [Paragraph(""), *_message(reminder, report, words)]
    return blocks


def nothing_to_remind_of(report: RemindReport, words: Words) -> str:
    """Return that nobody needs a reminder, or that the selected owner does not."""
    if report.only_about is None:
        return words.say("Nobody needs a reminder.")
    when, name = (
        moment_in_sentence(report.view.moment, words),
        name_in_sentence(report.only_about.name),
    )
    return words.say("Nothing to remind {name} of {when}.", name=name, when=when)


def messages(report: RemindReport, words: Words) -> list[Block]:
    """Build the messages alone, ready to be sent."""
    return [block for reminder in report.reminders for block in _message(reminder, report, words)]


def _message(reminder: Reminder, report: RemindReport, words: Words) -> list[Block]:
    to = words.say("To: {name}", name=form_of_address(reminder.owner, words))
    message = [Paragraph(to, "title"), *body(reminder, report, words)]
    letters = listed_letters([reminder], report.view, words)
    if not letters:
        return message
    return [*message, Paragraph(words.say("List of documents:"), "head"), Bullets(letters)]


def form_of_address(owner: Owner, words: Words) -> str:
    """Return the form of address of an owner: rank, name and title."""
    if owner.kind == "person":
        name = words.say("Comrade {name}", name=name_before_title(owner))
        return f"{name}, {owner.title}" if owner.title else name
    return owner.name


def _person(owner: Owner, words: Words) -> str:
    """Return an owner's name for the middle of a sentence."""
    if owner.kind == "person":
        return words.say_in("in a sentence", _COMRADE).format(name=name_before_title(owner))
    return name_in_sentence(owner.name)


def body(reminder: Reminder, report: RemindReport, words: Words) -> list[Block]:
    """Build the text of a message: the basis, how things stand, what to do and what to send."""
    view, who = report.view, _person(reminder.owner, words)
    stands = basis([reminder], who, view, words)
    blocks: list[Block] = [Paragraph(words.say("{basis}, as follows:", basis=stands))]
    urgent = LONG_OVERDUE if reminder.is_long else URGENT.get(reminder.tone, URGENT["late"])
    for heading, items in (
        (words.say(urgent), reminder.overdue),
        (words.say("Due today, to be done within the day:"), reminder.today),
        (words.say("Due soon, to be finished in time:"), reminder.soon),
    ):
        if items:
            requests = [_request(group, view, words) for group in group_items(items, words)]
            blocks += [Paragraph(heading, "head"), Bullets(requests)]
    return [*blocks, *_reminded(reminder, words), closing([reminder], who, report, words)]


def basis(reminders: Sequence[Reminder], who: str, view: View, words: Words) -> str:
    """Return the directives and how much is late or due, as a sentence without its end.

    Items that several reminders share count once.
    """
    directives = directives_of(all_items(reminders), view.document)
    counts, when = ", ".join(_counts(reminders, words)), moment_in_sentence(view.moment, words)
    issuer = _as_in_head(directives[0], view.document).issuer
    values = {"until": when, "who": who, "counts": counts}
    if len(directives) > MOST_NAMED:
        text = N_(
            "Under {count} directives of {issuer} (list enclosed): {until} {who} still had {counts}"
        )
        return words.say(text, count=words.count(len(directives)), issuer=issuer, **values)
    letters = "; ".join(_letters(directives, view, words))
    return words.say("Under {letters}: {until} {who} still had {counts}", letters=letters, **values)


def listed_letters(reminders: Sequence[Reminder], view: View, words: Words) -> list[str]:
    """Cite the directives in full, for a list enclosed with reminders, if they are many.

    The text of the reminders then gives only the kind and number of each.
    """
    directives = directives_of(all_items(reminders), view.document)
    if len(directives) <= MOST_NAMED:
        return []
    return [f"{letter}." for letter in _letters(directives, view, words)]


def _letters(directives: Sequence[Directive], view: View, words: Words) -> list[str]:
    issuer = _as_in_head(directives[0], view.document).issuer
    return [letter_words(directive._replace(issuer=issuer), words) for directive in directives]


def _counts(reminders: Sequence[Reminder], words: Words) -> Iterator[str]:
    """Yield the number of items that are late, due today and due soon."""
    late, today, soon = (
        count_of({item.key: item for items in lists for item in items}.values())
        for lists in (
            [reminder.overdue for reminder in reminders],
            [reminder.today for reminder in reminders],
            [reminder.soon for reminder in reminders],
        )
    )
    if late.items:
        yield overdue_words(late, words)
    if today.items:
        phrase = words.plural("{count} item due today", "{count} items due today", today.items)
        yield add_tasks(phrase, today, words)
    if soon.items:
        phrase = words.plural("{count} item due soon", "{count} items due soon", soon.items)
        yield add_tasks(phrase, soon, words)


def _request(group: Sequence[Item], view: View, words: Words) -> str:
    """Return one request: task, place, deadline, lateness, and what to send to whom."""
    item, document = group[0], view.document
    parts = [
        cite(item, words),
        *place_phrases(group, document, words),
        *deadline_phrases(item, words),
        status_in_sentence(item, words),
    ]
    request = ["; ".join(parts) + "."]
    if leaders := leader_names(item):
        request.append(words.say("Leader: {names}.", names=leaders))
    if item.task.measures:
        villages = [item.village for item in group if item.village]
        figures = list_names(_measure(measure, villages, words) for measure in item.task.measures)
        request.append(words.say("Figures to report: {figures}.", figures=figures))
    if evidence := evidence_words(item.task, words):
        request.append(words.say("Enclose: {evidence}.", evidence=evidence))
    if to := report_recipients(item, document):  # otherwise the last sentence says where to answer
        request.append(words.say("Send to: {to}.", to=to))
    return " ".join(request)


def report_recipients(item: Item, document: Document) -> str:
    """Return those whom the task says that the result is reported to."""
    recipients = [document.owners[id_] for id_ in item.task.report_to]
    return names_of(recipients, item.groups, ", ")


def answer_recipient(item: Item, who: str, document: Document, words: Words) -> str:
    """Return whom an owner answers about an item.

    It is the issuer's office; if that office is the owner itself, it is the issuer.
    """
    return _answer_recipient(_as_in_head(directive_of(item, document), document), who, words)


def _answer_recipient(directive: Directive, who: str, words: Words) -> str:
    office = office_of(directive, words)
    return directive.issuer if office == who else office


def _as_in_head(directive: Directive, document: Document) -> Directive:
    """Return the directive that gives a paper its head, if both have the same issuer.

    Directives may spell an issuer's name in two ways (ủy, uỷ); one paper keeps to one spelling.
    """
    newest = document.directive
    is_same = names.identity(newest.issuer) == names.identity(directive.issuer)
    return newest if is_same else directive


def _measure(measure: Measure, villages: Sequence[Village], words: Words) -> str:
    """Return a measure's name and goal: the village's own if there is only one village."""
    share_measure = measure.of_share(villages[0].id) if len(villages) == 1 else measure
    goal = goal_words(share_measure, words) or list_names(
        goals_by_village(share_measure, villages, words)
    )
    return append_aside(measure.name, goal or measure.unit)


def _reminded(reminder: Reminder, words: Words) -> list[Block]:
    """Return how often the owner was reminded before."""
    if not reminder.days:
        return []
    before = words.plural(
        "Reminded {count} time already, most recently on {day}.",
        "Reminded {count} times already, most recently on {day}.",
        len(reminder.days),
        day=words.day(reminder.days[-1]),
    )
    return [Paragraph(before)]


def closing(
    reminders: Sequence[Reminder], who: str, report: RemindReport, words: Words
) -> Paragraph:
    """Return the final request, in the tone of the most pressing reminder, and where to answer."""
    document = report.view.document
    directive, *_ = directives_of(all_items(reminders), document)
    directive = _as_in_head(directive, document)
    tones = {reminder.tone for reminder in reminders}
    text = CLOSING[next(tone for tone in CLOSING if tone in tones)]
    if any(reminder.is_long for reminder in reminders):
        text = LONG_CLOSING
    day = words.day(report.answer_by) if report.answer_by else words.blank
    before = words.say(" before {day}", day=day) if day else ""
    by = requesting_body(report.view.document, directive)
    office = _answer_recipient(directive, who, words)
    return Paragraph(words.say(text, by=by, who=who, office=office, before=before))
