"""The commands that hand all items to other programs, and take a filled form back."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Annotated

from ntmtrack.cli import output
from ntmtrack.cli import run
from ntmtrack.cli import several
from ntmtrack.cli.options import Argument
from ntmtrack.cli.options import Format
from ntmtrack.cli.options import Option
from ntmtrack.cli.options import Options
from ntmtrack.cli.options import WriteOptions
from ntmtrack.cli.options import with_options
from ntmtrack.storage import files
from ntmtrack.wording.problem import usage
from ntmtrack.wording.words import N_

if TYPE_CHECKING:
    from datetime import datetime

    from ntmtrack.directive.dates import Moment
    from ntmtrack.directive.model import Document
    from ntmtrack.recording.planning import Change
    from ntmtrack.reports.views import View


@with_options(Options, without=("format", "exit_code"))
def export(
    options: Options,
    *,
    format_: Annotated[
        Format | None,
        Option("--format", "-F", help=N_("The format; else --output tells it, else CSV.")),
    ] = None,
    events: Annotated[
        bool,
        Option(
            "--events",
            help=N_("In a calendar, days as well: for phones that ignore its tasks."),
        ),
    ] = False,
    form: Annotated[
        bool, Option("--form", help=N_("What is open, to be filled in and imported."))
    ] = False,
) -> None:
    """Write the items in one of the formats below."""
    options = options._replace(format=format_ or _format_of(options.output))
    formats = {"ics": partial(_calendar, events=True)} if events else _FORMATS
    formats = _FORMS if form else formats
    if options.format not in formats:
        raise usage("no-such-format", value=options.format, choices=", ".join(formats))
    if several.asked(options) and not form:
        several.emit("export", options, formats=_ITEMS)
        return
    seen = run.view(options)
    with output.waiting(run.words_of(options).say("Writing")):
        content = formats[options.format](options, seen)
    run.send(options, seen, content)


@with_options(
    WriteOptions,
    without=("village", "all_villages", "owner", "for_", "note", "evidence", "amount"),
)
def import_(
    options: WriteOptions,
    form: Annotated[str, Argument(metavar="FILE", help=N_("The form, filled in."))],
) -> None:
    """Record what a filled form says, all of it or nothing."""
    from ntmtrack.cli import recording
    from ntmtrack.recording import filled_form
    from ntmtrack.recording import form_entries
    from ntmtrack.recording import sheets
    from ntmtrack.recording import typed

    grids = sheets.read(files.read(Path(form), detail="form"), form)
    on, by = typed.moment(options.on), typed.text(options.by)

    def plan(document: Document, now: Moment, at: datetime) -> Change:
        words = run.words_of(options)  # the file's own, which is known by now
        marks = ", ".join(filled_form.mark_words(words))
        rows = filled_form.rows(grids, words)
        return form_entries.plan(document, rows, form_entries.Defaults(on, by, marks), now, at)

    recording.write(options, plan)


def _format_of(output: str) -> Format:
    """Give the format that a file's name ends in; CSV where it ends in none."""
    ending = Path(output).suffix.lower()
    if not ending:
        return Format.CSV
    for one in Format:
        if one.extension == ending:
            return one
    raise usage("no-such-format", value=ending[1:], choices=", ".join(_FORMATS))


def _table(options: Options, seen: View) -> str | bytes:
    from ntmtrack.reports import export as report

    return run.rendered(options, seen, report.blocks, report.data, _ITEMS)


def _workbook(options: Options, seen: View) -> bytes:
    from ntmtrack.render import xlsx
    from ntmtrack.reports import workbook

    words = run.words_of(options)
    return xlsx.render_sheets(workbook.sheets(seen, words), words)


def _board(options: Options, seen: View) -> str:
    from ntmtrack.render import board
    from ntmtrack.reports.board import board_page as report

    words = run.words_of(options)
    return board.render(report.page(report.make(seen), words), words)


def _calendar(options: Options, seen: View, *, events: bool = False) -> bytes:
    from ntmtrack.render import ics
    from ntmtrack.reports import agenda

    words = run.words_of(options)
    return ics.render(agenda.make(seen, words), words, events=events)


def _blank_form(options: Options, seen: View) -> str | bytes:
    from ntmtrack.render import csv
    from ntmtrack.render import xlsx
    from ntmtrack.reports import blank_form

    words = run.words_of(options)
    sheet = blank_form.sheet(seen, words)
    if options.format == "csv":
        return csv.render(sheet.blocks, words, raw=options.raw)
    return xlsx.render_sheets([sheet], words)


# What a table of items comes in, also one on several files.
_ITEMS = (*run.TABULAR, "parquet")
_FORMATS: Mapping[str, Callable[[Options, View], str | bytes]] = {
    **dict.fromkeys(_ITEMS, _table),
    "xlsx": _workbook,
    "html": _board,
    "ics": _calendar,
}
_FORMS = dict.fromkeys(("xlsx", "csv"), _blank_form)
