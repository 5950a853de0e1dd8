"""Reminders as messages: one for each owner, to be sent by a person."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Sequence

from ntmtrack.directive import names
from ntmtrack.directive.model import Directive
from ntmtrack.directive.model import Document
from ntmtrack.directive.model import Measure
from ntmtrack.directive.model import Owner
from ntmtrack.directive.model import Village
from ntmtrack.reports.item_words import count_of
from ntmtrack.reports.item_words import evidence_words
from ntmtrack.reports.item_words import leader_names
from ntmtrack.reports.item_words import list_names
from ntmtrack.reports.item_words import name_before_title
from ntmtrack.reports.item_words import name_in_sentence
from ntmtrack.reports.item_words import names_of
from ntmtrack.reports.item_words import of_tasks
from ntmtrack.reports.item_words import overdue_words
from ntmtrack.reports.item_words import status_in_sentence
from ntmtrack.reports.item_words import with_aside
from ntmtrack.reports.measure_words import goal_words
from ntmtrack.reports.measure_words import goals_by_village
from ntmtrack.reports.paper import asking_body
from ntmtrack.reports.paper import office_of
from ntmtrack.reports.remind import Reminder
from ntmtrack.reports.remind import RemindReport
from ntmtrack.reports.remind import Tone
from ntmtrack.reports.remind import all_items
from ntmtrack.reports.report_head import head
from ntmtrack.reports.report_head import letter_words
from ntmtrack.reports.report_head import until
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

MOST_NAMED = 4  # directives in a sentence; more are cited in a list that goes with it

_COMRADE = NP_("in a sentence", "Comrade {name}")
URGENT: dict[Tone, str] = {
    "firm": N_("Overdue, to be finished at once:"),
    "late": N_("Overdue, to be finished soon:"),
}
LONG_OVERDUE = N_("Long overdue, to be finished at once:")
# What is expected: {by} is who asks, {who} is asked, {office} is answered {before} a day.
LONG_CLOSING = N_(
    "{by} asks {who} to finish this at once, and to report to {office}{before} the cause, who is"
    " answerable for the delay, and when all will be finished."
)
CLOSING: dict[Tone, str] = {
    "firm": N_(
        "{by} asks {who} to finish this without delay, and to report to {office}{before} the cause"
        " of the delay and when all will be finished."
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
    """Lay all the reminders out, one after another."""
    blocks = head(report.view, words)
    if not report.reminders:
        return [*blocks, Paragraph(nothing_to_remind_of(report, words), "good")]
    for reminder in report.reminders:
        blocks += [Paragraph(""), *_message(reminder, report, words)]
    return blocks


def nothing_to_remind_of(report: RemindReport, words: Words) -> str:
    """Say that nobody needs a reminder, or that one owner does not any more."""
    if report.only_about is None:
        return words.say("Nobody needs a reminder.")
    when, name = until(report.view.moment, words), name_in_sentence(report.only_about.name)
    return words.say("Nothing to remind {name} of {when}.", name=name, when=when)


def messages(report: RemindReport, words: Words) -> list[Block]:
    """Lay only the messages out, ready to be sent."""
    return [block for reminder in report.reminders for block in _message(reminder, report, words)]


def _message(reminder: Reminder, report: RemindReport, words: Words) -> list[Block]:
    to = words.say("To: {name}", name=form_of_address(reminder.owner, words))
    message = [Paragraph(to, "title"), *body(reminder, report, words)]
    letters = listed_letters([reminder], report.view, words)
    if not letters:
        return message
    return [*message, Paragraph(words.say("List of documents:"), "head"), Bullets(letters)]


def form_of_address(owner: Owner, words: Words) -> str:
    """Address an owner with rank and name."""
    if owner.kind == "person":
        name = words.say("Comrade {name}", name=name_before_title(owner))
        return f"{name}, {owner.title}" if owner.title else name
    return owner.name


def _person(owner: Owner, words: Words) -> str:
    """Name an owner within a sentence."""
    if owner.kind == "person":
        return words.say_in("in a sentence", _COMRADE).format(name=name_before_title(owner))
    return name_in_sentence(owner.name)


def body(reminder: Reminder, report: RemindReport, words: Words) -> list[Block]:
    """Say the basis, how things stand, what to do and what to send, in the office's order."""
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
    """Say under which directive, and how much is late or due: what several share counts once.

    It is a sentence without its end.
    """
    directives = directives_of(all_items(reminders), view.document)
    counts, when = ", ".join(_counts(reminders, words)), until(view.moment, words)
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
    """Cite the directives in full for the list that goes with reminders, where they are many.

    Below, the duties have only the kind and the number of each.
    """
    directives = directives_of(all_items(reminders), view.document)
    if len(directives) <= MOST_NAMED:
        return []
    return [f"{letter}." for letter in _letters(directives, view, words)]


