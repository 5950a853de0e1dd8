"""Reports on several files, added up from a summary of each file."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Collection
from collections.abc import Container
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from operator import attrgetter
from typing import TYPE_CHECKING
from typing import NamedTuple
from typing import TypeVar

from ntmtrack.directive import names
from ntmtrack.directive.issuers import body_identity
from ntmtrack.directive.issuers import home_identity
from ntmtrack.directive.model import Owner
from ntmtrack.directive.model import Village
from ntmtrack.reports import json_values
from ntmtrack.reports.common_tables import counts_table
from ntmtrack.reports.common_tables import grid
from ntmtrack.reports.common_tables import grid_note
from ntmtrack.reports.common_tables import overdue_summary
from ntmtrack.reports.common_tables import owner_names
from ntmtrack.reports.common_tables import owners_blocks
from ntmtrack.reports.common_tables import village_names
from ntmtrack.reports.common_tables import villages_table
from ntmtrack.reports.file_summaries import TABLES
from ntmtrack.reports.file_summaries import FileQuery
from ntmtrack.reports.file_summaries import FileSummary
from ntmtrack.reports.file_summaries import NameCounts
from ntmtrack.reports.file_summaries import ReportName
from ntmtrack.reports.item_rows import ReportRows
from ntmtrack.reports.item_rows import unpack
from ntmtrack.reports.item_words import EXTRAS
from ntmtrack.reports.item_words import ItemCount
from ntmtrack.reports.report_head import files_left_out
from ntmtrack.reports.report_head import joint_scope
from ntmtrack.reports.report_head import scope_words
from ntmtrack.reports.report_head import several_title
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
from ntmtrack.status.evaluate import owner_of
from ntmtrack.status.namesakes import ThingT
from ntmtrack.status.namesakes import shared_ids_and_names
from ntmtrack.status.view import Counts
from ntmtrack.status.view import add_counts
from ntmtrack.status.view import most_overdue_first
from ntmtrack.wording.words import Words

if TYPE_CHECKING:
    from ntmtrack.reports.schema.json_reports import SeveralReportData

T = TypeVar("T")
_MOST_NAMED = 10  # finished directives


class SeveralReport(NamedTuple):
    """Collect the summaries of files, at least one.

    `left_out` lists the files whose directive was not issued yet, or does not have a name that was
    asked for; `by_file` also shows each file by itself.
    """

    query: FileQuery
    files: Sequence[FileSummary]
    left_out: Sequence[str] = ()
    by_file: bool = False

    @property
    def name(self) -> ReportName:
        """Return the name of the report."""
        return self.query.report

    @property
    def counts(self) -> Counts:
        """Return the counts of all files together."""
        return add_counts(file.counts for file in self.files)


def blocks(report: SeveralReport, words: Words) -> list[Block]:
    """Build the report for people."""
    counts = report.counts
    head = _head(report, counts, words)
    if report.name in TABLES:
        return [*head, *_item_tables(report, words)]
    return [
        *head,
        grid(counts, words),
        Paragraph(grid_note(counts, words)),
        _finished(report, words),
        *_file_counts(report, words),
        *_name_counts(report, words),
    ]


def _head(report: SeveralReport, counts: Counts, words: Words) -> list[Block]:
    """Return how many directives the report is about, the moment, and how much is overdue."""
    files = report.files
    blocks: list[Block] = [
        Paragraph(several_title(len(files), files[0].moment, words), "title"),
        *scope_words(joint_scope([file.scope for file in files]), words),
        *files_left_out(report.left_out, words),
    ]
    late = ItemCount(*map(sum, zip(*(file.overdue for file in files), strict=True)))
    overdue = overdue_summary(late, counts, words)
    return [*blocks, Paragraph(overdue, "bad" if counts.overdue else "good")]


def _finished(report: SeveralReport, words: Words) -> Paragraph:
    """Return how many directives are finished and, if they are few, which."""
    numbers = [file.directive.number for file in report.files if file.finished]
    values = {"finished": len(numbers), "total": len(report.files)}
    if not 0 < len(numbers) <= _MOST_NAMED:
        return Paragraph(words.say("Directives finished: {finished} of {total}.", **values))
    text = words.say(
        "Directives finished: {finished} of {total} ({numbers}).",
        numbers=", ".join(numbers),
        **values,
    )
    return Paragraph(text)


def _item_tables(report: SeveralReport, words: Words) -> list[Block]:
    """Return the rows of each file under its name, or those of all files in one table."""
    report = report._replace(files=list(_with_distinct_persons(report, words)))
    tables = [(file, file.table) for file in report.files if file.table and file.table.rows]
    if report.by_file:
        return [
            block
            for file, table in tables
            for block in (Section(file.label, level=2), _without_extras(report, table, words))
        ]
    if not tables:
        return []
    origins = _origins(report, words)
    columns = shared_columns(table for _, table in tables)
    at = len(stack_columns(columns)[0])  # after the columns that name the item
    columns = [*columns[:at], *(Column(head, wraps=True) for head, _ in origins), *columns[at:]]

    def rows(file: FileSummary) -> list[Sequence[Cell]]:
        rows = file.table.rows if file.table else ()
        added = [Cell(name(file)) for _, name in origins]
        return [(*row[:at], *added, *row[at:]) for row in rows]

    table = tables[0][1]._replace(columns=columns, rows=_merge(report, rows))
    return [_without_extras(report, table, words)]


def _with_distinct_persons(report: SeveralReport, words: Words) -> Iterator[FileSummary]:
    """Rename persons in the tables as all files require: namesakes get their titles."""
    same = shared_ids_and_names((file.directive.issuer, file.known_owners) for file in report.files)
    headings = {words.say(heading) for heading in ("Lead", "Support", "Leader")}
    for file, owners in zip(report.files, same, strict=True):
        new_names = {owner.name: owners[owner.id].name for owner in file.known_owners}
        is_unchanged = all(name == other for name, other in new_names.items())
        table = (
            file.table if is_unchanged else file.table and _rename(file.table, headings, new_names)
        )
        yield file._replace(table=table)


def _rename(table: Table, headings: Container[str], new_names: Mapping[str, str]) -> Table:
    """Return a table with other names in some of its columns."""
    places = [at for at, column in enumerate(table.columns) if column.heading in headings]

    def row(cells: Sequence[Cell]) -> Sequence[Cell]:
        new = [*cells]
        for at in places:
            owner_names = str(cells[at].value or "").split("; ")
            new[at] = cells[at]._replace(
                value="; ".join(new_names.get(name, name) for name in owner_names)
            )
        return new

    return table._replace(rows=[row(cells) for cells in table.rows])


def _without_extras(report: SeveralReport, table: Table, words: Words) -> Table:
    """Remove extra columns that nobody chose and no file has values for.

    Tables of all files share one layout, so these columns are there at first.
    """
    if report.query.columns:
        return table
    return without_empty(table, [words.say(extra.heading) for extra in EXTRAS])


def _origins(report: SeveralReport, words: Words) -> list[tuple[str, Callable[[FileSummary], str]]]:
    """Return the columns that say which directive an item is from: headings and a function each.

    If directives share a number, the issuer or the file tells them apart. An export has the number
    in its ids, and always has the file, so that programs find the same columns each time.
    """
    in_file: tuple[str, Callable[[FileSummary], str]] = words.say("File"), attrgetter("file")
    if report.name == "export":
        return [in_file]
    assigned_by = words.say("Assigned by"), attrgetter("directive.number")
    directives = [file.directive for file in report.files]
    numbers = {names.identity(each.number) for each in directives}
    issuers = {(names.identity(each.number), body_identity(each.issuer)) for each in directives}
    if len(numbers) == len(directives):
        return [assigned_by]
    if len(issuers) == len(directives):
        return [assigned_by, (words.say("Issuer"), attrgetter("directive.issuer"))]
    return [assigned_by, in_file]


def _file_counts(report: SeveralReport, words: Words) -> list[Block]:
    if not report.by_file:
        return []
    files = [(file.label, file.counts) for file in report.files]
    return [counts_table(words.say("By file"), words.say("File"), files, words)]


def _name_counts(report: SeveralReport, words: Words) -> list[Block]:
    """Return the counts by issuer, if there are several, and by village and owner of one place.

    Villages and owners of different communes may have the same names.
    """
    issuers = _add((file.directive.issuer, file.counts) for file in report.files)
    title, heading = words.say("By issuer"), words.say("Issuer")
    by_issuer: list[Block] = []
    if len(issuers) > 1:
        by_issuer = [counts_table(title, heading, issuers.items(), words)]
    if len({home_identity(issuer) for issuer in issuers}) > 1:
        return by_issuer
    files = [(file, file.by_name) for file in report.files if file.by_name]
    villages, owners = _by_village(files), _by_owner(files)
    shared = [counts for _, own in files for village, counts in own.villages if not village]
    last = [(None, add_counts(shared))] if shared else []
    return [
        *by_issuer,
        *([villages_table([*village_names(villages), *last], words)] if villages else []),
        *owners_blocks(owner_names(owners), report.counts, words),
    ]


def _by_village(files: Sequence[tuple[FileSummary, NameCounts]]) -> list[tuple[Village, Counts]]:
    """Add up the counts of each village, in the order of the files."""
    same = shared_ids_and_names((file.directive.issuer, file.known_villages) for file, _ in files)
    sums = _sum(
        (villages[village.id], counts)
        for (_, own), villages in zip(files, same, strict=True)
        for village, counts in own.villages
        if village
    )
    order = dict.fromkeys(village for villages in same for village in villages.values())
    return [(village, sums[village]) for village in order if village in sums]


def _by_owner(files: Sequence[tuple[FileSummary, NameCounts]]) -> list[tuple[Owner, Counts]]:
    """Add up the counts of each owner, sorted as in the report on one file."""
    same = shared_ids_and_names((file.directive.issuer, file.known_owners) for file, _ in files)
    villages = shared_ids_and_names(
        (file.directive.issuer, file.known_villages) for file, _ in files
    )
    sums = _sum(
        (_among_all(owner, known, places), counts)
        for (_, own), known, places in zip(files, same, villages, strict=True)
        for owner, counts in own.owners
    )
    return most_overdue_first(sums.items())


def _among_all(owner: Owner, own: Mapping[str, Owner], places: Mapping[str, Village]) -> Owner:
    """Return the owner of the joint report that a file's owner is.

    A village's own body is again the body of its village there.
    """
    if owner.of is None:
        return own[owner.id]
    return owner_of(own[owner.of], places[owner.id.partition("@")[2]])


def _sum(pairs: Iterable[tuple[ThingT, Counts]]) -> dict[ThingT, Counts]:
    groups: dict[ThingT, list[Counts]] = {}
    for thing, counts in pairs:
        groups.setdefault(thing, []).append(counts)
    return {thing: add_counts(group) for thing, group in groups.items()}


def _add(pairs: Iterable[tuple[str, Counts]]) -> dict[str, Counts]:
    """Add up the counts of each name, in the order of first use; ủy and uỷ are one name."""
    groups: dict[str, tuple[str, list[Counts]]] = {}
    for name, counts in pairs:
        groups.setdefault(body_identity(name), (name, []))[1].append(counts)
    return {name: add_counts(group) for name, group in groups.values()}


def _merge(report: SeveralReport, part: Callable[[FileSummary], Collection[T]]) -> list[T]:
    """Merge a part of all files, in the order of the report."""
    pairs = (pair for file in report.files for pair in zip(file.ranks, part(file), strict=True))
    villages = (village for file in report.files for village in file.known_villages)
    return sorting.sort_ranked(pairs, report.query.sort, villages)


def data(report: SeveralReport, words: Words) -> SeveralReportData:
    """Return the report as data."""
    readings = {file.reading for file in report.files}
    return {
        "schema": json_values.SCHEMA,
        "report": report.name,
        "as_of": json_values.as_of(report.files[0].moment),
        "language": words.language,
        "deadline_reading": readings.pop() if len(readings) == 1 else None,
        "directive": None,
        "counts": json_values.counts(report.counts),
        "files": [
            {
                "file": file.file,
                "directive": json_values.directive(file.directive),
                "counts": json_values.counts(file.counts),
                "finished": file.finished,
            }
            for file in report.files
        ],
        "left_out": list(report.left_out),
        "items": _merge(report, lambda file: file.items),
    }


def rows(report: SeveralReport) -> ReportRows:
    """Return the items of the report as rows."""
    items = map(unpack, _merge(report, lambda file: file.rows))
    return ReportRows([file.directive.issuer for file in report.files], items)
