"""The sentences of problems in a document that a draft is made from."""

from __future__ import annotations

from ntmtrack.wording.codes import Code
from ntmtrack.wording.codes import Message
from ntmtrack.wording.words import N_

DOCUMENT_MESSAGES: dict[Code, Message] = {
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
}
