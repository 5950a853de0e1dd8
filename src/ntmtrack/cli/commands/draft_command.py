"""The command `draft`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from ntmtrack import wording
from ntmtrack.cli.commands import Command
from ntmtrack.cli.options import STDOUT
from ntmtrack.cli.options import LanguageOption
from ntmtrack.cli.run import Run
from ntmtrack.cli.typer_adapter import Argument
from ntmtrack.cli.typer_adapter import Option
from ntmtrack.storage import files
from ntmtrack.wording.problem import Exit
from ntmtrack.wording.problem import usage
from ntmtrack.wording.words import LANGUAGES
from ntmtrack.wording.words import N_


class DraftOptions(LanguageOption):
    """Define the options of `draft`."""

    document: Annotated[
        str,
        Argument(
            metavar="FILE",
            help=N_(
                "The document: .docx, .xlsx, .csv, .txt, .md, .pdf, or - for pasted text; or"
                " a draft."
            ),
        ),
    ]
    output: Annotated[
        str,
        Option("--output", "-o", metavar="PATH", help=N_("The draft: .yaml, or .xlsx for Excel.")),
    ] = STDOUT
    map: Annotated[
        list[str] | None,
        Option(
            "--map", metavar="COLUMN=KEY", help=N_("What a column of the table holds; repeatable.")
        ),
    ] = None
    review: Annotated[
        bool, Option("--review", help=N_("Review a draft in the terminal, part by part."))
    ] = False


def draft(run: Run, options: DraftOptions) -> Exit:
    """Make a draft of a document, read back a filled-in workbook, or review a draft."""
    columns = dict(map(_column, options.map or ()))
    if options.review:
        from ntmtrack.cli import review_terminal

        for option, typed in (("--output", options.output != STDOUT), ("--map", columns)):
            if typed:
                raise usage(wording.Code.NO_EFFECT, option=option, value="--review")
        return review_terminal.review(run, Path(options.document))
    _check_output(options.output)
    from ntmtrack.cli import drafts

    source = drafts.read_source(options.document)
    run.file_language = LANGUAGES[0]  # the documents' language; a new draft has none yet
    if columns and source.kind != "document":
        raise files.problem(wording.Code.BAD_MAP_DRAFT, source.name, Exit.USAGE)
    if source.kind == "workbook":
        drafts.import_workbook(run, source, options.output)
    else:
        drafts.write_draft(run, source, options.output, columns)
    return Exit.OK


def _column(typed: str) -> tuple[str, str]:
    """Parse a value of `--map`: `Cột 4=owner`."""
    from ntmtrack.drafting.table_reading.column_heads import KINDS

    column, equals, key = (part.strip() for part in typed.rpartition("="))
    if not (column and equals and key in KINDS):
        raise usage(wording.Code.BAD_MAP, value=typed, known=KINDS)
    return column, key


def _check_output(output: str) -> None:
    from ntmtrack.cli.drafts import WORKBOOK

    endings = (*files.ENDINGS, WORKBOOK)
    ending = Path(output).suffix.lower()
    if output != STDOUT and ending not in endings:
        raise usage(wording.Code.NO_SUCH_ENDING, value=ending or output, choices=endings)


COMMAND = Command(DraftOptions, draft)
