"""What can go wrong, as values: a place in the file, a problem, and the exit codes."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Sequence
from enum import IntEnum
from typing import NamedTuple


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


class Place(NamedTuple):
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


class Problem(NamedTuple):
    """Say what is wrong, where: a stable code and the values its sentence needs.

    The sentence itself is chosen in `words`, so that a problem has no language.
    """

    code: str
    place: Place | None = None
    values: Mapping[str, str] = {}
    warning: bool = False


class NtmError(Exception):
    """Stop a command with problems to show and the exit code that tells their kind."""

    def __init__(self, problems: Sequence[Problem], exit_code: Exit) -> None:
        super().__init__(", ".join(problem.code for problem in problems))
        self.problems = tuple(problems)
        self.exit_code = exit_code


def usage(code: str, **values: str) -> NtmError:
    """Give the error for a wrong argument (exit 2)."""
    return NtmError([Problem(code, values=values)], Exit.USAGE)


def joined(several: Sequence[NtmError]) -> NtmError:
    """Give all problems of several files as one error; that one is not valid (65) says most."""
    problems = [problem for error in several for problem in error.problems]
    codes = [error.exit_code for error in several]
    return NtmError(problems, Exit.DATA if Exit.DATA in codes else codes[0])
