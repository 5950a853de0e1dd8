"""Messages about the log of a data file; some are also raised by commands that record."""

from __future__ import annotations

from ntmtrack.wording.codes import Code
from ntmtrack.wording.codes import Message
from ntmtrack.wording.words import N_

LOG_MESSAGES: dict[Code, Message] = {
    Code.ENTRY_BEFORE_DIRECTIVE: Message(
        N_("The entry is dated before the directive, {issued}."), N_("Check the year of on:.")
    ),
    Code.ENTRY_BEFORE_DIRECTIVE_COMMAND: Message(
        N_("The entry is dated before the directive."), N_("Check --on.")
    ),
    Code.ENTRY_BEFORE_DIRECTIVE_FORM: Message(
        N_("The entry is dated before the directive."), N_("Check day, month and year.")
    ),
    Code.ENTRY_HEADING: Message(
        N_("{task} is a heading; its state comes from its parts."),
        N_("Record the entry on one of its parts."),
    ),
    Code.MARK_NEEDS: Message(
        N_("An entry marked extended needs the new deadline."), N_("Add “to: …” with the day.")
    ),
    Code.MARK_NEEDS_UNDOES: Message(
        N_("An entry marked undone needs to say what it takes back."),
        N_("Add “undoes: …” with the at: of that entry or, if it has none, its mark."),
    ),
    Code.MARK_WITHOUT: Message(
        N_("{key} has no meaning in an entry marked {mark}."), N_("Remove {key}.")
    ),
    Code.MARK_WITHOUT_FOR: Message(
        N_("An entry marked cancelled cancels all reports of {task}, not just the one of {day}."),
        N_("If only that one is not owed, write “mark: excused”; otherwise remove for:."),
    ),
    Code.ENTRY_NEEDS_SHARE: Message(
        N_("The entry does not say which {village} of {task} it is about."),
        N_("Add “village: …” with one of: {known}."),
    ),
    Code.ENTRY_NEEDS_SHARE_OWNER: Message(
        N_("The entry does not say which owner of {task} it is about."),
        N_("Add “owner: …” with one of: {known}."),
    ),
    Code.ENTRY_SHARE_UNUSED: Message(
        N_("{task} is not divided by {key}."),
        N_("Remove {key}: from the entry, or write “each: {key}” in the task."),
    ),
    Code.NOT_COVERED: Message(
        N_("{task} is not a task of {value}."), N_("It is a task of: {known}.")
    ),
    Code.NOT_RECURRING: Message(
        N_("{task} does not recur, so the mark {mark} has no meaning."),
        N_("Use done, cancelled or note."),
    ),
    Code.NOT_RECURRING_FOR: Message(
        N_("{task} does not recur, so it has no reports for single days."),
        N_("Remove for: from the entry."),
    ),
    Code.NOT_RECURRING_COMMAND: Message(
        N_("{task} does not recur, so {mark} has no meaning."), N_("Leave {mark} out.")
    ),
    Code.NO_OCCURRENCE: Message(
        N_("{task} has no report for {day}; the entry has no effect."),
        N_("Its first report is that of {first}; name the right day with for:."),
    ),
    Code.NO_OCCURRENCE_OVER: Message(
        N_("{task} has no report for {day}; the entry has no effect."),
        N_("Its last report was that of {last}; name the right day with for:."),
    ),
    Code.NO_OCCURRENCE_EARLY: Message(
        N_("{task} has no report for {day}."),
        N_("Its first report is that of {first}; name the right day with --for."),
    ),
    Code.NO_OCCURRENCE_ENDED: Message(
        N_("{task} has no report for {day}."),
        N_("Its last report was that of {last}; name the right day with --for."),
    ),
    Code.EXTEND_UNDATED: Message(
        N_("{task} has no deadline that could be extended."),
        N_("Use the mark note instead, without to:."),
    ),
    Code.EXTEND_UNDATED_YET: Message(
        N_(
            "The extension of {when} to {day} comes before there is any deadline, so it"
            " has no effect."
        ),
        N_("If it extends a deadline that a later letter set, date it after that letter."),
    ),
    Code.EXTEND_UNDATED_COMMAND: Message(
        N_("{task} has no deadline that could be extended."),
        N_("You can record the new day with ntmtrack note."),
    ),
    Code.EXTEND_DUTY: Message(
        N_("{task} recurs; the deadlines of single reports cannot be extended."),
        N_("Record a report that is not needed as excused: ntmtrack done {task} --excused."),
    ),
    Code.EXTEND_EARLIER: Message(
        N_(
            "The extension of {when} to {day} is not later than {due}, the deadline in"
            " force at that time, so it has no effect."
        ),
        N_("If you meant a later day, write it after to:."),
    ),
    Code.EXTEND_EARLIER_COMMAND: Message(
        N_("The new deadline is not later than {due}, the one in force."),
        N_("Write a later day after --to."),
    ),
    Code.EXTEND_FINISHED: Message(
        N_("{task} was already done; the extension changes nothing."),
        N_("Take it back, or reopen the item first."),
    ),
    Code.DONE_TWICE: Message(
        N_("{task} was already done; the first entry counts."),
        N_("Use the mark note for updates, or reopened before a second done."),
    ),
    Code.AMOUNT_FALLS: Message(
        N_("The total of “{name}” falls from {before} to {amount}."),
        N_("A total is everything reached so far; ntmtrack undo takes back a wrong entry."),
    ),
    Code.AMOUNT_HIGH: Message(
        N_("“{name}”: {amount} is more than ten times the goal, {goal}."),
        N_("Check the figure; ntmtrack undo takes back a wrong entry."),
    ),
    Code.AMOUNT_HIGH_PERCENT: Message(
        N_("“{name}”: {amount} is more than 100 per cent."),
        N_("Check the figure; ntmtrack undo takes back a wrong entry."),
    ),
    Code.FUTURE_ENTRY: Message(
        N_("The entry is dated {when}, but the clock shows {day}."),
        N_("Check the day of on:, and the clock of the machine that wrote it."),
    ),
    Code.FUTURE_ENTRY_AT: Message(
        N_("The entry was written on {when}, but the clock shows {day}."),
        N_("Check the clocks of this machine and of the one that wrote it."),
    ),
    Code.FUTURE_ENTRY_WRITTEN: Message(
        N_("The entry is dated {when}, but was written before that, on {day}."),
        N_("Check the day of on:, and the clock of the machine that wrote it."),
    ),
    Code.CLOCKS_DIFFER: Message(
        N_(
            "An entry was written on {when}, but this machine's clock shows {day}: one"
            " of the two is wrong."
        ),
        N_(
            "If this machine's clock is wrong, set it; ntmtrack check lists the entries"
            " from the future."
        ),
    ),
    Code.UNDOES_NOTHING_STAMPED: Message(
        N_("“{value}” does not identify an entry: the entry of that day has an at:."),
        N_("Write undoes: {at}."),
    ),
    Code.UNDOES_NOTHING: Message(
        N_("No entry matches: “{value}”."),
        N_(
            "Repeat task, village, owner, for and on of the entry taken back; an entry"
            " without at: must come earlier in the file."
        ),
    ),
    Code.UNDONE_TWICE: Message(
        N_("The entry of {when} was already taken back; taking it back again has no effect."),
        N_("The line may stay; nothing depends on it."),
    ),
}
