"""The command `completion`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated
from typing import Literal

from ntmtrack.cli.commands import Command
from ntmtrack.cli.options import Options
from ntmtrack.cli.run import Run
from ntmtrack.cli.typer_adapter import Argument
from ntmtrack.storage import files
from ntmtrack.wording.problem import Exit
from ntmtrack.wording.words import N_

SCRIPTS = Path(__file__).parents[1] / "completions"
Shell = Literal["bash", "zsh", "fish"]


class CompletionOptions(Options):
    """Define the options of `completion`."""

    shell: Annotated[Shell, Argument(metavar="SHELL", help=N_("bash, zsh or fish."))]


def completion(run: Run, options: CompletionOptions) -> Exit:
    """Print the script for a shell, which calls `ntmtrack __complete` for completions."""
    run.streams.print(files.read(SCRIPTS / f"ntmtrack.{options.shell}").decode())
    return Exit.OK


COMMAND = Command(CompletionOptions, completion)
