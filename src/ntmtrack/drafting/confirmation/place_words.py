"""Places in a document, in words: to look something up, and as letters cite it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from ntmtrack.drafting.confirmation.layout import tidy
from ntmtrack.drafting.document_model import FoundDuty
from ntmtrack.drafting.document_model import SourcePlace
from ntmtrack.wording.words import N_
from ntmtrack.wording.words import Words

_PLACE_PARTS = (
    ("page", N_("page {number}")),
    ("table", N_("table {number}")),
    ("row", N_("row {number}")),
    ("paragraph", N_("paragraph {number}")),
    ("line", N_("line {number}")),
)
# The number of a section of a table: IV, A or II.1.
_SECTION_NUMBER = re.compile(r"((?:[IVX]{1,5}|[A-H])(?:\.\d{1,2})*)[.):]?(?= |$)")


def place_in_words(place: SourcePlace, words: Words) -> str:
    """Format a place, from the sheet or page down."""
    numbers = place._asdict()
    if place.table or place.sheet:
        numbers["paragraph"] = 0  # says nothing about a place in a table
    if place.sheet:
        numbers["table"] = 0
    parts = [words.say("sheet “{name}”", name=place.sheet)] if place.sheet else []
    # These numbers are no counts and get no thousands marks: Excel, too, shows row 1318 like this.
    known = ((text, str(numbers[key])) for key, text in _PLACE_PARTS if numbers[key])
    parts += [words.say(text, number=number) for text, number in known]
    end = words.say("the end") if place.is_end else words.say("the head")
    return tidy(", ".join(parts)) or end


class Citations:
    """Cite the duties of a document so that none can be taken for another."""

    def __init__(self, duties: Sequence[FoundDuty]) -> None:
        in_tables = [duty for duty in duties if _table(duty)]
        self._tables = {_table(duty) for duty in in_tables}
        self._alike = Counter((_container(duty), duty.clause) for duty in in_tables)
        self._alike_in_section = Counter(
            (_container(duty), duty.clause, _section(duty)) for duty in in_tables
        )

    def cite(self, duty: FoundDuty, words: Words) -> str:
        """Cite a duty as letters do: by its clause, or by its number in a table."""
        if duty.clause and _table(duty):
            return self._cite_row(duty, words) or place_in_words(duty.place, words)
        if not duty.clause:
            return place_in_words(duty.place, words)
        if "Điều " in duty.clause:
            return tidy(duty.clause)
        return words.say("item {clause}", clause=tidy(duty.clause))

    def _cite_row(self, duty: FoundDuty, words: Words) -> str:
        """Cite a row by its printed number; return "" if another row has the same."""
        clause, section = tidy(duty.clause), _section(duty)
        text = N_("no. {clause}") if clause.isdecimal() else N_("item {clause}")
        cited = [words.say(text, clause=clause)]
        if self._alike[_container(duty), duty.clause] > 1:
            if not section or self._alike_in_section[_container(duty), duty.clause, section] > 1:
                return ""
            cited.append(words.say("item {clause}", clause=section))
        if duty.annex:
            cited.append(duty.annex)
        elif len(self._tables) > 1:
            table = SourcePlace(table=duty.place.table, sheet=duty.place.sheet)
            cited.append(place_in_words(table, words))
        return ", ".join(cited)


def _table(duty: FoundDuty) -> tuple[str, int] | None:
    """Return a key for the table of a duty; None if it is in no table."""
    place = duty.place
    return (place.sheet, place.table) if place.sheet or place.table else None


def _container(duty: FoundDuty) -> object:
    return duty.annex or _table(duty)


def _section(duty: FoundDuty) -> str:
    match = _SECTION_NUMBER.match(duty.section)
    return match[1] if match else ""
