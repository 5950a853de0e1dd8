"""What to do next, for somebody who has no data file yet."""

from __future__ import annotations

from datetime import date
from datetime import timedelta

from ntmtrack.wording.words import N_
from ntmtrack.wording.words import Words

_FORTNIGHT = timedelta(days=14)
_STEPS = (
    ("ntmtrack draft {file} -o nhap.yaml", N_("makes a data file of a Word, Excel or PDF file")),
    ("ntmtrack init", N_("begins one with a small example to replace")),
    ("ntmtrack status --as-of {day}", N_("shows an example; ntmtrack --help lists the rest")),
)


def day_to_look_at(issued: date) -> date:
    """Give a day on which an example is worth a look: a fortnight on, some of it done or late."""
    return issued + _FORTNIGHT


def text(example_issued: date, words: Words) -> str:
    """Say in three lines how to come to a data file."""
    day = words.day(day_to_look_at(example_issued))
    steps = [
        (command.format(day=day, file=words.say("FILE")), words.say(about))
        for command, about in _STEPS
    ]
    width = max(len(command) for command, _ in steps)
    return "".join(f"{command:<{width}}  {about}\n" for command, about in steps)
