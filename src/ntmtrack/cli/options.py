"""The options that commands share: they arrive as values, never as text to parse again."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Annotated
from typing import Any
from typing import NamedTuple

from ntmtrack.wording.words import N_

LEAST_WIDTH, MOST_WIDTH = 40, 1000


class Option:
    """Hold what Typer is told of an option where it reads the command line (`parser`)."""

    def __init__(self, *names: str, **about: Any) -> None:  # noqa: ANN401 - whatever Typer takes
        self.names, self.about = names, about


class Argument(Option):
    """Hold what Typer is told of an argument."""


class Language(StrEnum):
    """Name the languages that reports and messages come in."""

    VI = "vi"
    EN = "en"


class Format(StrEnum):
    """Name the formats of reports; the value is what `-F` takes."""

    TEXT = "text"
    JSON = "json"
    CSV = "csv"
    MD = "md"
    HTML = "html"
    DOCX = "docx"
    ICS = "ics"
    PARQUET = "parquet"
    XLSX = "xlsx"

    @property
    def extension(self) -> str:
        """Give the ending of file names that may be replaced by a report in this format."""
        return {"text": ".txt"}.get(self.value, f".{self.value}")


class Color(StrEnum):
    """Name when text is coloured."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


class Level(StrEnum):
    """Name what a report on several files may be divided by."""

    FILE = "file"


Names = list[str] | None
File = Annotated[
    Names,
    Option(
        "--file", "-f", metavar="PATH", help=N_("The data file, or a folder of them; repeatable.")
    ),
]
By = Annotated[
    Level | None, Option("--by", help=N_("With several files: show each by itself as well."))
]
Lang = Annotated[Language | None, Option(help=N_("The language of the report."))]
Colored = Annotated[Color, Option("--color", help=N_("Colour text: auto, on a terminal."))]


class Options(NamedTuple):
    """Hold what was asked for besides the command itself."""

    file: File = None
    as_of: Annotated[
        str | None,
        Option(
            metavar="MOMENT",
            help=N_("Judge at the end of a day (30/6/2021) or at a minute (2021-07-01T15:31)."),
        ),
    ] = None
    village: Annotated[
        Names, Option(metavar="NAME", help=N_("Only this village; may be repeated."))
    ] = None
    owner: Annotated[
        Names, Option(metavar="NAME", help=N_("Only this first owner; may be repeated."))
    ] = None
    clause: Annotated[
        Names, Option(metavar="NUMBER", help=N_("Only this clause and its parts."))
    ] = None
    status: Annotated[
        Names, Option(metavar="STATUS", help=N_("Only this status, such as overdue."))
    ] = None
    search: Annotated[
        str | None, Option(metavar="TEXT", help=N_("Only tasks that say these words."))
    ] = None
    lang: Lang = None
    format: Annotated[Format, Option("--format", "-F", help=N_("The format."))] = Format.TEXT
    output: Annotated[
        str, Option("--output", "-o", metavar="PATH", help=N_("Write to a file, not stdout."))
    ] = "-"
    force: Annotated[
        bool, Option("--force", help=N_("Let --output replace any file but our data."))
    ] = False
    raw: Annotated[
        bool, Option("--raw", help=N_("CSV for programs: no byte order mark, no guards."))
    ] = False
    width: Annotated[
        int | None,
        Option(
            metavar="N", min=LEAST_WIDTH, max=MOST_WIDTH, help=N_("The width of text, in letters.")
        ),
    ] = None
    color: Colored = Color.AUTO
    exit_code: Annotated[
        bool, Option("--exit-code", help=N_("Exit with 1 when something is overdue."))
    ] = False


class WriteOptions(NamedTuple):
    """Hold what was asked for of a command that records something."""

    file: File = None
    village: Annotated[Names, Option(metavar="NAME", help=N_("The village; may be repeated."))] = (
        None
    )
    all_villages: Annotated[
        bool, Option("--all-villages", help=N_("Every village of the task."))
    ] = False
    owner: Annotated[
        Names, Option(metavar="NAME", help=N_("The owner, where each owner has a share."))
    ] = None
    on: Annotated[
        str | None,
        Option(metavar="WHEN", help=N_("When it happened: 14/7/2021 or 2021-07-14T15:20.")),
    ] = None
    for_: Annotated[
        Names,
        Option("--for", metavar="DAY", help=N_("The day of a recurring report; repeatable.")),
    ] = None
    by: Annotated[str | None, Option(metavar="NAME", help=N_("Who says so."))] = None
    note: Annotated[str | None, Option(metavar="TEXT", help=N_("A note."))] = None
    evidence: Annotated[
        Names, Option(metavar="FILE", help=N_("A photo or paper; may be repeated."))
    ] = None
    amount: Annotated[
        Names,
        Option(metavar="[MEASURE=]N", help=N_("A total reached so far; may be repeated.")),
    ] = None
    dry_run: Annotated[bool, Option("--dry-run", help=N_("Show the lines; write nothing."))] = False
    lang: Lang = None
    color: Colored = Color.AUTO


class Command(NamedTuple):
    """Hold a command that takes shared options: it gets them as one value of their kind, first."""

    run: Callable[..., None]
    kind: type[Options | WriteOptions]
    without: tuple[str, ...]


def with_options(
    kind: type[Options | WriteOptions], without: tuple[str, ...] = ()
) -> Callable[[Callable[..., None]], Command]:
    """Give a command shared options, but for some."""
    return lambda run: Command(run, kind, without)
