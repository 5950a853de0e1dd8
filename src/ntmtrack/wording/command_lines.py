"""Commands written out for people to copy: each argument as a shell reads it."""

from __future__ import annotations

import re

_WORD = re.compile(r"[\w@%+=:,./-]+")
_ESCAPED = re.compile(r'[\\"$`]')


def command_line(*arguments: str) -> str:
    """Write arguments as they are typed: in quotes where a shell would read more than a word.

    They are double ones, which the shells of Windows know, too.
    """
    return " ".join(
        argument if _WORD.fullmatch(argument) else '"' + _ESCAPED.sub(r"\\\g<0>", argument) + '"'
        for argument in arguments
    )
