"""Reports on several files as one directive: one letter for each owner, one weekly report."""

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

# Checks what a report requires of a directive besides being readable; raises an error if not met.
Condition = Callable[[Document, Moment], None]


class _FileRead(NamedTuple):
    """Represent a data file that was read."""

    path: Path
    document: Document
    moment: Moment

    @property
    def directive(self) -> Directive:
        """Return the directive."""
        return self.document.directive


class JointFiles(NamedTuple):
    """Represent the directives of several files, with ids that mean the same in all of them.

    `left_out` names the files whose directive was not issued yet, or does not know a name that was
    typed; `wrong` has the errors of the files that cannot be read.
    """

    documents: Sequence[Document]
    moment: Moment
    left_out: Sequence[str]
    wrong: Sequence[NtmError]


@contextlib.contextmanager
def read_joint_files(
    run: Run, options: ReportOptions, condition: Condition
) -> Iterator[JointFiles]:
    """Read several files; once the report is out, raise which could not be read (exit 65 or 66)."""
    from ntmtrack.cli import several
    from ntmtrack.directive import log
    from ntmtrack.status import joining

    paths = several.report_paths(run, options)
    files_read, left_out, wrong = several.read_parts(
        run, paths, _outcomes(run, options, paths, condition)
    )
    stamps = (log.newest_stamp(file.document.progress) for file in files_read)
    run.warn_of_clocks(max(filter(None, stamps), default=None))
    united = joining.unite([(str(file.path), file.document) for file in files_read])
    yield JointFiles(united, files_read[0].moment, left_out, wrong)
    if wrong:
        raise join_errors(wrong)


def _outcomes(
    run: Run, options: ReportOptions, paths: Sequence[Path], condition: Condition
) -> Iterator[_FileRead | Refusal]:
    """Yield each file that knows the typed names and meets the condition, or why it is left out."""
    from ntmtrack.cli import several
    from ntmtrack.status.selection import select

    for path in paths:

        def file_read(document: Document, moment: Moment, path: Path = path) -> _FileRead:
            select(document, options.filters())
            condition(document, moment)
            return _FileRead(path, document, moment)

        yield several.read_part(path, options.as_of, run.clock(), file_read)


@contextlib.contextmanager
def joint_view(
    run: Run, options: ReportOptions, followed_on: Callable[[Moment], date] | None = None
) -> Iterator[View]:
    """Yield the view of one file, or of several files as one.

    With `followed_on`, directives that were finished before the week of that day are left out of
    the sums.
    """
    if not run.has_several_files(options):
        yield run.view(options)
        return
    from ntmtrack.directive.weeks import week_of
    from ntmtrack.status import joining
    from ntmtrack.status.view import view

    with read_joint_files(run, options, lambda *_: None) as files:
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
        unify_place_word(run, [part.document for part in views or finished])
        yield joining.join(views, finished, files.left_out)


@contextlib.contextmanager
def agendas_by_file(
    run: Run, options: ReportOptions
) -> Iterator[tuple[Sequence[Agenda], Sequence[str]]]:
    """Yield the agenda of each file, and the files that are left out.

    A calendar has no sums, so the same village or owner in two files need not be united.
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
        place = kind_of_all_places([document])
        return agenda.make(directive_view, run.words.with_place_word(place))

    paths = several.report_paths(run, options)
    outcomes = (several.read_part(path, options.as_of, run.clock(), make_agenda) for path in paths)
    agendas, left_out, wrong = several.read_parts(run, paths, outcomes)
    run.warn_of_clocks(max(filter(None, stamps), default=None))
    yield agendas, left_out
    if wrong:
        raise join_errors(wrong)


def unify_place_word(run: Run, documents: Sequence[Document]) -> None:
    """Use one word for the places of several directives in all that the run prints from now on."""
    from ntmtrack.reports.report_head import kind_of_all_places

    run.file_place = kind_of_all_places(documents)
