"""The command `start`."""

from __future__ import annotations

from ntmtrack.cli.commands import Command
from ntmtrack.cli.recorder import NewEntry
from ntmtrack.cli.recorder import record_items
from ntmtrack.cli.run import Run
from ntmtrack.cli.write_options import FigureOptions
from ntmtrack.cli.write_options import ForOption
from ntmtrack.cli.write_options import Ids
from ntmtrack.cli.write_options import ItemOptions
from ntmtrack.cli.write_options import NoteOption
from ntmtrack.wording.problem import Exit


class StartOptions(ItemOptions, NoteOption, ForOption, FigureOptions):
    """Define the options of `start`."""

    ids: Ids


def start(run: Run, options: StartOptions) -> Exit:
    """Record `started`."""
    return record_items(run, options, NewEntry("started", options.ids))


COMMAND = Command(StartOptions, start)
