"""Messages about the text of a file: its bytes, its characters, and its YAML."""

from __future__ import annotations

from ntmtrack.wording.codes import Code
from ntmtrack.wording.codes import Message
from ntmtrack.wording.words import N_

TEXT_MESSAGES: dict[Code, Message] = {
    # Bytes and characters
    Code.TOO_BIG: Message(
        N_("The file is larger than {mib} MiB."),
        N_("Check that this is the data file of one directive."),
    ),
    Code.UTF16: Message(
        N_("The file is saved as {encoding}."),
        N_(
            "Save it as UTF-8 (in Notepad: Encoding, UTF-8); if PowerShell wrote it with"
            " >, write it again with -o FILE."
        ),
    ),
    Code.NOT_UTF8: Message(
        N_("The byte {byte} here is not UTF-8."),
        N_("Save the file as UTF-8, then check its text."),
    ),
    Code.NOT_UTF8_WINDOWS_1258: Message(
        N_("The byte {byte} here is not UTF-8; the file looks like Windows-1258."),
        N_("Open it as Vietnamese (Windows) and save it as UTF-8."),
    ),
    Code.NOT_UTF8_TCVN3: Message(
        N_("The byte {byte} here is not UTF-8; the file looks like TCVN3 (.VnTime fonts)."),
        N_("Convert it to Unicode with a tool such as UniKey and save it as UTF-8."),
    ),
    Code.NOT_UTF8_VNI: Message(
        N_("The byte {byte} here is not UTF-8; the file looks like VNI."),
        N_("Convert it to Unicode with a tool such as UniKey and save it as UTF-8."),
    ),
    Code.NOT_UTF8_TRUNCATED: Message(
        N_("The file ends in the middle of a character."), N_("Copy the whole file again.")
    ),
    Code.NOT_UTF8_BINARY: Message(
        N_("This is not a text file."),
        N_(
            "Name the YAML file, or a filled-in form (.xlsx, .ods, .csv), not a document"
            " or picture."
        ),
    ),
    Code.NOT_UTF8_OFFICE: Message(
        N_("This is an old Excel or Word file (.xls, .doc), or one with a password."),
        N_(
            "Name the YAML file; if it is a form, save it in Excel as .xlsx (Excel"
            " Workbook), without a password."
        ),
    ),
    Code.ODD_INDENT: Message(
        N_("The line is indented with {char}, not with spaces."), N_("Indent with spaces only.")
    ),
    Code.CONTROL_CHARACTER: Message(
        N_("{char} is a character that cannot be displayed."),
        N_("Delete it and type the text again."),
    ),
    Code.LINE_SEPARATOR: Message(
        N_("There is an invisible line break here, {char}."),
        N_("Replace it with a space, or press Enter if a new line of the file begins here."),
    ),
    Code.BYTE_ORDER_MARK: Message(
        N_("There is a byte order mark inside the text."),
        N_("Delete the character at the caret."),
    ),
    Code.INVISIBLE_IN_KEY: Message(
        N_("This key contains an invisible character: {char}."), N_("Type the key again.")
    ),
    Code.INVISIBLE_IN_TEXT: Message(
        N_("This text contains an invisible character: {char}."),
        N_("Type the text again unless the character is intended."),
    ),
    Code.CONFLICT_MARKER: Message(
        N_("{marker} is left over from two versions that were not merged."),
        N_(
            "Choose one version, but keep the entries under progress: of both; delete the lines"
            " <<<<<<<, ======= and >>>>>>>."
        ),
    ),
    Code.CONFLICT_MARKER_LOG: Message(
        N_("{marker} is left over from two versions of the log that were not merged."),
        N_("Keep the entries of both; delete only the three lines <<<<<<<, ======= and >>>>>>>."),
    ),
    Code.CONFLICT_MARKER_BASE: Message(
        N_("{marker} begins the text from before the two versions."),
        N_("Delete this line and everything after it, down to =======."),
    ),
    # Limits
    Code.TOO_DEEP: Message(
        N_("Lists and keys are nested more than {limit} levels deep."),
        N_("The format needs no more than 5."),
    ),
    Code.TOO_MANY_EVENTS: Message(
        N_("The file has more than {limit} parts."),
        N_("Check that this is the data file of one directive."),
    ),
    Code.TOO_MANY_PROBLEMS: Message(
        N_("There are more than {limit} mistakes; the file was not read further."),
        N_("Fix these, then check again."),
    ),
    Code.LONG_TEXT: Message(
        N_("The text is longer than {limit} characters."),
        N_("Shorten it; put a long text in a separate file, and name that under evidence:."),
    ),
    Code.LONG_KEY: Message(
        N_("The key is longer than {limit} characters."),
        N_("Is a “: ” missing, or is there one too many?"),
    ),
    # YAML that the format does without
    Code.ANCHOR: Message(
        N_("{text} has a special meaning in YAML (an anchor), which this format does not use."),
        N_('Write the value itself, without it; if it is text, put the whole text in quotes: "…".'),
    ),
    Code.ALIAS: Message(
        N_("{text} has a special meaning in YAML (an alias), which this format does not use."),
        N_('Write the value itself, without it; if it is text, put the whole text in quotes: "…".'),
    ),
    Code.TAG: Message(
        N_("{text} has a special meaning in YAML (a tag), which this format does not use."),
        N_('Write the value itself, without it; if it is text, put the whole text in quotes: "…".'),
    ),
    Code.DIRECTIVE: Message(
        N_("{text} has a special meaning in YAML (a directive), which this format does not use."),
        N_("Remove the line."),
    ),
    Code.MERGE_KEY: Message(
        N_("“<<” merges keys, which this format does not use."), N_("Write out the keys.")
    ),
    Code.COMPLEX_KEY: Message(
        N_("There is a list or mapping where a key should be."), N_("Write “key: value”.")
    ),
    Code.SEVERAL_DOCUMENTS: Message(
        N_("A second document begins here."), N_("Keep one directive per file; remove “---”.")
    ),
    # Structure
    Code.EMPTY_FILE: Message(
        N_("The file is empty."),
        N_("Delete it; ntmtrack init FILE.yaml creates one to start from."),
    ),
    Code.FILE_NOT_A_MAPPING: Message(
        N_("The file does not consist of “key: value” lines."),
        N_("Begin it with “format: 1”; ntmtrack init FILE.yaml creates one to fill in."),
    ),
    Code.EMPTY_KEY: Message(N_("A key is missing before “:”."), N_("Write “key: value”.")),
    Code.EMPTY_ITEM: Message(
        N_("Nothing follows this “-”."), N_("Write the item after it, or remove the line.")
    ),
    Code.DUPLICATE_KEY: Message(
        N_("{key} occurs twice: here and on line {first_line}."), N_("Keep one of the two.")
    ),
    Code.DUPLICATE_KEY_NEXT: Message(
        N_("{key} occurs twice: here and on line {first_line}."),
        N_("If the next item begins here, write “- ” before it; otherwise keep one of the two."),
    ),
    Code.DUPLICATE_KEY_SECTION: Message(
        N_("{key} occurs twice: here and on line {first_line}."),
        N_("Put the contents of both under one of the two."),
    ),
    Code.CUT_COMMENT: Message(
        N_("Everything from “{lost}” on is a comment; the text ends at “{kept}”."),
        N_('Put the text in quotes: "… #…"; or write a space after # for a comment.'),
    ),
    Code.DASH_WITHOUT_SPACE: Message(
        N_("“{text}” needs a space to be a list item."), N_("Write a space after the dash: “- …”.")
    ),
    Code.FOLDED_TEXT_DASH: Message(
        N_("This line is read as part of the text above it, not as a list item."),
        N_("Check the indentation and brackets above, or put the whole text in quotes."),
    ),
    Code.FOLDED_TEXT_COLON: Message(
        N_("This line is read as part of the text above it, not as a key."),
        N_("Write a space after “:” and align it with its keys, or put the whole text in quotes."),
    ),
    Code.QUOTE_NEEDED: Message(
        N_("“{char}” ends the text here, inside brackets."), N_('Put the text in quotes: "…".')
    ),
    Code.CURLY_QUOTES: Message(
        N_("The quotation marks here are curly (“ ”), which YAML treats as ordinary characters."),
        N_('Write straight ones: "…".'),
    ),
    # Syntax
    Code.YAML_SYNTAX: Message(
        N_("The line cannot be read: {problem}."), N_('Put the text in quotes: "…".')
    ),
    Code.YAML_SYNTAX_COLON_IN_TEXT: Message(
        N_("This text contains a second “: ”."), N_('Put the text in quotes: "…: …".')
    ),
    Code.YAML_SYNTAX_INDENT_OR_COLON: Message(
        N_("This line comes below a text and has a “:” of its own."),
        N_("Indent it like the keys around it, or put it in quotes if it is text."),
    ),
    Code.YAML_SYNTAX_INDENT: Message(
        N_("The indentation matches no line above."), N_("Align the line with others of its kind.")
    ),
    Code.YAML_SYNTAX_MISSING_COLON: Message(
        N_("A line “key: value” is expected here."), N_("Write a “: ” after the key.")
    ),
    Code.YAML_SYNTAX_SPACE_AFTER_COLON: Message(
        N_("The space after “:” is missing."), N_("Write “key: value”, with a space.")
    ),
    Code.YAML_SYNTAX_UNCLOSED_QUOTE: Message(
        N_("The quotation mark that opens here is never closed."),
        N_("Close it at the end of the text."),
    ),
    Code.YAML_SYNTAX_TEXT_AFTER_QUOTE: Message(
        N_("Text follows a closed quotation mark."),
        N_('Put the whole text in quotes; write \\" for a quotation mark inside.'),
    ),
    Code.YAML_SYNTAX_UNCLOSED_BRACKET: Message(
        N_("The bracket that opens here is never closed."),
        N_("Close it with ] or }}; if it is meant as text, put the whole text in quotes."),
    ),
    Code.YAML_SYNTAX_MISSING_COMMA: Message(
        N_("A comma, a closing bracket, or quotes around a text are missing before this."),
        N_('Write [one, two] or {{a: one, b: two}}; a text with “: ” in it needs quotes: "…: …".'),
    ),
    Code.YAML_SYNTAX_EXTRA_COMMA: Message(
        N_("There is one comma too many."), N_("Remove it: [one, two].")
    ),
    Code.YAML_SYNTAX_BAD_START: Message(
        N_("A text cannot begin with “{char}” here."), N_('Put the text in quotes: "…".')
    ),
    Code.YAML_SYNTAX_BAD_ESCAPE: Message(
        N_("“{text}” means nothing inside double quotes."),
        N_("Write \\\\ for a backslash, or use single quotes."),
    ),
    Code.YAML_SYNTAX_AFTER_END: Message(
        N_("Text follows the end of the document."),
        N_("Remove the line “...”, or what follows it."),
    ),
}
