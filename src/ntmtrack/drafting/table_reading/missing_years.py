"""The year of days and months written without one, taken from the text over their rows."""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Sequence
from datetime import date

from ntmtrack.drafting.document_model import DraftReason
from ntmtrack.drafting.phrases import cell_grammar
from ntmtrack.drafting.phrases import spelling
from ntmtrack.drafting.phrases import time_phrases
from ntmtrack.drafting.phrases import time_readers
from ntmtrack.drafting.phrases.time_phrases import TimeWords
from ntmtrack.drafting.table_reading import row_times
from ntmtrack.drafting.table_reading.row_times import RowsTime

# Doubts about the year of a day.
_YEARS = (time_readers.YEAR_FROM_LETTER, time_readers.NEXT_YEAR, time_readers.NO_YEAR)
_SCHOOL_YEAR = re.compile(cell_grammar.SCHOOL_YEAR)
_FIRST_DAY, _LAST_DAY = (8, 1), (7, 31)  # of a school year: 1 August to 31 July


def with_year(words: str, times: Sequence[TimeWords], over: RowsTime) -> tuple[TimeWords, ...]:
    """Return days without a year in the year of the time over them, if they lie within it."""
    span = over.span
    if not span or not _year_doubts(times):
        return tuple(times)
    doubt = DraftReason(row_times.DEADLINE_FROM_SECTION, {"text": over.words})
    doubts = (*_year_doubts(over.times), doubt)
    written = (time_phrases.in_cell(words, day) for day in (span[0], date(span[1].year, 1, 1)))
    read = next((read for read in written if _are_within(read, over)), None)
    if read is None:
        return tuple(times)
    kept = [[why for why in time.doubts if why.text not in _YEARS] for time in read]
    return tuple(
        time._replace(doubts=(*why, *doubts)) for time, why in zip(read, kept, strict=True)
    )


def following_year(texts: Iterable[str], issued: date | None) -> date | None:
    """Return 1 January of the year after the document's, if the nearest year named is that.

    A programme for a year is often issued in the last days of the year before.
    """
    named = (set(re.findall(r"\bnăm (20\d\d)\b", spelling.level(text))) for text in texts)
    years = next(filter(None, named), set())
    return date(issued.year + 1, 1, 1) if issued and years == {str(issued.year + 1)} else None


def in_following_year(
    words: str, times: tuple[TimeWords, ...], following: date | None, issued: date | None
) -> tuple[TimeWords, ...]:
    """Return past days and months without a year as those of the following year."""
    spans = [RowsTime(times=(time,)).span for time in times if "due" in time.says]
    is_past = issued and any(span and span[1] < issued for span in spans)
    if not (following and is_past and _year_doubts(times)):
        return times
    return tuple(time_phrases.in_cell(words, following))


def _are_within(times: Sequence[TimeWords], over: RowsTime) -> bool:
    return all(RowsTime(times=(time,)).is_within(over) for time in times if time.is_dated)


def _year_doubts(times: Iterable[TimeWords]) -> list[DraftReason]:
    return [why for time in times for why in time.doubts if why.text in _YEARS]


def span_over(texts: Sequence[str], issued: date | None) -> RowsTime:
    """Return the span of days named by the nearest text over a table, such as a week.

    Otherwise, a school year, whose months lie in two years; if two different ones are named, none.
    """
    over = row_times.nearest(texts, issued, lambda over: over.span and not over.period)
    return over if over.times else _school_year(texts, issued)


def _school_year(texts: Iterable[str], issued: date | None) -> RowsTime:
    """Return a school year as a span that begins no earlier than the document's date."""
    read = ((text, list(_SCHOOL_YEAR.finditer(spelling.level(text)))) for text in texts)
    text, years = next((each for each in read if each[1]), ("", []))
    if len({match.groups() for match in years}) != 1:
        return RowsTime()
    first, last = (int(number) for number in years[0].groups())
    start, due = date(first, *_FIRST_DAY), date(last, *_LAST_DAY)
    start = max(start, issued or start)
    if last != first + 1 or due < start:
        return RowsTime()
    says = {"start": start.isoformat(), "due": due.isoformat()}
    return RowsTime(spelling.compact(text), (TimeWords(*years[0].span(), says),))
