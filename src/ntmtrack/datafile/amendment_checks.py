"""The rules for amendments: what they change exists, has a date, and changes once a day.

An amendment that could not be read may be the letter that another part of the file refers to.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from datetime import date

from ntmtrack.datafile import checks
from ntmtrack.datafile.file_format import AmendmentPart
from ntmtrack.datafile.partial import PartialFile
from ntmtrack.directive.dates import format_day
from ntmtrack.directive.model import Task
from ntmtrack.wording.codes import Code
from ntmtrack.wording.problem import KeyPath
from ntmtrack.wording.problem import Problem
from ntmtrack.wording.problem import problem_at

Tasks = Mapping[str, Task | None]


def check(file: PartialFile, tasks: Tasks) -> Iterator[Problem]:
    """Yield the problems of all amendments; `tasks` has None for tasks too unclear to judge by."""
    headings = checks.headings(file)
    issued = checks.issued(file) or date.min
    for path, part in file.amendments:
        yield from _effect(path, part)
        yield from _days(path, part, issued)
        for at, id_ in enumerate(part.tasks):
            yield from _target((*path, "tasks", at), part, id_, tasks.get(id_), headings)
        known = file.ids["villages"] or frozenset()
        yield from _villages(path, part, [tasks.get(id_) for id_ in part.tasks], known)
    yield from _two_dates(file)
    yield from _amended_twice(file, tasks)
    yield from _sources(file)


def _effect(path: KeyPath, part: AmendmentPart) -> Iterator[Problem]:
    """Yield problems of letters that change nothing, do two things, or name no task."""
    if part.due and part.cancelled:
        yield problem_at(Code.AMENDS_TWO, (*path, "cancelled"), at_key=True)
    elif part.tasks and not (part.due or part.cancelled):
        yield problem_at(Code.AMENDS_NOTHING, path)
    for key in ("due", "cancelled", "villages"):
        if getattr(part, key) and not part.tasks:
            yield problem_at(Code.AMENDS_NO_TASK, (*path, key), key=key, at_key=True)


def _days(path: KeyPath, part: AmendmentPart, issued: date) -> Iterator[Problem]:
    if part.issued < issued:
        yield checks.too_early(Code.BEFORE_DIRECTIVE_NEVER, (*path, "issued"), issued)
    elif part.due and part.due.day < part.issued:
        yield checks.too_early(Code.BEFORE_DIRECTIVE_LETTER, (*path, "due"), part.issued)


def _target(
    path: KeyPath, part: AmendmentPart, id_: str, task: Task | None, headings: AbstractSet[str]
) -> Iterator[Problem]:
    """Yield the problem of a task that cannot be changed: a heading, or one without a date."""
    if id_ in headings:
        yield problem_at(Code.AMENDS_HEADING, path, task=id_)
    elif task and part.due and not (task.due or task.event or task.no_date):
        code = Code.AMENDS_UNDATED_REPEAT if task.repeat else Code.AMENDS_UNDATED
        yield problem_at(code, path, task=id_)


def _villages(
    path: KeyPath, part: AmendmentPart, tasks: list[Task | None], known: AbstractSet[str]
) -> Iterator[Problem]:
    """Yield problems of villages that a task does not cover, or that have no share of it."""
    for task in filter(None, tasks):
        if part.villages and task.each != "village":
            where = (*path, "villages")
            yield problem_at(Code.AMENDS_NO_SHARE, where, task=task.id, at_key=True)
            continue
        for at, village in enumerate(part.villages):
            if village not in task.villages and village in known:
                where = (*path, "villages", at)
                yield problem_at(
                    Code.NOT_COVERED, where, task=task.id, value=village, known=task.villages
                )


def _two_dates(file: PartialFile) -> Iterator[Problem]:
    """Yield problems of letters with two dates."""
    dates: dict[str, date] = {}
    for path, part in file.amendments:
        first = dates.setdefault(part.number, part.issued)
        if first != part.issued:
            first_day = format_day(first)
            yield problem_at(Code.TWO_DATES, (*path, "issued"), value=part.number, other=first_day)


def _amended_twice(file: PartialFile, tasks: Tasks) -> Iterator[Problem]:
    """Yield problems of shares that two letters of one day change: neither is the newer."""
    letters: dict[tuple[date, str, str | None], str] = {}
    for path, part in file.amendments:
        for at, id_ in enumerate(part.tasks):
            task = tasks.get(id_)
            shares = part.villages or (task.villages if task and task.each == "village" else ())
            changes = [(part.issued, id_, village) for village in shares or (None,)]
            earlier = [letters[change] for change in changes if change in letters]
            if earlier:
                where = (*path, "tasks", at)
                yield problem_at(Code.AMENDED_TWICE, where, task=id_, other=earlier[0])
            letters |= dict.fromkeys(changes, part.number)


def _sources(file: PartialFile) -> Iterator[Problem]:
    """Yield problems of tasks with an unknown source, and of deadlines before their letter."""
    letters = {part.number: part.issued for _, part in file.amendments}
    for path, task in file.tasks:
        issued = letters.get(task.source or "")
        if task.source and issued is None and file.all_amendments_read:
            where, known = (*path, "source"), tuple(letters)
            yield problem_at(Code.UNKNOWN_LETTER, where, value=task.source, known=known)
        elif issued and task.due and task.due.day < issued:
            yield checks.too_early(Code.BEFORE_DIRECTIVE_LETTER, (*path, "due"), issued)
