"""The command `remind`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Annotated

from ntmtrack import wording
from ntmtrack.cli.commands import Command
from ntmtrack.cli.formats import TABLES
from ntmtrack.cli.formats import Renderer
from ntmtrack.cli.formats import Report
from ntmtrack.cli.formats import emit
from ntmtrack.cli.formats import is_folder
from ntmtrack.cli.options import STDOUT
from ntmtrack.cli.options import Files
from ntmtrack.cli.options import FilteredOptions
from ntmtrack.cli.options import Format
from ntmtrack.cli.run import Run
from ntmtrack.cli.typer_adapter import Option
from ntmtrack.directive.dates import format_day
from ntmtrack.directive.dates import parse_day
from ntmtrack.storage import files
from ntmtrack.wording.clean import clean
from ntmtrack.wording.official_words import OfficialWords
from ntmtrack.wording.problem import Exit
from ntmtrack.wording.problem import NtmError
from ntmtrack.wording.problem import join_errors
from ntmtrack.wording.problem import usage
from ntmtrack.wording.words import N_

if TYPE_CHECKING:
    from ntmtrack.reports.remind import RemindReport
    from ntmtrack.status.view import View


class RemindOptions(FilteredOptions):
    """Define the options of `remind`."""

    file: Files = None
    output: Annotated[
        str,
        Option(
            *("--output", "-o"),
            metavar="PATH",
            help=N_("Write to a file, or to a folder with one file per owner."),
        ),
    ] = STDOUT
    days: Annotated[
        int | None, Option(metavar="N", min=0, max=999, help=N_("How many days to look ahead."))
    ] = None
    one: Annotated[
        bool,
        Option(
            "--one", help=N_("One letter to all as a Word document, with their tasks in an annex.")
        ),
    ] = False
    answer_by: Annotated[
        str | None, Option(metavar="DAY", help=N_("Ask for an answer before this day."))
    ] = None
    log: Annotated[
        bool, Option("--log", help=N_("Record in the log that these reminders were sent."))
    ] = False


def remind(run: Run, options: RemindOptions) -> Exit:
    """Report whom to remind of what; with --log, record the reminders."""
    from ntmtrack.cli.joint_reports import joint_view

    if options.one and (options.format is not Format.DOCX or _names_folder(options)):
        beside = f"-F {options.format}" if options.format is not Format.DOCX else "-o"
        raise usage(wording.Code.NO_EFFECT, option="--one", value=beside)
    with joint_view(run, options, followed_on=lambda moment: moment.day) as view:
        contents = _make_report(options, view)
        if _names_folder(options):
            _write_one_file_each(run, options, contents)
        else:
            from ntmtrack.reports import remind_messages
            from ntmtrack.reports.remind import data

            emit(run, options, FORMATS, Report(contents, remind_messages.blocks, data))
        if options.log:
            _record(run, options, contents)
    if _names_folder(options):  # only now: an unreadable file may hold what an owner owes
        _replace_earlier_letters(run, options, contents)
    return Exit.OK


def _make_report(options: RemindOptions, view: View) -> RemindReport:
    from ntmtrack.reports import remind as report

    answer_by = parse_day(options.answer_by) if options.answer_by else None
    if options.answer_by and answer_by and answer_by <= view.moment.day:
        reminded = format_day(view.moment.day)
        raise usage(wording.Code.ANSWER_TOO_EARLY, value=options.answer_by, day=reminded)
    ahead = view.document.settings.due_soon_days if options.days is None else options.days
    return report.make(view, ahead, answer_by)


def _record(run: Run, options: RemindOptions, contents: RemindReport) -> None:
    """Record the reminders; for several files, record each in its own file, by its own ids.

    A file that cannot be written does not stop the others, because all the reminders were sent.
    """
    from ntmtrack.cli import recorder
    from ntmtrack.reports.remind import leads_by_item

    leads = leads_by_item(contents.reminders)
    if contents.view.several is None:
        recorder.record_reminders(run, options, leads)
        return
    reminded = {item.directive for item, _ in leads}
    wrong: list[NtmError] = []
    for part in contents.view.parts:
        file = part.document.file
        if file and part.document.directive in reminded:
            alone = options.replace(file=[file], days=contents.ahead)
            try:
                leads_in_file = leads_by_item(_make_report(alone, run.view(alone)).reminders)
                recorder.record_reminders(run, alone, leads_in_file, f"{clean(file)}: ")
            except NtmError as error:
                wrong.append(error)
    if wrong:
        raise join_errors(wrong)


def _names_folder(options: RemindOptions) -> bool:
    """Return whether each owner gets a separate file: in a folder, or a path without extension.

    JSON is always one file, as programs take all reminders at once.
    """
    target = options.output
    if target == STDOUT or options.format is Format.JSON:
        return False
    return is_folder(target) or not Path(target).suffix


def _write_one_file_each(run: Run, options: RemindOptions, contents: RemindReport) -> None:
    """Write each reminder to its own file in a folder, named by ids that suit every system.

    Ids contain only single hyphens, so two hyphens mark a village's own body.
    """
    from ntmtrack.reports.remind import data
    from ntmtrack.reports.remind_messages import messages

    files.make_folder(options.output)
    for id_, own in contents.by_owner().items():
        emit(run, _letter_to(id_, options), FORMATS, Report(own, messages, data))


def _replace_earlier_letters(run: Run, options: RemindOptions, contents: RemindReport) -> None:
    """Overwrite earlier letters to owners who need none now, so that nobody sends them again."""
    from ntmtrack.reports.remind import data
    from ntmtrack.reports.remind_messages import blocks

    for owner in contents.owners_without_reminder():
        letter = _letter_to(owner.id, options)
        if Path(letter.output).exists():
            nothing = contents._replace(reminders=(), only_about=owner)
            emit(run, letter, FORMATS, Report(nothing, blocks, data))


def _letter_to(owner: str, options: RemindOptions) -> RemindOptions:
    """Return the options for the file of one owner."""
    name = f"nhac-viec-{owner.replace('@', '--')}{options.format.extension}"
    return options.replace(output=str(Path(options.output, name)))


def _papers(run: Run, options: RemindOptions, report: Report[RemindReport]) -> bytes:
    """Render a paper for each owner or one for all, or a notice that nobody needs one.

    The notice replaces last week's paper, so that nobody sends that again.
    """
    from ntmtrack.render import docx
    from ntmtrack.reports import remind_papers
    from ntmtrack.reports.remind_messages import nothing_to_remind_of

    words = OfficialWords.like(run.words)
    contents = report.contents
    if not contents.reminders:
        nothing = nothing_to_remind_of(contents, words)
        return docx.render_notice(nothing, contents.view.moment.day, words)
    if options.one:
        return docx.render_all(remind_papers.joint_papers(contents, words), words)
    return docx.render_all(remind_papers.papers(contents, words), words)


FORMATS: Mapping[Format, Renderer[RemindOptions, Report[RemindReport]]] = {
    **TABLES,
    Format.DOCX: _papers,
}
COMMAND = Command(RemindOptions, remind, FORMATS)
