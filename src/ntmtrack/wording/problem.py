"""What can go wrong, as values: a problem, its place in a file, and the exit codes."""

from collections.abc import Sequence
from datetime import date
from datetime import time
from enum import IntEnum
from typing import TYPE_CHECKING
from typing import Literal

from ntmtrack.records import Record

if TYPE_CHECKING:
    from decimal import Decimal
    from typing import TypedDict
    from typing import Unpack

    from ntmtrack.wording.codes import Code
    from ntmtrack.wording.words import Words


class Exit(IntEnum):
    """Name every exit code that scripts and cron jobs may rely on."""

    OK = 0
    OVERDUE = 1  # only with --exit-code
    USAGE = 2
    DATA = 65
    NO_INPUT = 66
    BUG = 70
    CANT_CREATE = 73
    IO = 74
    BUSY = 75
    INTERRUPTED = 130
    TERMINATED = 143


class Place(Record):
    """Point at one character of a file.

    `line` and `column` count from 1, in characters, as editors do. `excerpt` is that line (a
    window of it when it is long), not yet made safe to print; `caret` is the offset in it. A cell
    of a sheet also has the name that spreadsheets give it, such as `Nhiệm vụ!D7`.
    """

    file: str
    line: int
    column: int
    excerpt: str = ""
    caret: int = 0
    cell: str = ""


# The steps from the whole data file to a value in it: keys and numbers of list items.
KeyPath = tuple[str | int, ...]
ThingKind = Literal[
    "village", "village group", "owner", "owner group", "event", "task", "amendment", "entry"
]


class Thing(Record):
    """Name what a problem is about, as its author knows it; an entry goes by its task."""

    kind: ThingKind
    id: str


class Character(Record):
    """Hold a character that cannot be shown; its sentence names it, besides its number."""

    char: str

    def __str__(self) -> str:
        return f"U+{ord(self.char):04X}"


class Reason(Record):
    """Hold what the operating system said; its sentence translates it where that is known."""

    text: str

    def __str__(self) -> str:
        return self.text


class KeyMeaning(Record):
    """Hold what a key of the file means, in English; its sentence translates it."""

    text: str

    def __str__(self) -> str:
        return self.text


class NamedPeriod(Record):
    """Hold which month, quarter, half-year or year something is; its sentence names it."""

    every: str
    part: int
    year: int


class Ending(Record):
    """Hold when a deadline ends: on a day, at a time of one, or with a period."""

    day: date
    time: "time | None" = None  # a text, for within the class the name means this field
    period: NamedPeriod | None = None


def in_words(value: object, words: "Words") -> object:
    """Say a day, a period or the end of a deadline; give any other value of a problem as it is."""
    match value:
        case date():
            return words.day_in_sentence(value)
        case NamedPeriod():
            return words.period(*value)
        case Ending():
            return words.ending(*value)
    return value


if TYPE_CHECKING:

    class Values(TypedDict, total=False):
        """Name what the sentences of problems may hold, each as {name}; tuples print as lists."""

        amount: Decimal
        at: str
        before: Decimal
        byte: str
        char: str | Character
        choices: tuple[str, ...]
        command: str
        count: int
        day: str | date | NamedPeriod | Ending
        due: str | Ending
        encoding: str
        extension: str
        first: str | date | NamedPeriod
        first_line: str
        goal: Decimal
        issued: str
        item: str
        kept: str
        key: str
        known: str | tuple[str, ...]
        last: str | date | NamedPeriod
        least: str
        library: str
        limit: int
        lock: str
        lost: str
        mark: str
        marker: str
        meaning: KeyMeaning
        meant: str
        mib: int
        most: str
        name: str
        needed: str
        number: str
        option: str
        other: str
        path: str
        problem: str
        reason: str | Reason
        seconds: str
        start: str
        status: str
        task: str
        text: str
        today: str
        typed: str
        value: str
        when: str


_NO_VALUES: "Values" = {}


class Problem(Record):
    """Say what is wrong, where, and what was likely meant.

    `values` are what its sentences name; the sentences themselves are in `problem_text`, so that a
    problem has no language. `near` are names like the wrong one, `also` further lines on which that
    stands, `commands` whole commands to choose from. Until the place of something in the data file
    is known, `path` leads to its value or, with `at_key`, to the key of that.
    """

    code: "Code"
    place: Place | None = None
    values: "Values" = _NO_VALUES
    warning: bool = False
    thing: Thing | None = None
    near: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    commands: tuple[str, ...] = ()
    path: KeyPath = ()
    at_key: bool = False


def problem_at(
    code: "Code",
    path: KeyPath,
    /,
    *,
    warning: bool = False,
    at_key: bool = False,
    **values: "Unpack[Values]",
) -> Problem:
    """Return a problem of the data file whose place is found later, from its path."""
    return Problem(code, None, values, warning, path=path, at_key=at_key)


def unplaced(code: "Code", /, *, near: tuple[str, ...] = (), **values: "Unpack[Values]") -> Problem:
    """Return a problem that has no place in a file."""
    return Problem(code, values=values, near=near)


def warning_of(code: "Code", /, **values: "Unpack[Values]") -> Problem:
    """Return a warning that has no place in a file."""
    return Problem(code, values=values, warning=True)


def by_place(problem: Problem) -> tuple[int, int]:
    """Return the key that sorts problems by line and column; those without a place come first."""
    return (problem.place.line, problem.place.column) if problem.place else (0, 0)


class NtmError(Exception):
    """Stop a command with problems to show and the exit code that tells their kind."""

    def __init__(self, problems: Sequence[Problem], exit_code: Exit) -> None:
        super().__init__(", ".join(problem.code for problem in problems))
        self.problems = tuple(problems)
        self.exit_code = exit_code


def usage(code: "Code", /, *, near: tuple[str, ...] = (), **values: "Unpack[Values]") -> NtmError:
    """Return the error for a wrong argument (exit 2)."""
    return NtmError([unplaced(code, near=near, **values)], Exit.USAGE)


def failure(error: Exception) -> NtmError:
    """Return the error for what should never happen: a library does not load, or we have a bug.

    A module of our own that cannot be imported is a bug, too; installing again would not help.
    """
    from ntmtrack.wording.codes import Code

    library = (getattr(error, "name", None) or "").partition(".")[0]
    if isinstance(error, ImportError) and library != __name__.partition(".")[0]:
        return NtmError([unplaced(Code.BROKEN_INSTALL, reason=str(error))], Exit.BUG)
    return NtmError([unplaced(Code.BUG, reason=f"{type(error).__name__}: {error}")], Exit.BUG)


def first_few(texts: Sequence[str], most: int) -> tuple[str, ...]:
    """Return the first of some texts for a message, with “…” for the others."""
    return (*texts[:most], *(["…"] if len(texts) > most else []))


def join_errors(several: Sequence[NtmError]) -> NtmError:
    """Return all problems of several files as one error; that one is not valid (65) says most."""
    problems = [problem for error in several for problem in error.problems]
    codes = [error.exit_code for error in several]
    return NtmError(problems, Exit.DATA if Exit.DATA in codes else codes[0])
