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
            "Save it as UTF-8 (in Notepad: Encoding, UTF-8); what PowerShell wrote by >, write "
            "again with -o FILE."
        ),
    ),
    Code.NOT_UTF8: Message(
        N_("The byte {byte} here is not UTF-8."),
        N_("Save the file as UTF-8 and check its letters."),
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
        N_("The file ends in the middle of a letter."), N_("Copy the whole file again.")
    ),
    Code.NOT_UTF8_BINARY: Message(
        N_("This is not a text file."),
        N_("Name the YAML file, or a filled form (.xlsx, .ods, .csv): no document or picture."),
    ),
    Code.NOT_UTF8_OFFICE: Message(
        N_("This is a file of an old Excel or Word (.xls, .doc), or one with a password."),
        N_(
            "Name the YAML file; save a form in Excel as .xlsx (Excel Workbook), without a"
            " password."
        ),
    ),
    Code.ODD_INDENT: Message(
        N_("The line is indented with {char}, not with spaces."), N_("Indent with spaces only.")
    ),
    Code.CONTROL_CHARACTER: Message(
        N_("{char} is a character that cannot be shown."), N_("Delete it and type the text again.")
    ),
    Code.LINE_SEPARATOR: Message(
        N_("The line is broken here unseen, by {char}."),
        N_("Write a space for it, or Enter where the next line of the file begins."),
    ),
    Code.BYTE_ORDER_MARK: Message(
        N_("A byte order mark stands inside the text."),
        N_("Delete the character at the caret."),
    ),
    Code.INVISIBLE_IN_KEY: Message(
        N_("An invisible character stands in this key: {char}."), N_("Type the key again.")
    ),
    Code.INVISIBLE_IN_TEXT: Message(
        N_("An invisible character stands in this text: {char}."),
        N_("Type the text again if the character is not meant."),
    ),
    Code.CONFLICT_MARKER: Message(
        N_("{marker} is left of two versions that were not merged."),
        N_(
            "Choose one version, but keep the entries under progress: of both; delete the lines"
            " <<<<<<<, ======= and >>>>>>>."
        ),
    ),
    Code.CONFLICT_MARKER_LOG: Message(
        N_("{marker} is left of two versions of the log that were not merged."),
        N_("Keep the entries of both; delete only the three lines <<<<<<<, ======= and >>>>>>>."),
    ),
    Code.CONFLICT_MARKER_BASE: Message(
        N_("{marker} begins what stood there before both versions."),
        N_("Delete this line and all that follows it down to =======."),
    ),
    # Limits
    Code.TOO_DEEP: Message(
        N_("Lists and keys stand deeper than {limit} levels."),
        N_("The format needs no more than 5."),
    ),
    Code.TOO_MANY_EVENTS: Message(
        N_("The file has more than {limit} parts."),
        N_("Check that this is the data file of one directive."),
    ),
    Code.TOO_MANY_PROBLEMS: Message(
        N_("There are more than {limit} mistakes; the file was not read further."),
        N_("Mend these, then check again."),
    ),
    Code.LONG_TEXT: Message(
        N_("The text is longer than {limit} characters."),
        N_("Shorten it; a long text goes into a file of its own, named under evidence:."),
    ),
    Code.LONG_KEY: Message(
        N_("The key is longer than {limit} characters."), N_("Is a “: ” missing, or one too many?")
    ),
    # YAML that the format does without
    Code.ANCHOR: Message(
        N_("{text} means something in YAML (an anchor) that this format does without."),
        N_('Write the value itself, without it; if it is text, put the whole text in quotes: "…".'),
    ),
    Code.ALIAS: Message(
        N_("{text} means something in YAML (an alias) that this format does without."),
        N_('Write the value itself, without it; if it is text, put the whole text in quotes: "…".'),
    ),
    Code.TAG: Message(
        N_("{text} means something in YAML (a tag) that this format does without."),
        N_('Write the value itself, without it; if it is text, put the whole text in quotes: "…".'),
    ),
    Code.DIRECTIVE: Message(
        N_("{text} means something in YAML (a directive) that this format does without."),
        N_("Remove the line."),
    ),
    Code.MERGE_KEY: Message(
        N_("“<<” merges keys, which this format does without."), N_("Write the keys out.")
    ),
    Code.COMPLEX_KEY: Message(
        N_("A list or mapping stands where a key should."), N_("Write “key: value”.")
    ),
    Code.SEVERAL_DOCUMENTS: Message(
        N_("A second document begins here."), N_("Keep one directive in a file; remove “---”.")
    ),
    # Structure
    Code.EMPTY_FILE: Message(
        N_("The file is empty."), N_("Delete it; ntmtrack init FILE.yaml makes one to begin with.")
    ),
    Code.FILE_NOT_A_MAPPING: Message(
        N_("The file does not consist of “key: value” lines."),
        N_("Begin it with “format: 1”; ntmtrack init FILE.yaml makes one that can be filled in."),
    ),
    Code.EMPTY_KEY: Message(N_("A key is missing before “:”."), N_("Write “key: value”.")),
    Code.EMPTY_ITEM: Message(
        N_("Nothing follows this “-”."), N_("Write the item after it, or remove the line.")
    ),
    Code.DUPLICATE_KEY: Message(
        N_("{key} stands twice: here and on line {first_line}."), N_("Keep one of the two.")
    ),
    Code.DUPLICATE_KEY_NEXT: Message(
        N_("{key} stands twice: here and on line {first_line}."),
        N_("If the next item begins here, write “- ” before it; else keep one of the two."),
    ),
    Code.DUPLICATE_KEY_SECTION: Message(
        N_("{key} stands twice: here and on line {first_line}."),
        N_("Put what stands under both under one of the two."),
    ),
    Code.CUT_COMMENT: Message(
        N_("Everything from “{lost}” on is a comment; the text ends at “{kept}”."),
        N_('Put the text in quotes: "… #…"; or write a space after # for a comment.'),
    ),
    Code.DASH_WITHOUT_SPACE: Message(
        N_("“{text}” is no list item without a space."), N_("Write a space after the dash: “- …”.")
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
        N_("The quotation marks here are curly (“ ”), which YAML takes for letters."),
        N_('Write straight ones: "…".'),
    ),
    # Syntax
    Code.YAML_SYNTAX: Message(
        N_("The line cannot be read: {problem}."), N_('Put the text in quotes: "…".')
    ),
    Code.YAML_SYNTAX_COLON_IN_TEXT: Message(
        N_("A second “: ” stands in this text."), N_('Put the text in quotes: "…: …".')
    ),
    Code.YAML_SYNTAX_INDENT_OR_COLON: Message(
        N_("This line stands below a text and has a “:” of its own."),
        N_("Give it the indentation of the keys around it, or quotes if it is text."),
    ),
    Code.YAML_SYNTAX_INDENT: Message(
        N_("The indentation fits no line above."), N_("Align the line with those of its kind.")
    ),
    Code.YAML_SYNTAX_MISSING_COLON: Message(
        N_("A line “key: value” is expected here."), N_("Write a “: ” after the key.")
    ),
    Code.YAML_SYNTAX_SPACE_AFTER_COLON: Message(
        N_("The space after “:” is missing."), N_("Write “key: value”, with a space.")
    ),
    Code.YAML_SYNTAX_UNCLOSED_QUOTE: Message(
        N_("The quotation mark that opens here is never closed."), N_("Close it at the text's end.")
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
        N_("Before this a comma or the closing bracket is missing, or quotes around a text."),
        N_('Write [one, two] or {{a: one, b: two}}; a text with “: ” in it needs quotes: "…: …".'),
    ),
    Code.YAML_SYNTAX_EXTRA_COMMA: Message(
        N_("There is a comma too many."), N_("Remove it: [one, two].")
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
