"""Text in, checked document out, or every problem at once."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from datetime import datetime
from datetime import time

from ntmtrack.datafile import amendment_checks
from ntmtrack.datafile import build
from ntmtrack.datafile import checks
from ntmtrack.datafile import diagnosis
from ntmtrack.datafile import log_checks
from ntmtrack.datafile import partial
from ntmtrack.datafile.checks import Check
from ntmtrack.datafile.diagnosis import Causes
from ntmtrack.datafile.findings import Finding
from ntmtrack.datafile.log_checks import Log
from ntmtrack.datafile.log_checks import LoggedEntry
from ntmtrack.datafile.partial import Draft
from ntmtrack.directive.model import Loaded
from ntmtrack.directive.model import Task
from ntmtrack.wording.problem import Problem
from ntmtrack.wording.words import LANGUAGES
from ntmtrack.wording.words import Language
from ntmtrack.yamltext import encoding
from ntmtrack.yamltext import yaml_tree
from ntmtrack.yamltext.yaml_tree import MappingNode


def load(data: bytes, name: str, more_checks: Iterable[Check] = ()) -> Loaded:
    """Read and check a file's bytes, also by more checks than every file must pass."""
    text, problems = encoding.decode(data, name)
    if problems:
        return Loaded(None, problems)
    tree = yaml_tree.parse(text, name)
    if tree.root is None:
        return Loaded(None, _by_place(tree.problems))
    causes = Causes(tree)
    draft = partial.read(tree.root, causes.cut)
    tasks = build.tasks(draft, causes.unclear)
    lines = [LoggedEntry(path, build.entry(part)) for path, part in draft.entries]
    findings = [*draft.findings, *_check(draft, tasks, lines, tree.root)]
    findings += (finding for check in more_checks for finding in check(draft))
    findings = [finding for finding in findings if not causes.explain(finding)]
    faults = causes.faults_beside(findings)
    problems = _by_place((*faults, *diagnosis.problems(tree, draft, findings)))
    language = _language(tree.root)
    if any(not problem.warning for problem in problems):
        return Loaded(None, problems, language)
    document = build.document(draft, tasks, [line.entry for line in lines])
    return Loaded(document, problems, language)


def _language(root: MappingNode) -> Language | None:
    """Give the language that the file names, even beside mistakes; one left out is Vietnamese."""
    directive = root.get("directive")
    named = directive.get("language", LANGUAGES[0]) if isinstance(directive, dict) else None
    return next((language for language in LANGUAGES if language == named), None)


def _check(
    draft: Draft,
    tasks: Mapping[str, Task | None],
    lines: Sequence[LoggedEntry],
    root: MappingNode,
) -> Iterator[Finding]:
    for check in checks.CHECKS:
        yield from check(draft)
    wrong_amendments = list(amendment_checks.check(draft, tasks))
    yield from wrong_amendments
    issued = checks.issued(draft)
    amendments_known = draft.all_amendments_read and not wrong_amendments
    log = Log(
        lines=lines,
        section=root.get("progress"),
        unread=draft.unread,
        tasks=tasks,
        headings=checks.headings(draft),
        ids=draft.ids,
        events={event.id: event.date is not None for _, event in draft.events},
        week_starts=draft.settings.week_starts if draft.settings else None,
        issued=datetime.combine(issued, time()) if issued else datetime.min,
        amendments=build.amendments(draft) if amendments_known else None,
    )
    findings = list(log_checks.check(log))
    yield from findings
    wrong = {finding.path[:2] for finding in findings if not finding.warning}
    yield from log_checks.check_history(log, wrong)


def _by_place(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    def position(problem: Problem) -> tuple[int, int]:
        return (problem.place.line, problem.place.column) if problem.place else (0, 0)

    return tuple(sorted(problems, key=position))
