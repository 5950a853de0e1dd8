"""The command `weekly`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING
from typing import Annotated
from typing import Any
from typing import Literal

from ntmtrack import wording
from ntmtrack.cli.commands import Command
from ntmtrack.cli.formats import TABLES
from ntmtrack.cli.formats import Renderer
from ntmtrack.cli.formats import Report
from ntmtrack.cli.formats import blocks_text
from ntmtrack.cli.formats import emit
from ntmtrack.cli.options import ExitCodeOption
from ntmtrack.cli.options import Files
from ntmtrack.cli.options import Format
from ntmtrack.cli.options import ReportOptions
from ntmtrack.cli.output import Look
from ntmtrack.cli.run import Run
from ntmtrack.cli.typer_adapter import Option
from ntmtrack.directive.dates import parse_day
from ntmtrack.wording.official_words import OfficialWords
from ntmtrack.wording.problem import Exit
from ntmtrack.wording.problem import usage
from ntmtrack.wording.words import N_

if TYPE_CHECKING:
    from ntmtrack.cli.joint_reports import JointFiles
    from ntmtrack.directive.dates import Moment
    from ntmtrack.directive.model import Document
    from ntmtrack.directive.weeks import Week
    from ntmtrack.reports.weekly.week import WeeklyReport
    from ntmtrack.status.view import View

# The columns that mail and notice boards show without breaking lines.
MAIL_WIDTH = 78


class WeeklyOptions(ReportOptions, ExitCodeOption):
    """Define the options of `weekly`."""

    file: Files = None
    last: Annotated[bool, Option("--last", help=N_("The previous week."))] = False
    week_of: Annotated[
        str | None, Option(metavar="DAY", help=N_("The week that contains this day."))
    ] = None
    annex: Annotated[
        Literal["none", "short", "full"] | None,
        Option(
            "--annex",
            help=N_(
                "The annexes of a Word document: none, only what is late, due, done or"
                " changed (short, the default), or everything (full)."
            ),
        ),
    ] = None
    quiet: Annotated[
        bool, Option("--quiet", help=N_("Print nothing if nothing is late, due or new."))
    ] = False


def weekly(run: Run, options: WeeklyOptions) -> Exit:
    """Report on one week."""
    if options.annex and options.format is not Format.DOCX:
        raise usage(wording.Code.NO_EFFECT, option="--annex", value=f"-F {options.format}")
    if run.has_several_files(options):
        from ntmtrack.cli.joint_reports import read_joint_files
        from ntmtrack.cli.joint_reports import unify_place_word

        with read_joint_files(run, options, partial(_check, options)) as files:
            contents = _on_all(options, files)
            documents = [part.document for part in contents.view.parts] or files.documents
            unify_place_word(run, documents)
            _send(run, options, contents)
    else:
        from ntmtrack.reports.weekly import week as report

        document = run.read(options)
        moment = run.moment(options.as_of, document.directive)
        _check(options, document, moment)
        week = _week(options, document, moment)
        contents = report.make(document, moment, week, options.filters())
        _send(run, options, contents)
    silent = options.quiet and contents.quiet
    return Exit.OK if silent else options.exit_for(contents.view.counts)


def _week(options: WeeklyOptions, document: Document, moment: Moment) -> Week:
    """Return the week that was typed, or the one of the moment."""
    from ntmtrack.directive import weeks

    day = parse_day(options.week_of) if options.week_of else moment.day
    week = weeks.week_of(day, document.settings.week_starts)
    return week.previous if options.last else week


def _check(options: WeeklyOptions, document: Document, moment: Moment) -> None:
    """Raise a usage error for a week that has not begun, or that ended before the directive."""
    from ntmtrack.directive import weeks

    typed = None if options.last else options.week_of
    weeks.refuse_unreportable(
        _week(options, document, moment), moment, document.directive.issued, typed
    )


def _on_all(options: WeeklyOptions, files: JointFiles) -> WeeklyReport:
    """Build one report on several directives, for the week as the newest one's file defines it."""
    from ntmtrack.directive.weeks import judging_moment
    from ntmtrack.reports.weekly.joint_week import join
    from ntmtrack.reports.weekly.week import make
    from ntmtrack.status.joining import was_finished_before
    from ntmtrack.status.view import view

    filters, moment = options.filters(), files.moment
    newest = max(files.documents, key=lambda document: document.directive.issued)
    week = _week(options, newest, moment)
    at = judging_moment(week, moment)
    reports: list[WeeklyReport] = []
    finished: list[View] = []
    for document in files.documents:
        if was_finished_before(document, week, at):
            finished.append(view(document, at, filters))
        else:
            reports.append(make(document, moment, week, filters))
    return join(reports, week, finished, files.left_out)


def _send(run: Run, options: WeeklyOptions, contents: WeeklyReport) -> None:
    from ntmtrack.reports.weekly import sections

    if not (options.quiet and contents.quiet):
        emit(run, options, FORMATS, Report(contents, sections.blocks, sections.data))


def _for_mail(run: Run, options: ReportOptions, report: Report[Any]) -> str:
    """Render the report as text for mail, also on a terminal."""
    look = Look(options.width or MAIL_WIDTH, color=options.color == "always")
    return blocks_text(report.blocks(report.contents, run.words), run.words, look)


def _paper(run: Run, options: WeeklyOptions, report: Report[WeeklyReport]) -> bytes:
    """Render the weekly report as a paper for signature."""
    from ntmtrack.render import docx
    from ntmtrack.reports.weekly.weekly_paper import papers

    words, contents = OfficialWords.like(run.words), report.contents
    if not contents.view.parts:
        nothing = words.say("Every directive was finished before this week.")
        return docx.render_notice(nothing, contents.view.moment.day, words)
    return docx.render_all(papers(contents, options.annex or "short", words), words)


FORMATS: Mapping[Format, Renderer[WeeklyOptions, Report[WeeklyReport]]] = {
    **TABLES,
    Format.TEXT: _for_mail,
    Format.DOCX: _paper,
}
COMMAND = Command(WeeklyOptions, weekly, FORMATS)
