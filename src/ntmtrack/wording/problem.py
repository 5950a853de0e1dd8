"""What can go wrong, as values: problems, their places in a file, and exit codes."""

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
    """List the exit codes that scripts and cron jobs may rely on."""

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
    """Locate one character of a file.

    `line` and `column` count from 1, in characters, as editors do. `excerpt` is that line (or a
    window of a long line), not yet made safe to print; `caret` is the offset in it. `cell` is the
    notation of spreadsheets for a cell of a sheet, such as `Nhiệm vụ!D7`.
    """

    file: str
    line: int
    column: int
    excerpt: str = ""
    caret: int = 0
    cell: str = ""


# The path from the whole data file to a value in it: keys, and indexes of list items.
KeyPath = tuple[str | int, ...]
ThingKind = Literal[
    "village", "village group", "owner", "owner group", "event", "task", "amendment", "entry"
]


class Thing(Record):
    """Identify what a problem is about, as its author knows it; for an entry, by its task."""

    kind: ThingKind
    id: str


class Character(Record):
    """Wrap a character that cannot be shown; messages print its name and its number."""

    char: str

    def __str__(self) -> str:
        return f"U+{ord(self.char):04X}"


class Reason(Record):
    """Wrap what the operating system said; messages translate it if it is known."""

    text: str

    def __str__(self) -> str:
        return self.text


class KeyMeaning(Record):
    """Hold what a key of the file means, in English; its sentence translates it."""

    text: str

    def __str__(self) -> str:
        return self.text


class NamedPeriod(Record):
    """Identify a month, quarter, half-year or year; messages print its name."""

    every: str
    part: int
    year: int


class Ending(Record):
    """Describe when a deadline ends: on a day, at a time of a day, or with a period."""

    day: date
    time: "time | None" = None  # quoted, because within the class `time` is this field
    period: NamedPeriod | None = None


def in_words(value: object, words: "Words") -> object:
    """Return a day, a period or the end of a deadline in words, and any other value unchanged."""
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
        """List the values that messages may name in braces; tuples are printed as lists."""

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
    """Describe what is wrong, where, and what was probably meant.

    `values` fill in the messages, which are in `problem_text`, so that a problem has no language.
    `near` are names similar to the wrong one, `also` further lines with the same mistake,
    `commands` whole commands to choose from. Until the place in the data file is known, `path`
    leads to the value or, with `at_key`, to its key.
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
    """Return a problem of the data file whose place is looked up later, by its path."""
    return Problem(code, None, values, warning, path=path, at_key=at_key)


def unplaced(code: "Code", /, *, near: tuple[str, ...] = (), **values: "Unpack[Values]") -> Problem:
    """Return a problem that has no place in a file."""
    return Problem(code, values=values, near=near)


def warning_of(code: "Code", /, **values: "Unpack[Values]") -> Problem:
    """Return a warning that has no place in a file."""
    return Problem(code, values=values, warning=True)


def by_place(problem: Problem) -> tuple[int, int]:
    """Return a key that sorts problems by line and column, those without a place first."""
    return (problem.place.line, problem.place.column) if problem.place else (0, 0)


class NtmError(Exception):
    """Stop a command with problems to print and an exit code for their kind."""

    def __init__(self, problems: Sequence[Problem], exit_code: Exit) -> None:
        super().__init__(", ".join(problem.code for problem in problems))
        self.problems = tuple(problems)
        self.exit_code = exit_code


def usage(code: "Code", /, *, near: tuple[str, ...] = (), **values: "Unpack[Values]") -> NtmError:
    """Return the error for a wrong argument (exit code 2)."""
    return NtmError([unplaced(code, near=near, **values)], Exit.USAGE)


def failure(error: Exception) -> NtmError:
    """Return the error for a library that does not load, or for a bug of ours.

    A module of our own that cannot be imported is a bug, too; installing again would not help.
    """
    from ntmtrack.wording.codes import Code

    library = (getattr(error, "name", None) or "").partition(".")[0]
    if isinstance(error, ImportError) and library != __name__.partition(".")[0]:
        return NtmError([unplaced(Code.BROKEN_INSTALL, reason=str(error))], Exit.BUG)
    return NtmError([unplaced(Code.BUG, reason=f"{type(error).__name__}: {error}")], Exit.BUG)


def first_few(texts: Sequence[str], most: int) -> tuple[str, ...]:
    """Return the first texts for a message, followed by “…” if there are more."""
    return (*texts[:most], *(["…"] if len(texts) > most else []))


def join_errors(errors: Sequence[NtmError]) -> NtmError:
    """Join the errors of several files; the exit code is 65 (invalid) if any file has it."""
    problems = [problem for error in errors for problem in error.problems]
    codes = [error.exit_code for error in errors]
    return NtmError(problems, Exit.DATA if Exit.DATA in codes else codes[0])
