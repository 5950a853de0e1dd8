"""States and figures as people write them in forms: only what can be meant in one way is taken."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Sequence
from decimal import Decimal
from typing import Literal
from typing import NamedTuple

from ntmtrack.directive import names
from ntmtrack.directive.model import MarkName
from ntmtrack.directive.model import Measure
from ntmtrack.directive.model import Task
from ntmtrack.wording.words import LANGUAGES
from ntmtrack.wording.words import MARKS
from ntmtrack.wording.words import SPOKEN
from ntmtrack.wording.words import Language
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
# Figures stand apart by semicolons or lines, for a comma may be a decimal one.
APART = re.compile(r"[;\n]")
_WITH_UNIT = re.compile(r"(?P<number>\d(?:[\d.,\s]*\d)?)\s*(?P<unit>[^\d\s.,].*)", re.DOTALL)
_GROUPED: dict[Language, re.Pattern[str]] = {
    "vi": re.compile(r"(\d{1,3}(?:[. ]\d{3})+)(?:,(\d{1,2}))?", re.ASCII),
    "en": re.compile(r"(\d{1,3}(?:[, ]\d{3})+)(?:\.(\d{1,2}))?", re.ASCII),
}
_PERCENT = "%"


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


def figures(text: str, task: Task, language: Language) -> list[str]:
    """Give figures as commands take them: 390 m, or 2.450 m, without the unit of their measure."""
    parts = filter(None, map(str.strip, APART.split(text)))
    return [_figure(part, task, language) for part in parts]


def _figure(part: str, task: Task, language: Language) -> str:
    name, _, figure = part.rpartition("=")
    match = _WITH_UNIT.fullmatch(figure.strip())
    if not match:
        return part
    measures = list(_measured(match["unit"], _named(name, task)))
    number = _number(match["number"], language)
    return f"{measures[0].id}={number}" if len(measures) == 1 else part


def _named(name: str, task: Task) -> Sequence[Measure]:
    """Give the measures that a figure may be of: the one that is named, or all."""
    if not name.strip():
        return task.measures
    known = [names.Named(measure.id, (measure.name,)) for measure in task.measures]
    ids = names.match_whole(name, known)
    return [measure for measure in task.measures if measure.id in ids]


def _measured(unit: str, measures: Sequence[Measure]) -> Iterator[Measure]:
    """Give the measures that have this unit; those with a rate as their goal have per cent."""
    for measure in measures:
        own = (_PERCENT, measure.unit) if measure.kind == "percent" else (measure.unit,)
        if names.fold(unit) in map(names.fold, own):
            yield measure


def _number(text: str, language: Language) -> str:
    """Give a number without the marks between thousands: with a unit, it is a whole figure."""
    if not (match := _GROUPED[language].fullmatch(text)):
        return text
    whole = re.sub(r"\D", "", match[1])
    return f"{whole}.{match[2]}" if match[2] else whole
