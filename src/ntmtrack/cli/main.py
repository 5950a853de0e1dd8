"""Where the program starts and ends, and the one place that prints errors."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Sequence

from ntmtrack import system
from ntmtrack import wording
from ntmtrack.cli import parser
from ntmtrack.cli.commands import PROGRAM
from ntmtrack.cli.output import Streams
from ntmtrack.cli.run import Run
from ntmtrack.directive import dates
from ntmtrack.wording.problem import Exit
from ntmtrack.wording.problem import NtmError
from ntmtrack.wording.problem import Problem

_HOME = re.compile(r"~(?=[/\\]|$)")
_PATTERN = re.compile(r"[*?][^/\\]*\.\w{2,7}$")
COMPLETE = "__complete"  # what the scripts of shells ask with


def main() -> None:
    """Run the command line of this process, and end with the exit code of its outcome."""
    run = Run(Streams.of_process(), os.environ, dates.clock)
    sys.exit(outcome(run, sys.argv[1:]))


def outcome(run: Run, arguments: Sequence[str]) -> Exit:
    """Do what a command line asks, print what is wrong, and give the exit code."""
    try:
        if arguments[:1] == [COMPLETE]:
            from ntmtrack.cli import completion

            return completion.answer(run, arguments[1:])
        return parser.read(run, _expanded(arguments) if system.WINDOWS else arguments)()
    except NtmError as error:
        return _report(run, error)
    except KeyboardInterrupt:
        return Exit.INTERRUPTED
    except Exception as error:
        if run.environment.get("NTMTRACK_DEBUG"):
            raise
        is_missing = isinstance(error, ImportError) and not _is_ours(error)
        code = wording.Code.BROKEN_INSTALL if is_missing else wording.Code.BUG
        reason = str(error) if is_missing else f"{type(error).__name__}: {error}"
        return _report(run, NtmError([Problem(code, values={"reason": reason})], Exit.BUG))


def _is_ours(error: ImportError) -> bool:
    """Tell whether what cannot be imported is a module of our own."""
    return (error.name or "").partition(".")[0] == PROGRAM


def _report(run: Run, error: NtmError) -> Exit:
    run.learn_language()
    run.print_problems(error.problems)
    return error.exit_code


def _expanded(arguments: Sequence[str]) -> list[str]:
    """Expand patterns of files, and ~ for the home folder, which Windows leaves to programs.

    A note such as “~5 km” or “Xong? 50%” is left alone: a pattern ends in the ending of a file.
    """
    from glob import glob

    paths = [os.path.expanduser(text) if _HOME.match(text) else text for text in arguments]  # noqa: PTH111 - as
    return [
        name
        for path in paths
        for name in (sorted(glob(path)) if _PATTERN.search(path) else ()) or [path]  # noqa: PTH207 - typed, with its slashes
    ]
