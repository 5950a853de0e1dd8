"""The commands that read: each reads, loads, reports and emits."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Mapping
from typing import Annotated

from ntmtrack.cli import output
from ntmtrack.cli import run
from ntmtrack.cli import several
from ntmtrack.cli.options import Argument
from ntmtrack.cli.options import By
from ntmtrack.cli.options import Option
from ntmtrack.cli.options import Options
from ntmtrack.cli.options import with_options
from ntmtrack.directive.model import Loaded
from ntmtrack.storage import files
from ntmtrack.wording.problem import Exit
from ntmtrack.wording.problem import NtmError
from ntmtrack.wording.problem import joined
from ntmtrack.wording.problem import usage
from ntmtrack.wording.words import MARKS
from ntmtrack.wording.words import N_


@with_options(Options)
def status(options: Options, *, by: By = None) -> None:
    """Report how the directive stands."""
    if several.asked(options, by):
        several.emit("status", options, by)
        return
    from ntmtrack.reports import status as report

    seen = run.view(options)
    run.emit(options, seen, report.make(seen), report.blocks, report.data)


@with_options(Options)
def overdue(options: Options, *, by: By = None) -> None:
    """Report what is overdue."""
    if several.asked(options, by):
        several.emit("overdue", options, by)
        return
    from ntmtrack.reports import overdue as report

    seen = run.view(options)
    run.emit(options, seen, report.make(seen), report.blocks, report.data)


@with_options(Options)
def list_(options: Options, *, by: By = None) -> None:
    """Report every selected item."""
    if several.asked(options, by):
        several.emit("list", options, by)
        return
    from ntmtrack.reports import item_list as report

    seen = run.view(options)
    run.emit(options, seen, seen, report.blocks, report.data)


@with_options(Options)
def matrix(options: Options) -> None:
    """Report villages by tasks."""
    from ntmtrack.reports import matrix as report

    seen = run.view(options)
    run.emit(options, seen, report.make(seen), report.blocks, report.data)


@with_options(Options, without=("clause", "status", "search"))
def show(
    options: Options,
    task: Annotated[str, Argument(metavar="ID", help=N_("An id, its beginning, or words."))],
) -> None:
    """Report everything about a task."""
    from ntmtrack.reports import show as report
    from ntmtrack.status.selection import items_named

    seen = run.view(options)
    shown = report.make(seen, items_named(seen.document, task))
    run.emit(options, seen, shown, report.blocks, report.data)


@with_options(Options, without=("clause", "status", "search", "exit_code"))
def history(
    options: Options,
    *,
    task: Annotated[
        list[str] | None, Option(metavar="ID", help=N_("Only this task; repeatable."))
    ] = None,
    mark: Annotated[
        list[str] | None,
        Option(metavar="MARK", help=N_("Only entries with this mark; repeatable.")),
    ] = None,
    since: Annotated[
        str | None, Option(metavar="DAY", help=N_("Only entries from this day on."))
    ] = None,
) -> None:
    """Report the log."""
    from ntmtrack.reports import history as report
    from ntmtrack.status.selection import items_named

    seen = run.view(options)
    items = {key for typed in task or () for key in items_named(seen.document, typed)}
    marks = [run.choice(one, MARKS) for one in mark or ()]
    begin = run.day(since) if since else None
    asked = report.Asked(frozenset(items), frozenset(marks), begin)
    narrowed = bool(options.village or options.owner)
    made = report.make(seen, asked, narrowed=narrowed)
    run.emit(options, seen, made, report.blocks, report.data)


@with_options(
    Options,
    without=(
        *("as_of", "village", "owner", "clause", "status", "search"),
        *("raw", "width", "color", "exit_code"),
    ),
)
def check(
    options: Options,
    *,
    strict: Annotated[
        bool, Option("--strict", help=N_("Warn of doubtful dates, owners and reports too."))
    ] = False,
    coverage: Annotated[
        bool, Option("--coverage", help=N_("Warn of clauses that no task is from."))
    ] = False,
) -> None:
    """Report every problem of the data file, or of several."""
    from ntmtrack.datafile import checks
    from ntmtrack.datafile import load
    from ntmtrack.wording import problem_text

    more_checks = (*(checks.STRICT if strict else ()), *(checks.COVERAGE if coverage else ()))
    paths = [found.path for found in run.data_files(options)]
    checked: list[Loaded] = []
    unread: list[NtmError] = []
    for path in paths:
        try:
            data = files.read(path)
            checked.append(load.load(data, str(path), more_checks))
        except NtmError as error:
            unread.append(error)
    run.said(next((one.language for one in checked if one.language), None))
    words = run.words_of(options)
    found = [problem for one in checked for problem in one.problems]
    texts: Mapping[str, Callable[[], str]] = {
        "text": lambda: problem_text.as_text(found, words),
        "json": lambda: problem_text.as_json(found, words),
    }
    if options.format not in texts:
        raise usage("no-such-format", value=options.format, choices=", ".join(texts))
    if checked:
        output.emit(texts[options.format](), options, paths)
    invalid = any(one.document is None for one in checked)
    if unread:
        raise joined([*unread, *([NtmError((), Exit.DATA)] if invalid else [])])
    if invalid:
        raise SystemExit(Exit.DATA)
