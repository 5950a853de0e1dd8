"""The commands of the office's rhythm: the week, the volumes, the 15:30 register, the reminders."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Annotated

from ntmtrack.cli import output
from ntmtrack.cli import run
from ntmtrack.cli.options import Argument
from ntmtrack.cli.options import Color
from ntmtrack.cli.options import Option
from ntmtrack.cli.options import Options
from ntmtrack.cli.options import with_options
from ntmtrack.directive import dates
from ntmtrack.storage import files
from ntmtrack.wording.problem import usage
from ntmtrack.wording.words import N_

if TYPE_CHECKING:
    from ntmtrack.reports.remind import RemindReport
    from ntmtrack.reports.weekly.week import WeeklyReport

# Mail and notice boards show so many columns without breaking lines.
MAIL_WIDTH = 78
MOST_DAYS = 366


@with_options(Options, without=("clause", "status", "search"))
def weekly(
    options: Options,
    *,
    last: Annotated[bool, Option("--last", help=N_("The week before."))] = False,
    week_of: Annotated[
        str | None, Option(metavar="DAY", help=N_("The week that holds this day."))
    ] = None,
    quiet: Annotated[
        bool, Option("--quiet", help=N_("Print nothing when nothing is late, due or new."))
    ] = False,
) -> None:
    """Report on one week."""
    from ntmtrack.directive import weeks
    from ntmtrack.reports.weekly import week as weekly_

    document = run.read(options)
    words = run.words_of(options)
    moment = run.moment(options.as_of, dates.clock(), document.directive, words)
    day = run.day(week_of) if week_of else None
    starts = document.settings.week_starts
    week = weeks.week_of(day or moment.day, starts)
    week = week.previous if last else week
    weeks.check(week, moment, document.directive.issued)
    made = weekly_.make(document, moment, week, run.filters(options))
    if not (quiet and made.quiet):
        _emit_week(options, made)


def _emit_week(options: Options, made: WeeklyReport) -> None:
    """Emit a weekly report; as text it is made for mail, also on a terminal."""
    from ntmtrack.reports.weekly import sections as report
    from ntmtrack.reports.weekly.sections import data

    words = run.words_of(options)
    if options.format == "docx":
        from ntmtrack.reports.weekly.weekly_paper import letter

        run.send(options, made.view, run.as_document(partial(letter, made), words))
    elif options.format == "text":
        look = output.Look(options.width or MAIL_WIDTH, color=options.color is Color.ALWAYS)
        text = run.as_text(report.blocks(made, words), words, look)
        run.send(options, made.view, text)
    else:
        run.emit(options, made.view, made, report.blocks, data)


@with_options(Options, without=("exit_code",))
def volumes(options: Options) -> None:
    """Report the volumes."""
    from ntmtrack.reports import volumes as report

    seen = run.view(options)
    run.emit(options, seen, report.make(seen), report.blocks, report.data)


@with_options(Options, without=("clause", "status", "search", "exit_code"))
def register(
    options: Options,
    task: Annotated[str | None, Argument(metavar="ID", help=N_("Only this duty."))] = None,
    *,
    days: Annotated[
        int | None,
        Option(metavar="N", min=1, max=MOST_DAYS, help=N_("The last so many days.")),
    ] = None,
    from_: Annotated[
        str | None, Option("--from", metavar="DAY", help=N_("The first day shown."))
    ] = None,
    to: Annotated[str | None, Option(metavar="DAY", help=N_("The last day shown."))] = None,
) -> None:
    """Report the register of recurring duties."""
    from ntmtrack.reports import register as report
    from ntmtrack.status.occurrences import Span
    from ntmtrack.status.selection import tasks_named

    seen = run.view(options)
    ids = frozenset(one.id for one in tasks_named(seen.document, task)) if task else frozenset()
    last = run.day(to) if to else seen.moment.day
    length = timedelta(days=(days or report.STRIP_DAYS) - 1)
    first = run.day(from_) if from_ else last - length
    if not 0 <= (last - first).days < MOST_DAYS:
        raise usage("bad-span", limit=str(MOST_DAYS))
    made = report.make(seen, Span(first, last), ids)
    run.emit(options, seen, made, report.blocks, report.data)


@with_options(Options, without=("exit_code",))
def remind(
    options: Options,
    *,
    days: Annotated[
        int | None, Option(metavar="N", min=0, max=999, help=N_("Look so many days ahead."))
    ] = None,
    log: Annotated[
        bool, Option("--log", help=N_("Record that these reminders were sent."))
    ] = False,
) -> None:
    """Draft reminders; with --log, record them."""
    from ntmtrack.reports import remind
    from ntmtrack.reports import remind as report

    seen = run.view(options)
    ahead = seen.document.settings.due_soon_days if days is None else days
    made = remind.make(seen, ahead)
    if options.output != "-" and options.format != "json":
        _one_file_each(options, made)
    elif options.format == "docx":
        raise usage("needs-output", value=options.format, detail="folder")
    else:
        run.emit(options, seen, made, report.blocks, report.data)
    if log:
        from ntmtrack.cli import recording

        recording.reminded(options, [item for one in made.reminders for item in one.items])


def _one_file_each(options: Options, made: RemindReport) -> None:
    """Write each draft to its own file in a folder; ids make names that every system takes.

    Ids have single hyphens only, so that two of them tell a village's own body from any other.
    """
    from ntmtrack.reports import remind as report
    from ntmtrack.reports.remind import letter

    if options.format not in (*run.TABULAR, "docx"):
        choices = ", ".join((*run.TABULAR, "docx"))
        raise usage("no-such-format", value=options.format, choices=choices)
    folder = Path(options.output)
    files.make_folder(folder)
    words = run.words_of(options)
    for reminder in made.reminders:
        name = f"nhac-viec-{reminder.owner.id.replace('@', '--')}{options.format.extension}"
        one = options._replace(output=str(folder / name))
        if options.format == "docx":
            document = run.as_document(partial(letter, reminder, made.view), words)
            run.send(one, made.view, document)
        else:
            alone = made.alone(reminder)
            run.emit(one, made.view, alone, report.messages, report.data)
