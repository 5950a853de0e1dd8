"""Several directives in one report: each file becomes a part by itself, and the parts add up.

A part holds no document, only what the report shows of it, so that files can be read in processes
of their own and handed over cheaply.
"""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Collection
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from typing import NamedTuple
from typing import TypeVar

from ntmtrack.directive.dates import Moment
from ntmtrack.directive.model import Directive
from ntmtrack.directive.model import Reading
from ntmtrack.reports import export
from ntmtrack.reports import json_data
from ntmtrack.reports import overdue
from ntmtrack.reports.json_data import Json
from ntmtrack.reports.scope import scope
from ntmtrack.reports.tables import Block
from ntmtrack.reports.tables import Cell
from ntmtrack.reports.tables import Line
from ntmtrack.reports.tables import Section
from ntmtrack.reports.tables import Table
from ntmtrack.reports.tables import counts_table
from ntmtrack.reports.tables import details
from ntmtrack.reports.tables import grid
from ntmtrack.reports.tables import owners_table
from ntmtrack.reports.tables import villages_table
from ntmtrack.reports.views import View
from ntmtrack.reports.views import as_of
from ntmtrack.reports.views import items_table
from ntmtrack.status.counts import Counts
from ntmtrack.status.counts import by_owner
from ntmtrack.status.counts import by_village
from ntmtrack.status.counts import total
from ntmtrack.status.items import Item
from ntmtrack.wording.words import Language
from ntmtrack.wording.words import Words

Named = Sequence[tuple[str, Counts]]
T = TypeVar("T")


class Kind(NamedTuple):
    """Say which items a report shows, and as what table; one without a table shows counts."""

    items: Callable[[View], Iterable[Item]]
    table: Callable[[str, Sequence[Item], Words], Table] | None = None


KINDS: Mapping[str, Kind] = {
    "status": Kind(lambda view: (one for one in view.items if one.state.status != "cancelled")),
    "overdue": Kind(lambda view: overdue.make(view).items, items_table),
    "list": Kind(lambda view: view.items, items_table),
    "export": Kind(lambda view: view.items, export.table),
}


class Asked(NamedTuple):
    """Say what is asked of each file: a report of some kind, laid out or as data."""

    kind: str
    data: bool
    language: Language


class Part(NamedTuple):
    """Hold what one file adds to a report; what that does not show is empty.

    `late` has the days late of each row of the table, or of each of the items.
    """

    file: str
    directive: Directive
    reading: Reading
    moment: Moment
    counts: Counts
    scope: Sequence[Line]
    villages: Named = ()
    owners: Named = ()
    table: Table | None = None
    late: Sequence[int] = ()
    items: Sequence[Mapping[str, Json]] = ()

    @property
    def label(self) -> str:
        """Name the directive, who issued it, and its file."""
        return f"{self.directive.number}, {self.directive.issuer} ({self.file})"


class SeveralReport(NamedTuple):
    """Hold the parts of a report, of which there is at least one.

    `left_out` names the files whose directive was not issued yet, or does not know a name that was
    asked for; `by_file` shows each file by itself as well.
    """

    kind: str
    parts: Sequence[Part]
    left_out: Sequence[str] = ()
    by_file: bool = False

    @property
    def counts(self) -> Counts:
        """Give the counts of all parts together."""
        return total(part.counts for part in self.parts)


def part(file: str, view: View, asked: Asked) -> Part:
    """Reduce a view to what it adds to a report."""
    document, kind, words = view.document, KINDS[asked.kind], Words(asked.language)
    number = document.directive.number
    reading = document.settings.deadline_reading
    only = scope(view.selection, document, words)
    found = Part(file, document.directive, reading, view.moment, view.counts, only)
    items = list(kind.items(view)) if asked.data or kind.table else []
    found = found._replace(late=[one.state.days_late or 0 for one in items])
    if asked.data:
        data = [json_data.item(one, view, words) for one in items]
        keyed = [{**one, "key": f"{number}:{one['key']}", "file": file} for one in data]
        return found._replace(items=keyed)
    if kind.table:
        table = kind.table("", items, words)
        rows = [(Cell(f"{number}:{first.value}", "id"), *rest) for first, *rest in table.rows]
        return found._replace(table=table._replace(rows=rows))
    shared = words.say("(shared tasks)")
    villages = by_village(view.items, document)
    return found._replace(
        villages=[(one.name if one else shared, counts) for one, counts in villages],
        owners=[(one.name, counts) for one, counts in by_owner(view.items)],
    )


