"""The command `list`."""

from __future__ import annotations

from functools import partial
from typing import Annotated
from typing import Literal

from ntmtrack.cli.commands import Command
from ntmtrack.cli.formats import TABLES
from ntmtrack.cli.formats import Report
from ntmtrack.cli.formats import emit
from ntmtrack.cli.options import By
from ntmtrack.cli.options import ColumnsOption
from ntmtrack.cli.options import ExitCodeOption
from ntmtrack.cli.options import Files
from ntmtrack.cli.run import Run
from ntmtrack.cli.typer_adapter import Option
from ntmtrack.wording.problem import Exit
from ntmtrack.wording.words import N_


class ListOptions(ColumnsOption, ExitCodeOption):
    """Define the options of `list`."""

    file: Files = None
    by: By = None
    sort: Annotated[
        Literal["due", "owner", "village", "clause"] | None,
        Option("--sort", help=N_("The order; by default, that of the file.")),
    ] = None


def list_items(run: Run, options: ListOptions) -> Exit:
    """Report every selected item."""
    if options.by or run.has_several_files(options):
        from ntmtrack.cli import several

        counts = several.report_on_each(run, options, "list", options.by, sort=options.sort)
        return options.exit_for(counts)
    from ntmtrack.reports import item_lists

    view = run.view(options)
    if options.sort:
        from ntmtrack.status import sorting

        view = view._replace(items=sorting.sort(view.items, options.sort, view.document))
    blocks = partial(item_lists.list_blocks, columns=options.column_keys(run.words))
    emit(run, options, TABLES, Report(view, blocks, item_lists.list_data))
    return options.exit_for(view.counts)


COMMAND = Command(ListOptions, list_items, TABLES)
