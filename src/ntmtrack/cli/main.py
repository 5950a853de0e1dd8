"""Where the program starts and ends, and the one place that prints errors."""

from __future__ import annotations

import os
import sys

from ntmtrack import wording
from ntmtrack.cli import output
from ntmtrack.cli import quick
from ntmtrack.cli import run
from ntmtrack.wording.problem import Exit
from ntmtrack.wording.problem import NtmError
from ntmtrack.wording.problem import Problem

MOST_WIDTH = 80  # of help, which longer lines make no easier to read


ASK = "__complete"  # what the scripts of shells ask with


def main() -> None:
    """Run the command line and end with the exit code of its outcome."""
    code: int | str | None = Exit.BUG
    try:
        output.prepare()
        run.said(None)
        code = _run()
    except KeyboardInterrupt:
        code = Exit.INTERRUPTED
    except Exception as error:
        if os.environ.get("NTMTRACK_DEBUG"):
            raise
        code = _report(NtmError([_bug(error)], Exit.BUG))
    sys.exit(code)


def _run() -> int | str | None:
    try:
        with output.held():
            if sys.argv[1:2] == [ASK]:
                from ntmtrack.cli import completion

                completion.answer(sys.argv[2:])
                return Exit.OK
            if plain := quick.read(sys.argv[1:], expands=os.name == "nt"):
                plain()
                return Exit.OK
            from ntmtrack.cli import parser

            words = run.words_of()
            width = min(output.look().width, MOST_WIDTH)
            parser.program(words)(prog_name="ntmtrack", obj=words, terminal_width=width)
    except SystemExit as end:
        return end.code
    except NtmError as error:
        return _report(error)
    return Exit.OK


def _bug(error: Exception) -> Problem:
    return Problem(wording.Code.BUG, values={"reason": f"{type(error).__name__}: {error}"})


def _report(error: NtmError) -> Exit:
    from ntmtrack.wording import problem_text

    output.tell(problem_text.as_text(error.problems, run.words_of()).rstrip("\n"))
    return error.exit_code
