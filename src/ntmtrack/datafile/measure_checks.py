"""The rules for what tasks count: each has one goal at most, of what can have it."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from decimal import Decimal

from ntmtrack.datafile.file_format import TaskPart
from ntmtrack.datafile.measures import EVERY_SHARE
from ntmtrack.datafile.measures import MeasurePart
from ntmtrack.datafile.partial import PartialFile
from ntmtrack.directive.model import PERCENT
from ntmtrack.directive.model import GoalKind
from ntmtrack.directive.model import Task
from ntmtrack.wording.codes import Code
from ntmtrack.wording.problem import KeyPath
from ntmtrack.wording.problem import Problem
from ntmtrack.wording.problem import problem_at

_ALL = 100  # per cent


def check(file: PartialFile, tasks: Mapping[str, Task | None]) -> Iterator[Problem]:
    """Run the rules; `tasks` are None where a mistake leaves them open."""
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
                continue  # nobody can tell which of them is meant
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
    """Find goals of villages in a task of which no village has a share of its own."""
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
    """Find the goal of a village that the task is not for."""
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
    """Find a goal of more than everything there is."""
    for village, goal in goals.items() if kind == "percent" else ():
        if goal > _ALL:
            steps = (kind, village) if village != EVERY_SHARE else (kind,)
            yield problem_at(Code.GOAL_OVER_100, (*where, *steps), goal=goal)


def _of_all(where: KeyPath, task: TaskPart, measure: MeasurePart) -> Iterator[Problem]:
    """Find a goal of all shares together that cannot be one."""
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
