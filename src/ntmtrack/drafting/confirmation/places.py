"""Places of a document in words: bảng 2, hàng 7; đoạn 12."""

from __future__ import annotations

from ntmtrack.drafting.source_document import SourcePlace
from ntmtrack.wording.words import N_
from ntmtrack.wording.words import Words

_PARTS = (
    ("page", N_("page {number}")),
    ("table", N_("table {number}")),
    ("row", N_("row {number}")),
    ("paragraph", N_("paragraph {number}")),
    ("line", N_("line {number}")),
)


def in_words(place: SourcePlace, words: Words) -> str:
    """Say where something stands, from the sheet or page down."""
    numbers = place._asdict()
    if place.table or place.sheet:
        numbers["paragraph"] = 0  # which counts the paragraphs within a table as well
    if place.sheet:
        numbers["table"] = 0
    parts = [words.say("sheet “{name}”", name=place.sheet)] if place.sheet else []
    parts += [words.say(text, number=numbers[key]) for key, text in _PARTS if numbers[key]]
    return ", ".join(parts) or words.say("the head")
