"""The command `extend`."""

from __future__ import annotations

from typing import Annotated

from ntmtrack.cli.commands import Command
from ntmtrack.cli.recorder import NewEntry
from ntmtrack.cli.recorder import record_items
from ntmtrack.cli.run import Run
from ntmtrack.cli.typer_adapter import Option
from ntmtrack.cli.write_options import IdArgument
from ntmtrack.cli.write_options import ItemOptions
from ntmtrack.cli.write_options import NoteOption
from ntmtrack.wording.problem import Exit
from ntmtrack.wording.words import N_


class ExtendOptions(ItemOptions, NoteOption):
    """Define the options of `extend`."""

    id_: IdArgument
    to: Annotated[
        str,
        Option(
            "--to",
            metavar="DAY",
            help=N_("The new deadline: a day, a day with an hour, or a period such as 2026-Q1."),
        ),
    ]


def extend(run: Run, options: ExtendOptions) -> Exit:
    """Record `extended`."""
    return record_items(run, options, NewEntry("extended", [options.id_], to=options.to))


COMMAND = Command(ExtendOptions, extend)
