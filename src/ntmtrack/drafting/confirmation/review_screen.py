"""A review as lines of a screen: the document's words, the values made of them, the doubts."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap

from ntmtrack.datafile.draft_keys import KEY as DRAFT
from ntmtrack.drafting.confirmation import draft_words
from ntmtrack.drafting.confirmation import review
from ntmtrack.drafting.confirmation.draft_values import FIELDS
from ntmtrack.drafting.confirmation.draft_values import earlier_text
from ntmtrack.drafting.confirmation.draft_values import text_of
from ntmtrack.drafting.confirmation.review_state import Review
from ntmtrack.drafting.confirmation.typed_line import TypedLine
from ntmtrack.wording import problem_text
from ntmtrack.wording.clean import clean
from ntmtrack.wording.clean import command_line
from ntmtrack.wording.codes import Code
from ntmtrack.wording.problem import Problem
from ntmtrack.wording.words import N_
from ntmtrack.wording.words import Words

KEYS = {
    "enter": N_("Enter accept"),
    "o": N_("o keep what it was"),
    "A": N_("A accept all that are complete"),
    "s": N_("s split"),
    "m": N_("m join with the one above"),
    "e": N_("e edit"),
    "d": N_("d drop"),
    "n": N_("n later"),
    "u": N_("u back"),
    "q": N_("q leave"),
}
_WHAT = {
    "directive": N_("the head"),
    "villages": N_("{village} {at}/{count}"),
    "owners": N_("body or person {at}/{count}"),
    "events": N_("event {at}/{count}"),
    "tasks": N_("duty {at}/{count}"),
}
_TYPING = N_("Enter saves; Tab completes a name; Ctrl-U clears the line; Esc cancels.")
KEEP_WORDS = N_("Press Enter again to keep these words without a day.")
_LABEL = 18
_LEAST_QUOTE = 2
_LEAST_OF_VALUE, _MOST_OF_VALUE = 2, 9  # lines
_SHOWN_IF_FILLED = ("each", "product")
_LEAST_MESSAGE = 3


def lines(state: Review, width: int, height: int, words: Words) -> list[str]:
    """Return the lines of a screen, within its width and height."""
    if state.step is None:
        leave = words.say("Press Enter to leave, or u to go back.")
        body = [words.say("Everything is decided."), "", leave]
        return [line[:width] for line in body][:height]
    foot = _foot(state, width, max(_LEAST_MESSAGE, height // 3), words)
    top = [_title(state, words), "─" * width]
    room = height - len(top) - len(foot) - 1
    cited = _quote(state, width, words)
    body = _fitting_body(state, width, room - len(cited), words)
    cited = _cut(cited, max(_LEAST_QUOTE, room - len(body)), width)
    left = max(0, room - len(cited))
    if len(body) > left > 0:
        more = words.say("… {count} more lines: make the window taller", count=len(body) - left + 1)
        body = [*body[: left - 1], more]
    shown = [*top, *cited, *body[:left], "─" * width, *foot]
    return [clean(line)[:width] for line in shown[:height]]


def _fitting_body(state: Review, width: int, room: int, words: Words) -> list[str]:
    """Return the values with as many lines each as fit into the room, and at least a few."""
    for most in range(_MOST_OF_VALUE, _LEAST_OF_VALUE, -1):
        body = list(_body(state, width, most, words))
        if len(body) <= room:
            return body
    return list(_body(state, width, _LEAST_OF_VALUE, words))


def _cut(texts: list[str], most: int, width: int) -> list[str]:
    """Return at most so many lines, the last with a sign if others are left out."""
    if len(texts) <= most:
        return texts
    return [*texts[: most - 1], texts[most - 1][: width - 1] + "…"]


def _title(state: Review, words: Words) -> str:
    step = state.step
    section = step.section if step else ""
    items = state.file.get(section) or ()
    at = next((at for at, item in enumerate(items, 1) if step and _id(item) == step.id), 1)
    what = words.say(_WHAT[section], at=at, count=len(items))
    left = words.say("still to decide: {count}", count=len(state.steps))
    heading = words.say("Draft")
    return f" {heading} · {what} · {left}"


def _id(item: object) -> str:
    return str(item.get("id", "")) if isinstance(item, dict) else ""


def _quote(state: Review, width: int, words: Words) -> list[str]:
    item = state.item
    text, at = draft_words.quoted(item, "quote"), draft_words.quoted(item, "at")
    if not text:
        return [words.say("Where in the document: {at}", at=at)]
    head = words.say("The document ({at}):", at=at)
    if state.mode == "split":
        text = _with_numbers(text, review.breaks(state))
    return [head, *(f"  {line}" for line in wrap(text, width - 2))]


def _with_numbers(text: str, places: list[int]) -> str:
    """Insert numbers into a sentence at the places where it can be split."""
    numbered, last = "", 0
    for number, at in enumerate(places, 1):
        numbered += f"{text[last:at]}[{number}] "
        last = at
    return numbered + text[last:]


def _body(state: Review, width: int, most: int, words: Words) -> Iterator[str]:
    """Yield the values and doubts, each value in at most so many lines."""
    item = state.item
    yield words.say("Drafted from it:")
    section = state.step.section if state.step else ""
    for number, key in enumerate(review.fields(state), 1):
        value = _value(state, key, words)
        if key in _SHOWN_IF_FILLED and not value and state.mode != "fields":
            continue
        label = words.say(FIELDS[section][key])
        number_shown = f"{number} " if state.mode == "fields" else "  "
        room = width - _LABEL - 4
        first, *more = _cut(wrap(value or words.say("–"), room - 2), most, room)
        yield f"{number_shown}{label:<{_LABEL}}  {first}"
        yield from (f"  {'':<{_LABEL}}  {line}" for line in more)
    if deadline := draft_words.quoted(item, "deadline"):
        said = wrap(words.say("In the document: “{text}”", text=deadline), width - 1)
        yield from _cut(said, most, width)
    doubts = [*draft_words.other_proposals(item, words), *draft_words.doubts(item)]
    doubts += draft_words.signer(item, words)
    if doubts:
        yield words.say("To check:")
        for doubt in doubts:
            yield from wrap(f"– {doubt}", width, subsequent_indent="  ")


def _value(state: Review, key: str, words: Words) -> str:
    """Return a value with the one before the document changed; empty if there is neither."""
    text = text_of(state.item, key, state.file, words)
    proposed = words.say("proposed")
    shown = f"{text} ({proposed})" if text and _is_proposed(state, key) else text
    before = earlier_text(state.item, key, state.file, words)
    nothing = words.say("–")
    return shown if before is None else f"{before or nothing} → {shown or nothing}"


def _is_proposed(state: Review, key: str) -> bool:
    if key == "time":
        return draft_words.is_time_proposed(state.item)
    return key not in state.item and key in draft_words.proposals(state.item)


def _foot(state: Review, width: int, most: int, words: Words) -> list[str]:
    """Return the message, in at most `most` lines, and the usable keys or the text being typed."""
    message = wrap(_message(state, words), width)[:most]
    if state.mode == "value":
        section = state.step.section if state.step else ""
        label = words.say(FIELDS[section][state.field])
        typed = _typed(state.line, width - len(label) - 2)
        return [*message, f"{label}: {typed}", words.say(_TYPING)]
    if state.mode == "fields":
        return [
            *message,
            words.say("Press the number of the part to change; any other key goes back."),
        ]
    if state.mode == "split":
        return [*message, words.say("Press the number of the place; any other key goes back.")]
    if state.mode == "all":
        count = len(review.sure(state))
        text = words.say(
            "Accept the {count} duties from here on that have a lead and a deadline?"
            " Enter accepts; any other key goes back.",
            count=count,
        )
        return [*message, *wrap(text, width)]
    return [*message, *wrap(" · ".join(map(words.say, _keys(state))), width)]


def _typed(line: TypedLine, width: int) -> str:
    """Return the part of a typed line around its cursor that fits into a width."""
    before, behind = line
    room = max(1, width - 1 - min(len(behind), width // 3))
    if len(before) > room:
        before = f"…{before[len(before) - room + 1 :]}"
    left = max(0, width - 1 - len(before))
    if len(behind) > left:
        behind = f"{behind[: max(0, left - 1)]}…"
    return f"{before}█{behind}"


def _keys(state: Review) -> list[str]:
    """List the keys that apply to the current part."""
    section = state.step.section if state.step else ""
    without = {
        "s": section != "tasks",
        "m": section != "tasks",
        "d": section == "directive",
        "o": not draft_words.earlier(state.item),
        "u": not state.earlier,
    }
    return [text for key, text in KEYS.items() if not without.get(key)]


def _message(state: Review, words: Words) -> str:
    match state.message:
        case None:
            return ""
        case Problem() as problem:
            remedy = problem_text.remedy(problem, words)
            keep = words.say(KEEP_WORDS) if problem.code is Code.DRAFT_CELL_TIME else ""
            return f"{problem_text.sentence(problem, words)} {remedy} {keep}".strip()
        case (text, values):
            return words.say(text, **values)


def summary(state: Review, path: str, words: Words) -> str:
    """Return a sentence on how much is left when a review ends."""
    left = len(state.steps)
    tasks = state.file.get("tasks") or ()
    decided = sum(DRAFT not in task for task in tasks)
    if not left:
        return words.say(
            "Everything is decided: {count} duties. Next: ntmtrack status -f {path}",
            count=len(tasks),
            path=command_line(path),
        )
    return words.say(
        "Decided: {decided} of {count} duties; still to decide: {left}. Run the same"
        " command again to continue.",
        decided=decided,
        count=len(tasks),
        left=left,
    )
