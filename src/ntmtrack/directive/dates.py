"""Days and moments: how they are parsed and formatted, and how days late are counted.

Every moment is a naive local time of the directive's zone, to the minute.
"""

import errno
import os
import re
from collections.abc import Sequence
from datetime import UTC
from datetime import date
from datetime import datetime
from datetime import time
from functools import lru_cache
from typing import TYPE_CHECKING
from typing import Final

from ntmtrack import system
from ntmtrack import wording
from ntmtrack.directive import names
from ntmtrack.records import Record
from ntmtrack.wording.problem import Exit
from ntmtrack.wording.problem import NtmError
from ntmtrack.wording.problem import Reason
from ntmtrack.wording.problem import unplaced
from ntmtrack.wording.problem import usage

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

# A year outside this range is a typing error, and arithmetic near the limits would overflow.
FIRST_YEAR, LAST_YEAR = 1900, 2999
END_OF_DAY = time(23, 59)
WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

# Patterns are compiled on use, because a run needs one of them or none.
_ISO_DAY = r"(\d{4})-(\d{2})-(\d{2})"
_DAY = r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4})"
# The style of letters: 30 tháng 6 năm 2021, optionally after “ngày”.
_DAY_IN_WORDS = r"(\d{1,2})\s+th[áa]ng\s+(\d{1,2})\s+n[ăa]m\s+(\d{4})"
_NO_YEAR = r"\d{1,2}(?:[/.-]\d{1,2}|\s+th[áa]ng\s+\d{1,2})"
# 30/6/21, which may also mean 2030-06-21.
_SHORT_YEAR = r"\d{1,2}([/.-])\d{1,2}\1\d{2}"
# Zone names that mean the same on every machine: not localtime, posix/… or right/….
_ZONE = r"[A-Z][A-Za-z0-9_+-]{0,30}(/[A-Z][A-Za-z0-9_+-]{0,30}){0,3}"
# The errors for an unknown zone; the name may be that of a folder, or continue after a zone's.
# Windows forbids opening a folder, which is all that “Asia” is in the database.
_NO_ZONE = (
    *(FileNotFoundError, IsADirectoryError, NotADirectoryError),
    *((PermissionError,) if system.WINDOWS else ()),
)
_TIME = r"(\d{1,2}):(\d{2})"
# The hour beside a day, as letters write it, in lower case: 17:00, 17h, 17g30, 17 giờ 05 phút.
_HOUR = r"(?P<hour>\d{1,2})\s*(?::|h|g|giờ|gio)\s*(?P<minute>\d{2})?(?:\s*(?:phút|phut))?"
_HOUR_AND_DAY = rf"(?:lúc\s+)?{_HOUR}\s*[\s,]\s*(?:(?:ngày|ngay)\s+)?(?P<day>\S+)"
_DAY_AND_HOUR = rf"(?:(?:ngày|ngay)\s+)?(?P<day>[^\s,]+)\s*[\s,]\s*(?:lúc\s+)?{_HOUR}"
_SOME_HOUR = r"\d\s*(?::|h\b|g\b|[hg]\s*\d|giờ|gio\b)"


class Moment(Record):
    """Represent the moment at which items are judged; `whole_day` if it stands for a whole day."""

    at: datetime
    whole_day: bool = False

    @property
    def day(self) -> date:
        """Return the day of the moment."""
        return self.at.date()


def last_minute(day: date) -> datetime:
    """Return the last minute of a day."""
    return datetime.combine(day, END_OF_DAY)


def whole_day(day: date) -> Moment:
    """Return the moment that stands for a whole day: its last minute."""
    return Moment(last_minute(day), whole_day=True)


@lru_cache(maxsize=1024)
def parse_day(text: str) -> date:
    """Parse a day such as 2021-06-30, 30/6/2021, 30-6-2021, 30.6.2021 or 30 tháng 6 năm 2021.

    “ngày” may come first. Any other text is a usage error.
    """
    figures = _figures(text) or _figures(_in_figures(text))
    if not figures:
        raise usage(_no_day(_in_figures(text)), value=text)
    year, month, day = map(int, figures)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise usage(wording.Code.FAR_YEAR, value=text)
    try:
        return date(year, month, day)
    except ValueError:
        raise usage(wording.Code.NO_SUCH_DAY, value=text) from None


def _no_day(text: str) -> "wording.Code":
    """Return the code for what is wrong with a text that is not a day."""
    if re.fullmatch(_NO_YEAR, text, re.ASCII):
        return wording.Code.NO_YEAR
    is_short = re.fullmatch(_SHORT_YEAR, text, re.ASCII)
    return wording.Code.NO_YEAR_SHORT if is_short else wording.Code.BAD_DATE


def _figures(text: str) -> Sequence[str] | None:
    """Return the year, month and day of a day written in figures, or None."""
    if iso := re.fullmatch(_ISO_DAY, text, re.ASCII):
        return iso.groups()
    match = re.fullmatch(_DAY, text, re.ASCII)
    return match.group(4, 3, 1) if match else None


def _in_figures(text: str) -> str:
    """Return a text in lower case with a day in words turned into figures, 30/6/2021."""
    small = " ".join(names.nfc(text).casefold().split())
    small = re.sub(_DAY_IN_WORDS, r"\1/\2/\3", small, flags=re.ASCII)
    return re.sub(r"^ng[àa]y\s+(?=\S+$)", "", small)


