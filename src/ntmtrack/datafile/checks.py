"""The rules across keys, one small function each, that every file must pass.

A reference to something in the file that could not be read is not an extra mistake.
"""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Sequence
from datetime import date
from datetime import datetime

from ntmtrack.datafile import references
from ntmtrack.datafile.file_format import TaskPart
from ntmtrack.datafile.partial import PartialFile
from ntmtrack.datafile.parts import NamedPart
from ntmtrack.datafile.parts import OwnerPart
from ntmtrack.datafile.references import ALL
from ntmtrack.datafile.references import OWNER_GROUPS
from ntmtrack.datafile.task_checks import weekend
from ntmtrack.datafile.task_checks import wrong_recurrence
from ntmtrack.datafile.task_checks import yearly_without_day
from ntmtrack.directive import inexact_names
from ntmtrack.directive import log
from ntmtrack.directive import names
from ntmtrack.directive.alphabet import is_in_clause
from ntmtrack.directive.dates import format_day
from ntmtrack.directive.dates import format_moment
from ntmtrack.directive.dates import moment_in
from ntmtrack.directive.log import CLOCK_TOLERANCE
from ntmtrack.wording.codes import Code
from ntmtrack.wording.problem import KeyPath
from ntmtrack.wording.problem import Problem
from ntmtrack.wording.problem import problem_at

Check = Callable[[PartialFile], Iterator[Problem]]


def future_entries(now: datetime) -> Check:
    """Return the check for entries dated later than now, or than they were written."""

    def check_entries(file: PartialFile) -> Iterator[Problem]:
        if file.directive is None:
            return
        timezone = file.directive.timezone
        local = moment_in(now, timezone).at
        entries = [part.value() for _, part in file.entries]
        settled = log.undo_pairs(entries)
        for index, ((path, _), entry) in enumerate(zip(file.entries, entries, strict=True)):
            written = moment_in(entry.at, timezone).at if entry.at else None
            on, when = None if index in settled else entry.on, format_moment(entry.on)
            if on and on > local:
                day, where = format_moment(local), (*path, "on")
                yield problem_at(Code.FUTURE_ENTRY, where, when=when, day=day, warning=True)
            elif on and written and on > written + CLOCK_TOLERANCE:
                day, where = format_moment(written), (*path, "on")
                yield problem_at(Code.FUTURE_ENTRY_WRITTEN, where, when=when, day=day, warning=True)
            elif entry.at and entry.at > now:
                when, where = format_moment(entry.at), (*path, "at")
                day = format_moment(now.astimezone(entry.at.tzinfo))
                yield problem_at(Code.FUTURE_ENTRY_AT, where, when=when, day=day, warning=True)

    return check_entries


def unknown_reference(file: PartialFile) -> Iterator[Problem]:
    """Yield references to owners, villages, groups, events and tasks that do not exist.

    If a whole section is missing, report only the first reference to it.
    """
    empty: set[str] = set()
    for section, id_, path, at_key in file.unknown:
        if section not in empty:
            in_group = path[0] == OWNER_GROUPS and id_ in (file.ids[OWNER_GROUPS] or ())
            code = Code.GROUP_IN_GROUP if in_group else references.UNKNOWN_ID_CODES[section]
            yield problem_at(code, path, value=id_, at_key=at_key)
        if not file.ids[section]:
            empty.add(section)


def duplicate_id(file: PartialFile) -> Iterator[Problem]:
    """Yield duplicate ids of one kind, and groups named `all` or like something else."""
    seen: set[tuple[str, str]] = set()
    for section, id_, path, _ in file.declared:
        if (section, id_) in seen:
            yield problem_at(Code.DUPLICATE_ID, path, value=id_)
        elif section == OWNER_GROUPS and id_ in (file.ids["owners"] or ()):
            yield problem_at(Code.DUPLICATE_ID_OWNER, path, value=id_)
        seen.add((section, id_))
    for name, (path, _) in file.groups.items():
        if name == ALL or name in (file.ids["villages"] or ()):
            yield problem_at(Code.BAD_GROUP, path, value=name, at_key=True)


def same_name(file: PartialFile) -> Iterator[Problem]:
    """Yield villages, or owners and owner groups, with equal names; accents count."""
    yield from _same_name(file.villages)
    yield from _same_name([*file.owners, *file.owner_groups])


