"""Find contradictions within a document: weekdays, counted days, numbers of villages."""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Iterator
from datetime import date
from typing import TypeAlias

from ntmtrack.directive import dates
from ntmtrack.drafting.document_model import Contradiction
from ntmtrack.drafting.document_model import DraftReason
from ntmtrack.drafting.document_model import SourcePlace
from ntmtrack.drafting.phrases import places_and_events
from ntmtrack.drafting.phrases import spelling
from ntmtrack.drafting.phrases import time_readers
from ntmtrack.wording.words import N_

_Doubt: TypeAlias = tuple[tuple[int, int], DraftReason]  # span in a text, and the reason
WRONG_WEEKDAY = N_("{day} is a {weekday}, not the weekday given.")
OTHER_DAY = N_("Counted from {base}, it should be {day}.")
OTHER_COUNT = N_("The document says {total}, but names {count}: {names}.")
NO_SUCH_DAY = time_readers.NO_SUCH_DAY
START_AFTER_DUE = N_("The first day comes after the last.")

_NAMES = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
_WEEKDAY = spelling.any_of(time_readers.WEEKDAYS)
_BEFORE = re.compile(
    rf"(?<!phiên )(?<!họp )(?<!lần )(?<!khóa )(?<!đợt )(?<!vòng )(?P<weekday>{_WEEKDAY})\)?,? ?"
    rf"\(?(?:ngày )?(?P<day>{time_readers.BARE_DAY})"
)
_AFTER = re.compile(rf"(?P<day>{time_readers.BARE_DAY}) ?\((?P<weekday>{_WEEKDAY})\)")
_COUNTED = re.compile(
    r"(?P<count>\d{1,2}) (?P<kind>thôn|xóm|bản|ấp|khối phố|tổ dân phố|xã|phường|đơn vị"
    r"|trường)(?: gồm| sau|,? bao gồm)?(?: các \w+)?(?:: ?| ?\()(?P<names>[^.;:()]{5,300})"
)
_DIGIT = re.compile(r"\d")  # a text without a digit cannot contradict anything
_NAMED_DAY = re.compile(rf"ngày {time_readers.BARE_DAY}")
_RANGE = re.compile(
    rf"từ (?P<first>ngày {time_readers.BARE_DAY}) đến (?:hết )?(?P<last>ngày"
    rf" {time_readers.BARE_DAY})"
)


def find(
    texts: Iterable[tuple[str, SourcePlace]], issued: date | None, villages: list[str]
) -> list[Contradiction]:
    """Find the contradictions that show in the texts of a document alone."""
    contradictions: list[Contradiction] = []
    for text, place in texts:
        low = spelling.level(text)
        contradictions += [
            Contradiction(place, _around(text, *span), why)
            for span, why in _in_text(text, low, issued)
        ]
        contradictions += [
            Contradiction(place, _around(text, at, at + 12), _other_count(total, villages))
            for total, at in places_and_events.totals(text)
            if villages and total != len(villages)
        ]
    return contradictions


def _in_text(text: str, low: str, issued: date | None) -> list[_Doubt]:
    if not _DIGIT.search(low):
        return []
    return [
        *_wrong_weekdays(low, issued),
        *_no_such_days(low, issued),
        *_reversed_ranges(low, issued),
        *_other_counts(text, low),
    ]


def _wrong_weekdays(low: str, issued: date | None) -> Iterator[_Doubt]:
    for pattern in (_BEFORE, _AFTER) if "thứ" in low or "chủ nhật" in low else ():
        for match in pattern.finditer(low):
            day, _ = time_readers.read_day(match["day"], issued)
            wanted = time_readers.WEEKDAYS[match["weekday"]]
            if day and dates.WEEKDAYS[day.weekday()] != wanted:
                values = {"day": f"{day:%d/%m/%Y}", "weekday": _NAMES[day.weekday()]}
                yield match.span(), DraftReason(WRONG_WEEKDAY, values)


def _no_such_days(low: str, issued: date | None) -> Iterator[_Doubt]:
    for match in _NAMED_DAY.finditer(low):
        _, doubts = time_readers.read_day(match.group(), issued)
        yield from ((match.span(), doubt) for doubt in doubts if doubt.text == NO_SUCH_DAY)


def _reversed_ranges(low: str, issued: date | None) -> Iterator[_Doubt]:
    """Yield the ranges of days that end before they begin."""
    for match in _RANGE.finditer(low):
        first, last = (time_readers.read_day(match[name], issued)[0] for name in ("first", "last"))
        if first and last and first > last:
            yield match.span(), DraftReason(START_AFTER_DUE)


def _other_counts(text: str, low: str) -> Iterator[_Doubt]:
    """Yield the counts of places or bodies that differ from the number of names listed."""
    for match in _COUNTED.finditer(low):
        listed = re.split(r", | và ", text[match.start("names") : match.end("names")])
        names = [name for name in listed if name.strip()]
        are_names = len(names) > 1 and all(name.strip()[:1].isupper() for name in names)
        if are_names and len(names) != int(match["count"]):
            yield match.span(), _other_count(int(match["count"]), names)


def _other_count(total: int, names: list[str]) -> DraftReason:
    values = {
        "total": str(total),
        "count": str(len(names)),
        "names": ", ".join(name.strip() for name in names),
    }
    return DraftReason(OTHER_COUNT, values)


def other_day(text: str, place: SourcePlace, base: date, counted: date) -> Contradiction:
    """Return the contradiction that a day counted from an event differs from the printed one."""
    return Contradiction(
        place,
        text,
        DraftReason(OTHER_DAY, {"base": f"{base:%d/%m/%Y}", "day": f"{counted:%d/%m/%Y}"}),
    )


def _around(text: str, start: int, end: int) -> str:
    """Return the words around a span, so that the user can find it."""
    return spelling.compact(text[max(0, start - 40) : end + 20])
