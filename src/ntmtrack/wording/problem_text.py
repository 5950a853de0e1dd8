"""Problems as text and as JSON: what is wrong, and what to write instead."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from decimal import Decimal

from ntmtrack.wording.clean import clean
from ntmtrack.wording.clean import command_line
from ntmtrack.wording.codes import Code
from ntmtrack.wording.codes import Message
from ntmtrack.wording.draft_messages import DRAFT_MESSAGES
from ntmtrack.wording.file_messages import FILE_MESSAGES
from ntmtrack.wording.form_messages import FORM_MESSAGES
from ntmtrack.wording.log_messages import LOG_MESSAGES
from ntmtrack.wording.output_messages import OUTPUT_MESSAGES
from ntmtrack.wording.problem import Character
from ntmtrack.wording.problem import Ending
from ntmtrack.wording.problem import KeyMeaning
from ntmtrack.wording.problem import NamedPeriod
from ntmtrack.wording.problem import Place
from ntmtrack.wording.problem import Problem
from ntmtrack.wording.problem import Reason
from ntmtrack.wording.problem import ThingKind
from ntmtrack.wording.problem import in_words
from ntmtrack.wording.text_messages import TEXT_MESSAGES
from ntmtrack.wording.usage_messages import USAGE_MESSAGES
from ntmtrack.wording.value_messages import VALUE_MESSAGES
from ntmtrack.wording.words import N_
from ntmtrack.wording.words import Words

SCHEMA = "ntmtrack/1"
_WIDE = ("W", "F")


# The commands that hints mention and that take a data file.
COMMAND = re.compile(
    r"\bntmtrack (?:check|done|export|history|list|note|reopen|show|status|undo)\b"
)


def as_text(problems: Iterable[Problem], words: Words, options: str = "") -> str:
    """Format problems as `file:line:col: message [code]`, each with its line and a hint.

    `options` are added to each command that a hint mentions: --file, if it was typed.
    """
    return "".join(_paragraph(problem, words, options) for problem in problems)


def _paragraph(problem: Problem, words: Words, options: str) -> str:
    place = problem.place
    where = f"{place.file}:{place.cell or f'{place.line}:{place.column}'}: " if place else ""
    level = words.say("warning: ") if problem.warning else ""
    lines = [f"{where}{level}{sentence(problem, words)} [{problem.code.printed}]"]
    if place and place.excerpt:
        lines += [f"    {clean(place.excerpt)}", f"    {' ' * _columns(place)}^"]
    if advice := remedy(problem, words, options):
        lines.append(f"  {advice}")
    lines += [f"    {command}" for command in problem.commands]
    return "".join(f"{clean(line)}\n" for line in lines)


def _columns(place: Place) -> int:
    """Count the printed columns before the caret: accents take none, wide letters two."""
    before = clean(place.excerpt[: place.caret])
    return sum(
        0
        if unicodedata.combining(char)
        else 2
        if unicodedata.east_asian_width(char) in _WIDE
        else 1
        for char in before
    )


def as_json(problems: Iterable[Problem], words: Words, options: str = "") -> str:
    """Format problems as JSON, for programs."""
    import json  # who only reads text has no use for it

    rows = [
        {
            "code": problem.code.printed,
            "level": "warning" if problem.warning else "error",
            "file": problem.place.file if problem.place else None,
            "line": problem.place.line if problem.place else None,
            "column": problem.place.column if problem.place else None,
            "message": sentence(problem, words),
            "hint": remedy(problem, words, options) or None,
        }
        for problem in problems
    ]
    return json.dumps({"schema": SCHEMA, "problems": rows}, ensure_ascii=False, indent=2) + "\n"


def sentence(problem: Problem, words: Words) -> str:
    """Return what is wrong, beginning with the thing that it is about."""
    wrong = _fill(words.say(MESSAGES[problem.code].wrong), problem, words)
    thing = problem.thing
    return f"{words.say(THINGS[thing.kind], id=thing.id)}: {wrong}" if thing else wrong


def remedy(problem: Problem, words: Words, options: str = "") -> str:
    """Return what to write or do instead; similar names come first."""
    template = words.say(MESSAGES[problem.code].remedy)
    if options:
        braced = options.replace("{", "{{").replace("}", "}}")
        template = COMMAND.sub(lambda command: f"{command[0]} {braced}", template)
    advice = _fill(template, problem, words)
    before = f"{words.say(NEAR, near=', '.join(problem.near))} " if problem.near else ""
    after = f" {words.say(ALSO, lines=', '.join(problem.also))}" if problem.also else ""
    return before + advice + after


def _fill(template: str, problem: Problem, words: Words) -> str:
    values = {name: _value(value, words) for name, value in problem.values.items()}
    if problem.place:  # so that a command to copy names the file
        values.setdefault("file", command_line(problem.place.file))
    return template.format(**values)


def _value(value: object, words: Words) -> object:
    match value:
        case Character(char) if char in CHARACTERS:
            return f"{words.say(CHARACTERS[char])} ({value})"
        case KeyMeaning(text) | Reason(text):
            return words.say(text)
        case int() | Decimal():  # counts get thousands marks; other numbers come as text
            return words.number(value)
        case Character() | NamedPeriod() | Ending():
            return in_words(value, words)
        case tuple():
            return ", ".join(value)
    return in_words(value, words)


NEAR = N_("Did you mean {near}?")
ALSO = N_("Same problem on line {lines}.")
THINGS: dict[ThingKind, str] = {
    "village": N_("{village} {id}"),
    "village group": N_("{village} group {id}"),
    "owner": N_("owner {id}"),
    "owner group": N_("owner group {id}"),
    "event": N_("event {id}"),
    "task": N_("task {id}"),
    "amendment": N_("letter {id}"),
    "entry": N_("entry of {id}"),
}
# Characters that people may meet without knowing their numbers.
CHARACTERS = {
    "\t": N_("a tab"),
    "\u00a0": N_("a no-break space"),
    "\u00ad": N_("a soft hyphen"),
    "\u200b": N_("a zero-width space"),
    "\u2028": N_("a line separator"),
    "\u2029": N_("a paragraph separator"),
    "\u3000": N_("a wide space"),
}
# The most common errors of operating systems; others stay untranslated.
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
    N_("Too many levels of symbolic links"),
    N_("No locks available"),
    N_("Operation not supported"),
    N_("Function not implemented"),
)
MESSAGES: dict[Code, Message] = {
    **TEXT_MESSAGES,
    **VALUE_MESSAGES,
    **FILE_MESSAGES,
    **LOG_MESSAGES,
    **USAGE_MESSAGES,
    **FORM_MESSAGES,
    **DRAFT_MESSAGES,
    **OUTPUT_MESSAGES,
}
