"""The sentences of problems in the log of the file, some of them also of a command that records."""

from __future__ import annotations

from ntmtrack.wording.message import Message
from ntmtrack.wording.words import N_

LOG_MESSAGES: dict[str, Message] = {
    "entry-before-directive": Message(
        N_("The entry is dated before the directive, {issued}."), N_("Check the year of on:.")
    ),
    "entry-before-directive:asked": Message(
        N_("The entry is dated before the directive."), N_("Check --on.")
    ),
    "entry-heading": Message(
        N_("{task} is a heading; its state comes from its parts."),
        N_("Record the entry on one of its parts."),
    ),
    "mark-needs": Message(
        N_("An entry marked extended needs the new deadline."), N_("Add “to: …” with the day.")
    ),
    "mark-needs:undoes": Message(
        N_("An entry marked undone needs to say what it takes back."),
        N_("Add “undoes: …” with the at: of that entry or, where it has none, its mark."),
    ),
    "mark-without": Message(
        N_("{key} has no meaning in an entry marked {mark}."), N_("Remove {key}.")
    ),
    "entry-needs-share": Message(
        N_("The entry does not say which village of {task} it is about."),
        N_("Add “village: …” with one of: {known}."),
    ),
    "entry-needs-share:owner": Message(
        N_("The entry does not say which owner of {task} it is about."),
        N_("Add “owner: …” with one of: {known}."),
    ),
    "entry-share-unused": Message(
        N_("{task} is not divided by {key}."),
        N_("Remove {key}: from the entry, or write “each: {key}” in the task."),
    ),
    "not-covered": Message(N_("{task} is not a task of {value}."), N_("It is a task of: {known}.")),
    "not-recurring": Message(
        N_("{task} does not recur, so the mark {mark} has no meaning."),
        N_("Use done, cancelled or note."),
    ),
    "not-recurring:for": Message(
        N_("{task} does not recur, so it has no report for a day."),
        N_("Remove for: from the entry."),
    ),
    "not-recurring:asked": Message(
        N_("{task} does not recur, so {mark} has no meaning."), N_("Leave {mark} out.")
    ),
    "no-occurrence": Message(
        N_("{task} has no report on {day}."),
        N_("Its first is on {first}; name the day that is meant with for:."),
    ),
    "no-occurrence:over": Message(
        N_("{task} has no report on {day}."),
        N_("Its last was on {last}; name the day that is meant with for:."),
    ),
    "no-occurrence:early": Message(
        N_("{task} has no report on {day}."),
        N_("Its first is on {first}; --for names the day that is meant."),
    ),
    "no-occurrence:ended": Message(
        N_("{task} has no report on {day}."),
        N_("Its last was on {last}; --for names the day that is meant."),
    ),
    "extend-undated": Message(
        N_("{task} has no date that could be extended."), N_("Use the mark note instead.")
    ),
    "extend-undated:asked": Message(
        N_("{task} has no date that could be extended."), N_("ntmtrack note may hold the new day.")
    ),
    "extend-earlier": Message(
        N_("The new deadline is earlier than {due}, the one in force."),
        N_("Write a later day after to:."),
    ),
    "extend-earlier:asked": Message(
        N_("The new deadline is not later than {due}, the one in force."),
        N_("Write a later day after --to."),
    ),
    "extend-finished": Message(
        N_("{task} was done already; the extension changes nothing."),
        N_("Take it back, or reopen the item first."),
    ),
    "done-twice": Message(
        N_("{task} was done already; the first entry counts."),
        N_("Use the mark note for news, or reopened before a second done."),
    ),
    "undoes-nothing": Message(
        N_("No entry above matches: “{value}”."),
        N_("Repeat task, village, owner, for and on of the entry taken back, below it."),
    ),
}
