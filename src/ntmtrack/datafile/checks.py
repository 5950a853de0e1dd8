"""The rules that hold across keys: one small function each, all of them always run.

A reference to something that stands in the file but could not be read is no mistake of its own.
"""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from datetime import date
from datetime import timedelta

from ntmtrack.datafile import references
from ntmtrack.datafile.file_format import OwnerPart
from ntmtrack.datafile.file_format import VillagePart
from ntmtrack.datafile.findings import Finding
from ntmtrack.datafile.partial import Draft
from ntmtrack.datafile.partial import Read
from ntmtrack.datafile.references import ALL
from ntmtrack.directive import dates
from ntmtrack.directive import names
from ntmtrack.directive.dates import format_day
from ntmtrack.directive.names import under
from ntmtrack.directive.recurrence import first_day
from ntmtrack.yamltext.yaml_tree import Path

_ONE = {section: one for one, section in references.SECTIONS.items()}

Check = Callable[[Draft], Iterator[Finding]]


def unknown_reference(draft: Draft) -> Iterator[Finding]:
    """Find owners, villages, groups, events and tasks that are named but stand nowhere.

    Where the whole section is missing, once is enough.
    """
    empty: set[str] = set()
    for section, id_, path in draft.unknown:
        if section not in empty:
            yield Finding(f"unknown-{_ONE[section]}", path, {"value": id_})
        if not draft.ids[section]:
            empty.add(section)


def duplicate_id(draft: Draft) -> Iterator[Finding]:
    """Find two things of one kind with the same id, and a group named as `all` or a village."""
    seen: set[tuple[str, str]] = set()
    for section, id_, path in draft.named:
        if (section, id_) in seen:
            yield Finding("duplicate-id", path, {"value": id_})
        seen.add((section, id_))
    for name, (path, _) in draft.groups.items():
        if name == ALL or name in (draft.ids["villages"] or ()):
            yield Finding("bad-group", path, {"value": name}, at_key=True)


def duplicate_measure(draft: Draft) -> Iterator[Finding]:
    """Find a task that counts two things under one id, or sets two goals for one."""
    for path, task in draft.tasks:
        seen: set[str] = set()
        for index, measure in enumerate(task.measures):
            where = (*path, "measures", index)
            if measure.id in seen:
                yield Finding("duplicate-id", (*where, "id"), {"value": measure.id})
            for goal in list(measure.goals)[1:]:
                yield Finding("two-goals", (*where, goal), {"value": measure.id}, at_key=True)
            seen.add(measure.id)


def same_name(draft: Draft) -> Iterator[Finding]:
    """Find two villages, or two owners, that nobody could tell apart without accents."""
    yield from _same_name(draft.villages)
    yield from _same_name(draft.owners)


def _same_name(reads: Iterable[Read[VillagePart]] | Iterable[Read[OwnerPart]]) -> Iterator[Finding]:
    taken: dict[str, str] = {}
    for path, part in reads:
        aliases = [(alias, ("aliases", at)) for at, alias in enumerate(part.aliases)]
        for name, where in [(part.id, ("id",)), (part.name, ("name",)), *aliases]:
            other = taken.setdefault(names.fold(name), part.id)
            if other != part.id:
                yield Finding("same-name", (*path, *where), {"value": name, "other": other})


def circle(draft: Draft) -> Iterator[Finding]:
    """Find tasks that are part of themselves, or replaced by themselves, in any number of steps."""
    paths = {task.id: path for path, task in draft.tasks}
    for key in ("part_of", "superseded_by"):
        for around in _circles(draft, key):
            values = {"value": " → ".join([*around, around[0]])}
            yield Finding("circle", (*paths[around[0]], key), values)


def _circles(draft: Draft, key: str) -> Iterator[list[str]]:
    above: dict[str, str] = {task.id: up for _, task in draft.tasks if (up := getattr(task, key))}
    followed: set[str] = set()
    for start in above:
        steps: list[str] = []
        at = start
        while at in above and at not in followed:
            steps.append(at)
            followed.add(at)
            at = above[at]
        if at in steps:
            yield steps[steps.index(at) :]


def headings(draft: Draft) -> frozenset[str]:
    """Name the tasks that others are part of; one that is so by mistake is none."""
    parts = {task.part_of for _, task in draft.tasks if task.part_of}
    return frozenset(parts.difference(*_circles(draft, "part_of")))


def wrong_order(draft: Draft) -> Iterator[Finding]:
    """Find a start after the deadline, and days before the directive."""
    day = issued(draft) or date.min
    for path, task in draft.tasks:
        if task.due and task.due < day:
            yield _before(day, (*path, "due"))
        elif task.start and task.due and task.start > task.due:
            yield Finding("start-after-due", (*path, "start"), {"due": format_day(task.due)})
        if task.repeat and task.repeat.from_ < day:
            yield _before(day, (*path, "repeat", "from"))
    for path, event in draft.events:
        if event.date and event.date < day:
            yield _before(day, (*path, "date"))


def late_issue(draft: Draft) -> Iterator[Finding]:
    """Find a directive that is later than all its days: one wrong day, not many."""
    if draft.directive and not issued(draft):
        yield Finding("issued-late", ("directive", "issued"), {"last": format_day(max(draft.days))})


