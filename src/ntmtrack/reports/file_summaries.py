"""Summaries of single files, from which a report on several files is made.

A summary has no document, only what the report shows of it, so that files can be read in separate
processes and handed over cheaply.
"""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Mapping
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING
from typing import Literal
from typing import NamedTuple

from ntmtrack.directive import log
from ntmtrack.directive.dates import Moment
from ntmtrack.directive.model import Directive
from ntmtrack.directive.model import Owner
from ntmtrack.directive.model import Reading
from ntmtrack.directive.model import Village
from ntmtrack.reports import item_rows
from ntmtrack.reports import json_data
from ntmtrack.reports.common_tables import group_by_state
from ntmtrack.reports.common_tables import grouped_table
from ntmtrack.reports.common_tables import place_names
from ntmtrack.reports.item_lists import export_table
from ntmtrack.reports.item_lists import items_table
from ntmtrack.reports.item_rows import PackedRow
from ntmtrack.reports.item_rows import pack
from ntmtrack.reports.item_words import EXTRAS
from ntmtrack.reports.item_words import Extra
from ntmtrack.reports.item_words import ItemCount
from ntmtrack.reports.item_words import count_of
from ntmtrack.reports.report_head import Scope
from ntmtrack.reports.report_head import kind_of_all_places
from ntmtrack.reports.report_head import scope_of
from ntmtrack.reports.tables import Cell
from ntmtrack.reports.tables import Table
from ntmtrack.status import sorting
from ntmtrack.status.items import Item
from ntmtrack.status.joining import is_finished
from ntmtrack.status.sorting import Rank
from ntmtrack.status.sorting import SortBy
from ntmtrack.status.view import Counts
from ntmtrack.status.view import View
from ntmtrack.status.view import by_owner
from ntmtrack.status.view import by_village
from ntmtrack.status.view import overdue_items
from ntmtrack.wording.words import Language
from ntmtrack.wording.words import Words

if TYPE_CHECKING:
    from ntmtrack.reports.schema.json_items import SeveralItemData

ReportName = Literal["status", "overdue", "list", "export"]
_Extras = Sequence[Extra]
# The function that builds a report's table of items; other reports show only counts.
TABLES: Mapping[
    ReportName, Callable[[str, Sequence[Item], Words, Sequence[str], _Extras], Table]
] = {
    "overdue": items_table,
    "list": items_table,
    "export": export_table,
}


SummaryShape = Literal["blocks", "cells", "data", "rows"]


class FileQuery(NamedTuple):
    """Describe what each file is summarized for: the report and the shape of the summary.

    Blocks are for people; cells are blocks whose cells programs read. Rows are a part of each
    item's data that takes little memory. `columns` and `sort` are the chosen ones, if any. `names`
    may be left out if the files are known to be of several places, whose villages and owners are
    not added up.
    """

    report: ReportName
    shape: SummaryShape
    language: Language
    columns: Sequence[str] = ()
    sort: SortBy | None = None
    names: Literal["counted", "left out"] = "counted"

    @property
    def may_show_names(self) -> bool:
        """Return whether the report can show counts of villages and owners."""
        return self.shape in ("blocks", "cells") and self.report not in TABLES

    @property
    def only_counts(self) -> bool:
        """Return whether the report shows nothing of items but their number."""
        return self.may_show_names and self.names == "left out"

    @property
    def joins_shares(self) -> bool:
        """Return whether shares of one task in the same state share a row."""
        return self.report == "overdue" and self.shape == "blocks" and not self.columns


class NameCounts(NamedTuple):
    """Collect the counts by village and by owner."""

    villages: Sequence[tuple[Village | None, Counts]]
    owners: Sequence[tuple[Owner, Counts]]


