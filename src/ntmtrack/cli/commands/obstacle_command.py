"""The command `obstacle`."""

from __future__ import annotations

from typing import Annotated

from ntmtrack.cli.commands import Command
from ntmtrack.cli.recorder import NewEntry
from ntmtrack.cli.recorder import record_items
from ntmtrack.cli.run import Run
from ntmtrack.cli.typer_adapter import Argument
from ntmtrack.cli.typer_adapter import Option
from ntmtrack.cli.write_options import FigureOptions
from ntmtrack.cli.write_options import ForOption
from ntmtrack.cli.write_options import IdArgument
from ntmtrack.cli.write_options import ItemOptions
from ntmtrack.directive.model import MarkName
from ntmtrack.wording.problem import Exit
from ntmtrack.wording.words import N_


class ObstacleOptions(ItemOptions, ForOption, FigureOptions):
    """Define the options of `obstacle`."""

    id_: IdArgument
    text: Annotated[
        str | None,
        Argument(metavar="TEXT", help=N_("The text to record; optional with --solved.")),
    ] = None
    solved: Annotated[bool, Option("--solved", help=N_("The obstacle is solved."))] = False


def obstacle(run: Run, options: ObstacleOptions) -> Exit:
    """Record `obstacle`, or `solved`."""
    mark: MarkName = "solved" if options.solved else "obstacle"
    return record_items(run, options, NewEntry(mark, [options.id_], note=options.text))


COMMAND = Command(ObstacleOptions, obstacle)
