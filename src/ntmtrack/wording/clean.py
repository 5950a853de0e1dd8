"""Making text from outside safe to print, and commands safe to copy.

No character of a text can control a terminal or hide; each argument is quoted for the shell.
"""

from __future__ import annotations

import re
import unicodedata

from ntmtrack import system

# Kept as texts and compiled on use, because few runs print a command.
_WORD = r"[\w@%+=:,./-]+"
_WORD_IN_WINDOWS = r"\w[\w@+=:.\\/-]*|[./\\-][\w+=:.\\/-]*"
_ESCAPED = r'[\\"$`]'
# Vietnamese never needs more than two marks on a letter; a pile of marks hides its neighbours.
_MOST_MARKS = 4
# Letters and signs of Vietnamese and its neighbours: visible, in NFC, one terminal column each.
PLAIN = re.compile(r"[ -~¡-¬®-ɏḀ-ỿ–—‘’“”…→≤≥]*")
_PILE = r"[^\w\s\x00-\x7f]+"
# A figure at the start of a text or of brackets, and the space before its unit.
_FIGURE = r"(^|\()(\d(?:[\d.,]*\d)?) (?=\w)"
_BREAKS = r"[\t\n\r]+"
_HIDDEN = frozenset({"Cc", "Cs", "Co", "Cn", "Zl", "Zp", "Cf"})


def clean(text: str) -> str:
    """Return a text as one line in NFC, with control and invisible characters spelled out."""
    if PLAIN.fullmatch(text):
        return text
    text = re.sub(_BREAKS, " ", unicodedata.normalize("NFC", text))
    safe: list[str] = []
    marks = 0
    for char in text:
        category = unicodedata.category(char)
        marks = marks + 1 if category in ("Mn", "Me") else 0
        if category in _HIDDEN:
            safe.append(_spell_out(char))
        elif marks <= _MOST_MARKS:
            safe.append(" " if category == "Zs" else char)
    return "".join(safe)


def without_piles(text: str) -> str:
    """Return a text without the marks beyond what any language puts on a letter, or on a sign.

    Call this before composing a text: sorting endless marks takes endless time.
    """
    return text if PLAIN.fullmatch(text) else re.sub(_PILE, _fewer_marks, text)


def _fewer_marks(run: re.Match[str]) -> str:
    """Return adjacent marks reduced to the first few, or to none if they follow no letter."""
    if not any(map(unicodedata.combining, run[0])):
        return run[0]
    at = run.start()
    marks_left = _MOST_MARKS if at and not run.string[at - 1].isspace() else 0
    chars: list[str] = []
    for char in run[0]:
        is_mark = bool(unicodedata.combining(char))
        marks_left = marks_left - 1 if is_mark else 0
        if not is_mark or marks_left >= 0:
            chars.append(char)
    return "".join(chars)


def with_units(text: str) -> str:
    """Return a text with figures bound to their units by no-break spaces: (4 ngày)."""
    return re.sub(_FIGURE, "\\1\\2\N{NO-BREAK SPACE}", text)


def _spell_out(char: str) -> str:
    code = ord(char)
    if code < 0x100:  # noqa: PLR2004 - two hexadecimal digits
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"  # noqa: PLR2004


def command_line(*arguments: str) -> str:
    """Return a command line, with quotes around arguments that a shell would not read as one word.

    The quotes are double ones, which the shells of Windows know, too; there, a backslash separates
    folders.
    """
    if system.WINDOWS:
        return " ".join(map(_in_windows, arguments))
    return " ".join(
        argument
        if re.fullmatch(_WORD, argument)
        else '"' + re.sub(_ESCAPED, r"\\\g<0>", argument) + '"'
        for argument in arguments
    )


def _in_windows(argument: str) -> str:
    """Quote an argument so that cmd and PowerShell pass it on unchanged."""
    if re.fullmatch(_WORD_IN_WINDOWS, argument):
        return argument
    doubled = re.sub(r'(\\+)(?="|$)', r"\1\1", argument)  # else they would escape it
    return '"' + doubled.replace('"', '""') + '"'
