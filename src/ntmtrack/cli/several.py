"""Reports on several files: each is read and reduced to its part, in processes side by side."""

from __future__ import annotations

import os
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from typing import NamedTuple

from ntmtrack.cli import output
from ntmtrack.cli import run
from ntmtrack.cli.options import Level
from ntmtrack.cli.options import Options
from ntmtrack.directive import dates
from ntmtrack.wording.problem import Exit
from ntmtrack.wording.problem import NtmError
from ntmtrack.wording.problem import Problem
from ntmtrack.wording.problem import joined
from ntmtrack.wording.words import Words

if TYPE_CHECKING:
    from ntmtrack.reports.many_files import Asked
    from ntmtrack.reports.many_files import Part
    from ntmtrack.status.selection import Filters

# So few files are read sooner than other processes have started.
_FEW = 8
# How many files a process gets at a time: few enough that none is idle at the end.
_TURN = 16


class _Query(NamedTuple):
    """Hold what is the same for all files."""

    asked: Asked
    as_of: str | None
    now: datetime
    filters: Filters


class _Refused(NamedTuple):
    """Say why a file has no part: it is wrong or unreadable, or nothing in it is meant."""

    problems: Sequence[Problem]
    exit_code: Exit


def asked(options: Options, by: Level | None = None) -> bool:
    """Tell whether a report is about several files, or to be divided as if it were."""
    return by is not None or len(run.data_files(options)) > 1


def emit(
    kind: str,
    options: Options,
    by: Level | None = None,
    formats: Sequence[str] = run.TABULAR,
) -> None:
    """Make a report on several files and emit it, then tell which files could not be read.

    A name or a moment that not every directive knows leaves the others out.
    """
    from ntmtrack.reports import many_files as report

    paths = [found.path for found in run.data_files(options)]
    words = _words(options, paths)
    about = report.Asked(kind, options.format in run.DATA, words.language)
    query = _Query(about, options.as_of, dates.clock(), run.filters(options))
    found = output.watched(_outcomes(query, paths), len(paths), words.say("Reading the files"))
    outcomes = list(zip(paths, found, strict=True))
    parts = [one for _, one in outcomes if not isinstance(one, _Refused)]
    refused = [(path, NtmError(*one)) for path, one in outcomes if isinstance(one, _Refused)]
    wrong = [error for _, error in refused if error.exit_code != Exit.USAGE]
    left_out = [str(path) for path, error in refused if error.exit_code == Exit.USAGE]
    if not parts:
        raise joined(wrong or [error for _, error in refused[:1]])
    made = report.SeveralReport(kind, parts, left_out, by_file=by is not None)
    content = run.rendered(options, made, report.blocks, report.data, formats)
    run.send(options._replace(exit_code=options.exit_code and not wrong), made, content)
    if wrong:
        raise joined(wrong)


def _words(options: Options, paths: Iterable[Path]) -> Words:
    """Give the words of the run: where none are asked for, those of the first file that tells."""
    for path in paths:
        try:
            language = run.load(path).language
        except NtmError:
            continue
        if language:
            run.said(language)
            break
    return run.words_of(options)


def _outcomes(query: _Query, paths: Sequence[Path]) -> Iterator[Part | _Refused]:
    """Give what becomes of each file, in their order."""
    work = partial(_outcome, query)
    if len(paths) <= _FEW:
        yield from map(work, paths)
        return
    from concurrent.futures import ProcessPoolExecutor

    workers = os.cpu_count() or 1
    with ProcessPoolExecutor(workers) as pool:
        yield from pool.map(work, paths, chunksize=_TURN)


def _outcome(query: _Query, path: Path) -> Part | _Refused:
    from ntmtrack.reports import many_files as report
    from ntmtrack.reports import views

    try:
        document, problems, _ = run.load(path)
        if document is None:
            return _Refused([one for one in problems if not one.warning], Exit.DATA)
        words = Words(query.asked.language)
        moment = run.moment(query.as_of, query.now, document.directive, words)
        return report.part(str(path), views.view(document, moment, query.filters), query.asked)
    except NtmError as error:
        return _Refused(error.problems, error.exit_code)
