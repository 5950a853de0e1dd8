"""The command `overdue`."""

from __future__ import annotations

from functools import partial

from ntmtrack.cli.commands import Command
from ntmtrack.cli.formats import TABLES
from ntmtrack.cli.formats import Report
from ntmtrack.cli.formats import emit
from ntmtrack.cli.options import By
from ntmtrack.cli.options import ColumnsOption
from ntmtrack.cli.options import ExitCodeOption
from ntmtrack.cli.options import Files
from ntmtrack.cli.run import Run
from ntmtrack.wording.problem import Exit


class OverdueOptions(ColumnsOption, ExitCodeOption):
    """Define the options of `overdue`."""

    file: Files = None
    by: By = None


def overdue(run: Run, options: OverdueOptions) -> Exit:
    """Report what is overdue."""
    if options.by or run.has_several_files(options):
        from ntmtrack.cli import several

        counts = several.report_on_each(run, options, "overdue", options.by)
        return options.exit_for(counts)
    from ntmtrack.reports import item_lists

    view = run.view(options)
    columns = options.column_keys(run.words)
    blocks = partial(item_lists.overdue_blocks, columns=columns)
    cells = partial(item_lists.overdue_cells, columns=columns)
    emit(run, options, TABLES, Report(view, blocks, item_lists.overdue_data, cells))
    return options.exit_for(view.counts)


COMMAND = Command(OverdueOptions, overdue, TABLES)
