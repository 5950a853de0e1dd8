"""Text in, checked document out, or every problem at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from datetime import datetime
from datetime import time
from typing import NamedTuple

from ntmtrack.datafile import amendment_checks
from ntmtrack.datafile import checks
from ntmtrack.datafile import diagnosis
from ntmtrack.datafile import draft_keys
from ntmtrack.datafile import log_checks
from ntmtrack.datafile import partial
from ntmtrack.datafile import task_checks
from ntmtrack.datafile.checks import Check
from ntmtrack.datafile.diagnosis import Causes
from ntmtrack.datafile.file_format import TaskPart
from ntmtrack.datafile.log_checks import Log
from ntmtrack.datafile.log_checks import LoggedEntry
from ntmtrack.datafile.partial import PartialFile
from ntmtrack.datafile.references import ALL
from ntmtrack.directive import names
from ntmtrack.directive.amendments import AmendmentIndex
from ntmtrack.directive.model import Amendment
from ntmtrack.directive.model import Document
from ntmtrack.directive.model import Loaded
from ntmtrack.directive.model import Owner
from ntmtrack.directive.model import Settings
from ntmtrack.directive.model import Task
from ntmtrack.wording.codes import Code
from ntmtrack.wording.problem import Problem
from ntmtrack.wording.problem import by_place
from ntmtrack.wording.problem import problem_at
from ntmtrack.wording.words import LANGUAGES
from ntmtrack.wording.words import Language
from ntmtrack.yamltext import encoding
from ntmtrack.yamltext import yaml_tree
from ntmtrack.yamltext.yaml_tree import MappingNode
from ntmtrack.yamltext.yaml_tree import Source


def load(data: bytes, name: str, more_checks: Iterable[Check] = ()) -> Loaded:
    """Read and check a file's bytes, with additional checks if given."""
    text, problems = encoding.decode(data, name)
    if problems:
        return Loaded(None, problems)
    return load_tree(yaml_tree.parse(text, name), more_checks)


def load_tree(tree: Source, more_checks: Iterable[Check] = ()) -> Loaded:
    """Check the tree of a file's text, as `load` does."""
    if tree.root is None:
        return Loaded(None, tree.problems)
    reading = _read(tree, tree.root)
    unplaced = [*reading.problems, *draft_keys.unconfirmed(tree.root), *_below_log(tree.root)]
    unplaced += (problem for check in more_checks for problem in check(reading.file))
    problems = _place(tree, reading, unplaced)
    language = _language(tree.root)
    if any(not problem.warning for problem in problems):
        return Loaded(None, problems, language)
    document = _document(reading.file, reading.tasks, reading.lines)
    return Loaded(document, problems, language)


def wrong_in_draft(tree: Source) -> Sequence[Problem]:
    """Return the problems of a draft as `load_tree` does, except that it is a draft.

    Reporting each of 4,000 draft tasks would take as long as all the checks together.
    """
    if tree.root is None:
        return tree.problems
    reading = _read(tree, tree.root)
    return _place(tree, reading, reading.problems)


class _Reading(NamedTuple):
    """Store what could be read of a tree, and its problems, not yet placed."""

    causes: Causes
    file: PartialFile
    tasks: Mapping[str, Task | None]
    lines: list[LoggedEntry]
    problems: list[Problem]


def _read(tree: Source, root: MappingNode) -> _Reading:
    draft_keys.fill_in(root)
    causes = Causes(tree)
    file = partial.read(root, causes.cut)
    tasks = _tasks(file, causes)
    lines = [LoggedEntry(path, part.value()) for path, part in file.entries]
    return _Reading(causes, file, tasks, lines, [*file.problems, *_check(file, tasks, lines, root)])


def _place(tree: Source, reading: _Reading, unplaced: Iterable[Problem]) -> tuple[Problem, ...]:
    unplaced = [problem for problem in unplaced if not reading.causes.explain(problem)]
    placed = (*reading.causes.beside(unplaced), *diagnosis.diagnose(tree, reading.file, unplaced))
    return tuple(sorted(placed, key=by_place))


def _below_log(root: MappingNode) -> Iterator[Problem]:
    """Warn of a section below the log, which prevents appending."""
    sections = [str(key) for key in root]
    if "progress" in sections and (below := sections[sections.index("progress") + 1 :]):
        yield problem_at(Code.PROGRESS_NOT_LAST, (below[0],), warning=True, at_key=True)


def _language(root: MappingNode) -> Language | None:
    """Return the language that the file names, whatever else is wrong; Vietnamese by default."""
    directive = root.get("directive")
    code = directive.get("language", LANGUAGES[0]) if isinstance(directive, dict) else None
    return next((each for each in LANGUAGES if each == code), None)


