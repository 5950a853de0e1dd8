"""The first section of the weekly report: the figures, and what the week brought."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Sequence
from datetime import date
from itertools import groupby

from ntmtrack.directive import recurrence
from ntmtrack.directive.model import PERCENT
from ntmtrack.directive.model import Measure
from ntmtrack.reports.common_tables import completion_words
from ntmtrack.reports.common_tables import directives_table
from ntmtrack.reports.common_tables import grid
from ntmtrack.reports.common_tables import grid_note
from ntmtrack.reports.common_tables import owner_names
from ntmtrack.reports.common_tables import owners_blocks
from ntmtrack.reports.common_tables import rate_words
from ntmtrack.reports.common_tables import village_names
from ntmtrack.reports.common_tables import villages_table
from ntmtrack.reports.entry_words import occurrence_words
from ntmtrack.reports.measure_words import amount_words
from ntmtrack.reports.measure_words import goal_words
from ntmtrack.reports.quantities import MeasureTotal
from ntmtrack.reports.quantities import measure_table
from ntmtrack.reports.register import lateness_words
from ntmtrack.reports.register import tally_data
from ntmtrack.reports.sentences import cited_share
from ntmtrack.reports.sentences import deadline_phrases
from ntmtrack.reports.sentences import sentences
from ntmtrack.reports.tables import Block
from ntmtrack.reports.tables import Bullets
from ntmtrack.reports.tables import Paragraph
from ntmtrack.reports.tables import Section
from ntmtrack.reports.volumes import met_words
from ntmtrack.reports.volumes import missing_words
from ntmtrack.reports.volumes import row_title
from ntmtrack.reports.volumes import share_goal_words
from ntmtrack.reports.weekly.week import DutyWeek
from ntmtrack.reports.weekly.week import WeeklyReport
from ntmtrack.status.items import Item
from ntmtrack.status.view import Counts
from ntmtrack.status.view import View
from ntmtrack.status.view import by_owner
from ntmtrack.status.view import by_village
from ntmtrack.status.view import completion_rate
from ntmtrack.status.view import update_rate
from ntmtrack.wording.words import N_
from ntmtrack.wording.words import Words

_LABELS = {
    "total": N_("total"),
    "done_on_time": N_("done on time"),
    "done_late": N_("done late"),
    "done_no_deadline": N_("done, no date"),
    "in_time": N_("not done, in time"),
    "overdue": N_("not done, overdue"),
    "no_deadline": N_("not done, no deadline"),
}


def results(report: WeeklyReport, words: Words) -> list[Block]:
    """Return the parts of the section, each under its own heading."""
    return [
        *_figures(report, words),
        *_results(report, words),
        *_duties(report, words),
        *_quantities(report, words),
        *_breakdown(report, words),
    ]


def _figures(report: WeeklyReport, words: Words) -> list[Block]:
    counts = report.view.counts
    return [
        Section(words.say("Figures"), 2),
        grid(counts, words),
        Paragraph(grid_note(counts, words)),
        Paragraph(changes_words(counts, report.previous, words)),
        *(Paragraph(text) for text in _rates(report, words)),
    ]


def _rates(report: WeeklyReport, words: Words) -> list[str]:
    """Return both rates, what they are of, and what they leave out."""
    view = report.view
    update = update_rate(view.items, view.moment)
    watched = words.say(
        "Items updated in the last 7 days: {rate}, of the unfinished ones that have"
        " begun or should have by now.",
        rate=rate_words(update, words),
    )
    texts = [completion_words(completion_rate(view.items), words), watched]
    if too_new := update.whole - update.part - len(report.no_update):
        texts.append(
            words.plural(
                "{count} of these has no update yet, but could not have begun 7 days ago.",
                "{count} of these have no update yet, but could not have begun 7 days ago.",
                too_new,
            )
        )
    return [texts[0], " ".join(texts[1:])]


def changes_words(counts: Counts, previous: View | None, words: Words) -> str:
    """Return which figures changed since the week before."""
    if previous is None:
        return words.say("This is the first week; there is nothing to compare with.")
    new, old = counts._asdict(), previous.counts._asdict()
    changes = [
        _change_words(words.say(label), new[name], new[name] - old[name], words)
        for name, label in _LABELS.items()
        if new[name] != old[name]
    ]
    if not changes:
        return words.say("No figure changed since last week.")
    return words.say("Since last week: {changes}.", changes="; ".join(changes))


def _change_words(label: str, count: int, change: int, words: Words) -> str:
    """Return a figure, and by how much it rose or fell."""
    if change > 0:
        return words.say("{label} {count} (up {change})", label=label, count=count, change=change)
    return words.say("{label} {count} (down {change})", label=label, count=count, change=-change)


def _results(report: WeeklyReport, words: Words) -> list[Block]:
    document = report.view.document
    return [
        Section(words.say("Done this week"), 2),
        *_by_village(report.done, report.view, words),
        Section(words.say("Begun this week"), 2),
        *bullets(sentences(report.started, document, words), words),
        *_changed(report, words),
    ]


def _changed(report: WeeklyReport, words: Words) -> list[Block]:
    """Build the list of items extended, moved or cancelled; most weeks have none."""
    if not report.changed:
        return []
    return [
        Section(words.say("Extended, moved or cancelled this week"), 2),
        *bullets(sentences(report.changed, report.view.document, words, about="change"), words),
    ]


def _by_village(items: Sequence[Item], view: View, words: Words) -> list[Block]:
    """Build a list of items for each village, with the shared items last."""
    if not items:
        return bullets([], words)
    blocks: list[Block] = []
    for village in (*view.document.villages.values(), None):
        village_items = [item for item in items if item.village == village]
        if village_items:
            name = village.name if village else words.say("Shared items")
            blocks += [
                Paragraph(name, "title"),
                Bullets(sentences(village_items, view.document, words)),
            ]
    return blocks


def _duties(report: WeeklyReport, words: Words) -> list[Block]:
    return [
        Section(words.say("Recurring reports"), 2),
        *bullets([duty_words(duty, words) for duty in report.duties], words),
    ]


def duty_words(duty: DutyWeek, words: Words) -> str:
    """Return how many reports a duty owed in the week, and their outcomes."""
    counts = tally_data(duty.occurrences)
    task = cited_share(duty.item, words)
    if not counts["expected"]:
        text = words.say("{task}: nothing was due.", task=task)
        if duty.item.state.status == "overdue":
            (missing,) = deadline_phrases(duty.item, words)
            text = words.say("{task}: nothing new was due; {missing}.", task=task, missing=missing)
        return " ".join([text, *_arrivals(duty, words)])
    text = words.say(
        "{task}: expected {expected}; on time {on_time}, late {late}, missing {missing},"
        " nothing to report {nothing}, excused {excused}.",
        task=task,
        **counts,
    )
    return " ".join([text, *_missing(duty, words), *_arrivals(duty, words)])


def _missing(duty: DutyWeek, words: Words) -> Iterator[str]:
    """Yield the missing reports, by their periods or their days."""
    days, repeat = duty.missing_days, duty.item.task.repeat
    if not days:
        return
    if repeat and recurrence.is_named_by_period(repeat):
        names = [occurrence_words(day, recurrence.period_on(repeat, day), words) for day in days]
        yield words.say("No report yet for: {names}.", names=", ".join(names))
    elif len(days) == 1:
        yield words.say("Missing on {day}.", day=words.day(days[0]))
    elif len(days) > 2 and (days[-1] - days[0]).days == len(days) - 1:  # noqa: PLR2004 - as below
        first, last = words.day(days[0]), words.day(days[-1])
        yield words.say("Missing from {first} to {last}.", first=first, last=last)
    else:
        yield words.say("Missing: {days}.", days=", ".join(_runs_of_days(days, words)))


def _runs_of_days(days: Sequence[date], words: Words) -> list[str]:
    """Return days in order; of more than two consecutive days only the first and the last."""
    runs = [
        [day for _, day in run]
        for _, run in groupby(enumerate(days), lambda placed: placed[1].toordinal() - placed[0])
    ]
    texts = []
    for run in runs:
        names = [words.day(day) for day in run]
        if len(names) > 2:  # noqa: PLR2004 - two days are no shorter as a range
            names = [words.say("{first} to {last}", first=names[0], last=names[-1])]
        texts += names
    return texts


def _arrivals(duty: DutyWeek, words: Words) -> list[str]:
    """Return for each report of an earlier day when it came in this week, and how late."""
    return [
        words.say(
            "The report of {day} came on {on}: {outcome}.",
            day=occurrence_words(arrival.day, arrival.period, words),
            on=words.when(arrival.entry.on),
            outcome=lateness_words(arrival, words),
        )
        for arrival in duty.arrivals
        if arrival.entry
    ]


def _quantities(report: WeeklyReport, words: Words) -> list[Block]:
    """Build one sentence for each task with measures: what each measure has reached."""
    rows = [row for row in measure_table(report.view).rows if row.has_goal or row.amounts]
    tasks = [
        f"{title}: {'; '.join(_quantity(row, words) for row in measures)}."
        for (_, title), measures in groupby(rows, lambda row: (row.task.id, row_title(row, words)))
    ]
    return [Section(words.say("Tasks with measures"), 2), *bullets(tasks, words)]


def _quantity(row: MeasureTotal, words: Words) -> str:
    """Return a measure's goal and sum; if each item has its own goal, how many have met it."""
    measure = row.item_goal
    values = {"name": measure.name, "unit": measure.unit, "reached": _reached(row, words)}
    if row.each_has_goal:
        return _own_goals(row, words)
    if not row.has_goal:
        return words.say("{name}: {reached} {unit}", **values)
    if measure.kind == "at_most" or (measure.whole is not None and not row.complete):
        return _beside_goal(row, measure, words)
    percent = "%" if measure.kind == "percent" else ""
    sign = "> " if measure.kind == "more_than" else ""
    unit = "" if percent and measure.unit == PERCENT else f" {measure.unit}"
    goal = words.number(row.goal or measure.goal or 0)
    values["goal"] = f"{sign}{goal}{percent}{unit}"
    if not row.amounts:
        return words.say("{name}: goal {goal}, no figure yet", **values)
    if row.percent is None:
        values["reached"] += percent
        return words.say("{name}: goal {goal}, reached {reached}", **values)
    return words.say(
        "{name}: goal {goal}, reached {reached} ({percent}%)",
        percent=words.number(row.percent),
        **values,
    )


