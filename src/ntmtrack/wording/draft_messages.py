"""Messages about drafts and the documents that they are made from."""

from __future__ import annotations

from ntmtrack.wording.codes import Code
from ntmtrack.wording.codes import Message
from ntmtrack.wording.words import N_

DRAFT_MESSAGES: dict[Code, Message] = {
    # The document
    Code.BAD_DOCUMENT: Message(
        N_("This document is damaged, or of a kind that cannot be read."),
        N_("Open it in the program that it was written with and save it as .docx, .xlsx or .txt."),
    ),
    Code.EMPTY_DOCUMENT: Message(
        N_("There is no text in this document."),
        N_("If its pages are pictures, save it as PDF and add their text with ocrmypdf -l vie."),
    ),
    Code.LOCKED_DOCUMENT: Message(
        N_("This document is locked with a password."),
        N_("Open it with the password and save it without one."),
    ),
    Code.MACRO_DOCUMENT: Message(
        N_("This document contains macros (.docm, .xlsm), so it is not opened."),
        N_("Save it as .docx or .xlsx, which cannot contain any."),
    ),
    Code.OLD_DOCUMENT_WORD: Message(
        N_("This is an old Word document (.doc)."),
        N_("Open it in Word or LibreOffice and save it as .docx."),
    ),
    Code.OLD_DOCUMENT_EXCEL: Message(
        N_("This is an old Excel workbook (.xls)."),
        N_("Open it in Excel or LibreOffice and save it as .xlsx."),
    ),
    Code.OTHER_DOCUMENT: Message(
        N_("This is another kind of file ({value})."),
        N_("Open it in Word, Excel or LibreOffice and save it as .docx or .xlsx."),
    ),
    Code.PICTURE_DOCUMENT: Message(
        N_("This is a picture; it contains no text that can be read."),
        N_("Make it a readable PDF with these two commands, then draft {known}:"),
    ),
    Code.SCANNED_DOCUMENT: Message(
        N_("This PDF has no text: its pages are pictures (a scan)."),
        N_("Make it readable with these two commands, then draft {known}:"),
    ),
    Code.SCANNED_PAGES: Message(
        N_("Pages {known} of this PDF are pictures without text and were left out."),
        N_("ocrmypdf -l vie --skip-text adds the text of these pages."),
    ),
    Code.DOCUMENT_TOO_BIG: Message(
        N_("This file is too large to be a directive."),
        N_("Copy the part with the duties into a separate document."),
    ),
    Code.OLD_FONT: Message(
        N_("The text uses an old font encoding ({encoding}), not Unicode: “{text}”."),
        N_("Convert the document to Unicode with UniKey (Ctrl+Shift+F6) and save it again."),
    ),
    Code.HIDDEN_SHEET_DOCUMENT: Message(
        N_("The sheet “{name}” is hidden and was left out."),
        N_("If you need it, unhide it in the spreadsheet and make the draft again."),
    ),
    # The draft
    Code.FILE_MISSING_DOCUMENT: Message(
        N_("{path}: there is no such file."),
        N_("Name the document that a draft is made from, or “-” for text that you paste."),
    ),
    Code.NOT_A_FILE_DOCUMENT: Message(
        N_("{path} is not a regular file."), N_("Name the document itself, not a folder or pipe.")
    ),
    Code.BAD_DECISIONS: Message(
        N_("This is not a file of decisions on a draft."),
        N_("If you delete it, everything must be reviewed again."),
    ),
    Code.DRAFT_OF_OTHER: Message(
        N_("{path} already exists and is not a draft of {name}; it was left unchanged."),
        N_("Give --output another name."),
    ),
    Code.DRAFT_OF_OTHER_IN_USE: Message(
        N_(
            "{path} has a log, so it is already in use and cannot be drafted again; it"
            " was left unchanged."
        ),
        N_(
            "Draft {name} into another file (-o {other}), then copy what is new from"
            " there into this one."
        ),
    ),
    Code.DRAFT_OF_OTHER_ALONE: Message(
        N_(
            "{path} already exists, but {other}, which records the document it was"
            " drafted from, is not beside it."
        ),
        N_(
            "If {path} was renamed or copied, also copy the .decisions file that was"
            " beside it, as {other}; otherwise give --output another name."
        ),
    ),
    Code.BAD_MAP: Message(
        N_("“{value}” does not say what a column holds."),
        N_("Write for example --map “Column 4=owner”; a column may hold: {known}."),
    ),
    Code.BAD_MAP_COLUMN: Message(
        N_("No column of this document is called “{value}”."),
        N_("Use a column's heading, or its number as in “Column 4”: {known}."),
    ),
    Code.BAD_MAP_NO_TABLE: Message(
        N_("This document has no table, and so no column “{value}”."), N_("Leave --map out.")
    ),
    Code.BAD_MAP_DRAFT: Message(
        N_("{path} is a draft, whose columns have already been read; --map is for documents."),
        N_("Give --map when the draft is made: “ntmtrack draft FILE --map … -o nhap.yaml”."),
    ),
    Code.NO_TERMINAL: Message(
        N_("A review needs a terminal."),
        N_(
            "Run it in a terminal, edit the file, or use Excel: “ntmtrack draft FILE -o nhap.xlsx”."
        ),
    ),
    Code.BAD_DRAFT_BOOK: Message(
        N_("This workbook no longer holds its draft."),
        N_("Fill in the workbook that “ntmtrack draft” wrote, and save it as .xlsx."),
    ),
    Code.BAD_DRAFT_BOOK_HEADINGS: Message(
        N_("The headings of this sheet are missing."), N_("Restore them as they were.")
    ),
    Code.DRAFT_ROW_TWICE: Message(
        N_("“{value}” has two rows."), N_("Delete one; for a new duty, leave the id empty.")
    ),
    Code.DRAFT_ROW_UNKNOWN: Message(
        N_("No row of the original sheet has the id “{value}”."),
        N_("Restore the id; for a new row, leave it empty."),
    ),
    Code.DRAFT_ROW_IN_USE: Message(
        N_("What is dropped here is still used by duties: {known}."),
        N_("Name another one there, or add this name to another row's “Also called” cell."),
    ),
    Code.DRAFT_CELL_NEEDED: Message(
        N_("This cell is empty, and the row cannot be confirmed without it."),
        N_("Fill it in, or clear the decision, so that the row stays a draft."),
    ),
    Code.DRAFT_CELL_ONE_DAY: Message(
        N_("The document gives several days: {value}."), N_("Keep only the right one.")
    ),
    Code.DRAFT_CELL_UNTIMED: Message(
        N_("The document gives a deadline, “{value}”, but this cell is empty."),
        N_("Write the deadline, or choose “Change” instead of “Keep” if the duty has none."),
    ),
    Code.DRAFT_CELL_WEEKDAY: Message(
        N_("A weekly duty needs its day of the week."),
        N_("Write the deadline with the day, such as: weekly, on Fri."),
    ),
    Code.DRAFT_CELL_TIME: Message(
        N_("“{value}” is not a deadline."),
        N_(
            "Write a day (18/9/2025), a day with an hour (17:00 18/9/2025), a month,"
            " quarter or year (12/2025, Q3/2025, 2025), a recurrence (monthly, on day"
            " 25), “standing”, or the document's own words if they name no day."
        ),
    ),
    Code.DRAFT_CELL_NAME: Message(
        N_("“{value}” is not in the list of names on its sheet."),
        N_("Choose from the list, separating several with “;”, or add a row for it there."),
    ),
    Code.DRAFT_CELL_SHARES: Message(
        N_("The duty is for several {villages}: does each owe its own share?"),
        N_("Choose “{text}” in this cell if each does, else “{other}”."),
    ),
}
