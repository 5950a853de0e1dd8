"""The options that commands share which record something."""

# No `from __future__ import annotations` here, as in `options`.

from typing import Annotated

from ntmtrack.cli.options import Colored
from ntmtrack.cli.options import FileOptions
from ntmtrack.cli.options import Names
from ntmtrack.cli.options import Options
from ntmtrack.cli.typer_adapter import Argument
from ntmtrack.cli.typer_adapter import Option
from ntmtrack.wording.words import N_

Ids = Annotated[list[str], Argument(metavar="ID…", help=N_("Ids of tasks or items."))]
IdArgument = Annotated[str, Argument(metavar="ID", help=N_("The id of a task or item."))]
TextArgument = Annotated[
    str, Argument(metavar="TEXT", help=N_("What there is to say; not needed with a figure."))
]


class WriteOptions(FileOptions):
    """Say who tells something, and whether it is written."""

    by: Annotated[str | None, Option(metavar="NAME", help=N_("Who says so."))] = None
    dry_run: Annotated[bool, Option("--dry-run", help=N_("Show the lines; write nothing."))] = False
    color: Colored = "auto"


class OnOption(Options):
    """Say when something happened."""

    on: Annotated[
        str | None,
        Option(metavar="WHEN", help=N_("When it happened: 14/7/2021 or 2021-07-14T15:20.")),
    ] = None


class VillageOption(Options):
    """Name the villages that something is recorded for."""

    village: Annotated[Names, Option(metavar="NAME", help=N_("The village; may be repeated."))] = (
        None
    )


class ItemOptions(WriteOptions, OnOption, VillageOption):
    """Say for which items of a task something is recorded."""

    all_villages: Annotated[
        bool, Option("--all-villages", help=N_("Every village of the task."))
    ] = False
    owner: Annotated[
        Names, Option(metavar="NAME", help=N_("The owner, where each owner has a share."))
    ] = None


class ForOption(Options):
    """Name the days of a recurring report that something is recorded for."""

    for_: Annotated[
        Names,
        Option(
            "--for",
            metavar="DAY",
            help=N_("Which recurring report: its day, or 11/2025, 2025-Q4; repeatable."),
        ),
    ] = None


class NoteOption(Options):
    """Add a note to what is recorded."""

    note: Annotated[str | None, Option(metavar="TEXT", help=N_("A note."))] = None


class FigureOptions(Options):
    """Add figures and evidence to what is recorded."""

    evidence: Annotated[
        Names, Option(metavar="FILE", help=N_("A photo or document; may be repeated."))
    ] = None
    amount: Annotated[
        Names, Option(metavar="[MEASURE=]N", help=N_("A total reached so far; may be repeated."))
    ] = None
