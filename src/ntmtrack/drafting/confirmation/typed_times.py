"""Deadlines that users type into a draft: days, rhythms, events, or words that name no day."""

from __future__ import annotations

import re
from collections.abc import Mapping
from collections.abc import Sequence
from typing import Any
from typing import NamedTuple

from ntmtrack.datafile import draft_keys
from ntmtrack.datafile import file_format
from ntmtrack.directive import names
from ntmtrack.drafting.confirmation import draft_words
from ntmtrack.drafting.confirmation import spoken_times
from ntmtrack.drafting.confirmation.draft_file import TIMES
from ntmtrack.drafting.confirmation.draft_file import PlainDraft
from ntmtrack.drafting.confirmation.layout import tidy
from ntmtrack.drafting.phrases import time_phrases
from ntmtrack.drafting.phrases import time_readers
from ntmtrack.wording.codes import Code
from ntmtrack.wording.problem import Problem
from ntmtrack.wording.words import Words


class Typing(NamedTuple):
    """Describe where a user types: in which section of which draft, and in which language.

    `said` are the document's words for the deadline of the part, and its whole sentence.
    """

    section: str
    file: PlainDraft
    words: Words
    said: Sequence[str] = ()


def lacks_weekday(item: PlainDraft) -> bool:
    """Return whether a weekly duty lacks its day of the week, which `check` refuses."""
    repeat = item.get("repeat") or ()
    rules = [repeat] if isinstance(repeat, dict) else repeat
    return any(rule.get("every") == "week" and not rule.get("on") for rule in rules)


def change(typing: Typing, item: PlainDraft, text: str) -> Problem | None:
    """Replace the deadline of a task by a typed one, or remove it if nothing was typed."""
    values = _time_values(typing, text) if text else {}
    if isinstance(values, Problem):
        return values
    _put_time(item, values)
    return None


def _put_time(item: PlainDraft, values: Mapping[str, Any]) -> None:
    for key in (*TIMES, "event_days"):
        item.pop(key, None)
        draft_words.remove_proposal(item, key)
    if "due" not in values and "repeat" not in values:
        item.pop("due_is", None)
    if "due" not in values:
        item.pop("due_to", None)
        draft_words.remove_proposal(item, "due_to")
    if "due_is" in values:
        draft_words.remove_proposal(item, "due_is")
    item.update(values)
    if "due" in values:
        item.setdefault("due_is", "by")


# A day and a month, however they are written; a letter O for a zero is a typing mistake.
_DAY_AND_MONTH = re.compile(r"\b\d{1,2} ?[./-] ?\d{1,2}(?!\d| ?ngày)")


def names_no_day(text: str) -> bool:
    """Return whether the words of a deadline name no day or period: “vụ Hè Thu 2024”.

    Days counted from something that happens are none, nor is what the calendar does not have.
    """
    if not any(map(str.isdigit, text)):
        return True
    return not (_DAY_AND_MONTH.search(text) or any(map(_is_day, time_phrases.in_cell(text, None))))


def _is_day(time: time_phrases.TimeWords) -> bool:
    is_undated = any(doubt.text == time_readers.NO_DAY for doubt in time.doubts)
    return "event" not in time.fields and not is_undated


def may_be_kept(problem: Problem) -> bool:
    """Return whether a text that is no deadline may be kept as words that name no day."""
    value = str(problem.values.get("value", ""))
    return problem.code is Code.DRAFT_CELL_TIME and names_no_day(value)


def keep_words(item: PlainDraft, text: str) -> Problem | None:
    """Set the deadline of a task to words that name no day, as the file's `no_date`."""
    values = {"no_date": tidy(text)}
    wrong = next(draft_keys.wrong_values(("tasks",), file_format.TaskPart, values), None)
    if wrong is None:
        _put_time(item, values)
    return wrong and wrong._replace(path=())


def _time_values(typing: Typing, text: str) -> dict[str, Any] | Problem:
    """Parse a deadline as people write it: a day, hour, period, rhythm, event, or words."""
    _, file, words, said = typing
    standing = names.fold(text) == names.fold(words.say(draft_words.STANDING))
    wrong = next(draft_keys.wrong_values(("tasks",), file_format.TaskPart, {"due": text}), None)
    if standing or wrong is None:
        return {"standing": "true"} if standing else {"due": text}
    issued = str(draft_words.value_of(file.get("directive") or {}, "issued"))
    if rules := spoken_times.read_rules(text, issued):
        values = {"repeat": rules}
        return Problem(Code.DRAFT_CELL_WEEKDAY) if lacks_weekday(values) else values
    if event := spoken_times.read_event(text, file.get("events") or ()):
        return {**event}
    if deadline := spoken_times.read_deadline(text):
        return {**deadline}
    if _are_words_of(text, said) and names_no_day(text):
        return {"no_date": text}
    is_day = wrong.code in (Code.NO_SUCH_DAY, Code.FAR_YEAR)
    return (
        wrong._replace(path=()) if is_day else Problem(Code.DRAFT_CELL_TIME, values={"value": text})
    )


def _are_words_of(text: str, said: Sequence[str]) -> bool:
    """Return whether a text is one of these, or several words within one."""
    folded = names.fold(text)
    is_long = len(folded.split()) > 1
    return any(
        folded == names.fold(words) or (is_long and f" {folded} " in f" {names.fold(words)} ")
        for words in said
    )
