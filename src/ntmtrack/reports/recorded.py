"""What a write recorded: each item as it now stands, what is missing, and what remains."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from ntmtrack.directive import log
from ntmtrack.directive.log import ItemKey
from ntmtrack.directive.model import Document
from ntmtrack.directive.model import Entry
from ntmtrack.directive.model import Measure
from ntmtrack.reports import log_table
from ntmtrack.reports.tables import Block
from ntmtrack.reports.tables import Cell
from ntmtrack.reports.tables import Facts
from ntmtrack.reports.tables import Line
from ntmtrack.reports.views import ROLES
from ntmtrack.reports.views import View
from ntmtrack.reports.views import due
from ntmtrack.reports.views import evidence
from ntmtrack.reports.views import status_words
from ntmtrack.reports.views import task_title
from ntmtrack.reports.views import where
from ntmtrack.status import occurrences
from ntmtrack.status.items import FINISHED
from ntmtrack.status.items import Item
from ntmtrack.wording.words import N_
from ntmtrack.wording.words import Words

GOALS = {
    "at_least": N_("at least {goal} {unit}"),
    "more_than": N_("more than {goal} {unit}"),
    "percent": N_("{goal} per cent of {unit}"),
}
FATES = {"on_time": N_("handed in on time"), "late": N_("handed in late")}


class WrittenReport(NamedTuple):
    """Hold the entries written, those that were there already, and the view after the write."""

    view: View
    entries: Sequence[Entry]
    repeated: Sequence[Entry]


class _Written(NamedTuple):
    """Pair an entry with the one that it takes back, if it does."""

    entry: Entry
    taken_back: Entry | None = None


def blocks(report: WrittenReport, words: Words) -> list[Block]:
    """Lay the report out."""
    document = report.view.document
    items = {item.key: item for item in report.view.items}
    groups = _by_item(report)
    found: list[Block] = []
    for key, group in groups.items():
        item = items.get(str(key))
        title = task_title(document.tasks[key.task], words)
        found.append(Facts(f"{key}: {title}", list(_facts(document, item, group, words))))
        found += [Line(f"  {text}", "warn") for text in _lacks(document, item, group, words)]
    found += [_repeated(document, entry, words) for entry in report.repeated]
    shown = [items[str(key)] for key in groups if str(key) in items]
    return [*found, _remaining(shown, report.view, words)] if shown else found


def _by_item(report: WrittenReport) -> dict[ItemKey, list[_Written]]:
    """Group what was written, the end of the log, by item."""
    log_ = report.view.document.progress
    taken_back = {by: log_[index] for index, by in log.undone(log_)[0].items()}
    first = len(log_) - len(report.entries)
    found: dict[ItemKey, list[_Written]] = {}
    for index, entry in enumerate(report.entries, first):
        found.setdefault(log.item_of(entry), []).append(_Written(entry, taken_back.get(index)))
    return found


def _facts(
    document: Document, item: Item | None, group: Sequence[_Written], words: Words
) -> Iterator[tuple[str, Cell]]:
    """Tell what was recorded and how the item stands; of a replaced task only the former."""
    for entry, taken_back in group:
        fate = occurrences.fate_of(document, item, entry) if item and entry.mark == "done" else None
        known = words.say(FATES[fate]) if fate in FATES else ""
        what = log_table.told(taken_back or entry, document, words, fate=known)
        what += f", {words.when(entry.on)}"
        if taken_back:
            what = words.say("taken back: {entry}", entry=what)
        yield words.say("Recorded"), Cell(what)
    if item:
        yield words.say("Where"), Cell(where(item, words))
        yield words.say("Answers"), Cell("; ".join(owner.name for owner in item.owners))
        yield words.say("Due"), Cell(_due(item, words))
        role = ROLES.get(item.state.status, "plain")
        yield words.say("Status"), Cell(status_words(item, words), role)


def _due(item: Item, words: Words) -> str:
    """Give the deadline in force, and the first one where it was extended."""
    if (
        not item.state.extensions
        or item.state.amendments
        or not item.state.due
        or not item.state.original_due
    ):
        return due(item, words)
    first = words.day(item.state.original_due)
    return words.say("{day} (extended from {first})", day=words.day(item.state.due), first=first)


def _lacks(
    document: Document, item: Item | None, group: Sequence[_Written], words: Words
) -> Iterator[str]:
    """Tell what a finished item, or an occurrence that is in, still lacks."""
    if item is None or not _is_done(item, group):
        return
    papers = evidence(item.task, words)
    if papers and not _has_evidence(document, item, group):
        yield words.say("Evidence is missing: {evidence}.", evidence=papers)
    for measure in item.task.measures:
        yield from _short(measure, item.amounts.get(measure.id), words)


def _is_done(item: Item, group: Sequence[_Written]) -> bool:
    if item.task.repeat:
        return any(entry.mark == "done" for entry, _ in group)
    return item.state.status in ("done", "done-late")


def _has_evidence(document: Document, item: Item, group: Sequence[_Written]) -> bool:
    about = {occurrences.number_of(document, entry) for entry, _ in group}
    return any(
        entry.evidence for entry in item.entries if occurrences.number_of(document, entry) in about
    )


def _short(measure: Measure, amount: Decimal | None, words: Words) -> Iterator[str]:
    """Tell of a goal that no figure, or too small a one, was given for."""
    if measure.kind is None or measure.goal is None:
        return
    goal = words.say(GOALS[measure.kind], goal=words.number(measure.goal), unit=measure.unit)
    if amount is None:
        yield words.say("No figure was given for: {name} ({goal}).", name=measure.name, goal=goal)
    elif not measure.reached(amount):
        values = {"name": measure.name, "amount": log_table.figure(measure, amount, words)}
        yield words.say("The goal is not reached: {name}, {amount} ({goal}).", **values, goal=goal)


def _repeated(document: Document, entry: Entry, words: Words) -> Line:
    what = f"{log_table.told(entry, document, words)}, {words.when(entry.on)}"
    said = words.say("recorded already, nothing was added: {entry}.", entry=what)
    return Line(f"{log.item_of(entry)}: {said}")


def _remaining(shown: Sequence[Item], view: View, words: Words) -> Line:
    """Count what is left to do for the owners, and the villages, of what was written."""
    open_ = [item for item in view.items if item.state.status not in FINISHED]
    counts = {
        lead.name: sum(item.lead == lead for item in open_)
        for lead in dict.fromkeys(item.lead for item in shown)
    }
    for village in dict.fromkeys(item.village for item in shown if item.village):
        counts[village.name] = sum(item.village == village for item in open_)
    parts = [
        words.plural("{name} {count} item", "{name} {count} items", count, name=name)
        for name, count in counts.items()
    ]
    return Line(words.say("Left to do: {counts}.", counts="; ".join(parts)))
