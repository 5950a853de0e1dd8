"""The options that commands share: they arrive as values, never as text to parse again."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from enum import StrEnum
from typing import Annotated
from typing import Any
from typing import NamedTuple
from typing import get_type_hints

import typer

from ntmtrack.words import N_

LEAST_WIDTH, MOST_WIDTH = 40, 1000


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
    typer.Option(
        "--file", "-f", metavar="PATH", help=N_("The data file, or a folder of them; repeatable.")
    ),
]
By = Annotated[
    Level | None, typer.Option("--by", help=N_("With several files: show each by itself as well."))
]
Lang = Annotated[Language | None, typer.Option(help=N_("The language of the report."))]
Colored = Annotated[Color, typer.Option("--color", help=N_("Colour text: auto, on a terminal."))]


class Options(NamedTuple):
    """Hold what was asked for besides the command itself."""

    file: File = None
    as_of: Annotated[
        str | None,
        typer.Option(
            metavar="MOMENT",
            help=N_("Judge at the end of a day (30/6/2021) or at a minute (2021-07-01T15:31)."),
        ),
    ] = None
    village: Annotated[
        Names, typer.Option(metavar="NAME", help=N_("Only this village; may be repeated."))
    ] = None
    owner: Annotated[
        Names, typer.Option(metavar="NAME", help=N_("Only this first owner; may be repeated."))
    ] = None
    clause: Annotated[
        Names, typer.Option(metavar="NUMBER", help=N_("Only this clause and its parts."))
    ] = None
    status: Annotated[
        Names, typer.Option(metavar="STATUS", help=N_("Only this status, such as overdue."))
    ] = None
    search: Annotated[
        str | None, typer.Option(metavar="TEXT", help=N_("Only tasks that say these words."))
    ] = None
    lang: Lang = None
    format: Annotated[Format, typer.Option("--format", "-F", help=N_("The format."))] = Format.TEXT
    output: Annotated[
        str, typer.Option("--output", "-o", metavar="PATH", help=N_("Write to a file, not stdout."))
    ] = "-"
    force: Annotated[
        bool, typer.Option("--force", help=N_("Let --output replace any file but our data."))
    ] = False
    raw: Annotated[
        bool, typer.Option("--raw", help=N_("CSV for programs: no byte order mark, no guards."))
    ] = False
    width: Annotated[
        int | None,
        typer.Option(
            metavar="N", min=LEAST_WIDTH, max=MOST_WIDTH, help=N_("The width of text, in letters.")
        ),
    ] = None
    color: Colored = Color.AUTO
    exit_code: Annotated[
        bool, typer.Option("--exit-code", help=N_("Exit with 1 when something is overdue."))
    ] = False


class WriteOptions(NamedTuple):
    """Hold what was asked for of a command that records something."""

    file: File = None
    village: Annotated[
        Names, typer.Option(metavar="NAME", help=N_("The village; may be repeated."))
    ] = None
    all_villages: Annotated[
        bool, typer.Option("--all-villages", help=N_("Every village of the task."))
    ] = False
    owner: Annotated[
        Names, typer.Option(metavar="NAME", help=N_("The owner, where each owner has a share."))
    ] = None
    on: Annotated[
        str | None,
        typer.Option(metavar="WHEN", help=N_("When it happened: 14/7/2021 or 2021-07-14T15:20.")),
    ] = None
    for_: Annotated[
        Names,
        typer.Option("--for", metavar="DAY", help=N_("The day of a recurring report; repeatable.")),
    ] = None
    by: Annotated[str | None, typer.Option(metavar="NAME", help=N_("Who says so."))] = None
    note: Annotated[str | None, typer.Option(metavar="TEXT", help=N_("A note."))] = None
    evidence: Annotated[
        Names, typer.Option(metavar="FILE", help=N_("A photo or paper; may be repeated."))
    ] = None
    amount: Annotated[
        Names,
        typer.Option(metavar="[MEASURE=]N", help=N_("A total reached so far; may be repeated.")),
    ] = None
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help=N_("Show the lines; write nothing."))
    ] = False
    lang: Lang = None
    color: Colored = Color.AUTO


class Command(NamedTuple):
    """Hold a command that takes shared options: it gets them as one value of their kind, first."""

    run: Callable[..., None]
    kind: type[Options | WriteOptions]
    without: tuple[str, ...]

    def callback(self) -> Callable[..., None]:
        """Give the function that Typer calls.

        Typer reads a command's parameters from its signature, so that is made to list them.
        """
        own = list(inspect.signature(self.run, eval_str=True).parameters.values())[1:]
        hints = get_type_hints(self.kind, include_extras=True)
        shared = [
            inspect.Parameter(
                name,
                inspect.Parameter.KEYWORD_ONLY,
                default=default,
                annotation=hints[name],
            )
            for name, default in self.kind._field_defaults.items()
            if name not in self.without
        ]

        def run(*args: Any, **given: Any) -> None:  # noqa: ANN401 - whatever Typer passes
            options = self.kind(**{one.name: given.pop(one.name) for one in shared})
            self.run(options, *args, **given)

        parameters = [one.replace(kind=inspect.Parameter.KEYWORD_ONLY) for one in own]
        run.__signature__ = inspect.Signature([*parameters, *shared])  # type: ignore[attr-defined]
        run.__annotations__ = {one.name: one.annotation for one in [*own, *shared]}
        return run


def with_options(
    kind: type[Options | WriteOptions], without: tuple[str, ...] = ()
) -> Callable[[Callable[..., None]], Command]:
    """Give a command shared options, but for some; what Typer needs is made when it is run."""
    return lambda run: Command(run, kind, without)
