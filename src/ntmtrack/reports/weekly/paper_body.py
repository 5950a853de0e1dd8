"""The text of the weekly paper before its annexes: results, shortcomings, next week, proposals.

The paper should take one to three pages: villages in the same state share a line for each task, and
a list ends after a few tasks with the number of the others. The fuller the week, the shorter the
lists.
"""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from math import ceil
from typing import Literal
from typing import NamedTuple

from ntmtrack.directive.model import Document
from ntmtrack.reports.common_tables import completion_words
from ntmtrack.reports.common_tables import grid
from ntmtrack.reports.item_words import as_sentence
from ntmtrack.reports.item_words import count_of
from ntmtrack.reports.item_words import item_title
from ntmtrack.reports.item_words import items_words
from ntmtrack.reports.item_words import lead_names_in_sentence
from ntmtrack.reports.item_words import overdue_words
from ntmtrack.reports.item_words import status_in_sentence
from ntmtrack.reports.sentences import deadline_phrases
from ntmtrack.reports.sentences import group_items
from ntmtrack.reports.sentences import place_phrases
from ntmtrack.reports.sentences import reason_sentences
from ntmtrack.reports.sentences import remark_sentences
from ntmtrack.reports.tables import Block
from ntmtrack.reports.tables import Bullets
from ntmtrack.reports.tables import Cell
from ntmtrack.reports.tables import Column
from ntmtrack.reports.tables import Paragraph
from ntmtrack.reports.tables import Section
from ntmtrack.reports.tables import Table
from ntmtrack.reports.weekly.results import bullets
from ntmtrack.reports.weekly.results import changes_words
from ntmtrack.reports.weekly.results import duty_words
from ntmtrack.reports.weekly.week import WeeklyReport
from ntmtrack.status.items import Item
from ntmtrack.status.view import View
from ntmtrack.status.view import by_village
from ntmtrack.status.view import completion_rate
from ntmtrack.wording.words import Words

# The most rows of a list, fewer if the paper would not fit on its pages.
MOST_LISTED = 4
# The lines that three pages hold besides head and signature, and the characters in a line. Half a
# line is for the space above a paragraph and the empty ends of pages.
_MOST_LINES, _CHARACTERS, _SPACE = 108, 74, 0.5
_IN_TIME = ("open", "due-soon", "due-today")
# The most villages in the chart.
MOST_BARS = 12
# What a list adds to a task, its places and leads: nothing, the deadline, the change, or the state,
# which for an overdue task comes with the deadline.
Detail = Literal["plain", "deadline", "change", "state"]
Leads = Literal["named", "unnamed"]


class _Lists(NamedTuple):
    """Describe how lists are written: with how many rows at `most`, and in what words."""

    document: Document
    most: int
    words: Words


def paper_body(report: WeeklyReport, beside: Sequence[Block], words: Words) -> list[Block]:
    """Return the sections of the paper, with lists as long as fit next to the blocks `beside`."""
    room = _MOST_LINES - sum(map(_lines, beside))
    for most in range(MOST_LISTED, 1, -1):
        blocks = _sections(report, _Lists(report.view.document, most, words), words)
        if sum(map(_lines, blocks)) <= room:
            return blocks
    return _sections(report, _Lists(report.view.document, 1, words), words)


def _lines(block: Block) -> float:
    """Estimate how many lines of a page a block takes."""
    if isinstance(block, Table):
        return bool(block.title) + 1 + len(block.rows)
    texts = [getattr(block, "text", "")]
    if isinstance(block, Bullets):
        texts = list(block.items)
    return sum(_SPACE + ceil((len(text) or 1) / _CHARACTERS) for text in texts)


def _sections(report: WeeklyReport, lists: _Lists, words: Words) -> list[Block]:
    """Return the sections with lists of a given length."""
    return [
        Section(words.say("Results of the week")),
        *_results(report, lists, words),
        Section(words.say("Shortcomings and their causes")),
        *_shortcomings(report, lists, words),
        Section(words.say("Work for next week")),
        *_next_week(report, lists, words),
        Section(words.say("Proposals")),
        *bullets(_proposals(report, words), words),
    ]


def _results(report: WeeklyReport, lists: _Lists, words: Words) -> list[Block]:
    view = report.view
    done = words.say("Done this week: {count}.", count=_count(report.done, words))
    started = words.say("Begun this week: {count}.", count=_count(report.started, words))
    return [
        grid(view.counts, words)._replace(title=""),
        *_chart(view, words),
        Paragraph(changes_words(view.counts, report.previous, words)),
        Paragraph(completion_words(completion_rate(view.items), words)),
        *_listed(done, report.done, "state", lists),
        *_listed(started, report.started, "plain", lists),
        *_changed(report, lists, words),
        *_duties(report, words),
    ]


