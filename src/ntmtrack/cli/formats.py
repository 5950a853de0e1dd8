"""How reports are rendered and where they are sent, in the formats that each command offers."""

from __future__ import annotations

import os
from collections.abc import Callable
from collections.abc import Collection
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any
from typing import Generic
from typing import TypeAlias
from typing import TypeVar

from ntmtrack import wording
from ntmtrack.cli.options import STDOUT
from ntmtrack.cli.options import ColumnsOption
from ntmtrack.cli.options import Format
from ntmtrack.cli.options import OutputOptions
from ntmtrack.cli.options import PartitionOption
from ntmtrack.cli.options import ReportOptions
from ntmtrack.cli.run import Run
from ntmtrack.records import Record
from ntmtrack.wording.problem import usage
from ntmtrack.wording.words import Words

if TYPE_CHECKING:
    from ntmtrack.cli.output import Look
    from ntmtrack.render.parquet import Parts
    from ntmtrack.reports.item_rows import ReportRows
    from ntmtrack.reports.tables import Block

ContentsT = TypeVar("ContentsT")
OptionsT = TypeVar("OptionsT", bound=OutputOptions)
ReportT = TypeVar("ReportT")
# A report that grows with the number of items may come in pieces, so that only one is in memory.
Rendered: TypeAlias = "str | bytes | Iterator[str] | Parts"


class Report(Record, Generic[ContentsT]):
    """Combine the contents of a report with the functions that make blocks, data and rows of them.

    `cells` replaces `blocks` for formats whose cells programs read, if they need another layout:
    one row for each item. `rows` makes flat records of the items, if they are not derived from
    `data`.
    """

    contents: ContentsT
    blocks: Callable[[ContentsT, Words], list[Block]]
    data: Callable[[ContentsT, Words], Mapping[str, object]]
    cells: Callable[[ContentsT, Words], list[Block]] | None = None
    rows: Callable[[ContentsT], ReportRows] | None = None

    def blocks_for(self, format_: Format, words: Words) -> list[Block]:
        """Return the blocks of the report for a format."""
        lay_out = self.cells if self.cells and format_ in CELLS else self.blocks
        return lay_out(self.contents, words)


# Renders a report in one format.
Renderer = Callable[[Run, OptionsT, ReportT], Rendered]


def report_text(run: Run, options: ReportOptions, report: Report[Any]) -> str:
    """Render a report as text, as wide as the user asked for or as the terminal is."""
    look = run.streams.look(options.width, options.output, options.color)
    return blocks_text(report.blocks_for(Format.TEXT, run.words), run.words, look)


def blocks_text(blocks: Sequence[Block], words: Words, look: Look) -> str:
    """Render blocks as text."""
    from ntmtrack.render import text

    return text.render(blocks, words, width=look.width, color=look.color)


def _as_csv(run: Run, options: ReportOptions, report: Report[Any]) -> str:
    from ntmtrack.render import csv

    blocks = report.blocks_for(Format.CSV, run.words)
    return csv.render(blocks, run.words, "raw" if options.raw else "excel")


def _as_blocks(format_: Format, run: Run, _: ReportOptions, report: Report[Any]) -> Rendered:
    """Render a report's blocks with the module of the format."""
    render: Callable[..., Rendered] = import_module(f"ntmtrack.render.{format_}").render
    return render(report.blocks_for(format_, run.words), run.words)


def _as_json(run: Run, _: ReportOptions, report: Report[Any]) -> Rendered:
    from ntmtrack.render import json

    return json.render(report.data(report.contents, run.words))


def _as_parquet(run: Run, options: ReportOptions, report: Report[Any]) -> Rendered:
    """Render items as columns, in one file or in one part for each issuer."""
    from ntmtrack.render import parquet
    from ntmtrack.reports import item_rows

    contents, words = report.contents, run.words
    rows = (
        report.rows(contents)
        if report.rows
        else item_rows.flatten_report(report.data(contents, words))
    )
    if isinstance(options, PartitionOption) and options.partition_by:
        return parquet.render_by_issuer(rows)
    return parquet.render(rows)


