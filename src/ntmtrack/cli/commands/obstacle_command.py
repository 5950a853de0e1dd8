"""The command `obstacle`."""

from __future__ import annotations

from ntmtrack.cli.commands import Command
from ntmtrack.cli.recorder import NewEntry
from ntmtrack.cli.recorder import record_items
from ntmtrack.cli.run import Run
from ntmtrack.cli.write_options import FigureOptions
from ntmtrack.cli.write_options import IdArgument
from ntmtrack.cli.write_options import ItemOptions
from ntmtrack.cli.write_options import TextArgument
from ntmtrack.wording.problem import Exit


class ObstacleOptions(ItemOptions, FigureOptions):
    """Hold the options of `obstacle`."""

    id_: IdArgument
    text: TextArgument


def obstacle(run: Run, options: ObstacleOptions) -> Exit:
    """Record `obstacle`."""
    new = NewEntry(
        "obstacle",
        [options.id_],
        note=options.text,
        amounts=options.amount,
        evidence=options.evidence,
    )
    return record_items(run, options, new)


COMMAND = Command(ObstacleOptions, obstacle)
