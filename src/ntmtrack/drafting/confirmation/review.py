"""Reviewing a draft key by key: a state and a key give the next state, with the draft so far."""

from __future__ import annotations

import re
from collections.abc import Callable

from ntmtrack.drafting.confirmation import draft_values
from ntmtrack.drafting.confirmation import draft_words
from ntmtrack.drafting.confirmation import leftovers
from ntmtrack.drafting.confirmation import reshaping
from ntmtrack.drafting.confirmation import spoken_times
from ntmtrack.drafting.confirmation import typed_line
from ntmtrack.drafting.confirmation import typed_times
from ntmtrack.drafting.confirmation.decisions import accepted
from ntmtrack.drafting.confirmation.draft_file import TIMES
from ntmtrack.drafting.confirmation.draft_file import PlainDraft
from ntmtrack.drafting.confirmation.draft_values import FIELDS
from ntmtrack.drafting.confirmation.draft_words import BETWEEN
from ntmtrack.drafting.confirmation.review_state import Mode
from ntmtrack.drafting.confirmation.review_state import Review
from ntmtrack.drafting.confirmation.review_state import Step
from ntmtrack.drafting.confirmation.review_state import changed
from ntmtrack.drafting.confirmation.review_state import replaced
from ntmtrack.drafting.confirmation.typed_line import ENTER
from ntmtrack.drafting.confirmation.typed_line import ESCAPE
from ntmtrack.drafting.confirmation.typed_line import TAB
from ntmtrack.drafting.confirmation.typed_line import TypedLine
from ntmtrack.drafting.confirmation.typed_times import Typing
from ntmtrack.wording.codes import Code
from ntmtrack.wording.problem import Problem
from ntmtrack.wording.words import N_
from ntmtrack.wording.words import Words

MOST_BREAKS = 9  # the keys 1 to 9
_BREAK = re.compile(r"(?<=[;.:,])\s+|\s+(?=và\s)")
_LEAST_PART = 8
LACKING = N_("Still missing: {keys}. Press e.")
SEVERAL = N_("Press the number of the right day: {days}")
UNTIMED = N_(
    "No deadline is filled in, though the document says “{said}”: press e to"
    " fill it in, Enter to go on."
)
IN_WORDS = N_(
    "No deadline is filled in, though the document says “{said}”: press e to fill it in, or"
    " Enter again to keep these words without a day."
)
NOTHING_ABOVE = N_("There is no duty above this one.")
NOT_A_DUTY = N_("Only a duty can be split, or joined with another.")
NO_BREAKS = N_("This sentence has no place to be split at.")
IN_USE = N_("Duties still refer to it: {ids}")
NOT_THE_HEAD = N_("The head of the document cannot be dropped.")
NONE_SURE = N_("From here on, no duty has both a lead and an undisputed deadline.")
ALL_TAKEN = N_("Accepted {count} duties. Press u to undo.")
NEW_NAME = N_(
    "“{names}” is not in the list yet. Press Enter again to add it; correct it"
    " if it is a typing mistake."
)
SEVERAL_FIT = N_("Several names fit: {names}")
NOTHING_BEFORE = N_("There is no step to go back to.")
NOT_CHANGED = N_("The document has not changed here, so there is no older value to keep.")


def press(state: Review, key: str, words: Words) -> Review:
    """Return the state that follows a key press."""
    state = state._replace(message=None)
    if take := _MODES.get(state.mode):
        return take(state, key, words)
    if state.step is None:
        return _COMMANDS[key](state, words) if key in ("u", "q") else _end(state, key)
    if key.isdecimal():
        return _choose_day(state, int(key), words)
    command = _COMMANDS.get(key)
    return command(state, words) if command else state


def _accept(state: Review, words: Words) -> Review:
    return _accept_as(state, state.item, words)


