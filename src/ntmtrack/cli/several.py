"""Reports on several files: each file is read and reduced to its part, in parallel processes."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable
from collections.abc import Hashable
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING
from typing import NamedTuple
from typing import Protocol
from typing import TypeVar

from ntmtrack import system
from ntmtrack import wording
from ntmtrack.cli.formats import CELLS
from ntmtrack.cli.formats import DATA
from ntmtrack.cli.formats import ITEMS
from ntmtrack.cli.formats import TABLES
from ntmtrack.cli.formats import Report
from ntmtrack.cli.formats import emit
from ntmtrack.cli.options import ColumnsOption
from ntmtrack.cli.options import FileOptions
from ntmtrack.cli.options import FilteredOptions
from ntmtrack.cli.options import Format
from ntmtrack.cli.run import Run
from ntmtrack.cli.run import load
from ntmtrack.cli.run import moment_of
from ntmtrack.directive import names
from ntmtrack.directive.dates import Moment
from ntmtrack.directive.dates import format_day
from ntmtrack.directive.issuers import body_identity
from ntmtrack.directive.issuers import home_identity
from ntmtrack.wording.problem import Exit
from ntmtrack.wording.problem import NtmError
from ntmtrack.wording.problem import Problem
from ntmtrack.wording.problem import join_errors
from ntmtrack.wording.problem import unplaced
from ntmtrack.wording.words import Language

if TYPE_CHECKING:
    from ntmtrack.directive.model import Directive
    from ntmtrack.directive.model import Document
    from ntmtrack.reports.file_summaries import FileQuery
    from ntmtrack.reports.file_summaries import FileSummary
    from ntmtrack.reports.file_summaries import ReportName
    from ntmtrack.reports.file_summaries import SummaryShape
    from ntmtrack.status.selection import Filters
    from ntmtrack.status.sorting import SortBy
    from ntmtrack.status.view import Counts

# Seconds of remaining work from which starting other processes pays off.
_WORTH = 0.3
# How often each process gets new files: often enough that none is idle at the end, and at most
# _MOST_AT_A_TIME at once, so that the user sees progress.
_TURNS, _MOST_AT_A_TIME = 4, 64


class _HasDirective(Protocol):
    """Describe a part of a report that names its directive."""

    @property
    def directive(self) -> Directive:
        """Return the directive."""


PartT = TypeVar("PartT", bound=_HasDirective)


class _Query(NamedTuple):
    """Collect the settings that are the same for all files."""

    about: FileQuery
    as_of: str | None
    now: datetime
    filters: Filters


class Refusal(NamedTuple):
    """Describe why a file has no part in a report: it is invalid, unreadable, or left out."""

    problems: Sequence[Problem]
    exit_code: Exit
    directive: Directive | None = None

    @property
    def error(self) -> NtmError:
        """Return the refusal as an error."""
        return NtmError(self.problems, self.exit_code)


def report_on_each(
    run: Run,
    options: FilteredOptions,
    kind: ReportName,
    by: str | None = None,
    sort: SortBy | None = None,
) -> Counts:
    """Emit one report on several files, then raise an error for the files that cannot be read.

    A file whose directive does not know the name or the moment that was typed is left out.
    """
    from ntmtrack.directive.issuers import kind_of_places_in
    from ntmtrack.reports import many_files as report

    paths = report_paths(run, options)
    about = _file_query(run, options, kind, sort)
    query = _Query(about, options.as_of, run.clock(), options.filters())
    parts, left_out, wrong = read_parts(run, paths, _summaries(query, paths))
    parts = _with_names(query, parts)
    run.file_place = kind_of_places_in(
        (part.directive.issuer, [village.name for village in part.known_villages]) for part in parts
    )
    run.warn_of_clocks(max(filter(None, (part.newest_stamp for part in parts)), default=None))
    contents = report.SeveralReport(about, parts, left_out, by_file=by is not None)
    formats = ITEMS if kind == "export" else TABLES
    emit(run, options, formats, Report(contents, report.blocks, report.data, rows=report.rows))
    if wrong:
        raise join_errors(wrong)
    return contents.counts


def _file_query(
    run: Run, options: FilteredOptions, kind: ReportName, sort: SortBy | None
) -> FileQuery:
    """Return the query for each file, in the shape that the format needs."""
    from ntmtrack.reports import file_summaries

    shape: SummaryShape = "cells" if options.format in CELLS else "blocks"
    if options.format in DATA:
        shape = "rows" if options.format is Format.PARQUET else "data"
    columns = options.column_keys(run.words) if isinstance(options, ColumnsOption) else ()
    return file_summaries.FileQuery(kind, shape, run.words.language, columns, sort)


def report_paths(run: Run, options: FileOptions) -> list[Path]:
    """Return the files of a report; choose their language, and print what is left out."""
    paths = [data_file.path for data_file in run.data_files(options)]
    run.file_language = first_language(paths)
    run.warn_of_linked_folders(options)
    return paths


def read_parts(
    run: Run, paths: Sequence[Path], outcomes: Iterable[PartT | Refusal]
) -> tuple[list[PartT], list[str], list[NtmError]]:
    """Return the parts, the files left out, and the errors; raise these if there is no part."""
    watched = run.streams.watched(outcomes, len(paths), run.words.say("Reading the files"))
    parts, left_out, wrong = sorted_outcomes(list(zip(paths, watched, strict=True)))
    if not parts:
        raise join_errors(wrong or [*left_out.values()][:1])
    return parts, [*map(str, left_out)], wrong


def sorted_outcomes(
    outcomes: Sequence[tuple[Path, PartT | Refusal]],
) -> tuple[list[PartT], dict[Path, NtmError], list[NtmError]]:
    """Sort outcomes into parts, files left out, and errors (copies of one directive included)."""
    copies = find_copies([(path, outcome.directive) for path, outcome in outcomes])
    among_copies = {path for same in copies for path in same}
    parts: list[PartT] = []
    left_out: dict[Path, NtmError] = {}
    wrong = [NtmError([problem], Exit.DATA) for problem in copies.values()]
    for path, outcome in outcomes:
        if path in among_copies:
            continue
        if not isinstance(outcome, Refusal):
            parts.append(outcome)
        elif outcome.exit_code == Exit.USAGE:
            left_out[path] = outcome.error
        else:
            wrong.append(outcome.error)
    return parts, left_out, wrong


def find_copies(
    files: Iterable[tuple[Path, Directive | None]],
) -> dict[tuple[Path, ...], Problem]:
    """Find files of the same directive, which must not count twice: a problem for each group.

    Shared folders make copies of a file that two people save. Copies may still differ in how the
    number and the issuer of the directive are typed.
    """
    groups: dict[Hashable, list[tuple[Path, Directive]]] = {}
    for path, directive in files:
        if directive:
            number, issuer = names.identity(directive.number), body_identity(directive.issuer)
            groups.setdefault((number, issuer, directive.issued), []).append((path, directive))
    problems: dict[tuple[Path, ...], Problem] = {}
    for group in groups.values():
        if len(group) > 1:
            paths, directive = tuple(path for path, _ in group), group[0][1]
            problems[paths] = unplaced(
                wording.Code.SAME_DIRECTIVE,
                known=", ".join(map(str, paths)),
                value=directive.number,
                day=format_day(directive.issued),
            )
    return problems


def first_language(paths: Iterable[Path]) -> Language | None:
    """Return the language of the first file that names one."""
    for path in paths:
        with contextlib.suppress(NtmError):
            if language := load(path).language:
                return language
    return None


def _summaries(query: _Query, paths: Sequence[Path]) -> Iterator[FileSummary | Refusal]:
    """Yield the outcome of each file, in order.

    A file that was read before takes a millisecond, a new one up to seconds. How long the first
    files take decides whether other processes would finish the rest sooner. At least two are read
    first, unless the first one takes long; they also show whether the directives come from more
    than one place.
    """
    workers = os.cpu_count() or 1
    began, remaining = monotonic(), len(paths)
    homes: set[str] = set()
    for number, path in enumerate(paths, start=1):
        yield (file_summary := _summary(query, path))
        remaining -= 1
        if file_summary.directive:
            homes.add(home_identity(file_summary.directive.issuer))
        took = monotonic() - began
        is_known = number > 1 or took > _WORTH
        if workers > 1 and is_known and took / number * remaining > _WORTH:
            break
    if remaining:
        if len(homes) > 1:
            query = query._replace(about=query.about._replace(names="left out"))
        yield from _side_by_side(partial(_summary, query), paths[-remaining:], workers)


def _with_names(query: _Query, parts: Sequence[FileSummary]) -> list[FileSummary]:
    """Summarize the files again with names, if the files from other places were all left out."""
    homes = {home_identity(part.directive.issuer) for part in parts}
    if len(homes) > 1 or not query.about.may_show_names:
        return [*parts]
    again = [part if part.by_name else _summary(query, Path(part.file)) for part in parts]
    if refused := [part for part in again if isinstance(part, Refusal)]:  # changed meanwhile
        raise refused[0].error
    return [part for part in again if not isinstance(part, Refusal)]


def _side_by_side(
    work: Callable[[Path], FileSummary | Refusal], paths: Sequence[Path], workers: int
) -> Iterator[FileSummary | Refusal]:
    from concurrent.futures import ProcessPoolExecutor

    at_a_time = min(_MOST_AT_A_TIME, len(paths) // (_TURNS * workers) + 1)
    with ProcessPoolExecutor(min(workers, len(paths), system.MOST_PROCESSES)) as pool:
        yield from pool.map(work, paths, chunksize=at_a_time)


def _summary(query: _Query, path: Path) -> FileSummary | Refusal:
    from ntmtrack.reports import file_summaries
    from ntmtrack.status.view import view
    from ntmtrack.status.view import view_to_count

    look = view_to_count if query.about.only_counts else view

    def summary(document: Document, moment: Moment) -> FileSummary:
        directive_view = look(document, moment, query.filters)
        return file_summaries.summarize(str(path), directive_view, query.about)

    return read_part(path, query.as_of, query.now, summary)


def read_part(
    path: Path, as_of: str | None, now: datetime, make: Callable[[Document, Moment], PartT]
) -> PartT | Refusal:
    """Return the part that `make` returns for a file, or the reason why it has none."""
    document = None
    try:
        document, problems, _ = load(path)
        if document is None:
            return Refusal([problem for problem in problems if not problem.warning], Exit.DATA)
        return make(document, moment_of(as_of, now, document.directive))
    except NtmError as error:
        return Refusal(error.problems, error.exit_code, document and document.directive)
