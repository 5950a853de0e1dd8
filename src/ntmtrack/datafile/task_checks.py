"""The rules for tasks: when they are due, how they recur, and what they count.

A recurrence names days that its periods have, and at least one must occur; a measure has at most
one goal. `check --strict` questions weekends, and yearly duties without a day.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from datetime import date
from datetime import timedelta
from decimal import Decimal

from ntmtrack.datafile.file_format import TaskPart
from ntmtrack.datafile.partial import PartialFile
from ntmtrack.datafile.task_parts import EVERY_SHARE
from ntmtrack.datafile.task_parts import MeasurePart
from ntmtrack.datafile.task_parts import RulePart
from ntmtrack.directive import dates
from ntmtrack.directive import log
from ntmtrack.directive import named_days
from ntmtrack.directive.dates import format_day
from ntmtrack.directive.deadlines import Deadline
from ntmtrack.directive.model import PERCENT
from ntmtrack.directive.model import GoalKind
from ntmtrack.directive.model import Repeat
from ntmtrack.directive.model import Task
from ntmtrack.directive.periods import PeriodName
from ntmtrack.directive.recurrence import count_all
from ntmtrack.directive.recurrence import first_day
from ntmtrack.wording.codes import Code
from ntmtrack.wording.problem import KeyPath
from ntmtrack.wording.problem import Problem
from ntmtrack.wording.problem import problem_at

_SATURDAY = dates.WEEKDAYS.index("sat")
# The problem of a wrong day, by the kind of period.
_BAD_NAMED_DAY: Mapping[PeriodName, Code] = {
    "month": Code.BAD_NAMED_DAY_MONTH,
    "quarter": Code.BAD_NAMED_DAY_QUARTER,
    "half-year": Code.BAD_NAMED_DAY_QUARTER,
    "year": Code.BAD_NAMED_DAY_YEAR,
}
_ALL = 100  # per cent


def weekend(file: PartialFile) -> Iterator[Problem]:
    """Warn of deadlines on a weekend: of tasks, amendments and extensions.

    Except if the work has a start and ends with its month, and for periods, which name no day.
    """
    for path, task in file.tasks:
        day = _weekend_day(task.due)
        if day and not (task.start and (day + timedelta(days=1)).day == 1):
            yield problem_at(Code.WEEKEND, (*path, "due"), warning=True)
    yield from _before_event(file)
    for path, letter in file.amendments:
        if _weekend_day(letter.due):
            yield problem_at(Code.WEEKEND, (*path, "due"), warning=True)
    settled = log.undo_pairs([part.value() for _, part in file.entries])
    for index, (path, entry) in enumerate(file.entries):
        if _weekend_day(entry.to) and index not in settled:
            yield problem_at(Code.WEEKEND, (*path, "to"), warning=True)


def _before_event(file: PartialFile) -> Iterator[Problem]:
    """Warn of weekend days counted from an event; the event's own day cannot be chosen."""
    days = {event.id: event.date for _, event in file.events}
    for path, task in file.tasks:
        day = days.get(task.event or "")
        if day and task.event_days:
            due = day + timedelta(days=task.event_days)
            if due.weekday() >= _SATURDAY:
                where = (*path, "event_days")
                yield problem_at(Code.WEEKEND_EVENT, where, day=format_day(due), warning=True)


def _weekend_day(due: Deadline | None) -> date | None:
    """Return the day that a deadline names if it is a Saturday or Sunday."""
    day = due.day if due and not due.period else None
    return day if day and day.weekday() >= _SATURDAY else None


def yearly_without_day(file: PartialFile) -> Iterator[Problem]:
    """Warn of yearly reports without a day: they count as owed on 31 December."""
    for path, task in file.tasks:
        for at, rule in enumerate(task.repeat):
            if rule.every == "year" and not rule.on:
                where = (*path, "repeat", at, "every")
                yield problem_at(Code.YEAR_WITHOUT_DAY, where, warning=True)


def wrong_recurrence(file: PartialFile) -> Iterator[Problem]:
    """Yield recurrences that lack something, or in which no day ever occurs."""
    for path, task in file.tasks:
        for at, rule in enumerate(task.repeat):
            yield from _wrong_rule((*path, "repeat", at), rule)
        daily = [at for at, rule in enumerate(task.repeat) if rule.every == "day"]
        for at in daily[1:]:
            yield problem_at(Code.REPEAT_DAILY_TWICE, (*path, "repeat", at, "every"))
        if daily and task.due_is == "before":
            yield problem_at(Code.REPEAT_DAILY_BEFORE, (*path, "due_is"))


