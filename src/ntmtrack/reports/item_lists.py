"""The reports that are one table of items (`list`, `overdue`, `export`), and its columns.

A new column is one line in `COLUMNS`, where reports, `--columns` and its completion find it.
"""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from ntmtrack import wording
from ntmtrack.directive import names
from ntmtrack.directive.names import Named
from ntmtrack.records import Record
from ntmtrack.reports.common_tables import grouped_table
from ntmtrack.reports.common_tables import overdue_summary
from ntmtrack.reports.common_tables import place_names
from ntmtrack.reports.deadline_words import due_cell
from ntmtrack.reports.deadline_words import due_column
from ntmtrack.reports.deadline_words import due_text
from ntmtrack.reports.item_words import EXTRAS
from ntmtrack.reports.item_words import Extra
from ntmtrack.reports.item_words import count_of
from ntmtrack.reports.item_words import extras_of
from ntmtrack.reports.item_words import item_title
from ntmtrack.reports.item_words import items_words
from ntmtrack.reports.item_words import lead_names
from ntmtrack.reports.item_words import names_of
from ntmtrack.reports.item_words import place_words
from ntmtrack.reports.item_words import status_cell
from ntmtrack.reports.item_words import status_label
from ntmtrack.reports.item_words import status_role
from ntmtrack.reports.measure_words import reached_words
from ntmtrack.reports.report_head import head
from ntmtrack.reports.tables import Block
from ntmtrack.reports.tables import Cell
from ntmtrack.reports.tables import Column
from ntmtrack.reports.tables import Paragraph
from ntmtrack.reports.tables import Rows
from ntmtrack.reports.tables import Table
from ntmtrack.status.items import Item
from ntmtrack.status.view import View
from ntmtrack.status.view import overdue_items
from ntmtrack.wording.problem import usage
from ntmtrack.wording.words import LANGUAGES
from ntmtrack.wording.words import N_
from ntmtrack.wording.words import Words

if TYPE_CHECKING:
    from ntmtrack.reports.schema.json_reports import ExportReportData
    from ntmtrack.reports.schema.json_reports import ListReportData
    from ntmtrack.reports.schema.json_reports import OverdueReportData

ID, TITLE, DUE = "key", "title", "due"
# The columns that, next to the task's id, tell its shares apart.
_SHARES = {"village", "owner"}

CellOf = Callable[[Item, Words], Cell]


def list_blocks(view: View, words: Words, columns: Sequence[str] = ()) -> list[Block]:
    """Build the list of selected items, one a row; `columns` are the chosen ones, if any."""
    summary = items_words(view.items, words)
    table = items_table("", view.items, words, columns)
    return [*head(view, words), Paragraph(f"{summary}."), table]


def list_data(view: View, words: Words) -> ListReportData:
    """Return every selected item as data."""
    from ntmtrack.reports import json_data
    from ntmtrack.reports import json_values

    return {
        "schema": json_values.SCHEMA,
        "report": "list",
        **json_values.head(view, words),
        "items": json_data.items(view.items, view, words),
    }


def overdue_blocks(view: View, words: Words, columns: Sequence[str] = ()) -> list[Block]:
    """Build the list of overdue items, longest first: a row a task and state, or an item."""
    if columns:
        return overdue_cells(view, words, columns)
    items = overdue_items(view.items)
    table = grouped_table(items, view.document, words, place_names, extras_of(items))
    return [*_overdue_head(view, words), table]


def overdue_cells(view: View, words: Words, columns: Sequence[str] = ()) -> list[Block]:
    """Build the list of overdue items, most days late first, one a row."""
    table = items_table("", overdue_items(view.items), words, columns)
    return [*_overdue_head(view, words), table]


def _overdue_head(view: View, words: Words) -> list[Block]:
    summary = overdue_summary(count_of(overdue_items(view.items)), view.counts, words)
    return [*head(view, words), Paragraph(summary, "bad" if view.counts.overdue else "good")]


def overdue_data(view: View, words: Words) -> OverdueReportData:
    """Return the overdue items as data, most days late first."""
    from ntmtrack.reports import json_data
    from ntmtrack.reports import json_values

    return {
        "schema": json_values.SCHEMA,
        "report": "overdue",
        **json_values.head(view, words),
        "items": json_data.items(overdue_items(view.items), view, words),
    }


def export_blocks(view: View, words: Words, columns: Sequence[str] = ()) -> list[Block]:
    """Build one spreadsheet row for each selected item, with every field."""
    return [*head(view, words), export_table("", view.items, words, columns)]


