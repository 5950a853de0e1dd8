"""The command `history`."""

from __future__ import annotations

from typing import Annotated

from ntmtrack.cli.commands import Command
from ntmtrack.cli.formats import TABLES
from ntmtrack.cli.formats import Report
from ntmtrack.cli.formats import emit
from ntmtrack.cli.options import Names
from ntmtrack.cli.options import ReportOptions
from ntmtrack.cli.run import Run
from ntmtrack.cli.typer_adapter import Option
from ntmtrack.directive.dates import parse_day
from ntmtrack.wording.problem import Exit
from ntmtrack.wording.words import N_


class HistoryOptions(ReportOptions):
    """Define the options of `history`."""

    task: Annotated[Names, Option(metavar="ID", help=N_("Only this task; repeatable."))] = None
    mark: Annotated[
        Names, Option(metavar="MARK", help=N_("Only entries with this mark; repeatable."))
    ] = None
    since: Annotated[
        str | None, Option(metavar="DAY", help=N_("Only entries from this day on."))
    ] = None


def history(run: Run, options: HistoryOptions) -> Exit:
    """Report the log."""
    from ntmtrack.reports import history as report
    from ntmtrack.status.selection import items_named
    from ntmtrack.status.selection import marks_named

    view = run.view(options)
    items = {key for typed in options.task or () for key in items_named(view.document, typed)}
    marks = {mark for typed in options.mark or () for mark in marks_named(typed)}
    begin = parse_day(options.since) if options.since else None
    history_filter = report.HistoryFilter(frozenset(items), frozenset(marks), begin)
    contents = report.make(view, history_filter)
    emit(run, options, TABLES, Report(contents, report.blocks, report.data))
    return Exit.OK


COMMAND = Command(HistoryOptions, history, TABLES)
