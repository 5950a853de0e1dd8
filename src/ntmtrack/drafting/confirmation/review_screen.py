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
from ntmtrack.drafting.confirmation.review import Review
from ntmtrack.wording import problem_text
from ntmtrack.wording.clean import clean
from ntmtrack.wording.clean import command_line
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
_LABEL = 18
_LEAST_QUOTE = 2
_LEAST_MESSAGE = 3


def lines(state: Review, width: int, height: int, words: Words) -> list[str]:
    """Return the lines of a screen, within its width and height."""
    if state.step is None:
        body = [words.say("Everything is decided."), "", words.say("u back; any other key leaves.")]
        return [line[:width] for line in body][:height]
    foot = _foot(state, width, max(_LEAST_MESSAGE, height // 3), words)
    top = [_title(state, words), "─" * width]
    body = list(_body(state, width, words))
    room = height - len(top) - len(foot) - 1
    cited = _quote(state, width, words)
    kept = max(_LEAST_QUOTE, room - len(body))
    if len(cited) > kept:
        cited = [*cited[: kept - 1], cited[kept - 1][: width - 1] + "…"]
    left = max(0, room - len(cited))
    if len(body) > left > 0:
        more = words.say("… {count} more lines: make the window taller", count=len(body) - left + 1)
        body = [*body[: left - 1], more]
    shown = [*top, *cited, *body[:left], "─" * width, *foot]
    return [clean(line)[:width] for line in shown[:height]]


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


def _body(state: Review, width: int, words: Words) -> Iterator[str]:
    item = state.item
    yield words.say("Drafted from it:")
    section = state.step.section if state.step else ""
    for number, key in enumerate(review.fields(state), 1):
        label = words.say(FIELDS[section][key])
        number_shown = f"{number} " if state.mode == "fields" else "  "
        text = text_of(item, key, state.file, words)
        proposed = words.say("proposed")
        mark = f" ({proposed})" if _is_proposed(state, key) and text else ""
        before = earlier_text(item, key, state.file, words)
        nothing = words.say("–")
        change = "" if before is None else f"{before or nothing} → "
        first, *more = wrap(change + (text or nothing) + mark, width - _LABEL - 6)
        yield f"{number_shown}{label:<{_LABEL}}  {first}"
        yield from (f"  {'':<{_LABEL}}  {line}" for line in (more if change else more[:1]))
    if deadline := draft_words.quoted(item, "deadline"):
        yield from wrap(words.say("In the document: “{text}”", text=deadline), width)[:2]
    doubts = [*draft_words.other_proposals(item, words), *draft_words.doubts(item)]
    doubts += draft_words.signer(item, words)
    if doubts:
        yield words.say("To check:")
        for doubt in doubts:
            yield from wrap(f"– {doubt}", width, subsequent_indent="  ")


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
        prompt = f"{label}: {state.typed}█"
        room = max(0, len(prompt) - width)
        typed = prompt if not room else f"{label}: …{state.typed[room + 1 :]}█"
        return [*message, typed, words.say(_TYPING)]
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
            return f"{problem_text.sentence(problem, words)} {remedy}"
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
