"""The first section of the weekly report: the figures, and what the week brought."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from ntmtrack.reports.sentences import cited
from ntmtrack.reports.sentences import sentences
from ntmtrack.reports.tables import Block
from ntmtrack.reports.tables import Bullets
from ntmtrack.reports.tables import Line
from ntmtrack.reports.tables import Section
from ntmtrack.reports.tables import counts_table
from ntmtrack.reports.tables import details
from ntmtrack.reports.tables import grid
from ntmtrack.reports.views import View
from ntmtrack.reports.views import task_title
from ntmtrack.reports.volumes import Volume
from ntmtrack.reports.volumes import volumes
from ntmtrack.reports.weekly.week import Duty
from ntmtrack.reports.weekly.week import WeeklyReport
from ntmtrack.status.counts import Counts
from ntmtrack.status.items import Item
from ntmtrack.status.occurrences import tally
from ntmtrack.wording.words import N_
from ntmtrack.wording.words import Words

CHANGES = {
    "total": N_("total"),
    "done_on_time": N_("done on time"),
    "done_late": N_("done late"),
    "done_no_deadline": N_("done, no deadline"),
    "in_time": N_("not done, in time"),
    "overdue": N_("not done, overdue"),
    "no_deadline": N_("not done, no deadline"),
}


def blocks(report: WeeklyReport, words: Words) -> list[Block]:
    """Give the parts of the section, each under its own heading."""
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
        Line(details(counts, words)),
        Line(_compared(counts, report.previous.counts if report.previous else None, words)),
        Line(
            words.say(
                "Completion rate: {completion}; update rate: {update}.",
                completion=words.percent(report.completion_rate),
                update=words.percent(report.update_rate),
            )
        ),
    ]


def _compared(now: Counts, before: Counts | None, words: Words) -> str:
    if before is None:
        return words.say("This is the first week; there is nothing to compare with.")
    new, old = now._asdict(), before._asdict()
    changed = [
        f"{words.say(label)} {new[name]} ({new[name] - old[name]:+d})"
        for name, label in CHANGES.items()
        if new[name] != old[name]
    ]
    if not changed:
        return words.say("No figure changed since last week.")
    return words.say("Since last week: {changes}.", changes=", ".join(changed))


def _results(report: WeeklyReport, words: Words) -> list[Block]:
    document = report.view.document
    return [
        Section(words.say("Done this week"), 2),
        *_by_place(report.done, report.view, words),
        Section(words.say("Begun this week"), 2),
        *listed(sentences(report.started, document, words), words),
    ]


def _by_place(items: Sequence[Item], view: View, words: Words) -> list[Block]:
    """List items village by village, the shared ones last."""
    if not items:
        return listed([], words)
    found: list[Block] = []
    names = [*view.document.villages.values(), None]
    for village in names:
        own = [item for item in items if item.village == village]
        if own:
            found.append(Line(village.name if village else words.say("Shared tasks"), "title"))
            found.append(Bullets(sentences(own, view.document, words)))
    return found


def _duties(report: WeeklyReport, words: Words) -> list[Block]:
    return [
        Section(words.say("Recurring reports"), 2),
        *listed([_duty(duty, words) for duty in report.duties], words),
    ]


def _duty(duty: Duty, words: Words) -> str:
    found = tally(duty.occurrences)
    expected = len(duty.occurrences) - found["pending"]
    task = "; ".join([cited(duty.item, words), *_whose(duty.item)])
    if not expected:
        return words.say("{task}: nothing was due.", task=task)
    said = words.say(
        "{task}: expected {expected}; on time {on_time}, late {late}, missing {missing},"
        " nothing to report {nothing}, excused {excused}.",
        task=task,
        expected=expected,
        **{name: number for name, number in found.items() if name != "pending"},
    )
    missing = [words.day(one.day) for one in duty.occurrences if one.outcome == "missing"]
    if missing:
        said += " " + words.say("Missing: {days}.", days=", ".join(missing))
    return said


def _whose(item: Item) -> list[str]:
    """Name the village or the owner whose share of a duty this is."""
    if item.village:
        return [item.village.name]
    return [item.lead.name] if item.task.each else []


def _quantities(report: WeeklyReport, words: Words) -> list[Block]:
    """Say what each task has reached, its measures in one sentence."""
    rows = [row for row in volumes(report.view).rows if row.measure.goal or row.given]
    tasks = groupby(rows, key=lambda row: row.task)
    said = [
        f"{task_title(task, words)}: {'; '.join(_quantity(row, words) for row in measures)}."
        for task, measures in tasks
    ]
    return [Section(words.say("Tasks with a quantity"), 2), *listed(said, words)]


def _quantity(row: Volume, words: Words) -> str:
    measure = row.measure
    values = {"name": measure.name, "unit": measure.unit, "goal": _goal(row, words)}
    if not row.given:
        return words.say("{name}: goal {goal} {unit}, no figure yet", **values)
    if measure.kind == "percent":
        count = len(row.figures)
        return words.say(
            "{name}: goal {goal} {unit}, met by {met} of {count}",
            met=row.met,
            count=count,
            **values,
        )
    values["reached"] = words.number(row.reached or 0)
    if row.percent is None:
        return words.say("{name}: {reached} {unit}", **values)
    percent = words.number(row.percent)
    return words.say(
        "{name}: goal {goal} {unit}, reached {reached} ({percent}%)", percent=percent, **values
    )


def _goal(row: Volume, words: Words) -> str:
    """Say the goal of all items together; a percentage is the goal of each."""
    if row.measure.kind == "percent":
        return f"{words.number(row.measure.goal or 0)}%"
    sign = "> " if row.measure.kind == "more_than" else ""
    return sign + words.number(row.goal or 0)


def _breakdown(report: WeeklyReport, words: Words) -> list[Block]:
    shared = words.say("(shared tasks)")
    villages = [(one.name if one else shared, counts) for one, counts in report.by_village]
    owners = [(one.name, counts) for one, counts in report.by_owner]
    return [
        Section(words.say("By village"), 2),
        counts_table("", words.say("Village"), villages, words),
        Section(words.say("By owner"), 2),
        counts_table("", words.say("Answers"), owners, words),
    ]


def listed(items: Sequence[str], words: Words) -> list[Block]:
    """Give a list, or say that there is nothing to list."""
    return [Bullets(items)] if items else [Line(words.say("Nothing."), "quiet")]
