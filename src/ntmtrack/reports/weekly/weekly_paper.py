"""The weekly report as a paper for signature, with annexes as short as the user wants.

The annexes are the table of tasks, and figures as offices arrange them.
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Literal

from ntmtrack.directive.issuers import level_of
from ntmtrack.directive.model import Document
from ntmtrack.directive.model import Village
from ntmtrack.directive.names import without_place_before
from ntmtrack.reports.common_tables import directives_table
from ntmtrack.reports.deadline_words import due_cell
from ntmtrack.reports.item_words import Extra
from ntmtrack.reports.item_words import append_aside
from ntmtrack.reports.item_words import as_sentence
from ntmtrack.reports.item_words import extra_cells
from ntmtrack.reports.item_words import extra_columns
from ntmtrack.reports.item_words import extras_of
from ntmtrack.reports.item_words import item_title
from ntmtrack.reports.item_words import plain_lead_names
from ntmtrack.reports.item_words import plain_names
from ntmtrack.reports.item_words import status_words
from ntmtrack.reports.item_words import whole_level_words
from ntmtrack.reports.measure_words import all_reached_words
from ntmtrack.reports.measure_words import amount_words
from ntmtrack.reports.measure_words import goal_words
from ntmtrack.reports.paper import Paper
from ntmtrack.reports.paper import blank_paper
from ntmtrack.reports.quantities import ItemAmount
from ntmtrack.reports.quantities import MeasureTotal
from ntmtrack.reports.quantities import measure_table
from ntmtrack.reports.report_head import document_kind
from ntmtrack.reports.report_head import finished_words
from ntmtrack.reports.report_head import kind_of_all_places
from ntmtrack.reports.report_head import letter_words
from ntmtrack.reports.report_head import scope
from ntmtrack.reports.sentences import group_items
from ntmtrack.reports.sentences import place_phrases
from ntmtrack.reports.sentences import remark
from ntmtrack.reports.tables import Block
from ntmtrack.reports.tables import Bullets
from ntmtrack.reports.tables import Cell
from ntmtrack.reports.tables import Column
from ntmtrack.reports.tables import Paragraph
from ntmtrack.reports.tables import Rows
from ntmtrack.reports.tables import Table
from ntmtrack.reports.weekly.joint_week import by_issuer
from ntmtrack.reports.weekly.paper_body import MOST_LISTED
from ntmtrack.reports.weekly.paper_body import added_later_words
from ntmtrack.reports.weekly.paper_body import paper_body
from ntmtrack.reports.weekly.sections import footnotes
from ntmtrack.reports.weekly.week import WeeklyReport
from ntmtrack.status.items import Item
from ntmtrack.status.view import View
from ntmtrack.wording.words import N_
from ntmtrack.wording.words import Words

# The tasks in the annexes: none, those that the week is about, or all.
Annex = Literal["none", "short", "full"]


def papers(report: WeeklyReport, annex: Annex, words: Words) -> list[Paper]:
    """Build the paper for signature; for directives of several issuers, one for each issuer."""
    return [
        _paper(
            part,
            annex,
            words.with_place_word(kind_of_all_places(each.document for each in part.view.parts)),
        )
        for part in by_issuer(report)
    ]


def _paper(report: WeeklyReport, annex: Annex, words: Words) -> Paper:
    view = report.view
    subject = _subject(report, words)
    tables = [*_by_directive(view, annex, words), *annexes(report, annex, words)]
    enclosed = [Paragraph(words.say("(Details are in the annex.)"))] if tables else []
    above = [*_opening(view, annex, words), *scope(view.selection, view.document, words)]
    below = [
        *added_later_words(report, words),
        *footnotes(report, words),
        *finished_words(view, words),
        *enclosed,
        Paragraph(words.say("This is the report on the {subject}.", subject=subject)),
    ]
    return replace(
        blank_paper("BC", view.document, view.moment.day, words),
        subject=subject,
        body=[*above, *paper_body(report, [*above, *below], words), *below],
        annexes=tables,
    )


def _subject(report: WeeklyReport, words: Words) -> str:
    directives = [part.document.directive for part in report.view.parts]
    start, end = words.day(report.week.start), words.day(report.week.end)
    if len(directives) > 1:
        return words.say(
            "results of carrying out {count} directives, week of {start} to {end}",
            count=words.count(len(directives)),
            start=start,
            end=end,
        )
    (directive,) = directives
    return words.say(
        "results of carrying out {kind} {number}, week of {start} to {end}",
        kind=document_kind(directive.number, words),
        number=directive.number,
        start=start,
        end=end,
    )


def _opening(view: View, annex: Annex, words: Words) -> list[Block]:
    """Return the directives that the paper is based on; if several, with their figures or annex."""
    directives = [part.document.directive for part in view.parts]
    if _by_directive(view, annex, words):
        text = words.say(
            "Under {count} directives, with the figures of each in an annex, the week"
            " brought the following results:",
            count=words.count(len(directives)),
        )
        return [Paragraph(text)]
    if len(directives) > 1:
        text = words.say("Under these directives the week brought the following results:")
        letters = [f"{letter_words(each, words)}." for each in directives]
        listed = [Bullets(letters)] if len(letters) <= MOST_LISTED else []
        return [Paragraph(text), *listed, _figures_by_directive(view, "", words)]
    (directive,) = directives
    text = N_("Under {letter}, the week brought the following results:")
    return [Paragraph(words.say(text, letter=letter_words(directive, words)))]


def _by_directive(view: View, annex: Annex, words: Words) -> list[Table]:
    """Return the figures of each directive as an annex, if they would fill the paper itself."""
    if annex == "none" or len(view.parts) <= MOST_LISTED:
        return []
    return [_figures_by_directive(view, words.say("FIGURES BY DIRECTIVE"), words)]


def _figures_by_directive(view: View, title: str, words: Words) -> Table:
    """Return the figures of each directive, cited in full unless a list above does so."""
    table = directives_table(view, words, title=title)
    if len(view.parts) <= MOST_LISTED:
        return table
    rows = [
        (Cell(letter_words(part.document.directive, words)), *row[1:])
        for part, row in zip(view.parts, table.rows, strict=True)
    ]
    return table._replace(rows=rows)


def annexes(report: WeeklyReport, annex: Annex, words: Words) -> list[Table]:
    """Return the annexes that have any rows."""
    if annex == "none":
        return []
    items = list(report.view.items) if annex == "full" else _of_the_week(report)
    rows = measure_table(report.view).rows
    figures = _all_figures(rows) if annex == "full" else _figures_of_the_week(rows)
    tables = [_tracking_table(items, report, words), _figures_table(figures, report, words)]
    return [table for table in tables if table.rows]


def _of_the_week(report: WeeklyReport) -> list[Item]:
    """Return what is late, due by the end of next week, or was done or changed this week.

    The items are in the order of the file.
    """
    news = [*report.done, *report.changed]
    pressing = [*report.overdue, *report.next_due, *report.next_starting, *news]
    keys = {item.key for item in pressing}
    return [item for item in report.view.items if item.key in keys]


def _all_figures(rows: Iterable[MeasureTotal]) -> list[ItemAmount]:
    return [figure for row in rows for figure in row.figures]


def _figures_of_the_week(rows: Sequence[MeasureTotal]) -> list[ItemAmount]:
    """Return the figures of measures with anything to report, for all villages that owe them.

    Readers look for each village, so one without such a measure gets all its figures.
    """
    reported = _all_figures(row for row in rows if any(map(_is_worth_telling, row.figures)))
    villages = {figure.item.village for figure in reported}
    return reported + [
        figure for figure in _all_figures(rows) if figure.item.village not in villages | {None}
    ]


def _is_worth_telling(figure: ItemAmount) -> bool:
    """Return whether there is a figure, or one is owed for a goal, even after the item is done."""
    owed = figure.has_goal and figure.item.state.status != "cancelled"
    return owed or figure.amount is not None


def _tracking_table(items: Sequence[Item], report: WeeklyReport, words: Words) -> Table:
    """Build the table of items in the office's columns, one row for each task and state."""
    extras, document = extras_of(items), report.view.document
    groups = list(enumerate(group_items(items, words), 1))
    return Table(
        words.say("TRACKING TABLE"),
        [
            Column(words.say("No."), number=True),
            Column(words.say("Task"), wraps=True),
            Column(words.say("Lead"), wraps=True),
            Column(words.say("Support"), wraps=True),
            *extra_columns(extras, words),
            Column(words.say("Due"), wraps=True, lines=3),
            Column(words.say("Result, progress"), wraps=True, lines=2),
            Column(words.say("Finished on"), wraps=True),
            Column(words.say("Cause"), wraps=True),
            Column(words.say("Note"), wraps=True),
        ],
        Rows(groups, lambda group: _tracking_row(*group, extras, document, words)),
    )