def _reached(row: MeasureTotal, words: Words) -> str:
    """Return the sum; for percentages, which have none, the lowest and the highest."""
    figures = sorted(row.amounts) if row.reached is None else [row.reached]
    ends = dict.fromkeys([*figures[:1], *figures[-1:]])
    return "–".join(words.number(figure) for figure in ends)


def _beside_goal(row: MeasureTotal, measure: Measure, words: Words) -> str:
    """Return a sum next to a goal that it is no part of.

    Such a goal is an upper limit, or also covers items that are not shown.
    """
    values = {"name": measure.name, "goal": goal_words(measure, words)}
    if not row.amounts:
        return words.say("{name}: {goal}, no figure yet", **values)
    reached = row.amounts[0] if row.reached is None else row.reached
    amount = amount_words(measure, reached, words)
    return words.say("{name}: {amount} ({goal})", amount=amount, **values)


def _own_goals(row: MeasureTotal, words: Words) -> str:
    """Return how many have met their own goal, the sum, and how many gave no figure."""
    goal = share_goal_words(row, goal_words(row.measure, words) or "", words)
    parts = [
        words.say(
            "{name}: goal met by {met} ({goal})",
            name=row.measure.name,
            met=met_words(row, words),
            goal=goal,
        )
    ]
    if row.reached is not None:
        amount = amount_words(row.measure, row.reached, words)
        parts.append(words.say("{amount} in all", amount=amount))
    if row.missing:
        parts.append(missing_words(row, words))
    return ", ".join(parts)


def _breakdown(report: WeeklyReport, words: Words) -> list[Block]:
    view = report.view
    in_villages = by_village(view.items, view.document)
    by_directive: list[Block] = [
        Section(words.say("By directive"), 2),
        directives_table(view, words, title=""),
    ]
    villages: list[Block] = [
        Section(words.say("By {village}"), 2),
        villages_table(village_names(in_villages), words, title=""),
    ]
    return [
        *(by_directive if view.several else []),
        *(villages if any(village for village, _ in in_villages) else []),
        Section(words.say("By owner"), 2),
        *owners_blocks(owner_names(by_owner(view.items)), view.counts, words, title=""),
    ]


def bullets(texts: Sequence[str], words: Words) -> list[Block]:
    """Return a list, or a line that says that there is nothing to list."""
    return [Bullets(texts)] if texts else [Paragraph(words.say("Nothing."), "quiet")]
