"""Messages about the command line: names, days, and what was to be recorded."""

from __future__ import annotations

from ntmtrack.wording.codes import Code
from ntmtrack.wording.codes import Message
from ntmtrack.wording.words import N_

USAGE_MESSAGES: dict[Code, Message] = {
    # What was typed
    Code.NO_SUCH_COMMAND: Message(
        N_("There is no command “{value}”."), N_("ntmtrack --help lists all commands.")
    ),
    Code.NO_SUCH_OPTION: Message(
        N_("{command} has no option {value}."), N_("{command} --help lists its options.")
    ),
    Code.NO_SUCH_OPTION_FIRST: Message(
        N_("{value} comes before the command."),
        N_("Write options after the command: ntmtrack COMMAND {value}."),
    ),
    Code.NO_SUCH_OPTION_TEXT: Message(
        N_("“{value}” begins with a dash, as options do."), N_("Write -- before it: {command}")
    ),
    Code.MISSING_ARGUMENT: Message(
        N_("{command} needs {name}."), N_("{command} --help shows how it is used.")
    ),
    Code.EXTRA_ARGUMENT: Message(
        N_("“{value}” is one argument too many."),
        N_(
            'Put a name of several words in quotes: "…"; {command} --help shows what the'
            " command takes."
        ),
    ),
    Code.NEEDS_VALUE: Message(N_("{option} needs a value."), N_("Write {option} {name}.")),
    Code.TAKES_NO_VALUE: Message(N_("{option} takes no value."), N_("Write just {option}.")),
    Code.BAD_CHOICE_OPTION: Message(
        N_("{option} cannot be “{value}”."), N_("Write one of: {choices}.")
    ),
    Code.BAD_COUNT_OPTION: Message(
        N_("{option} cannot be “{value}”."), N_("Write a whole number from {least} to {most}.")
    ),
    # What was asked for
    Code.NO_EFFECT: Message(
        N_("{option} has no effect with {value}."), N_("Leave out {option} or {value}.")
    ),
    Code.NO_EFFECT_COLUMNS: Message(
        N_(
            "--columns has no effect with {value}, which always contains every field of"
            " the items, for programs."
        ),
        N_("Leave out --columns, or choose a table: text, csv, md or xlsx."),
    ),
    Code.NO_SUCH_VILLAGE: Message(
        N_("No {village} is called “{value}”."), N_("The {villages} are: {known}.")
    ),
    Code.NO_SUCH_VILLAGE_NONE: Message(
        N_("No {village} is called “{value}”."), N_("There are none to choose from here.")
    ),
    Code.NO_SUCH_OWNER: Message(
        N_("No owner is called “{value}”."), N_("ntmtrack status shows everyone who leads a task.")
    ),
    Code.NO_SUCH_TASK: Message(
        N_("No task is called “{value}”."), N_("ntmtrack list shows all tasks with their ids.")
    ),
    Code.NO_SUCH_CLAUSE: Message(
        N_("No task belongs to clause “{value}”."),
        N_("ntmtrack show ID shows the clause of a task."),
    ),
    Code.NO_SUCH_STATUS: Message(
        N_("“{value}” is not a status."),
        N_(
            "Write done, done-late, overdue, late-to-begin, begun-on-time, begun-late,"
            " was-overdue, occurrences-overdue, due-today, due-soon, open, no-deadline, standing,"
            " no-date, waiting, cancelled, in-progress or not-started."
        ),
    ),
    Code.NO_SUCH_COLUMN: Message(
        N_("No column is called “{value}”."), N_("The columns are: {known}.")
    ),
    Code.ONE_FILE: Message(
        N_("This command takes one data file, but {count} were named."),
        N_(
            "Name one with --file; all reports take several files, except show, matrix,"
            " history and forms."
        ),
    ),
    Code.SAME_DIRECTIVE: Message(
        N_(
            "{known}: these files are about the same directive, {value} of {day}; all are left out."
        ),
        N_("Keep only one of them here; shared folders make copies such as “viec (1).yaml”."),
    ),
    Code.MOMENT_TOO_EARLY: Message(
        N_("{day} is earlier than the date of the directive, {issued}."), N_("Ask for a later day.")
    ),
    Code.ANSWER_TOO_EARLY: Message(
        N_("An answer cannot be requested by {value}: the reminder is dated {day}."),
        N_("Give a later day with --answer-by."),
    ),
    Code.NO_SUCH_FORMAT: Message(
        N_("This report cannot be written as {value}."), N_("Write one of: {choices}.")
    ),
    Code.NO_SUCH_ENDING: Message(
        N_("This report cannot be written to a file ending in {value}."),
        N_("Name a file ending in {choices}, or choose the format with --format."),
    ),
    Code.NEEDS_EXTRA: Message(
        N_("To write {value}, {library} must be installed."),
        N_("pip install 'ntmtrack[{value}]' installs it."),
    ),
    Code.NEEDS_EXTRA_READ: Message(
        N_("To read {value}, {library} must be installed."),
        N_("pip install 'ntmtrack[{value}]' installs it."),
    ),
    Code.NEEDS_OUTPUT: Message(
        N_("A {value} file cannot be shown in a terminal."), N_("Add --output FILE.{value}.")
    ),
    Code.NEEDS_OUTPUT_FOLDER: Message(
        N_("{option} writes a folder with several files."), N_("Add --output FOLDER.")
    ),
    Code.WEEK_NOT_BEGUN: Message(
        N_("The week of {day} has not begun."), N_("Ask for this week or an earlier one.")
    ),
    Code.BAD_SPAN: Message(
        N_("The span ends before it begins, or is longer than {limit} days."),
        N_("Check --from, --to and --days."),
    ),
    # What was to be recorded
    Code.AMBIGUOUS_TASK: Message(
        N_("“{value}” may mean more than one task: {known}."),
        N_("Write the id of the task you mean."),
    ),
    Code.AMBIGUOUS_VILLAGE: Message(
        N_("“{value}” may mean more than one {village}: {known}."),
        N_("Write the full name, with its accents, or the id."),
    ),
    Code.AMBIGUOUS_OWNER: Message(
        N_("“{value}” may mean more than one owner: {known}."),
        N_("Write the full name, with its accents, or the id."),
    ),
    Code.WHICH_VILLAGE: Message(
        N_("Each {village} answers for its share of {task}: {known}."),
        N_("Add --village NAME, or --all-villages."),
    ),
    Code.WHICH_OWNER: Message(
        N_("Each owner answers for its share of {task}: {known}."), N_("Add --owner NAME.")
    ),
    Code.WHICH_OWNER_GROUP: Message(
        N_("“{value}” is a group: each member answers for its own share."),
        N_("Name the member you mean: {known}."),
    ),
    Code.NOT_BY_VILLAGE: Message(
        N_("{task} is not divided by {village}."),
        N_("Record it without --village and --all-villages."),
    ),
    Code.NOT_BY_OWNER: Message(
        N_("{task} is not divided by owner."), N_("Record it without --owner.")
    ),
    Code.NOT_DIVIDED: Message(
        N_("{task} is a single item for all."), N_("Write only the id: {task}.")
    ),
    Code.KEY_AND_OPTION: Message(
        N_("“{value}” already names its {village} or owner."),
        N_("Leave out --village, --all-villages and --owner, or leave out what follows @."),
    ),
    Code.VILLAGES_TWICE: Message(
        N_("--village and --all-villages cannot be used together."), N_("Keep one of the two.")
    ),
    Code.HEADING: Message(
        N_("{task} is a heading; its state comes from its parts."), N_("Record a part: {known}.")
    ),
    Code.SUPERSEDED: Message(N_("{task} was replaced by {other}."), N_("Record it there.")),
    Code.FUTURE_DAY: Message(
        N_("{day} has not come yet; today is {today}."),
        N_("Record what has happened, on the day it happened."),
    ),
    Code.FUTURE_DAY_REPORT: Message(
        N_("{item}: it is too early for the report of {day}."),
        N_(
            "The last report that can be recorded is that of {last}; only excused"
            " reports may be later."
        ),
    ),
    Code.CLOCK_TOO_EARLY: Message(
        N_("This machine's clock shows {day}, before the directive."), N_("Set the clock.")
    ),
    Code.FINISHED: Message(
        N_("{item} is already done ({when})."),
        N_("ntmtrack reopen {item} reopens it; ntmtrack note adds an update or a figure."),
    ),
    Code.FINISHED_CANCELLED: Message(
        N_("{item} was cancelled ({when})."),
        N_("ntmtrack reopen {item} resumes it; ntmtrack note adds an update or a figure."),
    ),
    Code.FINISHED_ENDED: Message(
        N_("{item} has ended; its last report has come in."),
        N_("ntmtrack reopen {item} --for DAY reopens a report; ntmtrack note adds an update."),
    ),
    Code.FINISHED_BEGUN: Message(
        N_("{item} has already begun, and that is all its deadline requires."),
        N_("You can record the new day with ntmtrack note."),
    ),
    Code.NOT_FINISHED: Message(
        N_("{item} is not finished, so there is nothing to reopen."),
        N_("ntmtrack show {task} shows where it stands."),
    ),
    Code.WHICH_REPORT: Message(
        N_(
            "{item}: the report of {first} had not come in by {when}, so it is not clear"
            " which report this is."
        ),
        N_("Name the report with one of these commands:"),
    ),
    Code.NO_OBSTACLE: Message(
        N_("{item} has no unsolved obstacle as of {when}."),
        N_("ntmtrack show {task} shows where it stands."),
    ),
    Code.OCCURRENCE_DONE: Message(
        N_("{item}: the report of {day} has already come in ({when})."),
        N_("ntmtrack reopen {item} --for {typed} reopens it; name another day with --for."),
    ),
    Code.OCCURRENCE_DONE_NOTHING: Message(
        N_("{item}: it is already recorded that there is nothing to report for {day} ({when})."),
        N_("ntmtrack reopen {item} --for {typed} reopens it; name another day with --for."),
    ),
    Code.OCCURRENCE_DONE_EXCUSED: Message(
        N_("{item}: it is already recorded that no report is owed for {day} ({when})."),
        N_("ntmtrack reopen {item} --for {typed} reopens it; name another day with --for."),
    ),
    Code.OCCURRENCE_OPEN: Message(
        N_("{item}: no report has come in for {day}, so there is nothing to reopen."),
        N_("Name another day with --for."),
    ),
    Code.OVERRULED: Message(
        N_(
            "{item}: the entry of {when} is later and takes precedence, so this one"
            " would change nothing."
        ),
        N_("Write --on {at} or later, or leave out --on."),
    ),
    Code.OVERRULED_LETTER: Message(
        N_(
            "{item}: letter {number} of {when} is later and takes precedence, so this"
            " would change nothing."
        ),
        N_("Write --on {at} or later, or leave out --on."),
    ),
    Code.NOT_GIVEN_YET: Message(
        N_(
            "{task} was only assigned by a letter of {day}: nothing can be recorded on"
            " it before that day."
        ),
        N_("Check this machine's clock, and the letter's issued:."),
    ),
    Code.NO_EDITOR: Message(
        N_("There is no editor to open the file with."),
        N_("Set VISUAL or EDITOR to the command of your editor, such as EDITOR={name}."),
    ),
    Code.NO_EDITOR_NAMED: Message(
        N_("The editor “{value}” cannot be started."),
        N_("Set VISUAL or EDITOR to the command of your editor, such as EDITOR={name}."),
    ),
    Code.BAD_EDITOR: Message(
        N_("{name} cannot be read as a command: {value}"), N_("Close its quotes.")
    ),
    Code.EDITOR_FAILED: Message(
        N_("The editor “{value}” ended with code {status}; nothing was checked."),
        N_("ntmtrack check checks the file as it is now."),
    ),
    Code.NO_WORDS: Message(
        N_("There is nothing to record: the text is empty."), N_("Write a text.")
    ),
    Code.COUNTS_NOTHING: Message(
        N_("{task} has no measures."), N_("Leave out --amount; you can put the figure in a note.")
    ),
    Code.WHICH_MEASURE: Message(
        N_("“{value}”: {task} has several measures."),
        N_("Write --amount MEASURE={value} with one of: {known}."),
    ),
    Code.WRONG_UNIT: Message(
        N_("“{value}” is not in the unit that {task} is measured in: {known}."),
        N_("Write the figure in that unit; the unit itself may be left out."),
    ),
    Code.TWO_AMOUNTS: Message(
        N_("{task}: there are two totals for {value}."), N_("Keep only the total reached so far.")
    ),
    Code.EXTEND_WHY: Message(
        N_("A new deadline needs a reason and the name of whoever allowed it."),
        N_("Add --note with the reason and --by with the name."),
    ),
    Code.CANCEL_WHY: Message(
        N_("Cancelling needs a reason and the name of whoever allowed it."),
        N_("Add --note with the reason and --by with the name."),
    ),
    Code.CANCELS_DONE: Message(
        N_("{item} was already done ({when}); it now counts as cancelled."),
        N_("ntmtrack undo takes back the cancellation."),
    ),
    Code.CANCELS_DONE_ENDED: Message(
        N_("{item} had already ended; it now counts as cancelled."),
        N_("ntmtrack undo takes back the cancellation."),
    ),
    Code.ONE_MARK: Message(
        N_("--nothing and --excused cannot be used together."), N_("Keep one of the two.")
    ),
    Code.NOTHING_TO_UNDO: Message(
        N_("There is nothing to take back."),
        N_("To take back entries written by hand, use --task, --village or --by."),
    ),
    Code.NOTHING_TO_UNDO_NARROW: Message(
        N_("No matching entry is left to take back."),
        N_("ntmtrack history shows all entries, including those taken back."),
    ),
    Code.BAD_CHARACTER: Message(
        N_("“{value}” contains a character that cannot be displayed."),
        N_("Type the text again without it."),
    ),
    Code.TEXT_TOO_LONG: Message(
        N_("The text is longer than {limit} characters."), N_("Put it in a file: --evidence FILE.")
    ),
    Code.EVIDENCE_MISSING: Message(
        N_("There is no file {path} (relative to the data file's folder)."),
        N_("Check its name, or put the file there."),
    ),
}
