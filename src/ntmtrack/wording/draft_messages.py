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
        N_("This document carries macros (.docm, .xlsm), so it is not opened."),
        N_("Save it as .docx or .xlsx, which carry none."),
    ),
    Code.OLD_DOCUMENT_WORD: Message(
        N_("This is a document of an old Word (.doc)."),
        N_("Open it in Word or LibreOffice and save it as .docx."),
    ),
    Code.OLD_DOCUMENT_EXCEL: Message(
        N_("This is a workbook of an old Excel (.xls)."),
        N_("Open it in Excel or LibreOffice and save it as .xlsx."),
    ),
    Code.OTHER_DOCUMENT: Message(
        N_("This is a file of another kind ({value})."),
        N_("Open it in Word, Excel or LibreOffice and save it as .docx or .xlsx."),
    ),
    Code.PICTURE_DOCUMENT: Message(
        N_("This is a picture: there is no text to be read in it."),
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
        N_("This is larger than any directive."),
        N_("Copy the part with the duties into a document of its own."),
    ),
    Code.OLD_FONT: Message(
        N_("The letters are of an old font ({encoding}), not Unicode: “{text}”."),
        N_("Convert the document to Unicode with UniKey (Ctrl+Shift+F6) and save it again."),
    ),
    Code.HIDDEN_SHEET_DOCUMENT: Message(
        N_("The sheet “{name}” is hidden and was left out."),
        N_("If it is meant, unhide it in the spreadsheet and make the draft again."),
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
        N_("This file does not say what was decided on a draft."),
        N_("Delete it, and all is asked anew."),
    ),
    Code.DRAFT_OF_OTHER: Message(
        N_("{path} is there already, is no draft of {name}, and was not touched."),
        N_("Give --output another name."),
    ),
    Code.DRAFT_OF_OTHER_IN_USE: Message(
        N_(
            "{path} has a log: work with it has begun, so it is not drafted anew,"
            " and was not touched."
        ),
        N_(
            "Draft {name} into another file (-o {other}), and copy what is new from there"
            " to this one."
        ),
    ),
    Code.DRAFT_OF_OTHER_ALONE: Message(
        N_(
            "{path} is there already, and {other}, which would tell what document it was drafted"
            " from, is not beside it."
        ),
        N_(
            "If {path} was renamed or copied, copy the .decisions file that stood beside it as"
            " {other} too; else give --output another name."
        ),
    ),
    Code.BAD_MAP: Message(
        N_("“{value}” does not say what a column holds."),
        N_("Write --map “Column 4=owner”; it may hold: {known}."),
    ),
    Code.BAD_MAP_COLUMN: Message(
        N_("No column of this document is called “{value}”."),
        N_("Name one as it is headed, or by its number as in “Column 4”: {known}."),
    ),
    Code.BAD_MAP_NO_TABLE: Message(
        N_("This document has no table, and so no column “{value}”."), N_("Leave --map out.")
    ),
    Code.BAD_MAP_DRAFT: Message(
        N_("{path} is a draft, whose columns have been read already; --map is about a document."),
        N_("Give --map when the draft is made: “ntmtrack draft FILE --map … -o nhap.yaml”."),
    ),
    Code.NO_TERMINAL: Message(
        N_("A review needs a terminal."),
        N_("Run it in one; or edit the file; or use Excel: “ntmtrack draft FILE -o nhap.xlsx”."),
    ),
    Code.BAD_DRAFT_BOOK: Message(
        N_("This workbook no longer holds its draft."),
        N_("Fill in the workbook that “ntmtrack draft” wrote, and save it as .xlsx."),
    ),
    Code.BAD_DRAFT_BOOK_HEADINGS: Message(
        N_("The headings of this sheet are gone."), N_("Put them back, as they were written.")
    ),
    Code.DRAFT_ROW_TWICE: Message(
        N_("“{value}” has two rows."), N_("Delete one; leave the id of a duty that is new empty.")
    ),
    Code.DRAFT_ROW_UNKNOWN: Message(
        N_("No row that was written has the id “{value}”."),
        N_("Put the id back; leave it empty for what is new."),
    ),
    Code.DRAFT_ROW_IN_USE: Message(
        N_("What is dropped here is named by duties: {known}."),
        N_("Name another one there, or add the name of this one to what another is also called."),
    ),
    Code.DRAFT_CELL_NEEDED: Message(
        N_("This cell is empty, and the row cannot be confirmed without it."),
        N_("Fill it in, or clear the decision: the row then stays a draft."),
    ),
    Code.DRAFT_CELL_ONE_DAY: Message(
        N_("The document names several days: {value}."), N_("Leave the one that counts.")
    ),
    Code.DRAFT_CELL_UNTIMED: Message(
        N_("The document names a deadline, “{value}”, and this cell is empty."),
        N_("Write the deadline, or choose “Change” instead of “Keep”: the duty then has none."),
    ),
    Code.DRAFT_CELL_WEEKDAY: Message(
        N_("A weekly duty needs its day of the week."),
        N_("Write the deadline with it, such as: weekly, on Fri."),
    ),
    Code.DRAFT_CELL_TIME: Message(
        N_("“{value}” is no deadline."),
        N_(
            "Write a day (18/9/2025), one with an hour (17:00 18/9/2025), a month, quarter or"
            " year (12/2025, Q3/2025, 2025), a rhythm (monthly, on day 25), or: standing."
        ),
    ),
    Code.DRAFT_CELL_NAME: Message(
        N_("“{value}” stands on no row of the sheet with its names."),
        N_("Choose one from the list, several joined by “;”; or add a row for it there."),
    ),
}
