"""Reminders as messages: one draft for each owner, to be sent by a person."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Sequence
from datetime import date
from typing import Literal
from typing import NamedTuple

from ntmtrack.directive import names
from ntmtrack.directive.model import Measure
from ntmtrack.directive.model import Owner
from ntmtrack.reports import json_data
from ntmtrack.reports.directive_kind import kind
from ntmtrack.reports.json_data import Json
from ntmtrack.reports.paper import Letter
from ntmtrack.reports.paper import symbol
from ntmtrack.reports.sentences import cited
from ntmtrack.reports.sentences import deadline
from ntmtrack.reports.sentences import grouped
from ntmtrack.reports.sentences import place
from ntmtrack.reports.sentences import state_of
from ntmtrack.reports.tables import Block
from ntmtrack.reports.tables import Bullets
from ntmtrack.reports.tables import Line
from ntmtrack.reports.views import View
from ntmtrack.reports.views import as_of
from ntmtrack.reports.views import evidence
from ntmtrack.reports.views import head
from ntmtrack.status.items import Item
from ntmtrack.wording.words import N_
from ntmtrack.wording.words import Words

# Late by more than so many days, a reminder asks for the cause and for a day.
FIRM_DAYS = 3

Tone = Literal["firm", "late", "today", "soon"]


class Reminder(NamedTuple):
    """Hold what one owner has overdue, due today and due soon, the most pressing first."""

    owner: Owner
    overdue: Sequence[Item]
    today: Sequence[Item]
    soon: Sequence[Item]

    @property
    def items(self) -> list[Item]:
        """Give all that the owner is reminded of."""
        return [*self.overdue, *self.today, *self.soon]

    @property
    def tone(self) -> Tone:
        """Tell how pressing the most pressing item is."""
        if any((item.state.days_late or 0) > FIRM_DAYS for item in self.overdue):
            return "firm"
        return "late" if self.overdue else "today" if self.today else "soon"

    @property
    def days(self) -> list[date]:
        """Give the days on which the owner was reminded of any of these before."""
        marks = (
            entry.on.date()
            for item in self.items
            for entry in item.entries
            if entry.mark == "reminded"
        )
        return sorted(set(marks))


class RemindReport(NamedTuple):
    """Hold one reminder for each owner, those with most days late first, then by name."""

    view: View
    reminders: Sequence[Reminder]

    def alone(self, reminder: Reminder) -> RemindReport:
        """Give the report of one reminder, for a file of its own."""
        return RemindReport(self.view, [reminder])


def make(view: View, days: int) -> RemindReport:
    """Gather what is overdue, due today, or due within some days, by first owner."""
    by_owner: dict[Owner, list[Item]] = {}
    for item in view.items:
        if item.state.status in ("overdue", "due-today") or _near(item, days):
            by_owner.setdefault(item.lead, []).append(item)
    reminders = [_reminder(owner, items) for owner, items in by_owner.items()]
    reminders.sort(key=_lateness_and_name)
    return RemindReport(view, reminders)


def _lateness_and_name(one: Reminder) -> tuple[object, ...]:
    latest = max((item.state.days_late or 0 for item in one.overdue), default=0)
    return -latest, names.order(one.owner.name)


def _near(item: Item, days: int) -> bool:
    """Tell whether an item is due within some days; a daily report always is, so it is not."""
    daily = item.task.repeat is not None and item.task.repeat.every == "day"
    return not daily and item.state.days_left is not None and 0 < item.state.days_left <= days


def _reminder(owner: Owner, items: Sequence[Item]) -> Reminder:
    ahead = [item for item in items if item.state.status not in ("overdue", "due-today")]
    return Reminder(
        owner,
        sorted(
            (item for item in items if item.state.status == "overdue"),
            key=lambda item: -(item.state.days_late or 0),
        ),
        [item for item in items if item.state.status == "due-today"],
        sorted(ahead, key=lambda item: item.state.days_left or 0),
    )


GOALS = {
    "at_least": N_("at least {goal} {unit}"),
    "more_than": N_("more than {goal} {unit}"),
    "percent": N_("{goal} per cent of {unit}"),
}
URGENT: dict[Tone, str] = {
    "firm": N_("Long overdue, to be finished at once:"),
    "late": N_("Overdue, to be finished soon:"),
}
CLOSING: dict[Tone, str] = {
    "firm": N_("Please report the cause of the delay and the day by which all will be finished."),
    "late": N_("Please finish this as soon as you can and report the result."),
    "today": N_("Please see to this within the day and report the result."),
    "soon": N_("Please see to it in time and report the result."),
}


def blocks(report: RemindReport, words: Words) -> list[Block]:
    """Lay all the reminders out, one after another."""
    found = head(report.view, words)
    if not report.reminders:
        return [*found, Line(words.say("Nobody needs a reminder."), "good")]
    for reminder in report.reminders:
        found += [Line(""), *message(reminder, report.view, words)]
    return found


def messages(report: RemindReport, words: Words) -> list[Block]:
    """Lay only the messages out, ready to be sent."""
    return [block for one in report.reminders for block in message(one, report.view, words)]


def message(reminder: Reminder, view: View, words: Words) -> list[Block]:
    """Write one reminder as a message."""
    to = words.say("To: {name}", name=addressed(reminder.owner, words))
    return [Line(to, "title"), *body(reminder, view, words)]


def addressed(owner: Owner, words: Words) -> str:
    """Address an owner with rank and name."""
    if owner.kind == "person":
        name = words.say("Comrade {name}", name=owner.name)
        return f"{name}, {owner.title}" if owner.title else name
    return owner.name


def body(reminder: Reminder, view: View, words: Words) -> list[Block]:
    """Say the basis, how things stand, what is asked and what to send: as such letters do."""
    found: list[Block] = [Line(_basis(reminder, view, words))]
    for heading, items in (
        (words.say(URGENT.get(reminder.tone, URGENT["late"])), reminder.overdue),
        (words.say("Due today, to be done within the day:"), reminder.today),
        (words.say("Due soon, to be finished in time:"), reminder.soon),
    ):
        if items:
            found += [Line(heading, "head"), Bullets(_requests(items, view, words))]
    return [*found, *_closing(reminder, words)]


def _basis(reminder: Reminder, view: View, words: Words) -> str:
    directive = view.document.directive
    return words.say(
        "Under {kind} {number} of {issued} of {issuer}, “{subject}”: {as_of}, {counts}.",
        kind=kind(directive.number, words),
        number=directive.number,
        issued=words.day(directive.issued),
        issuer=directive.issuer,
        subject=directive.subject,
        as_of=as_of(view.moment, words),
        counts=", ".join(_counts(reminder, words)),
    )


def _counts(reminder: Reminder, words: Words) -> Iterator[str]:
    """Count the tasks of each kind; one that is owed in several villages is one."""
    late, today, soon = (
        len({item.task.id for item in items})
        for items in (reminder.overdue, reminder.today, reminder.soon)
    )
    if late:
        yield words.plural("{count} task is overdue", "{count} tasks are overdue", late)
    if today:
        yield words.plural("{count} task is due today", "{count} tasks are due today", today)
    if soon:
        yield words.plural("{count} task is due soon", "{count} tasks are due soon", soon)


def _requests(items: Sequence[Item], view: View, words: Words) -> list[str]:
    return [_request(group, view, words) for group in grouped(items, words)]


def _request(group: Sequence[Item], view: View, words: Words) -> str:
    """Say one request: what, where, by when, how late, and what to send to whom."""
    item, document = group[0], view.document
    parts = [
        cited(item, words),
        *place(group, document, words),
        *deadline(item, words),
        state_of(item, words),
    ]
    said = ["; ".join(parts) + "."]
    if item.task.measures:
        figures = ", ".join(_measure(one, words) for one in item.task.measures)
        said.append(words.say("Figures to report: {figures}.", figures=figures))
    if papers := evidence(item.task, words):
        said.append(words.say("Enclose: {evidence}.", evidence=papers))
    to = [document.owners[id_].name for id_ in item.task.report_to] or [document.directive.issuer]
    return " ".join([*said, words.say("Send to: {to}.", to=", ".join(to))])


def _measure(measure: Measure, words: Words) -> str:
    if measure.kind is None or measure.goal is None:
        goal = measure.unit
    else:
        values = {"goal": words.number(measure.goal), "unit": measure.unit}
        goal = words.say(GOALS[measure.kind], **values)
    return f"{measure.name} ({goal})"


def _closing(reminder: Reminder, words: Words) -> list[Block]:
    """Say how often the owner was reminded before, and what is expected now."""
    found: list[Block] = []
    if reminder.days:
        before = words.plural(
            "Reminded {count} time before, the last on {day}.",
            "Reminded {count} times before, the last on {day}.",
            len(reminder.days),
            day=words.day(reminder.days[-1]),
        )
        found.append(Line(before))
    return [*found, Line(words.say(CLOSING[reminder.tone]))]


def data(report: RemindReport, words: Words) -> dict[str, Json]:
    """Give the report as data."""
    view = report.view
    return json_data.report(
        "remind",
        view,
        words,
        reminders=[
            {
                "owner": {"id": one.owner.id, "name": one.owner.name, "title": one.owner.title},
                "tone": one.tone,
                "overdue": [item.key for item in one.overdue],
                "due_today": [item.key for item in one.today],
                "due_soon": [item.key for item in one.soon],
                "reminded": [day.isoformat() for day in one.days],
            }
            for one in report.reminders
        ],
        items=json_data.items(
            [item for one in report.reminders for item in one.items], view, words
        ),
    )


def letter(reminder: Reminder, view: View, words: Words) -> Letter:
    """Give one reminder as a draft of an official letter."""
    directive = view.document.directive
    signer = directive.signer
    return Letter(
        superior=directive.superior,
        issuer=directive.issuer,
        symbol=symbol("CV", directive.number),
        place=directive.place,
        day=view.moment.day,
        title=None,
        subject=words.say(
            "urging the tasks of {kind} {number}",
            kind=kind(directive.number, words),
            number=directive.number,
        ),
        addressed=[addressed(reminder.owner, words)],
        body=body(reminder, view, words),
        annexes=(),
        recipients=[
            words.say("As above"),
            words.say("{issuer} (to report)", issuer=directive.issuer),
            words.say("Filed: Office"),
        ],
        signs_for=(signer and signer.for_) or directive.issuer,
        office=signer.title if signer else "",
    )
