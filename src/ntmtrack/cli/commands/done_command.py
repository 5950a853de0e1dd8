"""The command `done`."""

from __future__ import annotations

from typing import Annotated

from ntmtrack import wording
from ntmtrack.cli.commands import Command
from ntmtrack.cli.recorder import NewEntry
from ntmtrack.cli.recorder import record_items
from ntmtrack.cli.run import Run
from ntmtrack.cli.typer_adapter import Option
from ntmtrack.cli.write_options import FigureOptions
from ntmtrack.cli.write_options import ForOption
from ntmtrack.cli.write_options import Ids
from ntmtrack.cli.write_options import ItemOptions
from ntmtrack.cli.write_options import NoteOption
from ntmtrack.directive.model import MarkName
from ntmtrack.wording.problem import Exit
from ntmtrack.wording.problem import usage
from ntmtrack.wording.words import N_


class DoneOptions(ItemOptions, NoteOption, ForOption, FigureOptions):
    """Define the options of `done`."""

    ids: Ids
    nothing: Annotated[
        bool, Option("--nothing", help=N_("The recurring report has nothing to report."))
    ] = False
    excused: Annotated[bool, Option("--excused", help=N_("No report is owed for these days."))] = (
        False
    )


def done(run: Run, options: DoneOptions) -> Exit:
    """Record `done`, or one of the two special marks of a duty."""
    if options.nothing and options.excused:
        raise usage(wording.Code.ONE_MARK)
    mark: MarkName = "nothing" if options.nothing else "excused" if options.excused else "done"
    return record_items(run, options, NewEntry(mark, options.ids))


COMMAND = Command(DoneOptions, done)
