"""A reminder as a draft of an official letter (công văn đôn đốc)."""

from __future__ import annotations

from ntmtrack.kinds import kind
from ntmtrack.letters import Letter
from ntmtrack.letters import symbol
from ntmtrack.reminders import Reminder
from ntmtrack.reports.remind import addressed
from ntmtrack.reports.remind import body
from ntmtrack.views import View
from ntmtrack.words import Words


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
