"""The command `remind`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Annotated

from ntmtrack.cli.commands import Command
from ntmtrack.cli.formats import TABLES
from ntmtrack.cli.formats import Maker
from ntmtrack.cli.formats import Report
from ntmtrack.cli.formats import emit
from ntmtrack.cli.formats import is_folder
from ntmtrack.cli.options import STDOUT
from ntmtrack.cli.options import FilteredOptions
from ntmtrack.cli.options import Format
from ntmtrack.cli.options import ReportOptions
from ntmtrack.cli.run import Run
from ntmtrack.cli.typer_adapter import Option
from ntmtrack.storage import files
from ntmtrack.wording.problem import Exit
from ntmtrack.wording.words import N_
from ntmtrack.wording.words import OfficialWords

if TYPE_CHECKING:
    from ntmtrack.reports.remind import RemindReport


class RemindOptions(FilteredOptions):
    """Hold the options of `remind`."""

    output: Annotated[
        str,
        Option(
            *("--output", "-o"),
            metavar="PATH",
            help=N_("Write to a file, or into a folder: a file for each owner."),
        ),
    ] = STDOUT
    days: Annotated[
        int | None, Option(metavar="N", min=0, max=999, help=N_("Look so many days ahead."))
    ] = None
    log: Annotated[bool, Option("--log", help=N_("Record that these reminders were sent."))] = False


def remind(run: Run, options: RemindOptions) -> Exit:
    """Report whom to remind of what; with --log, record it."""
    from ntmtrack.reports import remind as report

    view = run.view(options)
    ahead = view.document.settings.due_soon_days if options.days is None else options.days
    made = report.make(view, ahead)
    if _names_folder(options):
        _write_one_file_each(run, options, made)
    else:
        emit(run, options, FORMATS, Report(made, report.blocks, report.data))
    if options.log:
        from ntmtrack.cli import recorder

        items = [item for reminder in made.reminders for item in reminder.items]
        recorder.record_reminders(run, options, items)
    return Exit.OK


def _names_folder(options: RemindOptions) -> bool:
    """Tell whether each owner gets a file of its own: in a folder, or a path without an ending.

    JSON is for programs, which take all reminders at once: it is always one file.
    """
    target = options.output
    if target == STDOUT or options.format is Format.JSON:
        return False
    return is_folder(target) or not Path(target).suffix


def _write_one_file_each(run: Run, options: RemindOptions, made: RemindReport) -> None:
    """Write each reminder to its own file in a folder; ids make names that every system takes.

    Ids have single hyphens only, so that two of them tell a village's own body from any other.
    """
    from ntmtrack.reports import remind as report

    folder = Path(options.output)
    files.make_folder(options.output)
    for reminder in made.reminders:
        name = f"nhac-viec-{reminder.owner.id.replace('@', '--')}{options.format.extension}"
        alone = Report(made.alone(reminder), report.messages, report.data)
        emit(run, options.replace(output=str(folder / name)), FORMATS, alone)


def _papers(run: Run, _: ReportOptions, report: Report[RemindReport]) -> bytes:
    """Make a paper for each owner; where nobody needs one, the document says so.

    It replaces that of last week, so that nobody sends that again.
    """
    from ntmtrack.render import docx
    from ntmtrack.reports.remind import paper

    words = OfficialWords(run.words.language)
    view, reminders = report.made
    if not reminders:
        return docx.render_notice(words.say("Nobody needs a reminder."), view.moment.day, words)
    return docx.render_all([paper(reminder, view, words) for reminder in reminders], words)


FORMATS: Mapping[Format, Maker[ReportOptions, Report[RemindReport]]] = {
    **TABLES,
    Format.DOCX: _papers,
}
COMMAND = Command(RemindOptions, remind, FORMATS)