def _tracking_row(
    number: int, group: Sequence[Item], extras: Sequence[Extra], document: Document, words: Words
) -> Sequence[Cell]:
    item = group[0]
    where = ", ".join(place_phrases(group, document, words))
    title = item_title(item, words)
    reached = all_reached_words(group, words)
    status = status_words(item, words)
    return (
        Cell(number),
        Cell(append_aside(title, where)),
        Cell(plain_lead_names(group, document)),
        Cell(plain_names(item.support, document)),
        *extra_cells(extras, item),
        due_cell(item, words),
        Cell(f"{status}; {reached}" if reached else status),
        Cell(_days(group, words)),
        Cell(as_sentence(item.obstacle or "")),
        Cell(as_sentence(remark(item) or "")),
    )


def _days(group: Sequence[Item], words: Words) -> str:
    """Return the day on which items were finished, or the first and the last of several."""
    days: list[date] = sorted({item.state.done.date() for item in group if item.state.done})
    if not days or not all(item.state.done for item in group):
        return ""
    first, last = words.day(days[0]), words.day(days[-1])
    return first if first == last else f"{first} – {last}"


def _figures_table(figures: Sequence[ItemAmount], report: WeeklyReport, words: Words) -> Table:
    """Build the table of figures as offices arrange it: first shared items, then each village."""
    by_place: dict[Village | None, list[ItemAmount]] = {None: []}
    by_place |= {village: [] for village in report.view.document.villages.values()}
    for figure in figures:
        by_place[figure.item.village].append(figure)
    filled = [(place, amounts) for place, amounts in by_place.items() if amounts]
    plans = _plans(report, words)
    return Table(
        words.say("FIGURES BY VILLAGE"),
        [
            Column(words.say("Place, task"), wraps=True),
            Column(words.say("Goal set"), wraps=True, lines=2),
            Column(words.say("Result"), wraps=True, lines=1),
            Column(words.say("Plan for next week"), wraps=True, lines=2),
        ],
        [
            row
            for number, (place, amounts) in enumerate(filled, 1)
            for row in _place_rows(
                f"{number}. {_heading(place, report.view.document, words)}", amounts, plans, words
            )
        ],
    )