def export_data(view: View, words: Words) -> ExportReportData:
    """Return every selected item as data."""
    from ntmtrack.reports import json_data
    from ntmtrack.reports import json_values

    return {
        "schema": json_values.SCHEMA,
        "report": "export",
        **json_values.head(view, words),
        "items": json_data.items(view.items, view, words),
    }


class ItemColumn(Record):
    """Describe a column of tables of items; `key` is its name in our JSON.

    `cell` returns a bare value, as `export` has it; `listed` returns the cell of lists for people
    where that differs. Columns with `in_lists` are in lists unless other columns are chosen. A
    column with an `extra` appears if some item has a value for it, or if it is chosen.
    """

    key: str
    heading: str
    cell: CellOf
    wraps: bool = False
    number: bool = False
    pinned: bool = False
    in_lists: bool = False
    listed: CellOf | None = None
    extra: Extra | None = None

    def column(
        self,
        words: Words,
        *,
        wraps: bool | None = None,
        under: bool = False,
        spare: bool = False,
    ) -> Column:
        """Return the column of a table, with its heading."""
        return Column(
            words.say(self.heading),
            self.wraps if wraps is None else wraps,
            self.number,
            under=under,
            pinned=self.pinned,
            spare=spare,
        )


def _task_id(item: Item, _: Words) -> Cell:
    return Cell(item.task.id, "id")


def _status(item: Item, words: Words) -> Cell:
    return Cell(status_label(item, words), status_role(item.state.status))


def _was_overdue(item: Item, words: Words) -> Cell:
    return Cell(words.say("yes") if item.state.was_overdue else None)


def _changed_by(item: Item, _: Words) -> Cell:
    return Cell(item.state.amended_by.number if item.state.amended_by else None)


def _from_extra(extra: Extra) -> ItemColumn:
    return ItemColumn(
        extra.key, extra.heading, lambda item, _: Cell(extra.value(item)), wraps=True, extra=extra
    )


# Every column of an item, in the order of `export`.
COLUMNS = (
    ItemColumn(ID, N_("Id"), lambda i, _: Cell(i.key, "id"), in_lists=True, listed=_task_id),
    ItemColumn(TITLE, N_("Task"), lambda i, w: Cell(item_title(i, w)), wraps=True, in_lists=True),
    ItemColumn("clause", N_("Clause"), lambda i, _: Cell(i.task.clause)),
    ItemColumn(
        "village", N_("Where"), lambda i, w: Cell(place_words(i, w)), wraps=True, in_lists=True
    ),
    ItemColumn("owner", N_("Lead"), lambda i, _: Cell(lead_names(i)), wraps=True, in_lists=True),
    ItemColumn(
        "support",
        N_("Support"),
        lambda i, _: Cell(names_of(i.support, i.groups)),
        wraps=True,
    ),
    *map(_from_extra, EXTRAS),
    ItemColumn(DUE, N_("Due"), lambda i, _: Cell(i.state.due), in_lists=True, listed=due_cell),
    ItemColumn("due_text", N_("Deadline in words"), lambda i, w: Cell(due_text(i, w)), wraps=True),
    ItemColumn("due_place", N_("Deadline set in"), lambda i, _: Cell(i.task.due_place), wraps=True),
    ItemColumn(
        "original_due",
        N_("First due"),
        lambda i, _: Cell(i.state.original_due if i.state.moved else None),
    ),
    ItemColumn("amendments", N_("Changed by"), _changed_by),
    ItemColumn(
        "status", N_("Status"), _status, wraps=True, pinned=True, in_lists=True, listed=status_cell
    ),
    ItemColumn("days_late", N_("Days late"), lambda i, _: Cell(i.state.days_late), number=True),
    ItemColumn("days_left", N_("Days left"), lambda i, _: Cell(i.state.days_left), number=True),
    ItemColumn("was_overdue", N_("Was overdue"), _was_overdue),
    ItemColumn("started", N_("Started on"), lambda i, _: Cell(i.state.started)),
    ItemColumn("done", N_("Done on"), lambda i, _: Cell(i.state.done)),
    ItemColumn("measures", N_("Reached"), lambda i, w: Cell(reached_words(i, w)), wraps=True),
    ItemColumn("note", N_("Note"), lambda i, _: Cell(i.note), wraps=True),
    ItemColumn("obstacle", N_("Obstacle"), lambda i, _: Cell(i.obstacle), wraps=True),
    ItemColumn("last_update", N_("Last update"), lambda i, _: Cell(i.last_update)),
)


