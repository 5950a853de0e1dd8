"""What people type beside names: texts and moments; what no file may hold is refused."""

from __future__ import annotations

import re
from datetime import date
from datetime import datetime
from datetime import time

from ntmtrack import wording
from ntmtrack.directive import dates
from ntmtrack.directive import names
from ntmtrack.directive import periods
from ntmtrack.directive.periods import Period
from ntmtrack.wording.problem import NtmError
from ntmtrack.wording.problem import usage
from ntmtrack.yamltext.encoding import find_control

LONGEST_TEXT = 10_000
_AROUND = 20  # characters to quote on both sides of a bad one
_ODD_SPACE = re.compile(r"[^\S\n ]")  # read as plain spaces in a file, so written as such


def text(typed: str | None) -> str | None:
    """Read a text, None for an empty one, or refuse what no file may hold."""
    if typed is None or not typed.strip():
        return None
    if len(typed) > LONGEST_TEXT:
        raise usage(wording.Code.TEXT_TOO_LONG, limit=LONGEST_TEXT)
    if bad := find_control(typed):
        around = typed[max(0, bad.start() - _AROUND) : bad.end() + _AROUND]
        raise usage(wording.Code.BAD_CHARACTER, value=around)
    return _ODD_SPACE.sub(" ", names.nfc(typed)).strip()


def moment(typed: str | None) -> datetime | None:
    """Read a moment, None for none; a day alone is its first minute."""
    if typed is None:
        return None
    day, hour = dates.parse_moment(typed)
    return datetime.combine(day, hour or time())


def report_name(name: str) -> date | Period:
    """Read which report of a duty is meant: its day, or its period."""
    try:
        return periods.parse_name(name)
    except NtmError as error:
        from ntmtrack.directive import mistaken_deadlines

        raise mistaken_deadlines.without_year(name, error) from None
