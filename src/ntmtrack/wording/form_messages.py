"""Messages about filled forms."""

from __future__ import annotations

from ntmtrack.wording.codes import Code
from ntmtrack.wording.codes import Message
from ntmtrack.wording.words import N_

FORM_MESSAGES: dict[Code, Message] = {
    # The file
    Code.FILE_MISSING_FORM: Message(
        N_("{path}: there is no such file."), N_("Name the form that was filled in.")
    ),
    Code.NOT_A_FILE_FORM: Message(
        N_("{path} is not a regular file."),
        N_("Name the filled form itself, not a folder or pipe."),
    ),
    Code.BAD_WORKBOOK: Message(
        N_("This workbook is damaged, or no workbook."),
        N_("Open it in a spreadsheet and save it as .xlsx, without a password, or as CSV UTF-8."),
    ),
    Code.OLD_WORKBOOK: Message(
        N_("This is a workbook of the old kind (.xls)."),
        N_("Open it in a spreadsheet, save it as .xlsx, and import that."),
    ),
    Code.LOCKED_FORM: Message(
        N_("This file is locked with a password."),
        N_("Open it with the password, save it without one, and import that."),
    ),
    Code.PDF_FORM: Message(
        N_("This is a PDF: no cells can be read from it."),
        N_("Ask for the form itself (.xlsx), or copy what it says into a new one."),
    ),
    Code.PICTURE_FORM: Message(
        N_("This is a picture: no cells can be read from it."),
        N_("Ask for the form itself (.xlsx), or copy what it says into a new one."),
    ),
    Code.WORD_FORM: Message(
        N_("This is a document of a word processor, not a form."),
        N_("Ask for the form itself (.xlsx), or copy what it says into a new one."),
    ),
    Code.FORM_TOO_BIG: Message(
        N_("The form is too big: it may have {limit} rows and {count} cells that hold something."),
        N_(
            "Make smaller ones, as with ntmtrack export --form --village NAME, or --owner, and copy"
            " there what was filled in."
        ),
    ),
    Code.FORM_TOO_BIG_WRITTEN: Message(
        N_("A form of {count} items would be too big to be taken back: it may have {limit}."),
        N_("Make several: ntmtrack export --form --village NAME, or --owner."),
    ),
    Code.HIDDEN_SHEET: Message(
        N_("The sheet “{name}” is hidden, so that nothing of it is recorded."),
        N_("If it is to be recorded, show the sheet, save the file, and import it again."),
    ),
    Code.NOT_A_FORM: Message(
        N_("There is no form in this file: no row has the headings {known}."),
        N_("ntmtrack export --form -o FILE.xlsx makes one to fill in."),
    ),
    Code.MISSING_HEADING: Message(
        N_("These columns are missing: {known}."), N_("Put each heading back above its column.")
    ),
    Code.UNKNOWN_HEADING: Message(
        N_("“{value}” is no heading of a form, and these columns are missing: {known}."),
        N_("Put the heading back if it is one of these; else delete the column."),
    ),
    Code.DOUBLED_HEADING: Message(
        N_("There are two columns {value}."), N_("Keep one and give the other another heading.")
    ),
    Code.FORM_EMPTY: Message(
        N_("Nothing is filled in, so there was nothing to record."),
        N_("Save the form in the spreadsheet first."),
    ),
    Code.FORM_NO_NEWS: Message(
        N_("What is filled in tells nothing new, so there was nothing to record."),
        N_("Figures, obstacles and notes have columns of their own."),
    ),
    Code.FORM_DISAGREES: Message(
        N_("{item}: the form says that it is not done, but it was recorded as done on {when}."),
        N_("Find out which is right; ntmtrack reopen {item} takes the item up again."),
    ),
    Code.FOREIGN_FORM: Message(
        N_("This form is for {other}; the file is about {name}."),
        N_("Import it into the file of its own directive (--file), or ask for the right form."),
    ),
    Code.FORM_UNNAMED: Message(
        N_("The form does not say which directive it is for: its first lines are gone."),
        N_("Make sure that it is for this one; ntmtrack export --form makes a form that says so."),
    ),
    Code.FORM_REST: Message(
        N_("Words that are about no item were passed over: {known}."),
        N_("Give what is to be recorded a row of its own, with the id of its task."),
    ),
    # Its rows
    Code.NO_KEY: Message(
        N_("It does not say which item this row is about."),
        N_("Write the id of the task, and after @ the {village} or owner: bich-hoa@che-bien."),
    ),
    Code.FORM_OTHER_ITEM: Message(
        N_("The id of this row is {item}, but the row says “{value}”."),
        N_("Find out which is right, and correct the other; to sort a form, choose all columns."),
    ),
    Code.NO_MARK: Message(
        N_("It does not say what to record."), N_("Write one of: {known}; or empty the row.")
    ),
    Code.UNKNOWN_MARK: Message(
        N_("“{value}” is nothing that a form records."), N_("Write one of: {known}.")
    ),
    Code.NO_DAY: Message(
        N_("The day is missing."),
        N_("Write the day it happened: 14/7/2021; --on gives one to all rows without."),
    ),
    Code.WHICH_DAY: Message(
        N_("“{value}” may be {first} or {last}: nothing in this CSV shows which comes first."),
        N_("Write the year first ({known}), or import the form as .xlsx."),
    ),
    Code.NO_YEAR_FORM: Message(
        N_("“{value}” has no year, and the other days of the form do not tell which."),
        N_("Write the whole day: 14/7/2021."),
    ),
    Code.OCCURRENCE_UNUSED: Message(
        N_("{task} does not recur, so that it has no occurrences."), N_("Empty this cell.")
    ),
    Code.WHICH_VILLAGE_FORM: Message(
        N_("Each {village} answers for its share of {task}: {known}."),
        N_("Write a row for each, with its id after @: bich-hoa@che-bien."),
    ),
    Code.WHICH_OWNER_FORM: Message(
        N_("Each owner answers for its share of {task}: {known}."),
        N_("Write a row for each, with its id after @."),
    ),
    Code.COUNTS_NOTHING_FORM: Message(
        N_("{task} has no measures."), N_("Empty this cell; the note may hold the figure.")
    ),
    Code.WHICH_MEASURE_FORM: Message(
        N_("“{value}”: {task} counts several things."),
        N_("Write MEASURE={value} with one of: {known}."),
    ),
    Code.NOT_RECURRING_FORM: Message(
        N_("{task} does not recur, so this has no meaning."),
        N_("Choose that it is done, or write a note."),
    ),
    Code.WHICH_REPORT_FORM: Message(
        N_(
            "{item}: by {when} the report of {first} was not in, so it is not clear which is meant."
        ),
        N_("Say which: write one of these in the column for the period: {choices}."),
    ),
    Code.OVERRULED_FORM: Message(
        N_("{item}: the entry of {when} is later and decides; this one would change nothing."),
        N_("Write {at} or later, or empty the row."),
    ),
}