def _check(
    file: PartialFile,
    tasks: Mapping[str, Task | None],
    lines: list[LoggedEntry],
    root: MappingNode,
) -> Iterator[Problem]:
    for check in checks.CHECKS:
        yield from check(file)
    yield from task_checks.wrong_measures(file, tasks)
    wrong_amendments = list(amendment_checks.check(file, tasks))
    yield from wrong_amendments
    issued = checks.issued(file)
    amendments_known = file.all_amendments_read and not wrong_amendments
    log = Log(
        lines=lines,
        section=root.get("progress"),
        unread=file.unread,
        tasks=tasks,
        headings=checks.headings(file),
        ids=file.ids,
        events={event.id: event.value() for _, event in file.events},
        settings=file.settings,
        issued=datetime.combine(issued, time()) if issued else datetime.min,
        amendments=AmendmentIndex(_amendments(file)) if amendments_known else None,
    )
    findings = list(log_checks.check(log))
    yield from findings
    wrong = {finding.path[:2] for finding in findings if not finding.warning}
    yield from log_checks.check_history(log, wrong)


def _tasks(file: PartialFile, causes: Causes) -> dict[str, Task | None]:
    """Return the tasks with villages and owners resolved; None for those that mistakes blur."""
    count = Counter(id_ for section, id_, *_ in file.declared if section == "tasks")
    reading = (file.settings or Settings()).deadline_reading
    groups = {group.id: group.members for _, group in file.owner_groups}
    tasks: dict[str, Task | None] = {}
    for path, part in file.tasks:
        villages = _villages(file, part.villages)
        is_one = count[part.id] == 1 and path not in causes.unclear
        task = _with_members(part.value(villages or (), reading), groups)
        clear = is_one and villages is not None and _is_clear(file, part, task)
        tasks[part.id] = task if clear else None
    return tasks


def _with_members(task: Task, groups: Mapping[str, Sequence[str]]) -> Task:
    """Return a task with groups replaced by their members, each owner once."""
    if not groups:
        return task

    def members(ids: Sequence[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(each for id_ in ids for each in groups.get(id_, (id_,))))

    return task._replace(
        owners=members(task.owners),
        support=members(task.support),
        report_to=members(task.report_to),
        leaders=members(task.leaders),
    )


def _is_clear(file: PartialFile, part: TaskPart, task: Task) -> bool:
    """Return whether entries about a task can be judged: its event, shares and rules are known."""
    owners = file.ids["owners"]
    event_read = part.event is None or any(part.event == event.id for _, event in file.events)
    villages_named = part.each != "village" or bool(part.villages)
    owners_known = part.each != "owner" or owners is None or owners.issuperset(task.owners)
    rules_read = all(rule.is_readable for rule in part.repeat)
    return event_read and villages_named and owners_known and rules_read


def _villages(file: PartialFile, named: str | tuple[str, ...] | None) -> tuple[str, ...] | None:
    """Return the villages that a task names; None if they are unknown."""
    known = file.ids["villages"]
    if named == ALL:
        ids = tuple(village.id for _, village in file.villages)
        return ids if known == frozenset(ids) else None
    if isinstance(named, str):
        named = file.groups[named][1] if named in file.groups else ()
        if not named:
            return None
    named = named or ()
    return named if known is None or known.issuperset(named) else None


def _document(
    file: PartialFile, tasks: Mapping[str, Task | None], lines: list[LoggedEntry]
) -> Document:
    if file.directive is None or file.settings is None:
        raise AssertionError  # a file without them has a problem, and so no document
    return Document(
        directive=file.directive,
        settings=file.settings,
        villages={part.id: part.value() for _, part in file.villages},
        groups={name: members for name, (_, members) in file.groups.items()},
        owners=_tell_apart([part.value() for _, part in file.owners]),
        events={part.id: part.value() for _, part in file.events},
        tasks={id_: task for id_, task in tasks.items() if task},
        amendments=_amendments(file),
        progress=tuple(line.entry for line in lines),
        owner_groups={part.id: part.value() for _, part in file.owner_groups},
    )


def _tell_apart(owners: Sequence[Owner]) -> dict[str, Owner]:
    """Add the title, or else the id, to a full name that several owners have.

    The shared name remains an alias of each.
    """
    groups: dict[object, list[Owner]] = {}
    for owner in owners:
        groups.setdefault(names.identity(owner.name), []).append(owner)
    labels: dict[str, str] = {}
    for group in groups.values():
        titles = [owner.title for owner in group if owner.title]
        by_title = len(set(titles)) == len(group)
        if len(group) > 1:
            labels |= {owner.id: (by_title and owner.title) or owner.id for owner in group}
    return {
        owner.id: owner._replace(
            name=f"{owner.name} ({labels[owner.id]})", aliases=(*owner.aliases, owner.name)
        )
        if owner.id in labels
        else owner
        for owner in owners
    }


def _amendments(file: PartialFile) -> tuple[Amendment, ...]:
    return tuple(part.value() for _, part in file.amendments)
