"""The command `list`."""

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


class ListOptions(FilteredOptions, ExitCodeOption):
    """Hold the options of `list`."""

    file: Files = None
    by: By = None


def list_items(run: Run, options: ListOptions) -> Exit:
    """Report every selected item."""
    if options.by or run.has_several_files(options):
        from ntmtrack.cli import several

        counts = several.report_on_each(run, options, "list", options.by)
        return options.exit_for(counts)
    from ntmtrack.reports import item_lists

    view = run.view(options)
    emit(run, options, TABLES, Report(view, item_lists.list_blocks, item_lists.list_data))
    return options.exit_for(view.counts)


COMMAND = Command(ListOptions, list_items, TABLES)