# The formats that every report offers.
TABLES: Mapping[Format, Renderer[ReportOptions, Report[Any]]] = {
    Format.TEXT: report_text,
    Format.JSON: _as_json,
    Format.CSV: _as_csv,
    Format.MD: partial(_as_blocks, Format.MD),
    Format.HTML: partial(_as_blocks, Format.HTML),
    Format.XLSX: partial(_as_blocks, Format.XLSX),
}
# The formats that a table of items offers.
ITEMS: Mapping[Format, Renderer[ReportOptions, Report[Any]]] = {
    **TABLES,
    Format.PARQUET: _as_parquet,
}
# The formats made from a report's data; all others are made from its blocks.
DATA = (Format.JSON, Format.PARQUET)
# The formats whose cells are read by programs.
CELLS = (Format.CSV, Format.XLSX)


def emit(
    run: Run,
    options: OptionsT,
    formats: Mapping[Format, Renderer[OptionsT, ReportT]],
    report: ReportT,
) -> None:
    """Render a report in the format that the user chose, and send it to its destination."""
    make = renderer_of(options, formats)
    write_out(run, options, make(run, options, report))


def renderer_of(
    options: OptionsT, formats: Mapping[Format, Renderer[OptionsT, ReportT]]
) -> Renderer[OptionsT, ReportT]:
    """Return the renderer of the chosen format; a format that is not offered is a usage error."""
    if options.format not in formats:
        raise usage(wording.Code.NO_SUCH_FORMAT, value=options.format, choices=tuple(formats))
    if isinstance(options, ReportOptions) and options.raw and options.format is not Format.CSV:
        raise usage(wording.Code.NO_EFFECT, option="--raw", value=f"-F {options.format}")
    if isinstance(options, ColumnsOption) and options.columns and options.format in DATA:
        raise usage(wording.Code.NO_EFFECT_COLUMNS, value=f"-F {options.format}")
    return formats[options.format]


def write_out(run: Run, options: OutputOptions, content: Rendered) -> None:
    """Write a report to the chosen file or to standard output (exit 73 or 74 on failure)."""
    if isinstance(content, tuple):
        from ntmtrack.storage import report_file

        report_file.write_parts(options.output, content.column, content.files)
    elif options.output != STDOUT:
        from ntmtrack.storage import report_file

        report_file.write(
            options.output,
            _encode(content),
            extension=options.format.extension,
            force=options.force,
            ours=[data_file.path for data_file in run.data_files(options)],
        )
    elif isinstance(content, bytes) and run.streams.is_terminal:
        raise usage(wording.Code.NEEDS_OUTPUT, value=options.format)
    else:
        run.streams.write(content)


def _encode(content: str | bytes | Iterator[str]) -> Iterator[bytes]:
    """Yield a report as the bytes of a file."""
    if isinstance(content, bytes):
        yield content
    elif isinstance(content, str):
        yield content.encode()
    else:
        yield from (piece.encode() for piece in content)


def format_of_name(output: str, formats: Collection[Format]) -> Format | None:
    """Return the format of a file name's extension; None for a folder or without extension.

    An extension that belongs to none of these formats is a usage error.
    """
    ending = "" if is_folder(output) else Path(output).suffix.lower()
    if ending in {"", "."}:
        return None
    for format_ in formats:
        if format_.extension == ending:
            return format_
    endings = tuple(format_.extension for format_ in formats)
    raise usage(wording.Code.NO_SUCH_ENDING, value=ending, choices=endings)


def is_folder(output: str) -> bool:
    """Return whether a path names a folder: an existing one, or any path that ends in a slash."""
    if output == STDOUT:
        return False
    return output.endswith(("/", os.sep)) or os.path.isdir(output)  # noqa: PTH112 - is_dir() may raise
