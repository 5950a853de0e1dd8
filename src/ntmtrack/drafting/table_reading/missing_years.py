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


def are_all_past(texts: Iterable[str], issued: date | None) -> bool:
    """Return whether all days and months written without a year are past in the document's.

    Those that are long past have already been read in the year after.
    """
    times = [time for text in texts for time in time_phrases.in_cell(text, issued)]
    dated = [(time, why) for time in times for why in _year_doubts([time])]
    return bool(dated) and all(
        why.text == time_readers.NEXT_YEAR or _is_past(time, issued) for time, why in dated
    )


def _is_past(time: TimeWords, issued: date | None) -> bool:
    span = RowsTime(times=(time,)).span if "due" in time.fields else None
    return bool(span and issued and span[1] < issued)


def name_year_of(issued: date | None, texts: Iterable[str]) -> bool:
    """Return whether the texts of a row name the document's own year, or one before it."""
    years = (int(year) for text in texts for year in re.findall(r"\b20\d\d\b", text))
    return any(issued and year <= issued.year for year in years)


def in_following_year(
    words: str, times: tuple[TimeWords, ...], following: date | None, issued: date | None
) -> tuple[TimeWords, ...]:
    """Return past days and months without a year as those of the following year."""
    is_past = any(_is_past(time, issued) for time in times)
    if not (following and is_past and _year_doubts(times)):
        return times
    return tuple(time_phrases.as_next_year(time_phrases.in_cell(words, following), following))


def _are_within(times: Sequence[TimeWords], over: RowsTime) -> bool:
    return all(RowsTime(times=(time,)).is_within(over) for time in times if time.is_dated)


def _year_doubts(times: Iterable[TimeWords]) -> list[DraftReason]:
    return [why for time in times for why in time.doubts if why.text in _YEARS]


def span_over(texts: Sequence[str], rows: Iterable[str], issued: date | None) -> RowsTime:
    """Return the span of days named by the nearest text over a table, such as a week.

    Otherwise, a school year, whose months lie in two years; if two different ones are named, none.
    `rows` are the deadlines of the table: if they begin before the school year, they prepare it.
    """
    over = row_times.nearest(texts, issued, lambda over: over.span and not over.period)
    return over if over.times else _school_year(texts, rows, issued)


def _school_year(texts: Iterable[str], rows: Iterable[str], issued: date | None) -> RowsTime:
    """Return a school year as a span that begins no earlier than the document's date."""
    read = ((text, list(_SCHOOL_YEAR.finditer(spelling.level(text)))) for text in texts)
    text, years = next((each for each in read if each[1]), ("", []))
    if len({match.groups() for match in years}) != 1:
        return RowsTime()
    first, last = (int(number) for number in years[0].groups())
    start, due = date(first, *_FIRST_DAY), date(last, *_LAST_DAY)
    if issued and (issued > start or _prepare(rows, issued, start)):
        start = issued
    if last != first + 1 or due < start:
        return RowsTime()
    fields = {"start": start.isoformat(), "due": due.isoformat()}
    return RowsTime(spelling.compact(text), (TimeWords(*years[0].span(), fields),))


def _prepare(rows: Iterable[str], issued: date, start: date) -> bool:
    """Return whether the first deadline of a table lies in the months before a school year."""
    times = (time for text in rows for time in time_phrases.in_cell(text, issued))
    spans = (RowsTime(times=(time,)).span for time in times if "due" in time.fields)
    span = next(spans, None)
    return bool(span and issued.year == start.year and issued <= span[1] and span[0] < start)
