"""Several directives in one report: what the summary of each file adds up to."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Collection
from collections.abc import Iterable
from collections.abc import Sequence
from typing import TYPE_CHECKING
from typing import NamedTuple
from typing import TypeVar

from ntmtrack.directive import names
from ntmtrack.reports import json_data
from ntmtrack.reports import json_values
from ntmtrack.reports.common_tables import counts_table
from ntmtrack.reports.common_tables import grid
from ntmtrack.reports.common_tables import grid_note
from ntmtrack.reports.common_tables import overdue_summary
from ntmtrack.reports.common_tables import owners_blocks
from ntmtrack.reports.common_tables import villages_table
from ntmtrack.reports.file_summaries import TABLES
from ntmtrack.reports.file_summaries import FileQuery
from ntmtrack.reports.file_summaries import FileSummary
from ntmtrack.reports.file_summaries import ReportName
from ntmtrack.reports.item_columns import ID
from ntmtrack.reports.item_words import EXTRAS
from ntmtrack.reports.item_words import ItemCount
from ntmtrack.reports.report_head import as_of
from ntmtrack.reports.tables import Block
from ntmtrack.reports.tables import Cell
from ntmtrack.reports.tables import Column
from ntmtrack.reports.tables import Paragraph
from ntmtrack.reports.tables import Section
from ntmtrack.reports.tables import Table
from ntmtrack.reports.tables import shared_columns
from ntmtrack.reports.tables import stack_columns
from ntmtrack.reports.tables import without_empty
from ntmtrack.status import sorting
from ntmtrack.status.counts import Counts
from ntmtrack.status.counts import total
from ntmtrack.wording.words import Words

if TYPE_CHECKING:
    from ntmtrack.reports.schema.json_reports import SeveralReportData

T = TypeVar("T")
Name = TypeVar("Name", str, str | None)


class SeveralReport(NamedTuple):
    """Hold the summaries of files, of which there is at least one.

    `left_out` names the files whose directive was not issued yet, or does not know a name that was
    asked for; `by_file` shows each file by itself as well.
    """

    query: FileQuery
    files: Sequence[FileSummary]
    left_out: Sequence[str] = ()
    by_file: bool = False

    @property
    def name(self) -> ReportName:
        """Name the report."""
        return self.query.report

    @property
    def counts(self) -> Counts:
        """Give the counts of all files together."""
        return total(file.counts for file in self.files)


def blocks(report: SeveralReport, words: Words) -> list[Block]:
    """Lay the report out."""
    counts = report.counts
    head = _head(report, counts, words)
    if report.name in TABLES:
        return [*head, *_item_tables(report, words)]
    return [
        *head,
        grid(counts, words),
        Paragraph(grid_note(counts, words)),
        *_file_counts(report, words),
        *_name_counts(report, words),
    ]


def _head(report: SeveralReport, counts: Counts, words: Words) -> list[Block]:
    """Say how much is reported on, as of when, and how much of it is overdue."""
    files = report.files
    title = words.plural(
        "{count} directive: {as_of}",
        "{count} directives: {as_of}",
        len(files),
        as_of=as_of(files[0].moment, words),
    )
    blocks: list[Block] = [
        Paragraph(title, "title"),
        *dict.fromkeys(paragraph for file in files for paragraph in file.scope),
    ]
    if report.left_out:
        left_out = words.plural(
            "{count} file is left out: not issued yet, or without the name that was asked for.",
            "{count} files are left out: not issued yet, or without the name that was asked for.",
            len(report.left_out),
        )
        blocks.append(Paragraph(left_out, "warn"))
    late = ItemCount(*map(sum, zip(*(file.overdue for file in files), strict=True)))
    overdue = overdue_summary(late, counts, words)
    return [*blocks, Paragraph(overdue, "bad" if counts.overdue else "good")]


def _item_tables(report: SeveralReport, words: Words) -> list[Block]:
    """Give the rows of each file under its name, or those of all files in one table."""
    tables = [(file, file.table) for file in report.files if file.table and file.table.rows]
    if report.by_file:
        return [
            block
            for file, table in tables
            for block in (Section(file.label, level=2), _without_extras(report, table, words))
        ]
    if not tables:
        return []
    heading, name = _origin(report, words)
    columns = shared_columns(table for _, table in tables)
    if heading:
        at = len(stack_columns(columns)[0])  # behind what names the item
        columns = [*columns[:at], Column(heading, wraps=True), *columns[at:]]

    def rows(file: FileSummary) -> list[Sequence[Cell]]:
        rows = file.table.rows if file.table else ()
        return [(*row[:at], Cell(name(file)), *row[at:]) for row in rows] if heading else [*rows]

    table = tables[0][1]._replace(columns=columns, rows=_merged(report, rows))
    return [_without_extras(report, table, words)]


def _without_extras(report: SeveralReport, table: Table, words: Words) -> Table:
    """Leave out the extra columns that nobody chose and no file has anything for.

    Tables of all files have one layout, and so have these columns at first.
    """
    if report.query.columns:
        return table
    return without_empty(table, [words.say(extra.heading) for extra in EXTRAS])


def _origin(report: SeveralReport, words: Words) -> tuple[str, Callable[[FileSummary], str]]:
    """Tell items apart whose directives have one number: head a column, if any, and name a file.

    An export always has that column, so that programs find the same ones each time, and so has a
    table without the ids, which tell the directive.
    """
    if report.name == "export" or (report.query.columns and ID not in report.query.columns):
        return words.say("File"), lambda file: file.file
    directives = [file.directive for file in report.files]
    numbers = {names.identity(each.number) for each in directives}
    issuers = {(names.identity(each.number), names.identity(each.issuer)) for each in directives}
    if len(numbers) == len(directives):
        return "", lambda _: ""
    if len(issuers) == len(directives):
        return words.say("Issuer"), lambda file: file.directive.issuer
    return words.say("File"), lambda file: file.file


def _file_counts(report: SeveralReport, words: Words) -> list[Block]:
    if not report.by_file:
        return []
    files = [(file.label, file.counts) for file in report.files]
    return [counts_table(words.say("By file"), words.say("File"), files, words)]


def _name_counts(report: SeveralReport, words: Words) -> list[Block]:
    """Give the counts by village and owner or, where there are several communes, by issuer.

    Villages and owners of several communes may have the same names.
    """
    issuers = _added((file.directive.issuer, file.counts) for file in report.files)
    if len(issuers) > 1:
        title, heading = words.say("By issuer"), words.say("Issuer")
        return [counts_table(title, heading, issuers.items(), words)]
    villages = _added(row for file in report.files for row in file.villages)
    last = [(None, villages.pop(None))] if None in villages else []
    owners = _added(row for file in report.files for row in file.owners)
    return [
        villages_table([*villages.items(), *last], words),
        *owners_blocks(list(owners.items()), report.counts, words),
    ]


def _added(pairs: Iterable[tuple[Name, Counts]]) -> dict[Name, Counts]:
    """Add the counts of each name up, in the order they come in; ủy and uỷ are one name."""
    groups: dict[str | None, tuple[Name, list[Counts]]] = {}
    for name, counts in pairs:
        key = None if name is None else names.identity(name)
        groups.setdefault(key, (name, []))[1].append(counts)
    return {name: total(group) for name, group in groups.values()}


def _merged(report: SeveralReport, part: Callable[[FileSummary], Collection[T]]) -> list[T]:
    """Put a part of all files together, in the order of the report."""
    pairs = (pair for file in report.files for pair in zip(file.ranks, part(file), strict=True))
    villages = (name for file in report.files for name in file.village_names)
    return sorting.sort_ranked(pairs, report.query.sort, villages)


def data(report: SeveralReport, words: Words) -> SeveralReportData:
    """Give the report as data."""
    readings = {file.reading for file in report.files}
    return {
        "schema": json_data.SCHEMA,
        "report": report.name,
        "as_of": json_values.as_of(report.files[0].moment),
        "language": words.language,
        "deadline_reading": readings.pop() if len(readings) == 1 else None,
        "directive": None,
        "counts": json_data.counts(report.counts),
        "files": [
            {
                "file": file.file,
                "directive": json_data.directive(file.directive),
                "counts": json_data.counts(file.counts),
            }
            for file in report.files
        ],
        "left_out": list(report.left_out),
        "items": _merged(report, lambda file: file.items),
    }