def _same_name(items: Sequence[tuple[KeyPath, NamedPart]]) -> Iterator[Problem]:
    full_names = {  # only owners may share a full name: reports tell them apart
        part.id: names.identity(part.name) for _, part in items if isinstance(part, OwnerPart)
    }
    taken: dict[object, str] = {}
    for path, part in items:
        aliases = [(alias, ("aliases", at)) for at, alias in enumerate(part.aliases)]
        for name, where in [(part.id, ("id",)), (part.name, ("name",)), *aliases]:
            spelling = names.identity(name)
            first_id = taken.setdefault(spelling, part.id)
            if first_id == part.id:
                continue
            shared = full_names.get(part.id) == full_names.get(first_id) == spelling
            if not shared:
                yield problem_at(Code.SAME_NAME, (*path, *where), value=name, other=first_id)
            elif where == ("name",):
                place = (*path, "name")
                yield problem_at(
                    Code.SAME_FULL_NAME, place, value=name, other=first_id, warning=True
                )


def look_alike(file: PartialFile) -> Iterator[Problem]:
    """Warn of villages, or owners and owner groups, whose names look alike in two scripts."""
    yield from _look_alike(file.villages)
    yield from _look_alike([*file.owners, *file.owner_groups])


def _look_alike(items: Sequence[tuple[KeyPath, NamedPart]]) -> Iterator[Problem]:
    if not any(inexact_names.foreign_letter(part.name) for _, part in items):
        return
    seen: dict[object, NamedPart] = {}
    for path, part in items:
        first = seen.setdefault(inexact_names.appearance(part.name), part)
        letters = map(inexact_names.foreign_letter, (part.name, first.name))
        char, value = next(filter(None, letters), None), part.name
        if char and names.identity(part.name) != names.identity(first.name):
            where, first_id = (*path, "name"), first.id
            code = Code.LOOK_ALIKE
            yield problem_at(code, where, value=value, other=first_id, char=char, warning=True)


def circle(file: PartialFile) -> Iterator[Problem]:
    """Yield tasks that are part of, or superseded by, themselves, in any number of steps."""
    paths = {task.id: path for path, task in file.tasks}
    for key in ("part_of", "superseded_by"):
        for first, *others in _circles(file, key):
            steps = " → ".join([first, *others, first])
            yield problem_at(Code.CIRCLE, (*paths[first], key), value=steps)


def _circles(file: PartialFile, key: str) -> Iterator[list[str]]:
    parents: dict[str, str] = {task.id: up for _, task in file.tasks if (up := getattr(task, key))}
    followed: set[str] = set()
    for start in parents:
        steps: list[str] = []
        at = start
        while at in parents and at not in followed:
            steps.append(at)
            followed.add(at)
            at = parents[at]
        if at in steps:
            yield steps[steps.index(at) :]


def headings(file: PartialFile) -> frozenset[str]:
    """Return the tasks that have parts, except those in a circle."""
    parents = {task.part_of for _, task in file.tasks if task.part_of}
    return frozenset(parents.difference(*_circles(file, "part_of")))


def wrong_order(file: PartialFile) -> Iterator[Problem]:
    """Yield starts after the deadline, and days before the directive."""
    day = issued(file) or date.min
    for path, task in file.tasks:
        deadline = task.deadline()
        if deadline and deadline.day < day:
            yield too_early(Code.BEFORE_DIRECTIVE, (*path, "due"), day)
        elif task.start and deadline and task.start > deadline.day:
            yield problem_at(Code.START_AFTER_DUE, (*path, "start"), due=deadline.ending)
        for at, rule in enumerate(task.repeat):
            if rule.from_ < day:
                where = (*path, "repeat", at, "from")
                yield too_early(Code.BEFORE_DIRECTIVE_NEVER, where, day)
    for path, event in file.events:
        if event.date and event.date < day:
            yield too_early(Code.BEFORE_DIRECTIVE_NEVER, (*path, "date"), day)
    closed = file.directive and file.directive.closed
    if closed and closed < day:
        yield too_early(Code.BEFORE_DIRECTIVE_NEVER, ("directive", "closed"), day)


def late_issue(file: PartialFile) -> Iterator[Problem]:
    """Yield the problem of a directive dated after all its days: that is one wrong day."""
    if file.directive and not issued(file):
        last = format_day(max(file.days))
        yield problem_at(Code.ISSUED_LATE, ("directive", "issued"), last=last)


def issued(file: PartialFile) -> date | None:
    """Return the day of the directive, unless it cannot be right."""
    days = file.days
    if file.directive is None or (len(days) > 1 and max(days) < file.directive.issued):
        return None
    return file.directive.issued


def too_early(code: Code, path: KeyPath, issued: date) -> Problem:
    """Return the problem of a day before the directive, or before the letter that sets it."""
    return problem_at(code, path, issued=format_day(issued))


_DEADLINES = ("due", "event", "repeat", "standing", "no_date")


