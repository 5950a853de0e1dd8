"""The options shared by commands that record something."""

# No `from __future__ import annotations` here, for the reason given in `options`.

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
    str, Argument(metavar="TEXT", help=N_("The text to record; optional with a figure."))
]


class WriteOptions(FileOptions):
    """Define the options for who reports something, and whether it is written to the file."""

    by: Annotated[str | None, Option(metavar="NAME", help=N_("Who reported or allowed it."))] = None
    dry_run: Annotated[
        bool, Option("--dry-run", help=N_("Show the lines to add, but write nothing."))
    ] = False
    color: Colored = "auto"


class OnOption(Options):
    """Define the option for when something happened."""

    on: Annotated[
        str | None,
        Option(metavar="WHEN", help=N_("When it happened: 14/7/2021 or 2021-07-14T15:20.")),
    ] = None


class VillageOption(Options):
    """Define the option for the villages that an entry is about."""

    village: Annotated[Names, Option(metavar="NAME", help=N_("The village; may be repeated."))] = (
        None
    )


class ItemOptions(WriteOptions, OnOption, VillageOption):
    """Define the options that choose which items of a task an entry is about."""

    all_villages: Annotated[
        bool, Option("--all-villages", help=N_("Every village of the task."))
    ] = False
    owner: Annotated[
        Names, Option(metavar="NAME", help=N_("The owner, where each owner has a share."))
    ] = None


class ForOption(Options):
    """Define the option that chooses the occurrences of a duty that an entry is about."""

    for_: Annotated[
        Names,
        Option(
            "--for",
            metavar="DAY",
            help=N_("Which recurring report: its day, or 11/2025, 2025-Q4; repeatable."),
        ),
    ] = None


class NoteOption(Options):
    """Define the option that adds a note to an entry."""

    note: Annotated[str | None, Option(metavar="TEXT", help=N_("A note."))] = None


class FigureOptions(Options):
    """Define the options that add figures and evidence to an entry."""

    evidence: Annotated[
        Names, Option(metavar="FILE", help=N_("A photo or document; may be repeated."))
    ] = None
    amount: Annotated[
        Names, Option(metavar="[MEASURE=]N", help=N_("A total reached so far; may be repeated."))
    ] = None
