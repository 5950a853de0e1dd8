"""The command `undo`."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from typing import Annotated

from ntmtrack.cli.commands import Command
from ntmtrack.cli.options import Names
from ntmtrack.cli.recorder import record
from ntmtrack.cli.run import Run
from ntmtrack.cli.typer_adapter import Option
from ntmtrack.cli.write_options import VillageOption
from ntmtrack.cli.write_options import WriteOptions
from ntmtrack.wording.problem import Exit
from ntmtrack.wording.words import N_

if TYPE_CHECKING:
    from ntmtrack.directive.dates import Moment
    from ntmtrack.directive.model import Document
    from ntmtrack.recording.planning import Change


class UndoOptions(WriteOptions, VillageOption):
    """Define the options of `undo`."""

    task: Annotated[Names, Option(metavar="ID", help=N_("Only entries of this task."))] = None
    by: Annotated[
        str | None, Option(metavar="NAME", help=N_("Only entries with this name in --by."))
    ] = None


def undo(run: Run, options: UndoOptions) -> Exit:
    """Record `undone` entries for the newest command that is not undone yet."""

    def plan(document: Document, now: Moment, at: datetime) -> Change:
        from ntmtrack.recording import typed_input
        from ntmtrack.recording import undo as undoing
        from ntmtrack.recording.planning import Change

        del now
        by = typed_input.text(options.by)
        narrow = undoing.UndoFilter(options.task or (), options.village or (), by)
        return Change(undoing.plan(document, narrow, at))

    return record(run, options, plan)


COMMAND = Command(UndoOptions, undo)
