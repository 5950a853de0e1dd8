"""Make text from outside safe to print, and commands safe to copy.

No byte of a text can steer a terminal or hide itself; each argument is as a shell reads it.
"""

from __future__ import annotations

import re
import unicodedata

from ntmtrack import system

# As texts, compiled where they are needed: few runs write a command out.
_WORD = r"[\w@%+=:,./-]+"
_WORD_IN_WINDOWS = r"\w[\w@+=:.\\/-]*|[./\\-][\w+=:.\\/-]*"
_ESCAPED = r'[\\"$`]'
# Vietnamese text never needs more than two marks on a letter; a pile of them hides its neighbours.
_MOST_MARKS = 4
# Letters and signs of Vietnamese and its neighbours: each can be seen, is in NFC, and takes one
# column of a terminal.
PLAIN = re.compile(r"[ -~¡-¬®-ɏḀ-ỿ–—‘’“”…→≤≥]*")
_PILE = r"[^\w\s\x00-\x7f]+"
# A figure that begins a text, or what stands in brackets, and the blank before its unit.
_FIGURE = r"(^|\()(\d(?:[\d.,]*\d)?) (?=\w)"
_BREAKS = r"[\t\n\r]+"
_HIDDEN = frozenset({"Cc", "Cs", "Co", "Cn", "Zl", "Zp", "Cf"})


def clean(text: str) -> str:
    """Return one line of NFC text, with control and invisible characters spelled out."""
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
    """Give a text in which no letter carries more marks than any language needs, and no sign does.

    This comes before a text is composed: to put endless marks in order takes endless time.
    """
    return text if PLAIN.fullmatch(text) else re.sub(_PILE, _fewer_marks, text)


def _fewer_marks(run: re.Match[str]) -> str:
    """Leave the first few marks of those that stand together, if they stand on a letter."""
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
    """Keep a figure on one line with its unit, where lines are broken later: (4 ngày)."""
    return re.sub(_FIGURE, "\\1\\2\N{NO-BREAK SPACE}", text)


def _spell_out(char: str) -> str:
    code = ord(char)
    if code < 0x100:  # noqa: PLR2004 - two hexadecimal digits
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"  # noqa: PLR2004


def command_line(*arguments: str) -> str:
    """Write arguments as they are typed: in quotes where a shell would read more than a word.

    They are double ones, which the shells of Windows know, too; there a backslash is a path's.
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
    """Write an argument so that cmd and PowerShell hand it on, and the program reads it."""
    if re.fullmatch(_WORD_IN_WINDOWS, argument):
        return argument
    doubled = re.sub(r'(\\+)(?="|$)', r"\1\1", argument)  # before a quote it is no longer a sign
    return '"' + doubled.replace('"', '""') + '"'
