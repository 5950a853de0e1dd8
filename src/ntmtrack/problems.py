"""Problems as people and editors read them: place, sentence, the line with a caret, a remedy."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable

from ntmtrack import messages
from ntmtrack.clean import clean
from ntmtrack.errors import Place
from ntmtrack.errors import Problem
from ntmtrack.words import Words

SCHEMA = "ntmtrack/1"
_WIDE = ("W", "F")


def as_text(problems: Iterable[Problem], words: Words) -> str:
    """Write problems as `file:line:col: code message`, each with its line and what to write."""
    return "".join(_paragraph(problem, words) for problem in problems)


def _paragraph(problem: Problem, words: Words) -> str:
    place = problem.place
    where = f"{place.file}:{place.cell or f'{place.line}:{place.column}'}: " if place else ""
    level = words.say("warning: ") if problem.warning else ""
    lines = [f"{where}{problem.code} {level}{messages.sentence(problem, words)}"]
    if place and place.excerpt:
        lines += [f"    {clean(place.excerpt)}", f"    {' ' * _columns(place)}^"]
    remedy = messages.remedy(problem, words)
    if remedy:
        lines.append(f"  {remedy}")
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
            "message": messages.sentence(problem, words),
            "hint": messages.remedy(problem, words) or None,
        }
        for problem in problems
    ]
    return json.dumps({"schema": SCHEMA, "problems": found}, ensure_ascii=False, indent=2) + "\n"
