"""The command `volumes`."""

from __future__ import annotations

from ntmtrack.cli.commands import Command
from ntmtrack.cli.formats import TABLES
from ntmtrack.cli.formats import Report
from ntmtrack.cli.formats import emit
from ntmtrack.cli.options import FilteredOptions
from ntmtrack.cli.run import Run
from ntmtrack.wording.problem import Exit


class VolumesOptions(FilteredOptions):
    """Hold the options of `volumes`."""


def volumes(run: Run, options: VolumesOptions) -> Exit:
    """Report what was counted."""
    from ntmtrack.reports import volumes as report

    made = report.make(run.view(options))
    emit(run, options, TABLES, Report(made, report.blocks, report.data))
    return Exit.OK


COMMAND = Command(VolumesOptions, volumes, TABLES)