def one_deadline(file: PartialFile) -> Iterator[Problem]:
    """Yield tasks with two kinds of deadline, and keys about a deadline that is missing."""
    for path, task in file.tasks:
        first, *others = [key for key in _DEADLINES if getattr(task, key)] or [""]
        for key in others:
            yield problem_at(Code.TWO_DEADLINES, (*path, key), key=key, other=first, at_key=True)
        if not task.due and not (task.draft and task.draft.propose.get("due")):
            code = Code.NEEDS_DUE_OTHER if first else Code.NEEDS_DUE
            for key in _words_about_due(task):
                yield problem_at(code, (*path, key), key=key, at_key=True)
        if task.event_days is not None and not task.event:
            yield problem_at(Code.NEEDS_EVENT, (*path, "event_days"), at_key=True)
        if task.due_to == "start" and task.due_is == "before":
            yield problem_at(Code.START_IS_BY, (*path, "due_is"))


def _words_about_due(task: TaskPart) -> Iterator[str]:
    """Yield the keys of a task that qualify `due`."""
    if task.due_is and not task.repeat:
        yield "due_is"
    if task.due_to:
        yield "due_to"
    if task.due_place and not task.event:
        yield "due_place"


def needs_villages(file: PartialFile) -> Iterator[Problem]:
    """Yield tasks with a share for each village that name no village."""
    for path, task in file.tasks:
        none_at_all = task.villages == ALL and file.ids["villages"] == frozenset()
        if task.each == "village" and (not task.villages or none_at_all):
            yield problem_at(Code.NEEDS_VILLAGES, (*path, "each"), at_key=True)


def twice_in_list(file: PartialFile) -> Iterator[Problem]:
    """Yield lists that name something twice."""
    for name, (path, members) in file.groups.items():
        yield from _twice(path, name, members)
    for path, group in file.owner_groups:
        yield from _twice((*path, "members"), "members", group.members)
    for path, task in file.tasks:
        for key in ("villages", "owner", "leader", "support", "report_to", "related"):
            members = getattr(task, key)
            if isinstance(members, tuple) and len(members) > 1:
                yield from _twice((*path, key), key, members)


def _twice(path: KeyPath, key: str, members: Sequence[str]) -> Iterator[Problem]:
    seen: set[str] = set()
    for at, member in enumerate(members):
        if member in seen:
            yield problem_at(Code.TWICE_IN_LIST, (*path, at), key=key, value=member)
        seen.add(member)


def nobody_told(file: PartialFile) -> Iterator[Problem]:
    """Warn of tasks that are reported to nobody."""
    for path, task in file.tasks:
        if not task.report_to:
            yield problem_at(Code.NOBODY_TOLD, path, warning=True)


def missing_shares(file: PartialFile) -> Iterator[Problem]:
    """Warn of single items that only bodies lead of which each village has one."""
    of_villages = {owner.id for _, owner in file.owners if owner.per_village}
    for _, group in file.owner_groups:
        if of_villages.issuperset(group.members):
            of_villages.add(group.id)
    headings = {task.part_of for _, task in file.tasks}
    for path, task in file.tasks:
        is_share = task.each == "village" or task.id in headings
        if task.owner and not is_share and of_villages.issuperset(task.owner):
            yield problem_at(Code.NO_SHARES, (*path, "owner"), warning=True)


def idle_owner(file: PartialFile) -> Iterator[Problem]:
    """Warn of owners and groups that no task names as owner, leader, support or `report_to`.

    Members of a group count as named by it.
    """
    used = {
        id_
        for _, task in file.tasks
        for id_ in (*task.owner, *task.leader, *task.support, *task.report_to)
    }
    members = {id_ for _, group in file.owner_groups for id_ in group.members}
    for path, owner in file.owners:
        if owner.id not in used | members:
            yield problem_at(Code.IDLE_OWNER, path, warning=True)
    for path, group in file.owner_groups:
        if group.id not in used:
            yield problem_at(Code.IDLE_OWNER_GROUP, path, warning=True)


def uncovered_clause(file: PartialFile) -> Iterator[Problem]:
    """Warn of clauses without a task, in themselves or in any of their subclauses.

    Tasks of later letters belong to no clause of the directive.
    """
    if file.directive is None:
        return
    if not file.directive.clauses:
        yield problem_at(Code.NO_CLAUSES, ("directive",), warning=True)
    covered = [task.clause for _, task in file.tasks if task.source is None]
    for at, clause in enumerate(file.directive.clauses):
        if not any(is_in_clause(own, clause) for own in covered):
            where = ("directive", "clauses", at)
            yield problem_at(Code.CLAUSE_UNCOVERED, where, value=clause, warning=True)


CHECKS: tuple[Check, ...] = (
    unknown_reference,
    duplicate_id,
    same_name,
    look_alike,
    circle,
    wrong_order,
    late_issue,
    one_deadline,
    needs_villages,
    twice_in_list,
    wrong_recurrence,
)
STRICT: tuple[Check, ...] = (weekend, yearly_without_day, missing_shares, nobody_told, idle_owner)
COVERAGE: tuple[Check, ...] = (uncovered_clause,)