def _wrong_rule(path: KeyPath, rule: RulePart) -> Iterator[Problem]:
    if rule.every == "day":
        if rule.on:
            yield problem_at(Code.REPEAT_ON_DAY, (*path, "on"), at_key=True)
            return
    elif not (rule.on or rule.days):
        yield problem_at(Code.REPEAT_ON, path)
        return
    bad = [at for at, text in enumerate(rule.on) if not named_days.parse(text, rule.every)]
    for at in bad:
        where, text = (*path, "on", at), rule.on[at]
        if rule.every == "week":
            days = dates.WEEKDAYS
            yield problem_at(Code.BAD_CHOICE, where, key="on", value=text, choices=days)
        else:
            from ntmtrack.directive import rule_words  # its patterns take 5 ms

            problem = problem_at(_BAD_NAMED_DAY[rule.every], where, value=text, text=rule.every)
            meant = rule_words.days_meant(text, rule.every)
            yield problem._replace(near=(meant,) if meant else ())
    if not bad and rule.until:
        first = first_day(Repeat((rule.value()._replace(until=None),)))
        if not count_all(Repeat((rule.value(),))):
            yield problem_at(Code.REPEAT_NEVER, (*path, "until"), start=format_day(first))


def wrong_measures(file: PartialFile, tasks: Mapping[str, Task | None]) -> Iterator[Problem]:
    """Yield problems of measures; `tasks` has None for tasks that mistakes make unclear."""
    for path, part in file.tasks:
        seen: set[str] = set()
        for index, measure in enumerate(part.measures):
            where = (*path, "measures", index)
            if measure.id in seen:
                yield problem_at(Code.DUPLICATE_ID, (*where, "id"), value=measure.id)
            seen.add(measure.id)
            for kind in list(measure.goals)[1:]:
                yield problem_at(Code.TWO_GOALS, (*where, kind), value=measure.id, at_key=True)
            if len(measure.goals) > 1:
                continue  # it is unclear which one is meant
            for kind, goals in measure.goals.items():
                yield from _by_village(where, part, kind, goals)
                yield from _uncovered(where, tasks[part.id], kind, goals, file)
                yield from _over_100(where, kind, goals)
            yield from _of_all(where, part, measure)


def _is_by_village(goals: Mapping[str, Decimal]) -> bool:
    return EVERY_SHARE not in goals


def _by_village(
    where: KeyPath, task: TaskPart, kind: GoalKind, goals: Mapping[str, Decimal]
) -> Iterator[Problem]:
    """Yield the problem of goals by village in a task without a share for each village."""
    if _is_by_village(goals) and task.each != "village":
        code = Code.GOALS_BY_VILLAGE_OWNER if task.each else Code.GOALS_BY_VILLAGE
        yield problem_at(code, (*where, kind), key=kind, at_key=True)


def _uncovered(
    where: KeyPath,
    task: Task | None,
    kind: GoalKind,
    goals: Mapping[str, Decimal],
    file: PartialFile,
) -> Iterator[Problem]:
    """Yield goals of villages that the task does not cover."""
    if task is None or task.each != "village" or not _is_by_village(goals):
        return
    known = file.ids["villages"]
    for village in goals:
        if village not in task.villages and (known is None or village in known):
            yield problem_at(
                Code.GOAL_NOT_COVERED,
                (*where, kind, village),
                task=task.id,
                value=village,
                known=task.villages,
                at_key=True,
            )


def _over_100(where: KeyPath, kind: GoalKind, goals: Mapping[str, Decimal]) -> Iterator[Problem]:
    """Yield goals of more than 100 per cent."""
    for village, goal in goals.items() if kind == "percent" else ():
        if goal > _ALL:
            steps = (kind, village) if village != EVERY_SHARE else (kind,)
            yield problem_at(Code.GOAL_OVER_100, (*where, *steps), goal=goal)


def _of_all(where: KeyPath, task: TaskPart, measure: MeasurePart) -> Iterator[Problem]:
    """Yield the problem of a goal for all shares together that cannot be one."""
    if not measure.of:
        return
    reasons: Sequence[tuple[bool, Code]] = (
        (not measure.goals, Code.OF_ALL_GOAL),
        (any(map(_is_by_village, measure.goals.values())), Code.OF_ALL_MAP),
        ("percent" in measure.goals or measure.unit == PERCENT, Code.OF_ALL_PERCENT),
        (not task.each, Code.OF_ALL),
    )
    code = next((code for holds, code in reasons if holds), None)
    if code:
        yield problem_at(code, (*where, "of"), value=measure.id, at_key=True)
