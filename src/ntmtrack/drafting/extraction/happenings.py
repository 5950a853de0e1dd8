"""The events that deadlines count from, each gathered once, and their days in the text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from datetime import date
from datetime import timedelta

from ntmtrack.drafting.extraction import spelling
from ntmtrack.drafting.extraction import time_readers
from ntmtrack.drafting.extraction.slugs import Slugs
from ntmtrack.drafting.findings import FoundEvent
from ntmtrack.drafting.source_document import SourcePlace

# What a text adds to an offset: 80 ngày trước ngày bầu cử (tức ngày 25/12/2025).
_PRINTED = re.compile(rf" ?[(,] ?tức (?:là )?(?P<day>ngày {time_readers.BARE_DAY})")
_HELD = re.compile(
    rf"\b(?:tổ chức|diễn ra|khai mạc|là"
    rf"|bắt đầu)\b[^.;]{{0,40}}?(?P<day>ngày {time_readers.BARE_DAY})"
)


class Events:
    """Gather the events of a document in the order in which it names them."""

    def __init__(self, slugs: Slugs, issued: date | None) -> None:
        self._slugs = slugs
        self._issued = issued
        self._found: dict[str, FoundEvent] = {}
        self._bases: dict[str, Counter[date]] = {}

    def id(self, name: str, place: SourcePlace) -> str:
        """Give the id of an event, gathered where it is new."""
        key = spelling.key(name)
        if key not in self._found:
            title = name[:1].upper() + name[1:]
            self._found[key] = FoundEvent(self._slugs.of(title), title, place=place)
        return self._found[key].id

    def note_printed_day(self, name: str, days: int, printed: date) -> None:
        """Remember the event's own day, as an offset and the day printed for it have it."""
        self._bases.setdefault(spelling.key(name), Counter())[printed - timedelta(days=days)] += 1

    def base(self, name: str) -> date | None:
        """Give the day from which most offsets count."""
        counted = self._bases.get(spelling.key(name))
        return counted.most_common(1)[0][0] if counted else None

    def all(self, texts: Iterable[str]) -> list[FoundEvent]:
        """Give all events, each with its day where a text of the document names that day."""
        named = set()
        said: dict[str, str] = {}
        for text in texts:
            self._read_own_days(text, said)
            for match in re.finditer(time_readers.BARE_DAY, spelling.level(text)):
                named.add(time_readers.read_day(match.group(), self._issued)[0])
        found = []
        for key, event in self._found.items():
            base = self.base(key)
            day = base.isoformat() if base and base in named else said.get(key, "")
            found.append(event._replace(proposed_date=day))
        return found

    def _read_own_days(self, text: str, said: dict[str, str]) -> None:
        """Read the day of an event where a sentence begins with the event's name."""
        low = spelling.level(text)
        for key, event in self._found.items():
            if low.startswith(f"{spelling.level(event.name)} ") and (match := _HELD.search(low)):
                day, _ = time_readers.read_day(match["day"], self._issued)
                if day:
                    said.setdefault(key, day.isoformat())


def printed_day(text: str, end: int, issued: date | None) -> date | None:
    """Give the day that a text prints for an offset, right after it."""
    match = _PRINTED.match(spelling.level(text), end)
    return time_readers.read_day(match["day"], issued)[0] if match else None