def parse_time(text: str) -> time:
    """Parse a time of day such as 15:30 or 7:05."""
    match = re.fullmatch(_TIME, text, re.ASCII)
    try:
        if match:
            return time(int(match[1]), int(match[2]))
    except ValueError:
        pass
    raise usage(wording.Code.BAD_TIME, value=text)


def parse_moment(text: str) -> tuple[date, time | None]:
    """Parse a day, or a day with an hour in any way that `split_moment` knows."""
    day, clock = split_moment(text.rstrip(" "))
    try:
        return parse_day(day), None if clock is None else parse_time(clock)
    except NtmError as error:
        code = error.problems[0].code
        if code is wording.Code.BAD_DATE:  # the code is about a part, such as 30 of “30 tháng 6”
            code = _no_day(_in_figures(text))
        if code is wording.Code.BAD_DATE and re.search(_SOME_HOUR, names.nfc(text).casefold()):
            code = wording.Code.BAD_DATE_MOMENT
        raise usage(code, value=text) from None


def parse_when(text: str) -> datetime:
    """Parse a day, or a day with an hour, into a moment; a day means its start."""
    day, clock = parse_moment(text)
    return datetime.combine(day, clock or time())


def split_moment(text: str) -> tuple[str, str | None]:
    """Split a text into the day and the hour beside it; return the hour as 17:05, or None.

    2021-06-22T15:42 (a space, or a comma and a space, may replace the T), 15:42 22/6/2021, 15 giờ
    42 ngày 22/6/2021, 22/6/2021 15h42, 15h42 ngày 22 tháng 6 năm 2021.
    """
    day, mark, clock = text.replace("T" if "T" in text else ", ", " ", 1).partition(" ")
    if not mark or re.fullmatch(_TIME, clock.strip(), re.ASCII):
        return day, clock.strip() if mark else None
    small = _in_figures(text)
    if _figures(small):
        return small, None
    for way in (_HOUR_AND_DAY, _DAY_AND_HOUR):
        if match := re.fullmatch(way, small, re.ASCII):
            return match["day"], f"{match['hour']}:{match['minute'] or '00'}"
    return day, clock.strip()


def parse_stamp(text: str) -> datetime:
    """Parse the time at which the program wrote an entry: ISO 8601 with an offset."""
    try:
        stamp = datetime.fromisoformat(text)
    except ValueError:
        raise usage(wording.Code.BAD_STAMP, value=text) from None
    if stamp.tzinfo is None or not FIRST_YEAR <= stamp.year <= LAST_YEAR:
        raise usage(wording.Code.BAD_STAMP, value=text)
    return stamp


def parse_as_of(text: str) -> Moment:
    """Parse the moment to judge items at; a day means the end of that day."""
    day, hour = parse_moment(text)
    return Moment(datetime.combine(day, hour)) if hour else whole_day(day)


def format_day(day: date) -> str:
    """Format a day as offices do: 30/06/2021."""
    return f"{day:%d/%m/%Y}"


def format_moment(at: datetime) -> str:
    """Format a moment as offices do, with the time unless it is 00:00: 30/06/2021 15:30."""
    return format_day(at) if at.time() == time() else f"{at:%d/%m/%Y %H:%M}"


def clock() -> datetime:
    """Return the current time: the only place that reads the clock, once a run."""
    return datetime.now(UTC)


def moment_in(instant: datetime, timezone: str) -> Moment:
    """Return the minute that clocks in a zone show at an instant."""
    local = instant.astimezone(zone(timezone))
    return Moment(local.replace(second=0, microsecond=0, tzinfo=None))


def known_timezone(name: str) -> bool:
    """Return whether the zone database has a zone (exit code 74 if it cannot be read).

    A name that means different zones on different machines, such as localtime, is refused.
    """
    from zoneinfo import ZoneInfoNotFoundError

    if not re.fullmatch(_ZONE, name, re.ASCII):
        return False
    try:
        _read_zone(name)
    except (ZoneInfoNotFoundError, *_NO_ZONE):
        return False
    return True


def zone(name: str) -> "ZoneInfo":
    """Return a zone that existed when the file was checked (exit code 74 if it no longer does)."""
    from zoneinfo import ZoneInfoNotFoundError

    try:
        return _read_zone(name)
    except ZoneInfoNotFoundError:
        raise _zone_unreadable(name, os.strerror(errno.ENOENT)) from None
    except OSError as error:
        raise _zone_unreadable(name, error.strerror or str(error)) from None


def _read_zone(name: str) -> "ZoneInfo":
    """Return a zone; any defect of its file is an error with exit code 74."""
    import struct
    from zoneinfo import ZoneInfo

    try:
        return ZoneInfo(name)
    except _NO_ZONE:
        raise
    except OSError as error:
        raise _zone_unreadable(name, error.strerror or str(error)) from None
    except (ValueError, IndexError, EOFError, struct.error) as error:
        raise _zone_unreadable(name, str(error)) from None


def _zone_unreadable(name: str, reason: str) -> NtmError:
    problem = unplaced(wording.Code.TIMEZONE_UNREADABLE, value=name, reason=Reason(reason))
    return NtmError([problem], Exit.IO)


def days_late(last_good: datetime, at: datetime) -> int | None:
    """Count the days since the last good minute of a deadline, at least 1; None if not late."""
    return max(1, (at.date() - last_good.date()).days) if at > last_good else None
