"""The sentences of problems: for each stable code what is wrong, and what to write instead."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable

from ntmtrack.wording.clean import clean
from ntmtrack.wording.file_messages import FILE_MESSAGES
from ntmtrack.wording.form_messages import FORM_MESSAGES
from ntmtrack.wording.log_messages import LOG_MESSAGES
from ntmtrack.wording.message import Message
from ntmtrack.wording.output_messages import OUTPUT_MESSAGES
from ntmtrack.wording.problem import Place
from ntmtrack.wording.problem import Problem
from ntmtrack.wording.text_messages import TEXT_MESSAGES
from ntmtrack.wording.usage_messages import ASKED_MESSAGES
from ntmtrack.wording.words import N_
from ntmtrack.wording.words import Words

SCHEMA = "ntmtrack/1"
_WIDE = ("W", "F")


def as_text(problems: Iterable[Problem], words: Words) -> str:
    """Write problems as `file:line:col: code message`, each with its line and what to write."""
    return "".join(_paragraph(problem, words) for problem in problems)


def _paragraph(problem: Problem, words: Words) -> str:
    place = problem.place
    where = f"{place.file}:{place.cell or f'{place.line}:{place.column}'}: " if place else ""
    level = words.say("warning: ") if problem.warning else ""
    lines = [f"{where}{problem.code} {level}{sentence(problem, words)}"]
    if place and place.excerpt:
        lines += [f"    {clean(place.excerpt)}", f"    {' ' * _columns(place)}^"]
    if advice := remedy(problem, words):
        lines.append(f"  {advice}")
    return "".join(f"{clean(line)}\n" for line in lines)


def _columns(place: Place) -> int:
    """Count the columns before the caret as they print: accents take none, wide letters two."""
    before = clean(place.excerpt[: place.caret])
    return sum(
        0
        if unicodedata.combining(char)
        else 2
        if unicodedata.east_asian_width(char) in _WIDE
        else 1
        for char in before
    )


def as_json(problems: Iterable[Problem], words: Words) -> str:
    """Write problems for programs."""
    found = [
        {
            "code": problem.code,
            "level": "warning" if problem.warning else "error",
            "file": problem.place.file if problem.place else None,
            "line": problem.place.line if problem.place else None,
            "column": problem.place.column if problem.place else None,
            "message": sentence(problem, words),
            "hint": remedy(problem, words) or None,
        }
        for problem in problems
    ]
    return json.dumps({"schema": SCHEMA, "problems": found}, ensure_ascii=False, indent=2) + "\n"


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
