"""Texts and moments as they are typed, in the form that the file keeps."""

from __future__ import annotations

import re
from datetime import datetime
from datetime import time

from ntmtrack import dates
from ntmtrack import names
from ntmtrack.errors import usage
from ntmtrack.text import CONTROL

LONGEST_TEXT = 10_000
_AROUND = 20  # letters to show on both sides of a bad one
_ODD_SPACE = re.compile(r"[^\S\n ]")  # read as plain spaces in a file, so written as such


def text(typed: str | None) -> str | None:
    """Give a text, None for an empty one, or refuse what no file may hold."""
    if typed is None or not typed.strip():
        return None
    if len(typed) > LONGEST_TEXT:
        raise usage("text-too-long", limit=str(LONGEST_TEXT))
    if found := CONTROL.search(typed):
        around = typed[max(0, found.start() - _AROUND) : found.end() + _AROUND]
        raise usage("bad-character", value=around)
    return _ODD_SPACE.sub(" ", names.nfc(typed)).strip()


def when(typed: str | None) -> datetime | None:
    """Read a moment; a day alone is its first minute."""
    if typed is None:
        return None
    try:
        day, clock = dates.parse_moment(typed)
    except dates.BadDateError as error:
        raise usage(error.code, value=typed) from None
    return datetime.combine(day, clock or time())
