"""The options that commands share.

The options of a command are a class. Each attribute whose annotation has an `Option` or `Argument`
can be typed; the class attribute is its default. Options are inherited.
"""

# No `from __future__ import annotations` here: it turns annotations into strings, which every run
# would have to compile again. That takes longer than reading the command line.

import inspect
from enum import StrEnum
from typing import TYPE_CHECKING
from typing import Annotated
from typing import Literal
from typing import Self
from typing import dataclass_transform
from typing import get_args

from ntmtrack.cli.typer_adapter import Option
from ntmtrack.cli.typer_adapter import OptionField
from ntmtrack.wording.problem import Exit
from ntmtrack.wording.words import N_
from ntmtrack.wording.words import Language

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ntmtrack.status.selection import Filters
    from ntmtrack.status.view import Counts
    from ntmtrack.wording.words import Words

LEAST_WIDTH, MOST_WIDTH = 40, 1000
STDOUT = "-"  # the value of --output that means standard output

Names = list[str] | None
Color = Literal["auto", "always", "never"]
Colored = Annotated[Color, Option("--color", help=N_("Colour the text; auto: only on a terminal."))]
By = Annotated[
    Literal["file"] | None,
    Option("--by", help=N_("With several files: also report on each one separately.")),
]


# The --file option of commands that take several data files.
Files = Annotated[
    Names,
    Option(
        *("--file", "-f"),
        metavar="PATH",
        help=N_("A data file, or a folder of them; repeatable."),
    ),
]


class Format(StrEnum):
    """Name the formats of reports; each value is what `-F` takes."""

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
        """Return the extension of files in this format."""
        return ".txt" if self is Format.TEXT else f".{self.value}"


@dataclass_transform(kw_only_default=True)
class Options:
    """Store what was typed after the name of a command."""

    def __init__(self, **typed: object) -> None:
        vars(self).update(typed)

    def replace(self, **changes: object) -> Self:
        """Return these options with some values changed."""
        return type(self)(**{**vars(self), **changes})

    @classmethod
    def fields(cls) -> dict[str, OptionField]:
        """Describe each option in the order of the help text: this command's own options first."""
        own, *bases = (inspect.get_annotations(kind, eval_str=True) for kind in cls.__mro__)
        shared = {name: annotation for base in reversed(bases) for name, annotation in base.items()}
        new = [name for name in own if name not in shared]
        described: dict[str, OptionField] = {}
        for name in (*new, *sorted(shared, key=_SHARED.index)):
            kind, about = get_args(own.get(name) or shared[name])
            described[name] = OptionField(kind, about, getattr(cls, name, ...))
        return described


class LanguageOption(Options):
    """Define the option that chooses a language."""

    lang: Annotated[Language | None, Option(help=N_("The language of the report."))] = None


class FileOptions(LanguageOption):
    """Define the options that choose the data file and a language."""

    file: Annotated[
        Names,
        Option(
            *("--file", "-f"),
            metavar="PATH",
            help=N_("The data file."),
        ),
    ] = None


class OutputOptions(FileOptions):
    """Define the options for the format and the destination of output."""

    format: Annotated[
        Format,
        Option(
            "--format",
            "-F",
            help=N_("The format; by default, the one that --output's ending means."),
        ),
    ] = Format.TEXT
    output: Annotated[
        str, Option("--output", "-o", metavar="PATH", help=N_("Write to a file, not stdout."))
    ] = STDOUT
    force: Annotated[
        bool, Option("--force", help=N_("Let --output replace any file except data files."))
    ] = False


class ReportOptions(OutputOptions):
    """Define the options for a report's moment, villages, owners and layout."""

    as_of: Annotated[
        str | None,
        Option(
            metavar="MOMENT",
            help=N_("Report as at the end of a day (30/6/2021) or at a minute (2021-07-01T15:31)."),
        ),
    ] = None
    village: Annotated[
        Names, Option(metavar="NAME", help=N_("Only this village; may be repeated."))
    ] = None
    owner: Annotated[
        Names, Option(metavar="NAME", help=N_("Only items that this owner leads; repeatable."))
    ] = None
    raw: Annotated[
        bool,
        Option(
            "--raw", help=N_("CSV for programs: one table, no byte order mark, no formula guards.")
        ),
    ] = False
    width: Annotated[
        int | None,
        Option(
            metavar="N",
            min=LEAST_WIDTH,
            max=MOST_WIDTH,
            help=N_("The width of text, in characters."),
        ),
    ] = None
    color: Colored = "auto"

    def filters(self) -> "Filters":
        """Return the filters that were typed."""
        from ntmtrack.status.selection import Filters

        return Filters(self.village or (), self.owner or ())


class FilteredOptions(ReportOptions):
    """Define the options that also choose the tasks of a report."""

    clause: Annotated[
        Names, Option(metavar="NUMBER", help=N_("Only this clause and its parts."))
    ] = None
    status: Annotated[
        Names, Option(metavar="STATUS", help=N_("Only this status, such as overdue."))
    ] = None
    search: Annotated[
        str | None, Option(metavar="TEXT", help=N_("Only tasks that contain these words."))
    ] = None

    def filters(self) -> "Filters":
        """Return the filters that were typed."""
        return (
            super()
            .filters()
            ._replace(clauses=self.clause or (), statuses=self.status or (), search=self.search)
        )


class ColumnsOption(FilteredOptions):
    """Define the option that chooses the columns of a table of items."""

    columns: Annotated[
        Names,
        Option(
            metavar="COLUMNS",
            help=N_("Only these columns of the table, in this order: id,task,due."),
        ),
    ] = None

    def column_keys(self, words: "Words") -> "Sequence[str]":
        """Return the keys of the columns that were typed; an unknown name is a usage error."""
        from ntmtrack.reports import item_lists

        return item_lists.keys_of(self.columns, words) if self.columns else ()


class PartitionOption(ColumnsOption):
    """Define the option that splits a file for other programs into parts."""

    partition_by: Annotated[
        Literal["issuer"] | None,
        Option(
            "--partition-by",
            help=N_("Parquet as a folder, with one part per issuer: for DuckDB, Spark, Polars."),
        ),
    ] = None


class ExitCodeOption(Options):
    """Define the option that makes the exit code show whether something is overdue."""

    exit_code: Annotated[
        bool, Option("--exit-code", help=N_("Exit with code 1 if anything is overdue."))
    ] = False

    def exit_for(self, counts: "Counts") -> Exit:
        """Return the exit code of a report with these counts."""
        return Exit.OVERDUE if self.exit_code and counts.overdue else Exit.OK


# The order in which the help text lists shared options.
_SHARED = (
    *("file", "as_of", "village", "all_villages", "owner", "on", "for_", "by", "note", "evidence"),
    *("amount", "dry_run", "clause", "status", "search", "columns", "lang", "format", "output"),
    "partition_by",
    *("force", "raw", "width", "color", "exit_code"),
)