def _letters(directives: Sequence[Directive], view: View, words: Words) -> list[str]:
    issuer = _as_in_head(directives[0], view.document).issuer
    return [letter_words(each._replace(issuer=issuer), words) for each in directives]


def _counts(reminders: Sequence[Reminder], words: Words) -> Iterator[str]:
    """Count the items that are late, due today and due soon."""
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
        yield of_tasks(phrase, today, words)
    if soon.items:
        phrase = words.plural("{count} item due soon", "{count} items due soon", soon.items)
        yield of_tasks(phrase, soon, words)


def _request(group: Sequence[Item], view: View, words: Words) -> str:
    """Make one request: what, where, by when, how late, and what to send to whom."""
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
    if to := report_recipients(item, document):  # else the last sentence says where to answer
        request.append(words.say("Send to: {to}.", to=to))
    return " ".join(request)


def report_recipients(item: Item, document: Document) -> str:
    """Name whom the result of an item is reported to, where its task says so."""
    recipients = [document.owners[id_] for id_ in item.task.report_to]
    return names_of(recipients, item.groups, ", ")


def answer_recipient(item: Item, who: str, document: Document, words: Words) -> str:
    """Name whom an owner answers on an item: the directive's office, or those above that."""
    return _answer_recipient(_as_in_head(directive_of(item, document), document), who, words)


def _answer_recipient(directive: Directive, who: str, words: Words) -> str:
    office = office_of(directive, words)
    return directive.issuer if office == who else office


def _as_in_head(directive: Directive, document: Document) -> Directive:
    """Return the directive that the head of a paper is from, where their issuer is the same.

    Several may spell its name in two ways (ủy, uỷ); one paper has one of them.
    """
    newest = document.directive
    is_same = names.identity(newest.issuer) == names.identity(directive.issuer)
    return newest if is_same else directive


def _measure(measure: Measure, villages: Sequence[Village], words: Words) -> str:
    """Name a measure with its goal, of a single village that which it has."""
    own = measure.of_share(villages[0].id) if len(villages) == 1 else measure
    goal = goal_words(own, words) or list_names(goals_by_village(own, villages, words))
    return with_aside(measure.name, goal or measure.unit)


def _reminded(reminder: Reminder, words: Words) -> list[Block]:
    """Say how often the owner was reminded before."""
    if not reminder.days:
        return []
    before = words.plural(
        "Reminded {count} time before, the last on {day}.",
        "Reminded {count} times before, the last on {day}.",
        len(reminder.days),
        day=words.day(reminder.days[-1]),
    )
    return [Paragraph(before)]


def closing(
    reminders: Sequence[Reminder], who: str, report: RemindReport, words: Words
) -> Paragraph:
    """Say what is expected now, as the most pressing reminder has it, and where to answer."""
    document = report.view.document
    directive, *_ = directives_of(all_items(reminders), document)
    directive = _as_in_head(directive, document)
    tones = {reminder.tone for reminder in reminders}
    text = CLOSING[next(tone for tone in CLOSING if tone in tones)]
    if any(reminder.is_long for reminder in reminders):
        text = LONG_CLOSING
    day = words.day(report.answer_by) if report.answer_by else words.blank
    before = words.say(" before {day}", day=day) if day else ""
    by = asking_body(report.view.document, directive)
    office = _answer_recipient(directive, who, words)
    return Paragraph(words.say(text, by=by, who=who, office=office, before=before))
