"""States and figures as people write them in forms: only what can be meant in one way is taken."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Literal
from typing import NamedTuple

from ntmtrack.directive import names
from ntmtrack.directive.model import MarkName
from ntmtrack.wording.words import LANGUAGES
from ntmtrack.wording.words import MARKS
from ntmtrack.wording.words import SPOKEN
from ntmtrack.wording.words import Words

# What a row may say; what needs more than a row has, such as a new deadline, needs its command.
FORM_MARKS: tuple[MarkName, ...] = (
    *("done", "started", "note", "obstacle", "solved", "nothing", "excused"),
)
Meaning = MarkName | Literal["going on", "not done"]
_ALSO: dict[Meaning, tuple[str, ...]] = {
    "done": (
        *("đã hoàn thành", "đã xong", "đã làm xong", "ht", "đã ht", "completed", "finished"),
        *("hoàn thành đúng hạn", "hoàn thành quá hạn", "ht đúng hạn", "ht quá hạn"),
    ),
    "nothing": ("không phát sinh",),
    "going on": (
        *("đang thực hiện", "đang làm", "đang triển khai", "đang tiến hành", "đang hoàn thành"),
        *("in progress", "ongoing"),
    ),
    "not done": (
        *("chưa", "chưa thực hiện", "chưa làm", "chưa xong", "chưa hoàn thành", "chưa triển khai"),
        *("chưa bắt đầu", "not done", "not yet", "not started"),
    ),
}
_DONE_TO = re.compile(
    r"(?P<done>(?:da )?(?:hoan thanh|ht|xong|done))?"
    r"(?:da |dang )?(?:thuc hien|lam|dat)?(?: duoc| khoang)*"
    r" ?(?P<rate>\d{1,3}(?:[.,]\d{1,2})?) ?%(?: khoi luong| cong viec| done)?",
    re.ASCII,
)
_WHOLE = 100


class Said(NamedTuple):
    """Say what a word about a task means, with what of it is more than that."""

    meaning: Meaning
    words: str | None = None


def mark_word(mark: MarkName, words: Words) -> str:
    """Give the word for a mark that a form offers: a list of words cannot have commas in them."""
    return words.say(MARKS[mark]).partition(",")[0]


def mark_words(words: Words) -> list[str]:
    """List the words for all marks of a form."""
    return [mark_word(mark, words) for mark in FORM_MARKS]


def meaning_of(text: str) -> Said | None:
    """Give what a word means, in any language and with accents or without; None for others."""
    folded = names.fold(text)
    for mark in FORM_MARKS:
        full = [Words(language).say(MARKS[mark]) for language in LANGUAGES]
        short = [mark_word(mark, Words(language)) for language in LANGUAGES]
        spoken = SPOKEN.get(mark, ())
        if folded in map(names.fold, (mark, *full, *short, *spoken)):
            return Said(mark)
    for meaning, spellings in _ALSO.items():
        if folded in map(names.fold, spellings):
            return Said(meaning)
    return _done_to(text, folded)


def _done_to(text: str, folded: str) -> Said | None:
    """Give what a rate means: done to less than all of it is going on."""
    if not (match := _DONE_TO.fullmatch(folded)):
        return None
    rate = Decimal(match["rate"].replace(",", "."))
    if rate == 0:
        return Said("not done")
    if rate < _WHOLE:
        return Said("going on", text)
    return Said("done") if rate == _WHOLE and match["done"] else None