def issued(draft: Draft) -> date | None:
    """Give the day of the directive, unless it cannot be right."""
    days = draft.days
    if draft.directive is None or (len(days) > 1 and max(days) < draft.directive.issued):
        return None
    return draft.directive.issued


def _before(day: date, path: Path) -> Finding:
    return Finding("before-directive", path, {"issued": format_day(day)})


def one_deadline(draft: Draft) -> Iterator[Finding]:
    """Find a task with two kinds of deadline, or words about a deadline that it does not have."""
    for path, task in draft.tasks:
        kinds = [key for key in ("due", "event", "repeat", "standing") if getattr(task, key)]
        for key in kinds[1:]:
            yield Finding(
                "two-deadlines", (*path, key), {"key": key, "other": kinds[0]}, at_key=True
            )
        for key in ("due_is", "due_to"):
            if getattr(task, key) and not task.due:
                yield Finding("needs-due", (*path, key), {"key": key}, at_key=True)
        if task.due_to == "start" and task.due_is == "before":
            yield Finding("start-is-by", (*path, "due_is"), {})


def needs_villages(draft: Draft) -> Iterator[Finding]:
    """Find a task of each village that names no village."""
    for path, task in draft.tasks:
        none_at_all = task.villages == ALL and draft.ids["villages"] == frozenset()
        if task.each == "village" and (not task.villages or none_at_all):
            yield Finding("needs-villages", (*path, "each"), {}, at_key=True)


def twice_in_list(draft: Draft) -> Iterator[Finding]:
    """Find a list that names one thing twice."""
    for name, (path, members) in draft.groups.items():
        yield from _twice(path, name, members)
    for path, task in draft.tasks:
        for key in ("villages", "owner", "support", "report_to", "related"):
            members = getattr(task, key)
            if isinstance(members, tuple) and len(members) > 1:
                yield from _twice((*path, key), key, members)


def _twice(path: Path, key: str, members: Sequence[str]) -> Iterator[Finding]:
    seen: set[str] = set()
    for at, member in enumerate(members):
        if member in seen:
            yield Finding("twice-in-list", (*path, at), {"key": key, "value": member})
        seen.add(member)


def recurrence(draft: Draft) -> Iterator[Finding]:
    """Find a recurrence without what it needs, or in which no day ever comes."""
    for path, task in draft.tasks:
        repeat, where = task.repeat, (*path, "repeat")
        if not repeat:
            continue
        if repeat.every == "week" and repeat.on is None:
            yield Finding("repeat-on", where, {})
        elif repeat.every == "day" and repeat.on is not None:
            yield Finding("repeat-on", (*where, "on"), {"detail": "day"}, at_key=True)
        elif repeat.until and repeat.until < (first := first_day(repeat.from_, repeat.on)):
            yield Finding("repeat-never", (*where, "until"), {"start": format_day(first)})


def weekend(draft: Draft) -> Iterator[Finding]:
    """Warn of a deadline on a Saturday or Sunday, unless a window ends with its month."""
    for path, task in draft.tasks:
        if task.due and task.due.weekday() >= dates.WEEKDAYS.index("sat"):
            month_ends = task.start and (task.due + timedelta(days=1)).day == 1
            if not month_ends:
                yield Finding("weekend", (*path, "due"), {"task": task.id}, warning=True)


def nobody_told(draft: Draft) -> Iterator[Finding]:
    """Warn of a task that is reported to nobody."""
    for path, task in draft.tasks:
        if not task.report_to:
            yield Finding("nobody-told", path, {"task": task.id}, warning=True)


def idle_owner(draft: Draft) -> Iterator[Finding]:
    """Warn of an owner who is neither owner, support nor report_to of any task."""
    used = {id_ for _, task in draft.tasks for id_ in (*task.owner, *task.support, *task.report_to)}
    for path, owner in draft.owners:
        if owner.id not in used:
            yield Finding("idle-owner", path, {"value": owner.id}, warning=True)


def uncovered_clause(draft: Draft) -> Iterator[Finding]:
    """Warn of a clause that no task is from, neither from itself nor from a part of it.

    A task of a later letter is from no clause of this one.
    """
    if draft.directive is None:
        return
    if not draft.directive.clauses:
        yield Finding("no-clauses", ("directive",), {}, warning=True)
    named = [task.clause for _, task in draft.tasks if task.source is None]
    for at, clause in enumerate(draft.directive.clauses):
        if not any(under(one, clause) for one in named):
            yield Finding(
                "clause-uncovered", ("directive", "clauses", at), {"value": clause}, warning=True
            )


CHECKS: tuple[Check, ...] = (
    unknown_reference,
    duplicate_id,
    duplicate_measure,
    same_name,
    circle,
    wrong_order,
    late_issue,
    one_deadline,
    needs_villages,
    twice_in_list,
    recurrence,
)
STRICT: tuple[Check, ...] = (weekend, nobody_told, idle_owner)
COVERAGE: tuple[Check, ...] = (uncovered_clause,)
