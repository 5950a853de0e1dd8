"""The command `export`."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import nullcontext
from functools import partial
from typing import TYPE_CHECKING
from typing import Annotated

from ntmtrack import wording
from ntmtrack.cli.commands import Command
from ntmtrack.cli.formats import ITEMS
from ntmtrack.cli.formats import Renderer
from ntmtrack.cli.formats import Report
from ntmtrack.cli.formats import renderer_of
from ntmtrack.cli.formats import write_out
from ntmtrack.cli.options import STDOUT
from ntmtrack.cli.options import Files
from ntmtrack.cli.options import Format
from ntmtrack.cli.options import PartitionOption
from ntmtrack.cli.options import ReportOptions
from ntmtrack.cli.run import Run
from ntmtrack.cli.typer_adapter import Option
from ntmtrack.wording.official_words import OfficialWords
from ntmtrack.wording.problem import Exit
from ntmtrack.wording.problem import usage
from ntmtrack.wording.words import N_

if TYPE_CHECKING:
    from ntmtrack.render.ics import Contents
    from ntmtrack.status.view import View

    _Formats = Mapping[Format, Renderer[ReportOptions, Report[View]]]


class ExportOptions(PartitionOption):
    """Define the options of `export`."""

    file: Files = None
    format = Format.CSV
    events: Annotated[
        bool,
        Option(
            "--events",
            help=N_("In a calendar, add deadlines as events too, for phones that ignore tasks."),
        ),
    ] = False
    form: Annotated[
        bool, Option("--form", help=N_("A form of the open items, to fill in and import."))
    ] = False


def export(run: Run, options: ExportOptions) -> Exit:
    """Write every selected item in one of the formats below."""
    if options.form and options.events:
        raise usage(wording.Code.NO_EFFECT, option="--events", value="--form")
    if options.form and options.columns:
        raise usage(wording.Code.NO_EFFECT, option="--columns", value="--form")
    formats = FORM_FORMATS if options.form else EVENT_FORMATS if options.events else FORMATS
    make = renderer_of(options, formats)
    if options.partition_by and options.format is not Format.PARQUET:
        raise usage(wording.Code.NO_EFFECT, option="--partition-by", value=f"-F {options.format}")
    if options.partition_by and options.output == STDOUT:
        raise usage(wording.Code.NEEDS_OUTPUT_FOLDER, option="--partition-by")
    if run.has_several_files(options) and not options.form and options.format not in JOINT_FORMATS:
        from ntmtrack.cli import several

        several.report_on_each(run, options, "export")
        return Exit.OK
    if options.columns and options.format in NO_TABLES:
        raise usage(wording.Code.NO_EFFECT, option="--columns", value=f"-F {options.format}")
    if run.has_several_files(options) and options.format is Format.ICS:
        return _calendar_of_all(run, options)
    from ntmtrack.cli.joint_reports import joint_view
    from ntmtrack.reports import item_lists

    blocks = partial(item_lists.export_blocks, columns=options.column_keys(run.words))
    with nullcontext(run.view(options)) if options.form else joint_view(run, options) as view:
        with run.streams.waiting(run.words.say("Writing")):
            content = make(run, options, Report(view, blocks, item_lists.export_data))
        write_out(run, options, content)
    return Exit.OK


def _calendar_of_all(run: Run, options: ExportOptions) -> Exit:
    from ntmtrack.cli.joint_reports import agendas_by_file
    from ntmtrack.render import ics

    with agendas_by_file(run, options) as (agendas, left_out):
        contents: Contents = "todos-and-events" if options.events else "todos"
        write_out(run, options, ics.render_several(agendas, left_out, run.words, contents))
    return Exit.OK


def _workbook(run: Run, _: ReportOptions, report: Report[View]) -> bytes:
    from ntmtrack.render import xlsx
    from ntmtrack.reports import workbook

    tasks = report.blocks(report.contents, run.words)
    return xlsx.render_sheets(workbook.sheets(report.contents, tasks, run.words), run.words)


def _tracking(run: Run, _: ReportOptions, report: Report[View]) -> bytes:
    """Render the table of tasks as a document ready to print."""
    from ntmtrack.render import docx
    from ntmtrack.reports.report_head import directive_title
    from ntmtrack.reports.workbook import tracking_table

    words, view = OfficialWords.like(run.words), report.contents
    about, issuer = directive_title(view, words), view.document.directive.issuer
    return docx.render_table(tracking_table(view, words), about, issuer, view.moment.day, words)


def _board(run: Run, _: ReportOptions, report: Report[View]) -> str:
    from ntmtrack.render import html
    from ntmtrack.reports.board import board_page

    return html.render_board(
        board_page.page(board_page.make(report.contents), run.words), run.words
    )


def _calendar(contents: Contents, run: Run, _: ReportOptions, report: Report[View]) -> bytes:
    """Render a calendar of to-dos, with or without events."""
    from ntmtrack.render import ics
    from ntmtrack.reports import agenda

    return ics.render(agenda.make(report.contents, run.words), run.words, contents)


def _form_as_sheet(run: Run, _: ReportOptions, report: Report[View]) -> bytes:
    from ntmtrack.render import xlsx
    from ntmtrack.reports import workbook

    return xlsx.render_sheets([workbook.form_sheet(report.contents, run.words)], run.words)


def _form_as_csv(run: Run, options: ReportOptions, report: Report[View]) -> str:
    from ntmtrack.render import csv
    from ntmtrack.reports import workbook

    return csv.render(
        workbook.form_sheet(report.contents, run.words).blocks,
        run.words,
        "raw" if options.raw else "excel",
    )


FORMATS: _Formats = {
    **ITEMS,
    Format.XLSX: _workbook,
    Format.DOCX: _tracking,
    Format.HTML: _board,
    Format.ICS: partial(_calendar, "todos"),
}
# The formats in which several files become one table to print, one workbook, one board, one
# calendar.
JOINT_FORMATS = (Format.DOCX, Format.XLSX, Format.HTML, Format.ICS)
NO_TABLES = (Format.DOCX, Format.HTML, Format.ICS)  # their columns are fixed
EVENT_FORMATS: _Formats = {Format.ICS: partial(_calendar, "todos-and-events")}
FORM_FORMATS: _Formats = {Format.XLSX: _form_as_sheet, Format.CSV: _form_as_csv}
COMMAND = Command(ExportOptions, export, FORMATS)
