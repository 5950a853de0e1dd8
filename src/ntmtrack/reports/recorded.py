"""What a write recorded: each item as it now stands, what is missing, and what is left to do."""

from __future__ import annotations

from collections.abc import Collection
from collections.abc import Iterator
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from ntmtrack.directive import log
from ntmtrack.directive.dates import Moment
from ntmtrack.directive.log import ItemKey
from ntmtrack.directive.model import Document
from ntmtrack.directive.model import Entry
from ntmtrack.directive.model import Measure
from ntmtrack.directive.periods import name_of
from ntmtrack.reports.deadline_words import deadline_words
from ntmtrack.reports.deadline_words import due_words
from ntmtrack.reports.deadline_words import moved_due_words
from ntmtrack.reports.entry_words import entry_words
from ntmtrack.reports.entry_words import occurrence_words
from ntmtrack.reports.item_words import ItemCount
from ntmtrack.reports.item_words import count_words
from ntmtrack.reports.item_words import evidence_words
from ntmtrack.reports.item_words import lead_names
from ntmtrack.reports.item_words import place_words
from ntmtrack.reports.item_words import status_cell
from ntmtrack.reports.item_words import task_title
from ntmtrack.reports.measure_words import amount_words
from ntmtrack.reports.measure_words import goal_words
from ntmtrack.reports.tables import Block
from ntmtrack.reports.tables import Cell
from ntmtrack.reports.tables import Facts
from ntmtrack.reports.tables import Paragraph
from ntmtrack.status import evaluate
from ntmtrack.status import occurrences
from ntmtrack.status.evaluate import Unfinished
from ntmtrack.status.items import Item
from ntmtrack.wording.clean import command_line
from ntmtrack.wording.words import N_
from ntmtrack.wording.words import Words

_MOST_NAMED = 6  # missing reports
_FATES = {"on_time": N_("handed in on time"), "late": N_("handed in late")}


class WrittenReport(NamedTuple):
    """Describe a write: the document after it, new entries, and those that were there already.

    `file_option` names the file in commands to be copied; `is_kept` is false if the file was only
    checked, not written.
    """

    document: Document
    moment: Moment
    entries: Sequence[Entry]
    repeated: Sequence[Entry]
    file_option: str = ""
    is_kept: bool = True


class _Written(NamedTuple):
    """Pair an entry with the entry that it takes back, if any."""

    entry: Entry
    taken_back: Entry | None = None


def blocks(report: WrittenReport, words: Words) -> list[Block]:
    """Build the report for people."""
    document = report.document
    groups = _by_item(report)
    items = {item.key: item for item in _items(report, groups)}
    blocks: list[Block] = []
    for key, group in groups.items():
        item = items.get(str(key))
        title = task_title(document.tasks[key.task], words)
        blocks.append(Facts(f"{key}: {title}", list(_facts(document, item, group, words))))
        if item:
            passed_over = _passed_over(report, item, group, words)
            lacks = _lacks(document, item, group, words)
            blocks += [*passed_over, *(_warning(text) for text in lacks)]
    blocks += [_repeated(document, entry, words) for entry in report.repeated]
    written = [items[str(key)] for key in groups if str(key) in items]
    return [*blocks, _remaining(written, report, words)] if written else blocks


def _items(report: WrittenReport, keys: Collection[ItemKey]) -> list[Item]:
    """Evaluate the items that were written."""
    only = report.document.only_tasks({key.task for key in keys})
    return evaluate.evaluate(only, report.moment, evaluate.only_items(keys))


def _by_item(report: WrittenReport) -> dict[ItemKey, list[_Written]]:
    """Group the written entries, which end the log, by item."""
    log_ = report.document.progress
    taken_back: dict[int, list[Entry]] = {}
    for index, by in log.taken_back(log_).undone_by.items():
        if log_[index] not in taken_back.setdefault(by, []):  # a merge may duplicate a line
            taken_back[by].append(log_[index])
    first = len(log_) - len(report.entries)
    groups: dict[ItemKey, list[_Written]] = {}
    for index, entry in enumerate(report.entries, first):
        group = groups.setdefault(log.item_of(entry), [])
        group += [_Written(entry, back) for back in taken_back.get(index, (None,))]
    return groups


def _facts(
    document: Document, item: Item | None, group: Sequence[_Written], words: Words
) -> Iterator[tuple[str, Cell]]:
    """Yield what was recorded and the state of the item; a replaced task has no item."""
    for entry, taken_back in group:
        fate = occurrences.fate_of(document, item, entry) if item and entry.mark == "done" else None
        fate_words = words.say(_FATES[fate]) if fate in _FATES else ""
        recorded = entry_words(taken_back or entry, document, words, fate=fate_words)
        recorded += f", {_when(taken_back or entry, words)}"
        if taken_back:
            recorded = words.say("taken back: {entry}", entry=recorded)
            if taken_back.at:
                recorded += words.say(", entered on {day}", day=words.day(taken_back.at))
        yield words.say("Recorded"), Cell(recorded)
    if item:
        if place := place_words(item, words):
            yield words.say("Where"), Cell(place)
        yield words.say("Lead"), Cell(lead_names(item))
        yield words.say("Due"), Cell(_due(item, words))
        yield words.say("Status"), status_cell(item, words)


