"""The command `status`."""

from __future__ import annotations

from ntmtrack.cli.commands import Command
from ntmtrack.cli.formats import TABLES
from ntmtrack.cli.formats import Report
from ntmtrack.cli.formats import emit
from ntmtrack.cli.options import By
from ntmtrack.cli.options import ExitCodeOption
from ntmtrack.cli.options import Files
from ntmtrack.cli.options import FilteredOptions
from ntmtrack.cli.run import Run
from ntmtrack.wording.problem import Exit


class StatusOptions(FilteredOptions, ExitCodeOption):
    """Define the options of `status`."""

    file: Files = None
    by: By = None


def status(run: Run, options: StatusOptions) -> Exit:
    """Report how the directive stands."""
    if options.by or run.has_several_files(options):
        from ntmtrack.cli import several

        counts = several.report_on_each(run, options, "status", options.by)
        return options.exit_for(counts)
    from ntmtrack.reports import status as report

    view = run.view(options)
    status_report = Report(report.make(view), report.blocks, report.data, report.cells)
    emit(run, options, TABLES, status_report)
    return options.exit_for(view.counts)


COMMAND = Command(StatusOptions, status, TABLES)
