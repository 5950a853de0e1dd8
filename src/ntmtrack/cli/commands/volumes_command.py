"""The command `volumes`."""

from __future__ import annotations

from ntmtrack.cli.commands import Command
from ntmtrack.cli.formats import TABLES
from ntmtrack.cli.formats import Report
from ntmtrack.cli.formats import emit
from ntmtrack.cli.options import Files
from ntmtrack.cli.options import FilteredOptions
from ntmtrack.cli.run import Run
from ntmtrack.wording.problem import Exit


class VolumesOptions(FilteredOptions):
    """Define the options of `volumes`."""

    file: Files = None


def volumes(run: Run, options: VolumesOptions) -> Exit:
    """Report the measures."""
    from ntmtrack.cli.joint_reports import joint_view
    from ntmtrack.reports import volumes as report

    with joint_view(run, options) as view:
        emit(run, options, TABLES, Report(report.make(view), report.blocks, report.data))
    return Exit.OK


COMMAND = Command(VolumesOptions, volumes, TABLES)
