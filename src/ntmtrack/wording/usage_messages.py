"""The sentences of problems in what was asked for: names, days, and what was to be recorded."""

from __future__ import annotations

from ntmtrack.wording.message import Message
from ntmtrack.wording.words import N_

ASKED_MESSAGES: dict[str, Message] = {
    # What was typed
    "no-such-command": Message(
        N_("There is no command “{value}”."), N_("ntmtrack --help lists all commands.")
    ),
    "no-such-option": Message(
        N_("{command} has no option {value}."), N_("{command} --help lists its options.")
    ),
    "no-such-option:first": Message(
        N_("{value} stands before the command."),
        N_("Write options after the command: ntmtrack COMMAND {value}."),
    ),
    "missing-argument": Message(
        N_("{command} needs {name}."), N_("{command} --help shows how it is used.")
    ),
    "extra-argument": Message(
        N_("“{value}” is too much here."),
        N_('Put a name of several words in quotes: "…"; {command} --help shows what it takes.'),
    ),
    "needs-value": Message(N_("{option} needs a value."), N_("Write {option} {name}.")),
    "takes-no-value": Message(N_("{option} takes no value."), N_("Write {option} alone.")),
    "bad-choice:option": Message(
        N_("{option} cannot be “{value}”."), N_("Write one of: {choices}.")
    ),
    "bad-count:option": Message(
        N_("{option} cannot be “{value}”."), N_("Write a whole number from {least} to {most}.")
    ),
    # What was asked for
    "no-such-village": Message(
        N_("No village is called “{value}”."), N_("ntmtrack matrix shows all villages.")
    ),
    "no-such-owner": Message(
        N_("No owner is called “{value}”."), N_("ntmtrack status shows all who answer for a task.")
    ),
    "no-such-task": Message(
        N_("No task is called “{value}”."), N_("ntmtrack list shows all tasks with their ids.")
    ),
    "no-such-clause": Message(
        N_("No task stands under a clause “{value}”."),
        N_("ntmtrack show ID tells the clause of a task."),
    ),
    "no-such-status": Message(
        N_("“{value}” is not a status."),
        N_(
            "Write done, done-late, overdue, due-today, due-soon, open, no-deadline, waiting"
            " or cancelled."
        ),
    ),
    "one-file": Message(
        N_("This command is about one data file, and {count} were named."),
        N_("Name one with --file; status, overdue, list, check and export take several."),
    ),
    "moment-too-early": Message(
        N_("{day} is before the directive was issued, {issued}."), N_("Ask for a later day.")
    ),
    "no-such-format": Message(
        N_("This report cannot be written as {value}."), N_("Write one of: {choices}.")
    ),
    "no-such-ending": Message(
        N_("This report cannot be written as a file that ends in {value}."),
        N_("Name a file that ends in {choices}, or name the format with --format."),
    ),
    "needs-extra": Message(
        N_("To write {value}, {library} must be installed."),
        N_("pip install 'ntmtrack[{value}]' installs it."),
    ),
    "needs-output": Message(
        N_("A {value} file cannot be shown in a terminal."), N_("Add --output FILE.{value}.")
    ),
    "week-not-begun": Message(
        N_("The week of {day} has not begun."), N_("Ask for this week or an earlier one.")
    ),
    "bad-span": Message(
        N_("The span ends before it begins, or is longer than {limit} days."),
        N_("Check --from, --to and --days."),
    ),
    # What was to be recorded
    "ambiguous-task": Message(
        N_("“{value}” may mean several tasks: {known}."), N_("Write the id of one of them.")
    ),
    "ambiguous-village": Message(
        N_("“{value}” may mean several villages: {known}."), N_("Write the name of one of them.")
    ),
    "ambiguous-owner": Message(
        N_("“{value}” may mean several owners: {known}."), N_("Write the name of one of them.")
    ),
    "which-village": Message(
        N_("Each village answers for its share of {task}: {known}."),
        N_("Add --village NAME, or --all-villages."),
    ),
    "which-owner": Message(
        N_("Each owner answers for its share of {task}: {known}."), N_("Add --owner NAME.")
    ),
    "not-by-village": Message(
        N_("{task} is not divided by village."),
        N_("Record it without --village and --all-villages."),
    ),
    "not-by-owner": Message(
        N_("{task} is not divided by owner."), N_("Record it without --owner.")
    ),
    "not-divided": Message(N_("{task} is one item for all."), N_("Write the id alone: {task}.")),
    "key-and-option": Message(
        N_("“{value}” names its village or owner already."),
        N_("Leave out --village, --all-villages and --owner, or what follows @."),
    ),
    "villages-twice": Message(
        N_("--village and --all-villages do not go together."), N_("Keep one of the two.")
    ),
    "heading": Message(
        N_("{task} is a heading; its state comes from its parts."), N_("Record a part: {known}.")
    ),
    "superseded": Message(N_("{task} was replaced by {other}."), N_("Record it there.")),
    "future-day": Message(
        N_("{day} has not come yet."), N_("Record what has happened, on the day it happened.")
    ),
    "clock-too-early": Message(
        N_("This machine's clock shows {day}, before the directive."), N_("Set the clock.")
    ),
    "finished": Message(
        N_("{item} is done already."),
        N_("ntmtrack reopen {item} opens it again; ntmtrack note adds news or a figure."),
    ),
    "finished:cancelled": Message(
        N_("{item} was cancelled."),
        N_("ntmtrack reopen {item} takes it up again; ntmtrack note adds news or a figure."),
    ),
    "finished:ended": Message(
        N_("{item} has ended; its last report is in."),
        N_("ntmtrack reopen {item} --for DAY opens a report again; ntmtrack note adds news."),
    ),
    "finished:begun": Message(
        N_("{item} has begun, which is all that its deadline asks."),
        N_("ntmtrack note may hold the new day."),
    ),
    "not-finished": Message(
        N_("{item} is not finished, so there is nothing to open again."),
        N_("ntmtrack show {task} tells how it stands."),
    ),
    "occurrence-done": Message(
        N_("{item}: the report of {day} is in already."),
        N_("ntmtrack reopen {item} --for {day} opens it again; --for names another day."),
    ),
    "occurrence-done:nothing": Message(
        N_("{item}: for {day} there is nothing to report, as was said already."),
        N_("ntmtrack reopen {item} --for {day} opens it again; --for names another day."),
    ),
    "occurrence-done:excused": Message(
        N_("{item}: no report is owed for {day}, as was said already."),
        N_("ntmtrack reopen {item} --for {day} opens it again; --for names another day."),
    ),
    "occurrence-open": Message(
        N_("{item}: no report is in for {day}, so there is nothing to open again."),
        N_("--for names another day."),
    ),
    "overruled": Message(
        N_("{item}: the entry of {when} is later and decides; this one would change nothing."),
        N_("Write --on {at} or later, or leave --on out."),
    ),
    "overruled:letter": Message(
        N_("{item}: letter {number} of {when} is later and decides; this would change nothing."),
        N_("Write --on {at} or later, or leave --on out."),
    ),
    "not-given-yet": Message(
        N_("{task} is only given by a letter of {day}: nothing can be recorded on it before."),
        N_("Check the clock of this machine, and issued: of the letter."),
    ),
    "no-editor": Message(
        N_("There is no editor to open the file with."),
        N_("Set VISUAL or EDITOR to the command of yours, such as EDITOR=nano."),
    ),
    "no-editor:named": Message(
        N_("The editor “{value}” cannot be started."),
        N_("Set VISUAL or EDITOR to the command of yours, such as EDITOR=nano."),
    ),
    "bad-editor": Message(
        N_("{name} cannot be read as a command: {value}"), N_("Close its quotes.")
    ),
    "editor-failed": Message(
        N_("The editor “{value}” ended with code {status}; nothing was checked."),
        N_("ntmtrack check checks the file as it is now."),
    ),
    "no-words": Message(N_("There is nothing to record: the text is empty."), N_("Write a text.")),
    "counts-nothing": Message(
        N_("{task} has no measures."), N_("Leave --amount out; a note may hold the figure.")
    ),
    "which-measure": Message(
        N_("“{value}”: {task} counts several things."),
        N_("Write --amount MEASURE={value} with one of: {known}."),
    ),
    "two-amounts": Message(
        N_("{task}: there are two totals for {value}."), N_("Keep the one reached so far.")
    ),
    "extend-why": Message(
        N_("A new deadline needs a reason and somebody who allowed it."),
        N_("Add --note with the reason and --by with the name."),
    ),
    "one-mark": Message(
        N_("--nothing and --excused do not go together."), N_("Keep one of the two.")
    ),
    "nothing-to-undo": Message(
        N_("There is nothing to take back."),
        N_("Entries written by hand are taken back with --task, --village or --by."),
    ),
    "nothing-to-undo:narrow": Message(
        N_("Nothing that matches is left to take back."),
        N_("ntmtrack history shows all entries, also those taken back."),
    ),
    "bad-character": Message(
        N_("“{value}” has a character that cannot be shown."), N_("Type the text again without it.")
    ),
    "text-too-long": Message(
        N_("The text is longer than {limit} characters."), N_("Put it in a file: --evidence FILE.")
    ),
    "evidence-missing": Message(
        N_("There is no file {path} (seen from the data file's folder)."),
        N_("Check its name, or put the file there."),
    ),
}
