"""The command `matrix`."""

from __future__ import annotations

from ntmtrack.cli.commands import Command
from ntmtrack.cli.formats import TABLES
from ntmtrack.cli.formats import Report
from ntmtrack.cli.formats import emit
from ntmtrack.cli.options import ExitCodeOption
from ntmtrack.cli.options import FilteredOptions
from ntmtrack.cli.run import Run
from ntmtrack.wording.problem import Exit


class MatrixOptions(FilteredOptions, ExitCodeOption):
    """Define the options of `matrix`."""


def matrix(run: Run, options: MatrixOptions) -> Exit:
    """Report villages by tasks."""
    from ntmtrack.reports import matrix as report

    view = run.view(options)
    emit(run, options, TABLES, Report(report.make(view), report.blocks, report.data))
    return options.exit_for(view.counts)


COMMAND = Command(MatrixOptions, matrix, TABLES)