def blocks(report: SeveralReport, words: Words) -> list[Block]:
    """Lay the report out."""
    counts = report.counts
    if KINDS[report.kind].table:
        return [*_head(report, counts, words), *_tables(report)]
    found: list[Block] = [*_head(report, counts, words), grid(counts, words)]
    found.append(Line(details(counts, words)))
    if report.by_file:
        files = [(part.label, part.counts) for part in report.parts]
        found.append(counts_table(words.say("By file"), words.say("File"), files, words))
    issuers = _added((part.directive.issuer, part.counts) for part in report.parts)
    if len(issuers) > 1:
        # Villages and owners of several communes may have the same names.
        title, who = words.say("By issuer"), words.say("Issuer")
        return [*found, counts_table(title, who, issuers.items(), words)]
    shared = words.say("(shared tasks)")
    villages = _added(one for part in report.parts for one in part.villages)
    last = [(shared, villages.pop(shared))] if shared in villages else []
    owners = _added(one for part in report.parts for one in part.owners)
    return [
        *found,
        villages_table([*villages.items(), *last], words),
        owners_table(owners.items(), words),
    ]


def _head(report: SeveralReport, counts: Counts, words: Words) -> list[Block]:
    """Say how much is reported on, for what day, and how much of it is overdue."""
    parts = report.parts
    title = words.plural(
        "{count} directive: {as_of}",
        "{count} directives: {as_of}",
        len(parts),
        as_of=as_of(parts[0].moment, words),
    )
    overdue_ = words.plural(
        "{count} item of {total} is overdue.",
        "{count} items of {total} are overdue.",
        counts.overdue,
        total=counts.total,
    )
    lines = [Line(title, "title"), *dict.fromkeys(line for part in parts for line in part.scope)]
    if report.left_out:
        left_out = words.plural(
            "{count} file is left out: not issued yet, or without the name that was asked for.",
            "{count} files are left out: not issued yet, or without the name that was asked for.",
            len(report.left_out),
        )
        lines.append(Line(left_out, "warn"))
    return [*lines, Line(overdue_, "bad" if counts.overdue else "good")]


def _tables(report: SeveralReport) -> list[Block]:
    """Give the rows of each file under its name, or those of all files in one table."""
    parts = [(part, part.table) for part in report.parts if part.table and part.table.rows]
    if report.by_file:
        return [block for part, table in parts for block in (Section(part.label, level=2), table)]
    if not parts:
        return []
    rows = _together(report, lambda part: part.table.rows if part.table else ())
    return [parts[0][1]._replace(rows=rows)]


def _together(report: SeveralReport, shown: Callable[[Part], Collection[T]]) -> list[T]:
    """Put together what the parts show, most days late first where that is the report's order."""
    pairs = [pair for part in report.parts for pair in zip(part.late, shown(part), strict=True)]
    if report.kind == "overdue":
        pairs.sort(key=lambda pair: -pair[0])
    return [one for _, one in pairs]


def data(report: SeveralReport, words: Words) -> dict[str, Json]:
    """Give the report as data."""
    readings = {part.reading for part in report.parts}
    head = json_data.Head(
        report.kind,
        report.parts[0].moment,
        readings.pop() if len(readings) == 1 else None,
        None,
        report.counts,
    )
    files: list[Json] = [
        {
            "file": part.file,
            "directive": json_data.directive(part.directive),
            "counts": part.counts._asdict(),
        }
        for part in report.parts
    ]
    items = _together(report, lambda part: part.items)
    return json_data.whole(head, words, files=files, left_out=list(report.left_out), items=items)


def _added(pairs: Iterable[tuple[str, Counts]]) -> dict[str, Counts]:
    """Add the counts of each name up, in the order they come in."""
    groups: dict[str, list[Counts]] = {}
    for name, counts in pairs:
        groups.setdefault(name, []).append(counts)
    return {name: total(found) for name, found in groups.items()}
