"""The command line: where the program starts and ends, and the one place that prints errors."""

from __future__ import annotations

import os
import sys
from typing import cast

import typer
from typer.core import TyperArgument
from typer.core import TyperGroup
from typer.core import TyperOption
from typer.main import get_command

from ntmtrack import output
from ntmtrack import periodic
from ntmtrack import reading
from ntmtrack import session
from ntmtrack import writing
from ntmtrack.errors import Exit
from ntmtrack.errors import NtmError
from ntmtrack.errors import Problem
from ntmtrack.words import N_

app = typer.Typer(
    help=N_("Track who owes what, where and by when under a directive."),
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.add_typer(reading.app)
app.add_typer(periodic.app)
app.add_typer(writing.app)


def main() -> None:
    """Run the command line and end with the exit code of its outcome."""
    code: int | str | None = Exit.BUG
    try:
        output.prepare()
        session.said(None)
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
            _program()(prog_name="ntmtrack")
    except SystemExit as end:
        return end.code
    except NtmError as error:
        return _report(error)
    return Exit.OK


def _program() -> TyperGroup:
    """Build the command line, its help in the language of the run."""
    program = cast("TyperGroup", get_command(app))
    words = session.words_of()
    for command in (program, *program.commands.values()):
        command.help = command.help and words.say(command.help)
        for one in command.params:
            if isinstance(one, TyperArgument | TyperOption) and one.help:
                one.help = words.say(one.help)
    return program


def _bug(error: Exception) -> Problem:
    return Problem("bug", values={"reason": f"{type(error).__name__}: {error}"})


def _report(error: NtmError) -> Exit:
    from ntmtrack import problems

    output.tell(problems.as_text(error.problems, session.words_of()).rstrip("\n"))
    return error.exit_code