def _accept_as(state: Review, item: PlainDraft, words: Words) -> Review:
    if days := draft_words.days_offered(item):
        listed = "  ".join(
            f"{number} {spoken_times.due_text(day, words)}" for number, day in enumerate(days, 1)
        )
        return state.with_message(SEVERAL, days=listed)
    confirmed = accepted(item)
    section = state.step.section if state.step else ""
    if keys := draft_values.lacking(section, confirmed):
        labels = [words.say(FIELDS[section].get(key, key)) for key in keys]
        return state.with_message(LACKING, keys=", ".join(labels))
    if typed_times.lacks_weekday(confirmed):
        return state._replace(message=Problem(Code.DRAFT_CELL_WEEKDAY))
    deadline = draft_words.quoted(item, "deadline")
    is_untimed = not confirmed.keys() & set(TIMES)
    if deadline and is_untimed and state.asked != item.get("id"):
        text = IN_WORDS if typed_times.names_no_day(deadline) else UNTIMED
        return state._replace(asked=item.get("id", "")).with_message(text, said=deadline)
    if deadline and is_untimed and typed_times.names_no_day(deadline):
        typed_times.keep_words(confirmed, deadline)
    return replaced(state, confirmed)


def _keep_old(state: Review, words: Words) -> Review:
    """Accept a part as it was before the document changed."""
    item = state.item
    if not draft_words.earlier(item):
        return state.with_message(NOT_CHANGED)
    draft_values.restore(item, state.file)
    return _accept_as(state, item, words)


def _choose_day(state: Review, number: int, words: Words) -> Review:
    days = draft_words.days_offered(state.item)
    if not 1 <= number <= len(days):
        return state
    item = state.item
    draft_values.change(Typing("tasks", state.file, words), item, "time", days[number - 1])
    item["due_is"] = state.item.get("due_is", "by")
    return replaced(state, item)


def sure(state: Review) -> list[str]:
    """List the duties from here on with a lead, a deadline, and no disputed value."""
    ids = [step.id for step in state.steps[state.at :] if step.section == "tasks"]
    tasks = {task.get("id"): task for task in state.file.get("tasks") or ()}
    return [
        id_
        for id_ in ids
        if tasks[id_].get("owner")
        and any(tasks[id_].get(key) for key in TIMES)
        and not draft_words.disputed(tasks[id_])
    ]


def _ask_all(state: Review, _: Words) -> Review:
    return state._replace(mode="all") if sure(state) else state.with_message(NONE_SURE)


def _accept_all(state: Review, key: str, _: Words) -> Review:
    if key not in (ENTER, "A"):
        return state._replace(mode="look")
    ids = set(sure(state))
    tasks = [accepted(task) if task.get("id") in ids else task for task in state.file["tasks"]]
    after = changed(state, {**state.file, "tasks": tasks})
    return after.with_message(ALL_TAKEN, count=len(ids))


def breaks(state: Review) -> list[int]:
    """List the indexes at which the quote can be split."""
    quote = draft_words.quoted(state.item, "quote")
    ends = [match.end() for match in _BREAK.finditer(quote)]
    wide = [
        at
        for at in ends
        if _LEAST_PART < at < len(quote) - _LEAST_PART
        and not reshaping.is_number(quote[:at].split()[-1])
    ]
    return wide[:MOST_BREAKS]


def _ask_split(state: Review, _: Words) -> Review:
    if state.step is None or state.step.section != "tasks":
        return state.with_message(NOT_A_DUTY)
    return state._replace(mode="split") if breaks(state) else state.with_message(NO_BREAKS)


def _split_at(state: Review, key: str, words: Words) -> Review:
    places = breaks(state)
    if not (key.isdecimal() and 1 <= int(key) <= len(places)):
        return state._replace(mode="look")
    first, other = reshaping.split(state.item, places[int(key) - 1], state.file, words)
    return replaced(state, first, after=other)


def _merge(state: Review, words: Words) -> Review:
    """Join a duty with the one above it, which becomes the current part."""
    step = state.step
    if step is None or step.section != "tasks":
        return state.with_message(NOT_A_DUTY)
    tasks = list(state.file["tasks"])
    index = next(at for at, task in enumerate(tasks) if task.get("id") == step.id)
    if index == 0:
        return state.with_message(NOTHING_ABOVE)
    above = draft_words.with_quote(tasks[index - 1], [file for file, _ in state.earlier])
    tasks[index - 1] = joined = reshaping.join(above, tasks[index], state.file, words)
    file, _ids = reshaping.without({**state.file, "tasks": tasks}, "tasks", step.id)
    merged = changed(state, file)
    return merged._replace(at=merged.steps.index(Step("tasks", joined["id"])))


