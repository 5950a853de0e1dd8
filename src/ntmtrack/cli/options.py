"""The options that commands share.

The options of a command are a class. An attribute with an `Option` or `Argument` in its annotation
may be typed; where it is not, the class's own value holds. Options are inherited.
"""

# No `from __future__ import annotations` here: it turns annotations into texts, which would have to
# be compiled again in every run, and that takes longer than to read the command line.

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
STDOUT = "-"  # what --output says for standard output

Names = list[str] | None
Color = Literal["auto", "always", "never"]
Colored = Annotated[Color, Option("--color", help=N_("Colour text: auto, on a terminal."))]
By = Annotated[
    Literal["file"] | None,
    Option("--by", help=N_("With several files: show each by itself as well.")),
]


# Of the commands that take several data files.
Files = Annotated[
    Names,
    Option(
        *("--file", "-f"),
        metavar="PATH",
        help=N_("The data file, or a folder of them; repeatable."),
    ),
]


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
        """Return the ending of the names of files in this format."""
        return ".txt" if self is Format.TEXT else f".{self.value}"


@dataclass_transform(kw_only_default=True)
class Options:
    """Hold what was typed after a command's name."""

    def __init__(self, **typed: object) -> None:
        vars(self).update(typed)

    def replace(self, **changes: object) -> Self:
        """Return these options with some values changed."""
        return type(self)(**{**vars(self), **changes})

    @classmethod
    def fields(cls) -> dict[str, OptionField]:
        """Describe each option, in the order of help: what only this command has comes first."""
        own, *bases = (inspect.get_annotations(kind, eval_str=True) for kind in cls.__mro__)
        shared = {name: annotation for base in reversed(bases) for name, annotation in base.items()}
        new = [name for name in own if name not in shared]
        described: dict[str, OptionField] = {}
        for name in (*new, *sorted(shared, key=_SHARED.index)):
            kind, about = get_args(own.get(name) or shared[name])
            described[name] = OptionField(kind, about, getattr(cls, name, ...))
        return described


class LanguageOption(Options):
    """Name a language."""

    lang: Annotated[Language | None, Option(help=N_("The language of the report."))] = None


class FileOptions(LanguageOption):
    """Name the data file, and a language."""

    file: Annotated[
        Names,
        Option(
            *("--file", "-f"),
            metavar="PATH",
            help=N_("The data file."),
        ),
    ] = None


class OutputOptions(FileOptions):
    """Say in what format something is written, and where to."""

    format: Annotated[
        Format,
        Option("--format", "-F", help=N_("The format; without it, what --output ends in.")),
    ] = Format.TEXT
    output: Annotated[
        str, Option("--output", "-o", metavar="PATH", help=N_("Write to a file, not stdout."))
    ] = STDOUT
    force: Annotated[
        bool, Option("--force", help=N_("Let --output replace any file but our data."))
    ] = False


class ReportOptions(OutputOptions):
    """Say which moment, villages and owners a report is about, and how it looks."""

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
        Names, Option(metavar="NAME", help=N_("Only what this lead answers for; repeatable."))
    ] = None
    raw: Annotated[
        bool,
        Option("--raw", help=N_("CSV for programs: one table, no byte order mark, no guards.")),
    ] = False
    width: Annotated[
        int | None,
        Option(
            metavar="N", min=LEAST_WIDTH, max=MOST_WIDTH, help=N_("The width of text, in letters.")
        ),
    ] = None
    color: Colored = "auto"

    def filters(self) -> "Filters":
        """Return the filters that were typed."""
        from ntmtrack.status.selection import Filters

        return Filters(self.village or (), self.owner or ())


class FilteredOptions(ReportOptions):
    """Say which tasks a report is about, too."""

    clause: Annotated[
        Names, Option(metavar="NUMBER", help=N_("Only this clause and its parts."))
    ] = None
    status: Annotated[
        Names, Option(metavar="STATUS", help=N_("Only this status, such as overdue."))
    ] = None
    search: Annotated[
        str | None, Option(metavar="TEXT", help=N_("Only tasks that say these words."))
    ] = None

    def filters(self) -> "Filters":
        """Return the filters that were typed."""
        return (
            super()
            .filters()
            ._replace(clauses=self.clause or (), statuses=self.status or (), search=self.search)
        )


class ColumnsOption(FilteredOptions):
    """Say which columns a table of items has."""

    columns: Annotated[
        Names,
        Option(
            metavar="COLUMNS",
            help=N_("Only these columns of the table, in this order: id,task,due."),
        ),
    ] = None

    def column_keys(self, words: "Words") -> "Sequence[str]":
        """Return the columns that were typed, if any; an unknown name is a usage error."""
        from ntmtrack.reports import item_lists

        return item_lists.keys_of(self.columns, words) if self.columns else ()


class PartitionOption(ColumnsOption):
    """Say whether a file for other programs is divided into parts."""

    partition_by: Annotated[
        Literal["issuer"] | None,
        Option(
            "--partition-by",
            help=N_("Parquet as a folder with a part for each issuer: for DuckDB, Spark, Polars."),
        ),
    ] = None


class ExitCodeOption(Options):
    """Say whether the exit code tells that something is overdue."""

    exit_code: Annotated[
        bool, Option("--exit-code", help=N_("Exit with 1 when something is overdue."))
    ] = False

    def exit_for(self, counts: "Counts") -> Exit:
        """Return the exit code of a report that has these counts."""
        return Exit.OVERDUE if self.exit_code and counts.overdue else Exit.OK


# Help lists what commands share in this order.
_SHARED = (
    *("file", "as_of", "village", "all_villages", "owner", "on", "for_", "by", "note", "evidence"),
    *("amount", "dry_run", "clause", "status", "search", "columns", "lang", "format", "output"),
    "partition_by",
    *("force", "raw", "width", "color", "exit_code"),
)
