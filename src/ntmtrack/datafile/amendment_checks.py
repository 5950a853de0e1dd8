"""The rules for later letters: what they change is there, dated, and changed once a day.

An amendment that could not be read may be the letter that another part of the file names.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from datetime import date

from ntmtrack.datafile import checks
from ntmtrack.datafile.file_format import AmendmentPart
from ntmtrack.datafile.findings import Finding
from ntmtrack.datafile.partial import Draft
from ntmtrack.directive.dates import format_day
from ntmtrack.directive.model import Task
from ntmtrack.yamltext.yaml_tree import Path

Tasks = Mapping[str, Task | None]


def check(draft: Draft, tasks: Tasks) -> Iterator[Finding]:
    """Run every rule; `tasks` has None for one that is not clear enough to judge letters by it."""
    headings = checks.headings(draft)
    issued = checks.issued(draft) or date.min
    for path, part in draft.amendments:
        yield from _says_what(path, part)
        yield from _days(path, part, issued)
        for at, id_ in enumerate(part.tasks):
            yield from _target((*path, "tasks", at), part, id_, tasks.get(id_), headings)
        known = draft.ids["villages"] or frozenset()
        yield from _villages(path, part, [tasks.get(id_) for id_ in part.tasks], known)
    yield from _two_dates(draft)
    yield from _amended_twice(draft, tasks)
    yield from _sources(draft)


def _says_what(path: Path, part: AmendmentPart) -> Iterator[Finding]:
    """Find a letter that changes nothing of its tasks, or two things, or something of no task."""
    if part.due and part.cancelled:
        yield Finding("amends-two", (*path, "cancelled"), {}, at_key=True)
    elif part.tasks and not (part.due or part.cancelled):
        yield Finding("amends-nothing", path, {})
    for key in ("due", "cancelled", "villages"):
        if getattr(part, key) and not part.tasks:
            yield Finding("amends-no-task", (*path, key), {"key": key}, at_key=True)


def _days(path: Path, part: AmendmentPart, issued: date) -> Iterator[Finding]:
    if part.issued < issued:
        yield Finding("before-directive", (*path, "issued"), {"issued": format_day(issued)})
    elif part.due and part.due < part.issued:
        values = {"issued": format_day(part.issued), "detail": "letter"}
        yield Finding("before-directive", (*path, "due"), values)


def _target(
    path: Path, part: AmendmentPart, id_: str, task: Task | None, headings: AbstractSet[str]
) -> Iterator[Finding]:
    """Find a heading, and a task that has no date which could be moved."""
    if id_ in headings:
        yield Finding("amends-heading", path, {"task": id_})
    elif task and part.due and not (task.due or task.event):
        detail = {"detail": "repeat"} if task.repeat else {}
        yield Finding("amends-undated", path, {"task": id_, **detail})


def _villages(
    path: Path, part: AmendmentPart, tasks: list[Task | None], known: AbstractSet[str]
) -> Iterator[Finding]:
    """Find villages that a task does not belong to, or that have no share of it."""
    for task in filter(None, tasks):
        if part.villages and task.each != "village":
            yield Finding("amends-no-share", (*path, "villages"), {"task": task.id}, at_key=True)
            continue
        for at, village in enumerate(part.villages):
            if village not in task.villages and village in known:
                values = {"task": task.id, "value": village, "known": ", ".join(task.villages)}
                yield Finding("not-covered", (*path, "villages", at), values)


def _two_dates(draft: Draft) -> Iterator[Finding]:
    """Find one letter with two dates."""
    dates: dict[str, date] = {}
    for path, part in draft.amendments:
        first = dates.setdefault(part.number, part.issued)
        if first != part.issued:
            values = {"value": part.number, "other": format_day(first)}
            yield Finding("two-dates", (*path, "issued"), values)


def _amended_twice(draft: Draft, tasks: Tasks) -> Iterator[Finding]:
    """Find what two letters of one day change, so that neither is the newer."""
    seen: dict[tuple[date, str, str | None], str] = {}
    for path, part in draft.amendments:
        for at, id_ in enumerate(part.tasks):
            task = tasks.get(id_)
            shares = part.villages or (task.villages if task and task.each == "village" else ())
            days = [(part.issued, id_, village) for village in shares or (None,)]
            others = [seen[one] for one in days if one in seen]
            if others:
                values = {"task": id_, "other": others[0]}
                yield Finding("amended-twice", (*path, "tasks", at), values)
            seen |= dict.fromkeys(days, part.number)


def _sources(draft: Draft) -> Iterator[Finding]:
    """Find tasks of a letter that stands nowhere, and days before the letter that sets them."""
    letters = {part.number: part.issued for _, part in draft.amendments}
    for path, task in draft.tasks:
        issued = letters.get(task.source or "")
        if task.source and issued is None and draft.all_amendments_read:
            values = {"value": task.source, "known": ", ".join(letters)}
            yield Finding("unknown-letter", (*path, "source"), values)
        elif issued and task.due and task.due < issued:
            values = {"issued": format_day(issued), "detail": "letter"}
            yield Finding("before-directive", (*path, "due"), values)