def _changed(report: WeeklyReport, lists: _Lists, words: Words) -> list[Block]:
    """Build the list of items extended, moved or cancelled this week."""
    if not report.changed:
        return []
    count = items_words(report.changed, words)
    heading = words.say("Extended, moved or cancelled this week: {count}.", count=count)
    return _listed(heading, report.changed, "change", lists)


def _count(items: Sequence[Item], words: Words) -> str:
    return items_words(items, words) if items else words.say("no item")


def _chart(view: View, words: Words) -> list[Block]:
    """Build bars of the items with a deadline, by village; nothing for a single village.

    Of many villages, only those with most overdue are drawn. Otherwise shared items come last, so
    that the bars add up to the table above.
    """
    figures_by_village = [
        (village, (counts.done_on_time, counts.done_late, counts.in_time, counts.overdue))
        for village, counts in by_village(view.items, view.document)
        if any((counts.done_on_time, counts.done_late, counts.in_time, counts.overdue))
    ]
    bars = [(village.name, figures) for village, figures in figures_by_village if village]
    shared = [
        (words.say("(shared items)"), figures)
        for village, figures in figures_by_village
        if not village
    ]
    has_differences = any(on_time or late or overdue for _, (on_time, late, _, overdue) in bars)
    if len(bars) < 2 or not has_differences:  # noqa: PLR2004 - a single bar has nothing to compare with
        return []
    title = words.say("Items with a deadline, by {village}")
    if len(bars) > MOST_BARS:
        bars, shared = sorted(bars, key=lambda bar: -bar[1][-1])[:MOST_BARS], []
        title = words.say(
            "Items with a deadline, the {count} {villages} with most overdue", count=MOST_BARS
        )
    rows = [(Cell(name), *map(Cell, figures)) for name, figures in (*bars, *shared)]
    return [Table(title, _chart_columns(words), rows)]


def _chart_columns(words: Words) -> list[Column]:
    return [
        Column(words.say("{Village}")),
        Column(words.say("Done on time"), number=True, bar="good"),
        Column(words.say("Done late"), number=True, bar="good-late"),
        Column(words.say("Not done, in time"), number=True, bar="open"),
        Column(words.say("Not done, overdue"), number=True, bar="bad"),
    ]


def _duties(report: WeeklyReport, words: Words) -> list[Block]:
    if not report.duties:
        return []
    texts = [duty_words(duty, words) for duty in report.duties]
    return [Paragraph(words.say("Recurring reports:")), Bullets(texts)]


def _shortcomings(report: WeeklyReport, lists: _Lists, words: Words) -> list[Block]:
    document = report.view.document
    blocks: list[Block] = []
    if report.overdue:
        late = as_sentence(overdue_words(count_of(report.overdue), words))
        new = items_words(report.newly_overdue, words)
        if report.newly_overdue:
            late += " " + words.say("New this week: {count}.", count=new)
        blocks += _listed(late, report.overdue, "state", lists)
    if report.no_update:
        silent = words.say(
            "No update for 7 days: {count}, of {names}.",
            count=items_words(report.no_update, words),
            names=lead_names_in_sentence(report.no_update, document),
        )
        blocks.append(Paragraph(silent))
    obstructed = [obstacle.item for obstacle in report.obstacles if not obstacle.solved]
    not_overdue = [item for item in obstructed if item.state.status != "overdue"]
    if not_overdue:
        blocks.append(Paragraph(words.say("Obstacles elsewhere:")))
        groups = group_items(not_overdue, words)
        texts = [_obstacle(group, document, words) for group in groups]
        blocks += _cut(groups, texts, lists)
    return blocks or bullets([], words)


def _obstacle(group: Sequence[Item], document: Document, words: Words) -> str:
    what = _what(group, document, words)
    return f"{what}. {as_sentence(group[0].obstacle or '')}".rstrip()


def _next_week(report: WeeklyReport, lists: _Lists, words: Words) -> list[Block]:
    blocks: list[Block] = []
    if report.overdue:
        late = overdue_words(count_of(report.overdue), words)
        blocks.append(Paragraph(words.say("To be finished first: {overdue}.", overdue=late)))
    if report.next_due:
        due = words.say("To be finished: {count}.", count=items_words(report.next_due, words))
        blocks += _listed(due, report.next_due, "deadline", lists)
    if report.next_starting:
        begin = words.say("To begin: {count}.", count=items_words(report.next_starting, words))
        blocks += _listed(begin, report.next_starting, "plain", lists)
    keys = {item.key for item in (*report.next_due, *report.next_starting)}
    blocks += _going_on(report, keys, words)
    events = [
        f"{event.name}: {words.day(event.date)}." for event in report.next_events if event.date
    ]
    if events:
        blocks.append(Bullets(events))
    return blocks or bullets([], words)


