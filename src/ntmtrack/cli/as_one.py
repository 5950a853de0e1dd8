"""Reports on several files as one directive: one letter an owner, one report on the week."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Sequence
from datetime import date
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from typing import NamedTuple

from ntmtrack.cli.options import ReportOptions
from ntmtrack.cli.run import Run
from ntmtrack.directive.dates import Moment
from ntmtrack.directive.model import Directive
from ntmtrack.directive.model import Document
from ntmtrack.wording.problem import NtmError
from ntmtrack.wording.problem import join_errors

if TYPE_CHECKING:
    from ntmtrack.cli.several import Refusal
    from ntmtrack.reports.agenda import Agenda
    from ntmtrack.status.view import View

# Checks what a report needs of a directive besides being readable, and raises what is lacking.
Condition = Callable[[Document, Moment], None]


class _Known(NamedTuple):
    """Hold a file that was read."""

    path: Path
    document: Document
    moment: Moment

    @property
    def directive(self) -> Directive:
        """Return the directive."""
        return self.document.directive


class UnitedFiles(NamedTuple):
    """Hold the directives of several files, with ids that mean the same in all of them.

    `left_out` names the files whose directive was not issued yet, or does not know a name that was
    asked for; `wrong` has the errors of those that cannot be read.
    """

    documents: Sequence[Document]
    moment: Moment
    left_out: Sequence[str]
    wrong: Sequence[NtmError]


@contextlib.contextmanager
def read_files(run: Run, options: ReportOptions, condition: Condition) -> Iterator[UnitedFiles]:
    """Read several files; when the report is out, say which could not be read (exit 65 or 66)."""
    from ntmtrack.cli import several
    from ntmtrack.directive import log
    from ntmtrack.status import joining

    paths = several.paths_of(run, options)
    known, left_out, wrong = several.read(run, paths, _outcomes(run, options, paths, condition))
    stamps = (log.newest_stamp(file.document.progress) for file in known)
    run.warn_of_clocks(max(filter(None, stamps), default=None))
    united = joining.unite([(str(file.path), file.document) for file in known])
    yield UnitedFiles(united, known[0].moment, left_out, wrong)
    if wrong:
        raise join_errors(wrong)


def _outcomes(
    run: Run, options: ReportOptions, paths: Sequence[Path], condition: Condition
) -> Iterator[_Known | Refusal]:
    """Yield each file that knows the names asked for and meets the condition, or why it is out."""
    from ntmtrack.cli import several
    from ntmtrack.status.selection import select

    for path in paths:

        def known(document: Document, moment: Moment, path: Path = path) -> _Known:
            select(document, options.filters())
            condition(document, moment)
            return _Known(path, document, moment)

        yield several.outcome(path, options.as_of, run.clock(), known)


@contextlib.contextmanager
def view_of_all(
    run: Run, options: ReportOptions, followed_on: Callable[[Moment], date] | None = None
) -> Iterator[View]:
    """Yield the view on a file, or on several as one.

    With `followed_on`, what was finished before the week of that day adds nothing to it.
    """
    if not run.has_several_files(options):
        yield run.view(options)
        return
    from ntmtrack.directive.weeks import week_of
    from ntmtrack.status import joining
    from ntmtrack.status.view import view

    with read_files(run, options, lambda *_: None) as files:
        views: list[View] = []
        finished: list[View] = []
        for document in files.documents:
            part = view(document, files.moment, options.filters())
            is_over = followed_on and joining.was_finished_before(
                document,
                week_of(followed_on(files.moment), document.settings.week_starts),
                files.moment,
            )
            (finished if is_over else views).append(part)
        call_places(run, [part.document for part in views or finished])
        yield joining.join(views, finished, files.left_out)


@contextlib.contextmanager
def agendas_of_all(
    run: Run, options: ReportOptions
) -> Iterator[tuple[Sequence[Agenda], Sequence[str]]]:
    """Yield the to-dos of each file by itself, and the files that are left out.

    A calendar does not add anything up, and what is the same in two files need not be one in it.
    """
    from ntmtrack.cli import several
    from ntmtrack.directive import log
    from ntmtrack.reports import agenda
    from ntmtrack.reports.report_head import kind_of_all_places
    from ntmtrack.status.view import view

    stamps: list[datetime | None] = []

    def make_agenda(document: Document, moment: Moment) -> Agenda:
        directive_view = view(document, moment, options.filters())
        stamps.append(log.newest_stamp(document.progress))
        return agenda.make(directive_view, run.words.calling(kind_of_all_places([document])))

    paths = several.paths_of(run, options)
    outcomes = (several.outcome(path, options.as_of, run.clock(), make_agenda) for path in paths)
    agendas, left_out, wrong = several.read(run, paths, outcomes)
    run.warn_of_clocks(max(filter(None, stamps), default=None))
    yield agendas, left_out
    if wrong:
        raise join_errors(wrong)


def call_places(run: Run, documents: Sequence[Document]) -> None:
    """Call the places of several directives by one word in all that the run says from now on."""
    from ntmtrack.reports.report_head import kind_of_all_places

    run.file_place = kind_of_all_places(documents)