def named_columns() -> list[Named]:
    """Return every column with the names that it answers to: its headings in all languages."""
    all_words = [Words(language) for language in LANGUAGES]
    return [
        Named(column.key, [words.say(column.heading) for words in all_words]) for column in COLUMNS
    ]


def keys_of(typed: Iterable[str], words: Words) -> tuple[str, ...]:
    """Parse typed column names, separated by commas, into keys, each once.

    Raise a usage error, in the language of `words`, if a name is unknown or there is none.
    """
    known = {names.fold(name): id_ for id_, labels in named_columns() for name in (id_, *labels)}
    keys: list[str] = []
    texts = list(typed)
    for text in texts:
        parts = [part.strip() for part in text.split(",") if part.strip()]
        while parts:
            # A heading may contain a comma.
            fits = [count for count in (1, 2) if names.fold(", ".join(parts[:count])) in known]
            if not fits:
                raise _no_such(parts[0], words)
            keys.append(known[names.fold(", ".join(parts[: fits[0]]))])
            del parts[: fits[0]]
    if texts and not keys:
        raise _no_such(",".join(texts), words)
    return tuple(dict.fromkeys(keys))


def _no_such(typed: str, words: Words) -> Exception:
    labels = {column.key: words.say(column.heading) for column in COLUMNS}
    from ntmtrack.directive import inexact_names

    near = tuple(labels[key] for key in inexact_names.similar_ids(typed, named_columns()))
    known = "; ".join(labels.values())  # as one label contains a comma
    return usage(wording.Code.NO_SUCH_COLUMN, value=typed, near=near, known=known)


def items_table(
    title: str,
    items: Sequence[Item],
    words: Words,
    keys: Sequence[str] = (),
    extras: Sequence[Extra] | None = None,
) -> Table:
    """Build a table of items as lists have it, in words, one item a row.

    `keys` are the chosen columns. Without any, there are extra columns for `extras` or, if these
    are not given, for those that some item has a value for.
    """
    extras = extras_of(items) if extras is None else extras
    chosen = _columns(keys) if keys else [c for c in COLUMNS if c.in_lists or c.extra in extras]
    columns = [
        column.column(
            words,
            wraps=column.wraps or column.key == DUE,
            under=_goes_under(before, column),
            spare=not keys and column.extra is not None,
        )
        for before, column in zip((None, *chosen), chosen, strict=False)
    ]
    if not keys:  # chosen columns get no aside columns: nobody chose those
        columns[[column.key for column in chosen].index(DUE)] = due_column(items, words, wraps=True)
    cells = [_listed_cell(column, chosen) for column in chosen]
    return _table(title, columns, items, cells, words)


def export_table(
    title: str,
    items: Sequence[Item],
    words: Words,
    keys: Sequence[str] = (),
    extras: Sequence[Extra] | None = None,
) -> Table:
    """Build a table of items with bare values; `keys` and `extras` are as for `items_table`."""
    extras = extras_of(items) if extras is None else extras
    chosen = (
        _columns(keys)
        if keys
        else [column for column in COLUMNS if column.extra is None or column.extra in extras]
    )
    columns = [column.column(words) for column in chosen]
    return _table(title, columns, items, [column.cell for column in chosen], words)


def _columns(keys: Iterable[str]) -> list[ItemColumn]:
    return [column for key in keys for column in COLUMNS if column.key == key]


def _goes_under(before: ItemColumn | None, column: ItemColumn) -> bool:
    """Return whether a column may be set below the one before it: a title below its id."""
    return column.key == TITLE and before is not None and before.key == ID


def _listed_cell(column: ItemColumn, chosen: Iterable[ItemColumn]) -> CellOf:
    """Return the function for a column's cells in lists.

    The id is the task's if the chosen columns tell its shares apart, else the item's.
    """
    if column.key == ID and not {each.key for each in chosen} >= _SHARES:
        return column.cell
    return column.listed or column.cell


def _table(
    title: str,
    columns: Sequence[Column],
    items: Sequence[Item],
    cells: Sequence[CellOf],
    words: Words,
) -> Table:
    return Table(title, columns, Rows(items, partial(_row, cells=cells, words=words)))


def _row(item: Item, cells: Sequence[CellOf], words: Words) -> Sequence[Cell]:
    return [cell(item, words) for cell in cells]