def _going_on(report: WeeklyReport, listed_keys: AbstractSet[str], words: Words) -> list[Block]:
    """Return how many items continue in time, besides those listed.

    Recurring duties are left out, and the sentence says so: their figures stand above.
    """
    in_time = [item for item in report.view.items if item.state.status in _IN_TIME]
    going_on = [item for item in in_time if not item.task.repeat and item.key not in listed_keys]
    if not going_on:
        return []
    count = items_words(going_on, words)
    if any(item.task.repeat for item in in_time):
        text = words.say(
            "To be continued: {count}, in time, besides recurring duties.", count=count
        )
    else:
        text = words.say("To be continued: {count}, in time.", count=count)
    return [Paragraph(text)]


def _proposals(report: WeeklyReport, words: Words) -> list[str]:
    """Return the proposals that the week's figures call for; a person adds others."""
    document = report.view.document
    texts = []
    obstructed = {
        obstacle.item.key: obstacle.item for obstacle in report.obstacles if not obstacle.solved
    }
    if obstructed:
        stuck = items_words(obstructed.values(), words)
        texts.append(words.say("Decide how to remove the obstacles of {count}.", count=stuck))
    if report.overdue:
        names = lead_names_in_sentence(report.overdue, document)
        texts.append(
            words.say(
                "Direct the following to finish what is overdue and report the cause: {names}.",
                names=names,
            )
        )
    return texts


def _listed(heading: str, items: Sequence[Item], detail: Detail, lists: _Lists) -> list[Block]:
    """Build a heading that counts items, and below it the list of their tasks."""
    if not items:
        return [Paragraph(heading)]
    groups = group_items(items, lists.words)
    texts = [_line(group, lists.document, lists.words, detail) for group in groups]
    return [Paragraph(heading), *_cut(groups, texts, lists)]


def _cut(groups: Sequence[Sequence[Item]], texts: Sequence[str], lists: _Lists) -> list[Block]:
    """Build a list of the first groups, and count the others."""
    if len(groups) <= lists.most + 1:
        return [Bullets(texts)]
    unlisted = [item for group in groups[lists.most :] for item in group]
    more = lists.words.say("Besides these: {count}.", count=items_words(unlisted, lists.words))
    return [Bullets([*texts[: lists.most], more])]


def _line(group: Sequence[Item], document: Document, words: Words, detail: Detail) -> str:
    """Return the line about one task in a list, with the cause or the note."""
    item = group[0]
    omits_leads = detail == "change" or (item.state.done and item.task.each != "owner")
    leads: Leads = "unnamed" if omits_leads else "named"
    parts = [_what(group, document, words, leads)]
    is_cancelled = item.state.status == "cancelled"
    is_late = detail == "state" and item.state.status == "overdue"
    if detail == "deadline" or is_late:
        parts += deadline_phrases(item, words)
    elif detail == "change" and not is_cancelled:
        parts += deadline_phrases(item, words)[-1:]  # the annex has the first deadline, too
    if is_cancelled or (detail == "state" and item.state.status != "done"):
        parts.append(status_in_sentence(item, words))
    notes = reason_sentences(item, words) if detail == "change" else []
    if is_late and item.obstacle:
        notes.append(words.say("Cause: {note}", note=as_sentence(item.obstacle)))
    if is_late:
        notes += remark_sentences(item, words)
    return " ".join(["; ".join(parts) + ".", *notes])


def _what(
    group: Sequence[Item],
    document: Document,
    words: Words,
    leads: Leads = "named",
) -> str:
    """Return a task, where it is done and, unless they are left out, its leads."""
    parts = [item_title(group[0], words), *place_phrases(group, document, words)]
    if leads == "named":
        parts.append(lead_names_in_sentence(group, document))
    return "; ".join(parts)


def added_later_words(report: WeeklyReport, words: Words) -> list[Block]:
    """Return how many entries of this week are about earlier days: they change earlier reports."""
    count = len(report.added_later)
    if not count:
        return []
    return [
        Paragraph(
            words.plural(
                "{count} entry written this week is about earlier days.",
                "{count} entries written this week are about earlier days.",
                count,
            ),
            "quiet",
        )
    ]