def _due(item: Item, words: Words) -> str:
    """Return the deadline in force, and the first one if it was extended."""
    if (
        not item.state.extensions
        or item.state.amendments
        or not item.state.deadline
        or not item.state.original_deadline
    ):
        return due_words(item, words)
    first = moved_due_words(item, words)
    day = deadline_words(item.state.deadline, words)
    return words.say("{day} (extended from {first})", day=day, first=first)


def _lacks(
    document: Document, item: Item, group: Sequence[_Written], words: Words
) -> Iterator[str]:
    """Yield what a finished item or a reported occurrence still lacks."""
    if not _is_done(item, group):
        return
    evidence = evidence_words(item.task, words)
    if evidence and not _has_evidence(document, item, group):
        yield words.say("Evidence is missing: {evidence}.", evidence=evidence)
    for measure in item.measures:
        yield from _falls_short(measure, item.amounts.get(measure.id), words)


def _passed_over(
    report: WrittenReport, item: Item, group: Sequence[_Written], words: Words
) -> Iterator[Paragraph]:
    """Yield warnings about missing reports that are not overdue any more, as a later one is in.

    Commands do not wrap: the first half of one copied as two lines would run without its `--file`.
    """
    document = report.document
    reports = [entry for entry, _ in group if entry.mark in ("done", "nothing")]
    if not item.task.repeat or not reports:
        return
    first = min(reports, key=lambda entry: occurrences.number_of(document, entry) or 0)
    missing = occurrences.missing_before(document, item, first)
    if not missing:
        return
    text = N_("No report yet for: {names}; not listed as overdue, because a later one has come in.")
    yield _warning(words.say(text, names=_occurrence_names(missing, words)))
    record = _command("done", item.key, *_for(missing), report=report)
    text = words.say("To record what is missing: {command}", command=record)
    yield _warning(text, wraps=False)
    if report.is_kept:
        undo = _command("undo", report=report)
        text = words.say("If you meant another report: {command}", command=undo)
        yield _warning(text, wraps=False)


def _occurrence_names(missing: Sequence[occurrences.Occurrence], words: Words) -> str:
    """List the names of the first missing occurrences, and how many more there are."""
    names = [occurrence_words(occurrence.day, occurrence.period, words) for occurrence in missing]
    listed, more = ", ".join(names[:_MOST_NAMED]), len(names) - _MOST_NAMED
    if more <= 0:
        return listed
    return words.say("{names} and {count} more", names=listed, count=more)


def _warning(text: str, *, wraps: bool = True) -> Paragraph:
    return Paragraph(f"  {text}", "warn", wraps)


def _for(missing: Sequence[occurrences.Occurrence]) -> Iterator[str]:
    for occurrence in missing[:_MOST_NAMED]:
        yield from ("--for", name_of(occurrence.period or occurrence.day))


def _command(*arguments: str, report: WrittenReport) -> str:
    """Return a command of this program, on the file that was written, to be copied."""
    return " ".join(filter(None, ("ntmtrack", command_line(*arguments), report.file_option)))


def _is_done(item: Item, group: Sequence[_Written]) -> bool:
    if item.task.repeat:
        return any(entry.mark == "done" for entry, _ in group)
    return item.state.status in ("done", "done-late")


def _has_evidence(document: Document, item: Item, group: Sequence[_Written]) -> bool:
    numbers = {occurrences.number_of(document, entry) for entry, _ in group}
    return any(
        entry.evidence
        for entry in item.entries
        if occurrences.number_of(document, entry) in numbers
    )


def _falls_short(measure: Measure, amount: Decimal | None, words: Words) -> Iterator[str]:
    """Yield a sentence if a goal has no figure yet, or one that falls short."""
    goal = goal_words(measure, words)
    if goal is None:
        return
    if amount is None:
        yield words.say("No figure was given for: {name} ({goal}).", name=measure.name, goal=goal)
    elif not measure.reached(amount):
        text = N_("The goal is not reached: {name}, {amount} ({goal}).")
        if measure.kind == "at_most":
            text = N_("Over the limit: {name}, {amount} ({goal}).")
        yield words.say(
            text,
            name=measure.name,
            amount=amount_words(measure, amount, words),
            goal=goal,
        )


def _repeated(document: Document, entry: Entry, words: Words) -> Paragraph:
    recorded = ", ".join(
        filter(None, [entry_words(entry, document, words), _when(entry, words), entry.by])
    )
    text = words.say("already recorded, nothing was added: {entry}.", entry=recorded)
    return Paragraph(f"{log.item_of(entry)}: {text}")


def _when(entry: Entry, words: Words) -> str:
    """Return the day of an entry; for an extension, as the day on which it was allowed."""
    day = words.when(entry.on)
    return words.say("allowed on {day}", day=day) if entry.to else day


def _remaining(written: Sequence[Item], report: WrittenReport, words: Words) -> Paragraph:
    """Count what is left to do for the owners and villages of the written items."""
    unfinished = list(evaluate.unfinished(report.document, report.moment))
    remaining = {
        lead.name: [item for item in unfinished if lead in item.owners]
        for lead in dict.fromkeys(owner for item in written for owner in item.owners)
    }
    for village in dict.fromkeys(item.village for item in written if item.village):
        remaining[village.name] = [item for item in unfinished if item.village == village]
    parts = [f"{name} {count_words(_count(items), words)}" for name, items in remaining.items()]
    return Paragraph(words.say("Left to do: {counts}.", counts="; ".join(parts)))


def _count(items: Sequence[Unfinished]) -> ItemCount:
    return ItemCount(len(items), len({item.task.id for item in items}))
