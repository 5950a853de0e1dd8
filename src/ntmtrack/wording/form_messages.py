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
        N_("Name the filled-in form itself, not a folder or pipe."),
    ),
    Code.BAD_WORKBOOK: Message(
        N_("This workbook is damaged, or is not a workbook."),
        N_("Open it in a spreadsheet and save it as .xlsx, without a password, or as CSV UTF-8."),
    ),
    Code.OLD_WORKBOOK: Message(
        N_("This is an old Excel workbook (.xls)."),
        N_("Open it in a spreadsheet, save it as .xlsx, and import that."),
    ),
    Code.LOCKED_FORM: Message(
        N_("This file is locked with a password."),
        N_("Open it with the password, save it without one, and import that."),
    ),
    Code.PDF_FORM: Message(
        N_("This is a PDF; no cells can be read from it."),
        N_("Ask for the form itself (.xlsx), or copy its content into a new one."),
    ),
    Code.PICTURE_FORM: Message(
        N_("This is a picture; no cells can be read from it."),
        N_("Ask for the form itself (.xlsx), or copy its content into a new one."),
    ),
    Code.WORD_FORM: Message(
        N_("This is a word-processor document, not a form."),
        N_("Ask for the form itself (.xlsx), or copy its content into a new one."),
    ),
    Code.FORM_TOO_BIG: Message(
        N_("The form is too big: it may have at most {limit} rows and {count} filled cells."),
        N_(
            "Make smaller forms, for example with ntmtrack export --form --village NAME"
            " or --owner, and copy what was filled in into them."
        ),
    ),
    Code.FORM_TOO_BIG_WRITTEN: Message(
        N_("A form of {count} items would be too big to import: the limit is {limit}."),
        N_("Make several: ntmtrack export --form --village NAME, or --owner."),
    ),
    Code.HIDDEN_SHEET: Message(
        N_("The sheet “{name}” is hidden, so nothing on it is recorded."),
        N_("To record it, unhide the sheet, save the file, and import it again."),
    ),
    Code.NOT_A_FORM: Message(
        N_("There is no form in this file: no row has the headings {known}."),
        N_("ntmtrack export --form -o FILE.xlsx makes one to fill in."),
    ),
    Code.MISSING_HEADING: Message(
        N_("These columns are missing: {known}."), N_("Restore each heading above its column.")
    ),
    Code.UNKNOWN_HEADING: Message(
        N_("“{value}” is not a heading of the form, and these columns are missing: {known}."),
        N_("If it is one of these, restore the heading; otherwise delete the column."),
    ),
    Code.DOUBLED_HEADING: Message(
        N_("There are two columns {value}."), N_("Keep one and give the other a different heading.")
    ),
    Code.FORM_EMPTY: Message(
        N_("Nothing is filled in, so there was nothing to record."),
        N_("Save the form in the spreadsheet first."),
    ),
    Code.FORM_NO_NEWS: Message(
        N_("What is filled in is already recorded, so there was nothing to record."),
        N_("Figures, obstacles and notes have columns of their own."),
    ),
    Code.FORM_DISAGREES: Message(
        N_("{item}: the form says it is not done, but it was recorded as done on {when}."),
        N_("Find out which is right; ntmtrack reopen {item} reopens the item."),
    ),
    Code.FOREIGN_FORM: Message(
        N_("This form is for {other}; the file is about {name}."),
        N_("Import it into the file of its own directive (--file), or ask for the right form."),
    ),
    Code.FORM_UNNAMED: Message(
        N_("The form does not say which directive it is for: its first lines are missing."),
        N_("Make sure that it is for this one; ntmtrack export --form makes a form that says so."),
    ),
    Code.FORM_REST: Message(
        N_("Text that belongs to no item was skipped: {known}."),
        N_("Put what should be recorded in a row of its own, with the id of its task."),
    ),
    # Its rows
    Code.NO_KEY: Message(
        N_("This row does not say which item it is about."),
        N_("Write the id of the task, and after @ the {village} or owner: bich-hoa@che-bien."),
    ),
    Code.FORM_OTHER_ITEM: Message(
        N_("The id of this row is {item}, but the row says “{value}”."),
        N_("Find out which is right, and correct the other; to sort a form, choose all columns."),
    ),
    Code.NO_MARK: Message(
        N_("This row does not say what to record."), N_("Write one of: {known}; or clear the row.")
    ),
    Code.UNKNOWN_MARK: Message(N_("A form cannot record “{value}”."), N_("Write one of: {known}.")),
    Code.NO_DAY: Message(
        N_("The day is missing."),
        N_("Write the day it happened: 14/7/2021; --on sets it for all rows without one."),
    ),
    Code.WHICH_DAY: Message(
        N_("“{value}” may be {first} or {last}: nothing in this CSV shows which comes first."),
        N_("Write the year first ({known}), or import the form as .xlsx."),
    ),
    Code.NO_YEAR_FORM: Message(
        N_("“{value}” has no year, and the other days on the form do not show which year it is."),
        N_("Write the whole day: 14/7/2021."),
    ),
    Code.OCCURRENCE_UNUSED: Message(
        N_("{task} does not recur, so it has no occurrences."), N_("Clear this cell.")
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
        N_("{task} has no measures."), N_("Clear this cell; you can put the figure in the note.")
    ),
    Code.WHICH_MEASURE_FORM: Message(
        N_("“{value}”: {task} has several measures."),
        N_("Write MEASURE={value} with one of: {known}."),
    ),
    Code.NOT_RECURRING_FORM: Message(
        N_("{task} does not recur, so this has no meaning."),
        N_("Choose done, or write a note."),
    ),
    Code.WHICH_REPORT_FORM: Message(
        N_(
            "{item}: the report of {first} had not come in by {when}, so it is not clear"
            " which report this is."
        ),
        N_("Say which: write one of these in the column for the period: {choices}."),
    ),
    Code.OVERRULED_FORM: Message(
        N_(
            "{item}: the entry of {when} is later and takes precedence, so this one"
            " would change nothing."
        ),
        N_("Write {at} or later, or clear the row."),
    ),
}
