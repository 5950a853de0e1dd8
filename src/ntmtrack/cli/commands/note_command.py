"""The command `note`."""

from __future__ import annotations

from ntmtrack.cli.commands import Command
from ntmtrack.cli.recorder import NewEntry
from ntmtrack.cli.recorder import record_items
from ntmtrack.cli.run import Run
from ntmtrack.cli.write_options import FigureOptions
from ntmtrack.cli.write_options import ForOption
from ntmtrack.cli.write_options import IdArgument
from ntmtrack.cli.write_options import ItemOptions
from ntmtrack.cli.write_options import TextArgument
from ntmtrack.wording.problem import Exit


class NoteOptions(ItemOptions, ForOption, FigureOptions):
    """Define the options of `note`."""

    id_: IdArgument
    text: TextArgument = ""


def note(run: Run, options: NoteOptions) -> Exit:
    """Record `note`."""
    return record_items(run, options, NewEntry("note", [options.id_], note=options.text))


COMMAND = Command(NoteOptions, note)