class FileSummary(NamedTuple):
    """Store what one file adds to a report; fields that the report does not show are empty.

    `finished` is computed only for reports that show it. `known_villages` and `known_owners` are
    all that the file lists, by which those in several files are matched; with a table, only the
    owners who are persons are there. `ranks` are the sort keys of the table's rows, or of the
    items, among those of other files.
    """

    file: str
    directive: Directive
    reading: Reading
    moment: Moment
    counts: Counts
    overdue: ItemCount
    scope: Scope
    finished: bool
    newest_stamp: datetime | None = None
    known_villages: Sequence[Village] = ()
    known_owners: Sequence[Owner] = ()
    by_name: NameCounts | None = None
    table: Table | None = None
    ranks: Sequence[Rank] = ()
    items: Sequence[SeveralItemData] = ()
    rows: Sequence[PackedRow] = ()

    @property
    def label(self) -> str:
        """Return the directive's number, its issuer, and its file."""
        return f"{self.directive.number}, {self.directive.issuer} ({self.file})"


def summarize(file: str, view: View, query: FileQuery) -> FileSummary:
    """Reduce a view to what it adds to a report on several files."""
    document = view.document
    summary = _counts_only(file, view, query)
    if query.only_counts:
        return summary
    if query.may_show_names:
        counts = NameCounts(by_village(view.items, document), by_owner(view.items))
        return summary._replace(by_name=counts, known_owners=list(document.owners.values()))
    words = Words(query.language, kind_of_all_places([document]))
    items = _items(query, view)
    rows = (
        [group[0] for group in group_by_state(items, words, EXTRAS)]
        if query.joins_shares
        else items
    )
    summary = summary._replace(ranks=[_rank(item, query) for item in rows])
    if query.shape == "data":
        return summary._replace(items=[_item_data(item, file, view, words) for item in items])
    if query.shape == "rows":
        return summary._replace(rows=[_row(item, file, view, words) for item in items])
    persons = [owner for owner in document.owners.values() if owner.kind == "person"]
    return summary._replace(table=_table(items, view, query, words), known_owners=persons)


def _counts_only(file: str, view: View, query: FileQuery) -> FileSummary:
    """Return the summary that a report needs of every file, without names and items."""
    document = view.document
    return FileSummary(
        file,
        document.directive,
        document.settings.deadline_reading,
        view.moment,
        view.counts,
        count_of(overdue_items(view.items)),
        scope_of(view.selection, document),
        (query.report == "status" or query.shape == "data") and is_finished(view),
        log.newest_stamp(document.progress),
        known_villages=list(document.villages.values()),
    )


def _table(items: Sequence[Item], view: View, query: FileQuery, words: Words) -> Table:
    if query.joins_shares:
        table = grouped_table(items, view.document, words, place_names, EXTRAS)
    else:
        table = TABLES[query.report]("", items, words, query.columns, EXTRAS)
    number = view.document.directive.number if query.report == "export" else None
    cells = [[_with_number(cell, number) for cell in row] for row in table.rows]
    return table._replace(rows=cells)


def _items(query: FileQuery, view: View) -> Sequence[Item]:
    """Return the items that a report shows, in its order."""
    if query.report == "overdue":
        return overdue_items(view.items)
    if query.report == "status":
        return [item for item in view.items if item.state.status != "cancelled"]
    return sorting.sort(view.items, query.sort, view.document) if query.sort else view.items


def _rank(item: Item, query: FileQuery) -> Rank:
    """Return an item's sort key among other files; empty for clauses, which are per letter."""
    if query.report == "overdue":
        return (-(item.state.days_late or 0),)
    if query.sort is None or query.sort == "clause":
        return ()
    return sorting.rank(item, query.sort)


def _with_number(cell: Cell, number: str | None) -> Cell:
    """Prefix an id with the number of the directive, for which there is no column."""
    return Cell(f"{number}:{cell.value}", "id") if number and cell.role == "id" else cell


def _row(item: Item, file: str, view: View, words: Words) -> PackedRow:
    data = _item_data(item, file, view, words)
    return pack(item_rows.flatten_item(data, view.document.directive.issuer, file))


def _item_data(item: Item, file: str, view: View, words: Words) -> SeveralItemData:
    """Return an item as data, with the directive's number in its key to keep it unique."""
    data = json_data.item(item, view, words)
    key = f"{view.document.directive.number}:{item.key}"
    return {**data, "key": key, "file": file}
