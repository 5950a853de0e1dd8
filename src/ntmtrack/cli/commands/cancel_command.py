"""The command `cancel`."""

from __future__ import annotations

from ntmtrack.cli.commands import Command
from ntmtrack.cli.recorder import NewEntry
from ntmtrack.cli.recorder import record_items
from ntmtrack.cli.run import Run
from ntmtrack.cli.write_options import IdArgument
from ntmtrack.cli.write_options import ItemOptions
from ntmtrack.cli.write_options import NoteOption
from ntmtrack.wording.problem import Exit


class CancelOptions(ItemOptions, NoteOption):
    """Define the options of `cancel`."""

    id_: IdArgument


def cancel(run: Run, options: CancelOptions) -> Exit:
    """Record `cancelled`."""
    return record_items(run, options, NewEntry("cancelled", [options.id_]))


COMMAND = Command(CancelOptions, cancel)
