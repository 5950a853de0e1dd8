"""The command `reopen`."""

from __future__ import annotations

from ntmtrack.cli.commands import Command
from ntmtrack.cli.recorder import NewEntry
from ntmtrack.cli.recorder import record_items
from ntmtrack.cli.run import Run
from ntmtrack.cli.write_options import ForOption
from ntmtrack.cli.write_options import IdArgument
from ntmtrack.cli.write_options import ItemOptions
from ntmtrack.cli.write_options import NoteOption
from ntmtrack.wording.problem import Exit


class ReopenOptions(ItemOptions, NoteOption, ForOption):
    """Define the options of `reopen`."""

    id_: IdArgument


def reopen(run: Run, options: ReopenOptions) -> Exit:
    """Record `reopened`."""
    return record_items(run, options, NewEntry("reopened", [options.id_]))


COMMAND = Command(ReopenOptions, reopen)
