"""The sentences of problems: for each stable code what is wrong, and what to write instead."""

from __future__ import annotations

from ntmtrack.errors import Problem
from ntmtrack.message import Message
from ntmtrack.messages_asked import ASKED_MESSAGES
from ntmtrack.messages_file import FILE_MESSAGES
from ntmtrack.messages_form import FORM_MESSAGES
from ntmtrack.messages_log import LOG_MESSAGES
from ntmtrack.messages_output import OUTPUT_MESSAGES
from ntmtrack.messages_text import TEXT_MESSAGES
from ntmtrack.words import N_
from ntmtrack.words import Words


def sentence(problem: Problem, words: Words) -> str:
    """Say what is wrong, beginning with the thing that it is about."""
    said = words.say(MESSAGES[key(problem)].wrong, **_values(problem, words))
    kind = THINGS.get(problem.values.get("section", ""))
    return f"{words.say(kind, id=problem.values['id'])}: {said}" if kind else said


def remedy(problem: Problem, words: Words) -> str:
    """Say what to write or do instead; near matches come first."""
    said = words.say(MESSAGES[key(problem)].remedy, **_values(problem, words))
    near, also = problem.values.get("near"), problem.values.get("also")
    before = f"{words.say(NEAR, near=near)} " if near else ""
    return before + said + (f" {words.say(ALSO, lines=also)}" if also else "")


def key(problem: Problem) -> str:
    """Name the message that a problem has: its code, with a detail where that has its own."""
    kind = next((problem.values[name] for name in _KINDS if name in problem.values), None)
    return f"{problem.code}:{kind}" if f"{problem.code}:{kind}" in MESSAGES else problem.code


def _values(problem: Problem, words: Words) -> dict[str, str]:
    values = {"value": "", **problem.values}
    char, reason = values.get("char", ""), values.get("reason", "")
    if char in CHARACTERS:
        values["char"] = f"{words.say(CHARACTERS[char])} ({char})"
    if reason in REASONS:
        values["reason"] = words.say(reason)
    return values


# Values that tell apart the sentences of one code.
_KINDS = ("detail", "guess", "what", "found")
NEAR = N_("Did you mean {near}?")
ALSO = N_("The same stands on line {lines}.")
THINGS = {
    "villages": N_("village {id}"),
    "village_groups": N_("village group {id}"),
    "owners": N_("owner {id}"),
    "events": N_("event {id}"),
    "tasks": N_("task {id}"),
    "amendments": N_("letter {id}"),
    "progress": N_("entry of {id}"),
}
# Characters that people meet without knowing their numbers.
CHARACTERS = {
    "U+0009": N_("a tab"),
    "U+00A0": N_("a no-break space"),
    "U+00AD": N_("a soft hyphen"),
    "U+200B": N_("a space without width"),
    "U+2028": N_("a line separator"),
    "U+2029": N_("a paragraph separator"),
    "U+3000": N_("a wide space"),
}
# What systems answer most often, in their own words; others stay as they are.
REASONS = (
    N_("Permission denied"),
    N_("Operation not permitted"),
    N_("Read-only file system"),
    N_("No space left on device"),
    N_("Disk quota exceeded"),
    N_("File too large"),
    N_("Input/output error"),
    N_("No such file or directory"),
    N_("Not a directory"),
    N_("Is a directory"),
    N_("File name too long"),
    N_("Bad file descriptor"),
)
MESSAGES: dict[str, Message] = {
    **TEXT_MESSAGES,
    **FILE_MESSAGES,
    **LOG_MESSAGES,
    **ASKED_MESSAGES,
    **FORM_MESSAGES,
    **OUTPUT_MESSAGES,
}
