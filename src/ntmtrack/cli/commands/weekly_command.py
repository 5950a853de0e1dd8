"""The command `weekly`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING
from typing import Annotated
from typing import Any
from typing import Literal

from ntmtrack import wording
from ntmtrack.cli.commands import Command
from ntmtrack.cli.formats import TABLES
from ntmtrack.cli.formats import Maker
from ntmtrack.cli.formats import Report
from ntmtrack.cli.formats import emit
from ntmtrack.cli.formats import text_of
from ntmtrack.cli.options import ExitCodeOption
from ntmtrack.cli.options import Format
from ntmtrack.cli.options import ReportOptions
from ntmtrack.cli.options import day_of
from ntmtrack.cli.output import Look
from ntmtrack.cli.run import Run
from ntmtrack.cli.typer_adapter import Option
from ntmtrack.wording.problem import Exit
from ntmtrack.wording.problem import usage
from ntmtrack.wording.words import N_
from ntmtrack.wording.words import OfficialWords

if TYPE_CHECKING:
    from ntmtrack.reports.weekly.week import WeeklyReport

# Mail and notice boards show so many columns without breaking lines.
MAIL_WIDTH = 78


class WeeklyOptions(ReportOptions, ExitCodeOption):
    """Hold the options of `weekly`."""

    last: Annotated[bool, Option("--last", help=N_("The week before."))] = False
    week_of: Annotated[
        str | None, Option(metavar="DAY", help=N_("The week that holds this day."))
    ] = None
    annex: Annotated[
        Literal["none", "short", "full"] | None,
        Option(
            "--annex",
            help=N_(
                "What a Word document lists behind the report: nothing, what is late, due or done"
                " (short, as without it), or everything."
            ),
        ),
    ] = None
    quiet: Annotated[
        bool, Option("--quiet", help=N_("Print nothing when nothing is late, due or new."))
    ] = False


def weekly(run: Run, options: WeeklyOptions) -> Exit:
    """Report on one week."""
    from ntmtrack.directive import weeks
    from ntmtrack.reports.weekly import sections
    from ntmtrack.reports.weekly import week as report

    if options.annex and options.format is not Format.DOCX:
        raise usage(wording.Code.NO_EFFECT, option="--annex", value=f"-F {options.format}")
    document = run.read(options)
    moment = run.moment(options.as_of, document.directive)
    day = day_of(options.week_of) if options.week_of else None
    starts = document.settings.week_starts
    week = weeks.week_of(day or moment.day, starts)
    week = week.previous if options.last else week
    typed = None if options.last else options.week_of
    weeks.check(week, moment, document.directive.issued, typed)
    made = report.make(document, moment, week, options.filters())
    if options.quiet and made.quiet:
        return Exit.OK
    emit(run, options, FORMATS, Report(made, sections.blocks, sections.data))
    return options.exit_for(made.view.counts)


def _for_mail(run: Run, options: ReportOptions, report: Report[Any]) -> str:
    """Lay the week out as text for mail, also on a terminal."""
    look = Look(options.width or MAIL_WIDTH, color=options.color == "always")
    return text_of(report.blocks(report.made, run.words), run.words, look)


def _paper(run: Run, options: WeeklyOptions, report: Report[WeeklyReport]) -> bytes:
    """Make the report on the week a paper for signature."""
    from ntmtrack.render import docx
    from ntmtrack.reports.weekly.weekly_paper import paper

    words = OfficialWords.like(run.words)
    return docx.render(paper(report.made, options.annex or "short", words), words)


FORMATS: Mapping[Format, Maker[WeeklyOptions, Report[WeeklyReport]]] = {
    **TABLES,
    Format.TEXT: _for_mail,
    Format.DOCX: _paper,
}
COMMAND = Command(WeeklyOptions, weekly, FORMATS)
