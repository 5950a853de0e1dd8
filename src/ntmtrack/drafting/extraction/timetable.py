"""The lines of a timetable: each has the day that stands above it, and its own hour."""

from __future__ import annotations

import re
from datetime import date

from ntmtrack.drafting.document_model import DraftReason
from ntmtrack.drafting.extraction import outline
from ntmtrack.drafting.extraction import spelling
from ntmtrack.drafting.extraction import time_phrases
from ntmtrack.drafting.extraction import time_readers
from ntmtrack.drafting.extraction.outline import Line
from ntmtrack.drafting.extraction.sentence_parts import Part
from ntmtrack.wording.words import N_

DAY_ABOVE = N_("The day stands in a line above: {text}")
# Over the hours of a timetable: Ngày 18/3/2027; Thứ Hai, ngày 15/3/2027:
_BARE_DAY = re.compile(
    rf"(?:(?:sáng|chiều|tối) )?(?:{spelling.any_of(time_readers.WEEKDAYS)},? ?\(?)?"
    rf"(?P<day>(?:ngày )?{time_readers.BARE_DAY})\)?"
    rf"(?: ?\({spelling.any_of(time_readers.WEEKDAYS)}\))?[ :.]*"
)
_BY_THE_CLOCK = re.compile(
    r"(?:(?:sáng|trưa|chiều|tối|lúc|từ) ?[:,(]? ?)?"
    rf"(?P<hour>{time_readers.HOUR})(?: ?(?:-|–|đến) ?{time_readers.HOUR})?\)? ?[:,–-] "
)


class Timetable:
    """Follow the days of a timetable, which stand in lines of their own over their hours."""

    def __init__(self, issued: date | None) -> None:
        self._issued = issued
        self._day = ""
        self._is_over = False  # the lines that follow, also those without an hour

    def enter(self, line: Line) -> None:
        """Go on to a line: one that is only a day is over those that follow it."""
        day = bare_day(line.text)
        self._day = day or self._day
        if day or line.rank == outline.BODY:
            self._is_over = bool(day)

    def leave(self) -> None:
        """Forget the day: another section begins."""
        self._day, self._is_over = "", False

    def on_day(self, line: Line, part: Part) -> Part:
        """Give a line its hour on the day above it; one without an hour, that day."""
        if not self._day or part.start:
            return part
        match = _BY_THE_CLOCK.match(spelling.level(part.text))
        if not match and (part.times or not (self._is_over and line.rank)):
            return part
        hour = f"{match['hour']} " if match else ""
        reason = DraftReason(DAY_ABOVE, {"text": self._day})
        times = [
            time._replace(
                start=0,
                end=match.end("hour") if match else 0,
                whole=False,
                doubts=(*time.doubts, reason),
            )
            for time in time_phrases.in_cell(f"{hour}{self._day}", self._issued)
        ]
        return part._replace(times=(*times, *part.times))


def bare_day(text: str) -> str:
    """Give the day that a line names and nothing else, over the hours of a timetable."""
    match = _BARE_DAY.fullmatch(spelling.level(text))
    return text[slice(*match.span("day"))] if match else ""


def is_by_the_clock(part: Part) -> bool:
    """Tell whether a line begins with its hour, as those of a programme do: 7h30: Lễ chào cờ."""
    return not part.start and bool(_BY_THE_CLOCK.match(spelling.level(part.text)))


def is_scheduled(line: Line, part: Part) -> bool:
    """Tell whether a line of a calendar says what is on a day: Ngày 24/10/2026: Tổ bầu cử họp."""
    first = part.times[0] if part.times else None
    if first is None or re.search(r"\w", part.text[: first.start]) or "due" not in first.says:
        return False
    if is_by_the_clock(part):
        return False  # of a programme: whoever is not named there owes nothing
    is_head = bool(re.match(r" ?(?:\([^()]*\) ?)?[^\w.;]*[:–-] ", part.text[first.end :]))
    return is_head or bool(not part.start and line.rank and not first.is_called_for)