def _place_rows(
    heading: str,
    figures: Sequence[ItemAmount],
    plans: Mapping[str, str],
    words: Words,
) -> Iterator[Sequence[Cell]]:
    yield Cell(heading, "head"), Cell(""), Cell(""), Cell("")
    for figure in figures:
        measure, amount = figure.measure, figure.amount
        yield (
            Cell(f"{item_title(figure.item, words)}: {measure.name}"),
            Cell(goal_words(measure, words) or ""),
            Cell(
                words.say("no figure yet")
                if amount is None
                else amount_words(measure, amount, words)
            ),
            Cell(plans.get(figure.item.key, "")),
        )


def _heading(place: Village | None, document: Document, words: Words) -> str:
    """Return the heading of a block of figures: the whole commune's, or “Village X”."""
    if place is None:
        issuer, has_villages = document.directive.issuer, bool(document.villages)
        whole = whole_level_words(level_of(issuer, has_villages=has_villages), words)
        return words.say("For the {whole}", whole=whole) if whole else words.say("Shared items")
    says_kind = words.place is not None or without_place_before(place.name) != place.name
    text = N_("For {name}") if says_kind else N_("For the {village} of {name}")
    return words.say(text, name=place.name)


def _plans(report: WeeklyReport, words: Words) -> dict[str, str]:
    """Return the plan for next week by item key, as far as the data go; a person adds the rest."""
    begin, finish = words.say("Begin"), words.say("Finish what is overdue")
    return {
        **{item.key: begin for item in report.next_starting},
        **{
            item.key: words.say("Finish, due {deadline}", deadline=due_cell(item, words).text)
            for item in report.next_due
        },
        **{item.key: finish for item in report.overdue},
    }