def _drop(state: Review, _: Words) -> Review:
    if (step := state.step) is None or step.section == "directive":
        return state.with_message(NOT_THE_HEAD)
    file, users = reshaping.without(state.file, step.section, step.id)
    return state.with_message(IN_USE, ids=", ".join(users)) if users else changed(state, file)


def _undo(state: Review, _: Words) -> Review:
    if not state.earlier:
        return state.with_message(NOTHING_BEFORE)
    *earlier, (file, at) = state.earlier
    return state._replace(file=file, at=at, earlier=tuple(earlier), mode="look")


def _later(state: Review, _: Words) -> Review:
    """Go to the next part, and from the last one to the first."""
    return state._replace(at=(state.at + 1) % max(1, len(state.steps)))


def leave(state: Review, _: Words | None = None) -> Review:
    """End the review, without the names that it left unused."""
    file = leftovers.removed(state.file, [file for file, _ in state.earlier])
    return state._replace(file=file, mode="left")


def _end(state: Review, key: str) -> Review:
    """End a review in which all is decided; letters are ignored, as they may be a next command."""
    return leave(state) if key in (ENTER, ESCAPE) else state


def _ask_field(state: Review, _: Words) -> Review:
    return state._replace(mode="fields")


def fields(state: Review) -> list[str]:
    """List the keys of the current part in the order of their numbers."""
    return list(FIELDS[state.step.section]) if state.step else []


def _choose_field(state: Review, key: str, words: Words) -> Review:
    known = fields(state)
    if not (key.isdecimal() and 1 <= int(key) <= len(known)):
        return state._replace(mode="look")
    field = known[int(key) - 1]
    return state._replace(
        mode="value",
        asked="",
        field=field,
        line=TypedLine(draft_values.text_of(state.item, field, state.file, words)),
    )


def _type(state: Review, key: str, words: Words) -> Review:
    """Handle a key press while a field is edited."""
    if key == ESCAPE:
        return state._replace(mode="look")
    if key == TAB:
        return _complete(state, words)
    if key != ENTER:
        return state._replace(line=typed_line.edit(state.line, key))
    return _write(state, words)


def _complete(state: Review, words: Words) -> Review:
    """Complete the name before the cursor; list the names if several fit."""
    before, fitting = draft_values.completed(state.line.before, state.field, state.file, words)
    after = state._replace(line=state.line._replace(before=before))
    if len(fitting) < 2:
        return after
    return after.with_message(SEVERAL_FIT, names=BETWEEN.join(fitting))


def _write(state: Review, words: Words) -> Review:
    """Set a field to what was typed; a second Enter adds an unknown name."""
    if missing := draft_values.new_names(state.typed, state.field, state.file, words):
        if state.asked != state.typed:
            asking = state._replace(asked=state.typed)
            return asking.with_message(NEW_NAME, names="; ".join(missing))
        added = draft_values.with_names(state.file, state.field, missing)
        written = _write(state._replace(file=added), words)
        before = (*state.earlier, (state.file, state.at))
        return written._replace(earlier=before) if written.mode == "look" else written
    item = state.item
    section = state.step.section if state.step else ""
    typing = Typing(section, state.file, words, draft_words.document_words(item))
    problem = draft_values.change(typing, item, state.field, state.typed)
    if problem and typed_times.may_be_kept(problem) and state.asked == state.typed:
        problem = typed_times.keep_words(item, state.typed)
    if problem:
        return state._replace(message=problem, asked=state.typed)
    return replaced(state, item)


_COMMANDS: dict[str, Callable[[Review, Words], Review]] = {
    ENTER: _accept,
    "A": _ask_all,
    "s": _ask_split,
    "m": _merge,
    "e": _ask_field,
    "d": _drop,
    "u": _undo,
    "o": _keep_old,
    "n": _later,
    "q": leave,
}
_MODES: dict[Mode, Callable[[Review, str, Words], Review]] = {
    "value": _type,
    "fields": _choose_field,
    "split": _split_at,
    "all": _accept_all,
}
