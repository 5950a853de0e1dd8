"""Several directives in one report: each file is summarized by itself, and the summaries add up.

A summary holds no document, only what the report shows of it, so that files can be read in
processes of their own and handed over cheaply.
"""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Collection
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING
from typing import Literal
from typing import NamedTuple
from typing import TypeVar

from ntmtrack.directive import log
from ntmtrack.directive import names
from ntmtrack.directive.dates import Moment
from ntmtrack.directive.model import Directive
from ntmtrack.directive.model import Reading
from ntmtrack.reports import json_data
from ntmtrack.reports.common_tables import OwnerRow
from ntmtrack.reports.common_tables import VillageRow
from ntmtrack.reports.common_tables import counts_table
from ntmtrack.reports.common_tables import grid
from ntmtrack.reports.common_tables import grid_note
from ntmtrack.reports.common_tables import overdue_summary
from ntmtrack.reports.common_tables import owner_names
from ntmtrack.reports.common_tables import owners_blocks
from ntmtrack.reports.common_tables import village_names
from ntmtrack.reports.common_tables import villages_table
from ntmtrack.reports.item_columns import ID
from ntmtrack.reports.item_columns import export_table
from ntmtrack.reports.item_columns import items_table
from ntmtrack.reports.item_words import EXTRAS
from ntmtrack.reports.item_words import Extra
from ntmtrack.reports.item_words import ItemCount
from ntmtrack.reports.item_words import count_of
from ntmtrack.reports.report_head import as_of
from ntmtrack.reports.report_head import scope
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
from ntmtrack.status.counts import by_owner
from ntmtrack.status.counts import by_village
from ntmtrack.status.counts import total
from ntmtrack.status.items import Item
from ntmtrack.status.sorting import Rank
from ntmtrack.status.sorting import SortBy
from ntmtrack.status.view import View
from ntmtrack.status.view import overdue_items
from ntmtrack.wording.words import Language
from ntmtrack.wording.words import Words

if TYPE_CHECKING:
    from ntmtrack.reports.schema.json_reports import SeveralItemData
    from ntmtrack.reports.schema.json_reports import SeveralReportData

T = TypeVar("T")
Name = TypeVar("Name", str, str | None)
ReportName = Literal["status", "overdue", "list", "export"]
# How a report lays out its items; one that is not here shows counts only.
_Extras = Sequence[Extra]
TABLES: Mapping[
    ReportName, Callable[[str, Sequence[Item], Words, Sequence[str], _Extras], Table]
] = {
    "overdue": items_table,
    "list": items_table,
    "export": export_table,
}


class FileQuery(NamedTuple):
    """Say what each file is to be summarized for: which report, and whether for programs.

    `columns` are those chosen, if any, and `sort` is the order that was.
    """

    report: ReportName
    form: Literal["blocks", "data"]
    language: Language
    columns: Sequence[str] = ()
    sort: SortBy | None = None


class FileSummary(NamedTuple):
    """Hold what one file adds to a report; fields that the report does not show are empty.

    `ranks` has what sorts each row of the table, or each of the items, among those of other files.
    """

    file: str
    directive: Directive
    reading: Reading
    moment: Moment
    counts: Counts
    overdue: ItemCount
    scope: Sequence[Paragraph]
    newest_stamp: datetime | None = None
    villages: Sequence[VillageRow] = ()
    owners: Sequence[OwnerRow] = ()
    table: Table | None = None
    ranks: Sequence[Rank] = ()
    village_names: Sequence[str] = ()
    items: Sequence[SeveralItemData] = ()

    @property
    def label(self) -> str:
        """Name the directive, who issued it, and its file."""
        return f"{self.directive.number}, {self.directive.issuer} ({self.file})"


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


def summarize(file: str, view: View, query: FileQuery) -> FileSummary:
    """Reduce a view to what it adds to a report."""
    document, words = view.document, Words(query.language)
    summary = FileSummary(
        file,
        document.directive,
        document.settings.deadline_reading,
        view.moment,
        view.counts,
        count_of(overdue_items(view.items)),
        scope(view.selection, document, words),
        log.newest_stamp(document.progress),
    )
    if query.form == "blocks" and query.report not in TABLES:
        return summary._replace(
            villages=village_names(by_village(view.items, document)),
            owners=owner_names(by_owner(view.items)),
        )
    items = _items(query, view)
    summary = summary._replace(
        ranks=[_rank(item, query) for item in items],
        village_names=sorting.village_names(document) if query.sort == "village" else (),
    )
    if query.form == "data":
        return summary._replace(items=[_item_data(item, file, view, words) for item in items])
    table = TABLES[query.report]("", items, words, query.columns, EXTRAS)
    number = document.directive.number
    rows = [[_with_number(cell, number) for cell in row] for row in table.rows]
    return summary._replace(table=table._replace(rows=rows))


def _items(query: FileQuery, view: View) -> Sequence[Item]:
    """Give the items that a report shows, in its order."""
    if query.report == "overdue":
        return overdue_items(view.items)
    if query.report == "status":
        return [item for item in view.items if item.state.status != "cancelled"]
    return sorting.sort(view.items, query.sort, view.document) if query.sort else view.items


def _rank(item: Item, query: FileQuery) -> Rank:
    """Give what sorts an item among those of other files; clauses are counted in each letter."""
    if query.report == "overdue":
        return (-(item.state.days_late or 0),)
    if query.sort is None or query.sort == "clause":
        return ()
    return sorting.rank(item, query.sort)


def _with_number(cell: Cell, number: str) -> Cell:
    """Put the number of the directive before an id."""
    return Cell(f"{number}:{cell.value}", "id") if cell.role == "id" else cell


def _item_data(item: Item, file: str, view: View, words: Words) -> SeveralItemData:
    """Give an item as data; its key is told from those of other files by the directive's number."""
    data = json_data.item(item, view, words)
    key = f"{view.document.directive.number}:{item.key}"
    return {**data, "key": key, "file": file}


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
        "as_of": json_data.as_of(report.files[0].moment),
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
