"""The command `register`."""

from __future__ import annotations

from datetime import date
from datetime import timedelta
from typing import TYPE_CHECKING
from typing import Annotated

from ntmtrack import wording
from ntmtrack.cli.commands import Command
from ntmtrack.cli.formats import TABLES
from ntmtrack.cli.formats import Report
from ntmtrack.cli.formats import emit
from ntmtrack.cli.options import Files
from ntmtrack.cli.options import ReportOptions
from ntmtrack.cli.run import Run
from ntmtrack.cli.typer_adapter import Argument
from ntmtrack.cli.typer_adapter import Option
from ntmtrack.directive.dates import parse_day
from ntmtrack.wording.problem import Exit
from ntmtrack.wording.problem import usage
from ntmtrack.wording.words import N_

if TYPE_CHECKING:
    from ntmtrack.directive.dates import Moment
    from ntmtrack.directive.model import Document
    from ntmtrack.status.occurrences import Span

MOST_DAYS = 366


class RegisterOptions(ReportOptions):
    """Define the options of `register`."""

    file: Files = None
    task: Annotated[str | None, Argument(metavar="ID", help=N_("Only this duty."))] = None
    days: Annotated[
        int | None,
        Option(metavar="N", min=1, max=MOST_DAYS, help=N_("How many of the latest days to show.")),
    ] = None
    from_: Annotated[
        str | None, Option("--from", metavar="DAY", help=N_("The first day shown."))
    ] = None
    to: Annotated[str | None, Option(metavar="DAY", help=N_("The last day shown."))] = None


def register(run: Run, options: RegisterOptions) -> Exit:
    """Report the register of recurring duties."""
    from ntmtrack.cli.joint_reports import joint_view
    from ntmtrack.reports import register as report

    def last_day(moment: Moment) -> date:
        span = _span(options, moment.day)
        return span.last if span else moment.day

    with joint_view(run, options, followed_on=last_day) as view:
        tasks = _tasks(view.document, options.task) if options.task else frozenset()
        contents = report.make(view, _span(options, view.moment.day), tasks)
        emit(run, options, TABLES, Report(contents, report.blocks, report.data))
    return Exit.OK


def _tasks(document: Document, typed: str) -> frozenset[str]:
    """Find the duties that were typed; in several directives, all with that id of their own."""
    from ntmtrack.status.items import own_id
    from ntmtrack.status.selection import tasks_named

    ids = frozenset(id_ for id_ in document.tasks if own_id(id_) == typed)
    return ids or frozenset(task.id for task in tasks_named(document, typed))


def _span(options: RegisterOptions, today: date) -> Span | None:
    """Return the days to show; None if none were typed."""
    from ntmtrack.reports.register import STRIP_DAYS
    from ntmtrack.status.occurrences import Span

    if not (options.days or options.from_ or options.to):
        return None
    last = parse_day(options.to) if options.to else today
    length = timedelta(days=(options.days or STRIP_DAYS) - 1)
    first = parse_day(options.from_) if options.from_ else last - length
    if not 0 <= (last - first).days < MOST_DAYS:
        raise usage(wording.Code.BAD_SPAN, limit=MOST_DAYS)
    return Span(first, last)


COMMAND = Command(RegisterOptions, register, TABLES)
