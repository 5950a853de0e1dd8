"""The command `show`."""

from __future__ import annotations

from typing import Annotated

from ntmtrack.cli.commands import Command
from ntmtrack.cli.formats import TABLES
from ntmtrack.cli.formats import Report
from ntmtrack.cli.formats import emit
from ntmtrack.cli.options import ExitCodeOption
from ntmtrack.cli.options import ReportOptions
from ntmtrack.cli.run import Run
from ntmtrack.cli.typer_adapter import Argument
from ntmtrack.wording.problem import Exit
from ntmtrack.wording.words import N_


class ShowOptions(ReportOptions, ExitCodeOption):
    """Define the options of `show`."""

    task: Annotated[str, Argument(metavar="ID", help=N_("An id, its beginning, or words."))]


def show(run: Run, options: ShowOptions) -> Exit:
    """Report everything about a task."""
    from ntmtrack.reports import show as report
    from ntmtrack.status.selection import items_named

    view = run.view(options)
    contents = report.make(view, items_named(view.document, options.task))
    emit(run, options, TABLES, Report(contents, report.blocks, report.data))
    return options.exit_for(view.counts)


COMMAND = Command(ShowOptions, show, TABLES)
